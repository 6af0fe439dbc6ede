//! How far the sources reach: what the inputs do not tell is no figure.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use crate::support::{answer, cchc, json};

const HEADER: &str = "Mã hồ sơ,Đơn vị giải quyết,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Trạng thái\n";

/// Working days of 2024 from one month to another: no Saturday, no Sunday.
fn days(first: u32, last: u32) -> Vec<String> {
    const LENGTHS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    // 1 January 2024 was a Monday.
    let (mut weekday, mut found) = (0, Vec::new());
    for month in 1..=12_u32 {
        for day in 1..=LENGTHS[month as usize - 1] {
            if weekday < 5 && (first..=last).contains(&month) {
                found.push(format!("2024-{month:02}-{day:02}"));
            }
            weekday = (weekday + 1) % 7;
        }
    }
    found
}

/// A log in which something comes in on each of these days; what came in on all but the last three is done
/// on the day. The first stays open and is due at once.
fn log(unit: &str, prefix: &str, days: &[String]) -> String {
    let mut text = HEADER.to_owned();
    for (place, day) in days.iter().enumerate() {
        let is_open = place == 0 || place + 3 >= days.len();
        let (finish, status) =
            if is_open { ("", "Đang xử lý") } else { (day.as_str(), "Đã trả kết quả") };
        let _ = writeln!(text, "{prefix}-{place},{unit},Trực tuyến,{day},{day},{finish},{status}");
    }
    text
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn of(files: &[(&str, String)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, text).expect("written");
        }
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn stats(&self, arguments: &[&str]) -> Value {
        let path = self.path().to_string_lossy().into_owned();
        let mut all = vec!["stats", &path, "--format", "json"];
        all.extend(arguments);
        json(&all)
    }
}

fn row<'v>(stats: &'v Value, unit: &str) -> &'v Value {
    let rows = stats["rows"].as_array().expect("rows");
    rows.iter()
        .find(|row| row["group"]["unit"] == unit)
        .unwrap_or_else(|| panic!("{unit}: {rows:?}"))
}

fn two_communes() -> Folder {
    Folder::of(&[
        ("xa-an.csv", log("UBND xã An Ấp", "A", &days(1, 5))),
        ("xa-binh.csv", log("UBND xã Quỳnh Giao", "B", &days(1, 6))),
    ])
}

#[test]
fn a_unit_that_sent_no_june_has_no_figures_of_june() {
    let stats = two_communes().stats(&["--period", "2024-06"]);
    let silent = row(&stats, "UBND xã An Ấp");
    assert_eq!(silent["counts"]["received"], Value::Null);
    assert_eq!(silent["counts"]["closing_overdue"], Value::Null);
    assert_eq!(silent["counts"]["not_covered"], 4);
    assert_eq!(silent["rates"]["on_time_rate"]["reason"], "not_covered");
    let busy = row(&stats, "UBND xã Quỳnh Giao");
    assert_eq!(busy["counts"]["received"], 20);
    assert_eq!(busy["counts"]["closing_uncovered"], 0);
    // The first, of January, and two of the last three of June; one of those is due on the last working day.
    assert_eq!(busy["counts"]["closing"], 4);
    for count in ["opening", "received", "closing", "closing_overdue", "resolved"] {
        assert_eq!(stats["total"]["counts"][count], busy["counts"][count], "{count}");
    }
    let coverage = &stats["coverage"];
    assert_eq!(coverage["is_complete"], false);
    assert_eq!((&coverage["units"], &coverage["covered"]), (&2.into(), &1.into()));
    assert_eq!(coverage["not_covered"][0]["unit"], "UBND xã An Ấp");
    assert_eq!(coverage["not_covered"][0]["covered_until"], "2024-05-31");
    assert_eq!(coverage["not_covered"][0]["state"], "ends_before_period");
}

#[test]
fn what_was_open_when_a_source_ended_within_the_period_is_neither_in_term_nor_overdue() {
    let folder = two_communes();
    let stats = folder.stats(&["--period", "2024-H1"]);
    let counts = &row(&stats, "UBND xã An Ấp")["counts"];
    assert_eq!((&counts["closing"], &counts["closing_uncovered"]), (&4.into(), &4.into()));
    assert_eq!((&counts["closing_overdue"], &counts["closing_within"]), (&0.into(), &0.into()));
    // By month the same: until May it is known, in June nothing.
    let months = folder.stats(&["--period", "2024-H1", "--by", "unit,month"]);
    assert_eq!(months["total"]["counts"], stats["total"]["counts"]);
    let of_month = |month: &str| {
        let rows = months["rows"].as_array().expect("rows").iter();
        let found = rows.filter(|row| row["group"]["unit"] == "UBND xã An Ấp");
        let mut found = found.filter(|row| row["group"]["month"] == month);
        found.next().expect("a row")["counts"].clone()
    };
    assert_eq!(of_month("2024-05")["closing_uncovered"], 0);
    assert_eq!(of_month("2024-05")["closing"], 4);
    assert_eq!(of_month("2024-06")["closing"], Value::Null);
}

