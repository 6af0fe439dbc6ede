//! Figures of one period → what an office hands in: a checked [`Report`], ready to be laid out.
//!
//! In: a [`Study`](study::Study), the counts of a period by everything the report has a table for.
//! Out: a [`Report`], about the whole or about one unit. Must not know: file formats, where files
//! go, the clock.

mod bases;
mod brief;
mod chart;
mod chart_headlines;
mod check;
pub mod columns;
mod evaluation;
mod filled;
mod letterhead;
mod model;
mod names;
pub mod period;
#[cfg(test)]
pub mod sample;

pub use bases::base_of;
pub use brief::Brief;
pub use chart_headlines::concentration;
pub use check::{ReportError, absence_note, required_notes};
pub use evaluation::Evaluation;
pub use filled::{FilledForm, HeaderCell, heads_over};
pub use letterhead::Letterhead;
pub use model::{
    Against, Change, Chart, ChartKind, ComparedFacts, Facts, Headline, InputFile, LevelFacts, Note,
    PeriodFacts, Provenance, RankedUnit, Report, Role, ScaleFacts, ScoreFacts, Section, Series,
    Subject,
};
pub use names::{BRIEF, TABLES, count_names, figures_named, level_names, quantity_of, rate_names};
pub use period::name as period_name;
