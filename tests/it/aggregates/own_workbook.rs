//! What the program itself made of a log, read back beside the same log: no finding.

use std::fmt::Write;

use cchc::indicators::Definition;
use serde_json::{Value, json};

use crate::support::{answer, json as answer_in_json, repository, run};

/// Every channel with every outcome: early, on the day, late, undated, returned, and five ways to be open.
fn log() -> String {
    let mut rows = "Mã hồ sơ,Mã TTHC,Tên thủ tục hành chính,Lĩnh vực,Đơn vị tiếp nhận,Đơn vị xử lý,Mã đơn vị,Quận/huyện,Phường/Xã,Cấp,Hình thức nộp,Mức độ,Đối tượng nộp,Đánh giá,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái\n".to_owned();
    for number in 0..240_u32 {
        let one_of = |values: &[&'static str]| values[number as usize % values.len()];
        let channel = one_of(&["Trực tuyến", "Trực tiếp", "Bưu chính công ích", "", "Ki-ốt"]);
        let unit = one_of(&["Sở Nội vụ", "Sở Y tế", "UBND xã Minh Khai"]);
        let level = if unit.starts_with("Sở") { "Cấp tỉnh" } else { "Cấp xã" };
        let field = ["Hộ tịch", "Đất đai", ""][number as usize / 3 % 3];
        let (due, finished, status) = [
            ("20/06/2024", "18/06/2024", ""),
            ("20/06/2024", "20/06/2024", ""),
            ("12/06/2024", "20/06/2024", ""),
            ("", "20/06/2024", ""),
            ("20/06/2024", "13/06/2024", "Công dân yêu cầu rút hồ sơ"),
            ("25/07/2024", "", ""),
            ("15/06/2024", "", ""),
            ("", "", ""),
            ("15/06/2024", "", "Yêu cầu bổ sung giấy tờ"),
        ][number as usize * 7 % 9];
        let answers = ["Rất hài lòng", "Hài lòng", "", "Bình thường", "Không hài lòng"];
        let rating = if finished.is_empty() { "" } else { one_of(&answers) };
        let month = if number % 4 == 0 { 5 } else { 6 };
        let cells = [
            format!("K{number:04}"),
            format!("1.00{}.000.00.00.H42", number % 4),
            format!("Thủ tục {}", number % 4),
            field.to_owned(),
            one_of(&["Trung tâm PVHCC", "Bộ phận một cửa"]).to_owned(),
            unit.to_owned(),
            one_of(&["H42.01", "H42.02", "H42.03"]).to_owned(),
            one_of(&["Huyện A", "Huyện B"]).to_owned(),
            one_of(&["Xã Một", "Phường Hai"]).to_owned(),
            level.to_owned(),
            channel.to_owned(),
            one_of(&["Toàn trình", "Một phần", ""]).to_owned(),
            one_of(&["Cá nhân", "Tổ chức"]).to_owned(),
            rating.to_owned(),
            format!("{:02}/{month:02}/2024", 1 + number % 11),
            due.to_owned(),
            finished.to_owned(),
            status.to_owned(),
        ];
        writeln!(rows, "{}", cells.join(",")).expect("memory");
    }
    rows
}

/// What says how a table was read, and contradicts nothing.
const INFORMATION: [&str; 3] = ["C0012", "C0017", "C0409"];

/// A folder with the log, and what to write into it.
struct Office {
    folder: tempfile::TempDir,
    log: String,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let log = folder.path().join("so.csv").to_str().expect("UTF-8").to_owned();
        std::fs::write(&log, self::log()).expect("written");
        Self { folder, log }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().expect("UTF-8").to_owned()
    }

    /// Reads a table back: nothing is found, and every cell that both have is the same.
    fn agrees(&self, book: &str, more: &[&str], fewest: usize) -> Value {
        let options = [&["check", book, "--against", &self.log, "--format", "json"][..], more];
        let check = answer_in_json(&options.concat());
        let findings = check["findings"].as_array().expect("findings");
        let found = findings
            .iter()
            .filter(|finding| !INFORMATION.contains(&finding["code"].as_str().unwrap_or_default()));
        let found: Vec<_> = found.collect();
        assert!(found.is_empty(), "{book} {found:?}");
        let comparisons = check["comparisons"].as_array().expect("comparisons");
        assert!(comparisons.len() >= fewest, "{book}");
        for one in comparisons {
            assert_eq!(one["different"], 0, "{book} {one}");
            assert!(one["equal"].as_u64() > Some(0), "{book}");
            for rest in ["only_in_table", "only_in_log", "not_in_log"] {
                assert_eq!(one[rest], json!([]), "{book} {one}");
            }
        }
        check
    }

    fn report(&self, name: &str, options: &[&str]) {
        let output = self.path(name);
        let more = ["--output", &output, "--format", "xlsx", "--each", "unit", "--quiet"];
        answer(&[&["report", &self.log][..], options, &more].concat(), 0);
        self.agrees(&format!("{output}/so-lieu.xlsx"), &[], 4);
        for unit in ["so-noi-vu", "so-y-te", "ubnd-xa-minh-khai"] {
            self.agrees(&format!("{output}/don-vi/{unit}/so-lieu.xlsx"), &[], 3);
        }
    }
}

