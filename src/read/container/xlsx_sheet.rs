//! The XML of one XLSX sheet → its rows.

use std::io::{self, Read};
use std::ops::Range;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::notes::{Spans, StoredResult};
use super::number::{NumberFormat, push_date, push_number, push_percent};
use super::raised::Raised;
use super::sheet::{Row, RowSource};
use super::xlsx_book::{Book, push_escaped};
use super::xml::{Xml, attribute, is_true, push_reference};

/// Gives the rows of a sheet.
pub struct SheetRows<R> {
    xml: Xml<R>,
    book: Arc<Book>,
    next_row: u32,
    cell: CellReader,
    /// What stands in the present cell.
    value: String,
    /// Columns that are not shown, from 0.
    hidden: Vec<Range<u32>>,
    has_ended: bool,
}

/// Parts of a sheet that stand behind its merged cells; some are long.
const BEHIND_SPANS: [&str; 9] = [
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "drawing",
    "extLst",
];

/// How the value of a cell is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum CellKind {
    #[default]
    Number,
    Shared,
    /// Text, an error, or a date in ISO 8601.
    Text,
    IsoDate,
    Boolean,
}

#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is an element that was met")]
struct CellReader {
    column: u32,
    next_column: u32,
    kind: CellKind,
    style: usize,
    is_value: bool,
    is_phonetic: bool,
    has_formula: bool,
    /// Whether there is an element for the value, be it empty.
    has_value: bool,
    raised: Raised,
}

impl<R: Read> SheetRows<R> {
    /// `part` names the stream in messages.
    pub fn new(stream: R, part: &str, book: Arc<Book>) -> Self {
        Self {
            xml: Xml::new(stream, format!("XLSX: {part}")),
            book,
            next_row: 0,
            cell: CellReader::default(),
            value: String::new(),
            hidden: Vec::new(),
            has_ended: false,
        }
    }

    /// Reads up to the end of a row whose beginning was met.
    fn cells(&mut self, row: &mut Row) -> io::Result<()> {
        self.cell = CellReader::default();
        loop {
            match self.xml.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "c" => {
                        self.value.clear();
                        self.cell.start(&element);
                    }
                    "v" | "t" => {
                        self.cell.is_value = !self.cell.is_phonetic;
                        self.cell.has_value = true;
                    }
                    "f" => self.cell.has_formula = true,
                    "rPh" => self.cell.is_phonetic = true,
                    _ => {}
                },
                Event::Empty(element) => match element.local_name().as_ref() {
                    "c" => self.cell.start(&element),
                    "v" => self.cell.has_value = true,
                    // A formula that cells share is told in the first of them.
                    "f" => self.cell.has_formula = true,
                    "vertAlign" => self.cell.raised.see(&element),
                    _ => {}
                },
                Event::Text(text) if self.cell.is_value => {
                    self.cell.raised.push(&text, &mut self.value);
                }
                Event::CData(text) if self.cell.is_value => {
                    self.cell.raised.push(&text, &mut self.value);
                }
                Event::GeneralRef(reference) if self.cell.is_value => {
                    push_reference(&reference, &mut self.value);
                }
                Event::End(element) => match element.local_name().as_ref() {
                    "v" | "t" => self.cell.is_value = false,
                    "r" => self.cell.raised = Raised::default(),
                    "rPh" => self.cell.is_phonetic = false,
                    "c" => {
                        if self.cell.has_formula {
                            self.cell.formula(&mut self.value, &self.book, row);
                        }
                        self.cell.push_value(&self.value, &self.book, row.text());
                        row.end_cell(self.cell.column)?;
                    }
                    "row" => return Ok(()),
                    _ => {}
                },
                Event::Eof => return Err(self.xml.cut_off()),
                _ => {}
            }
        }
    }
}

impl CellReader {
    fn start(&mut self, element: &BytesStart<'_>) {
        self.column = self.next_column;
        self.kind = CellKind::Number;
        self.style = 0;
        self.has_formula = false;
        self.has_value = false;
        for attribute in element.attributes().with_checks(false).flatten() {
            let value: &str = &attribute.value;
            match attribute.key.as_ref() {
                "r" => self.column = column_of(value).unwrap_or(self.column),
                "s" => self.style = value.parse().unwrap_or(0),
                "t" => {
                    self.kind = match value {
                        "s" => CellKind::Shared,
                        "b" => CellKind::Boolean,
                        "d" => CellKind::IsoDate,
                        "n" => CellKind::Number,
                        _ => CellKind::Text,
                    }
                }
                _ => {}
            }
        }
        self.next_column = self.column.saturating_add(1);
    }

