//! A small office lived through from November 2025 to June 2026: what is true of it, and what it exports.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use cchc::domain::Day;

use crate::support::cchc;

const HEADER: &str = "Mã hồ sơ;Đơn vị giải quyết;Hình thức nộp;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái\n";
pub const UNITS: [&str; 3] = ["Sở Nội vụ", "Sở Y tế", "Sở Xây dựng"];

/// What an export holds of a month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    Received,
    YearToDate,
    Carried,
    Dump,
}

#[derive(Clone)]
pub struct Dossier {
    pub id: String,
    pub unit: &'static str,
    pub received: Day,
    pub due: Day,
    pub closed: Day,
}

/// A month by its year and number.
#[derive(Clone, Copy)]
pub struct Month(pub i32, pub u32);

impl Month {
    pub fn first(self) -> Day {
        Day::from_ymd(self.0, self.1, 1).expect("a day")
    }

    pub fn last(self) -> Day {
        let next = if self.1 == 12 { Self(self.0 + 1, 1) } else { Self(self.0, self.1 + 1) };
        next.first().previous()
    }

    pub fn name(self) -> String {
        format!("{}-{:02}", self.0, self.1)
    }
}

fn written(day: Day) -> String {
    let text = day.to_string();
    format!("{}/{}/{}", &text[8..], &text[5..7], &text[..4])
}

/// Everything that ever came in: for each unit one dossier on each weekday; some are done on the day, some
/// take five weeks.
pub fn dossiers() -> Vec<Dossier> {
    let (first, last) = (Month(2025, 11).first(), Month(2026, 6).last());
    let mut all = Vec::new();
    for day in (first.0..=last.0).map(Day) {
        // 1 January 1970 was a Thursday.
        if (day.0 + 3).rem_euclid(7) >= 5 {
            continue;
        }
        for (place, unit) in UNITS.into_iter().enumerate() {
            let seed = day.0 * 7 + i32::try_from(place).expect("small") * 5;
            let (takes, granted) = (seed.rem_euclid(37), 10);
            all.push(Dossier {
                id: format!("H{place}-{}", day.0),
                unit,
                received: day,
                due: Day(day.0 + granted),
                closed: Day(day.0 + takes),
            });
        }
    }
    all
}

/// How many of a unit are open at the start of a day.
pub fn open_at(all: &[Dossier], unit: &str, day: Day) -> u64 {
    let is_open = |one: &&Dossier| one.unit == unit && one.received < day && one.closed >= day;
    all.iter().filter(is_open).count() as u64
}

/// The export of a month, made on the first day behind it; of these units.
pub fn export(all: &[Dossier], style: Style, month: Month, units: &[&str]) -> String {
    let (first, last) = (month.first(), month.last());
    let year = Month(month.0, 1).first();
    let is_in = |one: &&Dossier| {
        units.contains(&one.unit)
            && one.received <= last
            && match style {
                Style::Received => one.received >= first,
                Style::YearToDate => one.received >= year,
                Style::Carried => one.received >= first || one.closed >= first,
                Style::Dump => true,
            }
    };
    let mut text = HEADER.to_owned();
    for one in all.iter().filter(is_in) {
        let (closed, status) = if one.closed <= last {
            (written(one.closed), "Đã trả kết quả")
        } else {
            (String::new(), "Đang xử lý")
        };
        let (received, due) = (written(one.received), written(one.due));
        let Dossier { id, unit, .. } = one;
        let _ = writeln!(text, "{id};{unit};Trực tuyến;{received};{due};{closed};{status}");
    }
    text
}

/// A project folder.
pub struct Project(tempfile::TempDir);

impl Project {
    pub fn new(paths: &str, more: &str) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let text = format!(
            "schema = \"cchc/config/1\"\n[inputs]\npaths = [\"{paths}\"]\n[report]\nfolder = \"bao-cao/{{period}}\"\nformats = [\"json\"]\n{more}"
        );
        std::fs::write(home.path().join("cchc.toml"), text).expect("written");
        Self(home)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    /// Exit code, and what was said on both outputs.
    pub fn call(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let mut command = cchc(arguments);
        let output = command.current_dir(self.0.path()).output().expect("it starts");
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(said).expect("UTF-8"))
    }

    #[track_caller]
    pub fn run(&self, month: Month, more: &[&str], code: i32) -> String {
        let name = month.name();
        let mut all = vec!["run", "--period", &name, "--lang", "en"];
        all.extend(more);
        let (status, said) = self.call(&all);
        assert_eq!(status, Some(code), "{name}\n{said}");
        said
    }

    #[track_caller]
    pub fn json(&self, arguments: &[&str]) -> serde_json::Value {
        let mut command = cchc(arguments);
        let output = command.current_dir(self.0.path()).output().expect("it starts");
        let said = String::from_utf8_lossy(&output.stderr);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("no JSON: {said}"))
    }

    /// A file of the archive.
    pub fn archived(&self, month: Month, file: &str) -> serde_json::Value {
        let path = self.path(&format!("luu-tru/{}/{file}", month.name()));
        serde_json::from_slice(&std::fs::read(path).expect("there")).expect("JSON")
    }

    /// The counts of an archived month by unit.
    pub fn counts(&self, month: Month) -> BTreeMap<String, serde_json::Value> {
        let folder = format!("luu-tru/{}", month.name());
        let merged = self.json(&["merge", &folder, "--format", "json"]);
        let rows = merged["rows"].as_array().expect("rows").iter();
        rows.map(|row| {
            (row["group"]["unit"].as_str().unwrap_or("").to_owned(), row["counts"].clone())
        })
        .collect()
    }

    /// The codes of the findings of an archived month.
    pub fn codes(&self, month: Month) -> Vec<String> {
        let record = self.archived(month, "run.json");
        let findings = record["findings"].as_array().expect("findings").iter();
        findings.map(|finding| finding["number"].as_str().expect("a number").to_owned()).collect()
    }
}
