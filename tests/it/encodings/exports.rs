//! Whole exports in legacy encodings: the same figures as in UTF-8, from a file, a compressed file and
//! standard input, with the evidence shown; what fits none is refused with its place.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use cchc::read::Encoding;
use serde_json::Value;

use super::written::{LEGACY, Writer};
use crate::support::{answer, cchc, json, repository, run};

/// Written with capitals, two header rows, titles and signatures.
const DISTRICT: &str = "tests/data/sample/ubnd-huyen-hung-ha.csv";
const DEPARTMENT: &str = "tests/data/sample/so-tu-phap.csv";

fn text(path: &str) -> String {
    let text = fs::read_to_string(repository(path)).expect("a sample");
    text.trim_start_matches('\u{feff}').to_owned()
}

fn path_of(folder: &tempfile::TempDir, name: &str) -> String {
    folder.path().join(name).to_str().expect("a UTF-8 path").to_owned()
}

fn write(path: &str, bytes: &[u8]) {
    fs::write(Path::new(path), bytes).expect("written");
}

/// The figures of a file, with the names of the groups in small letters.
fn figures(path: &str) -> Value {
    let stats = json(&["stats", path, "--by", "unit", "--format", "json"]);
    let lower = |text: &Value| text.to_string().to_lowercase();
    let rows = stats["rows"].as_array().expect("rows").iter();
    let groups = rows.map(|row| Value::String(lower(&row["group"]) + &lower(&row["counts"])));
    let mut groups: Vec<Value> = groups.collect();
    groups.sort_by_key(ToString::to_string);
    Value::Array(vec![Value::Array(groups), stats["total"].clone(), stats["ledger"].clone()])
}

fn look(path: &str) -> Value {
    json(&["inspect", path, "--format", "json"])["files"][0].clone()
}

fn finding(path: &str, name: &str) -> Option<Value> {
    let check = json(&["check", path, "--format", "json"]);
    let findings = check["findings"].as_array().expect("findings");
    findings.iter().find(|finding| finding["name"] == name).cloned()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

#[test]
fn an_export_in_any_encoding_gives_the_same_figures() {
    let folder = tempfile::tempdir().expect("a folder");
    for sample in [DISTRICT, DEPARTMENT] {
        let text = text(sample);
        let path = path_of(&folder, "goc.csv");
        write(&path, text.as_bytes());
        let expected = figures(&path);
        for encoding in LEGACY {
            let bytes = Writer::new(encoding).write(&text);
            for (name, bytes) in [("cu.csv", bytes.clone()), ("cu.csv.gz", gzip(&bytes))] {
                let path = path_of(&folder, name);
                write(&path, &bytes);
                assert_eq!(figures(&path), expected, "{sample} {encoding:?} {name}");
                let look = look(&path);
                assert_eq!(look["encoding"], encoding.name(), "{sample} {name}");
                assert_eq!(look["encoding_reason"], "vietnamese_syllables");
                assert_eq!(look["encoding_scores"][0]["encoding"], encoding.name());
                let found = finding(&path, "legacy_encoding").expect("the file is not UTF-8");
                assert_eq!(found["code"], "C0015");
            }
        }
    }
}

#[test]
fn utf_16_is_known_without_its_mark() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = text(DEPARTMENT);
    let path = path_of(&folder, "goc.csv");
    write(&path, text.as_bytes());
    let expected = figures(&path);
    let units = || text.encode_utf16();
    for (name, bytes) in [
        ("utf-16le", units().flat_map(u16::to_le_bytes).collect::<Vec<_>>()),
        ("utf-16be", units().flat_map(u16::to_be_bytes).collect()),
    ] {
        write(&path, &bytes);
        assert_eq!(figures(&path), expected, "{name}");
        let look = look(&path);
        assert_eq!(look["encoding"], name);
        assert_eq!(look["encoding_reason"], "nul_places");
    }
    let binary: Vec<u8> = (0..=255_u8).cycle().take(20_000).collect();
    write(&path, &binary);
    let output = run(&["check", &path, "--lang", "en"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stdout).contains("C0002"), "still no export");
}

