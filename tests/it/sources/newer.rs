//! Which of two files is the newer: by what they tell, whatever they are called.

use super::{Folder, log};
use crate::support::repository;

/// Three dossiers, one of them finished; and the same a week later, all finished.
fn older() -> String {
    log(&[(1, 3, 0), (2, 4, 5), (3, 5, 0)])
}

fn newer() -> String {
    log(&[(1, 3, 7), (2, 4, 5), (3, 5, 12)])
}

const RIGHT: &str = "received=3 resolved=3 closing=0";

/// The path, with the name that it shows last.
fn assert_named(found: &[(String, String)], file: &str, value: &[&str]) {
    let [(named, text)] = found else { panic!("{found:?}") };
    assert_eq!(named, file);
    for part in value {
        assert!(text.contains(part), "{text}");
    }
}

#[test]
fn a_copy_with_a_number_and_months_of_two_years() {
    for (old, new) in [
        ("Xã Ân Thi.csv", "Xã Ân Thi (1).csv"),
        ("thang-12-2025.csv", "thang-01-2026.csv"),
        ("b/xuat.csv", "a/xuat.csv"),
        ("Bản cuối.csv", "Bản chính.csv"),
    ] {
        let folder = Folder::of(&[(old, older()), (new, newer())]);
        folder.assert_counts(&[], RIGHT);
        let name = |path: &'static str| path.rsplit('/').next().unwrap_or_default();
        let reason = ["← ", name(old), "(× 3)", "2024-06-12 > 2024-06-05"];
        assert_named(&folder.found("C0231", &[]), name(new), &reason);
        assert!(folder.found("C0232", &[]).is_empty() && folder.found("C0233", &[]).is_empty());
        let listed = folder.answer("list", &["--state", "superseded"]);
        let rows = listed["rows"].as_array().expect("rows");
        assert_eq!(rows.len(), 3);
        for row in rows {
            let by = row["superseded_by"]["file"].as_str().expect("a file");
            assert!(by.ends_with(new), "{row}");
        }
    }
}

/// Said while its month is the newest, and not again in every later month.
#[test]
fn exports_of_months_before_the_newest_are_not_spoken_of() {
    for (old, new, newest) in [
        ("thang-12-2025.csv", "thang-01-2026.csv", "thang-02-2026.csv"),
        ("Huyện Vinh - 2025-06.csv", "Xã An - 2025-07.csv", "Xã An - 2025-08.csv"),
        ("b.csv", "a.csv", "c.csv"),
    ] {
        let row = |number: u32, month: u32| {
            format!("A-{number},UBND xã Ân Thi,13/{month:02}/2024,20/{month:02}/2024,,Đang xử lý\n")
        };
        let july = format!("{}{}", newer(), row(7, 7));
        let is_by_paths = old < new;
        let folder = Folder::of(&[(old, older()), (new, july.clone())]);
        folder.assert_counts(&["--period", "2024-06"], RIGHT);
        assert_eq!(folder.found("C0231", &[]).is_empty(), is_by_paths, "{new}");
        let august = format!("{}{}", log(&[]), row(7, 7) + &row(8, 8));
        let folder = Folder::of(&[(old, older()), (new, july), (newest, august)]);
        folder.assert_counts(&["--period", "2024-06"], RIGHT);
        assert!(folder.found("C0231", &[]).is_empty(), "{new}");
    }
}

#[test]
fn files_whose_names_say_the_same_are_not_spoken_of() {
    let folder = Folder::of(&[("2024-06-05.csv", older()), ("2024-06-12.csv", newer())]);
    folder.assert_counts(&[], RIGHT);
    for code in ["C0231", "C0232", "C0233"] {
        assert!(folder.found(code, &[]).is_empty(), "{code}");
    }
}

#[test]
fn days_of_a_title_reach_further_than_rows() {
    // The copy of the month tells of a day more, but the other says that it goes to the end of June.
    let titled = |days: &str, text: String| format!("DANH SÁCH HỒ SƠ,,,,,\n{days},,,,,\n{text}");
    for days in [
        "Từ ngày 01/06/2024 đến ngày 30/06/2024",
        "(từ ngày 1 tháng 6 năm 2024 đến hết ngày 30 tháng 6 năm 2024)",
        "TỪ NGÀY 01-06-2024 ĐẾN NGÀY 30-06-2024",
    ] {
        let later = log(&[(1, 3, 0), (2, 4, 5), (3, 5, 0), (4, 13, 0)]);
        let folder = Folder::of(&[("a.csv", titled(days, newer())), ("b.csv", later)]);
        folder.assert_counts(&[], "received=4 resolved=3 closing=1");
        let found = folder.found("C0231", &[]);
        assert_named(&found, "a.csv", &["b.csv", "2024-06-30 > 2024-06-13"]);
    }
}

