//! `cchc check`: findings, ledger and integrity signals.

mod arguments;
mod feedback;
mod tables;

use crate::answers::feedback::table;
use crate::answers::{Block, check, logs as log_accounts, signals, table_checks};
use crate::cli::answering::{exit, rendered};
use crate::cli::arguments::OutputArgs;
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::Settings;
use crate::cli::counting::{note_passed_over, refuse_changed};
use crate::cli::failure::{Exit, Failure};
use crate::cli::plan::Input;
use crate::cli::progress::Progress;
use crate::cli::telling::{tell_failed_files, tell_files};
use crate::cli::{messages, plan, terminal};
use crate::domain::Dimension;
use crate::dossiers::{LoadRequest, Loaded, each_rejected_row, load};
use crate::output::write_private_file_by;
use crate::read::Opener;
use crate::records::{KnownLog, known_log};
use crate::render::csv;
use crate::tally::signals::measure;
use crate::words::{Bilingual, Lang};

pub use arguments::Arguments;

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "kiểm-tra",
        about: Bilingual {
            vi: "Phát hiện về dữ liệu, tổng kết mọi dòng đã đọc và dấu hiệu cần xem lại",
            en: "Findings about the data, the account of every row, and signals worth a look",
        },
        examples: &[
            Example::new(
                "cchc check EXPORTS",
                "điều cần biết về dữ liệu",
                "what to know of the data",
            ),
            Example::new(
                "cchc check EXPORTS --rejects loai.csv",
                "mọi dòng bị loại kèm lý do",
                "every rejected row with its reason",
            ),
            Example::new(
                "cchc check EXPORTS --feedback can-sua",
                "các dòng cần sửa của từng đơn vị",
                "rows to mend, a file per unit",
            ),
        ],
    };

    fn run(&self, _settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let data = &self.data;
        let mut input = plan::input(&self.inputs.paths, data.profile.as_deref(), Some(data), lang)?;
        input.load.keep_rejects = self.rejects.is_some();
        input.load.keep_traces = true;
        // Places are read so that names the register of units does not know are found, procedures so that dossiers
        // under two codes are.
        input.load.dimensions =
            vec![Dimension::Unit, Dimension::District, Dimension::Commune, Dimension::Procedure];
        let output = &self.output;
        // A broken index is told before a gigabyte is read.
        let before = self.feedback.as_deref().map(|folder| feedback::last_index(folder, lang));
        let before = before.transpose()?.flatten();
        if let Some(folder) = &self.feedback {
            feedback::prepare(folder, &mut input);
        }
        let mut loaded = load_watched(&input, output)?;
        let bug = |error: anyhow::Error| Failure::new(Exit::Input, error);
        let checked = tables::check(&mut loaded, &input.load.opener, self, lang)?;
        let logs = logs(&mut loaded, &input.load.opener)?;
        let signals = measure(&loaded.dossiers, &loaded.fields, &loaded.calendar);
        let signals = signals.map_err(|error| bug(error.into()))?;
        let told = match &self.feedback {
            Some(_) => Some(feedback::feedback(&input.load, &loaded, before.as_ref())?),
            None => None,
        };
        refuse_changed(&input.load.opener, lang)?;
        let record = check::record(lang, &loaded, &signals).with_feedback(told.as_ref());
        let record = table_checks::with_comparisons(record, &checked.comparisons, &logs);
        let document = || {
            let mut document = check::document(lang, &loaded);
            table_checks::add_to(
                &mut document,
                lang,
                &loaded,
                checked.tables,
                &checked.comparisons,
            );
            log_accounts::add_to(&mut document, lang, &loaded.ledger, &logs);
            document.blocks.extend(signals::blocks(lang, &signals, &loaded));
            if let Some(told) = &told {
                let heading = lang.of("Dòng cần sửa theo đơn vị", "Rows to mend by unit");
                document.blocks.push(Block::Heading(heading.to_owned()));
                document.blocks.push(Block::Table(table(lang, told)));
            }
            document
        };
        let flat = || check::flat(lang, &loaded, &signals);
        let answer = rendered(output, lang, document, &record, flat)?;
        write_rejects(self, &input.load, &loaded, lang)?;
        // Where nothing could be read there is nothing to say, and what was said before stands.
        let folder = self.feedback.as_ref().filter(|_| !loaded.files.is_empty());
        if let (Some(folder), Some(told)) = (folder, &told) {
            feedback::write(folder, &input.load, told, before.as_ref(), output.talk.quiet, lang)?;
        }
        terminal::deliver(&answer, output, lang)?;
        tell_failed_files(&loaded.findings, lang);
        if output.talk.verbose {
            tell_files(&loaded, lang);
        }
        if loaded.dossiers.is_empty() && checked.tables == 0 && logs.is_empty() {
            return Ok(Exit::Input);
        }
        let threshold = data.fail_on.0;
        Ok(match exit(&loaded, threshold) {
            Exit::Fine if threshold.is_some_and(|least| signals.worst() >= Some(least)) => {
                Exit::Findings
            }
            code => code,
        })
    }
}

/// Reads the logs of other kinds that a load set aside; what was found in them joins all other findings.
///
/// # Errors
/// When their account does not add up: a bug.
fn logs(loaded: &mut Loaded, opener: &Opener) -> Result<Vec<KnownLog>, Failure> {
    let read = loaded.other_logs.iter().map(|source| known_log(opener, source));
    let read: Result<Vec<Option<KnownLog>>, _> = read.collect();
    let read = read.map_err(|error| Failure::new(Exit::Input, error))?;
    let logs: Vec<KnownLog> = read.into_iter().flatten().collect();
    for log in &logs {
        loaded.findings.extend(&log.findings);
    }
    Ok(logs)
}

/// Loads, with a progress bar; files passed over are findings too.
///
/// # Errors
/// When the load found a bug.
pub fn load_watched(input: &Input, output: &OutputArgs) -> Result<Loaded, Failure> {
    let watched = terminal::is_watched() && !output.talk.quiet;
    let progress = Progress::start(input.load.opener.bytes_read.clone(), input.size, watched);
    let loaded = load(&input.load);
    drop(progress);
    let mut loaded = loaded.map_err(|error| Failure::new(Exit::Input, error))?;
    note_passed_over(&mut loaded.findings, &input.discovery);
    Ok(loaded)
}

fn write_rejects(
    arguments: &Arguments,
    request: &LoadRequest,
    loaded: &Loaded,
    lang: Lang,
) -> Result<(), Failure> {
    let Some(path) = &arguments.rejects else { return Ok(()) };
    let written = write_private_file_by(path, |out| {
        let mut lines = csv::Lines::new(out);
        lines.add(&check::rejects_head(loaded))?;
        each_rejected_row(request, loaded, |row| lines.add(&check::rejects_line(loaded, row)))?;
        lines.finish()?;
        // The rows were read again just now.
        let is_changed = !request.opener.changed().is_empty();
        if is_changed { Err(std::io::ErrorKind::InvalidData.into()) } else { Ok(()) }
    });
    refuse_changed(&request.opener, lang)?;
    written.map_err(|error| messages::output(&error, lang))?;
    if !arguments.output.talk.quiet {
        let written = lang.of("Đã ghi", "Written");
        terminal::say(&format!("{written}: {} ({})", path.display(), loaded.rejects.len()));
    }
    Ok(())
}
