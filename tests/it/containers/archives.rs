//! Archives: what is read of them, in which order, and what is not.

use cchc::findings::FindingCode;

use super::{Folder, LOG, answered, findings, is_refused, stats, zip};

#[test]
fn files_of_an_archive_are_those_that_a_folder_would_give() {
    let folder = Folder::new();
    let log = LOG.as_bytes();
    let other = LOG.replace("1993789", "2993789");
    let archive = zip(&[
        ("thang-10/a.csv", other.as_bytes()),
        ("thang-2/a.csv", log),
        ("thang-2/", b""),
        ("thang-2/doc.docx", b"x"),
        ("__MACOSX/thang-2/._a.csv", b"x"),
        ("thang-2/.an.csv", b"x"),
        ("thang-2/~$a.xlsx", b"x"),
        ("../../x.csv", log),
    ]);
    let path = folder.write("thang.zip", archive);
    let (answer, _) = answered(&["inspect", &path]);
    let files = answer["files"].as_array().expect("files");
    let names: Vec<&str> = files
        .iter()
        .map(|file| file["file"].as_str().expect("a name"))
        .map(|name| name.split_once(" » ").expect("inside").1)
        .collect();
    // The order of a folder, whatever the order in the archive; a name is never a path.
    assert_eq!(names, ["../../x.csv", "thang-2/a.csv", "thang-10/a.csv"]);
    assert_eq!(files[0]["compression"], "zip");
    assert_eq!(stats(&path, &[])["ledger"]["counted"], 6);
    let other = findings(&path, FindingCode::OtherFile);
    assert_eq!(other.len(), 1);
    assert_eq!(other[0].0, "doc.docx");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[test]
fn names_of_old_archives_are_shown_as_text() {
    let folder = Folder::new();
    let mut archive = zip(&[("thang-??.csv", LOG.as_bytes())]);
    // A name in the old code page, written twice: before the bytes and in the directory.
    for at in 0..archive.len() - 12 {
        if archive[at..].starts_with(b"thang-??.csv") {
            archive[at + 6..at + 8].copy_from_slice(&[0x82, 0x1B]);
        }
    }
    let path = folder.write("a.zip", archive);
    let (answer, _) = answered(&["inspect", &path]);
    let name = answer["files"][0]["file"].as_str().expect("a name");
    assert!(name.ends_with(" » thang-é?.csv"), "{name}");
}

#[test]
fn an_archive_in_an_archive_is_opened_and_one_in_that_is_not() {
    let folder = Folder::new();
    let first = zip(&[("a.csv", LOG.as_bytes())]);
    let second = zip(&[("b.zip", &first)]);
    let third = zip(&[("c.zip", &second)]);
    assert_eq!(stats(&folder.write("2.zip", &second), &[])["ledger"]["counted"], 3);
    is_refused(&folder.write("3.zip", third), FindingCode::NoExportInside, "zip » zip » zip");
}

#[test]
fn an_archive_without_an_export_is_refused() {
    let folder = Folder::new();
    let code = FindingCode::NoExportInside;
    is_refused(
        &folder.write("a.zip", zip(&[("a.docx", b"x"), ("b/c.txt.bak", b"x")])),
        code,
        "0 / 2",
    );
    is_refused(&folder.write("b.zip", zip(&[])), code, "0 / 0");
}

#[test]
fn what_is_locked_by_a_password_says_so() {
    let folder = Folder::new();
    let code = FindingCode::LockedFile;
    let mut archive = zip(&[("a.csv", LOG.as_bytes())]);
    for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places = 0..archive.len() - 4;
        let at = places.into_iter().find(|at| archive[*at..].starts_with(mark)).expect("a header");
        archive[at + flags] |= 1;
    }
    is_refused(&folder.write("a.zip", archive), code, "zip");

    let ole = |stream: &str, bytes: &[u8]| {
        let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("a file");
        let mut stream = file.create_stream(stream).expect("a stream");
        std::io::Write::write_all(&mut stream, bytes).expect("written");
        drop(stream);
        file.into_inner().into_inner()
    };
    is_refused(&folder.write("a.xlsx", ole("EncryptedPackage", b"x")), code, "XLSX");
    // Begin of a workbook of Excel 97, then the record that says how it is encrypted.
    let records = [0x09, 0x08, 4, 0, 0, 6, 5, 0, 0x2F, 0, 2, 0, 1, 0, 0x0A, 0, 0, 0];
    is_refused(&folder.write("a.xls", ole("Workbook", &records)), code, "XLS");
    let document = folder.write("b.xls", ole("WordDocument", b"x"));
    is_refused(&document, FindingCode::NotAnExport, "DOC");
}

#[test]
fn documents_and_pictures_are_refused_by_name_of_their_kind() {
    let folder = Folder::new();
    let code = FindingCode::NotAnExport;
    let docx = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<a/>")]);
    is_refused(&folder.write("a.xlsx", docx), code, "DOCX");
    let text = zip(&[("mimetype", b"application/vnd.oasis.opendocument.text")]);
    is_refused(&folder.write("b.ods", text), code, "ODT");
    for (bytes, kind) in [
        (&b"%PDF-1.7\n"[..], "PDF"),
        (b"\x89PNG\r\n\x1A\n", "PNG"),
        (b"{\\rtf1", "RTF"),
        (b"Rar!\x1A\x07", "RAR"),
        (b"<?xml version=\"1.0\"?><a/>", "XML"),
    ] {
        is_refused(&folder.write("c.csv", bytes), code, kind);
    }
}
