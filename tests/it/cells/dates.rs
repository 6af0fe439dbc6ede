//! Dates in words and with short years, as people, offices and browsers write them.

use super::{At, COUNTS, Files, assert_counts, id, log, profile};

/// The words of a day: `{d}`, `{dd}`, `{m}`, `{mm}`, `{y}`, `{H}`, `{M}` stand for numbers.
fn worded(at: At, date: &str, moment: &str) -> String {
    use chrono::Datelike;
    let weekdays = ["Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy"];
    let day = weekdays.get(at.date.weekday().num_days_from_monday() as usize);
    let form = if at.time.is_some() { moment } else { date };
    form.replace("{dd}", &at.date.format("%d").to_string())
        .replace("{d}", &at.date.day().to_string())
        .replace("{mm}", &at.date.format("%m").to_string())
        .replace("{m}", &at.date.month().to_string())
        .replace("{y}", &at.date.year().to_string())
        .replace("{thu}", &day.map_or("Chủ Nhật".to_owned(), |day| format!("Thứ {day}")))
        .replace("{H}", &at.moment().format("%H").to_string())
        .replace("{h}", &at.moment().format("%-H").to_string())
        .replace("{M}", &at.moment().format("%M").to_string())
}

#[test]
fn forms_with_one_meaning_are_read_at_once() {
    for (date, moment) in [
        ("ngày {d} tháng {m} năm {y}", "{h}h{M} ngày {d} tháng {m} năm {y}"),
        ("Ngày {dd} tháng {mm} năm {y}", "{h} giờ {M} phút, ngày {dd} tháng {mm} năm {y}"),
        ("{d} thg {m}, {y}", "lúc {H}:{M} {d} thg {m}, {y}"),
        ("{d} thg {m}, {y}", "{H}:{M}:00 {d} thg {m}, {y}"),
        ("{dd}-Thg{m}-{y}", "{dd}-Thg{m}-{y} {H}:{M}"),
        ("{dd} Tháng Sáu {y}", "{dd} Tháng Sáu {y} {h}h{M}"),
        ("{thu}, {d} tháng {m}, {y}", "{H}:{M} {thu}, {d} tháng {m}, {y}"),
        ("{dd}-Jun-24", "{dd}-Jun-24 {H}:{M}"),
        ("Jun {d}, {y}", "Jun {d}, {y}, {H}:{M}"),
        ("{dd} June {y}", "{H}:{M} {dd} June {y}"),
        ("{thu}, {d}/{m}/{y}", "{H}:{M} {thu}, {d}/{m}/{y}"),
        ("{dd}/{mm}/{y}", "{H}:{M} {dd}/{mm}/{y}"),
        ("{dd}/{mm}/{y}", "{H}h{M} {dd}/{mm}/{y}"),
        ("{dd}/{mm}/{y}", "{dd}/{mm}/{y} lúc {h}h{M}"),
        ("{d}/{m}/{y}", "{H}:{M}:00 {d}/{m}/{y}"),
    ] {
        let files = Files::one(&log(id, |at| worded(at, date, moment)));
        for more in [&[][..], &["--grain", "time"]] {
            let counts = files.counts(more);
            if more.is_empty() {
                assert_counts(&counts, &COUNTS, moment);
            }
            assert_eq!(counts["received"], 6, "{moment}");
        }
        assert!(files.findings("C0103", &[]).is_empty(), "{moment}");
    }
}

#[test]
fn halves_of_the_day_stand_before_or_behind_the_time() {
    for moment in [
        "%d/%m/%Y %I:%M ~",
        "%d/%m/%Y ~ %I:%M",
        "~ %I:%M, %d/%m/%Y",
        "%I:%M:%S ~ %d/%m/%Y",
        "lúc %I:%M ~ ngày %-d tháng %-m năm %Y",
    ] {
        let cell = |at: At| {
            use chrono::Timelike;
            let half = if at.moment().hour() < 12 { "SA" } else { "CH" };
            at.form("%d/%m/%Y", moment).replace('~', half)
        };
        let files = Files::one(&log(id, cell));
        assert_counts(&files.counts(&[]), &COUNTS, moment);
        let rows = files.answer("check", &["--grain", "time"]);
        assert_eq!(rows["ledger"]["counted"], 6, "{moment}");
    }
}

