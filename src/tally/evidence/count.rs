//! The named counts of the evidence, and how they add.

use std::ops::{AddAssign, Index};

/// One kind of count. "Told" means that the file has the column: a share is taken among those only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceCount {
    /// Received in the period or carried into it.
    InScope,
    /// Of these, on time by the rule of Decision 766.
    OnTime766,
    /// Of these, late by that rule, or complained about, or rated dissatisfied: each once.
    Displeasing,
    Received,
    /// Resolved or returned in the period.
    Closed,
    Returned,
    /// Resolved late in the period.
    Late,
    /// Calendar days between due and finish of these, added up.
    DaysLate,
    /// Resolved late, or open and overdue on the as-of day; apologies told.
    OverdueTold,
    Apologised,
    /// Received with a fee above zero, online payment told.
    FeeTold,
    PaidOnline,
    /// Resolved; digitised papers told, and of the result a digitised one or a link.
    DigitisedTold,
    /// Both papers and result are there.
    Digitised,
    /// Resolved, electronic result told.
    ResultTold,
    ResultElectronic,
    /// Received, each told.
    ReuseTold,
    Reused,
    StoreTold,
    PersonalStore,
    PopulationTold,
    PopulationData,
    PublishedTold,
    Published,
    SyncTold,
    Synced,
    ChannelTold,
    Postal,
    /// Received for a service that goes online from end to end, channel told.
    FullServiceTold,
    FullServiceOnline,
    /// Came in online and resolved in the period, with a due date.
    OnlineDated,
    /// Of these, early or on time.
    OnlineInTime,
    /// Received, supplement requests told.
    SupplementTold,
    /// Papers were asked for once or more.
    SupplementAsked,
    /// Received, requests counted.
    RequestsCounted,
    /// Papers were asked for twice or more.
    AskedAgain,
    /// Resolved with a statutory time told.
    TermRated,
    /// Points of these for the time taken: 2 shorter, 1 equal, 0 longer.
    TermPoints,
    /// Resolved, requests counted.
    ContactRated,
    /// Points of these for contacts: 2 none, 1 one, 0 more.
    ContactPoints,
    /// Resolved with a due date.
    AttitudeRated,
    /// Points of these: 2 early, 1 on time, 0 late or complained about.
    AttitudePoints,
    /// Resolved late, or open and overdue on the as-of day, whether or not apologies are told.
    Overdue,
    /// Received, and nothing tells whether there was a fee, or how it was paid.
    FeeUntold,
    /// Received, and nothing tells the service level or the channel.
    ServiceUntold,
    /// Resolved in the period.
    Processed,
    /// Working days from the receipt of these to their finish, without completed waits for papers.
    WorkingDays,
    /// Of those with a statutory time: the working days used, and those allowed.
    TermUsed,
    TermDays,
    /// Open on the as-of day.
    Open,
    /// Calendar days from the receipt of these to the as-of day.
    OpenDays,
}

impl EvidenceCount {
    pub const ALL: [Self; 51] = [
        Self::InScope,
        Self::OnTime766,
        Self::Displeasing,
        Self::Received,
        Self::Closed,
        Self::Returned,
        Self::Late,
        Self::DaysLate,
        Self::OverdueTold,
        Self::Apologised,
        Self::FeeTold,
        Self::PaidOnline,
        Self::DigitisedTold,
        Self::Digitised,
        Self::ResultTold,
        Self::ResultElectronic,
        Self::ReuseTold,
        Self::Reused,
        Self::StoreTold,
        Self::PersonalStore,
        Self::PopulationTold,
        Self::PopulationData,
        Self::PublishedTold,
        Self::Published,
        Self::SyncTold,
        Self::Synced,
        Self::ChannelTold,
        Self::Postal,
        Self::FullServiceTold,
        Self::FullServiceOnline,
        Self::OnlineDated,
        Self::OnlineInTime,
        Self::SupplementTold,
        Self::SupplementAsked,
        Self::RequestsCounted,
        Self::AskedAgain,
        Self::TermRated,
        Self::TermPoints,
        Self::ContactRated,
        Self::ContactPoints,
        Self::AttitudeRated,
        Self::AttitudePoints,
        Self::Overdue,
        Self::FeeUntold,
        Self::ServiceUntold,
        Self::Processed,
        Self::WorkingDays,
        Self::TermUsed,
        Self::TermDays,
        Self::Open,
        Self::OpenDays,
    ];

