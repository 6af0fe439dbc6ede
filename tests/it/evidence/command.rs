//! `cchc indicators`.

use cchc::indicators::{CATALOGUE, INDICATORS};

use crate::support::{answer, json, run};

#[test]
fn every_indicator_is_listed_and_has_a_page() {
    let all = json(&["indicators", "--format", "json", "--lang", "en"]);
    assert_eq!(all["schema"], "cchc/indicators/1");
    let all = all["indicators"].as_array().expect("indicators");
    assert_eq!(all.len(), CATALOGUE.len());
    assert!(all.len() > INDICATORS.len());
    let table = answer(&["chi-so"], 0);
    let csv = answer(&["indicators", "--format", "csv"], 0);
    let markdown = answer(&["indicators", "--format", "md"], 0);
    for (indicator, record) in CATALOGUE.iter().zip(all) {
        assert_eq!(record["id"], indicator.id);
        assert_eq!(record["name"], indicator.name.en);
        assert!(table.contains(indicator.name.vi), "{}", indicator.id);
        assert!(csv.lines().any(|line| line.starts_with(&format!("{},", indicator.id))));
        assert!(markdown.contains(&format!("| {} |", indicator.id.replace('_', "\\_"))));
    }
    let page = answer(&["indicators", "SAT-766", "--lang", "en"], 0);
    for part in
        ["(judged_766 - displeasing) / judged_766", "log of feedback", "full points from 90%"]
    {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let one = json(&["indicators", "reuse", "--format", "json"]);
    assert_eq!(one["indicators"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_mistyped_indicator_gets_a_suggestion() {
    let output = run(&["indicators", "apologyrate", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(2));
    let talk = String::from_utf8_lossy(&output.stderr);
    assert!(talk.contains("did you mean `apology_rate`?"), "{talk}");
}

#[test]
fn marks_change_no_figure_of_stats() {
    // A log with every new column is counted as before by the tables that do not ask for them.
    let folder = tempfile::tempdir().expect("a folder");
    let bare = "Mã hồ sơ,Đơn vị giải quyết,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý";
    let row = "G-1,Sở A,03/06/2024,10/06/2024,07/06/2024";
    let more = ",NgayYeuCauBoSung,DuocTaiSuDung,Đã đồng bộ,Kết quả điện tử";
    let figures = [(String::new(), String::new()), (more.to_owned(), ",hôm qua,?,?,x".to_owned())]
        .map(|(header, cells)| {
            let path = folder.path().join("log.csv");
            std::fs::write(&path, format!("{bare}{header}\n{row}{cells}\n")).expect("written");
            json(&["stats", path.to_str().expect("a path"), "--format", "json"])
        });
    assert_eq!(figures[0], figures[1]);
}
