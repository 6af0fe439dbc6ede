//! The model of a published report: typed figures in tables, charts over those tables, official
//! forms, and where everything comes from.
//!
//! Renderers lay it out and do no arithmetic on it: every sum, rate, rank and change stands here, and
//! [`Report::check`](super::check) has looked at all of them before anything is written.

use std::collections::BTreeMap;

use super::brief::Brief;
use super::evaluation::Evaluation;
use super::filled::FilledForm;
use super::letterhead::Letterhead;
use crate::answers::coverage::CoverageRecord;
use crate::answers::map::MapPicture;
use crate::answers::phrase::Phrase;
use crate::answers::table::{Cell, Table};
use crate::domain::{Day, Exact, PeriodRule, Ratio};
use crate::findings::Ledger;
use crate::indicators::{Base, Definition, Measure, Sense};
use crate::words::Lang;

pub use super::chart::{Chart, ChartKind, Role, Series};

/// Everything one report says, about the whole of the data or one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    pub lang: Lang,
    /// `Tình hình tiếp nhận, giải quyết hồ sơ thủ tục hành chính`
    pub title: String,
    pub subject: Subject,
    pub period: PeriodFacts,
    pub letterhead: Letterhead,
    pub brief: Brief,
    pub headlines: Vec<Headline>,
    /// In the order in which they are read, each with one table.
    pub sections: Vec<Section>,
    /// The pages of the packages of units beside this one, by the names of the units.
    pub unit_pages: BTreeMap<String, String>,
    /// Pictures of the section of communes.
    pub maps: Vec<MapPicture>,
    /// Official forms that were asked for.
    pub forms: Vec<FilledForm>,
    /// What sentences are made of.
    pub facts: Facts,
    /// Definitions, sources, and what is unconfirmed: the notes that belong to no single table.
    pub notes: Vec<Note>,
    pub provenance: Provenance,
    /// Shares of fewer answers than this are not shown ([`Absence::TooFew`]).
    pub suppress_below: u64,
}

/// What the report is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The one unit it is about; nothing when it is about all the data.
    pub unit: Option<String>,
    /// For titles: `Huyện Hưng Hà`, `UBND xã Quỳnh Mỹ`, `Toàn bộ dữ liệu`.
    pub name: String,
    /// For sentences: `toàn huyện Hưng Hà`, `UBND xã Quỳnh Mỹ`, `các đơn vị`.
    pub in_sentence: String,
}

/// The period, and its name as people call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodFacts {
    pub from: Day,
    pub to: Day,
    pub as_of: Day,
    pub rule: PeriodRule,
    /// `tháng 6 năm 2024`, `quý II năm 2024`, `6 tháng đầu năm 2024`, `năm 2024`; the days otherwise.
    pub name: String,
    /// `Trong tháng`, `Trong quý`, `Trong 6 tháng đầu năm`, `Trong năm`, `Trong kỳ`.
    pub adverb: String,
    /// `2024-06`, `2024-Q2`, `2024-H1`, `2024`; `2024-01-05_2024-03-20` otherwise.
    pub slug: String,
    /// The whole line with days, rule and as-of day.
    pub line: String,
}

/// One figure of the first page, with its change.
#[derive(Debug, Clone, PartialEq)]
pub struct Headline {
    /// Name of the count or id of the indicator.
    pub key: &'static str,
    pub label: String,
    pub figure: Cell,
    /// On what a share rests, where that is not all.
    pub base: Option<Base>,
    pub sense: Sense,
    /// Against the period before, and the same one a year ago; empty when neither can be compared.
    pub changes: Vec<Change>,
}

/// A change against another period.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub against: Against,
    /// `tháng 5 năm 2024`
    pub period_name: String,
    pub before: Cell,
    pub figure: Cell,
    pub evaluation: Evaluation,
}

/// Which other period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Against {
    Previous,
    LastYear,
}

impl Against {
    /// The name in JSON and templates.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Previous => "previous",
            Self::LastYear => "last_year",
        }
    }
}

/// A part of the report: one table, with what is drawn from it. One sheet of the workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The name in JSON, CSV and templates: `units`, `months`, `satisfaction_3` …
    pub id: &'static str,
    pub title: String,
    /// Name of the sheet: at most 31 characters, none of `[]:*?/\`.
    pub sheet: String,
    /// What the table shows, in a sentence.
    pub lead: String,
    pub table: Table,
    /// How the figures were made and are to be checked: nothing for pages that are signed.
    pub working_notes: Vec<Phrase>,
    pub charts: Vec<Chart>,
}

impl Section {
    /// The notes of the table, and those on how its figures were made.
    pub fn notes(&self) -> impl Iterator<Item = &Phrase> {
        self.table.notes.iter().chain(&self.working_notes)
    }
}

