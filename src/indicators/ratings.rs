//! Ratings of a ratings log → counts by unit, and the rating of each dossier.
//!
//! They are ratings at the desk, no survey: who answers chose to, so the share among the answers is
//! shown with what the silent could have said ([`super::ResponseBounds`]).

use std::collections::BTreeMap;

use super::by_unit::{UnitCounts, by_unit};
use super::counts::counts;
use super::feedback::nothing_in;
use super::indicator::Measure;
use crate::columns::MarkCell;
use crate::domain::{Period, Rating, Ratio};
use crate::records::Log;
use crate::records::ratings::DossierRating;

counts! {
    /// Ratings by level; systems of two or three levels fill as many.
    RatingCounts {
        very_satisfied,
        satisfied,
        neutral,
        dissatisfied,
        very_dissatisfied,
        /// Told in a way that nothing maps.
        unread,
    }
}

impl RatingCounts {
    /// The count of one rating.
    #[must_use]
    pub const fn of(rating: MarkCell<Rating>) -> Self {
        let mut counts = Self::ZERO;
        match rating {
            MarkCell::Says(Rating::VerySatisfied) => counts.very_satisfied = 1,
            MarkCell::Says(Rating::Satisfied) => counts.satisfied = 1,
            MarkCell::Says(Rating::Neutral) => counts.neutral = 1,
            MarkCell::Says(Rating::Dissatisfied) => counts.dissatisfied = 1,
            MarkCell::Says(Rating::VeryDissatisfied) => counts.very_dissatisfied = 1,
            MarkCell::Says(Rating::Unknown) | MarkCell::Blank => {}
            MarkCell::Unmapped => counts.unread = 1,
        }
        counts
    }

    /// Those that are understood.
    #[must_use]
    pub const fn rated(&self) -> u64 {
        self.very_satisfied
            + self.satisfied
            + self.neutral
            + self.dissatisfied
            + self.very_dissatisfied
    }

    /// Satisfied or very satisfied among the ratings.
    ///
    /// # Errors
    /// When there are no ratings, or none that is understood.
    pub fn satisfied_share(&self) -> Measure {
        let satisfied = self.very_satisfied + self.satisfied;
        Ratio::new(satisfied, self.rated()).ok_or(nothing_in(self.unread))
    }
}

/// Ratings given in a period, by unit, in Vietnamese order; a rating without a day is in none.
#[must_use]
pub fn ratings_by_unit(log: &Log<DossierRating>, period: Period) -> Vec<UnitCounts<RatingCounts>> {
    let records = log.records.iter().map(|placed| &placed.record);
    let given = records.filter(|one| one.rated_at.is_some_and(|day| period.contains(day)));
    by_unit(given.map(|one| (one.unit.as_deref(), RatingCounts::of(one.rating))))
}

/// The rating of each dossier, whenever it was given: whoever counts by the day of the result joins
/// them by id.
#[must_use]
pub fn ratings_by_dossier(log: &Log<DossierRating>) -> BTreeMap<&str, &DossierRating> {
    let records = log.records.iter().map(|placed| &placed.record);
    records.map(|one| (one.dossier_id.as_str(), one)).collect()
}

#[cfg(test)]
mod tests {
    use super::{MarkCell, RatingCounts};
    use crate::domain::{Absence, CanonicalValue, Rating};

    #[test]
    fn every_level_counts_once_and_none_is_no_share() {
        let mut sum = RatingCounts::ZERO;
        assert_eq!(sum.satisfied_share(), Err(Absence::NoDossiers));
        let unread = RatingCounts::of(MarkCell::Unmapped);
        assert_eq!(unread.satisfied_share(), Err(Absence::NotUnderstood));
        for rating in Rating::NAMED {
            sum += RatingCounts::of(MarkCell::Says(*rating));
        }
        sum += RatingCounts::of(MarkCell::Unmapped);
        assert_eq!(sum.rated(), 5);
        let share = sum.satisfied_share().map(|ratio| (ratio.numerator(), ratio.denominator()));
        assert_eq!(share, Ok((2, 5)));
    }
}
