//! The rows of one unit → the sheets of its workbook: what to mend, how many of each kind, and what
//! each code means.

use std::collections::BTreeMap;

use super::{Feedback, MendRow, State, UnitFeedback};
use crate::answers::provenance;
use crate::answers::table::{Cell, Column, ColumnKind, Table};
use crate::domain::visible;
use crate::findings::FindingCode;
use crate::words::{Lang, pick};

/// One sheet: title lines, then a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub name: String,
    /// The first is the heading, the second the unit; a long one is wrapped.
    pub title: Vec<String>,
    pub table: Table,
}

/// A sheet holds 1,048,576 rows; the rest goes on the next.
const ROWS_PER_SHEET: usize = 1_000_000;

impl Sheet {
    /// As many sheets as the rows need, one at least; those behind the first have a number. `sheet` is given the
    /// place of its first row.
    pub fn split<T>(rows: &[T], sheet: impl Fn(usize, &[T]) -> Self) -> Vec<Self> {
        let numbered = |(place, rows): (usize, &[T])| {
            let mut one = sheet(place * ROWS_PER_SHEET, rows);
            if place > 0 {
                one.name = format!("{} {}", one.name, place + 1);
            }
            one
        };
        if rows.is_empty() {
            return vec![sheet(0, rows)];
        }
        rows.chunks(ROWS_PER_SHEET).enumerate().map(numbered).collect()
    }
}

/// The sheets of a unit. `files` are the names of all inputs, whose common folder is left out.
pub fn sheets(
    lang: Lang,
    feedback: &Feedback,
    unit: &UnitFeedback,
    common_folder: &str,
) -> Vec<Sheet> {
    let open: Vec<&MendRow> = unit.open().collect();
    let mut sheets: Vec<Sheet> = Vec::new();
    if !open.is_empty() {
        sheets = Sheet::split(&open, |first, rows| {
            to_mend(lang, feedback, unit, rows, first, common_folder)
        });
    }
    sheets.push(by_code(lang, feedback, unit));
    sheets.push(meanings(lang, unit, &open));
    sheets
}

/// Key, head and width of each column.
fn columns<const N: usize>(columns: [(&str, &str, u16); N]) -> Vec<Column> {
    let column = |(key, name, width): (&str, &str, u16)| {
        Column::new(key, name, ColumnKind::Text).wide(width)
    };
    columns.map(column).to_vec()
}

fn unit_name(lang: Lang, unit: &UnitFeedback) -> String {
    let nameless = lang.of("Các dòng không ghi đơn vị", "Rows that name no unit");
    unit.name.clone().unwrap_or_else(|| nameless.to_owned())
}

/// What the run stands on, and what it is compared with.
fn period(lang: Lang, feedback: &Feedback) -> String {
    let Some((from, to)) = feedback.days else {
        return lang.of("Không có hồ sơ nào được tính.", "No dossier was counted.").to_owned();
    };
    let [from, to] = [from, to].map(|day| provenance::day(lang, day));
    let data = match lang {
        Lang::Vi => format!("Dữ liệu từ ngày {from} đến ngày {to}."),
        Lang::En => format!("Data from {from} to {to}."),
    };
    let before = match (lang, feedback.before) {
        (_, None) => return data,
        (lang, Some(Some(day))) => {
            let day = provenance::day(lang, day);
            match lang {
                Lang::Vi => format!("So với lần trước (dữ liệu đến ngày {day})."),
                Lang::En => format!("Compared with the last run (data up to {day})."),
            }
        }
        (lang, Some(None)) => {
            lang.of("So với lần trước.", "Compared with the last run.").to_owned()
        }
    };
    format!("{data} {before}")
}

