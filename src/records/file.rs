//! One source → typed rows: where the table stands, what its columns are, which rows are records.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::Arc;

use super::file_rows::FileRows;
use super::known_file::of_kind;
use super::record::LogRecord;
use crate::columns::{
    Cells, ColumnUse, DateEvidence, DateFormat, DateHabits, DateOrder, DateReader, FieldPlace,
    FieldType, FurnitureColumns, IdShape, LogKind, LogProfile, Mapping, NumberedColumns, ScaleSet,
    Scales, ValueMap, Vocabulary, furniture, order_findings,
};
use crate::findings::{Exclusion, Finding, FindingCode, Ledger, Rejection};
use crate::read::{
    Container, EncodingDecision, EncodingReason, FileFailure, Layout, OpenExport, Opener, Record,
    Records, SheetNotes, Source,
};

/// Small logs are read into memory; a larger file is something else.
const LARGEST: u64 = 256 * 1024 * 1024;
/// No small log has nearly so many columns; a line of delimiters may have millions.
const WIDEST: usize = 1_024;
/// A workbook's own dates, whatever the formats of a profile say about text.
const WORKBOOK_DATES: [&str; 2] = ["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"];

/// Reads one source.
///
/// # Errors
/// When it cannot be opened, or holds no table of this log.
pub fn read_file<T: LogRecord>(
    opener: &Opener,
    source: &Source,
    vocabulary: &Vocabulary<FieldPlace>,
    profile: Option<&LogProfile>,
) -> Result<FileRows<T>, FileFailure> {
    let mut open = opener.open(source)?;
    let is_workbook = open.container != Container::Text;
    let (hints, encoding) =
        (profile.map(LogProfile::hints).unwrap_or_default(), open.encoding.clone());
    let in_head = open.find_layout(vocabulary, &hints);
    let (mut text, mut notes) = whole_text(open)?;
    let layout = in_head.map_err(|failure| of_kind(vocabulary.kind, failure))?;
    if notes.reaches_below(layout.rows_above()) {
        let spans = notes.late_spans().cloned();
        let open = opener.fill_down(source, opener.open(source)?, &layout, spans)?;
        (text, notes) = whole_text(open)?;
    }
    let columns = Mapping::new(&layout, vocabulary);
    let mut formats = profile.map(|profile| profile.date_formats.clone()).unwrap_or_default();
    if !formats.is_empty() && is_workbook {
        formats.extend(WORKBOOK_DATES.iter().filter_map(|form| DateFormat::parse(form).ok()));
    }
    let body = text.get(layout.body_offset..).unwrap_or(&[]);
    let name = source.name();
    let habits = profile.map(|profile| profile.habits.clone()).unwrap_or_default();
    let (evidence, numbered) = evidence(body, &layout, &columns, vocabulary, (&formats, &habits));
    let scale = scale_of_ratings((body, &layout), &columns, vocabulary.kind, profile);
    let order = evidence.order(is_workbook);
    let short_years = evidence.short_order();
    let mut reading = Reading {
        vocabulary,
        profile,
        columns: &columns,
        dates: DateReader::new(&formats, order, short_years, &habits),
        numbered: &numbered,
        scale,
        furniture: furniture_columns(&layout, &columns, vocabulary, is_workbook),
        file: &name,
        after_signature: false,
        rows: FileRows {
            records: Vec::new(),
            fields: field_names(&columns, vocabulary),
            findings: column_findings(&name, &columns),
            ledger: above(&layout),
        },
    };
    reading.rows.findings.extend(encoding_finding(&name, &encoding));
    if formats.is_empty() {
        let found = order_findings(order, short_years, &evidence).into_iter();
        reading.rows.findings.extend(
            found.map(|(code, value)| Finding { value: Some(value), ..of_file(&name, code, None) }),
        );
    }
    let mut records = Records::new(body, layout.dialect);
    let mut row = layout.rows_above();
    while let Some(record) = records.advance() {
        row += 1;
        reading.read(&record, row);
    }
    let is_hidden = matches!(source, Source::Sheet(inside) if inside.sheet.is_hidden);
    let hidden = of_file(&name, FindingCode::HiddenRows, None);
    let hidden = notes.hidden(is_hidden).map(|value| Finding { value: Some(value), ..hidden });
    reading.rows.findings.extend(hidden);
    reading.rows.findings.extend(formula_findings(&name, &notes, &layout, &columns));
    if records.is_unterminated() {
        return Err(FileFailure::new(FindingCode::UnterminatedQuote, format!("> {row}")));
    }
    if reading.rows.records.is_empty() && reading.rows.ledger.rejected.is_empty() {
        reading.rows.findings.push(of_file(&name, FindingCode::HeaderOnly, None));
    }
    Ok(reading.rows)
}

