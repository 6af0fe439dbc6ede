//! An ODS workbook → the rows of its sheets, event by event.

use std::collections::HashSet;
use std::io::{self, Read, Seek};
use std::ops::Range;

use quick_xml::events::{BytesStart, Event};

use super::archive::{Archive, EntryReader};
use super::limits::{AbsurdExpansion, COLUMNS};
use super::notes::StoredResult;
use super::number::{push_iso, push_number, push_percent};
use super::raised::Raised;
use super::sheet::{Row, RowSource};
use super::xml::{Xml, attribute, push_reference};
use crate::read::FileFailure;

mod book;

use book::{CONTENT, XML, missing};
pub use book::{sheets, sheets_of};

/// The rows of the sheet of this place.
///
/// # Errors
/// When the workbook is broken.
pub fn rows<H: Read + Seek + Send + 'static>(
    archive: Archive<H>,
    place: usize,
) -> Result<TableRows<EntryReader<H>>, FileFailure> {
    let entry = archive.find(CONTENT).ok_or_else(missing)?;
    Ok(TableRows::new(archive.into_stream(&entry)?, place))
}

/// Gives the rows of one table.
pub struct TableRows<R> {
    xml: Xml<R>,
    /// How many tables are still to be passed over.
    before: usize,
    is_inside: bool,
    has_ended: bool,
    next_row: u32,
    /// A row that stands for several: what it holds, and how many are still to be given.
    repeated: Vec<TextCell>,
    is_hidden: bool,
    left: u32,
    /// How many tables the present place is inside of.
    depth: u32,
    /// Styles of raised text; they stand before the tables.
    raised_styles: HashSet<String>,
    /// The style that is being read.
    style: String,
    /// Columns that are not shown; they stand before the rows.
    hidden: Vec<Range<u32>>,
    next_column: u32,
}

impl<R: Read> TableRows<R> {
    pub fn new(stream: R, place: usize) -> Self {
        Self {
            xml: Xml::new(stream, XML),
            before: place,
            is_inside: false,
            has_ended: false,
            next_row: 0,
            repeated: Vec::new(),
            is_hidden: false,
            left: 0,
            depth: 0,
            raised_styles: HashSet::new(),
            style: String::new(),
            hidden: Vec::new(),
            next_column: 0,
        }
    }

    /// Reads the next row element; `false` at the end of the table.
    fn read_row(&mut self) -> io::Result<bool> {
        loop {
            let is_row = match self.xml.next()? {
                Event::Start(element) | Event::Empty(element)
                    if element.local_name().as_ref() == "style" =>
                {
                    self.style = attribute(&element, "name").unwrap_or_default().into_owned();
                    false
                }
                Event::Start(element) | Event::Empty(element)
                    if element.local_name().as_ref() == "text-properties" =>
                {
                    if is_raised(&element) {
                        self.raised_styles.insert(self.style.clone());
                    }
                    false
                }
                Event::Start(element) | Event::Empty(element)
                    if element.name().as_ref() == "table:table-column" =>
                {
                    if self.is_inside && self.depth == 1 {
                        let columns = columns(&element, self.next_column);
                        self.next_column = columns.end;
                        self.hidden.extend(is_hidden(&element).then_some(columns));
                    }
                    false
                }
                Event::Start(element) => match element.name().as_ref() {
                    "table:table" => {
                        self.depth += 1;
                        if self.depth == 1 {
                            self.is_inside = self.before == 0;
                            self.before = self.before.saturating_sub(1);
                        }
                        false
                    }
                    "table:table-row" if self.is_inside && self.depth == 1 => {
                        (self.left, self.is_hidden) = row_facts(&element);
                        true
                    }
                    _ => false,
                },
                Event::Empty(element) if element.name().as_ref() == "table:table-row" => {
                    if self.is_inside && self.depth == 1 {
                        self.next_row = self.next_row.saturating_add(row_facts(&element).0);
                    }
                    false
                }
                Event::End(element) if element.name().as_ref() == "table:table" => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 && self.is_inside {
                        return Ok(false);
                    }
                    false
                }
                Event::Eof => return Err(self.xml.cut_off()),
                _ => false,
            };
            if is_row {
                self.cells()?;
                return Ok(true);
            }
        }
    }

    fn cells(&mut self) -> io::Result<()> {
        self.repeated.clear();
        let mut column: u32 = 0;
        let mut cell = Cell::default();
        let mut is_text = false;
        // Notes stand inside of cells and are not their text.
        let mut in_note = 0;
        // Spans that are open, and whether each is raised.
        let mut spans: Vec<bool> = Vec::new();
        loop {
            match self.xml.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "table-cell" | "covered-table-cell" if in_note == 0 => {
                        cell = Cell::new(&element);
                    }
                    "annotation" => in_note += 1,
                    "p" | "h" if in_note == 0 => {
                        if !cell.text.is_empty() {
                            cell.text.push('\n');
                        }
                        is_text = true;
                    }
                    "s" | "tab" | "line-break" if is_text => cell.text.push(' '),
                    "span" if is_text => {
                        let style = attribute(&element, "style-name").unwrap_or_default();
                        spans.push(self.raised_styles.contains(&*style));
                    }
                    _ => {}
                },
                Event::Empty(element) => match element.local_name().as_ref() {
                    "table-cell" | "covered-table-cell" if in_note == 0 => {
                        Cell::new(&element).end(&mut column, &mut self.repeated)?;
                    }
                    "s" | "tab" | "line-break" if is_text => cell.text.push(' '),
                    _ => {}
                },
                Event::Text(text) if is_text => {
                    Raised(spans.contains(&true)).push(&text, &mut cell.text);
                }
                Event::CData(text) if is_text => {
                    Raised(spans.contains(&true)).push(&text, &mut cell.text);
                }
                Event::GeneralRef(reference) if is_text => {
                    push_reference(&reference, &mut cell.text);
                }
                Event::End(element) => match element.local_name().as_ref() {
                    "table-cell" | "covered-table-cell" if in_note == 0 => {
                        std::mem::take(&mut cell).end(&mut column, &mut self.repeated)?;
                    }
                    "annotation" => in_note -= 1,
                    "span" if is_text => {
                        spans.pop();
                    }
                    "p" | "h" => {
                        is_text = false;
                        spans.clear();
                    }
                    "table-row" => return Ok(()),
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }
}

