//! A month is published once: the same run changes nothing, another result needs a reason.

use std::time::{Duration, SystemTime};

use cchc::read::hexadecimal;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::office::{Office, rows};

const MAY: [&str; 3] = ["run", "--period", "2024-05"];

#[test]
fn a_year_of_months_gives_the_same_bytes_in_another_folder_on_another_day() {
    let [one, other] = [Office::new(), Office::new()];
    for month in 1..=12 {
        let period = format!("2024-{month:02}");
        one.talk(&["run", "--period", &period], 0);
        // Another zone, another locale, files that look as if they came from the future.
        let input = other.path(&format!("xuat/thang-{month:02}.csv"));
        let file = std::fs::File::options().append(true).open(input).expect("there");
        file.set_modified(SystemTime::now() + Duration::from_hours(24 * 365)).expect("set");
        let mut command = other.command(&["run", "--period", &period]);
        command.env("TZ", "Pacific/Kiritimati").env("LANG", "en_US.UTF-8");
        assert!(command.status().expect("runs").success(), "{period}");
    }
    assert_eq!(
        one.written().keys().collect::<Vec<_>>(),
        other.written().keys().collect::<Vec<_>>()
    );
    for ((name, left), right) in one.written().iter().zip(other.written().values()) {
        assert!(left == right, "{name}");
    }
    assert_eq!(one.written().keys().filter(|name| name.ends_with("/run.json")).count(), 12);
    // The year once more: nothing changes, and every run says so.
    let before = one.written();
    for month in 1..=12 {
        let talk = one.talk(&["run", "--period", &format!("2024-{month:02}")], 0);
        assert!(talk.contains("Không đổi"), "{talk}");
        assert!(talk.contains("Báo cáo giữ nguyên"), "{talk}");
    }
    assert!(before == one.written());
    let verified = one.json(&["verify", "--format", "json"], 0);
    let months = verified["months"].as_array().expect("months");
    assert_eq!(months.len(), 12);
    assert!(months.iter().all(|month| month["state"] == "same"), "{verified}");
}

#[test]
fn the_archive_says_what_was_read_how_and_what_came_out() {
    let office = Office::new();
    let talk = office.talk(&MAY, 0);
    // By hand: May brings ten; nine are closed, one of them late.
    for words in ["Đúng hạn: 88,89%", "Trực tuyến: 50,00%", "luu-tru/2024-05", "bao-cao/2024-05"]
    {
        assert!(talk.contains(words), "{words}: {talk}");
    }
    let record = office.record("luu-tru/2024-05/run.json");
    assert_eq!(record["schema"], "cchc/run/1");
    assert_eq!(record["figures"]["on_time_rate"], json!({ "num": 8, "den": 9 }));
    assert_eq!(record["figures"]["online_rate"], json!({ "num": 5, "den": 10 }));
    assert_eq!(record["paths"], json!(["xuat"]));
    assert_eq!(record["options"]["definition"], json!(["resolved"]));
    assert_eq!(record["options"]["lang"], json!(["vi"]));
    let input = std::fs::read(office.path("xuat/thang-05.csv")).expect("there");
    let sum = hexadecimal(&Sha256::digest(&input));
    let inputs = record["inputs"].as_array().expect("inputs");
    let may = inputs.iter().find(|input| input["file"] == "xuat/thang-05.csv").expect("May");
    assert_eq!((&may["sha256"], &may["bytes"]), (&json!(sum), &json!(input.len())));
    // No dossier is named anywhere but by its hash.
    for (name, bytes) in office.written() {
        if name.starts_with("luu-tru") && !name.contains("/bao-cao/") {
            let mut text = String::new();
            if name.ends_with("dossiers.csv.gz") {
                let mut unpacked = flate2::read::GzDecoder::new(bytes.as_slice());
                std::io::Read::read_to_string(&mut unpacked, &mut text).expect("unpacked");
                // Ten rows a month: May, four that were open, and the months around.
                assert_eq!(
                    text.lines().count(),
                    1 + 10 + 4 + 19,
                    "those of May, what is open, and what is near"
                );
            } else {
                text = String::from_utf8(bytes).expect("text");
            }
            assert!(!text.contains("H-05-"), "{name}");
        }
    }
    let stats = office
        .json(&["stats", "xuat", "--period", "2024-05", "--format", "json", "--by", "unit"], 0);
    let merged = office.json(&["merge", "luu-tru/2024-05", "--format", "json"], 0);
    for key in ["period", "rows", "total", "ledger", "definition"] {
        assert_eq!(stats[key], merged[key], "{key}");
    }
}

