//! What a month opens with beside what the month before left open: the one place that judges whether months chain.
//!
//! In: the states of both months under one key; or their counts, where no states can be set against each other.
//! Out: by unit, how many dossiers are carried on, lost, late, or told otherwise ([`Chain`]), and the groups whose
//! counts do not chain ([`breaks`]). Must not know: folders, texts, what is done about it.

mod twins;

use std::collections::{BTreeMap, HashSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::twins::{DoubleEntries, Facts};
use super::states::{State, States};
use crate::domain::Day;
use crate::tally::{Count, Cube, Tally};

/// How a month begins, by unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chain {
    /// False where only counts could be compared: then what is lost is a difference.
    pub is_by_dossier: bool,
    /// Nothing for dossiers that name no unit.
    pub units: BTreeMap<Option<String>, Link>,
    /// Dossiers of earlier months that the month before does not know.
    pub late: Vec<LateDossier>,
    /// Open under a second code beside the first.
    pub doubled: Vec<LateDossier>,
}

/// What became of the dossiers of one unit between two months; kept with the month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// Left open by the month before.
    pub left_open: u64,
    /// Open at the start of the month, as it is told now.
    pub opening: u64,
    /// Left open, and in no export any more.
    pub lost: u64,
    /// Left open, and told now to have been closed before the month began, or received in it.
    pub not_open_any_more: u64,
    /// Open at the start, though the month before knew it closed.
    pub open_again: u64,
    /// Open at the start, and unknown to the month before.
    pub late: u64,
    /// Left open, and open under another code now: another one of the unit with the same days is there instead.
    #[serde(default)]
    pub recoded: u64,
    /// Open at the start under a second code, while the first is told to be open, too: counted twice.
    #[serde(default, skip_serializing_if = "is_none")]
    pub doubled: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
const fn is_none(count: &u64) -> bool {
    *count == 0
}

fn facts(state: &State) -> Facts<'_> {
    (state.unit.as_deref(), state.received, state.due)
}

/// A dossier that came in before the month, and that the month before does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateDossier {
    /// Its hash under the key of the office.
    pub hidden: u64,
    pub unit: Option<String>,
    pub received: Day,
    pub closed: Option<Day>,
}

impl Link {
    /// Whether the month opens with just what the month before left open.
    pub const fn holds(&self) -> bool {
        self.lost == 0
            && self.not_open_any_more == 0
            && self.open_again == 0
            && self.late == 0
            && self.doubled == 0
    }

    pub const fn add(&mut self, other: &Self) {
        self.left_open += other.left_open;
        self.opening += other.opening;
        self.lost += other.lost;
        self.not_open_any_more += other.not_open_any_more;
        self.open_again += other.open_again;
        self.late += other.late;
        self.recoded += other.recoded;
        self.doubled += other.doubled;
    }
}

