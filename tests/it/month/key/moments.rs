//! The key while several runs make it at once, or one is killed while it does.

use std::process::Stdio;
use std::thread::sleep;
use std::time::Instant;

use cchc::archive::key::OfficeKey;

use super::super::office::{Office, SETTINGS};
use super::{MAY, REKEY, STATES, fresh, key, mode, unkey, unpacked};

#[test]
fn two_runs_at_once_make_one() {
    for _ in 0..3 {
        let office = fresh();
        let settings = |archive: &str| SETTINGS.replace("luu-tru", archive);
        std::fs::write(office.path("cchc.toml"), settings("kho-a")).expect("written");
        std::fs::write(office.path("b.toml"), settings("kho-b")).expect("written");
        let start = |config: &str, period: &str| {
            let mut command = office.command(&["run", "--config", config, "--period", period]);
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts")
        };
        let children = [start("cchc.toml", "2024-05"), start("b.toml", "2024-06")];
        for mut child in children {
            assert_eq!(child.wait().expect("ends").code(), Some(0));
        }
        let head = format!("id_hmac_sha256:{},", key(&office).id());
        for month in ["kho-a/2024-05", "kho-b/2024-06"] {
            let text = unpacked(&office.path(&format!("{month}/dossiers.csv.gz")));
            assert!(text.starts_with(&head), "{month}: {text}");
        }
    }
}

#[test]
fn killed_at_any_moment_a_new_key_leaves_each_month_as_a_whole() {
    let office = Office::new();
    for month in ["2024-04", "2024-05", "2024-06"] {
        office.talk(&["run", "--period", month], 0);
    }
    unkey(&office, "dossiers.csv.gz");
    let old = std::fs::read_to_string(office.path("cchc.key")).expect("there");
    std::fs::remove_file(office.path("cchc.key")).expect("removed");
    let begin = Instant::now();
    let other = Office::new();
    other.talk(&["run", "--period", "2024-05"], 0);
    let one_run = begin.elapsed();
    let mut stopped = 0;
    for moment in 0..16_u32 {
        let mut command = office.command(&REKEY);
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
        sleep(one_run * moment / 6);
        let _it_may_be_done = child.kill();
        stopped += u32::from(!child.wait().expect("ends").success());
        let verified = office.json(&["verify", "--format", "json"], 0);
        let months = verified["months"].as_array().expect("months");
        assert!(months.iter().all(|month| month["state"] == "same"), "{moment}: {verified}");
    }
    assert!(stopped > 0, "none was killed");
    office.json(&REKEY, 0);
    let verified = office.json(&["verify", "--format", "json"], 0);
    let months = verified["months"].as_array().expect("months");
    assert!(months.iter().all(|month| month["dossiers"] == "keyed"), "{verified}");
    assert_ne!(old, std::fs::read_to_string(office.path("cchc.key")).expect("there"));
    let names = std::fs::read_dir(office.path("luu-tru")).expect("there").flatten();
    let litter = names.filter(|entry| entry.file_name().to_string_lossy().starts_with(".cchc-"));
    assert_eq!(litter.count(), 0);
}

#[test]
fn killed_at_any_moment_the_first_run_leaves_a_key_or_none() {
    let begin = Instant::now();
    fresh().talk(&MAY, 0);
    let one_run = begin.elapsed();
    let mut stopped = 0;
    for moment in 0..16_u32 {
        let office = fresh();
        let mut command = office.command(&MAY);
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
        sleep(one_run * moment / 14);
        let _it_may_be_done = child.kill();
        stopped += u32::from(!child.wait().expect("ends").success());
        let made = std::fs::read_to_string(office.path("cchc.key")).ok();
        let made = made.map(|text| OfficeKey::parse(&text).expect("a whole key").id());
        if made.is_some() {
            assert_eq!(mode(&office.path("cchc.key")), 0o600, "{moment}");
        }
        office.talk(&MAY, 0);
        let now = key(&office).id();
        assert!(made.is_none_or(|made| made == now), "{moment}");
        assert!(unpacked(&office.path(STATES)).contains(&now.to_string()), "{moment}");
        let names = std::fs::read_dir(office.home.path()).expect("there").flatten();
        let litter =
            names.filter(|entry| entry.file_name().to_string_lossy().starts_with(".cchc-"));
        assert_eq!(litter.count(), 0, "{moment}");
    }
    assert!(stopped > 0, "none was killed");
}
