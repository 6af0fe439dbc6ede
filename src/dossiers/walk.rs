//! The records of a chunk → rows as they are meant: each by the plan of the table it stands in, a line in
//! quotes as the row it holds, merged cells filled down.
//!
//! In: a [`FilePlan`] and a chunk. Out: plans and records, in order. Must not know: what becomes of them.
//! A file of one plain table needs none of this, and its first pass does without.

use super::file_plan::FilePlan;
use super::fill_down::FillDown;
use super::inner::{Inner, inner_row};
use crate::read::{Chunk, Dialect, Position, Record, Records};

/// How far a walk came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WalkEnd {
    pub rows: u32,
    /// Whether the last record ran into the end of the chunk inside quotation marks.
    pub is_unterminated: bool,
}

/// Gives `take` every row with the plan of its table; no plan for the rows of a further header.
pub fn each_row(
    plan: &FilePlan,
    chunk: &Chunk,
    filling: &mut FillDown,
    mut take: impl FnMut(Option<&FilePlan>, &Record<'_>, Position),
) -> WalkEnd {
    let mut records = Records::new(chunk.data(), plan.facts.layout.dialect);
    let mut rows = 0;
    while let Some(record) = records.advance() {
        let at = Position::new(plan.file, chunk.index, rows);
        rows += 1;
        let Some(plan) = plan.of_row(at) else {
            take(None, &record, at);
            continue;
        };
        if let Inner::Row(text, dialect) = inner_row(&record, plan) {
            one(&text, dialect, |record| filled(plan, record, at, filling, &mut take));
        } else {
            filled(plan, &record, at, filling, &mut take);
        }
    }
    WalkEnd { rows, is_unterminated: records.is_unterminated() }
}

fn filled(
    plan: &FilePlan,
    record: &Record<'_>,
    at: Position,
    filling: &mut FillDown,
    take: &mut impl FnMut(Option<&FilePlan>, &Record<'_>, Position),
) {
    match filling.fill(plan, record) {
        None => take(Some(plan), record, at),
        Some(text) => one(&text, plan.facts.layout.dialect, |record| take(Some(plan), record, at)),
    }
}

/// Reads a text that holds one record.
pub fn one(text: &[u8], dialect: Dialect, take: impl FnOnce(&Record<'_>)) {
    if let Some(record) = Records::new(text, dialect).advance() {
        take(&record);
    }
}
