//! What units received in the month beside the months of the archive: exports that hold one month only tell
//! nothing of what is usual.

use std::collections::{BTreeMap, BTreeSet};

use super::CountedMonth;
use crate::archive::Archive;
use crate::comparison::{TREND_MONTHS, far_fewer_received};
use crate::domain::{Day, Span};
use crate::findings::{Finding, FindingCode};
use crate::tally::{Count, Cube, Row, Tally, TimeFrame};

type Group = Vec<Option<String>>;

/// A finding for each unit that received far less than in the months of the archive, and that the data
/// themselves do not tell of.
pub fn far_fewer_than_archived(counted: &CountedMonth<'_>) -> Vec<Finding> {
    let (trend, frame, loaded) = (counted.trend, counted.frame, counted.loaded);
    if has_months_of_its_own(trend) {
        return Vec::new();
    }
    let first = frame.period.from;
    let period = frame.period.with_months_before(TREND_MONTHS, frame.rule);
    let frame = TimeFrame { period, ..frame.clone() };
    let mut months: BTreeMap<Group, Tally> = BTreeMap::new();
    let rows = trend.rows.iter().cloned().chain(archived(counted.archive, &frame, first));
    for Row { group, tally } in rows {
        // The exports of one month hold what is left of the months before, the archive holds all of it.
        let known = months.entry(group).or_insert(tally);
        if tally[Count::Received] > known[Count::Received] {
            *known = tally;
        }
    }
    let rows = months.into_iter().map(|(group, tally)| Row { group, tally }).collect();
    let months = Cube { rows, ..Cube::empty(trend.by.clone()) };
    let unit = |value: &Option<String>| {
        value.as_ref().and_then(|value| value.split(" · ").next()).map(str::to_owned)
    };
    let known = loaded.findings.of(FindingCode::FarFewerReceived).iter();
    let known: BTreeSet<Option<String>> = known.map(|finding| unit(&finding.value)).collect();
    let found = far_fewer_received(&months, &frame, &loaded.calendar).into_iter();
    found.filter(|finding| !known.contains(&unit(&finding.value))).collect()
}

/// Whether the exports hold whole months before the one that is judged, so that nothing has to be read.
fn has_months_of_its_own(trend: &Cube) -> bool {
    const ENOUGH: usize = 3;
    let mut received: BTreeMap<&str, u64> = BTreeMap::new();
    for row in &trend.rows {
        if let Some(Some(month)) = row.group.last() {
            *received.entry(month).or_default() += row.tally[Count::Received];
        }
    }
    let Some((_, now)) = received.pop_last() else { return false };
    received.values().filter(|month| **month * 2 >= now).count() >= ENOUGH
}

/// What units received in the months of the archive before this day: the month itself may be restated.
fn archived(archive: &Archive, frame: &TimeFrame, first: Day) -> Vec<Row> {
    let mut rows = Vec::new();
    let steps = frame.period.steps(Span::Month, frame.rule);
    for step in steps.into_iter().filter(|step| step.period.to < first) {
        let Some(month) = step.month else { continue };
        let tallies = archive.tallies(&step.period.slug(frame.rule));
        let Some(tallies) = tallies.filter(|kept| kept.frame.period == step.period) else {
            continue;
        };
        rows.extend(tallies.units_under(&month));
    }
    rows
}
