//! The built-in calendar against the official notices, and the days of a place on top of it.

use chrono::{Datelike, Weekday};

use super::{CalendarDay, Confidence, DayKind, LocalCalendar, Week, WorkingCalendar};
use crate::domain::Day;

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

#[test]
fn working_days_of_a_year_are_those_of_the_official_notices() {
    let calendar = WorkingCalendar::built_in();
    for (year, expected) in [
        (2019, 252),
        (2020, 252),
        (2021, 250),
        (2022, 249),
        (2023, 249),
        (2024, 251),
        (2025, 250),
        (2026, 249),
    ] {
        assert!(calendar.years().contains(&year), "{year}");
        let first = Day::from_ymd(year, 1, 1).expect("a day").0;
        let next = Day::from_ymd(year + 1, 1, 1).expect("a day").0;
        let working = (first..next).filter(|day| calendar.is_working(Day(*day))).count();
        assert_eq!(working, expected, "{year}");
    }
    assert!(!calendar.years().contains(&2018) && !calendar.years().contains(&2027));
    assert_eq!((calendar.edition(), calendar.local()), ("2026-11", None));
}

#[test]
fn only_verified_days_count() {
    let calendar = WorkingCalendar::built_in();
    for (text, is_working) in [
        // A worked Saturday, the Monday off for it, an ordinary Saturday.
        ("2024-05-04", true),
        ("2024-04-29", false),
        ("2024-05-11", false),
        // A proposal: the Monday is worked, the Saturday is not.
        ("2026-11-23", true),
        ("2026-11-28", false),
        ("2026-11-24", false),
        // A year without data: weekends alone.
        ("2010-09-02", true),
        ("2010-09-04", false),
    ] {
        assert_eq!(calendar.is_working(day(text)), is_working, "{text}");
    }
    let unsure = calendar.days().iter().filter(|day| day.confidence != Confidence::Verified);
    assert!(unsure.count() > 0);
    for day in calendar.days() {
        assert!(!day.name.is_empty() && !day.source.is_empty(), "{day:?}");
        if day.kind == DayKind::MakeupWorkday {
            assert_eq!(day.day.date().weekday(), Weekday::Sat, "{day:?}");
        }
    }
}

#[test]
fn working_days_follow_each_other_over_holidays() {
    let calendar = WorkingCalendar::built_in();
    assert_eq!(calendar.next_working(day("2024-02-07")), day("2024-02-15"));
    assert_eq!(calendar.previous_working(day("2024-02-15")), day("2024-02-07"));
    assert_eq!(calendar.next_working(day("2024-05-03")), day("2024-05-04"));
}

#[test]
fn working_days_between_two_days_leave_out_the_first() {
    let calendar = WorkingCalendar::built_in();
    for (from, to, expected) in [
        // Thursday to the Thursday after next: Friday, five days, four days.
        ("2024-06-06", "2024-06-20", 10),
        ("2024-06-07", "2024-06-10", 1),
        ("2024-06-08", "2024-06-09", 0),
        ("2024-06-10", "2024-06-10", 0),
        ("2024-06-11", "2024-06-10", 0),
        // Tết lies between.
        ("2024-02-07", "2024-02-15", 1),
        // 29 April is off for Saturday 4 May: 26 April is followed by 2, 3 and 4 May.
        ("2024-04-26", "2024-05-05", 3),
    ] {
        assert_eq!(calendar.working_days_after(day(from), day(to)), expected, "{from}..{to}");
    }
}

#[test]
fn the_day_after_working_days_is_the_first_on_which_they_are_over() {
    let calendar = WorkingCalendar::built_in();
    for from in day("2024-01-28").0..day("2024-05-20").0 {
        let mut expected = Day(from);
        for days in 0..40 {
            assert_eq!(calendar.after_working_days(Day(from), days), expected, "{from} {days}");
            expected = expected.next();
            while !calendar.is_working(expected) {
                expected = expected.next();
            }
        }
    }
}

/// A place that works every Saturday, closed for a storm and open on a public holiday.
fn local() -> LocalCalendar {
    let line = |text, kind| CalendarDay {
        day: day(text),
        kind,
        confidence: Confidence::Verified,
        name: "Bão số 3".to_owned(),
        source: "CV 123/UBND".to_owned(),
    };
    LocalCalendar {
        edition: "Tỉnh X, 2024".to_owned(),
        week: Week::default().with(Weekday::Sat),
        days: vec![line("2024-09-02", DayKind::Worked), line("2024-09-09", DayKind::DayOff)],
    }
}

#[test]
fn lines_of_a_place_beat_those_of_the_country_and_its_week_does_not() {
    let calendar = WorkingCalendar::built_in().with_local(&local());
    assert_eq!((calendar.edition(), calendar.local()), ("2026-11", Some("Tỉnh X, 2024")));
    for (text, is_working) in [
        ("2024-09-09", false),
        ("2024-09-02", true),
        ("2024-09-03", false),
        // Every Saturday, but not the one of Tết.
        ("2024-09-07", true),
        ("2024-02-10", false),
        ("2024-09-08", false),
        // Long before and after the days of the data.
        ("2009-09-05", true),
        ("2049-09-04", true),
    ] {
        assert_eq!(calendar.is_working(day(text)), is_working, "{text}");
    }
    // From Friday 6 September: Saturday, not Monday 9, then Tuesday.
    assert_eq!(calendar.working_days_after(day("2024-09-06"), day("2024-09-10")), 2);
    assert_eq!(calendar.line(day("2024-09-02")).map(|line| line.kind), Some(DayKind::Worked));
    assert_eq!(calendar.line(day("2026-11-23")), None);
}
