//! `cchc`: administrative-reform statistics from the dossier logs of one-stop desks.
//!
//! Data flow one way; every stage is a function from one named type to the next, and a stage imports
//! earlier stages only (a test reads the `use` lines):
//!
//! ```text
//! paths ─read─▶ Records ─columns─▶ typed cells ─dossiers─▶ Dossiers + Findings + Ledger ─tally─▶ Cube
//! Cube ─indicators─▶ Measures ─answers, office─▶ Document, Report ─render─▶ bytes
//! ```
//!
//! Two periods of cubes make a `comparison`, the months of an archive or a log a `series`.
//!
//! Files that hold counts instead of dossiers go another way: `aggregates` reads them, checks them
//! and compares them with a cube.

pub mod domain;
pub mod words;
pub mod settings;
pub mod findings;
pub mod read;
pub mod columns;
pub mod units;
pub mod dossiers;
pub mod records;
pub mod tally;
pub mod aggregates;
pub mod indicators;
pub mod comparison;
pub mod index;
pub mod output;
pub mod archive;
pub mod series;
pub mod answers;
pub mod office;
pub mod render;
pub mod pipeline;
pub mod cli;
