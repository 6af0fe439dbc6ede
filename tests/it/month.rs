//! The month as one command: run, archive, restate, verify, tally, merge.

mod faults;
mod merging;
mod office;
mod published;
mod schedule;
