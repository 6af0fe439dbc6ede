//! What is said of the working calendar to a program, and the columns and names that its tables share.

use chrono::{Datelike, Weekday};
use schemars::JsonSchema;
use serde::Serialize;

use crate::answers::provenance::{CalendarRecord, day};
use crate::answers::table::{Cell, Column, TableRow};
use crate::domain::calendar::{CalendarDay, Confidence, DayKind};
use crate::domain::{Day, WorkingCalendar};
use crate::words::Lang;

/// `cchc/calendar/1`: of the parts, those that were asked for.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "calendar")]
pub struct CalendarDocument<'a> {
    pub schema: &'static str,
    pub calendar: CalendarRecord<'a>,
    /// Weekdays that are worked: `monday` …
    pub worked_weekdays: Vec<&'static str>,
    /// Of `show`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years: Option<Vec<YearRecord>>,
    /// Of `show`: every line of the data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<Vec<DayRecord<'a>>>,
    /// Of `days`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub between: Option<BetweenRecord<'a>>,
    /// Of `check`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issues: Option<Vec<IssueRecord>>,
}

impl<'a> CalendarDocument<'a> {
    pub fn new(calendar: &'a WorkingCalendar) -> Self {
        let worked = WEEK.into_iter().filter(|weekday| calendar.week().is_worked(*weekday));
        Self {
            schema: "cchc/calendar/1",
            calendar: CalendarRecord::new(calendar),
            worked_weekdays: worked.map(weekday_key).collect(),
            years: None,
            days: None,
            between: None,
            issues: None,
        }
    }
}

/// One line of the data.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct DayRecord<'a> {
    #[schemars(with = "String")]
    pub date: Day,
    pub weekday: &'static str,
    /// `holiday`, `swapped_day_off`, `makeup_workday`; of a place `day_off`, `worked`.
    pub kind: &'static str,
    /// `verified`, `likely` or `unconfirmed`; only verified days count.
    pub confidence: &'static str,
    pub counts: bool,
    pub name: &'a str,
    pub source: &'a str,
}

impl<'a> DayRecord<'a> {
    pub fn new(line: &'a CalendarDay) -> Self {
        Self {
            date: line.day,
            weekday: weekday_key(line.day.date().weekday()),
            kind: line.kind.name(),
            confidence: line.confidence.name(),
            counts: line.counts(),
            name: &line.name,
            source: &line.source,
        }
    }
}

/// Heads of the table of lines, for people.
pub fn heads(lang: Lang) -> Vec<Column> {
    [
        ("date", lang.of("Ngày", "Date")),
        ("weekday", lang.of("Thứ", "Weekday")),
        ("kind", lang.of("Loại", "Kind")),
        ("name", lang.of("Tên", "Name")),
        ("confidence", lang.of("Mức xác nhận", "Confidence")),
        ("source", lang.of("Nguồn", "Source")),
    ]
    .map(|(key, name)| Column::text_named(key, name))
    .to_vec()
}

pub fn row(lang: Lang, line: &CalendarDay) -> TableRow {
    let text = |text: &str| Cell::Text(text.to_owned());
    TableRow::body(vec![
        Cell::Text(day(lang, line.day)),
        text(weekday_name(lang, line.day.date().weekday())),
        text(kind_name(lang, line.kind)),
        text(&line.name),
        text(confidence_name(lang, line)),
        text(&line.source),
    ])
}

pub const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

pub const fn weekday_key(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "monday",
        Weekday::Tue => "tuesday",
        Weekday::Wed => "wednesday",
        Weekday::Thu => "thursday",
        Weekday::Fri => "friday",
        Weekday::Sat => "saturday",
        Weekday::Sun => "sunday",
    }
}

pub fn weekday_name(lang: Lang, weekday: Weekday) -> &'static str {
    lang.label("weekday", weekday_key(weekday))
}

pub fn kind_name(lang: Lang, kind: DayKind) -> &'static str {
    lang.label("day_kind", kind.name())
}

pub fn confidence_name(lang: Lang, line: &CalendarDay) -> &'static str {
    match line.confidence {
        Confidence::Verified if line.kind.is_local() => lang.of("theo tệp lịch", "by the file"),
        Confidence::Verified => lang.of("đã xác nhận", "verified"),
        Confidence::Likely => {
            lang.of("nhiều khả năng, chưa xác nhận, không tính", "likely, not counted")
        }
        Confidence::Unconfirmed => lang.of("chưa xác nhận, không tính", "unconfirmed, not counted"),
    }
}

/// Which of the years from one day to another have no confirmed holidays.
pub fn unconfirmed_years(calendar: &WorkingCalendar, from: Day, to: Day) -> Vec<i32> {
    let years = from.date().year()..=to.date().year();
    years.filter(|year| !calendar.years().contains(year)).collect()
}

/// One year in numbers.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct YearRecord {
    pub year: i32,
    pub working_days: u32,
    pub calendar_days: u32,
    /// Whether all its public holidays are verified.
    pub confirmed: bool,
}

impl YearRecord {
    pub fn new(calendar: &WorkingCalendar, year: i32) -> Option<Self> {
        let first = Day::from_ymd(year, 1, 1)?;
        let last = Day::from_ymd(year, 12, 31)?;
        Some(Self {
            year,
            working_days: calendar.working_days_after(first.previous(), last),
            calendar_days: last.0.abs_diff(first.0) + 1,
            confirmed: calendar.years().contains(&year),
        })
    }
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct BetweenRecord<'a> {
    #[serde(flatten)]
    pub span: SpanRecord,
    /// Lines of the data on these days.
    pub lines: Vec<DayRecord<'a>>,
    /// Years among these days whose holidays are not all verified.
    pub unconfirmed_years: Vec<i32>,
}

// Two days, and how many lie between them. No description: a schema would give it to the whole.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct SpanRecord {
    /// Not counted.
    #[schemars(with = "String")]
    pub from: Day,
    /// Counted.
    #[schemars(with = "String")]
    pub to: Day,
    pub working_days: u32,
    pub calendar_days: u32,
    /// Days of the usual weekend that are not worked and have no line.
    pub weekend_days: u32,
}

#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct IssueRecord {
    /// `missing_holiday`, `unlawful_holiday`, `no_saturday`, `no_weekday`, `swap_without_saturday`,
    /// `saturday_without_swap`, `without_effect`, `worked_holiday`, `unconfirmed_year`.
    pub issue: &'static str,
    /// False where it is only worth knowing.
    pub problem: bool,
    #[schemars(with = "Option<String>")]
    pub date: Option<Day>,
    /// In the language asked for.
    pub text: String,
}
