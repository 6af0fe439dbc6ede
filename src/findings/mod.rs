//! What is wrong or odd about the data, and the account of every input row.
//!
//! In: observations of the readers and rules. Out: [`Findings`] in a fixed order and a [`Ledger`]
//! that adds up. Must not know: how anything is printed; whether a finding ends the run.

mod code;
mod collect;
mod ledger;
mod mask;
mod registry;
mod severity;

pub use code::FindingCode;
pub use collect::{Finding, Findings, KEPT_PER_CODE};
pub use ledger::{Exclusion, Ledger, LedgerError, Rejection};
pub use mask::{
    MASK, beginning, has_only_date_words, has_unit_word, is_about_person, is_address, is_heading,
    mask, mask_date, without_people,
};
pub use registry::{FILES, Group, PageText, groups};
pub use severity::Severity;
