//! The file of a place's calendar → a checked [`LocalCalendar`]. Everything that is wrong is said at
//! once, by key path.
//!
//! In: the text of a TOML file. Out: worked weekdays, and the days off and worked of a place. Must not
//! know: the calendar of the country, what is counted.

use chrono::Weekday;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::domain::calendar::{CalendarDay, Confidence, DayKind, LocalCalendar, Week};
use crate::domain::{Day, Period};
use crate::settings::{Problems, SettingsError, SettingsProblem};
use crate::settings::{Sections, at};
use crate::words::Bilingual;

/// What such a file is called in messages.
const KIND: Bilingual = Bilingual { vi: "tệp lịch làm việc", en: "calendar file" };

/// A longer span is a mistyped year.
const LONGEST_SPAN: i32 = 366;

/// Days off and days worked of a place, beside the calendar of the country. Lines beat that calendar;
/// a public holiday stays off on a generally worked Saturday.
#[derive(JsonSchema)]
#[schemars(rename = "calendar-file", deny_unknown_fields)]
#[expect(dead_code, reason = "read section by section; the type is what the schema is made from")]
pub struct CalendarFile {
    /// Who decided, and when: `Sở Nội vụ tỉnh X, 2026-09`.
    edition: String,
    /// Days of the weekend on which desks are open all year.
    #[schemars(default)]
    worked_weekdays: Vec<OpenWeekday>,
    #[schemars(default)]
    days: Vec<RawDays>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum OpenWeekday {
    Saturday,
    Sunday,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum LocalKind {
    DayOff,
    Worked,
}

/// One day, or the days from one to another: `date`, or both `from` and `to`, as `YYYY-MM-DD`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawDays {
    date: Option<String>,
    from: Option<String>,
    /// This day too.
    to: Option<String>,
    kind: LocalKind,
    /// What the day is: `Bão số 3`.
    #[serde(default)]
    name: String,
    /// The document that decides it.
    source: String,
}

/// Reads and checks a local calendar. `file` is its name for messages.
///
/// # Errors
/// With everything that is wrong with it.
pub fn read_local_calendar(file: &str, text: &str) -> Result<LocalCalendar, SettingsError> {
    let mut sections = Sections::open(KIND, file, text, &[])?;
    let edition = sections.take::<String>("edition");
    let weekdays = sections.take_list::<OpenWeekday>("worked_weekdays");
    let days = sections.take_list::<RawDays>("days");
    sections.finish();
    let problems = &mut sections.problems;
    refuse_blank("edition", edition.as_deref(), problems);
    let week = week(&weekdays, problems);
    let mut known: Vec<CalendarDay> = Vec::new();
    for (place, raw) in days {
        add(&mut known, &at("days", place), &raw, problems);
    }
    known.sort_by_key(|day| day.day);
    let calendar = edition.map(|edition| LocalCalendar { edition, week, days: known });
    sections.conclude(calendar)
}

fn refuse_blank(key: &str, text: Option<&str>, problems: &mut Problems) {
    if text.is_some_and(|text| text.trim().is_empty()) {
        problems.rule(key, "không được để trống", "must not be blank");
    }
}

fn week(weekdays: &[(usize, OpenWeekday)], problems: &mut Problems) -> Week {
    let mut week = Week::default();
    for (place, weekday) in weekdays {
        let (weekday, name) = match weekday {
            OpenWeekday::Saturday => (Weekday::Sat, "saturday"),
            OpenWeekday::Sunday => (Weekday::Sun, "sunday"),
        };
        if week.is_worked(weekday) {
            let twice = SettingsProblem::Twice(name.to_owned());
            problems.add(at("worked_weekdays", *place), twice);
        }
        week = week.with(weekday);
    }
    week
}

/// Adds the days of one line; a day that an earlier line has is refused.
fn add(known: &mut Vec<CalendarDay>, key: &str, raw: &RawDays, problems: &mut Problems) {
    refuse_blank(&format!("{key}.source"), Some(&raw.source), problems);
    let Some(Period { from, to }) = span(key, raw, problems) else { return };
    let kind = match raw.kind {
        LocalKind::DayOff => DayKind::DayOff,
        LocalKind::Worked => DayKind::Worked,
    };
    for day in (from.0..=to.0).map(Day) {
        if known.iter().any(|other| other.day == day) {
            problems.add(key, SettingsProblem::Twice(day.to_string()));
            continue;
        }
        known.push(CalendarDay {
            day,
            kind,
            // The place itself says so.
            confidence: Confidence::Verified,
            name: raw.name.clone(),
            source: raw.source.clone(),
        });
    }
}

fn span(key: &str, raw: &RawDays, problems: &mut Problems) -> Option<Period> {
    let mut day = |name: &str, text: &Option<String>| {
        let text = text.as_deref()?;
        let day = Day::parse(text);
        if day.is_none() {
            problems.say(
                format!("{key}.{name}"),
                format!("`{text}` không phải một ngày; viết như 2024-09-09"),
                format!("`{text}` is no day; write it like 2024-09-09"),
            );
        }
        day
    };
    let [date, from, to] = [("date", &raw.date), ("from", &raw.from), ("to", &raw.to)]
        .map(|(name, text)| day(name, text));
    if !matches!((&raw.date, &raw.from, &raw.to), (Some(_), None, None) | (None, Some(_), Some(_)))
    {
        problems.rule(
            key,
            "cần `date`, hoặc cả `from` và `to`",
            "takes `date`, or both `from` and `to`",
        );
        return None;
    }
    let (from, to) = (date.or(from)?, date.or(to)?);
    if to < from {
        problems.rule(key, "`to` nằm trước `from`", "`to` lies before `from`");
        return None;
    }
    if to.0 - from.0 >= LONGEST_SPAN {
        problems.rule(key, "dài hơn một năm", "is longer than a year");
        return None;
    }
    Period::new(from, to)
}

#[cfg(test)]
mod tests {
    use chrono::Weekday;

