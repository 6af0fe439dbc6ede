//! The counts of one group in one period, and the identities between them (outer contract,
//! section 3; statistical form II.06a: (3) = (4) + (5) + (6), (7) = (8) + (9) + (10),
//! (11) = (12) + (13), (3) = (7) + (11)).

use std::ops::{AddAssign, Index, IndexMut};

use crate::domain::Absence;

/// Declares the counts: a variant, and its name in JSON and CSV.
macro_rules! counts {
    ($($(#[$about:meta])* $count:ident = $name:literal,)+) => {
        /// One kind of count; the order is that of the output.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Count {
            $($(#[$about])* $count,)+
        }

        impl Count {
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$count),+];

            /// The name in JSON and CSV.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$count => $name,)+
                }
            }
        }
    };
}

// Those of dates, channel, status and rating first: [`Count::STANDARD`]. Then the evidence, which is
// counted when it is asked for. "Told" means that the file has the column: a share is taken among
// those only.
counts! {
    /// Received before the period and not closed before it.
    Opening = "opening",
    Received = "received",
    ReceivedOnline = "received_online",
    ReceivedInPerson = "received_in_person",
    ReceivedPostal = "received_postal",
    ReceivedOther = "received_other",
    ReceivedUnknown = "received_unknown",
    /// Closed in the period, not returned.
    Resolved = "resolved",
    /// Finish before due.
    Early = "early",
    /// Finish on the due day.
    OnTime = "on_time",
    /// Finish after due.
    Late = "late",
    /// Resolved without a due date.
    Undated = "undated",
    /// Refused after acceptance, handed back or withdrawn in the period.
    Returned = "returned",
    /// Open on the as-of day.
    Closing = "closing",
    /// Due on or after the as-of day.
    ClosingWithin = "closing_within",
    /// Due before the as-of day.
    ClosingOverdue = "closing_overdue",
    ClosingUndated = "closing_undated",
    /// Waits for the applicant.
    ClosingPaused = "closing_paused",
    /// In a source that does not reach to the as-of day: nobody knows whether it is still open.
    ClosingUncovered = "closing_uncovered",
    /// Resolved in the period and rated.
    Rated = "rated",
    VerySatisfied = "very_satisfied",
    Satisfied = "satisfied",
    Neutral = "neutral",
    Dissatisfied = "dissatisfied",
    VeryDissatisfied = "very_dissatisfied",
    /// Resolved in the period, in files that say whether the result was digitised.
    ResultMarked = "result_marked",
    /// Resolved in the period with a digitised result.
    ResultDigitised = "result_digitised",
    /// Open in a source that ends before the period, of which nothing is known: in no other count.
    NotCovered = "not_covered",
    /// Rated, but the answer may not be told: fewer than are published were given in its month.
    RatedWithheld = "rated_withheld",
    /// Rated on five levels, the answer told.
    RatedOnFive = "rated_on_five",
    /// Open on the as-of day, by rows that tell how dossiers stand on a later day: whether they were paused
    /// is not known.
    PausedUnknown = "paused_unknown",
    /// Carried in or received; on time by the rule of Decision 766.
    OnTime766 = "on_time_766",
    /// Carried in or received; late by that rule, or complained about, or rated dissatisfied: each once.
    Displeasing = "displeasing",
    /// Calendar days between due and finish of those resolved late, added up.
    DaysLate = "days_late",
    /// Resolved late, or open and overdue on the as-of day; apologies told.
    OverdueTold = "overdue_told",
    Apologised = "apologised",
    /// Received with a fee above zero, online payment told.
    FeeTold = "fee_told",
    PaidOnline = "paid_online",
    /// Resolved; digitised papers told, and of the result a digitised one or a link.
    DigitisedTold = "digitised_told",
    /// Both papers and result are there.
    Digitised = "digitised",
    /// Resolved, electronic result told.
    ResultTold = "result_told",
    ResultElectronic = "result_electronic",
    /// Received, each told.
    ReuseTold = "reuse_told",
    Reused = "reused",
    StoreTold = "store_told",
    PersonalStore = "personal_store",
    PopulationTold = "population_told",
    PopulationData = "population_data",
    PublishedTold = "published_told",
    Published = "published",
    SyncTold = "sync_told",
    Synced = "synced",
    /// Received for a service that goes online from end to end.
    FullServiceTold = "full_service_told",
    FullServiceOnline = "full_service_online",
    /// Came in online and resolved in the period, with a due date.
    OnlineDated = "online_dated",
    /// Of these, early or on time.
    OnlineInTime = "online_in_time",
    /// Received, supplement requests told.
    SupplementTold = "supplement_told",
    /// Papers were asked for once or more.
    SupplementAsked = "supplement_asked",
    /// Received, requests counted.
    RequestsCounted = "requests_counted",
    /// Papers were asked for twice or more.
    AskedAgain = "asked_again",
    /// Resolved with a statutory time told.
    TermRated = "term_rated",
    /// Points of these for the time taken: 2 shorter, 1 equal, 0 longer.
    TermPoints = "term_points",
    /// Resolved, requests counted.
    ContactRated = "contact_rated",
    /// Points of these for contacts: 2 none, 1 one, 0 more.
    ContactPoints = "contact_points",
    /// Points of those resolved with a due date: 2 early, 1 on time, 0 late or complained about.
    AttitudePoints = "attitude_points",
    /// Received, and nothing tells whether there was a fee, or how it was paid.
    FeeUntold = "fee_untold",
    /// Received, and nothing tells the service level.
    ServiceUntold = "service_untold",
    /// Working days from receipt to finish of those resolved, without completed waits for papers.
    WorkingDays = "working_days",
    /// Of those with a statutory time: the working days used, and those allowed.
    TermUsed = "term_used",
    TermDays = "term_days",
    /// Calendar days from the receipt of those open to the as-of day.
    OpenDays = "open_days",
}

