//! A calendar day as it is written in an export: no time zone, no clock.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// Days since 1970-01-01; compares and subtracts as an integer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(with = "String")]
pub struct Day(pub i32);

/// `NaiveDate::num_days_from_ce` of 1970-01-01.
const EPOCH_FROM_CE: i32 = 719_163;

impl Day {
    /// The day of a civil date, if there is such a date.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self::from_date)
    }

    /// The day of a `chrono` date.
    pub fn from_date(date: NaiveDate) -> Self {
        Self(date.num_days_from_ce() - EPOCH_FROM_CE)
    }

    /// The civil date; days outside chrono's range become its nearest end.
    pub fn date(self) -> NaiveDate {
        let from_ce = self.0.saturating_add(EPOCH_FROM_CE);
        let nearest = if from_ce < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
        NaiveDate::from_num_days_from_ce_opt(from_ce).unwrap_or(nearest)
    }

    /// The day after.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The day before.
    #[must_use]
    pub const fn previous(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// The same day of the year before; 28 February before 29 February.
    pub fn year_before(self) -> Option<Self> {
        self.date().checked_sub_months(Months::new(12)).map(Self::from_date)
    }

    /// Reads `YYYY-MM-DD`, the only form the command line takes.
    pub fn parse(text: &str) -> Option<Self> {
        let &[y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = text.as_bytes() else {
            return None;
        };
        let number = |digits: &[u8]| {
            let add = |sum: u32, digit: &u8| {
                digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0'))
            };
            digits.iter().try_fold(0, add)
        };
        let year = i32::try_from(number(&[y0, y1, y2, y3])?).ok()?;
        let (month, day) = (number(&[m0, m1])?, number(&[d0, d1])?);
        NaiveDate::from_ymd_opt(year, month, day).map(Self::from_date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        let (year, month, day) = (date.year(), date.month(), date.day());
        let Some(year) = u32::try_from(year).ok().filter(|year| *year <= 9999) else {
            return write!(formatter, "{year:04}-{month:02}-{day:02}");
        };
        // An archived month has a million of them: digits by hand take a quarter of the time.
        let number = year * 10_000 + month * 100 + day;
        let mut text = *b"0000-00-00";
        let places = [0, 1, 2, 3, 5, 6, 8, 9];
        let mut rest = number;
        for place in places.into_iter().rev() {
            if let Some(digit) = text.get_mut(place) {
                *digit = b'0' + u8::try_from(rest % 10).unwrap_or_default();
            }
            rest /= 10;
        }
        formatter.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn a_day_survives_the_round_trip_through_text() {
        for text in ["1970-01-01", "2024-02-29", "2030-02-02", "1900-01-01"] {
            assert_eq!(Day::parse(text).map(|day| day.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Day::from_ymd(1970, 1, 1), Some(Day(0)));
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        for text in ["2023-02-29", "2024-13-01", "24-01-01", "2024-1-1", "", "2024-01-01T"] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }
}