/// Inputs are summed while they are counted: neither their size nor a count that fails hides a change.
#[test]
fn an_input_of_the_same_size_is_another_one() {
    type Change = fn(&str) -> String;
    let changes: [(&str, Change); 3] = [
        ("another figure", |text| text.replacen("Trực tuyến", "Trực  tiếp", 1)),
        ("the same figures", |text| text.replacen("Xã An Bình", "Xã  An Bìn", 1)),
        ("no log any more", |text| "x".repeat(text.len())),
    ];
    for (name, change) in changes {
        let office = Office::new();
        office.talk(&MAY, 0);
        let path = office.path("xuat/thang-05.csv");
        let before = std::fs::read_to_string(&path).expect("readable");
        let after = change(&before);
        let after = format!("{after:<width$}", width = before.chars().count());
        std::fs::write(&path, &after).expect("written");
        let verified = office.json(&["verify", "--format", "json"], 3);
        assert_eq!(verified["months"][0]["state"], "inputs_changed", "{name}");
        assert_eq!(verified["months"][0]["files"], json!(["xuat/thang-05.csv"]), "{name}");
        std::fs::write(&path, &before).expect("written");
        let verified = office.json(&["verify", "--format", "json"], 0);
        assert_eq!(verified["months"][0]["state"], "same", "{name}");
    }
}

#[test]
fn another_result_is_refused_until_a_reason_is_given_and_then_explained() {
    let office = Office::new();
    office.talk(&MAY, 0);
    let before = office.written();
    // Two late rows, a due date that was moved past the finish, a finish that was entered.
    let mut may = rows(5);
    may[8] = may[8].replace("23/05/2024", "30/05/2024");
    may[9] = may[9].replace(";;Đang xử lý", ";24/05/2024;Đã trả kết quả");
    for number in [20, 21] {
        may.push(format!("H-05-{number};Đăng ký khai sinh;Xã Đông Hải;Trực tuyến;03/05/2024;10/05/2024;09/05/2024;Đã trả kết quả\n"));
    }
    office.write_month(5, &may);
    let refused = office.talk(&MAY, 5);
    assert!(refused.contains("đã công bố") && refused.contains("--restate"), "{refused}");
    assert!(before == office.written(), "nothing was written");
    let verified = office.json(&["verify", "--format", "json"], 3);
    assert_eq!(verified["months"][0]["state"], "inputs_changed");
    assert_eq!(verified["months"][0]["files"], json!(["xuat/thang-05.csv"]));

    let reason = "Xã Đông Hải nộp bổ sung";
    let talk = office.talk(&[&MAY[..], &["--restate", reason]].concat(), 0);
    for words in ["Dòng đến muộn: 2 hồ sơ", "Hạn trả đổi: 1 hồ sơ", "Xã Đông Hải: "]
    {
        assert!(talk.contains(words), "{words}: {talk}");
    }
    let record = office.record("luu-tru/2024-05/run.json");
    let change = &record["restatements"][0];
    assert_eq!((&change["number"], &change["reason"]), (&json!(1), &json!(reason)));
    assert_eq!(change["files"][0]["file"], "xuat/thang-05.csv");
    let moved = change["moved"].as_array().expect("counts").iter();
    let mut units: Vec<&str> = moved.filter_map(|moved| moved["unit"].as_str()).collect();
    units.dedup();
    assert_eq!(units, ["Xã An Bình", "Xã Đông Hải", "Xã Yên Phú"], "in Vietnamese order");
    let causes: Vec<(&str, u64)> = change["causes"]
        .as_array()
        .expect("causes")
        .iter()
        .map(|cause| {
            (
                cause["cause"].as_str().expect("a name"),
                cause["dossiers"].as_u64().expect("a number"),
            )
        })
        .collect();
    assert_eq!(causes, [("added", 2), ("finish_moved", 1), ("due_moved", 1)]);
    let effects = |cause: usize| &change["causes"][cause]["effects"];
    assert_eq!(effects(0)["received"], 2);
    assert_eq!(effects(1)["closing"], -1);
    assert_eq!(*effects(2), json!({ "early": 1, "late": -1 }));
    // The effects of all causes are the change of the whole.
    let total = |name: &str| {
        let path = format!("luu-tru/2024-05/{name}");
        let merged = office.json(&["merge", &path, "--format", "json"], 0);
        merged["total"]["counts"].clone()
    };
    let (old, new) = (total("restated/1/tally.json"), total("tally.json"));
    for (count, after) in new.as_object().expect("counts") {
        let change: i64 = (0..3).filter_map(|cause| effects(cause)[count].as_i64()).sum();
        let counted = |value: &Value| value.as_i64();
        // Who was paused in May is not told by exports that go on.
        let Some((before, after)) = counted(&old[count]).zip(counted(after)) else {
            assert_eq!(count, "closing_paused");
            continue;
        };
        assert_eq!(after - before, change, "{count}");
    }
    assert_eq!(office.json(&["verify", "--format", "json"], 0)["months"][0]["restatements"], 1);
    // A second restatement keeps the first.
    may.pop();
    office.write_month(5, &may);
    office.talk(&[&MAY[..], &["--restate", "một dòng nộp trùng"]].concat(), 0);
    let record = office.record("luu-tru/2024-05/run.json");
    assert_eq!(record["restatements"].as_array().expect("a list").len(), 2);
    assert_eq!(record["restatements"][1]["causes"][0]["cause"], "gone");
    for number in 1..=2 {
        assert!(office.path(&format!("luu-tru/2024-05/restated/{number}/run.json")).exists());
    }
    assert_eq!(
        before["luu-tru/2024-05/run.json"],
        std::fs::read(office.path("luu-tru/2024-05/restated/1/run.json")).expect("kept")
    );
}

