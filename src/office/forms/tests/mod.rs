//! Forms, filled and read: plans by their files, figures by hand, equations for any figures, and the
//! filled form as our own reader of such tables sees it.

mod annexes;
mod by_hand;
mod plans;
mod properties;
mod read_back;

use super::fill::{FillError, FormContext, fill};
use super::placement::Placements;
use super::plan::FormPlan;
use crate::answers::publication::sample::sample;
use crate::answers::publication::{FilledForm, Letterhead, PeriodFacts, Report};
use crate::answers::{Cell, Phrase, Piece, RowKind};
use crate::domain::{CanonicalField, Day, Dimension, PeriodRule};
use crate::tally::{Count as C, Cube, Row, Tally};
use crate::words::Lang;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The counts without parts of their own, in the order of [`tally`].
pub(super) const LEAVES: [C; 15] = [
    C::Opening,
    C::ReceivedOnline,
    C::ReceivedInPerson,
    C::ReceivedPostal,
    C::ReceivedOther,
    C::ReceivedUnknown,
    C::Early,
    C::OnTime,
    C::Late,
    C::Undated,
    C::Returned,
    C::ClosingWithin,
    C::ClosingOverdue,
    C::ClosingUndated,
    C::ClosingPaused,
];

/// A tally from its parts; the wholes are summed up here.
pub(super) fn tally(parts: [u64; 15]) -> Tally {
    let mut tally = Tally::default();
    for (count, dossiers) in LEAVES.into_iter().zip(parts) {
        tally[count] = dossiers;
    }
    tally[C::Received] = tally.sum(&LEAVES[1..6]);
    tally[C::Resolved] = tally.sum(&LEAVES[6..10]);
    tally[C::Closing] = tally.sum(&LEAVES[11..15]);
    tally.check().expect("what comes in goes out");
    tally
}

/// A cube of rows with their groups.
pub(super) fn cube(by: &[Dimension], rows: &[(&[Option<&str>], Tally)]) -> Cube {
    let mut cube = Cube::empty(by.to_vec());
    for (group, tally) in rows {
        cube.total += tally;
        let group = group.iter().map(|name| name.map(str::to_owned)).collect();
        cube.rows.push(Row { group, tally: *tally });
    }
    cube
}

pub(super) const BY_FIELD: [Dimension; 2] = [Dimension::Level, Dimension::Field];

/// Three levels, one of them spelled in two ways, and a blank field.
pub(super) fn three_levels() -> Cube {
    cube(
        &BY_FIELD,
        &[
            (
                &[Some("Cấp huyện"), Some("Hộ tịch")],
                tally([0, 0, 7, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0]),
            ),
            (
                &[Some("Cấp tỉnh"), Some("Đất đai")],
                tally([10, 20, 5, 2, 1, 2, 15, 6, 2, 1, 3, 8, 2, 1, 2]),
            ),
            (
                &[Some("Cấp xã"), Some("Chứng thực")],
                tally([0, 100, 0, 0, 0, 0, 60, 30, 5, 0, 0, 4, 1, 0, 0]),
            ),
            (&[Some("Cấp xã"), None], tally([0, 0, 0, 3, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0])),
            (
                &[Some("TỈNH"), Some("Đất đai")],
                tally([1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0]),
            ),
        ],
    )
}

pub(super) fn all_fields() -> BTreeSet<CanonicalField> {
    CanonicalField::ALL.into_iter().collect()
}

pub(super) fn letterhead() -> Letterhead {
    Letterhead {
        reporting_unit: Some("UBND huyện Hưng Hà".to_owned()), ..Letterhead::default()
    }
}

/// June by the 15th-to-14th rule.
pub(super) fn june(lang: Lang) -> PeriodFacts {
    let day = |text| Day::parse(text).expect("a day");
    PeriodFacts {
        from: day("2024-05-15"),
        to: day("2024-06-14"),
        as_of: day("2024-06-14"),
        rule: PeriodRule::Decree,
        name: lang.of("tháng 6 năm 2024", "June 2024").to_owned(),
        adverb: String::new(),
        slug: "2024-06".to_owned(),
        line: String::new(),
    }
}

pub(super) fn plan(id: &str) -> &'static FormPlan {
    FormPlan::built_in(id).expect(id)
}

pub(super) fn choices(options: &[&str], plan: &FormPlan) -> Placements {
    let options: Vec<String> = options.iter().map(|option| (*option).to_owned()).collect();
    Placements::parse(&options, plan).expect("allowed")
}

/// A form filled with everything at its default, or as the options say.
pub(super) fn filled(
    lang: Lang,
    id: &str,
    options: &[&str],
    cube: &Cube,
    fields: &BTreeSet<CanonicalField>,
) -> Result<FilledForm, FillError> {
    let plan = plan(id);
    let (period, letterhead) = (june(lang), letterhead());
    let context = FormContext { lang, period: &period, letterhead: &letterhead, fields };
    fill(plan, &choices(options, plan), cube, &context)
}

/// The sample report with these forms.
pub(super) fn report(lang: Lang, forms: Vec<FilledForm>) -> Report {
    Report { forms, ..sample(lang) }
}

fn cell_text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Rate(Ok(ratio)) => format!("{}/{}", ratio.numerator(), ratio.denominator()),
        Cell::Rate(Err(absence)) => absence.name().to_owned(),
        Cell::Open => "…".to_owned(),
        other => panic!("no cell of a form: {other:?}"),
    }
}

/// The rows as text, cells joined by a bar.
pub(super) fn row_texts(form: &FilledForm) -> Vec<String> {
    let text = |cells: &[Cell]| cells.iter().map(cell_text).collect::<Vec<_>>().join("|");
    form.table.rows.iter().map(|row| text(&row.cells)).collect()
}

pub(super) fn kinds(form: &FilledForm) -> Vec<RowKind> {
    form.table.rows.iter().map(|row| row.kind).collect()
}

pub(super) fn note_text(note: &Phrase) -> String {
    let text = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Count(count) => count.to_string(),
        Piece::Points(number) | Piece::Change(number) | Piece::Share(number) => number.to_string(),
    };
    note.pieces.iter().map(text).collect()
}

/// All notes, one per line.
pub(super) fn notes_text(form: &FilledForm) -> String {
    form.table.notes.iter().map(|note| note_text(note) + "\n").collect()
}

/// The form as an office saves it from a spreadsheet: merged cells leave their text in the first place.
pub(super) fn csv(form: &FilledForm) -> String {
    let width = form.table.columns.len();
    let line = |cells: &[String]| cells.join(";") + "\n";
    let alone = |text: String| {
        let mut cells = vec![String::new(); width];
        cells[0] = text;
        line(&cells)
    };
    let mut text = alone(form.number.clone()) + &alone(form.legal_base.clone());
    for title in &form.title {
        text += &alone(title.clone());
    }
    for (label, value) in &form.head {
        text += &alone(format!("{label}: {value}"));
    }
    let mut header = vec![vec![String::new(); width]; form.header_rows];
    for cell in &form.header {
        header[cell.row][cell.column].clone_from(&cell.text);
    }
    for cells in &header {
        // A comma in a heading is no trouble: the delimiter is a semicolon.
        text += &line(cells);
    }
    for row in &form.table.rows {
        text += &line(&row.cells.iter().map(cell_text).collect::<Vec<_>>());
    }
    for note in &form.table.notes {
        writeln!(text, "\"{}\"", note_text(note)).expect("text");
    }
    text
}
