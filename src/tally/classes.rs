//! Which counts of a tally one dossier stands in: the rules of the outer contract, section 3, for a
//! single dossier. A tally counts millions by events; this says the same of each, and whoever lists
//! dossiers compares the two.

use super::case::{Case, Standing};
use super::count::Count;
use super::request::TimeFrame;
use crate::domain::{CanonicalValue, Channel, Flag, Rating, Status};
use crate::normalise::Timing;

/// The counts of one dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes(u32);

impl Classes {
    /// The counts that a dossier stands in; none when it is out of scope.
    #[must_use]
    pub fn of(case: &Case, frame: &TimeFrame) -> Self {
        let mut classes = Self::default();
        let standing = case.standing(frame);
        if standing == Standing::OutOfScope {
            return classes;
        }
        if case.is_received_in(frame) {
            classes.insert(Count::Received);
            classes.insert(channel(case));
        } else {
            classes.insert(Count::Opening);
        }
        let outcome = outcome(case, frame);
        classes.insert(outcome);
        match (standing, outcome) {
            (Standing::Open, _) => classes.insert(Count::Closing),
            (_, Count::Returned) => {}
            _ => classes.resolved(case),
        }
        classes
    }

    #[must_use]
    pub const fn contains(self, count: Count) -> bool {
        self.0 >> count as u32 & 1 == 1
    }

    const fn insert(&mut self, count: Count) {
        self.0 |= 1 << count as u32;
    }

    fn resolved(&mut self, case: &Case) {
        self.insert(Count::Resolved);
        let digitised = case.traits.digitised();
        if digitised != u32::from(Flag::Unknown.code()) {
            self.insert(Count::ResultMarked);
        }
        if digitised == u32::from(Flag::Yes.code()) {
            self.insert(Count::ResultDigitised);
        }
        let rating = u8::try_from(case.traits.rating()).map_or(Rating::UNKNOWN, Rating::from_code);
        let answer = match rating {
            Rating::Unknown => return,
            Rating::VerySatisfied => Count::VerySatisfied,
            Rating::Satisfied => Count::Satisfied,
            Rating::Neutral => Count::Neutral,
            Rating::Dissatisfied => Count::Dissatisfied,
            Rating::VeryDissatisfied => Count::VeryDissatisfied,
        };
        self.insert(Count::Rated);
        self.insert(answer);
    }
}

/// What became of a dossier in scope, one of nine: how it was closed in the period, or how it stands
/// open on the as-of day.
#[must_use]
pub fn outcome(case: &Case, frame: &TimeFrame) -> Count {
    if case.standing(frame) == Standing::Closed {
        return match case.timing() {
            _ if case.has_status(Status::Returned) => Count::Returned,
            Timing::Early => Count::Early,
            Timing::OnTime => Count::OnTime,
            Timing::Late => Count::Late,
            Timing::Undated | Timing::Open => Count::Undated,
        };
    }
    match case.due {
        _ if case.has_status(Status::Paused) => Count::ClosingPaused,
        None => Count::ClosingUndated,
        Some(due) if due < frame.as_of => Count::ClosingOverdue,
        Some(_) => Count::ClosingWithin,
    }
}

fn channel(case: &Case) -> Count {
    let code = u8::try_from(case.traits.channel());
    match code.map_or(Channel::UNKNOWN, Channel::from_code) {
        Channel::Online => Count::ReceivedOnline,
        Channel::InPerson => Count::ReceivedInPerson,
        Channel::Postal => Count::ReceivedPostal,
        Channel::Other => Count::ReceivedOther,
        Channel::Unknown => Count::ReceivedUnknown,
    }
}
