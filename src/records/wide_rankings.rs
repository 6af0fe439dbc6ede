//! Published tables of scores and ranks that are no log: years or indices across, a year or an index that only
//! the title names, `Chỉ số` over a column of scores.
//!
//! In: the cells of a source. Out: one [`WideResult`] per unit, year and index, or nothing where the table is a log
//! or cannot be told. Must not know: which results are compared.

use std::collections::{BTreeMap, BTreeSet};

use super::file_rows::FileRows;
use super::ranking_headings::{Measure, WideColumn, names, unit_column, wide_columns, year_in};
use super::ranking_words::WORDS;
use crate::columns::{Common, Decimal, NumberFault, count_of, is_blank_word, points_of};
use crate::domain::{fold, trim};
use crate::findings::{Exclusion, Finding, FindingCode, Ledger, Rejection};
use crate::read::{Dialect, Opener, Records, Source};

/// The rows of a table, trimmed, with their numbers.
type Rows = Vec<(u64, Vec<String>)>;

/// No table of rankings is larger, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;
/// No table has more titles.
const MOST_TITLES: usize = 30;
/// What an index is called that nothing names.
const UNNAMED: &str = "Chỉ số (không ghi tên)";

/// A result of a whole index.
#[derive(Debug)]
pub struct WideResult {
    pub year: i32,
    pub index: String,
    pub unit: String,
    pub score: Option<Decimal>,
    pub rank: Option<u64>,
}

