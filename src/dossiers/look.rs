//! The first rows of one file, looked at and not counted: what `inspect` shows.

use std::borrow::Cow;
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::file_facts::{DATE_FIELDS, FileFacts, furniture_columns};
use super::learnt::LearntOfFiles;
use super::load_request::LoadRequest;
use super::open::read_head;
use super::people::{Content, RowKind, shown, unit_of};
use super::sections::{headers_at, learnt_sections, may_be_header, with_mappings};
use super::shown::kind_of;
use crate::columns::HeadSample;
use crate::columns::Section;
use crate::columns::Vocabulary;
use crate::columns::furniture;
use crate::columns::{ColumnUse, Mapping};
use crate::columns::{DateCell, DateEvidence, DateHabits, DateOrder, DateReader};
use crate::columns::{fullest_layout, nearest_layout};
use crate::domain::{CanonicalField, Day, Dimension};
use crate::findings::{Exclusion, FindingCode};
use crate::read::{EncodingReason, FileFailure, FileId, Position, Record, Records, Verdict};

/// What was seen in the first rows of a file.
#[derive(Debug, Clone, Default)]
pub struct Sample {
    pub rows: u64,
    /// First values of each column that is loaded, by column.
    pub values: Vec<Vec<String>>,
    pub dates: Vec<DateSample>,
    /// Distinct units, in the order met.
    pub units: Vec<String>,
}

/// The dates of one column in the sample.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DateSample {
    pub field: &'static str,
    #[serde(skip)]
    column: usize,
    #[schemars(with = "Option<String>")]
    pub first: Option<Day>,
    #[schemars(with = "Option<String>")]
    pub last: Option<Day>,
    pub blank: u64,
    pub unreadable: u64,
}

/// So many values of a column are shown.
const VALUES: usize = 3;
/// So many units are listed.
const UNITS: usize = 12;

/// Looks at one source.
///
/// # Errors
/// When the file cannot be counted.
pub fn look(request: &LoadRequest, place: usize) -> Result<(FileFacts, Sample), FileFailure> {
    let vocabulary = Vocabulary::new(request.profile.as_ref());
    let file = FileId(u32::try_from(place).unwrap_or(u32::MAX));
    let source = request
        .sources
        .get(place)
        .ok_or_else(|| FileFailure::new(FindingCode::UnreadableFile, "no such source"))?;
    let (mut open, mut facts) = read_head(request, &vocabulary, file, source)?;
    if facts.encoding.reason == EncodingReason::ValidUtf8 && !open.is_whole && open.head.is_ascii()
    {
        // The beginning says nothing of the encoding.
        match request.opener.settle(source, false)? {
            Verdict::Utf8 => {}
            Verdict::Decided(decision) => {
                let learnt = LearntOfFiles::of_encoding(file, decision);
                let again = LoadRequest { learnt, ..request.clone() };
                (open, facts) = read_head(&again, &vocabulary, file, source)?;
            }
            Verdict::Refused { offset, byte, scores } => {
                let place = format!("byte {offset}: 0x{byte:02X}");
                let failure = FileFailure::new(FindingCode::UndecodableBytes, place);
                return Err(failure.because(&scores));
            }
        }
    }
    let body = open.head.get(facts.layout.body_offset..).unwrap_or(&[]);
    let end = if open.is_whole {
        body.len()
    } else {
        crate::read::last_record_end(body, facts.layout.dialect).unwrap_or(0)
    };
    let body = body.get(..end).unwrap_or(&[]);
    facts.sections = tables_below(&facts, file, body, &vocabulary);
    let sample = sample(&facts, body, &vocabulary);
    Ok((facts, sample))
}

/// A file whose header nothing knows: the row that has most known names, else the one with most cells
/// and no digit. For a profile to be filled in; nothing is counted by it.
pub fn look_anyway(request: &LoadRequest, place: usize) -> Option<FileFacts> {
    let source = request.sources.get(place)?;
    let open = request.opener.open(source).ok()?;
    let vocabulary = Vocabulary::new(request.profile.as_ref());
    let mut hints = request.hints();
    hints.delimiter = open.delimiter.or(hints.delimiter);
    let layout = nearest_layout(&open.head, open.is_whole, &vocabulary, &hints)
        .or_else(|| fullest_layout(&open.head, open.is_whole))?;
    let mapping = Mapping::new(&layout, &vocabulary);
    Some(FileFacts {
        named_unit: None,
        groups: std::sync::Arc::default(),
        sections: Vec::new(),
        sample: HeadSample::default(),
        capitals_written_small: 0,
        container: open.container,
        is_hidden: false,
        notes: open.notes,
        formats: request.date_formats().to_vec(),
        name: source.name(),
        encoding: open.encoding,
        compression: open.compression,
        layout,
        mapping,
        order: DateOrder::DayFirst,
        short_years: None,
        habits: DateHabits::default(),
    })
}

