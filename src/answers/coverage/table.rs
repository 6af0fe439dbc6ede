//! The table "Sources and how far they reach": whole in the overview and in reports, and in every other answer with
//! a period what there is to say.
//!
//! In: loaded dossiers held against a period. Out: lines, a table, the blocks of an answer. Must not know: records,
//! file formats.

use super::names::{month_name, title};
use crate::answers::model::Block;
use crate::answers::phrase::Phrase;
use crate::answers::provenance::day;
use crate::answers::table::{Cell, Column, Table, TableRow};
use crate::dossiers::{Loaded, ReachState, Relation, SourceReach};
use crate::words::Lang;

/// So many lines stand in an answer that is about something else.
const SHOWN: usize = 10;

/// A line of the table.
pub struct SourceLine {
    pub title: String,
    /// Files, rows, rows rejected, rows that a later one replaced.
    pub numbers: [u64; 4],
    pub until: String,
    pub state: String,
    /// Whether it says more than that all is well.
    has_news: bool,
}

/// The sources, those that do not reach first, and the units of the roster that tell nothing; nothing where
/// there is but one source and all is well.
pub fn lines(lang: Lang, loaded: &Loaded) -> Option<Vec<SourceLine>> {
    let lines = all_lines(lang, loaded, None);
    let is_told = lines.len() > 1 || loaded.reach.not_covered().next().is_some();
    let is_quiet = || loaded.reach.sources.iter().any(|one| one.state == ReachState::Quiet);
    (is_told || is_quiet()).then_some(lines)
}

/// Every line; of one unit, that of its sources alone.
fn all_lines(lang: Lang, loaded: &Loaded, unit: Option<&str>) -> Vec<SourceLine> {
    let is_meant = |name: &str| unit.is_none_or(|unit| unit == name);
    let mut sorted: Vec<&SourceReach> = (loaded.reach.sources.iter())
        .filter(|source| unit.is_none() || source.units.iter().any(|own| is_meant(own)))
        .collect();
    sorted.sort_by_key(|source| std::cmp::Reverse(source.state));
    let of_sources = sorted.into_iter().map(|source| {
        let is_sent_twice = is_sent_twice(loaded, source);
        let is_well = source.state == ReachState::Covered && source.missing_months.is_empty();
        SourceLine {
            title: unit.map_or_else(|| title(lang, source), str::to_owned),
            numbers: [
                source.files.len() as u64,
                source.ledger.read,
                source.ledger.rejected_total(),
                source.ledger.superseded,
            ],
            until: source.until.map_or_else(|| "–".to_owned(), |last| day(lang, last)),
            state: state(lang, source, is_sent_twice),
            has_news: !is_well || has_rejected(source) || is_sent_twice,
        }
    });
    let in_period = loaded.presence.silent_in_period.iter().map(|name| &**name);
    let absent = loaded.silent_units().chain(in_period).filter(|name| is_meant(name));
    let absent = absent.map(|name| SourceLine {
        title: name.to_owned(),
        numbers: [0; 4],
        until: "–".to_owned(),
        state: lang.of("không có hồ sơ trong kỳ", "no dossier in the period").to_owned(),
        has_news: true,
    });
    let unread = loaded.findings.iter().filter(|finding| {
        unit.is_none() && finding.code.is_file_failure() && !finding.file.is_empty()
    });
    let unread = unread.map(|finding| SourceLine {
        title: finding.file.clone(),
        numbers: [1, 0, 0, 0],
        until: "–".to_owned(),
        state: format!("{} ({})", lang.of("không đọc được", "not read"), finding.code.number()),
        has_news: true,
    });
    of_sources.chain(absent).chain(unread).collect()
}

fn has_rejected(source: &SourceReach) -> bool {
    source.ledger.rejected_total() > 0
}

/// Whether two of its files are the same, or contradict each other: rows that go on from month to month are no news.
fn is_sent_twice(loaded: &Loaded, source: &SourceReach) -> bool {
    let odd = loaded.overlaps.iter().filter(|overlap| overlap.relation != Relation::LaterState);
    let is_own = |file: &str| source.files.iter().any(|own| own == file);
    let mut odd = odd.map(|overlap| [&overlap.newer.file, &overlap.older.file]);
    odd.any(|files| files.into_iter().any(|file| is_own(file)))
}

