//! Small files of every wrong shape.

use super::{HEADER, loaded_bytes, outcome};

/// Two dossiers that can be counted.
const ROWS: &str = "\
A-1,Xã Quỳnh Mỹ,15/01/2024,25/01/2024,22/01/2024
A-2,Xã Quỳnh Hoa,16/01/2024,26/01/2024,
";

fn table(rows: &str) -> Vec<u8> {
    format!("{HEADER}\n{rows}").into_bytes()
}

fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// What is wrong with it, its bytes, and what becomes of it.
type Case = (&'static str, Vec<u8>, &'static str);

#[track_caller]
fn become_as_expected(cases: &[Case]) {
    let mut wrong = Vec::new();
    for (name, bytes, expected) in cases {
        let found = outcome(&loaded_bytes(bytes));
        if found != *expected {
            wrong.push(format!("{name}: expected `{expected}`, found `{found}`"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A header and two dossiers.
fn text() -> String {
    format!("{HEADER}\n{ROWS}")
}

#[test]
fn files_that_hold_no_table() {
    become_as_expected(&[
        ("empty", Vec::new(), "empty_file"),
        ("BOM only", b"\xEF\xBB\xBF".to_vec(), "empty_file"),
        ("UTF-16 BOM only", b"\xFF\xFE".to_vec(), "empty_file"),
        ("one NUL", b"\0".to_vec(), "not_an_export"),
        ("only line ends", b"\r\n\n\r\n".to_vec(), "empty_file"),
        ("only delimiters", b",,,,,,,,\n".to_vec(), "header_not_found"),
        ("only quotes", b"\"\"\"\"\"\"\n".to_vec(), "header_not_found"),
        ("one quote", b"\"".to_vec(), "header_not_found"),
        ("header without a line end", HEADER.into(), "0 read, 0 counted"),
        ("a gzip of nothing", vec![0x1F, 0x8B], "cut_off_file"),
        ("NUL in a cell of the head", table("A-1,X\0Y,15/01/2024,,\n"), "not_an_export"),
    ]);
}

#[test]
fn line_ends_of_every_kind() {
    let text = text();
    become_as_expected(&[
        ("plain", text.clone().into_bytes(), "2 read, 2 counted"),
        ("no final newline", text.trim_end().into(), "2 read, 2 counted"),
        ("CR only", text.replace('\n', "\r").into_bytes(), "2 read, 2 counted"),
        ("CRLF", text.replace('\n', "\r\n").into_bytes(), "2 read, 2 counted"),
        (
            "mixed line ends",
            format!("{HEADER}\r\nA-1,X,15/01/2024,,\rA-2,X,15/01/2024,,\nA-3,X,15/01/2024,,\r\n")
                .into(),
            "3 read, 3 counted",
        ),
        ("LF CR", text.replace('\n', "\n\r").into_bytes(), "5 read, 2 counted, 3 blank_row"),
        (
            "form feeds between pages",
            table("A-1,X,15/01/2024,,\n\x0CA-2,X,15/01/2024,,\n\x0C\n"),
            "3 read, 2 counted, 1 blank_row",
        ),
        ("vertical tab", table("A-1,X,15/01/2024,,\x0B\n"), "1 read, 1 counted"),
    ]);
}

#[test]
fn ragged_rows_and_quotes() {
    become_as_expected(&[
        (
            "too few cells",
            table("A-1,X,15/01/2024\nA-2,X,15/01/2024,,\n"),
            "2 read, 1 counted, 1 ragged_row",
        ),
        (
            "too many cells",
            table("A-1,X,15/01/2024,,,,\nA-2,X,15/01/2024,,\n"),
            "2 read, 1 counted, 1 ragged_row",
        ),
        (
            "unterminated quote",
            table("A-1,\"X,15/01/2024,,\nA-2,X,15/01/2024,,\n"),
            "unterminated_quote in row 2",
        ),
        (
            "unterminated quote in the header",
            b"STT,\"M\xC3\xA3 h\xE1\xBB\x93 s\xC6\xA1,Ng\xC3\xA0y\nA-1,2,3\n".to_vec(),
            "header_not_found",
        ),
        (
            "quote in the middle of a cell",
            table("A-1,X \"Y\" Z,15/01/2024,,\n"),
            "1 read, 1 counted",
        ),
        (
            "quote at the end of a cell",
            table("A-1,5\",15/01/2024,,\nA-2,X,15/01/2024,,\n"),
            "2 read, 2 counted",
        ),
        ("text behind a closing quote", table("A-1,\"X\"Y,15/01/2024,,\n"), "1 read, 1 counted"),
        ("blanks before a quote", table("A-1, \"X\",15/01/2024,,\n"), "1 read, 1 counted"),
        (
            "line break in quotes",
            table("A-1,\"X\nY\",15/01/2024,,\nA-2,X,15/01/2024,,\n"),
            "2 read, 2 counted",
        ),
        (
            "every cell quoted",
            table("\"A-1\",\"X\",\"15/01/2024\",\"\",\"\"\n"),
            "1 read, 1 counted",
        ),
    ]);
}

#[test]
fn spaces_beyond_ascii() {
    let text = text();
    become_as_expected(&[
        (
            "no-break spaces around cells",
            table("\u{a0}A-1\u{a0},\u{a0}X\u{a0},\u{a0}15/01/2024\u{a0},\u{a0},\u{a0}\n"),
            "1 read, 1 counted",
        ),
        (
            "zero-width spaces around cells",
            table("\u{200b}A-1\u{200b},X,\u{200b}15/01/2024\u{200b},\u{200b},\u{feff}\n"),
            "1 read, 1 counted",
        ),
        (
            "the same id with and without spaces",
            table("A-1,X,15/01/2024,,\n\u{a0}A-1\u{200b},X,15/01/2024,,\n"),
            "2 read, 1 counted, 1 superseded",
        ),
        (
            "a row of no-break spaces",
            table("\u{a0},\u{a0},,,\nA-1,X,15/01/2024,,\n"),
            "2 read, 1 counted, 1 blank_row",
        ),
        (
            "a row of zero-width spaces",
            table("\u{200b},,\u{200b},,\nA-1,X,15/01/2024,,\n"),
            "2 read, 1 counted, 1 blank_row",
        ),
        ("an id of spaces", table("\u{a0},X,15/01/2024,,\n"), "1 read, 0 counted, 1 missing_id"),
        (
            "no-break and zero-width spaces around headers",
            format!("{}\n{ROWS}", HEADER.replace(',', "\u{a0},\u{200b}").replace(' ', "\u{a0}"))
                .into(),
            "2 read, 2 counted",
        ),
        ("a second BOM", format!("\u{feff}\u{feff}{text}").into(), "2 read, 2 counted"),
        ("ideographic spaces", table("\u{3000}A-1\u{3000},X,15/01/2024,,\n"), "1 read, 1 counted"),
    ]);
}

#[test]
fn bytes_that_are_no_text() {
    let text = text();
    become_as_expected(&[
        (
            "overlong UTF-8",
            table("A-1,X,15/01/2024,,\n")
                .into_iter()
                .chain(*b"A-2,\xC0\xAF,15/01/2024,,\n")
                .collect(),
            "undecodable_bytes",
        ),
        (
            "UTF-8 surrogates",
            table("A-1,X,15/01/2024,,\n")
                .into_iter()
                .chain(*b"A-2,\xED\xA0\x80,15/01/2024,,\n")
                .collect(),
            "undecodable_bytes",
        ),
        (
            "torn character at the end",
            [text.as_bytes(), b"A-3,\xE1\xBB"].concat(),
            "undecodable_bytes",
        ),
        ("UTF-16", utf16(&text), "2 read, 2 counted"),
        (
            "UTF-16 with a lone surrogate",
            [utf16(&text), vec![0x00, 0xD8, 0x41, 0x00]].concat(),
            "undecodable_bytes",
        ),
        ("UTF-16 with half a unit", [utf16(&text), vec![0x41]].concat(), "undecodable_bytes"),
    ]);
}

#[test]
fn headers_of_every_kind() {
    let text = text();
    become_as_expected(&[
        (
            "header repeated on every page",
            format!("{HEADER}\nA-1,X,15/01/2024,,\n{HEADER}\nA-2,X,15/01/2024,,\n{HEADER}\n")
                .into(),
            "4 read, 2 counted, 2 header_row",
        ),
        (
            "duplicate headers",
            "Mã hồ sơ,Mã hồ sơ,Ngày tiếp nhận,Ngày tiếp nhận\nA-1,B-1,15/01/2024,\n".into(),
            "1 read, 1 counted",
        ),
        (
            "headers without names",
            "Mã hồ sơ,,Ngày tiếp nhận,,\nA-1,,15/01/2024,,\n".into(),
            "1 read, 1 counted",
        ),
        (
            "header after 59 titles",
            format!("{}{text}", "Báo cáo\n".repeat(59)).into(),
            "61 read, 2 counted, 59 title_row",
        ),
        (
            "header after 60 titles",
            format!("{}{text}", "Báo cáo\n".repeat(60)).into(),
            "header_not_found",
        ),
    ]);
}

#[test]
fn rows_and_dates_of_every_kind() {
    become_as_expected(&[
        (
            "the same dossier again",
            table("A-1,X,15/01/2024,,\nA-1,X,15/01/2024,,16/01/2024\n"),
            "2 read, 1 counted, 1 superseded",
        ),
        (
            "impossible days",
            table("A-1,X,31/02/2024,,\nA-2,X,00/01/2024,,\nA-3,X,15/13/2024,,\nA-4,X,2024,,\n"),
            "4 read, 0 counted, 4 bad_date",
        ),
        (
            "Excel serials",
            table(
                "A-1,X,45306,45316.5,45312.25\nA-2,X,-1,,\nA-3,X,1e9,,\nA-4,X,99999999999999999999,,\n",
            ),
            "4 read, 1 counted, 3 bad_date",
        ),
        (
            "dates of other worlds",
            table("A-1,X,15/01/9999,,\nA-2,X,15/01/0001,,\nA-3,X,01/01/1899,,\n"),
            "3 read, 0 counted, 3 bad_date",
        ),
    ]);
}
