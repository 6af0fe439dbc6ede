//! Runs that are killed, find no room, no right, no project, or each other: the last good month stays whole.
#![cfg(target_os = "linux")]

mod read_back;

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use cchc::output::{PackageState, state_of};

use super::office::{Office, rows, tree};

const MAY: [&str; 3] = ["run", "--period", "2024-05"];
const RESTATED: [&str; 5] = ["run", "--period", "2024-05", "--restate", "nộp bổ sung"];

/// Changes May, as a late row does.
fn add_late_row(office: &Office) {
    let mut may = rows(5);
    may.push("H-05-99;Đăng ký khai sinh;Xã Yên Phú;Trực tuyến;03/05/2024;10/05/2024;09/05/2024;Đã trả kết quả\n".to_owned());
    office.write_month(5, &may);
}

/// Names that only an unfinished run leaves.
fn litter(office: &Office) -> Vec<String> {
    let folders = ["luu-tru", "bao-cao"].map(|name| office.path(name));
    let entries = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok());
    let names =
        entries.flatten().flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with(".cchc-")).collect()
}

/// Whether a package stands there whole, or none at all.
fn is_whole(folder: &Path) -> bool {
    matches!(state_of(folder).expect("readable"), PackageState::Whole | PackageState::Absent)
}

#[test]
fn killed_at_any_moment_a_run_leaves_the_old_month_or_the_new_one() {
    let office = Office::new();
    office.talk(&MAY, 0);
    let old = tree(&office.path("luu-tru/2024-05"));
    add_late_row(&office);
    let clean = Office::new();
    clean.talk(&MAY, 0);
    add_late_row(&clean);
    let begin = Instant::now();
    clean.talk(&RESTATED, 0);
    let whole_run = begin.elapsed();
    let new = tree(&clean.path("luu-tru/2024-05"));
    assert_ne!(old, new);
    let mut old_ones = 0;
    for moment in 0..24_u32 {
        let mut command = office.command(&RESTATED);
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
        sleep(whole_run * moment / 22);
        let _it_may_be_done = child.kill();
        child.wait().expect("ends");
        let now = tree(&office.path("luu-tru/2024-05"));
        assert!(now == old || now == new, "moment {moment}: {:?}", now.keys());
        assert!(is_whole(&office.path("bao-cao/2024-05")), "moment {moment}");
        old_ones += u32::from(now == old);
    }
    assert!(old_ones > 0, "some were killed before the month was in place");
    // The next run ends what was begun, whatever was left; then there is nothing to do.
    office.talk(&RESTATED, 0);
    assert!(tree(&office.path("luu-tru/2024-05")) == new);
    assert!(tree(&office.path("bao-cao/2024-05")) == tree(&clean.path("bao-cao/2024-05")));
    assert_eq!(litter(&office), <[&str; 0]>::default());
    assert!(office.talk(&MAY, 0).contains("Không đổi"));
}

#[test]
fn what_a_killed_run_left_of_a_published_month_is_put_in_order_first() {
    for is_aside in [true, false] {
        let office = Office::new();
        office.talk(&MAY, 0);
        let whole = office.written();
        // Killed on a disk without exchange while the old month lay aside; or after the swap.
        let staging = office.path("luu-tru/.cchc-2024-05-AbCdEf.tmp");
        std::fs::create_dir(&staging).expect("made");
        std::fs::write(staging.join("lock"), "").expect("written");
        let month = office.path("luu-tru/2024-05");
        if is_aside {
            std::fs::rename(&month, staging.join("old")).expect("moved");
            std::fs::create_dir(staging.join("new")).expect("made");
        } else {
            std::fs::create_dir(staging.join("old")).expect("made");
        }
        // A published month stays one: other inputs need a reason, also now.
        add_late_row(&office);
        let refused = office.talk(&MAY, 5);
        assert!(refused.contains("đã công bố"), "{is_aside}: {refused}");
        assert_eq!(litter(&office), <[&str; 0]>::default(), "{is_aside}");
        assert!(whole == office.written(), "{is_aside}");
    }
}

