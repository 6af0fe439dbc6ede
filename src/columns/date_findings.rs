//! What the dates of a file or column say about themselves → findings of the whole file.
//!
//! In: the evidence of all cells, and how they were read. Out: codes and values. Must not know: how
//! evidence was gathered, names of files and columns.

use super::date::{DateEvidence, DateOrder, ShortOrder, Times, Utc};
use crate::findings::FindingCode;

/// The order of day, month and year, and what is doubtful about it.
pub fn order_findings(
    order: DateOrder,
    short_years: Option<ShortOrder>,
    seen: &DateEvidence,
) -> Vec<(FindingCode, String)> {
    let code = match (order, seen) {
        (_, DateEvidence { day_first: 1.., month_first: 1.., .. }) => Some(FindingCode::DatesMixed),
        (DateOrder::Exchanged, _) => Some(FindingCode::DatesExchanged),
        (DateOrder::MonthFirst, _) => Some(FindingCode::DatesMonthFirst),
        (_, DateEvidence { day_first: 0, month_first: 0, either: 1.., .. }) => {
            Some(FindingCode::DatesAmbiguous)
        }
        _ => None,
    };
    let counts =
        || format!("d/m {} · m/d {} · ? {}", seen.day_first, seen.month_first, seen.either);
    let mut found: Vec<(FindingCode, String)> =
        code.into_iter().map(|code| (code, counts())).collect();
    let years = &seen.short_years;
    match short_years {
        _ if years.count == 0 => {}
        Some(order) => found.push((FindingCode::ShortYears, years.profile_line(order))),
        None => found.push((FindingCode::DateFormUndecided, years.profile_lines())),
    }
    found
}

/// What the cells of one column say, whatever their order.
pub fn column_findings(seen: &DateEvidence, utc: Utc) -> Vec<(FindingCode, String)> {
    let mut found = Vec::new();
    if seen.utc > 0 {
        found.push((FindingCode::UtcConverted, format!("× {}", seen.utc)));
    }
    if utc == Utc::Convert
        && let Some(line) = suspicious_times(seen.times)
    {
        found.push((FindingCode::TimesAlike, line));
    }
    if seen.no_date > 0 {
        found.push((FindingCode::NoDateCells, format!("× {}", seen.no_date)));
    }
    found
}

/// Vietnamese midnight in UTC.
const MIDNIGHT_IN_UTC: u32 = 17 * 3_600;
const SECONDS_PER_DAY: u32 = 86_400;
const LAST_MINUTE: u32 = SECONDS_PER_DAY - 60;

/// Times that are all 17:00:00, or all in the last minute of a day, and the line of a profile that would
/// mend them.
fn suspicious_times(Times { first, last }: Times) -> Option<String> {
    let clock =
        |second: u32| format!("{:02}:{:02}:{:02}", second / 3_600, second / 60 % 60, second % 60);
    if (first, last) == (MIDNIGHT_IN_UTC, MIDNIGHT_IN_UTC) {
        return Some(format!("{} · utc = \"bare\"", clock(first)));
    }
    let last_minute = LAST_MINUTE..SECONDS_PER_DAY;
    if last_minute.contains(&first) && last_minute.contains(&last) {
        let times = if first == last {
            clock(first)
        } else {
            format!("{}–{}", clock(first), clock(last))
        };
        return Some(format!("{times} · add_seconds = {}", SECONDS_PER_DAY - first));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Times, suspicious_times};

    #[test]
    fn times_that_are_all_alike() {
        for (first, last, expected) in [
            (61_200, 61_200, Some("17:00:00 · utc = \"bare\"")),
            (86_370, 86_370, Some("23:59:30 · add_seconds = 30")),
            (86_357, 86_383, Some("23:59:17–23:59:43 · add_seconds = 43")),
            (86_340, 86_399, Some("23:59:00–23:59:59 · add_seconds = 60")),
            (61_200, 61_201, None),
            (61_200, u32::MAX, None),
            (86_370, u32::MAX, None),
            (86_339, 86_370, None),
            (u32::MAX, 0, None),
            (0, 0, None),
        ] {
            assert_eq!(suspicious_times(Times { first, last }).as_deref(), expected);
        }
    }
}
