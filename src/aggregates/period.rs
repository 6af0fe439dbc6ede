//! The rows over a table of counts → its period, and the day that its open dossiers are told of.
//!
//! In: rows of cells, of titles or below columns of days. Out: what their words of time say. Must not know: how
//! periods are written.

use crate::columns::{AGGREGATES, TitledPeriod, counted_until, titled_period};
use crate::domain::{Day, Period, PeriodRule};

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

/// What columns of days say in every row alike: where the period begins and ends, and the day that open dossiers are
/// told of.
#[derive(Debug, Default)]
pub struct ToldByColumns {
    pub period: Option<Period>,
    pub as_of: Option<Day>,
}

impl ToldByColumns {
    /// `columns`: the places of columns that may be such ones, with their folded names.
    pub fn new(columns: &[(usize, String)], rows: &[&[String]]) -> Self {
        let told = |field: &str| {
            let is_it = |name: &str| AGGREGATES.field_under(&[], name).map(|own| own.name.as_str());
            let (place, _) = columns.iter().find(|(_, name)| is_it(name) == Some(field))?;
            let mut cells = rows.iter().filter_map(|row| row.get(*place)).map(|cell| cell.trim());
            let mut cells = cells.by_ref().filter(|cell| !cell.is_empty());
            let first = cells.next()?;
            cells.all(|cell| cell == first).then_some(first)
        };
        let days = told("period_from").zip(told("period_to")).map(|(from, to)| {
            titled_period(&[vec!["từ ngày", from, "đến ngày", to]], PeriodRule::Calendar)
        });
        Self {
            period: days.and_then(|days| match days {
                TitledPeriod::Named(period) => Some(period),
                TitledPeriod::Unclear(_) | TitledPeriod::Unnamed => None,
            }),
            as_of: told("as_of").and_then(|day| counted_until(&format!("tính đến ngày {day}"))),
        }
    }
}

/// Whether a title says something of a period, be it nothing that is understood.
pub fn names_period(title: &str) -> bool {
    titled_period(&[vec![title]], PeriodRule::Calendar) != TitledPeriod::Unnamed
}

/// The day of "tính đến ngày 20/06/2024", wherever it stands.
pub fn as_of_texts(rows: &[Vec<String>]) -> Option<Day> {
    let may_tell = |text: &&String| {
        text.len() >= "as of 1/1/2024".len() && text.bytes().any(|byte| byte.is_ascii_digit())
    };
    rows.iter().flatten().filter(may_tell).find_map(|text| counted_until(text))
}
