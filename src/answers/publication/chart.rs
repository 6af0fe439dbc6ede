//! Charts of a published report: which columns and lines of a table are drawn, and how.
//!
//! In: nothing. Out: [`Chart`]. Must not know: figures, colours, files.

use crate::answers::phrase::Phrase;

/// A picture of a table: it has no figures of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    pub id: &'static str,
    pub kind: ChartKind,
    pub title: String,
    /// What is to be seen in it, made from its figures; stands over the title where there is something.
    pub headline: Option<Phrase>,
    /// What it shows, in words, for those who cannot see it.
    pub description: String,
    /// The column that names the lines.
    pub label: usize,
    pub series: Vec<Series>,
    /// The lines drawn: all of them stand together.
    pub first_line: usize,
    pub lines: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// A rate (and counts) over months, from left to right.
    Trend,
    /// One bar per line, as long as the rate, with its interval: the second series, if any.
    Ranking,
    /// Counts stacked to the whole of each line.
    Stack,
    /// Shares of one whole: one count per line.
    Mix,
    /// Line × series, each cell coloured by its rate.
    Heat,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    pub column: usize,
    pub name: String,
    pub role: Role,
}

/// What a series means: renderers choose colour and shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Plain,
    Early,
    OnTime,
    Late,
    Undated,
    Online,
    InPerson,
    Postal,
    Other,
    Rate,
    Interval,
}
