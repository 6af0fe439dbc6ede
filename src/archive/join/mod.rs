//! Tallies of several places and months → one: what the logs would give if they were counted at once.
//!
//! In: tallies, each with a label to name it by. Out: [`JoinedTallies`]. Places add up within one period;
//! periods that follow each other add up if what the one left open is what the next begins with. Must
//! not know: files, texts, languages.

mod part;
mod names;
mod times;
#[cfg(test)]
mod tests;

use super::chain::breaks;
use super::tallies::{Counting, Tallies};
use crate::domain::{Dimension, DimensionKind, Period};
use crate::findings::Ledger;
use crate::tally::times::TimesCube;
use crate::tally::{Cube, EvidenceScope, Row, Tally, TimeFrame};
pub use names::harmonise;
pub use part::Part;
use std::collections::{BTreeMap, BTreeSet};

/// The sum.
#[derive(Debug, Clone)]
pub struct JoinedTallies {
    pub tallies: Tallies,
    /// Units that several parts of one period count dossiers of. Several systems may hold a unit's
    /// dossiers, or one export was handed in twice with a different name.
    pub shared_units: Vec<SharedUnit>,
}

/// A unit that stands in several parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedUnit {
    pub unit: String,
    /// Labels of the parts.
    pub parts: Vec<String>,
}

/// Why tallies do not add.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JoinError {
    #[error("there is nothing to add up")]
    Nothing,
    #[error("`{left}` and `{right}` were counted in different ways: {what}")]
    Counting { left: String, right: String, what: &'static str },
    #[error("`{left}` and `{right}` both count the file `{file}`")]
    SameSource { left: String, right: String, file: String },
    #[error("the periods of `{left}` and `{right}` overlap")]
    Overlap { left: String, right: String },
    #[error("between `{left}` and `{right}` days are missing")]
    Gap { left: String, right: String },
    #[error("`{left}` is judged on another day than `{right}`")]
    AsOf { left: String, right: String },
    #[error(
        "what `{left}` left open is not what `{right}` begins with: {group}: {closing} and {opening}"
    )]
    Carried { left: String, right: String, group: String, closing: u64, opening: u64 },
}

/// Adds tallies up. The order of the parts changes nothing but ties between spellings.
///
/// # Errors
/// When they were counted in different ways, count one file twice, or their periods do not fit.
pub fn join(mut parts: Vec<Part>) -> Result<JoinedTallies, JoinError> {
    compatible(&parts)?;
    harmonise(&mut parts);
    let of_periods = by_period(parts)?;
    let shared_units = of_periods.iter().flat_map(|parts| shared_units(parts)).collect();
    let mut summed: Vec<Part> = Vec::new();
    for parts in of_periods {
        summed.push(places(parts)?);
    }
    follow_each_other(&summed)?;
    let tallies = months(summed)?;
    Ok(JoinedTallies { tallies, shared_units })
}

/// One way of counting, and no file twice for one day.
fn compatible(parts: &[Part]) -> Result<(), JoinError> {
    for (place, left) in parts.iter().enumerate() {
        for right in parts.iter().skip(place + 1) {
            let labels = || (left.label.clone(), right.label.clone());
            if let Some(what) = difference(&left.tallies, &right.tallies) {
                let (left, right) = labels();
                return Err(JoinError::Counting { left, right, what });
            }
            if let Some(file) = same_source(&left.tallies, &right.tallies) {
                let (left, right) = labels();
                return Err(JoinError::SameSource { left, right, file });
            }
        }
    }
    Ok(())
}

/// The first way in which two counts differ, as the option is called.
pub fn difference(left: &Tallies, right: &Tallies) -> Option<&'static str> {
    let (one, other) = (&left.counting, &right.counting);
    let checks = [
        (left.frame.rule == right.frame.rule, "period-rule"),
        (one.grain == other.grain, "grain"),
        (one.policy == other.policy, "policy"),
        (one.units == other.units, "units"),
        (one.filters == other.filters, "where"),
    ];
    checks.into_iter().find(|(is_same, _)| !is_same).map(|(_, what)| what)
}

fn same_source(left: &Tallies, right: &Tallies) -> Option<String> {
    let mut pairs =
        left.sources.iter().flat_map(|one| right.sources.iter().map(move |other| (one, other)));
    let found = pairs.find(|(one, other)| {
        one.sha256.is_some() && one.sha256 == other.sha256 && overlap(one.period, other.period)
    });
    found.map(|(one, _)| one.file.clone())
}

const fn overlap(left: Period, right: Period) -> bool {
    left.from.0 <= right.to.0 && right.from.0 <= left.to.0
}