fn to_mend(
    lang: Lang,
    feedback: &Feedback,
    unit: &UnitFeedback,
    rows: &[&MendRow],
    first: usize,
    common_folder: &str,
) -> Sheet {
    let what_to_do = lang.of(
        "Đề nghị đơn vị sửa từng dòng dưới đây trong hệ thống một cửa (không sửa vào tệp này), rồi xuất lại dữ liệu để gửi kỳ sau. Ghi việc đã làm vào cột cuối; dòng nào không sai thì ghi rõ lý do.",
        "Please mend each row below in the one-stop system (not in this file), then export again for the next run. Write what was done into the last column; where a row is right, say why.",
    );
    let text = |text: Option<&String>| text.map_or(Cell::Empty, |text| Cell::Text(text.clone()));
    let common_folder = visible(common_folder);
    // A column of nothing takes room from those that are filled in.
    let has_procedures = unit.open().any(|row| row.procedure.is_some());
    let row = |(place, row): (usize, &&MendRow)| {
        let file = visible(&row.file);
        let file = file.strip_prefix(&*common_folder).unwrap_or(&file);
        let mut cells = vec![
            Cell::Count((first + place + 1) as u64),
            text(row.dossier.as_ref()),
            text(row.procedure.as_ref()),
            Cell::Text(file.to_owned()),
            Cell::Count(row.row),
            text(row.column.as_ref()),
            text(row.value.as_ref()),
            Cell::Text(pick(lang, row.code.title()).to_owned()),
            Cell::Text(at_source(lang, row.code)),
            Cell::Text(row.code.number().to_owned()),
            Cell::Text(state_text(lang, row)),
            Cell::Empty,
        ];
        if !has_procedures {
            cells.remove(PROCEDURE);
        }
        cells
    };
    let mut heads = heads(lang);
    if !has_procedures {
        heads.remove(PROCEDURE);
    }
    Sheet {
        name: lang.of("Cần sửa", "To mend").to_owned(),
        title: [
            lang.of("DANH SÁCH DÒNG HỒ SƠ CẦN SỬA", "DOSSIER ROWS TO MEND").to_owned(),
            unit_name(lang, unit),
            period(lang, feedback),
            what_to_do.to_owned(),
        ]
        .into_iter()
        .chain(not_listed(lang, unit))
        .collect(),
        table: Table::new(heads, rows.iter().enumerate().map(row).collect(), None),
    }
}

/// The place of the procedure among the columns of rows to mend.
const PROCEDURE: usize = 2;

/// The columns of rows to mend.
fn heads(lang: Lang) -> Vec<Column> {
    columns([
        ("number", lang.of("STT", "No."), 6),
        ("dossier_id", lang.of("Mã hồ sơ", "Dossier id"), 27),
        ("procedure", lang.of("Thủ tục", "Procedure"), 26),
        ("file", lang.of("Tệp nguồn", "Source file"), 19),
        ("row", lang.of("Dòng", "Row"), 7),
        ("column", lang.of("Cột", "Column"), 15),
        ("value", lang.of("Giá trị đang có", "Value found"), 17),
        ("title", lang.of("Sai ở đâu", "What is wrong"), 23),
        ("at_source", lang.of("Cách sửa", "How to mend"), 34),
        ("code", lang.of("Mã lỗi", "Code"), 8),
        ("state", lang.of("Tình trạng", "State"), 13),
        ("note", lang.of("Đã sửa / ghi chú", "Mended / note"), 19),
    ])
}

/// What the list leaves out, if anything.
fn not_listed(lang: Lang, unit: &UnitFeedback) -> Option<String> {
    let codes: Vec<&str> = unit.not_listed.keys().map(|code| code.number()).collect();
    let codes = codes.join(", ");
    (!codes.is_empty()).then(|| match lang {
        Lang::Vi => format!(
            "Quá nhiều dòng cùng một lỗi ({codes}) nên chỉ liệt kê những dòng đầu; tổng số ở trang Tổng hợp. Thường chỉ cần sửa một lần ở cấu hình xuất dữ liệu."
        ),
        Lang::En => format!(
            "Too many rows have the same trouble ({codes}), so only the first are listed; the sheet Summary has all in its counts. Often one change in the export mends them all."
        ),
    })
}

/// What a unit can do: it has the one-stop system, not our options.
fn at_source(lang: Lang, code: FindingCode) -> String {
    code.page(lang).at_source.to_owned()
}

fn state_text(lang: Lang, row: &MendRow) -> String {
    let since = row.since.map(|day| provenance::day(lang, day));
    match (row.state, since) {
        (State::StillThere, Some(day)) => match lang {
            Lang::Vi => format!("Vẫn còn, từ {day}"),
            Lang::En => format!("Still there, since {day}"),
        },
        (state, _) => state_name(lang, state).to_owned(),
    }
}

