//! An XLSX workbook → its sheets, its texts and its number formats.
//!
//! Read event by event: a sheet of a million rows is never held as a whole. The texts that cells
//! share have to be.

use std::io::{Read, Seek};
use std::sync::Arc;

use quick_xml::events::Event;

use super::archive::{Archive, EntryReader};
use super::xlsx_book::{Book, book_part, missing, part, relations};
use super::xlsx_sheet::SheetRows;
use super::xml::attribute;
use super::{Sheet, SheetPart};
use crate::read::FileFailure;

/// The sheets of a workbook, in its order.
///
/// # Errors
/// When the workbook is broken.
pub fn sheets<H: Read + Seek>(archive: &mut Archive<H>) -> Result<Vec<Sheet>, FileFailure> {
    let book = book_part(archive)?;
    let relations = relations(archive, &book)?;
    let mut sheets = Vec::new();
    let mut xml = part(archive, &book)?;
    loop {
        match xml.next()? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == "sheet" =>
            {
                let text = |name| attribute(&element, name).unwrap_or_default().into_owned();
                let id = text("id");
                let relation = relations.iter().find(|relation| relation.id == id);
                // Charts and macros stand among the sheets; they have no cells.
                let cells = relation.filter(|relation| relation.kind.ends_with("/worksheet"));
                let state = text("state");
                sheets.push(Sheet {
                    name: text("name"),
                    is_hidden: state == "hidden" || state == "veryHidden",
                    part: SheetPart::Xlsx(cells.map(|relation| relation.target.clone())),
                });
            }
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

/// The rows of one sheet; `cells` is its part, if it has cells.
///
/// # Errors
/// When the workbook is broken.
pub fn rows<H: Read + Seek + Send + 'static>(
    archive: Archive<H>,
    cells: &str,
    book: Arc<Book>,
) -> Result<SheetRows<EntryReader<H>>, FileFailure> {
    let entry = archive.find(cells).ok_or_else(|| missing(cells))?;
    Ok(SheetRows::new(archive.into_stream(&entry)?, cells, book))
}
