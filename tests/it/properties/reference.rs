//! The counting rules of the outer contract, section 3, written down as plainly as they stand there:
//! one loop over rows, one over dossiers, no cleverness. What the library answers is compared with
//! this.
//!
//! Decided where the contract is silent: rejected rows take no part in superseding; rows that are
//! not accepted do, but keep their own reason when they are superseded; a finish before the receipt
//! that the lenient policy keeps closes the dossier on the received day, and is compared with the due
//! date as written; ratings and digitised results count among resolved dossiers.

use std::collections::{BTreeMap, BTreeSet};

use cchc::domain::{Channel, Day, Flag, Period, PeriodRule, Rating, Status};
use cchc::findings::{Exclusion, Ledger, Rejection};
use cchc::normalise::{Grain, Policy};
use cchc::tally::{Count, Tally};
use chrono::Datelike;

use super::log::{DateCell, DossierRow, Log, LogFile, Row};

/// A dossier that counts.
#[derive(Debug, Clone)]
pub struct Dossier {
    pub row: DossierRow,
    received: i32,
    due: Option<Moment>,
    finished: Option<Moment>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Moment {
    day: i32,
    second: Option<u32>,
}

/// All rows of a log, each accounted for.
#[derive(Debug, Default)]
pub struct Account {
    pub ledgers: Vec<Ledger>,
    pub dossiers: Vec<Dossier>,
    /// File, row and reason of every rejected row.
    pub rejects: Vec<(usize, u64, Rejection)>,
    pub due_dates_moved: u64,
    pub statuses_disagree: u64,
    /// Channel spellings that nothing maps, of the dossiers that count.
    pub unknown_channels: BTreeSet<&'static str>,
}

impl Account {
    pub fn ledger(&self) -> Ledger {
        let mut all = Ledger::default();
        for ledger in &self.ledgers {
            all.files += ledger.files;
            all.read += ledger.read;
            all.counted += ledger.counted;
            all.superseded += ledger.superseded;
            for (reason, rows) in &ledger.excluded {
                *all.excluded.entry(*reason).or_insert(0) += rows;
            }
            for (reason, rows) in &ledger.rejected {
                *all.rejected.entry(*reason).or_insert(0) += rows;
            }
        }
        all
    }

