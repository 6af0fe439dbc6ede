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

use super::counter::Counter;
use super::cube::CubeError;
use super::grouping::{Grouping, Groups};
use super::request::{Filter, TimeFrame};
use super::steps::Steps;
use crate::domain::{CanonicalValue, Dimension, Period, Rating, Span, Status, Step};
use crate::normalise::{NO_DAY, Segment, Traits};

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
    let mut traits: Vec<Vec<u32>> =
        segments.iter().map(|segment| segment.traits.to_vec()).collect();
    let mut has_any = false;
    loop {
        let mut has_more = false;
        for (grouping, steps) in &cells {
            has_more |= withhold_small(segments, &mut traits, grouping, steps, told.below);
        }
        if !has_more {
            return Ok(has_any.then_some(traits));
        }
        has_any = true;
    }
}

/// Withholds the answers of all groups that have some, but too few of them in a step; whether there
/// were any.
fn withhold_small(
    segments: &[Segment<'_>],
    traits: &mut [Vec<u32>],
    grouping: &Grouping<'_>,
    steps: &Steps,
    below: u64,
) -> bool {
    let mut answers = vec![0_u64; grouping.names.len() * steps.count() as usize];
    for (number, (segment, traits)) in segments.iter().zip(&*traits).enumerate() {
        let Some(groups) = grouping.of_segment(number) else { continue };
        for ((row, closed), traits) in (0..).zip(segment.closed).zip(traits) {
            let cell = cell((groups, row), *closed, Traits(*traits), steps);
            if let Some(answers) = cell.and_then(|cell| answers.get_mut(cell)) {
                *answers += 1;
            }
        }
    }
    if !answers.iter().any(|answers| (1..below).contains(answers)) {
        return false;
    }
    for (number, (segment, traits)) in segments.iter().zip(traits).enumerate() {
        let Some(groups) = grouping.of_segment(number) else { continue };
        for ((row, closed), traits) in (0..).zip(segment.closed).zip(traits) {
            let cell = cell((groups, row), *closed, Traits(*traits), steps);
            let answers = cell.and_then(|cell| answers.get(cell));
            if answers.is_some_and(|answers| *answers < below) {
                *traits = Traits(*traits).withheld().0;
            }
        }
    }
    true
}

/// The cell that the answer of a dossier stands in, as long as it is told.
fn cell(
    (groups, row): (Groups<'_>, usize),
    closed: i32,
    traits: Traits,
    steps: &Steps,
) -> Option<usize> {
    let is_told = traits.rating() != u32::from(Rating::UNKNOWN.code())
        && traits.status() != u32::from(Status::Returned.code())
        && closed != NO_DAY;
    let step = is_told.then(|| steps.at(closed)).flatten()?;
    Some(groups.of(row)? as usize * steps.count() as usize + step as usize)
}
