//! Numbers of cells → text, as the same export would hold it as CSV.

use std::fmt::Write;

use chrono::{Days, NaiveDate};

/// Above this a number of a spreadsheet cannot count by ones any more.
const EXACT: f64 = 9_007_199_254_740_992.0;
/// Excel keeps so many digits of a number and puts zeros in the place of the others.
const DIGITS: usize = 15;
const SECONDS_PER_DAY: i64 = 86_400;
/// Days from 1900-01-01 to 1904-01-01 as a workbook of the old Macintosh counts.
const DAYS_TO_1904: i64 = 1_462;
/// 9999-12-31.
const LAST_DAY: i64 = 2_958_465;

/// Writes a number as it stands in the file: integers without a fraction, all their digits, and an
/// exponent only where digits were lost.
pub fn push_number(raw: &str, out: &mut String) {
    let raw = raw.trim();
    let is_integer = !raw.is_empty() && raw.bytes().all(|byte| byte.is_ascii_digit());
    if is_integer && raw.len() <= DIGITS {
        out.push_str(raw);
        return;
    }
    match raw.parse::<f64>() {
        Ok(number) if is_integer && number >= EXACT && has_own_digits(raw, number) => {
            out.push_str(raw);
        }
        Ok(number) if number.is_finite() => push_float(number, out),
        _ => out.push_str(raw),
    }
}

/// Whether the digits of a large integer say more than a number can hold, so that the program that
/// wrote them had them all.
fn has_own_digits(raw: &str, number: f64) -> bool {
    raw.bytes().skip(DIGITS).any(|digit| digit != b'0') && raw != number.to_string()
}

/// Writes a number.
pub fn push_float(number: f64, out: &mut String) {
    if number.abs() < EXACT {
        // The shortest text that reads back as the same number, without an exponent.
        let _infallible = write!(out, "{number}");
        return;
    }
    let text = format!("{number:E}");
    match text.split_once('E') {
        Some((digits, exponent)) => {
            let _infallible = write!(out, "{digits}E+{exponent}");
        }
        None => out.push_str(&text),
    }
}

/// Writes a day number with its time as ISO 8601; a time alone where the day is zero.
pub fn push_date(serial: f64, is_1904: bool, out: &mut String) {
    #[expect(clippy::cast_possible_truncation, reason = "a float outside the range saturates")]
    #[expect(clippy::cast_precision_loss, reason = "a small constant")]
    let seconds = (serial * SECONDS_PER_DAY as f64).round() as i64;
    let (mut day, second) =
        (seconds.div_euclid(SECONDS_PER_DAY), seconds.rem_euclid(SECONDS_PER_DAY));
    if is_1904 {
        day += DAYS_TO_1904;
    }
    let date = match day {
        0 => None,
        // Excel believes in the 29th of February 1900, so days before it count from another one.
        1..=59 => NaiveDate::from_ymd_opt(1899, 12, 31),
        60..=LAST_DAY => NaiveDate::from_ymd_opt(1899, 12, 30),
        _ => return push_float(serial, out),
    };
    let date = date.and_then(|start| start.checked_add_days(Days::new(day.unsigned_abs())));
    let time = format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
    match (date, second) {
        (None, _) => out.push_str(&time),
        (Some(date), 0) => {
            let _infallible = write!(out, "{date}");
        }
        (Some(date), _) => {
            let _infallible = write!(out, "{date}T{time}");
        }
    }
}

/// An ISO date and time of a workbook, without the midnight that says nothing.
pub fn push_iso(text: &str, out: &mut String) {
    let text = text.trim().trim_end_matches('Z');
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    out.push_str(date);
    // Fractions of a second are rounding of the program that wrote them.
    let time = time.split_once('.').map_or(time, |(time, _)| time);
    if !time.is_empty() && time != "00:00:00" && time != "00:00" {
        out.push('T');
        out.push_str(time);
    }
}

/// How a number is shown, as far as that says what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NumberFormat {
    #[default]
    Plain,
    /// A date or a time of day.
    Date,
    /// A hundred times as much, with a percent sign.
    Percent,
}

impl NumberFormat {
    /// Of a format code of Excel.
    pub fn of_code(code: &str) -> Self {
        let mut characters = code.chars();
        let mut format = Self::Plain;
        while let Some(character) = characters.next() {
            match character {
                '"' => {
                    characters.by_ref().find(|character| *character == '"');
                }
                '\\' | '_' | '*' => {
                    characters.next();
                }
                '[' => {
                    let inside: String =
                        characters.by_ref().take_while(|end| *end != ']').collect();
                    let first = inside.chars().next().map(|first| first.to_ascii_lowercase());
                    let is_one = inside.chars().all(|c| Some(c.to_ascii_lowercase()) == first);
                    if is_one && matches!(first, Some('h' | 'm' | 's')) {
                        // Hours gone by: a length of time.
                        return Self::Plain;
                    }
                }
                ';' => return format,
                'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return Self::Date,
                '%' => format = Self::Percent,
                _ => {}
            }
        }
        format
    }

