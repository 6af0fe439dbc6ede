//! What dossier codes tell: gaps in running numbers, another day, another unit; and when nothing is said.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{assert_figures, folder, signal, units};

const HEAD: &str =
    "Mã hồ sơ,Đơn vị giải quyết,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý\n";

/// An export of rows `(code, unit, received)`, and its folder.
fn export(rows: &[(String, &str, String)]) -> tempfile::TempDir {
    let mut text = HEAD.to_owned();
    for (code, unit, received) in rows {
        writeln!(text, "{code},{unit},Trực tuyến,{received},30/06/2024,").expect("memory");
    }
    folder(&[("log.csv", &text)])
}

/// Codes of a body on a day of June, with these numbers.
fn day(
    body: &str,
    unit: &'static str,
    day: u32,
    numbers: &[u32],
) -> Vec<(String, &'static str, String)> {
    let row = |number: &u32| {
        (format!("{body}-2406{day:02}-{number:04}"), unit, format!("{day:02}/06/2024"))
    };
    numbers.iter().map(row).collect()
}

const JUSTICE: &str = "000.00.12.H54";
const COMMUNE: &str = "000.22.15.H54";

fn absent(signal: &Value) -> &Value {
    assert!(signal["count"].as_u64().is_none_or(|count| count == 0), "{signal:#}");
    &signal["share"]["reason"]
}

#[test]
fn gaps_are_counted_within_a_day_of_a_body() {
    let all: Vec<u32> = (1..=20).collect();
    let without =
        |gone: &[u32]| all.iter().copied().filter(|n| !gone.contains(n)).collect::<Vec<_>>();
    let mut rows = day(JUSTICE, "Sở Tư pháp", 3, &without(&[7, 8, 12]));
    rows.extend(day(JUSTICE, "Sở Tư pháp", 4, &without(&[1, 2, 20])));
    rows.extend(day(COMMUNE, "UBND xã Minh Khai", 3, &without(&[15])));
    // A day that begins late or has one number has no gap.
    rows.extend(day(COMMUNE, "UBND xã Minh Khai", 4, &[9]));
    let found = signal(&export(&rows), "code_number_gaps");
    // 17 + 17 + 19 + 1 codes, four of them the first of their day. Rows: header 1, so the 9 of the 3rd is row 8.
    assert_figures(&found, 3, 50, &[8, 11, 50], true);
    assert!(units(&found).is_empty(), "two of one unit are chance");
    // Whatever the order of the rows.
    rows.reverse();
    assert_eq!(signal(&export(&rows), "code_number_gaps")["count"], 3);
}

/// A part of what is numbered lacks numbers by nature.
#[test]
fn an_export_of_one_channel_or_of_some_procedures_is_not_judged() {
    for every in [2, 3, 5] {
        let some: Vec<u32> = (1..=60).filter(|number| number % every == 0).collect();
        let rows = day(JUSTICE, "Sở Tư pháp", 3, &some);
        let found = signal(&export(&rows), "code_number_gaps");
        assert_eq!(absent(&found), "no_dossiers", "every {every}");
        assert_eq!(found["marked"], false);
        assert_eq!(found["rows"], json!([]));
    }
}

#[test]
fn another_day_than_the_receipt_is_counted() {
    let mut rows = day(JUSTICE, "Sở Tư pháp", 3, &(1..=30).collect::<Vec<_>>());
    for row in rows.iter_mut().skip(5).take(12) {
        row.2 = "04/06/2024".to_owned();
    }
    let found = signal(&export(&rows), "code_day_differs");
    assert_figures(&found, 12, 30, &(7..19).collect::<Vec<_>>(), true);
    let calm = day(JUSTICE, "Sở Tư pháp", 3, &(1..=30).collect::<Vec<_>>());
    assert_figures(&signal(&export(&calm), "code_day_differs"), 0, 30, &[], false);
}