/// The text of a small file, and what was learnt of its sheet.
fn whole_text(open: OpenExport) -> Result<(Vec<u8>, Arc<SheetNotes>), FileFailure> {
    let mut text = open.head;
    open.rest.take(LARGEST).read_to_end(&mut text)?;
    if text.len() as u64 >= LARGEST {
        return Err(FileFailure::new(FindingCode::AbsurdExpansion, format!("> {LARGEST} byte")));
    }
    Ok((text, open.notes))
}

/// Columns that are read and hold formulas without a stored value.
fn formula_findings(
    file: &str,
    notes: &SheetNotes,
    layout: &Layout,
    columns: &Mapping<FieldPlace>,
) -> Vec<Finding> {
    let told = notes.formulas().into_iter().filter_map(|(column, formulas)| {
        let place = usize::try_from(column).ok()?;
        columns.fields().find(|(_, column)| *column == place)?;
        let value = formulas.without_value(column, layout.rows_above(), false)?;
        let label = columns.label(place);
        let finding = of_file(file, FindingCode::FormulaWithoutValue, Some(label));
        Some(Finding { value: Some(value), ..finding })
    });
    told.collect()
}

/// An encoding that only the words of the file gave away.
fn encoding_finding(file: &str, decision: &EncodingDecision) -> Option<Finding> {
    if decision.reason == EncodingReason::WrittenTwice {
        return Some(of_file(file, FindingCode::WrittenTwice, None));
    }
    let EncodingReason::Syllables(scores) = &decision.reason else { return None };
    let scores = scores.iter().map(ToString::to_string).collect::<Vec<_>>().join(" · ");
    let finding = of_file(file, FindingCode::LegacyEncoding, None);
    Some(Finding { value: Some(scores), ..finding })
}

fn of_file(file: &str, code: FindingCode, column: Option<String>) -> Finding {
    Finding { file: file.to_owned(), row: None, column, value: None, code }
}

fn field_names(
    columns: &Mapping<FieldPlace>,
    vocabulary: &Vocabulary<FieldPlace>,
) -> BTreeSet<&'static str> {
    let fields = columns.fields().filter_map(|(place, _)| vocabulary.kind.field_of(place));
    fields.map(|field| field.name.as_str()).collect()
}

/// Columns that are not read: nobody knows them, or they repeat another, or they are personal.
fn column_findings(file: &str, columns: &Mapping<FieldPlace>) -> Vec<Finding> {
    let named = columns.uses.iter().filter(|(header, _)| !header.name.is_empty());
    let finding = named.filter_map(|(header, column_use)| {
        let code = match column_use {
            ColumnUse::Field(..) | ColumnUse::NotNeeded => return None,
            ColumnUse::Personal => FindingCode::PersonalColumn,
            ColumnUse::RepeatOf(_) | ColumnUse::Unknown => FindingCode::UnknownTableColumn,
        };
        Some(of_file(file, code, Some(header.label())))
    });
    finding.collect()
}

/// The account of what stands above the body.
fn above(layout: &Layout) -> Ledger {
    let mut ledger = Ledger { files: 1, ..Ledger::default() };
    let rows =
        [(Exclusion::TitleRow, layout.title_rows), (Exclusion::BlankRow, layout.blank_rows_above)];
    for (reason, rows) in rows.into_iter().filter(|(_, rows)| *rows > 0) {
        ledger.read += rows;
        ledger.excluded.insert(reason, rows);
    }
    ledger
}

fn date_columns(columns: &Mapping<FieldPlace>, vocabulary: &Vocabulary<FieldPlace>) -> Vec<usize> {
    let fields = vocabulary.kind.fields.iter().enumerate();
    let dates = fields.filter(|(_, field)| field.kind == FieldType::Date);
    dates.filter_map(|(place, _)| columns.column(FieldPlace(place))).collect()
}

/// What all dates of the file say about the order of day and month, and which columns of yes and no hold
/// other numbers.
fn evidence(
    body: &[u8],
    layout: &Layout,
    columns: &Mapping<FieldPlace>,
    vocabulary: &Vocabulary<FieldPlace>,
    (formats, habits): (&[DateFormat], &DateHabits),
) -> (DateEvidence, NumberedColumns) {
    let reader = DateReader::new(formats, DateOrder::DayFirst, None, habits);
    let dates = date_columns(columns, vocabulary);
    let mut evidence = DateEvidence::default();
    let mut numbered = NumberedColumns::new(vocabulary.kind, columns);
    let mut records = Records::new(body, layout.dialect);
    while let Some(record) = records.advance() {
        for column in &dates {
            reader.read(&record.cell(*column), &mut evidence);
        }
        numbered.meet(|column| String::from_utf8_lossy(&record.cell(column)).into_owned());
    }
    (evidence, numbered)
}

