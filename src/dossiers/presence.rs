//! Which units tell something of a period: the roster held against it, and how much of its place that is.
//!
//! In: loaded dossiers and the days. Out: [`Presence`]. Must not know: counts, rates, languages.

use std::collections::BTreeMap;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::groups::ExpectedUnit;
use super::loaded::Loaded;
use super::reached::{ReachState, SourceReach};
use super::sources::Reach;
use super::table::{DossiersError, Segment};
use crate::domain::NO_DAY;
use crate::domain::{Day, Dimension, Period};
use crate::findings::{Finding, FindingCode};
use crate::units::{PlaceCoverage, Presence, whole};

impl Loaded {
    /// Units of the roster that no dossier belongs to.
    pub fn silent_units(&self) -> impl Iterator<Item = &str> {
        self.roster.iter().filter(|unit| unit.is_silent()).map(|unit| unit.name.as_str())
    }

    /// Units of the roster whose names may be those of several units.
    pub fn unclear_units(&self) -> impl Iterator<Item = &str> {
        self.roster.iter().filter(|unit| !unit.unclear.is_empty()).map(|unit| unit.name.as_str())
    }

    /// Units of the roster of which nobody can say that they had nothing in the period: they have no row, or none
    /// in the period and no source that reaches to its end.
    pub fn missing_of_roster(&self) -> impl Iterator<Item = &str> {
        let sources = &self.reach.sources;
        let is_covered = move |name: &str| {
            let of_unit = |source: &&SourceReach| source.units.iter().any(|unit| unit == name);
            sources.iter().find(of_unit).is_some_and(|source| source.state == ReachState::Covered)
        };
        let groups_of = |unit: &ExpectedUnit| {
            let name = |(dimension, number): &(Dimension, u32)| {
                self.dossiers.groups(*dimension).into_iter().nth(*number as usize)?.name
            };
            unit.groups.iter().filter_map(name).collect::<Vec<String>>()
        };
        let in_period = &self.presence.silent_in_period;
        let is_missing = move |unit: &&ExpectedUnit| {
            unit.is_silent()
                || (in_period.contains(&unit.name)
                    && !groups_of(unit).iter().any(|name| is_covered(name)))
        };
        self.roster.iter().filter(is_missing).map(|unit| unit.name.as_str())
    }

    /// Whether a roster or the register says that every unit tells something of the period.
    pub fn is_whole(&self) -> bool {
        if self.reach.not_covered().next().is_some() {
            return false;
        }
        if self.roster.is_empty() {
            self.presence.whole.as_ref().is_some_and(PlaceCoverage::is_complete)
        } else {
            self.presence.silent_in_period.is_empty()
                && self.silent_units().chain(self.unclear_units()).next().is_none()
        }
    }

    /// Holds the units against a period.
    ///
    /// # Errors
    /// When the frame lacks a column: a bug.
    pub fn hold_against(&mut self, period: Period, as_of: Day) -> Result<(), DossiersError> {
        let mut busy: BTreeMap<Dimension, Vec<bool>> = BTreeMap::new();
        for dimension in [Dimension::Unit, Dimension::Commune] {
            let groups = self.dossiers.groups(dimension).len();
            if groups > 0 {
                let found =
                    busy_groups(&self.dossiers.segments()?, dimension, groups, (period, as_of));
                busy.insert(dimension, found);
            }
        }
        let sources = self.dossiers.sources();
        if let Some(busy) = sources.dimension.and_then(|dimension| busy.get_mut(&dimension)) {
            for (busy, group) in busy.iter_mut().zip(0..) {
                let reach = sources.of_group(group).map(|source| sources.reach(source, as_of));
                *busy &= !matches!(reach, Some(Reach::Until(day)) if day < Some(period.from));
            }
        }
        let is_busy = |(dimension, group): &(Dimension, u32)| {
            let groups = busy.get(dimension);
            groups.and_then(|groups| groups.get(*group as usize)).copied().unwrap_or(false)
        };
        let silent = self.roster.iter().filter(|unit| !unit.groups.is_empty());
        let silent = silent.filter(|unit| !unit.groups.iter().any(is_busy));
        let silent_in_period: Vec<String> = silent.map(|unit| unit.name.clone()).collect();
        // A column of communes beside units says where people live, not who reports.
        let told = [Dimension::Unit, Dimension::Commune].into_iter().find_map(|dimension| {
            let groups = self.dossiers.groups(dimension);
            let is_named = groups.iter().any(|group| group.name.is_some());
            is_named.then_some((dimension, groups))
        });
        let whole = told.and_then(|(dimension, groups)| {
            let busy = groups.iter().zip(0..).filter(|(_, n)| is_busy(&(dimension, *n)));
            let named = busy.filter_map(|(group, _)| Some((group.name.as_deref()?, &*group.key)));
            whole(named, self.units, self.units_day.unwrap_or(period.to))
        });
        for name in &silent_in_period {
            self.findings.push(Finding {
                file: String::new(),
                row: None,
                column: None,
                value: Some(name.clone()),
                code: FindingCode::UnitSilentInPeriod,
            });
        }
        self.presence = Presence { silent_in_period, whole };
        self.reach_of_sources(period, as_of);
        Ok(())
    }
}

/// The groups with a dossier received, closed or open in a period.
pub fn busy_groups(
    segments: &[Segment<'_>],
    dimension: Dimension,
    groups: usize,
    (period, as_of): (Period, Day),
) -> Vec<bool> {
    let last = period.to.min(as_of).0;
    let of_segment = |segment: &Segment<'_>| {
        let mut busy = vec![false; groups];
        let days = segment.received.iter().zip(segment.closed);
        let keys = segment.keys(dimension).unwrap_or_default();
        for (key, (received, closed)) in keys.iter().zip(days) {
            let is_there = *received <= last && (*closed == NO_DAY || *closed >= period.from.0);
            if let Some(group) = busy.get_mut(*key as usize).filter(|_| is_there) {
                *group = true;
            }
        }
        busy
    };
    let join = |left: Vec<bool>, right: Vec<bool>| {
        left.into_iter().zip(right).map(|(left, right)| left || right).collect()
    };
    segments.par_iter().map(of_segment).reduce(|| vec![false; groups], join)
}
