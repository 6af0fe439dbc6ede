//! Archived months on the command line: what their tallies leave no choice of, and why they do not add up.

use std::path::Path;

use crate::archive::disk::tally_paths;
use crate::archive::join::{JoinError, Part};
use crate::cli::archive_messages::OrFailure;
use crate::cli::arguments::CountArgs;
use crate::cli::failure::{Exit, Failure};
use crate::domain::Dimension;
use crate::words::Lang;

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
    tally_paths::read(path).or_failure(lang)
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
