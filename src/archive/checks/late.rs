//! Dossiers of earlier, published months that arrive now: which month each belongs to.
//!
//! In: how the month follows on the one before, what the exports tell of earlier months, the archive. Out: by
//! month to restate, how many dossiers of which unit. Must not know: what is said of it.

use std::collections::BTreeMap;

use super::CountedMonth;
use crate::archive::chain::{Chain, LateDossier};
use crate::archive::key::OfficeKey;
use crate::archive::month::LateDossiers;
use crate::archive::{Archive, States, Tallies};
use crate::domain::{Dimension, Period, PeriodRule, Span};
use crate::tally::Count;

/// Archived months are looked for so far back.
pub const MONTHS_BACK: usize = 60;

/// A published month of which dossiers arrive now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateMonth {
    /// The month to restate, as its folder is called.
    pub month: String,
    pub period: Period,
    /// Nothing for dossiers that name no unit.
    pub units: BTreeMap<Option<String>, u64>,
    /// The files that tell of them and of nothing behind that month, where there are such.
    pub files: Vec<String>,
}

type OfMonths = BTreeMap<String, BTreeMap<Option<String>, u64>>;

/// In the order of the months. `doubled`: what stands under two codes is not late.
pub fn late_months(
    counted: &CountedMonth<'_>,
    (chain, doubled): (&Chain, &[LateDossiers]),
    key: Option<&OfficeKey>,
) -> Vec<LateMonth> {
    let months = archived_months(counted);
    let mut found = by_dossier(counted.archive, &months, &chain.late, key);
    for (month, units) in by_counts(counted, &months, (chain, doubled)) {
        let known = found.entry(month).or_default();
        let all = |units: &BTreeMap<Option<String>, u64>| units.values().sum::<u64>();
        if all(&units) > all(known) {
            *known = units;
        }
    }
    let late = months.into_iter().filter_map(|(month, period)| {
        let units = found.remove(&month).filter(|units| !units.is_empty())?;
        let files = files(counted, period);
        Some(LateMonth { month, period, units, files })
    });
    late.collect()
}

/// The archived months before the period, the earliest first.
pub fn archived_months(counted: &CountedMonth<'_>) -> Vec<(String, Period)> {
    let first = counted.period().steps(Span::Month, counted.rule()).into_iter().next();
    let mut at = first.map(|step| step.period);
    let mut months = Vec::new();
    for _ in 0..MONTHS_BACK {
        at = at.and_then(|at| at.before(counted.rule()));
        let Some(period) = at else { break };
        let slug = period.slug(counted.rule());
        if counted.archive.month_folder(&slug).is_dir() {
            months.push((slug, period));
        }
    }
    months.reverse();
    months
}

/// What stands under two codes since this month, by the month of its receipt; all of it, whatever is archived.
pub fn doubled(chain: &Chain, rule: PeriodRule) -> Vec<LateDossiers> {
    let mut found = OfMonths::new();
    for dossier in &chain.doubled {
        let day = Period { from: dossier.received, to: dossier.received };
        let month = day.steps(Span::Month, rule).into_iter().find_map(|step| step.month);
        let units = found.entry(month.unwrap_or_default()).or_default();
        *units.entry(dossier.unit.clone()).or_default() += 1;
    }
    let of_month = |(period, units): (String, BTreeMap<Option<String>, u64>)| {
        let units = units.into_iter();
        units.map(move |(unit, dossiers)| LateDossiers { period: period.clone(), unit, dossiers })
    };
    found.into_iter().flat_map(of_month).collect()
}

