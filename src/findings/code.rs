//! The finding codes: the name in the program and the number of each, and what the rules ask of them.
//!
//! In and out: codes. Must not know: any text; those are data (`super::registry`). A code never changes its
//! meaning: scripts rely on number and name.

/// The enum, all its codes and their numbers out of one list.
macro_rules! codes {
    ($($code:ident = $number:literal,)*) => {
        /// Everything `cchc` can find; the order is the order of the numbers.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingCode {
            $($code,)*
        }

        impl FindingCode {
            /// Every code, for tests and help pages that walk the registry.
            pub const ALL: &'static [Self] = &[$(Self::$code,)*];

            /// `C0103`.
            pub const fn number(self) -> &'static str {
                match self {
                    $(Self::$code => $number,)*
                }
            }
        }
    };
}

codes! {
    UnreadableFile = "C0001",
    NotAnExport = "C0002",
    UndecodableBytes = "C0003",
    HeaderNotFound = "C0004",
    RequiredColumnMissing = "C0005",
    UnterminatedQuote = "C0006",
    EmptyFile = "C0007",
    HeaderOnly = "C0008",
    AbsurdExpansion = "C0009",
    LockedFile = "C0010",
    NoExportInside = "C0011",
    SheetPassedOver = "C0012",
    HiddenRows = "C0013",
    CapitalsWrittenSmall = "C0014",
    LegacyEncoding = "C0015",
    AggregateTable = "C0017",
    ColumnGone = "C0018",
    OtherLog = "C0019",
    ProfileColumnGone = "C0020",
    FormulaWithoutValue = "C0021",
    CutOffFile = "C0022",
    DamagedFile = "C0023",
    OtherFormat = "C0024",
    SeveralTables = "C0025",
    TablesSideBySide = "C0026",
    UndeclaredDelimiter = "C0027",
    WrittenTwice = "C0028",
    WrittenTwiceInPart = "C0029",
    LettersLost = "C0030",
    ChangedWhileRead = "C0031",
    BrokenLink = "C0033",
    RaggedRow = "C0101",
    MissingId = "C0102",
    BadDate = "C0103",
    MissingReceived = "C0104",
    FinishedBeforeReceived = "C0105",
    ClosedWithoutDate = "C0106",
    IdDigitsLost = "C0107",
    DueDateMoved = "C0201",
    StatusDisagrees = "C0202",
    UnknownChannel = "C0203",
    UnknownStatus = "C0204",
    UnknownRating = "C0205",
    UnknownFlag = "C0206",
    KeptFinishedBeforeReceived = "C0207",
    DueBeforeReceived = "C0208",
    DueAtMidnight = "C0209",
    IdRestored = "C0210",
    UnknownUnit = "C0211",
    AmbiguousUnit = "C0212",
    UnitNotComparable = "C0213",
    UnitSilent = "C0214",
    UnitFromTitle = "C0215",
    IdsNearlyEqual = "C0216",
    ReceiptMoved = "C0217",
    LinkedDossier = "C0218",
    UnitSilentInPeriod = "C0219",
    UnitFromGroupRow = "C0220",
    UnitFromSheetName = "C0221",
    UnitFromFileName = "C0222",
    MergedCellsLost = "C0223",
    HiddenSigns = "C0224",
    NewerByContent = "C0231",
    FilesContradict = "C0232",
    FileTwice = "C0233",
    FarFewerReceived = "C0234",
    SourceNotCovered = "C0235",
    SourceQuiet = "C0236",
    MonthMissing = "C0237",
    CarriedLost = "C0241",
    LateArrival = "C0242",
    OpeningChanged = "C0243",
    NoLongerTold = "C0244",
    ExportsWithoutCarried = "C0245",
    CarriedUnderTwoCodes = "C0246",
    RosterUnclear = "C0247",
    DatesAmbiguous = "C0301",
    DatesMonthFirst = "C0302",
    DatesMixed = "C0303",
    PersonalColumn = "C0304",
    ColumnRepeated = "C0305",
    OtherFile = "C0306",
    ProfileColumnAbsent = "C0307",
    UnknownColumns = "C0308",
    DatesExchanged = "C0309",
    UtcConverted = "C0310",
    TimesAlike = "C0311",
    NoDateCells = "C0312",
    DateFormUndecided = "C0313",
    ShortYears = "C0314",
    UnmappedDates = "C0315",
    ColumnOfOthersMissing = "C0316",
    PeopleNotTaken = "C0317",
    FreeTextNotTaken = "C0318",
    NotACount = "C0401",
    CountInDoubt = "C0402",
    IdentityBroken = "C0403",
    ChannelsIncomplete = "C0404",
    BalanceOpen = "C0405",
    SumDiffers = "C0406",
    RateDiffers = "C0407",
    RateOfNothing = "C0408",
    RateFormula = "C0409",
    CarriedDiffers = "C0410",
    DiffersFromLog = "C0411",
    RowNotInLog = "C0412",
    RowNotInTable = "C0413",
    ColumnNotInLog = "C0414",
    TableWithoutPeriod = "C0415",
    UnknownTableColumn = "C0416",
    MoreBelowTable = "C0417",
    UnclearTable = "C0418",
    FigureWithNote = "C0419",
    RowsSetApart = "C0420",
    RatesMixed = "C0421",
    MissingKey = "C0601",
    UnreadableNumber = "C0602",
    UnknownValue = "C0603",
    ValueOutOfRange = "C0604",
    RepeatedRow = "C0605",
    ValuesUnclear = "C0606",
    BadPeriod = "C0607",
    UnknownMark = "C0608",
    RankingsDiffer = "C0609",
    UnreadTerm = "C0610",
    ScalesMixed = "C0611",
    ShareOrPercent = "C0612",
    LogColumnMissing = "C0613",
}

impl FindingCode {
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
                | Self::UnclearTable
                | Self::LogColumnMissing
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
}
