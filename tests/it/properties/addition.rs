//! Tallies, cubes and ledgers add: with an identity, in any order, in any grouping; and what is
//! counted by more dimensions, or in several places, adds up to what is counted at once.

use std::collections::BTreeSet;

use cchc::domain::{Dimension, PeriodSpan, vietnamese_order};
use cchc::findings::{Exclusion, Ledger, Rejection};
use cchc::pipeline::PipelineError;
use cchc::tally::{Count, Cube, EvidenceScope, Row, Tally};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use super::export;
use super::log::{Ids, Log, LogFile, log};
use super::runner::{self, Question, ask, ask_folder, property, question};

fn tally() -> impl Strategy<Value = Tally> {
    vec(0_u64..1 << 50, Count::ALL.len()).prop_map(|counts| {
        let mut tally = Tally::default();
        for (count, dossiers) in Count::ALL.into_iter().zip(counts) {
            tally[count] = dossiers;
        }
        tally
    })
}

fn sum(left: &Tally, right: &Tally) -> Tally {
    let mut sum = *left;
    sum += right;
    sum
}

#[test]
fn tallies_add_with_identity_in_any_order_and_grouping() {
    property(300, &(tally(), tally(), tally()), |(a, b, c)| {
        prop_assert_eq!(sum(&a, &Tally::ZERO), a);
        prop_assert_eq!(sum(&Tally::default(), &a), a);
        prop_assert_eq!(sum(&a, &b), sum(&b, &a));
        prop_assert_eq!(sum(&sum(&a, &b), &c), sum(&a, &sum(&b, &c)));
        for count in Count::ALL {
            prop_assert_eq!(sum(&a, &b)[count], a[count] + b[count]);
        }
        Ok(())
    });
}

/// Cubes by unit and channel, their rows in the order of the output.
fn any_cube() -> impl Strategy<Value = Cube> {
    let names = ["An Bài", "Ăn", "Đông Đô", "Tổ 2", "Tổ 10", "Xã Quỳnh Mỹ"];
    let name = proptest::option::weighted(0.8, prop::sample::select(names.to_vec()));
    let rows = btree_map((name.clone(), name), tally(), 0..8);
    (rows, tally()).prop_map(|(rows, total)| {
        let mut rows: Vec<Row> = rows
            .into_iter()
            .map(|((unit, field), tally)| Row {
                group: vec![unit.map(str::to_owned), field.map(str::to_owned)],
                tally,
            })
            .collect();
        rows.sort_by(|left, right| {
            let order = |place: usize| match (&left.group[place], &right.group[place]) {
                (Some(left), Some(right)) => vietnamese_order(left, right),
                // The nameless group stands last.
                (left, right) => left.is_none().cmp(&right.is_none()),
            };
            order(0).then(order(1))
        });
        Cube {
            by: vec![Dimension::Unit, Dimension::Field],
            rows,
            total,
            evidence: EvidenceScope::ALL,
        }
    })
}

#[test]
fn cubes_merge_with_identity_in_any_order_and_grouping() {
    property(300, &(any_cube(), any_cube(), any_cube()), |(a, b, c)| {
        let empty = || Cube::empty(a.by.clone());
        let merge = |left: &Cube, right: &Cube| left.clone().merge(right.clone());
        prop_assert_eq!(&merge(&a, &empty()), &a);
        prop_assert_eq!(&merge(&empty(), &a), &a);
        prop_assert_eq!(merge(&a, &b), merge(&b, &a));
        prop_assert_eq!(merge(&merge(&a, &b), &c), merge(&a, &merge(&b, &c)));
        let groups = |cube: &Cube| -> BTreeSet<Vec<Option<String>>> {
            cube.rows.iter().map(|row| row.group.clone()).collect()
        };
        prop_assert_eq!(groups(&merge(&a, &b)), &groups(&a) | &groups(&b));
        prop_assert_eq!(merge(&a, &b).total, sum(&a.total, &b.total));
        Ok(())
    });
}

fn ledger() -> impl Strategy<Value = Ledger> {
    let excluded = btree_map(prop::sample::select(Exclusion::ALL.to_vec()), 1_u64..99, 0..4);
    let rejected = btree_map(prop::sample::select(Rejection::ALL.to_vec()), 1_u64..99, 0..4);
    (0_u64..9, 0_u64..99, 0_u64..99, excluded, rejected).prop_map(
        |(files, counted, superseded, excluded, rejected)| {
            let others = excluded.values().chain(rejected.values()).sum::<u64>();
            let read = counted + superseded + others;
            Ledger { files, read, counted, superseded, excluded, rejected }
        },
    )
}

