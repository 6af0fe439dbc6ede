//! Dossiers as columns of small integers, as one thread builds them.

use super::marks::MarkColumns;
use crate::columns::{MarkCell, ScaleSet};
use crate::domain::{CanonicalValue, Channel, Flag, Rating, Status};
use crate::read::Position;

/// Finish against due day (or moment), of a dossier that has a finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Timing {
    /// Not finished.
    Open,
    Early,
    OnTime,
    Late,
    /// Finished, and no due date.
    Undated,
}

impl Timing {
    pub const ALL: [Self; 5] = [Self::Open, Self::Early, Self::OnTime, Self::Late, Self::Undated];

    /// The number in [`Traits`].
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Early => "early",
            Self::OnTime => "on_time",
            Self::Late => "late",
            Self::Undated => "undated",
        }
    }
}

/// The small facts of a dossier in one number: every code has its bits, so that a frame has one
/// column for all of them and a count can use them as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Traits(pub u32);

const CODE_BITS: u32 = 3;
const CODE_MASK: u32 = (1 << CODE_BITS) - 1;
/// How many codes stand behind the timing.
const TIMING_PLACE: u32 = 4;
const CHANNEL_PLACE: u32 = 2;
const RATING_PLACE: u32 = 1;
/// Behind the codes: the answer was given on five levels.
const ON_FIVE: u32 = 1 << 15;
/// Behind that: the answer may not be told.
const WITHHELD: u32 = 1 << 16;
/// In the place of a rating, where a case has no room for the mark.
const WITHHELD_CODE: u32 = 6;
/// In the place of a rating: something stands there that nothing maps.
const UNREAD_CODE: u32 = 7;
/// Behind the marks, until the scale of the column is known: the scales in which the word of the rating stands.
const SCALES_PLACE: u32 = 17;

impl Traits {
    #[inline]
    pub fn new(
        timing: Timing,
        status: Status,
        channel: Channel,
        rating: Rating,
        digitised: Flag,
    ) -> Self {
        let codes = [timing.code(), status.code(), channel.code(), rating.code(), digitised.code()];
        let pack = |packed: u32, code: &u8| packed << CODE_BITS | u32::from(*code);
        Self(codes.iter().fold(0, pack))
    }

    /// The same with another timing.
    #[must_use]
    pub fn with_timing(self, timing: Timing) -> Self {
        let shift = TIMING_PLACE * CODE_BITS;
        Self(self.0 & !(CODE_MASK << shift) | u32::from(timing.code()) << shift)
    }

    /// The channel alone; every other code is 0.
    #[inline]
    #[must_use]
    pub const fn channel_only(self) -> Self {
        Self(self.0 & CODE_MASK << (CHANNEL_PLACE * CODE_BITS))
    }

    /// The same with 0 for the channel.
    #[inline]
    #[must_use]
    pub const fn without_channel(self) -> Self {
        Self(self.0 & !(CODE_MASK << (CHANNEL_PLACE * CODE_BITS)))
    }

    const fn code(self, place: u32) -> u32 {
        self.0 >> (place * CODE_BITS) & CODE_MASK
    }

    /// Code of a [`Timing`].
    #[inline]
    pub const fn timing(self) -> u32 {
        self.code(TIMING_PLACE)
    }

    /// Code of a [`Status`].
    #[inline]
    pub const fn status(self) -> u32 {
        self.code(3)
    }

    /// Code of a [`Channel`].
    #[inline]
    pub const fn channel(self) -> u32 {
        self.code(CHANNEL_PLACE)
    }

    /// Code of a [`Rating`]; that of an unknown one where the answer is withheld, or not understood.
    #[inline]
    pub const fn rating(self) -> u32 {
        if self.is_withheld() || self.is_unread() { 0 } else { self.code(RATING_PLACE) }
    }

    /// Whether it was rated in a way that nothing maps.
    #[inline]
    pub const fn is_unread(self) -> bool {
        self.code(RATING_PLACE) == UNREAD_CODE
    }

    /// The same, its rating not understood.
    #[must_use]
    pub const fn unread(self) -> Self {
        Self(self.0 | UNREAD_CODE << (RATING_PLACE * CODE_BITS))
    }

    /// The same as its rating was read.
    #[inline]
    #[must_use]
    pub const fn rated(self, rating: MarkCell<Rating>, scales: ScaleSet) -> Self {
        if rating.is_unmapped() { self.unread() } else { self.on_scales(scales) }
    }

    /// The scales in which the word of its rating stands, until that of the column is known.
    pub const fn scales(self) -> ScaleSet {
        ScaleSet::of_bits(self.0 >> SCALES_PLACE)
    }

