//! A title → the days from which to which it says that the list below it goes: "Từ ngày 15/5/2024 đến ngày
//! 14/6/2024", also with the days in words. Must not know: what the list holds.

use std::sync::LazyLock;

use regex::Regex;

use crate::domain::fold;
use crate::domain::{Day, Period};

/// Patterns over folded text; folding moves tone marks, so the words go through it too.
struct Patterns {
    days: Regex,
    spelled_days: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let [month, year, until] = ["tháng", "năm", "đến"].map(fold);
    let date = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})";
    let spelled = format!(r"(\d{{1,2}}) {month} (\d{{1,2}}) {year} (\d{{4}})");
    let between = format!(r"[^\d]*?(?:{until}|-)[^\d]*?");
    Patterns {
        days: pattern(&format!("{date}{between}{date}")),
        spelled_days: pattern(&format!("{spelled}{between}{spelled}")),
    }
});

#[expect(clippy::expect_used, reason = "the patterns are fixed and used by every test run")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a valid pattern")
}

/// The days that a folded title names.
pub fn titled_days(folded: &str) -> Option<Period> {
    let days = |pattern: &Regex| {
        let found = pattern.captures(folded)?;
        let day = |at: usize| {
            let number = |at| found.get(at)?.as_str().parse::<u32>().ok();
            let year = i32::try_from(number(at + 2)?).ok()?;
            Day::from_ymd(year, number(at + 1)?, number(at)?)
        };
        Period::new(day(1)?, day(4)?)
    };
    days(&PATTERNS.days).or_else(|| days(&PATTERNS.spelled_days))
}

#[cfg(test)]
mod tests {
    use super::{fold, titled_days};

    #[test]
    fn days_in_figures_and_in_words() {
        for (title, expected) in [
            ("(Từ ngày 15/5/2024 đến ngày 14/6/2024)", Some("2024-05-15..2024-06-14")),
            ("Kỳ báo cáo: 01/07/2024 - 31/07/2024", Some("2024-07-01..2024-07-31")),
            (
                "từ ngày 1 tháng 1 năm 2024 đến hết ngày 30 tháng 6 năm 2024",
                Some("2024-01-01..2024-06-30"),
            ),
            ("TỪ NGÀY 01.07.2024 ĐẾN NGÀY 31.07.2024", Some("2024-07-01..2024-07-31")),
            ("Thái Bình, ngày 30 tháng 6 năm 2024", None),
            ("Tháng 7 năm 2024", None),
            ("Từ ngày 31/07/2024 đến ngày 01/07/2024", None),
            ("Từ ngày 31/02/2024 đến ngày 01/07/2024", None),
        ] {
            let found = titled_days(&fold(title)).map(|period| period.to_string());
            assert_eq!(found.as_deref(), expected, "{title}");
        }
    }
}