#[test]
fn short_years_are_read_where_the_whole_file_has_one_meaning() {
    for (date, moment) in [
        ("%d/%m/%y", "%d/%m/%y %H:%M"),
        ("%-d.%-m.%y", "%-d.%-m.%y"),
        ("%d-%m-%y", "%H:%M %d-%m-%y"),
        ("%m/%d/%y", "%-m/%-d/%y"),
        ("%y-%m-%d", "%y-%m-%d %H:%M"),
    ] {
        let files = Files::one(&log(id, |at| at.form(date, moment)));
        assert_counts(&files.counts(&[]), &COUNTS, date);
        let found = files.findings("C0314", &[]);
        let [(0, _, line)] = &found[..] else { panic!("{date}: {found:?}") };
        assert!(line.contains(&date.replace(['-', '.'], "")[..2]), "{line}");
    }
}

#[test]
fn a_long_file_may_prove_its_form_at_the_end_only() {
    // Days up to the 12th, then one of the 25th, behind what is looked at first.
    let mut text = format!("{}\n", super::HEADER);
    for number in 0..2_000 {
        let (month, day) = (number % 12 + 1, if number == 1_990 { 25 } else { number % 7 + 1 });
        text.extend([format!(
            "{number};T-{number:05};A;Xã A;Trực tiếp;{day:02}/{month:02}/24;;;\n"
        )]);
    }
    let files = Files::one(&text);
    let check = files.answer("check", &[]);
    assert_eq!(check["ledger"]["counted"], 2_000);
    assert_eq!(files.counts(&[])["received"], 167);
    assert!(files.findings("C0313", &[]).is_empty());
}

#[test]
fn what_stays_open_is_rejected_with_the_lines_to_paste() {
    let short =
        "1;T-1;A;Xã A;Trực tiếp;03/06/24;05/07/24;;\n2;T-2;A;Xã A;Trực tiếp;04/07/24;06/08/24;;\n";
    let files_of = |more: &str| Files::one(&format!("{}\n{short}{more}", super::HEADER));
    let files = files_of("");
    assert_eq!(files.ledger_of_nothing()["rejected"]["bad_date"], 2);
    let good = "3;T-3;A;Xã A;Trực tiếp;05/06/2024;05/06/2024;;\n";
    let files = files_of(good);
    let found = files.findings("C0313", &[]);
    let [(0, _, lines)] = &found[..] else { panic!("{found:?}") };
    let lines: Vec<&str> = lines.split(" | ").collect();
    assert_eq!(lines, ["date_formats = [\"%d/%m/%y\"]", "date_formats = [\"%m/%d/%y\"]"]);
    for (line, month) in lines.iter().zip(["2024-06", "2024-03"]) {
        let folder = Files::new(&[("p.toml", &profile(line))]);
        let with = ["--profile", &folder.path("p.toml")];
        let files = files_of("");
        let stats = files.answer("stats", &[&with[..], &["--period", month]].concat());
        assert_eq!(stats["total"]["counts"]["received"], 1, "{line}");
    }
    // Dates with full years in the same file decide.
    let full = "3;T-3;A;Xã A;Trực tiếp;25/06/2024;05/07/2024;;\n";
    let files = files_of(full);
    assert_eq!(files.counts(&[])["received"], 2);
}

#[test]
fn text_that_is_no_date_stays_none() {
    for text in
        ["trả ngày 4 tháng 6 năm 2024 tại quầy", "04/06-24", "tháng 6/2024", "31 thg 6, 2024"]
    {
        let row = format!(
            "1;T-1;A;Xã A;Trực tiếp;03/06/2024;{text};;\n2;T-2;A;Xã A;Trực tiếp;13/06/2024;;;\n"
        );
        let files = Files::one(&format!("{}\n{row}", super::HEADER));
        let found = files.findings("C0103", &[]);
        let [(2, column, _)] = &found[..] else { panic!("{text}: {found:?}") };
        assert_eq!(column, "Ngày hẹn trả");
    }
}

#[test]
fn guards_and_signs_nobody_sees_make_no_other_date() {
    for form in
        ["'%d/%m/%Y", "=\"\"%d/%m/%Y\"\"", "%d\u{200e}/%m\u{200e}/%Y", "\u{feff}%d/%m/%Y\u{a0}"]
    {
        let quoted = form.contains('"');
        let cell = |at: At| {
            let text = at.date.format(form).to_string();
            if quoted { format!("\"{text}\"") } else { text }
        };
        assert_counts(&Files::one(&log(id, cell)).counts(&[]), &COUNTS, form);
    }
}
