//! Headings of personal columns, in spellings that no list holds, and headings that only look so.

use super::{Inputs, told};
use crate::support::{json, repository};

/// More headings of personal columns.
const PERSONAL: [&str; 64] = [
    "Họ và tên chủ hồ sơ (*)",
    "HỌ TÊN NGƯỜI NỘP",
    "Ho ten nguoi nop",
    "hoTenNguoiNop",
    "HO_TEN",
    "hoten",
    "Tên người yêu cầu",
    "Người được cấp",
    "Người đại diện pháp luật",
    "Người ký",
    "Tên khách hàng",
    "Cá nhân, tổ chức nộp hồ sơ",
    "Tổ chức/cá nhân",
    "Tổ chức, công dân",
    "Chủ sở hữu",
    "Chủ đầu tư",
    "Tên doanh nghiệp",
    "Hộ kinh doanh",
    "Số điện thoại (di động)",
    "SDT",
    "So_DT",
    "ĐTDĐ",
    "Tel.",
    "Mobile phone",
    "Điện thoại người nộp:",
    "sodienthoai",
    "Số CCCD/CMND/Hộ chiếu",
    "So CMND",
    "CMTND",
    "Số căn cước công dân",
    "CCCD_Number",
    "maSoDinhDanh",
    "Mã định danh cá nhân",
    "Hộ chiếu số",
    "Giấy tờ tùy thân",
    "MST cá nhân",
    "Địa chỉ thường trú",
    "DiaChi",
    "dia_chi_lien_he",
    "Nơi cư trú",
    "Nơi ở hiện nay",
    "Hộ khẩu thường trú",
    "Email liên hệ",
    "e_mail",
    "Hòm thư",
    "Ngày sinh",
    "NgaySinh",
    "Năm sinh",
    "Date of Birth",
    "Giới tính",
    "Gender",
    "Dân tộc",
    "Tôn giáo",
    "Nghề nghiệp",
    "Số tài khoản ngân hàng",
    "Chữ ký người nhận",
    "Cán bộ thụ lý hồ sơ",
    "canBoXuLy",
    "CB tiếp nhận",
    "Chuyên viên",
    "Lãnh đạo phê duyệt",
    "officerName",
    "Assigned To",
    "passport_no",
];

/// Headings beside them that are no person's.
const OTHERS: [&str; 22] = [
    "Đơn vị tiếp nhận",
    "Hình thức nộp",
    "Loại đối tượng",
    "Ngày nộp",
    "Trạng thái người dân đánh giá",
    "Mức độ hài lòng của người dân",
    "Ngày trả kết quả cho công dân",
    "Hình thức nhận kết quả",
    "Số lượng hồ sơ",
    "Lĩnh vực",
    "Tên thủ tục hành chính",
    "Mã TTHC",
    "Xã/Phường",
    "Quận/Huyện",
    "Mã định danh cơ quan",
    "Bước hiện tại",
    "Phí, lệ phí",
    "Kết quả điện tử",
    "Đánh giá",
    "Số biên lai",
    "applicantType",
    "citizen_rating",
];

/// What `inspect` says of each column behind the first two.
fn uses(headings: &[&str]) -> Vec<(String, String)> {
    let inputs = Inputs::new();
    let quoted: Vec<String> = headings.iter().map(|text| format!("\"{text}\"")).collect();
    let cells = ";x".repeat(headings.len());
    let log = format!("Mã hồ sơ;Ngày tiếp nhận;{}\nA-1;01/06/2024{cells}\n", quoted.join(";"));
    let path = inputs.write("log.csv", log);
    let answer = json(&["inspect", &path, "--format", "json", "--quiet"]);
    let columns = answer["files"][0]["columns"].as_array().expect("columns").clone();
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    columns
        .iter()
        .skip(2)
        .map(|column| (text(&column["header"]), text(&column["reason"])))
        .collect()
}

#[test]
fn every_heading_of_a_person_is_recognised() {
    let given = std::fs::read_to_string(repository("tests/data/cases/privacy/headings.txt"));
    let given = given.expect("readable");
    let headings: Vec<&str> =
        given.lines().filter(|line| !line.is_empty()).chain(PERSONAL).collect();
    for (heading, reason) in uses(&headings) {
        assert_eq!(reason, "personal", "{heading}");
    }
}

#[test]
fn no_other_heading_is_taken_for_one() {
    for (heading, reason) in uses(&OTHERS) {
        assert_ne!(reason, "personal", "{heading}");
    }
    // A unit or a person: taken as a unit, and looked at cell by cell.
    let mixed = uses(&["Đơn vị/cá nhân giải quyết", "Nội dung hồ sơ"]);
    assert!(mixed.iter().all(|(_, reason)| reason.starts_with("dictionary")), "{mixed:?}");
}

#[test]
fn a_heading_under_a_merged_cell_of_a_person_is_that_persons() {
    let inputs = Inputs::new();
    let log = "Mã hồ sơ;Ngày tiếp nhận;Người nộp;;Kết quả;\n;;Họ tên;Nơi cấp;Trạng thái;Ngày trả\nA-1;01/06/2024;x;x;x;02/06/2024\n";
    let answer = json(&["inspect", &inputs.write("log.csv", log), "--format", "json", "--quiet"]);
    let reasons: Vec<&str> = answer["files"][0]["columns"]
        .as_array()
        .expect("columns")
        .iter()
        .map(|column| column["reason"].as_str().expect("a text"))
        .collect();
    assert_eq!(reasons[2..4], ["personal", "personal"]);
    assert!(!reasons[4..].contains(&"personal"), "{reasons:?}");
}

#[test]
fn no_profile_maps_a_personal_column_however_it_is_written() {
    let inputs = Inputs::new();
    let log = inputs.write("log.csv", "Mã hồ sơ;Ngày tiếp nhận;Tên\nA-1;01/06/2024;x\n");
    for heading in PERSONAL.iter().chain(&[
        "Người nộp > Tên",
        "Số\u{200B} điện thoại",
        "ＳĐＴ",
        " * Địa  chỉ : ",
    ]) {
        let profile = format!(
            "name = \"p\"\n[columns]\ndossier_id = \"Mã hồ sơ\"\nreceived_at = \"Ngày tiếp nhận\"\n\
             resolving_unit = [\"Đơn vị\", \"{heading}\"]\n"
        );
        let profile = inputs.write("p.toml", profile);
        let told = told(&["stats", &log, "--profile", &profile, "--lang", "en"], 4);
        assert!(
            told.contains("p.toml") && told.contains("columns.resolving_unit"),
            "{heading}: {told}"
        );
    }
}

#[test]
fn a_bare_name_in_a_profile_maps_no_column_under_a_person() {
    let inputs = Inputs::new();
    let log = "Mã hồ sơ;Ngày tiếp nhận;Người nộp;\n;;Mục;Ghi\nA-1;01/06/2024;ZQHIDDEN;y\n";
    let log = inputs.write("log.csv", log);
    let profile = "name = \"p\"\n[columns]\ndossier_id = \"Mã hồ sơ\"\nreceived_at = \"Ngày tiếp nhận\"\nresolving_unit = \"Mục\"\n";
    let profile = inputs.write("p.toml", profile);
    let told = told(&["stats", &log, "--profile", &profile, "--by", "unit"], 3);
    assert!(!told.contains("ZQHIDDEN"), "{told}");
}
