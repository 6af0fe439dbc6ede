//! Official statistical forms as data: a column plan in a TOML file and the counts of a period → a
//! [`FilledForm`](super::FilledForm).
//!
//! In: [`FormPlan`]s (built in from `data/forms/`, or a user's own), a [`Cube`](crate::tally::Cube)
//! grouped as the plan asks. Out: forms whose identities were verified, with every placement rule, gap
//! and unconfirmed point in their notes. Must not know: file formats, paths, where dossiers come from.

mod combination;
mod columns;
mod equations;
mod built_in;
mod file;
mod grid;
mod plan;
mod registry;
mod placement;
mod layout;
mod arrange;
mod head;
mod notes;
mod fill;
mod annex_plan;
mod annex;
mod explained;
#[cfg(test)]
mod tests;

pub use annex::{AnnexContext, PreviousPeriod, fill_annex};
pub use annex_plan::{AnnexColumns, AnnexHeadItem, AnnexPlan, AnnexRow, AnnexTitle, AnnexValue};
pub use explained::{figure_of_annex_cell, figure_of_form_cell};
pub use fill::{FillError, FormContext, fill};
pub use placement::{PlacementError, PlacementProblem, Placements};
pub use plan::{
    Block, FormPlan, HeadItem, HeadValue, Identity, Level, PlacementRule, PlannedColumn,
    PlannedKind, RowsPlan, Source, UnknownBlock, Words,
};
pub use registry::{ANNEXES, FORMS};
