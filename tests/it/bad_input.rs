//! Wrong, broken and hostile input: what is refused says what is wrong and what to do, in both
//! languages, and nothing else is lost with it.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

mod files;
mod hostile;
mod layouts;
mod outputs;
mod profiles;
mod requests;
mod rows;
mod streams;

use std::path::{Path, PathBuf};
use std::process::Output;

use cchc::findings::FindingCode;
use serde_json::Value;

use crate::support::run;

/// The header that most cases use.
const HEADER: &str = "STT;Mã hồ sơ;Đơn vị giải quyết;Hình thức nộp;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái";

/// Two dossiers that can be counted, both received in January 2024.
const GOOD_ROWS: &str = "\
1;T-1;UBND xã Quỳnh Mỹ;Trực tuyến;15/01/2024;25/01/2024;22/01/2024;Đã trả kết quả
2;T-2;UBND xã Quỳnh Mỹ;Trực tiếp;16/01/2024;26/01/2024;;Đang xử lý
";

/// A file of [`HEADER`] and some rows.
fn with_rows(rows: &str) -> String {
    format!("{HEADER}\n{rows}")
}

/// So many lines, each made from its number.
fn lines(count: u64, line: impl Fn(u64) -> String) -> String {
    (0..count).map(line).collect()
}

/// A folder of exports that is gone when the test ends.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// A folder that holds one file, `log.csv`.
    fn of(content: impl AsRef<[u8]>) -> Self {
        let folder = Self::new();
        folder.write("log.csv", content);
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Its path as an argument.
    fn name(&self) -> &str {
        self.path().to_str().expect("a UTF-8 path")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// Writes a file and returns its path as an argument.
    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.file(name);
        std::fs::write(&path, content).expect("written");
        path.to_str().expect("a UTF-8 path").to_owned()
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.file(name)).expect("readable")
    }

    /// Names of everything in it, hidden files too.
    fn listing(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.path()).expect("a folder");
        let name = |entry: std::io::Result<std::fs::DirEntry>| {
            let name = entry.expect("an entry").file_name();
            name.into_string().expect("a UTF-8 name")
        };
        let mut names: Vec<String> = entries.map(name).collect();
        names.sort();
        names
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[track_caller]
fn assert_code(output: &Output, code: i32, arguments: &[&str]) {
    let talk = stderr(output);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{talk}");
}

#[track_caller]
fn assert_has(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "`{word}` is missing in:\n{text}");
    }
}

/// Runs in both languages; standard error has to hold the words of its language, and standard output
/// nothing.
#[track_caller]
fn refused(arguments: &[&str], code: i32, vi: &[&str], en: &[&str]) {
    for (lang, words) in [("vi", vi), ("en", en)] {
        let output = run(&[arguments, &["--lang", lang]].concat());
        assert_code(&output, code, arguments);
        assert_has(&stderr(&output), words);
        assert_eq!(stdout(&output), "", "{arguments:?}");
    }
}

/// The answer of `check` as JSON, whatever its exit code.
fn checked(folder: &Folder) -> Value {
    let output = run(&["check", folder.name(), "--format", "json"]);
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The answer of `stats` as JSON, whatever its exit code.
fn counted(folder: &Folder, options: &[&str]) -> Value {
    let output = run(&[&["stats", folder.name(), "--format", "json"], options].concat());
    let talk = stderr(&output);
    let stats = serde_json::from_slice(&output.stdout);
    without_files(stats.unwrap_or_else(|error| panic!("{error}\n{talk}")))
}

/// An answer without the names of its files.
fn without_files(mut stats: Value) -> Value {
    stats["coverage"].take();
    stats
}

/// The findings of one code as (row, column, value).
fn findings(checked: &Value, code: FindingCode) -> Vec<(Option<u64>, Option<&str>, Option<&str>)> {
    let all = checked["findings"].as_array().expect("findings");
    all.iter()
        .filter(|finding| finding["name"] == code.name())
        .map(|finding| {
            let value = finding["value"].as_str();
            (finding["row"].as_u64(), finding["column"].as_str(), value)
        })
        .collect()
}
