//! The plan of an annex of indicators: one row per indicator, where it comes from, or why it cannot.

use crate::settings::{Problems, Sections, SettingsError, SettingsProblem, at};
use std::collections::BTreeMap;

use serde::Deserialize;

use super::file::{RawSource, check_id, read_sources};
use super::plan::{FormPlan, HeadValue, Level, Source};
use super::registry;
use crate::domain::Dimension;
use crate::indicators::{INDICATORS, Indicator};
use crate::settings::Words;
use crate::tally::Count;
use crate::words::Bilingual;

/// An annex. Its words are ours, so they are in the reader's language.
#[derive(Debug, Clone)]
pub struct AnnexPlan {
    /// `cchc`
    pub id: String,
    pub number: Words,
    /// Line by line.
    pub title: AnnexTitle,
    pub head: Vec<AnnexHeadItem>,
    pub columns: AnnexColumns,
    /// The levels that a row can be broken down by, in their order.
    pub levels: Vec<Level>,
    pub rows: Vec<AnnexRow>,
    /// Why a row is open when the exports lack its column.
    pub no_column: Words,
    pub sources: Vec<Source>,
    pub notes: Vec<Words>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnnexTitle {
    pub vi: Vec<String>,
    pub en: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnnexHeadItem {
    pub label: Words,
    pub value: HeadValue,
}

/// The heads of the columns.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnnexColumns {
    pub number: Words,
    pub name: Words,
    pub unit: Words,
    pub result: Words,
    pub previous: Words,
    pub remark: Words,
}

#[derive(Debug, Clone)]
pub struct AnnexRow {
    /// `4.1`
    pub number: String,
    pub name: Words,
    pub unit: Words,
    pub value: AnnexValue,
    pub is_by_level: bool,
    pub remark: Option<Words>,
}

/// Where the figure of a row comes from.
#[derive(Debug, Clone)]
pub enum AnnexValue {
    /// The sum of counts.
    Count(Vec<Count>),
    Rate(&'static Indicator),
    /// Not from dossier logs.
    Open {
        reason: Words,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RawValue {
    Count,
    Rate,
    Open,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRow {
    number: String,
    name: Words,
    unit: String,
    value: RawValue,
    #[serde(default)]
    by_level: bool,
    remark: Option<Words>,
    counts: Option<Vec<String>>,
    indicator: Option<String>,
    reason: Option<String>,
}

const NO_COLUMN: &str = "no_column";

impl AnnexPlan {
    /// Whether a row asks for marks or working days.
    pub fn has_evidence(&self) -> bool {
        self.rows.iter().any(|row| match &row.value {
            AnnexValue::Count(counts) => counts.iter().any(|count| count.is_evidence()),
            AnnexValue::Rate(indicator) => indicator.has_evidence(),
            AnnexValue::Open { .. } => false,
        })
    }

    /// The groupings that the annex can be filled from, best first, as for
    /// [`FormPlan::breakdowns`].
    pub fn breakdowns(&self) -> Vec<Vec<Dimension>> {
        vec![vec![Dimension::Level], Vec::new()]
    }

    /// Reads and checks the file of an annex; `file` is its name for messages.
    ///
    /// # Errors
    /// With everything that is wrong.
    pub fn parse(file: &str, text: &str) -> Result<Self, SettingsError> {
        let mut sections = Sections::open(registry::KIND, file, text, &registry::ANNEXES)?;
        let id = sections.take::<String>("id");
        let number = sections.take::<Words>("number");
        let title = sections.take::<AnnexTitle>("title");
        let head = sections.take_list::<AnnexHeadItem>("head");
        let columns = sections.take::<AnnexColumns>("columns");
        let levels_of = sections.take::<String>("levels_of");
        let units: BTreeMap<String, Words> = sections.take_table("units").into_iter().collect();
        let reasons: BTreeMap<String, Words> = sections.take_table("reasons").into_iter().collect();
        let raw_rows = sections.take_list::<RawRow>("rows");
        let raw_sources = sections.take_table::<RawSource>("sources");
        let notes = sections.take_list::<Words>("notes");
        sections.finish();
        let problems = &mut sections.problems;
        check_id(id.as_deref(), problems);
        let levels = levels_of.and_then(|form| levels_of_form(&form, problems));
        if !reasons.contains_key(NO_COLUMN) {
            problems.add(format!("reasons.{NO_COLUMN}"), SettingsProblem::Missing);
        }
        let mut reader = Reader { units: &units, reasons: &reasons, problems };
        let rows: Vec<AnnexRow> = raw_rows
            .into_iter()
            .filter_map(|(place, row)| reader.row(&at("rows", place), row))
            .collect();
        check_numbers(&rows, problems);
        let sources = read_sources(raw_sources, problems);
        let plan = (|| {
            Some(Self {
                id: id?,
                number: number?,
                title: title?,
                head: head.into_iter().map(|(_, item)| item).collect(),
                columns: columns?,
                levels: levels?,
                rows,
                no_column: reasons.get(NO_COLUMN)?.clone(),
                sources,
                notes: notes.into_iter().map(|(_, note)| note).collect(),
            })
        })();
        sections.conclude(plan)
    }
}

fn levels_of_form(id: &str, problems: &mut Problems) -> Option<Vec<Level>> {
    let plan = FormPlan::built_in(id);
    if plan.is_none() {
        let kind = Bilingual { vi: "biểu mẫu có sẵn", en: "built-in form" };
        problems.unknown("levels_of", kind, id, FormPlan::ids().into_iter());
    }
    Some(plan?.rows.blocks.iter().map(|block| block.level.clone()).collect())
}

fn check_numbers(rows: &[AnnexRow], problems: &mut Problems) {
    for (place, row) in rows.iter().enumerate() {
        let before = rows.get(..place).unwrap_or(&[]);
        if before.iter().any(|other| other.number == row.number) {
            problems.add(at("rows", place), SettingsProblem::Twice(row.number.clone()));
        }
    }
    if rows.is_empty() {
        problems.add("rows", SettingsProblem::Missing);
    }
}

/// Looks up names.
struct Reader<'a> {
    units: &'a BTreeMap<String, Words>,
    reasons: &'a BTreeMap<String, Words>,
    problems: &'a mut Problems,
}

impl Reader<'_> {
    fn row(&mut self, path: &str, raw: RawRow) -> Option<AnnexRow> {
        self.check_keys(path, &raw);
        let unit = self.units.get(&raw.unit);
        if unit.is_none() {
            let kind = Bilingual { vi: "đơn vị tính", en: "unit" };
            let known = self.units.keys().map(String::as_str);
            self.problems.unknown(format!("{path}.unit"), kind, &raw.unit, known);
        }
        let value = match raw.value {
            RawValue::Count => AnnexValue::Count(self.counts(path, &raw.counts?)),
            RawValue::Rate => AnnexValue::Rate(self.indicator(path, &raw.indicator?)?),
            RawValue::Open => {
                let reason = self.reason(path, &raw.reason?);
                AnnexValue::Open { reason: reason? }
            }
        };
        Some(AnnexRow {
            number: raw.number,
            name: raw.name,
            unit: unit?.clone(),
            value,
            is_by_level: raw.by_level,
            remark: raw.remark,
        })
    }

    /// What the kind of value needs is there, and nothing else is.
    fn check_keys(&mut self, path: &str, raw: &RawRow) {
        for (name, is_given, kind) in [
            ("counts", raw.counts.is_some(), RawValue::Count),
            ("indicator", raw.indicator.is_some(), RawValue::Rate),
            ("reason", raw.reason.is_some(), RawValue::Open),
        ] {
            let path = format!("{path}.{name}");
            if is_given && raw.value != kind {
                self.problems.rule(
                    path,
                    "không dùng cho loại giá trị này",
                    "does not belong to a value of this kind",
                );
            } else if !is_given && raw.value == kind {
                self.problems.add(path, SettingsProblem::Missing);
            }
        }
    }

    fn counts(&mut self, path: &str, names: &[String]) -> Vec<Count> {
        let kind = Bilingual { vi: "số đếm", en: "count" };
        let mut counts = Vec::new();
        for (place, name) in names.iter().enumerate() {
            let path = at(&format!("{path}.counts"), place);
            match Count::find(name) {
                Some(count) => counts.push(count),
                None => {
                    self.problems.unknown(
                        path,
                        kind,
                        name,
                        Count::ALL.into_iter().map(Count::name),
                    );
                }
            }
        }
        counts
    }

    fn indicator(&mut self, path: &str, id: &str) -> Option<&'static Indicator> {
        let indicator = Indicator::from_id(id);
        if indicator.is_none() {
            let kind = Bilingual { vi: "chỉ tiêu", en: "indicator" };
            let known = INDICATORS.into_iter().map(|indicator| indicator.id);
            self.problems.unknown(format!("{path}.indicator"), kind, id, known);
        }
        indicator
    }

    fn reason(&mut self, path: &str, id: &str) -> Option<Words> {
        let reason = self.reasons.get(id).cloned();
        if reason.is_none() {
            let kind = Bilingual { vi: "lý do", en: "reason" };
            let known = self.reasons.keys().map(String::as_str);
            self.problems.unknown(format!("{path}.reason"), kind, id, known);
        }
        reason
    }
}
