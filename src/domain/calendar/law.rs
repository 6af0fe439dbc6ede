//! The public holidays of a year by law, computed: fixed dates, Tết and Giỗ Tổ by the lunar calendar.
//!
//! In: a year, and what the yearly notice decides (when Tết begins, which neighbour of 2 September is
//! off). Out: the days with those that compensate weekends. They only cross-check the data, which
//! decide. Source: Labour Code 2019, article 112, and before it the Code of 2012 (National Day one day);
//! Resolution 28/2026/QH16 for 24 November. The Codes are cited from memory.

use std::collections::BTreeSet;

use super::week::Week;
use crate::domain::Day;
use crate::domain::lunar::{lunar_day, new_year};

/// A day that the law makes a holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LawfulHoliday {
    pub day: Day,
    /// In Vietnamese, as the data name it.
    pub name: &'static str,
    /// For a holiday on a weekend.
    pub is_compensation: bool,
}

/// What the notice of a year decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// How many of the five days of Tết lie before the first day of the lunar year.
    pub days_before_tet: i32,
    /// Whether 1 September is off beside 2 September, or else 3 September.
    pub first_of_september: bool,
}

impl Choice {
    /// Every way in which a notice may decide.
    pub const ALL: [Self; 4] = [
        Self { days_before_tet: 1, first_of_september: true },
        Self { days_before_tet: 1, first_of_september: false },
        Self { days_before_tet: 2, first_of_september: true },
        Self { days_before_tet: 2, first_of_september: false },
    ];
}

const TET_DAYS: i32 = 5;
/// From this year National Day is two days.
const TWO_NATIONAL_DAYS: i32 = 2021;
/// From this year 24 November is a holiday.
const CULTURE_DAY: i32 = 2026;

/// The holidays of a year in order, those that compensate among them; none in a year that no
/// calendar has.
pub fn lawful_holidays(year: i32, choice: Choice) -> Vec<LawfulHoliday> {
    let mut named: Vec<(Option<Day>, &'static str)> =
        vec![(Day::from_ymd(year, 1, 1), "Tết Dương lịch")];
    let tet = new_year(year);
    for place in 0..TET_DAYS {
        let day = tet.map(|tet| Day(tet.0 - choice.days_before_tet + place));
        named.push((day, "Tết Nguyên đán"));
    }
    named.push((lunar_day(year, 3, 10), "Giỗ Tổ Hùng Vương"));
    named.push((Day::from_ymd(year, 4, 30), "Ngày Chiến thắng 30/4"));
    named.push((Day::from_ymd(year, 5, 1), "Ngày Quốc tế Lao động"));
    named.push((Day::from_ymd(year, 9, 2), "Quốc khánh"));
    if year >= TWO_NATIONAL_DAYS {
        let other = if choice.first_of_september { 1 } else { 3 };
        named.push((Day::from_ymd(year, 9, other), "Quốc khánh"));
    }
    if year >= CULTURE_DAY {
        named.push((Day::from_ymd(year, 11, 24), "Ngày Văn hóa Việt Nam"));
    }
    let mut days: Vec<LawfulHoliday> = named
        .into_iter()
        .filter_map(|(day, name)| Some(LawfulHoliday { day: day?, name, is_compensation: false }))
        .collect();
    days.sort_by_key(|holiday| holiday.day);
    compensated(days)
}

/// With a weekday off for each holiday on a weekend: the next one that is not off already.
fn compensated(mut days: Vec<LawfulHoliday>) -> Vec<LawfulHoliday> {
    let week = Week::default();
    let mut off: BTreeSet<Day> = days.iter().map(|holiday| holiday.day).collect();
    let lost: Vec<LawfulHoliday> =
        days.iter().filter(|holiday| !week.works_on(holiday.day)).copied().collect();
    for holiday in lost {
        let mut day = holiday.day.next();
        while !week.works_on(day) || off.contains(&day) {
            day = day.next();
        }
        off.insert(day);
        days.push(LawfulHoliday { day, is_compensation: true, ..holiday });
    }
    days.sort_by_key(|holiday| holiday.day);
    days
}

#[cfg(test)]
mod tests {
    use super::{Choice, lawful_holidays};
    use crate::domain::Day;

    #[test]
    fn holidays_that_meet_on_a_weekend_are_compensated_one_after_the_other() {
        // Giỗ Tổ on Saturday 29 April 2023, 30 April on Sunday, 1 May on Monday.
        let choice = Choice { days_before_tet: 2, first_of_september: true };
        let days = lawful_holidays(2023, choice);
        let compensations: Vec<(String, &str)> = days
            .iter()
            .filter(|holiday| holiday.is_compensation)
            .map(|holiday| (holiday.day.to_string(), holiday.name))
            .collect();
        let expected = [
            ("2023-01-02", "Tết Dương lịch"),
            ("2023-01-25", "Tết Nguyên đán"),
            ("2023-01-26", "Tết Nguyên đán"),
            ("2023-05-02", "Giỗ Tổ Hùng Vương"),
            ("2023-05-03", "Ngày Chiến thắng 30/4"),
            ("2023-09-04", "Quốc khánh"),
        ];
        let found: Vec<(&str, &str)> =
            compensations.iter().map(|(day, name)| (day.as_str(), *name)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_law_of_the_year_decides_how_many_days_there_are() {
        let count = |year| {
            let days = lawful_holidays(year, Choice::ALL[0]);
            days.iter().filter(|holiday| !holiday.is_compensation).count()
        };
        assert_eq!([2020, 2021, 2025, 2026].map(count), [10, 11, 11, 12]);
        let culture_day = Day::from_ymd(2026, 11, 24).expect("a day");
        assert!(lawful_holidays(2026, Choice::ALL[0]).iter().any(|one| one.day == culture_day));
    }
}
