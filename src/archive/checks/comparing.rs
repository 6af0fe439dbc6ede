//! The month beside those of the archive: which periods it is compared with, and what the comparison stands on.
//!
//! In: the tallies of the month, the archive, which periods are asked for. Out: [`MonthComparisons`]. Must not know: how
//! they are shown.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::archive::join::{JoinError, Part, difference, harmonise, join};
use crate::archive::month::{RecordedRate, UsedFor, UsedPeriod};
use crate::archive::{Archive, Tallies, tally_file};
use crate::comparison::{Comparison, MonthsBefore, Question, With, compare, is_across};
use crate::domain::{Dimension, Period, PeriodRule, Ratio, Span, Step};
use crate::indicators::ON_TIME_RATE;
use crate::tally::Cube;

/// So many months before the period set the limits within which a rate moves anyway.
const MONTHS_OF_LIMITS: usize = 12;

/// The comparisons of a month, and what they were made with.
#[derive(Debug, Default)]
pub struct MonthComparisons {
    pub comparisons: Vec<(With, Comparison)>,
    /// Earlier periods that were published by another definition.
    pub published: Vec<PublishedRate>,
    pub stands_on: Vec<UsedPeriod>,
    /// Why months were not added up.
    pub refused: Vec<JoinError>,
}

/// What changed since these periods, as far as the archive has them.
pub fn compare_month(
    archive: &Archive,
    tallies: &Tallies,
    others: Vec<With>,
    question: &Question,
) -> MonthComparisons {
    let (used, refused) = (RefCell::default(), RefCell::default());
    let months = Months { archive, now: tallies, used: &used, refused: &refused };
    let comparisons: Vec<(With, Comparison)> = others
        .into_iter()
        .filter_map(|with| Some((with, months.comparison(with, question)?)))
        .collect();
    let published = comparisons.iter().filter_map(|(_, one)| {
        published_rate(archive, one, (tallies.frame.rule, question.definition.name()))
    });
    let published = published.collect();
    note_parts(archive, tallies, &used);
    let stands_on = used.into_inner().into_iter();
    let stands_on = stands_on.map(|((period, used_for), counts_sha256)| UsedPeriod {
        period,
        used_for,
        counts_sha256,
    });
    let (stands_on, refused) = (stands_on.collect(), refused.into_inner());
    MonthComparisons { comparisons, published, stands_on, refused }
}

/// An archived period that a month is compared with.
pub struct ComparedPeriod {
    pub period: Period,
    pub tallies: Tallies,
    /// The definition of the on-time rate and its value as published, where that is another one.
    pub published: Option<(String, Option<RecordedRate>)>,
}

/// The archived periods among these: `previous`, `last-year`. `definition`: the one of the month.
pub fn compared_periods(
    archive: &Archive,
    names: &[String],
    (period, rule): (Period, PeriodRule),
    definition: Option<&Vec<String>>,
) -> Vec<ComparedPeriod> {
    let wanted = names.iter().filter_map(|name| match name.as_str() {
        "previous" => period.before(rule),
        "last-year" => period.year_before(rule),
        _ => None,
    });
    let archived = wanted.filter_map(|period| {
        let slug = period.slug(rule);
        // Another rule is no comparison; under another definition it is counted again by this one.
        let tallies = archive.tallies(&slug)?;
        let published = archive.record(&slug).and_then(|record| {
            let published = record.options.get("definition")?;
            let rate = record.figures.get(ON_TIME_RATE.id).copied().flatten();
            (Some(published) != definition).then(|| (published.join(","), rate))
        });
        (tallies.frame.period == period).then_some(ComparedPeriod { period, tallies, published })
    });
    archived.collect()
}

/// The on-time rate of an earlier period as it was published, by another definition than the one of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedRate {
    pub period: Period,
    pub definition: String,
    pub rate: Ratio,
}

/// What a period is used for, and what stood for its counts; nothing where it is not there.
type Used = RefCell<BTreeMap<(String, UsedFor), Option<String>>>;
/// Why months were not added up.
type Refused = RefCell<Vec<JoinError>>;

/// The archived months that a longer period holds.
fn note_parts(archive: &Archive, tallies: &Tallies, used: &Used) {
    let rule = tallies.frame.rule;
    let months = tallies.frame.period.steps(Span::Month, rule);
    if months.len() < 2 {
        return;
    }
    for Step { period, .. } in months {
        let slug = period.slug(rule);
        if let Some(tallies) = archive.tallies(&slug) {
            let sum = tally_file::counts_sha256(&tallies);
            used.borrow_mut().insert((slug, UsedFor::Part), Some(sum));
        }
    }
}

