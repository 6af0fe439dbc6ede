//! The logs beside the dossier log: each is read from what offices keep, accounts for every row, and
//! refuses what it would have to guess.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

mod forms;
mod kinds;
mod profiles;
mod ranks;
mod samples;
mod targets;
mod told;

use cchc::columns::LogProfile;
use cchc::findings::{FindingCode, Findings};
use cchc::read::{Opener, Source, discover};
use cchc::records::{Log, LogResult};

/// The function that reads one kind of log.
type Read<T> = fn(&Opener, &[Source], Option<&LogProfile>) -> LogResult<T>;

/// Reads files of a folder that is gone afterwards: name and content of each.
fn read_files<T>(read: Read<T>, files: &[(&str, &[u8])], profile: Option<&LogProfile>) -> Log<T> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut paths = Vec::new();
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::write(&path, content).expect("written");
        paths.push(path.display().to_string());
    }
    let opener = Opener::default();
    let found = discover(&paths).expect("files");
    let found = opener.expand(found).expect("exports");
    let log = read(&opener, &found.sources, profile).expect("an account that adds up");
    log.ledger.check().expect("an account that adds up");
    log
}

/// Reads one CSV.
fn read_text<T>(read: Read<T>, text: &str) -> Log<T> {
    read_files(read, &[("log.csv", text.as_bytes())], None)
}

/// Code, row and value of every finding, in the order of the codes.
fn told(findings: &Findings) -> Vec<(FindingCode, Option<u64>, Option<&str>)> {
    findings.iter().map(|one| (one.code, one.row, one.value.as_deref())).collect()
}