#[test]
fn a_header_with_titles_and_no_row_says_that_there_was_no_dossier() {
    let title = "UBND XÃ AN ẤP\nDANH SÁCH HỒ SƠ\nTừ ngày 01/06/2024 đến ngày 30/06/2024\n";
    let of_month = |month: u32| log("UBND xã An Ấp", &format!("A{month}"), &days(month, month));
    let files = [
        ("an-2024-04.csv", of_month(4)),
        ("an-2024-05.csv", of_month(5)),
        ("xa-binh.csv", log("UBND xã Quỳnh Giao", "B", &days(1, 6))),
    ];
    let without = Folder::of(&files).stats(&["--period", "2024-06"]);
    assert_eq!(row(&without, "UBND xã An Ấp")["counts"]["closing"], Value::Null);
    let empty = [("an-2024-06.csv", format!("{title}{HEADER}"))];
    let files: Vec<_> = files.into_iter().chain(empty).collect();
    let with = Folder::of(&files).stats(&["--period", "2024-06"]);
    let counts = &row(&with, "UBND xã An Ấp")["counts"];
    assert_eq!((&counts["received"], &counts["closing"]), (&0.into(), &8.into()));
    // What April left open the export of May ought to tell, and does not.
    assert_eq!(counts["closing_uncovered"], 4);
}

#[test]
fn a_change_is_one_of_the_units_that_both_periods_tell_of() {
    let folder = two_communes();
    let path = folder.path().to_string_lossy().into_owned();
    let compared = json(&["compare", &path, "--period", "2024-06", "--format", "json"]);
    let one = &compared["comparisons"][0];
    assert_eq!(one["not_covered"], serde_json::json!(["UBND xã An Ấp"]));
    assert_eq!(one["counts"]["later"]["received"], 20);
    assert_eq!(one["counts"]["earlier"]["received"], 23);
    let text = answer(&["compare", &path, "--period", "2024-06", "--lang", "vi"], 0);
    assert!(text.contains("không so sánh 1 đơn vị: UBND xã An Ấp"), "{text}");
}

#[test]
fn later_exports_change_no_figure_but_those_they_tell() {
    let days = days(1, 9);
    let of = |last: &str| {
        let until: Vec<String> = days.iter().filter(|day| day.as_str() <= last).cloned().collect();
        Folder::of(&[("xa-an.csv", log("UBND xã An Ấp", "A", &until))])
    };
    // Three dossiers at the end are open in the shorter export and done in the longer: those change.
    let short = of("2024-06-28").stats(&["--period", "2024-05"]);
    let long = of("2024-09-30").stats(&["--period", "2024-05"]);
    assert_eq!(short["rows"], long["rows"]);
    assert_eq!(short["total"], long["total"]);
}

#[test]
fn names_and_order_of_files_change_no_figure() {
    let [an, binh] =
        [log("UBND xã An Ấp", "A", &days(1, 5)), log("UBND xã Quỳnh Giao", "B", &days(1, 6))];
    let one = Folder::of(&[("1.csv", an.clone()), ("2.csv", binh.clone())]);
    let other = Folder::of(&[("z/tháng 6.csv", an), ("a (1).csv", binh)]);
    let of = |folder: &Folder| {
        let stats = folder.stats(&["--period", "2024-06"]);
        (stats["rows"].clone(), stats["total"].clone(), stats["coverage"]["not_covered"].clone())
    };
    assert_eq!(of(&one), of(&other));
}

