//! An ODS workbook → the list of its sheets.
//!
//! In: its parts. Out: names, which are hidden. Must not know: rows.

use std::io::{Read, Seek};

use quick_xml::events::Event;

use crate::findings::FindingCode;
use crate::read::FileFailure;
use crate::read::container::archive::Archive;
use crate::read::container::damage::Damage;
use crate::read::container::xml::{Xml, attribute};
use crate::read::container::{Sheet, SheetPart};

pub const CONTENT: &str = "content.xml";
const MANIFEST: &str = "META-INF/manifest.xml";
/// What the streams are, in messages.
pub const XML: &str = "ODS: content.xml";

/// The sheets of a workbook, in its order.
///
/// # Errors
/// When the workbook is locked or broken.
pub fn sheets<H: Read + Seek>(archive: &mut Archive<H>) -> Result<Vec<Sheet>, FileFailure> {
    if is_locked(archive)? {
        return Err(FileFailure::new(FindingCode::LockedFile, "ODS"));
    }
    let entry = archive.find(CONTENT).ok_or_else(missing)?;
    sheets_of(archive.stream(&entry)?, SheetPart::Ods)
}

/// The sheets of a document; `part` tells the sheet of a place.
///
/// # Errors
/// When the XML is broken.
pub fn sheets_of<R: Read>(
    stream: R,
    part: fn(usize) -> SheetPart,
) -> Result<Vec<Sheet>, FileFailure> {
    let mut xml = Xml::new(stream, XML);
    let mut hidden_styles: Vec<String> = Vec::new();
    let mut style = String::new();
    let mut sheets = Vec::new();
    let mut depth = 0;
    loop {
        match xml.next()? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == "style" =>
            {
                style = attribute(&element, "name").unwrap_or_default().into_owned();
            }
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == "table-properties"
                    && attribute(&element, "display").is_some_and(|shown| shown == "false") =>
            {
                hidden_styles.push(std::mem::take(&mut style));
            }
            Event::Start(element) if element.name().as_ref() == "table:table" => {
                depth += 1;
                if depth == 1 {
                    let style = attribute(&element, "style-name").unwrap_or_default();
                    sheets.push(Sheet {
                        name: attribute(&element, "name").unwrap_or_default().into_owned(),
                        is_hidden: hidden_styles.iter().any(|hidden| *hidden == style),
                        part: part(sheets.len()),
                    });
                }
            }
            Event::End(element) if element.name().as_ref() == "table:table" => depth -= 1,
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

pub fn missing() -> FileFailure {
    Damage::inside(format!("ODS: − {CONTENT}")).into()
}

/// The manifest says which parts are encrypted.
fn is_locked<H: Read + Seek>(archive: &mut Archive<H>) -> Result<bool, FileFailure> {
    let Some(entry) = archive.find(MANIFEST) else {
        return Ok(false);
    };
    let mut xml = Xml::new(archive.stream(&entry)?, format!("ODS: {MANIFEST}"));
    loop {
        match xml.next()? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == "encryption-data" =>
            {
                return Ok(true);
            }
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}