#[test]
fn a_code_of_another_unit_is_told_by_whose_body_it_is() {
    let mut rows = day(JUSTICE, "Sở Tư pháp", 3, &(1..=40).collect::<Vec<_>>());
    rows.extend(day(COMMUNE, "UBND xã Minh Khai", 3, &(1..=40).collect::<Vec<_>>()));
    for place in [2, 5, 9, 50] {
        rows[place].1 = if place < 40 { "UBND xã Minh Khai" } else { "Sở Tư pháp" };
    }
    // A row without a unit is no other unit's.
    rows[12].1 = "";
    let found = signal(&export(&rows), "code_of_another_unit");
    assert_figures(&found, 4, 79, &[4, 7, 11, 52], true);
    // One centre that takes in for all: its body is nobody's.
    let centre: Vec<_> = ["Sở Y tế", "Sở Nội vụ", "Sở Xây dựng"]
        .into_iter()
        .zip([1, 20, 40])
        .flat_map(|(unit, first)| {
            day("000.00.99.H54", unit, 3, &(first..first + 15).collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(absent(&signal(&export(&centre), "code_of_another_unit")), "no_dossiers");
}

#[test]
fn codes_of_no_known_form_are_not_judged() {
    let rows: Vec<_> = (1..=30)
        .map(|number| (format!("HS/2024/{:05}", number * 3), "Sở Tư pháp", "03/06/2024".to_owned()))
        .collect();
    let folder = export(&rows);
    for name in ["code_number_gaps", "code_day_differs", "code_of_another_unit"] {
        assert_eq!(absent(&signal(&folder, name)), "not_in_export", "{name}");
    }
    let page = crate::support::answer(&["explain", "C0513", "--lang", "en"], 0);
    assert!(page.contains("gaps in the running numbers"), "{page}");
    // Beside codes that are, they take no part.
    let mut rows = rows;
    rows.extend(day(JUSTICE, "Sở Tư pháp", 3, &[1, 2, 3, 5, 6]));
    let found = signal(&export(&rows), "code_number_gaps");
    assert_figures(&found, 1, 4, &[35], false);
}

/// Dossiers of a desk over two months, each `(code, procedure, received, due)`.
fn desk(
    codes: impl Fn(usize) -> String,
    procedures: usize,
    from: usize,
) -> Vec<(String, String, usize, usize)> {
    (from..60)
        .map(|day| {
            (codes(day), format!("Thủ tục {}", day * 7 % procedures), day, day + 3 + day % 5)
        })
        .collect()
}

/// The signal of a folder with an export for each system.
fn two_systems(systems: &[Vec<(String, String, usize, usize)>]) -> Value {
    let day = |day: usize| format!("{:02}/{:02}/2024", day % 30 + 1, 4 + day / 30);
    let files: Vec<(String, String)> = systems
        .iter()
        .enumerate()
        .map(|(number, rows)| {
            let mut text =
                "Mã hồ sơ,Tên thủ tục,Đơn vị giải quyết,Ngày tiếp nhận,Ngày hẹn trả\n".to_owned();
            for (code, procedure, received, due) in rows {
                let (received, due) = (day(*received), day(*due));
                writeln!(text, "{code},{procedure},Sở Tư pháp,{received},{due}").expect("memory");
            }
            (format!("he-thong-{number}.csv"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    signal(&folder(&files), "dossiers_under_two_codes")
}

#[test]
fn dossiers_that_a_new_system_took_over_stand_under_two_codes() {
    let old = |day: usize| format!("{JUSTICE}-24{:02}{:02}-0001", 4 + day / 30, day % 30 + 1);
    let new = |day: usize| format!("HS-2024-{:06}", day + 1);
    // The new system has the last 20 days of the old one, under codes of its own: 20 pairs of 80 rows.
    let found = two_systems(&[desk(old, 5, 0), desk(new, 5, 40)]);
    assert_eq!((&found["count"], &found["of"]), (&json!(40), &json!(80)), "{found:#}");
    assert_eq!(found["marked"], true, "{found:#}");
    // Codes that were kept are the same dossiers, and count once.
    let found = two_systems(&[desk(old, 5, 0), desk(old, 5, 40)]);
    assert_eq!(absent(&found), "no_dossiers");
    // Two systems side by side have dossiers of their own.
    let own: Vec<_> = desk(new, 5, 40)
        .into_iter()
        .map(|(code, _, day, due)| (code, "Cấp lại".to_owned(), day, due))
        .collect();
    let found = two_systems(&[desk(old, 5, 0), own]);
    assert_eq!((&found["count"], &found["marked"]), (&json!(0), &json!(false)), "{found:#}");
    // A desk that does the same every day in both is like itself a week later, too.
    let copies = |codes: fn(usize) -> String| -> Vec<_> {
        (0..60).map(|day| (codes(day), "Chứng thực".to_owned(), day, day)).collect()
    };
    let found =
        two_systems(&[copies(|day| format!("HS-{day:06}")), copies(|day| format!("MC.{day:06}"))]);
    assert_eq!((&found["count"], &found["marked"]), (&json!(0), &json!(false)), "{found:#}");
}
