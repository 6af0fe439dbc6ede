//! Title texts → the period of a table: "Tháng 6 năm 2024", "Quý II/2024", "6 tháng đầu năm 2024",
//! "Từ ngày 15/5/2024 đến ngày 14/6/2024". Days that are written out win over names.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::columns::titled_days;
use crate::domain::fold;
use crate::domain::{Day, Period, PeriodRule};

/// Patterns over folded text; folding moves tone marks, so the words go through it too.
struct Patterns {
    months_of_year: Regex,
    quarter: Regex,
    month: Regex,
    year: Regex,
    date_of_signature: Regex,
    as_of: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let [day, month, year] = ["ngày", "tháng", "năm"].map(fold);
    let [quarter, first, last] = ["quý", "đầu", "cuối"].map(fold);
    let as_of = fold("tính đến");
    Patterns {
        months_of_year: pattern(&format!(
            r"\b(\d{{1,2}}) {month} ({first}|{last}) {year} (\d{{4}})"
        )),
        quarter: pattern(&format!(r"\b{quarter} (iv|i{{1,3}}|[1-4])[ /,.-]*(?:{year} )?(\d{{4}})")),
        month: pattern(&format!(r"\b{month} (\d{{1,2}})[ /,.-]*(?:{year} )?(\d{{4}})")),
        year: pattern(&format!(r"\b{year} (\d{{4}})")),
        as_of: pattern(&format!(r"{as_of} (?:{day} )?(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}})")),
        date_of_signature: pattern(&format!(r"{day} \d{{1,2}} {month} \d{{1,2}} {year} \d{{4}}")),
    }
});

#[expect(clippy::expect_used, reason = "the patterns are fixed and used by every test run")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a valid pattern")
}

/// The period that the first of the titles names.
pub fn period_of_titles<'a>(
    titles: impl Iterator<Item = &'a str>,
    rule: PeriodRule,
) -> Option<Period> {
    let titles: Vec<String> = titles.map(fold).collect();
    let written = titles.iter().find_map(|title| titled_days(title));
    let named = || {
        // "…, ngày 30 tháng 6 năm 2024" says when the paper was signed.
        let titles = titles.iter().map(|title| PATTERNS.date_of_signature.replace_all(title, " "));
        let titles: Vec<_> = titles.collect();
        let name = titles.iter().find_map(|title| period_name(title));
        let year = || titles.iter().find_map(|title| year_name(title));
        Period::parse(&name.or_else(year)?, rule, Day(0)).ok()
    };
    written.or_else(named)
}

/// Whether a title names a period, be it in words that nobody understands.
pub fn names_period(title: &str) -> bool {
    let key = fold(title);
    let bare = PATTERNS.date_of_signature.replace_all(&key, " ");
    let has_number = bare.bytes().any(|byte| byte.is_ascii_digit());
    let words = ["tháng", "quý", "năm", "ngày", "tuần"].map(fold);
    has_number && words.iter().any(|word| bare.split([' ', ',', '/']).any(|part| part == word))
}

/// The day of "tính đến ngày 20/06/2024", wherever it stands.
pub fn as_of_texts(rows: &[Vec<String>]) -> Option<Day> {
    let texts = rows.iter().flatten().filter(|text| text.contains('/')).map(|text| fold(text));
    texts.into_iter().find_map(|text| {
        let found = PATTERNS.as_of.captures(&text)?;
        let part = |at: usize| found.get(at)?.as_str().parse::<u32>().ok();
        Day::from_ymd(i32::try_from(part(3)?).ok()?, part(2)?, part(1)?)
    })
}

/// As `--period` writes it.
fn period_name(title: &str) -> Option<String> {
    let text = |found: &Captures<'_>, at: usize| found.get(at).map(|part| part.as_str().to_owned());
    if let Some(found) = PATTERNS.months_of_year.captures(title) {
        let is_first = text(&found, 2)? == fold("đầu");
        let span = match (text(&found, 1)?.trim_start_matches('0'), is_first) {
            ("3", true) => "Q1",
            ("6", true) => "H1",
            ("9", true) => "9M",
            ("6", false) => "H2",
            _ => return None,
        };
        return Some(format!("{}-{span}", text(&found, 3)?));
    }
    if let Some(found) = PATTERNS.quarter.captures(title) {
        let quarter = match text(&found, 1)?.as_str() {
            "i" | "1" => 1,
            "ii" | "2" => 2,
            "iii" | "3" => 3,
            _ => 4,
        };
        return Some(format!("{}-Q{quarter}", text(&found, 2)?));
    }
    let found = PATTERNS.month.captures(title)?;
    let month: u32 = text(&found, 1)?.parse().ok()?;
    Some(format!("{}-{month:02}", text(&found, 2)?))
}

fn year_name(title: &str) -> Option<String> {
    Some(PATTERNS.year.captures(title)?.get(1)?.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::period_of_titles;
    use crate::domain::PeriodRule;

    fn period(titles: &[&str], rule: PeriodRule) -> Option<String> {
        period_of_titles(titles.iter().copied(), rule).map(|period| period.to_string())
    }

    #[test]
    fn every_form_of_period() {
        for (title, expected) in [
            ("BÁO CÁO THÁNG 6 NĂM 2024", "2024-06-01..2024-06-30"),
            ("Tháng 06/2024", "2024-06-01..2024-06-30"),
            ("(Từ ngày 15/5/2024 đến ngày 14/6/2024)", "2024-05-15..2024-06-14"),
            ("Kỳ báo cáo: Quý II/2024 (từ 15/03/2024 - 14/06/2024)", "2024-03-15..2024-06-14"),
            (
                "từ ngày 1 tháng 1 năm 2024 đến hết ngày 30 tháng 6 năm 2024",
                "2024-01-01..2024-06-30",
            ),
            ("6 tháng đầu năm 2024", "2024-01-01..2024-06-30"),
            ("6 tháng cuối năm 2024", "2024-07-01..2024-12-31"),
            ("Kết quả 9 tháng đầu năm 2024", "2024-01-01..2024-09-30"),
            ("Quý II/2024", "2024-04-01..2024-06-30"),
            ("QUÝ 4 NĂM 2023", "2023-10-01..2023-12-31"),
            ("Báo cáo năm 2024", "2024-01-01..2024-12-31"),
        ] {
            assert_eq!(
                period(&[title], PeriodRule::Calendar).as_deref(),
                Some(expected),
                "{title}"
            );
        }
        let decree = period(&["Tháng 6 năm 2024"], PeriodRule::Decree);
        assert_eq!(decree.as_deref(), Some("2024-05-15..2024-06-14"));
    }

    #[test]
    fn the_day_of_signing_and_the_law_are_no_period() {
        for title in [
            "Thái Bình, ngày 30 tháng 6 năm 2024",
            "Ban hành theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020",
            "Đơn vị tính: Số hồ sơ TTHC",
        ] {
            assert_eq!(period(&[title], PeriodRule::Calendar), None, "{title}");
        }
        let both = ["Thái Bình, ngày 5 tháng 7 năm 2024", "Tháng 6 năm 2024"];
        let found = period(&both, PeriodRule::Calendar);
        assert_eq!(found.as_deref(), Some("2024-06-01..2024-06-30"));
    }
}
