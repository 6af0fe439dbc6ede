//! The month beside the archived month before it: which dossiers are lost, which come late, and whether the run
//! stops for it.
//!
//! In: what was counted, the archive, `thresholds.lost_dossiers`. Out: findings, what the record of the month
//! says, the verdict. Must not know: how months are compared, how reports are made.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::late::{LateMonth, doubled, late_months};
use super::lost_before::lost_before;
use super::{CountedMonth, Tolerance};
use crate::archive::chain::{Chain, Link};
use crate::archive::key::OfficeKey;
use crate::archive::month::{LateDossiers, RecordedChain, RecordedLink};
use crate::archive::{States, Tallies};
use crate::domain::{Day, Dimension, Exact, Period, PeriodRule, Span};
use crate::findings::{Finding, FindingCode};
use crate::tally::Cube;

/// So few lost dossiers are slips (deleted, merged, given another code), whatever their share.
const FEWEST_LOST: u64 = 5;

/// How a month follows on the one before it.
pub struct Continuity {
    /// The month before, as its folder is called.
    pub before: String,
    pub chain: Chain,
    pub late: Vec<LateMonth>,
    /// Dossiers that earlier months lost and that no export tells now either.
    pub lost_before: u64,
    /// Dossiers that stand under two codes, since this month or one before, by the month of their receipt.
    pub doubled: Vec<LateDossiers>,
    /// Left open by the month before, and told by no newer export of their source.
    pub unreported: BTreeMap<Option<String>, u64>,
    /// Units that are missing anyway: what they have lost is no style of their exports.
    missing: BTreeSet<String>,
}

/// Sets the month beside the one before it; nothing where that is not archived.
pub fn continuity(
    counted: &CountedMonth<'_>,
    (key, now): (Option<&OfficeKey>, Option<&States>),
    missing: &BTreeSet<String>,
) -> Option<Continuity> {
    let (archive, rule) = (counted.archive, counted.rule());
    let period = before(counted.period(), rule)?;
    let slug = period.slug(rule);
    // A month that cannot be read is told of with the comparison that it is missing from.
    let (month, tallies) = archive.usable(&slug)?;
    if tallies.frame.period != period || tallies.frame.as_of != period.to {
        return None;
    }
    let old = key.and_then(|key| archive.states(&slug)?.with_key(key));
    let chain = match (old, now, key) {
        (Some(old), Some(now), Some(key)) => {
            let mut far = Far { digests: counted.far_digests, key, hidden: None };
            Chain::of_states(&old, now, counted.period().from, &mut |hidden| far.has(hidden))
        }
        _ => Chain::of_counts(&by_unit(&tallies), &counted.units),
    };
    let lost_before = lost_before(archive, &month, &chain.late, key);
    let mut twice = month.record.chain.map(|chain| chain.doubled).unwrap_or_default();
    twice.extend(doubled(&chain, rule));
    let late = late_months(counted, (&chain, &twice), key);
    let (unreported, missing) = (unreported(counted, period), missing.clone());
    Some(Continuity { before: slug, chain, late, lost_before, doubled: twice, unreported, missing })
}

/// Open dossiers that newer exports do not tell any more, and that one told in the month before: by unit.
fn unreported(counted: &CountedMonth<'_>, before: Period) -> BTreeMap<Option<String>, u64> {
    /// An export of the month before that one tells of the first days behind it.
    const DAYS_BEHIND: i32 = 7;
    let since = Day(before.from.0 + DAYS_BEHIND);
    let mut units = BTreeMap::new();
    for file in counted.loaded.reach.unreported.iter().filter(|file| file.until >= since) {
        for (unit, dossiers) in &file.units {
            *units.entry(unit.clone()).or_default() += dossiers;
        }
    }
    units
}

/// The month that ends the day before a period.
fn before(period: Period, rule: PeriodRule) -> Option<Period> {
    let first = period.steps(Span::Month, rule).into_iter().next()?.period;
    let before = first.before(rule)?;
    (before.to.next() == period.from).then_some(before)
}

fn by_unit(tallies: &Tallies) -> Cube {
    let by: [&[Dimension]; 2] = [&[Dimension::Unit], &[]];
    by.into_iter().find_map(|by| tallies.cube(by)).unwrap_or_else(|| Cube::empty(Vec::new()))
}

/// The dossiers that stand neither in the month nor near it; hidden by the key once one of them is asked for.
struct Far<'a> {
    digests: &'a [u64],
    key: &'a OfficeKey,
    hidden: Option<HashSet<u64>>,
}

impl Far<'_> {
    fn has(&mut self, hidden: u64) -> bool {
        let (digests, key) = (self.digests, self.key);
        let all = self
            .hidden
            .get_or_insert_with(|| digests.iter().map(|digest| key.hide(*digest)).collect());
        all.contains(&hidden)
    }
}