#[test]
fn a_run_that_was_stopped_before_its_report_arrived_is_caught_up() {
    let office = Office::new();
    office.talk(&MAY, 0);
    let whole = office.written();
    // As after a kill between the two: the month is in the archive, the report is not with its readers.
    std::fs::remove_dir_all(office.path("bao-cao")).expect("removed");
    let talk = office.talk(&MAY, 0);
    assert!(talk.contains("Không đổi") && talk.contains("Báo cáo: bao-cao/2024-05"), "{talk}");
    assert!(whole == office.written());
}

#[test]
fn without_room_or_right_to_write_nothing_changes() {
    let office = Office::new();
    office.talk(&MAY, 0);
    let before = office.written();
    add_late_row(&office);
    // A limit on the size of a file stands for a full disk: half a kilobyte, or one.
    let script = r#"trap "" XFSZ; ulimit -f 1; exec "$0" "$@""#;
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_cchc")])
        .args(RESTATED)
        .current_dir(office.home.path())
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(5), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(before == office.written());
    assert_eq!(litter(&office), <[&str; 0]>::default());
    // A file where the archive, or the report, should be.
    for (key, text) in [("archive", "\"luu-tru\""), ("report", "\"bao-cao/{period}\"")] {
        let settings = super::office::SETTINGS.replace(text, "\"cchc.toml/x\"");
        std::fs::write(office.path("cchc.toml"), settings).expect("written");
        let talk = office.talk(&RESTATED, 5);
        assert!(talk.contains("cchc.toml"), "{key}: {talk}");
        assert_eq!(litter(&office), <[&str; 0]>::default(), "{key}");
    }
}