/// What every answer with a period says of its sources behind its figures: the lines that say more than that all is
/// well, up to ten; one sentence where all is; nothing where that goes without saying, for there is but one file.
pub fn blocks(lang: Lang, loaded: &Loaded, unit: Option<&str>) -> Vec<Block> {
    let all = all_lines(lang, loaded, unit);
    let (told, well): (Vec<SourceLine>, Vec<SourceLine>) =
        all.into_iter().partition(|line| line.has_news);
    if told.is_empty() {
        return all_is_well(lang, loaded, unit, &well).map(Block::Paragraph).into_iter().collect();
    }
    let more = told.len().saturating_sub(SHOWN);
    let shown = told.into_iter().take(SHOWN).collect();
    let mut table = table(lang, shown);
    table.notes.extend(left_out(lang, more, well.len()));
    vec![Block::Heading(heading(lang).to_owned()), Block::Table(table)]
}

/// `Nguồn dữ liệu: 35 tệp, 86 đơn vị; không nguồn nào dừng sớm.`
fn all_is_well(
    lang: Lang,
    loaded: &Loaded,
    unit: Option<&str>,
    lines: &[SourceLine],
) -> Option<Phrase> {
    let mut files: Vec<&String> = loaded.reach.sources.iter().flat_map(|one| &one.files).collect();
    files.sort_unstable();
    files.dedup();
    if unit.is_some() || lines.is_empty() || files.len() < 2 {
        return None;
    }
    let phrase = Phrase::from(lang.of("Nguồn dữ liệu: ", "Sources: "));
    let mut phrase = phrase.count(files.len() as u64).text(lang.of(" tệp", " files"));
    let units = loaded.reach.units() as u64;
    if units > 0 {
        phrase = phrase.text(lang.of(", ", ", ")).count(units).text(lang.of(" đơn vị", " units"));
    }
    Some(phrase.text(lang.of("; không nguồn nào dừng sớm.", "; none ends early.")))
}

/// What the table of an answer leaves out, and where it stands.
fn left_out(lang: Lang, more: usize, well: usize) -> Option<Phrase> {
    if more + well == 0 {
        return None;
    }
    let mut phrase = Phrase::default();
    if more > 0 {
        phrase = phrase.text(lang.of("Còn ", "And ")).count(more as u64);
        phrase = phrase.text(lang.of(" dòng nữa. ", " more lines. "));
    }
    if well > 0 {
        phrase = phrase.text(lang.of("Các nguồn khác: ", "Other sources: ")).count(well as u64);
        phrase = phrase.text(lang.of(", đều đủ. ", ", all covered. "));
    }
    Some(phrase.text(lang.of(
        "Đủ cả bảng: tổng quan (`cchc DỮ LIỆU`).",
        "The whole table: the overview (`cchc PATH`).",
    )))
}

/// The whole table, as the overview has it.
pub fn sources(lang: Lang, loaded: &Loaded) -> Vec<Block> {
    let Some(lines) = lines(lang, loaded) else { return Vec::new() };
    vec![Block::Heading(heading(lang).to_owned()), Block::Table(table(lang, lines))]
}

const fn heading(lang: Lang) -> &'static str {
    lang.of("Nguồn dữ liệu và ngày cuối có thông tin", "Sources and how far they reach")
}

fn table(lang: Lang, lines: Vec<SourceLine>) -> Table {
    let rows = lines.into_iter().map(|line| {
        let numbers = line.numbers.map(Cell::Count);
        let words = [line.until, line.state].map(Cell::Text);
        TableRow::body([Cell::Text(line.title)].into_iter().chain(numbers).chain(words).collect())
    });
    Table { columns: heads(lang), rows: rows.collect(), notes: Vec::new() }
}

fn heads(lang: Lang) -> Vec<Column> {
    vec![
        Column::text(lang, "units"),
        Column::number(lang, "files"),
        Column::number(lang, "rows"),
        Column::number(lang, "rejected"),
        Column::number(lang, "sent_again"),
        Column::text(lang, "covered_until"),
        Column::text(lang, "state"),
    ]
}

fn state(lang: Lang, source: &SourceReach, is_sent_twice: bool) -> String {
    let state = match source.state {
        ReachState::Covered => lang.of("đủ", "covered"),
        ReachState::Quiet => lang.of("ít hồ sơ, không có hồ sơ mới", "few dossiers, quiet"),
        ReachState::Ends => lang.of("dừng trong kỳ", "ends in the period"),
        ReachState::Silent => lang.of("dừng trước kỳ", "ends before the period"),
    };
    let mut parts = vec![state.to_owned()];
    if !source.missing_months.is_empty() {
        let months = source.missing_months.iter().map(|month| month_name(lang, *month));
        let months = months.collect::<Vec<_>>().join(", ");
        parts.push(format!("{} {months}", lang.of("thiếu tệp tháng", "no file for")));
    }
    if is_sent_twice {
        parts.push(lang.of("có tệp gửi hai lần", "a file was sent twice").to_owned());
    }
    parts.join("; ")
}
