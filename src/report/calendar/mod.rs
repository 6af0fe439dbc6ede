//! The working calendar → what `cchc calendar` shows: its days, the days between two days, and what a
//! check found.
//!
//! In: a [`WorkingCalendar`]. Out: documents, flat rows and `cchc/calendar/1`. Must not know: dossiers.

mod between;
mod checked;
mod shown;

use chrono::{Datelike, Weekday};
use schemars::JsonSchema;
use serde::Serialize;

use super::model::{Cell, ColumnHead, TableRow};
use super::provenance::{CalendarRecord, day};
use super::text::Lang;
use crate::domain::calendar::{CalendarDay, Confidence, DayKind};
use crate::domain::{Day, WorkingCalendar};

pub use between::Between;
pub use checked::Checked;
pub use shown::Shown;

/// `cchc/calendar/1`: of the parts, those that were asked for.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "calendar")]
pub struct CalendarDocument<'a> {
    schema: &'static str,
    calendar: CalendarRecord<'a>,
    /// Weekdays that are worked: `monday` …
    worked_weekdays: Vec<&'static str>,
    /// Of `show`.
    #[serde(skip_serializing_if = "Option::is_none")]
    years: Option<Vec<shown::YearRecord>>,
    /// Of `show`: every line of the data.
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<Vec<DayRecord<'a>>>,
    /// Of `days`.
    #[serde(skip_serializing_if = "Option::is_none")]
    between: Option<between::BetweenRecord<'a>>,
    /// Of `check`.
    #[serde(skip_serializing_if = "Option::is_none")]
    issues: Option<Vec<checked::IssueRecord>>,
}

impl<'a> CalendarDocument<'a> {
    fn new(calendar: &'a WorkingCalendar) -> Self {
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
#[derive(Debug, Serialize, JsonSchema)]
struct DayRecord<'a> {
    #[schemars(with = "String")]
    date: Day,
    weekday: &'static str,
    /// `holiday`, `swapped_day_off`, `makeup_workday`; of a place `day_off`, `worked`.
    kind: &'static str,
    /// `verified`, `likely` or `unconfirmed`; only verified days count.
    confidence: &'static str,
    counts: bool,
    name: &'a str,
    source: &'a str,
}

impl<'a> DayRecord<'a> {
    fn new(line: &'a CalendarDay) -> Self {
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

    fn cells(&self) -> Vec<String> {
        let counts = self.counts.to_string();
        let date = self.date.to_string();
        let rest = [self.weekday, self.kind, self.confidence, &counts, self.name, self.source];
        std::iter::once(date).chain(rest.map(str::to_owned)).collect()
    }
}

/// Heads of the flat rows of lines.
fn flat_head() -> Vec<String> {
    ["date", "weekday", "kind", "confidence", "counts", "name", "source"]
        .map(str::to_owned)
        .to_vec()
}

/// Heads of the table of lines, for people.
fn heads(lang: Lang) -> Vec<ColumnHead> {
    [
        lang.of("Ngày", "Date"),
        lang.of("Thứ", "Weekday"),
        lang.of("Loại", "Kind"),
        lang.of("Tên", "Name"),
        lang.of("Mức xác nhận", "Confidence"),
        lang.of("Nguồn", "Source"),
    ]
    .map(ColumnHead::text)
    .to_vec()
}

fn row(lang: Lang, line: &CalendarDay) -> TableRow {
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

const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

const fn weekday_key(weekday: Weekday) -> &'static str {
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

const fn weekday_name(lang: Lang, weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => lang.of("Thứ Hai", "Monday"),
        Weekday::Tue => lang.of("Thứ Ba", "Tuesday"),
        Weekday::Wed => lang.of("Thứ Tư", "Wednesday"),
        Weekday::Thu => lang.of("Thứ Năm", "Thursday"),
        Weekday::Fri => lang.of("Thứ Sáu", "Friday"),
        Weekday::Sat => lang.of("Thứ Bảy", "Saturday"),
        Weekday::Sun => lang.of("Chủ nhật", "Sunday"),
    }
}

const fn kind_name(lang: Lang, kind: DayKind) -> &'static str {
    match kind {
        DayKind::Holiday => lang.of("Nghỉ lễ, tết", "Public holiday"),
        DayKind::SwappedDayOff => lang.of("Nghỉ hoán đổi", "Off by a swap"),
        DayKind::MakeupWorkday => lang.of("Làm bù", "Worked Saturday"),
        DayKind::DayOff => lang.of("Nghỉ theo lịch địa phương", "Off in this place"),
        DayKind::Worked => lang.of("Làm việc theo lịch địa phương", "Worked in this place"),
    }
}

fn confidence_name(lang: Lang, line: &CalendarDay) -> &'static str {
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