#[test]
fn an_encoding_that_shows_late_is_read_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let header = "dossier_id;receiving_unit;received_at\n".to_owned();
    let plain = (0..30_000).map(|row| format!("A-{row};So Tu phap;15/01/2024\n"));
    let units = [
        "Sở Tư pháp",
        "Phòng Nội vụ huyện Quỳnh Phụ",
        "Xã Đông Hải",
        "Thị trấn Ninh Cường",
        "Phường Trần Hưng Đạo",
        "Ủy ban nhân dân thành phố",
        "Trung tâm Phục vụ hành chính công",
    ];
    let marked = units.iter().enumerate();
    let marked = marked.map(|(row, unit)| format!("B-{row};{unit};16/01/2024\n"));
    let text: String = std::iter::once(header).chain(plain).chain(marked).collect();
    let path = path_of(&folder, "muon.csv");
    let profile = path_of(&folder, "ho-so.toml");
    write(
        &profile,
        b"name = \"x\"\n[columns]\ndossier_id = \"dossier_id\"\nreceived_at = \"received_at\"\nresolving_unit = \"receiving_unit\"\n",
    );
    for encoding in LEGACY {
        let writer = Writer::new(encoding);
        write(&path, &writer.write(&text));
        let stats = ["stats", &path, "--by", "unit", "--format", "json", "--profile", &profile];
        let stats = json(&stats);
        assert_eq!(stats["ledger"]["counted"], 30_007, "{encoding:?}");
        let names = stats["rows"].to_string();
        assert!(names.contains(&writer.kept("Phòng Nội vụ huyện Quỳnh Phụ")), "{names}");
        let look = json(&["inspect", &path, "--format", "json", "--profile", &profile]);
        assert_eq!(look["files"][0]["encoding"], encoding.name());
    }
    // A stray letter late in a file of ASCII fits nothing.
    let mut bytes = Writer::new(Encoding::Tcvn3).write(&text[..text.len() / 2]);
    bytes.extend(b"caf\xE9\n");
    write(&path, &bytes);
    let output = run(&["check", &path, "--format", "json", "--profile", &profile]);
    assert_eq!(output.status.code(), Some(3));
    let check: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let value = check["findings"][0]["value"].as_str().expect("a value");
    assert!(value.starts_with(&format!("byte {}: 0xE9 · ", bytes.len() - 2)), "{value}");
    assert!(value.contains("windows-1258 0/1"), "{value}");
    assert!(check["findings"][0]["row"].is_u64(), "{check}");
    let output = run(&["inspect", &path, "--lang", "en", "--profile", &profile]);
    assert_eq!(output.status.code(), Some(3), "inspect says the same");
}

#[test]
fn standard_input_is_read_in_its_encoding() {
    let bytes = Writer::new(Encoding::Vni).write(&text(DEPARTMENT));
    let mut program = cchc(&["stats", "-", "--format", "json"]);
    let mut child = program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(&bytes).expect("written");
    let output = child.wait_with_output().expect("the program ends");
    let stats: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let expected = json(&["stats", DEPARTMENT, "--format", "json"]);
    assert_eq!(stats["total"], expected["total"]);
}

#[test]
fn the_evidence_is_shown_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = path_of(&folder, "cu.csv");
    write(&path, &Writer::new(Encoding::Tcvn3).write(&text(DISTRICT)));
    let vi = answer(&["inspect", &path, "--lang", "vi"], 0);
    assert!(vi.contains("tcvn3: "), "{vi}");
    assert!(vi.contains(" từ có dấu là âm tiết tiếng Việt; kế tiếp: viscii"), "{vi}");
    let en = answer(&["inspect", &path, "--lang", "en"], 0);
    assert!(en.contains(" words with marks are Vietnamese syllables; next best: viscii"), "{en}");
}

#[test]
fn tcvn3_says_that_capitals_with_marks_were_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = path_of(&folder, "cu.csv");
    for (encoding, is_said) in [(Encoding::Tcvn3, true), (Encoding::Vni, false)] {
        write(&path, &Writer::new(encoding).write(&text(DISTRICT)));
        let found = finding(&path, "capitals_written_small");
        assert_eq!(found.is_some(), is_said, "{encoding:?}");
        if let Some(found) = found {
            assert_eq!(found["code"], "C0014");
            let value = found["value"].as_str().expect("how many");
            assert!(value.starts_with("× "), "no words, which may be names: {value}");
        }
    }
}

#[test]
fn a_profile_names_the_encoding_where_words_do_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = path_of(&folder, "ngan.csv");
    let profile = path_of(&folder, "ho-so.toml");
    write(&path, b"Ma;Ngay;Don vi\nA-1;15/01/2024;Th\xB8i\n");
    let columns =
        "[columns]\ndossier_id = \"Ma\"\nreceived_at = \"Ngay\"\nresolving_unit = \"Don vi\"\n";
    let by_unit = ["stats", &path, "--by", "unit", "--format", "json", "--profile", &profile];
    write(&profile, format!("name = \"x\"\n{columns}").as_bytes());
    assert_eq!(run(&by_unit).status.code(), Some(3), "one word fits two encodings");
    for (name, unit) in [("tcvn3", "Thái"), ("viscii", "Thịi"), ("abc", "Thái"), ("TCVN3", "Thái")]
    {
        write(&profile, format!("name = \"x\"\nencoding = \"{name}\"\n{columns}").as_bytes());
        assert_eq!(json(&by_unit)["rows"][0]["group"]["unit"], unit, "{name}");
        let look = json(&["inspect", &path, "--format", "json", "--profile", &profile]);
        assert_eq!(look["files"][0]["encoding_reason"], "profile");
    }
    write(&profile, format!("name = \"x\"\nencoding = \"vni\"\n{columns}").as_bytes());
    let output = run(&["check", &path, "--format", "json", "--profile", &profile]);
    let check: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(check["findings"][0]["name"], "undecodable_bytes");
    assert_eq!(check["findings"][0]["value"], "byte 32: 0xB8");
}

#[test]
fn a_file_that_fits_no_encoding_is_refused_with_place_and_scores() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = path_of(&folder, "phap.csv");
    write(&path, b"Num\xE9ro;Pr\xE9fecture\nA-1;Is\xE8re\n");
    let output = run(&["check", &path, "--format", "json"]);
    assert_eq!(output.status.code(), Some(3));
    let check: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let value = check["findings"][0]["value"].as_str().expect("a value");
    assert!(value.starts_with("line 1, byte 3: 0xE9 · "), "{value}");
    for encoding in LEGACY {
        assert!(value.contains(encoding.name()), "{value}");
    }
}
