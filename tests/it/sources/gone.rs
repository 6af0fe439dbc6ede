//! A file whose due, finish or status column stands under another heading, or nowhere: one error, no row
//! blamed, no figure made of it.

use serde_json::Value;

use super::{Folder, HEADER, log};
use crate::support::{cchc, repository, run};

/// Eight dossiers of a commune, two of them open.
fn of_commune(name: &str) -> String {
    let mut dossiers: Vec<(u32, u32, u32)> = (1..=6).map(|n| (n, 2 + n, 5 + n + n % 3)).collect();
    dossiers.extend([(7, 10, 0), (8, 12, 0)]);
    log(&dossiers).replace("A-", &format!("{name}-"))
}

const WHOLE: &str = "received=8 resolved=6 closing=2";
const BOTH: &str = "received=16 resolved=12 closing=4";

/// The same under other headings.
fn renamed(text: &str, headings: &[(&str, &str)]) -> String {
    let (header, body) = text.split_once('\n').expect("a header");
    let header = headings.iter().fold(header.to_owned(), |header, (own, other)| {
        assert!(header.contains(own));
        header.replace(own, other)
    });
    format!("{header}\n{body}")
}

/// The same without some columns.
fn without(text: &str, headings: &[&str]) -> String {
    let dropped: Vec<usize> = headings
        .iter()
        .map(|own| HEADER.split(',').position(|h| h == *own).expect("one"))
        .collect();
    let line = |line: &str| {
        let cells = line.split(',').enumerate().filter(|(place, _)| !dropped.contains(place));
        cells.map(|(_, cell)| cell).collect::<Vec<_>>().join(",") + "\n"
    };
    text.lines().map(line).collect()
}

fn two(other: String) -> Folder {
    Folder::of(&[("dung.csv", of_commune("D")), ("khac.csv", other)])
}

/// Every finding of the second file that is an error or worse.
fn errors(folder: &Folder) -> Vec<(String, String)> {
    let checked = folder.answer("check", &[]);
    let all = checked["findings"].as_array().expect("findings").iter();
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let grave = all.filter(|f| f["severity"] == "error" || f["severity"] == "critical");
    let of_other = grave.filter(|f| text(f, "file").ends_with("khac.csv"));
    of_other.map(|f| (text(f, "code"), text(f, "value"))).collect()
}

#[track_caller]
fn assert_gone(folder: &Folder, lines: &[&str]) {
    folder.assert_counts(&["--period", "2024-06"], WHOLE);
    let [(code, value)] = &errors(folder)[..] else { panic!("{:?}", errors(folder)) };
    assert_eq!(code, "C0018");
    for line in lines {
        assert!(value.lines().any(|other| other == *line), "{line}\n{value}");
    }
    let rejected = folder.answer("check", &[])["ledger"]["rejected"].clone();
    let rows: u64 = rejected.as_object().expect("reasons").values().filter_map(Value::as_u64).sum();
    assert_eq!(rows, 0);
}

#[test]
fn renamed_columns_are_found_by_what_they_hold() {
    let other = of_commune("K");
    let [due, finish, status] = ["Ngày hẹn trả", "Ngày kết thúc xử lý", "Trạng thái"];
    for (headings, lines) in [
        (
            &[(finish, "Ngày ra KQ")][..],
            &[
                "− \"Ngày kết thúc xử lý\"",
                "+ \"Ngày ra KQ\"",
                "finished_at = [\"Ngày kết thúc xử lý\", \"Ngày ra KQ\"]",
            ][..],
        ),
        (&[(due, "Dự tính")], &["due_at = [\"Ngày hẹn trả\", \"Dự tính\"]"]),
        (&[(status, "Giai đoạn")], &["status = [\"Trạng thái\", \"Giai đoạn\"]"]),
        // Which is which is told by the blanks of open dossiers, whatever the headings.
        (
            &[(due, "Cột P"), (finish, "Cột Q")],
            &[
                "due_at = [\"Ngày hẹn trả\", \"Cột P\"]",
                "finished_at = [\"Ngày kết thúc xử lý\", \"Cột Q\"]",
            ],
        ),
        // Without a status, too; and with all three.
        (
            &[(due, "XX1"), (finish, "XX2"), (status, "XX3")],
            &[
                "due_at = [\"Ngày hẹn trả\", \"XX1\"]",
                "finished_at = [\"Ngày kết thúc xử lý\", \"XX2\"]",
                "status = [\"Trạng thái\", \"XX3\"]",
            ],
        ),
        (&[(finish, "Ra KQ"), (status, "Bước")], &["status = [\"Trạng thái\", \"Bước\"]"]),
    ] {
        assert_gone(&two(renamed(&other, headings)), lines);
    }
    // A heading that is blank has a place.
    assert_gone(&two(renamed(&other, &[(finish, "")])), &["+ [5]"]);
}

