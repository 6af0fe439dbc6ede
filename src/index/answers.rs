//! What criteria ask, what the logs answer, and what is declared where no log can.

use std::collections::BTreeMap;

use crate::domain::fold;
use crate::domain::{Dimension, Exact};
use crate::indicators::{Base, Definition, Measure};

/// A question to the logs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ask {
    /// Id of an indicator.
    pub indicator: String,
    /// Only dossiers of these groups; several names of one dimension are alternatives.
    pub filters: Vec<(Dimension, Vec<String>)>,
    pub reading: RateReading,
}

impl Ask {
    /// An indicator over all dossiers, as it is usually read.
    pub fn new(indicator: &str) -> Self {
        Self { indicator: indicator.to_owned(), filters: Vec::new(), reading: RateReading::Usual }
    }

    /// The same question, read another way.
    #[must_use]
    pub fn read_as(&self, reading: RateReading) -> Self {
        Self { reading, ..self.clone() }
    }
}

/// Which of the readings in use an on-time rate is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum RateReading {
    /// As the criterion says.
    #[default]
    Usual,
    /// By another definition.
    Definition(Definition),
    /// Resolved dossiers without a due date taken for on time, or for late.
    UndatedOnTime,
    UndatedLate,
}

impl RateReading {
    /// All but the usual one.
    pub const OTHERS: [Self; 6] = [
        Self::Definition(Definition::Resolved),
        Self::Definition(Definition::Index766),
        Self::Definition(Definition::Overall),
        Self::Definition(Definition::Form06a),
        Self::UndatedOnTime,
        Self::UndatedLate,
    ];

    /// The definition it is counted by, beside the usual one; nothing where undated dossiers are taken
    /// for something else, and with them all resolved ones count.
    pub const fn definition(self, usual: Definition) -> Option<Definition> {
        match self {
            Self::Usual => Some(usual),
            Self::Definition(definition) => Some(definition),
            Self::UndatedOnTime | Self::UndatedLate => None,
        }
    }

    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Definition(definition) => definition.name(),
            Self::UndatedOnTime => "undated_on_time",
            Self::UndatedLate => "undated_late",
        }
    }
}

/// What the logs say, by question and unit; nothing under a unit is the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    by_ask: BTreeMap<Ask, BTreeMap<Option<String>, Measure>>,
    /// On what shares rest that do not rest on all dossiers.
    bases: BTreeMap<Ask, BTreeMap<Option<String>, Base>>,
}

impl Answers {
    /// Keeps an answer.
    pub fn insert(&mut self, ask: Ask, unit: Option<String>, measure: Measure) {
        self.by_ask.entry(ask).or_default().insert(unit, measure);
    }

    /// The answer for a unit, or for the whole; nothing when no log could be asked.
    pub fn get(&self, ask: &Ask, unit: Option<&str>) -> Option<Measure> {
        let answers = self.by_ask.get(ask)?;
        // A map of owned keys cannot be asked with a borrowed option.
        answers.get(&unit.map(str::to_owned)).copied()
    }

    /// Keeps on what an answer rests, where that is not all.
    pub fn insert_base(&mut self, ask: Ask, unit: Option<String>, base: Base) {
        self.bases.entry(ask).or_default().insert(unit, base);
    }

    /// On what the answer for a unit, or for the whole, rests; nothing where that is all dossiers.
    pub fn base(&self, ask: &Ask, unit: Option<&str>) -> Option<Base> {
        self.bases.get(ask)?.get(&unit.map(str::to_owned)).copied()
    }

    /// Whether a question was answered for anybody.
    pub fn knows(&self, ask: &Ask) -> bool {
        self.by_ask.contains_key(ask)
    }
}

/// What somebody vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeclaredValue {
    /// Points, as an inspector gave them.
    Points(Exact),
    /// A share of 1 for a rule of rates; a value on the scale of a survey.
    Value(Exact),
    /// The same as two numbers.
    Parts { numerator: Exact, denominator: Exact },
}

/// One declared input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// Nothing for the whole.
    pub unit: Option<String>,
    pub criterion: String,
    pub value: DeclaredValue,
    pub evidence: String,
    pub file: String,
    pub row: u64,
}

/// All declared inputs of one period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Declarations(pub Vec<Declaration>);

impl Declarations {
    /// What was declared of a criterion for a unit, or for the whole. Units go by folded names.
    pub fn get(&self, unit: Option<&str>, criterion: &str) -> Option<&Declaration> {
        let key = unit.map(fold);
        self.0.iter().rev().find(|declaration| {
            declaration.criterion == criterion && declaration.unit.as_deref().map(fold) == key
        })
    }

    /// The units that something was declared for, each once, in the order of the rows.
    pub fn units(&self) -> Vec<String> {
        let mut units: Vec<String> = Vec::new();
        for unit in self.0.iter().filter_map(|declaration| declaration.unit.as_ref()) {
            if !units.iter().any(|known| fold(known) == fold(unit)) {
                units.push(unit.clone());
            }
        }
        units
    }
}
