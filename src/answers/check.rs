//! Findings and ledger → the lists of `cchc check`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::feedback::{Feedback, FeedbackRecord};
use super::flat::FlatTable;
use super::model::{Block, Document};
use super::phrase::Phrase;
use super::provenance::CalendarRecord;
use super::signals::{self, SignalCalendarRecord, SignalRecord};
use super::table::{Cell, Column, Table, TableRow};
use super::text::{exclusion_name, rejection_name};
use crate::domain::Ratio;
use crate::dossiers::{Loaded, RejectedRow};
use crate::findings::{Finding, FindingCode, Findings, Ledger};
use crate::tally::signals::{SignalFigures, Signals};
use crate::words::{Lang, pick};

/// So many examples of one code stand in the table for people; machines get all that are kept.
const EXAMPLES: usize = 5;

/// The account of all rows of dossier logs, one line each.
pub fn ledger_facts(lang: Lang, ledger: &Ledger, failed_files: usize) -> Vec<(String, Phrase)> {
    facts(lang, ledger, failed_files, lang.of("= hồ sơ được tính", "= dossiers counted"))
}

/// The account of all rows of a log beside them.
pub fn row_facts(lang: Lang, ledger: &Ledger, failed_files: usize) -> Vec<(String, Phrase)> {
    facts(lang, ledger, failed_files, lang.of("= dòng được tính", "= rows counted"))
}

fn facts(lang: Lang, ledger: &Ledger, failed_files: usize, counted: &str) -> Vec<(String, Phrase)> {
    let name = |vi, en| lang.of(vi, en).to_owned();
    let number = |number| Phrase::default().count(number);
    let mut files = number(ledger.files);
    if failed_files > 0 {
        files = files
            .text(lang.of(" (và ", " (and "))
            .count(failed_files as u64)
            .text(lang.of(" tệp không đọc được)", " that could not be read)"));
    }
    let excluded =
        ledger.excluded.iter().map(|(reason, rows)| (exclusion_name(lang, *reason), *rows));
    let rejected =
        ledger.rejected.iter().map(|(reason, rows)| (rejection_name(lang, *reason), *rows));
    vec![
        (name("Tệp đã đọc", "Files read"), files),
        (name("Dòng đã đọc", "Rows read"), number(ledger.read)),
        (counted.to_owned(), number(ledger.counted)),
        (
            name("+ dòng đã có bản mới hơn", "+ superseded by a later row"),
            number(ledger.superseded),
        ),
        (name("+ dòng không tính", "+ excluded"), with_reasons(ledger.excluded_total(), excluded)),
        (
            name("+ dòng bị loại vì lỗi", "+ rejected"),
            with_reasons(ledger.rejected_total(), rejected),
        ),
    ]
}

