//! Merged cells that a CSV file lost: told, and filled down where the profile says so.

use super::{
    ALL, BY_UNIT, DOSSIERS, Files, HEADER, assert_right_by_unit, by_unit, found, pick, stats,
    table, units,
};

const PROFILE: &str = "name = \"p\"\nfill_down = [\"resolving_unit\"]\n[columns]\n\
    dossier_id = \"Mã hồ sơ\"\nresolving_unit = \"Đơn vị giải quyết\"\n\
    procedure_name = \"Tên thủ tục hành chính\"\nreceived_at = \"Ngày tiếp nhận\"\n\
    due_at = \"Ngày hẹn trả\"\nfinished_at = \"Ngày kết thúc xử lý\"\nstatus = \"Trạng thái\"\n\
    channel = \"Hình thức nộp\"\n";

/// The six dossiers with a column that keeps only the first cell of each block.
fn merged(column: usize) -> String {
    let mut last = "";
    let mut text = pick(&HEADER, &ALL, ";");
    for row in &DOSSIERS {
        let mut cells = *row;
        if cells[column] == last {
            cells[column] = "";
        } else {
            last = cells[column];
        }
        text += &pick(&cells, &ALL, ";");
    }
    text
}

#[test]
fn a_name_once_and_blanks_below_is_told_and_filled_by_a_profile() {
    let files = Files::of("log.csv", merged(3));
    let told = found(files.path(), "C0223", &[]);
    assert_eq!(told, [(None, "× 4 · fill_down = [\"resolving_unit\"]".to_owned())]);
    let profile = files.write("p.toml", PROFILE);
    let log = files.path().join("log.csv");
    let filled = stats(&log, &["--by", "unit", "--profile", &profile]);
    assert_eq!(by_unit(&filled), units(BY_UNIT));
    assert!(found(&log, "C0223", &["--profile", &profile]).is_empty());
    // One value for all, of another column.
    let files = Files::of("log.csv", merged(2));
    let told = found(files.path(), "C0223", &[]);
    assert_eq!(told, [(None, "× 5 · fill_down = [\"procedure_name\"]".to_owned())]);
}

#[test]
fn columns_that_are_blank_for_other_reasons_are_left_in_peace() {
    let files = Files::of("log.csv", table(0..6, &ALL, ";"));
    assert!(found(files.path(), "C0223", &[]).is_empty());
    // Open dossiers have no finish, and some have no due date.
    let text = table(0..6, &ALL, ";").replace(";12/06/2024;", ";;").replace(";13/06/2024;", ";;");
    let files = Files::of("log.csv", text);
    assert!(found(files.path(), "C0223", &[]).is_empty());
    assert_right_by_unit(Files::of("log.csv", table(0..6, &ALL, ";")).path(), BY_UNIT);
}

#[test]
fn a_total_ends_a_block_and_a_blank_row_does_not() {
    let rows: Vec<String> = merged(3).lines().map(str::to_owned).collect();
    let text =
        format!("{}\n{}\n;;;;;;;;\n{}\nTổng số;2;;;;;;;\n{}\n", rows[0], rows[1], rows[2], rows[3]);
    let files = Files::of("log.csv", text);
    let profile = files.write("p.toml", PROFILE);
    let stats = stats(&files.path().join("log.csv"), &["--by", "unit", "--profile", &profile]);
    assert_eq!(by_unit(&stats), units("UBND xã Quỳnh Mỹ=2;–=1"));
}

#[test]
fn blanks_are_filled_across_chunks_and_threads() {
    let mut text = pick(&HEADER, &ALL, ";");
    for n in 0..60_000 {
        let unit = match n {
            0 => "UBND xã Quỳnh Mỹ",
            45_000 => "UBND xã Quỳnh Hoa",
            _ => "",
        };
        let id = format!("T-{n}");
        text += &pick(
            &["1", &id, "Khai \"sinh\"", unit, "x", "03/06/2024", "10/06/2024", "", "x"],
            &ALL,
            ";",
        );
    }
    let files = Files::of("log.csv", text);
    let profile = files.write("p.toml", PROFILE);
    let stats = stats(&files.path().join("log.csv"), &["--by", "unit", "--profile", &profile]);
    assert_eq!(by_unit(&stats), units("UBND xã Quỳnh Mỹ=45000;UBND xã Quỳnh Hoa=15000"));
}

#[test]
fn a_profile_that_fills_what_cannot_be_merged_is_refused() {
    let files = Files::of("log.csv", merged(3));
    for field in ["dossier_id", "finished_at", "unit"] {
        let text = PROFILE.replace("[\"resolving_unit\"]", &format!("[\"{field}\"]"));
        let profile = files.write("p.toml", text);
        let path = files.path().join("log.csv");
        let path = path.to_str().expect("UTF-8");
        let output = crate::support::run(&["stats", path, "--profile", &profile, "--lang", "en"]);
        assert_eq!(output.status.code(), Some(4));
        assert!(String::from_utf8_lossy(&output.stderr).contains("fill_down"));
    }
}
