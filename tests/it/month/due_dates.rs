//! Due days that moved: every move is told in the month that the newer export is for, and in no other.

use serde_json::json;

use super::office::{Office, rows};

/// A dossier of a month that is still open, told again with another due day.
fn again(month: u32, due: &str) -> String {
    let row = rows(month).pop().expect("the open one");
    let mut cells: Vec<&str> = row.split(';').collect();
    cells[5] = due;
    cells.join(";")
}

fn moved(office: &Office, month: u32) -> u64 {
    let period = format!("2024-{month:02}");
    office.talk(&["run", "--period", &period], 0);
    let record = office.record(&format!("luu-tru/{period}/run.json"));
    let findings = record["findings"].as_array().expect("findings").iter();
    let found = findings.filter(|finding| finding["number"] == json!("C0201"));
    found.map(|finding| finding["count"].as_u64().expect("a count")).sum()
}

#[test]
fn a_move_is_counted_in_the_month_of_its_export() {
    let office = Office::new();
    for (month, earlier, due) in [(4, 3, "30/04/2024"), (6, 5, "30/07/2024"), (7, 6, "31/07/2024")]
    {
        office.write_month(month, &[rows(month), vec![again(earlier, due)]].concat());
    }
    // The dossier of May is moved again in July.
    let twice = [rows(7), vec![again(6, "31/07/2024"), again(5, "15/08/2024")]].concat();
    office.write_month(7, &twice);
    let counts: Vec<u64> = (3..=8).map(|month| moved(&office, month)).collect();
    assert_eq!(counts, [0, 1, 0, 1, 2, 0]);
}
