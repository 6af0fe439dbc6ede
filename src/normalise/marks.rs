//! What a log says of a dossier beside its dates: flags, service level, supplement requests, packed
//! small and kept only when asked for.
//!
//! In: one accepted row. Out: one entry per column of [`MarkColumns`]. Must not know: periods, groups,
//! what the marks are counted as.
//!
//! A file without a column says nothing of its mark ([`Told::Nothing`]), and neither does a spelling
//! that nothing maps; a blank cell of a file that has the column is a no. So a share is taken among
//! the dossiers of files that have the column, and a unit without it has no value instead of 0 %.

use std::collections::BTreeSet;

use super::columns::NO_DAY;
use super::date::{DateCell, OrderEvidence};
use super::fold::fold;
use super::mapping::Mapping;
use super::open::FilePlan;
use super::profile::Profile;
use super::row::is_blank_word;
use super::values::{ValueColumn, ValueMap};
use crate::domain::{CanonicalField, CanonicalValue, Flag, Rating, ServiceLevel};
use crate::read::{FileId, Position, Record};

/// What other logs say of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Linked {
    /// A complaint or petition (phản ánh, kiến nghị) is about it.
    pub complained: bool,
    /// Its answer in a log of ratings; stands for what the dossier log says, if anything.
    pub rating: Option<Rating>,
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
    /// The fee is above zero.
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
    #[must_use]
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
    #[must_use]
    pub const fn is_listed(self) -> bool {
        !matches!(self, Self::Apology | Self::ResultLink | Self::HasFee)
    }
}

/// What a file says of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Nothing,
    No,
    Yes,
}

impl Told {
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
/// for the supplement requests, one that says they were counted, one for a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(pub u32);

const TWO_BITS: u32 = 0b11;
#[expect(clippy::cast_possible_truncation, reason = "ten marks")]
const LEVEL_PLACE: u32 = 2 * Mark::ALL.len() as u32;
const REQUESTS_PLACE: u32 = LEVEL_PLACE + 2;
const COUNTED_PLACE: u32 = REQUESTS_PLACE + 2;
const COMPLAINED_PLACE: u32 = COUNTED_PLACE + 1;

impl Marks {
    const fn code(self, place: u32) -> u32 {
        self.0 >> place & TWO_BITS
    }

    const fn set(&mut self, place: u32, code: u32) {
        self.0 = self.0 & !(TWO_BITS << place) | code << place;
    }

    /// What the file says of a mark.
    #[must_use]
    pub fn told(self, mark: Mark) -> Told {
        let code = self.code(2 * mark as u32);
        Told::ALL.into_iter().find(|told| *told as u32 == code).unwrap_or(Told::Nothing)
    }

    /// The same marks with another word on one of them.
    #[must_use]
    pub const fn with(mut self, mark: Mark, told: Told) -> Self {
        self.set(2 * mark as u32, told as u32);
        self
    }

    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "two bits")]
    pub fn service_level(self) -> ServiceLevel {
        ServiceLevel::from_code(self.code(LEVEL_PLACE) as u8)
    }

    #[must_use]
    pub fn with_service_level(mut self, level: ServiceLevel) -> Self {
        self.set(LEVEL_PLACE, u32::from(level.code()));
        self
    }

    #[must_use]
    pub fn requests(self) -> Requests {
        let code = self.code(REQUESTS_PLACE);
        Requests::ALL.into_iter().find(|all| *all as u32 == code).unwrap_or(Requests::Unknown)
    }

    /// Whether the requests were counted, so that one is not perhaps several.
    #[must_use]
    pub const fn are_requests_counted(self) -> bool {
        self.0 >> COUNTED_PLACE & 1 == 1
    }

    #[must_use]
    pub const fn with_requests(mut self, requests: Requests, are_counted: bool) -> Self {
        self.set(REQUESTS_PLACE, requests as u32);
        self.0 = self.0 & !(1 << COUNTED_PLACE) | (are_counted as u32) << COUNTED_PLACE;
        self
    }

    /// Whether a complaint is about the dossier; no where no log of complaints was given.
    #[must_use]
    pub const fn is_complained(self) -> bool {
        self.0 >> COMPLAINED_PLACE & 1 == 1
    }

    #[must_use]
    pub const fn with_complaint(mut self, complained: bool) -> Self {
        self.0 = self.0 & !(1 << COMPLAINED_PLACE) | (complained as u32) << COMPLAINED_PLACE;
        self
    }
}

