//! What was derived from other months of the archive, and is out of date since one of them was published anew.
//!
//! In: records of the archive. Out: the periods that changed since the comparison of a month was made. The months
//! themselves stay as they are: their figures are their own. Must not know: how a comparison is made.

use std::collections::BTreeMap;

use super::folder::Archive;
use super::printed_comparison;
use crate::archive::month::{ChangedPeriod, MonthRecord, UsedFor, UsedPeriod};
use crate::archive::tally_file;

/// The periods that are others than when this month was compared with them; those that the archive has no more are
/// none, nothing is known of them.
pub fn changed(archive: &Archive, slug: &str, record: &MonthRecord) -> Vec<ChangedPeriod> {
    if record.counts_sha256.is_none() {
        return printed_comparison::changed(archive, slug);
    }
    let mut changed: Vec<ChangedPeriod> =
        record.stands_on.iter().filter_map(|used| changed_one(archive, used)).collect();
    // Who makes the comparison anew makes its limits anew.
    changed
        .sort_by(|left, right| (&left.period, left.used_for).cmp(&(&right.period, right.used_for)));
    changed.dedup_by(|other, first| other.period == first.period);
    changed
}

fn changed_one(archive: &Archive, used: &UsedPeriod) -> Option<ChangedPeriod> {
    let folder = archive.month_folder(&used.period);
    if !folder.exists() {
        return None;
    }
    let record = archive.record(&used.period)?;
    let now = record.counts_sha256.clone().or_else(|| {
        archive.tallies(&used.period).map(|tallies| tally_file::counts_sha256(&tallies))
    });
    if now.is_none() || now == used.counts_sha256 {
        return None;
    }
    // What could not be read then, and still cannot be, changed nothing.
    if used.counts_sha256.is_none() && archive.tallies(&used.period).is_none() {
        return None;
    }
    let reasons = record.restatements.iter().map(|restatement| restatement.reason.clone());
    let reasons = if used.counts_sha256.is_some() { reasons.collect() } else { Vec::new() };
    Some(ChangedPeriod { period: used.period.clone(), used_for: used.used_for, reasons })
}

/// Months of the archive that are out of date because this one changed.
pub fn because_of(archive: &Archive, slug: &str) -> BTreeMap<String, UsedFor> {
    let others = archive.slugs().into_iter().filter(|other| other != slug);
    let of_other = |other: String| {
        let record = archive.record(&other)?;
        let changed = changed(archive, &other, &record).into_iter();
        let changed = changed.filter(|changed| changed.period == slug);
        changed.map(|changed| changed.used_for).min().map(|used_for| (other, used_for))
    };
    others.filter_map(of_other).collect()
}

/// The same months by what they used this one for.
pub fn by_use(stale: BTreeMap<String, UsedFor>) -> BTreeMap<UsedFor, Vec<String>> {
    let mut by_use: BTreeMap<UsedFor, Vec<String>> = BTreeMap::new();
    for (month, used_for) in stale {
        by_use.entry(used_for).or_default().push(month);
    }
    by_use
}
