//! `cchc targets`: what was reached of targets.

use clap::Args;

use crate::answers::targets::Targets;
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::Settings;
use crate::cli::failure::{Exit, Failure};
use crate::cli::small_logs::{SmallLogArgs, answer, read};
use crate::columns::TARGETS;
use crate::records::targets;
use crate::words::{Bilingual, Lang};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    pub log: SmallLogArgs,
}

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "chỉ-tiêu",
        about: Bilingual {
            vi: "Kết quả thực hiện chỉ tiêu: tỷ lệ, đánh giá, số chỉ tiêu đạt",
            en: "What was reached of targets: shares, verdicts, goals reached",
        },
        examples: &[
            Example::new(
                "cchc targets chi-tieu.csv",
                "chỉ tiêu nào đã đạt",
                "which goals are reached",
            ),
            Example::new("cchc targets chi-tieu.csv --format csv", "thành CSV", "as CSV"),
        ],
    };

    fn run(&self, _settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let log = read(&self.log, &TARGETS, targets::read, lang)?;
        let targets = Targets::new(&log);
        let document = || targets.document(lang);
        answer(&log, &self.log, lang, document, &targets.record(lang), || targets.flat())
    }
}
