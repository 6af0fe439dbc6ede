//! The text of a report, block by block.

/// One block of the text, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NarrativeBlock {
    /// A line of the document's title.
    Title(String),
    /// Level 1 or 2, with its number: `III.`, `2.`; empty when the text has its own.
    Heading {
        level: u8,
        number: String,
        text: String,
    },
    Paragraph(Vec<Span>),
    Bullet(Vec<Span>),
    /// A paragraph that only people can write, and what it is to say.
    Open(String),
    /// The table of a section that the report has.
    Table {
        section: String,
    },
    /// A form that the report has.
    Form {
        id: String,
    },
    /// What follows stands behind the signature.
    Annex,
    /// What follows explains how the figures were made: it is not issued with the report.
    WorkingNotes,
    PageBreak,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    Text(String),
    /// Words that only people know.
    Open(String),
}
