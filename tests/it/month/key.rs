//! The key of the archive: made, lost, moved, wrong, changed; and what the archive hides with it.
#![cfg(unix)]

mod moments;

use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use cchc::archive::key::OfficeKey;
use cchc::read::hexadecimal;
use serde_json::json;
use sha2::{Digest, Sha256};
use xxhash_rust::xxh3::xxh3_128;

use super::office::{Office, SETTINGS, rows, tree};

const MAY: [&str; 3] = ["run", "--period", "2024-05"];
const JUNE: [&str; 3] = ["run", "--period", "2024-06"];
const REKEY: [&str; 4] = ["verify", "--rekey", "--format", "json"];
const STATES: &str = "luu-tru/2024-05/dossiers.csv.gz";

/// An office that never had a key.
fn fresh() -> Office {
    let office = Office::new();
    std::fs::remove_file(office.path("cchc.key")).expect("removed");
    office
}

fn key(office: &Office) -> OfficeKey {
    let text = std::fs::read_to_string(office.path("cchc.key")).expect("a key");
    OfficeKey::parse(&text).expect("a key")
}

fn mode(path: &Path) -> u32 {
    path.metadata().expect("there").permissions().mode() & 0o777
}

fn unpacked(path: &Path) -> String {
    let mut text = String::new();
    let file = std::fs::File::open(path).expect("there");
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).expect("packed text");
    text
}

/// What the hash of an id is without a key.
fn plain(id: &str) -> u64 {
    u64::try_from(xxh3_128(id.as_bytes()) & u128::from(u64::MAX)).expect("64 bits")
}

fn ids() -> Vec<String> {
    let months = (1..=12).flat_map(|month| (0..10).map(move |number| (month, number)));
    months.map(|(month, number)| format!("H-{month:02}-{number}")).collect()
}

/// Writes a file of the month, and its entry in the manifest.
fn forge(office: &Office, name: &str, content: &[u8]) {
    std::fs::write(office.path(&format!("luu-tru/2024-05/{name}")), content).expect("written");
    let mut manifest = office.record("luu-tru/2024-05/manifest.json");
    for file in manifest["files"].as_array_mut().expect("files") {
        if file["path"] == name {
            file["sha256"] = json!(hexadecimal(&Sha256::digest(content)));
            file["bytes"] = json!(content.len());
        }
    }
    let text = manifest.to_string();
    std::fs::write(office.path("luu-tru/2024-05/manifest.json"), text).expect("written");
}

fn packed(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).expect("packed");
    encoder.finish().expect("packed")
}

/// Turns the states of May into those that the first archives had.
fn unkey(office: &Office, name: &str) {
    let key = key(office);
    let text = unpacked(&office.path(&format!("luu-tru/2024-05/{name}")));
    let (head, lines) = text.split_once('\n').expect("a header");
    let columns = head.split_once(',').expect("columns").1;
    let mut all: Vec<String> = lines.lines().map(str::to_owned).collect();
    for line in &mut all {
        let ids = ids();
        let mut plain = ids.iter().map(|id| plain(id));
        let found = plain.find(|plain| line.starts_with(&format!("{:016x}", key.hide(*plain))));
        line.replace_range(..16, &format!("{:016x}", found.expect("an id of the office")));
    }
    all.sort();
    forge(office, name, &packed(&format!("id_hash,{columns}\n{}\n", all.join("\n"))));
}

fn add_late_row(office: &Office) {
    let mut may = rows(5);
    may[9] = may[9].replace(";;Đang xử lý", ";24/05/2024;Đã trả kết quả");
    office.write_month(5, &may);
}

/// The causes that a restatement of May tells.
fn causes(office: &Office, reason: &str) -> (serde_json::Value, String) {
    let talk = office.talk(&[&MAY[..], &["--restate", reason]].concat(), 0);
    let record = office.record("luu-tru/2024-05/run.json");
    let last = record["restatements"].as_array().and_then(|all| all.last()).cloned();
    (last.expect("a restatement")["causes"].clone(), talk)
}

