//! `cchc times`: processing times, lateness, age of open dossiers.

use super::super::args::TimesArgs;
use super::super::failure::{Exit, Failure};
use super::super::{messages, plan, terminal};
use super::{CountedInput, Parts, Watch, dimensions, exit, rendered, tell_ledger};
use crate::answers::times::{TimesOptions, TimesOutcome, TimesReport};
use crate::pipeline::{self, PipelineError};
use crate::words::Lang;

/// Runs the command.
///
/// # Errors
/// When there is nothing to measure or the answer cannot be written.
pub fn run(arguments: &TimesArgs, lang: Lang) -> Result<Exit, Failure> {
    let (data, output) = (&arguments.log.data, &arguments.log.output);
    let input = plan::input(&arguments.paths, data.profile.as_deref(), Some(data), lang)?;
    let plan = plan::plan(input.load, &arguments.log.count, dimensions(&arguments.by), lang)?;
    let watch = Watch { size: input.size, discovery: &input.discovery, talk: &output.talk, lang };
    let measured = watch.run(&plan, pipeline::times, |outcome: &mut TimesOutcome| Parts {
        loaded: &mut outcome.loaded,
        frame: &outcome.frame,
        days_seen: outcome.days_seen,
    })?;
    let outcome = match measured {
        CountedInput::Dossiers(outcome) => outcome,
        CountedInput::Tables(loaded) => {
            // Counts of dossiers say nothing of their days.
            return Err(messages::pipeline(PipelineError::NothingCountable(loaded), lang));
        }
    };
    let asked = TimesOptions {
        grain: data.grain.into(),
        due_within: arguments.due_within,
        distribution: arguments.distribution,
        advice: arguments.advice,
    };
    let report = TimesReport::new((&*outcome).into(), asked);
    let document = || report.document(lang);
    let answer = rendered(output, lang, document, &report.record(), || report.flat())?;
    terminal::deliver(&answer, output, lang)?;
    if !output.talk.quiet {
        tell_ledger(&outcome.loaded, lang);
    }
    Ok(exit(&outcome.loaded, plan::threshold(data.fail_on)))
}
