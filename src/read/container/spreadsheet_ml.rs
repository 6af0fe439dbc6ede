//! The XML of Excel 2003, often under the name `.xls` → its sheets and their rows.

use std::collections::HashSet;
use std::io::{self, Read};
use std::ops::Range;

use quick_xml::events::{BytesStart, Event};

use super::notes::StoredResult;
use super::number::{NumberFormat, push_iso, push_number, push_percent};
use super::raised::Raised;
use super::sheet::{Row, RowSource};
use super::xml::{Xml, attribute, is_true, push_reference};
use super::{Sheet, SheetPart};
use crate::read::FileFailure;

/// What the stream is, in messages.
const XML: &str = "XML 2003";

/// The sheets of a workbook, in its order.
///
/// # Errors
/// When the XML is broken.
pub fn sheets<R: Read>(stream: R) -> Result<Vec<Sheet>, FileFailure> {
    let mut xml = Xml::new(stream, XML);
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut is_visibility = false;
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "Worksheet" => sheets.push(Sheet {
                    name: attribute(&element, "Name").unwrap_or_default().into_owned(),
                    is_hidden: false,
                    part: SheetPart::SpreadsheetMl(sheets.len()),
                }),
                "Visible" => is_visibility = true,
                _ => {}
            },
            Event::Text(text) if is_visibility => {
                if let Some(sheet) = sheets.last_mut() {
                    sheet.is_hidden |= text.contains("Hidden");
                }
            }
            Event::End(_) => is_visibility = false,
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

/// Gives the rows of one sheet.
pub struct SheetRows<R> {
    xml: Xml<R>,
    /// How many sheets are still to be passed over.
    before: usize,
    is_inside: bool,
    has_ended: bool,
    next_row: u32,
    /// Names of the styles that show percentages; they stand before the sheets.
    percent_styles: HashSet<String>,
    /// The style that is being read.
    style: String,
    /// Columns that are not shown; they stand before the rows.
    hidden: Vec<Range<u32>>,
    next_column: u32,
}

impl<R: Read> SheetRows<R> {
    /// The sheet of this place.
    pub fn new(stream: R, place: usize) -> Self {
        let xml = Xml::new(stream, XML);
        Self {
            xml,
            before: place,
            is_inside: false,
            has_ended: false,
            next_row: 0,
            percent_styles: HashSet::new(),
            style: String::new(),
            hidden: Vec::new(),
            next_column: 0,
        }
    }

    fn cells(&mut self, row: &mut Row) -> io::Result<()> {
        let mut next_column: u32 = 0;
        let mut column = 0;
        let mut rows_below = 0;
        let mut has_formula = false;
        let mut kind = String::new();
        let mut is_percent = false;
        let mut raised = Raised::default();
        let mut value = String::new();
        let (mut is_data, mut is_comment) = (false, false);
        loop {
            match self.xml.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "Cell" => {
                        (column, next_column) = place(&element, next_column);
                        rows_below = number(&element, "MergeDown").unwrap_or(0);
                        has_formula = attribute(&element, "Formula").is_some();
                        kind.clear();
                        let style = attribute(&element, "StyleID");
                        is_percent = style.is_some_and(|id| self.percent_styles.contains(&*id));
                    }
                    "Data" if !is_comment => {
                        is_data = true;
                        kind = attribute(&element, "Type").unwrap_or_default().into_owned();
                    }
                    "Comment" => is_comment = true,
                    "Sup" => raised = Raised(true),
                    _ => {}
                },
                Event::Empty(element) if element.local_name().as_ref() == "Cell" => {
                    (column, next_column) = place(&element, next_column);
                    if attribute(&element, "Formula").is_some() {
                        row.has_formula(column, StoredResult::Nothing);
                    }
                }
                Event::Text(text) if is_data => raised.push(&text, &mut value),
                Event::CData(text) if is_data => raised.push(&text, &mut value),
                Event::GeneralRef(reference) if is_data => push_reference(&reference, &mut value),
                Event::End(element) => match element.local_name().as_ref() {
                    "Data" => is_data = false,
                    "Comment" => is_comment = false,
                    "Sup" => raised = Raised::default(),
                    "Cell" => {
                        if has_formula && value.trim().is_empty() && kind != "String" {
                            row.has_formula(column, StoredResult::Nothing);
                        }
                        if is_percent && kind == "Number" {
                            push_percent(&value, row.text());
                        } else {
                            push_value(&kind, &value, row.text());
                        }
                        row.end_cell(column)?;
                        row.reach_down(column, rows_below);
                        value.clear();
                    }
                    "Row" => return Ok(()),
                    _ => {}
                },
                Event::Eof => return Err(self.xml.cut_off()),
                _ => {}
            }
        }
    }
}

/// The column of a cell, and the next free one.
fn place(element: &BytesStart<'_>, next: u32) -> (u32, u32) {
    let column = number(element, "Index").map_or(next, |index| index.saturating_sub(1));
    let across = number(element, "MergeAcross").unwrap_or(0);
    (column, column.saturating_add(across).saturating_add(1))
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name).and_then(|text| text.parse().ok())
}

fn push_value(kind: &str, value: &str, out: &mut String) {
    match kind {
        "Number" => push_number(value, out),
        "DateTime" => push_iso(value, out),
        "Boolean" => out.push_str(if is_true(value.trim()) { "TRUE" } else { "FALSE" }),
        _ => out.push_str(value),
    }
}

