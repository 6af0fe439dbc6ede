//! Integrity signals → the section of `cchc check` that follows the findings.

use schemars::JsonSchema;
use serde::Serialize;

use super::flat::FlatTable;
use super::model::{Block, Document};
use super::phrase::Phrase;
use super::provenance::calendar_line;
use super::records::RateRecord;
use super::stats::small_group_note;
use super::table::{Cell, Column, Table, TableRow};
use super::text::nameless;
use crate::domain::{Absence, Ratio};
use crate::dossiers::Loaded;
use crate::tally::signals::{KEPT_ROWS, SIGNALS, Signal, SignalFigures, Signals, Threshold};
use crate::words::{Lang, pick};

/// So many rows and units of one signal stand in the tables for people.
const EXAMPLES: usize = 5;

/// For people: every signal with its share, then those that stand out with rows and units. Nothing
/// where there is no dossier.
pub fn blocks(lang: Lang, signals: &Signals, loaded: &Loaded) -> Vec<Block> {
    if loaded.dossiers.is_empty() {
        return Vec::new();
    }
    let heading = lang.of("Dấu hiệu cần xem lại", "Signals worth a look");
    let caution = lang.of(
        "Dấu hiệu chỉ gợi ý chỗ nên xem lại, không phải kết luận; dấu hiệu nào cũng có thể có lý do bình thường.",
        "A signal points at what deserves a look; it is no conclusion, and each may have an ordinary reason.",
    );
    let mut blocks = vec![
        Block::Heading(heading.to_owned()),
        Block::Paragraph(caution.into()),
        Block::Table(summary(lang, signals)),
    ];
    for figures in signals.figures.iter().filter(|figures| figures.stands_out()) {
        let signal = figures.signal;
        let title = pick(lang, signal.texts().title);
        blocks.push(Block::Heading(format!("{} {}: {title}", signal.number, signal.name)));
        blocks.push(Block::Facts(explanation(lang, figures.signal)));
        if !figures.units.is_empty() {
            blocks.push(Block::Table(units(lang, figures)));
        }
        blocks.push(Block::Table(rows(lang, figures, loaded)));
    }
    blocks
}

fn summary(lang: Lang, signals: &Signals) -> Table {
    let row = |figures: &SignalFigures| {
        let signal = figures.signal;
        let mark = if figures.stands_out() { Cell::Severity(signal.severity) } else { Cell::Empty };
        TableRow::body(vec![
            mark,
            Cell::Text(signal.number.to_owned()),
            Cell::Rate(figures.share),
            Cell::Parts(figures.share),
            Cell::Text(pick(lang, signal.texts().title).to_owned()),
        ])
    };
    let rows: Vec<TableRow> = signals.figures.iter().map(row).collect();
    let mut notes = vec![Phrase::from(lang.of(
        "Mức chỉ ghi khi toàn bộ dữ liệu hoặc một đơn vị đạt ngưỡng (xem `cchc help kiem-tra-du-lieu`).",
        "A severity stands where the whole or a unit meets the threshold (see `cchc help checking`).",
    ))];
    if rows.iter().flat_map(|row| &row.cells).any(Cell::is_small) {
        notes.push(small_group_note(lang).into());
    }
    notes.extend(absence_note(lang, signals, Absence::NotInExport));
    notes.extend(absence_note(lang, signals, Absence::NoDossiers));
    notes.push(calendar_note(lang, signals));
    Table {
        columns: vec![
            Column::text(lang, "severity"),
            Column::text(lang, "code"),
            Column::number(lang, "share"),
            Column::number(lang, "of"),
            Column::text(lang, "signal"),
        ],
        rows,
        notes,
    }
}

/// Which signals have no value for a reason.
fn absence_note(lang: Lang, signals: &Signals, absence: Absence) -> Option<Phrase> {
    let without = signals.figures.iter().filter(|figures| figures.share == Err(absence));
    let numbers: Vec<&str> = without.map(|figures| figures.signal.number).collect();
    let reason = match absence {
        Absence::NotInExport => lang.of(
            "không có trong dữ liệu xuất (thiếu cột, ngày không kèm giờ, hoặc mã hồ sơ không theo mẫu nào đã biết)",
            "not in the export (no such column, dates without a time of day, or codes of no known form)",
        ),
        Absence::NoDossiers
        | Absence::TooFew
        | Absence::TwoScales
        | Absence::NotCounted
        | Absence::NotCovered
        | Absence::LaterState
        | Absence::NotUnderstood => lang.of("không có hồ sơ nào để xét", "no dossier to ask about"),
    };
    (!numbers.is_empty()).then(|| format!("– {reason}: {}.", numbers.join(", ")).into())
}

