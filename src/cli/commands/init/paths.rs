//! `paths` of a new project that fit the exports that are there.
//!
//! In: paths as they were typed. Out: paths for `cchc.toml`, and why where they are others. Must not know: what else
//! stands in the file.

use std::path::{Path, PathBuf};

use crate::answers::export_style::{name, what_to_export};
use crate::cli::plan;
use crate::domain::{Day, Period, PeriodRule};
use crate::dossiers::{ExportStyle, folder_style, load};
use crate::words::Lang;

/// Where a path names the period it is for.
const PERIOD: &str = "{period}";

/// One path that fits, with what there is to say of it.
pub struct FittingPath {
    pub path: String,
    pub note: Option<String>,
}

/// Exports that tell what is carried are read month by month, all others together: so that nothing that is open
/// gets lost between two folders.
pub fn fitting(path: &str, profile: Option<&Path>, lang: Lang) -> FittingPath {
    let kept = || FittingPath { path: path.to_owned(), note: None };
    let base = base(path);
    let folder = base.to_string_lossy().into_owned();
    let Some(style) = base.is_dir().then(|| style(&folder, profile, lang)).flatten() else {
        return kept();
    };
    let tells = style.tells_what_is_carried();
    let by_period = tells && !path.contains(PERIOD) && has_folders_of_periods(&base);
    let fits = match (tells, path.contains(PERIOD)) {
        (false, true) => folder.clone(),
        _ if by_period => base.join(PERIOD).to_string_lossy().into_owned(),
        _ => {
            return FittingPath {
                note: (!tells).then(|| note(&folder, style, path, lang)),
                ..kept()
            };
        }
    };
    let note = note(&folder, style, &fits, lang);
    FittingPath { path: fits, note: Some(note) }
}

fn note(folder: &str, style: ExportStyle, fits: &str, lang: Lang) -> String {
    let name = name(lang, Some(style));
    let told = match lang {
        Lang::Vi => format!("{folder}: kiểu xuất: {name}; paths = [\"{fits}\"]"),
        Lang::En => format!("{folder}: style of the exports: {name}; paths = [\"{fits}\"]"),
    };
    if style.tells_what_is_carried() {
        return told;
    }
    let export = what_to_export(lang);
    match lang {
        Lang::Vi => {
            format!("{told}, đọc mọi tệp cùng lúc. Để biết hồ sơ tồn về sau ra sao: {export}")
        }
        Lang::En => {
            format!(
                "{told}, all files read together. To know what becomes of what is carried over: {export}"
            )
        }
    }
}

/// The folder that a path begins with, up to the first part that names the period.
fn base(path: &str) -> PathBuf {
    let parts = Path::new(path).components();
    let is_fixed =
        |part: &std::path::Component<'_>| !part.as_os_str().to_string_lossy().contains(PERIOD);
    parts.take_while(is_fixed).collect()
}

/// The style of the exports in a folder; nothing where they are of several, or cannot be read.
fn style(folder: &str, profile: Option<&Path>, lang: Lang) -> Option<ExportStyle> {
    let input = plan::input(&[folder.to_owned()], profile, None, lang).ok()?;
    let loaded = load(&input.load).ok()?;
    folder_style(&loaded.coverage, &loaded.overlaps)?.style
}

/// Whether folders in it are called as periods are: `2026-03`.
fn has_folders_of_periods(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders = entries.filter(|entry| entry.path().is_dir());
    folders.any(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        // Which day today is matters to `last-month` only.
        Period::parse(&name, PeriodRule::Calendar, Day(0)).is_ok()
    })
}
