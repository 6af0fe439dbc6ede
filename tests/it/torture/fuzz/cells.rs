//! Cells of any text: dates, ids, periods and profiles.

use cchc::columns::{
    DateCell, DateEvidence, DateHabits, DateOrder, DateReader, Profile, ShortOrder, id_digest,
    shown_id,
};
use cchc::domain::fold;
use cchc::domain::{Day, Period, PeriodRule};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::property;

#[test]
fn any_cell_is_a_day_of_our_time_or_none() {
    let piece = select(vec![
        "ngày",
        "tháng",
        "năm",
        "thg",
        "th",
        "t",
        "thứ",
        "ba",
        "mười",
        "chủ nhật",
        "lúc",
        "giờ",
        "h",
        "phút",
        "sa",
        "ch",
        "a.m.",
        "jun",
        "june",
        "tue",
        "gmt",
        "utc",
        "z",
        "+0700",
        "+0000",
        "(x)",
        "4",
        "06",
        "24",
        "2024",
        "17:00",
        "8:30:15",
        ":",
        "/",
        "-",
        ".",
        ",",
        " ",
        "'",
        "\u{200e}",
        "０",
    ]);
    let words = vec(piece, 0..12).prop_map(|pieces| pieces.join(" "));
    let text = prop_oneof![
        "[0-9/.:, -]{0,20}",
        "[0-9TZ+:.-]{0,30}",
        "[0-9]{1,25}",
        "\\PC{0,12}",
        words.clone(),
        words.prop_map(|text| text.replace(' ', "")),
    ];
    let short = select(vec![None, Some(ShortOrder::DayMonthYear), Some(ShortOrder::YearMonthDay)]);
    let order = select(vec![DateOrder::DayFirst, DateOrder::MonthFirst]);
    let day = |year: i32| Day::from_ymd(year, 1, 1).expect("a day");
    let habits = DateHabits::default();
    property(20_000, &(text, order, short), |(text, order, short)| {
        let reader = DateReader::new(&[], order, short, &habits);
        if let DateCell::At(moment) = reader.read(text.as_bytes(), &mut DateEvidence::default()) {
            assert!(day(1900) <= moment.day() && moment.day() <= day(2200), "{text}");
            assert!(moment.second().is_none_or(|second| second < 86_400), "{text}");
        }
    });
}

#[test]
fn every_day_is_read_back_in_every_form() {
    let habits = DateHabits::default();
    property(3_000, &(1990..2060_i32, 1..=12_u32, 1..=31_u32), |(year, month, day)| {
        let Some(expected) = Day::from_ymd(year, month, day) else { return };
        let serial = expected.0 - Day::from_ymd(1899, 12, 30).expect("the epoch of Excel").0;
        for text in [
            format!("{day:02}/{month:02}/{year}"),
            format!("{day}-{month}-{year}"),
            format!("{day}.{month}.{year} 07:30"),
            format!("07:30, {day:02}/{month:02}/{year}"),
            format!("{year}-{month:02}-{day:02}T07:30:15+07:00"),
            format!("{year}{month:02}{day:02}073015"),
            format!("{serial}"),
            format!("{serial}.75"),
            format!("\u{a0}{day:02}/{month:02}/{year}\u{200b}"),
            format!("ngày {day} tháng {month} năm {year}"),
            format!("lúc 08:30 {day} thg {month}, {year}"),
            format!("{day}-Thg{month}-{year} CH 1:30"),
            format!("8h30 {day}/{month}/{year}"),
            format!("{year}-{month:02}-{day:02}T07:30:15Z"),
            format!("'{day:02}/{month:02}/{year}"),
        ] {
            let reader = DateReader::new(&[], DateOrder::DayFirst, None, &habits);
            match reader.read(text.as_bytes(), &mut DateEvidence::default()) {
                DateCell::At(moment) => assert_eq!(moment.day(), expected, "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
    });
}

#[test]
fn an_id_that_is_shown_is_that_id() {
    let text =
        prop_oneof!["['=\"A-Z0-9. –-]{0,20}", "\\PC{0,20}", "[0-9]{1,9}[.E+]{0,2}[0-9]{0,3}"];
    property(10_000, &text, |text| {
        let shown = shown_id(&text);
        assert_eq!(shown_id(&shown), shown, "{text:?}");
        if !shown.is_empty() {
            assert_eq!(id_digest(&shown), id_digest(&text), "{text:?}");
        }
    });
}

#[test]
fn any_text_is_a_profile_or_a_typed_error() {
    let piece = select(vec![
        "name",
        "=",
        "\"",
        "x",
        "[columns]",
        "[values.status]",
        "\n",
        "dossier_id",
        "received_at",
        "encoding",
        "tcvn3",
        "date_formats",
        "[\"%d/%m\"]",
        "delimiter",
        "header_row",
        "-1",
        "0",
        "99999999999999999999",
        "skip_rows_matching",
        "\"(\"",
        "'",
        "[",
        "]",
        "pending",
        "\u{0}",
        "ế",
    ]);
    let text = vec(piece, 0..30).prop_map(|pieces| pieces.concat());
    property(5_000, &text, |text| {
        let _ = Profile::parse("ho-so.toml", &text).map_err(|error| error.to_string());
    });
    property(500, &"\\PC{0,200}", |text| {
        let _ = Profile::parse("ho-so.toml", &text).map_err(|error| error.to_string());
    });
}

#[test]
fn any_text_is_a_period_or_a_typed_error_and_folds_once() {
    let today = Day::from_ymd(2024, 6, 30).expect("a day");
    property(5_000, &prop_oneof!["[0-9QHM.-]{0,24}", "\\PC{0,20}"], |text| {
        if let Ok(period) = Period::parse(&text, PeriodRule::Decree, today) {
            assert!(period.from <= period.to, "{text}");
        }
        assert_eq!(fold(&fold(&text)), fold(&text), "{text:?}");
    });
}
