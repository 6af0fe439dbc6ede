//! Samples with one cell changed: what is found, at which row and column, with which values.

use cchc::aggregates::check_table;
use cchc::findings::{FindingCode as Code, Severity};

use super::{read_text, sample, tables_of};

/// The text of a sample with one cell replaced; row and column as a spreadsheet counts, from 1 and 0.
fn changed(file: &str, row: usize, column: usize, from: &str, to: &str) -> String {
    let text = std::fs::read_to_string(sample(file)).expect("a sample");
    let delimiter = [';', '\t', '|', ',']
        .into_iter()
        .max_by_key(|mark| text.lines().nth(row - 1).map_or(0, |line| line.matches(*mark).count()))
        .expect("a delimiter");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut cells: Vec<&str> = lines[row - 1].split(delimiter).collect();
    assert_eq!(cells[column], from, "{file} {row} {column}");
    cells[column] = to;
    lines[row - 1] = cells.join(&delimiter.to_string());
    lines.join("\n") + "\n"
}

type Said = (Code, u64, &'static str, &'static str);

fn found(text: &str) -> Vec<(Code, u64, String, String)> {
    let findings = check_table(&read_text(text));
    let grave = findings.into_iter().filter(|finding| finding.code.severity() > Severity::Info);
    let mut said: Vec<_> = grave
        .map(|finding| {
            let row = finding.row.expect("a row");
            (finding.code, row, finding.column.expect("a column"), finding.value.expect("a value"))
        })
        .collect();
    said.sort();
    said
}

const FORM: &str = "06a-hung-ha-2024-06.csv";
const S1: &str = "s1-tong-hop-quynh-phu-2024-h1.csv";
const S3: &str = "s3-linh-vuc-hung-ha-2024-06.csv";
const S8: &str = "s8-quynh-phu-2024-q1.csv";

