//! Cells to bytes to files.
//!
//! In: cell texts. Out: delimited lines with quotes only where needed, written plain or as gzip
//! without a time stamp (the same content must give the same bytes on any day).

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use flate2::write::GzEncoder;
use flate2::{Compression, GzBuilder};

/// Appends one cell, quoted when it holds the delimiter, a quote or a line break.
pub fn push_cell(line: &mut String, cell: &str, delimiter: char) {
    let special = |character| matches!(character, '"' | '\n' | '\r') || character == delimiter;
    if cell.contains(special) {
        line.push('"');
        line.push_str(&cell.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(cell);
    }
}

/// Appends one line of cells.
pub fn push_line(line: &mut String, cells: &[Cow<'_, str>], delimiter: char, end: &str) {
    for (position, cell) in cells.iter().enumerate() {
        if position > 0 {
            line.push(delimiter);
        }
        push_cell(line, cell, delimiter);
    }
    line.push_str(end);
}

/// A file being written, compressed or not.
pub enum Target {
    /// Bytes as they are.
    Plain(BufWriter<File>),
    /// Bytes through gzip.
    Compressed(Box<GzEncoder<BufWriter<File>>>),
}

impl Target {
    /// Opens the file, and its folder if that is missing. `level` 0 to 9 asks for gzip.
    pub fn create(path: &Path, level: Option<u32>) -> Result<Self> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
        }
        let file =
            File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
        let buffer = BufWriter::with_capacity(1 << 20, file);
        Ok(match level {
            None => Self::Plain(buffer),
            Some(level) => {
                let encoder = GzBuilder::new().mtime(0).write(buffer, Compression::new(level));
                Self::Compressed(Box::new(encoder))
            }
        })
    }

    /// Writes bytes.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        match self {
            Self::Plain(buffer) => buffer.write_all(bytes)?,
            Self::Compressed(encoder) => encoder.write_all(bytes)?,
        }
        Ok(())
    }

    /// Ends the file; errors of the last write show here.
    pub fn finish(self) -> Result<()> {
        match self {
            Self::Plain(mut buffer) => buffer.flush()?,
            Self::Compressed(encoder) => encoder.finish()?.flush()?,
        }
        Ok(())
    }
}
