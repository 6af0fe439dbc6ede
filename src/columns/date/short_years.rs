//! Dates with years of two digits: `04/06/24` may be day, month, year; month, day, year; or year, month,
//! day. A whole file mostly leaves one of them.
//!
//! In: the three numbers of each such date. Out: the order that the file proves, if it proves one. Must
//! not know: cells, columns, files.

use super::civil::civil;
use crate::domain::Day;

/// Which of the three numbers is what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShortOrder {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

/// Electronic logs began after 2010, and nothing in them is due after 2039.
const YEARS: std::ops::RangeInclusive<u32> = 10..=39;
const DAYS: std::ops::RangeInclusive<u32> = 1..=31;
const MONTHS: std::ops::RangeInclusive<u32> = 1..=12;

impl ShortOrder {
    pub const ALL: [Self; 3] = [Self::DayMonthYear, Self::MonthDayYear, Self::YearMonthDay];

    /// The day of three numbers.
    pub fn day(self, [first, second, third]: [u32; 3]) -> Option<Day> {
        let (year, month, day) = match self {
            Self::DayMonthYear => (third, second, first),
            Self::MonthDayYear => (third, first, second),
            Self::YearMonthDay => (first, second, third),
        };
        civil(2000 + year, month, day)
    }

    /// As a profile names it, with this sign between the numbers.
    pub fn format(self, separator: char) -> String {
        let parts = match self {
            Self::DayMonthYear => ["%d", "%m", "%y"],
            Self::MonthDayYear => ["%m", "%d", "%y"],
            Self::YearMonthDay => ["%y", "%m", "%d"],
        };
        parts.join(&separator.to_string())
    }
}

/// The smallest and the largest number at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range {
    least: u8,
    most: u8,
}

impl Default for Range {
    fn default() -> Self {
        Self { least: u8::MAX, most: 0 }
    }
}

impl Range {
    fn see(&mut self, number: u32) {
        let number = u8::try_from(number).unwrap_or(u8::MAX);
        self.add(Self { least: number, most: number });
    }

    fn add(&mut self, other: Self) {
        self.least = self.least.min(other.least);
        self.most = self.most.max(other.most);
    }

    fn lies_in(self, range: &std::ops::RangeInclusive<u32>) -> bool {
        range.contains(&u32::from(self.least)) && range.contains(&u32::from(self.most))
    }

    fn spread(self) -> u8 {
        self.most.saturating_sub(self.least)
    }
}

/// What all such dates of a column or file have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ShortYears {
    pub count: u64,
    places: [Range; 3],
    separator: Option<char>,
    has_time: bool,
}

/// So much more do days spread than years or months; below that, it is chance.
const SPREAD: u8 = 4;

impl ShortYears {
    pub fn see(&mut self, numbers: [u32; 3], separator: char, has_time: bool) {
        self.count += 1;
        self.places.iter_mut().zip(numbers).for_each(|(place, number)| place.see(number));
        self.separator = self.separator.min(Some(separator)).or(Some(separator));
        self.has_time |= has_time;
    }

    pub fn add(&mut self, other: Self) {
        self.count += other.count;
        self.places.iter_mut().zip(other.places).for_each(|(place, more)| place.add(more));
        self.separator = [self.separator, other.separator].into_iter().flatten().min();
        self.has_time |= other.has_time;
    }

    /// Whether every date can be read in this order.
    fn allows(&self, order: ShortOrder) -> bool {
        let [first, second, third] = self.places;
        let (year, month, day) = match order {
            ShortOrder::DayMonthYear => (third, second, first),
            ShortOrder::MonthDayYear => (third, first, second),
            ShortOrder::YearMonthDay => (first, second, third),
        };
        year.lies_in(&YEARS) && month.lies_in(&MONTHS) && day.lies_in(&DAYS)
    }

