//! A binary XLS workbook → its sheets and their rows.
//!
//! The cells come from `calamine`, which holds a sheet as one rectangle and tells nothing of hidden
//! rows. So the records are walked once before: names, locks, hidden rows, and the size of that
//! rectangle, which a hostile file can declare at will.

use std::collections::BTreeSet;
use std::io::{self, Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataType, Range, Reader, Xls};

use super::limits::{AbsurdExpansion, HELD, Limited, RECTANGLE};
use super::number::{push_date, push_float, push_iso};
use super::sheet::{Row, RowSource};
use super::{Sheet, SheetPart};
use crate::findings::FindingCode;
use crate::read::FileFailure;

const FILE_PASS: u16 = 0x002F;
const DATE_MODE: u16 = 0x0022;
const BOUND_SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const ROW: u16 = 0x0208;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
/// Records that begin with row and column, and hold something.
const CELLS: [u16; 9] = [0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x0207, 0x027E];
/// The record of a formula's text, which has no place of its own.
const FORMULA_TEXT: u16 = 0x0207;
/// All that a sheet of this format can have.
const WHOLE_SHEET: u64 = 65_536 * 256;

/// The stream of a workbook, and what its first records say.
struct Globals {
    stream: Vec<u8>,
    sheets: Vec<(Sheet, usize)>,
    is_1904: bool,
    is_biff8: bool,
}

/// The sheets of a workbook, in its order.
///
/// # Errors
/// When it is locked, broken, or no workbook.
pub fn sheets<H: Read + Seek>(handle: H) -> Result<Vec<Sheet>, FileFailure> {
    Ok(globals(handle)?.sheets.into_iter().map(|(sheet, _)| sheet).collect())
}

/// The rows of the sheet of this place.
///
/// # Errors
/// When the workbook is broken or absurd.
pub fn rows<H: Read + Seek>(mut handle: H, place: usize) -> Result<XlsRows, FileFailure> {
    let mut bytes = Vec::new();
    handle.rewind()?;
    Limited::new(&mut handle, 0, HELD).read_to_end(&mut bytes)?;
    let globals = globals(Cursor::new(&bytes))?;
    let mut hidden = BTreeSet::new();
    for (number, (_, start)) in globals.sheets.iter().enumerate() {
        let rows = check_sheet(&globals, *start)?;
        if number == place {
            hidden = rows;
        }
    }
    drop(globals.stream);
    // A broken file can make it panic; that is a broken file, and no reason to end the run.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        match book.worksheet_range_at(place) {
            Some(range) => range.map_err(|error| error.to_string()),
            None => Ok(Range::empty()),
        }
    }));
    let range = match read {
        Ok(Ok(range)) => range,
        Ok(Err(error)) => return Err(broken(&error)),
        Err(_) => return Err(broken("the records do not fit together")),
    };
    Ok(XlsRows { range, next: 0, hidden, is_1904: globals.is_1904 })
}

fn broken(what: &str) -> FileFailure {
    FileFailure::new(FindingCode::UnreadableFile, format!("XLS: {what}"))
}

fn globals<H: Read + Seek>(mut handle: H) -> Result<Globals, FileFailure> {
    handle.rewind()?;
    let mut file = cfb::CompoundFile::open(handle).map_err(|error| broken(&error.to_string()))?;
    if file.is_stream("EncryptedPackage") {
        return Err(FileFailure::new(FindingCode::LockedFile, "XLSX"));
    }
    let name = ["Workbook", "Book"].into_iter().find(|name| file.is_stream(name));
    let Some(name) = name else {
        let kind = if file.is_stream("WordDocument") { "DOC" } else { "OLE" };
        return Err(FileFailure::new(FindingCode::NotAnExport, kind));
    };
    let mut stream = Vec::new();
    let opened = file.open_stream(name).map_err(|error| broken(&error.to_string()))?;
    Limited::new(opened, 0, HELD)
        .read_to_end(&mut stream)
        .map_err(|error| broken(&error.to_string()))?;
    let mut globals =
        Globals { stream: Vec::new(), sheets: Vec::new(), is_1904: false, is_biff8: true };
    for (kind, data) in (Records { stream: &stream, at: 0 }) {
        match kind {
            BEGIN => globals.is_biff8 = short(data, 0) != Some(0x0500),
            FILE_PASS => {
                return Err(FileFailure::new(FindingCode::LockedFile, "XLS"));
            }
            DATE_MODE => globals.is_1904 = short(data, 0) == Some(1),
            BOUND_SHEET => {
                let place = globals.sheets.len();
                globals.sheets.extend(bound_sheet(data, globals.is_biff8, place));
            }
            END => break,
            _ => {}
        }
    }
    if globals.sheets.iter().any(|(_, start)| *start >= stream.len()) {
        return Err(broken("a sheet is cut off"));
    }
    globals.stream = stream;
    Ok(globals)
}

