//! Answers that may not be told, because too few were given beside them: withheld from the dossiers
//! before anything is counted.
//!
//! In: dossiers, the days that are going to be counted, the groups that are going to be shown. Out: the
//! traits of every dossier, marked where the answer is withheld. Must not know: tables, indicators, languages.
//!
//! A cell is a unit in a month. Where some, but fewer answers than the threshold were given in it, all
//! of them are withheld, whatever is counted: units, wholes, changes, points, tallies, longer periods.
//! So no figure depends on them, and none can be taken from any figures by any arithmetic; which they
//! are depends on how many were given, never on what was said. It is the same in every run that counts
//! whole months of the same files with the same threshold.
//!
//! The part of a month that a period cuts off is a cell too, and so is a group that is shown. Answers
//! that are withheld may leave too few beside them, therefore cells are looked through until none is
//! left with too few.

use rayon::prelude::{
    IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator, ParallelSlice,
};

use super::counter::Counter;
use super::cube::CubeError;
use super::grouping::{Grouping, Groups};
use super::request::{Filter, TimeFrame};
use super::steps::Steps;
use crate::domain::NO_DAY;
use crate::domain::{CanonicalValue, Dimension, Period, Rating, Span, Status, Step};
use crate::dossiers::{Segment, Traits};

/// What is going to be told of the dossiers.
#[derive(Debug, Clone, Copy)]
pub struct PublishedCells<'a> {
    /// Fewer answers than this are not told.
    pub below: u64,
    /// All days that the dossiers were seen on.
    pub seen: Period,
    /// The days that are counted; the first is the period asked for.
    pub frames: &'a [TimeFrame],
    pub filters: &'a [Filter],
    /// The groups shown, besides the units.
    pub by: &'a [Dimension],
}

/// The traits of every dossier with the answers withheld that may not be told; nothing where all may.
///
/// # Errors
/// When the groups cannot be numbered: a bug.
pub fn withheld(
    counter: &Counter<'_>,
    told: &PublishedCells<'_>,
) -> Result<Option<Vec<Vec<u32>>>, CubeError> {
    let Some(frame) = told.frames.first() else { return Ok(None) };
    let segments = counter.segments();
    let months = |period: Period| Steps::new(&period.steps(Span::Month, frame.rule));
    let in_scope = |frame: &TimeFrame| Period { from: frame.period.from, to: frame.as_of };
    let of_units = counter.grouping(&[Dimension::Unit], told.filters)?;
    let mut cells = vec![(&of_units, months(told.seen))];
    cells.extend(told.frames.iter().map(|frame| (&of_units, months(in_scope(frame)))));
    let by: Vec<Dimension> = told.by.iter().copied().filter(|by| !by.is_time()).collect();
    let of_groups = counter.grouping(&by, told.filters)?;
    if !by.is_empty() && by != [Dimension::Unit] {
        let whole = |frame: &TimeFrame| Steps::new(&[Step::whole(in_scope(frame))]);
        cells.extend(told.frames.iter().map(|frame| (&of_groups, whole(frame))));
        cells.push((&of_groups, Steps::new(&frame.steps(told.by))));
    }
    let mut answers: Vec<Answers> = segments.iter().map(Answers::of).collect();
    loop {
        let mut has_more = false;
        for (grouping, steps) in &cells {
            has_more |= withhold_small(segments, &mut answers, (grouping, steps), told.below);
        }
        if !has_more {
            break;
        }
    }
    let has_any = answers.iter().any(|answers| !answers.withheld.is_empty());
    let marked = || segments.iter().zip(&answers).map(|(segment, answers)| answers.marked(segment));
    Ok(has_any.then(|| marked().collect()))
}

/// The rows of a segment with an answer: one look at each dossier, few of which were rated.
struct Answers {
    told: Vec<u32>,
    withheld: Vec<u32>,
}

impl Answers {
    fn of(segment: &Segment<'_>) -> Self {
        let rows = segment.closed.par_iter().zip(segment.traits);
        let rows = rows.zip(0..u32::try_from(segment.traits.len()).unwrap_or(u32::MAX));
        let has_answer = |closed: i32, traits: Traits| {
            traits.rating() != u32::from(Rating::UNKNOWN.code())
                && traits.status() != u32::from(Status::Returned.code())
                && closed != NO_DAY
        };
        let told = rows.filter(|((closed, traits), _)| has_answer(**closed, Traits(**traits)));
        Self { told: told.map(|(_, row)| row).collect(), withheld: Vec::new() }
    }

    /// The traits of the segment, those marked whose answers are withheld.
    fn marked(&self, segment: &Segment<'_>) -> Vec<u32> {
        let mut traits = segment.traits.to_vec();
        for row in &self.withheld {
            if let Some(traits) = traits.get_mut(*row as usize) {
                *traits = Traits(*traits).withheld().0;
            }
        }
        traits
    }
}

/// So many answers are counted at once by a thread.
const AT_ONCE: usize = 1 << 16;

/// Withholds the answers of all groups that have some, but too few of them in a step; whether there
/// were any.
fn withhold_small(
    segments: &[Segment<'_>],
    answers: &mut [Answers],
    (grouping, steps): (&Grouping<'_>, &Steps),
    below: u64,
) -> bool {
    let none = || vec![0_u64; grouping.names.len() * steps.count() as usize];
    let mut counts = none();
    let add = |mut counts: Vec<u64>, cell: Option<usize>| {
        if let Some(count) = cell.and_then(|cell| counts.get_mut(cell)) {
            *count += 1;
        }
        counts
    };
    let groups = |segment: usize| grouping.of_segment(segment);
    for (number, (segment, answers)) in segments.iter().zip(&*answers).enumerate() {
        let Some(groups) = groups(number) else { continue };
        let chunks = answers.told.par_chunks(AT_ONCE);
        let counted = chunks.fold(none, |counts, rows| {
            rows.iter().map(|row| cell(segment, groups, *row as usize, steps)).fold(counts, add)
        });
        for more in counted.collect_vec_list().iter().flatten() {
            counts.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
        }
    }
    if !counts.iter().any(|count| (1..below).contains(count)) {
        return false;
    }
    for (number, (segment, answers)) in segments.iter().zip(answers).enumerate() {
        let Some(groups) = groups(number) else { continue };
        let Answers { told, withheld } = answers;
        told.retain(|row| {
            let cell = cell(segment, groups, *row as usize, steps);
            let is_small =
                cell.and_then(|cell| counts.get(cell)).is_some_and(|count| *count < below);
            if is_small {
                withheld.push(*row);
            }
            !is_small
        });
    }
    true
}

/// The cell that the answer of a dossier stands in; nothing outside the steps, or where a filter leaves it out.
fn cell(segment: &Segment<'_>, groups: Groups<'_>, row: usize, steps: &Steps) -> Option<usize> {
    let step = steps.at(*segment.closed.get(row)?)?;
    Some(groups.of(row)? as usize * steps.count() as usize + step as usize)
}