/// Parts of one period together, periods in order.
fn by_period(parts: Vec<Part>) -> Result<Vec<Vec<Part>>, JoinError> {
    let mut of_periods: BTreeMap<_, Vec<Part>> = BTreeMap::new();
    for part in parts {
        let period = part.tallies.frame.period;
        of_periods.entry((period.from, period.to)).or_default().push(part);
    }
    let of_periods: Vec<Vec<Part>> = of_periods.into_values().collect();
    if of_periods.is_empty() {
        return Err(JoinError::Nothing);
    }
    for (place, parts) in of_periods.iter().enumerate() {
        let others = of_periods.iter().skip(place + 1).filter_map(|parts| parts.first());
        for (left, right) in parts
            .first()
            .into_iter()
            .flat_map(|left| others.clone().map(move |right| (left, right)))
        {
            if overlap(left.tallies.frame.period, right.tallies.frame.period) {
                let (left, right) = (left.label.clone(), right.label.clone());
                return Err(JoinError::Overlap { left, right });
            }
        }
    }
    Ok(of_periods)
}

/// Units with dossiers in several parts of one period.
fn shared_units(parts: &[Part]) -> Vec<SharedUnit> {
    let mut of_unit: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for part in parts {
        let cube = part.tallies.cube(&[Dimension::Unit]);
        let rows = cube.map(|cube| cube.rows).unwrap_or_default();
        let busy = rows.into_iter().filter(|row| !row.tally.is_empty());
        for unit in busy.filter_map(|row| row.group.into_iter().next().flatten()) {
            of_unit.entry(unit).or_default().push(part.label.clone());
        }
    }
    let shared = of_unit.into_iter().filter(|(_, parts)| parts.len() > 1);
    shared.map(|(unit, parts)| SharedUnit { unit, parts }).collect()
}

/// The parts of one period as one.
fn places(parts: Vec<Part>) -> Result<Part, JoinError> {
    let breakdowns: BTreeSet<Vec<Dimension>> =
        parts.iter().flat_map(|part| part.tallies.cubes.keys().cloned()).collect();
    let mut cubes: BTreeMap<Vec<Dimension>, Cube> = BTreeMap::new();
    for part in &parts {
        for (by, mut cube) in widened(&part.tallies, &breakdowns) {
            let sum = cubes.entry(by.clone()).or_insert_with(|| Cube::empty(by));
            sum.rows.append(&mut cube.rows);
            sum.total += &cube.total;
            sum.evidence = sum.evidence.and(cube.evidence);
        }
    }
    let times: Vec<Option<TimesCube>> =
        parts.iter().map(|part| part.tallies.times.clone()).collect();
    let mut parts = parts.into_iter();
    let Some(Part { label, tallies: mut sum }) = parts.next() else {
        return Err(JoinError::Nothing);
    };
    for part in parts {
        if part.tallies.frame.as_of != sum.frame.as_of {
            return Err(JoinError::AsOf { left: label, right: part.label });
        }
        add_facts(&mut sum, part.tallies);
    }
    sum.cubes = cubes.into_iter().map(|(by, cube)| (by, tidied(cube))).collect();
    sum.times = times::of_places(times);
    Ok(Part { label, tallies: sum })
}

/// Rows in order, each group once.
fn tidied(cube: Cube) -> Cube {
    Cube::empty(cube.by.clone()).merge(cube)
}

/// Every breakdown; a dimension that the exports of a part do not tell is nameless there, as it would
/// be if the logs were counted at once.
fn widened(
    tallies: &Tallies,
    breakdowns: &BTreeSet<Vec<Dimension>>,
) -> BTreeMap<Vec<Dimension>, Cube> {
    let told: BTreeSet<Dimension> = tallies.cubes.keys().flatten().copied().collect();
    let widen = |by: &Vec<Dimension>| {
        let known: Vec<Dimension> =
            by.iter().copied().filter(|dimension| told.contains(dimension)).collect();
        let cube = tallies.cube(&known).unwrap_or_else(|| Cube::empty(known.clone()));
        let (total, evidence) = (cube.total, cube.evidence);
        let rows = cube.rows.into_iter().map(|row| {
            let mut names = known.iter().zip(row.group).collect::<BTreeMap<_, _>>();
            let name = |dimension| names.remove(dimension).unwrap_or_else(|| nameless(*dimension));
            Row { group: by.iter().map(name).collect(), tally: row.tally }
        });
        let rows = rows.collect();
        let cube = Cube { by: by.clone(), rows, total, evidence };
        (by.clone(), cube)
    };
    breakdowns.iter().map(widen).collect()
}

/// What a group is called that a file has no column for.
fn nameless(dimension: Dimension) -> Option<String> {
    (dimension.kind() == DimensionKind::Value).then(|| "unknown".to_owned())
}

