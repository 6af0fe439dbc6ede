//! Where the table stands: the given cases, and each kind of them varied. A row with an id or a date is
//! counted or rejected; columns are those of the header above them; units are those that stand anywhere.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

mod furniture;
mod headings;
mod merged;
mod sections;
mod separators;
mod units;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::support::{repository, run};

/// The columns of every log here.
const HEADER: [&str; 9] = [
    "STT",
    "Mã hồ sơ",
    "Tên thủ tục hành chính",
    "Đơn vị giải quyết",
    "Hình thức nộp",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày kết thúc xử lý",
    "Trạng thái",
];

/// Six dossiers: two early, two on time, one late, one open.
const DOSSIERS: [[&str; 9]; 6] = [
    [
        "1",
        "000.12.34.H54-240603-0001",
        "Đăng ký khai sinh",
        "UBND xã Quỳnh Mỹ",
        "Trực tuyến",
        "03/06/2024 08:10",
        "10/06/2024",
        "07/06/2024 09:00",
        "Đã trả kết quả",
    ],
    [
        "2",
        "000.12.34.H54-240603-0002",
        "Đăng ký khai sinh",
        "UBND xã Quỳnh Mỹ",
        "Trực tiếp",
        "03/06/2024 08:30",
        "11/06/2024",
        "11/06/2024 09:30",
        "Đã trả kết quả",
    ],
    [
        "3",
        "000.12.34.H54-240603-0003",
        "Đăng ký khai sinh",
        "UBND xã Quỳnh Mỹ",
        "Trực tuyến",
        "04/06/2024 14:05",
        "12/06/2024",
        "14/06/2024 10:00",
        "Đã trả kết quả",
    ],
    [
        "4",
        "000.12.34.H54-240603-0004",
        "Đăng ký khai sinh",
        "UBND xã Quỳnh Hoa",
        "Trực tuyến",
        "05/06/2024 09:00",
        "13/06/2024",
        "12/06/2024 15:00",
        "Đã trả kết quả",
    ],
    [
        "5",
        "000.12.34.H54-240603-0005",
        "Đăng ký khai sinh",
        "UBND xã Quỳnh Hoa",
        "Trực tiếp",
        "05/06/2024 10:15",
        "14/06/2024",
        "14/06/2024 16:40",
        "Đã trả kết quả",
    ],
    [
        "6",
        "000.12.34.H54-240603-0006",
        "Đăng ký khai sinh",
        "UBND xã Quỳnh Hoa",
        "Trực tuyến",
        "24/06/2024 08:00",
        "10/07/2024",
        "",
        "Đang xử lý",
    ],
];

/// What the six dossiers count.
const RIGHT: &str =
    "received=6 received_online=4 resolved=5 early=2 on_time=2 late=1 undated=0 closing=1";
const BY_UNIT: &str = "UBND xã Quỳnh Mỹ=3;UBND xã Quỳnh Hoa=3";

/// A row of some columns, in this order.
fn pick(row: &[&str; 9], columns: &[usize], delimiter: &str) -> String {
    let cells: Vec<&str> = columns.iter().map(|column| row[*column]).collect();
    cells.join(delimiter) + "\n"
}

const ALL: [usize; 9] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

/// The header and rows of some columns.
fn table(rows: std::ops::Range<usize>, columns: &[usize], delimiter: &str) -> String {
    let body = DOSSIERS[rows].iter().map(|row| pick(row, columns, delimiter));
    pick(&HEADER, columns, delimiter) + &body.collect::<String>()
}

/// Files in a folder that is gone when the test ends.
struct Files(tempfile::TempDir);