#[test]
fn a_run_stops_for_units_that_are_missing_unless_they_are_accepted() {
    let folder = two_communes();
    let config = |units: &str| {
        let text = format!(
            "schema = \"cchc/config/1\"\n[inputs]\npaths = [\"*.csv\"]\n[thresholds]\nmissing_units = \"{units}\"\n"
        );
        std::fs::write(folder.path().join("cchc.toml"), text).expect("written");
    };
    let run = |arguments: &[&str]| {
        let mut all = vec!["run", "--period", "2024-06", "--lang", "vi"];
        all.extend(arguments);
        let output = cchc(&all).current_dir(folder.path()).output().expect("it starts");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    config("stop");
    let (code, told) = run(&[]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("UBND xã An Ấp (đến 31/05/2024)"), "{told}");
    assert!(!folder.path().join("luu-tru/2024-06").exists());
    // It had half of what came in in May.
    config("40%");
    assert_eq!(run(&[]).0, Some(1));
    config("60%");
    assert_eq!(run(&["--dry-run"]).0, Some(0));
    config("tell");
    assert_eq!(run(&["--dry-run"]).0, Some(0));
    config("stop");
    let (code, told) = run(&["--accept-missing"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(folder.path().join("luu-tru/2024-06").exists());
    config("sometimes");
    assert_eq!(run(&[]).0, Some(4));
}

#[test]
fn forms_leave_columns_of_open_dossiers_open_and_say_why() {
    let folder = two_communes();
    let output = folder.path().join("ra");
    let (path, to) = (folder.path().to_string_lossy(), output.to_string_lossy());
    let form = ["--form", "06a", "--format", "json", "--output", &to, "--lang", "vi"];
    answer(&[&["report", &path, "--period", "2024-H1"][..], &form].concat(), 0);
    let text = std::fs::read_to_string(output.join("so-lieu.json")).expect("a report");
    let report: Value = serde_json::from_str(&text).expect("JSON");
    let notes = report["forms"][0]["notes"].to_string();
    assert!(notes.contains("Cột 11, 12, 13 để trống"), "{notes}");
    let rows = report["forms"][0]["rows"].as_array().expect("rows");
    let total = rows.last().expect("a total").to_string();
    assert!(total.contains("null") || total.contains("open"), "{total}");
    let sections = report["tables"].as_array().expect("tables").iter();
    assert!(sections.into_iter().any(|table| table["id"] == "coverage"));
    let notes = report["notes"].to_string();
    assert!(notes.contains("UBND xã An Ấp (đến 31/05/2024)"), "{notes}");
}

#[test]
fn a_package_of_a_unit_names_no_other_unit_that_is_missing() {
    // Both in one file that ends in May, and a third one that goes on.
    let [an, giao] =
        ["UBND xã An Ấp", "UBND xã Quỳnh Giao"].map(|unit| log(unit, unit, &days(1, 5)));
    let both = format!("{an}{}", giao.strip_prefix(HEADER).expect("a header"));
    let hoa = log("UBND xã Quỳnh Hoa", "H", &days(1, 6));
    let folder = Folder::of(&[("hai-xa.csv", both), ("xa-hoa.csv", hoa)]);
    let output = folder.path().join("ra");
    let (path, to) = (folder.path().to_string_lossy(), output.to_string_lossy());
    let asked = ["--period", "2024-H1", "--each", "unit", "--format", "json", "--output", &to];
    answer(&[&["report", &path][..], &asked, &["--lang", "vi"]].concat(), 0);
    let package = output.join("don-vi/ubnd-xa-an-ap/so-lieu.json");
    let text = std::fs::read_to_string(package).expect("a package");
    assert!(text.contains("UBND xã An Ấp (đến 31/05/2024)"), "{text}");
    for other in ["Quỳnh Giao", "Quỳnh Hoa", "đơn vị khác"] {
        assert!(!text.contains(other), "{other}: {text}");
    }
}

#[test]
fn the_sample_names_what_is_missing_on_its_first_screen() {
    let text = answer(&["examples/thai-binh", "--period", "2024-07", "--lang", "vi"], 0);
    let first: Vec<&str> = text.lines().take(20).collect();
    let first = first.join("\n");
    assert!(first.contains("Không có dữ liệu của kỳ"), "{first}");
    assert!(first.contains("53 trong 86 đơn vị"), "{first}");
    assert!(text.contains("Nguồn dữ liệu và ngày cuối có thông tin"));
    let all = json(&["examples/thai-binh", "--format", "json"]);
    let counts = &all["total"]["counts"];
    let number = |name: &str| counts[name].as_u64().expect("a count");
    // 92 % of those open looked overdue when all were judged on the last day of the longest source.
    assert!(
        number("closing_overdue") * 10
            < number("closing_within") * 10 + number("closing_uncovered")
    );
    assert!(number("closing_uncovered") > number("closing_overdue"));
}

/// Units of which nothing is known have no dossiers "arising", and none of them is "without a late one".
#[test]
fn sentences_count_only_units_that_the_period_is_told_of() {
    let report = |inputs: &[&str], lang: &str| {
        let target = tempfile::tempdir().expect("a folder");
        let output = target.path().join("bao-cao");
        let place = output.to_str().expect("UTF-8");
        let options = ["--output", place, "--format", "md", "--lang", lang, "--quiet"];
        let ran = cchc(&[&["report"], inputs, &options].concat()).output().expect("runs");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        let file = std::fs::read_dir(&output).expect("a folder").filter_map(Result::ok);
        let file = file
            .map(|file| file.path())
            .find(|path| path.extension().is_some_and(|end| end == "md"));
        std::fs::read_to_string(file.expect("a report")).expect("text")
    };
    let july = report(&["examples/thai-binh", "--period", "2024-07"], "vi");
    assert!(july.contains("có 33 đơn vị phát sinh hồ sơ"), "{july}");
    assert!(july.contains("đơn vị có dữ liệu cả hai kỳ):"), "what is compared in part says so");
    assert!(!july.contains("chưa đủ để so sánh"));
    let folder = two_communes();
    let path = folder.path().to_str().expect("UTF-8");
    let june = report(&[path, "--period", "2024-06"], "en");
    assert!(june.contains("Units with dossiers in the period: 1"), "{june}");
    // Both were told of in May.
    let may = report(&[path, "--period", "2024-05"], "en");
    assert!(may.contains("Units with dossiers in the period: 2"), "{may}");
}

#[test]
fn what_is_missing_is_said_before_the_table_and_where_counts_are_handed_in() {
    let folder = two_communes();
    let path = folder.path().to_str().expect("UTF-8");
    for command in ["stats", "times"] {
        let text =
            answer(&[command, path, "--by", "unit", "--period", "2024-06", "--lang", "vi"], 0);
        let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"));
        assert!(
            place("Không có dữ liệu của kỳ (nguồn dừng trước kỳ)") < place("Tổng số"),
            "{text}"
        );
        assert_eq!(text.matches("nguồn dừng trước kỳ").count(), 1, "once: {text}");
    }
    let target = tempfile::tempdir().expect("a folder");
    let file = target.path().join("so-dem.json");
    let arguments = ["tally", path, "--period", "2024-06", "--lang", "vi", "--output"];
    let output = cchc(&arguments).arg(&file).output().expect("runs");
    let talk = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(talk.contains("nguồn dừng trước kỳ"), "{talk}");
    // Who adds it up sees who is missing, by name and before the table.
    let merged = answer(&["merge", file.to_str().expect("UTF-8"), "--lang", "vi"], 0);
    let missing = "Chưa có dữ liệu đến ngày chốt: 1 đơn vị (UBND xã An Ấp)";
    let places = merged.find(missing).zip(merged.find("Tổng số"));
    assert!(places.is_some_and(|(told, total)| told < total), "{merged}");
}

/// Of a level whose units sent nothing for the month an annex has no figure: zero would be one.
#[test]
fn an_annex_has_no_figures_of_a_level_that_is_not_covered() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("bc");
    let made =
        ["report", "examples/thai-binh", "--period", "2024-07", "--annex", "cchc", "--quiet"];
    let more = ["--format", "json,md,xlsx", "--output", to.to_str().expect("a path")];
    answer(&[&made[..], &more].concat(), 0);
    let text = std::fs::read_to_string(to.join("so-lieu.json")).expect("written");
    let record: Value = serde_json::from_str(&text).expect("JSON");
    let rows = record["forms"][0]["rows"].as_array().expect("rows");
    let of_level = |name: &str| -> Vec<&Value> {
        let is_it = |row: &&Value| row["cells"]["indicator"] == name;
        rows.iter().filter(is_it).map(|row| &row["cells"]["result"]).collect()
    };
    let of_province = of_level("– cấp tỉnh");
    assert!(of_province.len() > 3, "{rows:?}");
    for cell in of_province {
        let reason = cell["reason"].as_str().expect("a reason");
        assert!(reason == "not_covered" || reason == "open", "{cell}");
    }
    assert!(of_level("– cấp xã").iter().any(|cell| cell.as_u64().is_some_and(|count| count > 100)));
    let notes = record["forms"][0]["notes"].to_string();
    assert!(
        notes.contains("– không có số liệu vì dữ liệu của đơn vị dừng trước kỳ báo cáo."),
        "{notes}"
    );
}
