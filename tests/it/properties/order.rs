//! What must not change a figure: the order of rows, the names of files, how rows are dealt to files,
//! how many threads read them, and how their bytes are written.

use std::collections::BTreeMap;

use cchc::answers::Outcome;
use cchc::domain::Dimension;
use cchc::findings::Rejection;
use cchc::tally::Cube;
use proptest::prelude::*;

use super::export;
use super::log::{Encoding, Ids, Log, LogFile, large_log, log};
use super::runner::{Question, ask, ask_folder, property, question};

/// Whether two answers are the same in all that is counted, found and accounted for.
fn same(left: &Outcome, right: &Outcome) -> Result<(), TestCaseError> {
    prop_assert_eq!(&left.cube, &right.cube);
    prop_assert_eq!(&left.frame, &right.frame);
    prop_assert_eq!(&left.loaded.ledger, &right.loaded.ledger);
    prop_assert_eq!(&left.loaded.ledger_by_file, &right.loaded.ledger_by_file);
    prop_assert_eq!(&left.loaded.findings, &right.loaded.findings);
    prop_assert_eq!(&left.loaded.rejects, &right.loaded.rejects);
    prop_assert_eq!(&left.loaded.fields, &right.loaded.fields);
    Ok(())
}

#[test]
fn threads_change_neither_figures_nor_findings() {
    property(100, &(log(Ids::Repeated), question(), 2_usize..9), |(log, question, threads)| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        export::write(&log, folder.path());
        let with = |threads| ask_folder(folder.path(), &Question { threads, ..question.clone() });
        match (with(1), with(threads)) {
            (Ok(one), Ok(many)) => same(&one, &many),
            (Err(one), Err(many)) => {
                prop_assert_eq!(one.to_string(), many.to_string());
                Ok(())
            }
            (one, many) => Err(TestCaseError::fail(format!("{one:?}\n{many:?}"))),
        }
    });
}

#[test]
fn threads_that_share_large_files_change_neither_figures_nor_findings() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    export::write(&large_log(), folder.path());
    let with = |threads| {
        let question = Question::everything(&[Dimension::Procedure, Dimension::Unit]);
        ask_folder(folder.path(), &Question { threads, ..question }).expect("an answer")
    };
    let one = with(1);
    for threads in [2, 3, 8] {
        same(&one, &with(threads)).expect("one thread and many agree");
    }
}

/// The figures alone; none when the period holds nothing.
fn figures(log: &Log, question: &Question) -> Option<(Cube, u64, BTreeMap<Rejection, u64>)> {
    let outcome = ask(log, question).ok()?;
    let ledger = outcome.loaded.ledger;
    Some((outcome.cube, ledger.counted, ledger.rejected))
}

/// Puts things into an order that depends on nothing but the seed.
pub fn shuffle<T>(things: &mut [T], seed: u64) {
    let mut state = seed | 1;
    for last in (1..things.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        let place = (state >> 33) % (last as u64 + 1);
        things.swap(last, usize::try_from(place).expect("below the length"));
    }
}

#[test]
fn the_order_of_rows_changes_no_figure_when_ids_are_unique() {
    let strategy = (log(Ids::Unique), question(), any::<u64>());
    property(200, &strategy, |(log, question, seed)| {
        let mut shuffled = log.clone();
        for file in &mut shuffled {
            shuffle(&mut file.rows, seed);
        }
        prop_assert_eq!(figures(&shuffled, &question), figures(&log, &question));
        Ok(())
    });
}

#[test]
fn the_names_of_files_change_no_figure_when_ids_are_unique() {
    let strategy = (log(Ids::Unique), question(), any::<u64>());
    property(200, &strategy, |(log, question, seed)| {
        let mut renamed = log.clone();
        shuffle(&mut renamed, seed);
        prop_assert_eq!(figures(&renamed, &question), figures(&log, &question));
        Ok(())
    });
}

#[test]
fn splitting_a_file_changes_no_figure_when_ids_are_unique() {
    let cut = any::<prop::sample::Index>();
    property(200, &(log(Ids::Unique), question(), cut), |(log, question, cut)| {
        let mut split = Log::new();
        for mut file in log.clone() {
            let rest = file.rows.split_off(cut.index(file.rows.len() + 1));
            split.push(LogFile { look: file.look.clone(), rows: rest });
            split.push(file);
        }
        prop_assert_eq!(figures(&split, &question), figures(&log, &question));
        Ok(())
    });
}

#[test]
fn the_encoding_of_a_large_file_changes_no_figure() {
    let mut log = large_log();
    let question = Question::everything(&[Dimension::Unit]);
    let expected = ask(&log, &question).expect("an answer");
    for encoding in [Encoding::Utf16, Encoding::Gzip] {
        for file in &mut log {
            file.look.encoding = encoding;
        }
        let answer = ask(&log, &question).unwrap_or_else(|error| panic!("{encoding:?}: {error}"));
        assert_eq!(answer.loaded.failed_files, 0, "{encoding:?}");
        assert_eq!(answer.cube, expected.cube, "{encoding:?}");
        assert_eq!(answer.loaded.ledger, expected.loaded.ledger, "{encoding:?}");
    }
}
