//! An official form with its figures: cells, spans, and which cells are sums of which.

use crate::answers::model::Phrase;
use crate::indicators::Measure;

/// An official form, filled. Its layout is the form's, not ours.
#[derive(Debug, Clone, PartialEq)]
pub struct FilledForm {
    /// `06a`
    pub id: String,
    /// `Biểu số II.06a/VPCP/KSTT`
    pub number: String,
    /// The title, line by line.
    pub title: Vec<String>,
    /// `Ban hành theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020`
    pub legal_base: String,
    /// Label and value of the head block: reporting period, reporting and receiving unit, measure.
    pub head: Vec<(String, String)>,
    pub columns: Vec<FormColumn>,
    /// Cells of the header rows, the row of column numbers among them.
    pub header: Vec<HeaderCell>,
    pub header_rows: usize,
    pub rows: Vec<FormRow>,
    /// What is unconfirmed, which placement was taken, what could not be filled.
    pub notes: Vec<Phrase>,
    /// Name of the sheet.
    pub sheet: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormColumn {
    /// The name in JSON and CSV: `c3`, or what the form's file says.
    pub key: String,
    /// In characters.
    pub width: u16,
    pub is_number: bool,
    /// The columns whose sum it is, by their places.
    pub sum_of: Vec<usize>,
}

/// A cell of the header; places and spans count from the first header row and column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderCell {
    pub row: usize,
    pub column: usize,
    pub row_span: usize,
    pub column_span: usize,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct FormRow {
    pub kind: FormRowKind,
    pub cells: Vec<FormCell>,
    /// The rows whose sum it is, by their places.
    pub sum_of: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormRowKind {
    /// A heading over the rows that follow, with or without figures of its own.
    Block,
    Body,
    Total,
}

impl FormRowKind {
    /// The name in JSON and CSV.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Body => "body",
            Self::Total => "total",
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum FormCell {
    Empty,
    Text(String),
    Count(u64),
    Rate(Measure),
    /// Only people know: left open, and said so.
    Open,
}