impl Chain {
    /// Both months dossier by dossier. `first`: the first day of the month; `is_told`: whether a dossier that
    /// stands neither in the month nor near it is told all the same.
    pub fn of_states(
        before: &States,
        now: &States,
        first: Day,
        is_told: &mut dyn FnMut(u64) -> bool,
    ) -> Self {
        let mut chain = Self { is_by_dossier: true, ..Self::default() };
        let mut lost: BTreeMap<Facts<'_>, u64> = BTreeMap::new();
        let mut twins = DoubleEntries::default();
        for (hidden, old) in before.dossiers.iter().filter(|(_, state)| is_carried(state, first)) {
            chain.link(old).left_open += 1;
            match now.dossiers.get(hidden) {
                Some(state) if is_carried(state, first) => twins.carried(facts(state)),
                Some(state) => chain.link(state).not_open_any_more += 1,
                None if is_told(*hidden) => chain.link(old).not_open_any_more += 1,
                None => {
                    chain.link(old).lost += 1;
                    *lost.entry(facts(old)).or_default() += 1;
                }
            }
        }
        for (hidden, state) in now.dossiers.iter().filter(|(_, state)| state.received < first) {
            let old = before.dossiers.get(hidden);
            if is_carried(state, first) {
                let link = chain.link(state);
                link.opening += 1;
                let same = lost.get_mut(&facts(state)).filter(|same| old.is_none() && **same > 0);
                if let Some(same) = same {
                    *same -= 1;
                    link.lost -= 1;
                    link.recoded += 1;
                    continue;
                }
                match old {
                    Some(old) if is_carried(old, first) => {}
                    Some(_) => link.open_again += 1,
                    None => {
                        twins.unknown(facts(state), *hidden);
                        link.late += 1;
                    }
                }
            }
            if old.is_none() {
                let State { unit, received, closed, .. } = state;
                let unit = unit.as_deref().map(str::to_owned);
                let (hidden, received, closed) = (*hidden, *received, *closed);
                chain.late.push(LateDossier { hidden, unit, received, closed });
            }
        }
        chain.set_apart(&twins.doubled());
        chain
    }

    /// Takes what is told under two codes from what comes late.
    fn set_apart(&mut self, doubled: &HashSet<u64>) {
        let is_doubled = |dossier: &mut LateDossier| doubled.contains(&dossier.hidden);
        self.doubled = self.late.extract_if(.., is_doubled).collect();
        for dossier in &self.doubled {
            let link = self.units.entry(dossier.unit.clone()).or_default();
            link.late -= 1;
            link.doubled += 1;
        }
    }

    /// Both months by the counts of their units.
    pub fn of_counts(before: &Cube, now: &Cube) -> Self {
        let mut chain = Self::default();
        for (group, [left, opens]) in open_by_group(before, now) {
            let link = chain.units.entry(group.first().cloned().flatten()).or_default();
            link.left_open += left;
            link.opening += opens;
            link.lost += left.saturating_sub(opens);
            link.late += opens.saturating_sub(left);
        }
        chain
    }

    fn link(&mut self, state: &State) -> &mut Link {
        self.units.entry(state.unit.as_deref().map(str::to_owned)).or_default()
    }

    /// The whole.
    pub fn total(&self) -> Link {
        let mut total = Link::default();
        self.units.values().for_each(|link| total.add(link));
        total
    }
}

/// Whether a dossier is open at the start of a month, and came in before.
fn is_carried(state: &State, first: Day) -> bool {
    state.received < first && state.closed.is_none_or(|closed| closed >= first)
}

/// A group that one period leaves open otherwise than the next begins with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    pub group: Vec<Option<String>>,
    pub left_open: u64,
    pub opening: u64,
}

impl Break {
    /// The names of the group.
    pub fn name(&self) -> String {
        let names = self.group.iter().map(|name| name.as_deref().unwrap_or("–"));
        names.collect::<Vec<_>>().join(" / ")
    }
}

/// The groups whose counts do not chain, in their order.
pub fn breaks(before: &Cube, after: &Cube) -> Vec<Break> {
    let groups = open_by_group(before, after).into_iter();
    let broken = groups.filter(|(_, [left, opens])| left != opens);
    broken.map(|(group, [left_open, opening])| Break { group, left_open, opening }).collect()
}

/// The same of the whole, whatever its units are called in each.
pub fn break_of_total(before: &Cube, after: &Cube) -> Option<Break> {
    let open = |tally: &Tally, count| tally.sum(&[count, Count::NotCovered]);
    let left_open = open(&before.total, Count::Closing);
    let opening = open(&after.total, Count::Opening);
    (left_open != opening).then(|| Break { group: Vec::new(), left_open, opening })
}

