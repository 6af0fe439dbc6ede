//! A binary XLS workbook → its sheets and their rows.
//!
//! The records are walked by this program itself: a sheet is held as the cells that are there, and
//! what other readers refuse in files that Excel opens is read. Formulas count by their stored value.

use std::io::{self, Read, Seek};
use std::ops::Range;
use std::sync::Arc;

use super::biff::{self, RaisedFonts, Records, SharedTexts, Texts};
use super::damage::Damage;
use super::limits::{HELD, LimitedReader};
use super::notes::StoredResult;
use super::number::{NumberFormat, push_date, push_float, push_percent};
use super::ole::{OLE, Ole, long, short};
use super::sheet::{Row, RowSource};
use super::signature::SIGNATURE;
use super::xls_cells::{Cell, Cells, Value};
use super::{Sheet, SheetPart};
use crate::findings::FindingCode;
use crate::read::FileFailure;

/// What the cells of a workbook refer to, and its sheets.
#[derive(Debug)]
struct Globals {
    sheets: Vec<(Sheet, usize)>,
    texts: Texts,
    shared: SharedTexts,
    is_1904: bool,
    /// By number of a cell's style: whether it shows a date.
    number_formats: Vec<NumberFormat>,
}

/// The sheets of a workbook, in its order.
///
/// # Errors
/// When it is locked, broken, or no workbook.
pub fn sheets<H: Read + Seek>(handle: H) -> Result<Vec<Sheet>, FileFailure> {
    let stream = stream(handle)?;
    Ok(globals(&stream)?.sheets.into_iter().map(|(sheet, _)| sheet).collect())
}

/// The rows of the sheet of this place.
///
/// # Errors
/// When the workbook is broken or absurd.
pub fn rows<H: Read + Seek>(handle: H, place: usize) -> Result<XlsRows, FileFailure> {
    let stream = stream(handle)?;
    let globals = globals(&stream)?;
    let start = globals.sheets.get(place).map(|(_, start)| *start);
    let sheet = match start {
        Some(start) => Cells::read(&stream, start, globals.texts)?,
        None => Cells::default(),
    };
    Ok(XlsRows { sheet, globals: Arc::new(globals), next: 0, next_span: 0 })
}

/// The records of a workbook: those of its container, or the file itself.
fn stream<H: Read + Seek>(mut handle: H) -> Result<Vec<u8>, FileFailure> {
    let mut bytes = Vec::new();
    handle.rewind()?;
    LimitedReader::new(&mut handle, 0, HELD).read_to_end(&mut bytes)?;
    let head = bytes.get(..SIGNATURE.min(bytes.len())).unwrap_or(&[]);
    let Some(start) = memchr::memmem::find(head, &OLE) else {
        if head.starts_with(&OLE[..4]) {
            return Err(Damage::cut_off("XLS: OLE").into());
        }
        return Ok(bytes);
    };
    let ole = Ole::open(&bytes[start..])?;
    if ole.stream("EncryptedPackage").is_some() {
        return Err(FileFailure::new(FindingCode::LockedFile, "XLSX"));
    }
    if let Some(stream) = ["Workbook", "Book"].into_iter().find_map(|name| ole.stream(name)) {
        return Ok(stream);
    }
    let kind = if ole.stream("WordDocument").is_some() { "DOC" } else { "OLE" };
    Err(FileFailure::new(FindingCode::NotAnExport, kind))
}

