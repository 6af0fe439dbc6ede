//! Files of every wrong size: read or refused within bounds of time and memory.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::{HEADER, loaded, outcome};

const MEGABYTE: usize = 1024 * 1024;

struct Case {
    name: &'static str,
    /// Pieces and how often each is written.
    pieces: Vec<(String, usize)>,
    expected: &'static str,
}

fn case(name: &'static str, pieces: &[(&str, usize)], expected: &'static str) -> Case {
    let pieces = pieces.iter().map(|(piece, times)| ((*piece).to_owned(), *times)).collect();
    Case { name, pieces, expected }
}

fn header() -> String {
    format!("{HEADER}\n")
}

fn cases() -> Vec<Case> {
    let head = header();
    let good = "A-1,Xã A,15/01/2024,,\n";
    let wide = format!("Mã hồ sơ,Ngày tiếp nhận{}\n", ",x".repeat(9_998));
    let wide_row = format!("A-1,15/01/2024{}\n", ",1".repeat(9_998));
    let long = format!("Mã hồ sơ,Ngày tiếp nhận,{}\nA-1,15/01/2024,1\n", "Đơn vị ".repeat(200_000));
    vec![
        case(
            "a cell of 20 MB",
            &[
                (&head, 1),
                ("A-1,", 1),
                ("Xã ", 5 * MEGABYTE),
                (",15/01/2024,,\n", 1),
                ("A-2,X,15/01/2024,,\n", 1),
            ],
            "2 read, 2 counted",
        ),
        case(
            "a quoted cell of 20 MB with line ends",
            &[
                (&head, 1),
                ("A-1,\"", 1),
                ("Xã\n,", 4 * MEGABYTE),
                ("\",15/01/2024,,\n", 1),
                ("A-2,X,15/01/2024,,\n", 1),
            ],
            "2 read, 2 counted",
        ),
        case("10,000 columns", &[(&wide, 1), (&wide_row, 20)], "20 read, 1 counted, 19 superseded"),
        case(
            "a million delimiters in one row",
            &[(&head, 1), (good, 1), (",", 1_000_000), ("\n", 1)],
            "2 read, 1 counted, 1 blank_row",
        ),
        case(
            "a million delimiters behind a dossier",
            &[(&head, 1), ("A-1,X,15/01/2024", 1), (",", 1_000_000), ("\n", 1), (good, 1)],
            "2 read, 1 counted, 1 ragged_row",
        ),
        case("a million delimiters and nothing else", &[(",", 1_000_000)], "header_not_found"),
        case(
            "100,000 blank lines above",
            &[("\n", 100_000), (&head, 1), (good, 1)],
            "header_not_found",
        ),
        case(
            "100,000 blank lines between",
            &[(&head, 1), (good, 1), ("\n", 100_000), ("A-2,X,15/01/2024,,\n", 1)],
            "100002 read, 2 counted, 100000 blank_row",
        ),
        case(
            "2 million blank lines",
            &[(&head, 1), (good, 1), ("\n", 2_000_000)],
            "2000001 read, 1 counted, 2000000 blank_row",
        ),
        case("a header of a megabyte", &[(&long, 1)], "1 read, 1 counted"),
        case(
            "quotes without end",
            &[(&head, 1), (good, 1), ("\"", 3_000_001)],
            "unterminated_quote in row 3",
        ),
        case(
            "an open quote and 100 MB behind it",
            &[(&head, 1), ("A-1,\"X,15/01/2024,,\n", 1), (good, 5_000_000)],
            "unterminated_quote in row 2",
        ),
        case("100 MB without a line end", &[("x", 100 * MEGABYTE)], "header_not_found"),
        case(
            "bytes of no encoding without end",
            &[("\u{7}", 5 * MEGABYTE), ("\u{80}", 5 * MEGABYTE)],
            "header_not_found",
        ),
    ]
}

fn write(case: &Case, path: &Path) {
    let mut file = BufWriter::new(File::create(path).expect("a file"));
    for (piece, times) in &case.pieces {
        for _ in 0..*times {
            file.write_all(piece.as_bytes()).expect("written");
        }
    }
    file.flush().expect("written");
}

#[test]
fn every_size_is_read_right_or_refused_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log.csv");
    let mut wrong = Vec::new();
    for case in cases() {
        write(&case, &path);
        let found = outcome(&loaded(&path));
        if found != case.expected {
            wrong.push(format!("{}: expected `{}`, found `{found}`", case.name, case.expected));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A compressed file of a few hundred kilobytes that holds so many copies of a text.
fn bomb(path: &Path, first: &str, text: &str, times: usize) {
    let file = File::create(path).expect("a file");
    let mut encoder = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    encoder.write_all(first.as_bytes()).expect("written");
    for _ in 0..times {
        encoder.write_all(text.as_bytes()).expect("written");
    }
    encoder.finish().expect("written");
}

/// The answer of `check` when no more than half a gigabyte of addresses is to be had.
#[cfg(target_os = "linux")]
fn checked_within_half_a_gigabyte(path: &Path) -> Value {
    let output = Command::new("sh")
        .args(["-c", "ulimit -v 524288; exec \"$0\" check \"$1\" --format json"])
        .arg(env!("CARGO_BIN_EXE_cchc"))
        .arg(path)
        .env("POLARS_MAX_THREADS", "1")
        .output()
        .expect("the program starts");
    let talk = String::from_utf8_lossy(&output.stderr).into_owned();
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{}: {error}\n{:?} {talk}", path.display(), output.status))
}

#[cfg(target_os = "linux")]
#[test]
fn memory_is_bounded_whatever_a_compressed_file_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| -> PathBuf { folder.path().join(name) };
    let open = header() + "\"";
    for (name, first, piece, code) in [
        ("one-line.csv.gz", "", "x", "header_not_found"),
        ("quotes.csv.gz", &open, "x\n", "unterminated_quote"),
        ("delimiters.csv.gz", "", ",", "header_not_found"),
        ("nul.csv.gz", "", "\0", "not_an_export"),
        ("noise.csv.gz", "", "\u{80}", "header_not_found"),
    ] {
        bomb(&file(name), first, &piece.repeat(MEGABYTE / piece.len()), 700);
        let check = checked_within_half_a_gigabyte(&file(name));
        let codes: Vec<&str> = check["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .filter_map(|finding| finding["name"].as_str())
            .collect();
        assert!(codes.contains(&code), "{name}: {codes:?}");
    }
}
