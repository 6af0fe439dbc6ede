//! Files without a row that say by their titles which days they are for: whose they are.
//!
//! In: the files, and which groups stand in those that have rows. Out: the groups that the others tell of. Must
//! not know: days of dossiers, counts.

use std::collections::{BTreeMap, BTreeSet};

use super::coverage::FileCoverage;
use super::file_facts::FileFacts;
use super::table::Group;
use crate::domain::fold;
use crate::read::FileId;
use crate::units::unit_of_titles;

/// Adds the groups of files without rows: those that the titles or the name of the file name, or else those
/// of the files that are called the same but for numbers.
pub fn add_empty_files<'f>(
    stands: &mut BTreeMap<FileId, BTreeSet<u32>>,
    coverage: &[FileCoverage],
    facts_of: impl Fn(FileId) -> Option<&'f FileFacts>,
    groups: &[Group],
) {
    let empty = coverage.iter().filter(|file| file.received.is_none() && file.titled.is_some());
    let of_empty = empty.filter_map(|file| {
        let id = FileId(file.source);
        let named = facts_of(id).map(|facts| named_groups(facts, groups)).unwrap_or_default();
        let found = if named.is_empty() { of_same_name(file, coverage, stands) } else { named };
        (!found.is_empty()).then_some((id, found))
    });
    let of_empty: Vec<(FileId, BTreeSet<u32>)> = of_empty.collect();
    stands.extend(of_empty);
}

fn named_groups(facts: &FileFacts, groups: &[Group]) -> BTreeSet<u32> {
    let named = facts.named_unit.as_ref().map(|unit| unit.name.clone());
    let Some(name) = named.or_else(|| unit_of_titles(&facts.layout.titles)) else {
        return BTreeSet::new();
    };
    let name = fold(&name);
    let is_meant = |group: &Group| group.spellings.contains(&name);
    (0..).zip(groups).filter(|(_, group)| is_meant(group)).map(|(number, _)| number).collect()
}

fn of_same_name(
    file: &FileCoverage,
    coverage: &[FileCoverage],
    stands: &BTreeMap<FileId, BTreeSet<u32>>,
) -> BTreeSet<u32> {
    let own = without_numbers(&file.file);
    let same = coverage.iter().filter(|other| without_numbers(&other.file) == own);
    same.filter_map(|other| stands.get(&FileId(other.source))).flatten().copied().collect()
}

/// `xa-an-2024-06.csv` and `xa-an-2024-07.csv` are called the same.
fn without_numbers(name: &str) -> String {
    name.chars().filter(|sign| !sign.is_ascii_digit()).collect()
}

#[cfg(test)]
mod tests {
    use super::without_numbers;

    #[test]
    fn numbers_tell_months_not_offices() {
        assert_eq!(
            without_numbers("t/2024-06/xa-an 06.csv"),
            without_numbers("t/2024-07/xa-an 07.csv")
        );
        assert_ne!(without_numbers("xa-an-06.csv"), without_numbers("xa-binh-06.csv"));
    }
}
