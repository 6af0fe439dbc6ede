//! Cells that want to steer a terminal or a spreadsheet, and cells nobody may see.

use std::process::Output;

use super::{Folder, assert_has, stderr, stdout, with_rows};
use crate::support::run;

/// Red, a bell, a C1 control sequence, a carriage return that hides what stands before it.
const ESCAPE: &str = "\u{1b}[31mXã Đỏ\u{1b}[0m\u{7}\u{9b}31m";

#[track_caller]
fn steers_no_terminal(output: &Output) {
    for text in [stdout(output), stderr(output)] {
        let control = text.chars().find(|character| character.is_control() && *character != '\n');
        assert_eq!(control, None, "{text:?}");
    }
    assert_ne!(stdout(output) + &stderr(output), "");
}

/// A file whose names are hostile everywhere, and one row of every place a name can be shown.
fn hostile_folder() -> Folder {
    let rows = format!(
        "1;A{ESCAPE};{ESCAPE};{ESCAPE};15/01/2024;25/01/2024;26/01/2024;{ESCAPE}\n\
         2;B;{ESCAPE};Trực tiếp;15/01/2024;25/01/2024{ESCAPE};;\n\
         3;C;{ESCAPE};Trực tiếp;15/01/2024;25/01/2024;22/01/2024;Đang xử lý\n"
    );
    Folder::of(with_rows(&rows).replacen("STT", ESCAPE, 1))
}

#[test]
fn control_characters_never_reach_the_terminal_in_tables() {
    let folder = hostile_folder();
    for arguments in [
        &[folder.name()][..],
        &["stats", folder.name()],
        &["stats", folder.name(), "--by", "channel,status", "--verbose"],
        &["check", folder.name()],
        &["inspect", folder.name()],
    ] {
        steers_no_terminal(&run(arguments));
    }
}

#[test]
fn control_characters_never_reach_the_terminal_in_markdown() {
    let folder = hostile_folder();
    for arguments in [
        &[folder.name()][..],
        &["stats", folder.name()],
        &["check", folder.name()],
        &["inspect", folder.name()],
    ] {
        steers_no_terminal(&run(&[arguments, &["--format", "md"]].concat()));
    }
}

#[test]
fn control_characters_never_reach_the_terminal_in_messages() {
    let folder = hostile_folder();
    steers_no_terminal(&run(&["stats", folder.name(), "--where", "unit=Xã Đỏ 2"]));
    steers_no_terminal(&run(&["stats", folder.name(), "--where", &format!("unit={ESCAPE}2")]));
    steers_no_terminal(&run(&["stats", &format!("khong-co-{ESCAPE}.csv")]));
    steers_no_terminal(&run(&["stats", folder.name(), "--period", ESCAPE]));
}

#[test]
fn control_characters_of_a_header_never_reach_the_terminal_when_the_file_is_refused() {
    for header in [format!("STT;Mã hồ sơ;{ESCAPE}"), format!("Ký hiệu;Nơi làm;{ESCAPE}")] {
        let folder = Folder::of(format!("{header}\n1;2;3\n"));
        for command in ["stats", "check", "inspect"] {
            steers_no_terminal(&run(&[command, folder.name()]));
        }
    }
}

#[cfg(unix)]
#[test]
fn control_characters_of_a_file_name_never_reach_the_terminal() {
    let folder = Folder::new();
    folder.write(
        &format!("{}.csv", ESCAPE.replace('/', "")),
        with_rows("1;;Xã A;;15/01/2024;;;\n2;B;Xã A;;15/01/2024;;;\n"),
    );
    folder.write(&format!("{ESCAPE}-2.csv"), "");
    for arguments in [
        &[folder.name()][..],
        &["stats", folder.name(), "--verbose"],
        &["check", folder.name()],
        &["inspect", folder.name()],
    ] {
        steers_no_terminal(&run(arguments));
    }
}

#[test]
fn a_line_break_in_a_name_does_not_break_a_table() {
    let folder = Folder::of(with_rows("1;A;\"Xã\nA\";;15/01/2024;;;\n"));
    let output = run(&["stats", folder.name(), "--quiet"]);
    assert_has(&stdout(&output), &["  Xã A  "]);
    let output = run(&["stats", folder.name(), "--quiet", "--format", "md"]);
    assert_has(&stdout(&output), &["| Xã A |"]);
}

