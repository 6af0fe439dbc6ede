//! Any bytes: no panic, no hang, every row accounted for; any date, any profile, any period.

use std::io::Read;

use cchc::domain::{Day, Period, PeriodRule};
use cchc::normalise::{
    DateCell, DateEvidence, DateHabits, DateOrder, DateReader, Profile, ShortOrder, fold,
    id_digest, shown_id,
};
use cchc::read::{Dialect, Encoding, LayoutHints, Records, examine, find_layout};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::TestRunner;

use super::{loaded_bytes, outcome};
use crate::support::repository;

/// `CCHC_FUZZ=20` tries twenty times as many cases.
fn factor() -> u32 {
    let given = std::env::var("CCHC_FUZZ").ok();
    given.map_or(1, |text| text.parse().expect("a number of times"))
}

fn property<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value)) {
    let config = ProptestConfig {
        cases: cases * factor(),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let test = |value| {
        test(value);
        Ok(())
    };
    if let Err(error) = TestRunner::new(config).run(strategy, test) {
        panic!("{error}");
    }
}

/// Bytes, and pieces that mean something to a reader.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<&[u8]> = vec![
        b",",
        b";",
        b"\t",
        b"|",
        b"\"",
        b"\"\"",
        b"\n",
        b"\r\n",
        b"\r",
        b"\0",
        b"\x0C",
        "Mã hồ sơ".as_bytes(),
        "Ngày tiếp nhận".as_bytes(),
        "Ngày hẹn trả".as_bytes(),
        b"15/01/2024",
        b"45306",
        b"A-1",
        "Tổng số".as_bytes(),
        "Xã Quỳnh Mỹ".as_bytes(),
        b"M\xB7 h\xE5 s\xAC",
        b"\xEF\xBB\xBF",
        b"\xFF\xFE",
        b"\xFE\xFF",
        b"\x1F\x8B",
        b"PK\x03\x04",
        b"\xC0\xAF",
        b"\xE1\xBB",
        b"sep=^\n",
        b", ",
        b"\xEF\xBB\xBFPK\x03\x04",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        b"\x09\x08\x10\x00\x00\x06\x05\x00",
        b"ID;PWXL",
        b"<table><tr><td rowspan=\"3;\" hidden>",
        "Mã hồ sơ,Đơn vị giải quyết,Ngày hẹn trả,Ngày tiếp nhận\n".as_bytes(),
        "UBND xã Quỳnh Mỹ,,,\n".as_bytes(),
        "(3) Ngày tiếp nhận (*):".as_bytes(),
        "ngày 4 tháng 6 năm 2024".as_bytes(),
        "4 thg 6, 2024".as_bytes(),
        "lúc 08:30 CH 04/06/24".as_bytes(),
        b"2024-06-05T17:00:00Z",
        b"04-Jun-24",
        b"0001-01-01",
        b"\\N",
        "Chưa có".as_bytes(),
        b"=\"A-1\"",
        "'A\u{200B}–1".as_bytes(),
        "\u{202E}Mã\u{FEFF}".as_bytes(),
        "HÃ¡Â»â€œ sÆ¡".as_bytes(),
        "UBND x? Qu?nh M?\u{FFFD}".as_bytes(),
    ];
    let piece = prop_oneof![
        4 => select(pieces).prop_map(<[u8]>::to_vec),
        1 => vec(any::<u8>(), 1..6),
    ];
    vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

/// One way to damage a file.
#[derive(Debug, Clone)]
enum Damage {
    Flip(Index, u8),
    Cut(Index, Index),
    Double(Index, Index),
    Splice(Index, Vec<u8>),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, with)| Damage::Flip(at, with)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Damage::Cut(from, to)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Damage::Double(from, to)),
        (any::<Index>(), soup()).prop_map(|(at, with)| Damage::Splice(at, with)),
    ]
}

impl Damage {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let range = |from: &Index, to: &Index, length: usize| {
            let (from, to) = (from.index(length + 1), to.index(length + 1));
            from.min(to)..from.max(to)
        };
        match self {
            Self::Flip(at, with) if !bytes.is_empty() => {
                let at = at.index(bytes.len());
                bytes[at] = *with;
            }
            Self::Flip(..) => {}
            Self::Cut(from, to) => drop(bytes.drain(range(from, to, bytes.len()))),
            Self::Double(from, to) => {
                let range = range(from, to, bytes.len());
                let copy = bytes[range.clone()].to_vec();
                bytes.splice(range.end..range.end, copy);
            }
            Self::Splice(at, with) => {
                let at = at.index(bytes.len() + 1);
                bytes.splice(at..at, with.iter().copied());
            }
        }
    }
}

