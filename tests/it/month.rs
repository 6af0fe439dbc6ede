//! The month as one command: run, archive, restate, verify, tally, merge.

mod damaged;
mod derived;
mod faults;
mod formats;
mod key;
mod merging;
mod office;
mod one_province;
mod published;
mod recorded;
mod schedule;
