//! `cchc verify` counts what was recorded: new files, other rosters and moved folders are no other inputs.

use serde_json::json;

use super::office::{Office, SETTINGS};

const MAY: [&str; 3] = ["run", "--period", "2024-05"];

fn profile(channel: &str) -> String {
    format!(
        "name = \"he-thong\"\nlog = \"dossiers\"\n[columns]\ndossier_id = \"Mã hồ sơ\"\nresolving_unit = \"Đơn vị giải quyết\"\n\
         channel = \"{channel}\"\nreceived_at = \"Ngày tiếp nhận\"\ndue_at = \"Ngày hẹn trả\"\nfinished_at = \"Ngày kết thúc xử lý\"\n"
    )
}

fn verified(office: &Office, code: i32) -> serde_json::Value {
    office.json(&["verify", "--format", "json"], code)["months"][0].clone()
}

#[test]
fn new_files_are_a_remark() {
    let office = Office::new();
    office.talk(&MAY, 0);
    let more = "Mã hồ sơ;Đơn vị giải quyết;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý\nX-1;Xã An Bình;03/05/2024;14/05/2024;12/05/2024\n";
    std::fs::write(office.path("xuat/moi.csv"), more).expect("written");
    std::fs::create_dir(office.path("xuat/2025")).expect("made");
    std::fs::write(office.path("xuat/2025/moi.csv"), more.replace("X-1", "X-2")).expect("written");
    std::fs::write(office.path("xuat/ghi chú.pdf"), "của tôi").expect("written");
    let may = verified(&office, 0);
    assert_eq!(may["state"], "same", "{may}");
    assert_eq!(may["remarks"]["new_files"], json!(["xuat/2025/moi.csv", "xuat/moi.csv"]));
    let text = office.answer(&["verify"], 0);
    assert!(text.contains("tệp mới, không tính"), "{text}");
    // A recorded file that is another one is still found.
    let path = office.path("xuat/thang-05.csv");
    let text = std::fs::read_to_string(&path).expect("there");
    std::fs::write(&path, text.replacen("Trực tuyến", "Trực tiếp", 1)).expect("written");
    assert_eq!(verified(&office, 3)["files"], json!(["xuat/thang-05.csv"]));
}

#[test]
fn moved_inputs_are_found_by_their_sums() {
    let office = Office::new();
    office.talk(&MAY, 0);
    // The whole folder has another name, and the project says so; one file has another name, too.
    std::fs::rename(office.path("xuat"), office.path("du-lieu")).expect("moved");
    std::fs::rename(office.path("du-lieu/thang-05.csv"), office.path("du-lieu/T5.csv"))
        .expect("moved");
    std::fs::write(office.path("cchc.toml"), SETTINGS.replace("\"xuat\"", "\"du-lieu\""))
        .expect("written");
    let may = verified(&office, 0);
    assert_eq!(may["state"], "same", "{may}");
    let moved = may["remarks"]["moved_files"].as_array().expect("moved");
    assert_eq!(moved.len(), 12);
    assert!(moved.contains(&json!(["xuat/thang-05.csv", "du-lieu/T5.csv"])), "{may}");
    // Without it nothing can be said.
    std::fs::remove_file(office.path("du-lieu/T5.csv")).expect("removed");
    assert_eq!(verified(&office, 3)["files"], json!(["xuat/thang-05.csv"]));
}

#[test]
fn a_moved_archive_and_a_moved_project_are_verified() {
    let office = Office::new();
    office.talk(&MAY, 0);
    std::fs::rename(office.path("luu-tru"), office.path("kho")).expect("moved");
    std::fs::write(office.path("cchc.toml"), SETTINGS.replace("\"luu-tru\"", "\"kho\""))
        .expect("written");
    assert_eq!(verified(&office, 0)["state"], "same");
    let other = tempfile::tempdir().expect("a folder");
    let place = other.path().join("may khac");
    std::fs::rename(office.home.path(), &place).expect("moved");
    let output = crate::support::cchc(&["verify", "--format", "json"])
        .current_dir(&place)
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::rename(&place, office.home.path()).expect("moved back");
}

#[test]
fn a_month_is_counted_again_with_its_own_roster_and_profile() {
    let office = Office::new();
    std::fs::write(office.path("don-vi.csv"), "Đơn vị\nXã An Bình\nXã Đông Hải\nXã Yên Phú\n")
        .expect("written");
    std::fs::write(office.path("he-thong.toml"), profile("Hình thức nộp")).expect("written");
    let settings = format!("{SETTINGS}[units]\nroster = \"don-vi.csv\"\n");
    let settings =
        settings.replace("paths = [\"xuat\"]", "paths = [\"xuat\"]\nprofile = \"he-thong.toml\"");
    std::fs::write(office.path("cchc.toml"), settings).expect("written");
    office.talk(&MAY, 0);
    assert_eq!(verified(&office, 0)["remarks"], serde_json::Value::Null);
    // A commune more, and a profile that reads another channel: May was counted without them.
    std::fs::write(
        office.path("don-vi.csv"),
        "Đơn vị\nXã An Bình\nXã Đông Hải\nXã Yên Phú\nXã Tân Lập\n",
    )
    .expect("written");
    std::fs::write(office.path("he-thong.toml"), profile("Trạng thái")).expect("written");
    let may = verified(&office, 0);
    assert_eq!(may["state"], "same", "{may}");
    let changed = may["remarks"]["changed_settings"].as_array().expect("changed");
    assert_eq!(changed.len(), 2, "{may}");
    // Gone, they are still in the archive.
    std::fs::remove_file(office.path("don-vi.csv")).expect("removed");
    assert_eq!(verified(&office, 0)["state"], "same");
}
