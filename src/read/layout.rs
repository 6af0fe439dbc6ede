//! Where the table stands in a file: delimiter, header rows, first row of the body, width.
//!
//! In: the head of a file as UTF-8 and a [`HeaderVocabulary`]. Out: a [`Layout`], or the reason why
//! there is none, with the rows that look most like a header. Nothing is asked of the user: every
//! delimiter and every row is tried, and the one whose cells are known column names wins.

use std::cmp::Reverse;

use super::FileFailure;
use super::csv::{Dialect, Records};
use super::header::{HeaderCell, merge, merge_three, shown_cells};
use crate::findings::FindingCode;

/// What a header cell means to the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meaning {
    /// Tells one meaning from another.
    pub id: u32,
    /// Without it nothing can be counted.
    pub is_required: bool,
}

/// Knows the names of columns. The reader does not.
pub trait HeaderVocabulary {
    /// What a column of this group and name means, if anything known.
    fn recognise(&self, header: &HeaderCell) -> Option<Meaning>;
    /// How many meanings are required.
    fn required(&self) -> usize;
    /// The names of the required meanings that `found` lacks, for the message.
    fn missing(&self, found: &[Meaning]) -> String;
}

/// What a profile prescribes instead of what would be found.
#[derive(Debug, Clone, Default)]
pub struct LayoutHints {
    pub delimiter: Option<u8>,
    /// Row of the header, from 1.
    pub header_row: Option<usize>,
}

/// The shape of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    pub dialect: Dialect,
    /// First row of the header, from 1.
    pub header_row: usize,
    /// One, or two or three when merged cells stand over the names.
    pub header_rows: usize,
    /// Whether a row of column numbers follows the header.
    pub has_number_row: bool,
    /// One per column; columns without a name are empty.
    pub headers: Vec<HeaderCell>,
    /// How many cells a row of the body has.
    pub width: usize,
    /// How many of the rows above the header hold text, and how many are blank.
    pub title_rows: u64,
    pub blank_rows_above: u64,
    /// The texts above the header, each once, in reading order.
    pub titles: Vec<String>,
    /// Where the body starts in the text of the file, in bytes.
    pub body_offset: usize,
}

impl Layout {
    /// Rows above the body: titles, header, column numbers.
    #[must_use]
    pub fn rows_above(&self) -> u64 {
        (self.header_row - 1 + self.header_rows + usize::from(self.has_number_row)) as u64
    }
}

/// A header stands within the first rows.
const HEADER_SEARCH_ROWS: usize = 60;
/// As wide as a worksheet can be; what is wider is no header, and must not fill the memory.
const WIDEST_HEADER: usize = 16_384;
/// The usual width is taken from so many rows of the body.
const WIDTH_SAMPLE_ROWS: usize = 200;

/// The first rows of a file in one dialect, read as far as they are asked for.
struct HeadRows<'a> {
    dialect: Dialect,
    /// The head as far as its rows are whole.
    text: &'a [u8],
    records: Records<'a>,
    rows: Vec<Vec<String>>,
    /// Where each row ends.
    ends: Vec<usize>,
}

impl<'a> HeadRows<'a> {
    fn new(head: &'a [u8], dialect: Dialect) -> Self {
        let records = Records::new(head, dialect);
        Self { dialect, text: head, records, rows: Vec::new(), ends: Vec::new() }
    }

    /// Reads on until there is such a row; whether there is.
    fn reach(&mut self, row: usize) -> bool {
        while self.rows.len() <= row {
            let Some(record) = self.records.advance() else { return false };
            self.rows.push(record.cells().take(WIDEST_HEADER).map(|cell| text(&cell)).collect());
            self.ends.push(self.records.offset());
        }
        true
    }
}

/// A cell as text. Nearly all are UTF-8, which is told faster than it is mended.
fn text(cell: &[u8]) -> String {
    let mended = |_| String::from_utf8_lossy(cell).into_owned();
    std::str::from_utf8(cell).map_or_else(mended, str::to_owned)
}

/// A row, or two or three, that could be the header.
struct Candidate {
    row: usize,
    rows: usize,
    headers: Vec<HeaderCell>,
    meanings: Vec<Meaning>,
}

impl Candidate {
    /// Required names, then known names, then simplicity: a title row over a header must not be
    /// taken for merged cells.
    fn score(&self) -> (usize, usize, Reverse<usize>) {
        let required = self.meanings.iter().filter(|meaning| meaning.is_required).count();
        (required, self.meanings.len(), Reverse(self.rows))
    }
}

