//! Which days and months the inputs as a whole cover, and until when: the one answer for series, comparisons,
//! periods without a dossier and notes. How far each source reaches towards a day stands in [`super::sources`].
//!
//! In: [`Loaded`]. Out: days and months. Must not know: counts, rates, languages.
//!
//! A month in which nothing came in, or nothing was finished, is a month like others: its figures are 0. But an
//! export of a year lists what was carried into it, which looks like months of the year before with few
//! receipts and no finish; a file that is missing, and an export cut by the received day, leave the same
//! trace. Such a month is not covered: it has less than three quarters of the receipts of a usual month, and
//! so few are less likely than one in a thousand at the pace of the months that have both.

use std::collections::BTreeSet;

use super::loaded::Loaded;
use super::reached::ReachState;
use super::table::{DossiersError, Segment};
use crate::domain::NO_DAY;
use crate::domain::{Day, Period, PeriodRule, Span, Step};

/// A run of quiet months that is less likely than this is not covered.
const LEAST_CHANCE: f64 = 0.001;
/// With this share of the receipts of a usual month it is covered.
const USUAL_SHARE: f64 = 0.75;

/// How many dossiers came in and were closed in one month.
#[derive(Debug, Clone, Copy, Default)]
struct Flow {
    received: u64,
    closed: u64,
}

impl Loaded {
    /// The first and the last day that the inputs cover: of what was seen, and of what titles of files name.
    pub fn covered_days(&self, (first, last): (Day, Day)) -> (Day, Day) {
        let titled = self.coverage.iter().filter_map(|file| file.titled);
        titled.fold((first, last), |(first, last), days| (first.min(days.from), last.max(days.to)))
    }

    /// The last day that the inputs cover, where a day lies behind it: what is open on the day may be closed
    /// elsewhere.
    pub fn covered_until(&self, seen: (Day, Day), day: Day) -> Option<Day> {
        let (_, last) = self.covered_days(seen);
        (day > last).then_some(last)
    }

    /// The months that the inputs cover, `2024-06`, whatever is filtered. `seen`: first and last day of the
    /// dossiers.
    ///
    /// # Errors
    /// When the frame lost a column: a bug.
    pub fn covered_months(
        &self,
        seen: (Day, Day),
        rule: PeriodRule,
    ) -> Result<BTreeSet<String>, DossiersError> {
        let (from, to) = self.covered_days(seen);
        let steps = Period { from, to }.steps(Span::Month, rule);
        let flows = flows(&self.dossiers.segments()?, &steps);
        let is_titled = |days: &Period| {
            let mut titled = self.coverage.iter().filter_map(|file| file.titled);
            titled.any(|titled| titled.from <= days.from && days.to <= titled.to)
        };
        let covered = steps.into_iter().zip(are_covered(&flows));
        let covered = covered.filter(|(step, is_covered)| *is_covered || is_titled(&step.period));
        Ok(covered.filter_map(|(step, _)| step.month).collect())
    }

    /// Whether the inputs cover every month of a period, and every source reaches to its end: then a period
    /// without a dossier is one of zeros.
    ///
    /// # Errors
    /// When the frame lost a column: a bug.
    pub fn covers(
        &self,
        period: Period,
        seen: (Day, Day),
        rule: PeriodRule,
    ) -> Result<bool, DossiersError> {
        if self.failed_files > 0 {
            return Ok(false);
        }
        let covered = self.covered_months(seen, rule)?;
        let months = period.steps(Span::Month, rule).into_iter();
        let mut months = months.filter_map(|step| step.month);
        let mut sources = self.reach.sources.iter();
        Ok(months.all(|month| covered.contains(&month))
            && sources.all(|source| source.state == ReachState::Covered))
    }
}