    /// The order that the dates prove. `day_first` and `month_first`: how many dates with
    /// full years of the file can only be the one or the other.
    pub fn order(&self, day_first: u64, month_first: u64) -> Option<ShortOrder> {
        if self.count == 0 {
            return None;
        }
        let [first, second, third] = self.places.map(Range::spread);
        let mut left: Vec<ShortOrder> =
            ShortOrder::ALL.into_iter().filter(|order| self.allows(*order)).collect();
        // Years hardly differ within a log, days do.
        if first >= third.saturating_add(SPREAD) {
            left.retain(|order| *order != ShortOrder::YearMonthDay || !self.has_rival(*order));
        } else if third >= first.saturating_add(SPREAD) {
            left.retain(|order| {
                *order == ShortOrder::YearMonthDay || !self.allows(ShortOrder::YearMonthDay)
            });
        }
        if let [ShortOrder::DayMonthYear, ShortOrder::MonthDayYear] = left[..] {
            // Nor do the months of a log of a few weeks.
            let is_day_first = first >= second.saturating_add(SPREAD);
            let is_month_first = second >= first.saturating_add(SPREAD);
            let is_told_day_first = day_first > 0 && month_first == 0;
            let is_told_month_first = month_first > 0 && day_first == 0;
            left.retain(|order| match order {
                ShortOrder::DayMonthYear => {
                    is_told_day_first || (is_day_first && !is_told_month_first)
                }
                _ => is_told_month_first || (is_month_first && !is_told_day_first),
            });
        }
        match left[..] {
            [order] => Some(order),
            _ => None,
        }
    }

    fn has_rival(&self, order: ShortOrder) -> bool {
        ShortOrder::ALL.into_iter().any(|other| other != order && self.allows(other))
    }

    /// The lines of a profile that would read the dates, the likely ones of the country first; all where
    /// none fits every date.
    pub fn profile_lines(&self) -> String {
        let mut orders: Vec<ShortOrder> =
            ShortOrder::ALL.into_iter().filter(|order| self.allows(*order)).collect();
        if orders.is_empty() {
            orders = ShortOrder::ALL.to_vec();
        }
        let lines: Vec<String> = orders.into_iter().map(|order| self.profile_line(order)).collect();
        lines.join(" | ")
    }

    /// The line of a profile that reads the dates in this order.
    pub fn profile_line(&self, order: ShortOrder) -> String {
        let date = order.format(self.separator.unwrap_or('/'));
        if self.has_time {
            format!("date_formats = [\"{date} %H:%M:%S\", \"{date} %H:%M\", \"{date}\"]")
        } else {
            format!("date_formats = [\"{date}\"]")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ShortOrder, ShortYears};

    fn seen(dates: &[[u32; 3]]) -> ShortYears {
        let mut years = ShortYears::default();
        for numbers in dates {
            years.see(*numbers, '/', false);
        }
        years
    }

    #[test]
    fn one_meaning_is_read_and_several_are_not() {
        let day_first = Some(ShortOrder::DayMonthYear);
        for (dates, expected) in [
            (&[[3, 6, 24], [14, 6, 24]][..], day_first),
            // Only the spread says so.
            (&[[11, 6, 24], [30, 7, 25]], day_first),
            (&[[3, 6, 24], [10, 6, 24], [7, 7, 24]], day_first),
            (&[[6, 3, 24], [6, 14, 24]], Some(ShortOrder::MonthDayYear)),
            (&[[6, 3, 24], [6, 12, 24]], Some(ShortOrder::MonthDayYear)),
            (&[[24, 6, 3], [24, 6, 14]], Some(ShortOrder::YearMonthDay)),
            (&[[24, 6, 11], [24, 6, 30]], Some(ShortOrder::YearMonthDay)),
            (&[[3, 6, 24], [4, 7, 24]], None),
            (&[[11, 6, 12], [12, 6, 13]], None),
            (&[[13, 6, 24], [6, 13, 24]], None),
            (&[[3, 6, 99]], None),
            (&[], None),
        ] {
            assert_eq!(seen(dates).order(0, 0), expected, "{dates:?}");
        }
    }

    #[test]
    fn dates_with_full_years_decide_between_day_and_month() {
        let years = seen(&[[3, 6, 24], [4, 7, 24]]);
        assert_eq!(years.order(2, 0), Some(ShortOrder::DayMonthYear));
        assert_eq!(years.order(0, 2), Some(ShortOrder::MonthDayYear));
        assert_eq!(years.order(2, 2), None);
        let lines = "date_formats = [\"%d/%m/%y\"] | date_formats = [\"%m/%d/%y\"]";
        assert_eq!(years.profile_lines(), lines);
    }
}
