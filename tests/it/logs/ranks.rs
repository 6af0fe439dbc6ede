//! `cchc ranks`: gaps, contradictions, ties, other criteria, and bad rows.

use crate::support::{answer, json, run};

fn file(text: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("xep-hang.csv");
    std::fs::write(&path, text).expect("written");
    let path = path.display().to_string();
    (folder, path)
}

const TEXT: &str = "year,index,province,score,rank,of,criteria_set,confidence,source\n\
    2021,PAR,VN-mean,86.37,,,,memory,a\n\
    2021,PAR,Hải Phòng,91.80,1,63,1150/QĐ-BNV,seen,b\n\
    2022,PAR,Hải Phòng,90.09,2,63,876/QĐ-BNV,derived,c\n\
    2023,PAR,Hải Phòng,91.87,2,63,876/QĐ-BNV,seen,d\n\
    2023,PAR,Hải Phòng,91.81,2,63,876/QĐ-BNV,conflict,e\n\
    2024,PAR,Hải Phòng,96.17,1,63,876/QĐ-BNV,derived,f\n\
    2020,PAR,Hà Nội,80.00,9,63,,seen,g\n\
    2024,PAR,Hà Nội,92.57,1,63,,seen,g\n\
    2022,PAR,An Giang,81.00,60,63,,seen,g\n\
    2023,PAR,An Giang,81.32,63,63,,seen,g\n\
    2023,PAR,Sóc Trăng,81.32,64,63,,seen,g\n";

#[test]
fn a_score_may_rise_while_the_rank_falls() {
    let (_folder, path) = file(TEXT);
    let answer = json(&["ranks", &path, "--format", "json"]);
    let series = answer["series"].as_array().expect("series");
    let units: Vec<_> = series.iter().map(|one| one["unit"].as_str().expect("a unit")).collect();
    assert_eq!(units, ["An Giang", "Hà Nội", "Hải Phòng"], "no mean, no rank of 64 among 63");
    let rise = &series[0]["years"][1]["results"][0];
    assert_eq!((&rise["points_gained"], &rise["places_gained"]), (&0.32.into(), &(-3).into()));
    assert_eq!(answer["ledger"]["rejected"]["value_out_of_range"], 1);
}

#[test]
fn gaps_contradictions_and_other_criteria_are_not_compared() {
    let (_folder, path) = file(TEXT);
    let answer = json(&["ranks", &path, "--format", "json"]);
    let hanoi = &answer["series"][1]["years"];
    let counts: Vec<_> = hanoi
        .as_array()
        .expect("years")
        .iter()
        .map(|year| year["results"].as_array().map(Vec::len))
        .collect();
    assert_eq!(counts, [Some(1), Some(0), Some(0), Some(0), Some(1)]);
    assert!(hanoi[4]["results"][0]["points_gained"].is_null());
    let haiphong = &answer["series"][2]["years"];
    let crossing = &haiphong[1]["results"][0];
    assert_eq!(crossing["marks"], serde_json::json!(["crosses_criteria_sets"]));
    assert!(crossing["points_gained"].is_null() && crossing["places_gained"].is_null());
    assert_eq!(haiphong[2]["results"].as_array().map(Vec::len), Some(2));
    assert_eq!(haiphong[2]["results"][0]["marks"], serde_json::json!(["sources_differ"]));
    assert!(haiphong[3]["results"][0]["points_gained"].is_null(), "against which of the two?");
    assert_eq!(haiphong[3]["results"][0]["places_gained"], 1, "both say second");
    let findings = answer["findings"].as_array().expect("findings");
    let differing = findings.iter().filter(|one| one["code"] == "C0609").count();
    assert_eq!(differing, 2);

    let across = json(&["ranks", &path, "--format", "json", "--across-sets"]);
    let crossing = &across["series"][2]["years"][1]["results"][0];
    assert_eq!(
        (&crossing["points_gained"], &crossing["places_gained"]),
        (&(-1.71).into(), &(-1).into())
    );
    assert_eq!(crossing["marks"], serde_json::json!(["crosses_criteria_sets"]));
}

#[test]
fn people_see_gaps_means_and_why_nothing_is_compared() {
    let (_folder, path) = file(TEXT);
    let vi = answer(&["xep-hang", &path], 0);
    assert!(vi.contains("2021–2023") && vi.contains("không có số liệu"), "{vi}");
    assert!(vi.contains("nguồn khác nhau") && vi.contains("thêm --across-sets"), "{vi}");
    assert!(vi.contains("+0,32") && vi.contains("+5,43"), "{vi}");
    let en = answer(&["ranks", &path, "--lang", "en", "--across-sets", "--format", "md"], 0);
    assert!(en.contains("−1.71") && en.contains("other criteria"), "{en}");
    let parts = answer(&["ranks", "examples/so-lieu-khac/xep-hang-tieu-chi.csv"], 0);
    assert!(parts.contains("Cảnh báo: điểm giảm 3 năm liên tiếp"), "{parts}");
    assert!(parts.contains("Sở Nội vụ (giả định)") && parts.contains("2019–2023"), "{parts}");
    let csv = answer(&["ranks", &path, "--format", "csv"], 0);
    assert_eq!(csv.lines().count(), 13, "9 results of units, 3 missing years, a head");
    assert!(csv.contains("PAR,Hà Nội,,,,2022,,,,,,,,,,,,,\n"), "{csv}");
}