impl Continuity {
    /// The units that are judged: those whose data are there.
    fn judged(&self) -> impl Iterator<Item = (&Option<String>, &Link)> {
        let is_there =
            |unit: &Option<String>| unit.as_ref().is_none_or(|unit| !self.missing.contains(unit));
        self.chain.units.iter().filter(move |(unit, _)| is_there(unit))
    }

    /// The whole of the units that are judged.
    pub fn total(&self) -> Link {
        let mut total = Link::default();
        self.judged().for_each(|(_, link)| total.add(link));
        total
    }

    /// Whether the run stops for what is lost, or counts twice from this month on: it is the style of the exports of
    /// a unit, or of all.
    pub fn stops(&self, tolerance: &Tolerance) -> bool {
        let is_too_much = |lost: u64, left_open: u64| match tolerance {
            Tolerance::Stop => lost > 0,
            Tolerance::Tell => false,
            Tolerance::Share(most) => {
                let share = || Exact::new(lost.into(), left_open.into());
                lost >= FEWEST_LOST && left_open > 0 && share() > *most
            }
        };
        let total = self.total();
        let unreported = |unit: &Option<String>| self.unreported.get(unit).copied().unwrap_or(0);
        is_too_much(total.lost + self.all_unreported(), total.left_open)
            || is_too_much(total.doubled, total.left_open)
            || self.judged().any(|(unit, link)| {
                is_too_much(link.lost + unreported(unit), link.left_open)
                    || is_too_much(link.doubled, link.left_open)
            })
    }

    /// What newer exports do not tell any more, of the units that are judged.
    pub fn all_unreported(&self) -> u64 {
        let is_judged = |unit: &Option<String>| self.judged().any(|(other, _)| other == unit);
        let judged = self.unreported.iter().filter(|(unit, _)| is_judged(unit));
        judged.map(|(_, dossiers)| dossiers).sum()
    }

    /// How many dossiers stand under two codes.
    pub fn all_doubled(&self) -> u64 {
        self.doubled.iter().map(|doubled| doubled.dossiers).sum()
    }

    /// Units that have lost dossiers, the most first.
    pub fn lost(&self) -> Vec<(&Option<String>, &Link)> {
        let mut units: Vec<(&Option<String>, &Link)> =
            self.judged().filter(|(_, link)| link.lost > 0).collect();
        units.sort_by_key(|(unit, link)| (std::cmp::Reverse(link.lost), *unit));
        units
    }

    /// What is to be said of it, unit by unit.
    pub fn findings(&self) -> Vec<Finding> {
        let finding = |code, value: String| Finding {
            file: String::new(),
            row: None,
            column: None,
            value: Some(value),
            code,
        };
        let name = |unit: &Option<String>| unit.clone().unwrap_or_else(|| "–".to_owned());
        let mut findings = Vec::new();
        for (unit, link) in self.judged() {
            let (unit, before) = (name(unit), &self.before);
            if link.lost > 0 {
                let value = format!("{unit} · {} / {} · {before}", link.lost, link.left_open);
                findings.push(finding(FindingCode::CarriedLost, value));
            }
            if link.not_open_any_more + link.open_again > 0 {
                let (less, more) = (link.not_open_any_more, link.open_again);
                let value = format!("{unit} · −{less} +{more} · {before}");
                findings.push(finding(FindingCode::OpeningChanged, value));
            }
        }
        if self.lost_before > 0 {
            let value = format!("{} · ≤ {}", self.lost_before, self.before);
            findings.push(finding(FindingCode::CarriedLost, value));
        }
        let mut doubled: BTreeMap<&Option<String>, u64> = BTreeMap::new();
        for twice in &self.doubled {
            *doubled.entry(&twice.unit).or_default() += twice.dossiers;
        }
        for (unit, dossiers) in doubled {
            let value = format!("{} · {dossiers}", name(unit));
            findings.push(finding(FindingCode::CarriedUnderTwoCodes, value));
        }
        for late in &self.late {
            for (unit, dossiers) in &late.units {
                let value = format!("{} · {dossiers} · {}", name(unit), late.month);
                findings.push(finding(FindingCode::LateArrival, value));
            }
        }
        findings
    }

    /// What the archive keeps of it.
    pub fn record(&self, is_accepted: bool) -> RecordedChain {
        let of_unit = |(unit, link): (&Option<String>, &Link)| RecordedLink {
            unit: unit.clone(),
            counts: *link,
        };
        let total = self.chain.total();
        let late = self.late.iter().flat_map(|late| {
            let units: &BTreeMap<Option<String>, u64> = &late.units;
            units.iter().map(|(unit, dossiers)| LateDossiers {
                period: late.month.clone(),
                unit: unit.clone(),
                dossiers: *dossiers,
            })
        });
        RecordedChain {
            before: self.before.clone(),
            by_dossier: self.chain.is_by_dossier,
            accepted: is_accepted,
            lost_before: self.lost_before,
            whole: of_unit((&None, &total)),
            units: self.chain.units.iter().filter(|(_, link)| !link.holds()).map(of_unit).collect(),
            late: late.collect(),
            doubled: self.doubled.clone(),
        }
    }
}