#[test]
fn another_definition_is_another_result() {
    let office = Office::new();
    office.talk(&MAY, 0);
    let settings = format!("{}\n[counting]\ndefinition = \"overall\"\n", super::office::SETTINGS);
    std::fs::write(office.path("cchc.toml"), settings).expect("written");
    let refused = office.talk(&MAY, 5);
    assert!(refused.contains("--definition resolved → overall"), "{refused}");
    office.talk(&[&MAY[..], &["--restate", "đổi công thức"]].concat(), 0);
    let record = office.record("luu-tru/2024-05/run.json");
    let change = &record["restatements"][0];
    assert_eq!(
        change["options"],
        json!([{ "option": "definition", "before": ["resolved"], "after": ["overall"] }])
    );
    assert_eq!((&change["moved"], &change["causes"]), (&json!([]), &json!([])));
}

/// Changes `run.json` of May, and its entry in the manifest.
fn forge(office: &Office, from: &str, to: &str) -> String {
    let folder = office.path("luu-tru/2024-05");
    let text = std::fs::read_to_string(folder.join("run.json")).expect("there");
    let forged = text.replacen(from, to, 1);
    assert_ne!(text, forged);
    std::fs::write(folder.join("run.json"), &forged).expect("written");
    let mut manifest = office.record("luu-tru/2024-05/manifest.json");
    for file in manifest["files"].as_array_mut().expect("files") {
        if file["path"] == "run.json" {
            file["sha256"] = json!(hexadecimal(&Sha256::digest(forged.as_bytes())));
            file["bytes"] = json!(forged.len());
        }
    }
    manifest.to_string()
}

#[test]
fn a_newer_program_with_the_same_figures_leaves_a_month_alone() {
    let office = Office::new();
    office.talk(&MAY, 0);
    let manifest = forge(&office, env!("CARGO_PKG_VERSION"), "0.0.9");
    std::fs::write(office.path("luu-tru/2024-05/manifest.json"), manifest).expect("written");
    let month = || super::office::tree(&office.path("luu-tru/2024-05"));
    let before = month();
    assert!(office.talk(&MAY, 0).contains("Không đổi"));
    assert!(before == month());
    assert_eq!(office.json(&["verify", "--format", "json"], 0)["months"][0]["state"], "same");
}