const FORMS: &str = "06a,06b,06c,06d,07a,06-cac-cap";

/// Two tests of one rule each, which run beside each other.
fn forms_of_every_definition_agree(rule: &str) {
    let office = Office::new();
    for definition in Definition::ALL.map(Definition::name) {
        let options = ["--period", "2024-06", "--period-rule", rule, "--definition", definition];
        let more = ["--form", FORMS, "--annex", "cchc"];
        office.report(definition, &[&options[..], &more].concat());
    }
}

#[test]
fn every_form_and_definition_agrees_with_the_log_by_months_of_the_calendar() {
    forms_of_every_definition_agree("calendar");
}

#[test]
fn every_form_and_definition_agrees_with_the_log_by_months_of_the_decree() {
    forms_of_every_definition_agree("decree");
}

#[test]
fn every_placement_agrees_with_the_log() {
    let office = Office::new();
    for (name, moved) in [
        ("one", &["returned=8"][..]),
        ("two", &["closing_paused=13", "returned=8"]),
        ("three", &["returned=8", "closing_paused=13", "closing_undated=13"]),
    ] {
        let moved: Vec<&str> = moved.iter().flat_map(|one| ["--placement", one]).collect();
        let options = ["--period", "2024-06", "--form", "06a,06d,06-cac-cap"];
        office.report(name, &[&options[..], &moved].concat());
    }
}

#[test]
fn every_period_and_as_of_day_agrees_with_the_log() {
    let office = Office::new();
    for (name, options) in [
        ("quarter", &["--period", "2024-Q2"][..]),
        ("half", &["--period", "2024-H1", "--period-rule", "decree"]),
        ("days", &["--period", "2024-05-20..2024-06-19"]),
        ("day", &["--period", "2024-06", "--as-of", "2024-06-14"]),
        ("all", &[]),
    ] {
        office.report(name, &[options, &["--form", "06a,07a"]].concat());
    }
}

#[test]
fn workbooks_in_english_agree_with_the_log() {
    let office = Office::new();
    for (name, options) in [
        ("month", &["--period", "2024-06"][..]),
        ("day", &["--period", "2024-06", "--definition", "index766", "--as-of", "2024-06-14"]),
    ] {
        let more = ["--form", "06a,07a", "--annex", "cchc", "--lang", "en"];
        office.report(name, &[options, &more].concat());
    }
}

const BY: [&str; 22] = [
    "unit",
    "receiving_unit",
    "resolving_unit",
    "unit_code",
    "district",
    "commune",
    "level",
    "procedure",
    "procedure_code",
    "field",
    "service_level",
    "applicant_kind",
    "channel",
    "status",
    "rating",
    "month",
    "quarter",
    "unit,field",
    "district,unit",
    "procedure,channel",
    "month,unit",
    "unit,month",
];

/// Two tests of one period each, which run beside each other.
fn stats_by_everything_agree(period: &str, files: &[(&str, &str)]) {
    let office = Office::new();
    for by in BY {
        for (ending, lang) in files {
            let path = office.path(&format!("{}-{lang}.{ending}", by.replace(',', "-")));
            let options = ["--period", period, "--by", by, "--output", &path, "--lang", lang];
            answer(&[&["stats", &office.log][..], &options, &["--quiet"]].concat(), 0);
            let check = office.agrees(&path, &[], 1);
            let equal = check["comparisons"][0]["equal"].as_u64();
            assert!(equal >= Some(16), "{path} {equal:?}");
        }
    }
}

#[test]
fn stats_of_a_month_read_back_without_a_finding() {
    stats_by_everything_agree("2024-06", &[("xlsx", "vi"), ("md", "en")]);
}

#[test]
fn stats_of_a_quarter_read_back_without_a_finding() {
    stats_by_everything_agree("2024-Q2", &[("csv", "vi"), ("xlsx", "en"), ("md", "vi")]);
}

/// Two periods side by side and rates over time are no tables of counts: they are refused with their columns, and no
/// figure of them is told.
#[test]
fn what_is_no_table_of_counts_is_refused_with_its_columns() {
    let office = Office::new();
    let example = repository("examples/thai-binh/2024");
    let example = example.to_str().expect("UTF-8");
    for (name, command) in [
        ("series", &["series"][..]),
        ("by-unit", &["series", "--by", "unit"]),
        ("compare", &["compare", "--period", "2024-06"]),
    ] {
        let files = [("csv", "vi"), ("xlsx", "vi"), ("xlsx", "en"), ("md", "vi"), ("md", "en")];
        for (ending, lang) in files {
            let path = office.path(&format!("{name}-{lang}.{ending}"));
            let options = ["--output", &path, "--lang", lang, "--quiet", example];
            answer(&[command, &options].concat(), 0);
            let output = run(&["stats", &path, "--format", "json"]);
            assert_eq!(output.status.code(), Some(3), "{path}");
            assert!(output.stdout.is_empty(), "{path}");
        }
    }
}