impl<R: Read + Send> RowSource for SheetRows<R> {
    fn next_row(&mut self, row: &mut Row) -> io::Result<bool> {
        while !self.has_ended {
            match self.xml.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "Style" => {
                        self.style = attribute(&element, "ID").unwrap_or_default().into_owned();
                    }
                    "Worksheet" => {
                        self.is_inside = self.before == 0;
                        self.before = self.before.saturating_sub(1);
                    }
                    "Row" if self.is_inside => {
                        let (number, is_hidden) = row_facts(&element, self.next_row);
                        row.start(number, is_hidden);
                        self.next_row = number.saturating_add(1);
                        self.cells(row)?;
                        return Ok(true);
                    }
                    _ => {}
                },
                Event::Empty(element) if element.local_name().as_ref() == "NumberFormat" => {
                    let code = attribute(&element, "Format").unwrap_or_default();
                    if code == "Percent" || NumberFormat::of_code(&code) == NumberFormat::Percent {
                        self.percent_styles.insert(self.style.clone());
                    }
                }
                Event::Empty(element)
                    if self.is_inside && element.local_name().as_ref() == "Column" =>
                {
                    let columns = columns(&element, self.next_column);
                    self.next_column = columns.end;
                    let is_hidden =
                        attribute(&element, "Hidden").is_some_and(|value| is_true(&value));
                    self.hidden.extend(is_hidden.then_some(columns));
                }
                Event::Empty(element)
                    if self.is_inside && element.local_name().as_ref() == "Row" =>
                {
                    self.next_row = row_facts(&element, self.next_row).0.saturating_add(1);
                }
                Event::End(element) if element.local_name().as_ref() == "Worksheet" => {
                    self.has_ended = self.is_inside;
                }
                Event::Eof => return Err(self.xml.cut_off()),
                _ => {}
            }
        }
        Ok(false)
    }

    fn hidden_columns(&self) -> &[Range<u32>] {
        &self.hidden
    }
}

/// The columns that an element stands for.
fn columns(element: &BytesStart<'_>, next: u32) -> Range<u32> {
    let first = number(element, "Index").map_or(next, |at| at.saturating_sub(1));
    let more = number(element, "Span").unwrap_or(0);
    first..first.saturating_add(more).saturating_add(1)
}

fn row_facts(element: &BytesStart<'_>, next: u32) -> (u32, bool) {
    let index = number(element, "Index");
    let number = index.map_or(next, |index| index.saturating_sub(1).max(next));
    (number, attribute(element, "Hidden").is_some_and(|value| is_true(&value)))
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::sync::Arc;

    use super::{SheetRows, sheets};
    use crate::read::container::notes::SheetNotes;
    use crate::read::container::sheet::SheetText;

    const BOOK: &str = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
        <Workbook><Worksheet ss:Name=\"Bìa\"><Table><Row><Cell><Data ss:Type=\"String\">x</Data></Cell></Row></Table>\
        <WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>\
        <Worksheet ss:Name=\"Tháng 6\"><Table><Column/><Column ss:Hidden=\"1\"/><Column ss:Index=\"5\" ss:Hidden=\"1\" ss:Span=\"3\"/><Row ss:Index=\"2\"><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"String\">a</Data></Cell>\
        <Cell><Data ss:Type=\"Number\">19899345</Data><Comment><ss:Data>c</ss:Data></Comment></Cell></Row>\
        <Row ss:Hidden=\"1\"><Cell ss:Index=\"3\"><Data ss:Type=\"DateTime\">2024-06-05T00:00:00.000</Data></Cell></Row>\
        </Table></Worksheet></Workbook>";

    #[test]
    fn sheets_and_rows() {
        let sheets = sheets(BOOK.as_bytes()).expect("XML");
        let names: Vec<_> = sheets.iter().map(|s| (s.name.as_str(), s.is_hidden)).collect();
        assert_eq!(names, [("Bìa", true), ("Tháng 6", false)]);
        let notes = Arc::<SheetNotes>::default();
        let mut text = String::new();
        SheetText::new(Box::new(SheetRows::new(BOOK.as_bytes(), 1)), Arc::clone(&notes))
            .read_to_string(&mut text)
            .expect("a sheet");
        assert_eq!(text.replace('\u{1f}', ","), "\na,,19899345\n,,2024-06-05\n");
        assert_eq!(notes.hidden(false).as_deref(), Some("dòng (rows) × 1, cột (columns) × 1"));
    }

    #[test]
    fn shares_and_raised_text() {
        let book = "<?xml version=\"1.0\"?><Workbook><Styles><Style ss:ID=\"s1\"><NumberFormat ss:Format=\"0.00%\"/></Style>\
            <Style ss:ID=\"s2\"><NumberFormat ss:Format=\"Percent\"/></Style></Styles><Worksheet ss:Name=\"A\"><Table><Row>\
            <Cell ss:StyleID=\"s1\"><Data ss:Type=\"Number\">0.985</Data></Cell>\
            <Cell ss:StyleID=\"s2\"><Data ss:Type=\"Number\">1</Data></Cell>\
            <Cell><Data ss:Type=\"Number\">0.985</Data></Cell>\
            <Cell><ss:Data ss:Type=\"String\">125<Sup>1</Sup></ss:Data></Cell></Row></Table></Worksheet></Workbook>";
        let mut text = String::new();
        SheetText::new(Box::new(SheetRows::new(book.as_bytes(), 0)), Arc::default())
            .read_to_string(&mut text)
            .expect("a sheet");
        assert_eq!(text.replace('\u{1f}', ","), "98.5%,100%,0.985,125¹\n");
    }
}
