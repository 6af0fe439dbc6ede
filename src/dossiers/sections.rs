//! Further tables in one file: a header in the body, and what the columns below it mean.
//!
//! In: rows of a body that look like headers, met by a pass. Out: the [`Section`]s of each file, if a
//! later header says anything else than the first. Must not know: rows of dossiers.

use std::collections::HashMap;
use std::sync::Arc;

use super::file_facts::FileFacts;
use crate::columns::Mapping;
use crate::columns::Section;
use crate::columns::Vocabulary;
use crate::read::{
    HeaderCell, HeaderVocabulary, Layout, LayoutHints, Position, Record, Records, find_layout,
    named_columns,
};

/// So many rows of a chunk are asked in vain: a log of millions of broken rows is no list of headers.
const MOST_TESTS: u32 = 300;

/// And so many cells of each: the columns that count stand further to the left.
const MOST_NAMES: usize = 200;

/// How the cells of a row look to someone who knows names of columns. `in_vain` counts the rows of a
/// chunk that were none.
pub fn may_be_header(record: &Record<'_>, vocabulary: &Vocabulary, in_vain: &mut u32) -> bool {
    // Most rows that are no dossiers at first sight hold an id or a date, and no header does.
    const DIGITS: usize = 4;
    let is_long = |cell: &[u8]| cell.iter().filter(|byte| byte.is_ascii_digit()).count() >= DIGITS;
    let filled = record.cells().filter(|cell| !cell.is_empty()).take(2).count();
    if filled < 2 || *in_vain >= MOST_TESTS || record.cells().any(|cell| is_long(&cell)) {
        return false;
    }
    let (mut known, mut required) = (0, 0);
    for cell in record.cells().filter(|cell| !cell.is_empty()).take(MOST_NAMES) {
        let name = String::from_utf8_lossy(&cell).into_owned();
        let Some(meaning) = vocabulary.recognise(&HeaderCell { group: None, name }) else {
            continue;
        };
        known += 1;
        required += usize::from(meaning.is_required);
    }
    let may_be = required >= 1 && known >= 2;
    *in_vain += u32::from(!may_be);
    may_be
}

/// The headers at these rows of a piece of a file's body; `at` says where a row of it stands.
pub fn headers_at(
    facts: &FileFacts,
    data: &[u8],
    at: impl Fn(u32) -> Position,
    rows: &[u32],
    vocabulary: &Vocabulary,
) -> Vec<Section> {
    let offsets = offsets(facts, data, rows);
    let text = |row: u32| {
        let (start, end) = (*offsets.get(row as usize)?, *offsets.get(row as usize + 1)?);
        data.get(start..end)
    };
    let mut sections: Vec<Section> = Vec::new();
    // Pages repeat their header: one line that was looked at need not be looked at again.
    let mut known: HashMap<&[u8], Section> = HashMap::new();
    for row in rows {
        if sections.last().is_some_and(|section| at(*row) < section.body) {
            continue;
        }
        if let Some(section) = text(*row).and_then(|line| known.get(line)) {
            let (start, body) = (at(*row), at(*row + section.body.row() - section.start.row()));
            sections.push(Section { start, body, ..section.clone() });
            continue;
        }
        // The row above may hold the names of merged cells.
        let above = row.checked_sub(1);
        let starts = std::iter::once(*row).chain(above);
        let found = starts.filter_map(|start| {
            let offset = *offsets.get(start as usize)?;
            let layout = header_at(facts, data.get(offset..)?, vocabulary)?;
            Some((names(&layout, vocabulary), layout, start))
        });
        // The header that knows most names; of equals the shorter one.
        let best = found.reduce(|best, other| if other.0 > best.0 { other } else { best });
        let Some((_, layout, start)) = best else { continue };
        let length = u32::try_from(layout.rows_above()).unwrap_or(1);
        let is_first = is_same(facts, &layout, vocabulary);
        let section = Section {
            start: at(start),
            body: at(start + length),
            layout: (!is_first).then(|| Arc::new(layout)),
        };
        if let Some(line) = text(*row).filter(|_| start == *row && length == 1) {
            known.insert(line, section.clone());
        }
        sections.push(section);
    }
    sections
}

/// Where the rows begin, up to the last that is asked for.
fn offsets(facts: &FileFacts, data: &[u8], rows: &[u32]) -> Vec<usize> {
    let last = rows.last().map_or(0, |row| *row as usize);
    let mut records = Records::new(data, facts.layout.dialect);
    let mut offsets = vec![0];
    while offsets.len() <= last + 1 && records.advance().is_some() {
        offsets.push(records.offset());
    }
    offsets
}

/// So much of a table is looked at to tell its width, in bytes.
const SAMPLE: usize = 64 * 1024;

fn header_at(facts: &FileFacts, text: &[u8], vocabulary: &Vocabulary) -> Option<Layout> {
    let is_whole = text.len() <= SAMPLE;
    let text = text.get(..SAMPLE).unwrap_or(text);
    let delimiter = Some(facts.layout.dialect.delimiter);
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

/// Whether a header says of every column what the first one does. The same names again, as pages repeat
/// them, begin no table of another width.
fn is_same(facts: &FileFacts, layout: &Layout, vocabulary: &Vocabulary) -> bool {
    if named_columns(&layout.headers) == named_columns(&facts.layout.headers) {
        return true;
    }
    let first = &facts.mapping;
    let again = Mapping::new(layout, vocabulary);
    layout.width == facts.layout.width && again.fields().eq(first.fields())
}

/// What a pass met in one file: nothing where no header says anything new.
pub fn learnt_sections(mut met: Vec<Section>) -> Option<Arc<[Section]>> {
    met.sort_by_key(|section| section.start);
    met.iter().any(|section| section.layout.is_some()).then(|| met.into())
}

/// Headers in the body with what the columns below each mean; `first` is what those of the first header do.
pub fn with_mappings(
    sections: &[Section],
    first: &Mapping,
    vocabulary: &Vocabulary,
) -> Vec<(Section, Mapping)> {
    let mapping = |section: &Section| {
        let own = section.layout.as_ref().map(|layout| Mapping::new(layout, vocabulary));
        own.unwrap_or_else(|| first.clone())
    };
    sections.iter().map(|section| (section.clone(), mapping(section))).collect()
}
