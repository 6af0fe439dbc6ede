//! Counts that outlive their dossiers: the tallies of a period as a file without personal data, added
//! up over places and over months; and what tells, later, why a figure moved.
//!
//! In: cubes, what the exports could tell, fingerprints of the files. Out: [`Tallies`], their text
//! ([`tally_file`]) and their sums ([`join`]); [`States`], whose ids a [`key`] hides, what moved between two ([`restatement`]), and whether months [`chain`]. Must not know: how anything is shown, folders, the clock.

pub mod chain;
pub mod join;
pub mod key;
pub mod month;
pub mod published;
pub mod restatement;
mod states;
mod tallies;
pub mod tally_file;

/// The program and its version, as every output names it.
pub const PROGRAM: &str = concat!("cchc ", env!("CARGO_PKG_VERSION"));

pub use states::{Hidden, State, States, StatesError};
pub use tallies::{Counting, GroupFacts, KEPT_DIMENSIONS, Tallies, TallySource};
