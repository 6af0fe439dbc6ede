//! Heads as people print them: one row, joined names, groups over the middle, periods and tables side by side,
//! columns as rows; and what nobody understands, refused.

use cchc::aggregates::{AggregateTable, Measure as M, RowKind};

use super::tables_of;
use crate::support::run;

const TITLES: &str = "UBND HUYỆN HƯNG HÀ\nTháng 6 năm 2024\n\n";

fn figures(table: &AggregateTable, label: &str, measures: &[M]) -> Vec<Option<u64>> {
    let row = super::row(table, label);
    measures.iter().map(|measure| row.count(*measure)).collect()
}

fn only(text: &str) -> AggregateTable {
    let mut tables = tables_of(text);
    assert_eq!(tables.len(), 1, "{text}");
    tables.swap_remove(0)
}

const OUTCOMES: [M; 7] =
    [M::Resolved, M::Early, M::OnTime, M::Late, M::Pending, M::PendingWithin, M::PendingOverdue];

#[test]
fn names_of_one_row_belong_to_the_count_beside_them() {
    for head in [
        "Tổng số hồ sơ đã giải quyết (7);Trước hạn (8);Đúng hạn (9);Quá hạn (10);Tổng số hồ sơ đang giải quyết (11);Trong hạn (12);Quá hạn (13)",
        "Đã giải quyết;Trước hạn;Đúng hạn;Quá hạn;Đang giải quyết;Trong hạn;Quá hạn",
        "Đã xử lý [7]=[8]+[9]+[10];Trước hạn [8];Đúng hạn [9];Trễ hạn [10];Đang xử lý [11];Chưa đến hạn [12];Trễ hạn [13]",
        "Đã giải quyết – Tổng số;Đã giải quyết – Trước hạn;Đã giải quyết – Đúng hạn;Đã giải quyết – Quá hạn;Đang giải quyết – Tổng số;Đang giải quyết – Trong hạn;Đang giải quyết – Quá hạn",
        "Đã xử lý: Tổng;Đã xử lý: Sớm hạn;Đã xử lý: Đúng hạn;Đã xử lý: Quá hạn;Đang xử lý: Tổng;Đang xử lý: Trong hạn;Đang xử lý: Quá hạn",
        "Tổng số đã giải quyết;Đã giải quyết trước hạn;Đã giải quyết đúng hạn;Đã giải quyết quá hạn;Tổng số đang giải quyết;Đang giải quyết trong hạn;Đang giải quyết quá hạn",
        "Đã giải quyết;Trước hạn (đã giải quyết);Đúng hạn (đã giải quyết);Quá hạn (đã giải quyết);Đang giải quyết;Trong hạn (đang giải quyết);Quá hạn (đang giải quyết)",
        "Đã giải quyết;Trước hạn;Đúng hạn;Quá hạn;Đang giải quyết;Trong hạn.1;Quá hạn.1",
    ] {
        let text = format!("{TITLES}STT;Đơn vị;{head}\n1;Xã A;80;50;25;5;20;15;5\n");
        let table = only(&text);
        let expected = [80, 50, 25, 5, 20, 15, 5].map(Some);
        assert_eq!(figures(&table, "Xã A", &OUTCOMES), expected, "{head}");
        assert!(table.reading.is_empty(), "{head}: {:?}", table.reading);
    }
}

#[test]
fn parts_before_their_total_and_shares_beside_counts() {
    let head = "STT;Đơn vị;Trước hạn;Đúng hạn;Quá hạn;Tổng số đã giải quyết;Trong hạn;Quá hạn;Tổng số đang giải quyết";
    let table = only(&format!("{TITLES}{head}\n1;Xã A;50;25;5;80;15;5;20\n"));
    let expected = [80, 50, 25, 5, 20, 15, 5].map(Some);
    assert_eq!(figures(&table, "Xã A", &OUTCOMES), expected);
    let head = "STT;Đơn vị;Đã giải quyết;Trước hạn;Tỷ lệ (%);Đúng hạn;Tỷ lệ (%);Quá hạn;Tỷ lệ (%);Đang giải quyết";
    let table = only(&format!("{TITLES}{head}\n1;Xã A;80;50;62,5;25;31,25;5;6,25;20\n"));
    let of_pairs = figures(&table, "Xã A", OUTCOMES.get(..5).expect("five"));
    assert_eq!(of_pairs, [80, 50, 25, 5, 20].map(Some));
    let groups = "STT;Đơn vị;Đã giải quyết;;;;Đang giải quyết\n;;Trước hạn;;Quá hạn;;\n;;SL;Tỷ lệ;Số lượng;%;\n";
    let table = only(&format!("{TITLES}{groups}1;Xã A;50;62,5;5;6,25;20\n"));
    assert_eq!(figures(&table, "Xã A", &[M::Early, M::Late, M::Pending]), [50, 5, 20].map(Some));
}

