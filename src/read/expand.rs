//! Files → the exports inside of them: entries of archives, sheets of workbooks.
//!
//! Done once before anything is read. Only directories and lists of sheets are looked at. What cannot
//! be taken apart stays what it is, and fails with its reason when it is opened.

use std::path::Path;

use super::FileFailure;
use super::container::{
    Contents, Signature, contents_of_zip, sheets_of_flat_ods, sheets_of_ole, sheets_of_xml,
};
use super::export::Opener;
use super::source::{
    EntrySource, SheetSource, Source, SourceError, can_be_export, inside_of, natural_order,
};
use super::{Discovery, Position};
use crate::findings::FindingCode;
use std::sync::Arc;

/// An archive in an archive is opened, one in that is not.
const DEEPEST: usize = 2;

impl Opener {
    /// Puts what is inside of archives and workbooks in their place.
    ///
    /// # Errors
    /// When there are more exports than one run can tell apart.
    pub fn expand(&self, mut discovery: Discovery) -> Result<Discovery, SourceError> {
        let sources = std::mem::take(&mut discovery.sources);
        let mut expanded = Discovery { sources: Vec::new(), ..discovery };
        for source in sources {
            self.expand_into(source, &mut expanded);
        }
        if expanded.sources.len() > Position::MAX_FILES as usize {
            return Err(SourceError::TooMany(expanded.sources.len(), Position::MAX_FILES));
        }
        Ok(expanded)
    }

    fn expand_into(&self, source: Source, out: &mut Discovery) {
        match self.contents(&source) {
            Ok(Some(Contents::Sheets(sheets))) if !sheets.is_empty() => {
                let inside =
                    |sheet| Source::Sheet(Arc::new(SheetSource { book: source.clone(), sheet }));
                out.sources.extend(sheets.into_iter().map(inside));
            }
            Ok(Some(Contents::Files(mut entries))) if source.depth() < DEEPEST => {
                let before = out.sources.len();
                // The same files in a folder would be read in this order.
                entries.sort_by(|left, right| natural_order(&left.name, &right.name));
                for entry in entries {
                    if entry.is_folder || is_invisible(&entry.name) {
                        continue;
                    }
                    if can_be_export(Path::new(&entry.name)) {
                        let inside = EntrySource { archive: source.clone(), entry };
                        self.expand_into(Source::Entry(Arc::new(inside)), out);
                    } else {
                        out.passed_over.push(inside_of(&source, &entry.name));
                    }
                }
                if out.sources.len() == before {
                    out.sources.push(source);
                }
            }
            _ => out.sources.push(source),
        }
    }

    /// What a source holds, if it is no single table.
    fn contents(&self, source: &Source) -> Result<Option<Contents>, FileFailure> {
        Ok(match self.signature(source)? {
            Signature::Zip => Some(contents_of_zip(self.handle(source)?)?),
            Signature::Ole => Some(Contents::Sheets(sheets_of_ole(self.handle(source)?)?)),
            Signature::SpreadsheetMl => {
                Some(Contents::Sheets(sheets_of_xml(self.translated(source)?)?))
            }
            Signature::FlatOds => {
                Some(Contents::Sheets(sheets_of_flat_ods(self.translated(source)?)?))
            }
            _ => None,
        })
    }

    /// Why a container was not taken apart.
    pub(super) fn refusal(&self, source: &Source) -> FileFailure {
        let value = match self.contents(source) {
            Err(failure) => return failure,
            Ok(Some(Contents::Sheets(_))) => "0 sheet".to_owned(),
            Ok(_) if source.depth() >= DEEPEST => "zip » zip » zip".to_owned(),
            Ok(Some(Contents::Files(entries))) => {
                let files = entries.iter().filter(|entry| !entry.is_folder).count();
                format!("0 / {files}")
            }
            Ok(None) => "–".to_owned(),
        };
        FileFailure::new(FindingCode::NoExportInside, value)
    }
}

/// What a folder would not show either, and what a Macintosh adds to every archive.
fn is_invisible(name: &str) -> bool {
    let is_hidden = |part: &str| part.starts_with(['.', '~']) && part != "." && part != "..";
    name.split(['/', '\\']).any(|part| is_hidden(part) || part == "__MACOSX")
}
