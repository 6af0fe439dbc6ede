//! Styles of exports and what they mean for a folder, an archive and a year.

use serde_json::Value;

use super::lived::{self, Project, Style, UNITS, dossiers, export};
use super::{MONTHS, folder};

#[test]
fn inspect_says_which_style_a_folder_holds() {
    let all = dossiers();
    let of = |styles: &[Style]| {
        let project = Project::new("xuat", "");
        for (month, style) in MONTHS.into_iter().zip(styles.iter().cycle()) {
            project.write(&folder(month), &export(&all, *style, month, &UNITS));
        }
        let found = project.json(&["inspect", "xuat", "--format", "json"]);
        let (_, said) = project.call(&["inspect", "xuat", "--lang", "vi"]);
        (found["exports"].clone(), said)
    };
    for (style, name, words) in [
        (Style::Received, "received_only", "chỉ hồ sơ tiếp nhận trong kỳ"),
        (Style::YearToDate, "year_to_date", "lũy kế hồ sơ tiếp nhận từ đầu năm"),
        (
            Style::Carried,
            "carried_and_received",
            "hồ sơ kỳ trước chuyển sang và tiếp nhận trong kỳ",
        ),
        (Style::Dump, "full_dump", "toàn bộ hồ sơ"),
    ] {
        let (found, said) = of(&[style]);
        assert_eq!(found["style"], name);
        assert!(said.contains(words), "{said}");
        let is_whole = matches!(style, Style::Carried | Style::Dump);
        assert_eq!(found["tells_what_is_carried"], is_whole);
        assert_eq!(found["open_told_again"] == found["open_before"], is_whole, "{found}");
        assert_eq!(said.contains("Cần: mỗi kỳ xuất"), !is_whole, "{said}");
        assert_eq!(found["files"].as_array().map(Vec::len), Some(5));
    }
    assert_eq!(of(&[Style::Received, Style::Carried, Style::YearToDate]).0["style"], "mixed");
    // A single file is looked at, not counted.
    let project = Project::new("xuat", "");
    project.write("mot.csv", &export(&all, Style::Dump, MONTHS[0], &UNITS));
    assert!(project.json(&["inspect", "mot.csv", "--format", "json"]).get("exports").is_none());
}

#[test]
fn init_writes_paths_that_fit_the_style() {
    let all = dossiers();
    for (style, asked, paths) in [
        (Style::Carried, "xuat", "xuat/{period}"),
        (Style::Dump, "xuat/{period}", "xuat/{period}"),
        (Style::Received, "xuat/{period}", "xuat"),
        (Style::YearToDate, "xuat", "xuat"),
    ] {
        let project = Project::new("xuat", "");
        std::fs::remove_file(project.path("cchc.toml")).expect("removed");
        for month in MONTHS {
            project.write(&folder(month), &export(&all, style, month, &UNITS));
        }
        let (code, said) = project.call(&["init", "--inputs", asked, "--lang", "vi"]);
        assert_eq!(code, Some(0), "{said}");
        let text = std::fs::read_to_string(project.path("cchc.toml")).expect("written");
        assert!(text.contains(&format!("paths = [\"{paths}\"]")), "{style:?}\n{text}");
        assert!(
            text.contains("mọi hồ sơ đang giải quyết đầu kỳ và mọi hồ sơ tiếp nhận trong kỳ"),
            "{text}"
        );
        let is_whole = matches!(style, Style::Carried | Style::Dump);
        assert_eq!(said.contains("mọi hồ sơ đang giải quyết đầu kỳ"), !is_whole, "{said}");
    }
}

