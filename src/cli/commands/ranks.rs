//! `cchc ranks`: published scores and ranks, and how they changed.

use clap::Args;

use crate::answers::ranks::{Ranks, RanksRequest};
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::Settings;
use crate::cli::failure::{Exit, Failure};
use crate::cli::small_logs::{SmallLogArgs, answer, read};
use crate::columns::RANKINGS;
use crate::indicators::ranks::{contradictions, mixed_scales};
use crate::records::rankings;
use crate::words::{Bilingual, Lang};

#[derive(Debug, Args)]
pub struct Arguments {
    /// Compare results by different sets of criteria, too; each such change is marked
    #[arg(long)]
    pub across_sets: bool,
    /// Name the parts whose score fell so many times, year after year
    #[arg(long, value_name = "N", default_value_t = 3,
          value_parser = clap::value_parser!(u32).range(1..=100))]
    pub decline_years: u32,
    #[command(flatten)]
    pub log: SmallLogArgs,
}

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "xếp-hạng",
        about: Bilingual {
            vi: "Điểm và thứ hạng đã công bố: thay đổi, bình quân, tiêu chí giảm nhiều năm liền",
            en: "Published scores and ranks: changes, the mean of the field, parts that fall year after year",
        },
        examples: &[
            Example::new(
                "cchc ranks xep-hang.csv",
                "thay đổi thứ hạng qua các năm",
                "changes of rank over the years",
            ),
            Example::new(
                "cchc ranks xep-hang.csv --decline-years 2",
                "tiêu chí giảm hai lần liền",
                "parts that fell twice running",
            ),
        ],
    };

    fn run(&self, _settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let mut log = read(&self.log, &RANKINGS, rankings::read, lang)?;
        for finding in contradictions(&log).into_iter().chain(mixed_scales(&log)) {
            log.findings.push(finding);
        }
        let request =
            RanksRequest { across_sets: self.across_sets, decline_years: self.decline_years };
        let ranks = Ranks::new(&log, request);
        let document = || ranks.document(lang);
        answer(&log, &self.log, lang, document, &ranks.record(lang), || ranks.flat())
    }
}
