//! `cchc explain` of figures: the list behind every count and rate equals its counts, in the sample and
//! in random logs; files of dossiers.

mod cells;

use std::collections::BTreeMap;

use calamine::{Data, Reader, Xlsx, open_workbook};
use cchc::indicators::{Figure, INDICATORS, STANDARD_RATES};
use cchc::tally::Count;
use serde_json::Value;

use crate::support::{answer, json, run};

/// A district of the sample with ratings, digitised results and open dossiers.
const LOG: &str = "examples/thai-binh/2024/hung-ha-2024-thang-6.csv.gz";
const PERIOD: &str = "2024-06";

fn explained(word: &str, more: &[&str]) -> Value {
    let fixed = ["explain", word, LOG, "--period", PERIOD, "--format", "json", "--quiet"];
    json(&[&fixed[..], more].concat())["figure"].clone()
}

/// Rows of the flat answer, which lists every dossier.
fn listed(word: &str, more: &[&str]) -> Vec<BTreeMap<String, String>> {
    let fixed = ["explain", word, LOG, "--period", PERIOD, "--format", "csv", "--quiet"];
    let text = answer(&[&fixed[..], more].concat(), 0);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

fn stats(more: &[&str]) -> Value {
    let fixed = ["stats", LOG, "--period", PERIOD, "--format", "json", "--quiet"];
    json(&[&fixed[..], more].concat())
}

#[test]
fn the_dossiers_behind_every_count_are_as_many_as_stats_counts() {
    let total = stats(&[])["total"]["counts"].clone();
    let mut met = 0;
    for count in Count::STANDARD {
        let expected = total[count.name()].as_u64().expect("a count");
        let figure = explained(count.name(), &[]);
        assert_eq!(figure["numerator"], expected, "{}", count.name());
        assert_eq!(figure["dossiers_total"], expected, "{}", count.name());
        let rows = listed(count.name(), &[]);
        assert_eq!(rows.len() as u64, expected, "{}", count.name());
        if matches!(count, Count::Early | Count::Late | Count::Returned | Count::ClosingOverdue) {
            let is_one_class = rows.iter().all(|row| row["class"] == count.name());
            assert!(is_one_class, "{}", count.name());
            met += expected;
        }
    }
    assert!(met > 100, "the sample holds dossiers of these classes");
}

#[test]
fn the_dossiers_behind_every_rate_make_its_numerator_and_denominator() {
    for definition in ["resolved", "index766", "overall", "form06a"] {
        let rates = stats(&["--definition", definition])["total"]["rates"].clone();
        for rate in STANDARD_RATES {
            if definition != "resolved" && rate.id != "on_time_rate" {
                continue;
            }
            let figure = explained(rate.id, &["--definition", definition]);
            for part in ["num", "den", "value", "reason"] {
                let (explained, counted) = (&figure["value"][part], &rates[rate.id][part]);
                assert_eq!(explained, counted, "{} {definition}", rate.id);
            }
            let rows = listed(rate.id, &["--definition", definition]);
            let are = |column: &str| rows.iter().filter(|row| row[column] == "true").count() as u64;
            let expected = &rates[rate.id];
            assert_eq!(expected["num"], are("in_numerator"), "{} {definition}", rate.id);
            assert_eq!(expected["den"], are("in_denominator"), "{} {definition}", rate.id);
        }
    }
}

#[test]
fn evidence_is_explained_too_and_what_was_not_read_has_no_list() {
    for indicator in INDICATORS.into_iter().filter(|one| one.has_evidence()) {
        let figure = explained(indicator.id, &[]);
        if figure["value"]["reason"] == "not_in_export" {
            assert_eq!(figure["dossiers_total"], 0, "{}", indicator.id);
            continue;
        }
        assert_eq!(figure["value"]["num"], figure["numerator"], "{}", indicator.id);
    }
    let clearance = explained("clearance", &[]);
    assert!(clearance["numerator"].as_u64() > Some(0));
    assert_eq!(explained("apology_rate", &[])["value"]["reason"], "not_in_export");
}

#[test]
fn what_speaks_against_a_figure_stands_first_with_id_and_row() {
    let late = explained("late", &[])["numerator"].as_u64().expect("a count");
    let dossiers = explained("on_time_rate", &[])["dossiers"].as_array().expect("a list").clone();
    assert_eq!(dossiers.len(), 20);
    let is_late = |dossier: &Value| dossier["class"] == "late";
    assert!(late > 0 && late < 20);
    assert!(dossiers.iter().take(usize::try_from(late).expect("few")).all(is_late));
    assert!(!is_late(&dossiers[19]));
    let rows = listed("on_time_rate", &[]);
    let order: Vec<u64> = rows.iter().map(|row| row["row"].parse().expect("a number")).collect();
    let place = usize::try_from(late).expect("few");
    assert!(order[..place].is_sorted() && order[place..].is_sorted());
    assert!(rows.iter().all(|row| row["dossier_id"].starts_with("000.")));
}

#[test]
fn rows_are_those_of_the_file_and_the_later_row_of_a_dossier() {
    let folder = tempfile::tempdir().expect("a folder");
    let header =
        "Danh sách hồ sơ\n\nMã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý\n";
    let write = |name: &str, rows: &str| {
        std::fs::write(folder.path().join(name), format!("{header}{rows}")).expect("written");
    };
    write(
        "a.csv",
        "D-1,Sở A,03/06/2024,10/06/2024,12/06/2024\n=1+1,Sở A,04/06/2024,10/06/2024,13/06/2024\nD-3,Sở B,04/06/2024,10/06/2024,07/06/2024\n",
    );
    write(
        "b.csv",
        "D-1,Sở A,03/06/2024,10/06/2024,14/06/2024\nD-4,Sở A,05/05/2024,10/05/2024,11/05/2024\n",
    );
    let path = folder.path().to_str().expect("a path");
    let target = folder.path().join("ds.csv");
    let target = target.to_str().expect("a path");
    let arguments = [
        "explain",
        "late",
        path,
        "--period",
        "2024-06",
        "--unit",
        "Sở A",
        "--dossiers",
        target,
        "--format",
        "json",
    ];
    let figure = json(&arguments)["figure"].clone();
    let found: Vec<_> = figure["dossiers"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|dossier| {
            let file =
                dossier["file"].as_str().expect("a file").rsplit('/').next().expect("a name");
            (
                file.to_owned(),
                dossier["row"].as_u64(),
                dossier["dossier_id"].as_str().map(str::to_owned),
            )
        })
        .collect();
    let one = |file: &str, row, id: &str| (file.to_owned(), Some(row), Some(id.to_owned()));
    assert_eq!(found, [one("a.csv", 5, "=1+1"), one("b.csv", 4, "D-1")]);
    assert_eq!(figure["outside"]["out_of_period"], 1, "D-4 was closed in May");
    assert_eq!(figure["outside"]["of_other_groups"], 1, "D-3 is of another unit");
    assert_eq!(figure["ledger"]["superseded"], 1);
    let text = std::fs::read_to_string(target).expect("written");
    assert!(text.contains(",'=1+1,"), "a formula is defused: {text}");
}

#[test]
fn dossiers_go_into_a_workbook_as_texts() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("hồ sơ.xlsx");
    let name = target.to_str().expect("a path");
    answer(&["explain", "late_rate", LOG, "--period", PERIOD, "--dossiers", name, "--quiet"], 0);
    let mut book: Xlsx<_> = open_workbook(&target).expect("a workbook");
    let sheets = book.sheet_names();
    assert_eq!(sheets, ["Hồ sơ"]);
    let range = book.worksheet_range("Hồ sơ").expect("a sheet");
    let texts: Vec<String> = range.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(texts.iter().any(|text| text == "Mã hồ sơ"));
    let ids = range
        .used_cells()
        .filter(|(_, _, cell)| matches!(cell, Data::String(text) if text.starts_with("000.")));
    assert_eq!(ids.count(), listed("late_rate", &[]).len());
}

