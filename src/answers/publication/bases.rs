//! On what a share in a table of a report rests: files for other programs say it of every share.
//!
//! In: a line of a table, with what else the report knows. Out: a [`Base`]. Must not know: words, file
//! formats.

use super::model::{Report, ScaleFacts, Section};
use crate::answers::table::{Cell, Column};
use crate::domain::Ratio;
use crate::indicators::{Base, Indicator};
use crate::tally::Count;

/// Of a share in a column of a line; nothing where it rests on all dossiers, or that is not known.
pub fn base_of(report: &Report, section: &Section, line: &[Cell], column: &Column) -> Option<Base> {
    let place = section.table.columns.iter().position(|other| other.key == column.key)?;
    let Some(Cell::Rate(Ok(ratio))) = line.get(place) else { return None };
    if section.id == "score_criteria" {
        let Some(Cell::Text(criterion)) = line.first() else { return None };
        return report.facts.score.as_ref()?.bases.get(criterion).copied();
    }
    let indicator = Indicator::from_id(&column.key)?;
    let terms = indicator.terms(report.provenance.definition);
    let table = &section.table;
    let is_total = table.total().is_some_and(|total| std::ptr::eq(total, line));
    let scale = of_scale(report, section).filter(|_| is_total && terms.is_of_answers());
    if let Some(scale) = scale {
        // The resolved dossiers of the table are those of files with ratings; a total stands for all.
        return part(scale.base.ok()?, Some((scale.units, scale.of_units)));
    }
    let column = |count: &Count| table.columns.iter().position(|other| other.key == count.name());
    let whole = terms.whole()?.iter().map(column).collect::<Option<Vec<usize>>>()?;
    let count = |cell: Option<&Cell>| match cell {
        Some(Cell::Count(count)) => Some(*count),
        _ => None,
    };
    let of = |line: &[Cell]| whole.iter().map(|place| count(line.get(*place))).sum::<Option<u64>>();
    let has_share = |line: &&[Cell]| matches!(line.get(place), Some(Cell::Rate(Ok(_))));
    let units = (is_total && section.id == "units").then(|| {
        let with = table.body().filter(has_share).count() as u64;
        (with, table.body().filter(|line| of(line) > Some(0)).count() as u64)
    });
    part(Ratio::new(ratio.denominator(), of(line)?)?, units)
}

/// So many of all dossiers, where that is not all.
fn part(share: Ratio, units: Option<(u64, u64)>) -> Option<Base> {
    let (dossiers, of_dossiers) = (share.numerator(), share.denominator());
    (1..of_dossiers).contains(&dossiers).then_some(Base { dossiers, of_dossiers, units })
}

/// The answers of the scale that a table is about.
fn of_scale<'a>(report: &'a Report, section: &Section) -> Option<&'a ScaleFacts> {
    let levels = match section.id {
        "satisfaction_3" => 3,
        "satisfaction_5" => 5,
        _ => return None,
    };
    report.facts.scales.iter().find(|scale| scale.levels == levels)
}
