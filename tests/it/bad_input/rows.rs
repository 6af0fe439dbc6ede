//! Rows that cannot be counted, and rows that are odd: each with its finding, its place and its value.

use std::fmt::Write;

use cchc::findings::FindingCode;
use serde_json::Value;

use super::{
    Folder, GOOD_ROWS, HEADER, assert_code, checked, counted, findings, lines, with_rows,
    without_files,
};
use crate::support::{json, run};

/// One row of every reason, and the reason it has to get; the file row of the first is 2.
const REJECTED: [(&str, FindingCode, &str); 9] = [
    ("1;A;Xã A;;15/01/2024;;;;", FindingCode::RaggedRow, "9 ≠ 8"),
    ("2;B;Xã A;;15/01/2024", FindingCode::RaggedRow, "5 ≠ 8"),
    ("3;;Xã A;;15/01/2024;;;", FindingCode::MissingId, ""),
    ("4;NULL;Xã A;;15/01/2024;;;", FindingCode::MissingId, "NULL"),
    ("5;E;Xã A;;15/01/2024;31/02/2024;;", FindingCode::BadDate, "31/02/2024"),
    ("6;F;Xã A;;15/00/2024;;;", FindingCode::BadDate, "15/00/2024"),
    ("7;G;Xã A;;-;25/01/2024;;", FindingCode::MissingReceived, "-"),
    ("8;H;Xã A;;15/01/2024;;14/01/2024;", FindingCode::FinishedBeforeReceived, "14/01/2024"),
    ("9;I;Xã A;;15/01/2024;;;Đã trả kết quả", FindingCode::ClosedWithoutDate, ""),
];

fn all_rejected() -> String {
    REJECTED.map(|(row, ..)| format!("{row}\n")).concat()
}

#[test]
fn every_rejected_row_has_a_finding_with_row_and_value() {
    let folder = Folder::of(with_rows(&(all_rejected() + GOOD_ROWS)));
    let check = checked(&folder);
    for (row, (line, code, value)) in (2_u64..).zip(REJECTED) {
        let found = findings(&check, code);
        let here = found.iter().find(|(at, ..)| *at == Some(row));
        assert_eq!(here.and_then(|(_, _, found)| *found), Some(value), "{line}: {found:?}");
    }
    assert_eq!(check["ledger"]["read"], REJECTED.len() + 2);
    assert_eq!(check["ledger"]["counted"], 2);
    let rejected = check["ledger"]["rejected"].as_object().expect("reasons");
    let total: u64 = rejected.values().filter_map(Value::as_u64).sum();
    assert_eq!(total, REJECTED.len() as u64);
}

#[test]
fn rejects_lists_every_rejected_row_with_file_row_reason_and_mapped_columns() {
    let folder = Folder::of(with_rows(&(all_rejected() + GOOD_ROWS)));
    let target = Folder::new();
    let path = target.write("loi.csv", "old");
    let output = run(&["check", folder.name(), "--rejects", &path]);
    assert_code(&output, 0, &["--rejects"]);
    let written = target.read("loi.csv");
    let mut lines = csv::Reader::from_reader(written.as_bytes());
    let head = lines.headers().expect("a header").clone();
    assert_eq!(
        head.iter().collect::<Vec<_>>(),
        [
            "file",
            "row",
            "reason",
            "dossier_id",
            "resolving_unit",
            "channel",
            "received_at",
            "due_at",
            "finished_at",
            "status"
        ]
    );
    let lines: Vec<csv::StringRecord> = lines.records().map(|line| line.expect("a row")).collect();
    assert_eq!(lines.len(), REJECTED.len());
    for (row, (line, (_, code, _))) in (2..).zip(lines.iter().zip(REJECTED)) {
        assert!(line[0].ends_with("log.csv"), "{line:?}");
        assert_eq!(line[1], format!("{row}"));
        assert_eq!(&line[2], code.name());
    }
    let cells: Vec<&str> = lines[4].iter().skip(3).collect();
    assert_eq!(cells, ["E", "Xã A", "", "15/01/2024", "31/02/2024", "", ""]);
}

#[test]
fn the_first_reason_of_the_contract_wins() {
    for (row, code) in [
        (";;Xã A;;35/01/2024", FindingCode::RaggedRow),
        ("1;;Xã A;;15/01/2024;99/99/2024;;", FindingCode::MissingId),
        ("1;A;Xã A;;;99/01/2024;;Đã trả kết quả", FindingCode::BadDate),
        ("1;A;Xã A;;;;14/01/2024;", FindingCode::MissingReceived),
        (
            "1;A;Xã A;;15/01/2024;;14/01/2024;Không được tiếp nhận",
            FindingCode::FinishedBeforeReceived,
        ),
    ] {
        let folder = Folder::of(with_rows(&format!("{row}\n{GOOD_ROWS}")));
        let rejected = checked(&folder)["ledger"]["rejected"].clone();
        assert_eq!(rejected, serde_json::json!({ code.name(): 1 }), "{row}");
    }
}

