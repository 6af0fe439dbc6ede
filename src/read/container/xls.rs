//! A binary XLS workbook → its sheets and their rows.
//!
//! The records are walked by this program itself: a sheet is held as the cells that are there, and
//! what other readers refuse in files that Excel opens is read. Formulas count by their stored value.

use std::collections::BTreeSet;
use std::io::{self, Read, Seek};
use std::sync::Arc;

use super::biff::{self, Records, SharedTexts, Texts};
use super::damage::Damage;
use super::limits::{AbsurdExpansion, HELD, Limited, RECTANGLE};
use super::notes::Stored;
use super::number::{is_built_in_date, is_date_format, push_date, push_float};
use super::ole::{OLE, Ole, long, short};
use super::sheet::{Row, RowSource};
use super::signature::SIGNATURE;
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
    date_styles: Vec<bool>,
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
        Some(start) => Cells::read(&stream, start, &globals)?,
        None => Cells::default(),
    };
    Ok(XlsRows { sheet, globals: Arc::new(globals), next: 0, next_span: 0 })
}

/// The records of a workbook: those of its container, or the file itself.
fn stream<H: Read + Seek>(mut handle: H) -> Result<Vec<u8>, FileFailure> {
    let mut bytes = Vec::new();
    handle.rewind()?;
    Limited::new(&mut handle, 0, HELD).read_to_end(&mut bytes)?;
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
        date_styles: Vec::new(),
    };
    let mut formats: Vec<(u16, bool)> = Vec::new();
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
            biff::DATE_MODE => globals.is_1904 = short(data, 0) == Some(1),
            biff::FORMAT => {
                let code = data.get(2..).unwrap_or(&[]);
                let code = match texts.is_biff8 {
                    true => texts.long_text(&[code]),
                    false => texts.short_text(code),
                };
                formats.extend(short(data, 0).map(|id| (id, is_date_format(&code))));
            }
            biff::STYLE => styles.push(short(data, 2).unwrap_or_default()),
            biff::BOUND_SHEET => {
                let place = globals.sheets.len();
                globals.sheets.extend(bound_sheet(data, texts, place));
            }
            biff::SHARED_TEXTS => {
                let parts = [vec![data], records.continuations()].concat();
                globals.shared = SharedTexts::new(&parts).map_err(io::Error::from)?;
            }
            biff::END => {
                has_ended = true;
                break;
            }
            _ => {}
        }
    }
    if !has_ended || globals.sheets.iter().any(|(_, start)| *start >= stream.len()) {
        return Err(Damage::cut_off("XLS: Workbook").into());
    }
    globals.texts = texts;
    let is_date = |format: u16| {
        let own = formats.iter().rfind(|(id, _)| *id == format);
        own.map_or_else(|| is_built_in_date(format.into()), |(_, is_date)| *is_date)
    };
    globals.date_styles = styles.into_iter().map(is_date).collect();
    Ok(globals)
}

/// Name, visibility and place of a sheet in the stream.
fn bound_sheet(data: &[u8], texts: Texts, place: usize) -> Option<(Sheet, usize)> {
    let start = usize::try_from(long(data, 0)?).ok()?;
    let is_hidden = data.get(4)? & 3 != 0;
    let name = texts.short_text(data.get(6..)?);
    Some((Sheet { name, is_hidden, part: SheetPart::Xls(place) }, start))
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy)]
enum Value {
    /// With the number of its style.
    Number(f64, u16),
    Shared(u32),
    /// Start and end of its text among those of the sheet.
    Text(u32, u32),
    Truth(bool),
    Error(u8),
    /// A formula whose value is not there, or may not be; with the number of its style.
    Unsaved(Stored, u16),
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    row: u16,
    column: u16,
    value: Value,
}

/// The cells of a sheet in the order of rows and columns.
#[derive(Debug, Default)]
struct Cells {
    cells: Vec<Cell>,
    text: String,
    hidden: BTreeSet<u16>,
    /// First row, first column, last row of cells merged over rows.
    spans: Vec<(u16, u16, u16)>,
    /// Columns in which a formula has a value.
    valued: BTreeSet<u16>,
    /// The cell whose text a later record holds.
    awaits_text: Option<(u16, u16)>,
}

