//! Ratings of dossiers, as kiosks, tablets, portals and messages collect them.
//!
//! One rating a dossier counts, the last by day: a button pressed again and again is one opinion.
//! A label that nothing maps, or that is not of the scale of its column, is an answer that nobody understands: it
//! stands for what was said before, and in no figure.
//! They are no SIPAS survey: who answers chose to.

use super::log::{LogResult, read_log};
use super::record::LogRecord;
use crate::columns::{Cells, LogKind, LogProfile, MarkCell, RATINGS};
use crate::domain::{CanonicalValue, Day, Rating};
use crate::findings::Rejection;
use crate::read::{Opener, Source};

/// One rating.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierRating {
    pub dossier_id: String,
    pub unit: Option<String>,
    pub rated_at: Option<Day>,
    /// Never blank.
    pub rating: MarkCell<Rating>,
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
        let rating = match cells.mark("rating") {
            MarkCell::Blank => return Err(cells.refuse("rating", Rejection::MissingKey)),
            told => told.map(|name| Rating::from_name(name).unwrap_or(Rating::Unknown)),
        };
        Ok(Self { dossier_id, unit: cells.text("unit"), rated_at, rating })
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
