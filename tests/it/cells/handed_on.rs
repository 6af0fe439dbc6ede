//! Dossiers handed from unit to unit (liên thông), and receipts that move otherwise.

use super::{Files, HEADER};
use crate::support::answer;

/// One row: id, unit, received, due, finished (days of June 2024; 0: none).
type Row = (&'static str, &'static str, u32, u32, u32);

fn log(rows: &[Row]) -> String {
    let mut log = format!("{HEADER}\n");
    for (id, unit, received, due, finished) in rows {
        let day = |day: &u32| if *day == 0 { String::new() } else { format!("{day:02}/06/2024") };
        let (received, due, finished) = (day(received), day(due), day(finished));
        log.extend([format!("1;{id};Cấp đổi;{unit};Trực tiếp;{received};{due};{finished};\n")]);
    }
    log
}

const OTHERS: [Row; 2] = [("HS-00000008", "Xã C", 2, 20, 18), ("HS-00000009", "Xã C", 4, 20, 25)];

#[test]
fn stages_in_one_file_are_one_dossier() {
    let stages = [("HS-00000001", "Xã A", 3, 7, 5), ("HS-00000001", "Huyện B", 5, 14, 12)];
    for rows in [vec![stages[0], stages[1]], vec![stages[1], stages[0]]] {
        let files = Files::one(&log(&[&rows[..], &OTHERS].concat()));
        assert_eq!(files.dossiers()[0], "HS-00000001 03 14 12");
        let counts = files.counts(&[]);
        assert_eq!((&counts["received"], &counts["early"]), (&3.into(), &2.into()), "{counts}");
        let found = files.findings("C0218", &[]);
        let [(_, _, value)] = &found[..] else { panic!("{found:?}") };
        assert_eq!(value, "Xã A 2024-06-03 → Huyện B 2024-06-05");
        assert!(files.findings("C0217", &[]).is_empty() && files.findings("C0201", &[]).is_empty());
        let ledger = files.answer("check", &[])["ledger"].clone();
        assert_eq!((&ledger["counted"], &ledger["superseded"]), (&3.into(), &1.into()));
        let by_unit = files.answer("stats", &["--by", "unit"]);
        let units = by_unit["rows"].as_array().expect("rows").iter();
        let units: Vec<&str> = units.filter_map(|row| row["group"]["unit"].as_str()).collect();
        assert!(units.contains(&"Huyện B") && !units.contains(&"Xã A"), "{units:?}");
        let between =
            answer(&["list", &files.path(""), "--state", "superseded", "--format", "csv"], 0);
        assert!(between.contains("Xã A"), "{between}");
    }
}

#[test]
fn the_last_due_day_judges_the_last_finish() {
    // Late by the due day of the last stage, early by that of the first, which is later.
    let rows = [("HS-00000001", "Xã A", 3, 20, 5), ("HS-00000001", "Huyện B", 5, 10, 15)];
    let files = Files::one(&log(&[&rows[..], &OTHERS].concat()));
    assert_eq!(files.dossiers()[0], "HS-00000001 03 20 15");
    for more in [&[][..], &["--grain", "time"], &["--by", "unit"]] {
        let counts = files.counts(more);
        assert_eq!((&counts["early"], &counts["late"]), (&2.into(), &1.into()), "{more:?}");
    }
}

#[test]
fn three_units_and_a_dossier_handed_back() {
    let rows = [
        ("HS-00000001", "Xã A", 3, 24, 4),
        ("HS-00000001", "Huyện B", 5, 18, 11),
        ("HS-00000001", "Sở C", 11, 21, 17),
        ("HS-00000001", "Xã A", 18, 24, 0),
    ];
    let files = Files::one(&log(&[&rows[..3], &OTHERS].concat()));
    assert_eq!(files.dossiers()[0], "HS-00000001 03 24 17");
    let files = Files::one(&log(&[&rows[..], &OTHERS].concat()));
    assert_eq!(files.dossiers()[0], "HS-00000001 03 24 ");
    assert_eq!(files.counts(&[])["closing"], 1);
    assert!(files.findings("C0217", &[]).is_empty());
}

#[test]
fn a_later_export_tells_the_same_stages_again() {
    let june = [("HS-00000001", "Xã A", 3, 7, 5), ("HS-00000001", "Huyện B", 5, 14, 0)];
    let july = [("HS-00000001", "Xã A", 3, 7, 5), ("HS-00000001", "Huyện B", 5, 14, 12)];
    let files = Files::new(&[("1.csv", &log(&june)), ("2.csv", &log(&july))]);
    assert_eq!(files.dossiers(), ["HS-00000001 03 14 12"]);
    // The next export knows the last unit only, and another due day.
    let files = Files::new(&[
        ("1.csv", &log(&june)),
        ("2.csv", &log(&[("HS-00000001", "Huyện B", 5, 18, 12)])),
    ]);
    assert_eq!(files.dossiers(), ["HS-00000001 03 18 12"]);
    assert_eq!(files.findings("C0201", &[]).len(), 1);
    assert!(files.findings("C0217", &[]).is_empty());
    // Every unit sends a file of its own, in any order of names.
    for (one, other) in [("a.csv", "b.csv"), ("b.csv", "a.csv")] {
        let files = Files::new(&[(one, &log(&july[..1])), (other, &log(&july[1..]))]);
        assert_eq!(files.dossiers(), ["HS-00000001 03 14 12"]);
    }
}

#[test]
fn later_states_of_one_row_are_what_they_were() {
    // The same unit; and a unit that bears another name in the later export.
    for unit in ["Xã A", "Xã A mới"] {
        let files = Files::new(&[
            ("1.csv", &log(&[("HS-00000001", "Xã A", 3, 14, 0)])),
            ("2.csv", &log(&[("HS-00000001", unit, 3, 10, 12)])),
        ]);
        assert_eq!(files.dossiers(), ["HS-00000001 03 10 12"]);
        assert!(files.findings("C0218", &[]).is_empty() && files.findings("C0217", &[]).is_empty());
        assert_eq!(files.findings("C0201", &[]).len(), 1);
    }
}

#[test]
fn a_receipt_that_moves_at_one_unit_is_a_finding() {
    let cases: [&[(&str, &[Row])]; 2] = [
        &[
            ("1.csv", &[("HS-00000001", "Xã A", 3, 14, 0)]),
            ("2.csv", &[("HS-00000001", "Xã A", 5, 14, 12)]),
        ],
        &[("1.csv", &[("HS-00000001", "Xã A", 3, 14, 0), ("HS-00000001", "Xã  A", 5, 14, 12)])],
    ];
    for files in cases {
        let texts: Vec<(&str, String)> =
            files.iter().map(|(name, rows)| (*name, log(rows))).collect();
        let texts: Vec<(&str, &str)> =
            texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let files = Files::new(&texts);
        let found = files.findings("C0217", &[]);
        let [(_, column, value)] = &found[..] else { panic!("{found:?}") };
        assert_eq!(
            (column.as_str(), value.as_str()),
            ("Ngày tiếp nhận", "2024-06-03 → 2024-06-05")
        );
        assert_eq!(files.counts(&[])["received"], 1);
        assert_eq!(
            files.dossiers()[0].split(' ').rev().take(3).collect::<Vec<_>>(),
            ["12", "14", "05"]
        );
    }
}
