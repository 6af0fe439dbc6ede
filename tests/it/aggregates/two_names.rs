//! Tables with two columns of names, such as unit and field, in the ways that reports fill them.

use std::fmt::Write;

use cchc::aggregates::{Measure, RowKind, TableRow, check_table};
use cchc::domain::Dimension;
use cchc::findings::FindingCode;

use super::read_text;
use crate::support::{answer, json};

const HEAD: &str = "Đơn vị,Lĩnh vực,Tiếp nhận trong kỳ,Đã giải quyết,Đang giải quyết\n";

/// The rows of two units with two fields each, and what else stands among them.
const WAYS: [(&str, &str); 12] = [
    (
        "left blank",
        "1,Xã A,Hộ tịch,7,5,2\n,,Đất đai,3,2,1\n2,Xã B,Hộ tịch,4,4,0\n,,Đất đai,6,1,5\n",
    ),
    (
        "filled",
        "1,Xã A,Hộ tịch,7,5,2\n2,Xã A,Đất đai,3,2,1\n3,Xã B,Hộ tịch,4,4,0\n4,Xã B,Đất đai,6,1,5\n",
    ),
    (
        "in order of fields",
        "1,Xã A,Hộ tịch,7,5,2\n2,Xã B,Hộ tịch,4,4,0\n3,Xã A,Đất đai,3,2,1\n4,Xã B,Đất đai,6,1,5\n",
    ),
    (
        "in a row of its own",
        "I,Xã A,,,,\n1,,Hộ tịch,7,5,2\n2,,Đất đai,3,2,1\nII,Xã B,,,,\n1,,Hộ tịch,4,4,0\n2,,Đất đai,6,1,5\n,Tổng cộng,,20,12,8\n",
    ),
    (
        "numbered by Roman numbers",
        "I,Xã A,Hộ tịch,7,5,2\n,,Đất đai,3,2,1\nII,Xã B,Hộ tịch,4,4,0\n,,Đất đai,6,1,5\n,Tổng số,,20,12,8\n",
    ),
    (
        "totals below, among the fields",
        "1,Xã A,Hộ tịch,7,5,2\n,,Đất đai,3,2,1\n,,Cộng,10,7,3\n2,Xã B,Hộ tịch,4,4,0\n,,Đất đai,6,1,5\n,,Cộng,10,5,5\n,,Tổng cộng,20,12,8\n",
    ),
    (
        "totals below, among the units",
        "1,Xã A,Hộ tịch,7,5,2\n,,Đất đai,3,2,1\n,Cộng,,10,7,3\n2,Xã B,Hộ tịch,4,4,0\n,,Đất đai,6,1,5\n,Cộng,,10,5,5\n",
    ),
    (
        "totals that name the unit",
        "1,Xã A,Hộ tịch,7,5,2\n,,Đất đai,3,2,1\n,Cộng Xã A,,10,7,3\n2,Xã B,Hộ tịch,4,4,0\n,,Đất đai,6,1,5\n,Cộng xã B,,10,5,5\n,Tổng cộng,,20,12,8\n",
    ),
    (
        "totals above, beside the unit",
        ",Tổng số,,20,12,8\n1,Xã A,Tổng số,10,7,3\n,,Hộ tịch,7,5,2\n,,Đất đai,3,2,1\n2,Xã B,Tổng số,10,5,5\n,,Hộ tịch,4,4,0\n,,Đất đai,6,1,5\n",
    ),
    (
        "figures of the unit above",
        "1,Xã A,,10,7,3\n,,Hộ tịch,7,5,2\n,,Đất đai,3,2,1\n2,Xã B,,10,5,5\n,,Hộ tịch,4,4,0\n,,Đất đai,6,1,5\n,Tổng cộng,,20,12,8\n",
    ),
    (
        "one word for all totals",
        "1,Xã A,Hộ tịch,7,5,2\n,,Đất đai,3,2,1\n,,Tổng,10,7,3\n2,Xã B,Hộ tịch,4,4,0\n,,Đất đai,6,1,5\n,,Tổng,10,5,5\n,,Tổng,20,12,8\n",
    ),
    (
        "merged cells repeated",
        "1,Xã A,Hộ tịch,7,5,2\n1,Xã A,Đất đai,3,2,1\n1,Xã A,Cộng,10,7,3\n2,Xã B,Hộ tịch,4,4,0\n2,Xã B,Đất đai,6,1,5\n2,Xã B,Cộng,10,5,5\nTổng cộng,Tổng cộng,Tổng cộng,20,12,8\n",
    ),
];

fn table(body: &str) -> String {
    format!("Tháng 6 năm 2024,,,,,\n,,,,,\nSTT,{HEAD}{body}")
}

fn names(row: &TableRow) -> Vec<&str> {
    row.outer.iter().map(String::as_str).chain([row.label.as_str()]).collect()
}