/// The head of a table of results that is no log.
pub struct WideHead {
    /// The first of its rows, from 1.
    pub row: usize,
    pub rows: usize,
    pub delimiter: u8,
    /// One per column.
    pub names: Vec<String>,
    /// By column: its field, and the year and index that it is of.
    pub told: BTreeMap<usize, (&'static str, Option<String>)>,
    /// Whether it names an index: other tables by unit have numbers and ranks, too.
    pub is_of_an_index: bool,
}

/// A table of results that is no log.
struct WideTable {
    /// Place of the first row of the head.
    head: usize,
    /// Place of the first row of the body.
    body: usize,
    names: Vec<String>,
    unit: usize,
    columns: Vec<WideColumn>,
    ignored: Vec<String>,
}

/// Reads a source as a table that is no log; nothing where it is one, or cannot be told.
pub fn read_wide(opener: &Opener, source: &Source) -> Option<FileRows<WideResult>> {
    read(opener, source).map(|(_, rows)| rows)
}

/// The head of such a table.
pub fn wide_head(opener: &Opener, source: &Source) -> Option<WideHead> {
    read(opener, source).map(|(head, _)| head)
}

fn read(opener: &Opener, source: &Source) -> Option<(WideHead, FileRows<WideResult>)> {
    let (text, delimiter) = opener.open(source).ok()?.whole_text(LARGEST).ok()?;
    let tried = delimiter.map_or_else(|| Dialect::DELIMITERS.to_vec(), |known| vec![known]);
    let named = [source.sheet_name().map(str::to_owned), source.stem()];
    let named: Vec<String> = named.into_iter().flatten().collect();
    tried.into_iter().find_map(|delimiter| {
        let rows = rows(&text, delimiter);
        let table = table(&rows, &named)?;
        let read = Reading::new(source.name(), &table, &rows).rows;
        (!read.records.is_empty()).then(|| (table.described(delimiter), read))
    })
}

impl WideTable {
    fn described(self, delimiter: u8) -> WideHead {
        let mut told = BTreeMap::from([(self.unit, ("unit", None))]);
        for column in &self.columns {
            told.extend(column.year_column.map(|place| (place, ("year", None))));
            told.extend(column.index_column.map(|place| (place, ("index", None))));
            let of = [column.index.clone(), column.year.map(|year| year.to_string())];
            let of = of.into_iter().flatten().collect::<Vec<_>>().join(" ");
            let field = match column.measure {
                Measure::Score => "score",
                Measure::Rank => "rank",
            };
            told.insert(column.place, (field, Some(of).filter(|of| !of.is_empty())));
        }
        let (row, rows) = (self.head + 1, self.body - self.head);
        let is_of_an_index = self
            .columns
            .iter()
            .any(|column| column.index.is_some() || column.index_column.is_some());
        WideHead { row, rows, delimiter, names: self.names, told, is_of_an_index }
    }
}

fn rows(text: &[u8], delimiter: u8) -> Rows {
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    let mut records = Records::new(text, Dialect::new(delimiter));
    let mut rows = Rows::new();
    while let Some(record) = records.advance() {
        let cells = record.cells().map(|cell| trim(&String::from_utf8_lossy(&cell)).to_owned());
        rows.push((rows.len() as u64 + 1, cells.collect()));
    }
    rows
}

/// The table of some rows. `named`: the sheet and the file.
fn table(rows: &Rows, named: &[String]) -> Option<WideTable> {
    let (at, unit) = rows
        .iter()
        .take(MOST_TITLES)
        .enumerate()
        .find_map(|(at, (_, cells))| Some((at, unit_column(cells)?)))?;
    let head = &rows.get(at)?.1;
    // Leaves below merged cells: a row that names measures and has no unit.
    let below = rows.get(at + 1).map(|(_, cells)| cells);
    let is_leaves = |cells: &&Vec<String>| {
        let own = cells.get(unit).map_or("", String::as_str);
        let is_repeated =
            own.is_empty() || head.get(unit).is_some_and(|name| fold(name) == fold(own));
        is_repeated && cells.iter().any(|cell| Measure::of(cell).is_some())
    };
    let leaves = below.filter(is_leaves);
    let body = at + 1 + usize::from(leaves.is_some());
    let numbers = |column: usize| {
        let cells = rows.iter().skip(body).filter_map(move |(_, cells)| cells.get(column));
        cells.filter(|cell| !is_blank(cell)).map(String::as_str).collect::<Vec<_>>()
    };
    let titles = rows.iter().take(at).flat_map(|(_, cells)| cells).filter(|cell| !cell.is_empty());
    let around: Vec<&str> =
        titles.map(String::as_str).chain(named.iter().map(String::as_str)).collect();
    let year = around.iter().find_map(|text| year_in(text));
    let index = around.iter().find_map(|text| WORDS.index_in(text));
    let (mut columns, ignored) = wide_columns(head, leaves, unit, &numbers)?;
    // "Chỉ số PAR Index" beside "Xếp hạng": the ranks are of the one index that any heading names.
    let in_heads: BTreeSet<&String> =
        columns.iter().filter_map(|column| column.index.as_ref()).collect();
    let only = in_heads.first().filter(|_| in_heads.len() == 1).map(|name| (*name).clone());
    let index = index.or(only);
    for column in &mut columns {
        column.year = column.year.or(year);
        column.index = column.index.take().or_else(|| index.clone());
    }
    Some(WideTable { head: at, body, names: names(head, leaves), unit, columns, ignored })
}

fn is_blank(cell: &str) -> bool {
    cell.is_empty() || is_blank_word(cell.as_bytes())
}

/// The rows of a table, as they are read.
struct Reading<'a> {
    table: &'a WideTable,
    rows: FileRows<WideResult>,
    file: String,
}

/// What one row says of one year of one index.
#[derive(Default)]
struct Results {
    score: Option<Decimal>,
    rank: Option<u64>,
}

impl<'a> Reading<'a> {
    fn new(file: String, table: &'a WideTable, rows: &Rows) -> Self {
        let findings = table.ignored.iter().map(|name| Finding {
            file: file.clone(),
            row: None,
            column: Some(name.clone()),
            value: None,
            code: FindingCode::UnknownTableColumn,
        });
        let fields = ["year", "index", "unit", "score", "rank"].into_iter().collect();
        let empty = FileRows {
            records: Vec::new(),
            fields,
            findings: findings.collect(),
            ledger: Ledger { files: 1, ..Ledger::default() },
        };
        let mut reading = Self { table, rows: empty, file };
        for (place, (number, cells)) in rows.iter().enumerate() {
            if place < table.body {
                let is_empty = cells.iter().all(String::is_empty);
                let kind = if is_empty { Exclusion::BlankRow } else { Exclusion::TitleRow };
                // Headings stand in no account.
                if place + 2 < table.body {
                    reading.exclude(kind);
                }
            } else {
                reading.read(*number, cells);
            }
        }
        reading
    }

