//! Records → sums by unit: spellings of one name meet, and the most frequent one is shown.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::AddAssign;

use crate::domain::fold;
use crate::domain::vietnamese_order;

/// The counts of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitCounts<T> {
    /// As most rows write it; nothing where no row names a unit.
    pub name: Option<String>,
    pub counts: T,
}

/// The sum of one unit, and how its name is spelled in how many rows.
struct Group<'r, T> {
    counts: T,
    spellings: Vec<(&'r str, u64)>,
}

/// Sums by unit, in Vietnamese order, the nameless last.
#[must_use]
pub fn by_unit<'r, T: Copy + AddAssign>(
    records: impl Iterator<Item = (Option<&'r str>, T)>,
) -> Vec<UnitCounts<T>> {
    let mut groups: BTreeMap<Option<String>, Group<'r, T>> = BTreeMap::new();
    for (unit, counts) in records {
        let spelled = unit.map(|unit| (unit, 1));
        match groups.entry(unit.map(fold)) {
            Entry::Vacant(slot) => {
                slot.insert(Group { counts, spellings: spelled.into_iter().collect() });
            }
            Entry::Occupied(mut slot) => {
                let group = slot.get_mut();
                group.counts += counts;
                match group.spellings.iter_mut().find(|(other, _)| Some(*other) == unit) {
                    Some((_, rows)) => *rows += 1,
                    None => group.spellings.extend(spelled),
                }
            }
        }
    }
    let unit = |group: Group<'_, T>| UnitCounts {
        name: most_frequent(&group.spellings),
        counts: group.counts,
    };
    let mut units: Vec<UnitCounts<T>> = groups.into_values().map(unit).collect();
    units.sort_by(|left, right| match (&left.name, &right.name) {
        (Some(left), Some(right)) => vietnamese_order(left, right),
        (left, right) => left.is_none().cmp(&right.is_none()),
    });
    units
}

/// The first of the most frequent spellings.
fn most_frequent(spellings: &[(&str, u64)]) -> Option<String> {
    let most = spellings.iter().map(|(_, rows)| *rows).max()?;
    spellings.iter().find(|(_, rows)| *rows == most).map(|(text, _)| (*text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::by_unit;

    #[test]
    fn spellings_meet_and_the_most_frequent_is_shown() {
        let rows = [
            (Some("Xã Đông"), 1),
            (None, 5),
            (Some("XÃ ĐÔNG"), 2),
            (Some("Xã Dương"), 4),
            (Some("XÃ ĐÔNG"), 3),
        ];
        let units: Vec<_> =
            by_unit(rows.into_iter()).into_iter().map(|one| (one.name, one.counts)).collect();
        let name = |text: &str| Some(text.to_owned());
        assert_eq!(units, [(name("Xã Dương"), 4), (name("XÃ ĐÔNG"), 6), (None, 5)]);
    }
}
