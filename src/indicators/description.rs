//! What can be said of an indicator without a figure: the same for those of dossiers, of flags, and
//! of other logs.

use std::collections::BTreeSet;

use crate::domain::{CanonicalField, Confidence};
use crate::tally::{EvidenceScope, Terms};
use crate::words::{Bilingual, Lang, pick};

/// A log beside the dossier log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OtherLog {
    /// Phản ánh, kiến nghị.
    Feedback,
    Ratings,
    /// The catalogue of procedures.
    Procedures,
}

impl OtherLog {
    pub const ALL: [Self; 3] = [Self::Feedback, Self::Ratings, Self::Procedures];

    /// The name in JSON and CSV.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Feedback => "feedback",
            Self::Ratings => "ratings",
            Self::Procedures => "procedures",
        }
    }
}

/// Without what an indicator has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// One of these columns in some dossier log.
    AnyOf(&'static [CanonicalField]),
    /// Another log.
    Log(OtherLog),
}

/// What was read, and counted.
#[derive(Debug, Clone, Copy)]
pub struct Available<'a> {
    /// Fields that at least one dossier log has.
    pub fields: &'a BTreeSet<CanonicalField>,
    pub logs: &'a BTreeSet<OtherLog>,
    /// Which of the evidence was counted.
    pub evidence: EvidenceScope,
}

/// No logs beside those of dossiers, and their evidence was not asked for.
impl<'a> From<&'a BTreeSet<CanonicalField>> for Available<'a> {
    fn from(fields: &'a BTreeSet<CanonicalField>) -> Self {
        static NO_LOGS: BTreeSet<OtherLog> = BTreeSet::new();
        Self { fields, logs: &NO_LOGS, evidence: EvidenceScope::NONE }
    }
}

impl Need {
    /// Whether it was read.
    #[must_use]
    pub fn is_met(self, available: Available<'_>) -> bool {
        match self {
            Self::AnyOf(fields) => fields.iter().any(|field| available.fields.contains(field)),
            Self::Log(log) => available.logs.contains(&log),
        }
    }
}

/// The columns that are needed and that no export has, each by the first of its alternatives.
#[must_use]
pub fn missing_columns(
    needs: &[Need],
    fields: &BTreeSet<CanonicalField>,
) -> BTreeSet<CanonicalField> {
    let missing = needs.iter().filter_map(|need| match need {
        Need::AnyOf(any) if !any.iter().any(|field| fields.contains(field)) => any.first(),
        Need::AnyOf(_) | Need::Log(_) => None,
    });
    missing.copied().collect()
}

/// What an indicator is to reach, by whom, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    pub text: Bilingual,
    pub confidence: Confidence,
}

/// Whether more is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    HigherIsBetter,
    LowerIsBetter,
    /// Says something, praises nothing.
    Neutral,
}

/// What numerator over denominator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// A share, shown in per cent.
    Share,
    /// Days per dossier: calendar or working ones, as the note says.
    Days,
    /// Points per dossier, 0 to 2.
    Points,
}

impl Quantity {
    /// The name in JSON and CSV.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Days => "days",
            Self::Points => "points",
        }
    }
}

/// One indicator, whatever it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    pub id: &'static str,
    pub name: Bilingual,
    pub formula: FormulaText,
    pub quantity: Quantity,
    /// All of them.
    pub needs: Vec<Need>,
    pub sense: Sense,
    /// What has to be known to read the figure; nothing where the formula says all.
    pub note: Option<Bilingual>,
    pub source: Bilingual,
    pub confidence: Confidence,
    pub target: Option<Target>,
}

/// What an indicator is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormulaText {
    /// Counts of dossiers.
    Counts(Terms),
    /// Counts of another log, in words.
    Words(Bilingual),
}

impl Description {
    /// The formula in names of counts, `(early + on_time) / (early + on_time + late)`, or in words.
    #[must_use]
    pub fn formula(&self, lang: Lang) -> String {
        match self.formula {
            FormulaText::Counts(terms) => terms.written(),
            FormulaText::Words(words) => pick(lang, words).to_owned(),
        }
    }

    /// The counts of dossiers that it is made of; none where it is of another log.
    #[must_use]
    pub const fn terms(&self) -> Terms {
        match self.formula {
            FormulaText::Counts(terms) => terms,
            FormulaText::Words(_) => Terms::sum(&[]),
        }
    }
}
