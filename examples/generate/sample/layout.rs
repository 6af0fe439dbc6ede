//! What the files of each system look like: columns and their headers, words, dates, and what
//! stands above and below the table.
//!
//! Out: the types that `layouts_2022` and `layouts_2024` fill in.

/// What a column shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Running number of the row.
    Number,
    /// Dossier code.
    Code,
    /// Name of the procedure.
    Procedure,
    /// Code of the procedure.
    ProcedureCode,
    /// Field.
    Field,
    /// Receiving unit.
    Receiving,
    /// Resolving unit.
    Resolving,
    /// District.
    District,
    /// Commune.
    Commune,
    /// Level.
    Level,
    /// How it was handed in.
    Channel,
    /// Day received.
    Received,
    /// Day promised.
    Due,
    /// Day finished.
    Finished,
    /// Day the result was handed over.
    HandedOver,
    /// Status.
    Status,
    /// Rating.
    Rating,
    /// Result digitised or not.
    Digitised,
    /// Personal data, hidden or blank.
    Hidden(&'static str),
    /// Note.
    Note,
}

/// How dates are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum DateForm {
    /// 31/01/2024
    Day,
    /// 31/01/2024 14:05
    Minute,
    /// 31/01/2024 14:05:09
    Second,
    /// 2024-01-31
    Iso,
    /// 14:05, 31/01/2024
    MinuteFirst,
}

/// The spellings of one system.
pub struct Words {
    /// Online, in person, by post.
    pub channels: [&'static str; 3],
    /// Very satisfied to very dissatisfied; three-level systems repeat their words.
    pub ratings: [&'static str; 5],
}

/// One heading: the group above it (or nothing), its text, what it shows.
pub type Heading = (&'static str, &'static str, Column);

/// Everything about the look of a file.
#[allow(clippy::struct_excessive_bools, reason = "independent habits of real exports")]
pub struct Layout {
    /// Between cells.
    pub delimiter: char,
    /// Byte order mark in front.
    pub mark: bool,
    /// End of a line.
    pub line_end: &'static str,
    /// Title and other short lines are filled up with delimiters.
    pub padded: bool,
    /// Lines above the header; `|` separates left from right.
    pub titles: &'static [&'static str],
    /// Columns in order.
    pub headings: &'static [Heading],
    /// A row "(1) (2) …" below the header.
    pub numbered: bool,
    /// Rows are grouped by resolving unit, with its name above.
    pub grouped: bool,
    /// A last row with the number of dossiers.
    pub total: bool,
    /// Who signs.
    pub signature: bool,
    /// How dates are written.
    pub dates: DateForm,
    /// Spellings.
    pub words: Words,
}

/// Five levels of satisfaction.
pub const SATISFIED: [&str; 5] =
    ["Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng", "Rất không hài lòng"];

/// A personal column whose cells are hidden.
pub const HIDDEN: Column = Column::Hidden("(đã ẩn)");
