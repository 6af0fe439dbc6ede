//! Further tables in one file: a header in the body, and what the columns below it mean.
//!
//! In: rows of a body that look like headers, met by a pass. Out: the [`Section`]s of each file, if a
//! later header says anything else than the first. Must not know: rows of dossiers.

use std::sync::Arc;

use super::mapping::Mapping;
use super::open::FilePlan;
use super::vocabulary::Vocabulary;
use crate::read::{
    Chunk, HeaderCell, HeaderVocabulary, Layout, LayoutHints, Position, Record, Records,
    find_layout,
};

/// A header in the body.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its first row.
    pub start: Position,
    /// The first row below it.
    pub body: Position,
    /// Its columns; nothing where it is the first header again.
    pub layout: Option<Arc<Layout>>,
}

/// How the cells of a row look to someone who knows names of columns.
#[must_use]
pub fn may_be_header(record: &Record<'_>, vocabulary: &Vocabulary) -> bool {
    // Most rows that are no dossiers at first sight hold an id or a date, and no header does.
    const DIGITS: usize = 4;
    let is_long = |cell: &[u8]| cell.iter().filter(|byte| byte.is_ascii_digit()).count() >= DIGITS;
    if record.width() < vocabulary.required() || record.cells().any(|cell| is_long(&cell)) {
        return false;
    }
    let (mut known, mut required) = (0, 0);
    for cell in record.cells().filter(|cell| !cell.is_empty()) {
        let name = String::from_utf8_lossy(&cell).into_owned();
        let Some(meaning) = vocabulary.recognise(&HeaderCell { group: None, name }) else {
            continue;
        };
        known += 1;
        required += usize::from(meaning.is_required);
    }
    required >= 1 && known >= 2
}

/// The headers at these rows of a chunk.
#[must_use]
pub fn headers_at(
    plan: &FilePlan,
    chunk: &Chunk,
    rows: &[u32],
    vocabulary: &Vocabulary,
) -> Vec<Section> {
    let offsets = offsets(plan, chunk, rows);
    let mut sections: Vec<Section> = Vec::new();
    for row in rows {
        let at = |row: u32| Position::new(plan.file, chunk.index, row);
        if sections.last().is_some_and(|section| at(*row) < section.body) {
            continue;
        }
        // The row above may hold the names of merged cells.
        let above = row.checked_sub(1);
        let starts = std::iter::once(*row).chain(above);
        let found = starts.filter_map(|start| {
            let offset = *offsets.get(start as usize)?;
            let layout = header_at(plan, chunk.data().get(offset..)?, vocabulary)?;
            Some((names(&layout, vocabulary), layout, start))
        });
        // The header that knows most names; of equals the shorter one.
        let best = found.reduce(|best, other| if other.0 > best.0 { other } else { best });
        let Some((_, layout, start)) = best else { continue };
        let length = u32::try_from(layout.rows_above()).unwrap_or(1);
        let is_first = is_same(plan, &layout, vocabulary);
        sections.push(Section {
            start: at(start),
            body: at(start + length),
            layout: (!is_first).then(|| Arc::new(layout)),
        });
    }
    sections
}

/// Where the rows of a chunk begin, up to the last that is asked for.
fn offsets(plan: &FilePlan, chunk: &Chunk, rows: &[u32]) -> Vec<usize> {
    let last = rows.last().map_or(0, |row| *row as usize);
    let mut records = Records::new(chunk.data(), plan.facts.layout.dialect);
    let mut offsets = vec![0];
    while offsets.len() <= last && records.advance().is_some() {
        offsets.push(records.offset());
    }
    offsets
}

/// So much of a table is looked at to tell its width, in bytes.
const SAMPLE: usize = 64 * 1024;

fn header_at(plan: &FilePlan, text: &[u8], vocabulary: &Vocabulary) -> Option<Layout> {
    let is_whole = text.len() <= SAMPLE;
    let text = text.get(..SAMPLE).unwrap_or(text);
    let delimiter = Some(plan.facts.layout.dialect.delimiter);
    let hints = LayoutHints { delimiter, header_row: Some(1) };
    find_layout(text, is_whole, vocabulary, &hints).ok()
}

/// How many different names of a header are known.
fn names(layout: &Layout, vocabulary: &Vocabulary) -> usize {
    let known = layout.headers.iter().filter_map(|header| vocabulary.recognise(header));
    let mut ids: Vec<u32> = known.map(|meaning| meaning.id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.len()
}

/// Whether a header says of every column what the first one does.
fn is_same(plan: &FilePlan, layout: &Layout, vocabulary: &Vocabulary) -> bool {
    let first = &plan.facts.mapping;
    let again = Mapping::new(layout, vocabulary);
    layout.width == plan.furniture.width && again.fields().eq(first.fields())
}

/// What a pass met in one file: nothing where no header says anything new.
#[must_use]
pub fn learnt_sections(mut met: Vec<Section>) -> Option<Arc<[Section]>> {
    met.sort_by_key(|section| section.start);
    met.iter().any(|section| section.layout.is_some()).then(|| met.into())
}