fn calendar_note(lang: Lang, signals: &Signals) -> Phrase {
    let editions = (signals.calendar.as_str(), signals.local_calendar.as_deref());
    calendar_line(lang, editions, &signals.years_by_weekends).into()
}

/// The signal of a number or a name, in any case, with `-` for `_`.
pub fn find(word: &str) -> Option<&'static Signal> {
    let word = word.trim().to_lowercase().replace('-', "_");
    let is_meant = |signal: &&Signal| signal.number.to_lowercase() == word || signal.name == word;
    SIGNALS.iter().find(is_meant)
}

/// What a signal is, for `cchc explain`.
pub fn page(lang: Lang, signal: &Signal) -> Document {
    let title = format!("{} {}: {}", signal.number, signal.name, pick(lang, signal.texts().title));
    let no_verdict = lang.of(
        "Dấu hiệu cần xem lại, không phải kết luận; cchc check cho biết số lượng và các dòng.",
        "A signal worth a look, no verdict; cchc check gives its count and rows.",
    );
    let blocks = vec![
        Block::Heading(title),
        Block::Facts(explanation(lang, signal)),
        Block::Paragraph(no_verdict.into()),
    ];
    Document { blocks }
}

/// The same for machines.
#[derive(Serialize, JsonSchema)]
pub struct PageRecord {
    schema: &'static str,
    signals: [PageOfSignal; 1],
}

#[derive(Serialize, Default, JsonSchema)]
struct PageOfSignal {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    title: &'static str,
    formula: &'static str,
    least_count: u64,
    least_percent: u64,
    ordinary_reasons: &'static str,
}

impl PageOfSignal {
    fn new(lang: Lang, signal: &Signal) -> Self {
        Self {
            code: signal.number,
            name: signal.name,
            severity: signal.severity.name(),
            title: pick(lang, signal.texts().title),
            formula: pick(lang, signal.texts().formula),
            least_count: signal.threshold.count,
            least_percent: signal.threshold.percent,
            ordinary_reasons: pick(lang, signal.texts().ordinary_reasons),
        }
    }
}

/// The page as a record.
pub fn page_record(lang: Lang, signal: &Signal) -> PageRecord {
    PageRecord { schema: "cchc/explain/1", signals: [PageOfSignal::new(lang, signal)] }
}

/// The page as a flat row.
pub fn page_flat(lang: Lang, signal: &Signal) -> FlatTable {
    FlatTable::of([PageOfSignal::new(lang, signal)])
}

fn explanation(lang: Lang, signal: &Signal) -> Vec<(String, Phrase)> {
    let Threshold { count, percent } = signal.threshold;
    let threshold = match lang {
        Lang::Vi => Phrase::from("từ ").count(count).text(format!(" hồ sơ và từ {percent}%")),
        Lang::En => Phrase::default().count(count).text(format!(" dossiers and {percent}%")),
    };
    vec![
        (lang.of("Cách tính", "Formula").to_owned(), pick(lang, signal.texts().formula).into()),
        (lang.of("Ngưỡng", "Threshold").to_owned(), threshold),
        (
            lang.of("Lý do thường gặp", "Ordinary reasons").to_owned(),
            pick(lang, signal.texts().ordinary_reasons).into(),
        ),
    ]
}

fn units(lang: Lang, figures: &SignalFigures) -> Table {
    let rows = figures.units.iter().take(EXAMPLES).map(|unit| {
        let name = unit.name.clone().unwrap_or_else(|| nameless(lang).to_owned());
        TableRow::body(vec![
            Cell::Text(name),
            Cell::Rate(Ok(unit.share)),
            Cell::Parts(Ok(unit.share)),
        ])
    });
    let rows: Vec<TableRow> = rows.collect();
    let mut notes = Vec::new();
    if rows.iter().flat_map(|row| &row.cells).any(Cell::is_small) {
        notes.push(small_group_note(lang).into());
    }
    notes.extend(more_note(lang, (figures.units.len() - rows.len()) as u64));
    Table {
        columns: vec![
            Column::text(lang, "units_at_the_threshold"),
            Column::number(lang, "share"),
            Column::number(lang, "of"),
        ],
        rows,
        notes,
    }
}