#[test]
fn of_equal_days_the_file_with_more_finished_dossiers_is_the_newer() {
    // Morning and evening of the day on which A-3 was received.
    let morning = log(&[(1, 3, 0), (2, 4, 5), (3, 12, 0)]);
    let evening = log(&[(1, 3, 12), (2, 4, 5), (3, 12, 0)]);
    let folder = Folder::of(&[("a.csv", evening), ("b.csv", morning)]);
    folder.assert_counts(&[], "received=3 resolved=2 closing=1");
    let reason = ["b.csv", "2024-06-12 = 2024-06-12, ✓ 2 > 1"];
    assert_named(&folder.found("C0231", &[]), "a.csv", &reason);
    // A row told twice in one file finishes no second dossier.
    let twice = log(&[(2, 4, 5), (2, 4, 5), (3, 12, 0), (1, 3, 0)]);
    let evening = log(&[(1, 3, 12), (2, 4, 5), (3, 12, 0)]);
    let folder = Folder::of(&[("a.csv", evening), ("b.csv", twice)]);
    folder.assert_counts(&[], "received=3 resolved=2 closing=1");
}

#[test]
fn contradictions_are_said_in_either_order() {
    // Finished in the older file: open, or finished on another day, or received on another day in the newer.
    for (dossiers, of) in [
        ([(1, 3, 12), (2, 4, 0), (3, 5, 0)], "(× 1 / 3)"),
        ([(1, 3, 12), (2, 4, 6), (3, 5, 0)], "(× 1 / 3)"),
        ([(1, 4, 12), (2, 4, 6), (3, 5, 0)], "(× 2 / 3)"),
    ] {
        for (old, new) in [("a.csv", "b.csv"), ("b.csv", "a.csv")] {
            let folder = Folder::of(&[(old, older()), (new, log(&dossiers))]);
            assert_named(&folder.found("C0232", &[]), new, &["≠ ", old, of, "> 2024-06-05"]);
            assert!(folder.found("C0231", &[]).is_empty());
        }
    }
    // Nothing tells which is the newer: the path decides, and the value says so.
    let [one, other] = [log(&[(1, 3, 9), (2, 4, 0)]), log(&[(1, 3, 0), (2, 4, 9)])];
    let folder = Folder::of(&[("a.csv", one), ("b.csv", other)]);
    assert_named(&folder.found("C0232", &[]), "b.csv", &["a.csv", "(× 1 / 2)", "✓ 1 = 1"]);
}

#[test]
fn the_same_file_twice_is_told_and_counted_once() {
    let folder = Folder::of(&[("a.csv", newer()), ("b.csv", newer())]);
    folder.assert_counts(&[], RIGHT);
    assert_named(&folder.found("C0233", &[]), "b.csv", &["= ", "a.csv (× 3)"]);
    // Other rows in another order and form are the same all the same.
    let reversed = log(&[(3, 5, 12), (2, 4, 5), (1, 3, 7)]).replace("/06/2024", ".06.2024");
    let folder = Folder::of(&[("a.csv", newer()), ("b.csv", reversed)]);
    assert_eq!(folder.found("C0233", &[]).len(), 1);
    // One dossier more is no copy.
    let more = log(&[(1, 3, 7), (2, 4, 5), (3, 5, 12), (4, 5, 12)]);
    let folder = Folder::of(&[("a.csv", newer()), ("b.csv", more)]);
    assert!(folder.found("C0233", &[]).is_empty());
}

#[test]
fn sheets_of_a_workbook_and_members_of_an_archive_are_files() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("2.csv", older()), ("1.csv", newer())] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
        std::io::Write::write_all(&mut zip, text.as_bytes()).expect("written");
    }
    let folder = Folder::of(&[]);
    folder.write("hai-tep.zip", zip.finish().expect("a zip").into_inner());
    folder.assert_counts(&[], RIGHT);
    assert_eq!(folder.found("C0231", &[]).len(), 1);

    let mut book = rust_xlsxwriter::Workbook::new();
    for text in [newer(), older()] {
        let sheet = book.add_worksheet();
        for (row, line) in (0..).zip(text.lines()) {
            for (column, cell) in (0..).zip(line.split(',')) {
                sheet.write(row, column, cell).expect("written");
            }
        }
    }
    let folder = Folder::of(&[]);
    folder.write("hai-trang.xlsx", book.save_to_buffer().expect("a workbook"));
    folder.assert_counts(&[], RIGHT);
    assert_eq!(folder.found("C0231", &[]).len(), 1);
}

#[test]
fn a_month_of_the_office_takes_the_newer_export() {
    let folder = tempfile::tempdir().expect("a folder");
    let given = repository("tests/data/cases/months/older-export-wins");
    std::fs::create_dir(folder.path().join("xuat")).expect("made");
    for name in ["cchc.toml", "xuat/thang-01-2026.csv", "xuat/thang-12-2025.csv"] {
        std::fs::copy(given.join(name), folder.path().join(name)).expect("copied");
    }
    let output = crate::support::cchc(&["run", "--period", "2026-01", "--lang", "en"])
        .current_dir(folder.path())
        .output()
        .expect("run");
    let talk = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{talk}");
    assert!(talk.contains("Open overdue: 0"), "{talk}");
    assert!(talk.contains("1 warning"), "{talk}");
}
