//! What every output says about itself: period, as-of day, rule, grain, definition.

use schemars::JsonSchema;
use serde::Serialize;

use super::text::definition_name;
use crate::domain::{Day, PeriodRule, WorkingCalendar};
use crate::dossiers::Grain;
use crate::indicators::Definition;
use crate::tally::TimeFrame;
use crate::words::Lang;

/// The period as machines read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PeriodRecord {
    pub from: Day,
    pub to: Day,
    pub as_of: Day,
    pub rule: PeriodRule,
}

impl PeriodRecord {
    pub const fn new(frame: &TimeFrame) -> Self {
        Self { from: frame.period.from, to: frame.period.to, as_of: frame.as_of, rule: frame.rule }
    }
}

/// Which calendar working days are counted by, as machines read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CalendarRecord<'a> {
    /// Edition of the calendar of the country.
    pub edition: &'a str,
    /// Edition of the days of a place; null without a file of them.
    pub local: Option<&'a str>,
}

impl<'a> CalendarRecord<'a> {
    pub fn new(calendar: &'a WorkingCalendar) -> Self {
        Self { edition: calendar.edition(), local: calendar.local() }
    }
}

/// One sentence on the calendar, for people; with years whose holidays it does not fully know.
pub fn calendar_line(
    lang: Lang,
    (edition, local): (&str, Option<&str>),
    unconfirmed_years: &[i32],
) -> String {
    let mut line = match (lang, local) {
        (Lang::Vi, None) => {
            format!("Lịch làm việc: phiên bản {edition}, chỉ gồm ngày đã xác nhận.")
        }
        (Lang::En, None) => format!("Working calendar: edition {edition}, confirmed days only."),
        (Lang::Vi, Some(local)) => format!(
            "Lịch làm việc: phiên bản {edition}, chỉ gồm ngày đã xác nhận; lịch địa phương: {local}."
        ),
        (Lang::En, Some(local)) => format!(
            "Working calendar: edition {edition}, confirmed days only; local calendar: {local}."
        ),
    };
    let years: Vec<String> = unconfirmed_years.iter().map(i32::to_string).collect();
    if !years.is_empty() {
        line.push_str(lang.of(
            " Chưa đủ ngày lễ, chủ yếu xét thứ Bảy và Chủ nhật: ",
            " Holidays not fully known, judged mostly by weekends: ",
        ));
        line.push_str(&years.join(", "));
        line.push('.');
    }
    line
}

/// `T6/2024`: a month such as `2024-06` where there is little room.
pub fn month_name(lang: Lang, month: &str) -> String {
    match (lang, month.split_once('-')) {
        (Lang::Vi, Some((year, month))) => format!("T{}/{year}", month.trim_start_matches('0')),
        _ => month.to_owned(),
    }
}

/// A day as a Vietnamese or an English reader writes it.
pub fn day(lang: Lang, day: Day) -> String {
    match lang {
        Lang::Vi => day.date().format("%d/%m/%Y").to_string(),
        Lang::En => day.to_string(),
    }
}

/// By which days a period begins and ends, in words.
pub const fn rule_words(lang: Lang, rule: PeriodRule) -> &'static str {
    match rule {
        PeriodRule::Calendar => lang.of("theo lịch", "calendar"),
        PeriodRule::Decree => lang.of("từ ngày 15 đến ngày 14", "15th to 14th"),
    }
}

/// How finish and due are compared, in words.
pub const fn grain_words(lang: Lang, grain: Grain) -> &'static str {
    match grain {
        Grain::Day => lang.of("so theo ngày", "compared by day"),
        Grain::Time => lang.of("so theo giờ", "compared by time"),
    }
}

/// One line on the period, for people.
pub fn period_line(lang: Lang, frame: &TimeFrame) -> String {
    let (from, to) = (day(lang, frame.period.from), day(lang, frame.period.to));
    let as_of = day(lang, frame.as_of);
    let rule = rule_words(lang, frame.rule);
    match lang {
        Lang::Vi => format!("từ {from} đến {to} ({rule}), tính đến {as_of}"),
        Lang::En => format!("{from} to {to} ({rule}), as of {as_of}"),
    }
}

/// One line on the on-time definition, for people.
pub fn definition_line(lang: Lang, definition: Definition, grain: Grain) -> String {
    let grain = grain_words(lang, grain);
    let formula = definition_name(lang, definition);
    match lang {
        Lang::Vi => format!("Đúng hạn [{}] = {formula}; {grain}.", definition.name()),
        Lang::En => format!("On time [{}] = {formula}; {grain}.", definition.name()),
    }
}
