//! Units that no column names: in group rows, in the names of sheets and files, in titles.

use rust_xlsxwriter::Workbook;

use super::{
    ALL, BY_UNIT, DOSSIERS, Files, HEADER, assert_right_by_unit, by_unit, found, pick, stats,
    table, units,
};

/// Without the column of units.
const NO_UNIT: [usize; 8] = [0, 1, 2, 4, 5, 6, 7, 8];

fn rows(range: std::ops::Range<usize>) -> String {
    DOSSIERS[range].iter().map(|row| pick(row, &NO_UNIT, ";")).collect()
}

fn header() -> String {
    pick(&HEADER, &NO_UNIT, ";")
}

#[track_caller]
fn assert_units(files: &Files, wanted: &str) {
    assert_eq!(by_unit(&stats(files.path(), &["--by", "unit"])), units(wanted));
}

#[test]
fn rows_below_the_name_of_a_unit_belong_to_it() {
    for (first, second) in [
        ("UBND xã Quỳnh Mỹ", "UBND xã Quỳnh Hoa"),
        ("UBND xã Quỳnh Mỹ;;;;;;;", "UBND xã Quỳnh Hoa;;;;;;;"),
        ("I;UBND xã Quỳnh Mỹ;;;;;;", "II;UBND xã Quỳnh Hoa;;;;;;"),
        (";1. UBND xã Quỳnh Mỹ (3 hồ sơ);;;;;;", ";2. UBND xã Quỳnh Hoa (3 hồ sơ);;;;;;"),
        ("Đơn vị: UBND xã Quỳnh Mỹ;;;;;;;", "Đơn vị: UBND xã Quỳnh Hoa;;;;;;;"),
        ("\"UBND xã Quỳnh Mỹ\";;;;;;;", "\"UBND xã Quỳnh Hoa\";;;;;;;"),
    ] {
        let text = format!("{}{first}\n{}{second}\n{}", header(), rows(0..3), rows(3..6));
        let files = Files::of("log.csv", text);
        assert_right_by_unit(files.path(), BY_UNIT);
        let told = found(files.path(), "C0220", &[]);
        assert_eq!(told, [(None, "UBND xã Quỳnh Mỹ; UBND xã Quỳnh Hoa".to_owned())]);
    }
    // Merged over the row, as a page unrolls it.
    let merged = |name: &str| [name; 8].join(";");
    let text = format!(
        "{}{}\n{}{}\n{}",
        header(),
        merged("UBND xã Quỳnh Mỹ"),
        rows(0..3),
        merged("UBND xã Quỳnh Hoa"),
        rows(3..6)
    );
    assert_right_by_unit(Files::of("log.csv", text).path(), BY_UNIT);
}

#[test]
fn districts_stand_above_communes_and_fields_change_nothing() {
    let text = format!(
        "{}HUYỆN QUỲNH PHỤ;;;;;;;\n{}UBND xã Quỳnh Mỹ;;;;;;;\nLĩnh vực hộ tịch;;;;;;;\n{}\
         Lĩnh vực đất đai;;;;;;;\n{}UBND xã Quỳnh Mỷ;;;;;;;\n{}",
        header(),
        rows(0..1),
        rows(1..2),
        rows(2..3),
        rows(3..6)
    );
    let files = Files::of("log.csv", text);
    // Nobody knows Quỳnh Mỷ: its dossiers are not those of Quỳnh Mỹ.
    assert_units(&files, "HUYỆN QUỲNH PHỤ=1;UBND xã Quỳnh Mỹ=2;–=3");
    let stats = stats(files.path(), &["--by", "district"]);
    let district = stats["rows"][0]["group"]["district"].as_str().unwrap_or_default();
    assert_eq!(district.to_lowercase(), "huyện quỳnh phụ");
}

#[test]
fn equal_names_are_told_apart_by_the_district_above() {
    let text = format!(
        "{}Huyện Đông Hưng;;;;;;;\nXã Minh Tân;;;;;;;\n{}Huyện Hưng Hà;;;;;;;\nXã Minh Tân;;;;;;;\n{}",
        header(),
        rows(0..3),
        rows(3..6)
    );
    let files = Files::of("log.csv", text);
    let found = by_unit(&stats(files.path(), &["--by", "unit"]));
    assert_eq!(found.values().copied().collect::<Vec<_>>(), [3, 3], "{found:?}");
}

