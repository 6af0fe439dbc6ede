//! The lines of the guide for cron and systemd, run as those two would: no terminal, hardly any
//! environment, another working folder.
#![cfg(target_os = "linux")]

use std::process::{Command, Stdio};

use super::office::Office;
use crate::support::repository;

fn guide() -> String {
    std::fs::read_to_string(repository("docs/en/month.md")).expect("there")
}

/// Runs a line of a shell as a scheduler does.
fn scheduled(office: &Office, line: &str) -> std::process::Output {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_cchc"));
    let path = format!("{}:/usr/bin:/bin", program.parent().expect("a folder").display());
    Command::new("sh")
        .args(["-c", line])
        .env_clear()
        .env("PATH", path)
        .env("HOME", office.home.path())
        .env("LOGNAME", "phong-cchc")
        .current_dir("/")
        .stdin(Stdio::null())
        .output()
        .expect("runs")
}

/// A home with the project in `~/cchc`, as the guide has it, and logs of the months around today.
fn home() -> Office {
    let office = Office::new();
    std::fs::create_dir(office.path("cchc")).expect("made");
    for name in ["cchc.toml", "xuat"] {
        std::fs::rename(office.path(name), office.path(&format!("cchc/{name}"))).expect("moved");
    }
    // The months of 2024 moved to the twelve before this one, so that `last-month` has dossiers.
    let today = chrono::Local::now().date_naive();
    let year = chrono::Datelike::year(&today);
    for entry in std::fs::read_dir(office.path("cchc/xuat")).expect("there").flatten() {
        let text = std::fs::read_to_string(entry.path()).expect("readable");
        let years = [year - 1, year].map(|year| {
            text.replace("/2024", &format!("/{year}")).replace("H-", &format!("H-{year}-"))
        });
        for (place, text) in years.iter().enumerate() {
            let name = format!("{place}-{}", entry.file_name().to_string_lossy());
            std::fs::write(office.path("cchc/xuat").join(name), text).expect("written");
        }
        std::fs::remove_file(entry.path()).expect("removed");
    }
    office
}

#[track_caller]
fn assert_month_is_there(office: &Office, output: &std::process::Output) {
    let talk = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{talk}");
    let months = std::fs::read_dir(office.path("cchc/luu-tru")).expect("there").flatten();
    let months = months.filter(|month| month.path().join("run.json").exists()).count();
    assert_eq!(months, 1, "{talk}");
}

#[test]
fn the_line_for_cron_runs_the_month() {
    let guide = guide();
    let line = guide.lines().find(|line| line.starts_with("30 6 2 * * ")).expect("a cron line");
    let line = line.trim_start_matches("30 6 2 * * ");
    assert!(!line.contains('%'), "cron ends a line there");
    let office = home();
    let output = scheduled(&office, line);
    assert_month_is_there(&office, &output);
    let log = std::fs::read_to_string(office.path("cchc/cchc.log")).expect("a log");
    assert!(log.lines().all(|line| line.starts_with('{')), "{log}");
}

#[test]
fn the_unit_for_systemd_runs_the_month() {
    let guide = guide();
    let value = |key: &str| {
        let mut lines = guide.lines().filter_map(|line| line.strip_prefix(key));
        lines.next().expect(key).to_owned()
    };
    let office = home();
    let home = office.home.path().display().to_string();
    let folder = value("WorkingDirectory=").replace("%h", &home);
    let command = value("ExecStart=").replace("%h/bin/", "");
    let output = scheduled(&office, &format!("cd '{folder}' && exec {command}"));
    assert_month_is_there(&office, &output);
    assert_eq!(value("OnCalendar="), "*-*-02 06:30:00");
}
