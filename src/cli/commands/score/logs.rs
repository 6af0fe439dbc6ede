//! The small logs that a score rests on: found, read, told about.

use crate::cli::commands::score::ScoredArgs;
use crate::cli::counting::refuse_changed;
use crate::cli::failure::{Exit, Failure};
use crate::cli::telling::tell_failed_files;
use crate::cli::{messages, terminal};
use crate::columns::LogProfile;
use crate::findings::{Findings, Severity};
use crate::pipeline::OtherLogs;
use crate::read::{Opener, Source, discover};
use crate::records::{Log, LogResult, feedback, procedures, ratings};
use crate::words::{Lang, pick};

/// How a log is read from its sources.
pub type ReadLog<T> = fn(&Opener, &[Source], Option<&LogProfile>) -> LogResult<T>;

/// Reads every log that was given.
///
/// # Errors
/// When a file is not there, or cannot be read: a score without it would look complete.
pub fn read(arguments: &ScoredArgs, lang: Lang) -> Result<OtherLogs, Failure> {
    Ok(OtherLogs {
        feedback: one(&arguments.feedback_log, feedback::read, lang)?,
        ratings: one(&arguments.ratings_log, ratings::read, lang)?,
        procedures: one(&arguments.procedures, procedures::read, lang)?,
    })
}

/// Reads one log; nothing when no file was given.
///
/// # Errors
/// As for [`read`].
pub fn one<T>(paths: &[String], read: ReadLog<T>, lang: Lang) -> Result<Option<Log<T>>, Failure> {
    if paths.is_empty() {
        return Ok(None);
    }
    let opener = Opener::default();
    let found = discover(paths).map_err(|error| messages::source(&error, lang))?;
    let found = opener.expand(found).map_err(|error| messages::source(&error, lang))?;
    let log =
        read(&opener, &found.sources, None).map_err(|error| Failure::new(Exit::Input, error))?;
    refuse_changed(&opener, lang)?;
    if log.failed_files > 0 {
        tell_failed_files(&log.findings, lang);
        let what = lang.of("không đọc được tệp", "a file could not be read");
        return Err(Failure::message(Exit::Input, format!("{what}: {}", paths.join(", "))));
    }
    tell(&log.findings, lang);
    Ok(Some(log))
}

/// Findings that leave a row out, one line each: the few rows of such a file are typed by hand.
fn tell(findings: &Findings, lang: Lang) {
    const MOST: usize = 10;
    let grave = findings.iter().filter(|finding| finding.code.severity() >= Severity::Error);
    for finding in grave.take(MOST) {
        let row = finding.row.map_or_else(String::new, |row| format!(":{row}"));
        let value =
            finding.value.as_deref().map_or_else(String::new, |value| format!(" ({value})"));
        let (number, title) = (finding.code.number(), pick(lang, finding.code.title()));
        terminal::say(&format!("{number} {}{row}: {title}{value}", finding.file));
    }
}
