//! What single cells say: moments, dates in words, "no date", ids; and dossiers handed from unit to unit.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

mod dates;
mod given;
mod handed_on;
mod ids;
mod moments;
mod no_date;

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{answer, json};

/// The header of the log that the tests vary.
const HEADER: &str = "STT;Mã hồ sơ;Tên thủ tục hành chính;Đơn vị giải quyết;Hình thức nộp;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái";

/// Channel, received, due and finished of six dossiers; the last is open.
const DOSSIERS: [(&str, &str, &str, &str); 6] = [
    ("Trực tuyến", "2024-06-03 08:10", "2024-06-10", "2024-06-07 09:00"),
    ("Trực tiếp", "2024-06-03 08:30", "2024-06-11", "2024-06-11 09:30"),
    ("Trực tuyến", "2024-06-04 14:05", "2024-06-12", "2024-06-14 10:00"),
    ("Trực tuyến", "2024-06-05 09:00", "2024-06-13", "2024-06-12 15:00"),
    ("Trực tiếp", "2024-06-06 07:40", "2024-06-14", "2024-06-14 16:20"),
    ("Trực tuyến", "2024-06-14 10:20", "2024-06-24", ""),
];

/// What June 2024 is of them.
const COUNTS: [(&str, u64); 7] = [
    ("received", 6),
    ("received_online", 4),
    ("resolved", 5),
    ("early", 2),
    ("on_time", 2),
    ("late", 1),
    ("closing", 1),
];

/// A date of the log: nothing where the cell is blank, and a time where the log has one.
#[derive(Debug, Clone, Copy)]
struct At {
    date: NaiveDate,
    time: Option<NaiveDateTime>,
}

impl At {
    fn parse(text: &str) -> Option<Self> {
        let time = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").ok();
        let date = NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()?;
        Some(Self { date, time })
    }

    /// Midnight where there is no time.
    fn moment(self) -> NaiveDateTime {
        self.time.unwrap_or_else(|| self.date.and_hms_opt(0, 0, 0).expect("midnight"))
    }

    /// By `strftime`: one form for dates, one for moments.
    fn form(self, date: &str, moment: &str) -> String {
        match self.time {
            Some(time) => time.format(moment).to_string(),
            None => self.date.format(date).to_string(),
        }
    }
}

fn id(number: usize) -> String {
    format!("000.12.34.H54-240603-{number:04}")
}

/// The log, its ids and dates written in some way.
fn log(id: impl Fn(usize) -> String, date: impl Fn(At) -> String) -> String {
    let cell = |text: &str| At::parse(text).map(&date).unwrap_or_default();
    let mut log = format!("{HEADER}\n");
    for (number, (channel, received, due, finished)) in (1..).zip(DOSSIERS) {
        let status = if finished.is_empty() { "Đang xử lý" } else { "Đã trả kết quả" };
        let (received, due, finished) = (cell(received), cell(due), cell(finished));
        let id = id(number);
        log.extend([format!(
            "{number};{id};Đăng ký khai sinh;UBND xã Quỳnh Mỹ;{channel};{received};{due};{finished};{status}\n"
        )]);
    }
    log
}

/// Some files in a folder that is gone when the test ends.
struct Files(TempDir);

impl Files {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    fn one(text: &str) -> Self {
        Self::new(&[("log.csv", text)])
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.path().join(name), text).expect("written");
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().expect("UTF-8").to_owned()
    }

    /// An answer as JSON about all files.
    fn answer(&self, command: &str, more: &[&str]) -> Value {
        let folder = self.path("");
        json(&[&[command, &folder, "--format", "json"], more].concat())
    }

    /// The account of the rows, where not one of them counts.
    fn ledger_of_nothing(&self) -> Value {
        let check = answer(&["check", &self.path(""), "--format", "json"], 3);
        serde_json::from_str::<Value>(&check).expect("JSON")["ledger"].clone()
    }

    /// Id, received, due and finished day (of June 2024) of every dossier that counts.
    fn dossiers(&self) -> Vec<String> {
        let target = tempfile::tempdir().expect("a folder");
        let path = target.path().join("ho-so.csv");
        let path = path.to_str().expect("UTF-8");
        answer(&["explain", "received", &self.path(""), "--dossiers", path], 0);
        let mut table = csv::Reader::from_path(path).expect("readable");
        let head = table.headers().expect("a header").clone();
        let place = |name: &str| {
            let is_meant = |column: &str| column.trim_start_matches('\u{feff}') == name;
            head.iter().position(is_meant).expect("a column")
        };
        let places = ["dossier_id", "received", "due", "finished"].map(place);
        let mut rows: Vec<String> = table
            .records()
            .map(|row| row.expect("a row"))
            .map(|row| places.map(|place| row[place].replace("2024-06-", "")).join(" "))
            .collect();
        rows.sort();
        rows
    }

    fn counts(&self, more: &[&str]) -> Value {
        self.answer("stats", &[&["--period", "2024-06"], more].concat())["total"]["counts"].clone()
    }

    /// Row (0: of the file), column and value of the findings of a code.
    fn findings(&self, code: &str, more: &[&str]) -> Vec<(u64, String, String)> {
        let check = self.answer("check", more);
        let found = check["findings"].as_array().expect("findings").iter();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        found
            .filter(|finding| finding["code"] == code)
            .map(|finding| {
                let row = finding["row"].as_u64().unwrap_or_default();
                (row, text(&finding["column"]), text(&finding["value"]))
            })
            .collect()
    }
}

fn assert_counts(counts: &Value, expected: &[(&str, u64)], what: &str) {
    for (name, count) in expected {
        assert_eq!(counts[*name], *count, "{what}: {name} in {counts}");
    }
}

/// A profile of the log with some more lines.
fn profile(lines: &str) -> String {
    format!(
        "name = \"x\"\n{lines}\n[columns]\ndossier_id = \"Mã hồ sơ\"\nresolving_unit = \"Đơn vị giải quyết\"\nchannel = \"Hình thức nộp\"\nreceived_at = \"Ngày tiếp nhận\"\ndue_at = \"Ngày hẹn trả\"\nfinished_at = \"Ngày kết thúc xử lý\"\nstatus = \"Trạng thái\"\n"
    )
}
