//! What the terminal and machines are told of a feedback run.

use schemars::JsonSchema;
use serde::Serialize;

use super::sheets::state_name;
use super::{Feedback, State, UnitFeedback};
use crate::answers::phrase::Phrase;
use crate::answers::table::{Cell, Column, Table, TableRow};
use crate::answers::text::nameless;
use crate::words::Lang;

/// One line per unit: its workbook, and how many rows are fixed, still there, new.
pub fn table(lang: Lang, feedback: &Feedback) -> Table {
    let states = [State::Fixed, State::StillThere, State::New, State::NotInRun];
    let mut columns = vec![Column::text(lang, "unit")];
    columns.extend(states.map(|state| Column::number_named(state.name(), state_name(lang, state))));
    columns.push(Column::text(lang, "workbook"));
    let counts = |counts: [usize; 4]| counts.map(|count| Cell::Count(count as u64));
    let mut rows: Vec<TableRow> = feedback
        .units
        .iter()
        .map(|unit| {
            let name = unit.name.clone().unwrap_or_else(|| nameless(lang).to_owned());
            let mut cells = vec![Cell::Text(name)];
            cells.extend(counts(states.map(|state| unit.count(state))));
            cells.push(match &unit.workbook {
                Some(file) => Cell::Text(file.clone()),
                None => {
                    Cell::Text(lang.of("– không còn gì phải sửa", "– nothing to mend").to_owned())
                }
            });
            TableRow::body(cells)
        })
        .collect();
    let total = states.map(|state| feedback.units.iter().map(|unit| unit.count(state)).sum());
    let mut cells = vec![Cell::Text(lang.of("Tổng", "Total").to_owned())];
    cells.extend(counts(total));
    cells.push(Cell::Empty);
    rows.push(TableRow::total(cells));
    let note = lang.of(
        "Đã sửa và không có trong lần này: so với lần chạy trước trên cùng thư mục.",
        "Fixed and not in this run: against the last run on the same folder.",
    );
    let mut notes: Vec<Phrase> = vec![note.into()];
    let not_listed: u64 = feedback.units.iter().map(UnitFeedback::not_listed).sum();
    if not_listed > 0 {
        let (before, after) = match lang {
            Lang::Vi => (
                "Còn ",
                " dòng cùng lỗi với các dòng đã liệt kê, quá nhiều để liệt kê từng dòng; danh sách đủ: --rejects.",
            ),
            Lang::En => (
                "Besides, ",
                " rows have the same trouble as listed ones and are too many to be listed; for every row: --rejects.",
            ),
        };
        notes.push(Phrase::from(before).count(not_listed).text(after));
    }
    Table { columns, rows, notes }
}

/// The part of `cchc/check/1` that a feedback run adds.
#[derive(Serialize, JsonSchema)]
pub struct FeedbackRecord<'a> {
    units: Vec<UnitRecord<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct UnitRecord<'a> {
    unit: Option<&'a str>,
    workbook: Option<&'a str>,
    new: usize,
    still_there: usize,
    fixed: usize,
    not_in_run: usize,
    not_listed: u64,
}

/// For machines.
pub fn record(feedback: &Feedback) -> FeedbackRecord<'_> {
    let unit = feedback.units.iter().map(|unit| UnitRecord {
        unit: unit.name.as_deref(),
        workbook: unit.workbook.as_deref(),
        new: unit.count(State::New),
        still_there: unit.count(State::StillThere),
        fixed: unit.count(State::Fixed),
        not_in_run: unit.count(State::NotInRun),
        not_listed: unit.not_listed(),
    });
    FeedbackRecord { units: unit.collect() }
}