#[test]
fn both_names_are_kept_whatever_way_they_are_written() {
    for (way, body) in WAYS {
        let table = read_text(&table(body));
        assert_eq!(table.outer, [Dimension::Unit], "{way}");
        assert_eq!(table.by, Some(Dimension::Field), "{way}");
        let rows = table.rows.iter().filter(|row| row.kind == RowKind::Body);
        let mut found: Vec<(Vec<&str>, Option<u64>)> =
            rows.map(|row| (names(row), row.count(Measure::Received))).collect();
        found.sort();
        let expected = [
            (vec!["Xã A", "Hộ tịch"], Some(7)),
            (vec!["Xã A", "Đất đai"], Some(3)),
            (vec!["Xã B", "Hộ tịch"], Some(4)),
            (vec!["Xã B", "Đất đai"], Some(6)),
        ];
        assert_eq!(found, expected, "{way}");
        assert_eq!(check_table(&table), [], "{way}");
        for total in table.rows.iter().filter(|row| row.kind == RowKind::Total) {
            let of = total.outer.first().map(String::as_str);
            let received = total.count(Measure::Received);
            assert_eq!(received, Some(if of.is_some() { 10 } else { 20 }), "{way}");
        }
    }
}

#[test]
fn a_total_of_one_unit_is_held_against_its_rows() {
    for (way, body) in WAYS {
        if !body.contains(",10,7,3") {
            continue;
        }
        let table = read_text(&table(&body.replace(",10,7,3", ",11,7,3")));
        let findings = check_table(&table);
        let sums: Vec<_> =
            findings.iter().filter(|found| found.code == FindingCode::SumDiffers).collect();
        let value = sums.first().and_then(|found| found.value.clone()).unwrap_or_default();
        assert!(value.starts_with("11 ≠ 10 = Σ"), "{way}: {value}");
    }
}

#[test]
fn a_field_and_its_procedures_in_either_order() {
    for (first, second, row) in [
        ("Lĩnh vực", "Thủ tục", ["Hộ tịch,Khai sinh", ",Khai tử", "Đất đai,Tách thửa"]),
        ("Thủ tục", "Lĩnh vực", ["Khai sinh,Hộ tịch", "Khai tử,Hộ tịch", "Tách thửa,Đất đai"]),
    ] {
        let mut text =
            format!("STT,{first},{second},Tiếp nhận trong kỳ,Đã giải quyết,Đang giải quyết\n");
        for (at, row) in row.iter().enumerate() {
            writeln!(text, "{},{row},5,4,1", at + 1).expect("memory");
        }
        let table = read_text(&text);
        let rows: Vec<_> = table.rows.iter().map(names).collect();
        let expected = [["Hộ tịch", "Khai sinh"], ["Hộ tịch", "Khai tử"], ["Đất đai", "Tách thửa"]];
        assert_eq!(rows, expected, "{first}");
        assert_eq!(
            (table.outer.as_slice(), table.by),
            (&[Dimension::Field][..], Some(Dimension::Procedure))
        );
    }
}

#[test]
fn a_part_of_a_field_is_in_no_sum_and_the_next_field_is_one() {
    let body = "1,Xã A,Hộ tịch,7,5,2\n,,Trong đó: khai sinh,3,2,1\n,,Đất đai,3,2,1\n2,Xã B,Hộ tịch,4,4,0\nTổng cộng,,,14,11,3\n";
    let table = read_text(&table(body));
    let kinds: Vec<_> = table.rows.iter().map(|row| row.kind).collect();
    let [body, part, total] = [RowKind::Body, RowKind::OfWhich, RowKind::Total];
    assert_eq!(kinds, [body, part, body, body, total]);
    assert_eq!(table.total().and_then(|row| row.count(Measure::Received)), Some(14));
    assert_eq!(check_table(&table), []);
}

#[test]
fn three_columns_of_names_and_a_level_behind_its_units() {
    let three = "STT,Đơn vị,Lĩnh vực,Thủ tục,Tiếp nhận trong kỳ,Đã giải quyết,Đang giải quyết\n1,Xã A,Hộ tịch,Khai sinh,7,5,2\n,,,Khai tử,3,2,1\n,,Đất đai,Tách thửa,3,2,1\n,,Cộng,,13,9,4\n2,Xã B,Hộ tịch,Khai sinh,4,4,0\n,Tổng cộng,,,17,13,4\n";
    let table = read_text(three);
    assert_eq!(table.outer, [Dimension::Unit, Dimension::Field]);
    assert_eq!(names(&table.rows[1]), ["Xã A", "Hộ tịch", "Khai tử"]);
    assert_eq!(names(&table.rows[3]), ["Xã A", "Cộng"]);
    assert_eq!(check_table(&table), []);
    let levels = "STT,Đơn vị,Cấp,Tiếp nhận trong kỳ,Đã giải quyết,Đang giải quyết\n1,Xã A,Cấp xã,7,5,2\n2,Sở B,,3,2,1\n,Tổng,,10,7,3\n";
    let table = read_text(levels);
    assert_eq!(
        (table.outer.as_slice(), table.by),
        (&[Dimension::Level][..], Some(Dimension::Unit))
    );
    assert_eq!(names(&table.rows[0]), ["Cấp xã", "Xã A"]);
    assert_eq!(names(&table.rows[1]), ["", "Sở B"]);
    assert_eq!(check_table(&table), []);
}

