//! Headings with marks, numbers, notes and abbreviations; names of programs; dates nobody claims.

use super::{
    ALL, DOSSIERS, Files, HEADER, RIGHT, answer, assert_right, counts, found, pick, stats, table,
};

/// The six dossiers below a header that is changed.
fn with_header(change: impl Fn(&str) -> String, delimiter: &str) -> Files {
    let header: Vec<String> = HEADER.iter().map(|name| change(name)).collect();
    let body: String = DOSSIERS.iter().map(|row| pick(row, &ALL, delimiter)).collect();
    Files::of("log.csv", format!("{}\n{body}", header.join(delimiter)))
}

#[test]
fn what_stands_around_a_heading_is_not_the_heading() {
    let number = |name: &str| HEADER.iter().position(|other| *other == name).unwrap_or(0) + 1;
    let changes: [(&str, &dyn Fn(&str) -> String); 12] = [
        ("star", &|name| format!("{name} (*)")),
        ("bare star", &|name| format!("*{name} *")),
        ("colon", &|name| format!("{name}:")),
        ("dots", &|name| format!("{name}...")),
        ("number in front", &|name| format!("({}) {name}", number(name))),
        ("number and dot", &|name| format!("{}. {name}", number(name))),
        ("number behind", &|name| format!("{name} [{}]", number(name))),
        ("note", &|name| format!("{name} (bắt buộc nhập)")),
        ("form", &|name| format!("{name} dd/mm/yyyy")),
        ("quotes", &|name| format!("“{name}”")),
        ("arrow", &|name| format!("{name} ▼")),
        ("capitals and spaces", &|name| format!("  {}  (*)", name.to_uppercase())),
    ];
    for (what, change) in changes {
        let files = with_header(change, ";");
        assert_eq!(counts(&stats(files.path(), &[]), RIGHT), RIGHT, "{what}");
    }
    // A line break stands between quotation marks.
    let files =
        with_header(|name| format!("\"{}\n(dd/mm/yyyy)\"", name.replacen(' ', "\n", 1)), ",");
    assert_right(files.path(), &[]);
}

#[test]
fn names_of_programs_and_lost_marks_of_letters() {
    let plain = |name: &str| -> String {
        let pairs = [
            ("Mã hồ sơ", "Ma ho so"),
            ("Tên thủ tục hành chính", "Ten thu tuc hanh chinh"),
            ("Đơn vị giải quyết", "Don vi giai quyet"),
            ("Hình thức nộp", "Hinh thuc nop"),
            ("Ngày tiếp nhận", "Ngay tiep nhan"),
            ("Ngày hẹn trả", "Ngay hen tra"),
            ("Ngày kết thúc xử lý", "Ngay ket thuc xu ly"),
            ("Trạng thái", "Trang thai"),
        ];
        pairs.iter().find(|(own, _)| *own == name).map_or(name, |(_, plain)| plain).to_owned()
    };
    let camel = |name: &str| -> String {
        let words = plain(name)
            .split(' ')
            .map(|word| word[..1].to_uppercase() + &word[1..])
            .collect::<String>();
        words[..1].to_lowercase() + &words[1..]
    };
    assert_right(with_header(plain, ";").path(), &[]);
    assert_right(with_header(|name| plain(name).replace(' ', "_"), ";").path(), &[]);
    assert_right(with_header(|name| plain(name).replace(' ', "-").to_uppercase(), ";").path(), &[]);
    assert_right(with_header(camel, ";").path(), &[]);
    assert_right(with_header(|name| name.replace(' ', "_"), ";").path(), &[]);
}

#[test]
fn abbreviations_and_further_spellings() {
    for (own, other) in [
        ("Ngày hẹn trả", "Ngày hẹn trả KQ"),
        ("Ngày hẹn trả", "Ngày trả kết quả (dự kiến)"),
        ("Ngày kết thúc xử lý", "Ngày trả thực tế"),
        ("Ngày kết thúc xử lý", "Ngày trả KQ (thực tế)"),
        ("Mã hồ sơ", "Mã HS"),
        ("Mã hồ sơ", "Mã số HS (*)"),
        ("Ngày tiếp nhận", "Ngày TN hồ sơ"),
        ("Đơn vị giải quyết", "Cơ quan GQ"),
    ] {
        let files =
            with_header(|name| if name == own { other.to_owned() } else { name.to_owned() }, ",");
        assert_eq!(counts(&stats(files.path(), &[]), RIGHT), RIGHT, "{other}");
    }
}

