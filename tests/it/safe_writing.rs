//! Runs that are stopped, killed, or find the disk full: the target is the whole old or the whole new
//! file, and nothing else stays.
#![cfg(target_os = "linux")]

mod disks;
mod stops;
mod together;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::{cchc, run};

const HEADER: &str =
    "STT;Mã hồ sơ;Đơn vị giải quyết;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái\n";

/// Each gets a workbook, so that writing takes a while.
const UNITS: usize = 150;

/// No test waits longer for anything.
const PATIENCE: Duration = Duration::from_mins(1);

type Tree = BTreeMap<String, Vec<u8>>;

/// A folder with exports and answers.
struct Office(tempfile::TempDir);

impl Office {
    /// A log in which ten dossiers of every unit are due on a day that there is none.
    fn new() -> Self {
        let office = Self(tempfile::tempdir().expect("a folder"));
        std::fs::create_dir(office.path("xuat")).expect("made");
        office.export("31/02/2024");
        office
    }

    /// Writes the log; the dossiers to mend are due on this day.
    fn export(&self, due: &str) {
        let row = |row: usize| {
            let due = if row < UNITS * 10 { due } else { "29/12/2024" };
            let unit = row % UNITS;
            format!("{row};H-{row};Xã số {unit};15/01/2024;{due};;Đang xử lý\n")
        };
        let rows = (0..UNITS * 20).map(row).collect::<Vec<_>>().concat();
        std::fs::write(self.path("xuat/log.csv"), format!("{HEADER}{rows}")).expect("written");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn name(&self, name: &str) -> String {
        self.path(name).to_str().expect("a UTF-8 path").to_owned()
    }

    fn feedback(&self, folder: &str) -> Command {
        let [exports, folder] = [self.name("xuat"), self.name(folder)];
        silent(cchc(&["check", &exports, "--feedback", &folder]))
    }

    /// A package with a folder for each unit.
    fn report(&self, folder: &str) -> Command {
        let [exports, folder] = [self.name("xuat"), self.name(folder)];
        let options = ["--each", "unit", "--format", "json,md", "--force", "--output", &folder];
        silent(cchc(&[&["report", &exports], &options[..]].concat()))
    }

    fn stats(&self, file: &str) -> Command {
        let [exports, file] = [self.name("xuat"), self.name(file)];
        silent(cchc(&["stats", &exports, "--by", "unit", "--format", "csv", "--output", &file]))
    }
}

fn silent(mut command: Command) -> Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Every file below a folder, hidden ones too.
fn tree(folder: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(folder).into_iter();
    let files =
        entries.map(|entry| entry.expect("listed")).filter(|entry| !entry.file_type().is_dir());
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("below").display().to_string();
            (name, std::fs::read(entry.path()).expect("readable"))
        })
        .collect()
}

fn write_tree(folder: &Path, tree: &Tree) {
    std::fs::create_dir_all(folder).expect("made");
    for (name, content) in tree {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        std::fs::write(path, content).expect("written");
    }
}

/// Names in a folder that only an unfinished run has.
fn litter(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with(".cchc-")).collect()
}

fn end(child: &mut Child) -> ExitStatus {
    let begin = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("a child") {
            return status;
        }
        if begin.elapsed() > PATIENCE {
            child.kill().expect("killed");
            panic!("it does not end");
        }
        sleep(Duration::from_millis(1));
    }
}

#[cfg(unix)]
#[test]
fn what_tells_of_single_dossiers_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::new();
    let mode = |name: &str| {
        let facts = office.path(name).metadata().expect("there");
        facts.permissions().mode() & 0o777
    };
    assert!(office.feedback("can-sua").status().expect("runs").success());
    let [exports, rejects] = [office.name("xuat"), office.name("loai.csv")];
    // An old file that others could read.
    std::fs::write(office.path("loai.csv"), "old").expect("written");
    assert_eq!(run(&["check", &exports, "--rejects", &rejects]).status.code(), Some(0));
    assert_eq!((mode("loai.csv"), mode("can-sua")), (0o600, 0o700));
    for name in tree(&office.path("can-sua")).keys() {
        assert_eq!(mode(&format!("can-sua/{name}")), 0o600, "{name}");
    }
}

fn talk(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
