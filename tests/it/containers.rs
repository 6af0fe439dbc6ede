//! Workbooks, pages and archives: the same table gives the same figures in whatever it is packed,
//! and what is odd, broken or hostile about the packing is said.

mod absurd;
mod archives;
mod books;
mod broken;
mod cases;
mod equal;
mod exchanged;
mod faults;
mod ids;
mod merged;
mod pages;
mod records;
mod writers;

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use cchc::findings::FindingCode;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use serde_json::Value;
use zip::write::SimpleFileOptions;

use crate::support::run;

const LOG: &str = "\
STT;Mã hồ sơ;Đơn vị giải quyết;Hình thức nộp;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái
1;19937896;UBND xã Quỳnh Mỹ;Trực tuyến;15/01/2024;25/01/2024;22/01/2024;Đã trả kết quả
2;19937897;UBND xã Quỳnh Mỹ;Trực tiếp;16/01/2024;26/01/2024;29/01/2024;Đã trả kết quả
3;19937898;UBND xã An Ấp;Trực tiếp;17/01/2024;27/01/2024;;Đang xử lý
";

/// A folder of exports that is gone when the test ends.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file and returns its path as an argument.
    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path().join(name);
        std::fs::write(&path, content).expect("written");
        path.to_str().expect("a UTF-8 path").to_owned()
    }
}

type Table = Vec<Vec<String>>;

/// The rows of delimited text, blank lines too.
fn table(text: &str, delimiter: u8) -> Table {
    let text = text.trim_start_matches('\u{feff}');
    let mut records =
        cchc::read::Records::new(text.as_bytes(), cchc::read::Dialect::new(delimiter));
    let mut rows = Vec::new();
    while let Some(record) = records.advance() {
        let cell = |cell: std::borrow::Cow<'_, [u8]>| String::from_utf8(cell.into_owned());
        rows.push(record.cells().map(|bytes| cell(bytes).expect("UTF-8")).collect());
    }
    rows
}

/// How the cells of a workbook are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Typing {
    /// Everything is text.
    Text,
    /// Dates are dates, integers are numbers.
    Typed,
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, text: &str, typing: Typing) {
    let written = if let (Typing::Typed, Some(date)) = (typing, date(text)) {
        let format = Format::new().set_num_format("dd/mm/yyyy hh:mm:ss");
        sheet.write_datetime_with_format(row, column, &date, &format)
    } else if let (Typing::Typed, Some(number)) = (typing, integer(text)) {
        sheet.write_number(row, column, number)
    } else {
        sheet.write_string(row, column, text)
    };
    written.expect("a cell");
}

fn integer(text: &str) -> Option<f64> {
    let is_integer = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    text.parse().ok().filter(|_| is_integer)
}

/// `05/06/2024`, `07:30, 05/06/2024`, and the American form of the real log.
fn date(text: &str) -> Option<ExcelDateTime> {
    let forms = ["%d/%m/%Y %H:%M:%S", "%H:%M, %d/%m/%Y", "%m/%d/%Y %I:%M:%S %p"];
    let midnight = format!("{text} 00:00:00");
    let parse = |text: &str, form| chrono::NaiveDateTime::parse_from_str(text, form).ok();
    let moment =
        forms.iter().find_map(|form| parse(text, form).or_else(|| parse(&midnight, form)))?;
    ExcelDateTime::parse_from_str(&moment.format("%Y-%m-%dT%H:%M:%S").to_string()).ok()
}

fn fill(sheet: &mut Worksheet, rows: &Table, typing: Typing) {
    for (number, row) in (0..).zip(rows) {
        for (column, text) in (0..).zip(row).filter(|(_, text)| !text.is_empty()) {
            write_cell(sheet, number, column, text, typing);
        }
    }
}

/// A workbook of one sheet.
fn xlsx(rows: &Table, typing: Typing) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name("Dữ liệu").expect("a name"), rows, typing);
    book.save_to_buffer().expect("a workbook")
}

fn html(rows: &Table) -> String {
    let escape =
        |text: &String| text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>");
    let row = |row: &Vec<String>| {
        let cells = row.iter().map(escape).collect::<Vec<_>>().join("</td><td>");
        format!("<tr><td>{cells}</td></tr>")
    };
    let rows = rows.iter().map(row).collect::<Vec<_>>().join("\n");
    format!(
        "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta charset=\"utf-8\">\
         <style>td {{ mso-number-format: \"\\@\"; }}</style></head><body><table border=1>\n{rows}</table></body></html>"
    )
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let best = SimpleFileOptions::default().compression_level(Some(9));
        writer.start_file(*name, best).expect("an entry");
        writer.write_all(content).expect("written");
    }
    writer.finish().expect("an archive").into_inner()
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content).expect("compressed");
    encoder.finish().expect("compressed")
}

/// The answer of a command as JSON, with its exit code.
fn answered(arguments: &[&str]) -> (Value, Option<i32>) {
    let output = run(&[arguments, &["--format", "json"]].concat());
    let talk = String::from_utf8_lossy(&output.stderr).into_owned();
    let json = serde_json::from_slice(&output.stdout);
    (json.unwrap_or_else(|error| panic!("{arguments:?}: {error}\n{talk}")), output.status.code())
}

fn stats(path: &str, options: &[&str]) -> Value {
    let (mut answer, code) = answered(&[&["stats", path], options].concat());
    assert_eq!(code, Some(0), "{path}");
    // It names the files, which are what differs.
    answer["coverage"].take();
    answer
}

/// The findings of one code as (file, row, value); the file without its folder.
fn findings(path: &str, code: FindingCode) -> Vec<(String, Option<u64>, String)> {
    let (answer, _) = answered(&["check", path]);
    let all = answer["findings"].as_array().expect("findings").iter();
    let of_code = all.filter(|finding| finding["name"] == code.name());
    of_code
        .map(|finding| {
            let file = finding["file"].as_str().expect("a file");
            let file = file.rsplit_once(std::path::MAIN_SEPARATOR).map_or(file, |(_, name)| name);
            let value = finding["value"].as_str().unwrap_or_default();
            (file.to_owned(), finding["row"].as_u64(), value.to_owned())
        })
        .collect()
}

/// That a file alone ends the run with 3 and this code, in both languages.
#[track_caller]
fn is_refused(path: &str, code: FindingCode, value: &str) {
    for (lang, title) in [("vi", code.title().vi), ("en", code.title().en)] {
        let output = run(&["stats", path, "--lang", lang]);
        let talk = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{talk}");
        for word in [code.number(), title, value] {
            assert!(talk.contains(word), "`{word}` is missing in:\n{talk}");
        }
    }
}

fn fixture(name: &str) -> PathBuf {
    crate::support::repository("tests/data/containers").join(name)
}