    /// First received day, and last day in the received and finish columns.
    pub fn days_seen(&self) -> Option<(Day, Day)> {
        let first = self.dossiers.iter().map(|dossier| dossier.received).min()?;
        let last_received = self.dossiers.iter().map(|dossier| dossier.received).max()?;
        let last_closed = self.dossiers.iter().filter_map(Dossier::closed).max();
        Some((Day(first), Day(last_closed.map_or(last_received, |day| day.max(last_received)))))
    }
}

/// What becomes of one row, before later rows are known.
enum Fate {
    Excluded(Exclusion),
    Rejected(Rejection),
    /// Excluded as not accepted, or kept; both take part in superseding.
    State(Dossier, bool),
}

/// Accounts for every row of the log.
pub fn account(log: &Log, policy: Policy) -> Account {
    let mut account = Account::default();
    let mut states: Vec<(usize, Dossier, bool)> = Vec::new();
    for (place, file) in log.iter().enumerate() {
        let mut ledger = Ledger { files: 1, ..Ledger::default() };
        let mut exclude = |reason, rows| {
            if rows > 0 {
                ledger.read += rows;
                *ledger.excluded.entry(reason).or_insert(0) += rows;
            }
        };
        let titles = file.look.titles as u64;
        let gaps = if file.look.has_gaps { titles } else { 0 };
        exclude(Exclusion::TitleRow, titles);
        exclude(Exclusion::BlankRow, gaps);
        exclude(Exclusion::SignatureRow, if file.look.is_signed { 2 } else { 0 });
        let header_row = titles + gaps + 1;
        for (number, row) in file.rows.iter().enumerate() {
            ledger.read += 1;
            match fate(file, row, policy) {
                Fate::Excluded(reason) => *ledger.excluded.entry(reason).or_insert(0) += 1,
                Fate::Rejected(reason) => {
                    *ledger.rejected.entry(reason).or_insert(0) += 1;
                    account.rejects.push((place, header_row + 1 + number as u64, reason));
                }
                Fate::State(dossier, is_accepted) => {
                    if !is_accepted {
                        *ledger.excluded.entry(Exclusion::NotAccepted).or_insert(0) += 1;
                    } else if dossier.finished.is_some() && dossier.says_open() {
                        account.statuses_disagree += 1;
                    }
                    states.push((place, dossier, is_accepted));
                }
            }
        }
        account.ledgers.push(ledger);
    }
    for (number, (place, dossier, is_accepted)) in states.iter().enumerate() {
        if !is_accepted {
            continue;
        }
        let mut later = states[number + 1..].iter().map(|(_, dossier, _)| dossier);
        match later.find(|later| later.row.id == dossier.row.id) {
            Some(later) => {
                account.ledgers[*place].superseded += 1;
                if let (Some(before), Some(after)) = (dossier.due, later.due)
                    && before.day != after.day
                {
                    account.due_dates_moved += 1;
                }
            }
            None => {
                account.ledgers[*place].counted += 1;
                if dossier.row.channel.value == Channel::Unknown && log[*place].look.columns.channel
                {
                    account.unknown_channels.insert(dossier.row.channel.text);
                }
                account.dossiers.push(dossier.clone());
            }
        }
    }
    account
}

/// The first reason that applies.
fn fate(file: &LogFile, row: &Row, policy: Policy) -> Fate {
    let row = match row {
        Row::Blank { .. } => return Fate::Excluded(Exclusion::BlankRow),
        Row::HeaderAgain => return Fate::Excluded(Exclusion::HeaderRow),
        Row::Group => return Fate::Excluded(Exclusion::GroupRow),
        Row::Total => return Fate::Excluded(Exclusion::TotalRow),
        Row::Short(..) | Row::Long(_) => return Fate::Rejected(Rejection::RaggedRow),
        Row::Dossier(row) => file.exported(row),
    };
    if row.id.is_empty() {
        return Fate::Rejected(Rejection::MissingId);
    }
    // `finished_at` blank → `returned_at` is used.
    let finish = if row.finished.is_blank() { row.returned } else { row.finished };
    if [row.received, row.due, finish].iter().any(|cell| matches!(cell, DateCell::Bad(_))) {
        return Fate::Rejected(Rejection::BadDate);
    }
    let (due, finished) = (moment(row.due), moment(finish));
    let Some(received) = moment(row.received).map(|received| received.day) else {
        return Fate::Rejected(Rejection::MissingReceived);
    };
    if policy == Policy::Strict && finished.is_some_and(|finished| finished.day < received) {
        return Fate::Rejected(Rejection::FinishedBeforeReceived);
    }
    let status = row.status.value;
    let is_accepted = status != Status::NotAccepted || finished.is_some();
    let says_closed = matches!(status, Status::Resolved | Status::Returned);
    if is_accepted && says_closed && finished.is_none() {
        return Fate::Rejected(Rejection::ClosedWithoutDate);
    }
    Fate::State(Dossier { row, received, due, finished }, is_accepted)
}

const fn moment(cell: DateCell) -> Option<Moment> {
    match cell {
        DateCell::On(day, second) => Some(Moment { day, second }),
        DateCell::Blank | DateCell::BlankWord(_) | DateCell::Bad(_) => None,
    }
}

impl Dossier {
    /// The day it was closed on, whenever that was.
    fn closed(&self) -> Option<i32> {
        self.finished.map(|finished| finished.day.max(self.received))
    }

    const fn says_open(&self) -> bool {
        matches!(self.row.status.value, Status::Pending | Status::Paused | Status::NotAccepted)
    }

    /// Early, on time, late or undated. Times are compared where both have one.
    fn outcome(&self, finished: Moment, grain: Grain) -> Count {
        let Some(due) = self.due else {
            return Count::Undated;
        };
        if finished.day < due.day {
            return Count::Early;
        }
        if finished.day > due.day {
            return Count::Late;
        }
        match (grain, finished.second, due.second) {
            (Grain::Time, Some(finished), Some(due)) if finished < due => Count::Early,
            (Grain::Time, Some(finished), Some(due)) if finished > due => Count::Late,
            _ => Count::OnTime,
        }
    }
}

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