/// The scale that the words of its ratings are of.
fn scale_of_ratings(
    (body, layout): (&[u8], &Layout),
    columns: &Mapping<FieldPlace>,
    kind: &'static LogKind,
    profile: Option<&LogProfile>,
) -> ScaleSet {
    let field = kind.fields.iter().position(|field| field.kind == FieldType::Rating);
    let column = field.and_then(|place| columns.column(FieldPlace(place)));
    let Some((field, column)) = field.and_then(|place| kind.fields.get(place)).zip(column) else {
        return ScaleSet::ALL;
    };
    let map = ValueMap::of_kind(kind, &field.name, profile);
    let mut rows: BTreeMap<ScaleSet, u64> = BTreeMap::new();
    let mut records = Records::new(body, layout.dialect);
    while let Some(record) = records.advance() {
        let cell = record.cell(column);
        let text = String::from_utf8_lossy(&cell);
        if map.name(&text).is_some() {
            *rows.entry(map.scales(&text)).or_default() += 1;
        }
    }
    Scales::built_in().decide(&rows)
}

fn furniture_columns(
    layout: &Layout,
    columns: &Mapping<FieldPlace>,
    vocabulary: &Vocabulary<FieldPlace>,
    is_workbook: bool,
) -> FurnitureColumns {
    let required = vocabulary.kind.fields.iter().position(|field| field.is_required);
    let id = required.and_then(|place| columns.column(FieldPlace(place))).unwrap_or(0);
    let dates = date_columns(columns, vocabulary);
    FurnitureColumns::new(id, dates, layout.width, &layout.headers)
        .with(is_workbook, IdShape::default())
}

/// The rows of one file, as they are read.
struct Reading<'a, T> {
    vocabulary: &'a Vocabulary<FieldPlace>,
    profile: Option<&'a LogProfile>,
    columns: &'a Mapping<FieldPlace>,
    dates: DateReader<'a>,
    numbered: &'a NumberedColumns,
    scale: ScaleSet,
    furniture: FurnitureColumns,
    file: &'a str,
    after_signature: bool,
    rows: FileRows<T>,
}

impl<T: LogRecord> Reading<'_, T> {
    fn read(&mut self, record: &Record<'_>, row: u64) {
        self.rows.ledger.read += 1;
        let cells: Vec<String> = record
            .cells()
            .take(WIDEST)
            .map(|cell| String::from_utf8_lossy(&cell).into_owned())
            .collect();
        let patterns = self.profile.map_or(&[][..], |profile| &profile.skip_rows_matching);
        if cells.iter().any(|cell| patterns.iter().any(|pattern| pattern.is_match(cell))) {
            return self.exclude(Exclusion::SkippedByProfile);
        }
        let mut row_cells = Cells {
            kind: self.vocabulary.kind,
            profile: self.profile,
            columns: self.columns,
            dates: self.dates,
            numbered: self.numbered,
            scale: self.scale,
            texts: &cells,
            file: self.file,
            row,
            findings: Vec::new(),
        };
        let other = furniture(record, &self.furniture, self.dates, self.after_signature);
        // A row that says all it has to say is a record, whatever it begins with: "Tổng cục Thuế".
        let other = other
            .filter(|other| *other == Exclusion::HeaderRow || !self.has_all_required(&row_cells));
        if let Some(other) = other {
            self.after_signature |= other == Exclusion::SignatureRow;
            return self.exclude(other);
        }
        let parsed = if self.furniture.fits(record.width()) {
            T::parse(&mut row_cells)
        } else {
            let value = format!("{} ≠ {}", record.width(), self.furniture.width);
            let ragged = Finding { row: Some(row), value: Some(value), ..self.ragged() };
            row_cells.findings.push(ragged);
            Err(Rejection::RaggedRow)
        };
        self.rows.findings.append(&mut row_cells.findings);
        match parsed {
            Ok(record) => {
                self.rows.ledger.counted += 1;
                self.rows.records.push((row, row_cells.key_of_row(), record));
            }
            Err(reason) => *self.rows.ledger.rejected.entry(reason).or_default() += 1,
        }
    }

    /// Whether all that makes a record is there. One name alone may be a heading or a total.
    fn has_all_required(&self, cells: &Cells<'_>) -> bool {
        let kind = self.vocabulary.kind;
        kind.required().count() > 1
            && kind.required().all(|field| cells.text(&field.name).is_some())
    }

    fn ragged(&self) -> Finding {
        of_file(self.file, FindingCode::RaggedRow, None)
    }

    fn exclude(&mut self, reason: Exclusion) {
        *self.rows.ledger.excluded.entry(reason).or_default() += 1;
    }
}
