//! Names that lie: turned round, padded with what nobody sees, or made to run as formulas.

use super::{Inputs, count_of, told};
use crate::support::{answer, json, run};

const HEADER: &str = "Mã hồ sơ;Đơn vị giải quyết;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý\n";

fn log(units: &[&str]) -> String {
    let row =
        |(n, unit): (usize, &&str)| format!("T-{n};\"{unit}\";03/06/2024;10/06/2024;07/06/2024\n");
    HEADER.to_owned() + &units.iter().enumerate().map(row).collect::<String>()
}

/// Signs that no output may hold.
const HIDDEN: [char; 8] =
    ['\u{202E}', '\u{2066}', '\u{200B}', '\u{200F}', '\u{FEFF}', '\u{1B}', '\u{85}', '\u{AD}'];

#[test]
fn hidden_signs_are_shown_by_number_in_every_format() {
    let inputs = Inputs::new();
    let units: Vec<String> =
        HIDDEN.iter().map(|sign| format!("Phòng {sign}cba số {}", u32::from(*sign))).collect();
    let units: Vec<&str> = units.iter().map(String::as_str).collect();
    let path = inputs.write("log.csv", log(&units));
    for format in ["table", "md", "json", "csv"] {
        for command in [
            &["stats", "--by", "unit"][..],
            &["check"],
            &["inspect"],
            &["list", "--state", "resolved"],
        ] {
            if format == "csv" && command == ["inspect"] {
                continue;
            }
            let arguments = [command, &[path.as_str(), "--format", format]].concat();
            let told = told(&arguments, 0);
            // A CSV may begin with a mark of its own.
            let text = told.strip_prefix('\u{FEFF}').unwrap_or(&told);
            assert!(!text.contains(HIDDEN), "{arguments:?}");
            if command.first() == Some(&"stats") {
                assert!(
                    text.contains("⟦U+202E⟧cba") && text.contains("⟦U+001B⟧"),
                    "{arguments:?}\n{text}"
                );
            }
        }
    }
    let report = inputs.path("report");
    answer(&["report", &path, "--output", report.to_str().expect("UTF-8"), "--quiet"], 0);
    let mut looked_at = 0;
    for (name, bytes) in super::markers::files_of(&report) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        let steering = ['\u{202E}', '\u{2066}', '\u{200F}', '\u{1B}'];
        assert!(!text.contains(steering), "{name}");
        looked_at += usize::from(text.contains("⟦U+202E⟧"));
    }
    assert!(looked_at >= 4, "{looked_at}");
}

