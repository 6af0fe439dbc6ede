//! What a dossier is to the steps of a period: the rules of the outer contract, section 3, each once.
//!
//! In: the days and traits of one dossier, and the [`Steps`]. Out: its [`Case`], the [`Aspect`]s that a
//! case is made of, and the counts that it stands in at a step. Must not know: groups, names, words. A
//! log of millions has a few hundred cases for one month, so whoever counts, lists or explains asks cases.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use super::count::Count;
use super::dossier::Dossier;
use super::steps::{StepCoverage, Steps};
use crate::domain::NO_DAY;
use crate::domain::{CanonicalValue, Channel, Day, Flag, Rating, Status};
use crate::dossiers::{Timing, Traits};

/// A dossier that a period has to do with. Four numbers in one, since every dossier is looked up by its
/// case: the step it was received in, that it was closed in, how it waits, and its traits; and the number of
/// the steps that its source tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Case(u64, u16);

impl Hash for Case {
    /// One number: most cases have a source that tells of everything.
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0 ^ u64::from(self.1).rotate_right(BITS));
    }
}

/// Bits of each of the four.
const BITS: u32 = 16;

/// How a dossier stands at the end of a step at which it is open: the step from whose end on it is
/// overdue, or one of these.
const UNDATED: u64 = 0xFFFF;
const PAUSED: u64 = 0xFFFE;
/// It is closed in the step that it came in.
const NEVER_OPEN: u64 = 0xFFFD;

/// One side of a case. Sides are few where cases are many, and every count is a count of one side.
/// `reach`: the number of the steps that the source of the dossier tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Aspect {
    /// It had come in before the first step, and was open when that began.
    CarriedIn {
        reach: u16,
    },
    Received {
        step: u32,
        channel: Count,
        reach: u16,
    },
    Closed {
        step: u32,
        outcome: Count,
        answer: Option<Count>,
        is_on_five: bool,
        /// Nothing where the file does not tell.
        is_digitised: Option<bool>,
        reach: u16,
    },
    /// It is open at the ends of these steps.
    Open {
        from: u32,
        until: u32,
        waiting: OpenState,
        reach: u16,
    },
}

/// How a dossier waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OpenState {
    /// From the end of this step on it is overdue.
    OverdueFrom(u32),
    Undated,
    /// For the applicant.
    Paused,
}

/// Counts of every tally that a dossier stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CountSet(u32);

impl CountSet {
    #[must_use]
    pub const fn contains(self, count: Count) -> bool {
        !count.is_evidence() && self.0 >> count as u32 & 1 == 1
    }

    pub fn iter(self) -> impl Iterator<Item = Count> {
        Count::ALL.into_iter().filter(move |count| self.contains(*count))
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
        unit: u32,
        steps: &Steps,
    ) -> Option<Self> {
        let (first, last) = steps.days();
        if received > last || (closed != NO_DAY && closed < first) {
            return None;
        }
        let received = steps.at(received).map_or(0, |step| step + 1);
        let closed = if closed == NO_DAY {
            steps.count()
        } else {
            steps.at(closed).unwrap_or(steps.count())
        };
        let open = open_run(received, closed);
        let waiting = match due {
            _ if open.is_empty() => NEVER_OPEN,
            _ if traits.status() == u32::from(Status::Paused.code()) => PAUSED,
            NO_DAY => UNDATED,
            due => steps.overdue_from(due).clamp(open.start, open.end).into(),
        };
        // What no count asks for would only make more cases.
        let traits = match (received, closed < steps.count()) {
            (0, false) => Traits(0),
            (_, false) => traits.channel_only(),
            (0, true) => traits.without_channel().in_case(),
            (_, true) => traits.in_case(),
        };
        let parts = [received.into(), closed.into(), waiting, traits.0.into()];
        // What is closed in the step that it came in is told by that.
        let reach = if open.is_empty() { 0 } else { steps.reach_of(unit) };
        Some(Self(parts.iter().fold(0, |case, part: &u64| case << BITS | part), reach))
    }

