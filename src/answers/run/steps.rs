//! The steps of a run, a sentence each.
//!
//! In: what a step did. Out: sentences. Must not know: how they are printed.

use std::path::Path;

use crate::answers::publication::period_name;
use crate::answers::{coverage, severity_name};
use crate::archive::checks::MissingUnits;
use crate::domain::{Period, PeriodRule};
use crate::dossiers::Loaded;
use crate::findings::Severity;
use crate::output::Committed;
use crate::words::{Lang, count};

/// What is going to be done.
pub fn plan((period, rule): (Period, PeriodRule), paths: &[String], lang: Lang) -> String {
    let period = period_name(lang, period, rule);
    let paths = paths.join(", ");
    match lang {
        Lang::Vi => format!("kỳ: {period}; dữ liệu: {paths}"),
        Lang::En => format!("period: {period}; input: {paths}"),
    }
}

/// Findings by severity.
pub fn findings(loaded: &Loaded, lang: Lang) -> String {
    let all = &loaded.findings;
    let severities = [Severity::Critical, Severity::Error, Severity::Warning, Severity::Info];
    let counts: Vec<String> = severities
        .into_iter()
        .filter(|severity| all.at(*severity) > 0)
        .map(|severity| {
            let name = severity_name(lang, severity).to_lowercase();
            format!("{} {name}", count(lang, all.at(severity)))
        })
        .collect();
    if counts.is_empty() {
        return lang.of("Không có phát hiện nào", "No findings").to_owned();
    }
    format!("{}: {}", lang.of("Phát hiện", "Findings"), counts.join(", "))
}

/// Units and files that are missing, each with the last day that is known of it.
pub fn missing_names(missing: &MissingUnits, loaded: &Loaded, lang: Lang) -> Vec<String> {
    let words = lang.of("không có hồ sơ trong kỳ", "no dossier in the period");
    let without_dossiers = missing.without_dossiers.iter().map(|unit| format!("{unit} ({words})"));
    let names = coverage::names(lang, loaded, None).into_iter();
    names.chain(missing.files.iter().cloned()).chain(without_dossiers).collect()
}

/// Units whose data are missing, and what can be done.
pub fn missing(shown: &[String], lang: Lang) -> String {
    let all = shown.join("; ");
    match lang {
        Lang::Vi => format!(
            "Chưa công bố: chưa có dữ liệu đến ngày chốt của {} đơn vị: {all}. Không tệp nào được ghi. Bổ sung tệp rồi chạy lại; nếu cơ quan chấp nhận thiếu: cchc run --accept-missing, hoặc thresholds.missing_units trong cchc.toml.",
            count(lang, shown.len() as u64)
        ),
        Lang::En => format!(
            "Not published: the data of {} units do not reach to the as-of day: {all}. Nothing was written. Add the files and run again; where the office accepts that they are missing: cchc run --accept-missing, or thresholds.missing_units in cchc.toml.",
            count(lang, shown.len() as u64)
        ),
    }
}

pub fn report_made(files: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("đã dựng {files} tệp báo cáo"),
        Lang::En => format!("{files} files of the report made"),
    }
}

pub fn unchanged(folder: &Path, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Không đổi: {} đã có đúng kết quả này", folder.display()),
        Lang::En => format!("Unchanged: {} holds this very result", folder.display()),
    }
}

pub fn archived(folder: &Path, lang: Lang) -> String {
    format!("{}: {}", lang.of("Đã lưu", "Archived"), folder.display())
}

/// Where a month lies that could not be read.
pub fn put_aside(folder: &Path, lang: Lang) -> String {
    let what = lang.of("Bản hỏng được giữ ở", "The damaged month is kept in");
    format!("{what}: {}", folder.display())
}

pub fn delivered(folder: &Path, committed: Committed, lang: Lang) -> String {
    let what = match committed {
        Committed::Written | Committed::Replaced => lang.of("Báo cáo", "Report"),
        Committed::Unchanged => lang.of("Báo cáo giữ nguyên", "Report left as it is"),
    };
    format!("{what}: {}", folder.display())
}

pub fn removed(slug: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Đã xóa kỳ {slug} khỏi kho lưu trữ (keep_months)"),
        Lang::En => format!("Removed {slug} from the archive (keep_months)"),
    }
}

/// Files that a run would write, with their sizes.
pub fn would_write(
    (folder, readers): (&Path, &Path),
    files: &[(String, usize)],
    lang: Lang,
) -> String {
    let mut lines = vec![match lang {
        Lang::Vi => format!(
            "Chạy thử, không ghi gì. Sẽ ghi vào {}, rồi chép báo cáo sang {}:",
            folder.display(),
            readers.display()
        ),
        Lang::En => format!(
            "Dry run, nothing written. Would write to {}, then copy the report to {}:",
            folder.display(),
            readers.display()
        ),
    }];
    lines.extend(files.iter().map(|(path, bytes)| {
        format!("  {path}  {} B", count(lang, u64::try_from(*bytes).unwrap_or(u64::MAX)))
    }));
    lines.join("\n")
}

/// What is said when a key was made.
pub fn key_made(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Vi => format!(
            "Đã tạo khóa của cơ quan: {path} (cất giữ cùng bản sao; không gửi cho ai, không để trong kho lưu trữ)"
        ),
        Lang::En => format!(
            "Made the key of the office: {path} (keep it and a copy; for nobody else, never inside the archive)"
        ),
    }
}

/// What a new key means for the months that another one hides.
pub const fn key_lost(lang: Lang) -> &'static str {
    lang.of(
        "Các tháng đã lưu dùng khóa khác: nếu chúng đổi thì chỉ nói được số nào đổi, không nói được vì hồ sơ nào. Nếu tệp khóa cũ còn, đặt lại chỗ cũ; nếu mất, chạy `cchc verify --rekey`.",
        "The archived months have another key: should they change, only what moved can be told, not by which dossiers. Put the old key back if it is there; if it is lost, run `cchc verify --rekey`.",
    )
}
