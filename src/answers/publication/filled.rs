//! An official form with its figures: cells, spans, and which cells are sums of which.

use crate::answers::table::Table;

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
    /// Rows, columns, and in its notes what is unconfirmed, which placement was taken, what could not be
    /// filled.
    pub table: Table,
    /// Cells of the header rows, the row of column numbers among them.
    pub header: Vec<HeaderCell>,
    pub header_rows: usize,
    /// Name of the sheet.
    pub sheet: String,
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

/// The heads over each of so many columns, from the outermost to its own: `Nhận trong kỳ / Tổng số`.
pub fn heads_over(header: &[HeaderCell], columns: usize) -> Vec<String> {
    let over = |place: usize| -> String {
        let covers =
            |cell: &&HeaderCell| (cell.column..cell.column + cell.column_span).contains(&place);
        let mut texts: Vec<&str> = Vec::new();
        for cell in header.iter().filter(covers) {
            if texts.last() != Some(&cell.text.as_str()) {
                texts.push(&cell.text);
            }
        }
        texts.join(" / ")
    };
    (0..columns).map(over).collect()
}
