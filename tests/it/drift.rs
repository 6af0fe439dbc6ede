//! Profiles from month to month: proposed from what is there, read back to the same figures, and
//! refused with the repair when a header has changed.

use serde_json::Value;

use crate::support::{json, run};

const NYC: &str = "tests/data/nyc-311-2011/nyc-311-2011-2000.csv";
const NYC_PROFILE: &str = "tests/data/nyc-311-2011/profile.toml";

const LOG: &str = "\
STT;Mã hồ sơ;Đơn vị giải quyết;Hình thức nộp;Ngày tiếp nhận;Hẹn trả;Ngày kết thúc xử lý;Trạng thái;Đánh giá
1;T-1;UBND xã Quỳnh Mỹ;Trực tuyến;15/01/2024;25/01/2024;22/01/2024;Đã trả kết quả;Rất hài lòng
2;T-2;UBND xã Quỳnh Mỹ;Zalo;16/01/2024;26/01/2024;;Đang xử lý;
";

const PROFILE: &str = r#"name = "mau"
[columns]
dossier_id = "Mã hồ sơ"
resolving_unit = "Đơn vị giải quyết"
channel = "Hình thức nộp"
received_at = "Ngày tiếp nhận"
due_at = "Hẹn trả"
finished_at = "Ngày kết thúc xử lý"
status = "Trạng thái"
rating = ["Đánh giá", ""]
fee = "Lệ phí"
"#;

struct Office(tempfile::TempDir);

impl Office {
    fn new(log: &str, profile: &str) -> Self {
        let office = Self(tempfile::tempdir().expect("a folder"));
        std::fs::create_dir(office.0.path().join("xuat")).expect("a folder");
        office.write("xuat/log.csv", log);
        office.write("mau.toml", profile);
        office
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().expect("a UTF-8 path").to_owned()
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("written");
    }

    /// Exit code, standard output and standard error of a command on the log, with its profile.
    fn run(&self, command: &str, options: &[&str]) -> (i32, String, String) {
        let (log, profile) = (self.path("xuat/log.csv"), self.path("mau.toml"));
        let fixed = [command, &log, "--profile", &profile];
        let output = run(&[&fixed[..], options].concat());
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let code = output.status.code().expect("an exit code");
        (code, text(output.stdout), text(output.stderr))
    }

    /// The findings of one name.
    fn findings(&self, name: &str) -> Vec<Value> {
        let (_, answer, talk) = self.run("check", &["--format", "json", "--quiet"]);
        let answer: Value = serde_json::from_str(&answer).unwrap_or_else(|_| panic!("{talk}"));
        let findings = answer["findings"].as_array().expect("findings").clone();
        findings.into_iter().filter(|finding| finding["name"] == name).collect()
    }
}

#[test]
fn a_renamed_column_that_figures_need_ends_the_count_with_the_repair() {
    for (old, new, line) in [
        ("Hẹn trả", "Ngày hẹn trả", "due_at = [\"Hẹn trả\", \"Ngày hẹn trả\"]"),
        ("Mã hồ sơ", "Mã hồ sơ DVC", "dossier_id = [\"Mã hồ sơ\", \"Mã hồ sơ DVC\"]"),
        (
            "Ngày tiếp nhận",
            "Ngày tiếp nhận HS",
            "received_at = [\"Ngày tiếp nhận\", \"Ngày tiếp nhận HS\"]",
        ),
        ("Hình thức nộp", "Kênh tiếp nhận", "channel = [\"Hình thức nộp\", \"Kênh tiếp nhận\"]"),
        (
            "Đơn vị giải quyết",
            "Đơn vị giải quyết hồ sơ",
            "resolving_unit = [\"Đơn vị giải quyết\", \"Đơn vị giải quyết hồ sơ\"]",
        ),
    ] {
        let office = Office::new(&LOG.replacen(old, new, 1), PROFILE);
        for command in ["stats", "check", "inspect"] {
            // As a scheduled job runs it: quiet, and still told why.
            let (code, _, talk) = office.run(command, &["--quiet", "--lang", "en"]);
            assert_eq!(code, 3, "{command}: {old}");
            if command != "inspect" {
                for part in ["C0020", &format!("− \"{old}\""), &format!("+ \"{new}\""), line] {
                    assert!(talk.contains(part), "{command}: `{part}` is missing in\n{talk}");
                }
            }
        }
        let found = office.findings("profile_column_gone");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0]["severity"], "critical");
        assert!(found[0]["value"].as_str().is_some_and(|value| value.contains(line)));
        // The line shown is the repair.
        let ending = format!("\"{old}\"");
        let lines = PROFILE.lines().map(|own| if own.ends_with(&ending) { line } else { own });
        let mended = lines.collect::<Vec<_>>().join("\n");
        office.write("mau.toml", &mended);
        assert_eq!(office.run("stats", &[]).0, 0, "{mended}");
        assert!(office.findings("profile_column_gone").is_empty());
    }
}

#[test]
fn one_drifted_file_among_others_is_left_out_and_the_others_count() {
    let office = Office::new(LOG, PROFILE);
    office.write("xuat/moi.csv", &LOG.replacen("Hẹn trả", "Hạn", 1).replace("T-", "U-"));
    let (folder, profile) = (office.path("xuat"), office.path("mau.toml"));
    let output = run(&["stats", &folder, "--profile", &profile, "--format", "json", "--quiet"]);
    assert_eq!(output.status.code(), Some(3));
    let stats: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(stats["ledger"]["counted"], 2);
}

