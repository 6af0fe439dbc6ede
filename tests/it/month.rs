//! The month as one command: run, archive, restate, verify, tally, merge.

mod alike;
mod chain;
mod damaged;
mod definitions;
mod derived;
mod due_dates;
mod faults;
mod formats;
mod key;
mod merging;
pub mod office;
mod one_province;
mod published;
mod recorded;
mod schedule;
