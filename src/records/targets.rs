//! Targets of plans and programmes, and what was reached of them.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;

use super::log::{LogResult, read_log};
use super::record::LogRecord;
use crate::columns::{Cells, Decimal, LogKind, LogProfile, TARGETS};
use crate::domain::fold;
use crate::domain::{Period, Ratio};
use crate::findings::{FindingCode, Rejection};
use crate::read::{Opener, Source};

/// How the figure has to stand to its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Relation {
    #[default]
    AtLeast,
    AtMost,
    Equals,
}

impl Relation {
    /// The name in logs and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Equals => "equals",
        }
    }
}

/// What was reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReachedValue {
    /// `36/36`; both 0 is no figure.
    Parts { numerator: u64, denominator: u64 },
    /// A share between 0 and 1, or above where a plan may be exceeded.
    Share(BigRational),
    /// So many of the unit of measure.
    Amount(BigRational),
    /// Not told yet.
    Nothing,
}

/// What was planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    Share(BigRational),
    /// So many of the unit of measure; of parts, the numerator.
    Amount(BigRational),
}

/// One target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Nothing: the whole.
    pub unit: Option<String>,
    pub indicator: String,
    /// As written.
    pub period_text: String,
    /// Calendar months.
    pub period: Period,
    pub reached: ReachedValue,
    /// The share printed beside parts that give another; the parts count.
    pub printed: Option<BigRational>,
    pub plan: Option<Plan>,
    pub relation: Relation,
    pub unit_of_measure: Option<String>,
    /// Whether the parts are a sample, and not everything there is.
    pub is_sample: bool,
    /// Of a sample: how many it could have been; never fewer than the sample.
    pub population: Option<u64>,
    pub note: Option<String>,
}

/// What the unit of measure says of a bare number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    /// `0,8`, or `80` where somebody forgot the sign.
    Share,
    /// `80`.
    Percent,
    Other,
}

impl Measure {
    fn of(unit: Option<&str>) -> Self {
        let key = unit.map(fold).unwrap_or_default();
        let is = |names: &[&str]| names.iter().any(|name| fold(name) == key);
        if is(&["%", "percent", "phần trăm"]) {
            Self::Percent
        } else if is(&["share", "tỷ lệ", "tỉ lệ"]) {
            Self::Share
        } else {
            Self::Other
        }
    }

    /// The share that a number is, if it is one.
    fn share(self, number: &Decimal) -> Option<BigRational> {
        let hundred = BigRational::from_integer(BigInt::from(100));
        let is_fraction = number.value <= BigRational::from_integer(BigInt::from(1));
        match self {
            _ if number.is_percent => Some(number.value.clone()),
            Self::Share if is_fraction => Some(number.value.clone()),
            Self::Share | Self::Percent => Some(&number.value / hundred),
            Self::Other => None,
        }
    }
}

impl LogRecord for Target {
    fn kind() -> &'static LogKind {
        &TARGETS
    }

    fn parse(cells: &mut Cells<'_>) -> Result<Self, Rejection> {
        let indicator = cells.key("indicator")?;
        let (period_text, period) = cells.period("period")?;
        let unit_of_measure = cells.text("unit_of_measure");
        let measure = Measure::of(unit_of_measure.as_deref());
        let is_sample = cells.flag("sample").said().unwrap_or(false);
        let population = cells.count("population")?;
        let value = not_negative(cells, "value")?;
        let plan = not_negative(cells, "plan")?;
        let parts = parts(cells, is_sample, population)?;
        let printed = printed(cells, value.as_ref(), parts);
        // `0,85` beside a plan of `80%`: the sign of one says what the other is.
        let has_sign = [&value, &plan].into_iter().flatten().any(|number| number.is_percent);
        let is_share = parts.is_none() && has_sign && measure == Measure::Other;
        let measure = if is_share { Measure::Share } else { measure };
        let relation = match cells.value("relation")? {
            Some("at_most") => Relation::AtMost,
            Some("equals") => Relation::Equals,
            _ => Relation::AtLeast,
        };
        // What is to stay small may well be below one per cent.
        if measure == Measure::Percent && relation != Relation::AtMost {
            let numbers = [("value", &value), ("plan", &plan)];
            for (field, _) in numbers.iter().filter(|(_, number)| may_be_share(number.as_ref())) {
                cells.tell(field, FindingCode::ShareOrPercent);
            }
        }
        let reached = match (parts, value) {
            (Some((numerator, denominator)), _) => ReachedValue::Parts { numerator, denominator },
            (None, Some(value)) => {
                measure.share(&value).map_or(ReachedValue::Amount(value.value), ReachedValue::Share)
            }
            (None, None) => ReachedValue::Nothing,
        };
        let plan = plan.map(|plan| plan_of(measure, plan, parts.is_some()));
        Ok(Self {
            unit: cells.text("unit").filter(|unit| unit != "*"),
            indicator,
            period_text,
            period,
            reached,
            printed,
            plan,
            relation,
            unit_of_measure,
            is_sample,
            population,
            note: cells.text("note"),
        })
    }
}