/// Two columns of days are all that is needed: no case of any dossier.
fn flows(segments: &[Segment<'_>], steps: &[Step]) -> Vec<Flow> {
    let first = steps.first().map_or(0, |step| step.period.from.0);
    let places = (0_usize..)
        .zip(steps)
        .flat_map(|(place, step)| (step.period.from.0..=step.period.to.0).map(move |_| place));
    let step_of_day: Vec<usize> = places.collect();
    let mut flows = vec![Flow::default(); steps.len()];
    let mut add = |day: i32, add: fn(&mut Flow)| {
        let day = day.checked_sub(first).and_then(|day| usize::try_from(day).ok());
        let step = day.and_then(|day| step_of_day.get(day));
        step.and_then(|step| flows.get_mut(*step)).into_iter().for_each(add);
    };
    for segment in segments {
        segment.received.iter().for_each(|day| add(*day, |flow| flow.received += 1));
        let closed = segment.closed.iter().filter(|day| **day != NO_DAY);
        closed.for_each(|day| add(*day, |flow| flow.closed += 1));
    }
    flows
}

fn are_covered(months: &[Flow]) -> Vec<bool> {
    let is_busy: Vec<bool> =
        months.iter().map(|month| month.received > 0 && month.closed > 0).collect();
    let Some(first) = is_busy.iter().position(|is_busy| *is_busy) else {
        // There is nothing to judge by.
        return vec![true; months.len()];
    };
    let busy = months.iter().zip(&is_busy).filter(|(_, is_busy)| **is_busy);
    let receipts: u64 = busy.clone().map(|(month, _)| month.received).sum();
    let usual = number(receipts) / number(busy.count() as u64);
    let mut covered = vec![false; months.len()];
    let behind = first..months.len();
    // Away from a usual month: what lies beyond an unlikely silence is no more likely.
    for places in [behind.collect::<Vec<_>>(), (0..first).rev().collect()] {
        let mut chance = 1.0;
        for place in places {
            let (Some(month), Some(is_busy)) = (months.get(place), is_busy.get(place)) else {
                continue;
            };
            let received = month.received;
            let is_usual = *is_busy || number(received) >= USUAL_SHARE * usual;
            chance = if is_usual { 1.0 } else { chance * at_most(received, usual) };
            if let Some(covered) = covered.get_mut(place) {
                *covered = chance >= LEAST_CHANCE;
            }
        }
    }
    covered
}

/// The chance of at most so many events where on average there are `mean`: the distribution of S. D. Poisson.
fn at_most(events: u64, mean: f64) -> f64 {
    let mut term = (-mean).exp();
    let mut sum = term;
    for event in 1..=events {
        term *= mean / number(event);
        sum += term;
    }
    sum.min(1.0)
}

#[expect(clippy::cast_precision_loss, reason = "counts of dossiers are far below 2^53")]
const fn number(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::{Flow, are_covered, at_most};

    /// Months with so much carried in, received and resolved.
    fn covered(months: &[[u64; 3]]) -> String {
        let flow = |[_, received, closed]: &[u64; 3]| Flow { received: *received, closed: *closed };
        let months: Vec<Flow> = months.iter().map(flow).collect();
        are_covered(&months)
            .into_iter()
            .map(|is_covered| if is_covered { '+' } else { '-' })
            .collect()
    }

    #[test]
    fn a_quiet_month_counts_and_what_was_carried_in_does_not() {
        // Small desks: no finish in the first, in a middle, in the last month; no receipt at the end.
        assert_eq!(covered(&[[0, 3, 0], [3, 1, 2], [2, 0, 2]]), "+++");
        assert_eq!(covered(&[[0, 3, 3], [0, 3, 0], [3, 3, 6], [0, 3, 3], [0, 2, 0]]), "+++++");
        // As many receipts as ever, and nothing finished: a desk that takes six weeks.
        assert_eq!(covered(&[[0, 40, 0], [40, 40, 40], [40, 40, 40], [40, 40, 40]]), "++++");
        // What a year's export carries in: fewer the longer ago.
        assert_eq!(
            covered(&[[0, 1, 0], [1, 9, 0], [10, 90, 0], [100, 300, 310], [90, 310, 305]]),
            "---++"
        );
        // A month whose file is missing, and a tail of finishes without receipts.
        assert_eq!(
            covered(&[[0, 300, 280], [20, 310, 300], [30, 25, 0], [55, 300, 290], [65, 0, 40]]),
            "++-+-"
        );
        assert_eq!(covered(&[[0, 5, 0], [5, 7, 0]]), "++", "nothing to judge by");
        assert_eq!(covered(&[]), "");
    }

    #[test]
    fn the_chance_of_few_events() {
        let is_near = |left: f64, right: f64| (left - right).abs() < 1e-9;
        assert!(is_near(at_most(0, 2.0), (-2.0_f64).exp()));
        assert!(is_near(at_most(2, 2.0), (-2.0_f64).exp() * 5.0));
        assert!(is_near(at_most(1_000, 2.0), 1.0));
    }
}
