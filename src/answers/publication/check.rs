//! What must hold in every report before a file is written: a figure that contradicts its neighbour, a
//! mark that nothing explains, or a chart of nothing ends the run.

use std::collections::BTreeSet;

use super::super::absence::absence_text;
use super::filled::FilledForm;
use super::model::{Chart, Report, Section};
use crate::answers::phrase::Phrase;
use crate::answers::stats::small_group_note;
use crate::answers::table::{Cell, ColumnKind, RateFormula, Table};
use crate::domain::{Absence, Ratio};
use crate::words::Lang;

/// Everything wrong with a report: a bug of this program, never a fault of the data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the report contradicts itself: {}; please report this bug", .0.join("; "))]
pub struct ReportError(pub Vec<String>);

/// Excel allows so many characters in the name of a sheet.
const LONGEST_SHEET_NAME: usize = 31;

impl Report {
    /// Checks the report.
    ///
    /// # Errors
    /// With everything that does not hold.
    pub fn check(&self) -> Result<(), ReportError> {
        let mut wrong = Vec::new();
        let ids = self.sections.iter().map(|section| section.id.to_owned());
        find_twice("section", ids, &mut wrong);
        let sheets = self.sections.iter().map(|section| &section.sheet);
        let sheets = sheets.chain(self.forms.iter().map(|form| &form.sheet));
        for sheet in sheets.clone() {
            let is_fine = (1..=LONGEST_SHEET_NAME).contains(&sheet.chars().count())
                && !sheet.contains(['[', ']', ':', '*', '?', '/', '\\'])
                && !sheet.starts_with('\'');
            if !is_fine {
                wrong.push(format!("no name for a sheet: `{sheet}`"));
            }
        }
        find_twice("sheet", sheets.map(|sheet| sheet.to_lowercase()), &mut wrong);
        for section in &self.sections {
            let mut in_section = Vec::new();
            check_section(section, self.lang, self.suppress_below, &mut in_section);
            wrong.extend(in_section.into_iter().map(|what| format!("{}: {what}", section.id)));
        }
        for form in &self.forms {
            let mut in_form = Vec::new();
            check_form(form, &mut in_form);
            wrong.extend(in_form.into_iter().map(|what| format!("form {}: {what}", form.id)));
        }
        let ledger = &self.provenance.ledger;
        if ledger.check().is_err() {
            wrong.push("the account of rows does not add up".to_owned());
        }
        if wrong.is_empty() { Ok(()) } else { Err(ReportError(wrong)) }
    }
}

fn find_twice(what: &str, names: impl Iterator<Item = String>, wrong: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for name in names {
        if name.is_empty() {
            wrong.push(format!("a {what} without a name"));
        } else if !seen.insert(name.clone()) {
            wrong.push(format!("two of the {what} `{name}`"));
        }
    }
}

fn check_section(section: &Section, lang: Lang, suppress_below: u64, wrong: &mut Vec<String>) {
    let table = &section.table;
    if table.columns.is_empty() {
        wrong.push("no columns".to_owned());
    }
    find_twice("column", table.columns.iter().map(|column| column.key.clone()), wrong);
    find_twice("head", table.columns.iter().map(|column| column.name.clone()), wrong);
    for (place, line) in table.lines().enumerate() {
        if line.len() != table.columns.len() {
            wrong.push(format!("line {place} has {} figures", line.len()));
            continue;
        }
        for (column, figure) in table.columns.iter().zip(line) {
            if !fits(&column.kind, figure) {
                wrong.push(format!("line {place}, {}: {figure:?}", column.key));
            }
            if let ColumnKind::Rate { formula: Some(formula), .. } = &column.kind {
                check_rate(formula, line, figure, &format!("line {place}, {}", column.key), wrong);
            }
        }
    }
    check_total(table, wrong);
    for note in required_notes(table, lang, suppress_below) {
        if !table.notes.contains(&note) {
            wrong.push(format!("a mark is not explained: {note:?}"));
        }
    }
    find_twice("chart", section.charts.iter().map(|chart| chart.id.to_owned()), wrong);
    for chart in &section.charts {
        check_chart(chart, table, wrong);
    }
}

