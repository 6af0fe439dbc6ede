//! One source, opened → what is known of it before its rows are read: encoding, layout, columns, date
//! order, and what the threads need of that.
//!
//! In: a source and the request. Out: [`FileFacts`] and a [`FilePlan`]. Must not know: rows, threads,
//! what becomes of a dossier.

use std::sync::Arc;

use regex::Regex;

use super::date::{
    DateCell, DateEvidence, DateFormat, DateHabits, DateOrder, DateReader, Odd, ShortOrder,
    read_usual,
};
use super::drift::{Drift, nearest_layout};
use super::group_units::{GroupOfRows, group_at};
use super::head_sample::{HeadSample, sample_head};
use super::key_source::{KeySource, OfGroup};
use super::load::LoadRequest;
use super::mapping::Mapping;
use super::mark_reader::MarkPlan;
use super::profile::Profile;
use super::row::FurnitureColumns;
use super::sections::Section;
use super::unit_besides::{NamedUnit, unit_besides};
use super::vocabulary::Vocabulary;
use crate::domain::{CanonicalField, Dimension};
use crate::findings::FindingCode;
use crate::read::{
    ChunkReader, Compression, Container, Encoding, EncodingDecision, FileFailure, FileId, Layout,
    OpenExport, OpenFile, Position, Record, Records, SheetNotes, Source, capitals_written_small,
};

/// What is known of a file once its head was read.
#[derive(Debug, Clone)]
pub struct FileFacts {
    pub name: String,
    pub encoding: EncodingDecision,
    /// Words of capitals whose letters with marks the encoding could only write small.
    pub capitals_written_small: u64,
    pub compression: Compression,
    pub container: Container,
    /// Whether it is a hidden sheet.
    pub is_hidden: bool,
    /// What is learnt of a sheet while it is read.
    pub notes: Arc<SheetNotes>,
    /// How its dates are written; the built-in forms when empty.
    pub formats: Vec<DateFormat>,
    /// Size on disk, in bytes.
    pub size: u64,
    pub layout: Layout,
    pub mapping: Mapping,
    pub order: DateOrder,
    /// How dates with years of two digits are read, where the file proves it.
    pub short_years: Option<ShortOrder>,
    /// What the profile says of dates.
    pub habits: DateHabits,
    /// What its first dossiers look like.
    pub sample: HeadSample,
    /// The unit that the sheet, the file or the titles name, where no column does.
    pub named_unit: Option<NamedUnit>,
    /// Group rows that name units, where no column does.
    pub groups: Arc<[GroupOfRows]>,
    /// Further tables below the first, with what their columns mean.
    pub sections: Vec<(Section, Mapping)>,
}

impl FileFacts {
    /// Reads its dates.
    #[must_use]
    pub fn dates(&self) -> DateReader<'_> {
        DateReader::new(&self.formats, self.order, self.short_years, &self.habits)
    }

    /// What the columns mean where a row stands.
    #[must_use]
    pub fn mapping_at(&self, at: Position) -> &Mapping {
        let behind = self.sections.partition_point(|(section, _)| section.start <= at);
        let section = behind.checked_sub(1).and_then(|place| self.sections.get(place));
        section.map_or(&self.mapping, |(_, mapping)| mapping)
    }

    /// Fields that some table of the file has.
    pub fn fields(&self) -> impl Iterator<Item = CanonicalField> + '_ {
        let further = self.sections.iter().flat_map(|(_, mapping)| mapping.fields());
        self.mapping.fields().chain(further).map(|(field, _)| field)
    }
}

/// What the threads need of a file.
pub struct FilePlan {
    pub file: FileId,
    pub facts: Arc<FileFacts>,
    pub mark_length: u64,
    order: DateOrder,
    has_plain_dates: bool,
    pub id: usize,
    pub received: usize,
    pub due: Option<usize>,
    pub finished: Option<usize>,
    pub returned: Option<usize>,
    pub status: Option<usize>,
    pub channel: Option<usize>,
    pub rating: Option<usize>,
    pub digitised: Option<usize>,
    /// One per dimension whose texts are read.
    pub keys: Vec<KeySource>,
    pub mapped: Vec<(CanonicalField, usize)>,
    /// Nothing unless marks are asked for.
    pub marks: Option<MarkPlan>,
    pub furniture: FurnitureColumns,
    pub skip: Vec<Regex>,
    /// Columns whose blanks take the value above them.
    pub fill_down: Vec<(CanonicalField, usize)>,
    /// Further tables below the first: where each begins, and its plan if it is not that of the first.
    sections: Vec<(Section, Option<FilePlan>)>,
}

