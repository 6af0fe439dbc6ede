//! Answers that are not told cannot be had from anything that is: whatever they were, every byte that is
//! published is the same. That is more than any arithmetic over the figures can undo: for each hidden
//! cell there are logs of the same outputs in which all of it was satisfied, and in which none was.

use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::Value;

use crate::properties::runner::property;
use crate::report::{files, table};
use crate::support::{answer, run};

const BELOW: u64 = 10;
const ANSWERS: [&str; 3] = ["Rất hài lòng", "Hài lòng", "Không hài lòng"];

/// The ratings of a unit in a month of 2024.
#[derive(Debug, Clone, Copy)]
struct Cell {
    unit: &'static str,
    month: u32,
    /// By level.
    answers: [u64; 3],
    unrated: u64,
}

impl Cell {
    fn rated(&self) -> u64 {
        self.answers.iter().sum()
    }

    fn is_hidden(&self) -> bool {
        (1..BELOW).contains(&self.rated())
    }

    /// The same with every answer of one level, where it is hidden.
    fn in_world(mut self, level: usize) -> Self {
        if self.is_hidden() {
            let rated = self.rated();
            self.answers = [0; 3];
            self.answers[level] = rated;
        }
        self
    }
}

const fn cell(unit: &'static str, month: u32, answers: [u64; 3], unrated: u64) -> Cell {
    Cell { unit, month, answers, unrated }
}

fn log(cells: &[Cell]) -> String {
    let mut text = "Từ ngày 01/05/2024 đến ngày 30/06/2024\n\
         Mã hồ sơ,Tên thủ tục hành chính,Lĩnh vực,Đơn vị xử lý,Hình thức nộp,Ngày tiếp nhận,\
                    Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái,Mức độ hài lòng\n"
        .to_owned();
    let longest = ANSWERS.iter().map(|text| text.len()).max().unwrap_or_default();
    let mut number = 0;
    for cell in cells {
        let answers = ANSWERS.iter().zip(cell.answers);
        let answers = answers.flat_map(|(text, count)| (0..count).map(move |_| *text));
        let blanks = (0..cell.unrated).map(|_| "");
        for (place, answer) in answers.chain(blanks).enumerate() {
            number += 1;
            let (channel, day) = (["Trực tuyến", "Trực tiếp"][place % 2], 2 + place % 24);
            // One size in every world: the report names that of its files.
            let padding = " ".repeat(longest - answer.len());
            let Cell { unit, month, .. } = cell;
            writeln!(
                text,
                "H{number:05},Thủ tục {},Hộ tịch,{unit},{channel},01/{month:02}/2024,20/{month:02}/2024,\
                 {day:02}/{month:02}/2024,Đã trả kết quả,{answer}{padding}",
                place % 3
            )
            .expect("written");
        }
    }
    text
}

/// Without the sums of the files, which no figure depends on.
fn masked(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut run = String::new();
    for sign in text.chars().chain(['\0']) {
        if sign.is_ascii_hexdigit() {
            run.push(sign);
            continue;
        }
        masked.push_str(if run.len() == 64 { "sum" } else { &run });
        run.clear();
        masked.push(sign);
    }
    masked
}