/// How many counts every tally has.
const STANDARD: usize = 28;
/// How many stand behind those: what answers stand on. Every tally has them, tables do not.
const BASES: usize = 3;

impl Count {
    /// Those that every tally has: the counts of the outer contract, section 3.
    pub const STANDARD: [Self; STANDARD] = {
        let mut standard = [Self::Opening; STANDARD];
        standard.copy_from_slice(Self::ALL.split_at(STANDARD).0);
        standard
    };

    /// The dossiers that a period has to do with and whose end is known: carried in or received, but for those
    /// open in a source that does not reach to the as-of day.
    pub const TO_HANDLE: &'static [Self] = &[
        Self::Resolved,
        Self::Returned,
        Self::ClosingWithin,
        Self::ClosingOverdue,
        Self::ClosingUndated,
        Self::ClosingPaused,
    ];

    /// Those of them that are open on the as-of day.
    pub const KNOWN_OPEN: &'static [Self] =
        &[Self::ClosingWithin, Self::ClosingOverdue, Self::ClosingUndated, Self::ClosingPaused];

    /// How many are of the evidence.
    pub const EVIDENCE: usize = Self::ALL.len() - STANDARD - BASES;

    /// Its place among those of the evidence; nothing of a count of every tally.
    pub const fn place_in_evidence(self) -> Option<usize> {
        (self as usize).checked_sub(STANDARD + BASES)
    }

    /// The count of a name. What was counted twice under two names has lost one of them.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let name = match name {
            "open" => "closing",
            "processed" => "resolved",
            "postal" => "received_postal",
            name => name,
        };
        Self::ALL.into_iter().find(|count| count.name() == name)
    }

    /// It alone.
    #[must_use]
    pub fn alone(self) -> &'static [Self] {
        static ALL: &[Count] = &Count::ALL;
        ALL.get(self as usize..=self as usize).unwrap_or_default()
    }

    /// Whether it is one of the evidence: counted only when it is asked for.
    #[must_use]
    pub const fn is_evidence(self) -> bool {
        self as usize >= STANDARD + BASES
    }

    /// Whether it is one of the answers of those rated.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        matches!(
            self,
            Self::VerySatisfied
                | Self::Satisfied
                | Self::Neutral
                | Self::Dissatisfied
                | Self::VeryDissatisfied
        )
    }

    /// Whether it is of the dossiers in the scope of a period, or of those late in it or open at its end:
    /// over months that follow each other it does not add up.
    pub const fn is_of_scope(self) -> bool {
        matches!(self, Self::OnTime766 | Self::Displeasing | Self::OverdueTold | Self::Apologised)
    }
}

/// Dossiers of one group in one period. Tallies of disjoint groups add; `Default` is the identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    counts: [u64; Count::ALL.len()],
}

impl Default for Tally {
    fn default() -> Self {
        Self::ZERO
    }
}

impl Index<Count> for Tally {
    type Output = u64;

    fn index(&self, count: Count) -> &u64 {
        &self.counts[count as usize]
    }
}

impl IndexMut<Count> for Tally {
    fn index_mut(&mut self, count: Count) -> &mut u64 {
        &mut self.counts[count as usize]
    }
}

impl AddAssign<&Self> for Tally {
    fn add_assign(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
    }
}

/// A tally that contradicts itself: a bug of this program, never a fault of the data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the counts do not add up: {whole} = {expected}, its parts = {found}; please report this bug"
)]
pub struct IdentityError {
    pub whole: &'static str,
    pub expected: u64,
    pub found: u64,
}

impl Tally {
    /// No dossiers: the identity of addition.
    pub const ZERO: Self = Self { counts: [0; Count::ALL.len()] };

    /// Whether nothing is told of the period: all that is known are dossiers that were open when their
    /// sources ended before it.
    #[must_use]
    pub fn is_not_covered(&self) -> bool {
        const KNOWN: [Count; 5] =
            [Count::Opening, Count::Received, Count::Resolved, Count::Returned, Count::Closing];
        self[Count::NotCovered] > 0 && self.sum(&KNOWN) == 0
    }

