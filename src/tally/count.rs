//! What is counted: the names of all counts, and which of them belong together.
//!
//! In: nothing. Out: [`Count`]. Must not know: dossiers, how anything is counted, words of people.

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
    /// Carried in or received; late by that rule, or complained about, or rated dissatisfied: each once, and
    /// only those of [`Self::Judged766`].
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
    /// Resolved, with so many working days used at most.
    ResolvedWithin1 = "resolved_within_1_day",
    ResolvedWithin5 = "resolved_within_5_days",
    ResolvedWithin10 = "resolved_within_10_days",
    ResolvedWithin20 = "resolved_within_20_days",
    ResolvedWithin30 = "resolved_within_30_days",
    /// Carried in or received, but for those rated in a way that nothing maps: what satisfaction by 766 is
    /// taken of.
    Judged766 = "judged_766",
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

    /// Those resolved within so many working days, each with its days: a dossier stands in all that it reaches.
    pub const WITHIN: [(Self, u32); 5] = [
        (Self::ResolvedWithin1, 1),
        (Self::ResolvedWithin5, 5),
        (Self::ResolvedWithin10, 10),
        (Self::ResolvedWithin20, 20),
        (Self::ResolvedWithin30, 30),
    ];

    /// Whether it was not counted yet when the first files of tallies were written.
    #[must_use]
    pub fn is_later_than_files(self) -> bool {
        self == Self::Judged766 || Self::WITHIN.iter().any(|(count, _)| *count == self)
    }

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
        matches!(
            self,
            Self::OnTime766
                | Self::Judged766
                | Self::Displeasing
                | Self::OverdueTold
                | Self::Apologised
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn counts_are_in_the_order_of_their_codes() {
        for (place, count) in Count::ALL.into_iter().enumerate() {
            assert_eq!(count as usize, place);
        }
    }
}