#[test]
fn ledgers_add_and_the_sum_adds_up() {
    property(300, &(ledger(), ledger(), ledger()), |(a, b, c)| {
        let sum = |left: &Ledger, right: &Ledger| {
            let mut sum = left.clone();
            sum.add(right);
            sum
        };
        prop_assert_eq!(&sum(&a, &Ledger::default()), &a);
        prop_assert_eq!(&sum(&Ledger::default(), &a), &a);
        prop_assert_eq!(sum(&a, &b), sum(&b, &a));
        prop_assert_eq!(sum(&sum(&a, &b), &c), sum(&a, &sum(&b, &c)));
        prop_assert!(sum(&a, &b).check().is_ok());
        let mut lost = sum(&a, &b);
        lost.read += 1;
        prop_assert!(lost.check().is_err());
        Ok(())
    });
}

/// The cube of a question that has an answer whenever any dossier counts.
fn cube(log: &Log, by: &[Dimension]) -> Option<Cube> {
    match ask(log, &Question::everything(by)) {
        Ok(outcome) => Some(outcome.cube),
        Err(PipelineError::NothingCountable(_) | PipelineError::NoColumn(_)) => None,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn a_table_by_two_dimensions_rolls_up_to_the_table_by_one() {
    use Dimension::{Channel, Month, Procedure, Unit};
    property(120, &log(Ids::Repeated), |log| {
        for (fine, coarse) in [
            (&[Unit, Channel][..], &[Unit][..]),
            (&[Unit, Channel], &[Channel]),
            (&[Unit, Procedure], &[Procedure, Unit]),
            (&[Unit, Procedure, Month], &[Month]),
            (&[Procedure, Month, Unit], &[Unit, Month]),
        ] {
            let (Some(fine), Some(expected)) = (cube(&log, fine), cube(&log, coarse)) else {
                continue;
            };
            prop_assert_eq!(fine.roll_up(coarse), Some(expected));
        }
        Ok(())
    });
}

#[test]
fn a_table_rolls_up_to_its_total_and_never_over_months() {
    use Dimension::{Month, Procedure, Unit};
    property(120, &log(Ids::Repeated), |log| {
        if let Some(table) = cube(&log, &[Unit, Procedure]) {
            let whole = table.roll_up(&[]).expect("no time is dropped");
            prop_assert_eq!(whole.rows.len(), 1);
            prop_assert_eq!(whole.rows[0].tally, table.total);
            prop_assert_eq!(whole.total, table.total);
            prop_assert_eq!(table.roll_up(&[Month]), None, "a dimension that is not there");
        }
        if let Some(table) = cube(&log, &[Unit, Month]) {
            prop_assert_eq!(table.roll_up(&[Unit]), None);
            prop_assert_eq!(table.roll_up(&[]), None);
        }
        Ok(())
    });
}

#[test]
fn a_filter_leaves_the_row_of_its_group() {
    property(120, &log(Ids::Repeated), |log| {
        let question = Question::everything(&[Dimension::Unit]);
        let folder = tempfile::tempdir().expect("a temporary folder");
        export::write(&log, folder.path());
        let Ok(whole) = ask_folder(folder.path(), &question) else {
            return Ok(());
        };
        for row in &whole.cube.rows {
            let Some(unit) = &row.group[0] else { continue };
            // In another spelling, since names are folded.
            let unit = unit.to_uppercase();
            let plan = cchc::pipeline::Plan {
                filters: vec![(Dimension::Unit, unit.clone())],
                // The days seen are those of all dossiers either way.
                span: PeriodSpan::Fixed(whole.frame.period),
                ..runner::plan(folder.path(), &question)
            };
            let mut filtered = cchc::pipeline::run(&plan).expect("the group has dossiers");
            runner::forget_scales(&mut filtered.cube);
            prop_assert_eq!(filtered.cube.total, row.tally, "{}", unit);
        }
        Ok(())
    });
}

#[test]
fn figures_counted_apart_add_up_to_figures_counted_together() {
    let cut = any::<prop::sample::Index>();
    property(200, &(log(Ids::Unique), question(), cut), |(log, question, cut)| {
        // Two places report on one period, and each has its own dossiers.
        let Some(period) = question.period else {
            return Ok(());
        };
        let question = Question { period: Some(period), ..question };
        let (here, there) = log.split_at(cut.index(log.len()));
        let part = |log: &[LogFile]| {
            let nothing = || Cube::empty(question.by.clone());
            if log.is_empty() {
                return Some(nothing());
            }
            match ask(&log.to_vec(), &question) {
                Ok(outcome) => Some(outcome.cube),
                Err(PipelineError::NoColumn(_)) => None,
                Err(_) => Some(nothing()),
            }
        };
        let (Some(here), Some(there), Some(whole)) = (part(here), part(there), part(&log)) else {
            return Ok(());
        };
        prop_assert_eq!(here.merge(there), whole);
        Ok(())
    });
}
