//! What the program promises about people: which headings it takes for theirs, what of cells it shows,
//! and that nothing of a person stands in any answer or file.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

mod headings;
mod letters;
mod markers;
mod signs;

use std::path::PathBuf;

use crate::support::run;

/// A folder of inputs that is gone when the test ends.
struct Inputs(tempfile::TempDir);

impl Inputs {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file and returns its path as an argument.
    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).expect("written");
        path.to_str().expect("a UTF-8 path").to_owned()
    }
}

/// What a run wrote to both streams, with its exit code checked.
#[track_caller]
fn told(arguments: &[&str], code: i32) -> String {
    let output = run(arguments);
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{text}");
    text
}

/// How often a finding code was found.
fn count_of(path: &str, code: &str) -> u64 {
    let checked = crate::support::json(&["check", path, "--format", "json", "--quiet"]);
    let findings = checked["findings"].as_array().expect("findings");
    findings.iter().filter(|finding| finding["code"] == code).count() as u64
}
