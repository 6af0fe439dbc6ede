//! Ids that became numbers: restored where certain, rejected with their repair where not.

use cchc::findings::FindingCode;
use rust_xlsxwriter::Workbook;

use super::{Folder, LOG, Typing, answered, fill, findings, stats, table};

#[test]
fn ids_with_all_their_digits_are_the_ids_they_were() {
    let folder = Folder::new();
    folder.write("1.csv", LOG);
    for (file, written) in [("2.csv", ".0"), ("3.csv", ",0"), ("4.csv", "E+07"), ("5.csv", "e7")] {
        let restored = |id: &str| {
            let is_exponent = written.starts_with(['E', 'e']);
            let mark = if is_exponent { "." } else { "" };
            format!("{}{mark}{}{written}", &id[..1], &id[1..])
        };
        let mut text = LOG.to_owned();
        for id in ["19937896", "19937897", "19937898"] {
            text = text.replace(id, &restored(id));
        }
        folder.write(file, text);
    }
    let path = folder.path().to_str().expect("UTF-8").to_owned();
    let answer = stats(&path, &[]);
    assert_eq!(answer["ledger"]["counted"], 3);
    assert_eq!(answer["ledger"]["superseded"], 12);
    let restored = findings(&path, FindingCode::IdRestored);
    assert_eq!(restored.len(), 4);
    assert_eq!(restored[0], ("2.csv".to_owned(), None, "× 3".to_owned()));
}

#[test]
fn ids_that_lost_digits_are_rejected_and_codes_stay_codes() {
    let folder = Folder::new();
    let text = LOG
        .replace("19937896", "4.01E+12")
        .replace("19937897", "4,01E+12")
        .replace("19937898", "12E5");
    let path = folder.write("a.csv", text);
    let lost = findings(&path, FindingCode::IdDigitsLost);
    let file = || "a.csv".to_owned();
    assert_eq!(
        lost,
        [(file(), Some(2), "4.01E+12".to_owned()), (file(), Some(3), "4,01E+12".to_owned())]
    );
    let (answer, _) = answered(&["check", &path]);
    assert_eq!(answer["ledger"]["rejected"]["missing_id"], 2);
    assert_eq!(answer["ledger"]["counted"], 1);
    assert_eq!(answer["counts"].get("missing_id"), None);
}

#[test]
fn numbers_of_a_workbook_are_ids_as_far_as_their_digits_go() {
    let folder = Folder::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, &table(LOG, b';'), Typing::Typed);
    // Twelve digits fit a number, eighteen do not.
    sheet.write_number(1, 1, 401_234_567_890.0).expect("a number");
    sheet.write_number(2, 1, 401_234_567_890_123_456.0).expect("a number");
    let path = folder.write("a.xlsx", book.save_to_buffer().expect("a workbook"));
    let lost = findings(&path, FindingCode::IdDigitsLost);
    assert_eq!(lost.len(), 1);
    assert_eq!(lost[0].1, Some(3));
    assert!(lost[0].2.starts_with("4.0123456789012") && lost[0].2.contains("E+17"), "{lost:?}");
    assert_eq!(findings(&path, FindingCode::IdRestored), []);
}
