//! Ratings by unit and scale: answers on three levels and on five are different questions and are
//! never added.
//!
//! In: dossiers with their sources, and which layout each source has. Out: one [`ScaleRow`] per unit and
//! scale. Must not know: rates, languages, how few answers may be published.
//!
//! An export does not say its scale. A three-level system never writes "neutral" or "very
//! dissatisfied" (Circular 01/2018/TT-VPCP's form as one vendor's code has it: not satisfied,
//! satisfied, very satisfied), so a layout in which one of the two occurs anywhere in the data is of
//! five levels. Files of one layout are of one system. Answers that may not be told say nothing of it.

use std::collections::BTreeMap;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::counter::Counter;
use super::cube::CubeError;
use super::request::{Filter, TimeFrame};
use crate::domain::NO_DAY;
use crate::domain::{CanonicalValue, Dimension, Rating, Status};
use crate::dossiers::{Segment, Traits};

/// How many levels a rating has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scale {
    Three,
    Five,
}

impl Scale {
    #[must_use]
    pub const fn levels(self) -> u8 {
        match self {
            Self::Three => 3,
            Self::Five => 5,
        }
    }

    /// Its answers, best first.
    #[must_use]
    pub const fn answers(self) -> &'static [Rating] {
        match self {
            Self::Three => &[Rating::VerySatisfied, Rating::Satisfied, Rating::Dissatisfied],
            Self::Five => &[
                Rating::VerySatisfied,
                Rating::Satisfied,
                Rating::Neutral,
                Rating::Dissatisfied,
                Rating::VeryDissatisfied,
            ],
        }
    }
}

/// The ratings of one unit on one scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleRow {
    pub unit: Option<String>,
    pub scale: Scale,
    /// Resolved in the period, in files that have a rating column, rated or not.
    pub resolved: u64,
    /// Rated, and the answer may not be told.
    pub withheld: u64,
    answers: [u64; SLOTS],
}

/// One per code of a rating.
const SLOTS: usize = Rating::NAMED.len() + 1;

impl ScaleRow {
    /// How often an answer was given.
    #[must_use]
    pub fn answers(&self, rating: Rating) -> u64 {
        self.answers.get(usize::from(rating.code())).copied().unwrap_or(0)
    }

    /// All answers that may be told.
    #[must_use]
    pub fn told(&self) -> u64 {
        Rating::NAMED.iter().map(|rating| self.answers(*rating)).sum()
    }

    /// All answers, told or not.
    #[must_use]
    pub fn rated(&self) -> u64 {
        self.told() + self.withheld
    }

    /// Adds the ratings of another unit on the same scale.
    pub fn add(&mut self, other: &Self) {
        self.resolved += other.resolved;
        self.withheld += other.withheld;
        for (sum, more) in self.answers.iter_mut().zip(&other.answers) {
            *sum += more;
        }
    }
}

/// Counts the ratings of the period by unit and scale, in the order of units, then scales.
/// `layout_of_source` numbers the layout of each source that has a rating column.
///
/// # Errors
/// When the groups cannot be numbered or a column is lost: a bug.
pub fn rating_scales(
    counter: &Counter<'_>,
    layout_of_source: &[Option<usize>],
    frame: &TimeFrame,
    filters: &[Filter],
) -> Result<Vec<ScaleRow>, CubeError> {
    let segments = counter.segments();
    let scales = layout_scales(segments, layout_of_source);
    let grouping = counter.grouping(&[Dimension::Unit], filters)?;
    let (first, last) = (frame.period.from.0, frame.as_of.0);
    let mut rows: BTreeMap<(u32, Scale), (u64, u64, [u64; SLOTS])> = BTreeMap::new();
    for (number, segment) in segments.iter().enumerate() {
        let Some(groups) = grouping.of_segment(number) else { continue };
        let facts = (0..).zip(sources(segment)).zip(segment.closed).zip(segment.traits);
        for (((row, file), closed), traits) in facts {
            let traits = Traits(*traits);
            let is_resolved = (first..=last).contains(closed)
                && *closed != NO_DAY
                && traits.status() != u32::from(Status::Returned.code());
            if !is_resolved {
                continue;
            }
            let scale = scale_of(file, layout_of_source, &scales);
            let Some((scale, group)) = scale.zip(groups.of(row)) else { continue };
            let (resolved, withheld, answers) = rows.entry((group, scale)).or_default();
            *resolved += 1;
            *withheld += u64::from(traits.is_withheld());
            if let Some(slot) = answers.get_mut(traits.rating() as usize) {
                *slot += 1;
            }
        }
    }
    let name = |group: u32| {
        let names = usize::try_from(group).ok().and_then(|group| grouping.names.get(group));
        names.and_then(|names| names.first().cloned().flatten())
    };
    let rows = rows.into_iter().map(|((group, scale), (resolved, withheld, answers))| ScaleRow {
        unit: name(group),
        scale,
        resolved,
        withheld,
        answers,
    });
    Ok(rows.collect())
}

