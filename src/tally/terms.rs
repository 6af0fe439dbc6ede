//! A figure as sums of counts.
//!
//! In: counts. Out: numerator and denominator of a tally, the formula written out. Must not know: words.

use super::count::Count;
use super::cube::EvidenceScope;
use super::group_tally::Tally;
use crate::domain::Absence;

/// What is added up, taken off, and divided by. A bare count has nothing to divide by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    pub plus: &'static [Count],
    /// Taken off the numerator; among the counts of `plus` by the identities of a tally.
    pub minus: &'static [Count],
    pub denominator: &'static [Count],
}

impl Terms {
    /// A sum without a denominator.
    #[must_use]
    pub const fn sum(plus: &'static [Count]) -> Self {
        Self { plus, minus: &[], denominator: &[] }
    }

    /// Every count, each once, in the order of the formula.
    #[must_use]
    pub fn counts(self) -> Vec<Count> {
        let mut counts = Vec::new();
        for count in self.plus.iter().chain(self.minus).chain(self.denominator) {
            if !counts.contains(count) {
                counts.push(*count);
            }
        }
        counts
    }

    /// Whether a count of the evidence is among them.
    pub fn has_evidence(self) -> bool {
        !self.are_counted(EvidenceScope::NONE)
    }

    /// Whether all of them were counted.
    pub fn are_counted(self, evidence: EvidenceScope) -> bool {
        let mut counts = self.plus.iter().chain(self.minus).chain(self.denominator);
        counts.all(|count| evidence.has(*count))
    }

    /// Of which dossiers those it is divided by are a part: the resolved, those open, or those to handle.
    /// Nothing where they are others.
    #[must_use]
    pub fn whole(self) -> Option<&'static [Count]> {
        use Count as C;
        let all = |are: fn(&Count) -> bool| {
            !self.denominator.is_empty() && self.denominator.iter().all(are)
        };
        let of_resolved = |count: &Count| {
            count.is_answer() || matches!(count, C::Early | C::OnTime | C::Late | C::ResultMarked)
        };
        let of_open = |count: &Count| matches!(count, C::ClosingWithin | C::ClosingOverdue);
        match () {
            () if all(of_resolved) => Some(&[C::Resolved]),
            () if all(of_open) => Some(&[C::Closing]),
            () if self.denominator == [C::Judged766] => Some(C::TO_HANDLE),
            () => None,
        }
    }

    /// Whether it is a share among the answers of those rated.
    #[must_use]
    pub fn is_of_answers(self) -> bool {
        self.denominator.iter().any(|count| count.is_answer())
    }

    /// Why the answers of a tally give no figure: they are withheld, or of two scales.
    #[must_use]
    pub fn untold_answers(self, tally: &Tally) -> Option<Absence> {
        let is_share = self.is_of_answers();
        let rests_on = |count: &Count| *count == Count::Displeasing;
        let answers = tally[Count::Rated] - tally[Count::RatedWithheld].min(tally[Count::Rated]);
        if tally[Count::RatedWithheld] > 0
            && (self.plus.iter().chain(self.minus).any(rests_on) || (is_share && answers == 0))
        {
            return Some(Absence::TooFew);
        }
        let is_mixed = (1..answers).contains(&tally[Count::RatedOnFive]);
        (is_share && is_mixed).then_some(Absence::TwoScales)
    }

    /// Numerator and denominator.
    #[must_use]
    pub fn parts(self, tally: &Tally) -> (u64, u64) {
        let numerator = tally.sum(self.plus).saturating_sub(tally.sum(self.minus));
        (numerator, tally.sum(self.denominator))
    }

    /// The formula in names of counts, in brackets where there are several:
    /// `(early + on_time) / (early + on_time + late)`.
    #[must_use]
    pub fn written(self) -> String {
        let names = |counts: &[Count]| {
            if counts == Count::TO_HANDLE {
                // The same by the identities of a tally, and easier to follow.
                return "opening + received - closing_uncovered".to_owned();
            }
            let names: Vec<&str> = counts.iter().map(|count| count.name()).collect();
            names.join(" + ")
        };
        let bracketed =
            |text: String, terms: usize| if terms > 1 { format!("({text})") } else { text };
        let minus = self.minus.iter().map(|count| format!(" - {}", count.name()));
        let above = minus.fold(names(self.plus), |above, less| above + &less);
        let above = bracketed(above, self.plus.len() + self.minus.len());
        format!("{above} / {}", bracketed(names(self.denominator), self.denominator.len()))
    }
}