#[test]
fn months_that_do_not_chain_are_told_alike() {
    let all = dossiers();
    let project = Project::new("xuat/{period}", "");
    for month in &MONTHS[1..4] {
        project.write(&folder(*month), &export(&all, Style::Received, *month, &UNITS));
        project.run(*month, &["--accept-lost"], 0);
    }
    let months: Vec<String> =
        MONTHS[1..4].iter().map(|month| format!("luu-tru/{}", month.name())).collect();
    let months: Vec<&str> = months.iter().map(String::as_str).collect();
    let (code, said) = project.call(&[&["merge"][..], &months, &["--lang", "en"]].concat());
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("left open"), "{said}");
    let series = project.json(&["series", "luu-tru", "--every", "quarter", "--format", "json"]);
    let breaks = series["steps"][0]["breaks"].as_array().expect("breaks");
    assert_eq!(breaks.iter().filter(|one| one["kind"] == "carried").count(), 2, "{breaks:?}");
    let (_, said) = project.call(&["series", "luu-tru", "--every", "quarter", "--lang", "vi"]);
    assert!(said.contains("tồn không nối"), "{said}");
    // A run that is compared with the year to date cannot add them up, and says so.
    let settings = std::fs::read_to_string(project.path("cchc.toml")).expect("there");
    project.write("cchc.toml", &format!("{settings}[compare]\nwith = [\"ytd\"]\n"));
    project.write(&folder(MONTHS[4]), &export(&all, Style::Received, MONTHS[4], &UNITS));
    let said = project.run(MONTHS[4], &["--accept-lost"], 0);
    assert!(said.contains("left open is not what"), "{said}");
    // Months that chain say nothing of it.
    let project = Project::new("xuat/{period}", "");
    for month in &MONTHS[1..4] {
        project.write(&folder(*month), &export(&all, Style::Carried, *month, &UNITS));
        project.run(*month, &[], 0);
    }
    assert_eq!(project.call(&[&["merge"][..], &months].concat()).0, Some(0));
    let series = project.json(&["series", "luu-tru", "--every", "quarter", "--format", "json"]);
    assert_eq!(series["steps"][0]["breaks"], serde_json::json!([]));
}

#[test]
fn a_year_is_set_beside_its_archived_months_with_the_reasons() {
    let all = dossiers();
    let project = Project::new("xuat", "");
    let months = &MONTHS[1..4];
    let is_late = |one: &lived::Dossier| {
        one.unit == UNITS[1]
            && one.received >= months[0].first()
            && one.received.0 < months[0].first().0 + 9
    };
    let without: Vec<lived::Dossier> = all.iter().filter(|one| !is_late(one)).cloned().collect();
    let late = all.iter().filter(|one| is_late(one)).count();
    for month in months {
        project.write("xuat/tat-ca.csv", &export(&without, Style::Dump, *month, &UNITS));
        project.run(*month, &[], 0);
    }
    let quarter = |project: &Project| {
        let (code, said) =
            project.call(&["run", "--period", "2026-Q1", "--lang", "en", "--dry-run"]);
        assert_eq!(code, Some(0), "{said}");
        said
    };
    let said = quarter(&project);
    assert!(
        said.contains("The 3 of 3 months that are archived") && said.contains("Both are the same"),
        "{said}"
    );
    project.write("xuat/tat-ca.csv", &export(&all, Style::Dump, months[2], &UNITS));
    let said = quarter(&project);
    let received = |all: &[lived::Dossier]| {
        let month = months[0];
        all.iter()
            .filter(|one| one.received >= month.first() && one.received <= month.last())
            .count()
    };
    let moved = format!("2026-01: received {} → {}", received(&without), received(&all));
    assert!(said.contains(&moved), "{moved}\n{said}");
    assert!(said.contains(&format!("Late rows: {late} dossiers → received +{late}")), "{said}");
    assert!(said.contains("cchc run --period 2026-01 --restate"), "{said}");
    assert!(!said.contains("  2026-03: "), "{said}");
    // The report of the quarter shows the same, month by month.
    let (code, said) = project.call(&["run", "--period", "2026-Q1", "--lang", "en"]);
    assert_eq!(code, Some(0), "{said}");
    let text = std::fs::read_to_string(project.path("bao-cao/2026-Q1/cong-thang.md"));
    let text = text.expect("written");
    let sums = |all: &[lived::Dossier]| {
        let of = |month: lived::Month| {
            let is_of = |one: &&lived::Dossier| {
                one.received >= month.first() && one.received <= month.last()
            };
            all.iter().filter(is_of).count()
        };
        (of(months[0]), months.iter().map(|month| of(*month)).sum::<usize>())
    };
    let ((january, sum), (again, sum_again)) = (sums(&without), sums(&all));
    for line in [
        format!("| 2026-01 | As published | {january} |"),
        format!("|  | Again | {again} |"),
        format!("| **Sum** | **As published** | **{sum}** |"),
        format!("|  | **Again** | **{sum_again}** |"),
        format!("2026-01: Late rows: {late} dossiers"),
    ] {
        assert!(text.contains(&line), "{line}\n{text}");
    }
    assert!(!text.contains("2026-03: "), "{text}");
    // A month alone has nothing to be set beside.
    assert!(!project.run(months[2], &["--dry-run"], 0).contains("that are archived"));
}

