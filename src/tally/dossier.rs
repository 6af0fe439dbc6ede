//! One dossier out of its columns, as rules about single dossiers see it.
//!
//! In: a segment and a row number. Out: a [`Dossier`]. Must not know: groups, what is counted.

use super::on_time_766::{Handling, Supplement};
use crate::columns::{Moment, NO_TIME};
use crate::domain::NO_DAY;
use crate::domain::{CanonicalValue, Day, Status};
use crate::dossiers::{Grain, Marks, NO_TERM, Requests, Segment, Timing, Traits};

/// What is known of one dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dossier {
    pub received: Day,
    pub due: Option<Day>,
    pub closed: Option<Day>,
    pub traits: Traits,
    /// The number of its unit among the [`crate::dossiers::Sources`].
    pub unit: u32,
    /// Nothing is told when the load kept none.
    pub marks: Marks,
    pub supplement_requested: Option<Day>,
    pub supplement_done: Option<Day>,
    pub complained_on: Option<Day>,
    pub rated_on: Option<Day>,
    pub statutory_days: Option<u32>,
    pub committed_days: Option<u32>,
    /// Seconds since midnight, where the load kept traces and the cell has a time.
    due_second: Option<u32>,
    closed_second: Option<u32>,
}

impl Dossier {
    /// The dossier of a row; nothing behind the end of the segment.
    #[must_use]
    pub fn new(segment: &Segment<'_>, row: usize) -> Option<Self> {
        let day = |days: &[i32]| days.get(row).copied().filter(|day| *day != NO_DAY).map(Day);
        let traces = segment.traces.as_ref();
        let second = |seconds: &[u32]| seconds.get(row).copied().filter(|at| *at != NO_TIME);
        let term = |days: &[u32]| days.get(row).copied().filter(|days| *days != NO_TERM);
        let marks = segment.marks.as_ref();
        Some(Self {
            received: day(segment.received)?,
            due: day(segment.due),
            closed: day(segment.closed),
            traits: segment.traits_of(row)?,
            unit: segment.units.and_then(|units| units.get(row)).copied().unwrap_or(0),
            marks: Marks(marks.and_then(|all| all.marks.get(row)).copied().unwrap_or_default()),
            supplement_requested: marks.and_then(|all| day(all.supplement_requested)),
            supplement_done: marks.and_then(|all| day(all.supplement_done)),
            complained_on: marks.and_then(|all| day(all.complained_on)),
            rated_on: marks.and_then(|all| day(all.rated_on)),
            statutory_days: marks.and_then(|all| term(all.statutory_days)),
            committed_days: marks.and_then(|all| term(all.committed_days)),
            due_second: traces.and_then(|traces| second(traces.due_second)),
            closed_second: traces.and_then(|traces| second(traces.closed_second)),
        })
    }

    /// A dossier of which only its days and traits are known.
    #[must_use]
    pub const fn of_days(
        received: Day,
        due: Option<Day>,
        closed: Option<Day>,
        traits: Traits,
    ) -> Self {
        Self {
            received,
            due,
            closed,
            traits,
            unit: 0,
            marks: Marks(0),
            supplement_requested: None,
            supplement_done: None,
            complained_on: None,
            rated_on: None,
            statutory_days: None,
            committed_days: None,
            due_second: None,
            closed_second: None,
        }
    }

    #[must_use]
    pub fn timing(&self) -> Timing {
        let code = self.traits.timing();
        Timing::ALL.into_iter().find(|all| u32::from(all.code()) == code).unwrap_or(Timing::Open)
    }

    #[must_use]
    pub fn has_status(&self, status: Status) -> bool {
        self.traits.status() == u32::from(status.code())
    }

    /// What the rule of Decision 766 judges at the end of a day. The log has one end: the finish, or else
    /// the hand-over.
    #[must_use]
    pub fn handling(&self, last_day: Day, grain: Grain) -> Handling {
        let end = self.closed.map(|day| Moment::new(day, self.closed_second));
        let (processed, stopped) =
            if self.has_status(Status::Returned) { (None, end) } else { (end, None) };
        Handling {
            received: self.received,
            due: self.due.map(|day| Moment::new(day, self.due_second)),
            processed,
            handed_over: None,
            stopped,
            supplement: self.supplement(last_day),
            statutory_days: self.statutory_days,
            last_day,
            grain,
        }
    }

    /// Whether somebody had complained about it by a day.
    #[must_use]
    pub fn is_complained(&self, by: Day) -> bool {
        self.complained_on.is_some_and(|day| day <= by)
    }

    /// Whether its rating was given by a day; one without a day of its own is known once it is closed.
    #[must_use]
    pub fn is_rated(&self, by: Day) -> bool {
        self.rated_on.is_none_or(|day| day <= by)
    }

    /// Where the dossier stood with its papers on a day. What was brought later was waited for, whatever
    /// the status says today. Only a file that has no column for what was brought tells by the status: a
    /// dossier that is worked on waits for nobody.
    fn supplement(&self, on: Day) -> Supplement {
        let Some(requested) = self.supplement_requested.filter(|requested| *requested <= on) else {
            return Supplement::None;
        };
        match self.supplement_done.filter(|done| *done >= requested) {
            Some(done) if done <= on => return Supplement::Completed { requested, done },
            None if !self.marks.tells_done()
                && !self.has_status(Status::Paused)
                && !self.has_status(Status::Unknown) =>
            {
                return Supplement::None;
            }
            _ => {}
        }
        let more_than_once = self.marks.requests() == Requests::Several;
        Supplement::Pending { requested, more_than_once }
    }
}
