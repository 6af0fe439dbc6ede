//! The scale of the ratings of all files: words of another one are not understood.
//!
//! In: the rows of every thread, whose traits tell in which scales the words of their ratings stand. Out: the same
//! on one scale, the others marked as not understood, in rows and among the spellings. Must not know: periods,
//! groups.
//!
//! It is decided over the whole run, not by file: ratings on two scales are never in one share.

use std::collections::BTreeMap;

use rayon::prelude::{IntoParallelRefMutIterator, ParallelIterator};

use super::columns::Traits;
use super::worker::Worker;
use crate::columns::{ScaleSet, Scales};

/// Keeps the ratings of one scale.
pub fn keep_one_scale(workers: &mut [Worker<'_>], has_linked: bool) {
    let has_words = workers.iter().any(|worker| worker.rating.mapped().next().is_some());
    if !has_words && !has_linked {
        return;
    }
    let rows = |worker: &Worker<'_>| {
        let mut rows: BTreeMap<ScaleSet, u64> = BTreeMap::new();
        // Rows of one word stand together more often than not.
        let mut last = (ScaleSet::NONE, 0);
        for traits in &worker.columns.traits {
            let scales = Traits(*traits).scales();
            if scales == last.0 {
                last.1 += 1;
            } else {
                *rows.entry(last.0).or_default() += last.1;
                last = (scales, 1);
            }
        }
        *rows.entry(last.0).or_default() += last.1;
        rows
    };
    let mut all: BTreeMap<ScaleSet, u64> = BTreeMap::new();
    for (scales, number) in workers.iter().flat_map(rows) {
        *all.entry(scales).or_default() += number;
    }
    all.remove(&ScaleSet::ALL);
    let scale = Scales::built_in().decide(&all);
    workers.par_iter_mut().for_each(|worker| {
        for packed in &mut worker.columns.traits {
            let traits = Traits(*packed);
            let word = traits.scales();
            if word == ScaleSet::NONE {
                continue;
            }
            let is_of_it = scale.is_none_or(|scale| scale.has(word));
            let settled = traits.on_scales(ScaleSet::NONE);
            *packed = if is_of_it { settled } else { settled.unread() }.0;
        }
        if let Some(scale) = scale {
            worker.rating.keep_to(scale);
        }
    });
}