#[test]
fn the_first_run_or_init_makes_it_once_for_its_owner_only() {
    let office = fresh();
    let talk = office.talk(&[&MAY[..], &["--dry-run"]].concat(), 0);
    assert!(!office.path("cchc.key").exists() && !talk.contains("khóa"), "{talk}");
    let talk = office.talk(&MAY, 0);
    assert!(talk.contains("Đã tạo khóa") && talk.contains("cchc.key"), "{talk}");
    assert_eq!(mode(&office.path("cchc.key")), 0o600);
    assert_eq!(mode(&office.path(STATES)), 0o600);
    let made = key(&office).id();
    let talk = office.talk(&JUNE, 0);
    assert!(!talk.contains("khóa"), "{talk}");
    assert_eq!(key(&office).id(), made);
    // `init` makes one, too, and writes over none.
    office.talk(&["init", "--force"], 0);
    assert_eq!(key(&office).id(), made);
    office.talk(&["init", "moi"], 0);
    assert_eq!(mode(&office.path("moi/cchc.key")), 0o600);
    let text = std::fs::read_to_string(office.path("moi/cchc.key")).expect("there");
    assert_ne!(OfficeKey::parse(&text).expect("a key").id(), made);
}

#[test]
fn what_is_archived_cannot_be_found_out_without_it() {
    let office = fresh();
    office.talk(&MAY, 0);
    let key = key(&office);
    let text = unpacked(&office.path(STATES));
    assert!(text.starts_with(&format!("id_hmac_sha256:{},received,", key.id())), "{text}");
    let mut found = 0;
    for id in ids() {
        // No line is what anybody could compute from an id; each is what the key makes of one.
        let plain = plain(&id);
        assert!(!text.contains(&format!("{plain:016x}")), "{id}");
        found += usize::from(text.contains(&format!("\n{:016x},", key.hide(plain))));
    }
    assert_eq!(found, text.lines().count() - 1);
    let bytes = std::fs::read_to_string(office.path("cchc.key")).expect("there");
    let secret =
        bytes.lines().last().and_then(|line| line.strip_prefix("cchc-key-1 ")).expect("a key");
    for (name, content) in office.written() {
        assert!(!String::from_utf8_lossy(&content).contains(secret), "{name}");
    }
    let manifest = office.record("luu-tru/2024-05/manifest.json");
    let told = manifest["report"]["dossiers"].as_str().expect("told");
    assert!(told.contains("pseudonymous, not anonymous"), "{told}");
}

#[test]
fn a_month_whose_key_is_lost_says_what_it_cannot_tell_and_all_else_works() {
    let office = Office::new();
    office.talk(&MAY, 0);
    let kept = std::fs::read_to_string(office.path("cchc.key")).expect("there");
    std::fs::remove_file(office.path("cchc.key")).expect("removed");
    let verified = office.json(&["verify", "--format", "json"], 0);
    assert_eq!(verified["months"][0]["state"], "same");
    assert_eq!(verified["months"][0]["dossiers"], "other_key");
    assert!(!office.path("cchc.key").exists(), "reading makes no key");
    assert!(office.answer(&["verify"], 0).contains("Được lưu với khóa không có ở đây: 2024-05"));
    office.talk(&["series", "luu-tru"], 0);
    office.talk(&["merge", "luu-tru/2024-05"], 0);
    let talk = office.talk(&JUNE, 0);
    assert!(talk.contains("Đã tạo khóa") && talk.contains("dùng khóa khác"), "{talk}");
    assert!(office.talk(&MAY, 0).contains("Không đổi"), "a published month is left alone");
    // What moved is told, by which dossiers is not.
    add_late_row(&office);
    let refused = office.talk(&MAY, 5);
    assert!(
        refused.contains("Đã giải quyết") && refused.contains("lưu với khóa khác"),
        "{refused}"
    );
    // The old key again: everything is told.
    office.write_key(&kept);
    let (causes, talk) = causes(&office, "nộp bổ sung");
    assert_eq!(causes[0]["cause"], "finish_moved", "{talk}");
    let states = |month: &str, code| {
        let verified = office.json(&["verify", month, "--format", "json"], code);
        verified["months"][0]["dossiers"].clone()
    };
    // The inputs of June are others since.
    assert_eq!((states("2024-05", 0), states("2024-06", 3)), (json!("keyed"), json!("other_key")));
}

