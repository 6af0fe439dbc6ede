//! `cchc check --feedback`: workbooks that units get, read back, over two months.

use std::collections::BTreeMap;
use std::path::PathBuf;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;

use crate::support::run;

const HEADER: &str = "STT;Mã hồ sơ;Đơn vị giải quyết;Số điện thoại;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái\n";

/// January: four rows of one unit to mend, one of another, one that names no unit, one ragged.
const JANUARY: &str = "\
1;T-1;UBND xã Quỳnh Mỹ;0912000001;15/01/2024;31/02/2024;;Đang xử lý
2;T-2;UBND xã Quỳnh Mỹ;0912000002;16/01/2024;26/01/2024;02/01/2024;Đã trả kết quả
3;T-3;UBND xã Quỳnh Mỹ;0912000003;17/01/2024;27/01/2024;;Đã trả kết quả
4;;UBND xã  quỳnh mỹ;0912000004;18/01/2024;28/01/2024;;Đang xử lý
5;T-5;Sở Y tế;0912000005;19/01/2024;=1+1;;Đang xử lý
6;T-6;;0912000006;hôm qua;29/01/2024;;Đang xử lý
7;T-7;Sở Y tế;0912000007;20/01/2024;30/01/2024;25/01/2024;Đã trả kết quả
8;T-8;Sở Y tế;0912000008;thừa;21/01/2024;31/01/2024;;Đang xử lý
";

/// February: T-1 and T-5 mended, T-2 and the row without an id as before, T-3 not told, T-9 new.
const FEBRUARY: &str = "\
1;T-1;UBND xã Quỳnh Mỹ;0912000001;15/01/2024;29/01/2024;;Đang xử lý
2;T-2;UBND xã Quỳnh Mỹ;0912000002;16/01/2024;26/01/2024;02/01/2024;Đã trả kết quả
4;;UBND xã  quỳnh mỹ;0912000004;18/01/2024;28/01/2024;;Đang xử lý
5;T-5;Sở Y tế;0912000005;19/01/2024;29/01/2024;;Đang xử lý
6;T-6;;0912000006;hôm kia;29/01/2024;;Đang xử lý
7;T-7;Sở Y tế;0912000007;20/01/2024;30/01/2024;25/01/2024;Đã trả kết quả
9;T-9;UBND xã Quỳnh Mỹ;0912000009;15/02/2024;30/02/2024;;Đang xử lý
10;T-10;Sở Y tế;0912000010;19/02/2024;29/02/2024;;Đang xử lý
";

const MY: &str = "ubnd-xa-quynh-my.xlsx";
const HEALTH: &str = "so-y-te.xlsx";
const NAMELESS: &str = "khong-ro-don-vi.xlsx";

struct Office(tempfile::TempDir);

impl Office {
    fn new(rows: &str) -> Self {
        let office = Self(tempfile::tempdir().expect("a folder"));
        std::fs::create_dir(office.path("xuat")).expect("a folder");
        office.export(rows);
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn name(&self, name: &str) -> String {
        self.path(name).to_str().expect("a UTF-8 path").to_owned()
    }

    fn export(&self, rows: &str) {
        std::fs::write(self.path("xuat/log.csv"), format!("{HEADER}{rows}")).expect("written");
    }

    /// Runs `check --feedback` and returns the units of its JSON answer.
    fn check(&self, options: &[&str]) -> Vec<Value> {
        let (folder, target) = (self.name("xuat"), self.name("phan-hoi"));
        let fixed = ["check", &folder, "--feedback", &target, "--format", "json"];
        let output = run(&[&fixed[..], options].concat());
        let talk = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{talk}");
        let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        answer["feedback"]["units"].as_array().expect("units").clone()
    }

    /// All files of the folder of workbooks, by name.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let entries = std::fs::read_dir(self.path("phan-hoi")).expect("a folder");
        let entries = entries.map(|entry| entry.expect("an entry").path());
        let name =
            |path: &PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
        entries.map(|path| (name(&path), std::fs::read(&path).unwrap_or_default())).collect()
    }

    fn sheet(&self, file: &str, sheet: &str) -> Vec<Vec<Data>> {
        let path = self.path("phan-hoi").join(file);
        let mut workbook: Xlsx<_> = open_workbook(path).expect("a workbook");
        let range = workbook.worksheet_range(sheet).expect("a sheet");
        range.rows().map(<[Data]>::to_vec).collect()
    }

