//! The register of published periods, a file of the archive: what was published stays published when its month
//! is removed.
//!
//! In: months that are published or removed. Out: [`Register`], on the disk. Must not know: what follows from it.

use std::io::ErrorKind;
use std::path::PathBuf;

use super::archive::Archive;
use crate::archive::Tallies;
use crate::archive::month::MonthRecord;
use crate::archive::published::{Published, REGISTER_FILE, Register};
use crate::cli::failure::{Exit, Failure};
use crate::cli::messages;
use crate::output::write_file;
use crate::words::Lang;

fn path(archive: &Archive) -> PathBuf {
    archive.folder.join(REGISTER_FILE)
}

/// Reads the register; an empty one where there is none.
///
/// # Errors
/// When it cannot be read.
pub fn read(archive: &Archive, lang: Lang) -> Result<Register, Failure> {
    let path = path(archive);
    let fail = |why: String| {
        let what = lang.of(
            "không đọc được danh sách kỳ đã công bố",
            "cannot read the list of published periods",
        );
        let failure = Failure::message(Exit::Input, format!("{what} `{}`: {why}", path.display()));
        failure.hint(lang.of(
            "phục hồi tệp từ bản sao lưu; nếu không có thì xóa tệp: các kỳ còn trong kho lưu trữ được ghi lại, các kỳ đã xóa thì không",
            "restore the file from a backup; without one remove it: periods that the archive still has are listed again, removed ones are not",
        ))
    };
    match std::fs::read(&path) {
        Ok(text) => Register::parse(&text).map_err(|error| fail(error.to_string())),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(Register::default())
        }
        Err(error) => Err(fail(error.to_string())),
    }
}

fn write(archive: &Archive, register: &Register, lang: Lang) -> Result<(), Failure> {
    let text = register.text().map_err(|error| Failure::new(Exit::Output, error))?;
    write_file(&path(archive), text).map_err(|error| messages::output(&error, lang))
}

/// Remembers that a month is published as it stands in the archive.
///
/// # Errors
/// When the register cannot be read or written.
pub fn remember(
    archive: &Archive,
    slug: &str,
    (record, tallies): (&MonthRecord, &Tallies),
    lang: Lang,
) -> Result<(), Failure> {
    let mut register = read(archive, lang)?;
    let published =
        Published::new(record, tallies).map_err(|error| Failure::new(Exit::Output, error))?;
    if register.periods.get(slug) == Some(&published) {
        return Ok(());
    }
    register.periods.insert(slug.to_owned(), published);
    write(archive, &register, lang)
}

/// Remembers that a month is removed, before it is. What cannot be read is removed without its figures.
///
/// # Errors
/// When the register cannot be read or written.
pub fn forget_month(archive: &Archive, slug: &str, lang: Lang) -> Result<(), Failure> {
    let mut register = read(archive, lang)?;
    let kept = archive.record(slug).zip(archive.tallies(slug));
    let is_new = !register.periods.contains_key(slug);
    if let Some((record, tallies)) = kept.as_ref().filter(|_| is_new) {
        let published =
            Published::new(record, tallies).map_err(|error| Failure::new(Exit::Output, error))?;
        register.periods.insert(slug.to_owned(), published);
    }
    if let Some(published) = register.periods.get_mut(slug) {
        published.remove(kept.as_ref().map(|(_, tallies)| tallies));
    }
    write(archive, &register, lang)
}
