//! Runs the program and reads its answers; shared by the command tests.

use std::path::PathBuf;
use std::process::{Command, Output};

/// A file of the repository.
pub fn repository(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The program with a fixed environment: Vietnamese unless a test asks otherwise, no colour.
pub fn cchc(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cchc"));
    command.current_dir(repository("")).args(arguments).env_clear();
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    command
}

/// Runs it to its end.
pub fn run(arguments: &[&str]) -> Output {
    cchc(arguments).output().expect("the program starts")
}

/// What it wrote to standard output, with its exit code checked.
pub fn answer(arguments: &[&str], code: i32) -> String {
    let output = run(arguments);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{errors}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Its answer as JSON.
pub fn json(arguments: &[&str]) -> serde_json::Value {
    serde_json::from_str(&answer(arguments, 0)).expect("JSON")
}

/// How many random cases a property is tried with: all of them where `CI` is set, else one in eight, at least 16.
pub fn cases(all: u32) -> u32 {
    const SHARE: u32 = 8;
    const FEWEST: u32 = 16;
    let is_full = std::env::var_os("CI").is_some();
    if is_full { all } else { (all / SHARE).max(FEWEST).min(all) }
}
