//! Archived months on the command line: which paths are tallies, and what they leave no choice of.

use std::path::{Path, PathBuf};

use crate::archive::join::{JoinError, Part};
use crate::archive::published::{REGISTER_FILE, Register};
use crate::archive::tally_file::TALLY_FAMILY;
use crate::cli::arguments::CountArgs;
use crate::cli::failure::{Exit, Failure};
use crate::cli::kept_tally;
use crate::cli::kept_tally::{TALLY_FILE, is_month};
use crate::domain::Dimension;
use crate::words::Lang;

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

/// Tallies were counted with their own period and filters.
///
/// # Errors
/// When others are asked for.
pub fn refuse_counting(count: &CountArgs, lang: Lang) -> Result<(), Failure> {
    let asked = [
        ("--period", count.period.is_some()),
        ("--as-of", count.as_of.is_some()),
        ("--where", !count.filters.is_empty()),
    ];
    let Some((option, _)) = asked.into_iter().find(|(_, is_asked)| *is_asked) else {
        return Ok(());
    };
    Err(Failure::message(
        Exit::Usage,
        match lang {
            Lang::Vi => {
                format!("{option} không dùng với tệp số đếm: kỳ và bộ lọc đã nằm trong tệp")
            }
            Lang::En => {
                format!("{option} is not for files of tallies: period and filters are theirs")
            }
        },
    ))
}

/// Reads one file of tallies, or the one in the folder of an archived month.
///
/// # Errors
/// When there is no such file, or it contradicts itself.
pub fn read(path: &Path, lang: Lang) -> Result<Part, Failure> {
    let tallies =
        kept_tally::read(path).map_err(|damage| kept_tally::refusal(path, &damage, lang))?;
    Ok(Part { label: kept_tally::file(path).display().to_string(), tallies })
}

/// No tallies have this breakdown.
pub fn no_breakdown(by: Dimension, lang: Lang) -> Failure {
    let name = by.name();
    Failure::message(
        Exit::Input,
        match lang {
            Lang::Vi => format!("không tệp nào có số đếm theo `{name}`"),
            Lang::En => format!("no file has counts by `{name}`"),
        },
    )
}

/// Why tallies do not add, in the user's language.
pub fn refusal(error: &JoinError, lang: Lang) -> Failure {
    let text = match (lang, error) {
        (Lang::En, error) => error.to_string(),
        (Lang::Vi, JoinError::Nothing) => "không có gì để cộng".to_owned(),
        (Lang::Vi, JoinError::Counting { left, right, what }) => {
            format!("`{left}` và `{right}` đếm theo hai cách khác nhau: {what}")
        }
        (Lang::Vi, JoinError::SameSource { left, right, file }) => {
            format!("`{left}` và `{right}` cùng đếm tệp `{file}`")
        }
        (Lang::Vi, JoinError::Overlap { left, right }) => {
            format!("kỳ của `{left}` và `{right}` chồng lên nhau")
        }
        (Lang::Vi, JoinError::Gap { left, right }) => {
            format!("giữa kỳ của `{left}` và `{right}` thiếu ngày")
        }
        (Lang::Vi, JoinError::AsOf { left, right }) => {
            format!("`{left}` và `{right}` chốt vào hai ngày khác nhau")
        }
        (Lang::Vi, JoinError::Carried { left, right, group, closing, opening }) => format!(
            "hồ sơ `{left}` chuyển sang không phải là hồ sơ `{right}` nhận từ kỳ trước: {group}: {closing} và {opening}"
        ),
    };
    let failure = Failure::message(Exit::Input, text);
    match error {
        JoinError::SameSource { .. } => failure.hint(lang.of(
            "bỏ một trong hai tệp: hồ sơ chỉ được tính một lần",
            "leave one of the two out: a dossier counts once",
        )),
        JoinError::Counting { .. } => failure.hint(lang.of(
            "đếm lại một trong hai với cùng tùy chọn bằng `cchc tally`",
            "count one of them again with the same options by `cchc tally`",
        )),
        JoinError::Carried { .. } => failure.hint(lang.of(
            "dữ liệu hai tháng không nối nhau; hãy đếm cả hai tháng từ dữ liệu hồ sơ bằng `cchc tally`, hoặc xem từng tháng bằng `cchc series`",
            "the two months do not chain; count both from their logs by `cchc tally`, or see them month by month by `cchc series`",
        )),
        _ => failure,
    }
}
