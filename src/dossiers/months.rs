//! Files that come month by month: which month each is for.
//!
//! In: how far the files of a source tell. Out: their months. Must not know: units, silence.

use super::coverage::FileCoverage;
use crate::domain::{Day, Period, PeriodRule, Span};

/// The months that the files of a source are for, in order; nothing where they do not come month by month:
/// where any file tells of more than a month, or all are for one.
pub fn months(files: &[&FileCoverage]) -> Option<Vec<Period>> {
    [PeriodRule::Calendar, PeriodRule::Decree].into_iter().find_map(|rule| {
        let months: Option<Vec<Period>> = files.iter().map(|file| month(file, rule)).collect();
        let mut months = months?;
        months.sort_by_key(|month| (month.from, month.to));
        months.dedup();
        (months.len() > 1).then_some(months)
    })
}

/// The month that a file is for: the days its titles name, or else those of its receipts (an export of what
/// came in) or of its finishes (of what was open or came in).
fn month(file: &FileCoverage, rule: PeriodRule) -> Option<Period> {
    if let Some(titled) = file.titled {
        // A title of 1 to 30 July is of July.
        let is_short = titled.to.0 - titled.from.0 < 31;
        return whole_month(titled, rule).or_else(|| is_short.then_some(titled));
    }
    let of_ends = || {
        let (closed, received) = (file.closed?, file.received?);
        let both = Period { from: closed.from, to: closed.to.max(received.to) };
        whole_month(both, rule)
    };
    file.received.and_then(|days| whole_month(days, rule)).or_else(of_ends)
}

/// The month that these days lie in.
fn whole_month(days: Period, rule: PeriodRule) -> Option<Period> {
    let around = Period { from: Day(days.from.0 - 31), to: Day(days.from.0 + 31) };
    let steps = around.steps(Span::Month, rule);
    let month = steps.iter().map(|step| step.period).find(|month| month.contains(days.from))?;
    month.contains(days.to).then_some(month)
}

#[cfg(test)]
mod tests {
    use super::whole_month;
    use crate::domain::{Day, Period, PeriodRule};

    #[test]
    fn days_lie_in_a_month_by_the_calendar_or_by_the_decree() {
        let month = |from: &str, to: &str, rule| {
            let day = |text: &str| Day::parse(text).expect("a day");
            let days = Period { from: day(from), to: day(to) };
            whole_month(days, rule).map(|month| month.to_string())
        };
        for (from, to, calendar, decree) in [
            ("2024-06-03", "2024-06-28", Some("2024-06-01..2024-06-30"), None),
            (
                "2024-06-01",
                "2024-06-01",
                Some("2024-06-01..2024-06-30"),
                Some("2024-05-15..2024-06-14"),
            ),
            ("2024-05-16", "2024-06-14", None, Some("2024-05-15..2024-06-14")),
            ("2024-05-14", "2024-06-14", None, None),
            ("2024-12-31", "2025-01-02", None, Some("2024-12-15..2025-01-14")),
        ] {
            assert_eq!(month(from, to, PeriodRule::Calendar).as_deref(), calendar, "{from} {to}");
            assert_eq!(month(from, to, PeriodRule::Decree).as_deref(), decree, "{from} {to}");
        }
    }
}
