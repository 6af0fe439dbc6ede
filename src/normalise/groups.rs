//! Spellings of a text dimension → named groups.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::{IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator};

use super::columns::Columns;
use super::dossiers::Group;
use super::fold::fold;
use super::intern::Interner;
use super::worker::Worker;
use crate::domain::{Dimension, vietnamese_order};
use crate::read::Position;

/// All distinct spellings of one dimension, and how each thread's codes map to them.
pub struct Spellings {
    texts: Vec<(Vec<u8>, Position)>,
    /// Per thread, by its code.
    remap: Vec<Vec<u32>>,
}

/// Gives every distinct spelling of each dimension one number.
#[expect(clippy::cast_possible_truncation, reason = "codes stay below the number of rows")]
pub fn merge_spellings(dimensions: usize, workers: &[Worker<'_>]) -> Vec<Spellings> {
    let merge_one = |dimension: usize| {
        let mut codes: HashMap<&[u8], u32> = HashMap::new();
        let mut texts: Vec<(Vec<u8>, Position)> = Vec::new();
        let interners = workers.iter().filter_map(|worker| worker.keys.get(dimension));
        let remap = interners.map(|interner: &Interner| {
            let code_of = |(text, first)| {
                let code = *codes.entry(text).or_insert_with(|| {
                    texts.push((text.to_vec(), first));
                    texts.len() as u32 - 1
                });
                if let Some((_, earliest)) = texts.get_mut(code as usize) {
                    *earliest = first.min(*earliest);
                }
                code
            };
            interner.iter().map(code_of).collect()
        });
        let remap = remap.collect();
        Spellings { texts, remap }
    };
    (0..dimensions).map(merge_one).collect()
}

/// Spellings → groups, and the codes of all rows → group numbers. Spellings with one key are one
/// group, named by the spelling most dossiers have (ties: the first in reading order), in Vietnamese
/// order, the nameless group last.
pub fn name_groups(
    dimensions: &[Dimension],
    segments: &mut [Columns],
    spellings: Vec<Spellings>,
) -> BTreeMap<Dimension, Vec<Group>> {
    let mut all = BTreeMap::new();
    for (place, (dimension, spellings)) in dimensions.iter().zip(spellings).enumerate() {
        let rows = rows_of_spellings(place, segments, &spellings);
        let named = groups(&spellings, &rows);
        let number_of = numbers(&named, spellings.texts.len());
        let with_remap: Vec<_> = segments.iter_mut().zip(&spellings.remap).collect();
        let mut with_remap = with_remap;
        with_remap.par_iter_mut().for_each(|(columns, remap)| {
            let group_of: Vec<u32> = remap
                .iter()
                .map(|code| number_of.get(*code as usize).copied().unwrap_or(0))
                .collect();
            for code in columns.keys.get_mut(place).into_iter().flatten() {
                *code = group_of.get(*code as usize).copied().unwrap_or(0);
            }
        });
        all.insert(*dimension, named.into_iter().map(|(group, _)| group).collect());
    }
    all
}

/// How many dossiers have each spelling.
fn rows_of_spellings(place: usize, segments: &[Columns], spellings: &Spellings) -> Vec<u64> {
    let with_remap: Vec<_> = segments.iter().zip(&spellings.remap).collect();
    let counts = with_remap.par_iter().map(|(columns, remap)| {
        let mut counts = vec![0_u64; remap.len()];
        for code in columns.keys.get(place).into_iter().flatten() {
            if let Some(count) = counts.get_mut(*code as usize) {
                *count += 1;
            }
        }
        counts
    });
    let counts: Vec<Vec<u64>> = counts.collect();
    let mut rows = vec![0; spellings.texts.len()];
    for (counts, remap) in counts.iter().zip(&spellings.remap) {
        for (count, code) in counts.iter().zip(remap) {
            if let Some(rows) = rows.get_mut(*code as usize) {
                *rows += count;
            }
        }
    }
    rows
}

/// The groups in order, each with its spellings.
fn groups(spellings: &Spellings, rows: &[u64]) -> Vec<(Group, Vec<usize>)> {
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (code, (text, _)) in spellings.texts.iter().enumerate() {
        if rows.get(code).is_some_and(|rows| *rows > 0) {
            by_key.entry(fold(&String::from_utf8_lossy(text))).or_default().push(code);
        }
    }
    let weight = |code: &usize| {
        let first = spellings.texts.get(*code).map(|(_, first)| *first);
        (rows.get(*code).copied(), std::cmp::Reverse(first))
    };
    let named = by_key.into_iter().map(|(key, codes)| {
        let best = codes.iter().copied().max_by_key(|code| weight(code));
        let text = best.and_then(|code| spellings.texts.get(code));
        let name = text.map(|(text, _)| String::from_utf8_lossy(text).into_owned());
        (Group { name: name.filter(|name| !name.is_empty()), key }, codes)
    });
    let mut named: Vec<(Group, Vec<usize>)> = named.collect();
    named.sort_by(|(left, _), (right, _)| order_of_groups(left, right));
    named
}

/// Code of a spelling → number of its group.
#[expect(clippy::cast_possible_truncation, reason = "codes stay below the number of rows")]
fn numbers(named: &[(Group, Vec<usize>)], spellings: usize) -> Vec<u32> {
    let mut numbers = vec![0_u32; spellings];
    for (number, (_, members)) in named.iter().enumerate() {
        for member in members {
            if let Some(slot) = numbers.get_mut(*member) {
                *slot = number as u32;
            }
        }
    }
    numbers
}

fn order_of_groups(left: &Group, right: &Group) -> std::cmp::Ordering {
    match (&left.name, &right.name) {
        (Some(left), Some(right)) => vietnamese_order(left, right),
        (left, right) => left.is_none().cmp(&right.is_none()),
    }
}