/// What each group leaves open, and what it begins with.
fn open_by_group(before: &Cube, after: &Cube) -> BTreeMap<Vec<Option<String>>, [u64; 2]> {
    // Dossiers of a source that has ended, or tells again, go from the one to the other.
    let open = |tally: &Tally, count| tally.sum(&[count, Count::NotCovered]);
    let mut groups: BTreeMap<Vec<Option<String>>, [u64; 2]> = BTreeMap::new();
    for row in &before.rows {
        groups.entry(row.group.clone()).or_default()[0] += open(&row.tally, Count::Closing);
    }
    for row in &after.rows {
        groups.entry(row.group.clone()).or_default()[1] += open(&row.tally, Count::Opening);
    }
    groups
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Chain, Link, States};
    use crate::archive::states::{IdHiding, State};
    use crate::domain::Day;
    use crate::dossiers::Traits;

    /// States by hidden id, received and closed day of March or April 2026.
    fn states(all: &[(u64, &str, &str)]) -> States {
        let day = |text: &str| Day::parse(text);
        let state = |(hidden, received, closed): &(u64, &str, &str)| {
            let state = State {
                unit: Some(Arc::from("Sở Nội vụ")),
                received: day(received).expect("a day"),
                due: None,
                closed: day(closed),
                traits: Traits(0),
            };
            (*hidden, state)
        };
        States { hidden: IdHiding::Twice, dossiers: all.iter().map(state).collect() }
    }

    #[test]
    fn each_dossier_is_carried_lost_late_or_told_otherwise() {
        let march = states(&[
            (1, "2026-03-20", ""),
            (2, "2026-03-20", ""),
            (3, "2026-03-20", ""),
            (4, "2026-03-20", ""),
            (5, "2026-03-03", "2026-03-09"),
            (6, "2026-03-30", "2026-04-02"),
            (7, "2026-04-02", ""),
        ]);
        let april = states(&[
            (1, "2026-03-20", ""),
            (2, "2026-03-20", "2026-03-30"),
            (5, "2026-03-03", "2026-04-09"),
            (6, "2026-03-30", "2026-04-02"),
            (7, "2026-04-02", ""),
            (8, "2026-02-20", ""),
            (9, "2026-03-20", "2026-03-25"),
        ]);
        let first = Day::parse("2026-04-01").expect("a day");
        // The third is told, but far from the month.
        let chain = Chain::of_states(&march, &april, first, &mut |hidden| hidden == 3);
        let link = Link {
            left_open: 5,
            opening: 4,
            lost: 1,
            not_open_any_more: 2,
            open_again: 1,
            late: 1,
            recoded: 0,
            doubled: 0,
        };
        assert_eq!(chain.total(), link);
        assert!(!link.holds());
        let late: Vec<u64> = chain.late.iter().map(|dossier| dossier.hidden).collect();
        assert_eq!(late, [8, 9]);
        let same = Chain::of_states(&march, &march, first, &mut |_| false);
        assert!(same.total().holds() && same.late.is_empty());
        assert_eq!((same.total().left_open, same.total().opening), (5, 5));
    }

    /// A new system gave its codes to what was open; a third dossier of the day is new, a fourth is lost.
    #[test]
    fn the_same_dossiers_under_other_codes_are_neither_lost_nor_late() {
        let march = states(&[
            (1, "2026-03-20", ""),
            (2, "2026-03-20", "2026-04-02"),
            (3, "2026-03-21", ""),
        ]);
        let april = states(&[
            (11, "2026-03-20", ""),
            (12, "2026-03-20", "2026-04-02"),
            (13, "2026-03-20", ""),
            (14, "2026-03-22", "2026-03-30"),
        ]);
        let first = Day::parse("2026-04-01").expect("a day");
        let chain = Chain::of_states(&march, &april, first, &mut |_| false);
        let total = chain.total();
        assert_eq!((total.left_open, total.opening), (3, 3));
        assert_eq!((total.recoded, total.lost, total.late), (2, 1, 1));
        assert_eq!(chain.late.len(), 2, "the third of the day, and one that was over before");
    }
}
