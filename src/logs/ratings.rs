//! Ratings of dossiers, as kiosks, tablets, portals and messages collect them.
//!
//! One rating a dossier counts, the last by day: a button pressed again and again is one opinion.
//! Labels are mapped one by one; what nothing maps is refused, because a guess would be a figure.
//! They are no SIPAS survey: who answers chose to.

use super::cells::Cells;
use super::log::{LogResult, read_log};
use super::record::LogRecord;
use super::schema::{FieldKind, FieldRule, LogSchema};
use crate::columns::{LogProfile, id_digest};
use crate::domain::{CanonicalValue, Day, Rating};
use crate::findings::Rejection;
use crate::read::{Opener, Source};

pub static SCHEMA: LogSchema = LogSchema {
    name: "ratings",
    fields: &[
        FieldRule::required("dossier_id", FieldKind::Text),
        FieldRule::text("unit"),
        FieldRule::new("rated_at", FieldKind::Date),
        FieldRule::required(
            "rating",
            FieldKind::Values(&[
                "very_satisfied",
                "satisfied",
                "neutral",
                "dissatisfied",
                "very_dissatisfied",
            ]),
        ),
    ],
    dictionary: include_str!("../../data/dictionary/ratings.toml"),
};

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
    const SCHEMA: &'static LogSchema = &SCHEMA;

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

    fn key(&self) -> String {
        id_digest(&self.dossier_id).to_string()
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
