//! Runs that are stopped, killed, or find the disk full: the target is the whole old or the whole new
//! file, and nothing else stays.
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::{cchc, run};

const HEADER: &str =
    "STT;Mã hồ sơ;Đơn vị giải quyết;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái\n";
/// Each gets a workbook, so that writing takes a while.
const UNITS: usize = 150;
/// The signals that ask a program to end.
const SIGNALS: [(&str, u32); 3] = [("HUP", 1), ("INT", 2), ("TERM", 15)];
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

fn send(signal: &str, child: &Child) {
    let id = child.id().to_string();
    let sent = Command::new("kill").args(["-s", signal, &id]).stderr(Stdio::null()).status();
    sent.expect("`kill` is there");
}

/// Waits for something; false when the child ends before.
fn wait_for(child: &mut Child, what: impl Fn() -> bool) -> bool {
    let begin = Instant::now();
    while begin.elapsed() < PATIENCE {
        if what() {
            return true;
        }
        if child.try_wait().expect("a child").is_some() {
            return false;
        }
        sleep(Duration::from_millis(1));
    }
    panic!("nothing happened");
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

/// The signals in one line of a process's status.
fn mask(process: &str, line: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let mask = status.lines().find_map(|text| text.strip_prefix(line)?.strip_prefix(':'));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
}

fn has(mask: u64, number: u32) -> bool {
    mask & (1 << (number - 1)) != 0
}

/// The code of a run that a signal ends. Under `nohup` and the like the program ignores what this test
/// run was told to ignore.
fn codes(number: u32) -> Vec<Option<i32>> {
    let stopped = i32::try_from(128 + number).ok();
    if has(mask("self", "SigIgn"), number) { vec![Some(0)] } else { vec![stopped, Some(0)] }
}

#[test]
fn a_signal_ends_the_run_with_its_own_code_and_leaves_the_old_file() {
    for (signal, number) in SIGNALS {
        let office = Office::new();
        std::fs::write(office.path("bang.csv"), "old").expect("written");
        let file = office.name("bang.csv");
        let mut command = silent(cchc(&["stats", "-", "--output", &file]));
        let mut child = command.stdin(Stdio::piped()).spawn().expect("starts");
        let id = child.id().to_string();
        if has(mask("self", "SigIgn"), number) {
            child.kill().expect("killed");
            child.wait().expect("ends");
            continue;
        }
        // It waits for its input, which never comes.
        assert!(wait_for(&mut child, || has(mask(&id, "SigCgt"), 15)));
        send(signal, &child);
        let status = end(&mut child);
        assert_eq!(status.code(), i32::try_from(128 + number).ok(), "{signal}");
        assert_eq!(std::fs::read(office.path("bang.csv")).expect("there"), b"old");
        assert_eq!(litter(office.0.path()), <[&str; 0]>::default());
    }
}

#[test]
fn a_signal_that_was_ignored_at_the_start_stays_ignored() {
    let office = Office::new();
    let mut child = Command::new("sh")
        .args(["-c", r#"trap "" HUP; exec "$0" stats - --output "$1""#])
        .args([env!("CARGO_BIN_EXE_cchc"), &office.name("bang.csv")])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let id = child.id().to_string();
    assert!(wait_for(&mut child, || has(mask(&id, "SigCgt"), 15)));
    send("HUP", &child);
    sleep(Duration::from_millis(100));
    let mut pipe = child.stdin.take().expect("a pipe");
    pipe.write_all(&std::fs::read(office.path("xuat/log.csv")).expect("there")).expect("read");
    drop(pipe);
    assert_eq!(end(&mut child).code(), Some(0));
    assert!(office.path("bang.csv").exists());
}

#[test]
fn stopped_or_killed_at_any_moment_the_workbooks_are_all_old_or_all_new() {
    let office = Office::new();
    assert!(office.feedback("can-sua").status().expect("runs").success());
    // What somebody keeps there, in a folder too, stays whatever happens.
    std::fs::create_dir(office.path("can-sua/thư từ")).expect("made");
    std::fs::write(office.path("can-sua/thư từ/ghi chú.txt"), "của tôi").expect("written");
    let old = tree(&office.path("can-sua"));
    assert!(old.len() > UNITS / 2, "{} workbooks", old.len());
    office.export("30/02/2024");
    write_tree(&office.path("moi"), &old);
    let begin = Instant::now();
    assert!(office.feedback("moi").status().expect("runs").success());
    let whole_run = begin.elapsed();
    let new = tree(&office.path("moi"));
    assert_ne!(old, new);
    assert_eq!(new["thư từ/ghi chú.txt"], "của tôi".as_bytes());
    let target = office.path("can-sua");
    let mut stopped_while_writing = 0;
    for moment in 0..16_u32 {
        let (signal, number) =
            if moment % 4 == 3 { ("KILL", 9) } else { SIGNALS[moment as usize % 4] };
        let left = litter(office.0.path());
        let is_writing = || litter(office.0.path()).iter().any(|name| !left.contains(name));
        let mut child = office.feedback("can-sua").spawn().expect("starts");
        let id = child.id().to_string();
        wait_for(&mut child, || has(mask(&id, "SigCgt"), 15));
        if moment < 10 {
            // Into the writing, ever deeper.
            wait_for(&mut child, is_writing);
            sleep(whole_run * moment / 40);
        } else {
            sleep(whole_run * (moment - 10) / 6);
        }
        let was_writing = is_writing();
        send(signal, &child);
        let status = end(&mut child);
        let killed = [None, Some(0)];
        let codes = if number == 9 { killed.to_vec() } else { codes(number) };
        assert!(codes.contains(&status.code()), "{signal}: {status}");
        stopped_while_writing += usize::from(was_writing && status.code() != Some(0));
        let found = tree(&target);
        let names: Vec<&String> = found.keys().collect();
        assert!(found == old || found == new, "moment {moment}, {status}: {names:?}");
        if number != 9 {
            assert_eq!(litter(office.0.path()), <[&str; 0]>::default(), "moment {moment}");
        }
        if found != old {
            std::fs::remove_dir_all(&target).expect("removed");
            write_tree(&target, &old);
        }
    }
    let is_ignored = SIGNALS.iter().all(|(_, number)| has(mask("self", "SigIgn"), *number));
    assert!(stopped_while_writing > 0 || is_ignored, "no moment fell into the writing");
    assert!(office.feedback("can-sua").status().expect("runs").success());
    assert!(tree(&target) == new);
    assert_eq!(litter(office.0.path()), <[&str; 0]>::default(), "what was left went with this run");
    // Once more: not a byte and not a time is another one.
    let times = || -> Vec<_> {
        let entries = walkdir::WalkDir::new(&target).sort_by_file_name().into_iter().flatten();
        entries.map(|entry| entry.path().metadata().and_then(|it| it.modified()).ok()).collect()
    };
    let before = times();
    assert!(office.feedback("can-sua").status().expect("runs").success());
    assert!(tree(&target) == new && before == times());
}

#[test]
fn stopped_or_killed_at_any_moment_a_package_is_old_or_new() {
    let office = Office::new();
    assert!(office.report("bao-cao").status().expect("runs").success());
    let old = tree(&office.path("bao-cao"));
    assert!(old.len() > UNITS, "{} files", old.len());
    // Half of the dossiers are mended.
    office.export("20/02/2024");
    let begin = Instant::now();
    assert!(office.report("moi").status().expect("runs").success());
    let whole_run = begin.elapsed();
    let new = tree(&office.path("moi"));
    let target = office.path("bao-cao");
    let mut stopped_while_writing = 0;
    for moment in 0..8_u32 {
        let (signal, number) = if moment % 2 == 0 { ("TERM", 15) } else { ("KILL", 9) };
        let left = litter(office.0.path());
        let mut child = office.report("bao-cao").spawn().expect("starts");
        let is_its_own = |name: &String| !left.contains(name);
        wait_for(&mut child, || litter(office.0.path()).iter().any(is_its_own));
        sleep(whole_run * moment / 50);
        send(signal, &child);
        let status = end(&mut child);
        assert!([None, Some(0), Some(143)].contains(&status.code()), "{signal}: {status}");
        stopped_while_writing += usize::from(status.code() != Some(0));
        let found = tree(&target);
        assert!(found == old || found == new, "{signal} at moment {moment}: {status}");
        if number != 9 {
            assert_eq!(litter(office.0.path()), <[&str; 0]>::default(), "moment {moment}");
        }
        if found == new {
            // What the kill left goes with it.
            std::fs::remove_dir_all(&target).expect("removed");
            for name in litter(office.0.path()) {
                std::fs::remove_dir_all(office.path(&name)).expect("removed");
            }
            write_tree(&target, &old);
        }
    }
    assert!(stopped_while_writing > 0, "no moment fell into the writing");
    assert!(office.report("bao-cao").status().expect("runs").success());
    assert!(tree(&target) == new);
    assert_eq!(litter(office.0.path()), <[&str; 0]>::default(), "what was left went with this run");
}

#[test]
fn stopped_at_any_moment_a_file_is_old_or_new() {
    let office = Office::new();
    let begin = Instant::now();
    assert!(office.stats("moi.csv").status().expect("runs").success());
    let whole_run = begin.elapsed();
    let new = std::fs::read(office.path("moi.csv")).expect("there");
    for moment in 0..10_u32 {
        std::fs::write(office.path("bang.csv"), "old").expect("written");
        let mut child = office.stats("bang.csv").spawn().expect("starts");
        let id = child.id().to_string();
        wait_for(&mut child, || has(mask(&id, "SigCgt"), 15));
        sleep(whole_run * moment / 10);
        send("TERM", &child);
        let status = end(&mut child);
        assert!(codes(15).contains(&status.code()), "{status}");
        let found = std::fs::read(office.path("bang.csv")).expect("there");
        let expected: &[u8] = if status.code() == Some(0) { &new } else { b"old" };
        assert!(found == expected || found == new, "moment {moment}, {status}");
        assert_eq!(litter(office.0.path()), <[&str; 0]>::default(), "moment {moment}");
    }
}

#[test]
fn what_a_killed_run_leaves_goes_with_the_next_run() {
    let office = Office::new();
    let target = office.path("can-sua");
    std::fs::create_dir(&target).expect("made");
    let mut left = Vec::new();
    for _ in 0..10 {
        let mut child = office.feedback("can-sua").spawn().expect("starts");
        if wait_for(&mut child, || !litter(office.0.path()).is_empty()) {
            child.kill().expect("killed");
        }
        child.wait().expect("ends");
        left = litter(office.0.path());
        if !left.is_empty() {
            break;
        }
        std::fs::remove_dir_all(&target).expect("removed");
        std::fs::create_dir(&target).expect("made");
    }
    assert_eq!(left.len(), 1, "killed while it wrote");
    assert!(tree(&target).is_empty(), "nothing in place yet");
    assert!(office.feedback("can-sua").status().expect("runs").success());
    assert_eq!(litter(office.0.path()), <[&str; 0]>::default());
    assert!(target.join("xa-so-1.xlsx").exists());
}

#[test]
fn runs_that_write_the_same_file_at_once_do_not_disturb_each_other() {
    let office = Office::new();
    let children: Vec<Child> =
        (0..6).map(|_| office.stats("bang.csv").spawn().expect("starts")).collect();
    for mut child in children {
        assert_eq!(end(&mut child).code(), Some(0));
    }
    assert!(office.stats("moi.csv").status().expect("runs").success());
    let [one, other] = ["bang.csv", "moi.csv"].map(|name| std::fs::read(office.path(name)).ok());
    assert_eq!(one, other);
    assert_eq!(litter(office.0.path()), <[&str; 0]>::default());
}

#[test]
fn reports_that_go_to_the_same_folder_at_once_never_say_that_somebody_worked_in_it() {
    let office = Office::new();
    // Where nothing stands, and over an earlier report of another state.
    for round in 0..3 {
        let due = ["31/02/2024", "20/02/2024", "25/02/2024"][round % 3];
        office.export(due);
        let start = |_| {
            let mut command = office.report("bao-cao");
            command.stderr(Stdio::piped()).spawn().expect("starts")
        };
        let children: Vec<Child> = (0..4).map(start).collect();
        for child in children {
            let output = child.wait_with_output().expect("ends");
            assert_eq!(output.status.code(), Some(0), "round {round}: {}", talk(&output));
        }
        assert!(office.report("moi").status().expect("runs").success());
        assert!(tree(&office.path("bao-cao")) == tree(&office.path("moi")), "round {round}");
        assert_eq!(litter(office.0.path()), <[&str; 0]>::default());
    }
}

#[test]
fn rows_to_mend_written_at_once_are_those_of_one_run() {
    let office = Office::new();
    let start = |_| {
        let mut command = office.feedback("can-sua");
        command.stderr(Stdio::piped()).spawn().expect("starts")
    };
    let children: Vec<Child> = (0..4).map(start).collect();
    let mut done = 0;
    for child in children {
        let output = child.wait_with_output().expect("ends");
        let code = output.status.code();
        // Of runs that began before another ended, the later may have to run again; it says so.
        assert!(code == Some(0) || talk(&output).contains("cùng lúc"), "{}", talk(&output));
        done += usize::from(code == Some(0));
    }
    assert!(done > 0);
    assert!(office.feedback("moi").status().expect("runs").success());
    assert!(tree(&office.path("can-sua")) == tree(&office.path("moi")));
    assert_eq!(litter(office.0.path()), <[&str; 0]>::default());
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

/// Runs with a limit on the size of a file: 512 bytes in one shell, a kilobyte in another. What goes
/// beyond it meets a signal, which whoever starts the program may have had it ignore.
fn limited(is_ignored: bool, arguments: &[&str]) -> Output {
    let script = r#"ulimit -f 1; exec "$0" "$@""#;
    let script = if is_ignored { format!("trap '' XFSZ; {script}") } else { script.to_owned() };
    Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_cchc")])
        .args(arguments)
        .output()
        .expect("runs")
}

#[test]
fn a_file_that_cannot_be_written_to_its_end_leaves_the_old_one() {
    let office = Office::new();
    std::fs::write(office.path("bang.csv"), "old").expect("written");
    std::fs::create_dir(office.path("can-sua")).expect("made");
    let [exports, file, folder, report] =
        ["xuat", "bang.csv", "can-sua", "bao-cao"].map(|name| office.name(name));
    for (lang, words) in [("vi", "vượt giới hạn cỡ tệp"), ("en", "cannot write")] {
        for arguments in [
            &["stats", &exports, "--by", "unit", "--lang", lang, "--output", &file][..],
            &["check", &exports, "--lang", lang, "--feedback", &folder],
            &["check", &exports, "--lang", lang, "--rejects", &file],
            &["tally", &exports, "--lang", lang, "--output", &file],
            &["list", &exports, "--state", "rejected", "--lang", lang, "--output", &file],
            &["report", &exports, "--format", "json,md", "--lang", lang, "--output", &report],
        ] {
            for is_ignored in [true, false] {
                let output = limited(is_ignored, arguments);
                assert_eq!(output.status.code(), Some(5), "{arguments:?}: {}", talk(&output));
                assert!(talk(&output).contains(words), "{}", talk(&output));
                assert_eq!(litter(office.0.path()), <[&str; 0]>::default(), "{arguments:?}");
            }
        }
    }
    assert_eq!(std::fs::read(office.path("bang.csv")).expect("there"), b"old");
    assert!(!office.path("bao-cao").exists());
    assert_eq!(tree(&office.path("can-sua")), Tree::new());
}

/// Runs in a name space of its own, where anybody may mount a tiny disk; none where that is forbidden.
fn on_tiny_disk(office: &Office, mount: &str, arguments: &[&str]) -> Option<(Output, String)> {
    let may = Command::new("unshare").args(["-rm", "true"]).output();
    if !may.is_ok_and(|output| output.status.success()) {
        return None;
    }
    let disk = office.path("dia");
    std::fs::create_dir_all(&disk).expect("made");
    let script = format!(
        r#"disk="$1"; shift
        mount -t tmpfs -o size=16k none "$disk" && printf old > "$disk/bang.csv" && {mount} || exit 99
        "$@"; code=$?
        echo "$(ls -A "$disk") $(cat "$disk/bang.csv")" > "$disk.txt"
        exit $code"#
    );
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", &script, "sh"])
        .arg(&disk)
        .arg(env!("CARGO_BIN_EXE_cchc"))
        .args(arguments)
        .output()
        .expect("runs");
    let left = std::fs::read_to_string(office.path("dia.txt")).unwrap_or_default();
    Some((output, left.trim().to_owned()))
}

#[test]
fn a_full_or_read_only_disk_is_named_and_keeps_the_old_file() {
    let office = Office::new();
    let [exports, file] = ["xuat", "dia/bang.csv"].map(|name| office.name(name));
    let arguments = ["stats", &exports, "--by", "unit", "--format", "json", "--output", &file];
    for (mount, words) in
        [("true", "hết chỗ trên ổ đĩa"), (r#"mount -o remount,ro "$disk""#, "ổ đĩa chỉ cho đọc")]
    {
        // Where nobody may mount, the limit on the size of files in the test above has to do.
        let Some((output, left)) = on_tiny_disk(&office, mount, &arguments) else { return };
        assert_eq!(output.status.code(), Some(5), "{}", talk(&output));
        assert!(talk(&output).contains(words), "{}", talk(&output));
        assert_eq!(left, "bang.csv old");
    }
}

#[test]
fn a_name_too_long_for_the_disk_is_refused() {
    let office = Office::new();
    let name = office.name(&"x".repeat(300));
    let output = run(&["stats", &office.name("xuat"), "--output", &name]);
    assert_eq!(output.status.code(), Some(5));
    assert!(talk(&output).contains("tên quá dài"), "{}", talk(&output));
    assert_eq!(litter(office.0.path()), <[&str; 0]>::default());
}
