//! Logs small enough to work out: Simpson's paradox, units of one period, years beside years, runs.

use super::{file, near};
use crate::support::{answer, json, run};

const HEADER: &str = "Mã hồ sơ,Tên thủ tục hành chính,Đơn vị giải quyết,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái\n";

/// So many dossiers of a month, some of them finished a day late.
fn rows(month: &str, procedure: &str, unit: &str, (on_time, all): (u32, u32)) -> String {
    let row = |number: u32| {
        let day = if number < on_time { 19 } else { 20 };
        let id = format!("{month}-{procedure}-{unit}-{number}");
        let [received, due, finished] = [10, 19, day].map(|day| format!("{day}/{month}"));
        format!("{id},{procedure},{unit},Trực tuyến,{received},{due},{finished},Đã trả kết quả\n")
    };
    (0..all).map(row).collect()
}

#[test]
fn both_procedures_rise_and_the_whole_falls() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = [
        HEADER.to_owned(),
        rows("04/2024", "Dễ", "UBND xã A", (90, 100)),
        rows("04/2024", "Khó", "UBND xã A", (10, 20)),
        rows("05/2024", "Dễ", "UBND xã A", (19, 20)),
        rows("05/2024", "Khó", "UBND xã A", (52, 100)),
    ];
    let log = file(folder.path(), "log.csv", &log.concat());
    let compare = ["compare", &log, "--period", "2024-05"];
    let text = answer(&compare, 0).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("nghịch lý Simpson"), "{text}");
    assert!(text.contains("2/2 thủ tục tăng"), "{text}");
    let record = json(&[&compare[..], &["--format", "json"]].concat());
    let total = &record["comparisons"][0]["rates"][0]["total"];
    assert!(near(&total["change"], 71.0 / 120.0 - 100.0 / 120.0));
    let effects = &total["effects"][0];
    assert_eq!((&effects["over"], &effects["paradox_groups"]), (&"procedure".into(), &2.into()));
    // ½(5/6 + 1/6)(0.05) + ½(1/6 + 5/6)(0.02)
    assert!(near(&effects["rate"], 0.035), "{effects}");
    let exchanged = ["compare", &log, "--period", "2024-04", "--with", "2024-05"];
    let back = json(&[&exchanged[..], &["--format", "json"]].concat());
    let back = &back["comparisons"][0]["rates"][0]["total"]["effects"][0];
    assert!(near(&back["rate"], -0.035), "{back}");
}

#[test]
fn units_of_one_period_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = [
        HEADER.to_owned(),
        rows("04/2024", "x", "UBND xã An", (40, 50)),
        rows("04/2024", "x", "UBND xã Cũ", (20, 20)),
        rows("05/2024", "x", "UBND xã An", (45, 50)),
        rows("05/2024", "x", "UBND xã Mới", (10, 20)),
    ];
    let log = file(folder.path(), "log.csv", &log.concat());
    let compare = ["compare", &log, "--period", "2024-05"];
    let text = answer(&compare, 0);
    let told = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("(hồ sơ tiếp nhận): UBND xã Mới (20)"), "{text}");
    assert!(told.contains("UBND xã Cũ (20)"), "{text}");
    assert!(told.contains("Chỉ tính 1 đơn vị có ở cả hai kỳ: tăng 10,00 điểm %"), "{text}");
    let record = json(&[&compare[..], &["--format", "json"]].concat());
    let comparison = &record["comparisons"][0];
    assert_eq!(comparison["units"]["new"][0]["name"], "UBND xã Mới");
    assert_eq!(comparison["units"]["gone"][0]["resolved"], 20);
    assert!(near(&comparison["rates"][0]["like_for_like"]["change"], 0.1));
    let new = comparison["rates"][0]["groups"].as_array().expect("groups");
    let new = new.iter().find(|row| row["group"]["unit"] == "UBND xã Mới").expect("a group");
    assert_eq!((&new["change"], &new["reason"]), (&().into(), &"no_dossiers".into()));
}