/// A column of names that nothing fills is none.
#[test]
fn an_empty_column_of_names_changes_nothing() {
    let table = read_text(&table("1,Xã A,,7,5,2\n2,Xã B,,4,4,0\n,Tổng số,,11,9,2\n"));
    assert_eq!((table.outer.as_slice(), table.by), (&[][..], Some(Dimension::Unit)));
    let rows: Vec<_> = table.rows.iter().map(names).collect();
    assert_eq!(rows, [["Xã A"], ["Xã B"], ["Tổng số"]]);
    assert_eq!(check_table(&table), []);
}

/// Dossiers that give the figures of [`WAYS`].
fn log() -> String {
    let mut text =
        "Mã hồ sơ,Đơn vị giải quyết,Lĩnh vực,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý\n"
            .to_owned();
    let groups = [
        ("UBND xã A", "Hộ tịch", 7, 5),
        ("UBND xã A", "Đất đai", 3, 2),
        ("UBND xã B", "Hộ tịch", 4, 4),
        ("UBND xã B", "Đất đai", 6, 1),
    ];
    for (place, (unit, field, received, resolved)) in groups.into_iter().enumerate() {
        for number in 0..received {
            let finished = if number < resolved { "12/06/2024" } else { "" };
            writeln!(text, "H{place}-{number},{unit},{field},05/06/2024,28/06/2024,{finished}")
                .expect("memory");
        }
    }
    text
}

#[test]
fn both_names_are_held_against_the_log() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path.to_str().expect("UTF-8").to_owned()
    };
    let log = write("log.csv", &log());
    let check = |text: &str| {
        let table = write("table.csv", text);
        json(&["check", &table, "--against", &log, "--format", "json", "--lang", "en"])
    };
    for (way, body) in WAYS {
        let answer = check(&table(body));
        let comparison = &answer["comparisons"][0];
        assert_eq!(comparison["by"], serde_json::json!(["unit", "field"]), "{way}");
        let rows =
            read_text(&table(body)).rows.iter().filter(|row| row.kind != RowKind::Heading).count();
        assert_eq!(comparison["equal"], rows * 3, "{way}: {comparison}");
        for rest in ["only_in_table", "only_in_log", "not_in_log"] {
            assert_eq!(comparison[rest], serde_json::json!([]), "{way}");
        }
        assert_eq!(comparison["different"], 0, "{way}");
    }
    let wrong =
        check(&table(&WAYS[0].1.replace(",3,2,1", ",4,2,2").replace("Đất đai,6", "Tư pháp,6")));
    let comparison = &wrong["comparisons"][0];
    assert_eq!(comparison["different"], 2);
    let cells = comparison["cells"].as_array().expect("cells");
    let one = cells.iter().find(|cell| cell["table"] != cell["log"]).expect("one that differs");
    assert_eq!(one["label"], "Xã A > Đất đai");
    assert_eq!(comparison["only_in_table"], serde_json::json!(["Xã B > Tư pháp"]));
    assert_eq!(comparison["only_in_log"], serde_json::json!(["UBND xã B > Đất đai"]));
}

#[test]
fn both_names_are_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("table.csv");
    std::fs::write(&path, table(WAYS[5].1)).expect("written");
    let path = path.to_str().expect("UTF-8");
    let shown = json(&["stats", path, "--format", "json"]);
    let shown = &shown["tables"][0];
    assert_eq!(
        (&shown["by"], &shown["names"]),
        (&"field".into(), &serde_json::json!(["unit", "field"]))
    );
    let names: Vec<&serde_json::Value> =
        shown["rows"].as_array().expect("rows").iter().map(|row| &row["names"]).collect();
    assert_eq!(names[1], &serde_json::json!({"unit": "Xã A", "field": "Đất đai"}));
    assert_eq!(names[2], &serde_json::json!({"unit": "Xã A"}));
    assert_eq!(names[6], &serde_json::json!({}));
    let csv = answer(&["stats", path, "--format", "csv"], 0);
    let mut lines = csv.lines();
    assert!(
        lines
            .next()
            .expect("a head")
            .ends_with(",row_district,row_level,row_unit,row_field,row_procedure")
    );
    assert!(lines.nth(1).expect("a row").ends_with(",,,Xã A,Đất đai,"));
    let text = answer(&["stats", path, "--lang", "en"], 0);
    for part in ["Rows by  Unit, Field", "Xã A        Đất đai", "Xã B        Cộng"] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}
