//! What a run archives is read back from the disk before it takes its place.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use super::super::office::{Office, SETTINGS, tree};
use super::{MAY, RESTATED, add_late_row, litter};

/// Changes a byte of a staged file once there are others behind it; whether it came to it.
fn damage(archive: &Path) -> bool {
    let staged =
        std::fs::read_dir(archive).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_staging = |path: &std::path::PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".cchc-2024-05"))
    };
    for staging in staged.filter(is_staging) {
        let reports = staging.join("new/bao-cao");
        let names = std::fs::read_dir(&reports).into_iter().flatten().flatten();
        let mut names: Vec<_> = names.map(|entry| entry.file_name()).collect();
        names.sort();
        let Some(first) = names.first().filter(|_| names.len() > 1) else { continue };
        let file = std::fs::File::options().write(true).open(reports.join(first));
        return file.is_ok_and(|mut file| file.write_all(b"?").is_ok());
    }
    false
}

/// A disk that loses what was written: the staged bytes are damaged before they are read back.
#[test]
fn a_month_that_the_disk_does_not_give_back_is_not_archived() {
    let office = Office::new();
    let settings = SETTINGS;
    let settings = settings.replace("\"json\"]", "\"json\", \"html\", \"csv\"]\neach = \"unit\"");
    std::fs::write(office.path("cchc.toml"), settings).expect("written");
    office.talk(&MAY, 0);
    let old = tree(&office.path("luu-tru/2024-05"));
    add_late_row(&office);
    let archive = office.path("luu-tru");
    // Whoever comes too late finds the new month in place: it is made anew from the old one.
    for _ in 0..40 {
        let mut command = office.command(&RESTATED);
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("starts");
        while child.try_wait().expect("asked").is_none() && !damage(&archive) {}
        let output = child.wait_with_output().expect("ends");
        let talk = String::from_utf8(output.stderr).expect("UTF-8");
        if output.status.code() == Some(5) {
            assert!(tree(&office.path("luu-tru/2024-05")) == old, "{talk}");
            assert!(talk.contains("2024-05/bao-cao"), "{talk}");
            assert_eq!(litter(&office), <[&str; 0]>::default());
            office.talk(&RESTATED, 0);
            return;
        }
        std::fs::remove_dir_all(office.path("luu-tru/2024-05")).expect("removed");
        for (name, bytes) in &old {
            let path = office.path("luu-tru/2024-05").join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, bytes).expect("written");
        }
    }
    panic!("nothing was damaged before it was read back");
}