impl FilePlan {
    #[must_use]
    pub fn dates(&self) -> DateReader<'_> {
        let FileFacts { formats, short_years, habits, .. } = &*self.facts;
        DateReader {
            formats,
            order: self.order,
            short: *short_years,
            habits,
            is_plain: self.has_plain_dates,
        }
    }

    /// Reads a date cell as [`Self::dates`] does, without making a reader for nearly every cell.
    #[inline(always)]
    pub fn date(&self, cell: &[u8], evidence: &mut DateEvidence) -> DateCell {
        let beyond = |odd, evidence: &mut DateEvidence| self.date_beyond(cell, odd, evidence);
        read_usual(cell, self.order, self.has_plain_dates, evidence, beyond)
    }

    #[inline(never)]
    fn date_beyond(&self, cell: &[u8], odd: Odd, evidence: &mut DateEvidence) -> DateCell {
        self.dates().beyond(cell, odd, evidence)
    }

    /// Whether every row is read by this plan, as it stands.
    #[must_use]
    pub const fn is_simple(&self) -> bool {
        self.sections.is_empty() && self.fill_down.is_empty()
    }

    /// The plan of the table that a row stands in; nothing for the rows of a further header.
    #[must_use]
    pub fn of_row(&self, at: Position) -> Option<&Self> {
        let behind = self.sections.partition_point(|(section, _)| section.start <= at);
        let Some((section, plan)) = behind.checked_sub(1).and_then(|i| self.sections.get(i)) else {
            return Some(self);
        };
        (at >= section.body).then(|| plan.as_ref().unwrap_or(self))
    }

    /// What the group row above a row says.
    #[must_use]
    pub fn of_group(&self, what: OfGroup, at: Position) -> Option<&str> {
        let group = group_at(&self.facts.groups, at)?;
        match what {
            OfGroup::Unit => group.unit.as_deref(),
            OfGroup::District => group.district.as_deref(),
        }
    }

    /// Whether no column names the unit.
    #[must_use]
    pub fn lacks_unit(&self) -> bool {
        self.facts.mapping.column_of_dimension(Dimension::Unit).is_none()
    }

    /// Whether a pattern of the profile matches a cell.
    #[must_use]
    pub fn skips(&self, record: &Record<'_>) -> bool {
        record.cells().any(|cell| {
            let text = String::from_utf8_lossy(&cell);
            self.skip.iter().any(|pattern| pattern.is_match(&text))
        })
    }
}

/// With so many files per thread, each thread can keep to its own.
const FILES_PER_THREAD: usize = 8;
/// A file of this size, in bytes, is shared in any case.
const LARGE_FILE: u64 = 64 * 1024 * 1024;

/// Opens one file: encoding, layout, mapping, date order.
///
/// # Errors
/// When the file cannot be counted.
pub fn open_file(
    request: &LoadRequest,
    vocabulary: &Vocabulary,
    file: FileId,
) -> Result<OpenFile<FilePlan>, FileFailure> {
    let source = request
        .sources
        .get(file.0 as usize)
        .ok_or_else(|| FileFailure::new(FindingCode::UnreadableFile, "no such source"))?;
    let (open, mut facts) = read_head(request, vocabulary, file, source)?;
    let spans = request.learnt.of(file).and_then(|learnt| learnt.spans.clone());
    let open = request.opener.fill_down(source, open, &facts.layout, spans)?;
    facts.notes = Arc::clone(&open.notes);
    let body = open.head.get(facts.layout.body_offset..).unwrap_or(&[]).to_vec();
    let offset = facts.layout.body_offset as u64;
    // Decompression and translation run in order, so only plain files gain from sharing; and where
    // there are files enough for every thread, sharing a small one is only waiting for each other.
    let are_few = request.sources.len() < FILES_PER_THREAD * request.threads.max(1);
    let is_plain = open.compression == Compression::None
        && open.container == Container::Text
        && !open.is_whole;
    let plan = plan(request, vocabulary, file, &Arc::new(facts), open.mark_length)?;
    // Cells that are filled down are filled in order.
    let is_shared = is_plain && plan.fill_down.is_empty() && (are_few || open.size > LARGE_FILE);
    let chunks = ChunkReader::new(open.rest, plan.facts.layout.dialect, body, offset);
    Ok(OpenFile { plan, chunks, is_shared })
}

