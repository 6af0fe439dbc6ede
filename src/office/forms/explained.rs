//! A cell of a form or annex in a workbook → the figure of its column, and which dossiers its row is of.
//!
//! In: a [`FormPlan`] or [`AnnexPlan`] and the sheet that was filled by it. Out: a [`CellFigure`]. Must not know:
//! how the workbook is read, the data.

use super::annex_plan::{AnnexPlan, AnnexRow, AnnexValue};
use super::placement::Placements;
use super::plan::{FormPlan, Level, PlannedKind};
use crate::answers::nameless;
use crate::answers::workbook_cell::{CellFault, CellFigure, NumberCell};
use crate::indicators::{Figure, FormColumn};
use crate::read::Grid;
use crate::tally::{Count, Terms};
use crate::words::{Bilingual, Lang};

const LANGUAGES: [Lang; 2] = [Lang::Vi, Lang::En];

/// The figure of a cell of a form.
///
/// # Errors
/// When the column holds no figure, or the row is none that can be filtered by.
pub fn figure_of_form_cell(
    (plan, placements): (&FormPlan, &Placements),
    cell: NumberCell<'_>,
    reference: &str,
) -> Result<CellFigure, CellFault> {
    let unknown = || CellFault::UnknownColumn(String::new());
    let column = plan.columns.get(cell.column).ok_or_else(unknown)?;
    let terms = terms(plan, placements, cell.column).ok_or_else(unknown)?;
    let figure = Figure::Column(Box::leak(Box::new(FormColumn {
        id: kept(format!("{}_{}", plan.id, column.key)),
        name: Bilingual {
            vi: kept(format!("{}, cột {}", plan.number, column.number)),
            en: kept(format!("form {}, column {}: {}", plan.id, column.number, column.english)),
        },
        terms,
    })));
    let label = plan.columns.iter().position(|column| column.kind == PlannedKind::Label);
    let label = label.ok_or_else(unknown)?;
    let name = cell.grid.text(cell.row, label);
    let blocks = &plan.rows.blocks;
    let heading = |name: &str| blocks.iter().find(|block| block.heading == name);
    let mut found = CellFigure {
        reference: reference.to_owned(),
        figure,
        filters: Vec::new(),
        level: Vec::new(),
        month: None,
        shown: cell.shown,
    };
    if plan.rows.total.as_deref() == Some(name) {
        return Ok(found);
    }
    if let Some(block) = heading(name) {
        found.level.clone_from(&block.level.spellings);
        return Ok(found);
    }
    let is_unknown = |name: &str| {
        let unknown = plan.rows.unknown.as_ref();
        unknown.is_some_and(|block| LANGUAGES.iter().any(|lang| block.heading.of(*lang) == name))
    };
    // Which dossiers have no level that is known cannot be asked for by a name.
    let mut above = (0..=cell.row).rev().map(|row| cell.grid.text(row, label));
    let block = above.find(|name| heading(name).is_some() || is_unknown(name));
    if name.is_empty() || block.is_some_and(is_unknown) {
        return Err(CellFault::UnknownRow(name.to_owned()));
    }
    if let Some(block) = block.and_then(heading) {
        found.level.clone_from(&block.level.spellings);
    }
    let is_blank = LANGUAGES.into_iter().any(|lang| nameless(lang) == name);
    let name = if is_blank { String::new() } else { name.to_owned() };
    found.filters.push((plan.rows.by, name));
    Ok(found)
}

/// What a column sums up by the plan and its placements; nothing of names and numbers of rows.
fn terms(plan: &FormPlan, placements: &Placements, place: usize) -> Option<Terms> {
    match &plan.columns.get(place)?.kind {
        PlannedKind::Ordinal | PlannedKind::Label => None,
        PlannedKind::Count(_) | PlannedKind::Sum { .. } => {
            Some(Terms::sum(counts(plan, placements, place).leak()))
        }
        PlannedKind::Rate { numerator, denominator } => {
            let of = |places: &[usize]| -> &'static [Count] {
                let counts = places.iter().flat_map(|place| counts(plan, placements, *place));
                counts.collect::<Vec<_>>().leak()
            };
            Some(Terms { plus: of(numerator), minus: &[], denominator: of(denominator) })
        }
    }
}

fn counts(plan: &FormPlan, placements: &Placements, place: usize) -> Vec<Count> {
    let placed = plan.placements.iter().filter(|rule| placements.column(rule) == place);
    let placed = placed.map(|rule| rule.count);
    match plan.columns.get(place).map(|column| &column.kind) {
        Some(PlannedKind::Count(counts)) => counts.iter().copied().chain(placed).collect(),
        Some(PlannedKind::Sum { of, .. }) => {
            of.iter().flat_map(|part| counts(plan, placements, *part)).collect()
        }
        _ => Vec::new(),
    }
}

/// The figure of a cell of an annex: of the period itself.
///
/// # Errors
/// When the cell is not in the column of results, or its row has no figure.
pub fn figure_of_annex_cell(
    plan: &AnnexPlan,
    cell: NumberCell<'_>,
    reference: &str,
) -> Result<CellFigure, CellFault> {
    let grid = cell.grid;
    let is_head = |row: &usize| {
        LANGUAGES.iter().any(|lang| grid.text(*row, RESULT) == plan.columns.result.of(*lang))
    };
    let head = (0..cell.row).rev().find(is_head);
    if cell.column != RESULT || head.is_none() {
        let head = head.map_or("", |head| grid.text(head, cell.column));
        return Err(CellFault::UnknownColumn(head.to_owned()));
    }
    let name = grid.text(cell.row, NAME);
    let unknown = || CellFault::UnknownRow(name.to_owned());
    let row = row_of(plan, grid, cell.row).ok_or_else(unknown)?;
    let is_own = !grid.text(cell.row, NUMBER).is_empty();
    let level = plan.levels.iter().find(|level| is_level(level, name));
    let level = if is_own { None } else { Some(level.ok_or_else(unknown)?) };
    let figure = match &row.value {
        AnnexValue::Rate(indicator) => Figure::Rate(indicator),
        AnnexValue::Count(counts) => Figure::Column(Box::leak(Box::new(FormColumn {
            id: kept(format!("{}_{}", plan.id, row.number)),
            name: Bilingual {
                vi: kept(row.name.of(Lang::Vi).to_owned()),
                en: kept(row.name.of(Lang::En).to_owned()),
            },
            terms: Terms::sum(counts.clone().leak()),
        }))),
        AnnexValue::Open { .. } => return Err(unknown()),
    };
    Ok(CellFigure {
        reference: reference.to_owned(),
        figure,
        filters: Vec::new(),
        level: level.map(|level| level.spellings.clone()).unwrap_or_default(),
        month: None,
        shown: cell.shown,
    })
}

/// Where number, name and result of a row stand.
const NUMBER: usize = 0;
const NAME: usize = 1;
const RESULT: usize = 3;

/// The indicator of a row: its own, or of the row above that has a number.
fn row_of<'a>(plan: &'a AnnexPlan, grid: &Grid, row: usize) -> Option<&'a AnnexRow> {
    let mut numbers = (0..=row).rev().map(|row| grid.text(row, NUMBER));
    let number = numbers.find(|number| !number.is_empty())?;
    plan.rows.iter().find(|row| row.number == number)
}

fn is_level(level: &Level, name: &str) -> bool {
    let name = name.trim_start_matches(['–', ' ']);
    LANGUAGES.iter().any(|lang| level.name.of(*lang) == name)
}

/// One cell is explained per run: what it is called lives as long as the program.
fn kept(text: String) -> &'static str {
    text.leak()
}