#[test]
fn a_year_to_date_is_set_beside_the_same_span() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut log = HEADER.to_owned();
    for month in 1..=5 {
        log += &rows(&format!("{month:02}/2023"), "x", "UBND xã A", (8, 10));
        log += &rows(&format!("{month:02}/2024"), "x", "UBND xã A", (9, 10));
    }
    let log = file(folder.path(), "log.csv", &log);
    let with = ["compare", &log, "--period", "2024-05", "--with", "ytd,last-year"];
    let record = json(&[&with[..], &["--format", "json"]].concat());
    let [to_date, last_year] = [0, 1].map(|place| record["comparisons"][place].clone());
    assert_eq!(to_date["later"]["from"], "2024-01-01");
    assert_eq!(
        (&to_date["earlier"]["from"], &to_date["earlier"]["to"]),
        (&"2023-01-01".into(), &"2023-05-31".into())
    );
    assert_eq!(to_date["rates"][0]["total"]["earlier"]["num"], 40);
    assert_eq!(last_year["rates"][0]["total"]["earlier"]["num"], 8);
    // May 2023 and January to April 2024: June to December have no dossier.
    assert_eq!(last_year["rates"][0]["total"]["limits"]["months"], 5);
}

/// Five months of two years: An 8 of 10 on time, then 9; Bình 9, then 7; Chi 7, then 9; Cũ 10, and gone;
/// Mới 5, and new.
#[test]
fn ranks_and_like_for_like_over_two_years() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut log = HEADER.to_owned();
    for month in 1..=5 {
        for (unit, before, now) in [
            ("UBND xã An", Some(8), Some(9)),
            ("UBND xã Bình", Some(9), Some(7)),
            ("UBND xã Chi", Some(7), Some(9)),
            ("UBND xã Cũ", Some(10), None),
            ("UBND xã Mới", None, Some(5)),
        ] {
            for (year, on_time) in [(2023, before), (2024, now)] {
                let month = format!("{month:02}/{year}");
                log += &on_time.map_or(String::new(), |n| rows(&month, "x", unit, (n, 10)));
            }
        }
    }
    let log = file(folder.path(), "log.csv", &log);
    let with = ["compare", &log, "--period", "2024-05", "--by", "unit", "--with", "ytd,last-year"];
    let record = json(&[&with[..], &["--format", "json"]].concat());
    let [to_date, last_year] = [0, 1].map(|place| record["comparisons"][place].clone());
    let on_time = &to_date["rates"][0];
    // 170 of 200 → 150 of 200; An, Bình and Chi alone 120 of 150 → 125 of 150.
    assert!(near(&on_time["total"]["change"], 150.0 / 200.0 - 170.0 / 200.0), "{on_time}");
    assert!(near(&on_time["like_for_like"]["change"], 125.0 / 150.0 - 120.0 / 150.0));
    let ranks = |rate: &serde_json::Value| {
        let ranks = rate["ranks"].as_array().expect("ranks").iter();
        let told = ranks.map(|one| {
            let number = |key: &str| one[key].as_i64().expect("a number");
            let unit = one["unit"].as_str().expect("a unit").trim_start_matches("UBND xã ");
            let is_shared = one["later_shared"] == true;
            (unit.to_owned(), number("earlier"), number("later"), is_shared, number("gained"))
        });
        told.collect::<Vec<_>>()
    };
    let unit = |name: &str, earlier, later, is_shared, gained| {
        (name.to_owned(), earlier, later, is_shared, gained)
    };
    assert_eq!(
        ranks(on_time),
        [unit("An", 2, 1, true, 1), unit("Chi", 3, 1, true, 2), unit("Bình", 1, 3, false, -2),]
    );
    // May alone: 34 of 40 → 30 of 40, 24 of 30 → 25 of 30; ten dossiers each are ranked apart.
    let on_time = &last_year["rates"][0];
    assert!(near(&on_time["total"]["change"], 30.0 / 40.0 - 34.0 / 40.0), "{on_time}");
    assert!(near(&on_time["like_for_like"]["change"], 25.0 / 30.0 - 24.0 / 30.0));
    assert_eq!(ranks(on_time).len(), 3);
    assert!(on_time["ranks"].as_array().expect("ranks").iter().all(|one| one["is_small"] == true));
}

