//! The Vietnamese lunisolar calendar: the day on which a lunar year begins, and any day of its first
//! months.
//!
//! In: a year. Out: days, computed for the meridian of Hà Nội (UTC+7) from the mean new moons with
//! their periodic terms and the longitude of the sun (J. Meeus, *Astronomical Algorithms*, as Hồ Ngọc
//! Đức published them for Vietnam). Must not know: which of these days are holidays.
//!
//! A month begins on the local day of its new moon; the eleventh month holds the winter solstice;
//! where thirteen new moons lie between two solstices, the first month without a major solar term is
//! the leap month. The zone decides: a new moon or solstice between 23:00 and midnight in Hà Nội lies
//! on the next day in Beijing.

use std::f64::consts::{PI, TAU};

use super::day::Day;

/// Hours before Greenwich, as a share of a day.
const ZONE: f64 = 7.0 / 24.0;
/// Julian day number of 1970-01-01, whose Julian day begins at noon.
const EPOCH: f64 = 2_440_587.5;
/// Mean length of a lunar month.
const MONTH: f64 = 29.530_588_853;
/// Julian day of the first mean new moon after 1899.
const FIRST_NEW_MOON: f64 = 2_415_021.076_998_695;

/// A day of the lunar calendar in the Vietnamese civil year in which most of that lunar year lies.
/// `month` counts from 1; a leap month stands behind the month of its number and is not counted.
/// Nothing where there is no such civil year or month.
pub fn lunar_day(year: i32, month: u32, day: i32) -> Option<Day> {
    let before = eleventh_month(year.checked_sub(1)?)?;
    let after = eleventh_month(year)?;
    // The first month is the second one after the eleventh, unless a leap month lies before.
    let mut places = i32::try_from(month).ok()? + 1;
    if let Some(leap) = leap_month(before, after)
        && leap <= places
    {
        places += 1;
    }
    let start =
        if (1..=10).contains(&month) { new_moon_day(before.1 + places) } else { return None };
    Some(Day(start.0.checked_add(day - 1)?))
}

/// The first day of a lunar year, Tết, in a civil year.
pub fn new_year(year: i32) -> Option<Day> {
    lunar_day(year, 1, 1)
}

/// The eleventh lunar month that begins in a civil year: its first day, and the number of its moon.
fn eleventh_month(year: i32) -> Option<(Day, i32)> {
    let last = Day::from_ymd(year, 12, 31)?;
    let number = whole((f64::from(last.0) + EPOCH - FIRST_NEW_MOON) / MONTH);
    let start = new_moon_day(number);
    // Past the solstice already: the month before holds it.
    if solar_sector(start) >= SOLSTICE {
        let number = number - 1;
        return Some((new_moon_day(number), number));
    }
    Some((start, number))
}

/// Which month after the eleventh is the leap month, if there are thirteen up to the next eleventh.
fn leap_month(before: (Day, i32), after: (Day, i32)) -> Option<i32> {
    if after.1 - before.1 < 13 {
        return None;
    }
    // A month without a major solar term begins and ends in one sector of the sun's way.
    (1..13).find(|place| {
        let [start, end] = [0, 1].map(|more| new_moon_day(before.1 + place + more));
        solar_sector(start) == solar_sector(end)
    })
}

/// Of the twelve sectors that major solar terms divide the sun's way into: the one that begins with
/// the winter solstice.
const SOLSTICE: i32 = 9;

/// The sector in which the sun stands as a local day begins.
fn solar_sector(day: Day) -> i32 {
    let midnight = f64::from(day.0) + EPOCH - ZONE;
    whole(solar_longitude(midnight) / PI * 6.0)
}

/// The longitude of the sun in radians, from 0 to a full turn.
fn solar_longitude(julian: f64) -> f64 {
    let centuries = (julian - 2_451_545.0) / 36_525.0;
    let squared = centuries * centuries;
    let degrees = PI / 180.0;
    let anomaly = 357.529_10 + 35_999.050_30 * centuries
        - 0.000_155_9 * squared
        - 0.000_000_48 * centuries * squared;
    let mean = 280.466_45 + 36_000.769_83 * centuries + 0.000_303_2 * squared;
    let sine = |times: f64| (times * anomaly * degrees).sin();
    let centre = (1.914_600 - 0.004_817 * centuries - 0.000_014 * squared) * sine(1.0)
        + (0.019_993 - 0.000_101 * centuries) * sine(2.0)
        + 0.000_290 * sine(3.0);
    ((mean + centre) * degrees).rem_euclid(TAU)
}

