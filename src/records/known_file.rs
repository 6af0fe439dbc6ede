//! A source without the header of a dossier log → the kind of log that it is, told by its columns, and how they
//! were understood.
//!
//! In: sources. Out: [`KnownFile`]s, or the kind that a source comes nearest to. Must not know: what its rows say,
//! commands.

use crate::columns::{
    ColumnUse, DECLARED, DateCell, DateEvidence, DateHabits, DateOrder, DateReader, FEEDBACK,
    Field, FieldKey, FieldPlace, LogKind, Mapping, Origin, PROCEDURES, RANKINGS, RATINGS, ROSTER,
    TARGETS, Vocabulary, nearest_layout,
};
use crate::domain::{CanonicalField, fold};
use crate::findings::{FindingCode, has_unit_word};
use crate::read::{
    Compression, Container, EncodingDecision, FileFailure, HeaderCell, Layout, LayoutHints,
    OpenExport, Opener, Records, Source,
};
use crate::units::{RosterEntry, read_roster};

use super::wide_rankings::wide_head;

/// A file of a kind beside dossier logs and tables of counts.
#[derive(Debug)]
pub struct KnownFile {
    pub kind: &'static LogKind,
    pub encoding: EncodingDecision,
    pub compression: Compression,
    pub container: Container,
    pub delimiter: Option<u8>,
    /// From 1; none of a list without a header.
    pub header_row: Option<usize>,
    pub header_rows: usize,
    pub columns: Vec<KnownColumn>,
    /// Of a roster.
    pub units: Vec<RosterEntry>,
}

/// One of its columns.
#[derive(Debug)]
pub struct KnownColumn {
    pub header: HeaderCell,
    pub column_use: ColumnUse<FieldPlace>,
    /// The year and the index that a column of a published table is of.
    pub of: Option<String>,
}

/// The days of a dossier.
const DAYS: [CanonicalField; 5] = [
    CanonicalField::ReceivedAt,
    CanonicalField::DueAt,
    CanonicalField::NewDueAt,
    CanonicalField::FinishedAt,
    CanonicalField::ReturnedAt,
];

/// Larger files are no list.
const LARGEST: u64 = 32 * 1024 * 1024;

/// Every kind that a file may be told as, but for rosters.
fn kinds() -> [&'static LogKind; 6] {
    [&RATINGS, &FEEDBACK, &PROCEDURES, &DECLARED, &TARGETS, &RANKINGS]
}

/// What a source without the header of a dossier log is known to be, as a failure to count its dossiers: a log of
/// another kind. Nothing for any other source.
pub fn other_log(opener: &Opener, source: &Source) -> Option<FileFailure> {
    let file = known_file(opener, source)?;
    Some(FileFailure::new(FindingCode::OtherLog, file.kind.name.clone()))
}

/// The kind that a source comes nearest to, as the failure that names the columns it lacks.
pub fn nearly_other_log(opener: &Opener, source: &Source) -> Option<FileFailure> {
    let text = text_of(opener, source)?;
    let as_dossiers = nearest(&text, &Vocabulary::new(None)).map(|(_, mapping)| mapping);
    let has_day = |mapping: &Mapping| DAYS.iter().any(|day| mapping.column(*day).is_some());
    let has_id = |mapping: &Mapping| mapping.column(CanonicalField::DossierId).is_some();
    if as_dossiers.as_ref().is_some_and(|mapping| has_id(mapping) && has_day(mapping)) {
        return None;
    }
    let known = as_dossiers.map_or(0, |mapping| mapping.fields().count());
    let of_kind = |kind: &'static LogKind| {
        let vocabulary = Vocabulary::of_kind(kind, None);
        let (layout, mapping) = nearest(&text, &vocabulary)?;
        let has_key = kind.told_by.iter().chain(&required(kind)).any(|place| has(&mapping, *place));
        let fields = mapping.fields().count();
        (has_key && fields >= FEWEST && fields > known).then_some((fields, kind, layout, mapping))
    };
    let found = kinds().into_iter().filter_map(of_kind);
    let (_, kind, layout, mapping) =
        found.reduce(|best, other| if other.0 > best.0 { other } else { best })?;
    let missing = required(kind).into_iter().filter(|place| !has(&mapping, *place));
    let missing: Vec<&str> =
        missing.filter_map(|place| kind.fields.get(place)).map(|field| &*field.name).collect();
    let headers: Vec<String> = layout.headers.iter().map(HeaderCell::label).collect();
    let header = format!("[{}] {}", layout.header_row, headers.join(" | "));
    (!missing.is_empty()).then(|| lacking(kind, &missing, &header))
}

