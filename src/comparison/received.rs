//! What units received month by month → a finding for each that received far less in the last month than its
//! own months before.
//!
//! In: a cube by unit and month. Out: findings. Must not know: where the counts come from, how they are shown.

use std::collections::BTreeMap;

use super::volume::{MonthOfUnit, far_fewer};
use crate::domain::{Day, Dimension, Period, WorkingCalendar};
use crate::findings::{Finding, FindingCode};
use crate::tally::{Count, Cube, TimeFrame};

/// A trend goes back so many months, the last one of the period among them.
pub const TREND_MONTHS: i32 = 12;

/// One finding per unit. `months`: by unit and month, of the days of `frame`; the last month is judged.
#[must_use]
pub fn far_fewer_received(
    months: &Cube,
    frame: &TimeFrame,
    calendar: &WorkingCalendar,
) -> Vec<Finding> {
    if months.by != [Dimension::Unit, Dimension::Month] {
        return Vec::new();
    }
    let steps = frame.steps(&[Dimension::Month]);
    let days: BTreeMap<String, u32> = steps
        .into_iter()
        .filter_map(|step| Some((step.month?, working_days(step.period, calendar))))
        .collect();
    let Some((last, _)) = days.last_key_value() else { return Vec::new() };
    let mut units: BTreeMap<&str, (Vec<MonthOfUnit>, Option<MonthOfUnit>)> = BTreeMap::new();
    for row in &months.rows {
        let [Some(unit), Some(month)] = &row.group[..] else { continue };
        let Some(working_days) = days.get(month).copied() else { continue };
        let of_month = MonthOfUnit { received: row.tally[Count::Received], working_days };
        let (before, now) = units.entry(unit).or_default();
        if month == last {
            *now = Some(of_month);
        } else {
            before.push(of_month);
        }
    }
    let told = units.into_iter().filter_map(|(unit, (before, now))| {
        // A unit without any row of the month sent nothing, which is another matter.
        let now = now.filter(|now| now.received > 0)?;
        let share = far_fewer(&before, now)?;
        // In tens, so that a count that a report hides cannot be had from it.
        let tens = (share * 10.0).round() * 10.0;
        Some(Finding {
            file: String::new(),
            row: None,
            column: None,
            value: Some(format!("{unit} · {last} · ≈ {tens} %")),
            code: FindingCode::FarFewerReceived,
        })
    });
    told.collect()
}

fn working_days(period: Period, calendar: &WorkingCalendar) -> u32 {
    calendar.working_days_after(Day(period.from.0 - 1), period.to)
}