/// What tallies stand on, together.
fn add_facts(sum: &mut Tallies, other: Tallies) {
    sum.fields.extend(other.fields);
    sum.sources.extend(other.sources);
    sum.sources.sort_by(|left, right| {
        let key = |source: &super::TallySource| (source.period.from, source.file.clone());
        key(left).cmp(&key(right))
    });
    let mut ledger = Ledger::default();
    for part in [&sum.ledger, &other.ledger] {
        ledger.add(part);
    }
    sum.ledger = ledger;
    for (dimension, groups) in other.groups {
        let known = sum.groups.entry(dimension).or_default();
        let is_new = |group: &super::GroupFacts| !known.iter().any(|own| own.key == group.key);
        let new: Vec<_> = groups.into_iter().filter(is_new).collect();
        known.extend(new);
    }
    sum.counting = Counting {
        program: listed(&sum.counting.program, &other.counting.program),
        calendar: listed(&sum.counting.calendar, &other.counting.calendar),
        local_calendar: match (&sum.counting.local_calendar, &other.counting.local_calendar) {
            (Some(left), Some(right)) => Some(listed(left, right)),
            (left, right) => left.clone().or_else(|| right.clone()),
        },
        suppress_below: sum.counting.suppress_below.max(other.counting.suppress_below),
        ..sum.counting.clone()
    };
}

/// Both, each once, in order.
fn listed(left: &str, right: &str) -> String {
    let all: BTreeSet<&str> = left.split("; ").chain(right.split("; ")).collect();
    all.into_iter().collect::<Vec<_>>().join("; ")
}

/// Each period begins the day after the one before ended, and was judged on its last day.
fn follow_each_other(periods: &[Part]) -> Result<(), JoinError> {
    for pair in periods.windows(2) {
        let [left, right] = pair else { continue };
        let labels = || (left.label.clone(), right.label.clone());
        let TimeFrame { period, as_of, .. } = left.tallies.frame;
        if period.to.next() != right.tallies.frame.period.from || as_of != period.to {
            let (left, right) = labels();
            return Err(JoinError::Gap { left, right });
        }
    }
    Ok(())
}

/// Periods that follow each other as one.
fn months(periods: Vec<Part>) -> Result<Tallies, JoinError> {
    let breakdowns: BTreeSet<Vec<Dimension>> =
        periods.iter().flat_map(|part| part.tallies.cubes.keys().cloned()).collect();
    let labels: Vec<String> = periods.iter().map(|part| part.label.clone()).collect();
    let mut cubes_of: Vec<BTreeMap<Vec<Dimension>, Cube>> =
        periods.iter().map(|part| widened(&part.tallies, &breakdowns)).collect();
    let mut cubes = BTreeMap::new();
    for by in &breakdowns {
        let of_periods: Vec<Cube> =
            cubes_of.iter_mut().filter_map(|cubes| cubes.remove(by)).collect();
        cubes.insert(by.clone(), over_time(by, &of_periods, &labels)?);
    }
    let times: Vec<Option<TimesCube>> =
        periods.iter().map(|part| part.tallies.times.clone()).collect();
    let mut periods = periods.into_iter().map(|part| part.tallies);
    let Some(mut sum) = periods.next() else { return Err(JoinError::Nothing) };
    for other in periods {
        sum.frame.period.to = other.frame.period.to;
        sum.frame.as_of = other.frame.as_of;
        add_facts(&mut sum, other);
    }
    Ok(Tallies { cubes, times: times::of_months(times), ..sum })
}

/// One cube over all periods: opening of the first, closing of the last, everything else added up.
fn over_time(by: &[Dimension], cubes: &[Cube], labels: &[String]) -> Result<Cube, JoinError> {
    for (pair, labels) in cubes.windows(2).zip(labels.windows(2)) {
        let ([before, after], [left, right]) = (pair, labels) else { continue };
        if let Some(broken) = breaks(before, after).first() {
            let (left, right, group) = (left.clone(), right.clone(), broken.name());
            let (closing, opening) = (broken.left_open, broken.opening);
            return Err(JoinError::Carried { left, right, group, closing, opening });
        }
    }
    let mut of_group: BTreeMap<&Vec<Option<String>>, Vec<Tally>> = BTreeMap::new();
    for (place, cube) in cubes.iter().enumerate() {
        for row in &cube.rows {
            let tallies =
                of_group.entry(&row.group).or_insert_with(|| vec![Tally::ZERO; cubes.len()]);
            if let Some(slot) = tallies.get_mut(place) {
                *slot += &row.tally;
            }
        }
    }
    let mut whole = Cube::empty(by.to_vec());
    let evidence = EvidenceScope::of_each(cubes.iter().map(|cube| cube.evidence));
    whole.evidence = if cubes.len() > 1 { evidence.added_up() } else { evidence };
    for (group, tallies) in of_group {
        let tally = Tally::over_time(&tallies);
        whole.total += &tally;
        whole.rows.push(Row { group: group.clone(), tally });
    }
    Ok(tidied(whole))
}
