//! The catalogue of administrative procedures: how each is offered, published and shortened.

use super::log::{LogResult, read_log};
use super::record::LogRecord;
use crate::columns::{Cells, LogKind, LogProfile, MarkCell, PROCEDURES, Term, TermUnit};
use crate::domain::fold;
use crate::findings::{FindingCode, Rejection};
use crate::read::{Opener, Source};

/// How much of a procedure can be done online.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceLevel {
    /// From handing in to the result (toàn trình).
    Full,
    /// In part (một phần).
    Partial,
    /// Nothing but information.
    Information,
}

/// The two times of a procedure in days of one kind, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComparedDays {
    pub statutory: u64,
    pub committed: u64,
}

/// Two times as days of one kind; a bare number is of the kind of the other. Hours and months are no days
/// that a rule of this program could tell.
fn days_of(statutory: MarkCell<Term>, committed: MarkCell<Term>) -> Option<ComparedDays> {
    let (statutory, committed) = (statutory.said()?, committed.said()?);
    let is_bare = [statutory.unit, committed.unit].contains(&TermUnit::Days);
    let is_one_kind = statutory.unit == committed.unit || is_bare;
    let are_days = statutory.unit.is_days() && committed.unit.is_days();
    let (statutory, committed) = (statutory.hundredths, committed.hundredths);
    (are_days && is_one_kind).then_some(ComparedDays { statutory, committed })
}

fn are_days(term: MarkCell<Term>) -> bool {
    term.said().is_some_and(|term| term.unit.is_days())
}

/// One procedure of one unit. A blank flag is neither yes nor no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    pub code: Option<String>,
    /// Blank only where there is a code.
    pub name: Option<String>,
    pub field: Option<String>,
    pub level: Option<String>,
    pub unit: Option<String>,
    pub service_level: MarkCell<ServiceLevel>,
    pub has_fee: MarkCell<bool>,
    pub online_payment_integrated: MarkCell<bool>,
    /// Longer than nothing.
    pub statutory: MarkCell<Term>,
    /// As announced; never longer than the statutory time, if that is known in the same days.
    pub committed: MarkCell<Term>,
    pub published_on_time: MarkCell<bool>,
    pub updated_on_time: MarkCell<bool>,
    pub content_complete: MarkCell<bool>,
    pub population_data: MarkCell<bool>,
    pub citizen_facing: MarkCell<bool>,
    pub at_one_stop: MarkCell<bool>,
    pub national_portal: MarkCell<bool>,
}

impl Procedure {
    /// Its times, where both are told in days of one kind.
    pub fn compared_days(&self) -> Option<ComparedDays> {
        days_of(self.statutory, self.committed)
    }

    /// Whether both times are told, and cannot be compared.
    pub fn has_unread_times(&self) -> bool {
        let is_blank = |term: MarkCell<Term>| term == MarkCell::Blank;
        let is_told = !is_blank(self.statutory) && !is_blank(self.committed);
        is_told && self.compared_days().is_none()
    }

    /// What tells it in a dossier log: its code, else its folded name.
    pub fn procedure_key(&self) -> String {
        fold(self.code.as_ref().or(self.name.as_ref()).map_or("", String::as_str))
    }
}

impl LogRecord for Procedure {
    fn kind() -> &'static LogKind {
        &PROCEDURES
    }

    fn parse(cells: &mut Cells<'_>) -> Result<Self, Rejection> {
        let code = cells.text("procedure_code");
        let name = cells.text("procedure_name");
        if code.is_none() && name.is_none() {
            return Err(cells.refuse("procedure_name", Rejection::MissingKey));
        }
        let statutory = cells.term("statutory_days");
        let committed = cells.term("committed_days");
        if statutory.said().is_some_and(|term| term.hundredths == 0) {
            return Err(cells.refuse("statutory_days", Rejection::ValueOutOfRange));
        }
        match days_of(statutory, committed) {
            Some(days) if days.committed > days.statutory => {
                return Err(cells.refuse("committed_days", Rejection::ValueOutOfRange));
            }
            None if are_days(statutory) && are_days(committed) => {
                cells.tell("committed_days", FindingCode::UnreadTerm);
            }
            _ => {}
        }
        Ok(Self {
            code,
            name,
            field: cells.text("field"),
            level: cells.text("level"),
            unit: cells.text("unit"),
            service_level: cells.mark("service_level").map(|level| match level {
                "full" => ServiceLevel::Full,
                "partial" => ServiceLevel::Partial,
                _ => ServiceLevel::Information,
            }),
            has_fee: cells.flag("has_fee"),
            online_payment_integrated: cells.flag("online_payment_integrated"),
            statutory,
            committed,
            published_on_time: cells.flag("published_on_time"),
            updated_on_time: cells.flag("updated_on_time"),
            content_complete: cells.flag("content_complete"),
            population_data: cells.flag("population_data"),
            citizen_facing: cells.flag("citizen_facing"),
            at_one_stop: cells.flag("at_one_stop"),
            national_portal: cells.flag("national_portal"),
        })
    }
}

/// Reads a catalogue.
///
/// # Errors
/// When the account of the rows does not add up: a bug, not data.
pub fn read(
    opener: &Opener,
    sources: &[Source],
    profile: Option<&LogProfile>,
) -> LogResult<Procedure> {
    read_log(opener, sources, profile)
}