/// Finds the table.
///
/// # Errors
/// When no row looks like a header, or the best one lacks a required column.
pub fn find_layout(
    head: &[u8],
    is_whole: bool,
    vocabulary: &dyn HeaderVocabulary,
    hints: &LayoutHints,
) -> Result<Layout, FileFailure> {
    let delimiters = match hints.delimiter {
        Some(delimiter) => vec![delimiter],
        None => Dialect::DELIMITERS.to_vec(),
    };
    let mut best: Option<(HeadRows<'_>, Candidate)> = None;
    for delimiter in delimiters {
        let dialect = Dialect::new(delimiter);
        let end = if is_whole { None } else { super::boundary::last_record_end(head, dialect) };
        let mut rows = HeadRows::new(&head[..end.unwrap_or(head.len())], dialect);
        let Some(candidate) = best_candidate(&mut rows, vocabulary, hints) else {
            continue;
        };
        let has_all = candidate.score().0 == vocabulary.required();
        if best.as_ref().is_none_or(|(_, other)| candidate.score() > other.score()) {
            best = Some((rows, candidate));
        }
        if has_all {
            // Cut at another byte, the names would not be the ones known.
            break;
        }
    }
    let Some((mut rows, candidate)) = best else {
        return Err(FileFailure::new(FindingCode::HeaderNotFound, "–"));
    };
    let (required, known, _) = candidate.score();
    if required == vocabulary.required() {
        return Ok(layout(&mut rows, candidate));
    }
    // One known word can stand in any title; two, or the row a profile names, are a header.
    if known >= 2 || hints.header_row.is_some() {
        let missing = vocabulary.missing(&candidate.meanings);
        let labels: Vec<String> = candidate.headers.iter().map(HeaderCell::label).collect();
        // A row that only a profile names may be no header.
        let labels = if known >= 2 {
            labels
        } else {
            shown_cells(&labels, rows.rows.get(candidate.row + candidate.rows..).unwrap_or(&[]))
        };
        let found = describe_row(candidate.row, labels.into_iter());
        let value = format!("{missing} ← {found}");
        let failure = FileFailure::new(FindingCode::RequiredColumnMissing, value);
        return Err(failure.without_table(required == 0));
    }
    Err(FileFailure::new(FindingCode::HeaderNotFound, likeliest_headers(&rows)))
}

fn best_candidate(
    head: &mut HeadRows<'_>,
    vocabulary: &dyn HeaderVocabulary,
    hints: &LayoutHints,
) -> Option<Candidate> {
    let range = match hints.header_row {
        Some(row) => row.saturating_sub(1)..row,
        None => 0..HEADER_SEARCH_ROWS,
    };
    let mut best: Option<Candidate> = None;
    for row in range {
        // The rows below may hold the names of merged cells.
        head.reach(row + 1);
        let Some(cells) = head.rows.get(row) else {
            break;
        };
        if cells.len() < vocabulary.required() {
            // Too few cells for a header: a title, or the wrong delimiter.
            continue;
        }
        let single = cells.iter().map(|name| HeaderCell { group: None, name: name.clone() });
        let merged = head.rows.get(row + 1).map(|names| merge(cells, names));
        let candidates = [(1, Some(single.collect::<Vec<_>>())), (2, merged)];
        let mut consider = |rows, headers: Vec<HeaderCell>| {
            let meanings = distinct_meanings(&headers, vocabulary);
            let candidate = Candidate { row, rows, headers, meanings };
            let has_all = candidate.score().0 == vocabulary.required();
            if best.as_ref().is_none_or(|other| candidate.score() > other.score()) {
                best = Some(candidate);
            }
            has_all
        };
        let mut has_all = false;
        for (rows, headers) in candidates {
            has_all |= headers.is_some_and(|headers| consider(rows, headers));
        }
        // Three levels are rare, and a table that lacks nothing is not searched for them.
        if !has_all && head.reach(row + 2) {
            let rows = head.rows.get(row..row + 3);
            if let Some([groups, middle, names]) = rows {
                consider(3, merge_three(groups, middle, names));
            }
        }
        // A header with all it needs, and no better one right below it: the rest is body.
        let is_settled = |best: &Candidate| {
            best.score().0 == vocabulary.required() && best.row + best.rows <= row
        };
        if best.as_ref().is_some_and(is_settled) {
            break;
        }
    }
    best
}

fn distinct_meanings(headers: &[HeaderCell], vocabulary: &dyn HeaderVocabulary) -> Vec<Meaning> {
    let mut meanings: Vec<Meaning> = Vec::new();
    for meaning in headers.iter().filter_map(|header| vocabulary.recognise(header)) {
        if meanings.iter().all(|other| other.id != meaning.id) {
            meanings.push(meaning);
        }
    }
    meanings
}

fn layout(head: &mut HeadRows<'_>, candidate: Candidate) -> Layout {
    let Candidate { row, rows, mut headers, .. } = candidate;
    let mut body = row + rows;
    head.reach(body);
    let has_number_row = head.rows.get(body).is_some_and(|cells| is_number_row(cells));
    body += usize::from(has_number_row);
    let body_offset = head.ends.get(body - 1).copied().unwrap_or(0);
    let named = headers.iter().rposition(|header| !header.name.is_empty()).map_or(0, |at| at + 1);
    let sample = head.text.get(body_offset..).unwrap_or(&[]);
    let width = usual_width(sample, head.dialect, named).unwrap_or(headers.len());
    headers.resize(width.max(named), HeaderCell::default());
    let above = head.rows.get(..row).unwrap_or(&[]);
    let blank = above.iter().filter(|cells| cells.iter().all(String::is_empty)).count();
    Layout {
        dialect: head.dialect,
        header_row: row + 1,
        header_rows: rows,
        has_number_row,
        headers,
        width,
        title_rows: (above.len() - blank) as u64,
        blank_rows_above: blank as u64,
        titles: titles(above),
        body_offset,
    }
}

/// The texts of rows above the header; merged cells repeat theirs.
fn titles(rows: &[Vec<String>]) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    for text in rows.iter().flatten().map(|text| text.trim()).filter(|text| !text.is_empty()) {
        if titles.iter().all(|title| title != text) {
            titles.push(text.to_owned());
        }
    }
    titles
}

