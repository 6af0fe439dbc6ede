//! The spellings of one text dimension, as all threads met them, each with one number.
//!
//! In: the texts that each thread interned. Out: [`Spellings`], the rows in their numbers, and how many
//! dossiers each has. Must not know: which of them are one group.

use std::collections::HashMap;

use rayon::prelude::{IntoParallelRefMutIterator, ParallelIterator};

use super::columns::Columns;
use super::worker::Worker;
use crate::columns::{Interner, is_blank_word};
use crate::domain::fold;
use crate::read::{FileId, Position};

/// All distinct spellings of one dimension, and how each thread's codes map to them.
pub struct Spellings {
    texts: Vec<(Vec<u8>, Position)>,
    /// Per thread, by its code.
    remap: Vec<Vec<u32>>,
}

impl Spellings {
    /// The number of the name that each code of each thread folds to.
    pub fn folded(&self) -> Vec<Vec<u32>> {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let of_text = |(text, _): &(Vec<u8>, Position)| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(fold(&String::from_utf8_lossy(text))).or_insert(next)
        };
        let of_texts: Vec<u32> = self.texts.iter().map(of_text).collect();
        let number = |code: &u32| of_texts.get(*code as usize).copied().unwrap_or(u32::MAX);
        self.remap.iter().map(|codes| codes.iter().map(number).collect()).collect()
    }
}

impl Spellings {
    pub fn text(&self, code: u32) -> &str {
        let text = self.texts.get(code as usize).map(|(text, _)| text.as_slice());
        text.and_then(|text| std::str::from_utf8(text).ok()).unwrap_or("")
    }

    /// Where a text stands first.
    pub fn first(&self, code: u32) -> Option<Position> {
        self.texts.get(code as usize).map(|(_, first)| *first)
    }

    pub fn texts(&self) -> Vec<String> {
        (0..).take(self.texts.len()).map(|code| self.text(code).to_owned()).collect()
    }

    pub const fn len(&self) -> usize {
        self.texts.len()
    }

    /// A text and its first place.
    pub fn at(&self, code: usize) -> (&str, Position) {
        let number = u32::try_from(code).unwrap_or(u32::MAX);
        let first = self.texts.get(code).map(|(_, first)| *first);
        (self.text(number), first.unwrap_or_else(|| Position::new(FileId(0), 0, 0)))
    }

    /// Puts another text in the place of one.
    pub fn replace(&mut self, code: usize, by: String) {
        if let Some((text, _)) = self.texts.get_mut(code) {
            *text = by.into_bytes();
        }
    }

    /// Whether no row says anything.
    pub fn is_blank(&self) -> bool {
        self.texts.iter().all(|(text, _)| text.is_empty())
    }
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
        for (text, _) in texts.iter_mut().filter(|(text, _)| is_blank_word(text)) {
            text.clear();
        }
        Spellings { texts, remap }
    };
    (0..dimensions).map(merge_one).collect()
}

/// The codes of each thread → the numbers all threads share.
pub fn number_spellings(segments: &mut [Columns], spellings: &[Spellings]) {
    let mut parts: Vec<(usize, &mut Columns)> = segments.iter_mut().enumerate().collect();
    parts.par_iter_mut().for_each(|(part, columns)| {
        for (column, spellings) in columns.keys.iter_mut().zip(spellings) {
            let Some(remap) = spellings.remap.get(*part) else { continue };
            for code in column {
                *code = remap.get(*code as usize).copied().unwrap_or(0);
            }
        }
    });
}

/// The dossiers of each text, counted when first asked for.
pub struct Counts<'a> {
    segments: &'a [Columns],
    place: usize,
    rows: Option<Vec<u64>>,
}

impl<'a> Counts<'a> {
    /// Of the texts of one key column.
    pub const fn new(segments: &'a [Columns], place: usize) -> Self {
        Self { segments, place, rows: None }
    }

    pub fn of(&mut self, code: usize) -> u64 {
        let Self { segments, place, rows } = self;
        let rows = rows.get_or_insert_with(|| {
            let mut rows: Vec<u64> = Vec::new();
            for code in segments.iter().filter_map(|part| part.keys.get(*place)).flatten() {
                let code = *code as usize;
                if rows.len() <= code {
                    rows.resize(code + 1, 0);
                }
                if let Some(rows) = rows.get_mut(code) {
                    *rows += 1;
                }
            }
            rows
        });
        rows.get(code).copied().unwrap_or(0)
    }
}
