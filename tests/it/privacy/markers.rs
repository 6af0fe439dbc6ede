//! A log with a marker in every place where a person stands, through every command, format and
//! verbosity: no marker is in an answer or a file.

use std::io::Read;
use std::path::Path;

use super::{Inputs, count_of};
use crate::support::{cchc, repository, run};

const HEADER: &str = "STT;Mã hồ sơ;Nội dung hồ sơ;Đơn vị/cá nhân giải quyết;Hình thức nộp;Chủ hồ sơ;Địa chỉ liên hệ;Số ĐT;E-mail;Cột lạ;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái;Đánh giá;Ghi chú";
/// What marks a person: in letters, and numbers of a telephone and of a card.
const MARKERS: [&str; 3] = ["zqm", "09111111", "034099001234"];

/// The cells of a row that is right, with people in the columns that are theirs.
fn cells(number: usize) -> Vec<String> {
    let id = format!("H54-240603-{number:04}");
    let number = number.to_string();
    [
        &number,
        &id,
        "Đăng ký khai sinh",
        "UBND xã Quỳnh Mỹ",
        "Trực tuyến",
        "Nguyễn Văn ZQMA",
        "Thôn ZQMB",
        "0911111101",
        "zqmc@x.vn",
        "ZQMD",
        "03/06/2024",
        "10/06/2024",
        "07/06/2024",
        "Đã trả kết quả",
        "Hài lòng",
        "ZQME",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// The log: people in titles, columns, mixed columns, shifted and broken rows, and below the table.
fn log() -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut add = |change: &dyn Fn(&mut Vec<String>)| {
        let mut row = cells(rows.len() + 1);
        change(&mut row);
        rows.push(row);
    };
    for number in 0..24 {
        add(&|row| {
            if number % 2 == 0 {
                "UBND xã Quỳnh Hoa".clone_into(&mut row[3]);
            }
            if number % 5 == 0 {
                "05/06/2024".clone_into(&mut row[11]);
            }
        });
    }
    let set = |changes: &'static [(usize, &'static str)]| {
        move |row: &mut Vec<String>| {
            for (place, text) in changes {
                (*text).clone_into(&mut row[*place]);
            }
        }
    };
    for open in ["", "07/06/2024", ""] {
        add(&|row| {
            set(&[
                (2, "Khai sinh cho cháu ZQMG con ông ZQMH"),
                (3, "Trần Thị ZQMF"),
                (11, "05/06/2024"),
            ])(row);
            open.clone_into(&mut row[12]);
            if open.is_empty() {
                "Đang xử lý".clone_into(&mut row[13]);
            }
        });
    }
    add(&set(&[(3, "Phòng Tư pháp - Lê Văn ZQMI"), (12, "20/06/2024")]));
    add(&set(&[(3, "0911111102")]));
    add(&set(&[(3, "zqmj@x.vn")]));
    add(&set(&[(4, "Ông ZQMK"), (13, "Nguyễn ZQMM"), (14, "Bà Trần ZQML")]));
    add(&set(&[(10, "Nguyễn Thị ZQMR")]));
    add(&set(&[(12, "0911111103")]));
    add(&set(&[(11, "034099001234")]));
    add(&set(&[(1, ""), (3, "Đỗ Văn ZQMS")]));
    add(&set(&[(3, "Bùi Thị ZQMT"), (12, "01/06/2024")]));
    add(&set(&[(3, "Ngô ZQMU"), (12, "")]));
    // A delimiter in a name moves the rest to the right, and a missing cell to the left.
    add(&|row| {
        row.insert(6, "bà ZQMO".to_owned());
        row.pop();
    });
    add(&|row| {
        row.remove(4);
        row.push(String::new());
    });
    add(&|row| {
        row.drain(3..5);
        row.extend([String::new(), String::new()]);
    });
    add(&|row| row.push("ZQMQ".to_owned()));
    let rows: Vec<String> = rows.iter().map(|row| row.join(";")).collect();
    let wide = |text: &str| format!("{text}{}", ";".repeat(15 - text.matches(';').count()));
    let above = [
        "UBND HUYỆN QUỲNH PHỤ",
        "Người lập: Vũ Văn ZQMV; điện thoại 0911111104",
        "DANH SÁCH HỒ SƠ",
    ]
    .map(wide);
    let below = [
        "",
        "Tổng số;40",
        ";;NGƯỜI LẬP BIỂU;;KẾ TOÁN;;THỦ TRƯỞNG ĐƠN VỊ",
        ";;Hoàng Thị ZQMW;;Phan Văn ZQMX;;Đặng ZQMY",
        ";;ZQMZ",
    ]
    .map(wide);
    format!("{}\n{HEADER}\n{}\n{}\n", above.join("\n"), rows.join("\n"), below.join("\n"))
}

const SETTINGS: &str = "[inputs]\npaths = [\"xuat\"]\n[report]\nfolder = \"bao-cao/{period}\"\nforms = [\"06a\"]\n[archive]\nfolder = \"luu-tru\"\n";