/// The first year of an archive, with exports of the year to date: told until it is accepted.
#[test]
fn the_year_to_date_is_told_until_the_office_knows() {
    let all = dossiers();
    let project = Project::new("xuat/{period}", "");
    for month in &MONTHS[1..] {
        project.write(&folder(*month), &export(&all, Style::YearToDate, *month, &UNITS));
    }
    let lacks = "only what was received since 2026-01-01";
    project.run(MONTHS[1], &[], 0);
    let said = project.run(MONTHS[2], &[], 0);
    assert!(said.contains(lacks) && said.contains("Sở Xây dựng"), "{said}");
    assert!(said.contains("everything open at its start"), "{said}");
    assert!(project.codes(MONTHS[2]).contains(&"C0245".to_owned()));
    let said = project.run(MONTHS[3], &["--accept-lost"], 0);
    assert!(!said.contains(lacks), "{said}");
    assert_eq!(project.archived(MONTHS[3], "run.json")["beginning_accepted"], true);
    let said = project.run(MONTHS[4], &[], 0);
    assert!(!said.contains(lacks), "{said}");
    assert!(!project.codes(MONTHS[4]).contains(&"C0245".to_owned()));
    let (code, said) = project.call(&["verify", "--lang", "en"]);
    assert_eq!(code, Some(0), "{said}");
}

/// Whoever accepts the lost dossiers that a run stops for has not accepted that a year lacks its beginning: of one unit
/// or two, in the second month that is told or later.
#[test]
fn lost_dossiers_of_one_unit_are_not_the_beginning_of_a_year() {
    let all = dossiers();
    for (lost, month) in [(&UNITS[..1], 2), (&UNITS[..1], 3), (&UNITS[..2], 3)] {
        let project = Project::new("xuat/{period}", "");
        for (number, of) in MONTHS.iter().enumerate().skip(1) {
            let is_lost = number == month;
            let units: Vec<&str> =
                UNITS.iter().filter(|unit| !is_lost || !lost.contains(unit)).copied().collect();
            let mut text = export(&all, Style::YearToDate, *of, &units);
            if is_lost {
                // It sends what it received in the month alone.
                let of_month = export(&all, Style::Received, *of, lost);
                text.extend(of_month.split_inclusive('\n').skip(1));
            }
            project.write(&folder(*of), &text);
        }
        let lacks = "only what was received since 2026-01-01";
        for (number, of) in MONTHS.iter().enumerate().skip(1) {
            if number == month {
                project.run(*of, &[], 1);
                let said = project.run(*of, &["--accept-lost"], 0);
                assert!(said.contains(lacks), "{said}");
                let record = project.archived(*of, "run.json");
                assert_eq!(record["chain"]["accepted"], true);
                assert_eq!(record["beginning_accepted"], Value::Null);
            } else {
                let said = project.run(*of, &[], 0);
                assert_eq!(said.contains(lacks), number > 1, "{said}");
            }
        }
        // Without anything lost it is the beginning that is accepted.
        project.run(MONTHS[4], &["--accept-lost", "--restate", "known"], 0);
        assert_eq!(project.archived(MONTHS[4], "run.json")["beginning_accepted"], true);
    }
}

/// In one folder, and beside a unit whose exports are right; an archive that begins in March.
#[test]
fn only_units_that_lack_the_year_before_are_told() {
    let all = dossiers();
    let march = MONTHS[3];
    for (paths, name) in [("xuat/{period}", march.name()), ("xuat", String::new())] {
        for (right, is_told) in
            [(Style::Carried, false), (Style::Dump, false), (Style::YearToDate, true)]
        {
            let project = Project::new(paths, "");
            let year = export(&all, Style::YearToDate, march, &UNITS[..2]);
            project.write(&format!("xuat/{name}/hai-so.csv"), &year);
            project.write(
                &format!("xuat/{name}/xay-dung.csv"),
                &export(&all, right, march, &UNITS[2..]),
            );
            let said = project.run(march, &[], 0);
            let line = said.lines().find(|line| line.contains("received since 2026-01-01"));
            let line = line.unwrap_or_else(|| panic!("{right:?}\n{said}"));
            assert!(line.contains("Sở Nội vụ; ") && line.contains("Sở Y tế"), "{line}");
            assert_eq!(line.contains("Sở Xây dựng"), is_told, "{right:?} {line}");
        }
    }
}