    /// The rows to mend as texts: id, row, column, value, code, state.
    fn to_mend(&self, file: &str) -> Vec<[String; 6]> {
        let rows = self.sheet(file, "Cần sửa");
        let head = rows.iter().position(|row| row[0] == Data::String("STT".to_owned()));
        let body = rows.into_iter().skip(head.expect("a header") + 1);
        body.map(|row| [1, 3, 4, 5, 8, 9].map(|column: usize| row[column].to_string())).collect()
    }
}

fn counts(units: &[Value], unit: Option<&str>) -> [u64; 4] {
    let of_unit = units.iter().find(|other| other["unit"].as_str() == unit).expect("the unit");
    ["new", "still_there", "fixed", "not_in_run"]
        .map(|name| of_unit[name].as_u64().expect("a count"))
}

fn row(cells: [&str; 6]) -> [String; 6] {
    cells.map(str::to_owned)
}

#[test]
fn every_unit_gets_its_rows_and_no_personal_data() {
    let office = Office::new(JANUARY);
    let units = office.check(&[]);
    assert_eq!(counts(&units, Some("UBND xã Quỳnh Mỹ")), [4, 0, 0, 0]);
    assert_eq!(counts(&units, Some("Sở Y tế")), [1, 0, 0, 0]);
    assert_eq!(counts(&units, None), [2, 0, 0, 0]);
    let files = office.files();
    assert_eq!(files.keys().collect::<Vec<_>>(), ["feedback.json", NAMELESS, HEALTH, MY]);
    assert_eq!(
        office.to_mend(MY),
        [
            row(["T-1", "2", "Ngày hẹn trả", "31/02/2024", "C0103", "Mới"]),
            row(["T-2", "3", "Ngày kết thúc xử lý", "02/01/2024", "C0105", "Mới"]),
            row(["T-3", "4", "Ngày kết thúc xử lý", "", "C0106", "Mới"]),
            row(["", "5", "Mã hồ sơ", "", "C0102", "Mới"]),
        ]
    );
    assert_eq!(
        office.to_mend(NAMELESS),
        [
            row(["T-6", "7", "Ngày tiếp nhận", "hôm qua", "C0103", "Mới"]),
            row(["", "9", "", "9 ≠ 8", "C0101", "Mới"]),
        ],
        "nothing of the ragged row"
    );
    let title = office.sheet(MY, "Cần sửa");
    assert_eq!(title[0][0], Data::String("DANH SÁCH DÒNG HỒ SƠ CẦN SỬA".to_owned()));
    assert_eq!(title[1][0], Data::String("UBND xã Quỳnh Mỹ".to_owned()));
    assert_eq!(title[2][0].to_string(), "Dữ liệu từ ngày 20/01/2024 đến ngày 25/01/2024.");
    for file in [MY, HEALTH, NAMELESS] {
        for sheet in ["Cần sửa", "Tổng hợp", "Giải thích"] {
            let text = format!("{:?}", office.sheet(file, sheet));
            assert!(!text.contains("0912"), "{file} {sheet}: {text}");
        }
    }
    let index = String::from_utf8(files["feedback.json"].clone()).expect("UTF-8");
    assert!(index.contains("cchc/feedback/1") && !index.contains("0912"), "{index}");
}

#[test]
fn a_cell_that_looks_like_a_formula_is_a_text() {
    let office = Office::new(JANUARY);
    office.check(&[]);
    assert_eq!(office.to_mend(HEALTH)[0][3], "=1+1");
    let mut workbook: Xlsx<_> =
        open_workbook(office.path("phan-hoi").join(HEALTH)).expect("a workbook");
    let formulas = workbook.worksheet_formula("Cần sửa").expect("a sheet");
    assert!(formulas.used_cells().next().is_none());
}