#[test]
fn the_lenient_policy_keeps_a_finish_before_the_receipt_as_closed_on_the_received_day() {
    let folder = Folder::of(with_rows("1;A;Xã A;;15/01/2024;20/01/2024;14/01/2024;\n"));
    let stats = counted(&folder, &["--policy", "lenient", "--period", "2024-01-15..2024-01-15"]);
    assert_eq!(stats["total"]["counts"]["received"], 1);
    assert_eq!(stats["total"]["counts"]["early"], 1);
    let check = json(&["check", folder.name(), "--policy", "lenient", "--format", "json"]);
    assert_eq!(
        findings(&check, FindingCode::KeptFinishedBeforeReceived),
        [(Some(2), Some("Ngày kết thúc xử lý"), Some("14/01/2024"))]
    );
}

#[test]
fn odd_rows_are_kept_with_a_warning() {
    let folder = Folder::of(with_rows(
        "1;A;Xã A;Trực tiếp;15/01/2024;20/01/2024;16/01/2024;Đang xử lý\n\
         2;B;Xã A;Zalo;15/01/2024;14/01/2024;;Đang xử lý\n\
         3;C;Xã A;Zalo;15/01/2024;20/01/2024;;Chờ ký\n\
         4;D;Xã A;;15/01/2024;20/01/2024;;Đang xử lý\n",
    ));
    let check = checked(&folder);
    assert_eq!(check["ledger"]["counted"], 4);
    for (code, found) in [
        (FindingCode::StatusDisagrees, vec![(Some(2), Some("Trạng thái"), Some("Đang xử lý"))]),
        (FindingCode::DueBeforeReceived, vec![(Some(3), Some("Ngày hẹn trả"), Some("14/01/2024"))]),
        (FindingCode::UnknownStatus, vec![(Some(4), Some("Trạng thái"), Some("Chờ ký (× 1)"))]),
    ] {
        assert_eq!(findings(&check, code), found, "{}", code.name());
    }
    let channels = findings(&check, FindingCode::UnknownChannel);
    assert_eq!(channels.len(), 2, "one finding per spelling, the blank one too: {channels:?}");
    assert_eq!(channels[0], (Some(3), Some("Hình thức nộp"), Some("Zalo (× 2)")));
    assert_eq!(channels[1].0, Some(5));
}

#[test]
fn a_due_time_of_midnight_is_a_finding_when_times_are_compared() {
    let folder = Folder::of(with_rows("1;A;Xã A;;15/01/2024;16/01/2024 00:00;16/01/2024 09:00;\n"));
    let by_time = json(&["check", folder.name(), "--grain", "time", "--format", "json"]);
    let found = findings(&by_time, FindingCode::DueAtMidnight);
    assert_eq!(found, [(Some(2), Some("Ngày hẹn trả"), Some("16/01/2024 00:00"))]);
    assert_eq!(findings(&checked(&folder), FindingCode::DueAtMidnight), []);
    assert_eq!(counted(&folder, &[])["total"]["counts"]["on_time"], 1);
    assert_eq!(counted(&folder, &["--grain", "time"])["total"]["counts"]["late"], 1);
}

#[test]
fn where_a_cell_has_no_time_the_days_decide_even_when_times_are_compared() {
    let folder = Folder::of(with_rows(
        "1;A;Xã A;;15/01/2024;16/01/2024;16/01/2024 09:00;\n2;B;Xã A;;15/01/2024;16/01/2024 17:00;16/01/2024;\n",
    ));
    assert_eq!(counted(&folder, &["--grain", "time"])["total"]["counts"]["on_time"], 2);
}

#[test]
fn dates_that_prove_no_order_are_read_day_first_with_a_word() {
    let folder = Folder::of(with_rows("1;A;Xã A;;05/06/2024;;;\n2;B;Xã A;;07/07/2024;;;\n"));
    let check = checked(&folder);
    assert_eq!(
        findings(&check, FindingCode::DatesAmbiguous),
        [(None, None, Some("d/m 0 · m/d 0 · ? 1"))]
    );
    assert_eq!(counted(&folder, &[])["period"]["from"], "2024-06-05");
}

#[test]
fn dates_that_prove_the_month_first_are_read_so_with_a_warning() {
    // The proof may stand at the very end of a file that is too large for its head to show it.
    for filler in [0, 60_000] {
        let rows = lines(filler, |row| format!("{row};H-{row};Xã A;;01/05/2024;;;\n"));
        let folder = Folder::of(with_rows(&format!(
            "{rows}1;A;Xã A;;01/05/2024;;;\n2;B;Xã A;;01/31/2024;;;\n"
        )));
        let check = checked(&folder);
        assert_eq!(findings(&check, FindingCode::DatesMonthFirst).len(), 1);
        assert_eq!(check["ledger"]["rejected"], serde_json::json!({}));
        let period = &counted(&folder, &[])["period"];
        assert_eq!((&period["from"], &period["to"]), (&"2024-01-05".into(), &"2024-01-31".into()));
    }
}