/// Stands for "no statutory time told".
pub const NO_TERM: u32 = u32::MAX;

/// What only the evidence asks for, one entry per row.
#[derive(Debug, Default)]
pub struct MarkColumns {
    /// Packed [`Marks`].
    pub marks: Vec<u32>,
    /// Working days that the law allows; [`NO_TERM`] where the row does not say.
    pub statutory_days: Vec<u32>,
    /// Days; [`NO_DAY`] where there is none.
    pub supplement_requested: Vec<i32>,
    pub supplement_done: Vec<i32>,
}

/// The columns of one file that marks are read from.
#[derive(Debug, Clone)]
pub struct MarkPlan {
    marks: [Option<usize>; Mark::ALL.len()],
    result_digitised: Option<usize>,
    service_level: Option<usize>,
    requests: Option<usize>,
    requested_at: Option<usize>,
    done_at: Option<usize>,
    statutory_days: Option<usize>,
}

impl MarkPlan {
    #[must_use]
    pub fn new(mapping: &Mapping) -> Self {
        Self {
            marks: Mark::ALL.map(|mark| mapping.column(mark.field())),
            result_digitised: mapping.column(CanonicalField::ResultDigitised),
            service_level: mapping.column(CanonicalField::ServiceLevel),
            requests: mapping.column(CanonicalField::SupplementRequests),
            requested_at: mapping.column(CanonicalField::SupplementRequestedAt),
            done_at: mapping.column(CanonicalField::SupplementDoneAt),
            statutory_days: mapping.column(CanonicalField::StatutoryDays),
        }
    }
}

/// Reads the marks of one thread's rows.
pub struct MarkReader<'a> {
    /// One per [`Mark`].
    flags: Vec<ValueColumn<'a, Flag>>,
    service_level: ValueColumn<'a, ServiceLevel>,
    /// What columns of digitised papers say of reuse.
    reuse: ValueColumn<'a, Flag>,
    /// Files whose columns of digitised papers say it somewhere.
    pub reuse_told: BTreeSet<FileId>,
}

impl<'a> MarkReader<'a> {
    #[must_use]
    pub fn new(profile: Option<&'a Profile>) -> Self {
        let flags = Mark::ALL.map(|mark| ValueMap::of_flag(mark.field().name(), profile));
        Self {
            flags: flags.into_iter().map(ValueColumn::new).collect(),
            service_level: ValueColumn::new(ValueMap::new("service_level", profile)),
            reuse: ValueColumn::new(ValueMap::of_dictionary("reused")),
            reuse_told: BTreeSet::new(),
        }
    }

    pub fn start_chunk(&mut self) {
        self.flags.iter_mut().for_each(ValueColumn::start_chunk);
        self.service_level.start_chunk();
        self.reuse.start_chunk();
    }

    /// The column of a mark.
    #[must_use]
    pub fn column(&self, mark: Mark) -> &ValueColumn<'a, Flag> {
        &self.flags[mark as usize]
    }

    #[must_use]
    pub const fn service_level(&self) -> &ValueColumn<'a, ServiceLevel> {
        &self.service_level
    }

    /// Reads one row.
    pub fn read(
        &mut self,
        (file, plan): (&FilePlan, &MarkPlan),
        record: &Record<'_>,
        at: Position,
        complained: bool,
        columns: &mut MarkColumns,
    ) {
        let mut marks = Marks::default().with_complaint(complained);
        for ((mark, column), flags) in Mark::ALL.into_iter().zip(plan.marks).zip(&mut self.flags) {
            if let Some(column) = column {
                marks = marks.with(mark, told(mark, flags, &record.cell(column), at));
            }
        }
        if marks.told(Mark::Reused) == Told::Nothing && self.says_reused(plan, record, at) {
            marks = marks.with(Mark::Reused, Told::Yes);
            self.reuse_told.insert(file.file);
        }
        if let Some(column) = plan.service_level {
            let cell = record.cell(column);
            if !is_blank(&cell) {
                marks = marks.with_service_level(self.service_level.read(&cell, at));
            }
        }
        let day = |column: Option<usize>| {
            let cell = record.cell(column?);
            // Whether day or month stands first is proved by the dates that are counted.
            match file.dates().read(&cell, &mut OrderEvidence::default()) {
                DateCell::At(moment) => Some(moment.day().0),
                DateCell::Blank | DateCell::Bad => None,
            }
        };
        let (requested, done) = (day(plan.requested_at), day(plan.done_at));
        let counted = plan.requests.map(|column| whole_number(&record.cell(column)).unwrap_or(0));
        let requests = match (counted, plan.requested_at) {
            (Some(2..), _) => Requests::Several,
            (Some(1), _) => Requests::One,
            (_, Some(_)) if requested.is_some() => Requests::One,
            (None, None) => Requests::Unknown,
            _ => Requests::None,
        };
        columns.marks.push(marks.with_requests(requests, counted.is_some()).0);
        columns.supplement_requested.push(requested.unwrap_or(NO_DAY));
        columns.supplement_done.push(done.unwrap_or(NO_DAY));
        let term = plan.statutory_days.and_then(|column| term_of(&record.cell(column)));
        columns.statutory_days.push(term.unwrap_or(NO_TERM));
    }

    fn says_reused(&mut self, plan: &MarkPlan, record: &Record<'_>, at: Position) -> bool {
        let columns = [plan.marks[Mark::InputDigitised as usize], plan.result_digitised];
        let mut cells = columns.into_iter().flatten().map(|column| record.cell(column));
        cells.any(|cell| self.reuse.read(&cell, at) == Flag::Yes)
    }
}