    /// The same with those scales.
    #[inline]
    #[must_use]
    pub const fn on_scales(self, scales: ScaleSet) -> Self {
        Self(self.0 & !(ScaleSet::ALL.bits() << SCALES_PLACE) | scales.bits() << SCALES_PLACE)
    }

    /// Code of the [`Rating`] that the file has, withheld or not: for what stays in the office.
    pub const fn rating_as_read(self) -> u32 {
        self.code(RATING_PLACE)
    }

    /// Whether there is an answer that may not be told.
    #[inline]
    pub const fn is_withheld(self) -> bool {
        self.0 & WITHHELD != 0 || self.code(RATING_PLACE) == WITHHELD_CODE
    }

    /// Whether the answer was given on five levels.
    #[inline]
    pub const fn is_on_five(self) -> bool {
        self.0 & ON_FIVE != 0
    }

    /// The same, answered on five levels.
    #[must_use]
    pub const fn on_five(self) -> Self {
        Self(self.0 | ON_FIVE)
    }

    /// The same, its answer withheld.
    #[must_use]
    pub const fn withheld(self) -> Self {
        Self(self.0 | WITHHELD)
    }

    /// As the file has it: without what answers stand on, or whether one was not understood.
    #[must_use]
    pub const fn as_read(self) -> Self {
        let rating = if self.is_unread() { CODE_MASK << (RATING_PLACE * CODE_BITS) } else { 0 };
        Self(self.0 & !(rating | ON_FIVE | WITHHELD))
    }

    /// The same in sixteen bits: a withheld answer is forgotten.
    #[inline]
    #[must_use]
    pub const fn in_case(self) -> Self {
        if self.0 & WITHHELD == 0 {
            return self;
        }
        let shift = RATING_PLACE * CODE_BITS;
        Self(self.0 & !(CODE_MASK << shift | ON_FIVE | WITHHELD) | WITHHELD_CODE << shift)
    }

    /// Code of the result-digitised [`Flag`].
    #[inline]
    pub const fn digitised(self) -> u32 {
        self.code(0)
    }
}

/// One accepted row, before later rows of the same dossier are known.
#[derive(Debug, Clone, Copy)]
pub struct RowFacts {
    /// A 128-bit hash of the dossier id: two ids of ten million share one with odds of 1 to 10^24.
    pub id: u128,
    pub position: Position,
    pub received: i32,
    pub due: i32,
    /// The day it counts as closed; never before the received day.
    pub closed: i32,
    pub traits: Traits,
}

/// What the exports say of a due date over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueHistory {
    /// Told once, or never twice with a due date.
    Single,
    /// Told again with the same due day.
    Kept,
    /// Told again with another due day, at least once.
    Moved,
}

impl DueHistory {
    pub const ALL: [Self; 3] = [Self::Single, Self::Kept, Self::Moved];

    /// The number in a column.
    pub const fn code(self) -> u32 {
        self as u32
    }

    /// The history of a number.
    pub fn from_code(code: u32) -> Self {
        Self::ALL.into_iter().find(|history| history.code() == code).unwrap_or(Self::Single)
    }
}

/// What only the integrity signals ask for, one entry per row.
#[derive(Debug, Default)]
pub struct Traces {
    /// Seconds since midnight; [`NO_TIME`](crate::columns::NO_TIME) where a cell has no time of day.
    pub received_second: Vec<u32>,
    pub due_second: Vec<u32>,
    pub closed_second: Vec<u32>,
    /// Code of a [`DueHistory`]; known when all rows are.
    pub due_history: Vec<u32>,
    /// Number of the source, and row as a spreadsheet numbers it; known when all rows are.
    pub file: Vec<u32>,
    pub row: Vec<u32>,
    /// Both numbers of a packed [`DossierCode`](super::dossier_code::DossierCode).
    pub code: [Vec<u32>; 2],
}

/// Accepted rows, one vector per column.
#[derive(Debug, Default)]
pub struct Columns {
    pub id: Vec<u128>,
    pub position: Vec<Position>,
    pub received: Vec<i32>,
    pub due: Vec<i32>,
    pub closed: Vec<i32>,
    pub traits: Vec<u32>,
    /// The group codes, one column per requested dimension.
    pub keys: Vec<Vec<u32>>,
    /// Whether the row's export was made since the reorganisation; nothing where all or none were.
    pub is_since: Vec<bool>,
    /// Nothing unless asked for.
    pub traces: Option<Traces>,
    /// Number of the source; nothing unless asked for, known when all rows are.
    pub sources: Option<Vec<u32>>,
    /// Number of the unit among the sources; nothing where that is the group, known when all rows are.
    pub told_by: Option<Vec<u32>>,
    /// Nothing unless asked for.
    pub marks: Option<MarkColumns>,
    /// Nothing unless asked for; filled when the rows that are kept are known.
    pub digests: Option<Digests>,
}

