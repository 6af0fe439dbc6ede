//! The columns of the dossiers: what they are called, and those of each thread as a frame.
//!
//! In: [`Columns`]. Out: frames of one schema, which can be put below each other. Must not know: groups.

use polars::prelude::{DataFrame, Int32Chunked, IntoColumn, PolarsError, UInt32Chunked};

use crate::domain::Dimension;
use crate::dossiers::columns::{Columns, Digests, Traces};

/// The columns every frame has.
pub const RECEIVED: &str = "received";
pub const DUE: &str = "due";
pub const CLOSED: &str = "closed";
pub const TRAITS: &str = "traits";
/// The columns that a frame has when the load kept traces.
pub const TRACES: [&str; 8] = [
    "received_second",
    "due_second",
    "closed_second",
    "due_history",
    "file",
    "row",
    "code_body",
    "code_stamp",
];
/// The column that a frame has when the load kept sources.
pub const SOURCES: &str = "source";
/// The column that a frame has where open dossiers are not told any more.
pub const TOLD_BY: &str = "told_by";
/// The columns that a frame has when the load kept marks and any dossier has one.
pub const MARKS: &str = "marks";
pub const STATUTORY_DAYS: &str = "statutory_days";
pub const COMMITTED_DAYS: &str = "committed_days";
pub const SUPPLEMENT_REQUESTED: &str = "supplement_requested";
pub const SUPPLEMENT_DONE: &str = "supplement_done";
pub const COMPLAINED_ON: &str = "complained_on";
pub const RATED_ON: &str = "rated_on";
/// The columns that a frame has when the load kept digests.
pub const DIGESTS: [&str; 2] = ["digest_high", "digest_low"];

/// Which columns of marks any thread has met anything in.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each column is there or not on its own")]
pub struct PresentMarks {
    marks: bool,
    statutory_days: bool,
    committed_days: bool,
    supplement_requested: bool,
    supplement_done: bool,
    complained_on: bool,
    rated_on: bool,
}

impl PresentMarks {
    pub fn of(segments: &[Columns]) -> Self {
        let mut told = Self::default();
        for columns in segments.iter().filter_map(|columns| columns.marks.as_ref()) {
            told.marks |= !columns.marks.is_blank();
            told.statutory_days |= !columns.statutory_days.is_blank();
            told.committed_days |= !columns.committed_days.is_blank();
            told.supplement_requested |= !columns.supplement_requested.is_blank();
            told.supplement_done |= !columns.supplement_done.is_blank();
            told.complained_on |= !columns.complained_on.is_blank();
            told.rated_on |= !columns.rated_on.is_blank();
        }
        told
    }
}

/// The rows of one thread as a frame; nothing is copied.
pub fn part(
    columns: Columns,
    dimensions: &[Dimension],
    told: &PresentMarks,
) -> Result<DataFrame, PolarsError> {
    let days = |name: &str, days| Int32Chunked::from_vec(name.into(), days).into_column();
    let codes = |name: &str, codes| UInt32Chunked::from_vec(name.into(), codes).into_column();
    let mut all = vec![
        days(RECEIVED, columns.received),
        days(DUE, columns.due),
        days(CLOSED, columns.closed),
        codes(TRAITS, columns.traits),
    ];
    let keys = dimensions.iter().zip(columns.keys);
    all.extend(keys.map(|(dimension, keys)| codes(dimension.name(), keys)));
    if let Some(traces) = columns.traces {
        let Traces { received_second, due_second, closed_second, due_history, file, row, code } =
            traces;
        let [body, stamp] = code;
        let kept =
            [received_second, due_second, closed_second, due_history, file, row, body, stamp];
        all.extend(TRACES.into_iter().zip(kept).map(|(name, column)| codes(name, column)));
    }
    all.extend(columns.sources.map(|sources| codes(SOURCES, sources)));
    all.extend(columns.told_by.map(|numbers| codes(TOLD_BY, numbers)));
    if let Some(kept) = columns.marks {
        let of_codes = [
            (MARKS, kept.marks, told.marks),
            (STATUTORY_DAYS, kept.statutory_days, told.statutory_days),
            (COMMITTED_DAYS, kept.committed_days, told.committed_days),
        ];
        let of_days = [
            (SUPPLEMENT_REQUESTED, kept.supplement_requested, told.supplement_requested),
            (SUPPLEMENT_DONE, kept.supplement_done, told.supplement_done),
            (COMPLAINED_ON, kept.complained_on, told.complained_on),
            (RATED_ON, kept.rated_on, told.rated_on),
        ];
        let of_codes = of_codes.into_iter().filter(|(_, _, is_told)| *is_told);
        all.extend(of_codes.map(|(name, column, _)| codes(name, column.into_values())));
        let of_days = of_days.into_iter().filter(|(_, _, is_told)| *is_told);
        all.extend(of_days.map(|(name, column, _)| days(name, column.into_values())));
    }
    if let Some(Digests { high, low }) = columns.digests {
        all.extend(DIGESTS.into_iter().zip([high, low]).map(|(name, half)| codes(name, half)));
    }
    DataFrame::new_infer_height(all)
}