    /// A formula whose value is not there. A text may be empty; a program that leaves all values to
    /// Excel may write zero in their place.
    fn formula(&self, value: &mut String, book: &Book, row: &mut Row) {
        let is_blank = match self.kind {
            CellKind::Text => !self.has_value,
            _ => value.trim().is_empty(),
        };
        if is_blank {
            row.has_formula(self.column, StoredResult::Nothing);
        } else if book.recalculates && self.kind == CellKind::Number && value.trim() == "0" {
            row.has_formula(self.column, StoredResult::Zero);
            if self.format(book) == NumberFormat::Date {
                value.clear();
            }
        }
    }

    fn format(&self, book: &Book) -> NumberFormat {
        book.number_formats.get(self.style).copied().unwrap_or_default()
    }

    fn push_value(&self, value: &str, book: &Book, out: &mut String) {
        match self.kind {
            CellKind::Number if value.is_empty() => {}
            CellKind::Number => match (self.format(book), value.trim().parse::<f64>()) {
                (NumberFormat::Date, Ok(serial)) => push_date(serial, book.is_1904, out),
                (NumberFormat::Percent, Ok(_)) => push_percent(value, out),
                _ => push_number(value, out),
            },
            CellKind::Shared => {
                let place = value.trim().parse().ok();
                out.push_str(place.and_then(|place| book.texts.get(place)).unwrap_or_default());
            }
            CellKind::Boolean => {
                out.push_str(if is_true(value.trim()) { "TRUE" } else { "FALSE" });
            }
            CellKind::IsoDate => super::number::push_iso(value, out),
            CellKind::Text => push_escaped(value, out),
        }
    }
}

/// The columns of a `<col>` that hides them.
fn hidden_columns(element: &BytesStart<'_>) -> Option<Range<u32>> {
    let number = |name| attribute(element, name)?.parse::<u32>().ok();
    let is_hidden = attribute(element, "hidden").is_some_and(|value| is_true(&value));
    is_hidden.then_some(number("min")?.saturating_sub(1)..number("max")?)
}

impl<R: Read + Send> RowSource for SheetRows<R> {
    fn next_row(&mut self, row: &mut Row) -> io::Result<bool> {
        let mut is_empty = false;
        let (number, is_hidden) = loop {
            if self.has_ended {
                return Ok(false);
            }
            match self.xml.next()? {
                Event::Start(element) if element.local_name().as_ref() == "row" => {
                    break row_facts(&element, self.next_row);
                }
                Event::Empty(element) if element.local_name().as_ref() == "row" => {
                    is_empty = true;
                    break row_facts(&element, self.next_row);
                }
                Event::End(element) if element.local_name().as_ref() == "sheetData" => {
                    self.has_ended = true;
                }
                Event::Empty(element) if element.local_name().as_ref() == "col" => {
                    self.hidden.extend(hidden_columns(&element));
                }
                // A sheet of nothing but a chart has no such part.
                Event::Eof => self.has_ended = true,
                _ => {}
            }
        };
        row.start(number, is_hidden);
        self.next_row = number.saturating_add(1);
        if !is_empty {
            self.cells(row)?;
        }
        Ok(true)
    }

    fn hidden_columns(&self) -> &[Range<u32>] {
        &self.hidden
    }

