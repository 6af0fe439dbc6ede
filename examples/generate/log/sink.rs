//! Rows to files.
//!
//! In: filled rows. Out: delimited text with or without what real exports put around a table,
//! as UTF-8 or UTF-16, plain or gzip.

use anyhow::Result;

use super::Options;
use super::row::{HEADERS, Row};
use crate::output::{Target, push_cell};

/// Text is handed on in pieces of about this size.
const PIECE: usize = 1 << 18;

/// One open file of the log.
pub struct Sink {
    target: Target,
    text: String,
    bytes: Vec<u8>,
    delimiter: char,
    utf16: bool,
    titles: bool,
}

impl Sink {
    /// Opens file number `file` and writes what stands above the rows.
    pub fn open(options: &Options, file: usize) -> Result<Self> {
        let path = if options.files == 1 {
            options.output.clone()
        } else {
            let ending = if options.gzip { "csv.gz" } else { "csv" };
            options.output.join(format!("thang-{}.{ending}", file + 1))
        };
        let mut sink = Self {
            target: Target::create(&path, options.gzip.then_some(6))?,
            text: String::with_capacity(PIECE + 4096),
            bytes: Vec::new(),
            delimiter: options.delimiter.character(),
            utf16: options.utf16,
            titles: options.titles,
        };
        if options.bom || options.utf16 {
            sink.text.push('\u{feff}');
        }
        if sink.titles {
            sink.line(&["ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH"]);
            sink.line(&["DANH SÁCH HỒ SƠ THỦ TỤC HÀNH CHÍNH"]);
            sink.line(&["Từ ngày 01/01/2022 đến ngày 31/12/2024"]);
            sink.line(&[]);
        }
        sink.line(&HEADERS);
        if sink.titles {
            let numbers: Vec<String> = (1..=HEADERS.len()).map(|one| format!("({one})")).collect();
            let cells: Vec<&str> = numbers.iter().map(String::as_str).collect();
            sink.line(&cells);
        }
        Ok(sink)
    }

    /// Writes one row.
    pub fn row(&mut self, row: &Row) -> Result<()> {
        if row.blank_before {
            self.text.push('\n');
        }
        let mut first = true;
        for (place, cell) in row.cells.iter().enumerate() {
            if row.missing == Some(place) {
                continue;
            }
            if !first {
                self.text.push(self.delimiter);
            }
            first = false;
            push_cell(&mut self.text, cell, self.delimiter);
        }
        self.text.push('\n');
        if self.text.len() >= PIECE { self.hand_on() } else { Ok(()) }
    }

    /// Writes what stands below the rows and ends the file.
    pub fn close(mut self, rows: usize) -> Result<()> {
        if self.titles {
            self.line(&["Tổng số", &rows.to_string()]);
            self.line(&[]);
            self.line(&["", "NGƯỜI LẬP BIỂU", "", "", "", "", "", "", "THỦ TRƯỞNG ĐƠN VỊ"]);
            self.line(&["", "(Ký, ghi rõ họ tên)", "", "", "", "", "", "", "(Ký tên, đóng dấu)"]);
        }
        self.hand_on()?;
        self.target.finish()
    }

    fn line(&mut self, cells: &[&str]) {
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                self.text.push(self.delimiter);
            }
            push_cell(&mut self.text, cell, self.delimiter);
        }
        self.text.push('\n');
    }

    fn hand_on(&mut self) -> Result<()> {
        if self.utf16 {
            self.bytes.clear();
            self.bytes.extend(self.text.encode_utf16().flat_map(u16::to_le_bytes));
            self.target.write(&self.bytes)?;
        } else {
            self.target.write(self.text.as_bytes())?;
        }
        self.text.clear();
        Ok(())
    }
}
