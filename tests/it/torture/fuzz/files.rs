//! Files of any bytes, and exports that are damaged: every row is accounted for, or the file is refused.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::super::{loaded_bytes, outcome};
use super::{property, soup};
use crate::support::repository;

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
        let bytes = [format!("{}\n", super::super::HEADER).as_bytes(), &bytes].concat();
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