#[test]
fn a_due_date_and_a_finish_are_told_apart_by_each_other() {
    // All closed: both columns are full, and the headings say the wrong thing, or nothing.
    let closed: Vec<(u32, u32, u32)> = (1..=9).map(|n| (n, 2 + n, 4 + n + n % 7)).collect();
    for headings in [["Cột P", "Cột Q"], ["Hẹn", "Trả"], ["Trả sau", "KQ"], ["", "Ngày"]]
    {
        let [due, finish] = headings;
        let names = [("Ngày hẹn trả", due), ("Ngày kết thúc xử lý", finish)];
        let folder = two(renamed(&log(&closed), &names));
        let due = if due.is_empty() { "+ [4]".to_owned() } else { format!("+ \"{due}\"\ndue_at") };
        let [(code, value)] = &errors(&folder)[..] else { panic!("{:?}", errors(&folder)) };
        assert_eq!(code, "C0018");
        assert!(
            value.contains(&due) && value.contains(&format!("+ \"{finish}\"\nfinished_at")),
            "{value}"
        );
    }
}

#[test]
fn a_finish_beside_the_day_of_hand_over() {
    // Of dossiers that nobody has fetched yet only the finish tells that they are done.
    let text = of_commune("K");
    let with_return = |finish: &str, fetched: usize| {
        let line = |(row, line): (usize, &str)| match row {
            0 => line.replace("Ngày kết thúc xử lý", finish) + ",Ngày trả kết quả\n",
            row if row <= fetched => format!("{line},28/06/2024\n"),
            _ => format!("{line},\n"),
        };
        text.lines().enumerate().map(line).collect::<String>()
    };
    let line = "finished_at = [\"Ngày kết thúc xử lý\", \"Ra KQ\"]";
    assert_gone(&two(with_return("Ra KQ", 4)), &[line]);
    // All are fetched: it is missed where another file has both days, and nowhere else.
    let both = Folder::of(&[
        ("dung.csv", with_return("Ngày kết thúc xử lý", 6).replace("K-", "D-")),
        ("khac.csv", with_return("Ra KQ", 6)),
    ]);
    assert_gone(&both, &[line]);
    assert!(errors(&two(with_return("Ngày ký", 6))).is_empty());
    // What comes behind the hand-over is no finish.
    let late = with_return("Ngày lưu kho", 4).replace("28/06/2024", "03/06/2024");
    assert!(errors(&two(late)).iter().all(|(code, _)| code != "C0018"));
}

#[test]
fn the_line_of_the_profile_mends_it() {
    let finish = ("Ngày kết thúc xử lý", "Ngày ra KQ");
    let folder = two(renamed(&of_commune("K"), &[finish]));
    let profile = folder.path().join("ho-so.toml");
    let written = cchc(&["inspect", folder.argument(), "--write-profile"])
        .arg(&profile)
        .output()
        .expect("the program starts");
    assert!(written.status.success());
    let text = std::fs::read_to_string(&profile).expect("a profile");
    let line = "finished_at = [\"Ngày kết thúc xử lý\", \"Ngày ra KQ\"]";
    let lines = text.lines().map(|old| if old.starts_with("finished_at") { line } else { old });
    std::fs::write(&profile, lines.collect::<Vec<_>>().join("\n")).expect("written");
    let profile = profile.to_str().expect("a UTF-8 path");
    folder.assert_counts(&["--period", "2024-06", "--profile", profile], BOTH);
}

