//! Runs that are stopped or killed: the target is the whole old or the whole new file, and nothing else
//! stays.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{Office, PATIENCE, UNITS, end, litter, silent, tree, write_tree};
use crate::support::cchc;

/// The signals that ask a program to end.
const SIGNALS: [(&str, u32); 3] = [("HUP", 1), ("INT", 2), ("TERM", 15)];

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