#[test]
fn the_index_of_rows_to_mend_hides_nothing_and_is_read_back() {
    let inputs = Inputs::new();
    std::fs::create_dir(inputs.path("xuất\u{202E}")).expect("made");
    let name = "xuất\u{202E}/sổ\u{200B}.csv";
    let row = |n: usize| format!("T-{n};Phòng \u{202E}{n};03/06/2024;31/02/2024;\n");
    let good = "T-9;Phòng A;03/06/2024;10/06/2024;\n";
    let ragged = ";Phòng A;03/06/2024;31/02/2024\n";
    let all = format!("{HEADER}{good}{}{}{ragged}", row(1), row(2));
    let path = inputs.write(name, &all);
    let folder = inputs.path("phan-hoi");
    let folder = folder.to_str().expect("UTF-8");
    let states = || {
        let arguments = ["check", &path, "--feedback", folder, "--format", "json", "--quiet"];
        let found = run(&arguments);
        assert_eq!(found.status.code(), Some(0), "{found:?}");
        let index = std::fs::read_to_string(inputs.path("phan-hoi/feedback.json")).expect("there");
        assert!(!index.contains(HIDDEN) && index.contains("sổ⟦U+200B⟧.csv"), "{index}");
        let index: serde_json::Value = serde_json::from_str(&index).expect("JSON");
        let findings = index["findings"].as_array().expect("findings").clone();
        let mut states: Vec<String> = findings.iter().map(|row| row["state"].to_string()).collect();
        states.sort();
        states
    };
    assert_eq!(states(), [r#""new""#; 3]);
    // Another row, so that this is another run: what was told is known again.
    inputs.write(name, format!("{all}{}", row(3)));
    let known = r#""still_there""#;
    assert_eq!(states(), [r#""new""#, known, known, known]);
    // Mended, all of them.
    inputs.write(name, format!("{HEADER}T-1;A;03/06/2024;10/06/2024;\nT-2;A;03/06/2024;10/06/2024;\nT-3;A;03/06/2024;10/06/2024;\n"));
    assert_eq!(states(), [r#""fixed""#; 4]);
}

#[test]
fn counts_and_lists_of_files_hide_nothing_and_are_read_back() {
    let inputs = Inputs::new();
    let path = inputs.write("sổ\u{202E}\u{200B}.csv", log(&["Phòng \u{202E}A", "Phòng B\u{200B}"]));
    let tally = inputs.path("đếm.json");
    let report = inputs.path("report");
    let (tally, folder) = (tally.to_str().expect("UTF-8"), report.to_str().expect("UTF-8"));
    answer(&["tally", &path, "--output", tally, "--quiet"], 0);
    answer(&["report", &path, "--output", folder, "--quiet"], 0);
    for file in [tally.to_owned(), format!("{folder}/manifest.json")] {
        let text = std::fs::read_to_string(&file).expect("written");
        assert!(!text.contains(HIDDEN) && text.contains("\\u202E"), "{file}");
    }
    let of_log = told(&["stats", &path, "--by", "unit", "--format", "csv"], 0);
    let merged = told(&["merge", tally, "--by", "unit", "--format", "csv"], 0);
    let units = |csv: &str| {
        csv.lines().skip(1).map(|l| l.split(',').next().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(units(&merged), units(&of_log));
    // What was written is known again, so it may be replaced.
    answer(&["report", &path, "--output", folder, "--force", "--quiet"], 0);
}

#[test]
fn names_that_differ_in_hidden_signs_only_are_one() {
    let inputs = Inputs::new();
    let path = inputs.write(
        "log.csv",
        log(&[
            "UBND xã Quỳnh Mỹ",
            "UBND xã Qu\u{200B}ỳnh Mỹ",
            "\u{202E}Sở Nội vụ",
            "Sở\u{FEFF} Nội vụ",
            "Sở Nội vụ",
        ]),
    );
    let stats = json(&["stats", &path, "--by", "unit", "--format", "json", "--quiet"]);
    let counts: Vec<u64> = stats["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| row["counts"]["received"].as_u64().expect("a count"))
        .collect();
    assert_eq!(counts.len(), 2, "{stats}");
    assert_eq!(counts.iter().sum::<u64>(), 5);
    assert_eq!(count_of(&path, "C0224"), 3);
}

#[test]
fn formulas_are_defused_whatever_leads_them() {
    let inputs = Inputs::new();
    let formulas = [
        "=cmd|'/c x'!A1",
        "＝cmd",
        "\u{200B}=cmd",
        "\u{202E} @SUM(A1)",
        "－1+1",
        "＋x",
        "＠x",
        "\t=cmd",
    ];
    let path = inputs.write("log.csv", log(&formulas));
    let text = answer(&["stats", &path, "--by", "unit", "--format", "csv", "--quiet"], 0);
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let mut rows = 0;
    for record in reader.records() {
        let record = record.expect("CSV");
        for cell in &record {
            let bare = cell.trim_start_matches(|letter: char| {
                !letter.is_ascii_graphic() && !"＝＋－＠".contains(letter)
            });
            let is_led = bare.starts_with(['=', '+', '@', '＝', '＋', '－', '＠']);
            assert!(!is_led, "{cell}");
            rows += usize::from(cell.starts_with('\''));
        }
    }
    assert!(rows >= 7, "{text}");
}

#[test]
fn a_cell_of_a_megabyte_is_shortened_and_takes_no_time() {
    let inputs = Inputs::new();
    let long = "Xã ".repeat(350_000);
    let solid = "x".repeat(1_000_000);
    let path = inputs.write("log.csv", log(&[&long, &solid, "UBND xã Quỳnh Mỹ"]));
    let begun = std::time::Instant::now();
    for format in ["table", "md"] {
        let text = answer(&["stats", &path, "--by", "unit", "--format", format, "--quiet"], 0);
        assert!(text.len() < 20_000, "{}", text.len());
        assert!(text.contains('…'));
    }
    assert!(told(&["check", &path], 0).len() < 40_000);
    assert!(begun.elapsed().as_secs() < 120, "{:?}", begun.elapsed());
}