#[test]
fn groups_over_the_middle_of_their_columns() {
    for head in [
        "STT;Đơn vị;;Đã giải quyết;;;Đang giải quyết;\n;;Trước hạn;Đúng hạn;Quá hạn;Tổng số;Trong hạn;Quá hạn\n",
        "STT;Đơn vị;Đã giải quyết;;;Đang giải quyết;;\n;;Trước hạn;Đúng hạn;Quá hạn;Tổng số;Trong hạn;Quá hạn\n",
    ] {
        let table = only(&format!("{TITLES}{head}1;Xã A;50;25;5;20;15;5\n"));
        let measures =
            [M::Early, M::OnTime, M::Late, M::Pending, M::PendingWithin, M::PendingOverdue];
        let expected = [50, 25, 5, 20, 15, 5].map(Some);
        assert_eq!(figures(&table, "Xã A", &measures), expected, "{head}");
    }
}

#[test]
fn periods_side_by_side_are_tables_of_their_own() {
    let text = "UBND HUYỆN HƯNG HÀ\nQuý II năm 2024\n\nSTT;Đơn vị;Tháng 4;;Tháng 5;;Cùng kỳ năm trước;\n\
                ;;Tiếp nhận trong kỳ;Đã giải quyết;Tiếp nhận trong kỳ;Đã giải quyết;Tiếp nhận trong kỳ;Đã giải quyết\n\
                1;Xã A;10;8;20;18;30;28\n";
    let tables = tables_of(text);
    let told: Vec<(Option<&str>, Option<String>, Vec<Option<u64>>)> = tables
        .iter()
        .map(|table| {
            let period = table.period.map(|period| period.to_string());
            let counts = figures(table, "Xã A", &[M::Received, M::Resolved]);
            (table.columns_of.as_deref(), period, counts)
        })
        .collect();
    let days = |text: &str| Some(text.to_owned());
    assert_eq!(
        told,
        [
            (Some("Tháng 4"), days("2024-04-01..2024-04-30"), vec![Some(10), Some(8)]),
            (Some("Tháng 5"), days("2024-05-01..2024-05-31"), vec![Some(20), Some(18)]),
            // The titles name no such days, and nobody guesses them.
            (Some("Cùng kỳ năm trước"), None, vec![Some(30), Some(28)]),
        ]
    );
}

#[test]
fn columns_as_rows_and_blank_columns_between() {
    let text = format!(
        "{TITLES}Chỉ tiêu;Xã A;Xã B;Tổng số\nTiếp nhận trong kỳ;100;50;150\nĐã giải quyết;80;40;120\n\
         - Trước hạn;75;40;115\n- Quá hạn;5;0;5\n"
    );
    let table = only(&text);
    assert!(table.is_turned);
    let measures = [M::Received, M::Resolved, M::Early, M::Late];
    assert_eq!(figures(&table, "Xã A", &measures), [100, 80, 75, 5].map(Some));
    assert_eq!(table.total().map(|row| row.label.as_str()), Some("Tổng số"));
    let spaced = format!(
        "{TITLES}STT;;Đơn vị;;Đã giải quyết;;;;Đang giải quyết\n;;;;Trước hạn;;Quá hạn;;\n1;;Xã A;;75;;5;;20\n"
    );
    let table = only(&spaced);
    assert_eq!(figures(&table, "Xã A", &[M::Early, M::Late, M::Pending]), [75, 5, 20].map(Some));
}

