//! Inputs that another program writes, replaces or removes while they are read: nothing is written, and the
//! file is named.
#![cfg(target_os = "linux")]

use std::fmt::Write as _;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use crate::support::cchc;

const HEADER: &str = "Mã hồ sơ;Đơn vị giải quyết;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý\n";
const PATIENCE: Duration = Duration::from_mins(1);

/// A log that takes a moment to read; every hundredth row is rejected.
fn log(rows: usize) -> String {
    let mut text = HEADER.to_owned();
    for row in 0..rows {
        let due = if row % 100 == 0 { "31/02/2024" } else { "14/06/2024" };
        let unit = row % 5;
        let _infallible = writeln!(text, "H-{row};Xã số {unit};03/06/2024;{due};12/06/2024");
    }
    text
}

struct Office(tempfile::TempDir);

impl Office {
    /// A folder with a project and one input.
    fn new(name: &str, content: &[u8]) -> Self {
        let office = Self(tempfile::tempdir().expect("a folder"));
        std::fs::create_dir(office.path("xuat")).expect("made");
        let settings = "[inputs]\npaths = [\"xuat\"]\n[report]\nformats = [\"json\"]\n";
        std::fs::write(office.path("cchc.toml"), settings).expect("written");
        std::fs::write(office.path(&format!("xuat/{name}")), content).expect("written");
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Everything that stands there besides the input.
    fn names(&self) -> Vec<String> {
        let entries = walkdir::WalkDir::new(self.0.path()).min_depth(1).sort_by_file_name();
        let names = entries.into_iter().filter_map(Result::ok).map(|entry| {
            entry.path().strip_prefix(self.0.path()).expect("below").display().to_string()
        });
        names.filter(|name| !name.starts_with("xuat") && name != "cchc.toml").collect()
    }
}

fn signal(name: &str, process: u32) {
    let sent = Command::new("kill").args(["-s", name, &process.to_string()]).status();
    assert!(sent.expect("`kill` is there").success());
}

/// Whether a process has a file open.
fn has_open(process: u32, file: &Path) -> bool {
    let handles = std::fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
    let mut behind = handles.filter_map(|handle| std::fs::read_link(handle.path()).ok());
    behind.any(|path| path == file)
}

/// Runs a command and changes its input at a moment when it has it open; exit code and talk.
fn changed_meanwhile(
    office: &Office,
    arguments: &[&str],
    input: &Path,
    change: &dyn Fn(&Path),
) -> (Option<i32>, String) {
    let input = input.canonicalize().expect("there");
    for _ in 0..50 {
        let mut command = cchc(arguments);
        command.current_dir(office.0.path()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("starts");
        let begin = Instant::now();
        while !has_open(child.id(), &input) && child.try_wait().expect("a child").is_none() {
            assert!(begin.elapsed() < PATIENCE, "nothing happened");
        }
        if child.try_wait().expect("a child").is_none() {
            signal("STOP", child.id());
            let is_reading = has_open(child.id(), &input);
            if is_reading {
                change(&input);
            }
            signal("CONT", child.id());
            if is_reading {
                let output = child.wait_with_output().expect("ends");
                return (
                    output.status.code(),
                    String::from_utf8_lossy(&output.stderr).into_owned(),
                );
            }
        }
        // Too fast for us; whatever it wrote is not of this test.
        child.wait().expect("ends");
        for name in office.names().iter().rev() {
            let path = office.path(name);
            let _gone = if path.is_dir() {
                std::fs::remove_dir_all(path)
            } else {
                std::fs::remove_file(path)
            };
        }
    }
    panic!("it was never seen reading");
}

fn append(path: &Path) {
    let mut file = File::options().append(true).open(path).expect("opened");
    file.write_all("H-x;Xã số 1;03/06/2024;14/06/2024;12/06/2024\n".as_bytes()).expect("written");
}

/// Another file of the same size and time, as a sync program puts it in place.
fn replace(path: &Path) {
    let facts = path.metadata().expect("there");
    let mut content = std::fs::read(path).expect("there");
    let middle = content.len() / 2;
    content[middle] ^= 1;
    let new = path.with_extension("new");
    std::fs::write(&new, content).expect("written");
    let file = File::options().append(true).open(&new).expect("opened");
    file.set_modified(facts.modified().expect("a time")).expect("set");
    std::fs::rename(&new, path).expect("renamed");
}

fn remove(path: &Path) {
    std::fs::remove_file(path).expect("removed");
}

const ROWS: usize = 60_000;

/// What happens to a file while it is read.
type Change = fn(&Path);

#[test]
fn no_command_writes_or_shows_what_it_read_of_a_file_that_changed() {
    let text = log(ROWS);
    let changes: [(&str, Change); 3] =
        [("longer", append), ("replaced", replace), ("removed", remove)];
    let commands: [&[&str]; 9] = [
        &["run", "--period", "2024-06"],
        &["report", "xuat", "--period", "2024-06", "--format", "json", "--output", "bao-cao"],
        &["tally", "xuat", "--period", "2024-06", "--output", "so-dem.json"],
        &["check", "xuat", "--rejects", "loai.csv"],
        &["check", "xuat", "--feedback", "can-sua"],
        &["list", "xuat", "--state", "rejected", "--output", "ds.csv"],
        &["list", "xuat", "--state", "late", "--output", "ds.xlsx"],
        &["stats", "xuat", "--output", "bang.csv"],
        &["series", "xuat", "--output", "chuoi.csv"],
    ];
    for (place, arguments) in commands.iter().enumerate() {
        let (name, change) = changes[place % changes.len()];
        let office = Office::new("log.csv", text.as_bytes());
        let input = office.path("xuat/log.csv");
        let (code, talk) = changed_meanwhile(&office, arguments, &input, &change);
        assert_eq!(code, Some(3), "{arguments:?}, {name}: {talk}");
        assert!(talk.contains("C0031") && talk.contains("log.csv"), "{arguments:?}: {talk}");
        assert!(talk.contains("thay đổi trong khi đang được đọc"), "{talk}");
        let left = office.names();
        let left: Vec<&String> = left
            .iter()
            .filter(|name| !["luu-tru", "luu-tru/.cchc.lock"].contains(&name.as_str()))
            .collect();
        assert!(left.is_empty(), "{arguments:?}, {name}: {left:?}");
    }
}

fn gzipped(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(content).expect("packed");
    encoder.finish().expect("packed")
}

fn zipped(content: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("log.csv", zip::write::SimpleFileOptions::default()).expect("begun");
    archive.write_all(content).expect("packed");
    archive.finish().expect("packed").into_inner()
}

fn workbook(rows: usize) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(log(rows).lines()) {
        for (column, cell) in (0..).zip(line.split(';')) {
            sheet.write_string(row, column, cell).expect("written");
        }
    }
    book.save_to_buffer().expect("saved")
}

#[test]
fn packed_files_and_workbooks_are_watched_too() {
    let text = log(ROWS);
    for (name, content) in [
        ("log.csv.gz", gzipped(text.as_bytes())),
        ("log.zip", zipped(text.as_bytes())),
        ("log.xlsx", workbook(ROWS / 6)),
    ] {
        for change in [append as fn(&Path), replace] {
            let office = Office::new(name, &content);
            let input = office.path(&format!("xuat/{name}"));
            let arguments = ["tally", "xuat", "--lang", "en", "--output", "so-dem.json"];
            let (code, talk) = changed_meanwhile(&office, &arguments, &input, &change);
            assert_eq!(code, Some(3), "{name}: {talk}");
            assert!(talk.contains("C0031") && talk.contains(name), "{name}: {talk}");
            assert_eq!(office.names(), <[&str; 0]>::default(), "{name}");
        }
    }
}

#[test]
fn a_file_behind_standard_input_is_watched_while_it_is_kept() {
    let office = Office::new("log.csv", log(20 * ROWS).as_bytes());
    let input = office.path("xuat/log.csv").canonicalize().expect("there");
    let arguments = ["tally", "-", "--output", "so-dem.json"];
    for _ in 0..50 {
        let mut command = cchc(&arguments);
        command.current_dir(office.0.path()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.stdin(File::open(&input).expect("opened")).spawn().expect("starts");
        let place = || std::fs::read_to_string(format!("/proc/{}/fdinfo/0", child.id()));
        let is_reading = || place().is_ok_and(|text| !text.starts_with("pos:\t0\n"));
        let begin = Instant::now();
        while !is_reading() && begin.elapsed() < PATIENCE {}
        signal("STOP", child.id());
        let length = input.metadata().expect("there").len();
        let at = place().expect("it lives");
        let at = at.lines().next().and_then(|line| line.strip_prefix("pos:\t")).expect("a place");
        let is_within = at.parse::<u64>().is_ok_and(|at| at < length);
        if is_within {
            append(&input);
        }
        signal("CONT", child.id());
        let mut talk = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut talk).expect("read");
        let code = child.wait().expect("ends").code();
        if is_within {
            assert_eq!(code, Some(3), "{talk}");
            assert!(talk.contains("thay đổi trong khi đang được đọc"), "{talk}");
            assert_eq!(office.names(), <[&str; 0]>::default());
            return;
        }
        std::fs::remove_file(office.path("so-dem.json")).expect("removed");
    }
    panic!("it was never seen reading");
}

#[test]
fn the_recorded_hash_is_that_of_the_file_whatever_it_is_packed_in() {
    let text = log(3_000);
    for (name, content) in [
        ("log.csv", text.clone().into_bytes()),
        ("log.csv.gz", gzipped(text.as_bytes())),
        ("log.zip", zipped(text.as_bytes())),
        ("log.xlsx", workbook(500)),
        // Read twice: its encoding, and the order of its dates, show behind the head only.
        (
            "utf16.csv",
            std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        ),
    ] {
        let office = Office::new(name, &content);
        let mut command = cchc(&["tally", "xuat", "--output", "so-dem.json"]);
        let output = command.current_dir(office.0.path()).output().expect("runs");
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let tally = std::fs::read(office.path("so-dem.json")).expect("written");
        let tally: serde_json::Value = serde_json::from_slice(&tally).expect("JSON");
        let sum = cchc::read::hexadecimal(&Sha256::digest(&content));
        assert_eq!(tally["sources"][0]["sha256"], sum, "{name}");
        assert_eq!(tally["sources"][0]["bytes"], content.len(), "{name}");
    }
}