#[test]
fn next_month_says_what_was_fixed_what_is_still_there_and_what_nobody_can_say() {
    let office = Office::new(JANUARY);
    office.check(&[]);
    office.export(FEBRUARY);
    let (folder, target) = (office.name("xuat"), office.name("phan-hoi"));
    let output = run(&["check", &folder, "--feedback", &target, "--lang", "en"]);
    let table = String::from_utf8(output.stdout).expect("UTF-8");
    for line in
        ["UBND xã Quỳnh Mỹ 1 2 1 1 ubnd-xa-quynh-my.xlsx", "Sở Y tế 1 0 0 0 – nothing to mend"]
    {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(table.lines().any(|other| words(other) == line), "{line}\n{table}");
    }
    let talk = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(talk.contains("so-y-te.xlsx: nothing to mend, removed"), "{talk}");
    // The same run again, asked for in JSON: nothing has become older by repeating it.
    let units = office.check(&[]);
    assert_eq!(counts(&units, Some("UBND xã Quỳnh Mỹ")), [1, 2, 1, 1]);
    assert_eq!(counts(&units, Some("Sở Y tế")), [0, 0, 1, 0]);
    // T-6 has another wrong date: it is still there. The ragged row is gone, its file is not.
    assert_eq!(counts(&units, None), [0, 1, 1, 0]);
    assert_eq!(
        office.to_mend(MY),
        [
            row([
                "T-2",
                "3",
                "Ngày kết thúc xử lý",
                "02/01/2024",
                "C0105",
                "Vẫn còn, từ 25/01/2024"
            ]),
            row(["", "4", "Mã hồ sơ", "", "C0102", "Vẫn còn, từ 25/01/2024"]),
            row(["T-9", "8", "Ngày hẹn trả", "30/02/2024", "C0103", "Mới"]),
        ]
    );
    assert!(!office.files().contains_key(HEALTH), "a clean unit has no workbook");
    let summary = format!("{:?}", office.sheet(MY, "Tổng hợp"));
    assert!(summary.contains("C0106") && summary.contains("Không có trong lần này"), "{summary}");
    // March: T-3 is back and mended, T-2 is gone from the inputs.
    office.export(&FEBRUARY.replace("2;T-2;", "2;T-22;").replace(
        "9;T-9;",
        "3;T-3;UBND xã Quỳnh Mỹ;;17/01/2024;27/01/2024;26/01/2024;Đã trả kết quả\n9;T-9;",
    ));
    let units = office.check(&[]);
    assert_eq!(counts(&units, Some("UBND xã Quỳnh Mỹ")), [1, 2, 1, 1]);
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let office = Office::new(JANUARY);
    office.check(&[]);
    let first = office.files();
    office.check(&["--quiet"]);
    assert_eq!(first, office.files(), "repeated");
    std::fs::rename(office.path("phan-hoi"), office.path("cu")).expect("renamed");
    office.check(&[]);
    assert_eq!(first, office.files(), "from the start");
}

#[test]
fn all_rows_are_there_however_many_and_beside_the_rejects() {
    const ROWS: usize = 2_500;
    let rows = (0..ROWS).map(|number| {
        let unit = "UBND xã Quỳnh Mỹ";
        format!(
            "{number};B-{number};{unit};;31/02/2024;;;Đang xử lý\n\
             {number};G-{number};{unit};;15/01/2024;10/01/2024;;Đang xử lý\n"
        )
    });
    let rows = rows.collect::<Vec<_>>().concat();
    let office = Office::new(&rows);
    let rejects = office.name("rejected.csv");
    let units = office.check(&["--rejects", &rejects]);
    assert_eq!(counts(&units, Some("UBND xã Quỳnh Mỹ")), [2 * ROWS as u64, 0, 0, 0]);
    let listed = office.to_mend(MY);
    assert_eq!(listed.len(), 2 * ROWS);
    assert!(listed.iter().all(|row| !row[0].is_empty()));
    let text = std::fs::read_to_string(&rejects).expect("written");
    assert_eq!(text.lines().count(), ROWS + 1);
}

