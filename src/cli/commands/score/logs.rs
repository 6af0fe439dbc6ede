//! The small logs that a score rests on: found, read, told about.

use std::collections::BTreeMap;

use crate::cli::commands::score::ScoredArgs;
use crate::cli::counting::refuse_changed;
use crate::cli::failure::{Exit, Failure};
use crate::cli::telling::tell_failed_files;
use crate::cli::{messages, terminal};
use crate::columns::LogProfile;
use crate::findings::{FindingCode, Findings, Severity};
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

/// Ratings and marks of the dossier log that nothing maps: they are in neither part of the figures that rest on them.
pub fn tell_unread(findings: &Findings, lang: Lang) {
    const MOST: usize = 10;
    for code in [FindingCode::UnknownRating, FindingCode::UnknownFlag] {
        let found = findings.of(code);
        let Some(first) = found.first() else { continue };
        let values = found.iter().take(MOST).filter_map(|finding| finding.value.as_deref());
        let more = if found.len() > MOST { ", …" } else { "" };
        let values = values.collect::<Vec<_>>().join(", ");
        let (number, title) = (code.number(), pick(lang, code.title()));
        terminal::say(&format!("{number} {}: {title}: {values}{more}", first.file));
    }
}

/// What was found in a log: each row that is left out on a line of its own, for the few rows of such a file
/// are typed by hand; of what only takes a cell out of a share, each value with its number of rows.
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
    let mut cells: BTreeMap<(FindingCode, &str, &str), BTreeMap<&str, u64>> = BTreeMap::new();
    let light = findings.iter().filter(|finding| finding.code.severity() == Severity::Warning);
    for finding in light {
        let column = finding.column.as_deref().unwrap_or_default();
        let values = cells.entry((finding.code, &finding.file, column)).or_default();
        *values.entry(finding.value.as_deref().unwrap_or_default()).or_default() += 1;
    }
    for ((code, file, column), values) in &cells {
        let column = if column.is_empty() { String::new() } else { format!(", `{column}`") };
        let shown = values.iter().take(MOST).filter(|(value, _)| !value.is_empty());
        let shown: Vec<String> = shown.map(|(value, rows)| format!("`{value}` × {rows}")).collect();
        let more = if values.len() > MOST { ", …" } else { "" };
        let title = pick(lang, code.title());
        let said = if shown.is_empty() { "" } else { ": " };
        let shown = shown.join(", ");
        terminal::say(&format!("{} {file}{column}: {title}{said}{shown}{more}", code.number()));
    }
    if findings.left_out() > 0 {
        terminal::say(&format!(
            "{}: {}",
            lang.of("phát hiện khác không liệt kê", "more findings that are not listed"),
            findings.left_out()
        ));
    }
}