#[test]
fn ties_are_no_fall_and_no_finding() {
    let (_folder, path) = file(
        "year,index,unit,score,rank,of,part,responsible_unit\n\
         2020,X,A,5.0,1,2,1,S\n2021,X,A,4.0,1,2,1,S\n2022,X,A,4.0,1,2,1,S\n2023,X,A,3.0,1,2,1,S\n2024,X,A,2.0,1,2,1,S\n\
         2020,X,B,5.0,1,2,1,S\n",
    );
    let answer = json(&["ranks", &path, "--format", "json", "--decline-years", "2"]);
    let declines = answer["declines"].as_array().expect("declines");
    assert_eq!(declines.len(), 1);
    assert_eq!((&declines[0]["from"], &declines[0]["to"]), (&2022.into(), &2024.into()));
    assert_eq!(answer["series"][0]["years"][2]["results"][0]["points_gained"], 0.0);
    assert_eq!(answer["findings"].as_array().map(Vec::len), Some(0));
}

#[test]
fn nothing_and_nonsense_end_the_run() {
    let (_folder, path) = file("year,index,unit,score\n");
    assert_eq!(run(&["ranks", &path]).status.code(), Some(3));
    let (_folder, path) = file("");
    let output = run(&["ranks", &path]);
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("C0007"));
    let output = run(&["ranks", "examples/so-lieu-khac/xep-hang.csv", "--decline-years", "0"]);
    assert_eq!(output.status.code(), Some(2));
    let output = run(&["ranks", "examples/so-lieu-khac/chi-tieu.csv"]);
    assert_eq!(output.status.code(), Some(3), "targets are no rankings");
}

/// Index, unit, year, score and rank of every result.
fn results(text: &str) -> Vec<(String, String, i64, Option<f64>, Option<u64>)> {
    let (_folder, path) = file(text);
    let answer = json(&["ranks", &path, "--format", "json"]);
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let mut found = Vec::new();
    for series in answer["series"].as_array().expect("series") {
        for year in series["years"].as_array().expect("years") {
            for result in year["results"].as_array().expect("results") {
                found.push((
                    text(&series["index"]),
                    text(&series["unit"]),
                    year["year"].as_i64().expect("a year"),
                    result["score"].as_f64(),
                    result["rank"].as_u64(),
                ));
            }
        }
    }
    found
}

#[test]
fn published_tables_are_read_whatever_their_columns() {
    let result = |unit: &str, year, score, rank| {
        ("PAR INDEX".to_owned(), unit.to_owned(), year, Some(score), rank)
    };
    let across = "KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX)\nTT;Tỉnh, thành phố;2022;2023\n\
                  1;Quảng Ninh;90,10;92,18\n2;Hải Phòng;90,09;91,87\n";
    let expected = [
        result("Hải Phòng", 2022, 90.09, None),
        result("Hải Phòng", 2023, 91.87, None),
        result("Quảng Ninh", 2022, 90.10, None),
        result("Quảng Ninh", 2023, 92.18, None),
    ];
    assert_eq!(results(across), expected);
    let heads = ["Xếp hạng;Đơn vị;Chỉ số PAR Index;Năm", "Hạng;Tỉnh;PAR INDEX;Năm"];
    for head in heads {
        let text = format!("{head}\n1;Quảng Ninh;92,18;2023\n2;Hải Phòng;91,87;2023\n");
        let expected =
            [result("Hải Phòng", 2023, 91.87, Some(2)), result("Quảng Ninh", 2023, 92.18, Some(1))];
        assert_eq!(results(&text), expected, "{head}");
    }
}

#[test]
fn spellings_of_one_unit_and_one_index_are_one_series() {
    let text = "Năm;Chỉ số;Đơn vị;Điểm\n2020;PAR Index;Quảng Ninh;91,04\n2021;PAR INDEX;Tỉnh Quảng Ninh;91,02\n\
                2022;Chỉ số CCHC;UBND tỉnh Quảng Ninh;90,10\n2023;PAR-INDEX;T. Quảng Ninh;92,18\n";
    let found = results(text);
    let years: Vec<i64> = found.iter().map(|(_, _, year, ..)| *year).collect();
    assert_eq!(years, [2020, 2021, 2022, 2023]);
    assert!(
        found.windows(2).all(|pair| pair[0].0 == pair[1].0 && pair[0].1 == pair[1].1),
        "{found:?}"
    );
}

#[test]
fn scales_are_never_mixed() {
    let (_folder, path) = file(
        "Đơn vị;Chỉ số;Năm;Điểm\nQuảng Ninh;PAR INDEX;2022;0,9010\nQuảng Ninh;PAR INDEX;2023;92,18\n",
    );
    let answer = json(&["ranks", &path, "--format", "json"]);
    assert_eq!(answer["findings"][0]["code"], "C0611");
    let later = &answer["series"][0]["years"][1]["results"][0];
    assert_eq!(
        (&later["points_gained"], &later["marks"][0]),
        (&serde_json::Value::Null, &"crosses_scales".into())
    );
}
