//! `cchc check`: findings and ledger.

use super::super::args::CheckArgs;
use super::super::failure::{Exit, Failure};
use super::super::progress::Progress;
use super::super::{messages, plan, terminal};
use super::{exit, note_passed_over, rendered, tables, tell_failed_files, tell_files};
use crate::normalise::load;
use crate::output::write_file;
use crate::render::csv;
use crate::report::{Lang, check, table_checks};

/// Runs the command.
///
/// # Errors
/// When no row can be read or the answer cannot be written.
pub fn run(arguments: &CheckArgs, lang: Lang) -> Result<Exit, Failure> {
    let data = &arguments.data;
    let mut input = plan::input(&arguments.paths, data.profile.as_deref(), Some(data), lang)?;
    input.load.keep_rejects = arguments.rejects.is_some();
    let output = &arguments.output;
    let watched = terminal::is_watched() && !output.quiet;
    let progress = Progress::start(input.load.opener.bytes_read.clone(), input.size, watched);
    let loaded = load(&input.load);
    drop(progress);
    let bug = |error: anyhow::Error| Failure::new(Exit::Input, error);
    let mut loaded = loaded.map_err(|error| bug(error.into()))?;
    note_passed_over(&mut loaded.findings, &input.discovery);
    let checked = tables::check(&mut loaded, &input.load.opener, arguments, lang)?;
    let record = table_checks::with_comparisons(check::record(lang, &loaded), &checked.comparisons);
    let document = || {
        let mut document = check::document(lang, &loaded);
        table_checks::add_to(&mut document, lang, &loaded, checked.tables, &checked.comparisons);
        document
    };
    let answer = rendered(output, lang, document, &record, || check::flat(lang, &loaded))?;
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
    if loaded.dossiers.is_empty() && checked.tables == 0 {
        return Ok(Exit::Input);
    }
    Ok(exit(&loaded, plan::threshold(data.fail_on)))
}