/// Everything that is told of a log.
fn told(folder: &Path, text: &str) -> Vec<(String, String)> {
    let log = folder.join("log.csv");
    std::fs::write(&log, text).expect("written");
    let log = log.to_str().expect("UTF-8");
    let mut told = Vec::new();
    for (name, period) in [("thang-5", "2024-05"), ("thang-6", "2024-06"), ("quy", "2024-Q2")] {
        let target = folder.join(name);
        let options = ["--each", "unit", "--index", "vi-du-dia-phuong", "--annex", "cchc"];
        let formats = ["--format", "json,csv,md,html", "--quiet", "--force"];
        let place =
            ["report", log, "--period", period, "--output", target.to_str().expect("UTF-8")];
        let output = run(&[&place[..], &options, &formats].concat());
        // A log may have nothing in a month: then that is what is told.
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.code() == Some(3) {
            told.push((name.to_owned(), masked(&errors)));
            continue;
        }
        assert!(output.status.success(), "{errors}");
        for (file, bytes) in files(&target) {
            told.push((format!("{name}/{file}"), masked(&String::from_utf8_lossy(&bytes))));
        }
    }
    let below = BELOW.to_string();
    let json = ["--format", "json"];
    let none: [&str; 0] = [];
    for (command, rest) in [
        (&["tally", log, "--period", "2024-06"][..], &none[..]),
        (&["tally", log, "--period", "2024-Q2"], &none),
        (&["compare", log, "--period", "2024-06", "--by", "unit", "--with", "previous,ytd"], &json),
        (&["compare", log, "--period", "2024-06", "--with", "2024-05-03..2024-05-09"], &json),
        (&["series", log, "--by", "unit", "--indicator", "satisfied_share"], &json),
        (&["stats", log, "--by", "unit,month"], &json),
        (&["stats", log, "--by", "procedure,rating", "--period", "2024-06"], &json),
        (&["stats", log, "--by", "unit", "--period", "2024-05-08..2024-06-07"], &json),
        (&["score", log, "--period", "2024-06", "--index", "vi-du-dia-phuong"], &json),
        (&["list", log, "--period", "2024-06", "--figure", "satisfied"], &json),
        (&["explain", "dissatisfied", log, "--period", "2024-06"], &json),
        (&[log], &json),
    ] {
        let arguments = [command, rest, &["--suppress-below", &below, "--quiet"]].concat();
        let output = run(&arguments);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!text.is_empty() || output.status.code() == Some(3), "{arguments:?}\n{errors}");
        told.push((arguments.join(" "), masked(&text)));
    }
    told
}

/// In every world the same is told.
fn nothing_is_told(cells: &[Cell]) -> Result<usize, TestCaseError> {
    let folder = tempfile::tempdir().expect("a folder");
    let published = told(folder.path(), &log(cells));
    for level in [0, 1, 2] {
        let world: Vec<Cell> = cells.iter().map(|cell| cell.in_world(level)).collect();
        let other = told(folder.path(), &log(&world));
        prop_assert_eq!(published.len(), other.len());
        for ((name, text), (_, other)) in published.iter().zip(&other) {
            if text != other {
                let differs = text.lines().zip(other.lines()).find(|(left, right)| left != right);
                return Err(TestCaseError::fail(format!("{name} tells: {differs:?}\n{cells:?}")));
            }
        }
    }
    Ok(cells.iter().filter(|cell| cell.is_hidden()).count())
}

/// Three departments, one with few ratings in June.
const DEPARTMENTS: [Cell; 3] = [
    cell("Sở Tư pháp", 6, [3, 0, 2], 4),
    cell("Sở Y tế", 6, [9, 4, 0], 0),
    cell("Sở Nội vụ", 6, [20, 5, 1], 0),
];

/// The same over months: the change by units is an equation, last month's report another.
const MONTHS: [Cell; 9] = [
    cell("Sở Tư pháp", 4, [0, 12, 0], 0),
    cell("Sở Y tế", 4, [0, 12, 0], 0),
    cell("Sở Nội vụ", 4, [0, 12, 0], 0),
    cell("Sở Tư pháp", 5, [0, 8, 4], 0),
    cell("Sở Y tế", 5, [0, 9, 6], 0),
    cell("Sở Nội vụ", 5, [0, 20, 5], 0),
    cell("Sở Tư pháp", 6, [0, 3, 2], 0),
    cell("Sở Y tế", 6, [0, 11, 2], 0),
    cell("Sở Nội vụ", 6, [0, 22, 4], 0),
];

#[test]
fn few_answers_change_no_byte_of_what_is_told() {
    let may = |[first, second, third]: [Cell; 3]| {
        let of_may =
            [first, second, third].map(|cell| Cell { month: 5, answers: [9, 8, 7], ..cell });
        [of_may.to_vec(), vec![first, second, third]].concat()
    };
    assert_eq!(nothing_is_told(&may(DEPARTMENTS)).expect("nothing told"), 1);
    assert_eq!(nothing_is_told(&MONTHS).expect("nothing told"), 1);
}

