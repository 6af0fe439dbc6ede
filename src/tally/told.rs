//! Which months the data tell of: those from their first to their last day, but for what was merely carried in.
//!
//! In: what came in and was closed in every month from the first to the last day of the data. Out: the months
//! that are told.
//! Must not know: files, units, rates.
//!
//! A month in which nothing came in, or nothing was finished, is a month like others: its figures are 0. But an
//! export of a year lists what was carried into it, which looks like months of the year before with few
//! receipts and no finish; a file that is missing, and an export cut by the received day, leave the same
//! trace. Such a month is not told: it has less than three quarters of the receipts of a usual month, and
//! so few are less likely than one in a thousand at the pace of the months that have both.

use std::collections::BTreeSet;

use super::request::TimeFrame;
use super::steps::Steps;
use crate::domain::{Dimension, Period};
use crate::normalise::{NO_DAY, Segment};

/// A run of quiet months that is less likely than this is not told.
const LEAST_CHANCE: f64 = 0.001;
/// With this share of the receipts of a usual month it is told.
const USUAL_SHARE: f64 = 0.75;

/// How many dossiers came in and were closed in one month.
#[derive(Debug, Clone, Copy, Default)]
struct Flow {
    received: u64,
    closed: u64,
}

/// The months that are told, `2024-06`. `frame` has the days of the whole of the data. `titled`: days that
/// titles of files name; their months are told.
pub fn told_months(
    segments: &[Segment<'_>],
    frame: &TimeFrame,
    titled: &[Period],
) -> BTreeSet<String> {
    let steps = frame.steps(&[Dimension::Month]);
    let flows = flows(segments, &Steps::new(&steps));
    let is_titled = |days: &Period| {
        titled.iter().any(|titled| titled.from <= days.from && days.to <= titled.to)
    };
    let told = steps.into_iter().zip(are_told(&flows));
    told.filter(|(step, is_told)| *is_told || is_titled(&step.period))
        .filter_map(|(step, _)| step.month)
        .collect()
}

/// Two columns of days are all that is needed: no case of any dossier.
fn flows(segments: &[Segment<'_>], steps: &Steps) -> Vec<Flow> {
    let mut flows = vec![Flow::default(); steps.count() as usize];
    let mut add = |day: i32, add: fn(&mut Flow)| {
        let step = steps.at(day).and_then(|step| flows.get_mut(step as usize));
        step.into_iter().for_each(add);
    };
    for segment in segments {
        segment.received.iter().for_each(|day| add(*day, |flow| flow.received += 1));
        let closed = segment.closed.iter().filter(|day| **day != NO_DAY);
        closed.for_each(|day| add(*day, |flow| flow.closed += 1));
    }
    flows
}

fn are_told(months: &[Flow]) -> Vec<bool> {
    let is_busy: Vec<bool> =
        months.iter().map(|month| month.received > 0 && month.closed > 0).collect();
    let Some(first) = is_busy.iter().position(|is_busy| *is_busy) else {
        // There is nothing to judge by.
        return vec![true; months.len()];
    };
    let busy = months.iter().zip(&is_busy).filter(|(_, is_busy)| **is_busy);
    let receipts: u64 = busy.clone().map(|(month, _)| month.received).sum();
    let usual = number(receipts) / number(busy.count() as u64);
    let mut told = vec![false; months.len()];
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
            if let Some(told) = told.get_mut(place) {
                *told = chance >= LEAST_CHANCE;
            }
        }
    }
    told
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
    use super::{Flow, are_told, at_most};

    /// Months with so much carried in, received and resolved.
    fn told(months: &[[u64; 3]]) -> String {
        let flow = |[_, received, closed]: &[u64; 3]| Flow { received: *received, closed: *closed };
        let months: Vec<Flow> = months.iter().map(flow).collect();
        are_told(&months).into_iter().map(|is_told| if is_told { '+' } else { '-' }).collect()
    }

    #[test]
    fn a_quiet_month_counts_and_what_was_carried_in_does_not() {
        // Small desks: no finish in the first, in a middle, in the last month; no receipt at the end.
        assert_eq!(told(&[[0, 3, 0], [3, 1, 2], [2, 0, 2]]), "+++");
        assert_eq!(told(&[[0, 3, 3], [0, 3, 0], [3, 3, 6], [0, 3, 3], [0, 2, 0]]), "+++++");
        // As many receipts as ever, and nothing finished: a desk that takes six weeks.
        assert_eq!(told(&[[0, 40, 0], [40, 40, 40], [40, 40, 40], [40, 40, 40]]), "++++");
        // What a year's export carries in: fewer the longer ago.
        assert_eq!(
            told(&[[0, 1, 0], [1, 9, 0], [10, 90, 0], [100, 300, 310], [90, 310, 305]]),
            "---++"
        );
        // A month whose file is missing, and a tail of finishes without receipts.
        assert_eq!(
            told(&[[0, 300, 280], [20, 310, 300], [30, 25, 0], [55, 300, 290], [65, 0, 40]]),
            "++-+-"
        );
        assert_eq!(told(&[[0, 5, 0], [5, 7, 0]]), "++", "nothing to judge by");
        assert_eq!(told(&[]), "");
    }

    #[test]
    fn the_chance_of_few_events() {
        let is_near = |left: f64, right: f64| (left - right).abs() < 1e-9;
        assert!(is_near(at_most(0, 2.0), (-2.0_f64).exp()));
        assert!(is_near(at_most(2, 2.0), (-2.0_f64).exp() * 5.0));
        assert!(is_near(at_most(1_000, 2.0), 1.0));
    }
}
