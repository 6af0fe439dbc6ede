//! How far the sources reach, for people and machines: a line, a table, a record.
//!
//! In: loaded dossiers held against a period. Out: notes, a table, a record. Must not know: file formats.

mod names;
mod table;

use schemars::JsonSchema;
use serde::Serialize;

use self::names::{month_name, title};
use super::phrase::Phrase;
use super::provenance::day;
use crate::domain::Day;
use crate::dossiers::{Loaded, ReachState, SourceReach, UnreportedDossiers};
use crate::words::Lang;
pub use table::{blocks, lines, sources};

/// So many sources are named in a line.
const NAMED: usize = 6;

/// What is not known of the period, before anything else is said; nothing where all sources reach.
pub fn notes(lang: Lang, loaded: &Loaded) -> Vec<Phrase> {
    notes_of(lang, loaded, None)
}

/// The same, of one unit or of all.
pub fn notes_of(lang: Lang, loaded: &Loaded, unit: Option<&str>) -> Vec<Phrase> {
    let is_meant =
        |source: &&SourceReach| unit.is_none_or(|unit| source.units.iter().any(|own| own == unit));
    let of_state =
        |state| loaded.reach.sources.iter().filter(is_meant).filter(move |one| one.state == state);
    let silent = line(
        (lang, loaded, unit),
        &of_state(ReachState::Silent).collect::<Vec<_>>(),
        lang.of(
            "Không có dữ liệu của kỳ (nguồn dừng trước kỳ), không tính vào tỷ lệ nào: ",
            "No data of the period (the source ends before it), in no rate: ",
        ),
    );
    let ends = line(
        (lang, loaded, unit),
        &of_state(ReachState::Ends).collect::<Vec<_>>(),
        lang.of(
            "Dữ liệu chưa đến ngày chốt, hồ sơ chưa xong không xếp còn hạn hay quá hạn: ",
            "The data do not reach to the as-of day, open dossiers are neither in term nor overdue: ",
        ),
    );
    silent.into_iter().chain(ends).chain(unreported_note(lang, loaded, unit)).collect()
}

/// What newer files do not tell any more, of one unit or of all.
fn unreported_note(lang: Lang, loaded: &Loaded, unit: Option<&str>) -> Option<Phrase> {
    let unreported = unreported_of(loaded, unit);
    let all: u64 = unreported.iter().map(|(_, dossiers)| dossiers).sum();
    if all == 0 {
        return None;
    }
    let named = unreported.iter().take(NAMED).map(|(unreported, dossiers)| {
        format!("{}: {dossiers}, {}", unreported.file, until(lang, Some(unreported.until)))
    });
    let named = named.collect::<Vec<_>>().join("; ");
    let more = unreported.len().saturating_sub(NAMED);
    let more = if more > 0 { format!("; +{more}") } else { String::new() };
    let phrase =
        Phrase::from(lang.of("Tệp mới hơn không còn có ", "Newer exports no longer tell "));
    Some(phrase.count(all).text(match lang {
        Lang::Vi => format!(" hồ sơ chưa xong ({named}{more}): không xếp còn hạn hay quá hạn."),
        Lang::En => format!(" open dossiers ({named}{more}): neither in term nor overdue."),
    }))
}

/// The files with what they left open and newer ones do not tell any more, of one unit or of all.
fn unreported_of<'a>(loaded: &'a Loaded, unit: Option<&str>) -> Vec<(&'a UnreportedDossiers, u64)> {
    let of_unit = |unreported: &UnreportedDossiers| match unit {
        None => unreported.dossiers(),
        Some(unit) => unreported.units.get(&Some(unit.to_owned())).copied().unwrap_or(0),
    };
    let all = loaded.reach.unreported.iter().map(|unreported| (unreported, of_unit(unreported)));
    all.filter(|(_, dossiers)| *dossiers > 0).collect()
}

/// `unit`: the one that it is about; then no other is named or counted.
fn line(
    (lang, loaded, unit): (Lang, &Loaded, Option<&str>),
    sources: &[&SourceReach],
    start: &str,
) -> Option<Phrase> {
    let last = sources.first()?.until;
    if let Some(unit) = unit {
        return Some(Phrase::from(format!("{start}{unit} ({}).", until(lang, last))));
    }
    let units: usize = sources.iter().map(|source| source.units.len()).sum();
    let mut phrase = Phrase::from(start);
    if units > 0 && units < loaded.reach.units() {
        phrase = phrase
            .count(units as u64)
            .text(lang.of(" trong ", " of "))
            .count(loaded.reach.units() as u64)
            .text(lang.of(" đơn vị: ", " units: "));
    }
    let named = sources
        .iter()
        .take(NAMED)
        .map(|source| format!("{} ({})", title(lang, source), until(lang, source.until)));
    phrase = phrase.text(named.collect::<Vec<_>>().join("; "));
    let more = sources.len().saturating_sub(NAMED);
    Some(if more == 0 {
        phrase.text(".")
    } else {
        phrase
            .text(lang.of("; và ", "; and "))
            .count(more as u64)
            .text(lang.of(" nguồn khác.", " more sources."))
    })
}

/// The units whose data do not reach to the as-of day: `UBND xã A (đến 30/06/2024)`; of one unit or of all.
pub fn names(lang: Lang, loaded: &Loaded, unit: Option<&str>) -> Vec<String> {
    let units = loaded.reach.units_not_covered();
    let meant = units.filter(|(name, _)| unit.is_none_or(|unit| unit == *name));
    meant.map(|(name, last)| format!("{name} ({})", until(lang, last))).collect()
}