#[test]
fn it_may_lie_elsewhere_but_not_where_others_look() {
    let office = Office::new();
    office.talk(&MAY, 0);
    std::fs::create_dir(office.path("két sắt")).expect("made");
    std::fs::rename(office.path("cchc.key"), office.path("két sắt/khoá.key")).expect("moved");
    let with_key = |path: &str| {
        let settings = format!("{SETTINGS}key = \"{path}\"\n");
        std::fs::write(office.path("cchc.toml"), settings).expect("written");
    };
    with_key("két sắt/khoá.key");
    let verified = office.json(&["verify", "--format", "json"], 0);
    assert_eq!(verified["months"][0]["dossiers"], "keyed");
    add_late_row(&office);
    assert!(office.talk(&MAY, 5).contains("Ngày kết thúc được ghi hoặc đổi: 1 hồ sơ"));
    let before = office.written();
    for path in [
        "luu-tru/cchc.key",
        "luu-tru/2024-05/x.key",
        "./bao-cao/../luu-tru/k",
        "bao-cao/2024-05/cchc.key",
    ] {
        with_key(path);
        let talk = office.talk(&MAY, 4);
        assert!(talk.contains("nơi người khác xem được"), "{path}: {talk}");
        assert!(before == office.written(), "{path}");
    }
}

#[test]
fn a_file_that_is_no_key_ends_a_run_and_no_verification() {
    let office = Office::new();
    office.talk(&MAY, 0);
    let before = office.written();
    for text in ["", "cchc-key-1 5a5a\n", "{\"key\": 1}", "\u{0}\u{1}"] {
        office.write_key(text);
        let talk = office.talk(&JUNE, 4);
        assert!(talk.contains("không dùng được tệp khóa") && talk.contains("--rekey"), "{talk}");
        assert!(before == office.written(), "{text}");
        assert_eq!(std::fs::read_to_string(office.path("cchc.key")).expect("there"), text);
        assert_eq!(office.json(&["verify", "--format", "json"], 0)["months"][0]["state"], "same");
        office.talk(&REKEY, 4);
    }
    // Readable by others, it works, with a word.
    office.write_key(&OfficeKey::random().expect("random").text());
    let open = std::fs::Permissions::from_mode(0o644);
    std::fs::set_permissions(office.path("cchc.key"), open).expect("set");
    let talk = office.talk(&JUNE, 0);
    assert!(talk.contains("chmod 600 cchc.key"), "{talk}");
    // A place that cannot be written.
    std::fs::write(office.path("cchc.toml"), format!("{SETTINGS}key = \"cchc.toml/k\"\n"))
        .expect("written");
    let talk = office.talk(&["run", "--period", "2024-07"], 4);
    assert!(talk.contains("cchc.toml/k"), "{talk}");
    std::fs::write(office.path("cchc.toml"), format!("{SETTINGS}key = \"khong-co/k\"\n"))
        .expect("written");
    let talk = office.talk(&["run", "--period", "2024-07"], 5);
    assert!(talk.contains("khong-co/k") && talk.contains("[archive] key"), "{talk}");
    assert!(!office.path("luu-tru/2024-07").exists());
}

