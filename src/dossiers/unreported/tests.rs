//! Files that follow on each other, or do not, worked by hand.

use super::{Succession, Unreported};
use crate::domain::{Day, Period};
use crate::dossiers::coverage::FileCoverage;
use crate::dossiers::day_counts::DayCounts;
use crate::dossiers::day_set::DaySet;
use crate::dossiers::overlap::{FileOverlap, Relation};

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn ends(days: &[Day]) -> Option<Period> {
    let ends = days.iter().min().zip(days.iter().max());
    ends.map(|(from, to)| Period { from: *from, to: *to })
}

fn counts(days: &[Day]) -> DayCounts {
    let mut counts = ends(days)
        .map_or_else(DayCounts::default, |days| DayCounts::with_room(days.from.0, days.to.0));
    for day in days {
        counts.insert_all(&[day.0]);
    }
    counts
}

/// A file with a row for each pair of received and closed day; `-` is open.
fn file(source: u32, rows: &[(&str, &str)]) -> FileCoverage {
    let received: Vec<Day> = rows.iter().map(|(received, _)| day(received)).collect();
    let closed: Vec<Day> = rows.iter().filter_map(|(_, closed)| Day::parse(closed)).collect();
    let all: Vec<Day> = received.iter().chain(&closed).copied().collect();
    FileCoverage {
        source,
        file: format!("{source}.csv"),
        received: ends(&received),
        closed: ends(&closed),
        active: DaySet::of(&all),
        received_on: counts(&received),
        closed_on: counts(&closed),
        titled: None,
        dossiers: received.len() as u64,
        finished: closed.len() as u64,
    }
}

/// So many dossiers of the older file, so many of them open, stand in the newer too.
fn again(older: &FileCoverage, newer: &FileCoverage, dossiers: u64, open: u64) -> FileOverlap {
    FileOverlap {
        newer: newer.clone(),
        older: older.clone(),
        dossiers,
        open,
        contradicting: 0,
        relation: Relation::LaterState,
    }
}

/// By file: the last day that it tells of, and the day from which it is not told any more.
fn unreported(files: &[FileCoverage], overlaps: &[FileOverlap]) -> Vec<(u32, String, String)> {
    let numbers: Vec<u32> = files.iter().map(|file| file.source).collect();
    let found = Succession::new(files, overlaps).unreported(0, &numbers);
    let text = |Unreported { file, until, from, .. }: &Unreported| {
        (*file, until.to_string(), from.to_string())
    };
    found.iter().map(text).collect()
}

fn of(file: u32, until: &str, from: &str) -> (u32, String, String) {
    (file, until.to_owned(), from.to_owned())
}

/// Two done and one open of March; the same of April.
fn march() -> FileCoverage {
    file(0, &[("2026-03-02", "2026-03-10"), ("2026-03-20", "-"), ("2026-03-25", "2026-03-30")])
}

const APRIL: [(&str, &str); 2] = [("2026-04-01", "2026-04-09"), ("2026-04-21", "-")];

#[test]
fn receipts_of_the_next_month_tell_nothing_of_what_is_carried() {
    let files = [march(), file(1, &APRIL)];
    assert_eq!(unreported(&files, &[]), [of(0, "2026-03-30", "2026-04-01")]);
    // The newest is followed by none, and one file alone neither.
    assert!(unreported(&files[..1], &[]).is_empty());
    // Both are exports of one month: two systems side by side.
    let other = file(1, &[("2026-03-03", "2026-03-12"), ("2026-03-26", "-")]);
    assert!(unreported(&[march(), other], &[]).is_empty());
}

#[test]
fn a_file_that_tells_half_of_what_was_open_again_follows_on_it() {
    let older = file(
        0,
        &[("2026-03-02", "-"), ("2026-03-20", "-"), ("2026-03-25", "-"), ("2026-03-30", "-")],
    );
    // Carried since March: that its receipts begin in a later month says nothing.
    let newer =
        file(1, &[("2026-03-02", "2026-04-03"), ("2026-03-20", "-"), ("2026-04-21", "2026-04-28")]);
    let files = [older.clone(), newer.clone()];
    assert_eq!(
        unreported(&files, &[again(&older, &newer, 2, 2)]),
        [of(0, "2026-03-30", "2026-04-03")]
    );
    // One of four is too few: another system that shares a dossier.
    assert!(unreported(&files, &[again(&older, &newer, 1, 1)]).is_empty());
    // Half of all its dossiers will do, where none of them was open.
    assert_eq!(
        unreported(&files, &[again(&older, &newer, 2, 0)]),
        [of(0, "2026-03-30", "2026-04-03")]
    );
    // Two files together tell half of it; the earliest day behind the older one counts.
    let third = file(2, &[("2026-03-25", "2026-04-02"), ("2026-04-20", "-")]);
    let files = [older.clone(), newer.clone(), third.clone()];
    let both = [again(&older, &newer, 1, 1), again(&older, &third, 1, 1)];
    assert_eq!(unreported(&files, &both)[0], of(0, "2026-03-30", "2026-04-02"));
}

#[test]
fn an_older_file_follows_on_none() {
    // What tells no later day than the other is not the newer, whatever it repeats.
    let (older, same) = (march(), file(1, &[("2026-03-20", "-"), ("2026-03-30", "2026-03-30")]));
    let files = [older.clone(), same.clone()];
    assert!(unreported(&files, &[again(&older, &same, 3, 1)]).is_empty());
}

#[test]
fn parts_of_one_export_by_month_of_receipt_do_not_follow_on_each_other() {
    // Made at the end of April: the part of March tells of finishes far in April.
    let part =
        file(0, &[("2026-03-02", "2026-04-17"), ("2026-03-20", "-"), ("2026-03-25", "2026-03-30")]);
    assert!(unreported(&[part, file(1, &APRIL)], &[]).is_empty());
    // Made on 2 April: it tells of the first days of April, and what is carried behind them nobody tells.
    let early =
        file(0, &[("2026-03-02", "2026-04-02"), ("2026-03-20", "-"), ("2026-03-25", "2026-03-30")]);
    let found = unreported(&[early, file(1, &APRIL)], &[]);
    assert_eq!(found, [of(0, "2026-04-02", "2026-04-03")]);
}