fn rows(lang: Lang, figures: &SignalFigures, loaded: &Loaded) -> Table {
    let rows: Vec<TableRow> = places(figures, loaded)
        .take(EXAMPLES)
        .map(|(file, row)| {
            TableRow::body(vec![Cell::Text(file.to_owned()), Cell::Text(row.to_string())])
        })
        .collect();
    let all = figures.share.map_or(0, Ratio::numerator);
    let more = all.saturating_sub(rows.len() as u64);
    Table {
        columns: vec![Column::text(lang, "file"), Column::number(lang, "row")],
        rows,
        notes: more_note(lang, more).into_iter().collect(),
    }
}

/// What the tables leave to CSV and JSON.
pub fn more_note(lang: Lang, more: u64) -> Option<Phrase> {
    (more > 0).then(|| {
        Phrase::from(lang.of("Còn ", "And ")).count(more).text(lang.of(
            " trường hợp khác (xem bằng --format csv hoặc json).",
            " more (see --format csv or json).",
        ))
    })
}

/// The kept rows as file name and row.
pub fn places<'a>(
    figures: &'a SignalFigures,
    loaded: &'a Loaded,
) -> impl Iterator<Item = (&'a str, u32)> {
    figures.rows.iter().map(|place| {
        let name = loaded.source_names.get(place.file as usize);
        (name.map_or("", String::as_str), place.row)
    })
}

/// One signal as machines read it.
#[derive(Serialize, JsonSchema)]
pub struct SignalRecord<'a> {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    /// Whether the whole meets the threshold.
    marked: bool,
    count: Option<u64>,
    of: Option<u64>,
    share: RateRecord,
    threshold: ThresholdRecord,
    /// Units that meet the threshold by themselves.
    units: Vec<UnitRecord<'a>>,
    rows: Vec<RowRecord<'a>>,
    /// Rows counted but not listed.
    rows_left_out: u64,
    title: &'static str,
    formula: &'static str,
    ordinary_reasons: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct ThresholdRecord {
    count: u64,
    share: RateRecord,
}

#[derive(Serialize, JsonSchema)]
struct UnitRecord<'a> {
    unit: Option<&'a str>,
    count: u64,
    of: u64,
    share: RateRecord,
}

#[derive(Serialize, JsonSchema)]
struct RowRecord<'a> {
    file: &'a str,
    row: u32,
}

/// What non-working days were judged by.
#[derive(Serialize, JsonSchema)]
pub struct SignalCalendarRecord<'a> {
    edition: &'a str,
    /// Years of the data whose holidays the edition does not fully know.
    years_by_weekends: &'a [i32],
}

/// For machines. Names and codes are fixed; title, formula and reasons are in the language asked for.
pub fn records<'a>(
    lang: Lang,
    signals: &'a Signals,
    loaded: &'a Loaded,
) -> (Vec<SignalRecord<'a>>, SignalCalendarRecord<'a>) {
    let records = signals.figures.iter().map(|figures| record(lang, figures, loaded)).collect();
    let calendar = SignalCalendarRecord {
        edition: &signals.calendar,
        years_by_weekends: &signals.years_by_weekends,
    };
    (records, calendar)
}

fn record<'a>(lang: Lang, figures: &'a SignalFigures, loaded: &'a Loaded) -> SignalRecord<'a> {
    let signal = figures.signal;
    // No dossier to ask about is a count; a column that is not there is none.
    let [count, of] = match figures.share {
        Ok(share) => [Some(share.numerator()), Some(share.denominator())],
        Err(Absence::NoDossiers) => [Some(0), Some(0)],
        Err(_) => [None, None],
    };
    let share = RateRecord::new(figures.share);
    let rows = places(figures, loaded).map(|(file, row)| RowRecord { file, row });
    let units = figures.units.iter().map(|unit| UnitRecord {
        unit: unit.name.as_deref(),
        count: unit.share.numerator(),
        of: unit.share.denominator(),
        share: RateRecord::new(Ok(unit.share)),
    });
    let Threshold { count: least, percent } = signal.threshold;
    SignalRecord {
        code: signal.number,
        name: signal.name,
        severity: signal.severity.name(),
        marked: figures.is_marked,
        count,
        of,
        share,
        threshold: ThresholdRecord {
            count: least,
            share: RateRecord::new(Ratio::new(percent, 100).ok_or(Absence::NoDossiers)),
        },
        units: units.collect(),
        rows: rows.collect(),
        rows_left_out: count.unwrap_or(0).saturating_sub(KEPT_ROWS as u64),
        title: pick(lang, signal.texts().title),
        formula: pick(lang, signal.texts().formula),
        ordinary_reasons: pick(lang, signal.texts().ordinary_reasons),
    }
}