    /// The case of a dossier that stands alone.
    #[must_use]
    pub fn of(dossier: &Dossier, steps: &Steps) -> Option<Self> {
        let day = |day: Option<Day>| day.map_or(NO_DAY, |day| day.0);
        let Dossier { received, due, closed, traits, unit, .. } = dossier;
        Self::new(received.0, day(*due), day(*closed), *traits, *unit, steps)
    }

    #[expect(clippy::cast_possible_truncation, reason = "sixteen bits are left")]
    const fn part(self, place: u32) -> u32 {
        (self.0 >> (place * BITS)) as u32 & ((1 << BITS) - 1)
    }

    /// One more than the step it was received in; 0 when it was carried into the first.
    const fn received(self) -> u32 {
        self.part(3)
    }

    /// The step it was closed in; their number when it is open at the end of the last.
    const fn closed(self) -> u32 {
        self.part(2)
    }

    const fn traits(self) -> Traits {
        Traits(self.part(0))
    }

    /// Its sides.
    pub fn aspects(self, steps: &Steps) -> impl Iterator<Item = Aspect> {
        let reach = self.1;
        let received = match self.received() {
            0 => Aspect::CarriedIn { reach },
            next => Aspect::Received { step: next - 1, channel: channel(self.traits()), reach },
        };
        let Range { start: from, end: until } = open_run(self.received(), self.closed());
        let open = self.waiting().map(|waiting| Aspect::Open { from, until, waiting, reach });
        let closed =
            (self.closed() < steps.count()).then(|| closed(self.closed(), self.traits(), reach));
        [Some(received), open, closed].into_iter().flatten()
    }

    fn waiting(self) -> Option<OpenState> {
        Some(match u64::from(self.part(1)) {
            NEVER_OPEN => return None,
            UNDATED => OpenState::Undated,
            PAUSED => OpenState::Paused,
            _ => OpenState::OverdueFrom(self.part(1)),
        })
    }

    /// The steps in whose counts it stands. `steps`: how many there are.
    #[must_use]
    pub fn steps(self, steps: u32) -> Range<u32> {
        self.received().saturating_sub(1)..steps.min(self.closed() + 1)
    }

    /// The counts that it stands in at a step.
    #[must_use]
    pub fn counts(self, step: u32, steps: &Steps) -> CountSet {
        let mut set = CountSet::default();
        for aspect in self.aspects(steps).filter(|aspect| aspect.steps().contains(&step)) {
            aspect.each_count(step, steps, |count| set.0 |= 1 << count as u32);
        }
        set
    }

    /// What has become of it when the whole period is one step, one of eleven: how it was closed, or how
    /// it stands open.
    #[must_use]
    pub fn outcome(self, steps: &Steps) -> Count {
        let outcome = |aspect| match aspect {
            Aspect::Closed { outcome, .. } => Some(outcome),
            Aspect::Open { waiting, reach, .. } => {
                Some(waiting.outcome(0, steps.coverage(reach, 0)))
            }
            Aspect::CarriedIn { .. } | Aspect::Received { .. } => None,
        };
        self.aspects(steps).find_map(outcome).unwrap_or(Count::ClosingUndated)
    }
}

impl Aspect {
    /// The steps in whose counts it stands.
    #[must_use]
    pub fn steps(self) -> Range<u32> {
        match self {
            Self::CarriedIn { .. } => 0..1,
            Self::Received { step, .. } | Self::Closed { step, .. } => step..step + 1,
            // What is open at the end of a step opens the next.
            Self::Open { from, until, .. } => from..until + 1,
        }
    }

    const fn reach(self) -> u16 {
        match self {
            Self::CarriedIn { reach }
            | Self::Received { reach, .. }
            | Self::Closed { reach, .. }
            | Self::Open { reach, .. } => reach,
        }
    }