/// The failure of a file of a kind that lacks some of its columns.
fn lacking(kind: &LogKind, missing: &[&str], header: &str) -> FileFailure {
    let missing = missing.iter().filter_map(|name| kind.field(name)).map(named_field);
    let missing = missing.collect::<Vec<_>>().join(", ");
    let value = format!("{}: {missing} ← {header}", kind.name);
    FileFailure::new(FindingCode::LogColumnMissing, value)
}

/// The failure to find the header of a kind, with the columns of that kind.
pub fn of_kind(kind: &LogKind, failure: FileFailure) -> FileFailure {
    let all = || kind.required().map(|field| &*field.name).collect::<Vec<_>>();
    let (missing, header) = match (failure.code, failure.value.split_once(" ← ")) {
        (FindingCode::RequiredColumnMissing, Some((missing, header))) => {
            (missing.split(", ").collect(), header)
        }
        (FindingCode::HeaderNotFound | FindingCode::RequiredColumnMissing, _) => {
            (all(), &*failure.value)
        }
        _ => return failure,
    };
    lacking(kind, &missing, header).without_table(failure.has_no_table)
}

/// So many columns of a kind are more than a word in a title.
const FEWEST: usize = 3;

/// A field with the heading that most files have for it: `rating (Đánh giá)`.
pub fn named_field(field: &Field) -> String {
    let heading = field.usual_heading.as_ref();
    heading.map_or(field.name.clone(), |heading| format!("{} ({heading})", field.name))
}

fn required(kind: &LogKind) -> Vec<usize> {
    let fields = kind.fields.iter().enumerate().filter(|(_, field)| field.is_required);
    fields.map(|(place, _)| place).collect()
}

fn has(mapping: &Mapping<FieldPlace>, place: usize) -> bool {
    mapping.column(FieldPlace(place)).is_some()
}

/// What a source is; nothing where it is no kind that this module knows.
pub fn known_file(opener: &Opener, source: &Source) -> Option<KnownFile> {
    let mut text = text_of(opener, source)?;
    let found = kinds().into_iter().filter_map(|kind| {
        let vocabulary = Vocabulary::of_kind(kind, None);
        let layout = text.find_layout(&vocabulary, &LayoutHints::default()).ok()?;
        let mapping = Mapping::new(&layout, &vocabulary);
        let is_told =
            kind.told_by.is_empty() || kind.told_by.iter().any(|place| has(&mapping, *place));
        let is_it = is_told && !is_dossiers(&layout, &mapping, &text.head);
        is_it.then(|| (mapping.fields().count(), kind, layout, mapping))
    });
    let best = found.reduce(|best, other| if other.0 > best.0 { other } else { best });
    let log = best.map(|(_, kind, layout, mapping)| of_log(&text, kind, &layout, mapping));
    log.or_else(|| published_table(opener, source, &text)).or_else(|| roster(opener, source, text))
}

/// A small source, opened.
fn text_of(opener: &Opener, source: &Source) -> Option<OpenExport> {
    opener.open(source).ok().filter(|open| open.size <= LARGEST)
}

fn nearest<F: FieldKey>(
    text: &OpenExport,
    vocabulary: &Vocabulary<F>,
) -> Option<(Layout, Mapping<F>)> {
    let hints = LayoutHints { delimiter: text.delimiter, ..LayoutHints::default() };
    let layout = nearest_layout(&text.head, text.is_whole, vocabulary, &hints)?;
    let mapping = Mapping::new(&layout, vocabulary);
    Some((layout, mapping))
}

/// Whether a table is of dossiers although some of their columns are missing: a day of a dossier stands in it that
/// the kind does not know, or a column full of days under a name that nobody knows.
fn is_dossiers(layout: &Layout, mapping: &Mapping<FieldPlace>, head: &[u8]) -> bool {
    let vocabulary = Vocabulary::new(None);
    let is_day = |header: &HeaderCell| {
        vocabulary.claims(header).iter().any(|claim| DAYS.contains(&claim.field))
    };
    let others = mapping.uses.iter().enumerate();
    let others = others.filter(|(_, (header, column_use))| {
        *column_use == ColumnUse::Unknown && !header.name.is_empty()
    });
    let columns: Vec<(usize, &HeaderCell)> =
        others.map(|(column, (header, _))| (column, header)).collect();
    columns.iter().any(|(_, header)| is_day(header))
        || columns.iter().any(|(column, _)| are_days(layout, head, *column))
}

/// Whether the cells of a column are days.
fn are_days(layout: &Layout, head: &[u8], column: usize) -> bool {
    const ROWS: usize = 50;
    let habits = DateHabits::default();
    let reader = DateReader::new(&[], DateOrder::DayFirst, None, &habits);
    let body = head.get(layout.body_offset..).unwrap_or(&[]);
    let mut records = Records::new(body, layout.dialect);
    let (mut days, mut others) = (0, 0);
    for _ in 0..ROWS {
        let Some(record) = records.advance() else { break };
        let cell = record.cell(column);
        // A bare number may be anything.
        let is_number = cell.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
        match reader.read(&cell, &mut DateEvidence::default()) {
            DateCell::At(_) if !is_number => days += 1,
            DateCell::Blank => {}
            DateCell::At(_) | DateCell::Bad => others += 1,
        }
    }
    days > others
}