/// The width most rows have, among widths that hold every named column. A system that ends each row
/// with a surplus delimiter is read right; a single row of another width stays ragged.
fn usual_width(body: &[u8], dialect: Dialect, named: usize) -> Option<usize> {
    let mut records = Records::new(body, dialect);
    let mut widths: Vec<(usize, usize)> = Vec::new();
    for _ in 0..WIDTH_SAMPLE_ROWS {
        let Some(width) = records.advance().map(|record| record.width()) else { break };
        match widths.iter_mut().find(|(known, _)| *known == width) {
            Some((_, rows)) => *rows += 1,
            None => widths.push((width, 1)),
        }
    }
    widths.retain(|(width, _)| *width >= named.max(2));
    // Ties go to the narrower row: the header's own width, as a rule.
    widths.sort_by_key(|(width, rows)| (Reverse(*rows), *width));
    widths.first().map(|(width, _)| *width)
}

/// `1 | 2 | 3`, `(1) | (2) | (3) = (4) + (5)`, `A | B | 1 | 2`: at least three, rising by one.
fn is_number_row(cells: &[String]) -> bool {
    let mut previous = None;
    let mut numbers = 0;
    for cell in cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()) {
        let is_letter = cell.len() == 1 && cell.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_letter && numbers == 0 {
            continue;
        }
        let allowed = |byte: u8| byte.is_ascii_digit() || b"()=+-/: %".contains(&byte);
        if !cell.bytes().all(allowed) {
            return false;
        }
        let digits: String =
            cell.trim_start_matches('(').chars().take_while(char::is_ascii_digit).collect();
        let Ok(number) = digits.parse::<u32>() else {
            return false;
        };
        if previous.is_some_and(|previous: u32| number != previous + 1) {
            return false;
        }
        previous = Some(number);
        numbers += 1;
    }
    numbers >= 3
}

/// The rows that look most like a header, for a message that helps to write a profile. Rows with a
/// digit anywhere are left out: they are data, and may hold somebody's name and phone number.
fn likeliest_headers(head: &HeadRows<'_>) -> String {
    const SHOWN: usize = 2;
    const ROWS_BELOW: usize = 5;
    let has_digit =
        |cells: &[String]| cells.iter().any(|c| c.contains(|c: char| c.is_ascii_digit()));
    let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.is_empty()).count();
    let rows = head.rows.iter().enumerate().filter(|(_, cells)| !has_digit(cells));
    let mut likely: Vec<(usize, &Vec<String>)> =
        rows.filter(|(_, cells)| filled(cells) > 0).collect();
    likely.sort_by_key(|(row, cells)| (Reverse(filled(cells)), *row));
    likely.truncate(SHOWN);
    let below = |row: usize| {
        let end = head.rows.len().min(row + 1 + ROWS_BELOW);
        head.rows.get(row + 1..end).unwrap_or(&[])
    };
    let shown = likely
        .into_iter()
        .map(|(row, cells)| describe_row(row, shown_cells(cells, below(row)).into_iter()));
    let shown = shown.collect::<Vec<_>>().join("; ");
    if shown.is_empty() { "–".to_owned() } else { shown }
}

