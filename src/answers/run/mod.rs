//! What a run of the month says: its steps, what it warns of, what moved, and the page that adds months up.
//!
//! In: what `archive` found. Out: sentences, a [`Document`](super::Document). Must not know: the terminal, how the archive is written.

pub mod changed_files;
pub mod continuity;
pub mod damage;
pub mod month_sums;
pub mod restatement;
pub mod stale;
pub mod steps;