    /// Names the counts in which it stands at one of these steps. In one of which its source tells nothing
    /// it stands in no count, but that of those which were open before.
    #[inline]
    pub fn each_count(self, step: u32, steps: &Steps, mut name: impl FnMut(Count)) {
        let told = steps.coverage(self.reach(), step);
        if told == StepCoverage::Absent {
            if matches!(self, Self::Open { until, .. } if step < until) {
                name(Count::NotCovered);
            }
            return;
        }
        match self {
            Self::CarriedIn { .. } => name(Count::Opening),
            Self::Received { channel, .. } => {
                name(Count::Received);
                name(channel);
            }
            Self::Open { from, until, waiting, .. } => {
                if step > from {
                    name(Count::Opening);
                }
                if step < until {
                    name(Count::Closing);
                    name(waiting.outcome(step, told));
                    if told == StepCoverage::Later {
                        name(Count::PausedUnknown);
                    }
                }
            }
            Self::Closed { outcome, answer, is_on_five, is_digitised, .. } => {
                name(outcome);
                if outcome == Count::Returned {
                    return;
                }
                name(Count::Resolved);
                if let Some(answer) = answer {
                    name(Count::Rated);
                    name(answer);
                    if is_on_five {
                        name(Count::RatedOnFive);
                    }
                }
                if let Some(is_digitised) = is_digitised {
                    name(Count::ResultMarked);
                    if is_digitised {
                        name(Count::ResultDigitised);
                    }
                }
            }
        }
    }
}

impl OpenState {
    /// How it stands at the end of a step, as far as the source of its unit tells of that.
    const fn outcome(self, step: u32, told: StepCoverage) -> Count {
        match self {
            _ if matches!(told, StepCoverage::Partial) => Count::ClosingUncovered,
            _ if matches!(told, StepCoverage::Absent) => Count::NotCovered,
            Self::Paused => Count::ClosingPaused,
            Self::Undated => Count::ClosingUndated,
            Self::OverdueFrom(from) if step >= from => Count::ClosingOverdue,
            Self::OverdueFrom(_) => Count::ClosingWithin,
        }
    }
}

/// The steps at whose end a dossier is open.
const fn open_run(received: u32, closed: u32) -> Range<u32> {
    received.saturating_sub(1)..closed
}

fn closed(step: u32, traits: Traits, reach: u16) -> Aspect {
    let timing = Timing::ALL.into_iter().find(|all| u32::from(all.code()) == traits.timing());
    let outcome = match timing {
        _ if traits.status() == u32::from(Status::Returned.code()) => {
            let (outcome, answer, is_on_five, is_digitised) = (Count::Returned, None, false, None);
            return Aspect::Closed { step, outcome, answer, is_on_five, is_digitised, reach };
        }
        Some(Timing::Early) => Count::Early,
        Some(Timing::OnTime) => Count::OnTime,
        Some(Timing::Late) => Count::Late,
        // A closed dossier is never `Open`; the identities would tell.
        Some(Timing::Undated | Timing::Open) | None => Count::Undated,
    };
    let rating = u8::try_from(traits.rating()).map_or(Rating::UNKNOWN, Rating::from_code);
    let answer = match rating {
        Rating::Unknown => traits.is_withheld().then_some(Count::RatedWithheld),
        Rating::VerySatisfied => Some(Count::VerySatisfied),
        Rating::Satisfied => Some(Count::Satisfied),
        Rating::Neutral => Some(Count::Neutral),
        Rating::Dissatisfied => Some(Count::Dissatisfied),
        Rating::VeryDissatisfied => Some(Count::VeryDissatisfied),
    };
    let flag = u8::try_from(traits.digitised()).map_or(Flag::UNKNOWN, Flag::from_code);
    let is_digitised = (flag != Flag::Unknown).then_some(flag == Flag::Yes);
    let is_on_five = traits.is_on_five() && rating != Rating::Unknown;
    Aspect::Closed { step, outcome, answer, is_on_five, is_digitised, reach }
}

fn channel(traits: Traits) -> Count {
    let code = u8::try_from(traits.channel());
    match code.map_or(Channel::UNKNOWN, Channel::from_code) {
        Channel::Online => Count::ReceivedOnline,
        Channel::InPerson => Count::ReceivedInPerson,
        Channel::Postal => Count::ReceivedPostal,
        Channel::Other => Count::ReceivedOther,
        Channel::Unknown => Count::ReceivedUnknown,
    }
}

#[cfg(test)]
mod tests;
