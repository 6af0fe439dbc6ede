//! A plan and the counts of a period → a filled form, every equation verified.

use std::collections::BTreeSet;

use super::arrange::{Arrangement, Group, Heading, arrange};
use super::head::head;
use super::layout::Layout;
use super::notes::{NoteFacts, notes};
use super::placement::Placements;
use super::plan::{FormPlan, PlannedKind};
use crate::answers::publication::{FilledForm, Letterhead, PeriodFacts, heads_over};
use crate::answers::{Column, ColumnKind, RowKind, Table, TableRow, nameless};
use crate::domain::{CanonicalField, Dimension, DimensionKind};
use crate::tally::{Cube, Tally};
use crate::words::Lang;

/// What a form says besides its counts.
#[derive(Debug, Clone, Copy)]
pub struct FormContext<'a> {
    pub lang: Lang,
    pub period: &'a PeriodFacts,
    pub letterhead: &'a Letterhead,
    /// The columns that at least one export has.
    pub fields: &'a BTreeSet<CanonicalField>,
}

/// A form that contradicts itself, or counts that it was not made for: bugs of this program, never a
/// fault of the data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FillError {
    #[error(
        "form {form}, row `{row}`: `{equation}` does not hold, {left} ≠ {right}; please report this bug"
    )]
    Identity { form: String, row: String, equation: String, left: u64, right: u64 },
    #[error("form {form}: the rows do not add up to the whole; please report this bug")]
    Total { form: String },
    #[error("form {form}: the counts are not grouped by {dimension}; please report this bug")]
    Grouping { form: String, dimension: &'static str },
}

/// Fills a form from the counts of a period, grouped by the first of [`FormPlan::breakdowns`] that the
/// exports can tell.
///
/// A heading without figures of its own (where the plan has no block totals) is a row of kind
/// [`RowKind::Block`] whose cells are empty but for its words: it belongs over the whole width.
///
/// # Errors
/// When an equation of the form is broken, or the counts are grouped by something else.
pub fn fill(
    plan: &FormPlan,
    placements: &Placements,
    cube: &Cube,
    context: &FormContext<'_>,
) -> Result<FilledForm, FillError> {
    let layout = Layout::new(plan, placements, context.fields);
    let has_names = cube.by.contains(&plan.rows.by);
    if !has_names && is_in_export(plan.rows.by, context.fields) {
        let dimension = plan.rows.by.name();
        return Err(FillError::Grouping { form: plan.id.clone(), dimension });
    }
    let arrangement = arrange(plan, cube);
    verify_total(plan, &arrangement, cube)?;
    let rows = Rows { plan, layout: &layout, lang: context.lang, done: Vec::new() };
    let rows = rows.fill(&arrangement, &cube.total)?;
    let heads = heads_over(&plan.header, plan.columns.len());
    let columns = plan.columns.iter().zip(heads).enumerate().map(|(place, (column, head))| {
        let is_text = matches!(column.kind, PlannedKind::Ordinal | PlannedKind::Label);
        let kind = if is_text { ColumnKind::Text } else { ColumnKind::Number };
        let sum_of = layout.sum_of(place);
        Column { sum_of, ..Column::new(&column.key, head, kind).wide(column.width) }
    });
    let facts = NoteFacts {
        lang: context.lang,
        plan,
        placements,
        layout: &layout,
        arrangement: &arrangement,
        total: &cube.total,
        period: context.period,
        has_names,
    };
    let FormContext { lang, period, letterhead, .. } = *context;
    Ok(FilledForm {
        id: plan.id.clone(),
        number: plan.number.clone(),
        title: plan.title.clone(),
        legal_base: plan.legal_base.clone(),
        head: head(&plan.head, &plan.measure, lang, period, letterhead),
        table: Table { columns: columns.collect(), rows, notes: notes(&facts) },
        header: plan.header.clone(),
        header_rows: plan.header_rows,
        sheet: format!("{} {}", lang.of("Biểu", "Form"), plan.id),
    })
}

fn is_in_export(dimension: Dimension, fields: &BTreeSet<CanonicalField>) -> bool {
    match dimension.kind() {
        DimensionKind::Text(any) => any.iter().any(|field| fields.contains(field)),
        DimensionKind::Value | DimensionKind::Time(_) => true,
    }
}

