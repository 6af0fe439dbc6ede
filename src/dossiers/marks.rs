//! What a log says of a dossier beside its dates: flags, service level, supplement requests, packed
//! small and kept only when asked for.
//!
//! In: what [`super::mark_reader`] read of a row. Out: packed [`Marks`] and their columns. Must not
//! know: periods, groups, what the marks are counted as.
//!
//! A file without a column says nothing of its mark ([`Answer::Nothing`]), and neither does a spelling
//! that nothing maps; a blank cell of a file that has the column is a no. So a share is taken among
//! the dossiers of files that have the column, and a unit without it has no value instead of 0 %.

use crate::columns::{MarkCell, RareColumn};
use crate::domain::NO_DAY;
use crate::domain::{CanonicalField, CanonicalValue, Day, Rating, ServiceLevel};

/// What other logs say of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LinkedFacts {
    /// The first day on which a complaint or petition (phản ánh, kiến nghị) was about it.
    pub complained_on: Option<Day>,
    /// Its answer in a log of ratings; stands for what the dossier log says, if anything.
    pub rating: MarkCell<Rating>,
    /// The day of that answer, where the log tells it.
    pub rated_on: Option<Day>,
}

/// One yes or no of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// A letter of apology was sent; any text is a yes.
    Apology,
    InputDigitised,
    /// The electronic result can be found; any text is a yes.
    ResultLink,
    Reused,
    PersonalStore,
    PopulationData,
    Synced,
    Published,
    PaidOnline,
    /// The fee is above zero; a word that says neither says nothing.
    HasFee,
}

impl Mark {
    pub const ALL: [Self; 10] = [
        Self::Apology,
        Self::InputDigitised,
        Self::ResultLink,
        Self::Reused,
        Self::PersonalStore,
        Self::PopulationData,
        Self::Synced,
        Self::Published,
        Self::PaidOnline,
        Self::HasFee,
    ];

    /// The column it is read from.
    pub const fn field(self) -> CanonicalField {
        match self {
            Self::Apology => CanonicalField::Apology,
            Self::InputDigitised => CanonicalField::InputDigitised,
            Self::ResultLink => CanonicalField::ResultLink,
            Self::Reused => CanonicalField::Reused,
            Self::PersonalStore => CanonicalField::PersonalStore,
            Self::PopulationData => CanonicalField::PopulationData,
            Self::Synced => CanonicalField::Synced,
            Self::Published => CanonicalField::Published,
            Self::PaidOnline => CanonicalField::PaidOnline,
            Self::HasFee => CanonicalField::Fee,
        }
    }

    /// Whether its cells are of a closed list; a spelling that is not mapped is a finding then.
    pub const fn is_listed(self) -> bool {
        !matches!(self, Self::Apology | Self::ResultLink)
    }
}

/// What a file says of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Nothing,
    No,
    Yes,
}

impl Answer {
    const ALL: [Self; 3] = [Self::Nothing, Self::No, Self::Yes];
}

/// How often papers were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requests {
    /// The file does not say.
    Unknown,
    None,
    One,
    /// Twice or more.
    Several,
}

impl Requests {
    const ALL: [Self; 4] = [Self::Unknown, Self::None, Self::One, Self::Several];
}

/// All marks of a dossier in one number: two bits per [`Mark`], then two for the service level, two
/// for the supplement requests, one that says they were counted, one that says the file has a column for
/// the day on which papers were brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(pub u32);

const TWO_BITS: u32 = 0b11;
#[expect(clippy::cast_possible_truncation, reason = "ten marks")]
const LEVEL_PLACE: u32 = 2 * Mark::ALL.len() as u32;
const REQUESTS_PLACE: u32 = LEVEL_PLACE + 2;
const COUNTED_PLACE: u32 = REQUESTS_PLACE + 2;
const DONE_TOLD_PLACE: u32 = COUNTED_PLACE + 1;

impl Marks {
    const fn code(self, place: u32) -> u32 {
        self.0 >> place & TWO_BITS
    }

    const fn set(&mut self, place: u32, code: u32) {
        self.0 = self.0 & !(TWO_BITS << place) | code << place;
    }

    /// What the file says of a mark.
    pub fn told(self, mark: Mark) -> Answer {
        let code = self.code(2 * mark as u32);
        Answer::ALL.into_iter().find(|told| *told as u32 == code).unwrap_or(Answer::Nothing)
    }

    /// The same marks with another word on one of them.
    #[must_use]
    pub const fn with(mut self, mark: Mark, told: Answer) -> Self {
        self.set(2 * mark as u32, told as u32);
        self
    }

