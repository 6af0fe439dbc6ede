//! Cells that say "no date".

use super::{COUNTS, DOSSIERS, Files, HEADER, assert_counts, profile};

/// The log with one way of writing "no date" wherever a date is blank, and at the due date of the first.
fn log(none: &str) -> String {
    let mut log = format!("{HEADER}\n");
    for (number, (channel, received, due, finished)) in (1..).zip(DOSSIERS) {
        let day = |text: &str| match text.get(..10) {
            Some(day) => format!("{}/{}/{}", &day[8..], &day[5..7], &day[..4]),
            None => none.to_owned(),
        };
        let due = if number == 1 { none.to_owned() } else { day(due) };
        let status = if finished.is_empty() { "" } else { "Đã trả kết quả" };
        log.extend([format!(
            "{number};T-{number:07};A;Xã A;{channel};{};{due};{};{status}\n",
            day(received),
            day(finished)
        )]);
    }
    log
}

const WITHOUT_DUE: [(&str, u64); 6] = [
    ("received", 6),
    ("resolved", 5),
    ("early", 1),
    ("on_time", 2),
    ("undated", 1),
    ("closing", 1),
];

#[test]
fn zeros_sentinels_and_words_are_blank_and_counted() {
    for none in [
        "0",
        "0.0",
        "00/00/0000",
        "0000-00-00 00:00:00",
        "00/01/1900",
        "01/01/1900",
        "1900-01-01 00:00:00",
        "30/12/1899",
        "31/12/1899 00:00",
        "01/01/1970",
        "1970-01-01 07:00:00",
        "01/01/1970 08:00",
        "1970-01-01T00:00:00Z",
        "01/01/0001 12:00:00 SA",
        "01/01/1753",
        "31/12/9999 23:59:59",
        "31/12/2999",
        "\\N",
        "null",
        "NULL",
        "NaN",
        "NaT",
        "Invalid date",
        "undefined",
        "None",
        "N/A",
        "...",
        "…/…/……",
        "--",
        "–",
        "Chưa có",
        "  CHƯA  CÓ",
        "Chưa",
        "Không",
        "không có",
        "Chưa trả",
        "chua co",
    ] {
        let files = Files::one(&log(none));
        assert_counts(&files.counts(&[]), &WITHOUT_DUE, none);
        let told = files.findings("C0312", &[]);
        let told: Vec<(&str, &str)> =
            told.iter().map(|(_, column, value)| (column.as_str(), value.as_str())).collect();
        assert_eq!(told, [("Ngày hẹn trả", "× 1"), ("Ngày kết thúc xử lý", "× 1")], "{none}");
    }
    assert!(Files::one(&log("")).findings("C0312", &[]).is_empty());
}

#[test]
fn a_received_date_that_says_none_is_missing() {
    for none in ["0", "01/01/1970", "Chưa có"] {
        let row = format!(
            "1;T-1;A;Xã A;Trực tiếp;{none};13/06/2024;;\n2;T-2;A;Xã A;Trực tiếp;13/06/2024;;;\n"
        );
        let files = Files::one(&format!("{HEADER}\n{row}"));
        let ledger = files.answer("check", &[])["ledger"].clone();
        assert_eq!(ledger["rejected"], serde_json::json!({"missing_received": 1}), "{none}");
    }
}

#[test]
fn a_profile_names_more_of_them() {
    let folder = Files::new(&[(
        "p.toml",
        &profile("blank_dates = [\"Hẹn sau\", \"01/01/2000\", \"2030-12-31\"]"),
    )]);
    let with = ["--profile", &folder.path("p.toml")];
    for none in ["hẹn  sau", "01/01/2000", "1/1/2000 00:00", "31/12/2030"] {
        let files = Files::one(&log(none));
        assert_counts(&files.counts(&with), &WITHOUT_DUE, none);
        assert_eq!(files.findings("C0312", &with).len(), 2, "{none}");
    }
    let plain = Files::one(&log("Hẹn sau"));
    assert_eq!(plain.answer("check", &[])["ledger"]["rejected"]["bad_date"], 2);
    let wrong = Files::new(&[("p.toml", &profile("utc = \"local\""))]);
    let output =
        crate::support::run(&["stats", &plain.path(""), "--profile", &wrong.path("p.toml")]);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(errors.contains("`utc`"), "{errors}");
    assert_counts(
        &Files::one(&super::log(super::id, |at| at.form("%d/%m/%Y", "%d/%m/%Y"))).counts(&with),
        &COUNTS,
        "others",
    );
    // A profile that is proposed anew keeps what the old one says of dates.
    let target = folder.path("moi.toml");
    let lines = "utc = \"bare\"\nadd_seconds = 30\nblank_dates = [\"Hẹn sau\", \"01/01/2000\"]";
    folder.write("q.toml", &profile(lines));
    let more = ["--profile", &folder.path("q.toml"), "--write-profile", &target];
    crate::support::answer(&[&["inspect", &plain.path("")][..], &more].concat(), 0);
    let written = std::fs::read_to_string(&target).expect("written");
    assert!(written.contains(lines), "{written}");
}
