//! What an archived month says of itself: `run.json`, `cchc/run/1`.
//!
//! In: what a run read, how it counted, what came out. Out: [`MonthRecord`] and whether two of them are the
//! same month. Nothing in it depends on when or where the run was. Must not know: folders, texts.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::chain::Link;
use super::restatement::{Cause, ChangedCount};
use crate::domain::visible_json;
use crate::findings::{FindingCode, Ledger};
use crate::read::hexadecimal;

/// What the file calls itself; another text is another format.
pub const RUN_SCHEMA: &str = "cchc/run/1";

/// Options that name logs: those are inputs, no settings.
pub const LOGS_BY_OPTION: [&str; 4] = ["declared", "feedback-log", "ratings-log", "procedures"];

/// One run of one period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MonthRecord {
    pub schema: String,
    /// The program and its version.
    pub program: String,
    pub period: RecordedPeriod,
    /// What was read, as the project file names it.
    pub paths: Vec<String>,
    /// Every option that shapes the figures or the report, by its name on the command line.
    pub options: BTreeMap<String, Vec<String>>,
    /// Logs, each once.
    pub inputs: Vec<RecordedFile>,
    /// Profile, roster, letterhead and the like.
    pub settings: Vec<RecordedFile>,
    /// Files of facts that the program carries.
    pub editions: BTreeMap<String, String>,
    pub ledger: Ledger,
    pub findings: Vec<RecordedFinding>,
    /// Rates of the whole, by id; nothing where there is no value.
    pub figures: BTreeMap<String, Option<RecordedRate>>,
    /// Points by an index, the whole first.
    pub scores: Vec<RecordedScore>,
    /// How the month follows on the archived month before it; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chain: Option<RecordedChain>,
    /// Whether the office knows that the exports lack what was open before they begin (`--accept-lost`); kept from
    /// month to month of a year.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub beginning_accepted: bool,
    /// How often the month was published anew, and why.
    pub restatements: Vec<Restatement>,
    /// Stands for the counts of the month: the same counts have the same sum. Months of older versions
    /// have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_sha256: Option<String>,
    /// Archived periods that the comparison was made with, or that lie in this one, as they were then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stands_on: Vec<UsedPeriod>,
    /// How often the comparison was made anew, and why; the figures of the month stayed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refreshed: Vec<Refresh>,
}

/// What another archived period is to this one.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum UsedFor {
    /// It is compared with.
    Comparison,
    /// It sets the limits within which a rate moves anyway.
    Limits,
    /// Its days are among those of this period.
    Part,
}

/// Another archived period, as it was when the comparison was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UsedPeriod {
    /// `2024-05`
    pub period: String,
    pub used_for: UsedFor,
    /// Stands for its counts then; null when it was not there, or could not be read.
    pub counts_sha256: Option<String>,
}

/// A comparison that was made anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    /// From 1. The comparison as it was before lies in `refreshed/NUMBER`.
    pub number: usize,
    /// Periods that had changed, each with the reason that was given.
    pub because: Vec<ChangedPeriod>,
}

/// A period that is another one than when it was compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangedPeriod {
    /// `2024-05`
    pub period: String,
    pub used_for: UsedFor,
    /// Reasons of its restatements; none where it was not there, or not readable, before.
    pub reasons: Vec<String>,
}

