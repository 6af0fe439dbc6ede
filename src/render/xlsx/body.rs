//! The lines and the total of a table → cells: numbers as numbers, rates and sums as formulas, texts as
//! texts.
//!
//! In: a [`Plan`] and the row where the lines begin. Out: cells. Must not know: what stands around them.

use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};

use super::cell_formats::{self, ChangeUnit, Kind, body, total};
use super::columns::Plan;
use super::formula;
use super::page::number;
use crate::answers::{Cell, ColumnKind, RateFormula};
use crate::domain::Ratio;
use crate::domain::exact::to_float;
use crate::indicators::Sense;
use crate::render::number as text_of;
use crate::render::palette::Verdict;
use crate::render::spreadsheet::{cell_text, serial};

/// The formats of one sort of rows.
struct Formats {
    text: Format,
    count: Format,
    rate: Format,
    marked: Format,
    missing: Format,
    bound: Format,
    points: Format,
    day: Format,
}

impl Formats {
    fn new(has_marked: bool, finish: impl Fn(Format) -> Format) -> Self {
        let rate = if has_marked { Kind::RateBesideMarked } else { Kind::Rate };
        let format = |kind| finish(body(kind));
        Self {
            text: format(Kind::Text),
            count: format(Kind::Count),
            rate: format(rate),
            marked: format(Kind::RateMarked),
            missing: format(Kind::Missing),
            bound: format(Kind::Bound),
            points: format(Kind::Points),
            day: format(Kind::Day),
        }
    }
}

/// Writes the lines of a table and its total.
pub struct Body<'a> {
    plan: &'a Plan<'a>,
    first_row: u32,
    lines: Formats,
    total: Formats,
}

impl<'a> Body<'a> {
    pub fn new(plan: &'a Plan<'a>, first_row: u32) -> Self {
        Self {
            plan,
            first_row,
            lines: Formats::new(plan.has_marked, |format| format),
            total: Formats::new(plan.has_marked, total),
        }
    }

    pub fn write_line(
        &self,
        worksheet: &mut Worksheet,
        row: u32,
        line: &[Cell],
    ) -> Result<(), XlsxError> {
        for (column, figure) in line.iter().enumerate() {
            let formula = self.rate(row, column, line);
            self.write(worksheet, (row, column), figure, formula.as_ref(), &self.lines)?;
        }
        Ok(())
    }

    pub fn write_total(
        &self,
        worksheet: &mut Worksheet,
        row: u32,
        line: &[Cell],
    ) -> Result<(), XlsxError> {
        for (column, figure) in line.iter().enumerate() {
            let formula = self.total_formula(row, column, line);
            self.write(worksheet, (row, column), figure, formula.as_ref(), &self.total)?;
        }
        Ok(())
    }

    /// What stands in the total of a column as a formula.
    ///
    /// `SUM`, not `SUBTOTAL`: the total is the figure that was reported, and a filter must not change
    /// it, nor leave it beside totals that no filter changes (those of columns that do not add).
    pub fn total_formula(&self, row: u32, column: usize, line: &[Cell]) -> Option<Formula> {
        let adds = matches!(
            self.plan.table.columns.get(column).map(|column| &column.kind),
            Some(ColumnKind::Count { adds: true })
        );
        match line.get(column) {
            Some(Cell::Count(count)) if adds => self.sum(column, *count),
            _ => self.rate(row, column, line),
        }
    }

    /// Nothing where a count is not shown: what cannot be seen cannot be added.
    fn sum(&self, column: usize, result: u64) -> Option<Formula> {
        let lines = self.plan.table.body();
        let is_count = |line: &[Cell]| matches!(line.get(column), Some(Cell::Count(_)));
        if lines.len() == 0 || !lines.clone().all(is_count) {
            return None;
        }
        let cells = (self.first_row..).zip(lines).map(|(row, _)| (row, self.plan.place(column)));
        Some(formula::sum(&cells.collect::<Vec<_>>(), result))
    }

    /// A rate over the counts of its row, when all of them are there.
    fn rate(&self, row: u32, column: usize, line: &[Cell]) -> Option<Formula> {
        let Some(Cell::Rate(Ok(ratio)) | Cell::Mean { mean: ratio, .. }) = line.get(column) else {
            return None;
        };
        let ColumnKind::Rate { formula: Some(parts), .. } =
            &self.plan.table.columns.get(column)?.kind
        else {
            return None;
        };
        let RateFormula { numerator, minus, denominator } = parts;
        let is_count = |place: &usize| matches!(line.get(*place), Some(Cell::Count(_)));
        let all = numerator.iter().chain(minus).chain(denominator);
        if denominator.is_empty() || !all.clone().all(is_count) {
            return None;
        }
        let cells = |places: &[usize]| -> Vec<(u32, u16)> {
            places.iter().map(|place| (row, self.plan.place(*place))).collect()
        };
        Some(formula::rate(&cells(numerator), &cells(minus), &cells(denominator), *ratio))
    }

