//! The counts of one group in one period, and the identities between them (outer contract,
//! section 3; statistical form II.06a: (3) = (4) + (5) + (6), (7) = (8) + (9) + (10),
//! (11) = (12) + (13), (3) = (7) + (11)).

use std::ops::{AddAssign, Index, IndexMut};

/// One kind of count; the order is that of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Count {
    /// Received before the period and not closed before it.
    Opening,
    Received,
    ReceivedOnline,
    ReceivedInPerson,
    ReceivedPostal,
    ReceivedOther,
    ReceivedUnknown,
    /// Closed in the period, not returned.
    Resolved,
    /// Finish before due.
    Early,
    /// Finish on the due day.
    OnTime,
    /// Finish after due.
    Late,
    /// Resolved without a due date.
    Undated,
    /// Refused after acceptance, handed back or withdrawn in the period.
    Returned,
    /// Open on the as-of day.
    Closing,
    /// Due on or after the as-of day.
    ClosingWithin,
    /// Due before the as-of day.
    ClosingOverdue,
    ClosingUndated,
    /// Waits for the applicant.
    ClosingPaused,
    /// Resolved in the period and rated.
    Rated,
    VerySatisfied,
    Satisfied,
    Neutral,
    Dissatisfied,
    VeryDissatisfied,
    /// Resolved in the period, in files that say whether the result was digitised.
    ResultMarked,
    /// Resolved in the period with a digitised result.
    ResultDigitised,
}

impl Count {
    pub const ALL: [Self; 26] = [
        Self::Opening,
        Self::Received,
        Self::ReceivedOnline,
        Self::ReceivedInPerson,
        Self::ReceivedPostal,
        Self::ReceivedOther,
        Self::ReceivedUnknown,
        Self::Resolved,
        Self::Early,
        Self::OnTime,
        Self::Late,
        Self::Undated,
        Self::Returned,
        Self::Closing,
        Self::ClosingWithin,
        Self::ClosingOverdue,
        Self::ClosingUndated,
        Self::ClosingPaused,
        Self::Rated,
        Self::VerySatisfied,
        Self::Satisfied,
        Self::Neutral,
        Self::Dissatisfied,
        Self::VeryDissatisfied,
        Self::ResultMarked,
        Self::ResultDigitised,
    ];

    /// The name in JSON and CSV.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Received => "received",
            Self::ReceivedOnline => "received_online",
            Self::ReceivedInPerson => "received_in_person",
            Self::ReceivedPostal => "received_postal",
            Self::ReceivedOther => "received_other",
            Self::ReceivedUnknown => "received_unknown",
            Self::Resolved => "resolved",
            Self::Early => "early",
            Self::OnTime => "on_time",
            Self::Late => "late",
            Self::Undated => "undated",
            Self::Returned => "returned",
            Self::Closing => "closing",
            Self::ClosingWithin => "closing_within",
            Self::ClosingOverdue => "closing_overdue",
            Self::ClosingUndated => "closing_undated",
            Self::ClosingPaused => "closing_paused",
            Self::Rated => "rated",
            Self::VerySatisfied => "very_satisfied",
            Self::Satisfied => "satisfied",
            Self::Neutral => "neutral",
            Self::Dissatisfied => "dissatisfied",
            Self::VeryDissatisfied => "very_dissatisfied",
            Self::ResultMarked => "result_marked",
            Self::ResultDigitised => "result_digitised",
        }
    }
}

/// Dossiers of one group in one period. Tallies of disjoint groups add; `Default` is the identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    counts: [u64; Count::ALL.len()],
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

    /// Whether nothing was counted at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The tally of a whole period from those of its steps, in order: what was open at its start
    /// and is open at its end stands in the first and the last step, everything else adds.
    #[must_use]
    pub fn over_time(steps: &[Self]) -> Self {
        const CLOSING: [Count; 5] = [
            Count::Closing,
            Count::ClosingWithin,
            Count::ClosingOverdue,
            Count::ClosingUndated,
            Count::ClosingPaused,
        ];
        let mut whole = Self::default();
        for step in steps {
            whole += step;
        }
        whole[Count::Opening] = steps.first().map_or(0, |first| first[Count::Opening]);
        for count in CLOSING {
            whole[count] = steps.last().map_or(0, |last| last[count]);
        }
        whole
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
