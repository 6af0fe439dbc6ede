//! Why a command could not do its work, and the exit code that says so.

use crate::words::Lang;

/// Exit codes of the outer contract, section 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Exit {
    Fine = 0,
    /// Ran, with findings at or above `--fail-on`.
    Findings = 1,
    Usage = 2,
    /// Input unreadable, or nothing countable.
    Input = 3,
    /// Profile, config or criteria invalid.
    Config = 4,
    /// Output not written.
    Output = 5,
}

impl Exit {
    pub const ALL: [Self; 6] =
        [Self::Fine, Self::Findings, Self::Usage, Self::Input, Self::Config, Self::Output];

    /// What the code says, in a few words, for the last lines of the help.
    #[must_use]
    pub const fn in_short(self, lang: Lang) -> &'static str {
        match self {
            Self::Fine => lang.of("thành công", "fine"),
            Self::Findings => {
                lang.of("có phát hiện từ mức --fail-on", "findings at or above --fail-on")
            }
            Self::Usage => lang.of("sai cách dùng", "usage"),
            Self::Input => lang.of(
                "không đọc được hoặc không có gì để tính",
                "input unreadable or nothing countable",
            ),
            Self::Config => lang.of("tệp ánh xạ hoặc cấu hình sai", "profile or settings invalid"),
            Self::Output => lang.of("không ghi được kết quả", "output not written"),
        }
    }

    /// What the code says, in full.
    #[must_use]
    pub const fn meaning(self, lang: Lang) -> &'static str {
        match self {
            Self::Fine => lang.of("thành công", "fine"),
            Self::Findings => lang.of(
                "đã chạy xong, có phát hiện (với `check`: cả dấu hiệu đạt ngưỡng) từ mức `--fail-on` trở lên; `run`: có đơn vị thiếu dữ liệu hoặc hồ sơ kỳ trước không còn; `verify`: có tháng khác số đã công bố; `calendar check`: lịch không khớp",
                "ran, with findings (in `check`: marked signals, too) at or above `--fail-on`; `run`: units without data, or dossiers of the month before that are gone; `verify`: a month differs from what was published; `calendar check`: something does not agree",
            ),
            Self::Usage => lang.of(
                "sai cách dùng: tùy chọn, kỳ, ngày hoặc bộ lọc không đọc được",
                "usage: an option, period, day or filter that cannot be read",
            ),
            Self::Input => lang.of(
                "có tệp không đọc được, hoặc không có gì để tính; số liệu của các tệp đọc được vẫn được in. Tệp thay đổi trong lúc đọc: không in, không ghi gì",
                "an input is unreadable, or nothing is countable; figures of readable files are printed all the same. An input changed while it was read: nothing is printed or written",
            ),
            Self::Config => lang.of(
                "tệp ánh xạ, cấu hình, tiêu đề, mẫu lời văn, bộ tiêu chí hoặc biểu mẫu không hợp lệ",
                "profile, settings, letterhead, template, index or form is invalid",
            ),
            Self::Output => lang.of(
                "không ghi được kết quả; hoặc báo cáo đã có mà không có `--force`; hoặc tháng đã công bố sẽ thay đổi mà không có `--restate`",
                "the output could not be written, a report is there and `--force` was not given, or a published month would change without `--restate`",
            ),
        }
    }
}

/// A message with hints, and the exit code.
#[derive(Debug)]
pub struct Failure {
    pub exit: Exit,
    pub error: anyhow::Error,
    pub hints: Vec<String>,
    /// A path that stands for nothing: perhaps a command, mistyped.
    pub no_such_path: Option<String>,
}

impl Failure {
    pub fn new(exit: Exit, error: impl Into<anyhow::Error>) -> Self {
        Self { exit, error: error.into(), hints: Vec::new(), no_such_path: None }
    }

    pub fn message(exit: Exit, message: impl Into<String>) -> Self {
        Self::new(exit, anyhow::Error::msg(message.into()))
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}
