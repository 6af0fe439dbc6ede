//! The records of one sheet of a binary workbook → its cells in the order of rows and columns.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;

use super::biff::{self, Records, Texts};
use super::damage::Damage;
use super::limits::{AbsurdExpansion, HELD, RECTANGLE};
use super::notes::StoredResult;
use super::ole::{long, short};
use crate::read::FileFailure;

/// What stands in a cell.
#[derive(Debug, Clone, Copy)]
pub enum Value {
    /// With the number of its style.
    Number(f64, u16),
    Shared(u32),
    /// Start and end of its text among those of the sheet.
    Text(u32, u32),
    Truth(bool),
    Error(u8),
    /// A formula whose value is not there, or may not be; with the number of its style.
    Unsaved(StoredResult, u16),
}

#[derive(Debug, Clone, Copy)]
pub struct Cell {
    pub row: u16,
    pub column: u16,
    pub value: Value,
}

/// The cells of a sheet in the order of rows and columns.
#[derive(Debug, Default)]
pub struct Cells {
    pub held: Vec<Cell>,
    pub text: String,
    pub hidden: BTreeSet<u16>,
    pub hidden_columns: Vec<Range<u32>>,
    /// First row, first column, last row of cells merged over rows.
    pub spans: Vec<(u16, u16, u16)>,
    /// Columns in which a formula has a value.
    pub valued: BTreeSet<u16>,
    /// The cell whose text a later record holds.
    awaits_text: Option<(u16, u16)>,
}

impl Cells {
    /// Reads the sheet whose records begin at a place of the stream.
    ///
    /// # Errors
    /// When it is cut off, or has more than a sheet can have.
    pub fn read(stream: &[u8], start: usize, texts: Texts) -> Result<Self, FileFailure> {
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
                    sheet.take_text(kind, &parts, texts)?;
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
            biff::COLUMNS => {
                let is_hidden = short(data, 8).is_some_and(|flags| flags & 1 != 0);
                let range = |(first, last): (u16, u16)| first.into()..u32::from(last) + 1;
                self.hidden_columns.extend(place().filter(|_| is_hidden).map(range));
                return Ok(());
            }
            biff::MERGED_CELLS => {
                self.merge(data);
                return Ok(());
            }
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
        if self.held.len() as u64 >= RECTANGLE {
            let absurd = AbsurdExpansion::of_count("cells", RECTANGLE + 1, RECTANGLE);
            return Err(io::Error::from(absurd).into());
        }
        self.held.push(Cell { row, column, value });
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
        self.held.sort_by_key(place);
        self.held.reverse();
        self.held.dedup_by_key(|cell| place(cell));
        self.held.reverse();
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
            Some(3) if is_left_out => Some(Value::Unsaved(StoredResult::Nothing, style)),
            Some(3) => Some(Value::Unsaved(StoredResult::PerhapsNothing, style)),
            _ => None,
        };
    }
    let number = float(data, 6)?;
    // JExcelApi writes a number that no cell can hold.
    if is_left_out && number.abs() > 1e200 {
        return Some(Value::Unsaved(StoredResult::Nothing, style));
    }
    if is_left_out && number == 0.0 {
        return Some(Value::Unsaved(StoredResult::Zero, style));
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

#[cfg(test)]
mod tests {
    use super::{StoredResult, Value, formula_value, short_number};

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
        assert_eq!(stored(0), Some(StoredResult::PerhapsNothing));
        assert_eq!(stored(3), Some(StoredResult::Nothing));
        let junk = [0x10, 0x40, 0, 0, 0, 0, 0xE0, 0xFC];
        assert!(matches!(formula(junk, 2), Some(Value::Unsaved(StoredResult::Nothing, _))));
        let zero = 0.0_f64.to_le_bytes();
        assert!(matches!(formula(zero, 3), Some(Value::Unsaved(StoredResult::Zero, _))));
        assert!(matches!(formula(zero, 0), Some(Value::Number(..))));
    }
}