    /// Of a format that every program knows by its number.
    pub const fn built_in(format: u32) -> Self {
        match format {
            9 | 10 => Self::Percent,
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Self::Date,
            _ => Self::Plain,
        }
    }
}

/// Writes a share as it is shown, a hundred times as much with a percent sign, with all its digits:
/// `0.985` → `98.5%`. What is no number stays as it is.
pub fn push_percent(raw: &str, out: &mut String) {
    let raw = raw.trim();
    let mut text = String::new();
    push_number(raw, &mut text);
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(fraction) {
        out.push_str(raw);
        return;
    }
    // Two places to the right, digit by digit: 0.285 × 100 is not 28.5 in binary.
    let moved = format!("{whole}{fraction:0<2}");
    let (whole, fraction) = moved.split_at(whole.len() + 2);
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    out.push_str(sign);
    out.push_str(if whole.is_empty() { "0" } else { whole });
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out.push('%');
}

#[cfg(test)]
mod tests {
    use super::{NumberFormat, push_date, push_iso, push_number, push_percent};

    fn number(raw: &str) -> String {
        let mut out = String::new();
        push_number(raw, &mut out);
        out
    }

    fn date(serial: f64, is_1904: bool) -> String {
        let mut out = String::new();
        push_date(serial, is_1904, &mut out);
        out
    }

    #[test]
    fn integers_keep_all_digits_that_are_certain() {
        for (raw, text) in [
            ("19899345", "19899345"),
            ("19899345.0", "19899345"),
            ("1.9899345E7", "19899345"),
            ("1.5E+2", "150"),
            ("9007199254740991", "9007199254740991"),
            ("4.01234567890123E+17", "4.01234567890123E+17"),
            ("401234567890123000", "4.01234567890123E+17"),
            ("401234567890123456", "401234567890123456"),
            ("401234567890123460", "4.0123456789012346E+17"),
            ("-5", "-5"),
            ("0.5", "0.5"),
            ("x", "x"),
        ] {
            assert_eq!(number(raw), text);
        }
    }

    #[test]
    fn days_of_both_epochs_rounded_to_the_second() {
        assert_eq!(date(45448.0, false), "2024-06-05");
        assert_eq!(date(45_448.312_673_611_11, false), "2024-06-05T07:30:15");
        assert_eq!(date(45_447.999_999_999, false), "2024-06-05");
        assert_eq!(date(43986.0, true), "2024-06-05");
        assert_eq!(date(59.0, false), "1900-02-28");
        assert_eq!(date(61.0, false), "1900-03-01");
        assert_eq!(date(0.3125, false), "07:30:00");
        assert_eq!(date(-1.0, false), "-1");
        assert_eq!(date(1e300, false), "1E+300");
    }

    #[test]
    fn iso_texts_lose_an_empty_time() {
        for (iso, text) in [
            ("2024-06-05T00:00:00", "2024-06-05"),
            ("2024-06-05", "2024-06-05"),
            ("2024-06-05T07:30:15.000", "2024-06-05T07:30:15"),
        ] {
            let mut out = String::new();
            push_iso(iso, &mut out);
            assert_eq!(out, text);
        }
    }

    #[test]
    fn formats_of_dates() {
        for code in ["dd/mm/yyyy", "[$-42A]dd mmmm", "h:mm AM/PM", "\\Nd", "m/d/yy h:mm;@"] {
            assert_eq!(NumberFormat::of_code(code), NumberFormat::Date, "{code}");
        }
        for code in ["General", "0.00", "#,##0 \"dong\"", "[h]:mm", "0.00E+00", "@", "_d0", "0;d"] {
            assert_ne!(NumberFormat::of_code(code), NumberFormat::Date, "{code}");
        }
    }

    #[test]
    fn shares_are_written_as_they_are_shown() {
        for (share, shown) in [
            ("0.985", "98.5%"),
            ("1", "100%"),
            ("0", "0%"),
            ("0.07", "7%"),
            ("0.285", "28.5%"),
            ("0.99682539682539681", "99.68253968253968%"),
            ("-0.05", "-5%"),
            ("12.5", "1250%"),
            ("1E-3", "0.1%"),
            ("", ""),
            ("#N/A", "#N/A"),
        ] {
            let mut out = String::new();
            push_percent(share, &mut out);
            assert_eq!(out, shown, "{share}");
        }
        for (code, is_percent) in [
            ("0%", true),
            ("0.00%", true),
            ("[Red]0.0%;-0.0%", true),
            ("0.0\\%", false),
            ("0\" %\"", false),
            ("General", false),
        ] {
            assert_eq!(NumberFormat::of_code(code) == NumberFormat::Percent, is_percent, "{code}");
        }
    }
}