#[test]
fn in_no_random_log_do_few_answers_change_anything() {
    let answers =
        prop_oneof![Just([0; 3]), [0..4_u64, 0..4_u64, 0..3_u64], [0..9_u64, 3..9_u64, 0..9_u64]];
    let one = (0..4_usize, 5..7_u32, answers, 0..4_u64);
    let names = ["Sở Tư pháp", "Sở Y tế", "Sở Nội vụ", "UBND xã An Khê"];
    let cells = proptest::collection::btree_map((0..4_usize, 5..7_u32), one, 3..8);
    let cells = cells.prop_map(move |cells| {
        let cells = cells.into_iter();
        let cells = cells.map(|((unit, month), (_, _, answers, unrated))| {
            cell(names[unit], month, answers, unrated + 1)
        });
        cells.collect::<Vec<Cell>>()
    });
    let hidden = std::cell::Cell::new(0);
    property(4, &cells, |cells| {
        hidden.set(hidden.get() + nothing_is_told(&cells)?);
        Ok(())
    });
    assert!(hidden.get() > 0, "some cells are hidden");
}

#[test]
fn what_is_told_is_exact_and_says_on_what_it_rests() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("log.csv");
    std::fs::write(&file, log(&DEPARTMENTS)).expect("written");
    let target = folder.path().join("bao-cao");
    let (file, place) = (file.to_str().expect("UTF-8"), target.to_str().expect("UTF-8"));
    let arguments = [
        "report", file, "--each", "unit", "--format", "json,md", "--lang", "en", "--output", place,
    ];
    answer(&arguments, 0);
    let read = |name: &str| std::fs::read_to_string(target.join(name)).expect("a report");
    let report: Value = serde_json::from_str(&read("so-lieu.json")).expect("JSON");
    let satisfaction = table(&report, "satisfaction_3");
    let total = &satisfaction["total"];
    let levels = ["very_satisfied", "satisfied", "dissatisfied"].map(|level| total[level].as_u64());
    assert_eq!(levels, [Some(29), Some(9), Some(1)], "the departments that are told");
    assert_eq!(total["rated"], 44, "how many rated is told");
    assert_eq!(total["satisfied_share"]["den"], 39);
    let lines = satisfaction["lines"].as_array().expect("lines");
    let line = |unit: &str| lines.iter().find(|line| line["unit"] == unit).expect("the unit");
    assert_eq!(line("Sở Y tế")["very_satisfied"], 9, "nothing but the few is hidden");
    assert_eq!(line("Sở Tư pháp")["satisfied_share"]["reason"], "too_few");
    assert_eq!(line("Sở Tư pháp")["rated"], 5);
    let text = read("bao-cao.md");
    assert!(text.contains("rests on 81.25% of the resolved dossiers (2 of 3 units)"), "{text}");
    assert!(text.contains("5/44 of the ratings, of 1/3 units"), "{text}");
    assert!(text.contains("not against reports of a period that cuts a month"), "{text}");
    let all = ["stats", file, "--format", "json", "--quiet"];
    let stats: Value = serde_json::from_str(&answer(&all, 0)).expect("JSON");
    assert_eq!(
        stats["total"]["rates"]["satisfied_share"]["num"], 41,
        "at the desk nothing is hidden"
    );
    let some = [&all[..], &["--suppress-below", "10"]].concat();
    let stats: Value = serde_json::from_str(&answer(&some, 0)).expect("JSON");
    assert_eq!(stats["total"]["rates"]["satisfied_share"]["num"], 38);
    let one = [&all[..], &["--suppress-below", "10", "--where", "unit=Sở Tư pháp"]].concat();
    let stats: Value = serde_json::from_str(&answer(&one, 0)).expect("JSON");
    assert_eq!(stats["total"]["rates"]["satisfied_share"]["reason"], "too_few");
}
