//! Counts that outlive their dossiers: the tallies of a period as a file without personal data, added
//! up over places and over months; what tells, later, why a figure moved; and the folder that keeps the months.
//!
//! In: cubes, what the exports could tell, fingerprints of the files. Out: [`Tallies`], their text
//! ([`tally_file`]) and their sums ([`join`]); [`States`], whose ids a [`key`] hides, what moved between two ([`restatement`]), and whether months
//! [`chain`]; on the [`disk`] the [`Archive`] with its months; and [`checks`] of a month
//! that was just counted beside those that are archived. Must not know: how anything is
//! shown, the clock.

pub mod chain;
pub mod checks;
pub mod disk;
pub mod join;
pub mod key;
pub mod month;
pub mod published;
pub mod restatement;
mod states;
mod tallies;
pub mod tally_file;
pub mod verification;

/// The program and its version, as every output names it.
pub const PROGRAM: &str = concat!("cchc ", env!("CARGO_PKG_VERSION"));

pub use disk::{Archive, ArchiveError, ArchivedMonth, NewMonth};
pub use states::{IdHiding, State, States, StatesError};
pub use tallies::{Counting, GroupFacts, KEPT_DIMENSIONS, Tallies, TallySource};