/// The headers in the rows looked at, if one says anything else than the first.
fn tables_below(
    facts: &FileFacts,
    file: FileId,
    body: &[u8],
    vocabulary: &Vocabulary,
) -> Vec<(Section, Mapping)> {
    let Some(id) = facts.mapping.column(CanonicalField::DossierId) else { return Vec::new() };
    let (columns, reader) = (furniture_columns(facts, id), facts.dates());
    let mut records = Records::new(body, facts.layout.dialect);
    let (mut rows, mut after_signature, mut in_vain) = (Vec::new(), false, 0);
    let mut row = 0;
    while let Some(record) = records.advance() {
        let kind = furniture(&record, &columns, reader, after_signature);
        let is_header = kind == Some(Exclusion::HeaderRow)
            || (kind != Some(Exclusion::BlankRow)
                && may_be_header(&record, vocabulary, &mut in_vain));
        if is_header {
            rows.push(row);
        }
        after_signature = !is_header && (after_signature || kind == Some(Exclusion::SignatureRow));
        row += 1;
    }
    let at = |row| Position::new(file, 0, row);
    let met = learnt_sections(headers_at(facts, body, at, &rows, vocabulary));
    with_mappings(&met.unwrap_or_default(), &facts.mapping, vocabulary)
}

fn sample(facts: &FileFacts, body: &[u8], vocabulary: &Vocabulary) -> Sample {
    let mapping = &facts.mapping;
    let reader = facts.dates();
    let dates = DATE_FIELDS.iter().filter_map(|field| {
        let column = mapping.column(*field)?;
        let field = field.name();
        Some(DateSample { field, column, first: None, last: None, blank: 0, unreadable: 0 })
    });
    let mut sample = Sample {
        values: vec![Vec::new(); mapping.uses.len()],
        dates: dates.collect(),
        ..Sample::default()
    };
    let unit = mapping.column_of_dimension(Dimension::Unit);
    let mut units = BTreeSet::new();
    let mut records = Records::new(body, facts.layout.dialect);
    let columns = mapping.column(CanonicalField::DossierId).map(|id| furniture_columns(facts, id));
    let (mut after_signature, mut in_vain) = (false, 0);
    // Below another header the cells are of other columns.
    let others = facts.sections.iter().find(|(section, _)| section.layout.is_some());
    let end = others.map_or(u32::MAX, |(section, _)| section.start.row());
    for _ in 0..end {
        let Some(record) = records.advance() else { break };
        // Names under a signature are nobody's example.
        let kind = columns
            .as_ref()
            .and_then(|columns| furniture(&record, columns, reader, after_signature));
        after_signature |= kind == Some(Exclusion::SignatureRow);
        let fits = columns.as_ref().is_none_or(|columns| columns.fits(record.width()));
        if kind.is_some() || !fits {
            continue;
        }
        if may_be_header(&record, vocabulary, &mut in_vain) {
            // And so they may be here.
            break;
        }
        sample.rows += 1;
        let kind = kind_of_row(facts, &record, reader);
        if kind == RowKind::Usual {
            add_values(&mut sample.values, facts, &record);
        }
        sample.dates.iter_mut().for_each(|date| date.add(&record, reader));
        let unit = unit.filter(|_| kind == RowKind::Usual);
        let name = unit.and_then(|column| unit_in(facts, column, &text(&record, column)));
        if let Some(name) = name
            && sample.units.len() < UNITS
            && units.insert(name.clone())
        {
            sample.units.push(name);
        }
    }
    sample
}

/// Whether the cells of a row stand under their headings.
fn kind_of_row(facts: &FileFacts, record: &Record<'_>, reader: DateReader<'_>) -> RowKind {
    let mapping = &facts.mapping;
    let Some(id) = mapping.column(CanonicalField::DossierId) else { return RowKind::Shifted };
    let columns = |fields: &[CanonicalField]| -> Vec<usize> {
        fields.iter().filter_map(|field| mapping.column(*field)).collect()
    };
    let lists = [CanonicalField::Status, CanonicalField::Channel, CanonicalField::Rating];
    kind_of(record, id, &columns(&DATE_FIELDS), columns(&lists).into_iter(), reader)
}

/// Personal and unknown columns show nothing.
fn add_values(values: &mut [Vec<String>], facts: &FileFacts, record: &Record<'_>) {
    for (column, (values, (_, column_use))) in
        values.iter_mut().zip(&facts.mapping.uses).enumerate()
    {
        if let ColumnUse::Field(field, _) = column_use
            && values.len() < VALUES
        {
            let heading = facts.mapping.uses.get(column).map_or("", |(header, _)| &header.name);
            let value = shown(*field, heading, &text(record, column), RowKind::Usual);
            if !value.is_empty() && !values.contains(&value) {
                values.push(value);
            }
        }
    }
}

/// The unit in a cell, if one stands there.
fn unit_in(facts: &FileFacts, column: usize, text: &str) -> Option<String> {
    let heading = facts.mapping.uses.get(column).map_or("", |(header, _)| &header.name);
    let unit = unit_of(text, Content::of_unit(heading)).map(Cow::into_owned);
    unit.filter(|unit| !unit.is_empty())
}

fn text(record: &Record<'_>, column: usize) -> String {
    String::from_utf8_lossy(&record.cell(column)).into_owned()
}

impl DateSample {
    fn add(&mut self, record: &Record<'_>, reader: DateReader<'_>) {
        let cell = record.cell(self.column);
        match reader.read(&cell, &mut DateEvidence::default()) {
            DateCell::At(moment) => {
                self.first = Some(self.first.map_or(moment.day(), |first| first.min(moment.day())));
                self.last = self.last.max(Some(moment.day()));
            }
            DateCell::Bad => self.unreadable += 1,
            DateCell::Blank => self.blank += 1,
        }
    }
}
