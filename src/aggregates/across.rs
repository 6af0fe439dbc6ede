//! Periods side by side: "Tháng 4", "Tháng 5", "Cùng kỳ năm trước" over the same names.
//!
//! In: the cells over columns, and titles. Out: the period over each column, and which days it is. Must not know:
//! what the names mean.

use chrono::Datelike;

use super::words::WORDS;
use crate::columns::{TitledPeriod, titled_period};
use crate::domain::{Period, PeriodRule, fold};

/// The cells over each column without the one that names a period, and that one: of columns under several.
pub fn periods_over(paths: Vec<Vec<String>>) -> (Vec<Vec<String>>, Vec<Option<String>>) {
    let place = |path: &Vec<String>| {
        let above = path.len().checked_sub(1)?;
        let names = path.iter().take(above);
        names.enumerate().find(|(_, cell)| WORDS.is_period(&fold(cell))).map(|(place, _)| place)
    };
    let places: Vec<Option<usize>> = paths.iter().map(place).collect();
    let mut named: Vec<String> = paths
        .iter()
        .zip(&places)
        .filter_map(|(path, place)| path.get((*place)?).map(|cell| fold(cell)))
        .collect();
    named.dedup();
    if named.len() < 2 {
        let none = vec![None; paths.len()];
        return (paths, none);
    }
    let bare = paths.into_iter().zip(places).map(|(mut path, place)| {
        let period = place.map(|place| path.remove(place));
        (path, period)
    });
    bare.unzip()
}

/// The days of a period over columns. What it leaves open, such as the year, the titles say; a period beside that of
/// the titles ("Cùng kỳ", "Kỳ trước") is none that anybody wrote down.
pub fn days_of(cell: &str, titled: &TitledPeriod, rule: PeriodRule) -> Option<Period> {
    let of_titles = match titled {
        TitledPeriod::Named(period) => Some(*period),
        TitledPeriod::Unclear(_) | TitledPeriod::Unnamed => None,
    };
    let key = fold(cell);
    if WORDS.this_period.contains(&key) {
        return of_titles;
    }
    let is_year = key.strip_prefix(&fold("Năm")).is_some_and(|rest| rest.trim().len() == 4);
    if is_year {
        // "Năm 2024" over a column of a report on six months is these six months.
        let year = named(cell, rule)?;
        return match of_titles {
            None => Some(year),
            Some(titled) if titled == year => Some(year),
            Some(titled) => Some(titled).filter(|titled| year.contains(titled.to)),
        };
    }
    named(cell, rule).or_else(|| {
        let is_numbered = WORDS.without_year.iter().any(|word| key.starts_with(word.as_str()));
        let year = of_titles.filter(|_| is_numbered)?.to.date().year();
        let number =
            key.strip_prefix('t').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let name = number.map_or_else(|| cell.to_owned(), |number| format!("Tháng {number}"));
        named(&format!("{name} năm {year}"), rule)
    })
}

fn named(text: &str, rule: PeriodRule) -> Option<Period> {
    match titled_period(&[vec![text]], rule) {
        TitledPeriod::Named(period) => Some(period),
        TitledPeriod::Unclear(_) | TitledPeriod::Unnamed => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{days_of, periods_over};
    use crate::columns::titled_period;
    use crate::domain::PeriodRule;

    fn path(text: &str) -> Vec<String> {
        text.split(" > ").map(str::to_owned).collect()
    }

    #[test]
    fn several_periods_are_told_from_one() {
        let paths = ["Đơn vị", "Tháng 4 > Đã giải quyết", "Tháng 5 > Đã giải quyết"].map(path);
        let (bare, periods) = periods_over(paths.to_vec());
        assert_eq!(bare, ["Đơn vị", "Đã giải quyết", "Đã giải quyết"].map(path));
        let shown: Vec<Option<&str>> = periods.iter().map(Option::as_deref).collect();
        assert_eq!(shown, [None, Some("Tháng 4"), Some("Tháng 5")]);
        let one = ["Tháng 4 > Tiếp nhận", "Tháng 4 > Đã giải quyết"].map(path).to_vec();
        assert_eq!(periods_over(one.clone()), (one, vec![None, None]));
    }

    #[test]
    fn days_of_periods_over_columns() {
        for (cell, title, days) in [
            ("Tháng 4", "Quý II năm 2024", Some("2024-04-01..2024-04-30")),
            ("T5", "Quý II năm 2024", Some("2024-05-01..2024-05-31")),
            ("Quý II", "Quý II năm 2024", Some("2024-04-01..2024-06-30")),
            ("Tháng 12/2023", "Tháng 1 năm 2024", Some("2023-12-01..2023-12-31")),
            ("Kỳ này", "Tháng 6 năm 2024", Some("2024-06-01..2024-06-30")),
            ("Cùng kỳ năm trước", "Tháng 6 năm 2024", None),
            ("Năm 2024", "6 tháng đầu năm 2024", Some("2024-01-01..2024-06-30")),
            ("Năm 2023", "6 tháng đầu năm 2024", None),
            ("Năm 2023", "So sánh", Some("2023-01-01..2023-12-31")),
            ("Tháng 4", "Báo cáo", None),
        ] {
            let titled = titled_period(&[vec![title]], PeriodRule::Calendar);
            let found = days_of(cell, &titled, PeriodRule::Calendar);
            assert_eq!(found.map(|days| days.to_string()).as_deref(), days, "{cell} in {title}");
        }
    }
}