const fn fits(kind: &ColumnKind, figure: &Cell) -> bool {
    matches!(
        (kind, figure),
        (_, Cell::Empty | Cell::Missing(_))
            | (ColumnKind::Text, Cell::Text(_) | Cell::Month(_) | Cell::Day(_))
            | (ColumnKind::Count { .. }, Cell::Count(_))
            | (ColumnKind::Rate { .. }, Cell::Rate(_) | Cell::Share(_) | Cell::Mean { .. })
            | (ColumnKind::Points, Cell::Number { .. })
            | (ColumnKind::Interval, Cell::Interval(_))
            | (
                ColumnKind::Change { .. },
                Cell::CountChange { .. }
                    | Cell::PointChange { .. }
                    | Cell::Effect(_)
                    | Cell::MeanChange { .. }
            )
            | (ColumnKind::Severity, Cell::Severity(_))
    )
}

/// Sums counts of a line; nothing where one of them is not shown.
fn sum(line: &[Cell], columns: &[usize]) -> Option<u64> {
    columns
        .iter()
        .map(|column| match line.get(*column) {
            Some(Cell::Count(count)) => Some(*count),
            _ => None,
        })
        .sum()
}

fn check_rate(
    formula: &RateFormula,
    line: &[Cell],
    figure: &Cell,
    place: &str,
    wrong: &mut Vec<String>,
) {
    let (Cell::Rate(Ok(ratio)) | Cell::Mean { mean: ratio, .. }) = figure else { return };
    let parts = sum(line, &formula.numerator)
        .zip(sum(line, &formula.minus))
        .and_then(|(plus, minus)| plus.checked_sub(minus))
        .zip(sum(line, &formula.denominator));
    if parts.and_then(|(numerator, denominator)| Ratio::new(numerator, denominator)) != Some(*ratio)
    {
        wrong.push(format!("{place}: the rate is not that of its counts"));
    }
}

fn check_total(table: &Table, wrong: &mut Vec<String>) {
    let Some(total) = table.total() else { return };
    for (place, column) in table.columns.iter().enumerate() {
        if column.kind != (ColumnKind::Count { adds: true }) {
            continue;
        }
        // What is not told is in no total either.
        let is_told = |line: &&[Cell]| {
            let left_out = [Absence::TooFew, Absence::NotCovered].map(Cell::Missing);
            line.get(place).is_none_or(|figure| !left_out.contains(figure))
        };
        if !is_told(&total) {
            continue;
        }
        let lines = table.body().filter(is_told);
        let counts = lines.map(|line| sum(line, &[place]));
        if counts.sum::<Option<u64>>() != sum(total, &[place]) {
            wrong.push(format!("{}: the total is not the sum", column.key));
        }
    }
}

/// The notes that the marks of a table ask for.
pub fn required_notes(table: &Table, lang: Lang, suppress_below: u64) -> Vec<Phrase> {
    let figures = || table.lines().flatten();
    let mut notes = Vec::new();
    if figures().any(Cell::is_small) {
        notes.push(small_group_note(lang).into());
    }
    let reasons: BTreeSet<Absence> = figures().filter_map(Cell::absence).collect();
    notes.extend(reasons.into_iter().map(|reason| absence_note(lang, reason, suppress_below)));
    notes
}

/// Explains the mark of a missing figure.
pub fn absence_note(lang: Lang, absence: Absence, suppress_below: u64) -> Phrase {
    match absence {
        Absence::TooFew => Phrase::from("<")
            .count(suppress_below)
            .text(
                lang.of(" không công bố vì trong tháng có dưới ", " is not published: fewer than "),
            )
            .count(suppress_below)
            .text(lang.of(" lượt đánh giá.", " ratings in the month.")),
        _ => format!("– {}.", absence_text(lang, absence)).into(),
    }
}

fn check_chart(chart: &Chart, table: &Table, wrong: &mut Vec<String>) {
    let is_text = |column: usize| {
        table.columns.get(column).is_some_and(|column| column.kind == ColumnKind::Text)
    };
    let is_drawn = |column: usize| {
        table.columns.get(column).is_some_and(|column| {
            matches!(
                column.kind,
                ColumnKind::Count { .. } | ColumnKind::Rate { .. } | ColumnKind::Interval
            )
        })
    };
    let is_fine = is_text(chart.label)
        && !chart.series.is_empty()
        && chart.series.iter().all(|series| is_drawn(series.column))
        && chart.lines > 0
        && chart.first_line + chart.lines <= table.body().len()
        && !chart.title.is_empty()
        && !chart.description.is_empty();
    if !is_fine {
        wrong.push(format!("the chart `{}` draws what is not there", chart.id));
    }
}