    /// The name in JSON and CSV.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InScope => "in_scope",
            Self::OnTime766 => "on_time_766",
            Self::Displeasing => "displeasing",
            Self::Received => "received",
            Self::Closed => "closed",
            Self::Returned => "returned",
            Self::Late => "late",
            Self::DaysLate => "days_late",
            Self::OverdueTold => "overdue_told",
            Self::Apologised => "apologised",
            Self::FeeTold => "fee_told",
            Self::PaidOnline => "paid_online",
            Self::DigitisedTold => "digitised_told",
            Self::Digitised => "digitised",
            Self::ResultTold => "result_told",
            Self::ResultElectronic => "result_electronic",
            Self::ReuseTold => "reuse_told",
            Self::Reused => "reused",
            Self::StoreTold => "store_told",
            Self::PersonalStore => "personal_store",
            Self::PopulationTold => "population_told",
            Self::PopulationData => "population_data",
            Self::PublishedTold => "published_told",
            Self::Published => "published",
            Self::SyncTold => "sync_told",
            Self::Synced => "synced",
            Self::ChannelTold => "channel_told",
            Self::Postal => "postal",
            Self::FullServiceTold => "full_service_told",
            Self::FullServiceOnline => "full_service_online",
            Self::OnlineDated => "online_dated",
            Self::OnlineInTime => "online_in_time",
            Self::SupplementTold => "supplement_told",
            Self::SupplementAsked => "supplement_asked",
            Self::RequestsCounted => "requests_counted",
            Self::AskedAgain => "asked_again",
            Self::TermRated => "term_rated",
            Self::TermPoints => "term_points",
            Self::ContactRated => "contact_rated",
            Self::ContactPoints => "contact_points",
            Self::AttitudeRated => "attitude_rated",
            Self::AttitudePoints => "attitude_points",
            Self::Overdue => "overdue",
            Self::FeeUntold => "fee_untold",
            Self::ServiceUntold => "service_untold",
            Self::Processed => "processed",
            Self::WorkingDays => "working_days",
            Self::TermUsed => "term_used",
            Self::TermDays => "term_days",
            Self::Open => "open",
            Self::OpenDays => "open_days",
        }
    }

    /// Of a count of what is told: the dossiers that show it was not told, where the count is empty.
    /// Without them nothing happened; with them no file has the column.
    #[must_use]
    pub const fn untold(self) -> Option<Self> {
        Some(match self {
            Self::ReuseTold
            | Self::StoreTold
            | Self::PopulationTold
            | Self::PublishedTold
            | Self::SyncTold
            | Self::ChannelTold
            | Self::SupplementTold
            | Self::RequestsCounted => Self::Received,
            Self::DigitisedTold | Self::ResultTold | Self::TermRated | Self::ContactRated => {
                Self::Closed
            }
            Self::OverdueTold => Self::Overdue,
            Self::FeeTold => Self::FeeUntold,
            Self::FullServiceTold => Self::ServiceUntold,
            _ => return None,
        })
    }

    /// Whether a dossier adds a number to it instead of itself.
    #[must_use]
    pub const fn is_sum(self) -> bool {
        matches!(
            self,
            Self::DaysLate
                | Self::TermPoints
                | Self::ContactPoints
                | Self::AttitudePoints
                | Self::WorkingDays
                | Self::TermUsed
                | Self::TermDays
                | Self::OpenDays
        )
    }
}

/// The counts that are sums.
const SUMS: [EvidenceCount; 8] = [
    EvidenceCount::DaysLate,
    EvidenceCount::TermPoints,
    EvidenceCount::ContactPoints,
    EvidenceCount::AttitudePoints,
    EvidenceCount::WorkingDays,
    EvidenceCount::TermUsed,
    EvidenceCount::TermDays,
    EvidenceCount::OpenDays,
];

/// What one dossier adds: itself to some counts, a number to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Contribution {
    /// One bit per count.
    set: u64,
    days_late: u32,
    term_points: u32,
    contact_points: u32,
    attitude_points: u32,
    working_days: u32,
    term_used: u32,
    term_days: u32,
    open_days: u32,
}

