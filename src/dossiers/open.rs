//! One source, opened → what is known of it before its rows are read: encoding, layout, columns, date
//! order, and what the threads need of that.
//!
//! In: a source and the request. Out: [`FileFacts`] and a [`FilePlan`]. Must not know: rows, threads,
//! what becomes of a dossier.

use std::sync::Arc;

use super::file_facts::{DATE_FIELDS, FileFacts};
use super::file_plan::{FilePlan, plan};
use super::load_request::LoadRequest;
use super::sections::with_mappings;
use super::unit_besides::unit_besides;
use crate::columns::FEEDBACK;
use crate::columns::Mapping;
use crate::columns::Vocabulary;
use crate::columns::sample_head;
use crate::columns::{DateEvidence, DateFormat, DateHabits, DateOrder, DateReader};
use crate::columns::{Drift, nearest_layout};
use crate::domain::fold;
use crate::findings::FindingCode;
use crate::read::{
    ChunkReader, Compression, Container, Encoding, FileFailure, FileId, HeaderCell, Layout,
    OpenExport, OpenFile, Records, Source, capitals_written_small,
};

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
    if let Some(failure) = feedback_about_dossiers(request, source, &layout) {
        return Err(failure);
    }
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
    let sections = with_mappings(&sections, &mapping, vocabulary);
    let facts = FileFacts {
        named_unit: unit_besides(request, source, &layout, &mapping),
        groups: learnt.and_then(|learnt| learnt.groups.clone()).unwrap_or_default(),
        sections,
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
    let known = request.instead_of_log.filter(|_| has_no_log);
    known.and_then(|instead| instead(&request.opener, source)).unwrap_or(failure)
}

/// Feedback names the dossiers that it is about, and when it came: its own key tells it from them.
fn feedback_about_dossiers(
    request: &LoadRequest,
    source: &Source,
    layout: &Layout,
) -> Option<FileFailure> {
    let keys = FEEDBACK.counts_per.iter().flatten();
    let keys: Vec<usize> = keys.copied().collect();
    let is_key = |header: &HeaderCell| {
        let heading = FEEDBACK.headings.get(&fold(&header.name));
        heading.is_some_and(|heading| keys.contains(&heading.field))
    };
    let is_feedback = request.profile.is_none() && layout.headers.iter().any(is_key);
    let instead = request.instead_of_log.filter(|_| is_feedback)?;
    instead(&request.opener, source).filter(|failure| failure.code == FindingCode::OtherLog)
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
