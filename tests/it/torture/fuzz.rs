//! Any bytes: no panic, no hang, every row accounted for; any date, any profile, any period.

mod cells;
mod files;

use std::io::Read;

use cchc::read::{Dialect, Encoding, LayoutHints, Records, examine, find_layout};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;

use crate::support;

/// `CCHC_FUZZ=20` tries twenty times as many cases.
fn factor() -> u32 {
    let given = std::env::var("CCHC_FUZZ").ok();
    given.map_or(1, |text| text.parse().expect("a number of times"))
}

fn property<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value)) {
    let config = ProptestConfig {
        cases: support::cases(cases) * factor(),
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
    let vocabulary = cchc::columns::Vocabulary::new(None);
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
