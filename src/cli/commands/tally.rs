//! `cchc tally`: the counts of a period as a file.

use super::super::args::TallyArgs;
use super::super::failure::{Exit, Failure};
use super::super::{messages, plan, terminal};
use super::{CountedInput, Parts, Watch, exit, tell_ledger};
use crate::answers::coverage;
use crate::archive::tally_file;
use crate::output::write_file;
use crate::pipeline::{self, TalliesOutcome};
use crate::render::number::phrase;
use crate::words::Lang;

/// Runs the command.
///
/// # Errors
/// When there is nothing to count or the file cannot be written.
pub fn run(arguments: &TallyArgs, lang: Lang) -> Result<Exit, Failure> {
    let data = &arguments.data;
    let input = plan::input(&arguments.paths, data.profile.as_deref(), Some(data), lang)?;
    let (size, discovery) = (input.size, input.discovery);
    let plan = plan::plan(input.load, &arguments.count, Vec::new(), lang)?;
    let watch = Watch { size, discovery: &discovery, talk: &arguments.talk, lang };
    let counted = watch.run(&plan, pipeline::tallies, |counted: &mut TalliesOutcome| Parts {
        loaded: &mut counted.loaded,
        frame: &counted.frame,
        days_seen: counted.days_seen,
    })?;
    let CountedInput::Dossiers(counted) = counted else {
        let what = lang.of(
            "số đếm cần dữ liệu hồ sơ; các tệp này là bảng tổng hợp",
            "tallies need dossier logs; these files are tables of counts",
        );
        return Err(Failure::message(Exit::Input, what));
    };
    let text =
        tally_file::write(&counted.tallies).map_err(|error| Failure::new(Exit::Output, error))?;
    match &arguments.tally_file {
        None => {
            terminal::print_answer(&text, lang)?;
        }
        Some(path) => {
            write_file(path, &text).map_err(|error| messages::output(&error, lang))?;
            if !arguments.talk.quiet {
                let written = lang.of("Đã ghi", "Written");
                terminal::say(&format!("{written}: {}", path.display()));
            }
        }
    }
    if !arguments.talk.quiet {
        // Who hands counts in learns what they lack; the file has it as counts of dossiers that are not covered.
        for note in coverage::notes(lang, &counted.loaded) {
            terminal::say(&phrase(lang, &note));
        }
        tell_ledger(&counted.loaded, lang);
    }
    Ok(exit(&counted.loaded, plan::threshold(data.fail_on)))
}
