//! All exports of an office in one folder: what newer ones do not tell any more is neither in term nor overdue.

use serde_json::Value;

use super::MONTHS;
use super::lived::{Dossier, Month, Project, Style, UNITS, dossiers, export, open_at};

/// A flat folder with an export of each month.
fn flat(all: &[Dossier], style: Style, name: &dyn Fn(Month) -> String) -> Project {
    let project = Project::new("xuat", "");
    for month in MONTHS {
        project.write(&format!("xuat/{}", name(month)), &export(all, style, month, &UNITS));
    }
    project
}

fn by_name(month: Month) -> String {
    format!("{}.csv", month.name())
}

fn stats(project: &Project, month: Month) -> Value {
    let name = month.name();
    project.json(&["stats", "xuat", "--period", &name, "--format", "json"])
}

fn count(stats: &Value, name: &str) -> u64 {
    stats["total"]["counts"][name].as_u64().expect("a count")
}

/// What is open at the end of a month and was received in this one, as the exports up to it tell.
fn open_of(all: &[Dossier], received: Month, at: Month) -> u64 {
    let day = at.last();
    let is_open = |one: &&Dossier| {
        one.received >= received.first() && one.received <= received.last() && one.closed > day
    };
    all.iter().filter(is_open).count() as u64
}

#[test]
fn exports_of_what_was_received_leave_open_dossiers_untold() {
    let all = dossiers();
    let project = flat(&all, Style::Received, &by_name);
    let april = stats(&project, Month(2026, 4));
    // Of March and before, whatever was open by its own export.
    let untold: u64 = MONTHS[..4].iter().map(|month| open_of(&all, *month, *month)).sum();
    assert_eq!(count(&april, "closing_uncovered"), untold);
    assert_eq!(count(&april, "closing"), untold + open_of(&all, MONTHS[4], MONTHS[4]));
    assert_eq!(count(&april, "not_covered"), 0);
    assert_eq!(april["coverage"]["not_covered"], serde_json::json!([]));
    assert_eq!(april["coverage"]["is_complete"], false);
    let told = april["coverage"]["no_longer_told"].as_array().expect("files");
    assert_eq!(told.len(), 4);
    let march = told
        .iter()
        .find(|one| one["file"].as_str().is_some_and(|file| file.ends_with("2026-03.csv")));
    assert_eq!(march.expect("March")["dossiers"], open_of(&all, MONTHS[3], MONTHS[3]));
    // At the end of its own month every export tells what is open.
    let march = stats(&project, Month(2026, 3));
    let before: u64 = MONTHS[..3].iter().map(|month| open_of(&all, *month, *month)).sum();
    assert_eq!(count(&march, "closing_uncovered"), before);
}

#[test]
fn exports_that_tell_what_is_carried_leave_nothing_untold() {
    let all = dossiers();
    for style in [Style::Carried, Style::Dump] {
        let project = flat(&all, style, &by_name);
        for month in &MONTHS[1..] {
            let stats = stats(&project, *month);
            assert_eq!(count(&stats, "closing_uncovered"), 0, "{style:?}");
            assert_eq!(stats["coverage"]["no_longer_told"], serde_json::json!([]), "{style:?}");
            let opening: u64 = UNITS.iter().map(|unit| open_at(&all, unit, month.first())).sum();
            assert_eq!(count(&stats, "opening"), opening, "{style:?} {}", month.name());
        }
    }
}

#[test]
fn the_year_to_date_tells_of_its_year_and_not_of_the_one_before() {
    let all = dossiers();
    let project = flat(&all, Style::YearToDate, &by_name);
    assert_eq!(count(&stats(&project, MONTHS[0]), "closing_uncovered"), 0);
    // December's export is the last that tells of 2025.
    let old = |month: Month| {
        let is_open = |one: &&Dossier| {
            one.received >= Month(2025, 1).first()
                && one.received <= Month(2025, 12).last()
                && one.closed > Month(2025, 12).last()
                && month.first() > one.received
        };
        all.iter().filter(is_open).count() as u64
    };
    for month in &MONTHS[1..] {
        assert_eq!(count(&stats(&project, *month), "closing_uncovered"), old(*month));
    }
}

#[test]
fn a_dossier_that_vanishes_from_a_dump_is_untold_from_then_on() {
    let mut all = dossiers();
    let project = Project::new("xuat", "");
    let [january, february, march] = [MONTHS[1], MONTHS[2], MONTHS[3]];
    project.write("xuat/1.csv", &export(&all, Style::Dump, january, &UNITS));
    let open = |one: &Dossier| one.received <= january.last() && one.closed > march.last();
    let place = all.iter().position(open);
    let gone = if let Some(place) = place {
        all.remove(place)
    } else {
        // None takes so long: one is made to.
        let place = all
            .iter()
            .position(|one| one.received <= january.last() && one.closed > january.last());
        all.remove(place.expect("one is open"))
    };
    project.write("xuat/2.csv", &export(&all, Style::Dump, february, &UNITS));
    project.write("xuat/3.csv", &export(&all, Style::Dump, march, &UNITS));
    assert_eq!(count(&stats(&project, january), "closing_uncovered"), 0);
    for month in [february, march] {
        let stats = stats(&project, month);
        assert_eq!(count(&stats, "closing_uncovered"), 1, "{}", gone.id);
        let opening: u64 = UNITS.iter().map(|unit| open_at(&all, unit, month.first())).sum();
        assert_eq!(count(&stats, "opening"), opening + 1);
    }
}

