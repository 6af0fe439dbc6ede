//! `cchc report` as an office uses it: the same figures in every file and in `stats`, the same bytes
//! every time, an old report that survives, and cells that stay what they are.

mod brief;
mod equal;
mod hostile;
mod options;
mod units;

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::run;

/// A report in a folder of its own.
pub struct Written {
    folder: tempfile::TempDir,
}

impl Written {
    /// Writes a report with these arguments behind `report`.
    pub fn new(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("bao-cao");
        let target = target.to_str().expect("a UTF-8 path");
        let arguments = [&["report"], arguments, &["--output", target, "--quiet"]].concat();
        let output = run(&arguments);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}\n{errors}");
        assert!(output.stdout.is_empty(), "files are the answer");
        Self { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("bao-cao").join(name)
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        let path = self.path(name);
        std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).expect("UTF-8")
    }

    pub fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&self.bytes(name)).expect("JSON")
    }
}

/// Every file below a folder with its bytes, in order.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let files =
        walk.map(|entry| entry.expect("listed")).filter(|entry| entry.file_type().is_file());
    let read = files.map(|entry| {
        let name = entry.path().strip_prefix(folder).expect("below the folder");
        let name = name.to_str().expect("UTF-8").to_owned();
        (name, std::fs::read(entry.path()).expect("readable"))
    });
    read.collect()
}

/// A table of the JSON of a report.
pub fn table<'a>(report: &'a Value, id: &str) -> &'a Value {
    let tables = report["tables"].as_array().expect("tables");
    tables.iter().find(|table| table["id"] == id).unwrap_or_else(|| panic!("no table {id}"))
}