/// Whether a bare number in a row of per cent looks like a part of 1.
fn may_be_share(number: Option<&Decimal>) -> bool {
    number.is_some_and(|number| {
        let is_fraction = number.value < BigRational::from_integer(BigInt::from(1));
        !number.is_percent && number.decimals > 0 && is_fraction && number.value.is_positive()
    })
}

fn not_negative(cells: &mut Cells<'_>, field: &str) -> Result<Option<Decimal>, Rejection> {
    match cells.decimal(field)? {
        Some(number) if number.value.is_negative() => {
            Err(cells.refuse(field, Rejection::ValueOutOfRange))
        }
        number => Ok(number),
    }
}

/// Numerator and denominator. Of a sample no more answers can be yes than there are answers, and no
/// more be answers than there are who could.
fn parts(
    cells: &mut Cells<'_>,
    is_sample: bool,
    population: Option<u64>,
) -> Result<Option<(u64, u64)>, Rejection> {
    let (numerator, denominator) = (cells.count("numerator")?, cells.count("denominator")?);
    match (numerator, denominator) {
        (Some(numerator), Some(denominator)) => {
            let is_beyond = (is_sample || denominator == 0) && numerator > denominator;
            if is_beyond {
                return Err(cells.refuse("numerator", Rejection::ValueOutOfRange));
            }
            if is_sample && population.is_some_and(|population| population < denominator) {
                return Err(cells.refuse("population", Rejection::ValueOutOfRange));
            }
            Ok(Some((numerator, denominator)))
        }
        (None, None) => Ok(None),
        (Some(_), None) => Err(cells.refuse("denominator", Rejection::ValuesUnclear)),
        (None, Some(_)) => Err(cells.refuse("numerator", Rejection::ValuesUnclear)),
    }
}

/// The share printed beside the parts, where it is not theirs: a finding. It may be rounded to as many
/// decimals as it has. Without a sign, what is above 1 is taken for percent.
fn printed(
    cells: &mut Cells<'_>,
    value: Option<&Decimal>,
    parts: Option<(u64, u64)>,
) -> Option<BigRational> {
    let (numerator, denominator) = parts?;
    let (number, ratio) = (value?, Ratio::new(numerator, denominator)?);
    let printed = Measure::Share.share(number)?;
    let is_percent = printed != number.value || number.is_percent;
    let exact = BigRational::new(ratio.numerator().into(), ratio.denominator().into());
    // Half of the last place that is printed.
    let places = number.decimals + if is_percent { 2 } else { 0 };
    let half = BigRational::new(BigInt::from(1), BigInt::from(2) * BigInt::from(10).pow(places));
    if (&printed - exact).abs() <= half {
        return None;
    }
    cells.tell("value", FindingCode::RateDiffers);
    Some(printed)
}

/// A plan for parts is a share where it can be one; a larger number is a plan for the numerator.
fn plan_of(measure: Measure, plan: Decimal, has_parts: bool) -> Plan {
    let is_fraction = plan.value <= BigRational::from_integer(BigInt::from(1));
    match measure.share(&plan) {
        Some(share) => Plan::Share(share),
        None if has_parts && is_fraction => Plan::Share(plan.value),
        None => Plan::Amount(plan.value),
    }
}

/// Reads targets.
///
/// # Errors
/// When the account of the rows does not add up: a bug, not data.
pub fn read(
    opener: &Opener,
    sources: &[Source],
    profile: Option<&LogProfile>,
) -> LogResult<Target> {
    read_log(opener, sources, profile)
}
