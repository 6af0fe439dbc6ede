//! One frame with one fixed schema: one row is one dossier in its latest state, dates checked.
//!
//! polars stays behind this type and [`crate::tally`]; everything else sees slices and names. The
//! frame is in as many chunks as threads read it: the columns were moved in, not copied.

mod frame;
mod segment;

use std::collections::BTreeMap;

use polars::prelude::{
    BooleanChunked, Column, DataFrame, IntoColumn, NewChunkedArray, PolarsError, UInt32Chunked,
};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::columns::Columns;
use super::sources::Sources;
use crate::domain::fold;
use crate::domain::{CanonicalValue, Channel, Day, Dimension, Rating, Status};
use crate::findings::LedgerError;
use frame::{
    CLOSED, COMMITTED_DAYS, COMPLAINED_ON, DIGESTS, DUE, MARKS, PresentMarks, RATED_ON, RECEIVED,
    SOURCES, STATUTORY_DAYS, SUPPLEMENT_DONE, SUPPLEMENT_REQUESTED, TOLD_BY, TRACES, TRAITS, part,
};

pub use segment::{MarkSegment, Segment, TraceSegment};

/// One group of a dimension; no name when the cell is blank or the file has no such column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// The most frequent spelling, with what it lies in where others bear the same name.
    pub name: Option<String>,
    /// What its spellings share; no other group of the dimension has it.
    pub key: String,
    /// Its spellings, folded; another group may have one too.
    pub spellings: Vec<String>,
    /// Its spellings as written, with how many dossiers have each, in reading order.
    pub written: Vec<(String, u64)>,
    /// The unit it lies in, where that is known: tells groups of equal names apart.
    pub within: Option<String>,
    /// False where the series before and after 1 July 2025 are not of one place.
    pub is_comparable: bool,
}

/// The dossiers of a run.
#[derive(Debug, Clone)]
pub struct Dossiers {
    frame: DataFrame,
    groups: BTreeMap<Dimension, Vec<Group>>,
    dimensions: Vec<Dimension>,
    sources: Sources,
    /// Whether every answer was given on five levels.
    all_on_five: bool,
}

