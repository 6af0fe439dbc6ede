//! Cells in the words of people, offices and browsers, and what is none.

use super::{WrittenDate, Zone, read};
use crate::domain::Day;

fn shown(text: &str) -> Option<String> {
    let read = read(text)?;
    let time = read
        .second
        .map(|second| format!(" {:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60));
    let zone = match read.zone {
        Zone::None => "",
        Zone::Utc => " UTC",
        Zone::Other => " +",
    };
    let date = match read.date {
        WrittenDate::Day(day) => day.to_string(),
        WrittenDate::Ordered { numbers, weekday } => format!("{numbers:?} {weekday:?}"),
        WrittenDate::Short { numbers, separator } => format!("{numbers:?} {separator}"),
    };
    Some(format!("{date}{}{zone}", time.unwrap_or_default()))
}

#[test]
fn words_of_people_offices_and_browsers() {
    for text in [
        "ngày 4 tháng 6 năm 2024",
        "Ngày 04 tháng 06 năm 2024",
        "4 thg 6, 2024",
        "04-thg 6-2024",
        "04-Thg6-2024",
        "04 Tháng Sáu 2024",
        "4 tháng 6, 2024",
        "Thứ Ba, 4 tháng 6, 2024",
        "thứ 3, ngày 4 tháng 6 năm 2024",
        "T3, 4 thg 6, 2024",
        "Th 3, 4 thg 6, 2024",
        "4 Th6 2024",
        "Tháng 6 4, 2024",
        "04-Jun-24",
        "04-Jun-2024",
        "4 June 2024",
        "June 4, 2024",
        "Jun 4, 2024",
        "Jun 4th, 2024",
        "Tue, 04 Jun 2024",
        "Tuesday, June 4, 2024",
        "04/Jun/2024",
        "2024-Jun-04",
        "ngay 4 thang 6 nam 2024",
        "4 tháng sáu năm 2024",
    ] {
        assert_eq!(shown(text).as_deref(), Some("2024-06-04"), "{text}");
    }
    assert_eq!(shown("4 tháng năm 2024").as_deref(), Some("2024-05-04"));
    assert_eq!(shown("4 tháng năm năm 2024").as_deref(), Some("2024-05-04"));
    assert_eq!(shown("4 Tháng Mười Hai, 2024").as_deref(), Some("2024-12-04"));
    assert_eq!(shown("Thu 06 Jun 2024").as_deref(), Some("2024-06-06"));
    assert_eq!(shown("Thu, 06 Jun 2024").as_deref(), Some("2024-06-06"));
}

#[test]
fn times_before_and_behind() {
    for (text, time) in [
        ("lúc 08:30 4 thg 6, 2024", "08:30:00"),
        ("08:30:15 4 thg 6, 2024", "08:30:15"),
        ("4 thg 6, 2024, 08:30:15", "08:30:15"),
        ("8h30 ngày 4 tháng 6 năm 2024", "08:30:00"),
        ("8h30' ngày 4 tháng 6 năm 2024", "08:30:00"),
        ("8 giờ 30 phút, ngày 4 tháng 6 năm 2024", "08:30:00"),
        ("8 giờ 30, ngày 4 tháng 6 năm 2024", "08:30:00"),
        ("8 giờ ngày 4 tháng 6 năm 2024", "08:00:00"),
        ("4 thg 6, 2024 SA 8:30", "08:30:00"),
        ("CH 1:30 4 thg 6, 2024", "13:30:00"),
        ("1:30:15 CH, 4 thg 6, 2024", "13:30:15"),
        ("Jun 4, 2024 1:30 p.m.", "13:30:00"),
        ("14h30 chiều 4 tháng 6, 2024", "14:30:00"),
        ("2024-06-04 (8h30)", "08:30:00"),
    ] {
        assert_eq!(shown(text).as_deref(), Some(&*format!("2024-06-04 {time}")), "{text}");
    }
}

#[test]
fn zones() {
    for (text, zone) in [
        ("Tue Jun 04 2024 17:00:00 GMT+0000 (Coordinated Universal Time)", " UTC"),
        ("Tue Jun 04 2024 17:00:00 GMT+0000 (Giờ Phối hợp Quốc tế)", " UTC"),
        ("Tue, 04 Jun 2024 17:00:00 GMT", " UTC"),
        ("2024-06-04 17:00:00 UTC", " UTC"),
        ("2024-06-04 17:00:00 +0000 UTC", " UTC"),
        ("Tue Jun 04 2024 17:00:00 GMT-0000", " UTC"),
        ("Tue Jun 04 2024 17:00:00 GMT+0700 (Indochina Time)", " +"),
        ("17:00:00 GMT+7 4 tháng 6, 2024", " +"),
        ("2024-06-04 17:00:00 ICT", " +"),
        ("2024-06-04 17:00:00 +0700 +07", " +"),
    ] {
        let expected = format!("2024-06-04 17:00:00{zone}");
        assert_eq!(shown(text).as_deref(), Some(&*expected), "{text}");
    }
}

#[test]
fn numbers_are_left_to_the_file() {
    for (text, expected) in [
        ("Thứ Ba, 4/6/2024", "[4, 6, 2024] Some(1)"),
        ("T3, 4/6/2024", "[4, 6, 2024] Some(1)"),
        ("Chủ Nhật, 9/6/2024", "[9, 6, 2024] Some(6)"),
        ("Thu 06/06/2024", "[6, 6, 2024] Some(3)"),
        ("8h30 4/6/2024", "[4, 6, 2024] None 08:30:00"),
        ("8h 4/6/2024", "[4, 6, 2024] None 08:00:00"),
        ("8h 04-06-2024", "[4, 6, 2024] None 08:00:00"),
        ("8h30 - 04/06/2024", "[4, 6, 2024] None 08:30:00"),
        ("8h30-04-06-2024", "[4, 6, 2024] None 08:30:00"),
        ("4/6/2024 - 8:30", "[4, 6, 2024] None 08:30:00"),
        ("SA 8:30, 4/6/2024", "[4, 6, 2024] None 08:30:00"),
        ("04/06/24", "[4, 6, 24] /"),
        ("4.6.24 08:30", "[4, 6, 24] . 08:30:00"),
        ("8h30 04-06-24", "[4, 6, 24] - 08:30:00"),
    ] {
        assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn everything_else_is_no_date() {
    for text in [
        "Trả ngày 4 tháng 6 năm 2024 tại quầy",
        "tháng 6 năm 2024",
        "ngày 4 tháng 6",
        "31 tháng 6 năm 2024",
        "ngày 4 tháng 13 năm 2024",
        "24-Jun-04",
        "04/06-24",
        "04 06 24",
        "4/6",
        "2024",
        "13:00 PM 4 thg 6, 2024",
        "8:30 9:30 4 thg 6, 2024",
        "4 thg 6 thg 7, 2024",
        "25h30 4 thg 6, 2024",
        "Quyết định 12/2024",
        "1/2/3/2024",
        "x",
    ] {
        assert_eq!(shown(text), None, "{text}");
    }
    assert!(Day::parse("2024-06-04").is_some());
}
