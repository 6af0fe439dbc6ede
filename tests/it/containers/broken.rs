//! Broken workbooks, pages and archives: an answer or a refusal, never a panic, never a wait.

use std::io::Read;
use std::time::{Duration, Instant};

use cchc::findings::FindingCode;
use cchc::read::{
    Discovery, HeaderCell, HeaderVocabulary, LayoutHints, Meaning, Opener, Source, find_layout,
};
use proptest::prelude::*;

use super::{Folder, LOG, Typing, fixture, html, is_refused, table, xlsx, zip};

/// Small files of every kind.
fn files() -> Vec<Vec<u8>> {
    let rows = table(LOG, b';');
    let book = xlsx(&rows, Typing::Typed);
    let bytes = |name| std::fs::read(fixture(name)).expect("a fixture");
    vec![
        zip(&[("a.csv", LOG.as_bytes()), ("b.xlsx", &book)]),
        book,
        html(&rows).into_bytes(),
        bytes("so-theo-doi.xls"),
        bytes("so-theo-doi.ods"),
        bytes("corner.xls"),
        bytes("writers/sheetjs.xls"),
        bytes("writers/xlwt-formulas.xls"),
        bytes("writers/sheetjs.fods"),
        bytes("writers/sheetjs.xml"),
        PAGE.into(),
        [b"\xEF\xBB\xBF\r\n", &bytes("writers/libreoffice.ods")[..]].concat(),
    ]
}

/// What a page can have.
const PAGE: &str = "<style>.an{display:none}</style><div hidden><p>x</div><table><thead><tr><th rowspan=2>STT\
    <th colspan='2;'>Ngày</thead><tbody><tr><td rowspan=0><input value=1><td class=an>y<td><select><option selected>a\
    </select><tr><td><span style='display:none'>z<table><tr><td>t</table></span><textarea>b</textarea></tbody></table>";

/// Takes any text for the name of a column.
struct AnyName;

impl HeaderVocabulary for AnyName {
    fn recognise(&self, header: &HeaderCell) -> Option<Meaning> {
        (!header.name.is_empty()).then_some(Meaning { id: 0, is_required: true })
    }

    fn required(&self) -> usize {
        1
    }

    fn missing(&self, _: &[Meaning]) -> String {
        String::new()
    }
}

/// Reads everything that can be read of a file, cells merged over rows filled from the first on.
fn read_all(path: &str) {
    let opener = Opener::default();
    let discovery = Discovery { sources: vec![Source::File(path.into())], ..Discovery::default() };
    let layout = find_layout(b"a\nb\n", true, &AnyName, &LayoutHints::default()).expect("a header");
    for source in opener.expand(discovery).expect("few").sources {
        if let Ok(mut open) = opener.open(&source) {
            // How far it gets is not the question.
            let _read = open.rest.read_to_end(&mut Vec::new());
            let spans = open.notes.late_spans().cloned();
            let again =
                opener.open(&source).and_then(|o| opener.fill_down(&source, o, &layout, spans));
            if let Ok(mut filled) = again {
                let _read = filled.rest.read_to_end(&mut Vec::new());
            }
        }
    }
}

fn is_over_soon(bytes: &[u8]) {
    let folder = Folder::new();
    let start = Instant::now();
    read_all(&folder.write("a", bytes));
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::support::cases(192)))]

    #[test]
    fn some_bytes_are_wrong(
        kind in 0..12_usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let mut bytes = files()[kind].clone();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        is_over_soon(&bytes);
    }

    #[test]
    fn the_end_is_missing(kind in 0..12_usize, end: prop::sample::Index) {
        let bytes = files()[kind].clone();
        is_over_soon(&bytes[..end.index(bytes.len())]);
    }

    #[test]
    fn a_part_of_the_records_is_wrong(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u16>()), 1..8),
    ) {
        // Only where the records of the workbook stand, which the container does not check.
        let bytes = std::fs::read(fixture("so-theo-doi.xls")).expect("a fixture");
        let mut file = cfb::CompoundFile::open(std::io::Cursor::new(bytes)).expect("a container");
        let mut records = Vec::new();
        file.open_stream("Workbook").expect("records").read_to_end(&mut records).expect("read");
        for (place, value) in changes {
            let place = place.index(records.len() - 1);
            records[place..place + 2].copy_from_slice(&value.to_le_bytes());
        }
        let mut stream = file.create_stream("Workbook").expect("records");
        std::io::Write::write_all(&mut stream, &records).expect("written");
        drop(stream);
        is_over_soon(&file.into_inner().into_inner());
    }
}

#[test]
fn a_file_that_only_begins_like_a_workbook_is_refused() {
    let folder = Folder::new();
    let code = FindingCode::CutOffFile;
    is_refused(&folder.write("a.csv", b"PK\x03\x04\x14\x00\x06\x00"), code, "zip");
    is_refused(&folder.write("b.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), code, "XLS");
    is_refused(&folder.write("c.xls", b"<html xmlns:o=\"urn\">"), FindingCode::EmptyFile, "0 byte");
}

#[test]
fn a_part_whose_bytes_were_harmed_is_refused() {
    let folder = Folder::new();
    let mut archive = zip(&[("a.csv", LOG.repeat(50).as_bytes())]);
    // In the middle of the packed bytes.
    for byte in &mut archive[120..140] {
        *byte ^= 0x5A;
    }
    is_refused(&folder.write("a.zip", archive), FindingCode::DamagedFile, "zip: packed bytes");
}
