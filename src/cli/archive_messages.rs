//! Refusals of an archive → messages in the user's language, with exit code and hints.

use super::failure::{Exit, Failure};
use super::messages;
use crate::answers::run::damage;
use crate::archive::ArchiveError;
use crate::archive::disk::counts_file;
use crate::words::Lang;

/// What an archive gave, or its refusal in words.
pub trait OrFailure<T> {
    /// # Errors
    /// The refusal of the archive.
    fn or_failure(self, lang: Lang) -> Result<T, Failure>;
}

impl<T> OrFailure<T> for Result<T, ArchiveError> {
    fn or_failure(self, lang: Lang) -> Result<T, Failure> {
        self.map_err(|error| archive(&error, lang))
    }
}

/// Why an archive cannot be read or written.
fn archive(error: &ArchiveError, lang: Lang) -> Failure {
    let quoted = |exit, what: &str, path: &std::path::Path, why: &str| {
        Failure::message(exit, format!("{what} `{}`: {why}", path.display()))
    };
    match error {
        ArchiveError::Output(error) => messages::output(error, lang),
        ArchiveError::Month { path, why } => {
            let what = lang.of("không đọc được tháng đã lưu", "cannot read the archived month");
            let period = path.parent().and_then(counts_file::period);
            quoted(Exit::Input, what, path, why).hint(damage::advice_for(period.as_deref(), lang))
        }
        ArchiveError::Counts { path, damage } => {
            let what = lang.of("không đọc được số đếm", "cannot read the tallies");
            let why = damage::reason(damage, lang);
            let period = counts_file::period(path);
            quoted(Exit::Input, what, &counts_file::file(path), &why).hint(damage::advice(
                damage,
                period.as_deref(),
                lang,
            ))
        }
        ArchiveError::Register { path, why } => {
            let what = lang.of(
                "không đọc được danh sách kỳ đã công bố",
                "cannot read the list of published periods",
            );
            quoted(Exit::Input, what, path, why).hint(lang.of(
                "phục hồi tệp từ bản sao lưu; nếu không có thì xóa tệp: các kỳ còn trong kho lưu trữ được ghi lại, các kỳ đã xóa thì không",
                "restore the file from a backup; without one remove it: periods that the archive still has are listed again, removed ones are not",
            ))
        }
        ArchiveError::KeyInView { path, folder } => {
            let (path, folder) = (path.display(), folder.display());
            let what = match lang {
                Lang::Vi => {
                    format!("tệp khóa `{path}` nằm trong `{folder}`, nơi người khác xem được")
                }
                Lang::En => error.to_string(),
            };
            Failure::message(Exit::Config, what).hint(lang.of(
                "chuyển tệp khóa ra ngoài kho lưu trữ và báo cáo, rồi ghi chỗ mới vào [archive] key",
                "move the key out of the archive and of reports, and name its new place in [archive] key",
            ))
        }
        ArchiveError::Key { path, why } => {
            let what = lang.of("không dùng được tệp khóa", "the key file cannot be used");
            quoted(Exit::Config, what, path, why).hint(lang.of(
                "lấy lại tệp khóa từ bản sao; hoặc chuyển tệp hỏng đi, chạy `cchc verify --rekey` để dùng khóa mới",
                "restore the key from a copy; or move the broken file away and run `cchc verify --rekey` for a new key",
            ))
        }
        ArchiveError::KeyNotWritten(error) => messages::output(error, lang).hint(lang.of(
            "cchc cần ghi tệp khóa một lần; chọn chỗ ghi được bằng [archive] key trong cchc.toml",
            "cchc has to write its key once; name a place for it by [archive] key in cchc.toml",
        )),
        ArchiveError::Locked => {
            let what = lang.of(
                "một lượt `cchc run` khác đang làm việc với kho lưu trữ này",
                "another `cchc run` is at work on this archive",
            );
            Failure::message(Exit::Output, what).hint(
                lang.of("chờ lượt kia xong rồi chạy lại", "wait for it to end, then run again"),
            )
        }
        ArchiveError::NotReadBack { file, why } => {
            let what = lang.of(
                "tháng vừa lập không đọc lại được, nên không ghi gì (lỗi của chương trình, xin báo lại)",
                "the month cannot be read back, so nothing was written (a bug of the program: please report it)",
            );
            Failure::message(Exit::Output, format!("{what}: `{file}`: {why}"))
        }
        ArchiveError::Bug(why) => Failure::message(Exit::Output, why.clone()),
    }
}
