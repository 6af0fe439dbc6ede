//! The archive on the disk: a folder per period, the list of what was published, the key that hides ids.
//!
//! | module | keeps |
//! | --- | --- |
//! | [`folder`] | the [`Archive`] and its months, read and put in place as wholes |
//! | [`counts_file`], [`states_file`], [`setting_copies`], [`run_facts`] | one file of a month each |
//! | [`month_files`], [`damaged_month`] | every file of a month, to be replaced or put out of the way |
//! | [`register`] | what is published, whatever became of its month |
//! | [`stale`] | months that are out of date since another one was published anew |
//! | [`tally_paths`] | which paths on the command line are tallies |
//! | [`key_file`], [`lock`] | the key of the office; one run at a time |
//!
//! Errors are [`ArchiveError`]. Must not know: what is said of it, the terminal, the clock.

pub mod counts_file;
pub mod damaged_month;
mod deliver;
mod error;
pub mod folder;
pub mod key_file;
mod lock;
pub mod month_files;
mod printed_comparison;
pub mod register;
pub mod run_facts;
pub mod setting_copies;
pub mod stale;
pub mod states_file;
pub mod tally_paths;

pub use error::ArchiveError;
pub use folder::{Archive, ArchivedMonth, NewMonth};
pub use lock::lock;