#[test]
fn a_finish_that_is_nowhere_is_gone_and_a_list_of_open_dossiers_is_none() {
    let other = of_commune("K");
    let finish = "Ngày kết thúc xử lý";
    let line = "finished_at = [\"Ngày kết thúc xử lý\", \"…\"]";
    assert_gone(&two(without(&other, &[finish])), &["+ ?", line]);
    assert_gone(&two(without(&other, &[finish, "Trạng thái"])), &["+ ?", line]);
    // All its dossiers say that they are open: counted, and an error all the same.
    let open: Vec<(u32, u32, u32)> = (1..=4).map(|n| (n, 2 + n, 0)).collect();
    let open = without(&log(&open), &[finish]);
    let folder = two(open);
    folder.assert_counts(&["--period", "2024-06"], "received=12 resolved=6 closing=6");
    let found = folder.found("C0316", &[]);
    assert!(matches!(&found[..], [(file, value)] if file == "khac.csv" && value.contains(line)));
    // A due date or a status that is nowhere leaves dossiers undated, and counted.
    for (gone, line) in [
        ("Ngày hẹn trả", "due_at = [\"Ngày hẹn trả\", \"…\"]"),
        ("Trạng thái", "status = [\"Trạng thái\", \"…\"]"),
    ] {
        let folder = two(without(&other, &[gone]));
        folder.assert_counts(&["--period", "2024-06"], BOTH);
        let [(code, value)] = &errors(&folder)[..] else { panic!("{:?}", errors(&folder)) };
        assert_eq!(code, "C0316");
        assert!(value.contains(line), "{value}");
    }
}

#[test]
fn a_file_alone_is_judged_by_its_unknown_columns() {
    for (own, other, line) in [
        ("Ngày kết thúc xử lý", "Ngày ra KQ", "finished_at = \"Ngày ra KQ\""),
        ("Ngày hẹn trả", "Dự tính", "due_at = \"Dự tính\""),
        ("Trạng thái", "Giai đoạn", "status = \"Giai đoạn\""),
    ] {
        let folder = Folder::of(&[("khac.csv", renamed(&of_commune("K"), &[(own, other)]))]);
        let output = run(&["stats", folder.argument(), "--lang", "en"]);
        assert_eq!(output.status.code(), Some(3));
        let talk = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(talk.contains("C0018") && talk.contains(line), "{talk}");
        assert_eq!(errors(&folder).len(), 1);
    }
}

#[test]
fn a_heading_may_say_that_it_is_another_column() {
    // An expected finish is no finish, an old due date no due date; a file that cannot end is not counted.
    let finish = "Ngày kết thúc xử lý";
    for other in ["Ngày kết thúc (dự kiến)", "Ngày dự kiến xong", "Ngày trả theo quy định"]
    {
        let folder = Folder::of(&[("khac.csv", renamed(&of_commune("K"), &[(finish, other)]))]);
        let [(code, value)] = &errors(&folder)[..] else { panic!("{:?}", errors(&folder)) };
        assert_eq!(code, "C0018");
        assert!(value.contains("+ ?\nfinished_at") && value.contains(other), "{value}");
    }
    let due = ("Ngày hẹn trả", "Ngày hẹn trả (cũ)");
    let folder = Folder::of(&[("khac.csv", renamed(&of_commune("K"), &[due]))]);
    assert_eq!(errors(&folder)[0].0, "C0315");
    folder.assert_counts(&["--period", "2024-06"], "received=8 resolved=6 undated=6 closing=2");
}