#[test]
fn group_rows_of_a_file_with_a_column_of_units_change_nothing() {
    let text = table(0..3, &ALL, ";") + "UBND xã Quỳnh Hội;;;;;;;;\n" + &table(3..6, &ALL, ";");
    let files = Files::of("log.csv", text);
    assert_right_by_unit(files.path(), BY_UNIT);
    assert!(found(files.path(), "C0220", &[]).is_empty());
}

#[test]
fn an_office_that_the_roster_knows_is_a_unit() {
    let text = format!(
        "{}Chi nhánh Quỳnh Phụ;;;;;;;\n{}Chi nhánh Hưng Hà;;;;;;;\n{}",
        header(),
        rows(0..3),
        rows(3..6)
    );
    let files = Files::of("log.csv", text);
    let roster = files.write("roster.txt", "Chi nhánh Quỳnh Phụ\nChi nhánh Hưng Hà\n");
    let log = files.path().join("log.csv");
    assert!(found(&log, "C0220", &[]).is_empty());
    let known = stats(&log, &["--by", "unit", "--roster", &roster]);
    assert_eq!(by_unit(&known), units("Chi nhánh Quỳnh Phụ=3;Chi nhánh Hưng Hà=3"));
}

#[test]
fn group_rows_far_apart_and_across_chunks() {
    let row = |n: usize| format!("{n};T-{n};Khai sinh;Trực tuyến;03/06/2024;10/06/2024;;x\n");
    let many = |from: usize| (from..from + 30_000).map(row).collect::<String>();
    let text = format!(
        "{}UBND xã Quỳnh Mỹ;;;;;;;\n{}UBND xã Quỳnh Hoa;;;;;;;\n{}",
        header(),
        many(0),
        many(30_000)
    );
    assert_units(&Files::of("log.csv", text), "UBND xã Quỳnh Mỹ=30000;UBND xã Quỳnh Hoa=30000");
}

#[test]
fn names_of_sheets_then_of_files_then_titles() {
    let mut book = Workbook::new();
    for (name, range) in [("UBND xã Quỳnh Mỹ", 0..3), ("Quỳnh Hoa", 3..6)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        for (row, line) in (0..).zip((header() + &rows(range)).lines()) {
            for (column, cell) in (0..).zip(line.split(';')) {
                sheet.write(row, column, cell).expect("a cell");
            }
        }
    }
    let files = Files::of("thang-6.xlsx", book.save_to_buffer().expect("a workbook"));
    assert_right_by_unit(files.path(), "UBND xã Quỳnh Mỹ=3;Xã Quỳnh Hoa=3");
    assert_eq!(found(files.path(), "C0221", &[]).len(), 2);

    let files = Files::of("UBND xã Quỳnh Mỹ - tháng 6.csv", header() + &rows(0..3));
    files.write("ho-so_xa-quynh-my_2024.csv", header() + &rows(3..6));
    assert_units(&files, "UBND xã Quỳnh Mỹ=3;Xã Quỳnh Mỹ=3");
    assert_eq!(found(files.path(), "C0222", &[]).len(), 2);

    // A title that names a commune of the district of the file, and one that does not.
    let title = |unit: &str| format!("{unit};;;;;;;\n{}{}", header(), rows(0..6));
    let files = Files::of("huyen Quynh Phu.csv", title("UBND XÃ QUỲNH MỸ"));
    assert_units(&files, "UBND XÃ QUỲNH MỸ=6");
    assert_eq!(found(files.path(), "C0215", &[]).len(), 1);
    let files = Files::of("xa Quynh My.csv", title("UBND HUYỆN QUỲNH PHỤ"));
    assert_units(&files, "Xã Quỳnh Mỹ=6");
    // What nobody knows is no unit.
    let files = Files::of("xa Khong Co.csv", header() + &rows(0..6));
    assert!(found(files.path(), "C0222", &[]).is_empty());
}

#[test]
fn stacked_tables_take_the_unit_between_them() {
    let text = format!(
        "UBND XÃ QUỲNH MỸ;;;;;;;\n{}{}\nNGƯỜI LẬP BIỂU;;;;;;;\nUBND XÃ QUỲNH HOA;;;;;;;\n{}{}",
        header(),
        rows(0..3),
        header(),
        rows(3..6)
    );
    assert_units(&Files::of("log.csv", text), "UBND XÃ QUỲNH MỸ=3;UBND XÃ QUỲNH HOA=3");
}