/// Which answers were given on five levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OnFive {
    None,
    All,
    /// The traits of every dossier, marked where its answer was.
    Some(Vec<Vec<u32>>),
}

/// Which answers were given on five levels, by the layouts of their sources.
pub fn on_five(segments: &[Segment<'_>], layout_of_source: &[Option<usize>]) -> OnFive {
    let scales = layout_scales(segments, layout_of_source);
    let five = scales.values().filter(|scale| **scale == Scale::Five).count();
    if five == 0 {
        return OnFive::None;
    }
    // Marking each dossier by its source takes longer than counting it.
    if five == scales.len() {
        return OnFive::All;
    }
    let marked = |segment: &Segment<'_>| {
        let rows = sources(segment).zip(segment.traits);
        let rows = rows.map(|(file, traits)| {
            let traits = Traits(*traits);
            let is_rated = traits.rating() != u32::from(Rating::UNKNOWN.code());
            let scale = is_rated.then(|| scale_of(file, layout_of_source, &scales)).flatten();
            if scale == Some(Scale::Five) { traits.on_five().0 } else { traits.0 }
        });
        rows.collect()
    };
    OnFive::Some(segments.par_iter().map(marked).collect())
}

/// The source of each dossier; where only one was read, none says which.
fn sources(segment: &Segment<'_>) -> impl Iterator<Item = u32> {
    let known = segment.sources.unwrap_or_default();
    let only = if segment.sources.is_none() { segment.traits.len() } else { 0 };
    known.iter().copied().chain(std::iter::repeat_n(0, only))
}

fn scale_of(
    file: u32,
    layout_of_source: &[Option<usize>],
    scales: &BTreeMap<usize, Scale>,
) -> Option<Scale> {
    let source = usize::try_from(file).ok()?;
    scales.get(&layout_of_source.get(source).copied().flatten()?).copied()
}

/// The scale of each layout; one in which nobody ever answered goes with the one most answered on.
fn layout_scales(
    segments: &[Segment<'_>],
    layout_of_source: &[Option<usize>],
) -> BTreeMap<usize, Scale> {
    // By source first, of which there is a number for each row: a search per row takes most of the time.
    let none = || vec![[0_u64; SLOTS]; layout_of_source.len()];
    let of_sources = segments.par_iter().fold(none, count_answers).reduce(none, |mut sum, more| {
        sum.iter_mut().flatten().zip(more.iter().flatten()).for_each(|(sum, more)| *sum += more);
        sum
    });
    let mut answers: BTreeMap<usize, [u64; SLOTS]> = BTreeMap::new();
    for (layout, of_source) in layout_of_source.iter().zip(&of_sources) {
        let Some(layout) = layout else { continue };
        let seen = answers.entry(*layout).or_insert([0; SLOTS]);
        seen.iter_mut().zip(of_source).for_each(|(sum, more)| *sum += more);
    }
    let at = |seen: &[u64; SLOTS], rating: Rating| {
        seen.get(usize::from(rating.code())).copied().unwrap_or(0)
    };
    let rated =
        |seen: &[u64; SLOTS]| -> u64 { Rating::NAMED.iter().map(|rating| at(seen, *rating)).sum() };
    let scale = |seen: &[u64; SLOTS]| {
        let only_five = at(seen, Rating::Neutral) + at(seen, Rating::VeryDissatisfied);
        if only_five > 0 { Scale::Five } else { Scale::Three }
    };
    let usual = answers.values().max_by_key(|seen| rated(seen)).map_or(Scale::Three, scale);
    let scale = |seen: &[u64; SLOTS]| if rated(seen) == 0 { usual } else { scale(seen) };
    answers.iter().map(|(layout, seen)| (*layout, scale(seen))).collect()
}

/// Adds the answers of a segment to those of each source.
fn count_answers(mut of_sources: Vec<[u64; SLOTS]>, segment: &Segment<'_>) -> Vec<[u64; SLOTS]> {
    for (file, traits) in sources(segment).zip(segment.traits) {
        let seen = of_sources.get_mut(file as usize);
        let slot = seen.and_then(|seen| seen.get_mut(Traits(*traits).rating() as usize));
        if let Some(slot) = slot {
            *slot += 1;
        }
    }
    of_sources
}
