//! Errors of the library → messages in the user's language, with exit code and hints.

use unicode_normalization::UnicodeNormalization;

use super::empty_messages::{empty_period, nothing_countable, nothing_to_compare};
use super::failure::{Exit, Failure};
use super::output_messages;
use crate::aggregates::ComparisonError;
use crate::answers::{dimension_name, provenance, system_messages};
use crate::columns::ProfileError;
use crate::domain::{Day, PeriodError};
use crate::domain::{fold, nearest};
use crate::findings::FindingCode;
use crate::output::OutputError;
use crate::pipeline::PipelineError;
use crate::read::SourceError;
use crate::settings::SettingsError;
use crate::tally::TimeFrameError;
use crate::words::{Lang, pick};

/// A path that stands for nothing.
pub fn source(error: &SourceError, lang: Lang) -> Failure {
    if lang == Lang::En {
        let why = match error {
            SourceError::Unlistable(_, kind) | SourceError::UnreadableStream(_, kind) => {
                format!(": {}", system_messages::of_kind(*kind, lang))
            }
            _ => String::new(),
        };
        return unfound(error, format!("{error}{why}"));
    }
    let text = match error {
        SourceError::NoSuchPath(path) => format!("không có tệp hay thư mục: `{path}`"),
        SourceError::NoMatch(pattern) => format!("không tệp nào khớp với mẫu: `{pattern}`"),
        SourceError::BadPattern(pattern, place) => {
            format!("mẫu `{pattern}` không hợp lệ ở ký tự thứ {place}")
        }
        SourceError::NoExports(folder) => {
            format!(
                "thư mục không có tệp dữ liệu xuất nào (CSV, TXT, XLSX, XLS, ODS, HTML hay các tệp đó nén .gz, .zip): `{folder}`"
            )
        }
        SourceError::TooMany(files, most) => {
            format!("{files} tệp, nhiều hơn số tệp đọc được trong một lần chạy ({most})")
        }
        SourceError::Unlistable(folder, kind) => {
            format!("không liệt kê được `{folder}`: {}", system_messages::of_kind(*kind, lang))
        }
        SourceError::UnreadableStream(name, kind) => {
            let why = system_messages::of_kind(*kind, lang);
            format!("không đọc được dữ liệu từ `{name}`: {why}")
        }
        SourceError::ChangedStream(name) => {
            format!(
                "tệp đưa vào `{name}` thay đổi trong khi đang được đọc; không kết quả nào được ghi"
            )
        }
        SourceError::EndlessStream(name, most) => {
            format!("dữ liệu từ `{name}` không kết thúc: đã đọc hơn {most} GiB")
        }
    };
    unfound(error, text)
}

/// The failure of a path that may be the name of a command.
fn unfound(error: &SourceError, text: String) -> Failure {
    let failure = Failure::message(Exit::Input, text);
    match error {
        SourceError::NoSuchPath(path) => Failure { no_such_path: Some(path.clone()), ..failure },
        _ => failure,
    }
}

/// Settings that cannot be used.
pub fn settings(errors: &[SettingsError], lang: Lang) -> Failure {
    let lines: Vec<String> = errors.iter().flat_map(|error| error.lines(lang)).collect();
    Failure::message(Exit::Config, lines.join("\n")).hint(lang.of(
        "`cchc config show --origin` cho biết giá trị nào lấy từ đâu; `cchc init` viết tệp mẫu; xem `cchc help tep-cau-hinh`",
        "`cchc config show --origin` tells where each value comes from; `cchc init` writes a file to begin with; see `cchc help configuration`",
    ))
}

/// A profile that cannot be used.
pub fn profile(error: &ProfileError, lang: Lang) -> Failure {
    let text = match lang {
        Lang::Vi => super::profile_messages::vietnamese(error),
        Lang::En => error.to_string(),
    };
    let failure = Failure::message(Exit::Config, text);
    match lang {
        Lang::Vi => failure.hint(
            "tệp ánh xạ là tệp TOML có khóa name, [columns], [values.…]; xem `cchc help du-lieu-xuat`",
        ),
        Lang::En => failure.hint(
            "a profile is a TOML file with name, [columns], [values.…]; see `cchc help exports`",
        ),
    }
}

/// A period that cannot be read.
pub fn period(error: &PeriodError, lang: Lang) -> Failure {
    let text = match (lang, error) {
        (Lang::En, error) => error.to_string(),
        (Lang::Vi, PeriodError::Unreadable(text)) => format!(
            "`{text}` không phải kỳ báo cáo: viết `2024-06`, `2024-Q2`, `2024-H1`, `2024-9M`, `2024`, `2024-01-05..2024-03-20` hoặc `last-month`"
        ),
        (Lang::Vi, PeriodError::Reversed(text)) => {
            format!("kỳ `{text}` kết thúc trước khi bắt đầu")
        }
    };
    Failure::message(Exit::Usage, text)
}