fn globals(stream: &[u8]) -> Result<Globals, FileFailure> {
    let mut texts = Texts { is_biff8: true, code_page: biff::code_page(1252) };
    let mut globals = Globals {
        sheets: Vec::new(),
        texts,
        shared: SharedTexts::default(),
        is_1904: false,
        number_formats: Vec::new(),
    };
    let mut formats: Vec<(u16, NumberFormat)> = Vec::new();
    let mut fonts = RaisedFonts::default();
    let mut styles: Vec<u16> = Vec::new();
    let mut has_ended = false;
    let mut records = Records { stream, at: 0 };
    while let Some((kind, data)) = records.next() {
        match kind {
            biff::BEGIN => texts.is_biff8 = short(data, 0) == Some(biff::BIFF8),
            biff::FILE_PASS => return Err(FileFailure::new(FindingCode::LockedFile, "XLS")),
            biff::CODE_PAGE => {
                texts.code_page = biff::code_page(short(data, 0).unwrap_or_default());
            }
            biff::FONT => fonts.see(data),
            biff::DATE_MODE => globals.is_1904 = short(data, 0) == Some(1),
            biff::FORMAT => {
                let code = data.get(2..).unwrap_or(&[]);
                let code =
                    if texts.is_biff8 { texts.long_text(&[code]) } else { texts.short_text(code) };
                let format = NumberFormat::of_code(&code);
                formats.extend(short(data, 0).map(|id| (id, format)));
            }
            biff::STYLE => styles.push(short(data, 2).unwrap_or_default()),
            biff::BOUND_SHEET => {
                let place = globals.sheets.len();
                globals.sheets.extend(bound_sheet(data, texts, place));
            }
            biff::SHARED_TEXTS => {
                let parts = [vec![data], records.continuations()].concat();
                globals.shared = SharedTexts::new(&parts, &fonts).map_err(io::Error::from)?;
            }
            biff::END => {
                has_ended = true;
                break;
            }
            _ => {}
        }
    }
    let is_nothing = !has_ended && globals.sheets.is_empty();
    if is_nothing || globals.sheets.iter().any(|(_, start)| *start >= stream.len()) {
        return Err(Damage::cut_off("XLS: Workbook").into());
    }
    globals.texts = texts;
    let format = |number: u16| {
        let own = formats.iter().rfind(|(id, _)| *id == number);
        own.map_or_else(|| NumberFormat::built_in(number.into()), |(_, format)| *format)
    };
    globals.number_formats = styles.into_iter().map(format).collect();
    Ok(globals)
}

/// Name, visibility and place of a sheet in the stream.
fn bound_sheet(data: &[u8], texts: Texts, place: usize) -> Option<(Sheet, usize)> {
    let start = usize::try_from(long(data, 0)?).ok()?;
    let is_hidden = data.get(4)? & 3 != 0;
    let name = texts.short_text(data.get(6..)?);
    Some((Sheet { name, is_hidden, part: SheetPart::Xls(place) }, start))
}

const fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

/// Gives the rows of a sheet.
pub struct XlsRows {
    sheet: Cells,
    globals: Arc<Globals>,
    next: usize,
    next_span: usize,
}

impl XlsRows {
    fn format(&self, style: u16) -> NumberFormat {
        self.globals.number_formats.get(usize::from(style)).copied().unwrap_or_default()
    }

    fn push(&self, cell: Cell, row: &mut Row) -> io::Result<()> {
        let column = u32::from(cell.column);
        match cell.value {
            Value::Number(number, style) => match self.format(style) {
                NumberFormat::Date => push_date(number, self.globals.is_1904, row.text()),
                NumberFormat::Percent => push_percent(&number.to_string(), row.text()),
                NumberFormat::Plain => push_float(number, row.text()),
            },
            Value::Shared(place) => {
                let text = usize::try_from(place).ok().and_then(|at| self.globals.shared.get(at));
                row.text().push_str(text.unwrap_or_default());
            }
            Value::Text(start, end) => {
                let text = self.sheet.text.get(start as usize..end as usize);
                row.text().push_str(text.unwrap_or_default());
            }
            Value::Truth(value) => row.text().push_str(if value { "TRUE" } else { "FALSE" }),
            Value::Error(code) => row.text().push_str(error_text(code)),
            Value::Unsaved(stored, style) => {
                let has_others = self.sheet.valued.contains(&cell.column);
                if !(has_others && stored == StoredResult::PerhapsNothing) {
                    row.has_formula(column, stored);
                }
                if stored == StoredResult::Zero && self.format(style) != NumberFormat::Date {
                    row.text().push('0');
                }
            }
        }
        row.end_cell(column)
    }
}

impl RowSource for XlsRows {
    fn next_row(&mut self, row: &mut Row) -> io::Result<bool> {
        let Some(number) = self.sheet.held.get(self.next).map(|cell| cell.row) else {
            return Ok(false);
        };
        row.start(number.into(), self.sheet.hidden.contains(&number));
        while let Some(cell) = self.sheet.held.get(self.next).filter(|cell| cell.row == number) {
            self.push(*cell, row)?;
            self.next += 1;
        }
        while let Some((top, column, bottom)) = self.sheet.spans.get(self.next_span)
            && *top <= number
        {
            if *top == number {
                row.reach_down((*column).into(), (bottom - top).into());
            }
            self.next_span += 1;
        }
        Ok(true)
    }

    fn hidden_columns(&self) -> &[Range<u32>] {
        &self.sheet.hidden_columns
    }
}