/// 64 bits of the hash of each dossier id, in two halves: tells dossiers apart from one month to the
/// next without naming them. Of a million dossiers two share one with odds of 1 to 10^7.
#[derive(Debug, Default)]
pub struct Digests {
    pub high: Vec<u32>,
    pub low: Vec<u32>,
}

impl Digests {
    #[expect(clippy::cast_possible_truncation, reason = "the upper half is left out on purpose")]
    fn push(&mut self, id: u128) {
        self.high.push((id >> 32) as u32);
        self.low.push(id as u32);
    }
}

impl Columns {
    pub fn new(dimensions: usize, keeps_traces: bool, keeps_marks: bool) -> Self {
        Self {
            keys: vec![Vec::new(); dimensions],
            traces: keeps_traces.then(Traces::default),
            marks: keeps_marks.then(MarkColumns::default),
            ..Self::default()
        }
    }

    pub const fn len(&self) -> usize {
        self.id.len()
    }

    #[inline(always)]
    pub fn push(&mut self, row: &RowFacts) {
        self.id.push(row.id);
        self.position.push(row.position);
        self.received.push(row.received);
        self.due.push(row.due);
        self.closed.push(row.closed);
        self.traits.push(row.traits.0);
    }

    /// Drops every row whose mark is false, and the columns that only tell rows apart.
    pub fn retain(&mut self, kept: &[bool]) {
        fn keep<T: Copy>(column: &mut Vec<T>, kept: &[bool]) {
            let mut marks = kept.iter().copied();
            column.retain(|_| marks.next().unwrap_or(false));
        }
        let ids = std::mem::take(&mut self.id);
        if let Some(digests) = &mut self.digests {
            let kept = ids.into_iter().zip(kept).filter(|(_, is_kept)| **is_kept);
            kept.for_each(|(id, _)| digests.push(id));
        }
        self.position = Vec::new();
        keep(&mut self.received, kept);
        keep(&mut self.due, kept);
        keep(&mut self.closed, kept);
        keep(&mut self.is_since, kept);
        keep(&mut self.traits, kept);
        for keys in &mut self.keys {
            keep(keys, kept);
        }
        if let Some(traces) = &mut self.traces {
            let Traces { received_second, due_second, closed_second, due_history, file, row, code } =
                traces;
            let columns = [received_second, due_second, closed_second, due_history, file, row];
            for column in columns.into_iter().chain(code) {
                keep(column, kept);
            }
        }
        if let Some(sources) = &mut self.sources {
            keep(sources, kept);
        }
        if let Some(marks) = &mut self.marks {
            marks.retain(kept);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Timing, Traits};
    use crate::columns::ScaleSet;
    use crate::domain::{CanonicalValue, Channel, Flag, Rating, Status};

    #[test]
    fn every_code_fits_its_bits_and_comes_back() {
        for timing in Timing::ALL {
            for status in Status::NAMED {
                for rating in Rating::NAMED {
                    let traits = Traits::new(timing, *status, Channel::Other, *rating, Flag::No);
                    assert_eq!(traits.timing(), u32::from(timing.code()));
                    let late =
                        Traits::new(Timing::Late, *status, Channel::Other, *rating, Flag::No);
                    assert_eq!(traits.with_timing(Timing::Late), late);
                    assert_eq!(traits.status(), u32::from(status.code()));
                    assert_eq!(traits.channel(), u32::from(Channel::Other.code()));
                    assert_eq!(traits.rating(), u32::from(rating.code()));
                    assert_eq!(traits.digitised(), u32::from(Flag::No.code()));
                    let scaled = traits.on_scales(ScaleSet::ALL);
                    assert_eq!((scaled.scales(), traits.scales()), (ScaleSet::ALL, ScaleSet::NONE));
                    assert_eq!(scaled.on_scales(ScaleSet::NONE), traits);
                    let unread = traits.unread();
                    assert!(unread.is_unread() && unread.in_case().is_unread());
                    assert_eq!((unread.rating(), unread.status()), (0, traits.status()));
                    assert_eq!(unread.as_read().rating_as_read(), 0);
                    assert!(!traits.is_unread() && !traits.withheld().in_case().is_unread());
                }
            }
        }
    }
}