/// A frame that does not hold together: a bug of this program.
#[derive(Debug, thiserror::Error)]
pub enum DossiersError {
    #[error("the dossier columns do not form a frame: {0}; please report this bug")]
    Frame(#[from] PolarsError),
    #[error("the dossiers have no column `{0}`; please report this bug")]
    NoColumn(&'static str),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl Dossiers {
    /// From the kept rows of each thread, with one list of groups per dimension.
    ///
    /// # Errors
    /// When the columns differ in length.
    pub fn new(
        segments: Vec<Columns>,
        groups: BTreeMap<Dimension, Vec<Group>>,
        dimensions: &[Dimension],
        sources: Sources,
    ) -> Result<Self, DossiersError> {
        let mut frame: Option<DataFrame> = None;
        let told = PresentMarks::of(&segments);
        for columns in segments {
            let part = part(columns, dimensions, &told)?;
            match &mut frame {
                Some(frame) => {
                    frame.vstack_mut(&part)?;
                }
                None => frame = Some(part),
            }
        }
        let frame = match frame {
            Some(frame) => frame,
            None => part(Columns::new(dimensions.len(), false, false), dimensions, &told)?,
        };
        let dimensions = dimensions.to_vec();
        Ok(Self { frame, groups, dimensions, sources, all_on_five: false })
    }

    /// The groups alone, once every dossier is counted.
    pub fn forget_rows(&mut self) {
        self.frame = DataFrame::empty();
    }

    /// The files that tell of each unit.
    pub const fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Drops every dossier whose mark is false; one mark for each dossier, segment by segment.
    ///
    /// # Errors
    /// When the marks are not as many as the dossiers: a bug.
    pub fn retain(&mut self, marks: &[Vec<bool>]) -> Result<(), DossiersError> {
        let mut mask = BooleanChunked::from_slice("mask".into(), &[]);
        for marks in marks {
            mask.append(&BooleanChunked::from_slice("mask".into(), marks))?;
        }
        self.frame = self.frame.filter(&mask)?;
        Ok(())
    }

    /// How many dossiers there are.
    pub fn len(&self) -> usize {
        self.frame.height()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The dossiers, part by part.
    ///
    /// # Errors
    /// When the frame lost a column: a bug.
    pub fn segments(&self) -> Result<Vec<Segment<'_>>, DossiersError> {
        let (received, due) = (self.days(RECEIVED)?, self.days(DUE)?);
        let (closed, traits) = (self.days(CLOSED)?, self.codes(TRAITS)?);
        let rows = received.into_iter().zip(due).zip(closed).zip(traits);
        let mut segments: Vec<Segment<'_>> = rows
            .map(|(((received, due), closed), traits)| Segment {
                received,
                due,
                closed,
                traits,
                all_on_five: self.all_on_five,
                traces: None,
                sources: None,
                marks: None,
                digests: None,
                units: None,
                keys: BTreeMap::new(),
            })
            .collect();
        for dimension in &self.dimensions {
            for (segment, keys) in segments.iter_mut().zip(self.codes(dimension.name())?) {
                segment.keys.insert(*dimension, keys);
            }
        }
        if let Some(dimension) = self.sources.dimension {
            for segment in &mut segments {
                segment.units = segment.keys(dimension);
            }
        }
        if self.frame.column(TOLD_BY).is_ok() {
            for (segment, numbers) in segments.iter_mut().zip(self.codes(TOLD_BY)?) {
                segment.units = Some(numbers);
            }
        }
        if self.frame.column(TRACES[0]).is_ok() {
            self.add_traces(&mut segments)?;
        }
        if self.frame.column(SOURCES).is_ok() {
            for (segment, sources) in segments.iter_mut().zip(self.codes(SOURCES)?) {
                segment.sources = Some(sources);
            }
        }
        self.add_marks(&mut segments)?;
        if self.frame.column(DIGESTS[0]).is_ok() {
            let [high, low] = DIGESTS.map(|name| self.codes(name));
            for (segment, halves) in segments.iter_mut().zip(high?.into_iter().zip(low?)) {
                segment.digests = Some(halves);
            }
        }
        Ok(segments)
    }

    /// Puts other traits in the place of those read, part by part.
    ///
    /// # Errors
    /// When they are not as many: a bug.
    pub fn set_traits(&mut self, parts: Vec<Vec<u32>>) -> Result<(), DossiersError> {
        let mut column = UInt32Chunked::from_vec(TRAITS.into(), Vec::new());
        for part in parts {
            column.append(&UInt32Chunked::from_vec(TRAITS.into(), part))?;
        }
        self.frame.with_column(column.into_column())?;
        Ok(())
    }

    /// Every answer was given on five levels: as if each were marked with
    /// [`Traits::on_five`](crate::dossiers::Traits::on_five).
    pub const fn set_all_on_five(&mut self) {
        self.all_on_five = true;
    }

    fn add_marks<'a>(&'a self, segments: &mut [Segment<'a>]) -> Result<(), DossiersError> {
        let is_there = |name: &&str| self.frame.column(name).is_ok();
        for name in [MARKS, STATUTORY_DAYS, COMMITTED_DAYS].into_iter().filter(is_there) {
            for (segment, codes) in segments.iter_mut().zip(self.codes(name)?) {
                let marks = segment.marks.get_or_insert_default();
                match name {
                    MARKS => marks.marks = codes,
                    STATUTORY_DAYS => marks.statutory_days = codes,
                    _ => marks.committed_days = codes,
                }
            }
        }
        let of_days = [SUPPLEMENT_REQUESTED, SUPPLEMENT_DONE, COMPLAINED_ON, RATED_ON];
        for name in of_days.into_iter().filter(is_there) {
            for (segment, days) in segments.iter_mut().zip(self.days(name)?) {
                let marks = segment.marks.get_or_insert_default();
                match name {
                    SUPPLEMENT_REQUESTED => marks.supplement_requested = days,
                    SUPPLEMENT_DONE => marks.supplement_done = days,
                    COMPLAINED_ON => marks.complained_on = days,
                    _ => marks.rated_on = days,
                }
            }
        }
        Ok(())
    }

    fn add_traces<'a>(&'a self, segments: &mut [Segment<'a>]) -> Result<(), DossiersError> {
        let [received_second, due_second, closed_second, due_history, file, row, body, stamp] =
            TRACES.map(|name| self.codes(name));
        let seconds = received_second?.into_iter().zip(due_second?).zip(closed_second?);
        let rest = due_history?.into_iter().zip(file?).zip(row?);
        let codes = body?.into_iter().zip(stamp?);
        let all = segments.iter_mut().zip(seconds).zip(rest).zip(codes);
        for (((segment, seconds), rest), (body, stamp)) in all {
            let (((received_second, due_second), closed_second), ((due_history, file), row)) =
                (seconds, rest);
            segment.traces = Some(TraceSegment {
                received_second,
                due_second,
                closed_second,
                due_history,
                file,
                row,
                code: [body, stamp],
            });
            segment.sources = Some(file);
        }
        Ok(())
    }

    /// The groups of a dimension, by code, in the order in which tables show them.
    pub fn groups(&self, dimension: Dimension) -> Vec<Group> {
        match dimension {
            Dimension::Channel => canonical::<Channel>(),
            Dimension::Status => canonical::<Status>(),
            Dimension::Rating => canonical::<Rating>(),
            _ => self.groups.get(&dimension).cloned().unwrap_or_default(),
        }
    }

    /// The keys of the groups that a folded name, or a key, stands for: several where units of
    /// different districts bear one name.
    pub fn keys_of(&self, dimension: Dimension, name: &str) -> Vec<String> {
        let groups = self.groups(dimension).into_iter();
        let is_meant = |group: &Group| {
            let is_called = group.name.as_ref().is_some_and(|own| fold(own) == name);
            is_called || group.key == name || group.spellings.iter().any(|text| text == name)
        };
        groups.filter(is_meant).map(|group| group.key).collect()
    }

    /// First received day, and last day seen in the received and finish columns.
    ///
    /// # Errors
    /// When the frame lost a column: a bug.
    pub fn days_seen(&self) -> Result<Option<(Day, Day)>, DossiersError> {
        let segments = self.segments()?;
        let of_segment = |segment: &Segment<'_>| {
            // "No day" is the smallest number, so it is the last day of nothing.
            let last = segment.received.iter().max().max(segment.closed.iter().max());
            segment.received.iter().min().zip(last).map(|(first, last)| (Day(*first), Day(*last)))
        };
        let parts = segments.par_iter().filter_map(of_segment);
        Ok(parts.reduce_with(|left, right| (left.0.min(right.0), left.1.max(right.1))))
    }

    fn days(&self, name: &'static str) -> Result<Vec<&[i32]>, DossiersError> {
        let column = self.frame.column(name).ok().map(Column::as_materialized_series);
        let days = column.and_then(|series| series.i32().ok());
        let days = days.ok_or(DossiersError::NoColumn(name))?;
        Ok(days.downcast_iter().map(|chunk| chunk.values().as_slice()).collect())
    }

    fn codes(&self, name: &'static str) -> Result<Vec<&[u32]>, DossiersError> {
        let column = self.frame.column(name).ok().map(Column::as_materialized_series);
        let codes = column.and_then(|series| series.u32().ok());
        let codes = codes.ok_or(DossiersError::NoColumn(name))?;
        Ok(codes.downcast_iter().map(|chunk| chunk.values().as_slice()).collect())
    }
}

/// Canonical values as groups, by code.
fn canonical<V: CanonicalValue>() -> Vec<Group> {
    let group = |name: Option<String>| {
        let key = name.clone().unwrap_or_default();
        Group { name, spellings: vec![key.clone()], key, is_comparable: true, ..Group::default() }
    };
    let mut groups = vec![group(None); V::NAMED.len() + 1];
    for value in V::NAMED.iter().copied().chain([V::UNKNOWN]) {
        if let Some(slot) = groups.get_mut(usize::from(value.code())) {
            *slot = group(Some(value.name().to_owned()));
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::{Columns, Dossiers, Sources};
    use crate::domain::NO_DAY;
    use crate::domain::{Day, Dimension};

    #[test]
    fn parts_stay_parts_and_keep_their_rows() {
        let part = |received: &[i32], closed: &[i32]| Columns {
            received: received.to_vec(),
            due: vec![NO_DAY; received.len()],
            closed: closed.to_vec(),
            traits: vec![0; received.len()],
            keys: vec![vec![7; received.len()]],
            ..Columns::default()
        };
        let parts = vec![part(&[5, 3], &[NO_DAY, 9]), part(&[4], &[NO_DAY])];
        let dossiers = Dossiers::new(parts, [].into(), &[Dimension::Unit], Sources::default())
            .expect("a frame");
        assert_eq!(dossiers.len(), 3);
        let segments = dossiers.segments().expect("columns");
        let lengths: Vec<_> = segments.iter().map(|segment| segment.received.len()).collect();
        assert_eq!(lengths.iter().sum::<usize>(), 3);
        for segment in &segments {
            assert_eq!(segment.keys(Dimension::Unit).map(<[u32]>::len), Some(segment.due.len()));
        }
        assert_eq!(dossiers.days_seen().expect("columns"), Some((Day(3), Day(9))));
    }

    #[test]
    fn dossiers_that_are_dropped_are_gone_from_every_column() {
        let part = |received: &[i32]| Columns {
            received: received.to_vec(),
            due: received.iter().map(|day| day + 10).collect(),
            closed: vec![NO_DAY; received.len()],
            traits: vec![0; received.len()],
            keys: vec![received.iter().map(|day| day.unsigned_abs()).collect()],
            ..Columns::default()
        };
        let parts = vec![part(&[1, 2, 3]), part(&[4]), part(&[5, 6])];
        let mut dossiers = Dossiers::new(parts, [].into(), &[Dimension::Unit], Sources::default())
            .expect("a frame");
        let marks = [vec![false, true, true], vec![false], vec![false, true]];
        dossiers.retain(&marks).expect("a mark each");
        let segments = dossiers.segments().expect("columns");
        let of = |days: fn(&super::Segment<'_>) -> Vec<i32>| {
            segments.iter().flat_map(days).collect::<Vec<i32>>()
        };
        assert_eq!(of(|segment| segment.received.to_vec()), [2, 3, 6]);
        assert_eq!(of(|segment| segment.due.to_vec()), [12, 13, 16]);
        let keys = segments.iter().flat_map(|segment| segment.keys(Dimension::Unit).unwrap_or(&[]));
        assert_eq!(keys.copied().collect::<Vec<u32>>(), [2, 3, 6]);
        assert!(dossiers.retain(&[vec![true, false]]).is_err());
    }

    #[test]
    fn no_dossiers_are_a_frame_too() {
        let dossiers = Dossiers::new(Vec::new(), [].into(), &[Dimension::Unit], Sources::default())
            .expect("a frame");
        assert!(dossiers.is_empty());
        assert_eq!(dossiers.days_seen().expect("columns"), None);
    }
}
