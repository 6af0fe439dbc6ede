//! How a rate becomes points: one function, whatever the file says.

use num_traits::{One, Signed, Zero};

use crate::domain::Exact;

/// The rule of one criterion. Rates are shares of 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// max × rate.
    Linear,
    /// max × rate / cap, never more than max.
    Cap { cap: Exact },
    /// Nothing below `zero_below`; from there on max × rate / `full_at`, never more than max.
    LinearAbove { zero_below: Exact, full_at: Exact },
    /// The points of the first step that the rate reaches; nothing below the last. Highest first.
    Steps { steps: Vec<(Exact, Exact)> },
    /// The points of the band that the rate lies in: from its lower bound, inclusive, to its upper
    /// one, exclusive; the last band has none. Lowest first, without a gap.
    Bands { bands: Vec<BandRule> },
    /// All points from this rate on, none below.
    YesNo { at_least: Exact },
    /// Points that somebody declares.
    Declared,
    /// max × value / scale, of a survey whose value is declared.
    Survey { scale: Exact },
    /// max × mean / of: an indicator that is itself a mean of points, such as 0, 1 or 2 per dossier.
    Mean { of: Exact },
    /// Watched, worth nothing.
    Monitor,
}

/// One band of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BandRule {
    pub from: Exact,
    /// Nothing: no upper bound.
    pub to: Option<Exact>,
    pub points: Exact,
}

impl Rule {
    /// The name in files and in JSON.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Cap { .. } => "cap",
            Self::LinearAbove { .. } => "linear_above",
            Self::Steps { .. } => "steps",
            Self::Bands { .. } => "bands",
            Self::YesNo { .. } => "yes_no",
            Self::Declared => "declared",
            Self::Survey { .. } => "survey",
            Self::Mean { .. } => "mean",
            Self::Monitor => "monitor",
        }
    }

    /// Whether it turns a rate into points.
    pub const fn takes_rates(&self) -> bool {
        !matches!(self, Self::Declared | Self::Survey { .. } | Self::Mean { .. } | Self::Monitor)
    }

    /// The points of a rate (of a survey's value, for a survey): between 0 and `max`, whatever the
    /// rate. A rule without points gives none.
    pub fn points(&self, max: &Exact, rate: &Exact) -> Exact {
        let points = match self {
            Self::Linear => max * rate,
            Self::Cap { cap } => max * rate / cap,
            Self::LinearAbove { zero_below, .. } if rate < zero_below => Exact::zero(),
            Self::LinearAbove { full_at, .. } => max * rate / full_at,
            Self::Steps { steps } => {
                let reached = steps.iter().find(|(at_least, _)| rate >= at_least);
                reached.map_or_else(Exact::zero, |(_, points)| points.clone())
            }
            Self::Bands { bands } => {
                let holds = |band: &&BandRule| {
                    rate >= &band.from && band.to.as_ref().is_none_or(|to| rate < to)
                };
                bands.iter().find(holds).map_or_else(Exact::zero, |band| band.points.clone())
            }
            Self::YesNo { at_least } if rate >= at_least => max.clone(),
            Self::Survey { scale: full } | Self::Mean { of: full } => max * rate / full,
            Self::YesNo { .. } | Self::Declared | Self::Monitor => Exact::zero(),
        };
        if points.is_negative() { Exact::zero() } else { points.min(max.clone()) }
    }

    /// The rates above one at which something changes: the next thresholds, then the one from which
    /// the points are full. In ascending order, each once.
    pub fn thresholds_above(&self, rate: &Exact) -> Vec<Exact> {
        let mut all = match self {
            Self::Linear => vec![Exact::one()],
            Self::Cap { cap } => vec![cap.clone()],
            Self::LinearAbove { zero_below, full_at } => {
                vec![zero_below.clone(), full_at.clone()]
            }
            Self::Steps { steps } => steps.iter().map(|(at_least, _)| at_least.clone()).collect(),
            Self::Bands { bands } => bands.iter().map(|band| band.from.clone()).collect(),
            Self::YesNo { at_least } => vec![at_least.clone()],
            Self::Declared | Self::Survey { .. } | Self::Mean { .. } | Self::Monitor => Vec::new(),
        };
        all.retain(|threshold| threshold > rate);
        all.sort();
        all.dedup();
        all
    }
}
