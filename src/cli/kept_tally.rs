//! The counts of a month on disk, as they were written, or why nobody may use them.
//!
//! In: a file of tallies, or the folder of an archived month. Out: [`Tallies`], or their [`Damage`] with what can be
//! done about it. Must not know: what the counts are wanted for.

use std::io;
use std::path::{Path, PathBuf};

use crate::archive::Tallies;
use crate::archive::tally_file::{self, TallyFileError};
use crate::cli::failure::{Exit, Failure};
use crate::cli::system_messages;
use crate::output::{MANIFEST_FILE, Manifest};
use crate::words::Lang;

/// The file of tallies in the folder of an archived month.
pub const TALLY_FILE: &str = "tally.json";
/// What an archived month says of its run.
pub const RUN_FILE: &str = "run.json";

/// Why counts that were archived cannot be used.
#[derive(Debug)]
pub enum Damage {
    /// The folder of the month has no counts.
    Missing,
    /// The system does not give the file.
    Unreadable(io::Error),
    /// It is not the text that was written: cut off, edited, or taken from elsewhere.
    Changed,
    /// As it was written, or nobody knows, and no counts of this program, or of a later version of it.
    Content(TallyFileError),
    /// What the month says of its run cannot be read.
    Record(String),
    /// The states of its dossiers cannot be read.
    States,
    /// It was published, and nothing of it is in the archive.
    Vanished,
}

/// Reads the counts; the manifest of a month has to know them.
///
/// # Errors
/// When they are missing, damaged, or of another program.
pub fn read(path: &Path) -> Result<Tallies, Damage> {
    let file = file(path);
    let bytes = std::fs::read(&file).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Damage::Missing,
        _ => Damage::Unreadable(error),
    })?;
    if !is_as_written(&file, &bytes) {
        return Err(Damage::Changed);
    }
    tally_file::read(&bytes).map_err(Damage::Content)
}

/// The file that a path stands for.
pub fn file(path: &Path) -> PathBuf {
    if path.is_dir() { path.join(TALLY_FILE) } else { path.to_path_buf() }
}

/// Whether a folder is that of an archived month, whatever it has lost.
pub fn is_month(folder: &Path) -> bool {
    let is_listed = || {
        let manifest = std::fs::read(folder.join(MANIFEST_FILE)).ok();
        let manifest = manifest.as_deref().and_then(Manifest::parse);
        manifest.is_some_and(|manifest| manifest.files.iter().any(|file| file.path == TALLY_FILE))
    };
    [RUN_FILE, TALLY_FILE].iter().any(|name| folder.join(name).is_file()) || is_listed()
}

/// The folder of the month that a file of tallies belongs to, if it does.
fn month(file: &Path) -> Option<&Path> {
    let folder = file.parent()?;
    (file.file_name()? == TALLY_FILE && folder.join(MANIFEST_FILE).is_file()).then_some(folder)
}

/// Whether a manifest beside the file lists these bytes. Files that were handed in alone have none.
fn is_as_written(file: &Path, bytes: &[u8]) -> bool {
    let manifest = month(file).and_then(|folder| std::fs::read(folder.join(MANIFEST_FILE)).ok());
    let Some(manifest) = manifest.as_deref().and_then(Manifest::parse) else { return true };
    let listed = manifest.files.iter().find(|listed| listed.path == TALLY_FILE);
    listed.is_none_or(|listed| listed.is_of(bytes))
}

impl Damage {
    /// Why, in words.
    pub fn reason(&self, lang: Lang) -> String {
        match self {
            Self::Missing => lang.of("không có tally.json", "tally.json is missing").to_owned(),
            Self::Unreadable(error) => system_messages::unreadable(error, lang).to_owned(),
            Self::Changed => lang
                .of(
                    "tally.json không còn như khi ghi (bị cắt, bị sửa hoặc lấy từ nơi khác)",
                    "tally.json is not what was written (cut off, edited, or from elsewhere)",
                )
                .to_owned(),
            Self::Content(error @ TallyFileError::OtherSchema(_)) => match lang {
                Lang::Vi => format!("tally.json do phiên bản khác của chương trình ghi: {error}"),
                Lang::En => format!("tally.json is of another version of the program: {error}"),
            },
            Self::Record(why) => match lang {
                Lang::Vi => format!("run.json hỏng: {why}"),
                Lang::En => format!("run.json is damaged: {why}"),
            },
            Self::Vanished => lang
                .of(
                    "tháng đã công bố mà không còn trong kho lưu trữ",
                    "the month is published, and not in the archive any more",
                )
                .to_owned(),
            Self::States => lang
                .of(
                    "dossiers.csv.gz hỏng (bị cắt, bị sửa)",
                    "dossiers.csv.gz is damaged (cut off, edited)",
                )
                .to_owned(),
            Self::Content(error) => match lang {
                Lang::Vi => format!("tally.json hỏng: {error}"),
                Lang::En => format!("tally.json is damaged: {error}"),
            },
        }
    }

    /// What can be done about it; `period` where it is a month of an archive.
    pub fn advice(&self, period: Option<&str>, lang: Lang) -> String {
        if matches!(self, Self::Content(TallyFileError::OtherSchema(_))) {
            let what =
                lang.of("dùng phiên bản cchc đã ghi tệp", "use the version of cchc that wrote it");
            return what.to_owned();
        }
        advice(period, lang)
    }
}

/// What can be done about a month that cannot be read.
pub fn advice(period: Option<&str>, lang: Lang) -> String {
    match (period, lang) {
        (Some(period), Lang::Vi) => format!(
            "phục hồi từ bản sao lưu, hoặc lập lại từ dữ liệu: cchc run --period {period} --restate \"lý do\""
        ),
        (Some(period), Lang::En) => format!(
            "restore it from a backup, or make it anew from its inputs: cchc run --period {period} --restate \"the reason\""
        ),
        (None, Lang::Vi) => "phục hồi tệp từ bản sao lưu, hoặc xin lại nơi gửi".to_owned(),
        (None, Lang::En) => "restore the file from a backup, or ask for it again".to_owned(),
    }
}

/// The name of the month that a path belongs to.
pub fn period(path: &Path) -> Option<String> {
    // The folder of a month that vanished is still its name.
    let is_gone = !path.exists() && path.file_name().is_some_and(|name| name == TALLY_FILE);
    let folder = if path.is_dir() {
        path
    } else if is_gone {
        path.parent()?
    } else {
        month(path)?
    };
    let folder = std::path::absolute(folder).ok()?;
    folder.file_name().map(|name| name.to_string_lossy().into_owned())
}

/// The refusal of a command that cannot do without these counts.
pub fn refusal(path: &Path, damage: &Damage, lang: Lang) -> Failure {
    let label = file(path).display().to_string();
    let what = lang.of("không đọc được số đếm", "cannot read the tallies");
    let failure =
        Failure::message(Exit::Input, format!("{what} `{label}`: {}", damage.reason(lang)));
    failure.hint(damage.advice(period(path).as_deref(), lang))
}
