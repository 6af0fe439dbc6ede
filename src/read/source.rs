//! Paths as the user typed them → the files to read, in natural path order.
//!
//! Folders are walked, quoted globs expanded, `-` is standard input. In a folder only files that can
//! be exports by their name are taken, and the others are reported; a file named by itself is always
//! read, whatever it is called. What archives and workbooks hold is found by [`super::expand`].

use std::cmp::Ordering;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::container::{Entry, Sheet};
use super::position::Position;

/// One export to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    File(PathBuf),
    /// What can be read only once: `-`, standard input, or the path of a pipe.
    Stream(String),
    /// A file of an archive.
    Entry(Arc<EntrySource>),
    /// A sheet of a workbook.
    Sheet(Arc<SheetSource>),
}

/// A file of an archive.
#[derive(Debug, PartialEq, Eq)]
pub struct EntrySource {
    pub archive: Source,
    pub entry: Entry,
}

/// A sheet of a workbook.
#[derive(Debug, PartialEq, Eq)]
pub struct SheetSource {
    pub book: Source,
    pub sheet: Sheet,
}

/// How standard input is named on the command line, in findings and in ledgers.
pub const STANDARD_INPUT: &str = "-";

/// Stands between a container and what is in it.
const INSIDE: &str = " » ";

impl Source {
    /// The name shown in findings and ledgers.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stream(name) => name.clone(),
            Self::Entry(inside) => inside_of(&inside.archive, &inside.entry.name),
            Self::Sheet(inside) => inside_of(&inside.book, &inside.sheet.name),
        }
    }

    /// The name of the sheet, for a sheet.
    pub fn sheet_name(&self) -> Option<&str> {
        match self {
            Self::Sheet(inside) => Some(&inside.sheet.name),
            _ => None,
        }
    }

    /// What the file is called, without its folder and ending.
    pub fn stem(&self) -> Option<String> {
        let path = match self {
            Self::File(path) => path.as_path(),
            Self::Stream(_) => return None,
            Self::Entry(inside) => Path::new(&inside.entry.name),
            Self::Sheet(inside) => return inside.book.stem(),
        };
        let mut name = path.file_name()?.to_string_lossy().into_owned();
        while let Some((stem, ending)) = name.rsplit_once('.')
            && can_be_export(Path::new(&format!("x.{ending}")))
        {
            name = stem.to_owned();
        }
        Some(name)
    }

    /// The file on disk that it is, or lies in.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Stream(_) => None,
            Self::Entry(inside) => inside.archive.path(),
            Self::Sheet(inside) => inside.book.path(),
        }
    }

    /// The name of the stream that it is, or lies in.
    pub fn stream(&self) -> Option<&str> {
        match self {
            Self::File(_) => None,
            Self::Stream(name) => Some(name),
            Self::Entry(inside) => inside.archive.stream(),
            Self::Sheet(inside) => inside.book.stream(),
        }
    }

    /// The workbook, for a sheet.
    pub fn book(&self) -> Option<&Self> {
        match self {
            Self::Sheet(inside) => Some(&inside.book),
            _ => None,
        }
    }

    /// How many archives it is inside of.
    pub fn depth(&self) -> usize {
        match self {
            Self::File(_) | Self::Stream(_) => 0,
            Self::Entry(inside) => inside.archive.depth() + 1,
            Self::Sheet(inside) => inside.book.depth(),
        }
    }
}

/// `thang-6.zip » a/b.csv`, `book.xlsx » Tháng 6`.
pub fn inside_of(container: &Source, name: &str) -> String {
    format!("{}{INSIDE}{}", container.name(), name.replace(char::is_control, "?"))
}

/// What the paths stand for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Discovery {
    /// In natural path order, each file once.
    pub sources: Vec<Source>,
    /// Files of folders and archives that are no kind of export.
    pub passed_over: Vec<String>,
    /// Links of folders that lead nowhere and are named like an export.
    pub broken_links: Vec<String>,
}

