//! `cchc check`: findings, ledger and integrity signals.

use super::super::args::CheckArgs;
use super::super::failure::{Exit, Failure};
use super::super::progress::Progress;
use super::super::{messages, plan, terminal};
use super::{exit, note_passed_over, rendered, tell_failed_files, tell_files};
use crate::domain::{Dimension, WorkingCalendar};
use crate::normalise::load;
use crate::output::write_file;
use crate::render::csv;
use crate::report::{Lang, check, signals};
use crate::tally::signals::measure;

/// Runs the command.
///
/// # Errors
/// When no row can be read or the answer cannot be written.
pub fn run(arguments: &CheckArgs, lang: Lang) -> Result<Exit, Failure> {
    let data = &arguments.data;
    let mut input = plan::input(&arguments.paths, data.profile.as_deref(), Some(data), lang)?;
    input.load.keep_rejects = arguments.rejects.is_some();
    input.load.keep_traces = true;
    input.load.dimensions = vec![Dimension::Unit];
    let output = &arguments.output;
    let watched = terminal::is_watched() && !output.quiet;
    let progress = Progress::start(input.load.opener.bytes_read.clone(), input.size, watched);
    let loaded = load(&input.load);
    drop(progress);
    let bug = |error: anyhow::Error| Failure::new(Exit::Input, error);
    let mut loaded = loaded.map_err(|error| bug(error.into()))?;
    note_passed_over(&mut loaded.findings, &input.discovery);
    let signals = measure(&loaded.dossiers, &loaded.fields, WorkingCalendar::built_in());
    let signals = signals.map_err(|error| bug(error.into()))?;
    let record = check::record(lang, &loaded, &signals);
    let document = || {
        let mut document = check::document(lang, &loaded);
        document.blocks.extend(signals::blocks(lang, &signals, &loaded));
        document
    };
    let flat = || {
        let (head, mut rows) = check::flat(lang, &loaded);
        rows.extend(signals::flat(lang, &signals, &loaded));
        (head, rows)
    };
    let answer = rendered(output, lang, document, &record, flat)?;
    if let Some(path) = &arguments.rejects {
        let (head, rows) = check::rejects(&loaded);
        let text = csv::write(&head, &rows).map_err(|error| bug(error.into()))?;
        write_file(path, &text).map_err(|error| messages::output(&error, lang))?;
        if !output.quiet {
            let written = lang.of("Đã ghi", "Written");
            terminal::say(&format!("{written}: {} ({})", path.display(), rows.len()));
        }
    }
    terminal::deliver(&answer, output, lang)?;
    tell_failed_files(&loaded.findings, lang);
    if output.verbose {
        tell_files(&loaded, lang);
    }
    if loaded.dossiers.is_empty() {
        return Ok(Exit::Input);
    }
    let threshold = plan::threshold(data.fail_on);
    Ok(match exit(&loaded, threshold) {
        Exit::Fine if threshold.is_some_and(|least| signals.worst() >= Some(least)) => {
            Exit::Findings
        }
        code => code,
    })
}