#[test]
fn a_file_with_both_date_orders_is_read_day_first_and_the_rest_rejected() {
    let folder = Folder::of(with_rows("1;A;Xã A;;15/01/2024;;;\n2;B;Xã A;;01/31/2024;;;\n"));
    let check = checked(&folder);
    assert_eq!(
        findings(&check, FindingCode::DatesMixed),
        [(None, None, Some("d/m 1 · m/d 1 · ? 0"))]
    );
    assert_eq!(check["ledger"]["rejected"]["bad_date"], 1);
}

#[test]
fn leading_zeros_of_an_id_tell_two_dossiers_apart() {
    let folder = Folder::of(with_rows(
        "1;007;Xã A;;15/01/2024;;;\n2;7;Xã A;;15/01/2024;;;\n3;=\"0012\";Xã A;;15/01/2024;;;\n4;0012;Xã A;;15/01/2024;;;\n",
    ));
    let ledger = checked(&folder)["ledger"].clone();
    assert_eq!(ledger["counted"], 3, "007, 7 and 0012");
    assert_eq!(ledger["superseded"], 1, "`=\"0012\"` is how Excel is told to keep zeros");
}

#[test]
fn the_later_file_in_natural_order_supersedes_the_earlier() {
    let folder = Folder::new();
    let told_open = with_rows("1;A;Xã A;;15/01/2024;25/01/2024;;Đang xử lý\n");
    let told_closed = with_rows("1;A;Xã A;;15/01/2024;02/02/2024;01/02/2024;Đã trả kết quả\n");
    let second = folder.write("thang-2.csv", told_open);
    let tenth = folder.write("thang-10.csv", told_closed);
    let stats = counted(&folder, &[]);
    assert_eq!(stats["total"]["counts"]["early"], 1, "thang-2 comes before thang-10");
    assert_eq!(stats["ledger"]["superseded"], 1);
    for paths in [[&second, &tenth], [&tenth, &second]] {
        let stats_of = json(&["stats", paths[0], paths[1], "--format", "json"]);
        assert_eq!(without_files(stats_of), stats);
    }
    let check = checked(&folder);
    let moved = findings(&check, FindingCode::DueDateMoved);
    assert_eq!(moved, [(Some(2), Some("Ngày hẹn trả"), Some("2024-01-25 → 2024-02-02"))]);
    let finding = &check["findings"][0];
    assert_eq!(finding["file"], tenth.as_str());
}

#[test]
fn a_rejected_row_does_not_supersede_but_a_not_accepted_one_does() {
    let folder = Folder::of(with_rows(
        "1;A;Xã A;;15/01/2024;;;Đang xử lý\n2;A;Xã A;;35/01/2024;;;Đang xử lý\n\
         3;B;Xã A;;15/01/2024;;;Đang xử lý\n4;B;Xã A;;15/01/2024;;;Không được tiếp nhận\n",
    ));
    let ledger = checked(&folder)["ledger"].clone();
    assert_eq!(ledger["counted"], 1, "A counts as first told, B was refused in the end");
    assert_eq!(ledger["superseded"], 1);
    assert_eq!(ledger["rejected"]["bad_date"], 1);
    assert_eq!(ledger["excluded"]["not_accepted"], 1);
}

#[test]
fn the_account_adds_up_for_every_file() {
    let folder = Folder::new();
    folder.write("a.csv", with_rows(&all_rejected()));
    folder.write("b.csv", with_rows(GOOD_ROWS));
    folder.write("c.csv", format!("BÁO CÁO\n\n{HEADER}\n{GOOD_ROWS}Tổng số;2;;;;;;\n"));
    let check = checked(&folder);
    let add_up = |ledger: &Value| {
        let sum = |part: &Value| {
            part.as_object().expect("reasons").values().filter_map(Value::as_u64).sum::<u64>()
        };
        let part = |name: &str| ledger[name].as_u64().expect("a count");
        let parts = part("counted")
            + part("superseded")
            + sum(&ledger["excluded"])
            + sum(&ledger["rejected"]);
        assert_eq!(part("read"), parts, "{ledger}");
        part("read")
    };
    let files = check["ledger_by_file"].as_array().expect("files");
    assert_eq!(files.len(), 3);
    assert_eq!(files.iter().map(add_up).sum::<u64>(), add_up(&check["ledger"]));
    assert_eq!(check["ledger"]["superseded"], 2);
}

#[test]
fn a_date_order_that_only_the_end_of_a_file_proves_holds_for_its_beginning() {
    let folder = Folder::of(HEADER);
    let mut text = String::from("Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý\n");
    for number in 0..2_000 {
        // Nothing tells 5 June from 6 May here, and the head is read as day first.
        writeln!(text, "HS-{number:05},05/06/2024,05/07/2024,05/07/2024").expect("text");
    }
    text.push_str("HS-99999,05/25/2024,05/26/2024,05/26/2024\n");
    folder.write("log.csv", &text);
    let stats = counted(&folder, &["--by", "month"]);
    assert_eq!(stats["period"]["from"], "2024-05-06");
    assert_eq!(stats["period"]["to"], "2024-05-26");
    assert_eq!(stats["total"]["counts"]["received"], 2_001);
    assert_eq!(checked(&folder)["counts"]["dates_month_first"], 1);
}