/// A path that stands for nothing.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    #[error("no such file or folder: `{0}`")]
    NoSuchPath(String),
    #[error("no file matches the pattern: `{0}`")]
    NoMatch(String),
    #[error("the pattern `{0}` cannot be read at its sign {1}")]
    BadPattern(String, usize),
    #[error(
        "the folder holds no export (CSV, TXT, XLSX, XLS, ODS, HTML or their .gz, .zip): `{0}`"
    )]
    NoExports(String),
    #[error("{0} files are more than can be read in one run ({1})")]
    TooMany(usize, u32),
    #[error("cannot list `{0}`")]
    Unlistable(String, io::ErrorKind),
    #[error("cannot read `{0}`")]
    UnreadableStream(String, io::ErrorKind),
    #[error("`{0}` does not end: more than {1} GiB were read")]
    EndlessStream(String, u64),
    #[error("the file behind `{0}` changed while it was read; nothing was written")]
    ChangedStream(String),
}

/// Endings of files that can be exports; what a file is, its first bytes tell.
const EXPORT_ENDINGS: [&str; 13] =
    ["csv", "tsv", "tab", "txt", "gz", "xls", "xlsx", "xlsm", "ods", "fods", "zip", "htm", "html"];

/// Finds the files that the paths stand for.
///
/// # Errors
/// When a path does not exist, a pattern matches nothing, or a folder holds no export.
pub fn discover(paths: &[String]) -> Result<Discovery, SourceError> {
    let mut discovery = Discovery::default();
    for path in paths {
        if path == "-" {
            discovery.sources.push(Source::Stream(STANDARD_INPUT.to_owned()));
        } else if Path::new(path).exists() {
            add_path(Path::new(path), &mut discovery)?;
        } else if path.contains(['*', '?', '[']) {
            let matches = glob::glob(path)
                .map_err(|error| SourceError::BadPattern(path.clone(), error.pos + 1))?;
            let mut any = false;
            for found in matches {
                let found = found.map_err(|error| {
                    SourceError::Unlistable(
                        error.path().display().to_string(),
                        error.error().kind(),
                    )
                })?;
                add_path(&found, &mut discovery)?;
                any = true;
            }
            if !any {
                return Err(SourceError::NoMatch(path.clone()));
            }
        } else {
            return Err(SourceError::NoSuchPath(path.clone()));
        }
    }
    discovery.sources.sort_by(|left, right| natural_order(&left.name(), &right.name()));
    discovery.sources.dedup();
    if discovery.sources.len() > Position::MAX_FILES as usize {
        return Err(SourceError::TooMany(discovery.sources.len(), Position::MAX_FILES));
    }
    for names in [&mut discovery.passed_over, &mut discovery.broken_links] {
        names.sort();
        names.dedup();
    }
    Ok(discovery)
}

fn add_path(path: &Path, discovery: &mut Discovery) -> Result<(), SourceError> {
    if !path.is_dir() {
        let is_file = path.metadata().is_ok_and(|facts| facts.is_file());
        discovery.sources.push(if is_file {
            Source::File(path.to_owned())
        } else {
            // A pipe: `<(…)` of a shell, or one that was made with a name.
            Source::Stream(path.display().to_string())
        });
        return Ok(());
    }
    let before = discovery.sources.len();
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with(['.', '~'])
    };
    let mut entries =
        walkdir::WalkDir::new(path).follow_links(true).into_iter().filter_entry(visible);
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                note_unreachable(&error, discovery);
                continue;
            }
        };
        if entry.file_type().is_dir() && is_report(entry.path()) {
            // Whoever works in the folder of the exports has reports beside them. Not even a finding:
            // the same run again would tell of the report it wrote, and write another.
            entries.skip_current_dir();
            continue;
        }
        if entry.file_type().is_dir() {
            continue;
        }
        // A pipe or device in a folder is nobody's export.
        if entry.file_type().is_file() && can_be_export(entry.path()) {
            discovery.sources.push(Source::File(entry.into_path()));
        } else {
            discovery.passed_over.push(entry.path().display().to_string());
        }
    }
    if discovery.sources.len() == before {
        return Err(SourceError::NoExports(path.display().to_string()));
    }
    Ok(())
}