#[test]
fn names_and_order_of_exports_change_no_figure() {
    let all = dossiers();
    for style in [Style::Received, Style::YearToDate, Style::Carried] {
        let one = flat(&all, style, &by_name);
        let other = flat(&all, style, &|month| format!("{}/so-{}.csv", 99 - month.1, 40 - month.1));
        for month in &MONTHS[1..] {
            let (one, other) = (stats(&one, *month), stats(&other, *month));
            assert_eq!(one["rows"], other["rows"], "{style:?}");
            assert_eq!(one["total"], other["total"], "{style:?}");
        }
    }
}

#[test]
fn an_export_of_later_days_changes_no_figure_before_them() {
    let all = dossiers();
    for style in [Style::Received, Style::YearToDate, Style::Carried, Style::Dump] {
        let project = Project::new("xuat", "");
        let write = |month: Month| {
            let text = export(&all, style, month, &UNITS);
            project.write(&format!("xuat/{}", by_name(month)), &text);
        };
        MONTHS[..2].iter().for_each(|month| write(*month));
        // Who was paused then no later export tells: that has no value any more.
        let rows = || {
            let mut stats = stats(&project, MONTHS[1]);
            for row in stats["rows"].as_array_mut().expect("rows") {
                row["counts"]["closing_paused"] = Value::Null;
            }
            stats["rows"].clone()
        };
        let before = rows();
        for month in &MONTHS[2..] {
            write(*month);
            assert_eq!(before, rows(), "{style:?} {}", month.name());
        }
    }
}

#[test]
fn files_of_other_procedures_or_parts_of_one_export_do_not_follow_on_each_other() {
    let all = dossiers();
    let last = MONTHS[4];
    // Two systems over the same months, one of them a day ahead of the other.
    let project = Project::new("xuat", "");
    let (one, other): (Vec<Dossier>, Vec<Dossier>) =
        all.iter().cloned().partition(|one| one.received.0 % 2 == 0);
    project.write("xuat/a.csv", &export(&one, Style::Dump, last, &UNITS));
    project.write("xuat/b.csv", &export(&other, Style::Dump, last, &UNITS));
    assert_eq!(count(&stats(&project, last), "closing_uncovered"), 0);
    // One export in parts by the month of receipt, all made at the end.
    let project = Project::new("xuat", "");
    for month in MONTHS {
        let is_of = |one: &&Dossier| one.received >= month.first() && one.received <= month.last();
        let part: Vec<Dossier> = all.iter().filter(is_of).cloned().collect();
        project
            .write(&format!("xuat/{}", by_name(month)), &export(&part, Style::Dump, last, &UNITS));
    }
    assert_eq!(count(&stats(&project, last), "closing_uncovered"), 0);
}

/// What newer exports of one folder do not tell any more is lost as that of folders of months is, and stops a run alike.
#[test]
fn a_run_stops_where_newer_exports_leave_out_what_is_open() {
    let all = dossiers();
    for (style, stops) in [
        (Style::Received, [true, true, true]),
        // At New Year alone.
        (Style::YearToDate, [true, false, false]),
        (Style::Carried, [false; 3]),
        (Style::Dump, [false; 3]),
    ] {
        let project = Project::new("xuat", "");
        let write = |month: Month| {
            let text = export(&all, style, month, &UNITS);
            project.write(&format!("xuat/{}", by_name(month)), &text);
        };
        write(MONTHS[0]);
        project.run(MONTHS[0], &[], 0);
        for (month, stops) in MONTHS[1..4].iter().zip(stops) {
            write(*month);
            let said = project.run(*month, &[], i32::from(stops));
            assert_eq!(
                said.contains("newer ones of the same source no longer tell"),
                stops,
                "{said}"
            );
            if stops {
                assert!(said.contains("everything open at its start"), "{said}");
                project.run(*month, &["--accept-lost"], 0);
                let record = project.archived(*month, "run.json");
                assert_eq!(record["chain"]["accepted"], true);
            }
        }
    }
    // As an office says.
    for (setting, code) in [("tell", 0), ("stop", 1)] {
        let more = format!("[thresholds]\nlost_dossiers = \"{setting}\"\n");
        let project = Project::new("xuat", &more);
        for month in &MONTHS[..2] {
            let text = export(&all, Style::Received, *month, &UNITS);
            project.write(&format!("xuat/{}", by_name(*month)), &text);
            project.run(*month, &[], if month.name() == MONTHS[0].name() { 0 } else { code });
        }
    }
}
