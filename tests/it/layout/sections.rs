//! A second header tells the columns of the rows below it; two tables side by side are refused.

use rust_xlsxwriter::Workbook;

use super::{
    ALL, BY_UNIT, DOSSIERS, Files, HEADER, RIGHT, assert_right, assert_right_by_unit, counts,
    found, ledger, pick, stats, table,
};
use crate::support::{answer, json};

/// Due and finish exchanged; id moved; fewer columns; more order of everything.
const SWAPPED: [usize; 9] = [0, 1, 2, 3, 4, 5, 7, 6, 8];
const MOVED: [usize; 9] = [8, 7, 6, 5, 4, 3, 2, 1, 0];
const NARROW: [usize; 7] = [1, 3, 4, 5, 6, 7, 8];

/// A sheet of lines.
fn book(text: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split(';')) {
            sheet.write(row, column, cell).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// A page of lines.
fn page(text: &str) -> String {
    let row = |line: &str| {
        let cells = line.split(';').map(|cell| format!("<td>{cell}</td>"));
        format!("<tr>{}</tr>", cells.collect::<String>())
    };
    let rows: String = text.lines().map(row).collect();
    format!("<html><meta charset=utf-8><table>{rows}</table></html>")
}

#[test]
fn columns_are_those_of_the_header_above() {
    for columns in [&SWAPPED[..], &MOVED, &NARROW] {
        let (first, second) = (table(0..3, &ALL, ";"), table(3..6, columns, ";"));
        for text in [
            format!("{first}{second}"),
            format!("{first}\n\nDANH SÁCH HỒ SƠ TRỰC TUYẾN\n{second}"),
            format!(
                "UBND HUYỆN QUỲNH PHỤ\n\n{}{}",
                table(0..3, columns, ";"),
                table(3..6, &ALL, ";")
            ),
            // The first header again, and again.
            format!("{first}{}{}", table(3..5, columns, ";"), table(5..6, &ALL, ";")),
        ] {
            for (name, bytes) in [
                ("log.csv", text.clone().into_bytes()),
                ("log.xlsx", book(&text)),
                ("log.xls", page(&text).into_bytes()),
            ] {
                let files = Files::of(name, bytes);
                assert_right_by_unit(files.path(), BY_UNIT);
                assert_eq!(ledger(files.path(), &[]).1, 0, "{name}\n{text}");
                assert_eq!(found(files.path(), "C0025", &[]).len(), 1, "{name}\n{text}");
            }
        }
    }
}

#[test]
fn merged_headers_and_numbers_of_columns_below_them() {
    let second = "STT;Mã hồ sơ;Thủ tục;Đơn vị giải quyết;Hình thức nộp;Thời gian;;;Trạng thái\n\
                  ;;;;;Ngày kết thúc xử lý;Ngày tiếp nhận;Ngày hẹn trả;\n\
                  (1);(2);(3);(4);(5);(6);(7);(8);(9)\n";
    let body: String =
        DOSSIERS[3..].iter().map(|row| pick(row, &[0, 1, 2, 3, 4, 7, 5, 6, 8], ";")).collect();
    let files = Files::of("log.csv", format!("{}{second}{body}", table(0..3, &ALL, ";")));
    assert_right(files.path(), &[]);
    assert_eq!(ledger(files.path(), &[]).2["header_row"], 3);
}

#[test]
fn a_header_repeated_as_it_is_changes_nothing() {
    let files = Files::of("log.csv", table(0..3, &ALL, ";") + &table(3..6, &ALL, ";"));
    assert_right(files.path(), &[]);
    assert!(found(files.path(), "C0025", &[]).is_empty());
    assert_eq!(ledger(files.path(), &[]).2["header_row"], 1);
}

#[test]
fn findings_name_the_column_of_their_table() {
    let bad = pick(&DOSSIERS[5], &SWAPPED, ";").replace("10/07/2024", "31/06/2024");
    let text = table(0..3, &ALL, ";") + &table(3..5, &SWAPPED, ";") + &bad;
    let files = Files::of("log.csv", text);
    let checked = super::answer("check", files.path(), &[]);
    let finding =
        checked["findings"].as_array().expect("findings").iter().find(|f| f["code"] == "C0103");
    let finding = finding.expect("a bad date");
    assert_eq!((&finding["row"], &finding["column"]), (&8.into(), &"Ngày hẹn trả".into()));
    // The table that lacks a column is said to.
    let files =
        Files::of("log.csv", table(0..3, &ALL, ";") + &table(3..6, &[0, 1, 5, 6, 7, 8], ";"));
    let (_, value) = found(files.path(), "C0025", &[]).remove(0);
    assert_eq!(value, "[5] · − procedure_name, resolving_unit, channel");
}

#[test]
fn tables_far_below_and_wider_than_the_first() {
    // Past the first rows of a sheet, and past the first chunks of a file.
    for rows in [300, 40_000] {
        let row = |n: usize| format!("{n};T-{n};03/06/2023;04/06/2023;04/06/2023\n");
        let first: String = (0..rows).map(row).collect();
        let first =
            format!("STT;Mã hồ sơ;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý\n{first}");
        let text = first + &table(0..6, &ALL, ";");
        let bytes = if rows < 1_000 { book(&text) } else { text.into_bytes() };
        let files = Files::of(if rows < 1_000 { "log.xlsx" } else { "log.csv" }, bytes);
        assert_eq!(counts(&stats(files.path(), &[]), RIGHT), RIGHT);
        assert_eq!(ledger(files.path(), &[]).0, rows as u64 + 6);
    }
}

#[test]
fn answers_do_not_depend_on_threads() {
    let row = |n: usize, columns: &[usize]| {
        let id = format!("T-{n}");
        let row = [
            "1",
            &id,
            "x",
            "UBND xã Quỳnh Mỹ",
            "Trực tuyến",
            "03/06/2024",
            "10/06/2024",
            "07/06/2024",
            "x",
        ];
        pick(&row, columns, ",")
    };
    let mut text = String::new();
    for part in 0..40 {
        let columns = if part % 2 == 0 { ALL } else { MOVED };
        text += &pick(&HEADER, &columns, ",");
        text.extend((0..2_000).map(|n| row(part * 2_000 + n, &columns)));
    }
    let files = Files::of("log.csv", text);
    let answers: Vec<_> = ["1", "2", "5"]
        .iter()
        .map(|threads| {
            let path = files.path().to_str().expect("UTF-8");
            let arguments = ["check", path, "--format", "json"];
            let output = crate::support::cchc(&arguments)
                .env("RAYON_NUM_THREADS", threads)
                .output()
                .expect("the program starts");
            String::from_utf8(output.stdout).expect("UTF-8")
        })
        .collect();
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(ledger(files.path(), &[]).0, 80_000);
}

#[test]
fn two_tables_side_by_side_are_refused_with_their_places() {
    let beside = |left: &str, right: &str, gap: &str| -> String {
        left.lines()
            .zip(right.lines())
            .map(|(left, right)| format!("{left}{gap}{right}\n"))
            .collect()
    };
    let (left, right) = (table(0..3, &ALL, ";"), table(3..6, &ALL, ";"));
    for (gap, value) in
        [(";;", "B (Mã hồ sơ) · L (Mã hồ sơ)"), (";", "B (Mã hồ sơ) · K (Mã hồ sơ)")]
    {
        let text = beside(&left, &right, gap);
        for (name, bytes) in [("log.csv", text.clone().into_bytes()), ("log.xlsx", book(&text))] {
            let files = Files::of(name, bytes);
            assert_eq!(found(files.path(), "C0026", &[]), [(None, value.to_owned())], "{name}");
            let path = files.path().to_str().expect("UTF-8");
            assert_eq!(crate::support::run(&["stats", path]).status.code(), Some(3));
        }
    }
    // Two numbers of one dossier are no two tables.
    let text = table(0..6, &ALL, ";").replace("STT", "Số hồ sơ");
    assert_right(Files::of("log.csv", text).path(), &[]);
}

#[test]
fn a_look_shows_every_table_in_the_first_rows() {
    let path = |files: &Files| files.path().to_str().expect("UTF-8").to_owned();
    let first = table(0..3, &ALL, ";");
    let text = format!(
        "UBND HUYỆN QUỲNH PHỤ\n\n{first}{}{first}{}",
        table(3..5, &SWAPPED, ";"),
        table(5..6, &NARROW, ";")
    );
    for (name, bytes) in [
        ("log.csv", text.clone().into_bytes()),
        ("log.xlsx", book(&text)),
        ("log.xls", page(&text).into_bytes()),
    ] {
        let files = Files::of(name, bytes);
        let look = &json(&["inspect", &path(&files), "--format", "json"])["files"][0];
        assert_eq!(
            (&look["header_row"], &look["rows_looked_at"]),
            (&3.into(), &3.into()),
            "{name}"
        );
        let tables = look["further_tables"].as_array().expect("tables");
        let fields = |place: usize| -> Vec<(u64, String)> {
            let columns = tables[place]["columns"].as_array().expect("columns").iter();
            let known = columns.filter(|column| !column["field"].is_null());
            known
                .map(|column| {
                    (
                        column["column"].as_u64().expect("a number"),
                        column["field"].as_str().expect("a name").to_owned(),
                    )
                })
                .collect()
        };
        let rows: Vec<u64> =
            tables.iter().map(|table| table["header_row"].as_u64().expect("a row")).collect();
        assert_eq!(rows, [7, 14], "{name}");
        assert!(fields(0).contains(&(7, "finished_at".to_owned())), "{:?}", fields(0));
        assert!(fields(1).contains(&(1, "dossier_id".to_owned())), "{:?}", fields(1));
        let text = answer(&["inspect", &path(&files), "--lang", "en"], 0);
        assert!(text.contains("header in row 7") && text.contains("header in row 14"), "{text}");
    }
    // The same header again is no other table.
    let files = Files::of("log.csv", format!("{first}{first}"));
    let look = &json(&["inspect", &path(&files), "--format", "json"])["files"][0];
    assert!(look.get("further_tables").is_none());
}
