//! Ratings of each file on one scale: words of another one are not understood.
//!
//! In: the columns of ratings and the rows of every thread, whose traits tell in which scales the words stand. Out:
//! the same on the scale of each file, the others marked as not understood, in rows and among the spellings. Must
//! not know: periods, groups.

use std::collections::BTreeMap;

use rayon::prelude::{IntoParallelRefMutIterator, ParallelIterator};

use super::columns::{Columns, Traits};
use crate::columns::{OnScale, ScaleSet, Scales, ValueColumn, ValueMap};
use crate::domain::Rating;
use crate::read::{FileId, Position};

/// The columns of ratings that one thread reads, one for each file.
#[derive(Debug)]
pub struct RatingColumns<'a> {
    map: ValueMap<'a>,
    /// The file that is being read, and its column.
    current: Option<FileId>,
    column: ValueColumn<'a, Rating>,
    others: BTreeMap<FileId, ValueColumn<'a, Rating>>,
}

impl<'a> RatingColumns<'a> {
    pub fn new(map: ValueMap<'a>) -> Self {
        let column = ValueColumn::new(map);
        Self { map, current: None, column, others: BTreeMap::new() }
    }

    /// Goes on with a chunk of a file.
    pub fn start_chunk(&mut self, file: FileId) {
        if self.current != Some(file) {
            let column = self.others.remove(&file).unwrap_or_else(|| ValueColumn::new(self.map));
            let before = std::mem::replace(&mut self.column, column);
            if let Some(current) = self.current.replace(file) {
                self.others.insert(current, before);
            }
        }
        self.column.start_chunk();
    }

    #[inline(always)]
    pub fn read(&mut self, cell: &[u8], at: Position) -> OnScale<Rating> {
        self.column.read_on_scale(cell, at)
    }

    /// One for each file.
    pub fn columns(&self) -> impl Iterator<Item = &ValueColumn<'a, Rating>> {
        self.others.values().chain([&self.column])
    }

    fn by_file(&mut self) -> impl Iterator<Item = (FileId, &mut ValueColumn<'a, Rating>)> {
        let others = self.others.iter_mut().map(|(file, column)| (*file, column));
        others.chain(self.current.map(|file| (file, &mut self.column)))
    }
}

/// Keeps the ratings of each file on its scale, with the rows of every thread.
pub fn keep_to_scales(mut threads: Vec<(&mut RatingColumns<'_>, &mut Columns)>) {
    let mut rows: BTreeMap<FileId, BTreeMap<ScaleSet, u64>> = BTreeMap::new();
    for (file, column) in threads.iter_mut().flat_map(|(ratings, _)| ratings.by_file()) {
        for (words, number) in column.rows_on_scales() {
            *rows.entry(file).or_default().entry(words).or_default() += number;
        }
    }
    if rows.is_empty() {
        return;
    }
    let scales: BTreeMap<FileId, ScaleSet> =
        rows.iter().map(|(file, rows)| (*file, Scales::built_in().decide(rows))).collect();
    let scale_of = |file: FileId| scales.get(&file).copied().unwrap_or_default();
    threads.par_iter_mut().for_each(|(ratings, columns)| {
        for (file, column) in ratings.by_file() {
            column.keep_to(scale_of(file));
        }
        // Rows of one file stand together.
        let mut last = (None, ScaleSet::ALL);
        for (packed, position) in columns.traits.iter_mut().zip(&columns.position) {
            let traits = Traits(*packed);
            let word = traits.scales();
            if word == ScaleSet::NONE {
                continue;
            }
            if last.0 != Some(position.file()) {
                last = (Some(position.file()), scale_of(position.file()));
            }
            let settled = traits.on_scales(ScaleSet::NONE);
            *packed = if word.is_of(last.1) { settled } else { settled.unread() }.0;
        }
    });
}
