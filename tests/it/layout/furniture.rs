//! Titles, groups, totals, signatures and numbers of columns are none of the dossiers, and no dossier is
//! one of them.

use std::collections::BTreeMap;

use super::{
    ALL, DOSSIERS, Files, HEADER, RIGHT, assert_right, counts, found, ledger, pick, stats, table,
};

fn excluded(pairs: &[(&str, u64)]) -> BTreeMap<String, u64> {
    pairs.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
}

/// The six dossiers with one more row, and what becomes of it.
#[track_caller]
fn assert_rejected(row: &str) {
    for rows in [0..6, 0..0] {
        let dossiers = rows.len() as u64;
        let files = Files::of("log.csv", table(rows, &ALL, ";") + row + "\n");
        let (counted, rejected, others) = ledger(files.path(), &[]);
        assert_eq!((counted, rejected, others), (dossiers, 1, BTreeMap::new()), "{row}");
    }
}

#[test]
fn a_row_with_an_id_or_text_in_a_date_column_is_rejected_and_never_left_out() {
    for row in [
        "Tổng công ty Điện lực;T-77;;;;;;;",
        "Tổng cộng;000.12.34.H54-240603-0009;;;;;;;",
        "Cộng hòa;000.12.34.H54-240603-0009;Giám đốc;;;31/6/2024;;;",
        "Giám đốc;000.12.34.H54-240603-0009;;;;;;;",
        "Tổng công ty X;;Đăng ký;UBND xã Quỳnh Mỹ;;hôm qua 5;;;",
        "7;;Kế toán;;;31/06/2024;;;",
        ";;;;;tháng 6/2024;;;",
        ";HS-9;;;;;;;",
        "1;2;3;4;5;6;7;;",
        "7;000.12.34.H54-240603-0009",
    ] {
        assert_rejected(row);
    }
}

#[test]
fn furniture_is_still_furniture() {
    let rows = [
        "UBND xã Quỳnh Mỹ;;;;;;;;",
        "I;Lĩnh vực đất đai;;;;;;;",
        "Tổng số;6;;;;6;5;5;",
        "Tổng số: 6 hồ sơ;;;;;;;;",
        ";;;;;Thái Bình, ngày 30 tháng 6 năm 2024;;;",
        ";NGƯỜI LẬP BIỂU;;;;;THỦ TRƯỞNG ĐƠN VỊ;;",
        ";Nguyễn Văn A;;;;;Trần Thị B;;",
        &HEADER.join(";"),
        ";;;;;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;",
        "(1);(2);(3);(4);(5);(6);(7);(8);(9)",
    ];
    let files = Files::of("log.csv", table(0..6, &ALL, ";") + &rows.join("\n"));
    let (counted, rejected, others) = ledger(files.path(), &[]);
    assert_eq!((counted, rejected), (6, 0));
    let expected = [("group_row", 2), ("header_row", 3), ("signature_row", 3), ("total_row", 2)];
    assert_eq!(others, excluded(&expected));
    assert_right(files.path(), &[]);
}

#[test]
fn a_group_text_in_every_cell_is_a_group() {
    let row = ["Lĩnh vực hộ tịch tháng 6"; 9].join(";");
    let files = Files::of("log.csv", table(0..6, &ALL, ";") + &row);
    assert_eq!(ledger(files.path(), &[]).2, excluded(&[("group_row", 1)]));
}

