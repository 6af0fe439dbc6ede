//! Dossiers → the counts of a period, as plainly as the contract says it.

use std::collections::BTreeMap;

use cchc::domain::{Channel, Day, Flag, Period, PeriodRule, Rating, Status};
use cchc::dossiers::Grain;
use cchc::tally::{Count, Tally};
use chrono::Datelike;

use super::{Dossier, Moment};

/// Counts the dossiers for P = [from, to], judged on the day T.
pub fn count<'a>(
    dossiers: impl Iterator<Item = &'a Dossier>,
    period: Period,
    as_of: Day,
    grain: Grain,
) -> Tally {
    let mut tally = Tally::default();
    for dossier in dossiers {
        if dossier.received > as_of.0 {
            // Received after T: out of scope.
            continue;
        }
        // Finished after T: open at T.
        let closed = dossier.closed().filter(|day| *day <= as_of.0);
        if dossier.received < period.from.0 {
            if closed.is_none_or(|day| day >= period.from.0) {
                tally[Count::Opening] += 1;
            }
        } else if dossier.received <= period.to.0 {
            tally[Count::Received] += 1;
            tally[match dossier.row.channel.value {
                Channel::Online => Count::ReceivedOnline,
                Channel::InPerson => Count::ReceivedInPerson,
                Channel::Postal => Count::ReceivedPostal,
                Channel::Other => Count::ReceivedOther,
                Channel::Unknown => Count::ReceivedUnknown,
            }] += 1;
        }
        if let (Some(day), Some(finished)) = (closed, dossier.finished) {
            if period.contains(Day(day)) {
                count_closed(&mut tally, dossier, finished, grain);
            }
            continue;
        }
        tally[Count::Closing] += 1;
        tally[match dossier.due {
            _ if dossier.row.status.value == Status::Paused && dossier.finished.is_none() => {
                Count::ClosingPaused
            }
            None => Count::ClosingUndated,
            Some(due) if due.day >= as_of.0 => Count::ClosingWithin,
            Some(_) => Count::ClosingOverdue,
        }] += 1;
    }
    tally
}

fn count_closed(tally: &mut Tally, dossier: &Dossier, finished: Moment, grain: Grain) {
    let row = &dossier.row;
    if row.status.value == Status::Returned {
        tally[Count::Returned] += 1;
        return;
    }
    tally[Count::Resolved] += 1;
    tally[dossier.outcome(finished, grain)] += 1;
    if row.digitised.value != Flag::Unknown {
        tally[Count::ResultMarked] += 1;
    }
    if row.digitised.value == Flag::Yes {
        tally[Count::ResultDigitised] += 1;
    }
    let rating = match row.rating.value {
        Rating::Unknown => return,
        Rating::VerySatisfied => Count::VerySatisfied,
        Rating::Satisfied => Count::Satisfied,
        Rating::Neutral => Count::Neutral,
        Rating::Dissatisfied => Count::Dissatisfied,
        Rating::VeryDissatisfied => Count::VeryDissatisfied,
    };
    tally[Count::Rated] += 1;
    tally[rating] += 1;
}

/// A part of the period, with the names of its month and quarter.
#[derive(Debug, Clone)]
pub struct Part {
    pub period: Period,
    pub month: String,
    pub quarter: String,
}

/// The months or quarters of `[from, to]`, found day by day.
pub fn parts(period: Period, rule: PeriodRule, by_month: bool) -> Vec<Part> {
    let mut parts: BTreeMap<String, Part> = BTreeMap::new();
    for day in period.from.0..=period.to.0 {
        let date = Day(day).date();
        let (mut year, mut month) = (date.year(), date.month());
        if rule == PeriodRule::Decree && date.day() >= 15 {
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        let month_name = format!("{year:04}-{month:02}");
        let quarter = format!("{year:04}-Q{}", month.div_ceil(3));
        let key = if by_month { month_name.clone() } else { quarter.clone() };
        let part = parts.entry(key).or_insert_with(|| Part {
            period: Period { from: Day(day), to: Day(day) },
            month: month_name,
            quarter,
        });
        part.period.to = Day(day);
    }
    parts.into_values().collect()
}