/// Texts longer than this are no "no": a link need not be looked up.
const LONGEST_NO: usize = 24;

fn told(mark: Mark, flags: &mut ValueColumn<'_, Flag>, cell: &[u8], at: Position) -> Told {
    if is_blank(cell) {
        return Told::No;
    }
    let yes_if = |yes| if yes { Told::Yes } else { Told::No };
    match mark {
        Mark::Apology | Mark::ResultLink => {
            yes_if(cell.len() > LONGEST_NO || flags.meaning(cell) != Some(Flag::No))
        }
        Mark::HasFee => yes_if(cell.iter().any(|byte| matches!(byte, b'1'..=b'9'))),
        _ => match flags.read(cell, at) {
            Flag::Yes => Told::Yes,
            Flag::No => Told::No,
            Flag::Unknown => Told::Nothing,
        },
    }
}

fn is_blank(cell: &[u8]) -> bool {
    cell.is_empty() || is_blank_word(cell)
}

/// The number a cell begins with: `2`, `2 lần`, `2.0`.
fn whole_number(cell: &[u8]) -> Option<u32> {
    let digits = cell.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(cell.get(..digits)?).ok()?.parse().ok()
}

/// Working days of a cell such as `15` or `15 ngày làm việc`; hours are no days.
fn term_of(cell: &[u8]) -> Option<u32> {
    const LONGEST_TERM: u32 = 10_000;
    let days = whole_number(cell).filter(|days| *days <= LONGEST_TERM)?;
    let is_hours = fold(&String::from_utf8_lossy(cell)).contains(&fold("giờ"));
    (!is_hours).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::{Mark, Marks, Requests, Told, term_of, whole_number};
    use crate::domain::{CanonicalValue, ServiceLevel};

    #[test]
    fn every_mark_keeps_to_its_bits() {
        let all = [Told::Nothing, Told::No, Told::Yes];
        for mark in Mark::ALL {
            for told in all {
                let marks = Marks(u32::MAX >> 4).with(mark, told);
                assert_eq!(marks.told(mark), told);
                assert_eq!(Marks::default().with(mark, told).with(mark, Told::Nothing).0, 0);
                assert!(marks.is_complained() && marks.are_requests_counted());
                assert_eq!(marks.requests(), Requests::Several);
            }
        }
        for level in ServiceLevel::NAMED {
            let marks = Marks::default().with_service_level(*level);
            assert_eq!((marks.service_level(), marks.requests()), (*level, Requests::Unknown));
        }
        for requests in Requests::ALL {
            let marks = Marks::default().with_requests(requests, true).with_complaint(true);
            assert_eq!(marks.requests(), requests);
            assert!(marks.are_requests_counted() && marks.is_complained());
            assert!(!marks.with_complaint(false).is_complained());
        }
    }

    #[test]
    fn numbers_are_read_from_the_beginning_of_a_cell() {
        for (cell, expected) in [("2", Some(2)), ("15 ngày", Some(15)), ("", None), ("x1", None)] {
            assert_eq!(whole_number(cell.as_bytes()), expected, "{cell}");
        }
        for (cell, expected) in
            [("15 ngày làm việc", Some(15)), ("8 giờ làm việc", None), ("99999", None)]
        {
            assert_eq!(term_of(cell.as_bytes()), expected, "{cell}");
        }
    }
}
