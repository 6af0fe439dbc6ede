//! Moments in UTC, times that are all alike, due times just past midnight.

use chrono::Duration;

use super::{At, COUNTS, DOSSIERS, Files, HEADER, assert_counts, id, log, profile};

/// In UTC, seven hours before.
fn utc(at: At, form: &str) -> String {
    (at.moment() - Duration::hours(7)).format(form).to_string()
}

#[test]
fn moments_that_say_utc_become_vietnamese_time() {
    for form in [
        "%Y-%m-%dT%H:%M:%SZ",
        "%Y-%m-%dT%H:%M:%S.000z",
        "%Y-%m-%dT%H:%M:%S.123+00:00",
        "%Y-%m-%d %H:%M:%S+0000",
        "%Y/%m/%d %H:%M:%S+00",
        "%d/%m/%Y %H:%M:%S Z",
        "%d/%m/%Y %H:%M UTC",
        "%Y-%m-%d %H:%M:%S GMT",
        "%Y-%m-%d %H:%M:%S +0000 UTC",
        "%a %b %d %Y %H:%M:%S GMT+0000 (Coordinated Universal Time)",
        "%a, %d %b %Y %H:%M:%S GMT",
        "%Y-%m-%dT%H:%M:%S-00:00",
    ] {
        let files = Files::one(&log(id, |at| utc(at, form)));
        assert_counts(&files.counts(&[]), &COUNTS, form);
        let found = files.findings("C0310", &[]);
        let columns: Vec<(&str, &str)> =
            found.iter().map(|(_, column, value)| (column.as_str(), value.as_str())).collect();
        let expected =
            [("Ngày tiếp nhận", "× 6"), ("Ngày hẹn trả", "× 6"), ("Ngày kết thúc xử lý", "× 5")];
        assert_eq!(columns, expected, "{form}");
        // Midnight of a converted date is no time to be late at.
        let by_time = files.counts(&["--grain", "time"]);
        assert_counts(&by_time, &COUNTS, form);
    }
}

#[test]
fn other_zones_stay_as_written_and_so_does_utc_where_a_profile_says_so() {
    for form in [
        "%Y-%m-%dT%H:%M:%S+07:00",
        "%Y-%m-%d %H:%M:%S +0700",
        "%a %b %d %Y %H:%M:%S GMT+0700 (Indochina Time)",
        "%H:%M:%S GMT+7 %d/%m/%Y",
    ] {
        let files = Files::one(&log(id, |at| at.moment().format(form).to_string()));
        assert_counts(&files.counts(&[]), &COUNTS, form);
        assert!(files.findings("C0310", &[]).is_empty(), "{form}");
    }
    // Vietnamese time with a wrong Z.
    let files = Files::one(&log(id, |at| at.moment().format("%Y-%m-%dT%H:%M:%SZ").to_string()));
    let folder = Files::new(&[("p.toml", &profile("utc = \"as-written\""))]);
    let with = ["--profile", &folder.path("p.toml")];
    assert_counts(&files.counts(&with), &COUNTS, "as-written");
    assert!(files.findings("C0310", &with).is_empty());
    let shifted = files.counts(&[]);
    assert_eq!(shifted["received"], 6);
}

#[test]
fn times_that_are_all_alike_are_a_warning_whose_line_mends_them() {
    let short = |seconds: i64| move |at: At| at.moment() - Duration::seconds(seconds);
    for (moved, form, line) in [
        (short(7 * 3_600), "%Y-%m-%d %H:%M:%S", "utc = \"bare\""),
        (short(7 * 3_600), "%d/%m/%Y %H:%M:%S", "utc = \"bare\""),
        (short(30), "%Y-%m-%dT%H:%M:%S", "add_seconds = 30"),
        (short(43), "%d/%m/%Y %H:%M:%S", "add_seconds = 43"),
    ] {
        let files = Files::one(&log(id, |at| moved(at).format(form).to_string()));
        let found = files.findings("C0311", &[]);
        let [(0, column, value)] = &found[..] else { panic!("{line}: {found:?}") };
        assert_eq!(column, "Ngày hẹn trả");
        assert!(value.ends_with(line), "{value}");
        let mended = Files::new(&[("p.toml", &profile(line))]);
        let with = ["--profile", &mended.path("p.toml")];
        assert_counts(&files.counts(&with), &COUNTS, line);
        assert!(files.findings("C0311", &with).is_empty(), "{line}");
        let silent = Files::new(&[("p.toml", &profile("utc = \"as-written\""))]);
        assert!(files.findings("C0311", &["--profile", &silent.path("p.toml")]).is_empty());
    }
}

#[test]
fn times_that_differ_and_dates_without_a_time_are_not_alike() {
    for form in ["%d/%m/%Y", "%d/%m/%Y 17:0%u:00", "%d/%m/%Y 16:30:00", "%d/%m/%Y 00:00:00"] {
        let files = Files::one(&log(id, |at| at.form(form, "%d/%m/%Y %H:%M")));
        assert!(files.findings("C0311", &[]).is_empty(), "{form}");
    }
}

#[test]
fn a_due_time_within_the_first_minute_of_a_day_is_told_when_times_are_compared() {
    for (time, is_told) in [
        ("00:00:00", true),
        ("00:00:30", true),
        ("00:00:59", true),
        ("00:01:00", false),
        ("", false),
    ] {
        let form = format!("%d/%m/%Y {time}");
        let files = Files::one(&log(id, |at| at.form(form.trim(), "%d/%m/%Y %H:%M")));
        let found = files.findings("C0209", &["--grain", "time"]);
        assert_eq!(found.len(), if is_told { 6 } else { 0 }, "{time}");
        assert!(files.findings("C0209", &[]).is_empty());
        assert_counts(&files.counts(&[]), &COUNTS, time);
    }
}

#[test]
fn seconds_since_1970_are_read_where_a_profile_says_so() {
    for (format, factor) in
        [("epoch-seconds", 1), ("%s", 1), ("epoch-milliseconds", 1_000), ("%s%3f", 1_000)]
    {
        let count = |at: At| {
            let utc = at.moment() - Duration::hours(7);
            (utc.and_utc().timestamp() * factor).to_string()
        };
        let files = Files::one(&log(id, count));
        let folder = Files::new(&[("p.toml", &profile(&format!("date_formats = [\"{format}\"]")))]);
        let with = ["--profile", &folder.path("p.toml")];
        assert_counts(&files.counts(&with), &COUNTS, format);
        assert_eq!(files.ledger_of_nothing()["rejected"]["bad_date"], 6, "{format}");
    }
}

#[test]
fn due_moments_that_are_the_receipt_are_a_signal() {
    let mut log = format!("{HEADER}\n");
    for number in 0..40 {
        let (_, received, ..) = DOSSIERS[number % 5];
        let due = if number < 30 { received } else { "2024-06-20 16:00" };
        log.extend([format!("{number};T-{number:04};A;Xã A;Trực tiếp;{received}:15;{due}:15;;\n")]);
    }
    let signals = Files::one(&log).answer("check", &[]);
    let all = signals["signals"].as_array().expect("signals");
    let signal = all.iter().find(|signal| signal["code"] == "C0512").expect("the signal");
    assert_eq!((&signal["count"], &signal["of"]), (&30.into(), &40.into()), "{signal}");
}
