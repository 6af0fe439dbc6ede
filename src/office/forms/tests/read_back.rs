//! A filled form, saved as text and read by the program's own reader of such tables: what we print is
//! what we take for right.

use super::{all_fields, csv, filled, three_levels};
use crate::aggregates::{AggregateTable, Measure as M, RowKind, check_table, read_tables};
use crate::domain::{Dimension, PeriodRule};
use crate::read::{Opener, Source};
use crate::words::Lang;

fn read(id: &str) -> AggregateTable {
    let mut cube = three_levels();
    cube.by[1] = super::plan(id).rows.by;
    let form = filled(Lang::Vi, id, &[], &cube, &all_fields()).expect("consistent");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(format!("{id}.csv"));
    std::fs::write(&path, csv(&form)).expect("written");
    let source = Source::File(path);
    let tables = read_tables(&Opener::default(), &source, PeriodRule::Calendar).expect(id);
    tables.into_iter().next().expect(id)
}

#[test]
fn nothing_is_wrong_with_what_we_print() {
    for id in ["06a", "06b", "06c", "06d", "06-cac-cap", "07a"] {
        let table = read(id);
        assert_eq!(check_table(&table), [], "{id}");
        assert_eq!(table.unit.as_deref(), Some("UBND huyện Hưng Hà"), "{id}");
        let period = table.period.map(|period| period.to_string());
        assert_eq!(period.as_deref(), Some("2024-05-15..2024-06-14"), "{id}");
        let total = table.total().expect("a total");
        let counts = [M::ToResolve, M::Carried, M::OnTime, M::PendingOverdue];
        assert_eq!(counts.map(|m| total.count(m)), [152, 11, 47, 3].map(Some), "{id}");
    }
}

#[test]
fn blocks_and_rows_are_read_as_what_they_are() {
    let table = read("06a");
    assert_eq!(table.by, Some(Dimension::Field));
    let rows: Vec<(RowKind, &str)> =
        table.rows.iter().map(|row| (row.kind, row.label.as_str())).collect();
    assert_eq!(
        rows,
        [
            (RowKind::Section, "Cấp tỉnh"),
            (RowKind::Body, "Đất đai"),
            (RowKind::Section, "Cấp huyện"),
            (RowKind::Body, "Hộ tịch"),
            (RowKind::Section, "Cấp xã"),
            (RowKind::Body, "Chứng thực"),
            (RowKind::Body, "(để trống)"),
            (RowKind::Total, "Tổng số"),
        ]
    );
    let table = read("06-cac-cap");
    assert_eq!(table.by, Some(Dimension::Unit));
    assert_eq!(table.rows[0].kind, RowKind::Heading);
}