/// A table without names of columns.
const NAMELESS: &str =
    "Nguyễn Văn ZQMNA,Thôn ZQMNB,nữ,zqmnc@x.vn\nTrần Thị ZQMND,Thôn Tây,nam,zqmne@x.vn\n";

/// A workbook of these cells, with people where only a workbook has them: its author, a note, a hidden
/// column and another sheet.
fn workbook(text: &str, delimiter: char) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let author = rust_xlsxwriter::DocProperties::new().set_author("Lương Thị ZQMAA");
    book.set_properties(&author);
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split(delimiter)).filter(|(_, cell)| !cell.is_empty())
        {
            sheet.write_string(row, column, cell).expect("a cell");
        }
    }
    let note = rust_xlsxwriter::Note::new("Hỏi bà ZQMAB, 0911111105").set_author("ZQMAC");
    sheet.insert_note(5, 3, &note).expect("a note");
    sheet.set_column_hidden(6).expect("hidden");
    let other = book.add_worksheet();
    for (row, cell) in (0..).zip(["Họ và tên", "Tạ Thị ZQMAD", "Hồ Văn ZQMAE"]) {
        other.write_string(row, 0, cell).expect("a cell");
        other.write_string(row, 1, "0911111106").expect("a cell");
    }
    book.save_to_buffer().expect("a workbook")
}

/// Every command with the log, a table without names of columns, and their options.
fn commands<'a>(log: &'a str, nameless: &'a str) -> Vec<Vec<&'a str>> {
    let mut commands: Vec<Vec<&str>> = vec![
        vec!["check", log, "--rejects", "r.csv"],
        vec!["check", log, "--feedback", "phan-hoi"],
        vec!["check", log, "--feedback", "phan-hoi"],
        vec!["inspect", log, "--write-profile", "p.toml"],
        vec!["inspect", nameless],
        vec!["inspect", nameless, "--write-profile", "p2.toml"],
        vec!["check", nameless],
        vec!["stats", log, "--profile", "p.toml"],
        vec!["explain", "late", log, "--dossiers", "d.xlsx"],
        vec!["explain", "received", log, "--dossiers", "d.csv"],
        vec!["tally", log, "--period", "2024-06", "--output", "t.json"],
        vec!["merge", "t.json"],
        vec!["report", log, "--period", "2024-06", "--output", "bc"],
        vec!["report", log, "--period", "2024-06", "--each", "unit", "--output", "tung-don-vi"],
        vec!["run", "--period", "2024-06"],
        vec!["verify"],
        vec!["series", "luu-tru"],
    ];
    for output in ["l.csv", "l.xlsx", "l.md", "l.json"] {
        commands.push(vec![
            "list", log, "--state", "received", "--period", "2024-06", "--output", output,
        ]);
    }
    for output in ["s.csv", "s.md", "s.json", "s.txt"] {
        commands.push(vec!["stats", log, "--by", "procedure", "--output", output]);
    }
    let questions: [&[&str]; 14] = [
        &[],
        &["stats", "--by", "unit"],
        &["stats", "--by", "procedure"],
        &["stats", "--by", "resolving_unit"],
        &["stats", "--by", "channel"],
        &["check"],
        &["inspect"],
        &["times"],
        &["list", "--state", "overdue"],
        &["list", "--state", "late"],
        &["list", "--state", "rejected"],
        &["list", "--state", "superseded"],
        &["explain", "late_rate"],
        &["score", "--index", "mot-cua-9"],
    ];
    for question in questions {
        for format in ["table", "json", "md", "csv"] {
            for talk in [None, Some("-v"), Some("-q")] {
                let mut command = question.to_vec();
                command.extend([log, "--format", format]);
                command.extend(talk);
                commands.push(command);
            }
        }
    }
    commands
}

/// All files below a folder, those inside of packed ones by themselves.
pub fn files_of(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files_of(&path));
            continue;
        }
        let bytes = std::fs::read(&path).expect("readable");
        let name = path.display().to_string();
        if let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(&bytes)) {
            for place in 0..archive.len() {
                let mut part = archive.by_index(place).expect("a part");
                let mut text = Vec::new();
                part.read_to_end(&mut text).expect("unpacked");
                let inside = part.name().expect("a name").into_owned();
                found.push((format!("{name}!{inside}"), text));
            }
            // What is packed has any three letters in a row, now and then.
            continue;
        }
        if bytes.starts_with(&[0x1F, 0x8B]) {
            let mut text = Vec::new();
            flate2::read::GzDecoder::new(&*bytes).read_to_end(&mut text).expect("unpacked");
            found.push((name, text));
            continue;
        }
        found.push((name, bytes));
    }
    found
}

fn marker_in(bytes: &[u8]) -> Option<&'static str> {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    MARKERS.into_iter().find(|marker| text.contains(marker))
}

