//! All spellings met in the columns of closed lists, mapped or not: what a proposed profile lists.

use std::collections::BTreeMap;

use super::worker::Worker;
use crate::columns::ValueColumn;
use crate::domain::fold;
use crate::domain::{CanonicalField, CanonicalValue};
use crate::findings::mask;

/// One spelling, with the canonical value it means and the number of rows that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// As most rows write it; blank for blank cells.
    pub text: String,
    pub value: Option<&'static str>,
    pub rows: u64,
}

/// The spellings of each field, most frequent first.
pub fn spellings(workers: &[Worker<'_>]) -> BTreeMap<CanonicalField, Vec<Spelling>> {
    fn gather<'w, 'a: 'w, V: CanonicalValue>(
        workers: &'w [Worker<'a>],
        columns: impl Fn(&'w Worker<'a>) -> Vec<&'w ValueColumn<'a, V>>,
    ) -> Vec<Spelling> {
        let mut texts: BTreeMap<(&[u8], Option<&'static str>), u64> = BTreeMap::new();
        let columns = workers.iter().flat_map(columns);
        for (text, value, rows) in columns.flat_map(ValueColumn::spellings) {
            *texts.entry((text, value.map(V::name))).or_default() += rows;
        }
        // Spellings that fold to one key are one to a profile.
        let mut folded: BTreeMap<String, (Spelling, u64)> = BTreeMap::new();
        for ((text, value), rows) in texts {
            let text = mask(&String::from_utf8_lossy(text)).into_owned();
            let first = || (Spelling { text: text.clone(), value, rows: 0 }, 0);
            let (spelling, most) = folded.entry(fold(&text)).or_insert_with(first);
            spelling.rows += rows;
            if rows > *most {
                spelling.text = text;
                *most = rows;
            }
        }
        let mut spellings: Vec<Spelling> =
            folded.into_values().map(|(spelling, _)| spelling).collect();
        spellings.sort_by(|left, right| {
            right.rows.cmp(&left.rows).then_with(|| left.text.cmp(&right.text))
        });
        spellings
    }
    [
        (CanonicalField::Channel, gather(workers, |worker| vec![&worker.channel])),
        (CanonicalField::Status, gather(workers, |worker| vec![&worker.status])),
        (CanonicalField::Rating, gather(workers, |worker| worker.ratings.columns().collect())),
        (CanonicalField::ResultDigitised, gather(workers, |worker| vec![&worker.digitised])),
    ]
    .into()
}