#[test]
fn a_system_without_such_a_column_is_left_in_peace() {
    let [due, finish] = ["Ngày hẹn trả", "Ngày kết thúc xử lý"];
    let without_due = |name: &str| without(&of_commune(name), &[due]);
    for folder in [
        Folder::of(&[("khac.csv", without_due("K"))]),
        Folder::of(&[("a.csv", without_due("A")), ("khac.csv", without_due("K"))]),
        Folder::of(&[("khac.csv", without(&of_commune("K"), &[due, finish, "Trạng thái"]))]),
    ] {
        assert!(errors(&folder).is_empty(), "{:?}", errors(&folder));
        let stats = folder.answer("stats", &[]);
        assert_eq!(stats["total"]["rates"]["on_time_rate"]["reason"], "not_in_export");
    }
}

#[test]
fn what_a_column_holds_says_what_it_is_not() {
    // Days before the receipt, words that are no status, amounts, too few dates: no match.
    let of_cells = |cell: &dyn Fn(usize) -> String| {
        let text = without(&of_commune("K"), &["Ngày hẹn trả"]);
        let line = |(row, line): (usize, &str)| match row {
            0 => format!("{line},Cột lạ\n"),
            row => format!("{line},{}\n", cell(row)),
        };
        Folder::of(&[("khac.csv", text.lines().enumerate().map(line).collect::<String>())])
    };
    let before = of_cells(&|row| format!("{row:02}/01/1990"));
    let value = "+ ?\ndue_at = \"…\"\n? \"Cột lạ\"";
    assert_eq!(before.found("C0315", &[]), [("khac.csv".to_owned(), value.to_owned())]);
    before.assert_counts(&["--period", "2024-06"], "received=8 resolved=6 undated=6 closing=2");
    for folder in [
        of_cells(&|row| format!("{row}00000")),
        of_cells(&|row| if row < 3 { "20/06/2024".to_owned() } else { String::new() }),
        of_cells(&|_| "Đủ giấy tờ".to_owned()),
        of_cells(&|row| if row % 2 == 0 { "20/06/2024".to_owned() } else { "chờ".to_owned() }),
    ] {
        assert!(errors(&folder).is_empty(), "{:?}", errors(&folder));
        folder.assert_counts(&["--period", "2024-06"], WHOLE);
    }
}

#[test]
fn no_feedback_and_no_rejected_rows_are_made_of_it() {
    let finish = ("Ngày kết thúc xử lý", "Ngày ra KQ");
    let folder = two(renamed(&of_commune("K"), &[finish]));
    let out = tempfile::tempdir().expect("a folder");
    let (rejects, feedback) = (out.path().join("loi.csv"), out.path().join("gop-y"));
    let output = cchc(&["check", folder.argument(), "--rejects"])
        .arg(&rejects)
        .arg("--feedback")
        .arg(&feedback)
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
    let rejected = std::fs::read_to_string(&rejects).unwrap_or_default();
    assert!(rejected.lines().count() <= 1, "{rejected}");
    let books = std::fs::read_dir(&feedback).into_iter().flatten().flatten();
    let books = books.filter(|file| file.path().extension().is_some_and(|e| e == "xlsx"));
    assert_eq!(books.count(), 0);
}

#[test]
fn a_month_whose_file_is_not_counted_names_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let given = repository("tests/data/cases/months/flat-new-headings-hidden");
    std::fs::create_dir(folder.path().join("xuat")).expect("made");
    for name in ["cchc.toml", "xuat/t02.csv", "xuat/t03.csv"] {
        std::fs::copy(given.join(name), folder.path().join(name)).expect("copied");
    }
    for (lang, said) in [("vi", "tệp không được tính: "), ("en", "a file that is not counted: ")]
    {
        let output = cchc(&["run", "--period", "2026-03", "--lang", lang])
            .current_dir(folder.path())
            .output()
            .expect("the program starts");
        let talk = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{talk}");
        let named = talk.find(&format!("{said}xuat/t03.csv: C0004")).expect("the file is named");
        assert!(talk.find("--period").is_none_or(|advice| named < advice), "{talk}");
    }
}
