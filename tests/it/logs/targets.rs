//! `cchc targets`: verdicts, formats, exit codes, and input that is wrong.

use std::path::PathBuf;

use crate::support::{answer, json, run};

/// A file in a folder that is gone when the test ends.
fn file(text: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path: PathBuf = folder.path().join("chi-tieu.csv");
    std::fs::write(&path, text).expect("written");
    let path = path.display().to_string();
    (folder, path)
}

const TEXT: &str = "unit,indicator,period,numerator,denominator,value,plan,relation,sample,population\n\
    A,one,2024,95,100,,95%,,,\n\
    A,two,2024,95,100,,95%,,yes,\n\
    A,three,2024,949,1000,,95%,,,\n\
    A,four,2024,0,0,,95%,,,\n\
    A,five,2024,,,\"0,85\",80%,,,\n\
    A,six,2024,5,1000,,1%,at_most,,\n\
    A,seven,2024,,,x,1,,,\n\
    A,one,2024,96,100,,95%,,,\n";

#[test]
fn a_target_met_exactly_is_met_and_a_sample_of_it_proves_nothing() {
    let (_folder, path) = file(TEXT);
    let answer = json(&["targets", &path, "--format", "json"]);
    let verdicts: Vec<_> = answer["targets"]
        .as_array()
        .expect("targets")
        .iter()
        .map(|one| {
            let text = |key: &str| one[key].as_str().expect(key).to_owned();
            (text("indicator"), text("verdict"))
        })
        .collect();
    let expected = [
        ("two", "inconclusive"),
        ("three", "missed"),
        ("four", "no_figure"),
        ("five", "met"),
        ("six", "met"),
        ("one", "met"),
    ];
    assert_eq!(verdicts, expected.map(|(one, two)| (one.to_owned(), two.to_owned())));
    let goals = &answer["goals"];
    assert_eq!(goals["planned"], 6);
    assert_eq!(goals["met"], 3);
    assert_eq!((&goals["missed"], &goals["untold"]), (&1.into(), &1.into()));
    assert_eq!(answer["targets"][2]["reason"], "no_dossiers");
    let ledger = &answer["ledger"];
    assert_eq!((&ledger["read"], &ledger["counted"]), (&8.into(), &6.into()));
    assert_eq!(
        (&ledger["superseded"], &ledger["rejected"]["unreadable_number"]),
        (&1.into(), &1.into())
    );
    assert_eq!(answer["sources"][0]["sha256"].as_str().map(str::len), Some(64));
}

#[test]
fn people_read_it_rounded_in_both_languages() {
    let sample = "examples/so-lieu-khac/chi-tieu.csv";
    let vi = answer(&["chi-tieu", sample], 0);
    for text in ["36/36", "100,00%", "244/254", "96,06%", "7/20", "35,00%", "2.465", "98,60%"] {
        assert!(vi.contains(text), "{text}: {vi}");
    }
    for text in ["không đạt", "đạt", "chưa kết luận được", "88,82–97,85%", "92,94–96,48%", "2/7"]
    {
        assert!(vi.contains(text), "{text}: {vi}");
    }
    let row = vi.lines().find(|line| line.contains("Mục tiêu đã hoàn thành")).expect("F39");
    assert!(!row.contains("40"), "{row}");
    let en = answer(&["targets", sample, "--lang", "en", "--format", "md"], 0);
    for text in ["96.06%", "35.00%", "2,465", "98.60%", "missed", "no figure yet", "inconclusive"] {
        assert!(en.contains(text), "{text}: {en}");
    }
}

#[test]
fn csv_is_exact_and_the_same_in_every_language() {
    let sample = "examples/so-lieu-khac/chi-tieu.csv";
    let vi = answer(&["targets", sample, "--format", "csv", "--lang", "vi"], 0);
    assert_eq!(vi, answer(&["targets", sample, "--format", "csv", "--lang", "en"], 0));
    assert_eq!(vi.lines().count(), 12);
    assert!(vi.contains(",2465,tài khoản,at_least,,2500,0.986,,,missed,"), "{vi}");
}

#[test]
fn exit_codes_and_files() {
    let sample = "examples/so-lieu-khac/chi-tieu.csv";
    let output = run(&["targets", sample, "--fail-on", "warning"]);
    assert_eq!(output.status.code(), Some(1), "C0407 is a warning");
    assert_eq!(run(&["targets", sample, "--fail-on", "error"]).status.code(), Some(0));
    let talk = String::from_utf8_lossy(&run(&["targets", sample]).stderr).into_owned();
    assert!(talk.contains("dòng được tính 11"), "{talk}");
    assert!(run(&["targets", sample, "--quiet"]).stderr.is_empty());

    let (folder, empty) = file("unit,indicator,period,value,plan\n");
    let output = run(&["targets", &empty, "--lang", "en"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(3), 0));
    let talk = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(talk.contains("indicator (Chỉ tiêu), period (Kỳ)"), "{talk}");

    let written = folder.path().join("out.json");
    let target = written.display().to_string();
    let arguments = ["targets", sample, "--format", "json", "--output", &target, "--quiet"];
    assert_eq!(run(&arguments).status.code(), Some(0));
    let text = std::fs::read_to_string(&written).expect("written");
    assert!(text.contains("cchc/targets/1"));

    let bad = folder.path().join("bad.csv").display().to_string();
    std::fs::write(&bad, "indicator,period,value\na,hôm qua,1\n").expect("written");
    let output = run(&["targets", &bad]);
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("C0607"));
    let both = run(&["targets", &bad, sample]);
    assert_eq!(both.status.code(), Some(0), "the other file has targets");
    let gone = folder.path().join("x.zip").display().to_string();
    std::fs::write(&gone, b"PK\x03\x04broken").expect("written");
    let output = run(&["targets", &gone, sample]);
    assert_eq!(output.status.code(), Some(3), "the answer lacks a file");
    assert!(!output.stdout.is_empty());
}

#[test]
fn a_profile_names_the_columns_of_a_system() {
    let (folder, path) = file("Goal;When;Done;Wanted\nroads;2024;12;10\n");
    let profile = folder.path().join("p.toml").display().to_string();
    let text = "name = \"x\"\nlog = \"targets\"\n[columns]\nindicator = \"Goal\"\nperiod = \"When\"\nvalue = \"Done\"\nplan = \"Wanted\"\n";
    std::fs::write(&profile, text).expect("written");
    let answer = json(&["targets", &path, "--profile", &profile, "--format", "json"]);
    assert_eq!(answer["targets"][0]["verdict"], "met");
    std::fs::write(&profile, text.replace("targets", "rankings")).expect("written");
    let output = run(&["targets", &path, "--profile", &profile]);
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&output.stderr).contains("`rankings`"));
}

#[test]
fn a_part_of_one_in_a_row_of_per_cent_is_told() {
    let codes = |rows: &str| -> Vec<String> {
        let (_folder, path) =
            file(&format!("indicator;period;value;plan;relation;unit_of_measure\n{rows}"));
        let answer = json(&["targets", &path, "--format", "json"]);
        let findings = answer["findings"].as_array().expect("findings");
        findings.iter().map(|one| one["code"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(codes("a;2024;0,985;95;;%\n"), ["C0612"]);
    assert_eq!(codes("a;2024;0,985;0,95;;%\n"), ["C0612", "C0612"]);
    for told in [
        "a;2024;98,5;95;;%\n",
        "a;2024;0,985%;0,95%;;%\n",
        "a;2024;0,41;1;at_most;%\n",
        "a;2024;1;1;;%\n",
    ] {
        assert_eq!(codes(told), [""; 0], "{told}");
    }
}