impl Cells {
    fn read(stream: &[u8], start: usize, globals: &Globals) -> Result<Self, FileFailure> {
        let mut sheet = Self::default();
        let mut depth = 0_u32;
        let mut has_ended = false;
        let mut records = Records { stream, at: start };
        while let Some((kind, data)) = records.next() {
            match kind {
                biff::BEGIN => depth += 1,
                biff::END if depth <= 1 => {
                    has_ended = true;
                    break;
                }
                biff::END => depth -= 1,
                // Charts inside of the sheet have records that look like cells.
                _ if depth > 1 => {}
                biff::LABEL | biff::RICH_LABEL | biff::FORMULA_TEXT => {
                    let parts = [vec![data], records.continuations()].concat();
                    sheet.take_text(kind, &parts, globals.texts)?;
                }
                _ => sheet.take(kind, data)?,
            }
        }
        if !has_ended {
            return Err(Damage::cut_off("XLS: Worksheet").into());
        }
        sheet.sort();
        Ok(sheet)
    }

    fn take(&mut self, kind: u16, data: &[u8]) -> Result<(), FileFailure> {
        let place = || short(data, 0).zip(short(data, 2));
        let style = short(data, 4).unwrap_or_default();
        let value = match kind {
            biff::ROW => {
                let is_hidden = short(data, 12).is_some_and(|flags| flags & 0x20 != 0);
                self.hidden.extend(short(data, 0).filter(|_| is_hidden));
                return Ok(());
            }
            biff::MERGED_CELLS => return Ok(self.merge(data)),
            biff::MULTIPLE_NUMBERS => {
                let Some((row, first)) = place() else { return Ok(()) };
                let cells = data.get(4..).unwrap_or(&[]).as_chunks::<6>().0.iter();
                for (column, cell) in (first..).zip(cells) {
                    let style = short(cell, 0).unwrap_or_default();
                    let number = short_number(long(cell, 2).unwrap_or_default());
                    self.push((row, column), Value::Number(number, style))?;
                }
                return Ok(());
            }
            biff::SHORT_NUMBER => long(data, 6).map(|raw| Value::Number(short_number(raw), style)),
            biff::NUMBER => float(data, 6).map(|number| Value::Number(number, style)),
            biff::SHARED_LABEL => long(data, 6).map(Value::Shared),
            biff::TRUTH_OR_ERROR => match (data.get(6), data.get(7)) {
                (Some(code), Some(1)) => Some(Value::Error(*code)),
                (Some(value), _) => Some(Value::Truth(*value != 0)),
                _ => None,
            },
            biff::FORMULA => {
                self.awaits_text = None;
                let value = formula_value(data, style);
                if value.is_none() && data.get(6) == Some(&0) {
                    self.awaits_text = place();
                }
                if !matches!(value, Some(Value::Unsaved(..))) {
                    self.valued.extend(short(data, 2));
                }
                value
            }
            _ => return Ok(()),
        };
        match (place(), value) {
            (Some(place), Some(value)) => self.push(place, value),
            _ => Ok(()),
        }
    }

    fn take_text(&mut self, kind: u16, parts: &[&[u8]], texts: Texts) -> Result<(), FileFailure> {
        let Some(data) = parts.first() else { return Ok(()) };
        let (place, text) = if kind == biff::FORMULA_TEXT {
            (self.awaits_text.take(), texts.long_text(parts))
        } else {
            let behind = [&[data.get(6..).unwrap_or(&[])][..], &parts[1..]].concat();
            (short(data, 0).zip(short(data, 2)), texts.long_text(&behind))
        };
        let Some(place) = place else { return Ok(()) };
        let start = self.text.len();
        self.text.push_str(&text);
        if self.text.len() as u64 > HELD {
            return Err(io::Error::from(AbsurdExpansion::of_bytes(0, HELD)).into());
        }
        let at = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        self.push(place, Value::Text(at(start), at(self.text.len())))
    }

    fn push(&mut self, (row, column): (u16, u16), value: Value) -> Result<(), FileFailure> {
        if self.cells.len() as u64 >= RECTANGLE {
            let absurd = AbsurdExpansion::of_count("cells", RECTANGLE + 1, RECTANGLE);
            return Err(io::Error::from(absurd).into());
        }
        self.cells.push(Cell { row, column, value });
        Ok(())
    }

    fn merge(&mut self, data: &[u8]) {
        for area in data.get(2..).unwrap_or(&[]).as_chunks::<8>().0 {
            let [top, bottom, left] = [0, 2, 4].map(|at| short(area, at).unwrap_or_default());
            if bottom > top {
                self.spans.push((top, left, bottom));
            }
        }
    }

    /// Most programs write rows in their order; where a cell is written twice, the last one counts.
    fn sort(&mut self) {
        let place = |cell: &Cell| (cell.row, cell.column);
        self.cells.sort_by_key(place);
        self.cells.reverse();
        self.cells.dedup_by_key(|cell| place(cell));
        self.cells.reverse();
        self.spans.sort_unstable();
    }
}

