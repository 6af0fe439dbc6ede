//! The registry of finding codes: number, name, severity and the two texts of each.
//!
//! A code never changes its meaning; scripts rely on number and name. The texts stand in
//! [`super::texts`], one entry per code, so that a new code cannot be added without them.

use super::entry::Entry;
use super::severity::Severity;
use super::texts::ENTRIES;
use crate::words::Bilingual;

/// A new code cannot be added without its texts.
const _: () = assert!(ENTRIES.len() == FindingCode::ALL.len());

/// Everything `cchc` can find; the order is the order of the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingCode {
    UnreadableFile,
    NotAnExport,
    UndecodableBytes,
    HeaderNotFound,
    RequiredColumnMissing,
    UnterminatedQuote,
    EmptyFile,
    HeaderOnly,
    AbsurdExpansion,
    LockedFile,
    NoExportInside,
    SheetPassedOver,
    HiddenRows,
    CapitalsWrittenSmall,
    LegacyEncoding,
    AggregateTable,
    ColumnGone,
    ProfileColumnGone,
    FormulaWithoutValue,
    CutOffFile,
    DamagedFile,
    OtherFormat,
    SeveralTables,
    TablesSideBySide,
    UndeclaredDelimiter,
    WrittenTwice,
    WrittenTwiceInPart,
    LettersLost,
    ChangedWhileRead,
    BrokenLink,
    RaggedRow,
    MissingId,
    BadDate,
    MissingReceived,
    FinishedBeforeReceived,
    ClosedWithoutDate,
    IdDigitsLost,
    DueDateMoved,
    StatusDisagrees,
    UnknownChannel,
    UnknownStatus,
    UnknownRating,
    UnknownFlag,
    KeptFinishedBeforeReceived,
    DueBeforeReceived,
    DueAtMidnight,
    IdRestored,
    UnknownUnit,
    AmbiguousUnit,
    UnitNotComparable,
    UnitSilent,
    UnitFromTitle,
    IdsNearlyEqual,
    ReceiptMoved,
    LinkedDossier,
    UnitSilentInPeriod,
    UnitFromGroupRow,
    UnitFromSheetName,
    UnitFromFileName,
    MergedCellsLost,
    HiddenSigns,
    NewerByContent,
    FilesContradict,
    FileTwice,
    FarFewerReceived,
    SourceNotCovered,
    SourceQuiet,
    MonthMissing,
    CarriedLost,
    LateArrival,
    OpeningChanged,
    NoLongerTold,
    ExportsWithoutCarried,
    CarriedUnderTwoCodes,
    DatesAmbiguous,
    DatesMonthFirst,
    DatesMixed,
    PersonalColumn,
    ColumnRepeated,
    OtherFile,
    ProfileColumnAbsent,
    UnknownColumns,
    DatesExchanged,
    UtcConverted,
    TimesAlike,
    NoDateCells,
    DateFormUndecided,
    ShortYears,
    UnmappedDates,
    ColumnOfOthersMissing,
    PeopleNotTaken,
    FreeTextNotTaken,
    NotACount,
    CountInDoubt,
    IdentityBroken,
    ChannelsIncomplete,
    BalanceOpen,
    SumDiffers,
    RateDiffers,
    RateOfNothing,
    RateFormula,
    CarriedDiffers,
    DiffersFromLog,
    RowNotInLog,
    RowNotInTable,
    ColumnNotInLog,
    TableWithoutPeriod,
    UnknownTableColumn,
    MoreBelowTable,
    MissingKey,
    UnreadableNumber,
    UnknownValue,
    ValueOutOfRange,
    RepeatedRow,
    ValuesUnclear,
    BadPeriod,
    UnknownMark,
    RankingsDiffer,
}