/// `row 3: STT | Mã HS | …`, cut to what fits a message.
fn describe_row(row: usize, cells: impl Iterator<Item = String>) -> String {
    const CELLS: usize = 12;
    const CELL_LENGTH: usize = 40;
    let mut shown = Vec::new();
    for (column, cell) in cells.enumerate() {
        if column == CELLS {
            shown.push("…".to_owned());
            break;
        }
        shown.push(cell.chars().take(CELL_LENGTH).collect());
    }
    format!("[{}] {}", row + 1, shown.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::{HeaderCell, HeaderVocabulary, LayoutHints, Meaning, find_layout};

    struct Words;

    impl HeaderVocabulary for Words {
        fn recognise(&self, header: &HeaderCell) -> Option<Meaning> {
            let words = ["Mã hồ sơ", "Ngày nhận", "STT", "Ngày hẹn"];
            let id = words.iter().position(|word| *word == header.name)?;
            Some(Meaning { id: u32::try_from(id).ok()?, is_required: id < 2 })
        }

        fn required(&self) -> usize {
            2
        }

        fn missing(&self, found: &[Meaning]) -> String {
            format!("{} of 2", found.iter().filter(|meaning| meaning.is_required).count())
        }
    }

    fn layout(text: &str) -> Result<super::Layout, crate::read::FileFailure> {
        find_layout(text.as_bytes(), true, &Words, &LayoutHints::default())
    }

    #[test]
    fn titles_header_and_number_row_are_found_under_any_delimiter() {
        for delimiter in [',', ';', '\t', '|'] {
            let text = "SỞ NỘI VỤ,,,\n\n,BÁO CÁO,,\nSTT,Mã hồ sơ,Ngày nhận,Ngày hẹn\n(1),(2),(3),(4)=(3)+5\n1,a,b,c\n"
                .replace(',', &delimiter.to_string());
            let layout = layout(&text).expect("a layout");
            assert_eq!(layout.dialect.delimiter, delimiter as u8);
            assert_eq!((layout.header_row, layout.header_rows), (4, 1));
            assert!(layout.has_number_row);
            assert_eq!((layout.title_rows, layout.blank_rows_above, layout.width), (2, 1, 4));
            assert!(text[layout.body_offset..].starts_with('1'));
        }
    }

    #[test]
    fn two_merged_header_rows() {
        let text = "STT;Mã hồ sơ;Ngày tháng;\n;;Ngày nhận;Ngày hẹn\n1;a;b;c\n";
        let layout = layout(text).expect("a layout");
        assert_eq!((layout.header_row, layout.header_rows), (1, 2));
        assert_eq!(layout.headers[3].label(), "Ngày tháng > Ngày hẹn");
        assert_eq!(layout.headers[1].label(), "Mã hồ sơ");
    }

    #[test]
    fn three_merged_header_rows_below_a_title() {
        let text = "SỞ Y TẾ;;;;\nSTT;Mã hồ sơ;Quá trình;;;Ghi chú\n;;Tiếp nhận;;Xong;\n;;Ngày nhận;Nơi;;\n1;a;b;c;d;e\n";
        let layout = layout(text).expect("a layout");
        assert_eq!((layout.header_row, layout.header_rows), (2, 3));
        let labels: Vec<String> = layout.headers.iter().map(HeaderCell::label).collect();
        let expected = [
            "STT",
            "Mã hồ sơ",
            "Tiếp nhận > Ngày nhận",
            "Tiếp nhận > Nơi",
            "Quá trình > Xong",
            "Ghi chú",
        ];
        assert_eq!(labels, expected);
    }

    #[test]
    fn a_surplus_delimiter_on_every_row_is_no_trouble() {
        let layout = layout("Mã hồ sơ,Ngày nhận\na,b,\nc,d,\ne,f\n").expect("a layout");
        assert_eq!(layout.width, 3);
    }

    #[test]
    fn no_header_shows_the_fullest_rows_and_half_a_header_what_is_missing() {
        let failure = layout("a,b\nc,d,e\n").expect_err("no header");
        assert_eq!(failure.code.name(), "header_not_found");
        assert!(failure.value.starts_with("[2] … | … | …"), "{}", failure.value);
        let failure = layout("STT,Mã hồ sơ,Ngày hẹn\n1,a,b\n").expect_err("no received date");
        assert_eq!(failure.code.name(), "required_column_missing");
        assert!(failure.value.starts_with("1 of 2"), "{}", failure.value);
    }
}
