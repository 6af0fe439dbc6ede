//! A scorecard: what each criterion earned and why, summed by group and over all.

use num_traits::Zero;

use super::answers::Declaration;
use super::criteria::{Index, IndexLevel};
use crate::domain::{Absence, Exact};
use crate::indicators::{Base, Measure};

/// A rate as it was scored: two numbers, for a change of it may leave no whole ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    pub numerator: Exact,
    /// Never zero.
    pub denominator: Exact,
}

impl Value {
    pub fn rate(&self) -> Exact {
        &self.numerator / &self.denominator
    }
}

/// What points rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Counted from the logs.
    Computed,
    /// Somebody vouches for it.
    Declared,
    /// Nothing happened that could have failed.
    NothingToFail,
    /// Nothing happened that could have earned points.
    NothingDone,
    /// The criterion is for other levels, and the index awards it.
    OtherLevel,
}

impl Share {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Computed => "computed",
            Self::Declared => "declared",
            Self::NothingToFail => "nothing_to_fail",
            Self::NothingDone => "nothing_done",
            Self::OtherLevel => "other_level",
        }
    }
}

/// What became of a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Scored {
        points: Exact,
        share: Share,
    },
    /// No points can be told: the column is in no export, or nothing was declared (no absence).
    NotComputable(Option<Absence>),
    /// Nothing it could be about, or not for this level or period.
    NotApplicable,
    /// Its points went to the other criteria of its group.
    SharedOut,
    /// Watched only.
    Monitored,
}

impl Outcome {
    /// The name in JSON.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Scored { .. } => "scored",
            Self::NotComputable(_) => "not_computable",
            Self::NotApplicable => "not_applicable",
            Self::SharedOut => "shared_out",
            Self::Monitored => "monitored",
        }
    }
}

/// One criterion of a scorecard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionScore {
    pub id: String,
    /// What it can be worth here: more than the file says where points of others were shared out.
    pub max: Exact,
    pub outcome: Outcome,
    /// The rate behind the points, if there is one.
    pub value: Option<Value>,
    /// What the logs say, whether or not something was declared instead.
    pub computed: Option<Measure>,
    /// On what the rate rests, where it was counted, and not from all dossiers.
    pub base: Option<Base>,
    pub declared: Option<Declaration>,
}

impl CriterionScore {
    /// Points, where there are any to tell.
    pub const fn points(&self) -> Option<&Exact> {
        match &self.outcome {
            Outcome::Scored { points, .. } => Some(points),
            _ => None,
        }
    }

    /// What is missing to the maximum.
    pub fn lost(&self) -> Option<Exact> {
        self.points().map(|points| &self.max - points)
    }
}

/// Sums over criteria. The four maxima add up to that of the group or index.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Total {
    pub points: Exact,
    /// Maximum of the criteria with points.
    pub computable: Exact,
    pub not_computable: Exact,
    pub not_applicable: Exact,
}

impl Total {
    /// The total of some criteria.
    pub fn of<'a>(criteria: impl Iterator<Item = &'a CriterionScore>) -> Self {
        let mut total = Self::default();
        for criterion in criteria {
            match &criterion.outcome {
                Outcome::Scored { points, .. } => {
                    total.points += points;
                    total.computable += &criterion.max;
                }
                Outcome::NotComputable(_) => total.not_computable += &criterion.max,
                Outcome::NotApplicable => total.not_applicable += &criterion.max,
                // What was shared out is in the maxima of the others; what is watched is worth nothing.
                Outcome::SharedOut | Outcome::Monitored => {}
            }
        }
        total
    }

    pub fn lost(&self) -> Exact {
        &self.computable - &self.points
    }

    /// Whether no criterion is left open.
    pub fn is_complete(&self) -> bool {
        self.not_computable.is_zero()
    }

    /// The most that the whole can still be worth.
    pub fn best(&self) -> Exact {
        &self.points + &self.not_computable
    }
}

/// The total of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupScore {
    pub id: String,
    pub total: Total,
}

/// The score of the whole or of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scorecard {
    /// Nothing for the whole.
    pub unit: Option<String>,
    pub level: IndexLevel,
    /// In the order of the index.
    pub criteria: Vec<CriterionScore>,
    pub groups: Vec<GroupScore>,
    pub total: Total,
}

impl Scorecard {
    pub fn criterion(&self, id: &str) -> Option<&CriterionScore> {
        self.criteria.iter().find(|criterion| criterion.id == id)
    }

    /// Points on the full scale, where criteria do not apply, the index rescales, and nothing is left
    /// open: a part that could not be computed is never made up for.
    pub fn rescaled(&self, index: &Index) -> Option<Exact> {
        let Total { points, computable, not_applicable, .. } = &self.total;
        let is_asked = index.rescale && !not_applicable.is_zero() && !computable.is_zero();
        (is_asked && self.total.is_complete()).then(|| points * &index.total / computable)
    }

    /// What the total is compared and classed by: the rescaled points, else the points where every
    /// criterion has its own; nothing while something is open.
    pub fn final_points(&self, index: &Index) -> Option<Exact> {
        let has_all = self.total.is_complete() && self.total.not_applicable.is_zero();
        self.rescaled(index).or_else(|| has_all.then(|| self.total.points.clone()))
    }
}