    #[expect(clippy::cast_possible_truncation, reason = "two bits")]
    pub fn service_level(self) -> ServiceLevel {
        ServiceLevel::from_code(self.code(LEVEL_PLACE) as u8)
    }

    #[must_use]
    pub fn with_service_level(mut self, level: ServiceLevel) -> Self {
        self.set(LEVEL_PLACE, u32::from(level.code()));
        self
    }

    pub fn requests(self) -> Requests {
        let code = self.code(REQUESTS_PLACE);
        Requests::ALL.into_iter().find(|all| *all as u32 == code).unwrap_or(Requests::Unknown)
    }

    /// Whether the requests were counted, so that one is not perhaps several.
    pub const fn are_requests_counted(self) -> bool {
        self.0 >> COUNTED_PLACE & 1 == 1
    }

    #[must_use]
    pub const fn with_requests(mut self, requests: Requests, are_counted: bool) -> Self {
        self.set(REQUESTS_PLACE, requests as u32);
        self.0 = self.0 & !(1 << COUNTED_PLACE) | (are_counted as u32) << COUNTED_PLACE;
        self
    }

    /// Whether the file says when papers were brought: a blank cell means that they were not.
    pub const fn tells_done(self) -> bool {
        self.0 >> DONE_TOLD_PLACE & 1 == 1
    }

    #[must_use]
    pub const fn with_done_told(mut self, is_told: bool) -> Self {
        self.0 = self.0 & !(1 << DONE_TOLD_PLACE) | (is_told as u32) << DONE_TOLD_PLACE;
        self
    }
}

/// Stands for "no statutory or committed time told".
pub const NO_TERM: u32 = u32::MAX;

/// What only the evidence asks for, one entry per row. Most logs have none of it, or little.
#[derive(Debug)]
pub struct MarkColumns {
    /// Packed [`Marks`].
    pub marks: RareColumn<u32>,
    /// Working days that the law allows; [`NO_TERM`] where the row does not say.
    pub statutory_days: RareColumn<u32>,
    /// Working days that the office committed itself to; [`NO_TERM`] where the row does not say.
    pub committed_days: RareColumn<u32>,
    /// Days; [`crate::domain::NO_DAY`] where there is none.
    pub supplement_requested: RareColumn<i32>,
    pub supplement_done: RareColumn<i32>,
    /// The first day on which somebody complained about the dossier, where a log of complaints was given.
    pub complained_on: RareColumn<i32>,
    /// The day of the rating, where a log of ratings tells it.
    pub rated_on: RareColumn<i32>,
}

impl Default for MarkColumns {
    fn default() -> Self {
        Self {
            marks: RareColumn::new(Marks::default().0),
            statutory_days: RareColumn::new(NO_TERM),
            committed_days: RareColumn::new(NO_TERM),
            supplement_requested: RareColumn::new(NO_DAY),
            supplement_done: RareColumn::new(NO_DAY),
            complained_on: RareColumn::new(NO_DAY),
            rated_on: RareColumn::new(NO_DAY),
        }
    }
}

impl MarkColumns {
    /// Drops every row whose mark is false.
    pub fn retain(&mut self, kept: &[bool]) {
        for column in [&mut self.marks, &mut self.statutory_days, &mut self.committed_days] {
            column.retain(kept);
        }
        let days = [
            &mut self.supplement_requested,
            &mut self.supplement_done,
            &mut self.complained_on,
            &mut self.rated_on,
        ];
        for column in days {
            column.retain(kept);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Mark, Marks, Requests};
    use crate::domain::{CanonicalValue, ServiceLevel};

    #[test]
    fn every_mark_keeps_to_its_bits() {
        let all = [Answer::Nothing, Answer::No, Answer::Yes];
        for mark in Mark::ALL {
            for told in all {
                let marks = Marks(u32::MAX >> 4).with(mark, told);
                assert_eq!(marks.told(mark), told);
                assert_eq!(Marks::default().with(mark, told).with(mark, Answer::Nothing).0, 0);
                assert!(marks.tells_done() && marks.are_requests_counted());
                assert_eq!(marks.requests(), Requests::Several);
            }
        }
        for level in ServiceLevel::NAMED {
            let marks = Marks::default().with_service_level(*level);
            assert_eq!((marks.service_level(), marks.requests()), (*level, Requests::Unknown));
        }
        for requests in Requests::ALL {
            let marks = Marks::default().with_requests(requests, true).with_done_told(true);
            assert_eq!(marks.requests(), requests);
            assert!(marks.are_requests_counted() && marks.tells_done());
            assert!(!marks.with_done_told(false).tells_done());
        }
    }
}