#[test]
fn an_archive_without_a_key_is_compared_and_given_one() {
    let office = Office::new();
    office.talk(&MAY, 0);
    add_late_row(&office);
    assert_eq!(causes(&office, "lần một").0[0]["cause"], "finish_moved");
    for name in ["dossiers.csv.gz", "restated/1/dossiers.csv.gz"] {
        unkey(&office, name);
    }
    assert!(unpacked(&office.path(STATES)).contains(&format!("{:016x}", plain("H-05-3"))));
    let verified = office.json(&["verify", "--format", "json"], 0);
    assert_eq!(verified["months"][0]["dossiers"], "unkeyed");
    assert!(office.answer(&["verify"], 0).contains("cchc verify --rekey"));
    // Compared without being migrated.
    office.write_month(5, &rows(5));
    assert!(office.talk(&MAY, 5).contains("Ngày kết thúc được ghi hoặc đổi: 1 hồ sơ"));
    // The inputs are others by now; that does not matter.
    let before = tree(&office.path("luu-tru/2024-05"));
    let told = office.json(&REKEY, 0);
    assert_eq!(told["months"], json!([{ "period": "2024-05", "state": "rekeyed" }]));
    assert_eq!(told["key"], key(&office).id().to_string());
    let after = tree(&office.path("luu-tru/2024-05"));
    for (name, content) in &after {
        let is_hidden = name.ends_with("dossiers.csv.gz");
        if is_hidden {
            let text = unpacked(&office.path(&format!("luu-tru/2024-05/{name}")));
            assert!(
                ids().iter().all(|id| !text.contains(&format!("{:016x}", plain(id)))),
                "{name}"
            );
            assert_eq!(mode(&office.path(&format!("luu-tru/2024-05/{name}"))), 0o600);
        }
        assert_eq!(before[name] == *content, !is_hidden && name != "manifest.json", "{name}");
    }
    assert_eq!(before.len(), after.len());
    assert_eq!(causes(&office, "lần hai").0[0]["cause"], "finish_moved");
    assert_eq!(office.json(&REKEY, 0)["months"][0]["state"], "already_keyed");
}

#[test]
fn another_key_takes_over_where_the_inputs_are_still_there() {
    let office = Office::new();
    office.talk(&MAY, 0);
    add_late_row(&office);
    causes(&office, "lần một");
    office.talk(&JUNE, 0);
    let old = key(&office);
    std::fs::remove_file(office.path("cchc.key")).expect("removed");
    // June was counted from what is there now; so was May, restated.
    let told = office.json(&REKEY, 0);
    let states: Vec<&str> = told["months"]
        .as_array()
        .expect("months")
        .iter()
        .filter_map(|m| m["state"].as_str())
        .collect();
    assert_eq!(states, ["rekeyed", "rekeyed"]);
    let new = key(&office);
    assert_ne!(old.id(), new.id());
    for (name, content) in tree(&office.path("luu-tru")) {
        if name.ends_with("dossiers.csv.gz") {
            let text = unpacked(&office.path(&format!("luu-tru/{name}")));
            assert!(!text.contains(&old.id().to_string()), "{name}");
            let is_old = |id: &String| text.contains(&format!("{:016x}", old.hide(plain(id))));
            assert!(!ids().iter().any(is_old), "{name}: {} bytes", content.len());
        }
    }
    office.write_month(5, &rows(5));
    assert_eq!(causes(&office, "lần hai").0[0]["cause"], "finish_moved");
    // Inputs that are others now: the month stays as it is, and is whole.
    std::fs::remove_file(office.path("cchc.key")).expect("removed");
    add_late_row(&office);
    let may = || tree(&office.path("luu-tru/2024-05"));
    let before = may();
    let told = office.json(&REKEY, 3);
    assert_eq!(told["months"][0]["state"], "not_rekeyed");
    let why = told["months"][0]["why"].as_str().expect("a reason");
    assert!(why.contains("thang-05.csv"), "{why}");
    assert!(before == may());
    assert!(office.answer(&["verify"], 3).contains("Được lưu với khóa không có ở đây: 2024-05"));
}
