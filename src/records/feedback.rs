//! Feedback of citizens and businesses (phản ánh, kiến nghị), without who sent it and what it says.

use super::log::{LogResult, read_log};
use super::record::LogRecord;
use crate::columns::{Cells, FEEDBACK, LogKind, LogProfile, MarkCell};
use crate::domain::Day;
use crate::findings::Rejection;
use crate::read::{Opener, Source};

/// Where the handling of a feedback stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Open,
    /// Waits for more from whoever sent it.
    Supplement,
    Answered,
    /// Not taken up; also an end, and judged by its day like an answer.
    Refused,
}

/// What a feedback is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Regulation,
    Handling,
    Staff,
    Other,
}

/// One feedback.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feedback {
    pub feedback_id: String,
    pub dossier_id: Option<String>,
    pub unit: Option<String>,
    pub received_at: Day,
    pub due_at: Option<Day>,
    /// When it was answered or refused.
    pub answered_at: Option<Day>,
    pub state: State,
    pub kind: MarkCell<Kind>,
    /// As whoever sent it says; or by the votes on the answer, more dislikes than likes being no
    /// (Decision 766/QĐ-TTg, seen in a third-party extract).
    pub satisfied: MarkCell<bool>,
    pub repeated: MarkCell<bool>,
    /// Whether it was found to be right.
    pub upheld: MarkCell<bool>,
}

impl LogRecord for Feedback {
    fn kind() -> &'static LogKind {
        &FEEDBACK
    }

    fn parse(cells: &mut Cells<'_>) -> Result<Self, Rejection> {
        let feedback_id = cells.key("feedback_id")?;
        let received = cells.day("received_at")?;
        let received_at =
            received.ok_or_else(|| cells.refuse("received_at", Rejection::MissingReceived))?;
        let due_at = cells.day("due_at")?;
        let answered_at = cells.day("answered_at")?;
        if answered_at.is_some_and(|answered| answered < received_at) {
            return Err(cells.refuse("answered_at", Rejection::FinishedBeforeReceived));
        }
        let state = match (cells.value("status")?, answered_at) {
            (Some("refused"), Some(_)) => State::Refused,
            // Days win over what the status says.
            (_, Some(_)) => State::Answered,
            (Some("answered" | "refused"), None) => {
                return Err(cells.refuse("status", Rejection::ClosedWithoutDate));
            }
            (Some("supplement"), None) => State::Supplement,
            (_, None) => State::Open,
        };
        let (likes, dislikes) = (cells.count("likes")?, cells.count("dislikes")?);
        let votes = (likes.is_some() || dislikes.is_some())
            .then(|| dislikes.unwrap_or(0) <= likes.unwrap_or(0));
        Ok(Self {
            feedback_id,
            dossier_id: cells.id("dossier_id"),
            unit: cells.text("unit"),
            received_at,
            due_at,
            answered_at,
            state,
            kind: cells.mark("kind").map(|kind| match kind {
                "regulation" => Kind::Regulation,
                "handling" => Kind::Handling,
                "staff" => Kind::Staff,
                _ => Kind::Other,
            }),
            satisfied: match cells.flag("satisfied") {
                MarkCell::Blank => votes.map_or(MarkCell::Blank, MarkCell::Says),
                told => told,
            },
            repeated: cells.flag("repeated"),
            upheld: cells.flag("upheld"),
        })
    }
}

/// Reads feedback.
///
/// # Errors
/// When the account of the rows does not add up: a bug, not data.
pub fn read(
    opener: &Opener,
    sources: &[Source],
    profile: Option<&LogProfile>,
) -> LogResult<Feedback> {
    read_log(opener, sources, profile)
}