fn of_log(
    text: &OpenExport,
    kind: &'static LogKind,
    layout: &Layout,
    mapping: Mapping<FieldPlace>,
) -> KnownFile {
    let column = |(header, column_use)| KnownColumn { header, column_use, of: None };
    KnownFile {
        delimiter: Some(layout.dialect.delimiter).filter(|_| text.delimiter.is_none()),
        header_row: Some(layout.header_row),
        header_rows: layout.header_rows,
        columns: mapping.uses.into_iter().map(column).collect(),
        ..shape(text, kind)
    }
}

/// What is known of any file.
fn shape(text: &OpenExport, kind: &'static LogKind) -> KnownFile {
    KnownFile {
        kind,
        encoding: text.encoding.clone(),
        compression: text.compression,
        container: text.container,
        delimiter: None,
        header_row: None,
        header_rows: 0,
        columns: Vec::new(),
        units: Vec::new(),
    }
}

/// A published table of results that is no log.
fn published_table(opener: &Opener, source: &Source, text: &OpenExport) -> Option<KnownFile> {
    let head = wide_head(opener, source).filter(|head| head.is_of_an_index)?;
    if head.names.iter().any(|name| is_dossier_id(name)) {
        return None;
    }
    let columns = head.names.iter().enumerate().map(|(place, name)| {
        let told = head.told.get(&place);
        let field = told.and_then(|(field, _)| RANKINGS.place(field)).map(FieldPlace);
        KnownColumn {
            header: HeaderCell { group: None, name: name.clone() },
            column_use: match field {
                Some(field) => ColumnUse::Field(field, Origin::Memory),
                None if RANKINGS.known.contains(&fold(name)) => ColumnUse::NotNeeded,
                None => ColumnUse::Unknown,
            },
            of: told.and_then(|(_, of)| of.clone()),
        }
    });
    let columns = columns.collect();
    Some(KnownFile {
        delimiter: Some(head.delimiter).filter(|_| text.delimiter.is_none()),
        header_row: Some(head.row),
        header_rows: head.rows,
        columns,
        ..shape(text, &RANKINGS)
    })
}

fn is_dossier_id(name: &str) -> bool {
    let header = HeaderCell { group: None, name: name.to_owned() };
    let claims = Vocabulary::new(None).claims(&header);
    claims.iter().any(|claim| claim.field == CanonicalField::DossierId)
}

/// A list of units: a table whose header names them and little else, or lines that name units.
fn roster(opener: &Opener, source: &Source, mut text: OpenExport) -> Option<KnownFile> {
    let (bytes, delimiter) = text_of(opener, source)?.whole_text(LARGEST).ok()?;
    let units = read_roster(&String::from_utf8_lossy(&bytes), delimiter).ok()?;
    let vocabulary = Vocabulary::of_kind(&ROSTER, None);
    let layout = text.find_layout(&vocabulary, &LayoutHints::default()).ok();
    let of_table = layout.map(|layout| {
        let mapping = Mapping::new(&layout, &vocabulary);
        let uses = |is_it: fn(&ColumnUse<FieldPlace>) -> bool| {
            let named = mapping.uses.iter().filter(|(header, _)| !header.name.is_empty());
            named.filter(|(_, column_use)| is_it(column_use)).count()
        };
        let (told, unknown) = (
            uses(|column_use| matches!(column_use, ColumnUse::Field(..))),
            uses(|column_use| *column_use == ColumnUse::Unknown),
        );
        let has_id = layout.headers.iter().any(|header| is_dossier_id(&header.name));
        // "Đơn vị báo cáo: …" over any table is one such column, too: then the lines have to tell.
        let is_list = told > 1 || names_units(&units);
        let is_it =
            !has_id && unknown <= told && is_list && !is_dossiers(&layout, &mapping, &text.head);
        is_it.then(|| of_log(&text, &ROSTER, &layout, mapping))
    });
    match of_table {
        Some(of_table) => of_table.map(|file| KnownFile { units, ..file }),
        None => names_units(&units).then(|| KnownFile { units, ..shape(&text, &ROSTER) }),
    }
}

/// Whether most lines of a list name a unit by what it is, or by its code.
fn names_units(units: &[RosterEntry]) -> bool {
    const SHORTEST: usize = 2;
    let is_named = |unit: &&RosterEntry| has_unit_word(&unit.name) || unit.name.is_empty();
    let named = units.iter().filter(is_named).count();
    units.len() >= SHORTEST && named * 5 >= units.len() * 4
}
