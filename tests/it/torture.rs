//! Files that torture a reader of CSV: every one is read right or refused by name and place, without a
//! panic, a hang or unbounded memory.

mod fuzz;
mod shapes;
mod sizes;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use cchc::dossiers::{LoadRequest, Loaded, load};
use cchc::findings::Ledger;
use cchc::read::{Discovery, Opener, Source};

/// No case may take longer; most take a millisecond.
const LIMIT: Duration = Duration::from_mins(1);

/// The header of most cases.
const HEADER: &str = "Mã hồ sơ,Đơn vị giải quyết,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý";

/// Loads one file, or what is in it, on two threads; panics when it takes too long.
fn loaded(path: &Path) -> Loaded {
    let file = vec![Source::File(path.to_path_buf())];
    let (done, answer) = mpsc::channel();
    let thread = std::thread::spawn(move || {
        let opener = Opener::default();
        let discovery = Discovery { sources: file, ..Discovery::default() };
        let request = LoadRequest {
            sources: opener.expand(discovery).expect("few sources").sources,
            opener,
            threads: 2,
            keep_rejects: true,
            ..LoadRequest::default()
        };
        // Nobody listens any more when it took too long.
        drop(done.send(load(&request)));
    });
    match answer.recv_timeout(LIMIT) {
        Ok(answer) => answer.expect("the columns fit and the ledger adds up"),
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("{}: takes too long", path.display()),
        Err(mpsc::RecvTimeoutError::Disconnected) => match thread.join() {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(()) => unreachable!("the answer was sent"),
        },
    }
}

/// Writes bytes to a file and loads it.
fn loaded_bytes(bytes: &[u8]) -> Loaded {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log.csv");
    std::fs::write(&path, bytes).expect("written");
    loaded(&path)
}

/// What became of a file, in one line: `3 read, 2 counted, 1 ragged_row`, or the code of the failure
/// and its row.
fn outcome(loaded: &Loaded) -> String {
    if loaded.failed_files > 0 {
        let failures = loaded.findings.iter().filter(|finding| finding.code.is_file_failure());
        let failure = failures.min_by_key(|finding| finding.row).expect("a failure has a finding");
        assert!(!failure.file.is_empty(), "a failure names its file");
        let row = failure.row.map(|row| format!(" in row {row}")).unwrap_or_default();
        return format!("{}{row}", failure.code.name());
    }
    account(&loaded.ledger)
}

fn account(ledger: &Ledger) -> String {
    ledger.check().expect("every row is accounted for");
    let mut parts: BTreeMap<&str, u64> = BTreeMap::new();
    for (reason, rows) in &ledger.excluded {
        parts.insert(reason.name(), *rows);
    }
    for (reason, rows) in &ledger.rejected {
        parts.insert(reason.name(), *rows);
    }
    if ledger.superseded > 0 {
        parts.insert("superseded", ledger.superseded);
    }
    let parts: Vec<String> =
        parts.into_iter().map(|(reason, rows)| format!(", {rows} {reason}")).collect();
    format!("{} read, {} counted{}", ledger.read, ledger.counted, parts.concat())
}