fn check_form(form: &FilledForm, wrong: &mut Vec<String>) {
    let mut covered = vec![vec![0_u32; form.table.columns.len()]; form.header_rows];
    for cell in &form.header {
        for row in cell.row..cell.row + cell.row_span {
            for column in cell.column..cell.column + cell.column_span {
                match covered.get_mut(row).and_then(|row| row.get_mut(column)) {
                    Some(times) => *times += 1,
                    None => wrong.push(format!("`{}` lies outside of the header", cell.text)),
                }
            }
        }
    }
    if covered.iter().flatten().any(|times| *times != 1) {
        wrong.push("the header cells do not cover the header once".to_owned());
    }
    let value = |row: usize, column: usize| match form
        .table
        .rows
        .get(row)
        .and_then(|row| row.cells.get(column))
    {
        Some(Cell::Count(count)) => Some(*count),
        _ => None,
    };
    for (place, row) in form.table.rows.iter().enumerate() {
        if row.cells.len() != form.table.columns.len() {
            wrong.push(format!("row {place} has {} cells", row.cells.len()));
            continue;
        }
        for (column, facts) in form.table.columns.iter().enumerate() {
            let Some(count) = value(place, column) else { continue };
            let across = facts.sum_of.iter().map(|other| value(place, *other));
            if !facts.sum_of.is_empty() && across.sum::<Option<u64>>() != Some(count) {
                wrong.push(format!("row {place}, {} is not the sum of its columns", facts.key));
            }
            // A row of which nothing is known is in no sum.
            let is_open = |other: &&usize| {
                let cells = form.table.rows.get(**other).map(|row| &row.cells);
                let cell = cells.and_then(|cells| cells.get(column));
                matches!(cell, Some(Cell::Open | Cell::Missing(_)))
            };
            let known = row.sum_of.iter().filter(|other| !is_open(other));
            let down = known.map(|other| value(*other, column));
            if !row.sum_of.is_empty() && down.sum::<Option<u64>>() != Some(count) {
                wrong.push(format!("row {place}, {} is not the sum of its rows", facts.key));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::sample;
    use crate::answers::publication::Report;
    use crate::answers::table::{Cell, ColumnKind};
    use crate::words::Lang;

    #[test]
    fn the_sample_holds_together() {
        for lang in [Lang::Vi, Lang::En] {
            assert_eq!(sample(lang).check(), Ok(()));
        }
    }

    /// Breaks the sample in one place; the check has to say so in these words.
    fn broken(words: &str, damage: impl FnOnce(&mut Report)) {
        let mut report = sample(Lang::Vi);
        damage(&mut report);
        let error = report.check().expect_err(words);
        assert!(error.to_string().contains(words), "{words}: {error}");
    }

    #[test]
    fn every_contradiction_is_found() {
        broken("two of the section", |report| {
            let again = report.sections[0].clone();
            report.sections.push(again);
        });
        broken("no name for a sheet", |report| report.sections[0].sheet = "a/b".to_owned());
        broken("has 1 figures", |report| report.sections[0].table.rows[0].cells.truncate(1));
        broken("units: line 0, late", |report| {
            let place = place(report, "late");
            report.sections[0].table.rows[0].cells[place] = Cell::Text("3".to_owned());
        });
        broken("not that of its counts", |report| {
            let place = place(report, "late");
            report.sections[0].table.rows[0].cells[place] = Cell::Count(1_000);
        });
        broken("the total is not the sum", |report| {
            let place = place(report, "received");
            report.sections[0].table.total_mut().expect("a total")[place] = Cell::Count(1);
        });
        broken("a mark is not explained", |report| {
            for section in &mut report.sections {
                section.table.notes.clear();
            }
        });
        broken("draws what is not there", |report| {
            let section = report.sections.iter_mut().find(|section| !section.charts.is_empty());
            section.expect("a chart").charts[0].lines = 10_000;
        });
        broken("do not cover the header", |report| {
            report.forms[0].header.pop();
        });
        broken("is not the sum of its columns", |report| {
            let form = &mut report.forms[0];
            let column = form.table.columns.iter().position(|column| !column.sum_of.is_empty());
            let row =
                form.table.rows.iter_mut().find(|row| row.sum_of.is_empty() && row.cells.len() > 2);
            row.expect("a row").cells[column.expect("a sum")] = Cell::Count(77_777);
        });
    }

    fn place(report: &Report, key: &str) -> usize {
        let columns = &report.sections[0].table.columns;
        assert!(columns.iter().any(|column| column.kind == ColumnKind::Text));
        columns.iter().position(|column| column.key == key).expect("a column")
    }
}