/// Each dossier under the first month that ought to have it and does not know it.
fn by_dossier(
    archive: &Archive,
    months: &[(String, Period)],
    late: &[LateDossier],
    key: Option<&OfficeKey>,
) -> OfMonths {
    let mut found = OfMonths::new();
    let mut waiting: Vec<&LateDossier> = late.iter().collect();
    for (place, (slug, period)) in months.iter().enumerate() {
        let is_of = |dossier: &&LateDossier| {
            dossier.received <= period.to
                && dossier.closed.is_none_or(|closed| closed >= period.from)
        };
        let (own, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(is_of);
        waiting = rest;
        if own.is_empty() {
            continue;
        }
        // The last of them does not know any: that is how they were found.
        let is_last = place + 1 == months.len();
        let known = if is_last { None } else { states(archive, slug, key) };
        for dossier in own {
            if known.as_ref().is_some_and(|known| known.dossiers.contains_key(&dossier.hidden)) {
                waiting.push(dossier);
            } else {
                let units = found.entry(slug.clone()).or_default();
                *units.entry(dossier.unit.clone()).or_default() += 1;
            }
        }
    }
    found
}

fn states(archive: &Archive, slug: &str, key: Option<&OfficeKey>) -> Option<States> {
    archive.states(slug)?.with_key(key?)
}

/// What units received in earlier months by the exports of this one, beyond what the archive has of them:
/// exports of one month hold but a part of the months before, those of all months hold everything.
fn by_counts(
    counted: &CountedMonth<'_>,
    months: &[(String, Period)],
    (chain, doubled): (&Chain, &[LateDossiers]),
) -> OfMonths {
    let trend = counted.trend;
    if trend.by != [Dimension::Unit, Dimension::Month] {
        return OfMonths::new();
    }
    let mut now: BTreeMap<&str, BTreeMap<Option<String>, u64>> = BTreeMap::new();
    for row in &trend.rows {
        if let [unit, Some(month)] = row.group.as_slice() {
            *now.entry(month).or_default().entry(unit.clone()).or_default() +=
                row.tally[Count::Received];
        }
    }
    for twice in doubled {
        let units = now.get_mut(twice.period.as_str());
        if let Some(received) = units.and_then(|units| units.get_mut(&twice.unit)) {
            *received = received.saturating_sub(twice.dossiers);
        }
    }
    // The last month was compared dossier by dossier.
    let by_counts = months.len() - usize::from(chain.is_by_dossier).min(months.len());
    let more = months.iter().take(by_counts).filter_map(|(slug, period)| {
        let now = now.get(slug.as_str())?;
        let tallies = counted.archive.tallies(slug);
        let tallies = tallies.filter(|tallies| tallies.frame.period == *period)?;
        let units = beyond(now, &tallies);
        (!units.is_empty()).then(|| (slug.clone(), units))
    });
    more.collect()
}

fn beyond(now: &BTreeMap<Option<String>, u64>, before: &Tallies) -> BTreeMap<Option<String>, u64> {
    let Some(cube) = before.cube(&[Dimension::Unit]) else { return BTreeMap::new() };
    let all = now.values().sum::<u64>().saturating_sub(cube.total[Count::Received]);
    if all == 0 {
        return BTreeMap::new();
    }
    let mut known: BTreeMap<&Option<String>, u64> = BTreeMap::new();
    for row in &cube.rows {
        if let Some(unit) = row.group.first() {
            *known.entry(unit).or_default() += row.tally[Count::Received];
        }
    }
    let more = now.iter().map(|(unit, received)| {
        (unit.clone(), received.saturating_sub(known.get(unit).copied().unwrap_or(0)))
    });
    let more: BTreeMap<Option<String>, u64> = more.filter(|(_, more)| *more > 0).collect();
    // Units that have other names now would all look late.
    if more.values().sum::<u64>() == all { more } else { BTreeMap::from([(None, all)]) }
}

/// Files of which every dossier was received in or before a month, and that tell of nothing in the period.
fn files(counted: &CountedMonth<'_>, month: Period) -> Vec<String> {
    let from = counted.period().from;
    let files = counted.loaded.coverage.iter().filter(|file| {
        file.received.is_some_and(|days| days.to <= month.to && days.to >= month.from)
            && file.covered_until().is_some_and(|day| day < from)
    });
    files.map(|file| file.file.clone()).collect()
}
