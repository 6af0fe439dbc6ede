//! `cchc help`: the pages of the guide, and the help of a command by its name.

use clap::Args;

use crate::answers::{Block, Document};
use crate::cli::arguments::{Format, OutputArgs};
use crate::cli::choice::choice;
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::Settings;
use crate::cli::failure::{Exit, Failure};
use crate::cli::guide::{self, TOPICS, Topic};
use crate::cli::terminal;
use crate::render::markdown;
use crate::render::terminal::write;
use crate::words::{Bilingual, Lang};

#[derive(Debug, Args)]
#[command(mut_arg("format", |format| {
    format.value_parser(choice([Format::Table, Format::Md], Format::name))
}))]
pub struct Arguments {
    /// A page of the guide such as `counting`, or a command such as `stats`; left out: what there is
    #[arg(value_name = "TOPIC")]
    pub topic: Option<String>,
    #[command(flatten)]
    pub output: OutputArgs,
}

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "hướng-dẫn",
        about: Bilingual {
            vi: "Hướng dẫn sử dụng: một trang theo việc cần làm, hoặc cách dùng một lệnh",
            en: "The guide: a page on a task, or the help of a command",
        },
        examples: &[
            Example::new("cchc help", "mọi trang hướng dẫn và lệnh", "every page and command"),
            Example::new("cchc help TOPIC", "một trang hướng dẫn", "a page of the guide"),
            Example::new("cchc help stats", "cách dùng một lệnh", "the options of a command"),
        ],
    };
    const READS_SETTINGS: bool = false;

    fn run(&self, settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let output = &self.output;
        let written = |document: &Document| match output.format {
            Format::Md => Ok(markdown::write(document, lang, 0)),
            Format::Table => Ok(write(document, lang, terminal::look(output))),
            Format::Csv | Format::Json => Err(only_text(lang)),
        };
        let answer = match self.topic.as_deref() {
            None => written(&contents(settings, lang))?,
            Some(word) => match (Topic::find(word), output.format) {
                (Some(topic), Format::Md) => topic.page(lang).to_owned(),
                (Some(topic), Format::Table) => {
                    guide::text(topic.page(lang), lang, terminal::look(output))
                }
                (Some(_), _) => return Err(only_text(lang)),
                (None, _) => of_command(word, settings, lang)?,
            },
        };
        terminal::deliver(&answer, output, lang)?;
        Ok(Exit::Fine)
    }
}

fn only_text(lang: Lang) -> Failure {
    let what = lang.of(
        "hướng dẫn chỉ có dạng `table` và `md`",
        "the guide is text: `--format` takes `table` and `md`",
    );
    Failure::message(Exit::Usage, what)
}

/// What there is: the pages, then the commands.
fn contents(settings: &Settings<'_>, lang: Lang) -> Document {
    let pages = TOPICS
        .iter()
        .map(|topic| (format!("cchc help {}", topic.name(lang)), topic.title(lang).into()));
    let root = settings.config.describe(lang);
    let commands = root.get_subcommands().map(|command| {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let vietnamese = command.get_visible_aliases().next().map(|name| format!(" ({name})"));
        (format!("cchc {}{}", command.get_name(), vietnamese.unwrap_or_default()), about.into())
    });
    let heading = |vi, en| Block::Heading(lang.of(vi, en).to_owned());
    let ending = lang.of(
        "Cách dùng một lệnh: cchc help thong-ke, hoặc cchc stats --help. Một mã phát hiện: cchc explain C0212. Một con số: cchc explain late_rate.",
        "The options of a command: cchc help stats, or cchc stats --help. A finding code: cchc explain C0212. A figure: cchc explain late_rate.",
    );
    let blocks = vec![
        heading("Hướng dẫn, theo việc cần làm", "The guide, by task"),
        Block::Facts(pages.collect()),
        heading("Các lệnh", "Commands"),
        Block::Facts(commands.collect()),
        Block::Paragraph(ending.into()),
    ];
    Document { blocks }
}

/// What `--help` of the command prints.
fn of_command(word: &str, settings: &Settings<'_>, lang: Lang) -> Result<String, Failure> {
    let mut root = settings.config.describe(lang);
    root.build();
    let found = root.find_subcommand_mut(word).ok_or_else(|| no_such(word, lang))?;
    Ok(found.render_help().to_string())
}

fn no_such(word: &str, lang: Lang) -> Failure {
    let what = lang.of("không có trang hướng dẫn hay lệnh", "there is no page or command");
    let failure = Failure::message(Exit::Usage, format!("{what} `{word}`"));
    let near = Topic::near(word).map(|topic| topic.name(lang));
    let hint = match (near, lang) {
        (Some(name), Lang::Vi) => format!("có phải ý bạn là `cchc help {name}`?"),
        (Some(name), Lang::En) => format!("did you mean `cchc help {name}`?"),
        (None, _) => lang
            .of(
                "`cchc help` liệt kê mọi trang và lệnh; mã phát hiện và con số: `cchc explain`",
                "`cchc help` lists all pages and commands; finding codes and figures: `cchc explain`",
            )
            .to_owned(),
    };
    failure.hint(hint)
}