fn with_reasons(total: u64, reasons: impl Iterator<Item = (&'static str, u64)>) -> Phrase {
    let mut phrase = Phrase::default().count(total);
    for (place, (reason, rows)) in reasons.enumerate() {
        let start = if place == 0 { " (" } else { ", " };
        phrase = phrase.text(format!("{start}{reason} ")).count(rows);
    }
    if phrase.pieces.len() > 1 { phrase.text(")") } else { phrase }
}

/// How many findings of each code, gravest first.
pub fn summary_table(lang: Lang, findings: &Findings) -> Table {
    counts_of_codes(lang, findings.gravest_first())
}

/// How many there are of each code.
pub fn counts_of_codes(lang: Lang, counts: impl IntoIterator<Item = (FindingCode, u64)>) -> Table {
    let rows = counts.into_iter().map(|(code, number)| {
        TableRow::body(vec![
            Cell::Severity(code.severity()),
            Cell::Text(code.number().to_owned()),
            Cell::Count(number),
            Cell::Text(pick(lang, code.title()).to_owned()),
        ])
    });
    Table {
        columns: vec![
            Column::text(lang, "severity"),
            Column::text(lang, "code"),
            Column::number(lang, "count"),
            Column::text(lang, "what"),
        ],
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

/// For people: the account, the summary, then each code with its first places and its repair.
pub fn document(lang: Lang, loaded: &Loaded) -> Document {
    let mut blocks = vec![
        Block::Heading(lang.of("Kiểm tra dữ liệu", "Data check").to_owned()),
        Block::Facts(ledger_facts(lang, &loaded.ledger, loaded.failed_files)),
    ];
    if loaded.findings.counts().is_empty() {
        blocks.push(Block::Paragraph(lang.of("Không có phát hiện nào.", "No findings.").into()));
        return Document { blocks };
    }
    blocks.extend(finding_blocks(lang, &loaded.findings));
    Document { blocks }
}

/// The summary of findings, then each code with its first places and its repair.
pub fn finding_blocks(lang: Lang, findings: &Findings) -> Vec<Block> {
    let mut blocks = vec![Block::Table(summary_table(lang, findings))];
    for (code, number) in findings.gravest_first() {
        blocks.push(Block::Heading(format!(
            "{} {}: {}",
            code.number(),
            code.name(),
            pick(lang, code.title())
        )));
        blocks.push(Block::Table(examples(lang, code, number, findings.of(code))));
    }
    blocks
}

fn examples(lang: Lang, code: FindingCode, number: u64, kept: &[Finding]) -> Table {
    let text = |text: Option<String>| text.map_or(Cell::Empty, Cell::Text);
    let row = |finding: &Finding| {
        TableRow::body(vec![
            Cell::Text(finding.file.clone()),
            text(finding.row.map(|row| row.to_string())),
            text(finding.column.clone()),
            text(finding.value.as_ref().map(|value| value.replace('\n', " · "))),
        ])
    };
    let rows: Vec<TableRow> = kept.iter().take(EXAMPLES).map(row).collect();
    let mut notes = vec![Phrase::from(format!("→ {}", pick(lang, code.repair())))];
    let more = number.saturating_sub(rows.len() as u64);
    notes.extend(signals::more_note(lang, more));
    notes.push(format!("cchc explain {}", code.number()).into());
    Table {
        columns: vec![
            Column::text(lang, "file"),
            Column::number(lang, "row"),
            Column::text(lang, "column"),
            Column::text(lang, "value"),
        ],
        rows,
        notes,
    }
}

/// `cchc/check/1`
#[derive(Serialize, JsonSchema)]
pub struct CheckRecord<'a> {
    schema: &'static str,
    calendar: CalendarRecord<'a>,
    findings: Vec<FindingRecord<'a>>,
    /// Findings counted but not listed, because there are too many of their code.
    findings_left_out: u64,
    counts: BTreeMap<&'static str, u64>,
    ledger: &'a Ledger,
    ledger_by_file: Vec<FileLedgerRecord<'a>>,
    failed_files: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    feedback: Option<FeedbackRecord<'a>>,
    signals: Vec<SignalRecord<'a>>,
    working_calendar: SignalCalendarRecord<'a>,
}

/// One finding, as machines read it.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct FindingRecord<'a> {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    file: &'a str,
    row: Option<u64>,
    column: Option<&'a str>,
    value: Option<Cow<'a, str>>,
    title: &'static str,
    repair: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct FileLedgerRecord<'a> {
    file: &'a str,
    #[serde(flatten)]
    ledger: &'a Ledger,
}

impl<'a> FindingRecord<'a> {
    pub fn new(lang: Lang, finding: &'a Finding) -> Self {
        Self {
            code: finding.code.number(),
            name: finding.code.name(),
            severity: finding.code.severity().name(),
            file: &finding.file,
            row: finding.row,
            column: finding.column.as_deref(),
            value: finding.value.as_deref().map(Cow::Borrowed),
            title: pick(lang, finding.code.title()),
            repair: pick(lang, finding.code.repair()),
        }
    }
}

/// For machines. Names and codes are fixed; title and repair are in the language asked for.
pub fn record<'a>(lang: Lang, loaded: &'a Loaded, signals: &'a Signals) -> CheckRecord<'a> {
    let (signals, working_calendar) = signals::records(lang, signals, loaded);
    let files = loaded.ledger_by_file.iter();
    CheckRecord {
        schema: "cchc/check/1",
        calendar: CalendarRecord::new(&loaded.calendar),
        findings: loaded.findings.iter().map(|one| FindingRecord::new(lang, one)).collect(),
        findings_left_out: loaded.findings.left_out(),
        counts: loaded.findings.counts().iter().map(|(code, n)| (code.name(), *n)).collect(),
        ledger: &loaded.ledger,
        ledger_by_file: files.map(|(file, ledger)| FileLedgerRecord { file, ledger }).collect(),
        failed_files: loaded.failed_files,
        signals,
        working_calendar,
        feedback: None,
    }
}

impl<'a> CheckRecord<'a> {
    /// With what a feedback run has to say.
    #[must_use]
    pub fn with_feedback(mut self, feedback: Option<&'a Feedback>) -> Self {
        self.feedback = feedback.map(super::feedback::record);
        self
    }
}

/// Flat rows for CSV: the findings, then the signals.
pub fn flat(lang: Lang, loaded: &Loaded, signals: &Signals) -> FlatTable {
    let findings = loaded.findings.iter().map(|finding| FindingRecord::new(lang, finding));
    let signals = signals.figures.iter().flat_map(|one| signal_rows(lang, one, loaded));
    FlatTable::of(findings.chain(signals))
}

/// A signal under the head of the findings: its share, the units at the threshold, and the rows where it
/// stands out. The severity is blank where nothing does.
fn signal_rows<'a>(
    lang: Lang,
    figures: &'a SignalFigures,
    loaded: &'a Loaded,
) -> Vec<FindingRecord<'a>> {
    let signal = figures.signal;
    let stands_out = figures.stands_out();
    let whole = FindingRecord {
        code: signal.number,
        name: signal.name,
        severity: if stands_out { signal.severity.name() } else { "" },
        title: pick(lang, signal.texts().title),
        repair: pick(lang, signal.texts().ordinary_reasons),
        ..FindingRecord::default()
    };
    let of = |value: String| FindingRecord { value: Some(value.into()), ..whole.clone() };
    let parts = |share: Ratio| format!("{}/{}", share.numerator(), share.denominator());
    let mut rows = vec![of(figures.share.map_or_else(|absence| absence.name().to_owned(), parts))];
    rows.extend(figures.units.iter().map(|unit| {
        let name = unit.name.as_deref().unwrap_or_default();
        of(format!("{name}: {}", parts(unit.share)))
    }));
    if stands_out {
        let places = signals::places(figures, loaded);
        rows.extend(places.map(|(file, row)| FindingRecord {
            file,
            row: Some(row.into()),
            ..whole.clone()
        }));
    }
    rows
}

/// The head of the file that `--rejects` writes: place, reason, then every mapped column of any file.
pub fn rejects_head(loaded: &Loaded) -> Vec<String> {
    let mut head: Vec<String> = ["file", "row", "reason"].map(str::to_owned).to_vec();
    head.extend(loaded.fields.iter().map(|field| field.name().to_owned()));
    head
}

/// A line of the file that `--rejects` writes.
pub fn rejects_line(loaded: &Loaded, reject: RejectedRow) -> Vec<String> {
    let RejectedRow { file, row, reason, mut cells } = reject;
    let mut line = vec![file, row.to_string(), reason.name().to_owned()];
    line.extend(loaded.fields.iter().map(|field| {
        let cell = cells.iter_mut().find(|(other, _)| other == field);
        cell.map(|(_, text)| std::mem::take(text)).unwrap_or_default()
    }));
    line
}
