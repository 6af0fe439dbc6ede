//! Spellings that nothing maps → one finding each.
//!
//! In: what every thread met in columns of values. Out: findings at the first place of each spelling. Must
//! not know: what the values mean.

use std::collections::BTreeMap;

use super::files::Files;
use super::mark_reader::MarkReader;
use super::marks::Mark;
use super::people::{RowKind, shown};
use super::raw::RawFindings;
use super::worker::Worker;
use crate::columns::ValueColumn;
use crate::domain::{CanonicalField, CanonicalValue, has_lost_letters};
use crate::findings::FindingCode;
use crate::read::Position;

/// Spellings with the first place and the number of rows of each.
type Unmapped = BTreeMap<Vec<u8>, (Position, u64)>;

fn unmapped<'w, 'a: 'w, V: CanonicalValue>(
    columns: impl Iterator<Item = &'w ValueColumn<'a, V>>,
) -> Unmapped {
    let mut spellings = Unmapped::new();
    for (spelling, first, rows) in columns.flat_map(ValueColumn::unmapped) {
        let entry = spellings.entry(spelling.to_vec()).or_insert((first, 0));
        *entry = (entry.0.min(first), entry.1 + rows);
    }
    spellings
}

/// One finding per distinct spelling that nothing maps.
pub fn unmapped_values(files: &Files, workers: &[Worker<'_>], findings: &mut RawFindings) {
    let all = || workers.iter();
    let mut told = vec![
        (FindingCode::UnknownChannel, CanonicalField::Channel, unmapped(all().map(|w| &w.channel))),
        (FindingCode::UnknownStatus, CanonicalField::Status, unmapped(all().map(|w| &w.status))),
        (
            FindingCode::UnknownRating,
            CanonicalField::Rating,
            unmapped(all().flat_map(|w| w.ratings.columns())),
        ),
    ];
    let marks = || all().flat_map(|worker| &worker.marks);
    let flag = FindingCode::UnknownFlag;
    told.push((flag, CanonicalField::ResultDigitised, unmapped(all().map(|w| &w.digitised))));
    let levels = unmapped(marks().map(MarkReader::service_level));
    told.push((flag, CanonicalField::ServiceLevel, levels));
    for mark in Mark::ALL.into_iter().filter(|mark| mark.is_listed()) {
        let columns = marks().map(|reader| reader.column(mark));
        told.push((flag, mark.field(), unmapped(columns)));
    }
    for (code, field, mut spellings) in told {
        if code != FindingCode::UnknownChannel {
            // Blank says nothing wrong but of a channel, since every dossier came in somehow.
            spellings.remove(&Vec::new());
        }
        for (spelling, (position, rows)) in spellings {
            let Some(facts) = files.facts.get(&position.file()) else {
                continue;
            };
            let text = String::from_utf8_lossy(&spelling);
            let shown = shown(field, "", &text, RowKind::Usual);
            let value = Some(format!("{shown} (× {rows})"));
            if has_lost_letters(&text) {
                let (column, value) = (facts.mapping_at(position).column(field), value.clone());
                findings.push(FindingCode::LettersLost, position, column, || value);
            }
            let column = facts.mapping_at(position).column(field);
            findings.push(code, position, column, || value);
        }
    }
}