#[test]
fn several_tables_of_a_sheet() {
    let head = "STT;Lĩnh vực;Tiếp nhận trong kỳ;Đã giải quyết;Đang giải quyết";
    let below = format!(
        "UBND XÃ AN BÌNH\nTháng 5 năm 2024\n\n{head}\n1;Hộ tịch;64;60;4\n\nTháng 6 năm 2024\n{head}\n1;Hộ tịch;14;10;4\n\n\
         UBND XÃ BÌNH MINH\nTháng 6 năm 2024\n{head}\n1;Hộ tịch;25;20;5\n"
    );
    let shown = |tables: &[AggregateTable]| -> Vec<(String, String, u64)> {
        let of_table = |table: &AggregateTable| {
            let period = table.period.map(|period| period.to_string()).unwrap_or_default();
            let received = figures(table, "Hộ tịch", &[M::Received])[0].unwrap_or(0);
            (table.unit.clone().unwrap_or_default(), period, received)
        };
        tables.iter().map(of_table).collect()
    };
    let of = |unit: &str, month: &str, received| {
        let last = if month == "05" { 31 } else { 30 };
        (unit.to_owned(), format!("2024-{month}-01..2024-{month}-{last}"), received)
    };
    let (one, other) = ("UBND XÃ AN BÌNH", "UBND XÃ BÌNH MINH");
    assert_eq!(
        shown(&tables_of(&below)),
        [of(one, "05", 64), of(one, "06", 14), of(other, "06", 25)]
    );
    let beside = format!(
        "{one};;;;;;{other};;;;\nTháng 6 năm 2024;;;;;;Tháng 6 năm 2024;;;;\n{head};;{head}\n1;Hộ tịch;64;60;4;;1;Hộ tịch;25;20;5\n"
    );
    assert_eq!(shown(&tables_of(&beside)), [of(one, "06", 64), of(other, "06", 25)]);
    // The top of another page begins no table.
    let pages = format!(
        "{one}\nTháng 6 năm 2024\n\n{head}\n1;Hộ tịch;64;60;4\nTrang 1\n{}\n2;Đất đai;1;1;0\n",
        head.to_uppercase()
    );
    let table = only(&pages);
    let kinds: Vec<RowKind> = table.rows.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [RowKind::Body, RowKind::Body]);
}

#[test]
fn what_nobody_understands_is_refused_with_its_columns() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bang.csv");
    let text = "BÁO CÁO\n\nSTT;Đơn vị;HS nhận giải quyết;HS giải quyết xong;HS giải quyết trễ;HS chưa giải quyết\n\
                1;Xã A;100;80;5;20\n2;Xã B;50;40;0;10\n";
    std::fs::write(&path, text).expect("written");
    let output = run(&["stats", path.to_str().expect("a path"), "--lang", "en"]);
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("C0418") && said.contains("HS giải quyết trễ"), "{said}");
    assert!(!said.contains("dossier_id") && !said.contains("dossier id"), "{said}");
}

#[test]
fn a_log_without_an_id_is_no_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("so.csv");
    let text = "Đơn vị giải quyết;Tình trạng xử lý;Mốc giải quyết 1;Mốc giải quyết 2;Mốc giải quyết 3\n\
                Xã A;Đã xong;03/06/2024;20/06/2024;14/06/2024\nXã B;Đã xong;04/06/2024;21/06/2024;15/06/2024\n";
    std::fs::write(&path, text).expect("written");
    let output = run(&["stats", path.to_str().expect("a path"), "--lang", "en"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("C0004") || said.contains("C0005"), "{said}");
}

#[test]
fn hundreds_of_units_across_are_all_read() {
    let names: Vec<String> = (1..=230).map(|number| format!("Xã Số {number}")).collect();
    let line =
        |name: &str, count: usize| format!("{name}{}\n", format!(";{count}").repeat(names.len()));
    let text = format!(
        "{TITLES}Chỉ tiêu;{}\n{}{}{}",
        names.join(";"),
        line("Tiếp nhận trong kỳ", 100),
        line("Đã giải quyết", 80),
        line("Đang giải quyết", 20),
    );
    let table = only(&text);
    assert_eq!(table.rows.len(), names.len());
    assert_eq!(figures(&table, "Xã Số 230", &[M::Received, M::Resolved]), [100, 80].map(Some));
}
