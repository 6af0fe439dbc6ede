//! The data of a calendar against what the law computes, and against themselves.
//!
//! In: a [`WorkingCalendar`]. Out: what does not agree, and what is not known yet. Must not know: how it
//! is told. Nothing is corrected: the data decide, and a difference is for a person to look at.

use chrono::{Datelike, Weekday};

use super::law::{Choice, LawfulHoliday, lawful_holidays};
use super::week::Week;
use super::{CalendarDay, DayKind, WorkingCalendar};
use crate::domain::Day;

/// What a check has to say of a day or a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarIssue {
    /// The law has a holiday that the data do not.
    MissingHoliday(LawfulHoliday),
    /// The data have a holiday that the law does not.
    UnlawfulHoliday(CalendarDay),
    /// A worked Saturday that is none.
    NoSaturday(CalendarDay),
    /// A weekday off by a swap that was off anyway.
    NoWeekday(CalendarDay),
    /// No Saturday is worked for it.
    SwapWithoutSaturday(CalendarDay),
    /// No weekday is off for it.
    SaturdayWithoutSwap(CalendarDay),
    /// A line of a place that changes nothing.
    WithoutEffect(CalendarDay),
    /// A place works on a public holiday: it may, and should mean to.
    WorkedHoliday(CalendarDay),
    /// The holidays of the year are not all confirmed: not compared.
    UnconfirmedYear(i32),
}

impl CalendarIssue {
    /// Whether something is wrong, not only worth knowing.
    pub const fn is_problem(&self) -> bool {
        !matches!(self, Self::UnconfirmedYear(_) | Self::WorkedHoliday(_))
    }

    /// The name in JSON and CSV.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::MissingHoliday(_) => "missing_holiday",
            Self::UnlawfulHoliday(_) => "unlawful_holiday",
            Self::NoSaturday(_) => "no_saturday",
            Self::NoWeekday(_) => "no_weekday",
            Self::SwapWithoutSaturday(_) => "swap_without_saturday",
            Self::SaturdayWithoutSwap(_) => "saturday_without_swap",
            Self::WithoutEffect(_) => "without_effect",
            Self::WorkedHoliday(_) => "worked_holiday",
            Self::UnconfirmedYear(_) => "unconfirmed_year",
        }
    }

    /// The day it is about; none for a year.
    pub const fn day(&self) -> Option<Day> {
        Some(match self {
            Self::MissingHoliday(holiday) => holiday.day,
            Self::UnlawfulHoliday(day)
            | Self::NoSaturday(day)
            | Self::NoWeekday(day)
            | Self::SwapWithoutSaturday(day)
            | Self::SaturdayWithoutSwap(day)
            | Self::WithoutEffect(day)
            | Self::WorkedHoliday(day) => day.day,
            Self::UnconfirmedYear(_) => return None,
        })
    }
}

/// Everything that a check finds: the country by year, its swaps, then the lines of a place.
pub fn cross_check(calendar: &WorkingCalendar) -> Vec<CalendarIssue> {
    let mut issues = holidays(calendar);
    issues.extend(swaps(calendar));
    issues.extend(local(calendar));
    issues
}

fn of_kind(calendar: &WorkingCalendar, kind: DayKind) -> impl Iterator<Item = &CalendarDay> {
    calendar.days.iter().filter(move |day| day.kind == kind)
}

fn year(day: &CalendarDay) -> i32 {
    day.day.date().year()
}

fn holidays(calendar: &WorkingCalendar) -> Vec<CalendarIssue> {
    let mut issues = Vec::new();
    let mut years: Vec<i32> = of_kind(calendar, DayKind::Holiday).map(year).collect();
    years.dedup();
    for checked in years {
        if !calendar.years.contains(&checked) {
            issues.push(CalendarIssue::UnconfirmedYear(checked));
            continue;
        }
        let listed: Vec<&CalendarDay> =
            of_kind(calendar, DayKind::Holiday).filter(|day| year(day) == checked).collect();
        // What the notice decided is not computed: the decision that explains the data best is taken.
        let differences = Choice::ALL.map(|choice| differences(&listed, checked, choice));
        issues.extend(differences.into_iter().min_by_key(Vec::len).unwrap_or_default());
    }
    issues
}

fn differences(listed: &[&CalendarDay], year: i32, choice: Choice) -> Vec<CalendarIssue> {
    let lawful = lawful_holidays(year, choice);
    let is_listed = |day: Day| listed.iter().any(|other| other.day == day);
    let is_lawful = |day: Day| lawful.iter().any(|other| other.day == day);
    // A holiday on a weekend need not be listed: nobody works then.
    let week = Week::default();
    let missing = lawful.iter().filter(|one| !is_listed(one.day) && week.works_on(one.day));
    let unlawful = listed.iter().filter(|one| !is_lawful(one.day));
    let missing = missing.copied().map(CalendarIssue::MissingHoliday);
    missing.chain(unlawful.map(|one| CalendarIssue::UnlawfulHoliday((*one).clone()))).collect()
}

/// A worked Saturday lies at most so many days from the weekday it is for.
const FARTHEST_SATURDAY: u32 = 31;

