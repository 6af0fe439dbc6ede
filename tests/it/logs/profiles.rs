//! A profile of a small log: its own fields and values, and errors that name the key.

use cchc::columns::{LogProfile, MarkCell, RATINGS, kinds};
use cchc::domain::Rating;
use cchc::records::ratings;

use super::read_files;

const GOOD: &str = r#"
name = "kiosk"
log = "ratings"
date_formats = ["%Y.%m.%d"]
delimiter = "|"
skip_rows_matching = "^#"
[columns]
dossier_id = ["REF", "Reference"]
rating = "Button"
rated_at = "When"
[values.rating]
very_satisfied = ["5", "4"]
dissatisfied = ["1"]
"#;

#[test]
fn columns_values_and_dates_are_those_of_the_profile() {
    let profile = <LogProfile>::of_kind(&RATINGS, "kiosk.toml", GOOD).expect("a good profile");
    let text = b"REF|Button|When\nA-1|5|2024.06.05\n#|x|y\nA-2|good|2024.06.05\nA-3|1|05/06/2024\n";
    let log = read_files(ratings::read, &[("log.csv", text)], Some(&profile));
    // No word of the profile, and no date.
    assert_eq!(log.records.len(), 2);
    assert_eq!(log.records[1].record.rating, MarkCell::Unmapped);
    assert_eq!(log.records[0].record.rating, MarkCell::Says(Rating::VerySatisfied));
    assert_eq!(log.ledger.rejected_total(), 1);
    assert_eq!(log.ledger.excluded_total(), 1);
}

#[test]
fn every_error_names_file_and_key_path() {
    for (from, to, expected) in [
        ("\"ratings\"", "\"dossiers\"", "`log`: a profile of a log of kind `dossiers`"),
        ("log = \"ratings\"", "", "`log` is required"),
        (
            "rated_at",
            "rated_a",
            "`columns.rated_a`: unknown field `rated_a`; did you mean `rated_at`?",
        ),
        ("very_satisfied", "verysatisfied", "did you mean `very_satisfied`?"),
        ("[values.rating]", "[values.ratings]", "did you mean `rating`?"),
        ("rating = \"Button\"", "", "`columns.rating`: is required"),
        ("\"When\"", "\"Người đánh giá\"", "personal-data column"),
        ("\"When\"", "\"Số điện thoại\"", "personal-data column"),
    ] {
        let text = GOOD.replacen(from, to, 1);
        let error =
            <LogProfile>::of_kind(&RATINGS, "kiosk.toml", &text).expect_err(expected).to_string();
        assert!(error.contains(expected) && error.contains("kiosk.toml"), "{expected}: {error}");
    }
}

#[test]
fn every_log_reads_its_own_profile() {
    for kind in kinds() {
        let columns: Vec<String> =
            kind.required().map(|field| format!("{} = \"X {}\"", field.name, field.name)).collect();
        let columns = columns.join("\n");
        let text = format!("name = \"x\"\nlog = \"{}\"\n[columns]\n{columns}", kind.name);
        let read = <LogProfile>::of_kind(kind, "x.toml", &text).expect(&kind.name);
        assert_eq!(read.columns.len(), kind.required().count(), "{}", kind.name);
    }
}
