//! The counting rules of the outer contract, section 3, written down as plainly as they stand there:
//! one loop over rows, one over dossiers, no cleverness. What the library answers is compared with
//! this.
//!
//! Decided where the contract is silent: rejected rows take no part in superseding, nor in how far a file
//! tells; a file's finished dossiers are those that its last row of them says are finished; rows that are
//! not accepted do, but keep their own reason when they are superseded; a finish before the receipt
//! that the lenient policy keeps closes the dossier on the received day, and is compared with the due
//! date as written; of a dossier handed on the rows of several units are stages; ratings and digitised results count among resolved dossiers.

pub mod counting;

use std::collections::{BTreeMap, BTreeSet};

use cchc::domain::fold;
use cchc::domain::{Channel, Day, Status};
use cchc::dossiers::{Grain, Policy};
use cchc::findings::{Exclusion, Ledger, Rejection};
use cchc::tally::Count;

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
    fn keep(&mut self, place: usize, dossier: Dossier, log: &Log) {
        self.ledgers[place].counted += 1;
        if dossier.row.channel.value == Channel::Unknown && log[place].look.columns.channel {
            self.unknown_channels.insert(dossier.row.channel.text);
        }
        self.dossiers.push(dossier);
    }

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
    let mut states: Vec<State> = Vec::new();
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
    let files: BTreeSet<usize> = states.iter().map(|(place, ..)| *place).collect();
    let reach: BTreeMap<usize, Reach> =
        files.into_iter().map(|place| (place, reach(&states, place))).collect();
    // A stable sort: the rows of one file stay as they stand.
    states.sort_by_key(|(place, ..)| reach[place]);
    let ids: BTreeSet<&str> = states.iter().map(|(_, dossier, _)| &*dossier.row.id).collect();
    for id in ids {
        let rows: Vec<&State> =
            states.iter().filter(|(_, dossier, _)| dossier.row.id == id).collect();
        let chain = Chain::of(&rows);
        let is_chain = chain.stages.len() > 1 && rows.iter().all(|(.., is_accepted)| *is_accepted);
        if is_chain {
            chain.settle(&rows, &mut account, log);
        } else {
            settle(&rows, &mut account, log);
        }
    }
    account
}

/// The last day of a file, how many dossiers it tells are finished, and its place: the order of files.
type Reach = (i32, usize, usize);

fn reach(states: &[State], place: usize) -> Reach {
    let own = || states.iter().filter(|(file, ..)| *file == place).map(|(_, dossier, _)| dossier);
    let last = own().map(|dossier| dossier.closed().unwrap_or(dossier.received)).max();
    let states: BTreeMap<&str, bool> =
        own().map(|dossier| (&*dossier.row.id, dossier.finished.is_some())).collect();
    let finished = states.values().filter(|is_finished| **is_finished).count();
    (last.expect("a row"), finished, place)
}

/// File, dossier as one row tells it, and whether it was accepted.
type State = (usize, Dossier, bool);

/// The last row stands; every other accepted row is superseded by the next.
fn settle(rows: &[&State], account: &mut Account, log: &Log) {
    for (number, (place, dossier, is_accepted)) in rows.iter().enumerate() {
        if !is_accepted {
            continue;
        }
        match rows.get(number + 1) {
            Some((_, later, _)) => {
                account.ledgers[*place].superseded += 1;
                account.due_dates_moved += u64::from(has_moved(dossier, later));
            }
            None => account.keep(*place, dossier.clone(), log),
        }
    }
}

fn has_moved(earlier: &Dossier, later: &Dossier) -> bool {
    let days = (earlier.due.map(|due| due.day), later.due.map(|due| due.day));
    matches!(days, (Some(before), Some(after)) if before != after)
}

/// Rows of one id as stages of one dossier (liên thông): those of one file at different units, and of
/// different files where unit and received day differ both.
struct Chain {
    stages: Vec<usize>,
    again: Vec<(usize, usize)>,
}

impl Chain {
    fn of(rows: &[&State]) -> Self {
        let unit = |row: usize| fold(rows[row].1.row.unit.text);
        let received = |row: usize| rows[row].1.received;
        let mut files: Vec<usize> = rows.iter().map(|(file, ..)| *file).collect();
        files.dedup();
        let (mut stages, mut again): (Vec<usize>, Vec<(usize, usize)>) = (Vec::new(), Vec::new());
        for file in files {
            let here: Vec<usize> = (0..rows.len()).filter(|row| rows[*row].0 == file).collect();
            let units: BTreeSet<String> = here.iter().map(|row| unit(*row)).collect();
            let told: Vec<usize> = if units.len() == 1 {
                again.extend(here.windows(2).map(|pair| (pair[0], pair[1])));
                here.last().copied().into_iter().collect()
            } else {
                here.clone()
            };
            // The first row of each unit here continues what was told before.
            for name in &units {
                let first = *here.iter().find(|row| unit(**row) == *name).expect("a row");
                let same: Vec<usize> =
                    stages.iter().copied().filter(|row| unit(*row) == *name).collect();
                let equal = same.iter().find(|row| received(**row) == received(first));
                let renamed = stages.iter().find(|row| {
                    !units.contains(&unit(**row)) && received(**row) == received(first)
                });
                let earlier =
                    equal.or(same.first()).or(if same.is_empty() { renamed } else { None });
                again.extend(earlier.map(|earlier| (*earlier, first)));
            }
            stages.retain(|row| {
                !units.contains(&unit(*row)) && again.iter().all(|(earlier, _)| earlier != row)
            });
            stages.extend(told);
            stages.sort_by_key(|row| (received(*row), *row));
        }
        Self { stages, again }
    }

    /// Received first, due last, and the rest as the stage received last says.
    fn settle(&self, rows: &[&State], account: &mut Account, log: &Log) {
        for (earlier, later) in &self.again {
            let has_moved = has_moved(&rows[*earlier].1, &rows[*later].1);
            account.due_dates_moved += u64::from(has_moved);
        }
        let last = *self.stages.last().expect("a stage");
        for (number, (place, ..)) in rows.iter().enumerate() {
            account.ledgers[*place].superseded += u64::from(number != last);
        }
        let stages = || self.stages.iter().map(|row| &rows[*row].1);
        let (place, dossier, _) = rows[last];
        let mut dossier = dossier.clone();
        dossier.received = stages().map(|stage| stage.received).min().expect("a stage");
        dossier.due =
            stages().filter_map(|stage| stage.due).max_by_key(|due| (due.day, due.second));
        account.keep(*place, dossier, log);
    }
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