#[test]
fn numbers_of_columns_and_numbers_of_dossiers() {
    // Column numbers directly below the header, bare or in brackets, with letters before them.
    for numbers in ["1;2;3;4;5;6;7;8;9", "(1);(2);(3);(4);(5);(6);(7);(8);(9)", "A;B;1;2;3;4;5;6;7"]
    {
        let body: String = DOSSIERS.iter().map(|row| pick(row, &ALL, ";")).collect();
        let files = Files::of("log.csv", format!("{}\n{numbers}\n{body}", HEADER.join(";")));
        assert_eq!(counts(&stats(files.path(), &[]), RIGHT), RIGHT, "{numbers}");
        assert_eq!(ledger(files.path(), &[]), (6, 0, BTreeMap::new()), "{numbers}");
    }
    // Dossiers that are numbered 1, 2, 3: the first has no date that can be read.
    let log =
        "Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả\n1,2,3\n2,04/06/2024,05/06/2024\n3,05/06/2024,\n";
    let files = Files::of("log.csv", log);
    assert_eq!(ledger(files.path(), &[]), (2, 1, BTreeMap::new()));
    assert_eq!(found(files.path(), "C0103", &[]), [(Some(2), "2".to_owned())]);
    let profile = files.write(
        "p.toml",
        "name = \"p\"\n[columns]\ndossier_id = \"a\"\nreceived_at = \"b\"\ndue_at = \"c\"\n",
    );
    let path = files.write("short.csv", "a,b,c\n1,2,3\n");
    assert_eq!(ledger(path.as_ref(), &["--profile", &profile]), (0, 1, BTreeMap::new()));
}

/// A row as Excel writes it that opened the file with another delimiter.
fn in_quotes(row: &str) -> String {
    format!("\"{}\"\n", row.trim_end().replace('"', "\"\""))
}

#[test]
fn a_row_in_one_pair_of_quotes_is_the_row_in_it() {
    let rows: Vec<String> = DOSSIERS.iter().map(|row| pick(row, &ALL, ",")).collect();
    let named: Vec<String> = rows
        .iter()
        .map(|row| row.replace("Đăng ký khai sinh", "\"Khai sinh, nhập khẩu\""))
        .collect();
    let header = pick(&HEADER, &ALL, ",");
    let all = |rows: &[String]| rows.iter().map(|row| in_quotes(row)).collect::<String>();
    // Some rows, all rows, the header too, titles above, line ends of Windows, surplus cells.
    let some = format!("{header}{}{}", rows[..3].concat(), all(&named[3..]));
    let body = format!("{header}{}", all(&named));
    let whole = format!("{}{}", in_quotes(&header), all(&named));
    for text in [
        some.clone(),
        body.clone(),
        whole.clone(),
        format!("DANH SÁCH HỒ SƠ\n\n{whole}"),
        whole.replace('\n', "\r\n"),
        whole.replace("\"\n", "\",,,\n"),
        format!("{}{}", in_quotes(&header), rows.concat()),
        all(&[header.replace(',', ";")]) + &all(&rows).replace(',', ";"),
    ] {
        let files = Files::of("log.csv", &text);
        assert_right(files.path(), &[]);
        assert_eq!(ledger(files.path(), &[]).1, 0, "{text}");
    }
    // Many rows, over several chunks.
    let many: String = (0..30_000)
        .map(|n| {
            in_quotes(&format!("{n},T-{n},Khai sinh,UBND xã A,Trực tuyến,03/06/2024,10/06/2024,,x"))
        })
        .collect();
    let files = Files::of("log.csv", format!("{header}{many}"));
    assert_eq!(ledger(files.path(), &[]), (30_000, 0, BTreeMap::new()));
    // A row in quotes that is not of this table is rejected.
    let short = in_quotes("7,000.12.34.H54-240603-0007,Đăng ký,03/06/2024");
    let files = Files::of("log.csv", format!("{header}{}{short}", rows.concat()));
    assert_eq!(ledger(files.path(), &[]), (6, 1, BTreeMap::new()));
    // And its cells stand in what is written of rejected rows.
    let bad = in_quotes("7,T-7,Đăng ký,UBND xã A,Trực tiếp,31/06/2024,,,x");
    let files = Files::of("log.csv", format!("{header}{}{bad}", rows.concat()));
    let rejects = files.path().join("rejects.csv");
    let rejects = rejects.to_str().expect("UTF-8");
    assert_eq!(ledger(&files.path().join("log.csv"), &["--rejects", rejects]).1, 1);
    let written = std::fs::read_to_string(rejects).expect("written");
    assert!(written.contains("T-7") && written.contains("31/06/2024"), "{written}");
}