/// Limits look back to 1 July 2025 and no farther.
#[test]
fn the_reorganisation_sets_new_limits() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut log = HEADER.to_owned();
    for month in ["10/2024", "11/2024", "12/2024"] {
        log += &rows(month, "x", "Sở Nội vụ", (36, 40));
    }
    for month in 1..=9 {
        log += &rows(&format!("{month:02}/2025"), "x", "Sở Nội vụ", (36, 40));
    }
    let log = file(folder.path(), "log.csv", &log);
    let limits = |period: &str| {
        let record = json(&["compare", &log, "--period", period, "--format", "json"]);
        record["comparisons"][0]["rates"][0]["total"]["limits"].clone()
    };
    for (period, months, position) in [
        ("2025-06", 8, "within"),
        ("2025-07", 0, "too_few_months"),
        ("2025-09", 2, "too_few_months"),
    ] {
        let limits = limits(period);
        let found = (&limits["months"], &limits["position"]);
        assert_eq!(found, (&months.into(), &position.into()), "{period}");
    }
    let told = |period: &str| {
        let text = answer(&["compare", &log, "--period", period, "--lang", "en"], 0);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let cut = "Months before the reorganisation of 1 July 2025 set no limits.";
    assert!(told("2025-09").contains(cut), "{}", told("2025-09"));
    assert!(!told("2025-06").contains(cut), "{}", told("2025-06"));
    // One department before and since: nothing to tell in other units.
    let july = told("2025-07");
    assert!(july.contains("The reorganisation of 1 July 2025 lies between the periods."), "{july}");
}

/// Units that differ can be told in one structure, while the logs are at hand and nobody has done it yet.
#[test]
fn another_structure_is_proposed_where_it_helps() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = [
        HEADER.to_owned(),
        rows("06/2025", "x", "UBND xã Tân Thủy", (36, 40)),
        rows("06/2025", "x", "UBND thị trấn Chờ", (36, 40)),
        rows("07/2025", "x", "UBND xã Yên Phong", (36, 40)),
    ];
    let log = file(folder.path(), "log.csv", &log.concat());
    let told = |more: &[&str]| {
        let asked = ["compare", &log, "--period", "2025-07", "--lang", "en"];
        let text = answer(&[&asked[..], more].concat(), 0);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(told(&[]).contains("add --units 2025"), "{}", told(&[]));
    let rebased = told(&["--units", "2025"]);
    assert!(!rebased.contains("add --units"), "{rebased}");
}

#[test]
fn two_runs_say_what_the_logs_say() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = "examples/thai-binh/2024/ubnd-xa-quynh-my.csv";
    let tally = |period: &str| {
        let path = folder.path().join(format!("{period}.json"));
        let path = path.to_str().expect("a UTF-8 path").to_owned();
        answer(&["tally", log, "--period", period, "--output", &path], 0);
        path
    };
    let (april, may) = (tally("2024-04"), tally("2024-05"));
    let runs = json(&["compare", &april, &may, "--format", "json"]);
    let logs = json(&["compare", log, "--period", "2024-05", "--format", "json"]);
    let [runs, logs] = [&runs, &logs].map(|record| &record["comparisons"][0]);
    assert_eq!(runs["with"], "run");
    for place in 0..6 {
        let [one, other] = [runs, logs].map(|side| &side["rates"][place]["total"]);
        assert_eq!(one["change"], other["change"]);
        assert_eq!(one["effects"], other["effects"]);
        assert_eq!(one["limits"], serde_json::Value::Null, "no months before");
    }
    assert_eq!(run(&["compare", &april]).status.code(), Some(2), "two runs are needed");
    assert_eq!(run(&["compare", &april, log]).status.code(), Some(3), "a log is no tally");
    let period = run(&["compare", &april, &may, "--period", "2024-05"]);
    assert_eq!(period.status.code(), Some(2), "the period is in the file");
}
