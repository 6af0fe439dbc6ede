//! The account of every input row: read = counted + superseded + excluded + rejected.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::code::FindingCode;

/// Why a row is no dossier of this count. Nothing is wrong with it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    /// Above the header: names of agencies, the title, the period.
    TitleRow,
    /// The header again, as page breaks and pasted files leave it.
    HeaderRow,
    /// A unit or field name over the rows that follow.
    GroupRow,
    TotalRow,
    SignatureRow,
    BlankRow,
    /// Matches `skip_rows_matching` of the profile.
    SkippedByProfile,
    /// Refused at intake or not yet accepted: never became a dossier.
    NotAccepted,
}

impl Exclusion {
    pub const ALL: [Self; 8] = [
        Self::TitleRow,
        Self::HeaderRow,
        Self::GroupRow,
        Self::TotalRow,
        Self::SignatureRow,
        Self::BlankRow,
        Self::SkippedByProfile,
        Self::NotAccepted,
    ];

    /// The name used in JSON and CSV.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TitleRow => "title_row",
            Self::HeaderRow => "header_row",
            Self::GroupRow => "group_row",
            Self::TotalRow => "total_row",
            Self::SignatureRow => "signature_row",
            Self::BlankRow => "blank_row",
            Self::SkippedByProfile => "skipped_by_profile",
            Self::NotAccepted => "not_accepted",
        }
    }
}

/// Why a row cannot be counted. The first six are those of a dossier log, in the order in which they
/// are tried; the others are those of the logs beside it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Rejection {
    RaggedRow,
    MissingId,
    BadDate,
    MissingReceived,
    FinishedBeforeReceived,
    ClosedWithoutDate,
    MissingKey,
    UnreadableNumber,
    CountInDoubt,
    UnknownValue,
    ValueOutOfRange,
    ValuesUnclear,
    BadPeriod,
}

impl Rejection {
    /// The reasons of a dossier log.
    pub const DOSSIERS: [Self; 6] = [
        Self::RaggedRow,
        Self::MissingId,
        Self::BadDate,
        Self::MissingReceived,
        Self::FinishedBeforeReceived,
        Self::ClosedWithoutDate,
    ];

    pub const ALL: [Self; 13] = [
        Self::RaggedRow,
        Self::MissingId,
        Self::BadDate,
        Self::MissingReceived,
        Self::FinishedBeforeReceived,
        Self::ClosedWithoutDate,
        Self::MissingKey,
        Self::UnreadableNumber,
        Self::CountInDoubt,
        Self::UnknownValue,
        Self::ValueOutOfRange,
        Self::ValuesUnclear,
        Self::BadPeriod,
    ];

    /// The finding that every row rejected for this reason raises.
    pub const fn finding(self) -> FindingCode {
        match self {
            Self::RaggedRow => FindingCode::RaggedRow,
            Self::MissingId => FindingCode::MissingId,
            Self::BadDate => FindingCode::BadDate,
            Self::MissingReceived => FindingCode::MissingReceived,
            Self::FinishedBeforeReceived => FindingCode::FinishedBeforeReceived,
            Self::ClosedWithoutDate => FindingCode::ClosedWithoutDate,
            Self::MissingKey => FindingCode::MissingKey,
            Self::UnreadableNumber => FindingCode::UnreadableNumber,
            Self::CountInDoubt => FindingCode::CountInDoubt,
            Self::UnknownValue => FindingCode::UnknownValue,
            Self::ValueOutOfRange => FindingCode::ValueOutOfRange,
            Self::ValuesUnclear => FindingCode::ValuesUnclear,
            Self::BadPeriod => FindingCode::BadPeriod,
        }
    }

    /// The name used in JSON and CSV; the finding has the same.
    pub fn name(self) -> &'static str {
        self.finding().name()
    }
}

/// The rows of one file, or of all of them. Ledgers add.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Ledger {
    pub files: u64,
    /// Rows of the files, without header rows.
    pub read: u64,
    /// Dossiers kept after all rules, whatever the period.
    pub counted: u64,
    /// Earlier rows of a dossier that a later row tells again.
    pub superseded: u64,
    pub excluded: BTreeMap<Exclusion, u64>,
    pub rejected: BTreeMap<Rejection, u64>,
}

/// A ledger that does not add up: a bug of this program, never a fault of the data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the ledger does not add up: read {read}, accounted for {accounted}; please report this bug"
)]
pub struct LedgerError {
    pub read: u64,
    pub accounted: u64,
}

impl Ledger {
    pub fn excluded_total(&self) -> u64 {
        self.excluded.values().sum()
    }

    pub fn rejected_total(&self) -> u64 {
        self.rejected.values().sum()
    }

    /// Adds the rows of another ledger; `Default` is the identity.
    pub fn add(&mut self, other: &Self) {
        self.files += other.files;
        self.read += other.read;
        self.counted += other.counted;
        self.superseded += other.superseded;
        for (reason, rows) in &other.excluded {
            *self.excluded.entry(*reason).or_default() += rows;
        }
        for (reason, rows) in &other.rejected {
            *self.rejected.entry(*reason).or_default() += rows;
        }
    }

    /// Checks that every row read is accounted for.
    ///
    /// # Errors
    /// When a row is missing or counted twice.
    pub fn check(&self) -> Result<(), LedgerError> {
        let accounted =
            self.counted + self.superseded + self.excluded_total() + self.rejected_total();
        if accounted == self.read {
            Ok(())
        } else {
            Err(LedgerError { read: self.read, accounted })
        }
    }
}