/// The local day of a new moon, by its number from 1900-01-01.
fn new_moon_day(number: i32) -> Day {
    Day(whole(new_moon(f64::from(number)) - EPOCH + ZONE))
}

/// The Julian day of a new moon.
fn new_moon(number: f64) -> f64 {
    let centuries = number / 1236.85;
    let (squared, cubed) = (centuries * centuries, centuries * centuries * centuries);
    let degrees = PI / 180.0;
    let mean = 2_415_020.759_33 + 29.530_588_68 * number + 0.000_117_8 * squared
        - 0.000_000_155 * cubed
        + 0.000_33 * ((166.56 + 132.87 * centuries - 0.009_173 * squared) * degrees).sin();
    let sun = 359.2242 + 29.105_356_08 * number - 0.000_033_3 * squared - 0.000_003_47 * cubed;
    let moon = 306.0253 + 385.816_918_06 * number + 0.010_730_6 * squared + 0.000_012_36 * cubed;
    let latitude = 21.2964 + 390.670_506_46 * number - 0.001_652_8 * squared - 0.000_002_39 * cubed;
    let sine = |argument: f64| (argument * degrees).sin();
    let periodic = (0.1734 - 0.000_393 * centuries) * sine(sun) + 0.0021 * sine(2.0 * sun)
        - 0.4068 * sine(moon)
        + 0.0161 * sine(2.0 * moon)
        - 0.0004 * sine(3.0 * moon)
        + 0.0104 * sine(2.0 * latitude)
        - 0.0051 * sine(sun + moon)
        - 0.0074 * sine(sun - moon)
        + 0.0004 * sine(2.0 * latitude + sun)
        - 0.0004 * sine(2.0 * latitude - sun)
        - 0.0006 * sine(2.0 * latitude + moon)
        + 0.0010 * sine(2.0 * latitude - moon)
        + 0.0005 * sine(2.0 * moon + sun);
    mean + periodic - clock_difference(centuries)
}

/// Terrestrial time less universal time in days; before 1100 the earth is another matter.
fn clock_difference(centuries: f64) -> f64 {
    let squared = centuries * centuries;
    if centuries < -11.0 {
        0.001 + 0.000_839 * centuries + 0.000_226_1 * squared
            - 0.000_008_45 * centuries * squared
            - 0.000_000_081 * squared * squared
    } else {
        -0.000_278 + 0.000_265 * centuries + 0.000_262 * squared
    }
}

/// The whole number below.
#[expect(clippy::cast_possible_truncation, reason = "days and months of civil years fit")]
fn whole(number: f64) -> i32 {
    number.floor() as i32
}

#[cfg(test)]
mod tests {
    use super::{lunar_day, new_year};
    use crate::domain::Day;

    #[test]
    fn tet_is_that_of_vietnam() {
        for (year, expected) in [
            // A month before the Chinese new year.
            (1985, "1985-01-21"),
            // A day before it.
            (1968, "1968-01-29"),
            (2007, "2007-02-17"),
            (2030, "2030-02-02"),
            (2053, "2053-02-18"),
            // The same day as there.
            (1976, "1976-01-31"),
            (2000, "2000-02-05"),
            (2019, "2019-02-05"),
            (2020, "2020-01-25"),
            (2021, "2021-02-12"),
            (2022, "2022-02-01"),
            (2023, "2023-01-22"),
            (2024, "2024-02-10"),
            (2025, "2025-01-29"),
            (2026, "2026-02-17"),
            (2027, "2027-02-06"),
            (2028, "2028-01-26"),
            (2029, "2029-02-13"),
        ] {
            assert_eq!(new_year(year), Day::parse(expected), "{year}");
        }
    }

    #[test]
    fn the_tenth_of_the_third_month_is_found_behind_leap_months_too() {
        for (year, expected) in [
            (2019, "2019-04-14"),
            // The leap month of 2020 is the fourth, that of 2023 the second, that of 2025 the sixth.
            (2020, "2020-04-02"),
            (2023, "2023-04-29"),
            (2025, "2025-04-07"),
            (2021, "2021-04-21"),
            (2022, "2022-04-10"),
            (2024, "2024-04-18"),
            (2026, "2026-04-26"),
            (2027, "2027-04-16"),
        ] {
            assert_eq!(lunar_day(year, 3, 10), Day::parse(expected), "{year}");
        }
    }

    #[test]
    fn tet_lies_between_20_january_and_21_february() {
        for year in 1900..2100 {
            let new_year = new_year(year).expect("a day").date();
            let text = new_year.format("%m-%d").to_string();
            assert!(("01-20".."02-22").contains(&text.as_str()), "{new_year}");
        }
        assert_eq!(lunar_day(2024, 11, 1), None);
    }
}
