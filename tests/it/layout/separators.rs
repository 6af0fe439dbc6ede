//! What separates cells: declared signs, spaces before quotation marks, signs nobody declared.

use super::{ALL, DOSSIERS, Files, HEADER, assert_right, found, pick, table};

fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

#[test]
fn the_first_line_may_declare_any_sign() {
    for sign in ["^", "|", ";", "~", "#", "!", "\t", ",", "¦", "§"] {
        let body = table(0..6, &ALL, sign);
        for line in
            [format!("sep={sign}\n"), format!("\"sep={sign}\"\r\n"), format!("SEP={sign}\n")]
        {
            let text = format!("{line}{body}");
            assert_right(Files::of("log.csv", &text).path(), &[]);
            assert_right(Files::of("log.csv", format!("\u{feff}{text}")).path(), &[]);
            assert_right(Files::of("log.csv", utf16(&text)).path(), &[]);
        }
    }
    // Titles below the line, and a sign that stands in the cells of another.
    let text = format!("sep=^\nDANH SÁCH, THÁNG 6\n\n{}", table(0..6, &ALL, "^"));
    assert_right(Files::of("log.csv", text).path(), &[]);
    let text = table(0..6, &ALL, "^").replace("Đăng ký khai sinh", "\"Khai sinh; tử, v.v. ^ x\"");
    assert_right(Files::of("log.csv", format!("sep=^\n{text}")).path(), &[]);
}

#[test]
fn a_declaration_that_is_wrong_is_no_obstacle() {
    assert_right(Files::of("log.csv", format!("sep=;\n{}", table(0..6, &ALL, ","))).path(), &[]);
    assert_right(Files::of("log.csv", format!("sep=;;;;\n{}", table(0..6, &ALL, ";"))).path(), &[]);
}

#[test]
fn spaces_stand_before_quotation_marks() {
    let quoted = |row: &[&str; 9], all: bool, delimiter: &str| -> String {
        let mark = |(column, cell): (usize, &&str)| {
            if all || column == 2 { format!("\"{cell}\"") } else { (*cell).to_owned() }
        };
        row.iter().enumerate().map(mark).collect::<Vec<_>>().join(delimiter) + "\n"
    };
    for delimiter in [", ", "; ", ",  ", ",\t "] {
        for all in [true, false] {
            let body = DOSSIERS.iter().map(|row| quoted(row, all, delimiter));
            let body =
                body.collect::<String>().replace("khai sinh", "khai sinh, \"\"lần đầu\"\"; sửa");
            let text = quoted(&HEADER, all, delimiter) + &body;
            assert_right(Files::of("log.csv", text).path(), &[]);
        }
    }
    assert_right(Files::of("log.csv", table(0..6, &ALL, ", ")).path(), &[]);
    // Behind the head too, over chunks: a cell with a line break and a delimiter in each row.
    let row =
        |n: usize| format!("{n}, T-{n}, \"Khai,\nsinh\", \"UBND xã A\", x, 03/06/2024, , , \"\"\n");
    let many: String = (0..30_000).map(row).collect();
    let files = Files::of("log.csv", pick(&HEADER, &ALL, ", ") + &many);
    assert_eq!(super::ledger(files.path(), &[]), (30_000, 0, std::collections::BTreeMap::new()));
}

#[test]
fn a_sign_that_nobody_declared_is_named_with_the_line_to_write() {
    for sign in ["^", "~", "#"] {
        let files = Files::of("log.csv", table(0..6, &ALL, sign));
        let told = found(files.path(), "C0027", &[]);
        let line = format!("delimiter = \"{sign}\"");
        assert!(told.len() == 1 && told[0].1.starts_with(&line), "{told:?}");
        let profile = files.write(
            "p.toml",
            format!(
                "name = \"p\"\n{line}\n[columns]\ndossier_id = \"Mã hồ sơ\"\n\
                 received_at = \"Ngày tiếp nhận\"\nresolving_unit = \"Đơn vị giải quyết\"\ndue_at = \"Ngày hẹn trả\"\n\
                 finished_at = \"Ngày kết thúc xử lý\"\nstatus = \"Trạng thái\"\nchannel = \"Hình thức nộp\"\n"
            ),
        );
        assert_right(&files.path().join("log.csv"), &["--profile", &profile]);
    }
}
