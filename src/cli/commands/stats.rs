//! `cchc stats`: tables of counts and rates.

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::answers::stats::{Selection, SortKey, Stats};
use crate::cli::answering::{answer_format, exit, rendered};
use crate::cli::arguments::{AnswerFormat, ByArgs, DossierLogArgs, PathArgs};
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::Settings;
use crate::cli::counting::{Breakdown, CountedInput, count, dimensions};
use crate::cli::failure::{Exit, Failure};
use crate::cli::tables;
use crate::cli::telling::tell_ledger;
use crate::cli::{plan, terminal};
use crate::indicators::Figure;
use crate::words::{Bilingual, Lang};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    pub inputs: PathArgs,
    #[command(flatten)]
    pub lines: ByArgs,
    /// Figures to show instead of the usual ones, comma-separated: counts and indicators by their names in
    /// `cchc indicators`
    #[arg(long, value_name = "FIGURE", value_delimiter = ',', hide_possible_values = true,
          value_parser = PossibleValuesParser::new(Figure::names().collect::<Vec<_>>()))]
    pub columns: Vec<String>,
    /// Order of the rows: `group`, a count or a rate
    #[arg(long, value_name = "KEY", default_value = "group",
          value_parser = PossibleValuesParser::new(SortKey::names().collect::<Vec<_>>()),
          hide_possible_values = true)]
    pub sort: String,
    /// Largest first
    #[arg(long)]
    pub descending: bool,
    /// Only the first N rows; the total keeps all
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub top: Option<u32>,
    #[command(flatten)]
    pub log: DossierLogArgs,
}

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "thống-kê",
        about: Bilingual {
            vi: "Bảng số liệu và tỷ lệ theo đơn vị, tháng, thủ tục…",
            en: "Tables of counts and rates by unit, month, procedure and more",
        },
        examples: &[
            Example::new(
                "cchc stats EXPORTS --by district,month",
                "số liệu theo huyện và tháng",
                "figures by district and month",
            ),
            Example::new(
                "cchc stats EXPORTS --sort late_rate --descending",
                "nơi trễ nhiều nhất ở trên",
                "worst first",
            ),
            Example::new("cchc stats EXPORTS --by procedure --format csv", "thành CSV", "as CSV"),
        ],
    };

    fn run(&self, _settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let data = &self.log.data;
        let selection = Selection {
            sort: SortKey::from_name(&self.sort).unwrap_or_default(),
            descending: self.descending,
            top: self.top.and_then(|top| usize::try_from(top).ok()),
            columns: self.columns.iter().filter_map(|name| Figure::find(name)).collect(),
        };
        let mut input = plan::input(&self.inputs.paths, data.profile.as_deref(), Some(data), lang)?;
        if selection.has_evidence() {
            input.load.keep_evidence();
        }
        let by = Breakdown::Required(dimensions(&self.lines.by));
        let output = &self.log.output;
        let opener = input.load.opener.clone();
        let (outcome, plan) = match count(input, &self.log.count, by, output, lang)? {
            CountedInput::Dossiers(counted) => *counted,
            CountedInput::Tables(loaded) => {
                return tables::show(*loaded, &opener, &self.log.count, data, output, lang);
            }
        };
        let format = answer_format(output, lang)?;
        let stats = Stats::new(&outcome, plan.definition, data.grain, selection);
        let stats = stats.with_parts(matches!(format, AnswerFormat::Xlsx | AnswerFormat::Md));
        let record = stats.record();
        let answer = rendered(output, lang, || stats.document(lang), &record, || stats.flat())?;
        terminal::deliver(&answer, output, lang)?;
        if !output.talk.quiet {
            tell_ledger(&outcome.loaded, lang);
        }
        Ok(exit(&outcome.loaded, data.fail_on.0))
    }
}