/// A note with a heading: `Đúng hạn`, `Nguồn`, `Chưa xác nhận`.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    pub subject: String,
    pub text: Phrase,
}

/// Where the figures come from: enough to make them again, and to see that they are the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Provenance {
    /// `cchc 0.1.0`
    pub program: String,
    /// Label and value, in the reader's language: definition, grain, policy, filters, units …
    pub options: Vec<(String, String)>,
    /// Files of facts that the program carries, with edition and how sure they are.
    pub editions: Vec<(String, String)>,
    /// Edition of the working calendar, and of the days of a place.
    pub calendar: String,
    pub local_calendar: Option<String>,
    pub inputs: Vec<InputFile>,
    pub ledger: Ledger,
    pub failed_files: usize,
    /// The definition of the on-time rate.
    pub definition: Definition,
    pub grain: &'static str,
}

/// One file on disk, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    pub name: String,
    /// In hexadecimal; nothing when the file could not be read again.
    pub sha256: Option<String>,
    pub bytes: u64,
    /// Over all exports inside of it.
    pub rows_read: u64,
    pub rows_counted: u64,
    pub rows_superseded: u64,
    pub rows_excluded: u64,
    pub rows_rejected: u64,
}

/// What the narrative is made of: every name is fixed, every value is a figure of the report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// By [`Count`](crate::tally::Count) name.
    pub counts: BTreeMap<&'static str, u64>,
    /// By indicator id.
    pub rates: BTreeMap<&'static str, Measure>,
    pub compared: Vec<ComparedFacts>,
    /// Names of periods that are compared with over some of the units only: headlines and tables hold the changes.
    pub compared_in_part: Vec<String>,
    /// How many units have dossiers in the period, and how many of them none late and none overdue.
    pub units: u64,
    pub units_without_late: u64,
    /// Units with enough dossiers, best first; at most five.
    pub best: Vec<RankedUnit>,
    /// The same, lowest rate first, only those with a dossier late.
    pub worst: Vec<RankedUnit>,
    /// Units by the level of their office, the highest first.
    pub levels: Vec<LevelFacts>,
    /// Units with overdue open dossiers, most first; at most ten, and how many there are.
    pub overdue: Vec<(String, u64)>,
    pub overdue_units: u64,
    /// By scale: `3` or `5` levels, with counts by level name.
    pub scales: Vec<ScaleFacts>,
    /// Findings by severity: critical, error, warning, info.
    pub findings: BTreeMap<&'static str, u64>,
    /// Units that had to report and have no dossier.
    pub silent_units: Vec<String>,
    /// Those that have dossiers, but none in the period.
    pub silent_in_period: Vec<String>,
    /// Units whose data do not reach to the as-of day, each with the last day that is known.
    pub not_covered: Vec<String>,
    /// How far the sources reach; nothing where that is not known.
    pub coverage: Option<CoverageRecord>,
    pub expected_units: u64,
    /// The score by an index, if one was asked for.
    pub score: Option<ScoreFacts>,
}

/// A score in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreFacts {
    /// The name of the index.
    pub index: String,
    pub points: Exact,
    pub computable: Exact,
    pub not_computable: Exact,
    pub lost: Exact,
    /// The class of the total; nothing while a part is open.
    pub band: Option<String>,
    /// On what the rates of criteria rest, by id, where that is not all dossiers.
    pub bases: BTreeMap<String, Base>,
}

/// Totals of another period.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedFacts {
    pub against: Against,
    pub period_name: String,
    pub counts: BTreeMap<&'static str, u64>,
    pub rates: BTreeMap<&'static str, Measure>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankedUnit {
    pub name: String,
    pub on_time: Ratio,
}

/// The units of one level. Units with few dossiers are counted, but not ranked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelFacts {
    /// `cấp xã`; other units where names tell no level.
    pub name: String,
    pub units: u64,
    pub ranked: u64,
    /// Of the ranked ones, those without a late dossier.
    pub without_late: u64,
    /// The lowest rates, lowest first; only units with a late dossier, at most five.
    pub lowest: Vec<RankedUnit>,
    /// Units with overdue open dossiers, most first; at most five, and how many there are.
    pub overdue: Vec<(String, u64)>,
    pub overdue_units: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleFacts {
    pub levels: u8,
    pub resolved: u64,
    /// By level name: `very_satisfied` …
    pub answers: BTreeMap<&'static str, u64>,
    pub rated: u64,
    /// Rated, and the answer may not be told; in no share.
    pub withheld: u64,
    /// Units with an answer that is told, of the units with resolved dossiers.
    pub units: u64,
    pub of_units: u64,
    /// The answers told, of all resolved dossiers, in files with ratings or without.
    pub base: Measure,
    pub satisfied: Measure,
    pub response: Measure,
}
