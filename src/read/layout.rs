//! Where the table stands in a file: delimiter, header rows, first row of the body, width.
//!
//! In: the head of a file as UTF-8 and a [`HeaderVocabulary`]. Out: a [`Layout`], or the reason why
//! there is none, with the rows that look most like a header. Nothing is asked of the user: every
//! delimiter and every row is tried, and the one whose cells are known column names wins.

use super::FileFailure;
use super::dialect::{UNUSUAL_DELIMITERS, declared_delimiter, dialect_of};
use super::head_rows::HeadRows;
use super::header::{HeaderCell, shown_cells};
use super::header_search::{Candidate, best_candidate};
use super::likely::{describe_row, likeliest_headers};
use super::number_row::is_number_row;
use super::side_by_side::side_by_side;
use super::structural::Dialect;
use super::vocabulary::HeaderVocabulary;
use super::width::{named, usual_width};
use crate::findings::FindingCode;

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
    pub fn rows_above(&self) -> u64 {
        (self.header_row - 1 + self.header_rows + usize::from(self.has_number_row)) as u64
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
        None => declared_delimiter(head).into_iter().chain(Dialect::DELIMITERS).collect(),
    };
    let found = layout_with(head, is_whole, vocabulary, hints, delimiters);
    let Err(failure) = found else { return found };
    let is_settled = hints.delimiter.is_some() || failure.code == FindingCode::TablesSideBySide;
    let unusual = || {
        let delimiters = UNUSUAL_DELIMITERS.to_vec();
        let layout = layout_with(head, is_whole, vocabulary, hints, delimiters).ok()?;
        let sign = char::from(layout.dialect.delimiter).escape_default();
        let names = layout.headers.iter().map(HeaderCell::label);
        let row = describe_row(layout.header_row - 1, names);
        let value = format!("delimiter = \"{sign}\" ← {row}");
        Some(FileFailure::new(FindingCode::UndeclaredDelimiter, value))
    };
    Err(if is_settled { failure } else { unusual().unwrap_or(failure) })
}

/// Finds the table of a file with one of these delimiters.
fn layout_with(
    head: &[u8],
    is_whole: bool,
    vocabulary: &dyn HeaderVocabulary,
    hints: &LayoutHints,
    delimiters: Vec<u8>,
) -> Result<Layout, FileFailure> {
    let mut best: Option<(HeadRows<'_>, Candidate)> = None;
    for delimiter in delimiters {
        let dialect = dialect_of(head, delimiter);
        let end = if is_whole { None } else { super::boundary::last_record_end(head, dialect) };
        let mut rows = HeadRows::new(&head[..end.unwrap_or(head.len())], dialect);
        let Some(candidate) = best_candidate(&mut rows, vocabulary, hints.header_row) else {
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
        return match side_by_side(&candidate.headers, vocabulary) {
            Some(value) => Err(FileFailure::new(FindingCode::TablesSideBySide, value)),
            None => Ok(layout(&mut rows, candidate, vocabulary)),
        };
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
    Err(FileFailure::new(FindingCode::HeaderNotFound, likeliest_headers(&rows.rows)))
}

fn layout(
    head: &mut HeadRows<'_>,
    candidate: Candidate,
    vocabulary: &dyn HeaderVocabulary,
) -> Layout {
    let Candidate { row, rows, mut headers, .. } = candidate;
    let mut body = row + rows;
    head.reach(body);
    let has_number_row = is_numbered(head, body, &headers, vocabulary);
    body += usize::from(has_number_row);
    let body_offset = head.ends.get(body - 1).copied().unwrap_or(0);
    let sample = head.text.get(body_offset..).unwrap_or(&[]);
    let width = usual_width(sample, head.dialect, &headers, vocabulary).unwrap_or(headers.len());
    headers.resize(width.max(named(&headers).len()), HeaderCell::default());
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

/// Whether the row at `at` numbers the columns.
fn is_numbered(
    head: &mut HeadRows<'_>,
    at: usize,
    headers: &[HeaderCell],
    vocabulary: &dyn HeaderVocabulary,
) -> bool {
    /// Blank rows may stand between the numbers and the first row of the body.
    const REACH: usize = 4;
    head.reach(at + REACH);
    let is_required =
        |header: &HeaderCell| vocabulary.recognise(header).is_some_and(|m| m.is_required);
    let required = headers.iter().enumerate().filter(|(_, header)| is_required(header));
    let required: Vec<usize> = required.map(|(column, _)| column).collect();
    let rows_below = head.rows.get(at + 1..).unwrap_or(&[]);
    let mut filled = rows_below.iter().filter(|cells| cells.iter().any(|cell| !cell.is_empty()));
    let below = filled.next().map(Vec::as_slice);
    head.rows.get(at).is_some_and(|cells| is_number_row(cells, headers, &required, below))
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

#[cfg(test)]
mod tests {
    use super::{HeaderCell, HeaderVocabulary, LayoutHints, find_layout};
    use crate::read::Meaning;

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
