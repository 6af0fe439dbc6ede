//! The rows over a table of counts → its period, and the day that its open dossiers are told of.
//!
//! In: rows of cells. Out: what their words of time say. Must not know: how periods are written.

use crate::columns::{TitledPeriod, counted_until, titled_period};
use crate::domain::{Day, PeriodRule};

/// The period that the titles name; a cell merged over columns comes out of some readers once for each.
pub fn period_of_titles(titles: &[Vec<String>], rule: PeriodRule) -> TitledPeriod {
    let rows = titles.iter().map(|cells| {
        let mut filled: Vec<&str> =
            cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        filled.dedup();
        filled
    });
    titled_period(&rows.collect::<Vec<_>>(), rule)
}

/// Whether a title says something of a period, be it nothing that is understood.
pub fn names_period(title: &str) -> bool {
    titled_period(&[vec![title]], PeriodRule::Calendar) != TitledPeriod::Unnamed
}

/// The day of "tính đến ngày 20/06/2024", wherever it stands.
pub fn as_of_texts(rows: &[Vec<String>]) -> Option<Day> {
    let may_tell = |text: &&String| {
        text.len() >= "tính đến 1/1/2024".len() && text.bytes().any(|byte| byte.is_ascii_digit())
    };
    rows.iter().flatten().filter(may_tell).find_map(|text| counted_until(text))
}