impl Contribution {
    /// Adds the dossier to a count.
    pub const fn insert(&mut self, count: EvidenceCount) {
        self.set |= 1 << count as u32;
    }

    pub fn insert_if(&mut self, count: EvidenceCount, holds: bool) {
        self.set |= u64::from(holds) << count as u32;
    }

    /// Adds a number to a count that is a sum; nothing to another.
    pub const fn add(&mut self, count: EvidenceCount, number: u32) {
        match count {
            EvidenceCount::DaysLate => self.days_late = number,
            EvidenceCount::TermPoints => self.term_points = number,
            EvidenceCount::ContactPoints => self.contact_points = number,
            EvidenceCount::AttitudePoints => self.attitude_points = number,
            EvidenceCount::WorkingDays => self.working_days = number,
            EvidenceCount::TermUsed => self.term_used = number,
            EvidenceCount::TermDays => self.term_days = number,
            EvidenceCount::OpenDays => self.open_days = number,
            _ => {}
        }
    }

    /// What it adds to a count.
    #[must_use]
    pub fn of(&self, count: EvidenceCount) -> u64 {
        match count {
            EvidenceCount::DaysLate => u64::from(self.days_late),
            EvidenceCount::TermPoints => u64::from(self.term_points),
            EvidenceCount::ContactPoints => u64::from(self.contact_points),
            EvidenceCount::AttitudePoints => u64::from(self.attitude_points),
            EvidenceCount::WorkingDays => u64::from(self.working_days),
            EvidenceCount::TermUsed => u64::from(self.term_used),
            EvidenceCount::TermDays => u64::from(self.term_days),
            EvidenceCount::OpenDays => u64::from(self.open_days),
            count => self.set >> count as u32 & 1,
        }
    }
}

/// The counts of one group in one period. Those of disjoint groups add; `Default` is the identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    counts: [u64; EvidenceCount::ALL.len()],
}

impl Default for Evidence {
    fn default() -> Self {
        Self { counts: [0; EvidenceCount::ALL.len()] }
    }
}

impl Evidence {
    /// Counts one dossier.
    #[inline]
    pub fn count(&mut self, contribution: &Contribution) {
        let mut set = contribution.set;
        while set != 0 {
            self.counts[set.trailing_zeros() as usize] += 1;
            set &= set - 1;
        }
        for count in SUMS {
            self.counts[count as usize] += contribution.of(count);
        }
    }

    /// Sum of several counts.
    #[must_use]
    pub fn sum(&self, counts: &[EvidenceCount]) -> u64 {
        counts.iter().map(|count| self[*count]).sum()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Counts by hand, for examples and tests.
    #[must_use]
    pub fn of(counts: &[(EvidenceCount, u64)]) -> Self {
        let mut evidence = Self::default();
        for (count, number) in counts {
            evidence.counts[*count as usize] += number;
        }
        evidence
    }
}

impl Index<EvidenceCount> for Evidence {
    type Output = u64;

    fn index(&self, count: EvidenceCount) -> &u64 {
        &self.counts[count as usize]
    }
}

impl AddAssign<&Self> for Evidence {
    fn add_assign(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Contribution, Evidence, EvidenceCount};

    #[test]
    fn counts_are_in_the_order_of_their_codes_and_have_names_of_their_own() {
        let names: BTreeSet<_> = EvidenceCount::ALL.iter().map(|count| count.name()).collect();
        assert_eq!(names.len(), EvidenceCount::ALL.len());
        for (place, count) in EvidenceCount::ALL.into_iter().enumerate() {
            assert_eq!(count as usize, place);
        }
    }

    #[test]
    fn what_a_dossier_adds_is_what_is_counted() {
        let mut contribution = Contribution::default();
        for count in EvidenceCount::ALL {
            if count.is_sum() {
                contribution.add(count, 7);
            } else {
                contribution.insert(count);
            }
        }
        let mut evidence = Evidence::default();
        evidence.count(&contribution);
        evidence.count(&Contribution::default());
        for count in EvidenceCount::ALL {
            assert_eq!(evidence[count], if count.is_sum() { 7 } else { 1 });
            assert_eq!(contribution.of(count), evidence[count]);
        }
    }
}