/// What a month opens with beside what the month before left open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordedChain {
    /// The month before, as its folder is called.
    pub before: String,
    /// Whether dossiers were compared one by one; else the counts of units.
    pub by_dossier: bool,
    /// Whether it was published although dossiers are lost (`--accept-lost`).
    pub accepted: bool,
    /// Dossiers that earlier months lost and that no export of this one tells either.
    #[serde(default)]
    pub lost_before: u64,
    /// All units together.
    pub whole: RecordedLink,
    /// Units that do not open with just what they had left open.
    pub units: Vec<RecordedLink>,
    /// Dossiers of earlier, published months that arrived with this one.
    pub late: Vec<LateDossiers>,
    /// Open dossiers that stand under two codes in the exports, by the archived month of their receipt; since this month
    /// or one before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubled: Vec<LateDossiers>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordedLink {
    pub unit: Option<String>,
    #[serde(flatten)]
    pub counts: Link,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LateDossiers {
    /// The month to restate.
    pub period: String,
    pub unit: Option<String>,
    pub dossiers: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordedPeriod {
    pub from: String,
    pub to: String,
    pub as_of: String,
    pub rule: String,
}

/// A file as it was when it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordedFile {
    pub file: String,
    /// In hexadecimal; null when it could not be read.
    pub sha256: Option<String>,
    pub bytes: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordedFinding {
    /// `C0103`
    pub number: String,
    /// `bad_date`
    pub code: String,
    pub severity: String,
    pub count: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordedRate {
    pub num: u64,
    pub den: u64,
}

/// Points as exact fractions: `307/5`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordedScore {
    pub index: String,
    /// Null for the whole.
    pub unit: Option<String>,
    pub points: String,
    /// The most that the computable criteria can give.
    pub computable: String,
}

/// A published month that was published anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Restatement {
    /// From 1. The month as it was before lies in `restated/NUMBER`.
    pub number: usize,
    /// As it was given.
    pub reason: String,
    /// The program before and after, when it changed.
    pub program: Option<[String; 2]>,
    /// Options that are others now.
    pub options: Vec<ChangedOption>,
    /// Files that are new, gone or others now.
    pub files: Vec<ChangedFile>,
    /// Counts that moved, by unit.
    pub moved: Vec<MovedCount>,
    /// Why, dossier by dossier; what each cause adds to the counts of the whole. Empty when the month
    /// before kept no states of dossiers.
    pub causes: Vec<CauseOfMove>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangedOption {
    pub option: String,
    pub before: Vec<String>,
    pub after: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangedFile {
    pub file: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MovedCount {
    pub unit: Option<String>,
    pub count: String,
    pub before: u64,
    pub after: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CauseOfMove {
    pub cause: String,
    pub dossiers: u64,
    pub effects: BTreeMap<String, i64>,
}

impl MonthRecord {
    /// Reads the text of a file.
    ///
    /// # Errors
    /// When it is none, or of another version.
    pub fn parse(text: &[u8]) -> serde_json::Result<Self> {
        let record: Self = serde_json::from_slice(text)?;
        if record.schema != RUN_SCHEMA {
            let message = format!("the file calls itself `{}`, not `{RUN_SCHEMA}`", record.schema);
            return Err(serde::de::Error::custom(message));
        }
        Ok(record)
    }

    /// The text of the file.
    ///
    /// # Errors
    /// Never for a record of this program.
    pub fn text(&self) -> serde_json::Result<String> {
        Ok(visible_json(&serde_json::to_string_pretty(self)?).into_owned() + "\n")
    }

    /// Whether both say the same of the month: a newer version of the program that comes to the same
    /// figures from the same files changes nothing, nor does what was restated before.
    pub fn is_same_month(&self, other: &Self) -> bool {
        self.plain() == other.plain()
    }

    /// The findings that the inputs themselves tell, without those of the month beside the archive.
    fn own_findings(&self) -> Vec<RecordedFinding> {
        let is_own = |finding: &&RecordedFinding| {
            let code = FindingCode::ALL.iter().find(|code| code.number() == finding.number);
            code.is_none_or(|code| !code.is_of_archive())
        };
        self.findings.iter().filter(is_own).cloned().collect()
    }

    /// Without what may differ between two records of one month: another version of the program, or what
    /// other months of the archive have become since.
    fn plain(&self) -> Self {
        Self {
            program: String::new(),
            restatements: Vec::new(),
            counts_sha256: None,
            chain: None,
            beginning_accepted: false,
            stands_on: Vec::new(),
            refreshed: Vec::new(),
            findings: self.own_findings(),
            ..self.clone()
        }
    }

    /// What the same month has the same sum of: see [`Self::is_same_month`].
    ///
    /// # Errors
    /// Never for a record of this program.
    pub fn month_sha256(&self) -> serde_json::Result<String> {
        Ok(hexadecimal(&Sha256::digest(self.plain().text()?.as_bytes())))
    }

    /// Options that differ, by name.
    pub fn changed_options(&self, now: &Self) -> Vec<ChangedOption> {
        let names: BTreeSet<&String> = self.options.keys().chain(now.options.keys()).collect();
        let of =
            |record: &Self, name: &String| record.options.get(name).cloned().unwrap_or_default();
        let changed = names.into_iter().filter_map(|name| {
            let (before, after) = (of(self, name), of(now, name));
            let option = name.clone();
            (before != after).then_some(ChangedOption { option, before, after })
        });
        changed.collect()
    }

    /// Files that are new, gone or others, logs first.
    pub fn changed_files(&self, now: &Self) -> Vec<ChangedFile> {
        let mut changed = Vec::new();
        for (before, after) in [(&self.inputs, &now.inputs), (&self.settings, &now.settings)] {
            let sums = |files: &[RecordedFile]| -> BTreeMap<String, Option<String>> {
                files.iter().map(|file| (file.file.clone(), file.sha256.clone())).collect()
            };
            let (before, after) = (sums(before), sums(after));
            let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            changed.extend(
                names.into_iter().filter(|name| before.get(*name) != after.get(*name)).map(
                    |name| ChangedFile {
                        file: name.clone(),
                        before: before.get(name).cloned().flatten(),
                        after: after.get(name).cloned().flatten(),
                    },
                ),
            );
        }
        changed
    }
}

impl From<&ChangedCount> for MovedCount {
    fn from(moved: &ChangedCount) -> Self {
        let ChangedCount { unit, count, before, after } = moved;
        Self { unit: unit.clone(), count: count.name().to_owned(), before: *before, after: *after }
    }
}

impl From<&Cause> for CauseOfMove {
    fn from(cause: &Cause) -> Self {
        let effect =
            |(count, change): (&crate::tally::Count, &i64)| (count.name().to_owned(), *change);
        Self {
            cause: cause.kind.name().to_owned(),
            dossiers: cause.dossiers,
            effects: cause.effects.iter().map(effect).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RecordedLink;
    use crate::archive::chain::Link;

    #[test]
    fn a_link_is_kept_in_one_line_of_counts() {
        let counts = Link { left_open: 5, opening: 4, lost: 1, late: 1, ..Link::default() };
        let link = RecordedLink { unit: Some("Sở Nội vụ".to_owned()), counts };
        let text = r#"{"unit":"Sở Nội vụ","left_open":5,"opening":4,"lost":1,"not_open_any_more":0,"open_again":0,"late":1,"recoded":0}"#;
        assert_eq!(serde_json::to_string(&link).expect("JSON"), text);
        let read = |text: &str| serde_json::from_str::<RecordedLink>(text);
        assert_eq!(read(text).expect("a link"), link);
        // Months of before nobody looked for other codes.
        assert_eq!(read(&text.replace(r#","recoded":0"#, "")).expect("a link"), link);
        assert!(read(&text.replace("recoded", "coded")).is_err(), "an unknown name");
    }
}
