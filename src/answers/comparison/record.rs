//! Comparisons as machines read them: `cchc/compare/1`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{ComparisonView, NamedComparison};
use crate::answers::coverage::CoverageRecord;
use crate::answers::records::{PresenceRecord, RateRecord};
use crate::answers::{coverage, units};
use crate::comparison::{
    Compared, Contribution, Effects, Limits, Pair, Parts, RankMove, RateComparison, TooFewMonths,
    UnitCount, UnitsCompared,
};
use crate::domain::exact::to_float;
use crate::domain::{Absence, Dimension, Ratio};
use crate::indicators::Base;
use crate::tally::{Count, Tally, TimeFrame};

/// `cchc/compare/1`: a period beside others.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CompareRecord {
    /// Always `cchc/compare/1`.
    schema: &'static str,
    /// Which on-time rate: `resolved`, `index766`, `overall` or `form06a`.
    definition: &'static str,
    /// `day` or `time`.
    grain: &'static str,
    /// Which units tell something of the later period; null where runs are compared.
    presence: Option<PresenceRecord>,
    /// How far the sources reach; nothing of tallies.
    coverage: Option<CoverageRecord>,
    comparisons: Vec<ComparisonRecord>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ComparisonRecord {
    /// `previous`, `last_year`, `year_to_date` or `period`.
    with: &'static str,
    later: SpanRecord,
    earlier: SpanRecord,
    /// What was published of the earlier period, where that was by another definition; absent elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    earlier_published: Option<EarlierPublished>,
    /// Counts of both periods by name; null where the sources do not tell them.
    counts: CountPairRecord,
    /// Units that are left out of both periods, for the data of one end before it is over.
    not_covered: Vec<String>,
    /// Null where no export names units.
    units: Option<UnitsRecord>,
    rates: Vec<RateComparisonRecord>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct EarlierPublished {
    definition: String,
    on_time_rate: RateRecord,
}

/// Days as `YYYY-MM-DD`, both inclusive.
#[derive(Debug, Serialize, JsonSchema)]
struct SpanRecord {
    from: String,
    to: String,
    as_of: String,
    /// `calendar` or `decree` (15th to 14th).
    rule: &'static str,
}

#[derive(Debug, Serialize, JsonSchema)]
struct CountPairRecord {
    later: BTreeMap<&'static str, Option<u64>>,
    earlier: BTreeMap<&'static str, Option<u64>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct UnitsRecord {
    /// How many units received or resolved anything in both periods.
    both: usize,
    /// In the later period only.
    new: Vec<UnitRecord>,
    /// In the earlier period only.
    gone: Vec<UnitRecord>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct UnitRecord {
    name: Option<String>,
    received: u64,
    resolved: u64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct RateComparisonRecord {
    /// Id of the indicator.
    id: &'static str,
    /// In what it is told: `share`, `days` or `points`; the values of a share are parts of 1.
    quantity: &'static str,
    total: ComparedRecord,
    /// Of the units of both periods; null where the units are the same or not named.
    like_for_like: Option<PairRecord>,
    groups: Vec<GroupRecord>,
    /// Where the groups are units: best first, those with fewer than 30 dossiers apart and last.
    ranks: Vec<RankRecord>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct GroupRecord {
    /// Names by dimension; null for a blank cell.
    group: BTreeMap<&'static str, Option<String>>,
    #[serde(flatten)]
    compared: ComparedRecord,
}

#[derive(Debug, Serialize, JsonSchema)]
struct PairRecord {
    later: RateRecord,
    earlier: RateRecord,
    /// Later less earlier, as a difference of shares (0.01 is one percentage point), in days or in points;
    /// null with the reason where one of them has no value.
    change: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    /// The 95 % interval of the change (Newcombe); null for a mean.
    change_low: Option<f64>,
    change_high: Option<f64>,
    /// Fewer than 30 dossiers behind one of them.
    is_small: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ComparedRecord {
    #[serde(flatten)]
    pair: PairRecord,
    effects: Vec<EffectsRecord>,
    /// Null for a mean, and where the later period has no value.
    limits: Option<LimitsRecord>,
}

/// The change taken apart: rate + mix = change.
#[derive(Debug, Serialize, JsonSchema)]
struct EffectsRecord {
    /// `procedure`, `channel` or `unit`.
    over: &'static str,
    /// Σ ½(w0 + w1)(r1 − r0)
    rate: f64,
    /// Σ ½(r0 + r1)(w1 − w0)
    mix: f64,
    /// How many groups moved against the whole, where those hold nine tenths of the weight or more.
    paradox_groups: Option<usize>,
    /// Largest first; only at the total, as many as `--top` says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contributions: Vec<ContributionRecord>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ContributionRecord {
    group: Option<String>,
    later: RateRecord,
    earlier: RateRecord,
    rate: f64,
    /// Told against the mean of both overall rates.
    mix: f64,
}

/// p̄ ± 3·σz·√(p̄(1 − p̄)/n) of the months before.
#[derive(Debug, Serialize, JsonSchema)]
struct LimitsRecord {
    /// How many months before have the rate; fewer than six set no limits.
    months: usize,
    mean: Option<f64>,
    /// σz: how much more the months scatter than independent dossiers would; at least 1.
    spread: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    /// `within`, `above`, `below`, `unfit` (most past months would have been outside) or
    /// `too_few_months`.
    position: &'static str,
    /// Past months that had enough months before them, and how many of them were outside.
    judged: usize,
    outside: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
struct RankRecord {
    unit: String,
    later: u64,
    earlier: u64,
    later_shared: bool,
    earlier_shared: bool,
    gained: i64,
    is_small: bool,
}

/// For machines.
pub fn record(shown: &ComparisonView<'_>, definition: &'static str) -> CompareRecord {
    CompareRecord {
        schema: "cchc/compare/1",
        definition,
        grain: shown.grain.name(),
        presence: shown.loaded.map(units::presence_record),
        coverage: shown.loaded.map(coverage::record),
        comparisons: shown.comparisons.iter().map(|named| comparison(named, shown)).collect(),
    }
}

fn comparison(
    (with, comparison): &NamedComparison,
    ComparisonView { top, published, .. }: &ComparisonView<'_>,
) -> ComparisonRecord {
    let mut published = published.iter();
    let published = published.find(|before| before.period == comparison.earlier.period);
    let counts =
        |tally: &Tally| Count::STANDARD.map(|count| (count.name(), tally.known(count).ok())).into();
    ComparisonRecord {
        with: with.name(),
        later: span(&comparison.later),
        earlier: span(&comparison.earlier),
        earlier_published: published.map(|before| EarlierPublished {
            definition: before.definition.clone(),
            on_time_rate: RateRecord::new(Ok(before.rate)),
        }),
        counts: CountPairRecord {
            later: counts(&comparison.totals.0),
            earlier: counts(&comparison.totals.1),
        },
        not_covered: comparison.not_covered.clone(),
        units: comparison.units.as_ref().map(units),
        rates: comparison.rates.iter().map(|one| rate(one, &comparison.by, *top)).collect(),
    }
}

fn span(frame: &TimeFrame) -> SpanRecord {
    SpanRecord {
        from: frame.period.from.to_string(),
        to: frame.period.to.to_string(),
        as_of: frame.as_of.to_string(),
        rule: frame.rule.name(),
    }
}

fn units(units: &UnitsCompared) -> UnitsRecord {
    let list = |list: &[UnitCount]| {
        let unit = |unit: &UnitCount| UnitRecord {
            name: unit.name.clone(),
            received: unit.tally[Count::Received],
            resolved: unit.tally[Count::Resolved],
        };
        list.iter().map(unit).collect()
    };
    UnitsRecord { both: units.both, new: list(&units.new), gone: list(&units.gone) }
}

fn rate(rate: &RateComparison, by: &[Dimension], top: usize) -> RateComparisonRecord {
    let groups = rate.groups.iter().map(|(group, one)| GroupRecord {
        group: by.iter().map(|by| by.name()).zip(group.iter().cloned()).collect(),
        compared: compared(one, 0),
    });
    RateComparisonRecord {
        id: rate.indicator.id,
        quantity: rate.indicator.quantity.name(),
        total: compared(&rate.total, top),
        like_for_like: rate.like_for_like.as_ref().map(|one| pair(one, [None; 2])),
        groups: groups.collect(),
        ranks: rate.ranks.iter().map(rank).collect(),
    }
}

fn pair(pair: &Pair, [later, earlier]: [Option<Base>; 2]) -> PairRecord {
    let change = pair.change();
    let difference = pair.difference();
    PairRecord {
        later: RateRecord::new(pair.later).resting_on(later),
        earlier: RateRecord::new(pair.earlier).resting_on(earlier),
        change: change.as_ref().ok().map(to_float),
        reason: change.err().map(Absence::name),
        change_low: difference.map(|difference| difference.low),
        change_high: difference.map(|difference| difference.high),
        is_small: pair.is_below(crate::comparison::RANKED_FROM),
    }
}

fn compared(one: &Compared, top: usize) -> ComparedRecord {
    ComparedRecord {
        pair: pair(&one.pair, one.bases),
        effects: one.effects.iter().map(|one| effects(one, top)).collect(),
        limits: one.limits.as_ref().map(limits),
    }
}

fn effects(effects: &Effects, top: usize) -> EffectsRecord {
    let measure = |parts: Parts| {
        let ratio = Ratio::new(parts.numerator, parts.denominator);
        RateRecord::new(ratio.ok_or(Absence::NoDossiers))
    };
    let contribution = |one: &Contribution| ContributionRecord {
        group: one.pair.group.clone(),
        later: measure(one.pair.later),
        earlier: measure(one.pair.earlier),
        rate: to_float(&one.rate),
        mix: to_float(&one.mix),
    };
    EffectsRecord {
        over: effects.over.name(),
        rate: to_float(&effects.rate),
        mix: to_float(&effects.mix),
        paradox_groups: effects.paradox.map(|paradox| paradox.against),
        contributions: effects.contributions.iter().take(top).map(contribution).collect(),
    }
}

fn limits(limits: &Result<Limits, TooFewMonths>) -> LimitsRecord {
    match limits {
        Ok(limits) => LimitsRecord {
            months: limits.months,
            mean: Some(limits.mean.value()),
            spread: Some(limits.spread),
            low: Some(limits.bounds.low),
            high: Some(limits.bounds.high),
            position: limits.position_name(),
            judged: limits.past.judged,
            outside: limits.past.outside,
        },
        Err(TooFewMonths { months }) => LimitsRecord {
            months: *months,
            mean: None,
            spread: None,
            low: None,
            high: None,
            position: "too_few_months",
            judged: 0,
            outside: 0,
        },
    }
}

fn rank(one: &RankMove) -> RankRecord {
    RankRecord {
        unit: one.unit.clone(),
        later: one.later.place,
        earlier: one.earlier.place,
        later_shared: one.later.is_shared,
        earlier_shared: one.earlier.is_shared,
        gained: one.gained(),
        is_small: one.is_small,
    }
}