#[test]
fn formulas_are_defused_in_csv_and_rejects() {
    let formulas = ["=cmd|' /C calc'!A0", "+1+cmd", "-2+3", "@SUM(A1)"];
    let rows: String = formulas
        .map(|text| {
            format!("1;{text};{text};{text};15/01/2024;;;\n2;{text}2;{text};{text};99/01/2024;;;\n")
        })
        .concat();
    let folder = Folder::of(with_rows(&rows));
    let target = Folder::new();
    let path = target.write("loi.csv", "");
    let stats = stdout(&run(&["stats", folder.name(), "--format", "csv"]));
    let check = stdout(&run(&["check", folder.name(), "--format", "csv", "--rejects", &path]));
    for text in [stats, check, target.read("loi.csv")] {
        let mut lines = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let cells: Vec<String> = lines
            .records()
            .flat_map(|line| line.expect("a row").iter().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        assert!(cells.iter().any(|cell| cell.starts_with('\'')), "{cells:?}");
        for cell in cells {
            let is_number = cell.parse::<f64>().is_ok();
            assert!(is_number || !cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
}

#[test]
fn markdown_and_tables_are_not_broken_by_their_own_signs() {
    let folder = Folder::of(with_rows("1;A;\"Xã | A *đậm* <b>\";;15/01/2024;;;\n"));
    let markdown = stdout(&run(&["stats", folder.name(), "--format", "md"]));
    assert_has(&markdown, &["Xã \\| A \\*đậm\\* \\<b\\>"]);
}

/// A person, and everything that says who it is.
const PERSONAL: [&str; 6] = [
    "Nguyễn Thị Bí Mật",
    "Số 12 ngõ Kín",
    "0912345678",
    "034199001234",
    "Trần Cán Bộ",
    "bimat@example.vn",
];

/// Good rows, a row of every reason to be refused, and a person in all of them.
fn personal_folder() -> Folder {
    let [name, address, phone, identity, officer, mail] = PERSONAL;
    let header = "STT;Chủ hồ sơ;Địa chỉ;Số điện thoại;Số CCCD;Email;Mã hồ sơ;Đơn vị giải quyết;Hình thức nộp;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái;Cán bộ xử lý;Ghi chú";
    let person = format!("{name};{address};{phone};{identity};{mail}");
    let rows = [
        format!(
            "1;{person};A;Xã A;Trực tiếp;15/01/2024;20/01/2024;16/01/2024;Đang xử lý;{officer};{name}"
        ),
        format!("2;{person};;Xã A;Trực tiếp;15/01/2024;20/01/2024;;;{officer};{name}"),
        format!("3;{person};C;Xã A;Trực tiếp;99/01/2024;20/01/2024;;;{officer};{name}"),
        format!("4;{person};D;Xã A;Zalo;15/01/2024;20/01/2024;14/01/2024;;{officer};{name}"),
        format!(
            "5;{person};E;Xã A;Trực tiếp;15/01/2024;20/01/2024;;Đã trả kết quả;{officer};{name}"
        ),
        // One delimiter too many, one too few: every cell behind it stands in a wrong column.
        format!("6;;;;{person};F;Xã A;Trực tiếp;15/01/2024;20/01/2024;;;{officer};{name}"),
        format!("7;F;Xã A;Trực tiếp;15/01/2024;20/01/2024;;{officer};{name};{person}"),
        format!("8;{name};{person};G;Xã A;Trực tiếp;15/01/2024;20/01/2024;;;{officer};{name}"),
        ";NGƯỜI LẬP BIỂU;;;;;;;;;;;;;".to_owned(),
        format!(";{officer};;;;;;{name};;;;;;;"),
    ];
    Folder::of(format!("{header}\n{}\n", rows.join("\n")))
}

#[track_caller]
fn names_nobody(text: &str) {
    for value in PERSONAL {
        assert!(!text.contains(value), "`{value}` is shown:\n{text}");
    }
}

#[test]
fn no_value_of_a_personal_column_is_ever_shown() {
    let folder = personal_folder();
    for command in [&[][..], &["stats"], &["check"]] {
        for format in ["table", "md", "csv", "json"] {
            let output =
                run(&[command, &[folder.name(), "--verbose", "--format", format]].concat());
            names_nobody(&(stdout(&output) + &stderr(&output)));
            assert_ne!(stdout(&output), "");
        }
    }
}

#[test]
fn no_value_of_a_personal_column_is_shown_by_inspect() {
    let folder = personal_folder();
    for format in ["table", "md", "csv", "json"] {
        let output = run(&["inspect", folder.name(), "--format", format]);
        names_nobody(&(stdout(&output) + &stderr(&output)));
        assert_has(&stdout(&output), &["Số điện thoại"]);
    }
}

#[test]
fn no_value_of_a_personal_column_is_written_to_the_rejects() {
    let folder = personal_folder();
    let target = Folder::new();
    let path = target.write("loi.csv", "");
    run(&["check", folder.name(), "--rejects", &path]);
    let written = target.read("loi.csv");
    assert_eq!(written.lines().count(), 1 + 7, "seven rejected rows:\n{written}");
    names_nobody(&written);
}

#[test]
fn no_value_of_a_row_is_shown_when_no_header_is_found() {
    let [name, _, phone, ..] = PERSONAL;
    let folder = Folder::of(format!("Ký hiệu;Người;Máy;Bắt đầu\nA1;{name};{phone};15/01/2024\n"));
    for command in ["stats", "check", "inspect"] {
        let output = run(&[command, folder.name()]);
        let told = stdout(&output) + &stderr(&output);
        names_nobody(&told);
        assert_has(&told, &["Ký hiệu | Người | Máy | Bắt đầu"]);
    }
}
