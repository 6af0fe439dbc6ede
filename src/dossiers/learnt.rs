//! What a whole file proves that its head did not show: its encoding, the order of its dates, the
//! cells that are merged over rows, further tables below the first, units in group rows.
//!
//! In: the workers of a pass over all files. Out: what the next pass must know of each file to read it
//! right; nothing when every file was understood. Must not know: how rows are decided.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::columns::Section;
use crate::columns::{DateOrder, ShortOrder};
use crate::read::{EncodingDecision, FileId, Spans};
use crate::units::GroupOfRows;

/// What is known of one file before it is opened.
#[expect(clippy::option_option, reason = "outer: learnt or not; inner: an order or none")]
#[derive(Debug, Clone, Default)]
pub struct LearntOfFile {
    pub encoding: Option<EncodingDecision>,
    pub order: Option<DateOrder>,
    /// How dates with years of two digits are read; inside: nothing where the file does not prove it.
    pub short_years: Option<Option<ShortOrder>>,
    pub sections: Option<Arc<[Section]>>,
    pub groups: Option<Arc<[GroupOfRows]>>,
    /// Cells merged over rows, which an XLSX sheet tells of behind its rows.
    pub spans: Option<Arc<Spans>>,
}

/// The same of all files; those that need nothing are not in it.
#[derive(Debug, Clone, Default)]
pub struct LearntOfFiles {
    pub files: BTreeMap<FileId, LearntOfFile>,
}

impl LearntOfFiles {
    /// A file whose encoding alone is known.
    pub fn of_encoding(file: FileId, encoding: EncodingDecision) -> Self {
        let learnt = LearntOfFile { encoding: Some(encoding), ..LearntOfFile::default() };
        Self { files: BTreeMap::from([(file, learnt)]) }
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    pub fn of(&self, file: FileId) -> Option<&LearntOfFile> {
        self.files.get(&file)
    }

    pub fn entry(&mut self, file: FileId) -> &mut LearntOfFile {
        self.files.entry(file).or_default()
    }

    /// Takes in what a later pass learnt.
    pub fn add(&mut self, later: Self) {
        for (file, learnt) in later.files {
            let known = self.entry(file);
            if learnt.encoding.is_some() || learnt.spans.is_some() {
                // Rows stand elsewhere in another text.
                (known.sections, known.groups) = (None, None);
            }
            known.encoding = learnt.encoding.or(known.encoding.take());
            known.sections = learnt.sections.or(known.sections.take());
            known.groups = learnt.groups.or(known.groups.take());
            known.order = learnt.order.or(known.order);
            known.short_years = learnt.short_years.or(known.short_years);
            known.spans = learnt.spans.or(known.spans.take());
        }
    }
}
