//! `cchc tally`: the counts of a period as a file.

use std::path::PathBuf;

use clap::Args;

use crate::answers::coverage;
use crate::archive::tally_file;
use crate::cli::answering::exit;
use crate::cli::arguments::{CountArgs, DataArgs, PathArgs, TalkArgs};
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::Settings;
use crate::cli::counting::{CountedInput, Parts, Watch};
use crate::cli::failure::{Exit, Failure};
use crate::cli::telling::tell_ledger;
use crate::cli::{messages, plan, terminal};
use crate::output::write_file;
use crate::pipeline::{self, TalliesOutcome};
use crate::render::number::phrase;
use crate::words::{Bilingual, Lang};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    pub inputs: PathArgs,
    /// Write the tallies to a file; an old file stays until the new one is complete
    #[arg(long = "output", value_name = "FILE")]
    pub tally_file: Option<PathBuf>,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub count: CountArgs,
    #[command(flatten)]
    pub talk: TalkArgs,
}

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "số-đếm",
        about: Bilingual {
            vi: "Số đếm của một kỳ thành tệp không có hồ sơ: để nộp, lưu và cộng lại",
            en: "The counts of a period as a file without dossiers, to hand in, to keep and to add up",
        },
        examples: &[
            Example::new(
                "cchc tally EXPORTS --period 2024-06 --output so-dem.json",
                "số đếm để nộp",
                "counts to hand in",
            ),
            Example::new(
                "cchc tally EXPORTS --period 2024-06 --where channel=online",
                "chỉ hồ sơ trực tuyến",
                "online dossiers only",
            ),
        ],
    };

    fn run(&self, _settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let data = &self.data;
        let input = plan::input(&self.inputs.paths, data.profile.as_deref(), Some(data), lang)?;
        let (size, discovery) = (input.size, input.discovery);
        let plan = plan::plan(input.load, &self.count, Vec::new(), lang)?;
        let watch = Watch { size, discovery: &discovery, talk: &self.talk, lang };
        let counted =
            watch.run(&plan, pipeline::tallies, |counted: &mut TalliesOutcome| Parts {
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
        let text = tally_file::write(&counted.tallies)
            .map_err(|error| Failure::new(Exit::Output, error))?;
        match &self.tally_file {
            None => {
                terminal::print_answer(&text, lang)?;
            }
            Some(path) => {
                write_file(path, &text).map_err(|error| messages::output(&error, lang))?;
                if !self.talk.quiet {
                    let written = lang.of("Đã ghi", "Written");
                    terminal::say(&format!("{written}: {}", path.display()));
                }
            }
        }
        if !self.talk.quiet {
            // Who hands counts in learns what they lack; the file has it as counts of dossiers that are not covered.
            for note in coverage::notes(lang, &counted.loaded) {
                terminal::say(&phrase(lang, &note));
            }
            tell_ledger(&counted.loaded, lang);
        }
        Ok(exit(&counted.loaded, data.fail_on.0))
    }
}