#[test]
fn requests_that_cannot_be_met_say_so() {
    for (arguments, code, expected) in [
        (vec!["explain", "late_rat"], 2, "did you mean `late_rate`?"),
        (vec!["explain", "late", LOG, "--dossiers", "x.pdf"], 2, ".csv or .xlsx"),
        (vec!["explain", "late", "--unit", "Sở A"], 2, "paths of the data are needed"),
        (vec!["explain", "C0103", LOG], 2, "takes no paths"),
        (vec!["explain", "late", LOG, "--unit", "UBND huyện Hưng Hạ"], 3, "`UBND huyện Hưng Hà`"),
        (vec!["explain", "late", LOG, "--period", "2019"], 3, "no dossier falls into"),
        (vec!["explain", "late", "no-such-folder"], 3, "no such file or folder"),
        (vec!["explain", "--report", "x.xlsx"], 2, "--cell"),
        (
            vec!["explain", "--report", "README.md", "--cell", "A!A1", LOG],
            3,
            "cannot read the report",
        ),
    ] {
        let output = run(&[&arguments[..], &["--lang", "en"]].concat());
        let talk = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {talk}");
        assert!(talk.contains(expected), "{arguments:?}: {talk}");
    }
}

#[test]
fn every_figure_has_a_page_without_data() {
    for name in Figure::names() {
        let page = json(&["explain", name, "--format", "json"]);
        assert_eq!(page["figure"]["name"], name);
        assert!(!page["figure"]["counts"].as_array().expect("counts").is_empty(), "{name}");
    }
    let page = answer(&["explain", "late-rate", "--lang", "en"], 0);
    assert!(page.contains("late / (early + on_time + late)"), "{page}");
    assert!(page.contains("resolved in the period, finish after due"), "{page}");
}