#[test]
fn a_note_that_tells_another_column_makes_another_column() {
    for (own, other, missing) in [
        ("Ngày hẹn trả", "Ngày hẹn trả (cũ)", "undated=5"),
        ("Ngày hẹn trả", "Ngày hẹn trả (thực tế)", "undated=5"),
        ("Ngày kết thúc xử lý", "Ngày kết thúc xử lý (dự kiến)", "resolved=0"),
    ] {
        let files =
            with_header(|name| if name == own { other.to_owned() } else { name.to_owned() }, ";");
        // Those that say they are closed have no date to be closed on.
        let body = std::fs::read_to_string(files.path().join("log.csv")).expect("readable");
        let path = files.write("log.csv", body.replace("Đã trả kết quả", "Đang xử lý"));
        assert_eq!(counts(&stats(path.as_ref(), &[]), missing), missing, "{other}");
        // Nobody has to find out alone.
        let told = found(path.as_ref(), "C0315", &[]);
        assert!(told.iter().any(|(_, value)| value.contains(other)), "{other}: {told:?}");
    }
    // The heading as it stands goes before the one with a note.
    let files = with_header(
        |name| {
            if name == "Tên thủ tục hành chính" {
                "Ngày hẹn trả (dự kiến)".to_owned()
            } else {
                name.to_owned()
            }
        },
        ";",
    );
    assert_right(files.path(), &[]);
}

#[test]
fn a_column_full_of_dates_that_nobody_knows_is_named_with_the_line_that_helps() {
    let files = with_header(
        |name| {
            if name == "Ngày hẹn trả" {
                "Ngày công dân quay lại".to_owned()
            } else {
                name.to_owned()
            }
        },
        ",",
    );
    let told = found(files.path(), "C0018", &[]);
    let line = "+ \"Ngày công dân quay lại\"\ndue_at = \"Ngày công dân quay lại\"";
    assert_eq!(told, [(None, line.to_owned())]);
    // The line helps.
    let profile = files.write(
        "p.toml",
        "name = \"p\"\n[columns]\ndossier_id = \"Mã hồ sơ\"\nreceived_at = \"Ngày tiếp nhận\"\n\
         due_at = \"Ngày công dân quay lại\"\nresolving_unit = \"Đơn vị giải quyết\"\nfinished_at = \"Ngày kết thúc xử lý\"\n\
         status = \"Trạng thái\"\nchannel = \"Hình thức nộp\"\n",
    );
    let log = files.path().join("log.csv");
    assert_right(&log, &["--profile", &profile]);
    assert!(found(&log, "C0018", &["--profile", &profile]).is_empty());
    // Amounts are no dates, and a log with all it needs is left in peace.
    let files = with_header(
        |name| if name == "STT" { "Ngày trình ký".to_owned() } else { name.to_owned() },
        ",",
    );
    assert!(found(files.path(), "C0018", &[]).is_empty());
}

#[test]
fn a_file_that_lacks_what_others_have_is_named() {
    let files = Files::of("a.csv", table(0..3, &ALL, ","));
    files.write("b.csv", table(3..6, &[0, 1, 2, 3, 4, 5, 7, 8], ","));
    let told = found(files.path(), "C0316", &[]);
    assert!(told.len() == 1 && told[0].1.starts_with("− \"Ngày hẹn trả\"\n+ ?\n"), "{told:?}");
    let checked = answer("check", files.path(), &[]);
    let of_code = checked["findings"].as_array().expect("findings").iter();
    let names: Vec<&str> =
        of_code.filter(|f| f["code"] == "C0316").filter_map(|f| f["file"].as_str()).collect();
    assert!(names.len() == 1 && names[0].ends_with("b.csv"), "{names:?}");
    // A file without a finish is blamed once, and its rows are not.
    let files = Files::of("a.csv", table(0..3, &ALL, ","));
    files.write("b.csv", table(3..6, &[0, 1, 2, 3, 4, 5, 6, 8], ","));
    assert_eq!(found(files.path(), "C0018", &[]).len(), 1);
    assert!(found(files.path(), "C0106", &[]).is_empty());
    assert_eq!(super::ledger(files.path(), &[]), (3, 0, std::collections::BTreeMap::new()));
    // Files that all lack it are of a system that has no such column.
    let files = Files::of("b.csv", table(0..6, &[0, 1, 2, 3, 4, 5, 7, 8], ","));
    assert!(found(files.path(), "C0316", &[]).is_empty());
}