impl Files {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn of(name: &str, content: impl AsRef<[u8]>) -> Self {
        let files = Self::new();
        files.write(name, content);
        files
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.0.path().join(name);
        std::fs::write(&path, content).expect("written");
        path.to_str().expect("a UTF-8 path").to_owned()
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

/// The answer of a command as JSON.
fn answer(command: &str, path: &Path, options: &[&str]) -> Value {
    let path = path.to_str().expect("a UTF-8 path");
    let arguments = [&[command, path, "--format", "json", "--lang", "en"], options].concat();
    let output = run(&arguments);
    let talk = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}\n{talk}"))
}

fn stats(path: &Path, options: &[&str]) -> Value {
    answer("stats", path, &[&["--period", "2024-06"], options].concat())
}

/// The counts that `wanted` names, as it writes them.
fn counts(stats: &Value, wanted: &str) -> String {
    let total = &stats["total"]["counts"];
    let count = |pair: &str| {
        let name = pair.split('=').next().unwrap_or_default();
        format!("{name}={}", total[name])
    };
    wanted.split(' ').map(count).collect::<Vec<_>>().join(" ")
}

/// Received dossiers by unit.
fn by_unit(stats: &Value) -> BTreeMap<String, u64> {
    let rows = stats["rows"].as_array().expect("rows");
    let of_row = |row: &Value| {
        let name = row["group"]["unit"].as_str().unwrap_or("–").to_owned();
        (name, row["counts"]["received"].as_u64().unwrap_or_default())
    };
    rows.iter().map(of_row).filter(|(_, received)| *received > 0).collect()
}

fn units(wanted: &str) -> BTreeMap<String, u64> {
    let pair = |pair: &str| {
        let (name, count) = pair.rsplit_once('=').expect("a count");
        (name.to_owned(), count.parse().expect("a number"))
    };
    wanted.split(';').filter(|pair| !pair.is_empty()).map(pair).collect()
}

#[track_caller]
fn assert_right(path: &Path, options: &[&str]) {
    assert_eq!(counts(&stats(path, options), RIGHT), RIGHT, "{}", path.display());
}

#[track_caller]
fn assert_right_by_unit(path: &Path, wanted: &str) {
    let stats = stats(path, &["--by", "unit"]);
    assert_eq!(counts(&stats, RIGHT), RIGHT, "{}", path.display());
    assert_eq!(by_unit(&stats), units(wanted), "{}", path.display());
}

/// The findings of a code: row and value.
fn found(path: &Path, code: &str, options: &[&str]) -> Vec<(Option<u64>, String)> {
    let checked = answer("check", path, options);
    let all = checked["findings"].as_array().expect("findings");
    let of_code = all.iter().filter(|finding| finding["code"] == code);
    let pair = |finding: &Value| {
        (finding["row"].as_u64(), finding["value"].as_str().unwrap_or_default().to_owned())
    };
    of_code.map(pair).collect()
}

/// How the rows were accounted for: counted, rejected, and each exclusion.
fn ledger(path: &Path, options: &[&str]) -> (u64, u64, BTreeMap<String, u64>) {
    let ledger = answer("check", path, options)["ledger"].clone();
    let numbers = |key: &str| {
        let pairs = ledger[key].as_object().into_iter().flatten();
        let pairs = pairs.map(|(name, count)| (name.clone(), count.as_u64().unwrap_or_default()));
        pairs.filter(|(_, count)| *count > 0).collect::<BTreeMap<_, _>>()
    };
    let rejected = numbers("rejected").values().sum();
    (ledger["counted"].as_u64().unwrap_or_default(), rejected, numbers("excluded"))
}

#[test]
fn every_given_case_is_counted_right() {
    let folder = repository("tests/data/cases/layout");
    let table = std::fs::read_to_string(folder.join("expected.csv")).expect("readable");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let mut cases = 0;
    for row in reader.records() {
        let row = row.expect("a row");
        let path = folder.join(&row[0]);
        let options: &[&str] = if row[4].is_empty() { &[] } else { &["--by", "unit"] };
        let stats = stats(&path, options);
        if row[2].contains("rejected") && counts(&stats, &row[3]) != row[3] {
            let (counted, rejected, excluded) = ledger(&path, &[]);
            assert_eq!((counted + rejected, excluded.len()), (6, 0), "{}", &row[0]);
        } else {
            assert_eq!(counts(&stats, &row[3]), &row[3], "{}", &row[0]);
        }
        if !row[4].is_empty() {
            assert_eq!(by_unit(&stats), units(&row[4]), "{}", &row[0]);
        }
        cases += 1;
    }
    assert_eq!(cases, 14);
}