#[test]
fn figures_that_are_not_those_of_the_inputs_and_edited_files_are_found() {
    let office = Office::new();
    office.talk(&MAY, 0);
    let manifest = forge(&office, "\"num\": 8,", "\"num\": 9,");
    let verified = office.json(&["verify", "2024-05", "--format", "json"], 1);
    assert_eq!(verified["months"][0]["state"], "edited");
    assert_eq!(verified["months"][0]["files"], json!(["run.json"]));
    // A run does not write over what somebody worked in.
    let talk = office.talk(&MAY, 5);
    assert!(talk.contains("đã bị sửa") && talk.contains("--restate"), "{talk}");
    // Whoever mends the manifest, too, is found by counting again.
    std::fs::write(office.path("luu-tru/2024-05/manifest.json"), manifest).expect("written");
    let verified = office.json(&["verify", "--format", "json"], 1);
    assert_eq!(verified["months"][0]["state"], "differs");
    assert_eq!(verified["months"][0]["figures"], json!(["figures"]));
}

#[test]
fn a_lost_report_comes_back_and_old_months_go_when_asked() {
    let office = Office::new();
    for month in 1..=4 {
        office.talk(&["run", "--period", &format!("2024-{month:02}")], 0);
    }
    let whole = office.written();
    std::fs::remove_dir_all(office.path("bao-cao/2024-04")).expect("removed");
    std::fs::remove_file(office.path("luu-tru/2024-04/bao-cao/bao-cao.md")).ok();
    office.talk(&["run", "--period", "2024-04"], 0);
    assert!(whole == office.written());
    let settings = super::office::SETTINGS.replace("\"luu-tru\"", "\"luu-tru\"\nkeep_months = 2");
    std::fs::write(office.path("cchc.toml"), settings).expect("written");
    let talk = office.talk(&["run", "--period", "2024-05"], 0);
    assert!(talk.contains("2024-03") && !talk.contains("2024-04 khỏi"), "{talk}");
    let kept = std::fs::read_dir(office.path("luu-tru")).expect("there").flatten();
    let mut kept: Vec<String> =
        kept.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    kept.sort();
    assert_eq!(kept, [".cchc.lock", ".published.json", "2024-04", "2024-05"]);
}

/// A finish or a receipt that moves over the edge of the month is neither a late row nor one that is gone.
#[test]
fn what_moved_over_the_edge_of_the_month_is_told_from_what_came_or_went() {
    let office = Office::new();
    for month in 1..=12 {
        office.write_month(month, &[]);
    }
    let row = |id: &str, received: &str, finished: &str| {
        format!("{id};Đăng ký khai sinh;Xã Đông Hải;Trực tuyến;{received};15/05/2024;{finished};\n")
    };
    let stays = row("A2", "03/05/2024", "10/05/2024");
    let before = [
        row("A1", "03/04/2024", ""),
        row("A3", "03/04/2024", "20/04/2024"),
        row("A4", "31/05/2024", "31/05/2024"),
        row("A5", "03/06/2024", ""),
        row("A6", "02/05/2024", ""),
        stays.clone(),
        // Closed in April before and now: none of May's, whatever becomes of it.
        row("A9", "03/04/2024", "19/04/2024"),
    ];
    office.write_month(5, &before);
    office.talk(&MAY, 0);
    let after = [
        row("A1", "03/04/2024", "20/04/2024"),
        row("A3", "03/04/2024", "20/05/2024"),
        row("A4", "01/06/2024", "03/06/2024"),
        row("A5", "31/05/2024", ""),
        row("A7", "02/05/2024", ""),
        stays,
        row("A9", "03/04/2024", "18/04/2024"),
    ];
    office.write_month(5, &after);
    office.talk(&[&MAY[..], &["--restate", "ghi lại ngày"]].concat(), 0);
    let record = office.record("luu-tru/2024-05/run.json");
    let causes = record["restatements"][0]["causes"].as_array().expect("causes");
    let causes: Vec<(&str, u64)> = causes
        .iter()
        .filter_map(|cause| Some((cause["cause"].as_str()?, cause["dossiers"].as_u64()?)))
        .collect();
    // A7 is new, A6 is gone, A4 and A5 changed places, A1 and A3 too.
    assert_eq!(causes, [("added", 1), ("gone", 1), ("received_moved", 2), ("finish_moved", 2)]);
}
