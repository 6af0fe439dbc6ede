//! `cchc times`: processing times, lateness, age of open dossiers.

use clap::Args;

use crate::answers::times::{TimesOptions, TimesOutcome, TimesReport};
use crate::cli::answering::{exit, rendered};
use crate::cli::arguments::{ByArgs, DossierLogArgs, PathArgs};
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::Settings;
use crate::cli::counting::{CountedInput, Parts, Watch, dimensions};
use crate::cli::failure::{Exit, Failure};
use crate::cli::telling::tell_ledger;
use crate::cli::{messages, plan, terminal};
use crate::pipeline::{self, PipelineError};
use crate::words::{Bilingual, Lang};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    pub inputs: PathArgs,
    #[command(flatten)]
    pub lines: ByArgs,
    /// Count open dossiers that fall due within N working days
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub due_within: u32,
    /// Add resolved dossiers by working days taken
    #[arg(long)]
    pub distribution: bool,
    /// Add due dates against those recomputed from statutory and committed times; advice only
    #[arg(long)]
    pub advice: bool,
    #[command(flatten)]
    pub log: DossierLogArgs,
}

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "thời-gian",
        about: Bilingual {
            vi: "Thời gian giải quyết, số ngày quá hạn, tuổi hồ sơ: ngày làm việc và ngày lịch",
            en: "Processing times, lateness, age of open dossiers, in working and in calendar days",
        },
        examples: &[
            Example::new(
                "cchc times EXPORTS --period 2024-06",
                "số ngày giải quyết từng đơn vị",
                "days taken, by unit",
            ),
            Example::new(
                "cchc times EXPORTS --by procedure --distribution",
                "theo thủ tục, theo số ngày",
                "by procedure and days taken",
            ),
        ],
    };

    fn run(&self, _settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let (data, output) = (&self.log.data, &self.log.output);
        let input = plan::input(&self.inputs.paths, data.profile.as_deref(), Some(data), lang)?;
        let plan = plan::plan(input.load, &self.log.count, dimensions(&self.lines.by), lang)?;
        let watch =
            Watch { size: input.size, discovery: &input.discovery, talk: &output.talk, lang };
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
            grain: data.grain,
            due_within: self.due_within,
            distribution: self.distribution,
            advice: self.advice,
        };
        let report = TimesReport::new((&*outcome).into(), asked);
        let document = || report.document(lang);
        let answer = rendered(output, lang, document, &report.record(), || report.flat())?;
        terminal::deliver(&answer, output, lang)?;
        if !output.talk.quiet {
            tell_ledger(&outcome.loaded, lang);
        }
        Ok(exit(&outcome.loaded, data.fail_on.0))
    }
}