/// The earlier period as it was published, where that was by another definition.
fn published_rate(
    archive: &Archive,
    one: &Comparison,
    (rule, definition_now): (PeriodRule, &str),
) -> Option<PublishedRate> {
    let period = one.earlier.period;
    let record = archive.record(&period.slug(rule))?;
    let definition = record.options.get("definition")?.first()?.clone();
    let rate = record.figures.get(ON_TIME_RATE.id).copied().flatten()?;
    let rate = Ratio::new(rate.num, rate.den)?;
    (definition != definition_now).then_some(PublishedRate { period, definition, rate })
}

/// The months that are known: those of the archive, and the one that was just counted.
struct Months<'a> {
    archive: &'a Archive,
    now: &'a Tallies,
    used: &'a Used,
    refused: &'a Refused,
}

impl Months<'_> {
    fn rule(&self) -> PeriodRule {
        self.now.frame.rule
    }

    fn comparison(&self, with: With, question: &Question) -> Option<Comparison> {
        let (later, earlier) = with.frames(&self.now.frame)?;
        let mut parts = vec![self.of(later.period)?, self.of(earlier.period)?];
        if parts.iter().any(|part| difference(&part.tallies, self.now).is_some()) {
            return None;
        }
        parts.extend(self.before(later.period));
        harmonise(&mut parts);
        let limits = by_month(parts.get(2..)?, self.rule());
        let [later, earlier, ..] = parts.as_slice() else { return None };
        let (later, earlier) = (later.tallies.side(), earlier.tallies.side());
        let has_unit = later.cube(&question.by).is_some() && earlier.cube(&question.by).is_some();
        let limits = MonthsBefore { groups: &limits, units: &limits };
        has_unit.then(|| compare(&later, &earlier, Some(limits), question))
    }

    /// The tallies of a period: kept as they are, or added up from its months.
    fn of(&self, period: Period) -> Option<Part> {
        if let Some(tallies) = self.known(period, UsedFor::Comparison) {
            return Some(part(tallies));
        }
        let steps = period.steps(Span::Month, self.rule());
        let months: Option<Vec<Part>> = steps
            .iter()
            .map(|step| {
                let label = step.period.slug(self.rule());
                let tallies = self.known(step.period, UsedFor::Comparison)?;
                Some(Part { label, tallies })
            })
            .collect();
        match join(months?) {
            Ok(joined) => Some(part(joined.tallies)),
            // Months of other ways of counting are told where they are.
            Err(error) => {
                if matches!(error, JoinError::Carried { .. }) {
                    let mut refused = self.refused.borrow_mut();
                    if !refused.contains(&error) {
                        refused.push(error);
                    }
                }
                None
            }
        }
    }

    fn known(&self, period: Period, used_for: UsedFor) -> Option<Tallies> {
        if period == self.now.frame.period {
            return Some(self.now.clone());
        }
        let slug = period.slug(self.rule());
        let tallies = self.archive.tallies(&slug);
        let is_that =
            |tallies: &Tallies| tallies.frame.period == period && tallies.frame.as_of == period.to;
        let tallies = tallies.filter(is_that);
        let sum = tallies.as_ref().map(tally_file::counts_sha256);
        // Months before the first one of the archive set no limits: only those that are there count.
        if sum.is_some() || used_for == UsedFor::Comparison {
            self.used.borrow_mut().insert((slug, used_for), sum);
        }
        tallies
    }

    /// The months before a period, as far back as the archive goes without a gap and without a break.
    fn before(&self, period: Period) -> Vec<Part> {
        let mut months = Vec::new();
        let first = period.steps(Span::Month, self.rule()).into_iter().next();
        let mut at = first.map(|step| step.period);
        while months.len() < MONTHS_OF_LIMITS {
            at = at.and_then(|at| at.before(self.rule()));
            let Some(tallies) = at.and_then(|at| self.known(at, UsedFor::Limits)) else { break };
            let is_broken = difference(&tallies, self.now).is_some();
            if is_broken || is_across(tallies.frame.period, period) {
                break;
            }
            months.push(part(tallies));
        }
        months
    }
}

fn part(tallies: Tallies) -> Part {
    Part { label: String::new(), tallies }
}

/// The counts of months by unit and month.
fn by_month(months: &[Part], rule: PeriodRule) -> Cube {
    let mut cube = Cube::empty(vec![Dimension::Unit, Dimension::Month]);
    for month in months {
        let name = month.tallies.frame.period.slug(rule);
        cube.rows.extend(month.tallies.units_under(&name));
    }
    cube
}