/// An output that could not be written.
pub fn output(error: &OutputError, lang: Lang) -> Failure {
    let text = match lang {
        Lang::En => error.to_string(),
        Lang::Vi => output_messages::vietnamese(error),
    };
    let failure = Failure::message(Exit::Output, text);
    match output_messages::hint(error, lang) {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}

/// Files that changed while they were read: what was read of them is nothing to count from.
pub fn changed(files: &[String], lang: Lang) -> Failure {
    let code = FindingCode::ChangedWhileRead;
    let files = files.iter().map(|file| format!("`{file}`")).collect::<Vec<_>>().join(", ");
    let what = match lang {
        Lang::Vi => format!("{}: {files}; không kết quả nào được ghi", pick(lang, code.title())),
        Lang::En => format!("{}: {files}; nothing was written", pick(lang, code.title())),
    };
    Failure::message(Exit::Input, format!("{} {what}", code.number()))
        .hint(pick(lang, code.repair()).to_owned())
}

/// A table that cannot be compared.
pub fn comparison(error: ComparisonError, lang: Lang) -> Failure {
    match error {
        ComparisonError::TimeFrame(error) => {
            Failure::message(Exit::Usage, time_frame(&error, lang))
        }
        error @ ComparisonError::Cube(_) => Failure::new(Exit::Input, error),
    }
}

/// A count that brought nothing.
pub fn pipeline(error: PipelineError, lang: Lang) -> Failure {
    match error {
        PipelineError::NothingCountable(loaded) => nothing_countable(&loaded, lang),
        PipelineError::EmptyPeriod { from, to, first, last, not_counted } => {
            empty_period([from, to, first, last], &not_counted, lang)
        }
        PipelineError::NothingToCompare { first, last, others } => {
            nothing_to_compare((first, last), &others, lang)
        }
        PipelineError::NoColumn(dimension) => {
            let name = dimension_name(lang, dimension);
            let failure = Failure::message(
                Exit::Input,
                match lang {
                    Lang::Vi => format!("không tệp nào có cột cho `{}` ({name})", dimension.name()),
                    Lang::En => error.to_string(),
                },
            );
            failure.hint(lang.of(
                "xem các cột đã nhận ra bằng `cchc inspect`, hoặc khai cột trong tệp ánh xạ (--profile)",
                "see which columns are recognised with `cchc inspect`, or name the column in a profile (--profile)",
            ))
        }
        PipelineError::NoSuchGroup { dimension, ref name, ref known } => {
            let mut failure = Failure::message(
                Exit::Input,
                match lang {
                    Lang::Vi => format!("không hồ sơ nào có `{}={name}`", dimension.name()),
                    Lang::En => error.to_string(),
                },
            );
            if let Some(nearest) = nearest_group(name, known) {
                failure = failure.hint(match lang {
                    Lang::Vi => format!("có phải ý bạn là `{nearest}`?"),
                    Lang::En => format!("did you mean `{nearest}`?"),
                });
            }
            failure
        }
        PipelineError::TimeFrame(error) => Failure::message(Exit::Usage, time_frame(&error, lang)),
        error @ (PipelineError::Cube(_) | PipelineError::Dossiers(_)) => {
            Failure::new(Exit::Input, error)
        }
    }
}

/// Names are long and differ in their first word; a shared part is a better hint than a distance.
fn nearest_group(name: &str, known: &[String]) -> Option<String> {
    let key = without_marks(name);
    let part = known.iter().find(|other| without_marks(other).contains(&key));
    part.cloned().or_else(|| nearest(name, known.iter().map(String::as_str)))
}

/// For suggestions only: distinct names of units differ in nothing but marks.
fn without_marks(name: &str) -> String {
    let is_mark = |character: &char| ('\u{300}'..='\u{36F}').contains(character);
    let letters = fold(name).nfd().filter(|character| !is_mark(character)).collect::<String>();
    letters.replace('đ', "d")
}

fn time_frame(error: &TimeFrameError, lang: Lang) -> String {
    let day = |day: &Day| provenance::day(lang, *day);
    match (lang, error) {
        (Lang::En, error) => error.to_string(),
        (Lang::Vi, TimeFrameError::AsOfAfterPeriod { as_of, to }) => format!(
            "ngày chốt {} nằm sau kỳ báo cáo (hết ngày {}): hồ sơ đóng giữa hai ngày sẽ không thuộc phần nào; hãy kéo kỳ báo cáo đến ngày chốt",
            day(as_of),
            day(to)
        ),
        (Lang::Vi, TimeFrameError::AsOfBeforePeriod { as_of, from }) => {
            format!("ngày chốt {} nằm trước kỳ báo cáo (từ ngày {})", day(as_of), day(from))
        }
    }
}
