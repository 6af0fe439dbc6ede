//! The month as one command: run, archive, restate, verify, tally, merge.

mod due_dates;
mod chain;
mod faults;
mod key;
mod merging;
mod office;
mod one_province;
mod published;
mod schedule;