#[test]
fn a_column_that_may_be_absent_is_no_drift_and_others_only_warn() {
    let without_rating =
        LOG.replace(";Đánh giá", "").replace(";Rất hài lòng", "").replace("xử lý;\n", "xử lý\n");
    let office = Office::new(&without_rating, PROFILE);
    assert_eq!(office.run("stats", &[]).0, 0);
    let absent = office.findings("profile_column_absent");
    assert_eq!(absent.len(), 1, "the fee, which no figure needs");
    assert_eq!(absent[0]["column"], "Lệ phí");
    assert!(office.findings("unknown_columns").is_empty(), "the mapping is not complete");
}

#[test]
fn new_headers_beside_a_complete_mapping_are_told_once() {
    let office = Office::new(
        &LOG.replacen("Đánh giá\n", "Đánh giá;Cột mới;Cột lạ\n", 1)
            .replace("lòng\n", "lòng;a;b\n")
            .replace("xử lý;\n", "xử lý;;c;d\n"),
        &PROFILE.replace("fee = \"Lệ phí\"\n", ""),
    );
    let (code, ..) = office.run("check", &["--fail-on", "warning"]);
    assert_eq!(code, 1, "one unknown channel, and nothing graver");
    let unknown = office.findings("unknown_columns");
    assert_eq!(unknown.len(), 1);
    assert_eq!(unknown[0]["value"], "Cột mới · Cột lạ");
    assert_eq!(unknown[0]["severity"], "info");
}

/// The figures of a file, with or without a profile.
fn figures(file: &str, profile: Option<&str>) -> Value {
    let with = profile.map(|profile| ["--profile", profile]);
    let options = ["--by", "unit,month", "--format", "json", "--quiet"];
    let with: Vec<&str> = with.iter().flatten().copied().collect();
    json(&[&["stats", file], &options[..], &with].concat())
}

/// Writes a profile for a file and compares the figures read with it.
fn reads_back(file: &str, given: Option<&str>) {
    let folder = tempfile::tempdir().expect("a folder");
    let written = folder.path().join("de-xuat.toml");
    let written = written.to_str().expect("a UTF-8 path");
    let with: Vec<&str> = given.into_iter().flat_map(|given| ["--profile", given]).collect();
    let arguments = ["inspect", file, "--write-profile", written, "--quiet"];
    let output = run(&[&arguments[..], &with].concat());
    assert_eq!(output.status.code(), Some(0), "{file}");
    assert_eq!(figures(file, given), figures(file, Some(written)), "{file}");
    // Once more: the same text is no overwriting.
    assert_eq!(run(&[&arguments[..], &with].concat()).status.code(), Some(0), "{file}");
}

#[test]
fn a_written_profile_read_back_gives_the_same_figures() {
    let exports = walkdir::WalkDir::new(crate::support::repository("examples/thai-binh"));
    let files = exports.into_iter().map(|entry| entry.expect("an entry").into_path());
    let files: Vec<_> = files.filter(|path| path.is_file()).collect();
    assert!(files.len() > 40);
    for file in files {
        reads_back(file.to_str().expect("a UTF-8 path"), None);
    }
    reads_back("examples/thai-binh", None);
    reads_back(NYC, Some(NYC_PROFILE));
}

#[test]
fn a_written_profile_says_what_is_unknown_and_what_is_personal() {
    let office = Office::new(
        &LOG.replacen("STT;", "Số điện thoại;", 1).replacen("Đánh giá", "Cột lạ", 1),
        "",
    );
    let (log, written) = (office.path("xuat/log.csv"), office.path("de-xuat.toml"));
    assert_eq!(run(&["inspect", &log, "--write-profile", &written]).status.code(), Some(0));
    let text = std::fs::read_to_string(&written).expect("written");
    for part in [
        "name = \"de-xuat\"",
        "delimiter = \";\"",
        "dossier_id = \"Mã hồ sơ\"   # từ điển (đã gặp)",
        "# Dữ liệu cá nhân, không bao giờ nạp:\n#   \"Số điện thoại\"",
        "# Chưa rõ, chưa dùng:\n#   \"Cột lạ\"",
        "online = [\"Trực tuyến\"]",
        "# ? = [\"Zalo\"]   # 1",
    ] {
        assert!(text.contains(part), "`{part}` is missing in\n{text}");
    }
}

#[test]
fn a_profile_that_is_there_is_never_overwritten() {
    let office = Office::new(LOG, PROFILE);
    let (log, written) = (office.path("xuat/log.csv"), office.path("mau.toml"));
    for (lang, words) in [("vi", "không ghi đè"), ("en", "not overwritten")] {
        let output = run(&["inspect", &log, "--write-profile", &written, "--lang", lang]);
        assert_eq!(output.status.code(), Some(5));
        assert!(String::from_utf8_lossy(&output.stderr).contains(words));
    }
    assert_eq!(std::fs::read_to_string(&written).expect("still there"), PROFILE);
}

#[test]
fn a_file_whose_header_nothing_knows_gets_a_profile_to_fill_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let written = folder.path().join("moi.toml");
    let path = written.to_str().expect("a UTF-8 path");
    let output = run(&["inspect", NYC, "--write-profile", path, "--quiet"]);
    assert_eq!(output.status.code(), Some(3), "the file is not understood");
    let text = std::fs::read_to_string(&written).expect("written");
    for part in [
        "# dossier_id = \"…\"",
        "# received_at = \"…\"",
        "#   \"Unique Key\"",
        "#   \"Created Date\"",
    ] {
        assert!(text.contains(part), "`{part}` is missing in\n{text}");
    }
    let filled = text
        .replace("# dossier_id = \"…\"", "dossier_id = \"Unique Key\"")
        .replace("# received_at = \"…\"", "received_at = \"Created Date\"");
    std::fs::write(&written, filled).expect("written");
    assert_eq!(run(&["stats", NYC, "--profile", path, "--by", "month"]).status.code(), Some(0));
}
