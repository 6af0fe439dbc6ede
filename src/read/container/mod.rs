//! Workbooks, pages and archives → streams of text, one per sheet, for the way that CSV goes.
//!
//! In: bytes of a kind told by their beginning. Out: the members of a container, and the rows of a
//! sheet as delimited UTF-8. Must not know: paths, headers, meaning. Nothing is written to disk.

mod archive;
mod biff;
mod damage;
mod html;
mod limits;
mod notes;
mod number;
mod ods;
mod part;
mod raised;
mod ole;
mod row;
mod sheet;
mod signature;
mod spreadsheet_ml;
mod xls;
mod xls_cells;
mod xlsx;
mod xlsx_book;
mod xlsx_sheet;
mod xml;

use super::FileFailure;
use crate::findings::FindingCode;
pub use archive::{Archive, Entry, Handle};
pub use damage::{Damage, Unpacking, refused_by_system};
pub use html::PageRows;
pub use limits::{AbsurdExpansion, HELD, LimitedReader, allowed};
pub use notes::{FillDown, Formulas, SheetNotes, Spans};
pub use part::{Container, Sheet, SheetPart};
pub use sheet::{DELIMITER, RowSource, SheetText};
pub use signature::{SIGNATURE, Signature};
use std::io::{Read, Seek};
use std::sync::Arc;
pub use xlsx_book::Book;

/// What is in a file that holds more than one thing.
#[derive(Debug)]
pub enum Contents {
    Sheets(Vec<Sheet>),
    Files(Vec<Entry>),
}

/// What is in a zip: the sheets of a workbook, or files.
///
/// # Errors
/// When it is broken, absurd, locked, or a document of another kind.
pub fn contents_of_zip<H: Read + Seek>(handle: H) -> Result<Contents, FileFailure> {
    let mut archive = Archive::open(handle)?;
    let names: Vec<String> = archive.entries.iter().map(|e| archive::plain_name(&e.name)).collect();
    let begins = |start: &str| names.iter().any(|name| name.starts_with(start));
    let other = |kind: &str| Err(FileFailure::new(FindingCode::NotAnExport, kind));
    // A workbook that lost its list of parts is still told by the parts.
    if archive.find("[Content_Types].xml").is_some() || begins("xl/") {
        if archive.find("xl/workbook.bin").is_some() {
            return Err(FileFailure::new(FindingCode::OtherFormat, "XLSB"));
        }
        if begins("word/") {
            return other("DOCX");
        }
        if begins("ppt/") {
            return other("PPTX");
        }
        return xlsx::sheets(&mut archive).map(Contents::Sheets);
    }
    if names.iter().any(|name| name.starts_with("Index/Tables/")) {
        return other("Numbers");
    }
    if let Some(kind) = archive.find("mimetype") {
        let mut text = Vec::new();
        archive.stream(&kind)?.take(200).read_to_end(&mut text)?;
        let text = String::from_utf8_lossy(&text);
        if text.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
            return ods::sheets(&mut archive).map(Contents::Sheets);
        }
        if text.starts_with("application/vnd.oasis.opendocument") {
            return other("ODT");
        }
    }
    Ok(Contents::Files(archive.entries))
}

/// The sheets of an XLS workbook.
///
/// # Errors
/// When it is locked, broken, or no workbook.
pub fn sheets_of_ole<H: Read + Seek>(handle: H) -> Result<Vec<Sheet>, FileFailure> {
    xls::sheets(handle)
}

/// The sheets of a workbook in the XML of Excel 2003; `stream` is UTF-8.
///
/// # Errors
/// When the XML is broken.
pub fn sheets_of_xml<R: Read>(stream: R) -> Result<Vec<Sheet>, FileFailure> {
    spreadsheet_ml::sheets(stream)
}

/// The sheets of an open document of one file; `stream` is UTF-8.
///
/// # Errors
/// When the XML is broken.
pub fn sheets_of_flat_ods<R: Read>(stream: R) -> Result<Vec<Sheet>, FileFailure> {
    ods::sheets_of(stream, SheetPart::FlatOds)
}

/// What the cells of an XLSX workbook refer to, whatever their sheet.
///
/// # Errors
/// When the workbook is broken or absurd.
pub fn book_of_xlsx<H: Read + Seek>(handle: H) -> Result<Book, FileFailure> {
    xlsx_book::book(&mut Archive::open(handle)?)
}

/// The rows of a sheet whose workbook is an archive or binary.
///
/// # Errors
/// When the workbook is broken or absurd.
pub fn rows_of_sheet<H: Handle + 'static>(
    handle: H,
    part: &SheetPart,
    book: Arc<Book>,
) -> Result<Box<dyn RowSource>, FileFailure> {
    Ok(match part {
        SheetPart::Xlsx(None) => Box::new(NoRows),
        SheetPart::Xlsx(Some(cells)) => Box::new(xlsx::rows(Archive::open(handle)?, cells, book)?),
        SheetPart::Ods(place) => Box::new(ods::rows(Archive::open(handle)?, *place)?),
        SheetPart::Xls(place) => Box::new(xls::rows(handle, *place)?),
        SheetPart::SpreadsheetMl(_) | SheetPart::FlatOds(_) => rows_of_xml(handle, part),
    })
}

/// The rows of a sheet whose workbook is one file of XML; `stream` is UTF-8.
pub fn rows_of_xml<R: Read + Send + 'static>(stream: R, part: &SheetPart) -> Box<dyn RowSource> {
    match part {
        SheetPart::SpreadsheetMl(place) => Box::new(spreadsheet_ml::SheetRows::new(stream, *place)),
        SheetPart::FlatOds(place) | SheetPart::Ods(place) => {
            Box::new(ods::TableRows::new(stream, *place))
        }
        SheetPart::Xlsx(_) | SheetPart::Xls(_) => Box::new(NoRows),
    }
}

/// A sheet without cells.
struct NoRows;

impl RowSource for NoRows {
    fn next_row(&mut self, _row: &mut sheet::Row) -> std::io::Result<bool> {
        Ok(false)
    }
}