/// The head of one source and what it tells.
///
/// # Errors
/// When the file cannot be counted.
pub fn read_head(
    request: &LoadRequest,
    vocabulary: &Vocabulary,
    file: FileId,
    source: &Source,
) -> Result<(OpenExport, FileFacts), FileFailure> {
    let learnt = request.learnt.of(file);
    let mut open = match learnt.and_then(|learnt| learnt.encoding.clone()) {
        Some(decision) => request.opener.open_as(source, Some(decision))?,
        None => request.opener.open(source)?,
    };
    let (layout, mapping) = columns_of_head(request, vocabulary, &mut open)
        .map_err(|failure| table_or(failure, request, source))?;
    let formats = formats(request, open.container);
    let habits = request.profile.as_ref().map(|profile| profile.habits.clone()).unwrap_or_default();
    let is_workbook = open.container != Container::Text;
    let seen = dates_of_head(&open.head, &layout, &mapping, &formats, &habits);
    let order = learnt.and_then(|learnt| learnt.order);
    let order = order.unwrap_or_else(|| seen.order(is_workbook));
    let short_years = learnt.and_then(|learnt| learnt.short_years);
    let short_years = short_years.unwrap_or_else(|| seen.short_order());
    let body = open.head.get(layout.body_offset..).unwrap_or(&[]);
    let reader = DateReader::new(&formats, order, short_years, &habits);
    let sample = sample_head(body, &layout, &mapping, reader);
    let sections = learnt.and_then(|learnt| learnt.sections.clone()).unwrap_or_default();
    let sections = sections.iter().map(|section| {
        let own = section.layout.as_ref().map(|layout| Mapping::new(layout, vocabulary));
        (section.clone(), own.unwrap_or_else(|| mapping.clone()))
    });
    let facts = FileFacts {
        named_unit: unit_besides(request, source, &layout, &mapping),
        groups: learnt.and_then(|learnt| learnt.groups.clone()).unwrap_or_default(),
        sections: sections.collect(),
        sample,
        name: source.name(),
        encoding: open.encoding.clone(),
        capitals_written_small: match open.encoding.encoding {
            Encoding::Tcvn3 => capitals_written_small(&String::from_utf8_lossy(&open.head)),
            _ => 0,
        },
        compression: open.compression,
        container: open.container,
        is_hidden: matches!(source, Source::Sheet(inside) if inside.sheet.is_hidden),
        notes: Arc::clone(&open.notes),
        formats,
        size: open.size,
        layout,
        mapping,
        order,
        short_years,
        habits,
    };
    Ok((open, facts))
}

/// Where the table stands and what its columns mean. With a profile, a column that is gone and that
/// figures need ends the count of the file, with the difference as the value of the finding.
fn columns_of_head(
    request: &LoadRequest,
    vocabulary: &Vocabulary,
    open: &mut OpenExport,
) -> Result<(Layout, Mapping), FileFailure> {
    let mut hints = request.hints();
    let found = open.find_layout(vocabulary, &hints);
    hints.delimiter = open.delimiter.or(hints.delimiter);
    let Some(profile) = &request.profile else {
        let layout = found?;
        let mapping = Mapping::new(&layout, vocabulary);
        return Ok((layout, mapping));
    };
    let layout = match found {
        Ok(layout) => layout,
        Err(failure) => {
            nearest_layout(&open.head, open.is_whole, vocabulary, &hints).ok_or(failure)?
        }
    };
    let mapping = Mapping::new(&layout, vocabulary);
    let drift = Drift::new(profile, &mapping);
    if drift.is_fatal() {
        return Err(FileFailure::new(FindingCode::ProfileColumnGone, drift.text()));
    }
    Ok((layout, mapping))
}

/// A file without the header of a log may be a table of counts: no failure, and no dossiers.
fn table_or(failure: FileFailure, request: &LoadRequest, source: &Source) -> FileFailure {
    let has_no_log = matches!(
        failure.code,
        FindingCode::HeaderNotFound
            | FindingCode::RequiredColumnMissing
            | FindingCode::ProfileColumnGone
    );
    let is_table = || request.is_table.is_some_and(|is_table| is_table(&request.opener, source));
    if has_no_log && is_table() {
        FileFailure::new(FindingCode::AggregateTable, "–")
    } else {
        failure
    }
}

/// What a workbook's own dates become when they are read.
const WORKBOOK_DATES: [&str; 2] = ["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"];

/// The formats of the profile. They are about text; a cell that is a date in its workbook is read
/// whatever they say.
fn formats(request: &LoadRequest, container: Container) -> Vec<DateFormat> {
    let mut formats = request.date_formats().to_vec();
    if !formats.is_empty() && container != Container::Text {
        formats.extend(WORKBOOK_DATES.iter().filter_map(|form| DateFormat::parse(form).ok()));
    }
    formats
}