    fn exclude(&mut self, reason: Exclusion) {
        self.rows.ledger.read += 1;
        *self.rows.ledger.excluded.entry(reason).or_default() += 1;
    }

    fn reject(&mut self, row: u64, column: &str, value: &str, reason: Rejection) {
        self.rows.ledger.read += 1;
        *self.rows.ledger.rejected.entry(reason).or_default() += 1;
        self.rows.findings.push(Finding {
            file: self.file.clone(),
            row: Some(row),
            column: Some(column.to_owned()),
            value: Some(value.to_owned()),
            code: reason.finding(),
        });
    }

    /// One row: a reading for each year and index that it tells.
    fn read(&mut self, row: u64, cells: &[String]) {
        let filled: Vec<&String> = cells.iter().filter(|cell| !is_blank(cell)).collect();
        let unit = cells.get(self.table.unit).map_or("", String::as_str);
        if filled.is_empty() {
            return self.exclude(Exclusion::BlankRow);
        }
        if let Some(kind) = furniture(&filled, unit) {
            return self.exclude(kind);
        }
        let mut results: BTreeMap<(i32, String), Results> = BTreeMap::new();
        for column in &self.table.columns {
            let cell = cells.get(column.place).map_or("", String::as_str);
            let year = column.year.or_else(|| {
                let own = cells.get(column.year_column?)?;
                year_in(own)
            });
            let index = column.index_column.and_then(|place| cells.get(place).cloned());
            let index =
                index.or_else(|| column.index.clone()).unwrap_or_else(|| UNNAMED.to_owned());
            if is_blank(cell) {
                continue;
            }
            let Some(year) = year else {
                return self.reject(row, &column.name, cell, Rejection::BadPeriod);
            };
            let slot = results.entry((year, index)).or_default();
            let read = match column.measure {
                Measure::Score => points_of(cell).map(|score| slot.score = Some(score)),
                Measure::Rank => rank_of(cell).map(|rank| slot.rank = Some(rank)),
            };
            if let Err(fault) = read {
                let reason = match fault {
                    NumberFault::NoNumber => Rejection::UnreadableNumber,
                    NumberFault::InDoubt => Rejection::CountInDoubt,
                };
                return self.reject(row, &column.name, cell, reason);
            }
        }
        if results.is_empty() {
            return self.reject(row, "score", unit, Rejection::MissingKey);
        }
        for ((year, index), Results { score, rank }) in results {
            self.rows.ledger.read += 1;
            self.rows.ledger.counted += 1;
            let key = format!("{year}\n{}\n{}\n{row}", fold(&index), fold(unit));
            let unit = unit.to_owned();
            self.rows.records.push((row, key, WideResult { year, index, unit, score, rank }));
        }
    }
}

/// `1`, `1/63`, `Thứ 1`, `Hạng 1`.
fn rank_of(cell: &str) -> Result<u64, NumberFault> {
    let own = cell.split('/').next().unwrap_or(cell);
    let digits = own.trim_start_matches(|c: char| !c.is_ascii_digit());
    let rank = count_of(digits)?;
    if rank == 0 { Err(NumberFault::NoNumber) } else { Ok(rank) }
}

/// What a row is that names no unit.
fn furniture(filled: &[&String], unit: &str) -> Option<Exclusion> {
    let common = Common::built_in();
    let opens = |text: &str, labels: &[String]| {
        let key = fold(text);
        labels.iter().any(|label| {
            let rest = key.strip_prefix(label.as_str());
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    };
    if filled.iter().any(|cell| opens(cell, &common.signature_labels)) {
        return Some(Exclusion::SignatureRow);
    }
    if opens(unit, &common.total_labels) {
        return Some(Exclusion::TotalRow);
    }
    let is_text = |cell: &&String| cell.chars().any(char::is_alphabetic);
    (unit.is_empty() || (filled.len() == 1 && filled.iter().all(is_text)))
        .then_some(Exclusion::GroupRow)
}
