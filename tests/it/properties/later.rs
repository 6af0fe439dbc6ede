//! Which of two files is the newer hangs on what they say: neither their names nor their order change a
//! figure, and a file that is a later state of another leaves nothing of it.

use std::collections::{BTreeMap, BTreeSet};

use cchc::domain::Dimension;
use cchc::dossiers::Relation;
use cchc::findings::FindingCode;
use cchc::tally::Cube;
use proptest::prelude::*;

use super::log::{DateCell, FIRST_DAY, Ids, Log, LogFile, Row, log, one_spelling};
use super::order::shuffle;
use super::runner::{Question, ask, property, question};

/// Cube, counted dossiers and the dossiers that are told again, if the period holds anything.
fn figures(log: &Log, question: &Question) -> Option<(Cube, u64, u64)> {
    let outcome = ask(log, question).ok()?;
    let ledger = outcome.loaded.ledger;
    Some((outcome.cube, ledger.counted, ledger.superseded))
}

/// What makes a file newer than another, by what the library says of it.
fn is_told_apart(log: &Log) -> bool {
    let Ok(outcome) = ask(log, &Question::everything(&[])) else { return false };
    let coverage = &outcome.loaded.coverage;
    let keys: BTreeSet<_> =
        coverage.iter().map(|told| (told.covered_until(), told.finished)).collect();
    keys.len() == coverage.len()
}

#[test]
fn names_and_order_of_files_change_no_figure_when_ids_come_again() {
    let strategy = (log(Ids::Repeated), question(), any::<u64>());
    property(400, &strategy, |(mut log, question, seed)| {
        one_spelling(&mut log);
        // Where nothing in the files tells, the path decides, as a finding says.
        prop_assume!(is_told_apart(&log));
        let mut renamed = log.clone();
        shuffle(&mut renamed, seed);
        prop_assert_eq!(figures(&renamed, &question), figures(&log, &question));
        Ok(())
    });
}

/// The dossiers of some rows, each once, with ids of their own.
fn states(log: Log) -> Option<LogFile> {
    let mut file = log.into_iter().next()?;
    let columns = &mut file.look.columns;
    (columns.due, columns.returned, columns.status) = (true, true, true);
    file.rows.retain(|row| matches!(row, Row::Dossier(row) if !row.id.is_empty()));
    (!file.rows.is_empty()).then_some(file)
}

/// The same dossiers some time on: those that are open, all or every second one, are finished behind
/// everything else.
fn some_time_on(file: &LogFile, every: usize) -> LogFile {
    let mut later = file.clone();
    let rows = later.rows.iter_mut().filter_map(|row| match row {
        Row::Dossier(row) => Some(row),
        _ => None,
    });
    let open = rows.filter(|row| row.finished.is_blank() && row.returned.is_blank());
    for row in open.step_by(every) {
        row.finished = DateCell::On(FIRST_DAY + 300, None);
    }
    later
}

#[test]
fn a_file_and_its_later_state_are_the_later_state() {
    let strategy = (log(Ids::Unique), question(), any::<bool>(), 1_usize..3);
    property(400, &strategy, |(log, question, is_first, every)| {
        let Some(file) = states(log) else { return Ok(()) };
        let later = some_time_on(&file, every);
        let both = if is_first { vec![later.clone(), file] } else { vec![file, later.clone()] };
        let expected = figures(&vec![later], &question).map(|(cube, counted, _)| (cube, counted));
        let found = figures(&both, &question).map(|(cube, counted, _)| (cube, counted));
        prop_assert_eq!(found, expected);
        Ok(())
    });
}

#[test]
fn two_files_are_the_same_go_on_or_contradict_each_other() {
    let strategy = (log(Ids::Unique), any::<bool>(), 0_usize..3);
    let met = std::cell::RefCell::new(BTreeMap::new());
    property(400, &strategy, |(log, is_first, kind)| {
        let Some(file) = states(log) else { return Ok(()) };
        let (older, newer) = match kind {
            0 => (file.clone(), file),
            1 => (file.clone(), some_time_on(&file, 1)),
            // What was finished is open in the file that is newer by another dossier.
            _ => {
                let finished = some_time_on(&file, 1);
                let mut newer = finished.clone();
                for (place, row) in newer.rows.iter_mut().enumerate() {
                    let Row::Dossier(row) = row else { continue };
                    row.returned = DateCell::Blank;
                    let day = FIRST_DAY + 301;
                    row.finished =
                        if place == 0 { DateCell::Blank } else { DateCell::On(day, None) };
                }
                (finished, newer)
            }
        };
        let files = if is_first { vec![newer, older] } else { vec![older, newer] };
        let Ok(outcome) = ask(&files, &Question::everything(&[Dimension::Unit])) else {
            return Ok(());
        };
        let [overlap] = &outcome.loaded.overlaps[..] else {
            // Handed on, rejected, or nothing that counts.
            return Ok(());
        };
        let count = |code| outcome.loaded.findings.count(code);
        let [by_content, contradict, twice] =
            [FindingCode::NewerByContent, FindingCode::FilesContradict, FindingCode::FileTwice]
                .map(count);
        match overlap.relation {
            Relation::Identical => prop_assert_eq!((by_content, contradict, twice), (0, 0, 1)),
            Relation::Contradiction => prop_assert_eq!((by_content, contradict, twice), (0, 1, 0)),
            Relation::LaterState => {
                prop_assert_eq!((contradict, twice), (0, 0));
                prop_assert_eq!(by_content, u64::from(!overlap.is_by_paths()));
            }
        }
        // Rows that are rejected in one of the two are no states of it.
        if outcome.loaded.ledger.rejected_total() == 0 && kind < 2 {
            prop_assert_ne!(overlap.relation, Relation::Contradiction);
        }
        *met.borrow_mut().entry((kind, overlap.relation)).or_insert(0) += 1;
        Ok(())
    });
    let met = met.into_inner();
    for (kind, relation) in
        [(0, Relation::Identical), (1, Relation::LaterState), (2, Relation::Contradiction)]
    {
        assert!(
            met.get(&(kind, relation))
                .is_some_and(|times| *times * 40 > crate::support::cases(400)),
            "{met:?}"
        );
    }
}
