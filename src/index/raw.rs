//! The sections of an index file as they are written, and their published schema.
//!
//! In: TOML. Out: sections, each still to be checked. Must not know: what of them fits together.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::criteria::{Confidence, IndexLevel, OtherLevels, ZeroDenominator};
use super::rules::{BandRule, Rule};
use crate::domain::WrittenNumber;
use crate::settings::Words;

/// The keys of an index file, as its published schema names them. The reader takes the file section by
/// section, so that each can say what is wrong with it; a test holds the two together.
#[derive(JsonSchema)]
#[schemars(rename = "index")]
#[expect(dead_code, reason = "only its schema is of use")]
pub struct IndexFile {
    /// A built-in index that this file changes: what stands here is laid over it.
    base: Option<String>,
    id: String,
    name: Words,
    legal_base: String,
    /// Scores are compared over time within one set only.
    criteria_set: String,
    /// Whose score the whole of the data is.
    level: IndexLevel,
    /// YYYY-MM-DD
    valid_from: Option<String>,
    valid_to: Option<String>,
    #[schemars(with = "f64")]
    total: WrittenNumber,
    decimals: Option<u32>,
    #[schemars(with = "Option<f64>")]
    tolerance: Option<WrittenNumber>,
    other_levels: Option<OtherLevels>,
    rescale: Option<bool>,
    bands: Vec<RawBand>,
    groups: Vec<RawGroup>,
    views: Vec<RawView>,
    criteria: BTreeMap<String, RawCriterion>,
    sources: BTreeMap<String, RawSource>,
    notes: Vec<Words>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBand {
    pub(super) name: Words,
    #[schemars(with = "f64")]
    pub(super) from: WrittenNumber,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGroup {
    pub(super) id: String,
    pub(super) name: Words,
    #[schemars(with = "f64")]
    pub(super) max: WrittenNumber,
    pub(super) confidence: Confidence,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawView {
    pub(super) id: String,
    pub(super) name: Words,
    pub(super) groups: Vec<RawViewGroup>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawViewGroup {
    pub(super) id: String,
    pub(super) name: Words,
    pub(super) of: Vec<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCriterion {
    pub(super) group: String,
    pub(super) name: Words,
    pub(super) code: Option<String>,
    #[schemars(with = "f64")]
    pub(super) max: WrittenNumber,
    pub(super) indicator: Option<String>,
    #[serde(default)]
    pub(super) filter: BTreeMap<String, OneOrMany>,
    /// Id of a criterion whose rate that of the indicator is multiplied by.
    pub(super) times: Option<String>,
    pub(super) rule: RawRule,
    #[serde(default)]
    pub(super) zero_denominator: ZeroDenominator,
    #[serde(default)]
    pub(super) levels: Vec<IndexLevel>,
    pub(super) valid_from: Option<String>,
    pub(super) valid_to: Option<String>,
    pub(super) needs: Option<Words>,
    pub(super) source: String,
    pub(super) confidence: Confidence,
    pub(super) note: Option<Words>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// How a rate becomes points.
#[derive(Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum RawRule {
    Linear,
    Cap {
        #[schemars(with = "f64")]
        cap: WrittenNumber,
    },
    LinearAbove {
        #[schemars(with = "f64")]
        zero_below: WrittenNumber,
        #[schemars(with = "f64")]
        full_at: WrittenNumber,
    },
    Steps {
        steps: Vec<RawStep>,
    },
    Bands {
        bands: Vec<RawBandRule>,
    },
    YesNo {
        #[schemars(with = "f64")]
        at_least: WrittenNumber,
    },
    Declared,
    Survey {
        #[schemars(with = "f64")]
        scale: WrittenNumber,
    },
    Mean {
        #[schemars(with = "f64")]
        of: WrittenNumber,
    },
    Monitor,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStep {
    #[schemars(with = "f64")]
    pub(super) at_least: WrittenNumber,
    #[schemars(with = "f64")]
    pub(super) points: WrittenNumber,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBandRule {
    #[schemars(with = "f64")]
    pub(super) from: WrittenNumber,
    #[schemars(with = "Option<f64>")]
    pub(super) to: Option<WrittenNumber>,
    #[schemars(with = "f64")]
    pub(super) points: WrittenNumber,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSource {
    pub(super) name: String,
    pub(super) confidence: Confidence,
    pub(super) note: Option<Words>,
}

impl RawRule {
    pub(super) fn into_rule(self) -> Rule {
        match self {
            Self::Linear => Rule::Linear,
            Self::Cap { cap } => Rule::Cap { cap: cap.0 },
            Self::LinearAbove { zero_below, full_at } => {
                Rule::LinearAbove { zero_below: zero_below.0, full_at: full_at.0 }
            }
            Self::Steps { steps } => Rule::Steps {
                steps: steps.into_iter().map(|step| (step.at_least.0, step.points.0)).collect(),
            },
            Self::Bands { bands } => Rule::Bands {
                bands: bands
                    .into_iter()
                    .map(|band| BandRule {
                        from: band.from.0,
                        to: band.to.map(|to| to.0),
                        points: band.points.0,
                    })
                    .collect(),
            },
            Self::YesNo { at_least } => Rule::YesNo { at_least: at_least.0 },
            Self::Declared => Rule::Declared,
            Self::Survey { scale } => Rule::Survey { scale: scale.0 },
            Self::Mean { of } => Rule::Mean { of: of.0 },
            Self::Monitor => Rule::Monitor,
        }
    }
}
