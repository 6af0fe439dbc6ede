//! The counts of one group in one period, and the identities between them (outer contract,
//! section 3; statistical form II.06a: (3) = (4) + (5) + (6), (7) = (8) + (9) + (10),
//! (11) = (12) + (13), (3) = (7) + (11)).
//!
//! In and out: [`Tally`]. Must not know: dossiers, names of groups, words of people.

use std::ops::{AddAssign, Index, IndexMut};

use super::count::Count;
use crate::domain::Absence;

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