#[test]
fn rows_that_are_too_many_to_be_mended_by_hand_are_counted_behind_the_first() {
    const ROWS: usize = 205_000;
    let row = |number: usize, unit: &str| {
        format!("{number};B-{number};{unit};;31/02/2024;;;Đang xử lý\n")
    };
    let many = |from: usize| (from..ROWS).map(|n| row(n, "UBND xã Quỳnh Mỹ")).collect::<String>();
    let few: String = (0..3).map(|n| row(ROWS + n, "Sở Y tế")).collect();
    let good = "1;T-1;Sở Y tế;;15/01/2024;30/01/2024;25/01/2024;Đã trả kết quả\n";
    let few = few + good;
    let office = Office::new(&(many(0) + &few));
    let units = office.check(&[]);
    let of = |units: &[Value], name: &str| {
        let unit = units.iter().find(|unit| unit["unit"] == name).expect("a unit").clone();
        ["new", "still_there", "fixed", "not_in_run", "not_listed"].map(|key| unit[key].as_u64())
    };
    // 200,000 rows are listed: all of the small unit, and the first of the large one.
    let listed = 200_000 - 3;
    let behind = Some((ROWS - listed) as u64);
    assert_eq!(of(&units, "Sở Y tế"), [Some(3), Some(0), Some(0), Some(0), Some(0)]);
    assert_eq!(
        of(&units, "UBND xã Quỳnh Mỹ"),
        [Some(listed as u64), Some(0), Some(0), Some(0), behind]
    );
    assert_eq!(office.to_mend(MY).len(), listed);
    let summary = format!("{:?}", office.sheet(MY, "Tổng hợp"));
    assert!(summary.contains("205000"), "the summary counts every row: {summary}");
    let first = office.files();
    office.check(&[]);
    assert!(first == office.files(), "repeated");
    // The first hundred are mended: what moves up into the list was there before, and is not new.
    office.export(&(many(100) + &few));
    let units = office.check(&[]);
    let moved = of(&units, "UBND xã Quỳnh Mỹ");
    assert_eq!((moved[0], moved[1]), (Some(0), Some(listed as u64)), "{units:?}");
    assert_eq!(moved[4], behind.map(|rows| rows - 100));
}

#[test]
fn a_workbook_that_somebody_worked_in_is_set_aside_and_never_lost() {
    let office = Office::new(JANUARY);
    office.check(&[]);
    for file in [MY, HEALTH] {
        std::fs::write(office.path("phan-hoi").join(file), "notes of the unit").expect("written");
    }
    office.export(FEBRUARY);
    office.check(&[]);
    let files = office.files();
    let kept: Vec<&String> = files
        .iter()
        .filter(|(_, bytes)| bytes.as_slice() == b"notes of the unit")
        .map(|(name, _)| name)
        .collect();
    assert_eq!(kept.len(), 2, "{kept:?}");
    assert_eq!(kept[0], HEALTH, "of a clean unit: left where it is");
    assert!(kept[1].starts_with("ubnd-xa-quynh-my.") && kept[1] != MY);
    assert_eq!(office.to_mend(MY).len(), 3);
}

#[test]
fn workbooks_below_the_folder_of_exports_are_no_exports() {
    let office = Office::new(JANUARY);
    let (folder, target) = (office.name("xuat"), office.name("xuat/phan-hoi"));
    for _ in 0..2 {
        let arguments = ["check", &folder, "--feedback", &target, "--format", "json", "--quiet"];
        let output = run(&arguments);
        let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(answer["ledger"]["files"], 1);
        assert!(answer["counts"].get("other_file").is_none(), "{}", answer["counts"]);
    }
}

#[test]
fn what_stood_there_stays_when_the_run_fails() {
    let office = Office::new(JANUARY);
    office.check(&[]);
    let old = office.files();
    let (folder, target) = (office.name("xuat"), office.name("phan-hoi"));
    let check = |code: i32, words: &str| {
        let output = run(&["check", &folder, "--feedback", &target]);
        let talk = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{talk}");
        assert!(talk.contains(words), "{talk}");
    };
    // A workbook cannot be written: none is.
    office.export(&FEBRUARY.replace("Sở Y tế", "Sở Xây dựng").replace("29/02/2024", "30/02/2024"));
    let in_the_way = office.path("phan-hoi/so-xay-dung.xlsx");
    std::fs::create_dir(&in_the_way).expect("a folder");
    check(5, "không ghi được");
    std::fs::remove_dir(&in_the_way).expect("removed");
    assert_eq!(office.files(), old);
    // Nothing can be read.
    std::fs::write(office.path("xuat/log.csv"), "").expect("written");
    check(3, "C0007");
    assert_eq!(office.files(), old);
    // The index is broken.
    office.export(FEBRUARY);
    std::fs::write(office.path("phan-hoi/feedback.json"), "{}").expect("written");
    let broken = office.files();
    check(5, "feedback.json");
    assert_eq!(office.files(), broken);
    // A file stands where the folder should be.
    std::fs::write(office.path("tep"), "x").expect("written");
    let output = run(&["check", &folder, "--feedback", &office.name("tep")]);
    assert_eq!(output.status.code(), Some(5));
    assert_eq!(std::fs::read_to_string(office.path("tep")).expect("still there"), "x");
}
