//! Months follow each other: what a month opens with is what the month before left open, or it is said.

mod flat;
mod lived;
mod recoded;
mod styles;

use lived::{Month, Project, Style, UNITS, dossiers, export, open_at};

/// The codes of months that do not chain.
const CHAIN: [&str; 5] = ["C0241", "C0242", "C0243", "C0244", "C0245"];
const MONTHS: [Month; 5] =
    [Month(2025, 12), Month(2026, 1), Month(2026, 2), Month(2026, 3), Month(2026, 4)];

fn folder(month: Month) -> String {
    format!("xuat/{}/mot-cua.csv", month.name())
}

#[test]
fn exports_that_hold_what_is_carried_chain_without_a_word() {
    let all = dossiers();
    for style in [Style::Carried, Style::Dump] {
        let project = Project::new("xuat/{period}", "");
        for month in MONTHS {
            project.write(&folder(month), &export(&all, style, month, &UNITS));
            project.run(month, &[], 0);
            let codes = project.codes(month);
            assert!(
                !codes.iter().any(|code| CHAIN.contains(&code.as_str())),
                "{style:?} {codes:?}"
            );
            let counts = project.counts(month);
            for unit in UNITS {
                let opening = open_at(&all, unit, month.first());
                assert_eq!(counts[unit]["opening"], opening, "{style:?} {unit}");
            }
        }
        let (code, said) = project.call(&["verify", "--lang", "en"]);
        assert_eq!(code, Some(0), "{said}");
    }
}

