//! Which months the data tell of: those from their first to their last day, but for what was merely carried in.
//!
//! In: the counts of every month from the first to the last day of the data. Out: the months that are told.
//! Must not know: files, units, rates.
//!
//! A month in which nothing came in, or nothing was finished, is a month like others: its figures are 0. But an
//! export of a year lists what was carried into it, which looks like months of the year before with few
//! receipts and no finish; a file that is missing, and an export cut by the received day, leave the same
//! trace. Such a month is not told: it has less than three quarters of the receipts of a usual month, and
//! so few are less likely than one in a thousand at the pace of the months that have both.

use std::collections::{BTreeMap, BTreeSet};

use super::count::{Count, Tally};
use super::cube::Cube;
use super::request::TimeFrame;
use crate::domain::{Dimension, Period};

/// A run of quiet months that is less likely than this is not told.
const LEAST_CHANCE: f64 = 0.001;
/// With this share of the receipts of a usual month it is told.
const USUAL_SHARE: f64 = 0.75;

/// The months that are told, `2024-06`. `months`: the counts by month over the whole of the data, whose days
/// `frame` has. `titled`: days that titles of files name; their months are told.
pub fn told_months(months: &Cube, frame: &TimeFrame, titled: &[Period]) -> BTreeSet<String> {
    let named = |row: &super::cube::Row| Some((row.group.first().cloned().flatten()?, row.tally));
    let counts: BTreeMap<String, Tally> = months.rows.iter().filter_map(named).collect();
    let steps = frame.steps(&[Dimension::Month]);
    let all: Vec<(String, Period, Tally)> = steps
        .into_iter()
        .filter_map(|step| Some((step.month?, step.period)))
        .map(|(month, days)| {
            let tally = counts.get(&month).copied().unwrap_or_default();
            (month, days, tally)
        })
        .collect();
    let tallies: Vec<Tally> = all.iter().map(|(_, _, tally)| *tally).collect();
    let is_titled = |days: &Period| {
        titled.iter().any(|titled| titled.from <= days.from && days.to <= titled.to)
    };
    let told = all.iter().zip(are_told(&tallies));
    told.filter(|((_, days, _), is_told)| *is_told || is_titled(days))
        .map(|((month, _, _), _)| month.clone())
        .collect()
}

fn are_told(months: &[Tally]) -> Vec<bool> {
    let is_busy: Vec<bool> =
        months.iter().map(|month| month[Count::Received] > 0 && closed(month) > 0).collect();
    let Some(first) = is_busy.iter().position(|is_busy| *is_busy) else {
        // There is nothing to judge by.
        return vec![true; months.len()];
    };
    let busy = months.iter().zip(&is_busy).filter(|(_, is_busy)| **is_busy);
    let receipts: u64 = busy.clone().map(|(month, _)| month[Count::Received]).sum();
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
            let received = month[Count::Received];
            let is_usual = *is_busy || number(received) >= USUAL_SHARE * usual;
            chance = if is_usual { 1.0 } else { chance * at_most(received, usual) };
            if let Some(told) = told.get_mut(place) {
                *told = chance >= LEAST_CHANCE;
            }
        }
    }
    told
}

fn closed(month: &Tally) -> u64 {
    month.sum(&[Count::Resolved, Count::Returned])
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
    use super::{are_told, at_most};
    use crate::tally::{Count, Tally};

    /// Months with so much carried in, received and resolved.
    fn told(months: &[[u64; 3]]) -> String {
        let tally = |[opening, received, resolved]: &[u64; 3]| {
            let mut tally = Tally::ZERO;
            tally[Count::Opening] = *opening;
            tally[Count::Received] = *received;
            tally[Count::Resolved] = *resolved;
            tally
        };
        let months: Vec<Tally> = months.iter().map(tally).collect();
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
