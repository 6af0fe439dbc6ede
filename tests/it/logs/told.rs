//! Each kind of list is known by its content: `inspect`, `check` and `stats` say what it is, and answer for it.

use serde_json::Value;

use crate::support::run;

/// Kind, text, a heading and its field.
const LISTS: [(&str, &str, &str, &str); 14] = [
    (
        "ratings",
        "Mã hồ sơ,Đơn vị,Ngày đánh giá,Mức độ hài lòng\nA-1,Xã A,13/06/2024,Hài lòng\nA-2,Xã A,13/06/2024,Kém\n",
        "Mức độ hài lòng",
        "rating",
    ),
    ("ratings", "dossier_id;rating\nA-1;satisfied\n", "rating", "rating"),
    (
        "feedback",
        "Mã PAKN;Mã hồ sơ;Ngày tiếp nhận;Hạn xử lý;Ngày trả lời;Hài lòng\nP1;A-1;01/06/2024;20/06/2024;13/06/2024;Không\n",
        "Hạn xử lý",
        "due_at",
    ),
    (
        "procedures",
        "DANH MỤC THỦ TỤC HÀNH CHÍNH\nSTT\tMã TTHC\tTên thủ tục hành chính\tLĩnh vực\tMức độ\n1\t1.001\tKhai sinh\tHộ tịch\tToàn trình\n",
        "Mức độ",
        "service_level",
    ),
    (
        "declared",
        "Đơn vị;Kỳ;Tiêu chí;Giá trị;Điểm\n;2024;1.4;95,5;\n;2024;1.5;;2,50\n",
        "Điểm",
        "points",
    ),
    (
        "targets",
        "Chỉ tiêu;Năm;Kế hoạch;Kết quả;Đơn vị tính\nHồ sơ trực tuyến;2024;80;85;%\n",
        "Kế hoạch",
        "plan",
    ),
    ("rankings", "Năm;Chỉ số;Tỉnh;Điểm;Hạng\n2023;PAR INDEX;Thái Bình;88,1;20\n", "Hạng", "rank"),
    (
        "rankings",
        "KẾT QUẢ PAR INDEX\nTT;Tỉnh, thành phố;2022;2023\n1;Hải Phòng;91,5;92,1\n2;Thái Bình;85,1;86,2\n",
        "2023",
        "score",
    ),
    ("roster", "STT;Tên đơn vị;Huyện\n1;Xã A;Huyện B\n2;Xã C;Huyện B\n", "Huyện", "district"),
    ("roster", "DANH SÁCH ĐƠN VỊ\n1. UBND xã An Bình\n2. UBND phường Lê Lợi\n", "", ""),
    ("roster", "Mã đơn vị,Tên đơn vị\n12508,Xã A\n", "Mã đơn vị", "unit_code"),
    ("roster", "- Sở Nội vụ\n- Sở Y tế\n- Ban Quản lý các khu công nghiệp\n", "", ""),
    ("aggregates", "Đơn vị;Tiếp nhận;Đã giải quyết;Đang giải quyết\nXã A;5;3;2\n", "", ""),
    (
        "dossiers",
        "Mã hồ sơ;Đơn vị;Ngày tiếp nhận;Đánh giá\nA-1;Xã A;13/06/2024;Hài lòng\n",
        "Đánh giá",
        "rating",
    ),
];

fn written(folder: &tempfile::TempDir, text: &str) -> String {
    let path = folder.path().join("tep.csv");
    std::fs::write(&path, text).expect("a file");
    path.to_string_lossy().into_owned()
}