#[test]
fn exports_of_what_was_received_stop_in_the_second_month() {
    let all = dossiers();
    let project = Project::new("xuat/{period}", "");
    for month in &MONTHS[1..3] {
        project.write(&folder(*month), &export(&all, Style::Received, *month, &UNITS));
    }
    project.run(MONTHS[1], &[], 0);
    let said = project.run(MONTHS[2], &[], 1);
    let lost: u64 = UNITS
        .iter()
        .map(|unit| {
            let first = MONTHS[2].first();
            let is_lost = |one: &&lived::Dossier| {
                one.unit == *unit
                    && one.received >= MONTHS[1].first()
                    && one.received < first
                    && one.closed >= first
            };
            all.iter().filter(is_lost).count() as u64
        })
        .sum();
    assert!(said.contains(&format!("{lost} of {lost} dossiers that 2026-01 left open")), "{said}");
    assert!(said.contains("everything open at its start and everything received in it"), "{said}");
    assert!(said.contains("The exports (received in the period only) lose"), "{said}");
    assert!(!project.path("luu-tru/2026-02").exists());
    // Accepted it is published, and the archive says so.
    project.run(MONTHS[2], &["--accept-lost"], 0);
    let record = project.archived(MONTHS[2], "run.json");
    assert_eq!(record["chain"]["accepted"], true);
    assert_eq!(record["chain"]["whole"]["lost"], lost);
    assert_eq!(record["chain"]["units"].as_array().map(Vec::len), Some(3));
    assert!(project.codes(MONTHS[2]).contains(&"C0241".to_owned()));
    let (code, said) = project.call(&["verify", "--lang", "en"]);
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn what_an_office_says_about_lost_dossiers_holds() {
    let all = dossiers();
    for (setting, code) in [("tell", 0), ("stop", 1), ("100%", 0), ("99%", 1)] {
        let more = format!("[thresholds]\nlost_dossiers = \"{setting}\"\n");
        let project = Project::new("xuat/{period}", &more);
        for month in &MONTHS[1..3] {
            project.write(&folder(*month), &export(&all, Style::Received, *month, &UNITS));
        }
        project.run(MONTHS[1], &[], 0);
        project.run(MONTHS[2], &[], code);
    }
    let project = Project::new("xuat", "[thresholds]\nlost_dossiers = \"often\"\n");
    assert_eq!(project.call(&["run"]).0, Some(4));
}

#[test]
fn the_style_of_one_unit_is_enough_to_stop() {
    let all = dossiers();
    let project = Project::new("xuat/{period}", "");
    for month in &MONTHS[1..3] {
        let name = month.name();
        let good = export(&all, Style::Carried, *month, &UNITS[..2]);
        let bad = export(&all, Style::Received, *month, &UNITS[2..]);
        project.write(&format!("xuat/{name}/hai-so.csv"), &good);
        project.write(&format!("xuat/{name}/xay-dung.csv"), &bad);
    }
    project.run(MONTHS[1], &[], 0);
    let said = project.run(MONTHS[2], &[], 1);
    assert!(said.contains("any more: Sở Xây dựng"), "{said}");
    assert!(!said.contains("Sở Y tế "), "{said}");
}

#[test]
fn one_dossier_that_is_gone_is_a_warning() {
    let mut all = dossiers();
    let project = Project::new("xuat/{period}", "");
    project.write(&folder(MONTHS[1]), &export(&all, Style::Carried, MONTHS[1], &UNITS));
    project.run(MONTHS[1], &[], 0);
    let first = MONTHS[2].first();
    let gone = all.iter().position(|one| one.received < first && one.closed > first);
    let gone = all.remove(gone.expect("one is open"));
    project.write(&folder(MONTHS[2]), &export(&all, Style::Carried, MONTHS[2], &UNITS));
    let said = project.run(MONTHS[2], &[], 0);
    assert!(said.contains(&format!("{} 1/", gone.unit)), "{said}");
    assert!(project.codes(MONTHS[2]).contains(&"C0241".to_owned()));
    assert_eq!(project.archived(MONTHS[2], "run.json")["chain"]["accepted"], false);
}

#[test]
fn a_unit_that_sends_two_months_at_once_is_told_which_month_to_restate() {
    let all = dossiers();
    let project = Project::new("xuat/{period}", "");
    let [march, april, may] = [Month(2026, 3), Month(2026, 4), Month(2026, 5)];
    let write = |month: Month, file: &str, units: &[&str], of: Month| {
        let text = export(&all, Style::Carried, of, units);
        project.write(&format!("xuat/{}/{file}.csv", month.name()), &text);
    };
    write(march, "so-noi-vu", &UNITS[..1], march);
    write(march, "so-y-te", &UNITS[1..2], march);
    write(april, "so-noi-vu", &UNITS[..1], april);
    write(may, "so-noi-vu", &UNITS[..1], may);
    write(may, "so-y-te-thang-4", &UNITS[1..2], april);
    write(may, "so-y-te-thang-5", &UNITS[1..2], may);
    project.run(march, &[], 0);
    // Nobody sent anything for Sở Y tế: all that it had open is lost.
    let said = project.run(april, &[], 1);
    assert!(said.contains("Sở Y tế"), "{said}");
    project.run(april, &["--accept-lost"], 0);
    let said = project.run(may, &[], 0);
    let received = |month: Month| {
        let is_of = |one: &&lived::Dossier| {
            one.unit == UNITS[1] && one.received >= month.first() && one.received <= month.last()
        };
        all.iter().filter(is_of).count() as u64
    };
    // What it had carried into April is lost there, too.
    let late = received(april) + open_at(&all, UNITS[1], april.first());
    let told =
        format!("{late} dossiers of 2026-04, which is published, arrive now: Sở Y tế {late}");
    assert!(said.contains(&told), "{told}\n{said}");
    let copy = "copy xuat/2026-05/so-y-te-thang-4.csv into xuat/2026-04, then cchc run --period 2026-04 --restate";
    assert!(said.contains(copy), "{said}");
    assert!(!said.contains("2026-03, which"), "{said}");
    assert!(project.codes(may).contains(&"C0242".to_owned()));
    // Done as it is said, the months chain.
    let from = project.path("xuat/2026-05/so-y-te-thang-4.csv");
    std::fs::copy(from, project.path("xuat/2026-04/so-y-te-thang-4.csv")).expect("copied");
    project.run(april, &["--restate", "sent late"], 0);
    let counts = project.counts(april);
    assert_eq!(counts[UNITS[1]]["received"], received(april));
    assert_eq!(counts[UNITS[1]]["opening"], open_at(&all, UNITS[1], april.first()));
    let said = project.run(may, &["--restate", "April was restated"], 0);
    assert!(!said.contains("Warning"), "{said}");
    assert_eq!(project.archived(may, "run.json")["chain"]["whole"]["late"], 0);
}

#[test]
fn months_are_restated_in_order_by_one_command() {
    let all = dossiers();
    let project = Project::new("xuat/{period}", "");
    let months = &MONTHS[1..4];
    // Of Sở Y tế the exports lack what came in on the first days of January.
    let is_late = |one: &lived::Dossier| {
        one.unit == UNITS[1]
            && one.received.0 < months[0].first().0 + 9
            && one.received >= months[0].first()
    };
    let without: Vec<lived::Dossier> = all.iter().filter(|one| !is_late(one)).cloned().collect();
    for month in months {
        project.write(&folder(*month), &export(&without, Style::Carried, *month, &UNITS));
    }
    let (code, said) =
        project.call(&["run", "--period", "2026-01..2026-03", "--every", "month", "--lang", "en"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.find("January 2026").expect("told") < said.find("March 2026").expect("told"),
        "{said}"
    );
    for month in months {
        project.write(&folder(*month), &export(&all, Style::Carried, *month, &UNITS));
    }
    let restate = [
        "run",
        "--period",
        "2026-01..2026-03",
        "--every",
        "month",
        "--restate",
        "came late",
        "--lang",
        "en",
    ];
    let (code, said) = project.call(&restate);
    assert_eq!(code, Some(0), "{said}");
    assert!(!said.contains("Warning: "), "{said}");
    for (place, month) in months.iter().enumerate() {
        let record = project.archived(*month, "run.json");
        // What came late was done before March.
        let reason = if place < 2 { "came late".into() } else { serde_json::Value::Null };
        assert_eq!(record["restatements"][0]["reason"], reason);
        assert_eq!(record["chain"].is_null(), place == 0);
        let counts = project.counts(*month);
        let opening = open_at(&all, UNITS[1], month.first());
        let began: u64 = all
            .iter()
            .filter(|one| {
                one.unit == UNITS[1]
                    && one.received < months[0].first()
                    && one.closed >= months[0].first()
            })
            .count() as u64;
        assert_eq!(counts[UNITS[1]]["opening"], if place == 0 { began } else { opening });
    }
    // The first that cannot be published ends the run.
    project.write(&folder(months[1]), &export(&all, Style::Received, months[1], &UNITS));
    let (code, said) = project.call(&restate);
    assert_eq!(code, Some(1), "{said}");
    assert!(!said.contains("March 2026\n"), "{said}");
}

#[test]
fn months_from_the_15th_read_both_folders_that_they_lie_in() {
    let all = dossiers();
    let project = Project::new("xuat/{period}", "[period]\nrule = \"decree\"\n");
    for month in &MONTHS[2..4] {
        project.write(&folder(*month), &export(&all, Style::Carried, *month, &UNITS));
    }
    let (code, said) = project.call(&["run", "--period", "2026-03", "--lang", "en"]);
    assert_eq!(code, Some(0), "{said}");
    let record = project.archived(Month(2026, 3), "run.json");
    assert_eq!(record["paths"], serde_json::json!(["xuat/2026-02", "xuat/2026-03"]));
    let (from, to) = (Month(2026, 2).first().0 + 14, Month(2026, 3).first().0 + 13);
    let received = all.iter().filter(|one| (from..=to).contains(&one.received.0)).count();
    let sum: u64 = project
        .counts(Month(2026, 3))
        .values()
        .filter_map(|counts| counts["received"].as_u64())
        .sum();
    assert_eq!(sum, received as u64);
    // A quarter without a folder of its own is that of its months.
    let project = Project::new("xuat/{period}", "");
    for month in &MONTHS[1..4] {
        project.write(&folder(*month), &export(&all, Style::Carried, *month, &UNITS));
    }
    let (code, said) = project.call(&["run", "--period", "2026-Q1", "--lang", "en"]);
    assert_eq!(code, Some(0), "{said}");
    // Nothing at all is missed by the name of the period.
    let (code, said) = project.call(&["run", "--period", "2025-Q1", "--lang", "en"]);
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("xuat/2025-Q1"), "{said}");
}

#[test]
fn a_first_month_without_what_is_carried_is_told_and_so_is_an_export_of_the_20th() {
    let all = dossiers();
    let project = Project::new("xuat/{period}", "");
    let month = MONTHS[2];
    project.write(&folder(month), &export(&all, Style::Received, month, &UNITS));
    let said = project.run(month, &[], 0);
    assert!(said.contains("nothing carried over: Sở Nội vụ; Sở Xây dựng; Sở Y tế"), "{said}");
    assert!(project.codes(month).contains(&"C0245".to_owned()));
    let (code, said) = project.call(&["verify", "--lang", "en"]);
    assert_eq!(code, Some(0), "{said}");
    // So few days that no silence could be judged: it is said, unit by unit where each has a file of its own.
    let project = Project::new("xuat/{period}", "");
    let first = Month(2026, 4).first().0;
    let early: Vec<lived::Dossier> =
        all.iter().filter(|one| [1, 19].contains(&(one.received.0 - first))).cloned().collect();
    for (place, unit) in UNITS.iter().enumerate() {
        let text = export(&early, Style::Carried, Month(2026, 4), &[unit]);
        project.write(&format!("xuat/2026-04/{place}.csv"), &text);
    }
    let said = project.run(Month(2026, 4), &[], 0);
    assert!(said.contains("nothing is told behind the last day"), "{said}");
}
