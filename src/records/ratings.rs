//! Ratings of dossiers, as kiosks, tablets, portals and messages collect them.
//!
//! One rating a dossier counts, the last by day: a button pressed again and again is one opinion.
//! Labels are mapped one by one; what nothing maps is refused, because a guess would be a figure.
//! They are no SIPAS survey: who answers chose to.

use super::log::{LogResult, read_log};
use super::record::LogRecord;
use crate::columns::{Cells, LogKind, LogProfile, RATINGS};
use crate::domain::{CanonicalValue, Day, Rating};
use crate::findings::Rejection;
use crate::read::{Opener, Source};

/// One rating.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierRating {
    pub dossier_id: String,
    pub unit: Option<String>,
    pub rated_at: Option<Day>,
    /// Never unknown.
    pub rating: Rating,
}

impl LogRecord for DossierRating {
    fn kind() -> &'static LogKind {
        &RATINGS
    }

    fn parse(cells: &mut Cells<'_>) -> Result<Self, Rejection> {
        let dossier_id = cells.id("dossier_id");
        let dossier_id =
            dossier_id.ok_or_else(|| cells.refuse("dossier_id", Rejection::MissingKey))?;
        let rated_at = cells.day("rated_at")?;
        let rating = cells.value("rating")?.and_then(Rating::from_name);
        Ok(Self {
            dossier_id,
            unit: cells.text("unit"),
            rated_at,
            rating: rating.ok_or_else(|| cells.refuse("rating", Rejection::MissingKey))?,
        })
    }

    fn rank(&self) -> i64 {
        self.rated_at.map_or(i64::MIN, |day| i64::from(day.0))
    }
}

/// Reads ratings.
///
/// # Errors
/// When the account of the rows does not add up: a bug, not data.
pub fn read(
    opener: &Opener,
    sources: &[Source],
    profile: Option<&LogProfile>,
) -> LogResult<DossierRating> {
    read_log(opener, sources, profile)
}