/// What stands before all figures of a report: the first of these units, and how many more there are.
pub fn sentence(lang: Lang, names: &[String]) -> Option<String> {
    if names.is_empty() {
        return None;
    }
    let first = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; ");
    let more = names.len().saturating_sub(NAMED);
    let all = names.len();
    Some(match lang {
        Lang::Vi => {
            let more =
                if more > 0 { format!("; và {more} đơn vị khác") } else { String::new() };
            format!(
                "Chưa đủ dữ liệu: {all} đơn vị chưa có dữ liệu đến ngày chốt: {first}{more}. Hồ sơ chưa giải quyết xong của các đơn vị này không xếp vào còn hạn hay quá hạn."
            )
        }
        Lang::En => {
            let more = if more > 0 { format!("; and {more} more") } else { String::new() };
            format!(
                "The data are not complete: those of {all} units do not reach to the as-of day: {first}{more}. Their open dossiers are neither in term nor overdue."
            )
        }
    })
}

/// `đến 30/06/2024`
fn until(lang: Lang, until: Option<Day>) -> String {
    match until {
        Some(last) => format!("{} {}", lang.of("đến", "until"), day(lang, last)),
        None => lang.of("không có ngày nào", "no day at all").to_owned(),
    }
}

/// How far the sources reach towards the end of the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CoverageRecord {
    /// Whether every source tells of the as-of day, and newer files of all that older ones left open.
    pub is_complete: bool,
    /// How many units the files name, and of how many the as-of day is covered.
    pub units: usize,
    pub covered: usize,
    /// The units that are not.
    pub not_covered: Vec<NotCoveredRecord>,
    /// Open dossiers that newer files do not tell any more, file by file.
    pub no_longer_told: Vec<UnreportedRecord>,
    pub sources: Vec<SourceRecord>,
}

/// What one file left open and newer ones do not tell any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnreportedRecord {
    pub file: String,
    pub dossiers: u64,
    /// The last day of which the file tells, as `YYYY-MM-DD`.
    pub covered_until: String,
}

/// A unit whose source ends before the as-of day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotCoveredRecord {
    pub unit: String,
    /// The last day that is known of it, as `YYYY-MM-DD`; null where there is none.
    pub covered_until: Option<String>,
    /// `ends_in_period`, or `ends_before_period`: then it has no counts of the period.
    pub state: &'static str,
}

/// Units that stand in the same files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SourceRecord {
    /// None where no file names any.
    pub units: Vec<String>,
    pub files: Vec<String>,
    /// Rows of the files, those rejected among them, and those that a later row of the dossier replaced.
    pub rows: u64,
    pub rejected: u64,
    pub superseded: u64,
    /// The last day it tells of, as `YYYY-MM-DD`; null where there is none.
    pub covered_until: Option<String>,
    /// `covered`, `quiet`, `ends_in_period` or `ends_before_period`.
    pub state: &'static str,
    /// Months in the period without a file, as `YYYY-MM`, where files come month by month.
    pub missing_months: Vec<String>,
}

/// For machines.
pub fn record(loaded: &Loaded) -> CoverageRecord {
    record_of(loaded, None)
}

/// The same, of one unit or of all: a package of a unit names no other.
pub fn record_of(loaded: &Loaded, unit: Option<&str>) -> CoverageRecord {
    let is_meant = |own: &&String| unit.is_none_or(|unit| unit == own.as_str());
    let meant: Vec<&SourceReach> = (loaded.reach.sources.iter())
        .filter(|source| unit.is_none() || source.units.iter().any(|own| is_meant(&own)))
        .collect();
    let not_covered: Vec<NotCoveredRecord> = meant
        .iter()
        .filter(|source| !source.state.is_covered())
        .flat_map(|source| {
            source.units.iter().filter(is_meant).map(|unit| NotCoveredRecord {
                unit: unit.clone(),
                covered_until: source.until.map(|day| day.to_string()),
                state: source.state.name(),
            })
        })
        .collect();
    let source = |source: &&SourceReach| SourceRecord {
        units: source.units.iter().filter(is_meant).cloned().collect(),
        files: source.files.clone(),
        rows: source.ledger.read,
        rejected: source.ledger.rejected_total(),
        superseded: source.ledger.superseded,
        covered_until: source.until.map(|day| day.to_string()),
        state: source.state.name(),
        missing_months: source
            .missing_months
            .iter()
            .map(|month| month_name(Lang::En, *month))
            .collect(),
    };
    let sources: Vec<SourceRecord> = meant.iter().map(source).collect();
    let units = sources.iter().map(|source| source.units.len()).sum();
    let unreported =
        unreported_of(loaded, unit).into_iter().map(|(unreported, dossiers)| UnreportedRecord {
            file: unreported.file.clone(),
            dossiers,
            covered_until: unreported.until.to_string(),
        });
    let no_longer_told: Vec<UnreportedRecord> = unreported.collect();
    let is_covered = meant.iter().all(|source| source.state.is_covered());
    CoverageRecord {
        is_complete: is_covered && no_longer_told.is_empty(),
        units,
        covered: units - not_covered.len(),
        not_covered,
        no_longer_told,
        sources,
    }
}

/// Says that the period runs on after the data end: what is open then may be closed elsewhere.
pub fn data_end(lang: Lang, loaded: &Loaded, as_of: Day, days_seen: (Day, Day)) -> Option<Phrase> {
    let text = day(lang, loaded.covered_until(days_seen, as_of)?);
    Some(match lang {
        Lang::Vi => format!("Dữ liệu chỉ có đến {text}, trước ngày chốt.").into(),
        Lang::En => format!("The data end on {text}, before the as-of day.").into(),
    })
}