    fn late_spans(&mut self) -> io::Result<Spans> {
        let mut spans = Spans::default();
        loop {
            match self.xml.next()? {
                Event::Start(element) | Event::Empty(element)
                    if element.local_name().as_ref() == "mergeCell" =>
                {
                    let area = attribute(&element, "ref");
                    if let Some(span) = area.and_then(|area| span_of(&area)) {
                        spans.push(span)?;
                    }
                }
                Event::Start(element) | Event::Empty(element)
                    if BEHIND_SPANS.contains(&element.local_name().as_ref()) =>
                {
                    break;
                }
                Event::End(element) if element.local_name().as_ref() == "mergeCells" => break,
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(spans)
    }
}

/// `B4:C6` → first row, first column, last row; nothing for an area of one row.
fn span_of(area: &str) -> Option<(u32, u32, u32)> {
    let (from, to) = area.split_once(':')?;
    let row = |reference: &str| {
        let digits = reference.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '$');
        digits.parse::<u32>().ok()?.checked_sub(1)
    };
    let (top, bottom) = (row(from)?, row(to)?);
    (bottom > top).then_some((top, column_of(from.trim_start_matches('$'))?, bottom))
}

/// Number, from 0, and whether the row is hidden. Rows only go down.
fn row_facts(element: &BytesStart<'_>, next: u32) -> (u32, bool) {
    let number = attribute(element, "r").and_then(|number| number.parse::<u32>().ok());
    let number = number.map_or(next, |number| number.saturating_sub(1).max(next));
    (number, attribute(element, "hidden").is_some_and(|value| is_true(&value)))
}

/// `AB12` → 27.
fn column_of(reference: &str) -> Option<u32> {
    let mut column: u32 = 0;
    let mut letters = 0;
    for byte in reference.bytes().take_while(u8::is_ascii_alphabetic) {
        column =
            column.checked_mul(26)?.checked_add(u32::from(byte.to_ascii_uppercase() - b'A') + 1)?;
        letters += 1;
    }
    if letters == 0 { None } else { Some(column - 1) }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{SheetRows, column_of, push_escaped, span_of};
    use crate::read::container::notes::SheetNotes;
    use crate::read::container::sheet::{Row, RowSource, SheetText};

    #[test]
    fn columns_by_their_letters() {
        assert_eq!(column_of("A1"), Some(0));
        assert_eq!(column_of("AB12"), Some(27));
        assert_eq!(column_of("XFD1"), Some(16_383));
        assert_eq!(column_of("ZZZZZZZZZ1"), None);
        assert_eq!(column_of("12"), None);
    }

    #[test]
    fn escaped_characters() {
        for (escaped, text) in
            [("a_x000D_b", "a\rb"), ("_x005F_x", "_x"), ("ma_x12", "ma_x12"), ("_xÃÃ_", "_xÃÃ_")]
        {
            let mut out = String::new();
            push_escaped(escaped, &mut out);
            assert_eq!(out, text);
        }
    }

    #[test]
    fn rows_with_gaps_hidden_rows_and_every_kind_of_cell() {
        use std::io::Read;
        let xml = "<worksheet><sheetData><row r=\"2\" hidden=\"1\"><c r=\"B2\"><v>7</v></c>\
                   <c t=\"inlineStr\"><is><r><t>a</t></r><r><t>&lt;b</t></r></is></c></row><row/>\
                   <row><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c><c t=\"str\"><f>A1</f><v>x</v></c>\
                   <c t=\"d\"><v>2024-06-05T00:00:00</v></c></row></sheetData></worksheet>";
        let notes = Arc::<SheetNotes>::default();
        let rows = SheetRows::new(xml.as_bytes(), "s", Arc::default());
        let mut text = String::new();
        SheetText::new(Box::new(rows), Arc::clone(&notes))
            .read_to_string(&mut text)
            .expect("a sheet");
        let expected = "\n,7,a<b,\n\nTRUE,#N/A,x,2024-06-05\n".replace(',', "\u{1f}");
        assert_eq!(text, expected);
        assert_eq!(notes.hidden_rows(), 1);
    }

    #[test]
    fn merged_cells_behind_the_rows() {
        assert_eq!(span_of("D3:D5"), Some((2, 3, 4)));
        assert_eq!(span_of("$D$3:$F$5"), Some((2, 3, 4)));
        for area in ["A1:C1", "A1", "A5:A3", ":", "A0:A4"] {
            assert_eq!(span_of(area), None, "{area}");
        }
        let xml = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData><mergeCells>\
                   <mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"></mergeCell></mergeCells></worksheet>";
        let mut rows = SheetRows::new(xml.as_bytes(), "s", Arc::default());
        while rows.next_row(&mut Row::default()).expect("rows") {}
        assert_eq!(rows.late_spans().expect("spans").from(0), [(0, 0, 1)]);
    }

    #[test]
    fn formulas_without_a_value() {
        use std::io::Read;
        let xml = "<worksheet><sheetData><row><c><f>A2</f><v></v></c><c><f>A2</f></c><c><f>A2</f><v/></c>\
                   <c t=\"str\"><f>A2</f><v></v></c><c t=\"str\"><f>A2</f></c><c><f>A2</f><v>0</v></c>\
                   <c><f t=\"shared\" si=\"0\"/></c><c><v></v></c></row></sheetData></worksheet>";
        let unsaved = |recalculates| {
            let notes = Arc::<SheetNotes>::default();
            let book = crate::read::container::Book { recalculates, ..Default::default() };
            let rows = SheetRows::new(xml.as_bytes(), "s", Arc::new(book));
            let mut text = SheetText::new(Box::new(rows), Arc::clone(&notes));
            text.read_to_string(&mut String::new()).expect("a sheet");
            let columns = notes.formulas().into_iter();
            let shown = columns.filter_map(|(column, of)| of.without_value(column, 0, true));
            shown.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(unsaved(false), "× 1 (A1) × 1 (B1) × 1 (C1) × 1 (E1) × 1 (G1)");
        assert_eq!(unsaved(true), "× 1 (A1) × 1 (B1) × 1 (C1) × 1 (E1) × 1 (F1) × 1 (G1)");
    }

    #[test]
    fn a_sheet_that_is_cut_off_is_an_error() {
        let xml = "<worksheet><sheetData><row r=\"2\"><c r=\"B2\"><v>7";
        let mut rows = SheetRows::new(xml.as_bytes(), "s", Arc::default());
        assert!(rows.next_row(&mut Row::default()).is_err());
    }
}