/// The word for a state.
pub fn state_name(lang: Lang, state: State) -> &'static str {
    lang.label("mending", state.name())
}

fn by_code(lang: Lang, feedback: &Feedback, unit: &UnitFeedback) -> Sheet {
    let mut counts: BTreeMap<FindingCode, BTreeMap<State, u64>> = BTreeMap::new();
    let mut total: BTreeMap<State, u64> = BTreeMap::new();
    for row in &unit.rows {
        *counts.entry(row.code).or_default().entry(row.state).or_default() += 1;
        *total.entry(row.state).or_default() += 1;
    }
    let line = |code: Cell, what: String, counts: &BTreeMap<State, u64>, not_listed: u64| {
        let count = |state: State| counts.get(&state).copied().unwrap_or(0);
        let open = count(State::New) + count(State::StillThere) + not_listed;
        let mut cells = vec![code, Cell::Text(what), Cell::Count(open)];
        cells.extend(State::ALL.map(|state| Cell::Count(count(state))));
        cells
    };
    let mut rows: Vec<Vec<Cell>> = counts
        .iter()
        .map(|(code, counts)| {
            let number = Cell::Text(code.number().to_owned());
            let not_listed = unit.not_listed.get(code).copied().unwrap_or(0);
            line(number, pick(lang, code.title()).to_owned(), counts, not_listed)
        })
        .collect();
    let all = lang.of("Tổng cộng", "Total").to_owned();
    rows.push(line(Cell::Empty, all, &total, unit.not_listed()));
    let [new, still, fixed, gone] = State::ALL.map(|state| state_name(lang, state));
    Sheet {
        name: lang.of("Tổng hợp", "Summary").to_owned(),
        title: vec![
            lang.of("TỔNG HỢP THEO MÃ LỖI", "SUMMARY BY CODE").to_owned(),
            unit_name(lang, unit),
            period(lang, feedback),
            lang.of(
                "Đã sửa: lần trước có, nay hồ sơ không còn lỗi. Không có trong lần này: hồ sơ không nằm trong dữ liệu gửi lần này nên chưa biết đã sửa hay chưa.",
                "Fixed: found in the last run, and the dossier no longer has it. Not in this run: the dossier is not among the data sent, so nobody can say.",
            )
            .to_owned(),
        ],
        table: Table::new(columns([
            ("code", lang.of("Mã lỗi", "Code"), 10),
            ("title", lang.of("Nội dung", "What"), 70),
            ("to_mend", lang.of("Cần sửa", "To mend"), 12),
            ("new", new, 12),
            ("still_there", still, 12),
            ("fixed", fixed, 12),
            ("not_in_run", gone, 24),
        ]), rows, None),
    }
}

fn meanings(lang: Lang, unit: &UnitFeedback, open: &[&MendRow]) -> Sheet {
    let mut codes: Vec<FindingCode> = open.iter().map(|row| row.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let row = |code: &FindingCode| {
        let mut cells = vec![code.number().to_owned(), pick(lang, code.title()).to_owned()];
        let text = code.page(lang);
        let parts = [text.what, text.why, text.at_source, text.wrong, text.right];
        cells.extend(parts.map(str::to_owned));
        cells.into_iter().map(Cell::Text).collect()
    };
    Sheet {
        name: lang.of("Giải thích", "Meaning").to_owned(),
        title: vec![
            lang.of("Ý NGHĨA CÁC MÃ LỖI", "WHAT THE CODES MEAN").to_owned(),
            unit_name(lang, unit),
        ],
        table: Table::new(
            columns([
                ("code", lang.of("Mã lỗi", "Code"), 10),
                ("title", lang.of("Nội dung", "Title"), 20),
                ("what", lang.of("Là gì", "What it is"), 36),
                ("why", lang.of("Ảnh hưởng số liệu", "Why it matters"), 40),
                ("at_source", lang.of("Cách sửa", "How to mend"), 34),
                ("wrong", lang.of("Ví dụ sai", "Wrong"), 20),
                ("right", lang.of("Ví dụ đúng", "Right"), 20),
            ]),
            codes.iter().map(row).collect(),
            None,
        ),
    }
}
