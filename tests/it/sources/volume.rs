//! A unit that received far less than its own months before is told before the month is published.

use std::fmt::Write as _;

use super::Folder;
use crate::support::cchc;

const PROJECT: &str = "schema = \"cchc/config/1\"\n[inputs]\npaths = [\"PATHS\"]\n[report]\nfolder = \"bao-cao/{period}\"\nformats = [\"json\"]\n";

/// The dossiers that a unit received in a month of 2024, on its working days in turn.
fn month(unit: &str, month: u32, received: u32) -> String {
    let mut text =
        "Mã hồ sơ,Đơn vị giải quyết,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý\n".to_owned();
    for number in 0..received {
        let day = 1 + number % 28;
        writeln!(
            text,
            "{unit}-{month:02}-{number},UBND xã {unit},{day:02}/{month:02}/2024,30/{month:02}/2024,{day:02}/{month:02}/2024"
        )
        .expect("memory takes all");
    }
    text
}

/// A project of four months and two units; in the last month the one received so many. `path`: where its
/// months stand, `in_folders`: whether each month has a folder of its own.
fn project(received: [u32; 4], in_folders: bool) -> Folder {
    let paths = if in_folders { "xuat/{period}" } else { "xuat" };
    let folder = Folder::of(&[("cchc.toml", PROJECT.replace("PATHS", paths))]);
    for (place, received) in (3..).zip(received) {
        for (unit, received) in [("Quỳnh Mỹ", received), ("Quỳnh Hoa", 120)] {
            let inside = if in_folders { format!("2024-{place:02}/") } else { String::new() };
            folder.write(&format!("xuat/{inside}{unit} {place}.csv"), month(unit, place, received));
        }
    }
    folder
}

/// What `run` says of the month, and whether a warning was among it.
fn run_month(folder: &Folder, period: &str) -> (String, bool) {
    let output = cchc(&[
        "run",
        "--period",
        period,
        "--accept-missing",
        "--lang",
        "en",
        "--log-format",
        "json",
    ])
    .current_dir(folder.path())
    .output()
    .expect("the program starts");
    let talk = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{talk}");
    let is_told = talk.contains("C0234");
    (talk, is_told)
}

#[test]
fn half_a_month_is_told_and_a_usual_one_is_not() {
    for (received, expected) in [
        ([400, 410, 395, 405], false),
        ([400, 410, 395, 310], false),
        ([400, 410, 395, 160], true),
        ([400, 410, 395, 40], true),
        // Small units, units that go up and down, and the month after a busy one.
        ([9, 11, 10, 2], false),
        ([400, 90, 350, 120], false),
        ([400, 410, 1_200, 405], false),
    ] {
        let folder = project(received, false);
        let (talk, is_told) = run_month(&folder, "2024-06");
        assert_eq!(is_told, expected, "{received:?}\n{talk}");
    }
}

#[test]
fn exports_of_one_month_are_set_beside_the_archive() {
    let folder = project([400, 410, 395, 100], true);
    for period in ["2024-03", "2024-04", "2024-05"] {
        assert!(!run_month(&folder, period).1);
    }
    assert!(run_month(&folder, "2024-06").1);
    // The same without an archive has nothing to be set beside.
    let folder = project([400, 410, 395, 100], true);
    assert!(!run_month(&folder, "2024-06").1);
}

#[test]
fn who_sets_fail_on_does_not_publish_it() {
    let folder = project([400, 410, 395, 100], false);
    let text = PROJECT.replace("PATHS", "xuat") + "[thresholds]\nfail_on = \"warning\"\n";
    folder.write("cchc.toml", text);
    let output = cchc(&["run", "--period", "2024-06"])
        .current_dir(folder.path())
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!folder.path().join("bao-cao/2024-06").exists());
}