impl<R: Read + Send> RowSource for TableRows<R> {
    fn next_row(&mut self, row: &mut Row) -> io::Result<bool> {
        while self.left == 0 {
            if self.has_ended || !self.read_row()? {
                self.has_ended = true;
                return Ok(false);
            }
            if self.repeated.is_empty() {
                // The blank rows below a table are one element that stands for a million.
                self.next_row = self.next_row.saturating_add(self.left);
                self.left = 0;
            }
        }
        row.start(self.next_row, self.is_hidden);
        for TextCell { columns, text, rows_below, formula } in &self.repeated {
            for column in columns.clone() {
                row.text().push_str(text);
                row.end_cell(column)?;
                row.reach_down(column, *rows_below);
                if let Some(stored) = formula {
                    row.has_formula(column, *stored);
                }
            }
        }
        self.next_row = self.next_row.saturating_add(1);
        self.left -= 1;
        Ok(true)
    }

    fn hidden_columns(&self) -> &[Range<u32>] {
        &self.hidden
    }
}

/// Whether text of a style is raised: `super 58%`, or so many per cent up.
fn is_raised(element: &BytesStart<'_>) -> bool {
    let place = attribute(element, "text-position").unwrap_or_default();
    let first = place.split_whitespace().next().unwrap_or_default();
    let up = first.strip_suffix('%').and_then(|number| number.parse::<f64>().ok());
    first == "super" || up.is_some_and(|up| up > 0.0)
}

/// How many rows an element stands for, and whether they are hidden.
fn row_facts(element: &BytesStart<'_>) -> (u32, bool) {
    (repeated(element, "number-rows-repeated"), is_hidden(element))
}

/// The columns that an element stands for.
fn columns(element: &BytesStart<'_>, first: u32) -> Range<u32> {
    first..first.saturating_add(repeated(element, "number-columns-repeated"))
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    let visibility = attribute(element, "visibility");
    visibility.is_some_and(|value| value == "collapse" || value == "filter")
}

fn repeated(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|number| number.parse().ok()).unwrap_or(1)
}

/// A cell that says something, or should.
struct TextCell {
    columns: Range<u32>,
    text: String,
    /// How many rows below its own it is merged over.
    rows_below: u32,
    /// What is stored, if it is a formula.
    formula: Option<StoredResult>,
}

/// A cell being read.
#[derive(Debug, Default)]
struct Cell {
    columns: u32,
    rows_below: u32,
    is_formula: bool,
    /// Whether it is said to be a text.
    is_string: bool,
    /// What the cell says it is worth; its text is only how that is shown.
    value: Option<String>,
    text: String,
}

impl Cell {
    fn new(element: &BytesStart<'_>) -> Self {
        let kind = attribute(element, "value-type").unwrap_or_default();
        let worth = |name| attribute(element, name).unwrap_or_default().into_owned();
        let mut value = String::new();
        match kind.as_ref() {
            "float" | "currency" => push_number(&worth("value"), &mut value),
            "percentage" => push_percent(&worth("value"), &mut value),
            "date" => push_iso(&worth("date-value"), &mut value),
            "boolean" => value = worth("boolean-value").to_uppercase(),
            _ => {}
        }
        Self {
            columns: repeated(element, "number-columns-repeated"),
            rows_below: repeated(element, "number-rows-spanned").saturating_sub(1),
            is_formula: attribute(element, "formula").is_some(),
            is_string: kind == "string",
            value: Some(value).filter(|value| !value.is_empty()),
            text: String::new(),
        }
    }

    fn end(self, column: &mut u32, row: &mut Vec<TextCell>) -> io::Result<()> {
        let has_zero = matches!(self.value.as_deref(), Some("0" | "0%"));
        let text = self.value.unwrap_or(self.text);
        let start = *column;
        *column = column.saturating_add(self.columns);
        let is_blank = text.trim().is_empty();
        // Some programs store a zero beside every formula.
        let formula = self.is_formula.then_some(match (is_blank, self.is_string) {
            (true, false) => StoredResult::Nothing,
            (false, _) if has_zero => StoredResult::PerhapsZero,
            _ => StoredResult::Value,
        });
        if is_blank && formula != Some(StoredResult::Nothing) {
            return Ok(());
        }
        if *column > COLUMNS {
            return Err(
                AbsurdExpansion::of_count("column", (*column).into(), COLUMNS.into()).into()
            );
        }
        let rows_below = self.rows_below;
        row.push(TextCell { columns: start..*column, text, rows_below, formula });
        Ok(())
    }
}

#[cfg(test)]
mod tests;