/// Name, visibility and place of a sheet in the stream.
fn bound_sheet(data: &[u8], is_biff8: bool, place: usize) -> Option<(Sheet, usize)> {
    let start = usize::try_from(long(data, 0)?).ok()?;
    let is_hidden = data.get(4)? & 3 != 0;
    let length = usize::from(*data.get(6)?);
    let name = match (is_biff8, data.get(7)?) {
        (false, _) => latin(data.get(7..7 + length)?),
        (true, flags) if flags & 1 == 0 => latin(data.get(8..8 + length)?),
        (true, _) => {
            let units = data.get(8..8 + 2 * length)?.as_chunks::<2>().0.iter();
            let units: Vec<u16> = units.map(|pair| u16::from_le_bytes(*pair)).collect();
            String::from_utf16_lossy(&units)
        }
    };
    Some((Sheet { name, is_hidden, part: SheetPart::Xls(place) }, start))
}

fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// The hidden rows of a sheet, once its size is known to be sane.
fn check_sheet(globals: &Globals, start: usize) -> Result<BTreeSet<u32>, FileFailure> {
    let mut hidden = BTreeSet::new();
    let (mut top, mut bottom, mut left, mut right) = (u16::MAX, 0, u16::MAX, 0);
    let mut depth = 0;
    for (kind, data) in (Records { stream: &globals.stream, at: start }) {
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            // Charts inside of the sheet have records that look like cells.
            _ if depth > 1 => {}
            DIMENSIONS => check_dimensions(data, globals.is_biff8)?,
            ROW => {
                let is_hidden = short(data, 12).is_some_and(|flags| flags & 0x20 != 0);
                hidden.extend(short(data, 0).filter(|_| is_hidden).map(u32::from));
            }
            _ if CELLS.contains(&kind) && kind != FORMULA_TEXT => {
                let (Some(row), Some(column)) = (short(data, 0), short(data, 2)) else {
                    return Err(broken("a cell is cut off"));
                };
                (top, bottom) = (top.min(row), bottom.max(row));
                (left, right) = (left.min(column), right.max(column));
            }
            _ => {}
        }
    }
    let side = |from: u16, to: u16| u64::from(to.saturating_sub(from)) + 1;
    check_size(side(top, bottom) * side(left, right), RECTANGLE)?;
    Ok(hidden)
}

/// Room is made for what a sheet declares before a cell of it is read.
fn check_dimensions(data: &[u8], is_biff8: bool) -> Result<(), FileFailure> {
    let (rows, at) = if is_biff8 && data.len() >= 12 {
        (long(data, 0).zip(long(data, 4)), 8)
    } else {
        (short(data, 0).zip(short(data, 2)).map(|(a, b)| (a.into(), b.into())), 4)
    };
    let columns = short(data, at).zip(short(data, at + 2));
    let (Some((top, bottom)), Some((left, right))) = (rows, columns) else {
        return Err(broken("the size of a sheet is cut off"));
    };
    if bottom < top || right < left {
        return Err(broken("a sheet of a negative size"));
    }
    check_size(u64::from(bottom - top) * u64::from(right - left), WHOLE_SHEET)
}

fn check_size(cells: u64, most: u64) -> Result<(), FileFailure> {
    if cells <= most {
        return Ok(());
    }
    Err(io::Error::from(AbsurdExpansion::of_count("cells", cells, most)).into())
}

fn short(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*data.get(at..)?.first_chunk()?))
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*data.get(at..)?.first_chunk()?))
}

/// Kind and data of one record after the other.
struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = short(self.stream, self.at)?;
        let length = usize::from(short(self.stream, self.at + 2)?);
        let data = self.stream.get(self.at + 4..self.at + 4 + length)?;
        self.at += 4 + length;
        Some((kind, data))
    }
}

/// Gives the rows of a sheet.
pub struct XlsRows {
    range: Range<Data>,
    next: usize,
    hidden: BTreeSet<u32>,
    is_1904: bool,
}

impl RowSource for XlsRows {
    fn next_row(&mut self, row: &mut Row) -> io::Result<bool> {
        let (Some((top, left)), true) = (self.range.start(), self.next < self.range.height())
        else {
            return Ok(false);
        };
        let number = top + u32::try_from(self.next).unwrap_or(u32::MAX - top);
        row.start(number, self.hidden.contains(&number));
        for (column, cell) in (left..).zip(self.range.rows().nth(self.next).unwrap_or(&[])) {
            if !cell.is_empty() {
                push_cell(cell, self.is_1904, row.text());
                row.end_cell(column)?;
            }
        }
        self.next += 1;
        Ok(true)
    }
}

fn push_cell(cell: &Data, is_1904: bool, out: &mut String) {
    match cell {
        Data::Int(number) => out.push_str(&number.to_string()),
        Data::Float(number) => push_float(*number, out),
        Data::String(text) => out.push_str(text),
        Data::Bool(value) => out.push_str(if *value { "TRUE" } else { "FALSE" }),
        Data::DateTime(date) => push_date(date.as_f64(), is_1904, out),
        Data::DateTimeIso(text) | Data::DurationIso(text) => push_iso(text, out),
        Data::Error(error) => out.push_str(&error.to_string()),
        Data::Empty => {}
    }
}