fn json(arguments: &[&str]) -> Value {
    let output = run(&[arguments, &["--format", "json"]].concat());
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn inspect_says_what_a_list_is_and_how_its_columns_are_understood() {
    for (kind, text, heading, field) in LISTS {
        let folder = tempfile::tempdir().expect("a folder");
        let path = written(&folder, text);
        let answer = json(&["inspect", &path]);
        let file = &answer["files"][0];
        assert_eq!(file["log"], kind, "{text}");
        let columns = file["columns"].as_array().cloned().unwrap_or_default();
        let told = columns.iter().find(|column| column["header"] == heading);
        assert_eq!(told.map_or("", |c| c["field"].as_str().unwrap_or("")), field, "{text}");
        if kind != "dossiers" && kind != "aggregates" {
            let shown = run(&["inspect", &path, "--lang", "en"]);
            let shown = String::from_utf8(shown.stdout).expect("text");
            assert!(shown.contains("Kind of log"), "{shown}");
            assert!(!shown.contains("dossier_id  ") || kind == "ratings" || kind == "feedback");
        }
    }
}

#[test]
fn check_answers_for_each_kind() {
    for (kind, text, ..) in LISTS {
        let folder = tempfile::tempdir().expect("a folder");
        let path = written(&folder, text);
        let output = run(&["check", &path, "--lang", "en"]);
        assert_eq!(output.status.code(), Some(0), "{text}");
        let answer = json(&["check", &path]);
        let is_other = kind != "dossiers" && kind != "aggregates";
        let logs = answer["logs"].as_array().cloned().unwrap_or_default();
        assert_eq!(logs.len(), usize::from(is_other), "{text}");
        if is_other {
            assert_eq!(logs[0]["kind"], kind);
            assert!(logs[0]["ledger"]["counted"].as_u64() > Some(0), "{text}");
            let text = String::from_utf8(output.stdout).expect("text");
            assert!(text.contains("Used with") && text.contains("C0019"), "{text}");
        }
    }
    // What is wrong with a row of the kind is told with its place.
    let folder = tempfile::tempdir().expect("a folder");
    let path = written(&folder, LISTS[0].1);
    let answer = json(&["check", &path]);
    let findings = answer["findings"].as_array().expect("findings");
    let unknown = findings.iter().find(|one| one["code"] == "C0608").expect("`Kém` is told");
    assert_eq!((&unknown["row"], &unknown["value"]), (&3.into(), &"Kém".into()));
}

#[test]
fn stats_says_which_command_reads_a_list() {
    for (kind, used) in [
        (0, "--ratings-log"),
        (2, "--feedback-log"),
        (3, "--procedures"),
        (4, "--declared"),
        (5, "cchc targets"),
        (6, "cchc ranks"),
        (9, "--roster"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = written(&folder, LISTS[kind].1);
        let output = run(&["stats", &path]);
        assert_eq!(output.status.code(), Some(3));
        let errors = String::from_utf8(output.stderr).expect("text");
        assert!(errors.contains(used), "{errors}");
        assert!(!errors.contains("dossier_id"), "{errors}");
    }
}

#[test]
fn what_a_list_lacks_is_told_by_the_columns_of_its_kind() {
    for (text, kind, missing) in [
        (
            "Mã hồ sơ;Đơn vị;Ngày đánh giá;Ý kiến\nA-1;Xã A;13/06/2024;tốt\n",
            "ratings",
            "rating (Đánh giá)",
        ),
        (
            "Mã PAKN;Đơn vị;Hạn xử lý;Trạng thái\nP1;Xã A;13/06/2024;Đã trả lời\n",
            "feedback",
            "received_at (Ngày tiếp nhận)",
        ),
        (
            "Chỉ tiêu;Kế hoạch;Kết quả;Đơn vị tính\nHồ sơ trực tuyến;80;85;%\n",
            "targets",
            "period (Kỳ)",
        ),
        ("Đơn vị;Kỳ;Giá trị;Minh chứng\nXã A;2024;5;báo cáo\n", "declared", "criterion (Tiêu chí)"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = written(&folder, text);
        let output = run(&["check", &path]);
        assert_eq!(output.status.code(), Some(3), "{text}");
        let errors = String::from_utf8(output.stderr).expect("text");
        assert!(errors.contains(&format!("{kind}: {missing}")), "{errors}");
        assert!(!errors.contains("dossier_id"), "{errors}");
    }
}

#[test]
fn a_log_of_dossiers_that_lacks_a_column_is_no_other_kind() {
    for text in [
        "Mã hồ sơ;Đơn vị;Ngày hẹn trả;Ngày trả kết quả;Đánh giá\nA-1;Xã A;13/06/2024;13/06/2024;Hài lòng\n",
        "Số HS một cửa;Tên thủ tục;Mức độ;Ngày vào;Ngày ra\n1;Khai sinh;4;13/06/2024;14/06/2024\n",
        "Tên đơn vị;Mã phiếu;Ngày vào\nXã A;1;13/06/2024\n",
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = written(&folder, text);
        assert_eq!(json(&["inspect", &path])["files"][0]["log"], Value::Null, "{text}");
        assert_eq!(run(&["check", &path]).status.code(), Some(3), "{text}");
    }
}

#[test]
fn a_list_beside_dossiers_changes_none_of_their_figures() {
    let folder = tempfile::tempdir().expect("a folder");
    let dossiers = folder.path().join("ho-so.csv");
    std::fs::write(&dossiers, LISTS[13].1).expect("a file");
    written(&folder, LISTS[0].1);
    let both = folder.path().to_string_lossy().into_owned();
    let answer = json(&["stats", &both]);
    assert_eq!(answer["ledger"]["files"], 1);
    assert_eq!(answer["total"]["counts"]["received"], 1);
    assert_eq!(run(&["stats", &both]).status.code(), Some(0));
    assert_eq!(json(&["check", &both])["logs"][0]["kind"], "ratings");
}
