//! What a dossier is to the steps of a period: the rules of the outer contract, section 3, each once.
//!
//! In: the days and traits of one dossier, and the [`Steps`]. Out: its [`Case`], and the counts that a
//! case stands in at a step. Must not know: groups, names, words. A log of millions has a few hundred
//! cases for one month, so whoever counts, lists or explains asks cases.

use super::count::Count;
use super::dossier::Dossier;
use super::steps::Steps;
use crate::domain::{CanonicalValue, Channel, Flag, Rating, Status};
use crate::normalise::{NO_DAY, Timing, Traits};

/// A dossier that a period has to do with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Case {
    /// One more than the step it was received in; 0 when it was carried into the first.
    received: u32,
    /// The step it was closed in; their number when it is open at the end of the last.
    closed: u32,
    waiting: Waiting,
    traits: Traits,
}

/// How a dossier stands at the end of a step at which it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Waiting {
    /// It is closed in the step that it came in.
    Never,
    /// From the end of this step on it is overdue.
    OverdueFrom(u32),
    Undated,
    /// For the applicant.
    Paused,
}

/// Counts that a dossier stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CountSet(u32);

impl CountSet {
    #[must_use]
    pub const fn contains(self, count: Count) -> bool {
        self.0 >> count as u32 & 1 == 1
    }
}

impl Case {
    /// The case of a dossier; nothing when it came in after the last step, or was closed before the
    /// first. What was closed after the last step was open then.
    #[must_use]
    #[inline]
    pub fn new(
        received: i32,
        due: i32,
        closed: i32,
        traits: Traits,
        steps: &Steps,
    ) -> Option<Self> {
        let (first, last) = steps.days();
        if received > last || (closed != NO_DAY && closed < first) {
            return None;
        }
        let received = steps.at(received).map_or(0, |step| step + 1);
        let closed =
            if closed == NO_DAY { steps.len() } else { steps.at(closed).unwrap_or(steps.len()) };
        // It is open at the ends of these steps.
        let open = received.saturating_sub(1)..closed;
        let waiting = match due {
            _ if open.is_empty() => Waiting::Never,
            _ if traits.status() == u32::from(Status::Paused.code()) => Waiting::Paused,
            NO_DAY => Waiting::Undated,
            due => Waiting::OverdueFrom(steps.overdue_from(due).clamp(open.start, open.end)),
        };
        // What no count asks for would only make more cases.
        let traits = match (received, closed < steps.len()) {
            (0, false) => Traits(0),
            (_, false) => traits.channel_only(),
            (0, true) => traits.without_channel(),
            (_, true) => traits,
        };
        Some(Self { received, closed, waiting, traits })
    }

    /// The case of a dossier that stands alone.
    #[must_use]
    pub fn of(dossier: &Dossier, steps: &Steps) -> Option<Self> {
        let day = |day: Option<crate::domain::Day>| day.map_or(NO_DAY, |day| day.0);
        let Dossier { received, due, closed, traits, .. } = dossier;
        Self::new(received.0, day(*due), day(*closed), *traits, steps)
    }

    /// The steps that it stands in a count of, from the first to the last.
    #[must_use]
    pub fn steps(&self, steps: u32) -> std::ops::RangeInclusive<u32> {
        self.received.saturating_sub(1)..=self.closed.min(steps.saturating_sub(1))
    }

    /// The counts that it stands in at one of these steps.
    #[must_use]
    pub fn counts(&self, step: u32) -> CountSet {
        let mut set = CountSet::default();
        self.each_count(step, |count| set.0 |= 1 << count as u32);
        set
    }

    /// Names the counts that it stands in at one of its [`Self::steps`].
    #[inline]
    pub fn each_count(&self, step: u32, mut name: impl FnMut(Count)) {
        if self.received == step + 1 {
            name(Count::Received);
            name(self.channel());
        } else {
            name(Count::Opening);
        }
        name(self.outcome(step));
        if self.closed > step {
            name(Count::Closing);
        } else if !self.is_returned() {
            self.each_of_resolved(name);
        }
    }

    fn each_of_resolved(&self, mut name: impl FnMut(Count)) {
        name(Count::Resolved);
        let digitised = self.traits.digitised();
        if digitised != u32::from(Flag::Unknown.code()) {
            name(Count::ResultMarked);
        }
        if digitised == u32::from(Flag::Yes.code()) {
            name(Count::ResultDigitised);
        }
        let rating = u8::try_from(self.traits.rating()).map_or(Rating::UNKNOWN, Rating::from_code);
        let answer = match rating {
            Rating::Unknown => return,
            Rating::VerySatisfied => Count::VerySatisfied,
            Rating::Satisfied => Count::Satisfied,
            Rating::Neutral => Count::Neutral,
            Rating::Dissatisfied => Count::Dissatisfied,
            Rating::VeryDissatisfied => Count::VeryDissatisfied,
        };
        name(Count::Rated);
        name(answer);
    }

    /// What has become of it by the end of one of its [`Self::steps`], one of nine: how it was closed,
    /// or how it stands open.
    #[must_use]
    pub fn outcome(&self, step: u32) -> Count {
        if self.closed <= step {
            return match self.timing() {
                _ if self.is_returned() => Count::Returned,
                Timing::Early => Count::Early,
                Timing::OnTime => Count::OnTime,
                Timing::Late => Count::Late,
                Timing::Undated | Timing::Open => Count::Undated,
            };
        }
        match self.waiting {
            Waiting::Paused => Count::ClosingPaused,
            Waiting::OverdueFrom(from) if step >= from => Count::ClosingOverdue,
            Waiting::OverdueFrom(_) => Count::ClosingWithin,
            Waiting::Undated | Waiting::Never => Count::ClosingUndated,
        }
    }

    fn timing(&self) -> Timing {
        let code = self.traits.timing();
        Timing::ALL.into_iter().find(|all| u32::from(all.code()) == code).unwrap_or(Timing::Open)
    }

    fn is_returned(&self) -> bool {
        self.traits.status() == u32::from(Status::Returned.code())
    }

    fn channel(&self) -> Count {
        let code = u8::try_from(self.traits.channel());
        match code.map_or(Channel::UNKNOWN, Channel::from_code) {
            Channel::Online => Count::ReceivedOnline,
            Channel::InPerson => Count::ReceivedInPerson,
            Channel::Postal => Count::ReceivedPostal,
            Channel::Other => Count::ReceivedOther,
            Channel::Unknown => Count::ReceivedUnknown,
        }
    }
}
