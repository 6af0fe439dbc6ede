//! Which sheets of a workbook are no failure although they hold no dossiers: covers, notes, summaries.

use std::collections::{BTreeMap, BTreeSet};

use crate::findings::FindingCode;
use crate::read::{FileFailure, Source};

/// The places of sheets that are passed over.
///
/// Beside a sheet with a table of dossiers, a sheet without one is nothing to complain about. A book
/// in which no sheet has one fails once, by the sheet that comes nearest.
pub fn passed_over<'f>(
    sources: &[Source],
    failure: impl Fn(usize) -> Option<&'f FileFailure>,
) -> BTreeSet<usize> {
    let mut books: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, source) in sources.iter().enumerate() {
        if let Some(book) = source.book() {
            books.entry(book.name()).or_default().push(place);
        }
    }
    let mut passed = BTreeSet::new();
    for places in books.values() {
        let has_no_table = |place: &&usize| failure(**place).is_some_and(|f| f.has_no_table);
        let tableless: Vec<usize> = places.iter().filter(has_no_table).copied().collect();
        let rank = |place: usize| match failure(place).map(|failure| failure.code) {
            Some(FindingCode::UnclearTable) => 0,
            Some(FindingCode::RequiredColumnMissing | FindingCode::LogColumnMissing) => 1,
            Some(FindingCode::HeaderNotFound) => 2,
            _ => 3,
        };
        let nearest = tableless.iter().copied().min_by_key(|place| (rank(*place), *place));
        let nearest = nearest.filter(|_| tableless.len() == places.len());
        passed.extend(tableless.into_iter().filter(|place| Some(*place) != nearest));
    }
    passed
}
