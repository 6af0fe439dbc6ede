//! For any consistent counts every equation holds, and the blocks add up to the total, whatever was
//! placed where.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::TestRunner;

use super::{BY_FIELD, LEAVES, all_fields, cube, filled, plan, report, row_texts, tally};
use crate::answers::publication::FilledForm;
use crate::answers::{Cell, RowKind};
use crate::tally::{Count, Cube, Tally};
use crate::words::Lang;

/// A tally whose parts are anything; what is open in term makes up for the difference.
fn any_tally() -> impl Strategy<Value = Tally> {
    proptest::collection::vec(prop_oneof![2 => Just(0), 3 => 0_u64..40], LEAVES.len()).prop_map(
        |parts| {
            let mut all = [0; 15];
            all.copy_from_slice(&parts);
            let (flow_in, flow_out) = (all[..6].iter().sum::<u64>(), all[6..].iter().sum::<u64>());
            all[11] += flow_in.saturating_sub(flow_out);
            all[0] += flow_out.saturating_sub(flow_in);
            tally(all)
        },
    )
}

fn any_cube() -> impl Strategy<Value = Cube> {
    let level = select(vec![
        None,
        Some("Cấp tỉnh"),
        Some("tỉnh"),
        Some("Cấp huyện"),
        Some("XÃ"),
        Some("Cấp xã"),
        Some("Trung ương"),
    ]);
    let field = select(vec![None, Some("Đất đai"), Some("Hộ tịch"), Some("Chứng thực")]);
    proptest::collection::vec((level, field, any_tally()), 0..8).prop_map(|rows| {
        let mut all = Cube::empty(BY_FIELD.to_vec());
        for (level, field, tally) in rows {
            // As a cube is made: in order, every group once.
            all = all.merge(cube(&BY_FIELD, &[(&[level, field], tally)]));
        }
        all
    })
}

fn count(form: &FilledForm, row: usize, number: usize) -> u64 {
    match form.table.rows[row].cells[number - 1] {
        Cell::Count(count) => count,
        ref other => panic!("no count: {other:?}"),
    }
}

#[test]
fn equations_hold_and_blocks_add_up() {
    let all = plan("06a").placement_options();
    let options = (0..=all.len()).prop_flat_map(move |number| subsequence(all.clone(), number));
    let id = select(vec!["06a", "06d", "07a"]);
    let config = ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() };
    let test = |(cube, options, id): (Cube, Vec<String>, &str)| {
        let options: Vec<&str> = options.iter().map(String::as_str).collect();
        let form = filled(Lang::Vi, id, &options, &cube, &all_fields()).expect("consistent");
        for row in 0..form.table.rows.len() {
            let c = |number| count(&form, row, number);
            prop_assert_eq!(c(3), c(4) + c(5) + c(6));
            prop_assert_eq!(c(7), c(8) + c(9) + c(10));
            prop_assert_eq!(c(11), c(12) + c(13));
            prop_assert_eq!(c(3), c(7) + c(11));
        }
        let last = form.table.rows.len() - 1;
        prop_assert_eq!(form.table.rows[last].kind, RowKind::Total);
        let of_kind = |kind| -> Vec<usize> {
            (0..last).filter(|row| form.table.rows[*row].kind == kind).collect()
        };
        let (blocks, body) = (of_kind(RowKind::Block), of_kind(RowKind::Body));
        for number in 3..=13 {
            let sum =
                |rows: &[usize]| rows.iter().map(|row| count(&form, *row, number)).sum::<u64>();
            prop_assert_eq!(sum(&body), count(&form, last, number));
            prop_assert!(blocks.is_empty() || sum(&blocks) == count(&form, last, number));
        }
        let whole = cube.total.sum(&[Count::Opening, Count::Received]);
        prop_assert_eq!(count(&form, last, 3), whole, "{:?}", row_texts(&form));
        prop_assert_eq!(report(Lang::Vi, vec![form]).check(), Ok(()));
        Ok(())
    };
    if let Err(error) = TestRunner::new(config).run(&(any_cube(), options, id), test) {
        panic!("{error}");
    }
}
