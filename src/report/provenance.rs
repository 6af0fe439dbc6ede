//! What every output says about itself: period, as-of day, rule, grain, definition.

use serde::Serialize;

use super::text::{Lang, definition_name};
use crate::domain::{Day, PeriodRule};
use crate::indicators::Definition;
use crate::normalise::Grain;
use crate::tally::TimeFrame;

/// The period as machines read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PeriodRecord {
    pub from: Day,
    pub to: Day,
    pub as_of: Day,
    pub rule: PeriodRule,
}

impl PeriodRecord {
    #[must_use]
    pub const fn new(frame: &TimeFrame) -> Self {
        Self { from: frame.period.from, to: frame.period.to, as_of: frame.as_of, rule: frame.rule }
    }
}

/// A day as a Vietnamese or an English reader writes it.
#[must_use]
pub fn day(lang: Lang, day: Day) -> String {
    match lang {
        Lang::Vi => day.date().format("%d/%m/%Y").to_string(),
        Lang::En => day.to_string(),
    }
}

/// One line on the period, for people.
#[must_use]
pub fn period_line(lang: Lang, frame: &TimeFrame) -> String {
    let (from, to) = (day(lang, frame.period.from), day(lang, frame.period.to));
    let as_of = day(lang, frame.as_of);
    let rule = match frame.rule {
        PeriodRule::Calendar => lang.of("theo lịch", "calendar"),
        PeriodRule::Decree => lang.of("từ ngày 15 đến ngày 14", "15th to 14th"),
    };
    match lang {
        Lang::Vi => format!("từ {from} đến {to} ({rule}), tính đến {as_of}"),
        Lang::En => format!("{from} to {to} ({rule}), as of {as_of}"),
    }
}

/// One line on the on-time definition, for people.
#[must_use]
pub fn definition_line(lang: Lang, definition: Definition, grain: Grain) -> String {
    let grain = match grain {
        Grain::Day => lang.of("so theo ngày", "compared by day"),
        Grain::Time => lang.of("so theo giờ", "compared by time"),
    };
    let formula = definition_name(lang, definition);
    match lang {
        Lang::Vi => format!("Đúng hạn [{}] = {formula}; {grain}.", definition.name()),
        Lang::En => format!("On time [{}] = {formula}; {grain}.", definition.name()),
    }
}