/// The dates a row is judged by.
pub const DATE_FIELDS: [CanonicalField; 4] = [
    CanonicalField::ReceivedAt,
    CanonicalField::DueAt,
    CanonicalField::FinishedAt,
    CanonicalField::ReturnedAt,
];

/// So many rows prove the order of nearly every file.
const ORDER_SAMPLE_ROWS: usize = 300;

/// What the first dates say; the whole file is asked again at the end.
fn dates_of_head(
    head: &[u8],
    layout: &Layout,
    mapping: &Mapping,
    formats: &[DateFormat],
    habits: &DateHabits,
) -> DateEvidence {
    let reader = DateReader::new(formats, DateOrder::DayFirst, None, habits);
    let columns: Vec<usize> =
        DATE_FIELDS.iter().filter_map(|field| mapping.column(*field)).collect();
    let mut evidence = DateEvidence::default();
    let mut records = Records::new(head.get(layout.body_offset..).unwrap_or(&[]), layout.dialect);
    for _ in 0..ORDER_SAMPLE_ROWS {
        let Some(record) = records.advance() else { break };
        for column in &columns {
            reader.read(&record.cell(*column), &mut evidence);
        }
    }
    evidence
}

/// The plan of a file with those of its further tables.
fn plan(
    request: &LoadRequest,
    vocabulary: &Vocabulary,
    file: FileId,
    facts: &Arc<FileFacts>,
    mark_length: u64,
) -> Result<FilePlan, FileFailure> {
    let mut plan = plan_of_table(request, file, Arc::clone(facts), mark_length)?;
    for (section, _) in &facts.sections {
        let own = section.layout.as_ref().map(|layout| {
            let own = FileFacts {
                mapping: Mapping::new(layout, vocabulary),
                layout: Layout::clone(layout),
                sections: Vec::new(),
                ..FileFacts::clone(facts)
            };
            plan_of_table(request, file, Arc::new(own), mark_length)
        });
        plan.sections.push((section.clone(), own.transpose()?));
    }
    Ok(plan)
}

fn plan_of_table(
    request: &LoadRequest,
    file: FileId,
    facts: Arc<FileFacts>,
    mark_length: u64,
) -> Result<FilePlan, FileFailure> {
    let mapping = &facts.mapping;
    let required = |field: CanonicalField| {
        mapping
            .column(field)
            .ok_or_else(|| FileFailure::new(FindingCode::RequiredColumnMissing, field.name()))
    };
    let id = required(CanonicalField::DossierId)?;
    let received = required(CanonicalField::ReceivedAt)?;
    let furniture = furniture_columns(&facts, id);
    let profile = request.profile.as_ref();
    Ok(FilePlan {
        file,
        mark_length,
        order: facts.order,
        has_plain_dates: facts.dates().is_plain,
        id,
        received,
        due: mapping.column(CanonicalField::DueAt),
        finished: mapping.column(CanonicalField::FinishedAt),
        returned: mapping.column(CanonicalField::ReturnedAt),
        status: mapping.column(CanonicalField::Status),
        channel: mapping.column(CanonicalField::Channel),
        rating: mapping.column(CanonicalField::Rating),
        digitised: mapping.column(CanonicalField::ResultDigitised),
        keys: request.key_dimensions().iter().map(|by| KeySource::new(&facts, *by)).collect(),
        mapped: mapping.fields().collect(),
        marks: request.keep_marks.then(|| MarkPlan::new(mapping)),
        furniture,
        fill_down: filled_columns(profile, mapping),
        sections: Vec::new(),
        skip: profile.map(|profile| profile.skip_rows_matching.clone()).unwrap_or_default(),
        facts,
    })
}

fn filled_columns(profile: Option<&Profile>, mapping: &Mapping) -> Vec<(CanonicalField, usize)> {
    let fields = profile.map_or(&[][..], |profile| &profile.fill_down);
    fields.iter().filter_map(|field| Some((*field, mapping.column(*field)?))).collect()
}

/// The columns that tell the dossiers of a file from the other rows of its body.
#[must_use]
pub fn furniture_columns(facts: &FileFacts, id: usize) -> FurnitureColumns {
    let mapping = &facts.mapping;
    let dates = DATE_FIELDS.iter().filter_map(|field| mapping.column(*field)).collect();
    let is_open = facts.container != Container::Text;
    FurnitureColumns::new(id, dates, facts.layout.width, &facts.layout.headers)
        .with(is_open, facts.sample.ids)
}