/// The stored value of a formula; nothing where a record behind it holds its text.
fn formula_value(data: &[u8], style: u16) -> Option<Value> {
    /// Set by programs that leave the value to Excel; Excel itself never does.
    const WORK_OUT: u16 = 2;
    let result = data.get(6..14)?;
    let is_left_out = short(data, 14).is_some_and(|flags| flags & WORK_OUT != 0);
    if result.ends_with(&[0xFF, 0xFF]) {
        let value = result.get(2).copied().unwrap_or_default();
        return match result.first() {
            Some(1) => Some(Value::Truth(value != 0)),
            Some(2) => Some(Value::Error(value)),
            // An empty text, which xlwt writes beside every formula.
            Some(3) if is_left_out => Some(Value::Unsaved(Stored::Nothing, style)),
            Some(3) => Some(Value::Unsaved(Stored::PerhapsNothing, style)),
            _ => None,
        };
    }
    let number = float(data, 6)?;
    // JExcelApi writes a number that no cell can hold.
    if is_left_out && number.abs() > 1e200 {
        return Some(Value::Unsaved(Stored::Nothing, style));
    }
    if is_left_out && number == 0.0 {
        return Some(Value::Unsaved(Stored::Zero, style));
    }
    Some(Value::Number(number, style))
}

fn float(data: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(*data.get(at..)?.first_chunk()?))
}

/// A number in four bytes: an integer, or the upper half of a float; either may be hundredths.
fn short_number(raw: u32) -> f64 {
    let number = if raw & 2 == 0 {
        f64::from_bits(u64::from(raw & !3) << 32)
    } else {
        f64::from(raw.cast_signed() >> 2)
    };
    if raw & 1 == 0 { number } else { number / 100.0 }
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
    fn is_date(&self, style: u16) -> bool {
        self.globals.date_styles.get(usize::from(style)).copied().unwrap_or(false)
    }

    fn push(&self, cell: Cell, row: &mut Row) -> io::Result<()> {
        let column = u32::from(cell.column);
        match cell.value {
            Value::Number(number, style) => {
                if self.is_date(style) {
                    push_date(number, self.globals.is_1904, row.text());
                } else {
                    push_float(number, row.text());
                }
            }
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
                if !(has_others && stored == Stored::PerhapsNothing) {
                    row.has_formula(column, stored);
                }
                if stored == Stored::Zero && !self.is_date(style) {
                    row.text().push('0');
                }
            }
        }
        row.end_cell(column)
    }
}

impl RowSource for XlsRows {
    fn next_row(&mut self, row: &mut Row) -> io::Result<bool> {
        let Some(number) = self.sheet.cells.get(self.next).map(|cell| cell.row) else {
            return Ok(false);
        };
        row.start(number.into(), self.sheet.hidden.contains(&number));
        while let Some(cell) = self.sheet.cells.get(self.next).filter(|cell| cell.row == number) {
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
}

#[cfg(test)]
mod tests {
    use super::{Stored, Value, formula_value, short_number};

    #[test]
    fn numbers_in_four_bytes() {
        assert!((short_number(0x3FF0_0000) - 1.0).abs() < 1e-12);
        assert!((short_number((45_448 << 2) | 2) - 45_448.0).abs() < 1e-12);
        assert!((short_number((12_345 << 2) | 3) - 123.45).abs() < 1e-12);
        assert!((short_number((-5_i32 << 2).cast_unsigned() | 2) + 5.0).abs() < 1e-12);
    }

    fn formula(result: [u8; 8], flags: u16) -> Option<Value> {
        let mut data = vec![0; 6];
        data.extend(result);
        data.extend(flags.to_le_bytes());
        formula_value(&data, 0)
    }

    #[test]
    fn stored_values_of_formulas() {
        let special = |kind, value| [kind, 0, value, 0, 0, 0, 0xFF, 0xFF];
        assert!(formula(special(0, 0), 0).is_none());
        assert!(matches!(formula(special(1, 1), 0), Some(Value::Truth(true))));
        assert!(matches!(formula(special(2, 0x2A), 0), Some(Value::Error(0x2A))));
        let stored = |flags| match formula(special(3, 0), flags) {
            Some(Value::Unsaved(stored, _)) => Some(stored),
            _ => None,
        };
        assert_eq!(stored(0), Some(Stored::PerhapsNothing));
        assert_eq!(stored(3), Some(Stored::Nothing));
        let junk = [0x10, 0x40, 0, 0, 0, 0, 0xE0, 0xFC];
        assert!(matches!(formula(junk, 2), Some(Value::Unsaved(Stored::Nothing, _))));
        let zero = 0.0_f64.to_le_bytes();
        assert!(matches!(formula(zero, 3), Some(Value::Unsaved(Stored::Zero, _))));
        assert!(matches!(formula(zero, 0), Some(Value::Number(..))));
    }
}
