//! Which paths are tallies: files, folders of archived months, whole archives.
//!
//! In: paths. Out: files of tallies, and the tallies in them. Must not know: what they are wanted for.

use std::path::{Path, PathBuf};

use super::counts_file::{self, TALLY_FILE, is_month};
use super::error::ArchiveError;
use crate::archive::join::Part;
use crate::archive::published::{REGISTER_FILE, Register};
use crate::archive::tally_file::TALLY_FAMILY;

/// So many bytes are enough to see what a file calls itself.
const BEGINNING: usize = 200;
/// How deep the months of an archive may lie.
const DEPTH: usize = 2;
/// The folder of a month that keeps what it was before it was published anew.
const RESTATED: &str = "restated";

/// Whether a path is a file of tallies or a folder of an archived month.
pub fn is_tally(path: &Path) -> bool {
    if path.is_dir() {
        return is_month(path);
    }
    let read = || -> std::io::Result<String> {
        use std::io::Read;
        let mut beginning = Vec::new();
        std::fs::File::open(path)?.take(BEGINNING as u64).read_to_end(&mut beginning)?;
        Ok(String::from_utf8_lossy(&beginning).into_owned())
    };
    let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    is_json && read().is_ok_and(|beginning| beginning.contains(TALLY_FAMILY))
}

/// Every file of tallies behind the paths, archives with their months, in the order of names; nothing
/// where a path is something else.
pub fn tallies_behind(paths: &[String]) -> Option<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in paths.iter().map(Path::new) {
        if is_tally(path) {
            found.push(path.to_path_buf());
            continue;
        }
        if !path.is_dir() {
            return None;
        }
        let may_be_month = |entry: &walkdir::DirEntry| {
            let name = entry.file_name().to_string_lossy();
            entry.depth() == 0 || (name != RESTATED && !name.starts_with('.'))
        };
        let folders = walkdir::WalkDir::new(path).max_depth(DEPTH).sort_by_file_name();
        let folders = folders.into_iter().filter_entry(may_be_month).filter_map(Result::ok);
        // A month whose counts are lost is a month: whoever reads the archive has to hear of it.
        let months = folders.filter(|entry| entry.file_type().is_dir() && is_month(entry.path()));
        let before = found.len();
        found.extend(vanished(path));
        found.extend(months.map(|entry| entry.into_path().join(TALLY_FILE)));
        if found.len() == before {
            return None;
        }
    }
    Some(found)
}

/// Months of an archive that were published, and whose folders are gone though nothing removed them.
fn vanished(archive: &Path) -> Vec<PathBuf> {
    let text = std::fs::read(archive.join(REGISTER_FILE)).ok();
    let register = text.and_then(|text| Register::parse(&text).ok()).unwrap_or_default();
    let published = register.periods.into_iter().filter(|(_, published)| !published.is_removed);
    let folders = published.map(|(slug, _)| archive.join(slug));
    let gone = folders.filter(|folder| !is_month(folder));
    gone.map(|folder| folder.join(TALLY_FILE)).collect()
}

/// Reads one file of tallies, or the one in the folder of an archived month.
///
/// # Errors
/// When there is no such file, or it contradicts itself.
pub fn read(path: &Path) -> Result<Part, ArchiveError> {
    let tallies = counts_file::read(path)
        .map_err(|damage| ArchiveError::Counts { path: path.to_owned(), damage })?;
    Ok(Part { label: counts_file::file(path).display().to_string(), tallies })
}
