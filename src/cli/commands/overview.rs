//! `cchc PATH…`: the account, the headline rates, the worst units, and what to do next.

use clap::Args;

use crate::answers::overview::Overview;
use crate::answers::stats::{Selection, Stats};
use crate::answers::{Block, Phrase};
use crate::cli::answering::{exit, rendered};
use crate::cli::arguments::{CountArgs, DataArgs, OutputArgs};
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::Settings;
use crate::cli::counting::{Breakdown, CountedInput, count};
use crate::cli::failure::{Exit, Failure};
use crate::cli::tables;
use crate::cli::{plan, terminal};
use crate::domain::Dimension;
use crate::words::{Bilingual, Lang};

#[derive(Debug, Args)]
pub struct Arguments {
    /// Files, folders, quoted globs: CSV, XLSX, XLS, ODS, HTML, also in `.gz` and `.zip`; `-` is
    /// standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub count: CountArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "",
        about: Bilingual {
            vi: "Thống kê cải cách hành chính từ dữ liệu hồ sơ của bộ phận một cửa",
            en: "Administrative-reform statistics from the dossier logs of one-stop desks",
        },
        examples: &[
            Example::new("cchc EXPORTS", "tổng quan", "overview"),
            Example::new(
                "cchc stats EXPORTS --by district,month",
                "số liệu theo huyện và tháng",
                "figures by district and month",
            ),
            Example::new(
                "cchc help",
                "hướng dẫn, từng việc một trang",
                "the guide, a page for each task",
            ),
        ],
    };

    fn run(&self, settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        if self.paths.is_empty() {
            let what = lang
                .of("cần ít nhất một tệp hoặc thư mục", "at least one file or folder is needed");
            let usage = settings.config.describe(Lang::En).render_usage().to_string();
            return Err(Failure::message(Exit::Usage, what).hint(usage));
        }
        let data = &self.data;
        let input = plan::input(&self.paths, data.profile.as_deref(), Some(data), lang)?;
        let output = &self.output;
        let by = Breakdown::Optional(Dimension::Unit);
        let opener = input.load.opener.clone();
        let (outcome, plan) = match count(input, &self.count, by, output, lang)? {
            CountedInput::Dossiers(counted) => *counted,
            CountedInput::Tables(loaded) => {
                return tables::show(*loaded, &opener, &self.count, data, output, lang);
            }
        };
        let overview = Overview::new(&outcome, plan.definition, data.grain);
        let document = || {
            let mut document = overview.document(lang);
            let heading = lang.of("Lệnh tiếp theo", "Next commands").to_owned();
            document.blocks.push(Block::Heading(heading));
            document.blocks.push(Block::Facts(next_commands(self, lang)));
            document
        };
        let selection = Selection::default();
        let stats = Stats::new(&outcome, plan.definition, data.grain, selection);
        let answer = rendered(output, lang, document, &overview.record(), || stats.flat())?;
        terminal::deliver(&answer, output, lang)?;
        Ok(exit(&outcome.loaded, data.fail_on.0))
    }
}

fn next_commands(arguments: &Arguments, lang: Lang) -> Vec<(String, Phrase)> {
    let mut words: Vec<String> = arguments.paths.iter().map(|path| quoted(path)).collect();
    if let Some(profile) = &arguments.data.profile {
        words.push(format!("--profile {}", quoted(&profile.display().to_string())));
    }
    let paths = words.join(" ");
    let mut asked = Vec::new();
    if let Some(period) = &arguments.count.period {
        asked.push(format!("--period {}", quoted(period)));
    }
    asked
        .extend(arguments.count.filters.iter().map(|filter| format!("--where {}", quoted(filter))));
    let asked = asked.join(" ");
    [
        ("stats", "--by unit", "số liệu từng đơn vị", "figures per unit"),
        ("stats", "--by month", "số liệu từng tháng", "figures per month"),
        ("report", "", "báo cáo Excel, Word, trang web", "workbook, Word report, web page"),
        ("check", "", "các dòng cần sửa", "rows to mend"),
        ("inspect", "", "cách đọc từng tệp", "how each file was read"),
    ]
    .map(|(command, option, vi, en)| {
        // The others look at the rows themselves, whatever the period.
        let counts_a_period = ["stats", "report"].contains(&command);
        let asked = if counts_a_period { asked.as_str() } else { "" };
        let words = ["cchc", command, &paths, option, asked];
        let line = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>();
        (line.join(" "), lang.of(vi, en).into())
    })
    .to_vec()
}

/// As a shell takes it.
fn quoted(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+=:@%".contains(c);
    if !path.is_empty() && path.chars().all(is_plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}
