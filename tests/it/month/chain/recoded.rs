//! A new system in the middle of a year that gives its codes to what is open: in one folder both codes stand.

use super::MONTHS;
use super::lived::{Month, Project, Style, UNITS, dossiers, export, open_at};

/// The exports of a new system: everything has another code.
fn recoded(text: &str) -> String {
    let lines = text.lines().map(|line| match line.strip_prefix('H') {
        Some(rest) => format!("MOI{rest}\n"),
        None => format!("{line}\n"),
    });
    lines.collect()
}

fn write(project: &Project, month: Month, units: &[&str], text: &str) {
    let all = dossiers();
    let others: Vec<&str> = UNITS.iter().filter(|unit| !units.contains(unit)).copied().collect();
    let others = export(&all, Style::Carried, month, &others);
    project.write(&format!("xuat/{}-moi.csv", month.name()), text);
    project.write(&format!("xuat/{}-cu.csv", month.name()), &others);
}

/// In March two units, or all, have another system.
#[test]
fn what_stands_under_two_codes_is_told_and_is_not_late() {
    let all = dossiers();
    for units in [&UNITS[..1], &UNITS[..2], &UNITS[..]] {
        let project = Project::new("xuat", "");
        for month in &MONTHS[..3] {
            project.write(
                &format!("xuat/{}.csv", month.name()),
                &export(&all, Style::Carried, *month, &UNITS),
            );
            project.run(*month, &[], 0);
        }
        let open: u64 = units.iter().map(|unit| open_at(&all, unit, MONTHS[3].first())).sum();
        for month in &MONTHS[3..] {
            let text = recoded(&export(&all, Style::Carried, *month, units));
            write(&project, *month, units, &text);
            // The month from which on they stand twice stops; then the office knows.
            let is_news = month.name() == MONTHS[3].name();
            let said = project.run(*month, &[], i32::from(is_news));
            assert_eq!(said.contains("Not published"), is_news, "{said}");
            // Where an export tells the other units again, the old codes of these are told no longer.
            let is_untold = units.len() == 1;
            let why = if is_untold { "nobody knows" } else { "once more under a new code" };
            assert_eq!(said.contains(why), is_news, "{said}");
            if is_news {
                project.run(*month, &["--accept-lost"], 0);
            }
            assert!(said.contains(&format!("{open} open dossiers stand twice")), "{said}");
            assert!(!said.contains("arrive now"), "{said}");
            let codes = project.codes(*month);
            assert!(codes.contains(&"C0246".to_owned()), "{codes:?}");
            assert!(!codes.contains(&"C0242".to_owned()), "{codes:?}");
        }
        let chain = &project.archived(MONTHS[3], "run.json")["chain"];
        assert_eq!(chain["whole"]["doubled"], open);
        assert_eq!(chain["whole"]["late"], 0);
        let (code, said) = project.call(&["verify", "--lang", "en"]);
        assert_eq!(code, Some(0), "{said}");
    }
}

/// Dossiers that do come late keep their month to restate.
#[test]
fn a_few_late_dossiers_with_the_days_of_others_are_late() {
    let all = dossiers();
    let project = Project::new("xuat", "");
    for month in &MONTHS[..3] {
        project.write(
            &format!("xuat/{}.csv", month.name()),
            &export(&all, Style::Carried, *month, &UNITS),
        );
        project.run(*month, &[], 0);
    }
    let march = MONTHS[3];
    let text = export(&all, Style::Carried, march, &UNITS);
    let late = text
        .lines()
        .filter(|line| line.split(';').nth(3).is_some_and(|day| day.ends_with("/02/2026")))
        .take(4);
    let late: String = late.map(|line| format!("MUON{line}\n")).collect();
    project.write("xuat/2026-03.csv", &(text + &late));
    let said = project.run(march, &[], 0);
    assert!(said.contains("4 dossiers of 2026-02, which is published, arrive now"), "{said}");
    assert!(!said.contains("stand twice"), "{said}");
}
