//! Laws that hold for every log: figures equal a naive count, tallies and cubes add, and neither the
//! order of rows nor files nor threads changes a figure.

mod addition;
mod archive;
mod behind;
mod compare;
mod export;
mod later;
mod log;
mod order;
mod reference;
pub mod runner;
mod signals;

use std::collections::BTreeSet;

use cchc::domain::{Day, Dimension};
use cchc::dossiers::Policy;
use cchc::findings::{Exclusion, Rejection};
use cchc::tally::{Count, Tally};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use compare::{compare, expected_total, in_scope};
use log::{
    DateCell, FIRST_DAY, Ids, Log, LogFile, PROCEDURES, Row, UNITS, dossier_row, large_log, log,
    look,
};
use reference::account;
use runner::{Question, ask, question};

pub use runner::property;

#[test]
fn figures_equal_a_naive_count_of_any_dirty_log() {
    property(1_500, &(log(Ids::Repeated), question()), |(log, question)| compare(&log, &question));
}

#[test]
fn figures_equal_a_naive_count_when_no_id_comes_again() {
    property(500, &(log(Ids::Unique), question()), |(log, question)| compare(&log, &question));
}

#[test]
fn a_large_log_in_many_chunks_equals_the_naive_count() {
    let log = large_log();
    let question = Question {
        policy: Policy::Lenient,
        threads: 3,
        ..Question::everything(&[Dimension::Unit, Dimension::Month])
    };
    compare(&log, &question).expect("the figures of the naive count");
}

#[test]
fn the_random_logs_hold_every_kind_of_row_and_every_count() {
    let mut runner = TestRunner::deterministic();
    let strategy = (log(Ids::Repeated), question());
    let mut rejections = BTreeSet::new();
    let mut exclusions = BTreeSet::new();
    let mut total = Tally::default();
    let (mut superseded, mut moved, mut disagree) = (0, 0, 0);
    for _ in 0..300 {
        let (log, question) = strategy.new_tree(&mut runner).expect("a case").current();
        let account = account(&log, question.policy);
        let ledger = account.ledger();
        rejections.extend(ledger.rejected.into_keys());
        exclusions.extend(ledger.excluded.into_keys());
        superseded += ledger.superseded;
        moved += account.due_dates_moved;
        disagree += account.statuses_disagree;
        if let Some(in_scope) = account.days_seen().and_then(|seen| in_scope(&question, seen)) {
            total += &expected_total(&account, &question, in_scope);
        }
    }
    assert_eq!(rejections, Rejection::DOSSIERS.into());
    let mut wanted = BTreeSet::from(Exclusion::ALL);
    wanted.remove(&Exclusion::SkippedByProfile);
    assert_eq!(exclusions, wanted);
    assert!(superseded > 100 && moved > 10 && disagree > 10);
    // Of sources that end early other tests tell.
    let covered = |count: &Count| ![Count::ClosingUncovered, Count::NotCovered].contains(count);
    for count in Count::STANDARD.into_iter().filter(covered) {
        assert!(total[count] > 10, "{}: {}", count.name(), total[count]);
    }
}

#[test]
fn a_later_file_supersedes_an_earlier_one_in_natural_order() {
    // Twelve monthly states of one dossier: `7` … `29` in natural order, not as text. The files tell
    // alike, so that their paths decide.
    let mut runner = TestRunner::deterministic();
    let mut log = Log::new();
    for month in 0..12 {
        let look = look().new_tree(&mut runner).expect("a look").current();
        let mut row = dossier_row().new_tree(&mut runner).expect("a row").current();
        row.id = "000.00.00.H54-0001".to_owned();
        row.procedure = PROCEDURES[0];
        row.unit = UNITS[if month == 11 { 3 } else { 0 }];
        row.received = DateCell::On(FIRST_DAY, None);
        row.due = DateCell::Blank;
        row.returned = DateCell::Blank;
        row.finished = DateCell::On(FIRST_DAY + 11, None);
        log.push(LogFile { look, rows: vec![Row::Dossier(row)] });
    }
    let answer = ask(&log, &Question::everything(&[Dimension::Unit])).expect("an answer");
    assert_eq!(answer.loaded.ledger.superseded, 11);
    assert_eq!(answer.frame.period.to, Day(FIRST_DAY + 11));
    let names: Vec<_> = answer.cube.rows.iter().map(|row| row.group[0].as_deref()).collect();
    assert_eq!(names, [Some("Sở Tư pháp")]);
}

#[test]
fn a_tie_of_spellings_is_named_by_the_first_in_reading_order() {
    let mut runner = TestRunner::deterministic();
    let mut row = |id: &str, unit| {
        let mut row = dossier_row().new_tree(&mut runner).expect("a row").current();
        id.clone_into(&mut row.id);
        row.unit = UNITS[unit];
        row.received = DateCell::On(FIRST_DAY, None);
        row.due = DateCell::Blank;
        row.finished = DateCell::On(FIRST_DAY, None);
        row.returned = DateCell::Blank;
        Row::Dossier(row)
    };
    let rows = [row("H54-1", 1), row("H54-2", 0), row("H54-3", 0), row("H54-4", 1)];
    let mut runner = TestRunner::deterministic();
    let look = look().new_tree(&mut runner).expect("a look").current();
    for (order, expected) in [([0, 1, 2, 3], UNITS[1].text), ([1, 0, 2, 3], UNITS[0].text)] {
        let rows = order.iter().map(|place| rows[*place].clone()).collect();
        let log = vec![LogFile { look: look.clone(), rows }];
        let answer = ask(&log, &Question::everything(&[Dimension::Unit])).expect("an answer");
        assert_eq!(answer.cube.rows.len(), 1);
        assert_eq!(answer.cube.rows[0].group, [Some(expected.to_owned())]);
    }
}
