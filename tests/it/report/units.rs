//! `--each unit`: every unit its own figures and charts, the whole beside them, all or nothing.

use std::collections::BTreeSet;

use super::{Written, files, table};
use crate::support::json;

const LOG: [&str; 5] =
    ["examples/thai-binh/2024", "--period", "2024-06", "--where", "district=Huyện Quỳnh Phụ"];

#[test]
fn every_package_tells_of_its_own_unit() {
    let arguments = [&LOG[..], &["--each", "unit", "--format", "json,html"]].concat();
    let written = Written::new(&arguments);
    let whole = written.json("so-lieu.json");
    let units = table(&whole, "units")["lines"].as_array().expect("lines").clone();
    let folder = written.path("don-vi");
    let folders: Vec<_> = std::fs::read_dir(&folder).expect("a folder").collect();
    assert_eq!(folders.len(), units.len());
    let mut trends = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for entry in folders {
        let name = entry.expect("an entry").file_name().into_string().expect("UTF-8");
        let report = written.json(&format!("don-vi/{name}/so-lieu.json"));
        let unit = report["subject"]["unit"].as_str().expect("a unit").to_owned();
        let line = units.iter().find(|line| line["unit"] == unit.as_str()).expect("in the whole");
        for (headline, key) in [(0, "received"), (1, "resolved")] {
            assert_eq!(report["headlines"][headline]["key"], key);
            assert_eq!(report["headlines"][headline]["figure"], line[key], "{unit} {key}");
        }
        // The trap: every report with the chart of the last unit.
        let page = written.text(&format!("don-vi/{name}/xem.html"));
        assert!(page.contains(&unit), "{unit}");
        let trend: String = page.split("<svg").skip(1).collect();
        trends.insert(trend);
        seen.insert(unit);
    }
    assert_eq!(seen.len(), units.len(), "each unit once");
    assert!(trends.len() * 10 > units.len() * 9, "{} different pages", trends.len());
    assert!(files(&written.path("")).len() > 2 * units.len());
}

#[test]
fn a_unit_has_the_figures_of_stats_for_that_unit() {
    let arguments = [&LOG[..], &["--each", "unit", "--format", "json"]].concat();
    let written = Written::new(&arguments);
    let report = written.json("don-vi/ubnd-xa-quynh-my/so-lieu.json");
    let filter = ["--where", "unit=UBND xã Quỳnh Mỹ", "--format", "json"];
    // This commune's export has no column for fields.
    for (id, by) in [("procedures", "procedure")] {
        let stats = json(&[&["stats"], &LOG[..3], &["--by", by], &filter[..]].concat());
        let mut rows = stats["rows"].as_array().expect("rows").clone();
        let lines = table(&report, id)["lines"].as_array().expect("lines");
        assert_eq!(lines.len(), rows.len(), "{id}");
        for line in lines {
            let place =
                rows.iter().position(|row| row["group"][by] == line[by]).expect("the group");
            let row = rows.remove(place);
            for count in ["opening", "received", "resolved", "late", "closing"] {
                assert_eq!(line[count], row["counts"][count], "{id} {count}");
            }
        }
    }
    let months = table(&report, "months")["lines"].as_array().expect("lines");
    let june = months.iter().find(|line| line["month"] == "2024-06").expect("June");
    assert_eq!(june["received"], report["headlines"][0]["figure"]);
}