    fn write(
        &self,
        worksheet: &mut Worksheet,
        (row, column): (u32, usize),
        figure: &Cell,
        formula: Option<&Formula>,
        formats: &Formats,
    ) -> Result<(), XlsxError> {
        let place = self.plan.place(column);
        let kind = self.plan.table.columns.get(column).map(|column| &column.kind);
        let spans = 1 + u16::from(kind == Some(&ColumnKind::Interval));
        let mut text = |text: &str, format: &Format| -> Result<(), XlsxError> {
            for place in place..place + spans {
                worksheet.write_string_with_format(row, place, cell_text(text), format)?;
            }
            Ok(())
        };
        if let Some(absence) = figure.absence() {
            return text(&text_of::missing(absence, self.plan.suppress_below), &formats.missing);
        }
        let numbers: &[(f64, &Format)] = match figure {
            Cell::Empty => return text("", &formats.text),
            Cell::Text(name) | Cell::Judged { text: name, .. } => {
                return text(name, &formats.text);
            }
            Cell::Severity(_)
            | Cell::Phrase(_)
            | Cell::Month(_)
            | Cell::Parts(_)
            | Cell::Open
            | Cell::Bar(..) => {
                return text(&text_of::cell(self.plan.lang, figure, 0), &formats.text);
            }
            Cell::Day(day) => match serial(*day) {
                Some(serial) => &[(serial, &formats.day)],
                None => return text(&text_of::cell(self.plan.lang, figure, 0), &formats.text),
            },
            Cell::Count(count) => &[(number(*count), &formats.count)],
            Cell::Rate(Ok(ratio)) => {
                let format = if figure.is_small() { &formats.marked } else { &formats.rate };
                &[(ratio.value(), format)]
            }
            Cell::Mean { mean, quantity } => {
                &[(mean.value(), &cell_formats::mean(&formats.points, self.plan.lang, *quantity))]
            }
            Cell::Number { value, .. } | Cell::Change { value, .. } => {
                &[(to_float(value), &formats.points)]
            }
            Cell::Share(share) => &[(to_float(share), &formats.rate)],
            Cell::Interval(Ok(interval)) => {
                &[(interval.low, &formats.bound), (interval.high, &formats.bound)]
            }
            Cell::CountChange { now, before } => {
                let value = number(*now) - number(*before);
                &[(value, &self.change(kind, ChangeUnit::Count, now.cmp(before)))]
            }
            Cell::PointChange { now, before } => {
                &[(text_of::points_value(*now, *before), &self.points(kind, *now, *before))]
            }
            Cell::Effect(share) => {
                let direction = text_of::effect_direction(share);
                &[(to_float(share) * 100.0, &self.change(kind, ChangeUnit::Points, direction))]
            }
            Cell::MeanChange { difference, quantity } => {
                let (unit, direction) =
                    (ChangeUnit::Mean(*quantity), text_of::mean_direction(difference));
                &[(to_float(difference), &self.change(kind, unit, direction))]
            }
            Cell::Rate(Err(_)) | Cell::Interval(Err(_)) | Cell::Missing(_) => return Ok(()),
        };
        for (place, (value, format)) in (place..).zip(numbers) {
            match formula {
                Some(formula) => {
                    worksheet.write_formula_with_format(row, place, formula.clone(), format)?
                }
                None => worksheet.write_number_with_format(row, place, *value, format)?,
            };
        }
        Ok(())
    }

    fn points(&self, kind: Option<&ColumnKind>, now: Ratio, before: Ratio) -> Format {
        self.change(kind, ChangeUnit::Points, text_of::points_direction(now, before))
    }

    fn change(
        &self,
        kind: Option<&ColumnKind>,
        unit: ChangeUnit,
        direction: std::cmp::Ordering,
    ) -> Format {
        let sense = match kind {
            Some(ColumnKind::Change { sense }) => *sense,
            _ => Sense::Neutral,
        };
        cell_formats::change(self.plan.lang, unit, direction, Verdict::new(sense, direction))
    }
}