    /// A count, as far as the sources tell it.
    ///
    /// # Errors
    /// Why it has no value.
    pub fn known(&self, count: Count) -> Result<u64, Absence> {
        match count {
            Count::NotCovered => {}
            _ if self.is_not_covered() => return Err(Absence::NotCovered),
            Count::ClosingPaused if self[Count::PausedUnknown] > 0 => {
                return Err(Absence::LaterState);
            }
            _ => {}
        }
        Ok(self[count])
    }

    /// Whether nothing was counted at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The tally of a whole period from those of its steps, in order: what was open at its start
    /// and is open at its end stands in the first and the last step, everything else adds; but for
    /// [`Count::is_of_scope`], which the steps do not tell.
    #[must_use]
    pub fn over_time(steps: &[Self]) -> Self {
        const CLOSING: [Count; 8] = [
            Count::Closing,
            Count::ClosingWithin,
            Count::ClosingOverdue,
            Count::ClosingUndated,
            Count::ClosingPaused,
            Count::ClosingUncovered,
            Count::PausedUnknown,
            Count::OpenDays,
        ];
        let mut whole = Self::default();
        for step in steps {
            whole += step;
        }
        whole[Count::Opening] = steps.first().map_or(0, |first| first[Count::Opening]);
        for count in CLOSING {
            whole[count] = steps.last().map_or(0, |last| last[count]);
        }
        whole.settle_sources(steps);
        if steps.len() > 1 {
            for count in Count::ALL.into_iter().filter(|count| count.is_of_scope()) {
                whole[count] = 0;
            }
        }
        whole
    }

    /// What was open when a source ended between the steps is open, for all that is known; what was open
    /// in a source that tells again was so at the start.
    fn settle_sources(&mut self, steps: &[Self]) {
        self[Count::NotCovered] = steps.first().map_or(0, |first| first[Count::NotCovered]);
        if steps.iter().all(|step| step[Count::NotCovered] == 0) {
            return;
        }
        let came = self.sum(&[Count::Opening, Count::Received]);
        let left = self.sum(&[Count::Resolved, Count::Returned, Count::Closing]);
        let open = came.saturating_sub(left);
        self[Count::Closing] += open;
        self[Count::ClosingUncovered] += open;
        let again = left.saturating_sub(came);
        self[Count::Opening] += again;
        self[Count::NotCovered] = self[Count::NotCovered].saturating_sub(again);
    }

    /// Sum of several counts.
    #[must_use]
    pub fn sum(&self, counts: &[Count]) -> u64 {
        counts.iter().map(|count| self[*count]).sum()
    }

    /// Checks every identity of the contract.
    ///
    /// # Errors
    /// When one is broken.
    pub fn check(&self) -> Result<(), IdentityError> {
        use Count as C;
        let flow_in = self.sum(&[C::Opening, C::Received]);
        let flow_out = self.sum(&[C::Resolved, C::Returned, C::Closing]);
        let identities = [
            ("opening + received", flow_in, flow_out),
            (
                "received",
                self[C::Received],
                self.sum(&[
                    C::ReceivedOnline,
                    C::ReceivedInPerson,
                    C::ReceivedPostal,
                    C::ReceivedOther,
                    C::ReceivedUnknown,
                ]),
            ),
            ("resolved", self[C::Resolved], self.sum(&[C::Early, C::OnTime, C::Late, C::Undated])),
            (
                "closing",
                self[C::Closing],
                self.sum(&[
                    C::ClosingWithin,
                    C::ClosingOverdue,
                    C::ClosingUndated,
                    C::ClosingPaused,
                    C::ClosingUncovered,
                ]),
            ),
            (
                "rated",
                self[C::Rated],
                self.sum(&[
                    C::VerySatisfied,
                    C::Satisfied,
                    C::Neutral,
                    C::Dissatisfied,
                    C::VeryDissatisfied,
                    C::RatedWithheld,
                ]),
            ),
        ];
        for (whole, expected, found) in identities {
            if expected != found {
                return Err(IdentityError { whole, expected, found });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Count, Tally};

    #[test]
    fn counts_are_in_the_order_of_their_codes() {
        for (place, count) in Count::ALL.into_iter().enumerate() {
            assert_eq!(count as usize, place);
        }
    }

    #[test]
    fn a_broken_identity_is_found() {
        let mut tally = Tally::default();
        assert!(tally.check().is_ok());
        tally[Count::Received] = 1;
        assert_eq!(tally.check().map_err(|error| error.whole), Err("opening + received"));
        tally[Count::Closing] = 1;
        assert_eq!(tally.check().map_err(|error| error.whole), Err("received"));
        tally[Count::ReceivedOnline] = 1;
        assert_eq!(tally.check().map_err(|error| error.whole), Err("closing"));
        tally[Count::ClosingUndated] = 1;
        assert!(tally.check().is_ok());
    }
}
