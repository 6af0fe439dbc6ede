//! The catalogue of administrative procedures: how each is offered, published and shortened.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;

use super::log::{LogResult, read_log};
use super::record::LogRecord;
use crate::columns::{Cells, LogKind, LogProfile, PROCEDURES};
use crate::domain::fold;
use crate::findings::Rejection;
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

/// Hundredths of a day: catalogues have half days, and thirds nobody promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days(pub u64);

/// One procedure of one unit. A blank flag is neither yes nor no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    pub code: Option<String>,
    /// Blank only where there is a code.
    pub name: Option<String>,
    pub field: Option<String>,
    pub level: Option<String>,
    pub unit: Option<String>,
    pub service_level: Option<ServiceLevel>,
    pub has_fee: Option<bool>,
    pub online_payment_integrated: Option<bool>,
    /// Longer than nothing.
    pub statutory: Option<Days>,
    /// As announced; never longer than the statutory time, if that is known.
    pub committed: Option<Days>,
    pub published_on_time: Option<bool>,
    pub updated_on_time: Option<bool>,
    pub content_complete: Option<bool>,
    pub population_data: Option<bool>,
    pub citizen_facing: Option<bool>,
    pub at_one_stop: Option<bool>,
    pub national_portal: Option<bool>,
}

impl Procedure {
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
        let statutory = days(cells, "statutory_days")?;
        let committed = days(cells, "committed_days")?;
        if statutory == Some(Days(0)) {
            return Err(cells.refuse("statutory_days", Rejection::ValueOutOfRange));
        }
        if statutory.is_some_and(|most| committed > Some(most)) {
            return Err(cells.refuse("committed_days", Rejection::ValueOutOfRange));
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

/// No procedure takes 1,000 years, in hundredths of a day.
const LONGEST: u64 = 36_500_000;

/// A time in days, exact to the hundredth.
fn days(cells: &mut Cells<'_>, field: &str) -> Result<Option<Days>, Rejection> {
    let Some(decimal) = cells.decimal(field)? else { return Ok(None) };
    let hundredths = decimal.value * BigRational::from_integer(BigInt::from(100));
    let whole = hundredths.is_integer().then(|| hundredths.to_integer().to_u64()).flatten();
    let is_time = |days: &u64| !decimal.is_percent && *days <= LONGEST;
    let days = whole.filter(is_time).map(|days| Some(Days(days)));
    days.ok_or_else(|| cells.refuse(field, Rejection::ValueOutOfRange))
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