fn swaps(calendar: &WorkingCalendar) -> Vec<CalendarIssue> {
    let mut issues = Vec::new();
    let mut saturdays: Vec<&CalendarDay> =
        of_kind(calendar, DayKind::MakeupWorkday).filter(|day| day.counts()).collect();
    for saturday in &saturdays {
        if saturday.day.date().weekday() != Weekday::Sat {
            issues.push(CalendarIssue::NoSaturday((*saturday).clone()));
        }
    }
    for off in of_kind(calendar, DayKind::SwappedDayOff).filter(|day| day.counts()) {
        let is_holiday = of_kind(calendar, DayKind::Holiday).any(|other| other.day == off.day);
        if is_holiday || !Week::default().works_on(off.day) {
            issues.push(CalendarIssue::NoWeekday(off.clone()));
        }
        let distance = |other: &CalendarDay| other.day.0.abs_diff(off.day.0);
        let near = (0..saturdays.len()).filter(|at| distance(saturdays[*at]) <= FARTHEST_SATURDAY);
        match near.min_by_key(|at| distance(saturdays[*at])) {
            Some(nearest) => {
                saturdays.remove(nearest);
            }
            None => issues.push(CalendarIssue::SwapWithoutSaturday(off.clone())),
        }
    }
    issues.extend(saturdays.into_iter().cloned().map(CalendarIssue::SaturdayWithoutSwap));
    issues
}

fn local(calendar: &WorkingCalendar) -> Vec<CalendarIssue> {
    let mut issues = Vec::new();
    let mut lines = calendar.days.iter().filter(|day| day.counts()).peekable();
    while let Some(line) = lines.next() {
        if line.kind.is_local() {
            // No line of the country stands before it: the week decides.
            if line.kind.is_worked() == calendar.week.works_on(line.day) {
                issues.push(CalendarIssue::WithoutEffect(line.clone()));
            }
            continue;
        }
        // The line of a place stands right behind that of the country.
        let Some(over) = lines.next_if(|next| next.day == line.day) else { continue };
        if over.kind.is_worked() == line.kind.is_worked() {
            issues.push(CalendarIssue::WithoutEffect(over.clone()));
        } else if line.kind == DayKind::Holiday {
            issues.push(CalendarIssue::WorkedHoliday(over.clone()));
        }
    }
    issues
}

#[cfg(test)]
mod tests {
    use chrono::Weekday;

    use super::super::{CalendarDay, Confidence, DayKind, LocalCalendar, Week, WorkingCalendar};
    use super::{CalendarIssue, cross_check};
    use crate::domain::Day;

    /// What a check of a changed text says, as names with days.
    fn checked(change: impl Fn(&str) -> String) -> Vec<String> {
        let text = include_str!("../../../data/calendar/vietnam.csv");
        let calendar = WorkingCalendar::parse(&change(text)).expect("days");
        told(&cross_check(&calendar))
    }

    fn told(issues: &[CalendarIssue]) -> Vec<String> {
        let day =
            |issue: &CalendarIssue| issue.day().map_or_else(String::new, |day| day.to_string());
        issues.iter().map(|issue| format!("{} {}", issue.name(), day(issue))).collect()
    }

    #[test]
    fn every_confirmed_year_agrees_with_the_law_and_every_swap_has_its_saturday() {
        let issues = cross_check(WorkingCalendar::built_in());
        assert_eq!(issues, [CalendarIssue::UnconfirmedYear(2027)]);
        assert!(!issues[0].is_problem());
    }

    #[test]
    fn a_day_that_is_wrong_in_the_data_is_found() {
        let unconfirmed = "unconfirmed_year ";
        for (from, to, expected) in [
            // Giỗ Tổ of 2024 a day early.
            (
                "2024-04-18",
                "2024-04-17",
                vec!["missing_holiday 2024-04-18", "unlawful_holiday 2024-04-17"],
            ),
            // A worked Friday.
            ("2024-05-04,makeup", "2024-05-03,makeup", vec!["no_saturday 2024-05-03"]),
            // A Sunday off for a Saturday.
            ("2019-04-29", "2019-04-28", vec!["no_weekday 2019-04-28"]),
        ] {
            let mut found = checked(|text| text.replacen(from, to, 1));
            found.retain(|issue| issue != unconfirmed);
            assert_eq!(found, expected, "{from}");
        }
        let without = |start: &'static str| {
            let mut found = checked(|text| {
                let lines = text.lines().filter(|line| !line.starts_with(start));
                lines.collect::<Vec<_>>().join("\n")
            });
            found.retain(|issue| issue != unconfirmed);
            found
        };
        assert_eq!(without("2024-05-04"), ["swap_without_saturday 2024-04-29"]);
        assert_eq!(without("2024-04-29"), ["saturday_without_swap 2024-05-04"]);
        assert_eq!(without("2023-05-03"), ["missing_holiday 2023-05-03"]);
    }

    #[test]
    fn lines_of_a_place_that_change_nothing_are_told() {
        let line = |text, kind| CalendarDay {
            day: Day::parse(text).expect("a day"),
            kind,
            confidence: Confidence::Verified,
            name: "Ngày".to_owned(),
            source: "CV 1".to_owned(),
        };
        let local = LocalCalendar {
            edition: "X".to_owned(),
            week: Week::default().with(Weekday::Sat),
            days: vec![
                line("2024-09-02", DayKind::Worked),
                line("2024-09-03", DayKind::DayOff),
                line("2024-09-07", DayKind::Worked),
                line("2024-09-09", DayKind::DayOff),
                line("2024-09-15", DayKind::DayOff),
            ],
        };
        let issues = cross_check(&WorkingCalendar::built_in().with_local(&local));
        assert_eq!(
            told(&issues)[1..],
            [
                "worked_holiday 2024-09-02",
                "without_effect 2024-09-03",
                "without_effect 2024-09-07",
                "without_effect 2024-09-15",
            ]
        );
    }
}
