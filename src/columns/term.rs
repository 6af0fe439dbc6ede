//! Times as catalogues write them → a number and its unit: `5 ngày làm việc`, `03 ngày`, `24 giờ`.
//!
//! In: a cell. Out: a [`Term`], or nothing where it gives no one number. Must not know: which time is meant,
//! how times are compared.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;

use super::heading::plain;
use super::number::decimal;
use crate::domain::fold;

/// What a time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermUnit {
    /// A bare number: days of a kind that nobody says.
    Days,
    WorkingDays,
    /// `ngày`, said.
    CalendarDays,
    Hours,
    WorkingHours,
    Weeks,
    Months,
    Years,
}

impl TermUnit {
    /// Whether it is one of days.
    pub const fn is_days(self) -> bool {
        matches!(self, Self::Days | Self::WorkingDays | Self::CalendarDays)
    }
}

/// A time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// In hundredths of the unit: catalogues have half days, and thirds nobody promises.
    pub hundredths: u64,
    pub unit: TermUnit,
}

/// No procedure takes 1,000 years, in hundredths of a day.
const LONGEST: u64 = 36_500_000;

/// What may stand before the number.
const BEFORE: [&str; 8] =
    ["không quá", "tối đa", "trong thời hạn", "trong vòng", "trong", "thời hạn", "chậm nhất", "là"];

/// Units as they are written, the longer first.
const UNITS: [(&str, TermUnit); 12] = [
    ("ngày làm việc", TermUnit::WorkingDays),
    ("ngày lv", TermUnit::WorkingDays),
    ("nlv", TermUnit::WorkingDays),
    ("giờ làm việc", TermUnit::WorkingHours),
    ("ngày", TermUnit::CalendarDays),
    ("giờ", TermUnit::Hours),
    ("h", TermUnit::Hours),
    ("tuần", TermUnit::Weeks),
    ("tháng", TermUnit::Months),
    ("năm", TermUnit::Years),
    ("days", TermUnit::Days),
    ("day", TermUnit::Days),
];

/// The time that a cell tells; nothing where it tells none, or several.
pub fn term(text: &str) -> Option<Term> {
    // What follows in brackets or behind a semicolon explains the time; another time there is another case.
    let end = text.find(['(', ';', '[']).unwrap_or(text.len());
    let (own, rest) = text.split_at(end);
    let is_case = rest.starts_with(';') && rest.contains(|c: char| c.is_ascii_digit());
    if is_case {
        return None;
    }
    let folded = fold(own);
    let mut text = folded.trim();
    let shorter = |text: &str| {
        BEFORE.iter().find_map(|words| Some(text.len() - text.strip_prefix(&*fold(words))?.len()))
    };
    while let Some(length) = shorter(text) {
        text = text.get(length..).unwrap_or("").trim_start();
    }
    let length =
        text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(text.len());
    let (number, unit) = text.split_at(length);
    let unit = unit_of(unit.trim())?;
    let value = decimal(number.trim_end_matches(['.', ',']), Some(MOST)).ok()?.value;
    let hundredths = value * BigRational::from_integer(BigInt::from(100));
    let whole = hundredths.is_integer().then(|| hundredths.to_integer().to_u64()).flatten();
    whole.filter(|hundredths| *hundredths <= LONGEST).map(|hundredths| Term { hundredths, unit })
}

/// `1.234` days would be three years and more; nothing is that long that is counted in thousands.
const MOST: u64 = LONGEST / 100;

/// The unit behind a number. Words may follow it (`kể từ ngày nhận đủ hồ sơ`), another number may not.
fn unit_of(text: &str) -> Option<TermUnit> {
    if text.is_empty() {
        return Some(TermUnit::Days);
    }
    let behind = |(name, unit): (&str, TermUnit)| {
        let rest = text.strip_prefix(&*fold(name)).or_else(|| text.strip_prefix(&*plain(name)))?;
        let is_word = !rest.starts_with(char::is_alphanumeric);
        is_word.then_some((rest, unit))
    };
    let (rest, unit) = UNITS.into_iter().find_map(behind)?;
    let has_other = rest.contains(|c: char| c.is_ascii_digit());
    (!has_other).then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::{Term, TermUnit, term};

    #[test]
    fn a_number_and_its_unit() {
        for (text, hundredths, unit) in [
            ("5", 500, TermUnit::Days),
            ("5 ngày làm việc", 500, TermUnit::WorkingDays),
            ("03 ngày", 300, TermUnit::CalendarDays),
            ("0,5 ngày", 50, TermUnit::CalendarDays),
            ("24 giờ", 2_400, TermUnit::Hours),
            ("08 giờ làm việc", 800, TermUnit::WorkingHours),
            ("Không quá 15 ngày làm việc", 1_500, TermUnit::WorkingDays),
            ("15 ngày (trong đó: Sở 10 ngày, UBND tỉnh 5 ngày)", 1_500, TermUnit::CalendarDays),
            ("20 ngày làm việc kể từ ngày nhận đủ hồ sơ", 2_000, TermUnit::WorkingDays),
            ("Trong thời hạn 10 ngày", 1_000, TermUnit::CalendarDays),
            ("7ngày", 700, TermUnit::CalendarDays),
            ("2 tháng", 200, TermUnit::Months),
            ("5 ngay lam viec", 500, TermUnit::WorkingDays),
        ] {
            assert_eq!(term(text), Some(Term { hundredths, unit }), "{text}");
        }
    }

    #[test]
    fn what_gives_no_one_number() {
        for text in [
            "",
            "Không quy định",
            "Trong ngày",
            "Ngay trong ngày làm việc",
            "05 - 07 ngày",
            "5-7 ngày",
            "3 ngày; trường hợp phức tạp 5 ngày",
            "5 ngày làm việc, trường hợp xác minh 8 ngày làm việc",
            "5%",
            "-3",
            "0,333 ngày",
            "mười ngày",
            "5 lần",
        ] {
            assert_eq!(term(text), None, "{text}");
        }
    }
}