/// The rows are all of the dossiers, each once.
fn verify_total(plan: &FormPlan, arrangement: &Arrangement, cube: &Cube) -> Result<(), FillError> {
    let mut sum = Tally::default();
    for row in arrangement.groups.iter().flat_map(|group| &group.rows) {
        sum += &row.tally;
    }
    if sum == cube.total { Ok(()) } else { Err(FillError::Total { form: plan.id.clone() }) }
}

/// The rows of the form, as they grow.
struct Rows<'a> {
    plan: &'a FormPlan,
    layout: &'a Layout<'a>,
    lang: Lang,
    done: Vec<TableRow>,
}

impl Rows<'_> {
    fn fill(
        mut self,
        arrangement: &Arrangement,
        total: &Tally,
    ) -> Result<Vec<TableRow>, FillError> {
        let mut parts = Vec::new();
        for group in &arrangement.groups {
            parts.extend(self.add_group(group)?);
        }
        if let Some(label) = &self.plan.rows.total {
            self.add(RowKind::Total, "", label, total, parts)?;
        }
        Ok(self.done)
    }

    /// Adds the rows of a group; the places of those that the total sums up.
    fn add_group(&mut self, group: &Group) -> Result<Vec<usize>, FillError> {
        let rows: Vec<_> =
            group.rows.iter().filter(|row| !self.layout.is_zero(&row.tally)).collect();
        let (ordinal, heading, is_demanded) = match group.heading {
            Heading::None => ("", None, false),
            Heading::Block(place) => match self.plan.rows.blocks.get(place) {
                Some(block) => {
                    (block.ordinal.as_str(), Some(block.heading.as_str()), block.is_demanded)
                }
                None => ("", None, false),
            },
            Heading::Unknown => match &self.plan.rows.unknown {
                Some(block) => (block.ordinal.as_str(), Some(block.heading.of(self.lang)), false),
                None => ("", None, false),
            },
        };
        if rows.is_empty() && !is_demanded {
            return Ok(Vec::new());
        }
        let first = self.done.len() + usize::from(heading.is_some());
        let places: Vec<usize> = (first..first + rows.len()).collect();
        let has_totals = self.plan.rows.block_totals && heading.is_some();
        if let Some(heading) = heading {
            let mut sum = Tally::default();
            for row in &rows {
                sum += &row.tally;
            }
            if has_totals {
                self.add(RowKind::Block, ordinal, heading, &sum, places.clone())?;
            } else {
                let cells = self.layout.heading(ordinal, heading);
                let kind = RowKind::Block;
                self.done.push(TableRow { kind, cells, sum_of: Vec::new() });
            }
        }
        for (row, ordinal) in rows.into_iter().zip(1_usize..) {
            let name = row.name.as_deref().unwrap_or(nameless(self.lang));
            self.add(RowKind::Body, &ordinal.to_string(), name, &row.tally, Vec::new())?;
        }
        Ok(if has_totals { vec![first - 1] } else { places })
    }

    fn add(
        &mut self,
        kind: RowKind,
        ordinal: &str,
        name: &str,
        tally: &Tally,
        sum_of: Vec<usize>,
    ) -> Result<(), FillError> {
        self.verify(name, tally)?;
        let cells = self.layout.cells(ordinal, name, tally);
        self.done.push(TableRow { kind, cells, sum_of });
        Ok(())
    }

    /// Every equation of the plan, in this row.
    fn verify(&self, row: &str, tally: &Tally) -> Result<(), FillError> {
        let sum = |places: &[usize]| {
            places.iter().map(|place| self.layout.value(*place, tally)).sum::<Option<u64>>()
        };
        let broken = |equation: String, left, right| FillError::Identity {
            form: self.plan.id.clone(),
            row: row.to_owned(),
            equation,
            left,
            right,
        };
        for identity in &self.plan.identities {
            // Where a column is left open there is nothing to compare.
            let sides = sum(&identity.left).zip(sum(&identity.right));
            if let Some((left, right)) = sides.filter(|(left, right)| left != right) {
                return Err(broken(identity.text.clone(), left, right));
            }
        }
        for column in &self.plan.columns {
            let PlannedKind::Sum { of, counts } = &column.kind else { continue };
            let right = tally.sum(counts);
            let left = sum(of).filter(|left| !counts.is_empty() && *left != right);
            if let Some(left) = left {
                return Err(broken(column.key.clone(), left, right));
            }
        }
        Ok(())
    }
}