/// Exports as they are in the repository: plain, with a mark, UTF-16, compressed.
fn exports() -> Vec<Vec<u8>> {
    let names = [
        "tests/data/sample/so-tu-phap.csv",
        "tests/data/sample/ubnd-huyen-hung-ha.csv",
        "tests/data/sample/ubnd-xa-quynh-my.txt",
        "examples/thai-binh/2022/thai-thuy-2022-thang-2.csv.gz",
        "examples/thai-binh/2024/ubnd-xa-quynh-my.csv",
    ];
    names.map(|name| std::fs::read(repository(name)).expect("an export")).to_vec()
}

#[test]
fn any_bytes_are_accounted_for_or_refused() {
    property(1_500, &soup(), |bytes| {
        outcome(&loaded_bytes(&bytes));
    });
    property(300, &vec(any::<u8>(), 0..3_000), |bytes| {
        outcome(&loaded_bytes(&bytes));
    });
}

#[test]
fn any_rows_below_a_good_header_are_accounted_for() {
    property(1_500, &soup(), |bytes| {
        let bytes = [format!("{}\n", super::HEADER).as_bytes(), &bytes].concat();
        outcome(&loaded_bytes(&bytes));
    });
}

#[test]
fn damaged_exports_are_accounted_for_or_refused() {
    let damaged = (select(exports()), vec(damage(), 1..6)).prop_map(|(mut bytes, damages)| {
        for damage in damages {
            damage.apply(&mut bytes);
        }
        bytes
    });
    property(1_500, &damaged, |bytes| {
        outcome(&loaded_bytes(&bytes));
    });
}

/// The small files of the field cases: workbooks, pages and text as other programs write them.
fn field_cases() -> Vec<Vec<u8>> {
    let files = walkdir::WalkDir::new(repository("tests/data/cases")).sort_by_file_name();
    let files = files.into_iter().map(|entry| entry.expect("listed").into_path());
    let files: Vec<Vec<u8>> = files
        .filter(|path| path.is_file())
        .map(|path| std::fs::read(path).expect("a case"))
        .filter(|bytes| bytes.len() < 64 * 1024)
        .collect();
    assert!(files.len() > 40, "{} files of cases", files.len());
    files
}

#[test]
fn damaged_field_cases_are_accounted_for_or_refused() {
    let damaged = (select(field_cases()), vec(damage(), 1..6)).prop_map(|(mut bytes, damages)| {
        for damage in damages {
            damage.apply(&mut bytes);
        }
        bytes
    });
    property(1_500, &damaged, |bytes| {
        outcome(&loaded_bytes(&bytes));
    });
}

#[test]
fn any_bytes_decode_to_utf8_or_an_error_in_every_encoding() {
    property(3_000, &(select(Encoding::ALL.to_vec()), soup()), |(encoding, bytes)| {
        let mut decoded = Vec::new();
        let result = encoding.translate(Box::new(&bytes[..])).read_to_end(&mut decoded);
        // What calls itself UTF-8, once or twice, is refused where it is read if it is none.
        let calls_itself_so =
            matches!(encoding, Encoding::Utf8 | Encoding::Utf8WithMark | Encoding::Utf8Twice);
        let is_translated = !calls_itself_so;
        if result.is_ok() && is_translated {
            std::str::from_utf8(&decoded).expect("UTF-8");
        }
        examine(&mut &bytes[..]).expect("memory can be read");
    });
}

#[test]
fn any_bytes_are_cut_into_cells_that_cover_them_and_end() {
    property(3_000, &(soup(), select(Dialect::DELIMITERS.to_vec())), |(bytes, delimiter)| {
        let mut records = Records::new(&bytes, Dialect::new(delimiter));
        let mut offset = 0;
        while let Some(record) = records.advance() {
            let length: usize = record.cells().map(|cell| cell.len()).sum();
            let end = records.offset();
            assert!(end > offset, "a record is at least one byte");
            assert!(length <= end - offset, "cells hold nothing that is not there");
            offset = end;
        }
        assert_eq!(offset, bytes.len());
    });
}

#[test]
fn a_layout_of_any_bytes_lies_within_them() {
    let vocabulary = cchc::normalise::Vocabulary::new(None);
    let hints = (proptest::option::of(1_usize..70), any::<bool>());
    property(
        2_000,
        &(soup(), any::<bool>(), hints),
        |(bytes, is_whole, (header_row, semicolon))| {
            let header = "Mã hồ sơ;Ngày tiếp nhận\n".as_bytes();
            for bytes in [bytes.clone(), [&bytes[..], b"\n", header].concat()] {
                let delimiter = semicolon.then_some(b';');
                let hints = LayoutHints { delimiter, header_row };
                if let Ok(layout) = find_layout(&bytes, is_whole, &vocabulary, &hints) {
                    assert!(layout.body_offset <= bytes.len());
                    assert!(layout.header_row >= 1 && layout.headers.len() >= layout.width.min(2));
                }
            }
        },
    );
}

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