impl FindingCode {
    /// Every code, for tests and help pages that walk the registry.
    pub const ALL: &'static [Self] = &[
        Self::UnreadableFile,
        Self::NotAnExport,
        Self::UndecodableBytes,
        Self::HeaderNotFound,
        Self::RequiredColumnMissing,
        Self::UnterminatedQuote,
        Self::EmptyFile,
        Self::HeaderOnly,
        Self::AbsurdExpansion,
        Self::LockedFile,
        Self::NoExportInside,
        Self::SheetPassedOver,
        Self::HiddenRows,
        Self::CapitalsWrittenSmall,
        Self::LegacyEncoding,
        Self::AggregateTable,
        Self::ColumnGone,
        Self::ProfileColumnGone,
        Self::FormulaWithoutValue,
        Self::CutOffFile,
        Self::DamagedFile,
        Self::OtherFormat,
        Self::SeveralTables,
        Self::TablesSideBySide,
        Self::UndeclaredDelimiter,
        Self::WrittenTwice,
        Self::WrittenTwiceInPart,
        Self::LettersLost,
        Self::ChangedWhileRead,
        Self::BrokenLink,
        Self::RaggedRow,
        Self::MissingId,
        Self::BadDate,
        Self::MissingReceived,
        Self::FinishedBeforeReceived,
        Self::ClosedWithoutDate,
        Self::IdDigitsLost,
        Self::DueDateMoved,
        Self::StatusDisagrees,
        Self::UnknownChannel,
        Self::UnknownStatus,
        Self::UnknownRating,
        Self::UnknownFlag,
        Self::KeptFinishedBeforeReceived,
        Self::DueBeforeReceived,
        Self::DueAtMidnight,
        Self::IdRestored,
        Self::UnknownUnit,
        Self::AmbiguousUnit,
        Self::UnitNotComparable,
        Self::UnitSilent,
        Self::UnitFromTitle,
        Self::IdsNearlyEqual,
        Self::ReceiptMoved,
        Self::LinkedDossier,
        Self::UnitSilentInPeriod,
        Self::UnitFromGroupRow,
        Self::UnitFromSheetName,
        Self::UnitFromFileName,
        Self::MergedCellsLost,
        Self::HiddenSigns,
        Self::NewerByContent,
        Self::FilesContradict,
        Self::FileTwice,
        Self::FarFewerReceived,
        Self::SourceNotCovered,
        Self::SourceQuiet,
        Self::MonthMissing,
        Self::CarriedLost,
        Self::LateArrival,
        Self::OpeningChanged,
        Self::NoLongerTold,
        Self::ExportsWithoutCarried,
        Self::CarriedUnderTwoCodes,
        Self::DatesAmbiguous,
        Self::DatesMonthFirst,
        Self::DatesMixed,
        Self::PersonalColumn,
        Self::ColumnRepeated,
        Self::OtherFile,
        Self::ProfileColumnAbsent,
        Self::UnknownColumns,
        Self::DatesExchanged,
        Self::UtcConverted,
        Self::TimesAlike,
        Self::NoDateCells,
        Self::DateFormUndecided,
        Self::ShortYears,
        Self::UnmappedDates,
        Self::ColumnOfOthersMissing,
        Self::PeopleNotTaken,
        Self::FreeTextNotTaken,
        Self::NotACount,
        Self::CountInDoubt,
        Self::IdentityBroken,
        Self::ChannelsIncomplete,
        Self::BalanceOpen,
        Self::SumDiffers,
        Self::RateDiffers,
        Self::RateOfNothing,
        Self::RateFormula,
        Self::CarriedDiffers,
        Self::DiffersFromLog,
        Self::RowNotInLog,
        Self::RowNotInTable,
        Self::ColumnNotInLog,
        Self::TableWithoutPeriod,
        Self::UnknownTableColumn,
        Self::MoreBelowTable,
        Self::MissingKey,
        Self::UnreadableNumber,
        Self::UnknownValue,
        Self::ValueOutOfRange,
        Self::RepeatedRow,
        Self::ValuesUnclear,
        Self::BadPeriod,
        Self::UnknownMark,
        Self::RankingsDiffer,
    ];

    /// `C0103`.
    pub const fn number(self) -> &'static str {
        self.entry().number
    }

    /// `bad_date`.
    pub const fn name(self) -> &'static str {
        self.entry().name
    }

    pub const fn severity(self) -> Severity {
        self.entry().severity
    }

    /// What is wrong, in one line.
    pub const fn title(self) -> Bilingual {
        self.entry().title
    }

    /// What the analyst can do about it.
    pub const fn repair(self) -> Bilingual {
        self.entry().repair
    }

    /// Whether a whole file is left out because of it.
    pub const fn is_file_failure(self) -> bool {
        matches!(
            self,
            Self::UnreadableFile
                | Self::NotAnExport
                | Self::UndecodableBytes
                | Self::HeaderNotFound
                | Self::RequiredColumnMissing
                | Self::UnterminatedQuote
                | Self::EmptyFile
                | Self::AbsurdExpansion
                | Self::LockedFile
                | Self::NoExportInside
                | Self::ColumnGone
                | Self::ProfileColumnGone
                | Self::CutOffFile
                | Self::DamagedFile
                | Self::OtherFormat
                | Self::TablesSideBySide
                | Self::UndeclaredDelimiter
                | Self::ChangedWhileRead
        )
    }

    /// Whether it is found by setting a month beside the archive: its exports alone do not tell it.
    pub const fn is_of_archive(self) -> bool {
        matches!(
            self,
            Self::FarFewerReceived
                | Self::CarriedLost
                | Self::LateArrival
                | Self::OpeningChanged
                | Self::ExportsWithoutCarried
                | Self::CarriedUnderTwoCodes
        )
    }

    const fn entry(self) -> &'static Entry {
        &ENTRIES[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::FindingCode;

    #[test]
    fn the_registry_is_in_order_complete_and_unique() {
        let numbers: Vec<_> = FindingCode::ALL.iter().map(|code| code.number()).collect();
        let mut sorted = numbers.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(numbers, sorted);
        let names: BTreeSet<_> = FindingCode::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), FindingCode::ALL.len());
        for (place, code) in FindingCode::ALL.iter().enumerate() {
            assert_eq!(*code as usize, place);
            for text in [code.title(), code.repair()] {
                assert!(!text.vi.is_empty() && !text.en.is_empty());
            }
        }
    }
}
