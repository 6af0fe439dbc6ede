//! Cells of every form, and what is none.

use super::{DateCell, DateEvidence, DateFormat, DateHabits, DateOrder, DateReader, Utc};
use crate::domain::Day;

fn read(text: &str) -> Option<String> {
    read_as(text, &[], DateOrder::DayFirst)
}

fn read_as(text: &str, formats: &[DateFormat], order: DateOrder) -> Option<String> {
    let habits = DateHabits::default();
    read_with(text, &DateReader::new(formats, order, None, &habits))
}

fn read_with(text: &str, reader: &DateReader<'_>) -> Option<String> {
    match reader.read(text.as_bytes(), &mut DateEvidence::default()) {
        DateCell::At(moment) => {
            let time = moment.second().map(|second| {
                format!(" {:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)
            });
            Some(format!("{}{}", moment.day(), time.unwrap_or_default()))
        }
        DateCell::Blank | DateCell::Bad => None,
    }
}

#[test]
fn every_form_of_the_exports() {
    for (text, expected) in [
        ("05/06/2024", "2024-06-05"),
        ("5/6/2024", "2024-06-05"),
        ("5-6-2024", "2024-06-05"),
        ("05.06.2024", "2024-06-05"),
        ("05/06/2024 07:30", "2024-06-05 07:30:00"),
        ("05/06/2024 07:30:15", "2024-06-05 07:30:15"),
        ("05/06/2024  7:30 PM", "2024-06-05 19:30:00"),
        ("05/06/2024 12:05:00 SA", "2024-06-05 00:05:00"),
        ("05/06/2024 12:05 CH", "2024-06-05 12:05:00"),
        ("07:30, 05/06/2024", "2024-06-05 07:30:00"),
        ("07:30:15 05/06/2024", "2024-06-05 07:30:15"),
        ("07:30:15, 05/06/2024", "2024-06-05 07:30:15"),
        ("07:30:15.250, 05/06/2024", "2024-06-05 07:30:15"),
        ("20240605", "2024-06-05"),
        ("20240605073015", "2024-06-05 07:30:15"),
        ("2024-06-05", "2024-06-05"),
        ("2024/06/05", "2024-06-05"),
        ("2024-06-05T07:30:15", "2024-06-05 07:30:15"),
        ("2024-06-05 07:30:15.123456", "2024-06-05 07:30:15"),
        ("2024-06-05T23:30:15Z", "2024-06-06 06:30:15"),
        ("2024-06-05T23:30:15 UTC", "2024-06-06 06:30:15"),
        ("05/06/2024 23:30:15 GMT", "2024-06-06 06:30:15"),
        ("2024-06-05T10:30:15.123+00:00", "2024-06-05 17:30:15"),
        ("2024-06-05 10:30:15-0000", "2024-06-05 17:30:15"),
        ("2024-06-04T17:00:00Z", "2024-06-05"),
        ("Tue Jun 04 2024 17:00:00 GMT+0000 (Coordinated Universal Time)", "2024-06-05"),
        ("Wed Jun 05 2024 00:00:00 GMT+0700 (Indochina Time)", "2024-06-05 00:00:00"),
        ("Wed, 05 Jun 2024 10:30:15 GMT", "2024-06-05 17:30:15"),
        ("lúc 8h30 Thứ Tư, 5/6/2024", "2024-06-05 08:30:00"),
        ("05\u{200e}/06\u{200e}/2024 08:30", "2024-06-05 08:30:00"),
        ("'05/06/2024", "2024-06-05"),
        ("=\"05/06/2024\"", "2024-06-05"),
        ("05–06–2024", "2024-06-05"),
        ("０５/０６/２０２４", "2024-06-05"),
        ("2024-06-05T23:30:15.000-05:00", "2024-06-05 23:30:15"),
        ("2024-06-05 23:30:15+07", "2024-06-05 23:30:15"),
        ("2024-06-05T23:30:15+0700", "2024-06-05 23:30:15"),
        ("45448", "2024-06-05"),
        ("45448.3125", "2024-06-05 07:30:00"),
        ("45448.999999999", "2024-06-05 23:59:59"),
    ] {
        assert_eq!(read(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_date_is_bad() {
    for text in [
        "31/02/2024",
        "00/01/2024",
        "32/01/2024",
        "05/13/2024",
        "05/06/24",
        "05/06",
        "2024",
        "abc",
        "05/06/2024 25:00",
        "05/06/2024 x",
        "01/01/0001",
        "0001-01-01T00:00:00",
        "123",
        "99999",
        "2024-06-05T07:30:15+99",
        "05/06-2024",
        "202406051",
        "05/06/20245",
        "//",
        "45448.3x",
        "13:00 PM 05/06/2024",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn the_order_is_proved_by_the_file_not_by_the_row() {
    let mut evidence = DateEvidence::default();
    let habits = DateHabits::default();
    let reader = DateReader::new(&[], DateOrder::DayFirst, None, &habits);
    for text in ["01/02/2024", "03/25/2024", "04/04/2024"] {
        reader.read(text.as_bytes(), &mut evidence);
    }
    let seen = (evidence.day_first, evidence.month_first, evidence.either);
    assert_eq!(seen, (0, 1, 1));
    assert_eq!(evidence.order(false), DateOrder::MonthFirst);
    reader.read(b"25/03/2024", &mut evidence);
    assert_eq!(evidence.order(false), DateOrder::DayFirst);
    let month_first = read_as("01/02/2024", &[], DateOrder::MonthFirst);
    assert_eq!(month_first.as_deref(), Some("2024-01-02"));
}

#[test]
fn a_spreadsheet_that_exchanged_day_and_month_gives_itself_away() {
    let mut evidence = DateEvidence::default();
    let habits = DateHabits::default();
    let reader = DateReader::new(&[], DateOrder::DayFirst, None, &habits);
    for day in 1..=12 {
        reader.read(format!("2024-{day:02}-06T08:00:00").as_bytes(), &mut evidence);
        reader.read(format!("2024-{day:02}-05").as_bytes(), &mut evidence);
    }
    assert_eq!(evidence.order(true), DateOrder::DayFirst);
    for day in 13..=20 {
        reader.read(format!("{day}/06/2024").as_bytes(), &mut evidence);
    }
    assert_eq!(evidence.order(true), DateOrder::Exchanged);
    assert_eq!(evidence.order(false), DateOrder::DayFirst);
    let exchanged = read_as("2024-05-06", &[], DateOrder::Exchanged);
    assert_eq!(exchanged.as_deref(), Some("2024-06-05"));
    let text = read_as("13/06/2024", &[], DateOrder::Exchanged);
    assert_eq!(text.as_deref(), Some("2024-06-13"));
    reader.read(b"2024-06-13", &mut evidence);
    assert_eq!(evidence.order(true), DateOrder::DayFirst);
}

#[test]
fn formats_of_a_profile_replace_the_built_in_ones() {
    for (format, text, expected) in [
        ("%m/%d/%Y %I:%M:%S %p", "03/01/2011 02:27:57 PM", "2011-03-01 14:27:57"),
        ("%m/%d/%Y", "3/1/2011", "2011-03-01"),
        ("%Y-%m-%dT%H:%M:%S%z", "2011-03-01T23:00:00-05:00", "2011-03-01 23:00:00"),
        ("%Y-%m-%d %H:%M:%S%z", "2011-03-01 23:00:00+00", "2011-03-02 06:00:00"),
        ("%Y-%m-%dT%H:%M:%S%.f%z", "2011-03-01T23:00:00.000Z", "2011-03-02 06:00:00"),
        ("%Y-%m-%dT%H:%M:%SZ", "2011-03-01T23:00:00Z", "2011-03-02 06:00:00"),
        ("%m/%d/%Y", "01/01/1900", "1900-01-01"),
        ("%s", "1717434000", "2024-06-04 00:00:00"),
        ("epoch-seconds", "1717434000.0", "2024-06-04 00:00:00"),
        ("epoch-milliseconds", "1717433999999", "2024-06-03 23:59:59"),
        ("%s%3f", "1717434000000", "2024-06-04 00:00:00"),
        ("%d-%b-%y", "01-Mar-11", "2011-03-01"),
    ] {
        let formats = [DateFormat::parse(format).expect("a format")];
        assert_eq!(
            read_as(text, &formats, DateOrder::DayFirst).as_deref(),
            Some(expected),
            "{format}"
        );
        assert_eq!(read_as("05.06.2024", &formats, DateOrder::DayFirst), None);
        assert_eq!(read_as("Chưa có", &formats, DateOrder::DayFirst), None);
    }
    assert!(DateFormat::parse("%Q").is_err());
    assert!(DateFormat::parse("%d/%m").is_err());
}

#[test]
fn the_bounds_are_the_years_they_say() {
    assert_eq!(read("02/01/1900").as_deref(), Some("1900-01-02"));
    assert_eq!(read("01/01/1900"), None);
    assert_eq!(read("31/12/2199").as_deref(), Some("2199-12-31"));
    assert_eq!(read("31/12/1899"), None);
    assert_eq!(read("2200-01-01"), None);
}

#[test]
fn every_day_of_three_centuries_is_the_day_of_the_calendar() {
    let mut date = chrono::NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date");
    while chrono::Datelike::year(&date) < 2200 {
        let cell = date.format("%d/%m/%Y").to_string();
        let day = Day::from_date(date);
        let is_date = !DateHabits::default().no_dates.is_none(day);
        assert_eq!(read(&cell), is_date.then(|| day.to_string()));
        date = date.succ_opt().expect("a next day");
    }
}

#[test]
fn what_a_profile_says_of_time() {
    let read = |text: &str, utc: Utc, add_seconds: i32| {
        let habits = DateHabits { utc, add_seconds, ..DateHabits::default() };
        read_with(text, &DateReader::new(&[], DateOrder::DayFirst, None, &habits))
    };
    for (text, utc, add_seconds, expected) in [
        ("2024-06-05T17:00:00Z", Utc::AsWritten, 0, "2024-06-05 17:00:00"),
        ("2024-06-05T17:00:00", Utc::Bare, 0, "2024-06-06"),
        ("05/06/2024 01:10", Utc::Bare, 0, "2024-06-05 08:10:00"),
        ("05/06/2024", Utc::Bare, 0, "2024-06-05"),
        ("2024-06-05T23:30:15+07:00", Utc::Bare, 0, "2024-06-05 23:30:15"),
        ("2024-06-05T23:59:30", Utc::Convert, 30, "2024-06-06"),
        ("05/06/2024 08:09:30", Utc::Convert, 30, "2024-06-05 08:10:00"),
        ("2024-06-05T16:59:30", Utc::Bare, 30, "2024-06-06"),
    ] {
        assert_eq!(read(text, utc, add_seconds).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn the_day_of_the_week_proves_the_order() {
    let habits = DateHabits::default();
    let reader = DateReader::new(&[], DateOrder::DayFirst, None, &habits);
    let mut evidence = DateEvidence::default();
    reader.read("Thứ Ba, 4/6/2024".as_bytes(), &mut evidence);
    reader.read("Thứ Hai, 13/6/2024".as_bytes(), &mut evidence);
    assert_eq!((evidence.day_first, evidence.month_first, evidence.either), (2, 0, 0));
    reader.read(b"Tue, 6/4/2024", &mut evidence);
    reader.read(b"4/6/2024 8h30", &mut evidence);
    assert_eq!((evidence.day_first, evidence.month_first, evidence.either), (2, 1, 1));
}

#[test]
fn cells_that_say_no_date_are_counted() {
    let habits = DateHabits::default();
    let reader = DateReader::new(&[], DateOrder::DayFirst, None, &habits);
    let mut evidence = DateEvidence::default();
    for text in ["01/01/1900", "0", "Chưa có", "1970-01-01T00:00:00Z", "25569", "NULL"] {
        assert_eq!(reader.read(text.as_bytes(), &mut evidence), DateCell::Blank, "{text}");
    }
    assert_eq!(reader.read(b"", &mut evidence), DateCell::Blank);
    assert_eq!(evidence.no_date, 6);
}
