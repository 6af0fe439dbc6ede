//! The signal about ratings: a unit that is praised by everybody, and few were asked.

use super::dossier::Dossier;
use super::judge::{Judge, SignalContext};
use crate::domain::Rating;

/// With fewer ratings, one answer moves the share by more than three points.
pub const FEW: u64 = 30;
/// Where fewer than one in so many resolved dossiers is rated, those who answer chose themselves.
pub const ONE_IN: u64 = 5;

#[derive(Debug, Clone, Copy, Default)]
struct Ratings {
    resolved: u64,
    rated: u64,
    satisfied: u64,
}

impl Ratings {
    fn add(&mut self, dossier: &Dossier) {
        if dossier.resolved().is_some() {
            let is_satisfied = matches!(dossier.rating, Rating::VerySatisfied | Rating::Satisfied);
            self.resolved += 1;
            self.rated += u64::from(dossier.rating != Rating::Unknown);
            self.satisfied += u64::from(is_satisfied);
        }
    }

    const fn is_full_on_few(self) -> bool {
        self.rated > 0
            && self.satisfied == self.rated
            && (self.rated < FEW || self.rated * ONE_IN < self.resolved)
    }
}

/// Rated in a unit where every rating satisfies and ratings are few, of all rated among resolved.
pub fn full_satisfaction<'a>(ground: &'a SignalContext<'_>) -> Judge<'a> {
    let units = ground.by_unit(Ratings::add);
    Box::new(move |dossier| {
        dossier.resolved().filter(|_| dossier.rating != Rating::Unknown)?;
        units.get(dossier.unit as usize).map(|ratings| ratings.is_full_on_few())
    })
}