/// Sample, row, column, what stands there, what it is changed to; and what is found.
type Change = ((&'static str, usize, usize, &'static str, &'static str), &'static [Said]);

const CHANGES: [Change; 11] = [
    // (7) = (8) + (9) + (10), and section A in row 9 sums up rows 10 to 16.
    (
        (FORM, 11, 9, "1", "2"),
        &[
            (Code::IdentityBroken, 11, "Số hồ sơ đã giải quyết > Tổng số", "88 ≠ 89 = 59 + 28 + 2"),
            (Code::SumDiffers, 9, "Số hồ sơ đã giải quyết > Quá hạn", "6 ≠ 7 = Σ 10..16"),
        ],
    ),
    // The same name under another group.
    (
        (FORM, 22, 12, "2", "3"),
        &[
            (Code::IdentityBroken, 22, "Số hồ sơ đang giải quyết > Tổng số", "136 ≠ 137 = 134 + 3"),
            (Code::SumDiffers, 22, "Số hồ sơ đang giải quyết > Quá hạn", "3 ≠ 2 = Σ 9, 17"),
        ],
    ),
    // Fewer by channel than in all: dossiers without a channel. More: an error.
    (
        (FORM, 11, 3, "75", "74"),
        &[
            (
                Code::ChannelsIncomplete,
                11,
                "Số hồ sơ nhận giải quyết > Tổng số",
                "122 ≠ 121 = 74 + 14 + 33",
            ),
            (
                Code::SumDiffers,
                9,
                "Số hồ sơ nhận giải quyết > Trong đó > Trực tuyến",
                "313 ≠ 312 = Σ 10..16",
            ),
        ],
    ),
    (
        (FORM, 11, 3, "75", "76"),
        &[
            (
                Code::IdentityBroken,
                11,
                "Số hồ sơ nhận giải quyết > Tổng số",
                "122 ≠ 123 = 76 + 14 + 33",
            ),
            (
                Code::SumDiffers,
                9,
                "Số hồ sơ nhận giải quyết > Trong đó > Trực tuyến",
                "313 ≠ 314 = Σ 10..16",
            ),
        ],
    ),
    // (3) = (7) + (11).
    (
        (FORM, 9, 10, "74", "75"),
        &[
            (Code::IdentityBroken, 9, "Số hồ sơ nhận giải quyết > Tổng số", "443 ≠ 444 = 369 + 75"),
            (Code::IdentityBroken, 9, "Số hồ sơ đang giải quyết > Tổng số", "75 ≠ 74 = 73 + 1"),
            (Code::SumDiffers, 9, "Số hồ sơ đang giải quyết > Tổng số", "75 ≠ 74 = Σ 10..16"),
            (Code::SumDiffers, 22, "Số hồ sơ đang giải quyết > Tổng số", "136 ≠ 137 = Σ 9, 17"),
        ],
    ),
    // A cell that is no count is one finding and enters no sum.
    ((FORM, 11, 9, "1", "-1"), &[(Code::NotACount, 11, "Số hồ sơ đã giải quyết > Quá hạn", "-1")]),
    (
        (FORM, 11, 9, "1", "1,5"),
        &[(Code::CountInDoubt, 11, "Số hồ sơ đã giải quyết > Quá hạn", "1,5")],
    ),
    (
        (S1, 9, 10, "99,26%", "99,27%"),
        &[(
            Code::RateDiffers,
            9,
            "Đã xử lý > Tỷ lệ trước hạn, đúng hạn",
            "99.27% ≠ 99.26% = 405/408",
        )],
    ),
    // 421 is more than resolved, open, waiting and returned dossiers together.
    (
        (S1, 9, 2, "420", "421"),
        &[
            (Code::IdentityBroken, 9, "Tiếp nhận > Tổng số", "421 ≠ 420 = 6 + 414"),
            (Code::BalanceOpen, 9, "Tiếp nhận > Tổng số", "421 ≠ 420 = 408 + 8 + 1 + 3"),
            (Code::SumDiffers, 42, "Tiếp nhận > Tổng số", "9441 ≠ 9442 = Σ 7..41"),
        ],
    ),
    // (13 = 9 + 12)
    (
        (S3, 10, 12, "2", "3"),
        &[
            (Code::IdentityBroken, 10, "Tổng số trễ hạn (13=9+12)", "3 ≠ 2 = 1 + 1"),
            (Code::SumDiffers, 16, "Tổng số trễ hạn (13=9+12)", "7 ≠ 8 = Σ 9..15"),
        ],
    ),
    ((S8, 40, 14, "198", "199"), &[(Code::SumDiffers, 40, "Tồn cuối", "199 ≠ 198 = Σ 5..39")]),
];

#[test]
fn one_changed_cell_is_found_where_it_stands() {
    for ((file, row, column, from, to), expected) in CHANGES {
        let text = changed(file, row, column, from, to);
        let mut expected: Vec<_> = expected
            .iter()
            .map(|(code, row, column, value)| {
                (*code, *row, (*column).to_owned(), (*value).to_owned())
            })
            .collect();
        expected.sort();
        assert_eq!(found(&text), expected, "{file} {row} {column}: {from} → {to}");
    }
}

/// A count typed as `1.170` comes out of a spreadsheet as `1.17`.
#[test]
fn a_count_that_lost_its_zeros_is_a_doubt_and_no_figure() {
    let text = changed("06a-hung-ha-2024-05.csv", 22, 2, "1.169", "1.17");
    let said = found(&text);
    // Where one point stands before a fraction, another of the table may as well.
    let doubts = [
        ("Số hồ sơ nhận giải quyết > Tổng số", "1.17"),
        ("Số hồ sơ đã giải quyết > Tổng số", "1.055"),
    ];
    let expected =
        doubts.map(|(column, value)| (Code::CountInDoubt, 22, column.to_owned(), value.to_owned()));
    assert_eq!(said, expected);
}

#[test]
fn returned_dossiers_may_stand_inside_or_beside_the_resolved_ones() {
    // 100 to resolve; 90 resolved, 5 open, 5 returned: beside. 95 resolved with the returned: inside.
    for (resolved, on_time, is_explained) in [(90, 80, true), (95, 85, true), (88, 78, false)] {
        let text = format!(
            "STT;Lĩnh vực;Số đầu kỳ;Kỳ trước chuyển qua;Tiếp nhận trong kỳ;Đã giải quyết;;;;Đang giải quyết;;;Hồ sơ trả lại\n\
             ;;;;;Tổng;Sớm hạn;Đúng hạn;Trễ hạn;Tổng;Chưa đến hạn;Quá hạn;\n\
             1;Đất đai;100;10;90;{resolved};10;{on_time};0;5;5;0;5\n"
        );
        let codes: Vec<Code> = found(&text).into_iter().map(|(code, ..)| code).collect();
        let expected = if is_explained { vec![] } else { vec![Code::BalanceOpen] };
        assert_eq!(codes, expected, "{resolved}");
    }
}

#[test]
fn block_totals_sum_up_their_blocks_and_the_last_one_all() {
    let table = |first: u64, last: u64| {
        format!(
            "STT;Đơn vị;Tiếp nhận;;;Đã xử lý;;\n;;Tổng số;Kỳ trước;Trong kỳ;Trước hạn;Đúng hạn;Quá hạn\n\
             Sở, ban, ngành;;;;;;;\n1;Sở Y tế;5;1;4;1;1;0\n2;Sở Xây dựng;7;2;5;2;2;1\n\
             ;Cộng;{first};3;9;3;3;1\nUBND cấp huyện;;;;;;;\n1;Huyện Hưng Hà;6;0;6;4;1;1\n\
             ;Cộng;6;0;6;4;1;1\n;trong đó: đất đai;2;0;2;1;1;0\n;TỔNG CỘNG;{last};3;15;7;4;2\n"
        )
    };
    assert_eq!(found(&table(12, 18)), []);
    let codes = |text: &str| -> Vec<(Code, u64)> {
        found(text).into_iter().map(|(code, row, ..)| (code, row)).collect()
    };
    assert_eq!(codes(&table(13, 18)), [(Code::IdentityBroken, 6), (Code::SumDiffers, 6)]);
    assert_eq!(codes(&table(12, 24)), [(Code::IdentityBroken, 11), (Code::SumDiffers, 11)]);
}

#[test]
fn a_second_table_below_is_read_too() {
    let form = std::fs::read_to_string(sample("06a-hung-ha-2024-06.csv")).expect("a sample");
    let alone = read_text(&form);
    let signatures = ";;NGƯỜI LẬP BIỂU;;;;;;;THỦ TRƯỞNG ĐƠN VỊ;;;\n;;Tên người ký;;;;;;;;;;\n";
    let s8 = std::fs::read_to_string(sample("s8-quynh-phu-2024-q1.csv")).expect("a sample");
    let other = s8.replace('|', ";");
    for between in ["", signatures] {
        let tables = tables_of(&format!("{form}{between}{other}"));
        let [first, second] = &tables[..] else { panic!("{} tables", tables.len()) };
        assert_eq!(first.rows, alone.rows);
        let expected = read_text(&other);
        assert_eq!((&second.unit, second.period), (&expected.unit, expected.period));
        let figures = |table: &cchc::aggregates::AggregateTable| -> Vec<_> {
            table.rows.iter().map(|row| (row.label.clone(), row.counts.clone())).collect()
        };
        assert_eq!(figures(second), figures(&expected));
    }
    assert_eq!(read_text(&format!("{form}{signatures}")).reading, []);
}