/// What a folder holds and nobody can follow: it costs a finding, not the folder. A link back to a
/// folder above leads to nothing that is not read already.
fn note_unreachable(error: &walkdir::Error, discovery: &mut Discovery) {
    let Some(path) = error.path() else { return };
    let is_link = path.symlink_metadata().is_ok_and(|facts| facts.is_symlink());
    let name = path.display().to_string();
    let is_hidden =
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']));
    if !is_link {
        // A folder or file that may not be read fails when it is opened, with its reason.
        discovery.sources.push(Source::File(path.to_owned()));
    } else if error.loop_ancestor().is_none() && !is_hidden && can_be_export(path) {
        discovery.broken_links.push(name);
    } else {
        discovery.passed_over.push(name);
    }
}

/// The file that says what is in a folder that this program wrote, and how it begins.
const MANIFEST: (&str, &str) = ("manifest.json", "cchc/package/");

/// Whether a folder is a report of this program: its tables are no exports.
fn is_report(folder: &Path) -> bool {
    const BEGINNING: u64 = 200;
    let (file, schema) = MANIFEST;
    let mut text = Vec::new();
    let beginning = File::open(folder.join(file)).map(|file| file.take(BEGINNING));
    let read = beginning.and_then(|mut beginning| beginning.read_to_end(&mut text));
    read.is_ok() && String::from_utf8_lossy(&text).contains(schema)
}

/// Whether a file of a folder or archive is read, by its name.
pub fn can_be_export(path: &Path) -> bool {
    path.extension()
        .and_then(|ending| ending.to_str())
        .is_some_and(|ending| EXPORT_ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

/// Numbers inside names compare as numbers: `thang-2` before `thang-10`.
pub fn natural_order(left: &str, right: &str) -> Ordering {
    let (mut left_rest, mut right_rest) = (left, right);
    loop {
        let (left_part, left_tail) = first_part(left_rest);
        let (right_part, right_tail) = first_part(right_rest);
        if left_part.is_empty() || right_part.is_empty() {
            // Equal parts so far: the shorter first, and full text last, so that the order is total.
            return left_part.len().cmp(&right_part.len()).then_with(|| left.cmp(right));
        }
        let order = match (is_number(left_part), is_number(right_part)) {
            (true, true) => {
                let (left_digits, right_digits) =
                    (left_part.trim_start_matches('0'), right_part.trim_start_matches('0'));
                left_digits
                    .len()
                    .cmp(&right_digits.len())
                    .then_with(|| left_digits.cmp(right_digits))
            }
            _ => left_part.cmp(right_part),
        };
        if order != Ordering::Equal {
            return order;
        }
        (left_rest, right_rest) = (left_tail, right_tail);
    }
}

fn is_number(part: &str) -> bool {
    part.starts_with(|character: char| character.is_ascii_digit())
}

/// The leading run of digits, or of anything else. A separator is a part of its own, so that a
/// folder's files stay together.
fn first_part(text: &str) -> (&str, &str) {
    let mut characters = text.char_indices();
    let Some((_, first)) = characters.next() else {
        return ("", "");
    };
    let kind = |character: char| match character {
        '0'..='9' => 0,
        '/' | '\\' => 1,
        _ => 2,
    };
    let end = characters
        .find(|(_, character)| kind(*character) != kind(first))
        .map_or(text.len(), |(index, _)| index);
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::natural_order;

    #[test]
    fn numbers_in_names_compare_as_numbers() {
        let mut names = vec!["thang-10.csv", "thang-2.csv", "b/1.csv", "a/10.csv", "a/9.csv", "a"];
        names.sort_by(|left, right| natural_order(left, right));
        assert_eq!(names, ["a", "a/9.csv", "a/10.csv", "b/1.csv", "thang-2.csv", "thang-10.csv"]);
    }

    #[test]
    fn leading_zeros_do_not_change_the_number_but_keep_the_order_total() {
        assert!(natural_order("t-02", "t-3").is_lt());
        assert!(natural_order("t-02", "t-2").is_ne());
        assert!(natural_order("t-2", "t-2").is_eq());
    }
}
