//! A day that is no usual one: off, or worked though it is a Saturday.

use crate::domain::day::Day;

/// What makes a day differ from its place in the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind {
    /// A public holiday, or the day that compensates one.
    Holiday,
    /// A weekday that is off because a Saturday is worked for it.
    SwappedDayOff,
    /// That Saturday.
    MakeupWorkday,
    /// A place closes: a storm, a local day of rest.
    DayOff,
    /// A place works.
    Worked,
}

impl DayKind {
    pub const ALL: [Self; 5] =
        [Self::Holiday, Self::SwappedDayOff, Self::MakeupWorkday, Self::DayOff, Self::Worked];

    /// The name in files and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Holiday => "holiday",
            Self::SwappedDayOff => "swapped_day_off",
            Self::MakeupWorkday => "makeup_workday",
            Self::DayOff => "day_off",
            Self::Worked => "worked",
        }
    }

    /// Whether offices work on such a day.
    pub const fn is_worked(self) -> bool {
        matches!(self, Self::MakeupWorkday | Self::Worked)
    }

    /// Whether only a place decides it.
    pub const fn is_local(self) -> bool {
        matches!(self, Self::DayOff | Self::Worked)
    }
}

/// How sure a day of the calendar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confidence {
    Verified,
    /// By law, but the notice of the year was not seen.
    Likely,
    /// Proposed or guessed.
    Unconfirmed,
}

impl Confidence {
    pub const ALL: [Self; 3] = [Self::Verified, Self::Likely, Self::Unconfirmed];

    /// The name in files and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Likely => "likely",
            Self::Unconfirmed => "unconfirmed",
        }
    }
}

/// One day of the calendar's data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarDay {
    pub day: Day,
    pub kind: DayKind,
    pub confidence: Confidence,
    pub name: String,
    pub source: String,
}

impl CalendarDay {
    /// Whether it counts; what is not verified does not.
    pub fn counts(&self) -> bool {
        self.confidence == Confidence::Verified
    }
}