#[test]
fn no_marker_of_a_person_is_in_any_answer_or_file() {
    let files = [("xuat/thang-06.csv", log().into_bytes()), ("khong-tieu-de.csv", NAMELESS.into())];
    shows_nobody(&files);
}

#[test]
fn nor_of_a_person_in_a_workbook() {
    let files = [
        ("xuat/thang-06.xlsx", workbook(&log(), ';')),
        ("khong-tieu-de.xlsx", workbook(NAMELESS, ',')),
    ];
    shows_nobody(&files);
}

/// Every command with a log and a table without names of columns, then all files that were written.
#[track_caller]
fn shows_nobody(files: &[(&str, Vec<u8>); 2]) {
    let inputs = Inputs::new();
    std::fs::create_dir(inputs.path("xuat")).expect("made");
    let written = files.each_ref().map(|(name, bytes)| inputs.write(name, bytes));
    inputs.write("cchc.toml", SETTINGS);
    let mut answered = 0;
    for arguments in commands(files[0].0, files[1].0) {
        let output = cchc(&arguments).current_dir(inputs.path("")).output().expect("runs");
        answered += usize::from(output.status.success());
        for stream in [&output.stdout, &output.stderr] {
            let found = marker_in(stream);
            assert_eq!(found, None, "{arguments:?}\n{}", String::from_utf8_lossy(stream));
        }
        let talk = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() != Some(2), "{arguments:?}: {talk}");
    }
    assert!(answered > 100, "{answered}");
    let files = files_of(&inputs.path(""));
    assert!(files.len() > 40, "{}", files.len());
    assert!(files.iter().any(|(name, _)| name.contains("dossiers.csv.gz")), "an archive");
    let is_given = |name: &str| written.iter().any(|given| name.starts_with(given.as_str()));
    for (name, bytes) in files.iter().filter(|(name, _)| !is_given(name)) {
        let lines = String::from_utf8_lossy(bytes);
        let line = lines.lines().find(|line| marker_in(line.as_bytes()).is_some());
        assert_eq!(line, None, "{name}");
        assert_eq!(marker_in(name.as_bytes()), None, "{name}");
    }
}

#[test]
fn the_given_cases_show_nobody() {
    for name in ["no-header.csv", "officer-as-unit.csv", "sh.csv"] {
        let path = repository("tests/data/cases/privacy").join(name);
        let path = path.to_str().expect("UTF-8");
        for arguments in [
            &["stats", path, "--by", "unit"][..],
            &["stats", path, "--by", "procedure"],
            &["check", path],
            &["inspect", path],
            &["list", path, "--state", "rejected"],
        ] {
            for format in ["table", "json", "md"] {
                let output = run(&[arguments, &["--format", format]].concat());
                let text = String::from_utf8_lossy(&output.stdout).into_owned()
                    + &String::from_utf8_lossy(&output.stderr);
                for marker in ["ZQ", "zq", "09123", "Thôn Đ", "Thôn 1", "Ông"] {
                    assert!(!text.contains(marker), "{arguments:?} {marker}\n{text}");
                }
            }
        }
    }
}

#[test]
fn what_was_not_taken_is_said_and_the_dossiers_count() {
    let path = repository("tests/data/cases/privacy/officer-as-unit.csv");
    let path = path.to_str().expect("UTF-8");
    let stats =
        crate::support::json(&["stats", path, "--by", "unit", "--format", "json", "--quiet"]);
    assert_eq!(stats["total"]["counts"]["received"], 1);
    assert!(stats["rows"][0]["group"]["unit"].is_null(), "{stats}");
    let inputs = Inputs::new();
    let mixed = inputs.write("log.csv", log());
    assert_eq!((count_of(&mixed, "C0317"), count_of(path, "C0317")), (1, 1));
    let stats =
        crate::support::json(&["stats", &mixed, "--by", "unit", "--format", "json", "--quiet"]);
    let units: Vec<&str> = stats["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .filter_map(|row| row["group"]["unit"].as_str())
        .collect();
    assert_eq!(units, ["Phòng Tư pháp", "UBND xã Quỳnh Hoa", "UBND xã Quỳnh Mỹ"]);
}

#[test]
fn an_id_of_digits_in_its_column_is_no_telephone() {
    let inputs = Inputs::new();
    let log = "Mã hồ sơ;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý\n0912345678;03/06/2024;02/06/2024;04/06/2024\n240603000112;03/06/2024;10/06/2024;01/06/2024\n";
    let path = inputs.write("log.csv", log);
    let text = crate::support::answer(
        &["list", &path, "--state", "received", "--format", "csv", "--quiet"],
        0,
    );
    assert!(text.contains("0912345678"), "{text}");
    let text = crate::support::answer(
        &["list", &path, "--state", "rejected", "--format", "csv", "--quiet"],
        0,
    );
    assert!(text.contains("240603000112"), "{text}");
}
