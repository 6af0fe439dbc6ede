//! Files that hold a list of dossiers, as a table for programs or as a workbook for people.

use std::path::Path;

use crate::answers::FlatTable;
use crate::answers::feedback::Sheet;
use crate::cli::answering::BYTE_ORDER_MARK;
use crate::cli::failure::{Exit, Failure};
use crate::cli::{clock, messages, terminal};
use crate::output::write_file;
use crate::render::{csv, workbook};
use crate::words::Lang;

/// What a file of dossiers is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Csv,
    Xlsx,
}

impl FileKind {
    /// Told by the ending of the name.
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension().and_then(|extension| extension.to_str());
        match extension.map(str::to_lowercase).as_deref() {
            Some("csv") => Some(Self::Csv),
            Some("xlsx") => Some(Self::Xlsx),
            _ => None,
        }
    }
}

/// A list in both of its shapes; only the one that is needed is made.
pub struct DossierFile<'a> {
    /// Of the workbook, for those who look at its properties.
    pub title: &'a str,
    pub count: usize,
    pub flat: &'a dyn Fn() -> FlatTable,
    pub sheets: &'a dyn Fn() -> Vec<Sheet>,
}

impl DossierFile<'_> {
    /// Writes the file and tells how many rows it holds.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(
        &self,
        path: &Path,
        kind: FileKind,
        quiet: bool,
        lang: Lang,
    ) -> Result<(), Failure> {
        let bytes = match kind {
            FileKind::Csv => {
                let FlatTable { head, rows } = (self.flat)();
                let text = csv::write(&head, &rows);
                let text = text.map_err(|error| Failure::new(Exit::Output, error))?;
                [BYTE_ORDER_MARK, &text].concat().into_bytes()
            }
            FileKind::Xlsx => {
                clock::refuse_for_workbooks(lang)?;
                let book = workbook::write(lang, self.title, &(self.sheets)());
                book.map_err(|error| Failure::new(Exit::Output, error))?
            }
        };
        write_file(path, bytes).map_err(|error| messages::output(&error, lang))?;
        if !quiet {
            let written = lang.of("Đã ghi", "Written");
            terminal::say(&format!("{written}: {} ({})", path.display(), self.count));
        }
        Ok(())
    }
}