    use super::read_local_calendar;
    use crate::domain::calendar::DayKind;
    use crate::words::Lang;

    #[test]
    fn a_file_of_a_place_is_read() {
        let calendar = read_local_calendar(
            "x.toml",
            r#"
            edition = "Sở Nội vụ tỉnh X, 2026-09"
            worked_weekdays = ["saturday"]
            [[days]]
            from = "2024-09-09"
            to = "2024-09-10"
            kind = "day_off"
            name = "Bão số 3"
            source = "CV 123/UBND"
            [[days]]
            date = "2024-09-02"
            kind = "worked"
            source = "CV 124/UBND"
            "#,
        )
        .expect("a calendar");
        assert_eq!(calendar.edition, "Sở Nội vụ tỉnh X, 2026-09");
        assert!(calendar.week.is_worked(Weekday::Sat) && !calendar.week.is_worked(Weekday::Sun));
        let days: Vec<(String, DayKind, &str)> = calendar
            .days
            .iter()
            .map(|day| (day.day.to_string(), day.kind, day.name.as_str()))
            .collect();
        let days: Vec<(&str, DayKind, &str)> =
            days.iter().map(|(day, kind, name)| (day.as_str(), *kind, *name)).collect();
        assert_eq!(
            days,
            [
                ("2024-09-02", DayKind::Worked, ""),
                ("2024-09-09", DayKind::DayOff, "Bão số 3"),
                ("2024-09-10", DayKind::DayOff, "Bão số 3"),
            ]
        );
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let error = read_local_calendar(
            "x.toml",
            r#"
            edtion = "X"
            worked_weekdays = ["saturday", "saturday", "friday"]
            [[days]]
            date = "2024-02-30"
            kind = "day_off"
            source = "CV 1"
            [[days]]
            date = "2024-09-09"
            to = "2024-09-10"
            kind = "day_off"
            source = " "
            [[days]]
            from = "2024-09-10"
            to = "2924-09-10"
            kind = "day_off"
            source = "CV 1"
            [[days]]
            from = "2024-09-10"
            to = "2024-09-09"
            kind = "worked"
            source = "CV 1"
            [[days]]
            date = "2024-09-09"
            kind = "holiday"
            source = "CV 1"
            [[days]]
            date = "2024-09-08"
            kind = "worked"
            sorce = "CV 1"
            [[days]]
            date = "2024-09-08"
            kind = "worked"
            source = "CV 1"
            [[days]]
            date = "2024-09-08"
            kind = "day_off"
            source = "CV 1"
            "#,
        )
        .expect_err("nothing is right");
        let lines = error.lines(Lang::En);
        for expected in [
            "`edition`: is required",
            "`edtion`: unknown key; did you mean `edition`?",
            "`worked_weekdays[1]`: `saturday` stands twice",
            "`worked_weekdays[2]`: unknown variant `friday`",
            "`days[0].date`: `2024-02-30` is no day",
            "`days[1]`: takes `date`, or both",
            "`days[1].source`: must not be blank",
            "`days[2]`: is longer than a year",
            "`days[3]`: `to` lies before `from`",
            "`days[4].kind`: unknown variant `holiday`",
            "`days[5].sorce`: unknown key; did you mean `source`?",
            "`days[7]`: `2024-09-08` stands twice",
        ] {
            let found = lines.iter().any(|line| line.contains(expected));
            assert!(found, "{expected}\n{}", lines.join("\n"));
        }
        assert!(lines.iter().all(|line| line.starts_with("calendar file `x.toml`: ")));
        assert_eq!(error.lines(Lang::Vi).len(), lines.len());
    }
}
