//! The late and overdue dossiers of one unit, with room for the causes.

use std::cmp::Reverse;

use super::SectionInput;
use crate::answers::listing::{DateCell, DaysToDue, ListRow, RowOutcome};
use crate::answers::publication::Section;
use crate::answers::publication::columns::{count_column, explained, text_column};
use crate::answers::{Cell, Column, Phrase, Table, count_name};
use crate::tally::Count;
use crate::words::Lang;

/// Those still open first, the longest overdue before the others; nothing where there are none.
pub fn unit_dossiers(input: &SectionInput<'_>) -> Option<Section> {
    let (unit, lists) = (input.unit?, input.study.lists.as_ref()?);
    let lang = input.style.lang;
    let own = lists.dossiers.iter().filter(|row| row.unit.as_deref() == Some(unit));
    let mut rows: Vec<&ListRow> = own.collect();
    if rows.is_empty() {
        return None;
    }
    let is_late = |row: &ListRow| row.standing == RowOutcome::Counted(Count::Late);
    rows.sort_by_key(|row| (is_late(row), Reverse(days(row))));
    let lines = rows.iter().zip(1..).map(|(row, place)| line(lang, row, place));
    let mut columns = columns(lang);
    let mut lines: Vec<Vec<Cell>> = lines.collect();
    // What no export tells takes no room from the rest.
    for key in ["procedure_code", "procedure"] {
        let place = columns.iter().position(|column| column.key == key);
        let place = place.filter(|at| lines.iter().all(|line| line.get(*at) == Some(&Cell::Empty)));
        if let Some(place) = place {
            columns.remove(place);
            for line in &mut lines {
                line.remove(place);
            }
        }
    }
    let note = Phrase::from(lang.of(
        "Ngày làm việc quá hạn tính theo lịch làm việc, từ ngày sau ngày hẹn trả đến ngày kết thúc, hoặc đến ngày chốt nếu chưa kết thúc.",
        "Working days by the calendar, from the day after the due day to the finish, or to the as-of day of a dossier that is open.",
    ));
    let table = Table::new(columns, lines, None).with_notes(vec![note]);
    Some(Section {
        id: "unit_dossiers",
        title: lang.of("Danh sách hồ sơ quá hạn", "Late and overdue dossiers").to_owned(),
        sheet: lang.of("Hồ sơ quá hạn", "Late and overdue").to_owned(),
        lead: lang
            .of(
                "Hồ sơ đang giải quyết đã quá hạn xếp trước, quá hạn lâu nhất trước; đề nghị ghi nguyên nhân vào cột cuối.",
                "Open ones first, the longest overdue before the others; please write the cause into the last column.",
            )
            .to_owned(),
        table: explained(table, input.style),
        charts: Vec::new(),
        working_notes: Vec::new(),
    })
}

const fn days(row: &ListRow) -> Option<u32> {
    match row.days {
        Some(DaysToDue::Over(days)) => Some(days),
        Some(DaysToDue::Left(_)) | None => None,
    }
}

fn line(lang: Lang, row: &ListRow, place: u64) -> Vec<Cell> {
    let text = |text: &str| {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
    };
    let day = |day: &DateCell| match day {
        DateCell::Day(day) => Cell::Day(*day),
        DateCell::Text(_) | DateCell::Nothing => Cell::Empty,
    };
    let standing = match &row.standing {
        RowOutcome::Counted(count) => count_name(lang, *count),
        RowOutcome::Rejected(_) | RowOutcome::Superseded { .. } => "",
    };
    vec![
        Cell::Count(place),
        text(&row.dossier_id),
        text(&row.procedure),
        text(&row.procedure_code),
        day(&row.received),
        day(&row.due),
        day(&row.finished),
        text(standing),
        days(row).map_or(Cell::Empty, |days| Cell::Count(days.into())),
        Cell::Empty,
    ]
}

fn columns(lang: Lang) -> Vec<Column> {
    vec![
        count_column("number", lang.of("STT", "No."), false),
        // Not the head of an export: who checks the workbook reads its tables, and no log of a few dossiers.
        text_column("dossier_id", lang.of("Hồ sơ", "Dossier")),
        text_column("procedure", lang.head("procedure_name")),
        text_column("procedure_code", lang.head("procedure_code")),
        text_column("received", lang.head("received")),
        text_column("due", lang.head("due")),
        text_column("finished", lang.head("finished")),
        text_column("class", lang.of("Tình trạng", "State")),
        count_column(
            "working_days_over",
            lang.of("Ngày làm việc quá hạn", "Working days over"),
            false,
        ),
        text_column("cause", lang.of("Nguyên nhân", "Cause")).wide(30),
    ]
}