#[test]
fn two_runs_at_once_do_not_disturb_each_other() {
    let office = Office::new();
    let clean = Office::new();
    clean.talk(&MAY, 0);
    let mut children: Vec<_> = (0..4)
        .map(|_| {
            let mut command = office.command(&MAY);
            command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().expect("starts")
        })
        .collect();
    let codes: Vec<Option<i32>> =
        children.iter_mut().map(|child| child.wait().expect("ends").code()).collect();
    assert!(codes.contains(&Some(0)), "{codes:?}");
    assert!(codes.iter().all(|code| [Some(0), Some(5)].contains(code)), "{codes:?}");
    assert!(office.written() == clean.written());
    // A run that finds another one at work says so, and waits for nobody.
    let lock = std::fs::File::options()
        .append(true)
        .open(office.path("luu-tru/.cchc.lock"))
        .expect("there");
    lock.lock().expect("locked");
    let begin = Instant::now();
    let talk = office.talk(&MAY, 5);
    assert!(talk.contains("đang làm việc"), "{talk}");
    assert!(begin.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_dry_run_names_its_files_and_writes_none() {
    let office = Office::new();
    let talk = office.talk(&[&MAY[..], &["--dry-run"]].concat(), 0);
    for name in ["run.json", "tally.json", "dossiers.csv.gz", "bao-cao/bao-cao.md"] {
        assert!(talk.contains(name), "{name}: {talk}");
    }
    assert!(office.written().is_empty() && !office.path("luu-tru").exists());
    office.talk(&MAY, 0);
    let before = office.written();
    add_late_row(&office);
    let talk = office.talk(&[&MAY[..], &["--dry-run"]].concat(), 0);
    assert!(talk.contains("Dòng đến muộn: 1 hồ sơ"), "{talk}");
    assert!(before == office.written());
}

#[test]
fn what_must_not_be_published_is_not() {
    let office = Office::new();
    // A finding at the threshold.
    let settings = format!("{}[thresholds]\nfail_on = \"error\"\n", super::office::SETTINGS);
    std::fs::write(office.path("cchc.toml"), settings).expect("written");
    let mut may = rows(5);
    may.push(
        "H-05-98;Đăng ký khai sinh;Xã Yên Phú;Trực tuyến;31/02/2024;10/05/2024;;Đang xử lý\n"
            .to_owned(),
    );
    office.write_month(5, &may);
    let talk = office.talk(&MAY, 1);
    assert!(talk.contains("Chưa công bố"), "{talk}");
    assert!(office.written().is_empty());
    // A file that cannot be read.
    office.write_month(5, &rows(5));
    std::fs::write(office.path("xuat/hong.xlsx"), b"PK\x03\x04 broken").expect("written");
    let talk = office.talk(&MAY, 3);
    assert!(talk.contains("hong.xlsx") && talk.contains("Chưa công bố"), "{talk}");
    assert!(office.written().is_empty());
    // No exports at all, no such period, no project.
    std::fs::remove_file(office.path("xuat/hong.xlsx")).expect("removed");
    office.talk(&["run", "--period", "2031-05"], 3);
    office.talk(&["run", "--period", "hôm qua"], 2);
    std::fs::remove_file(office.path("cchc.toml")).expect("removed");
    let talk = office.talk(&MAY, 4);
    assert!(talk.contains("cchc init"), "{talk}");
    assert!(office.written().is_empty());
}

#[test]
fn json_lines_tell_a_watcher_what_happened() {
    let office = Office::new();
    let lines = |arguments: &[&str], code: i32| -> Vec<serde_json::Value> {
        let talk = office.talk(&[arguments, &["--log-format", "json"]].concat(), code);
        talk.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    };
    let told = lines(&MAY, 0);
    let steps: Vec<&str> = told.iter().filter_map(|line| line["step"].as_str()).collect();
    assert_eq!(
        steps,
        ["plan", "count", "check", "check", "report", "compare", "archive", "deliver"]
    );
    assert!(told.iter().all(|line| line["at"].is_string() && line["level"] == "info"));
    let archive = |told: &[serde_json::Value]| {
        told.iter().find(|line| line["step"] == "archive").expect("there")["changed"].clone()
    };
    assert_eq!(archive(&told), true);
    assert_eq!(archive(&lines(&MAY, 0)), false);
    add_late_row(&office);
    let told = lines(&MAY, 5);
    let last = told.last().expect("a line");
    assert_eq!((&last["level"], &last["exit"]), (&"error".into(), &5.into()));
    // A file that cannot be read is told in the same way.
    std::fs::write(office.path("xuat/hong.xlsx"), b"PK\x03\x04 broken").expect("written");
    let told = lines(&MAY, 3);
    let is_told = |line: &serde_json::Value| {
        line["message"].as_str().is_some_and(|text| text.contains("hong.xlsx"))
    };
    assert!(told.iter().any(is_told), "{told:?}");
}

#[test]
fn what_stands_in_the_way_of_the_report_is_told_before_anything_is_archived() {
    for name in ["bao-cao/2024-05/ghi chú.txt", "bao-cao/2024-05/so-lieu.json"] {
        let office = Office::new();
        std::fs::create_dir_all(office.path("bao-cao/2024-05")).expect("made");
        std::fs::write(office.path(name), "của tôi").expect("written");
        let talk = office.talk(&MAY, 5);
        assert!(talk.contains("bao-cao/2024-05") && !talk.contains("Đã lưu"), "{talk}");
        assert!(!office.path("luu-tru/2024-05").exists(), "nothing is archived");
        assert_eq!(std::fs::read_to_string(office.path(name)).expect("there"), "của tôi");
        office.talk(&[&MAY[..], &["--dry-run"]].concat(), 5);
    }
    // The same for a report that somebody worked in, and a month that is to be published anew.
    let office = Office::new();
    office.talk(&MAY, 0);
    let archived = tree(&office.path("luu-tru"));
    std::fs::write(office.path("bao-cao/2024-05/bao-cao.md"), "sửa tay").expect("written");
    add_late_row(&office);
    let talk = office.talk(&RESTATED, 5);
    assert!(talk.contains("đã bị sửa"), "{talk}");
    assert!(archived == tree(&office.path("luu-tru")));
    std::fs::remove_dir_all(office.path("bao-cao")).expect("removed");
    std::fs::write(office.path("bao-cao"), "một tệp").expect("written");
    office.talk(&RESTATED, 5);
    assert!(archived == tree(&office.path("luu-tru")));
}

#[test]
fn inputs_of_any_name_are_recorded_and_verified() {
    use std::os::unix::ffi::OsStrExt;
    let office = Office::new();
    std::fs::remove_dir_all(office.path("xuat")).expect("removed");
    std::fs::create_dir(office.path("xuat")).expect("made");
    // "Tệp" with its marks as signs of their own, names that are no text, and signs that mean something.
    let names: [&[u8]; 14] = [
        b"a b.csv",
        b"two\nlines.csv",
        b"-x.csv",
        b"--force.csv",
        b"[1].csv",
        b"all*.csv",
        b"one?.csv",
        "Te\u{302}\u{323}p.csv".as_bytes(),
        b"no-text-\xff.csv",
        b"no-text-\xfe.csv",
        b"quote\"'.csv",
        b"{period}.csv",
        b"back\\slash.csv",
        " » .csv".as_bytes(),
    ];
    let paths = names.map(|name| office.path("xuat").join(std::ffi::OsStr::from_bytes(name)));
    let header = "Mã hồ sơ;Đơn vị giải quyết;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý";
    for (number, path) in paths.iter().enumerate() {
        let row = format!("H-{number};Xã An Bình;03/05/2024;14/05/2024;12/05/2024");
        std::fs::write(path, format!("{header}\n{row}\n")).expect("written");
    }
    office.talk(&MAY, 0);
    let verified = |code| office.json(&["verify", "--format", "json"], code)["months"][0].clone();
    assert_eq!(verified(0)["state"], "same");
    assert!(office.talk(&MAY, 0).contains("Không đổi"));
    // Named one by one, too, where a name can be typed.
    for name in
        ["a b.csv", "two\nlines.csv", "-x.csv", "[1].csv", "all*.csv", "Te\u{302}\u{323}p.csv"]
    {
        let other = Office::new();
        std::fs::copy(office.path("xuat").join(name), other.path(name)).expect("copied");
        let text = serde_json::to_string(name).expect("a text");
        let settings = super::office::SETTINGS.replace("\"xuat\"", &text);
        std::fs::write(other.path("cchc.toml"), settings).expect("written");
        other.talk(&MAY, 0);
        let verified = other.json(&["verify", "--format", "json"], 0);
        assert_eq!(verified["months"][0]["state"], "same", "{name}");
    }
    // A change in any of them is found.
    for (number, path) in paths.iter().enumerate() {
        let text = std::fs::read(path).expect("there");
        let row = format!("H-{number};Xã An Bình;03/05/2024;14/05/2024;20/05/2024");
        std::fs::write(path, format!("{header}\n{row}\n")).expect("written");
        // Names that are no text may look alike; then the figures tell.
        let code = office.output(&["verify"]).status.code();
        assert!(
            code == Some(3) || (code == Some(1) && [8, 9].contains(&number)),
            "{number}: {code:?}"
        );
        std::fs::write(path, text).expect("put back");
    }
    assert_eq!(verified(0)["state"], "same");
}

#[test]
fn errors_are_told_in_the_language_of_the_terminal_and_reports_written_in_their_own() {
    let office = Office::new();
    // No setting says a language: the report is in Vietnamese on any machine.
    let run_of = |period: &str, code: i32| {
        let mut command = office.command(&["run", "--period", period]);
        let output = command.env("LC_ALL", "en_US.UTF-8").output().expect("runs");
        let talk = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(code), "{talk}");
        talk
    };
    let run = |code: i32| run_of("2024-03", code);
    // While the data are read, before they are, and where the settings do not fit.
    let talk = run_of("2031-01", 3);
    assert!(!talk.contains("không") && talk.contains("2031"), "{talk}");
    std::fs::rename(office.path("xuat"), office.path("xuat-cu")).expect("moved");
    let talk = run(3);
    assert!(!talk.contains("không"), "{talk}");
    std::fs::rename(office.path("xuat-cu"), office.path("xuat")).expect("moved");
    let settings = super::office::SETTINGS.replace("[report]", "[report]\nforms = [\"06z\"]");
    std::fs::write(office.path("cchc.toml"), settings).expect("written");
    let talk = run(2);
    assert!(talk.contains("there is no form"), "{talk}");
    std::fs::write(office.path("cchc.toml"), super::office::SETTINGS).expect("written");
    let talk = run(0);
    assert!(talk.contains("Archived"), "{talk}");
    let report = std::fs::read_to_string(office.path("bao-cao/2024-03/bao-cao.md"));
    assert!(report.expect("a report").contains("hồ sơ"));
}
