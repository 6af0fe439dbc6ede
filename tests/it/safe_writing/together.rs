//! Runs that write the same at once.

use std::process::{Child, Stdio};

use super::{Office, end, litter, talk, tree};

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
