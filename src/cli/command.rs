//! What a command is: its arguments, its help in both languages, its examples, and what it does.
//!
//! In: the type of its arguments. Out: its entry for the list of commands and its part of the description of
//! the command line. Must not know: which commands there are.

use clap::{ArgMatches, Args, Command};

use super::config::Settings;
use super::failure::{Exit, Failure};
use crate::domain::slug;
use crate::words::{Bilingual, Lang, pick};

/// A command; its name is that of its module.
pub trait CommandLine: Args {
    const HELP: Help;
    /// Whether it stands on the settings of the office: help for people and programs does not, nor what
    /// writes them.
    const READS_SETTINGS: bool = true;

    /// Takes back settings that make no sense beside what was typed.
    fn settle(&mut self, _matches: &ArgMatches) {}

    /// Does the work.
    ///
    /// # Errors
    /// When there is no answer to give.
    fn run(&self, settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure>;
}

/// What is said of a command.
#[derive(Debug, Clone, Copy)]
pub struct Help {
    /// Its Vietnamese name, with its marks; it can be typed without them. Empty: it has none.
    pub vietnamese: &'static str,
    pub about: Bilingual,
    /// Two or three lines that can be typed as they are; a test runs them.
    pub examples: &'static [Example],
}

/// A line that shows what a command is for. `EXPORTS` stands for a folder of exports, `TOPIC` for a
/// page of the guide.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    pub line: &'static str,
    pub what: Bilingual,
}

/// A command in the list.
pub struct Entry {
    pub name: &'static str,
    pub help: Help,
    pub reads_settings: bool,
    arguments: fn(Command) -> Command,
    pub run: fn(&ArgMatches, &Settings<'_>, Lang) -> Result<Exit, Failure>,
}

impl Example {
    pub const fn new(line: &'static str, vi: &'static str, en: &'static str) -> Self {
        Self { line, what: Bilingual { vi, en } }
    }
}

impl Help {
    /// The examples, what each is for beside it.
    pub fn examples(&self, lang: Lang) -> String {
        let lines: Vec<String> = self
            .examples
            .iter()
            .map(|example| example.line.replace("EXPORTS", lang.of("thu-muc-xuat", "exports")))
            .map(|line| line.replace("TOPIC", lang.of("hang-thang", "month")))
            .collect();
        let width = lines.iter().map(|line| line.chars().count()).max().unwrap_or_default();
        let mut text = format!("{}:", lang.of("Ví dụ", "Examples"));
        for (line, example) in lines.iter().zip(self.examples) {
            let room = " ".repeat(width - line.chars().count());
            text.extend(["\n  ", line, &room, "   ", pick(lang, example.what)]);
        }
        text
    }
}

impl Entry {
    /// The entry of a command.
    pub const fn of<C: CommandLine>(name: &'static str) -> Self {
        Self {
            name,
            help: C::HELP,
            reads_settings: C::READS_SETTINGS,
            arguments: C::augment_args,
            run: run::<C>,
        }
    }

    /// Its part of the description of the command line; the help of options is that of their comments.
    pub fn described(&self, lang: Lang) -> Command {
        let command = (self.arguments)(Command::new(self.name))
            .about(pick(lang, self.help.about))
            .after_help(self.help.examples(lang));
        let vietnamese = self.help.vietnamese;
        let plain = slug(vietnamese);
        match (vietnamese.is_empty(), plain == vietnamese) {
            (true, _) => command,
            (false, true) => command.visible_alias(plain),
            (false, false) => command.visible_alias(plain).alias(vietnamese),
        }
    }

    /// The same arguments for another command.
    pub fn add_arguments(&self, command: Command) -> Command {
        (self.arguments)(command)
    }
}

/// Reads the arguments of a command over the settings of the office.
///
/// # Errors
/// When they are not those of the command.
pub fn arguments<C: CommandLine>(matches: &ArgMatches) -> Result<C, Failure> {
    let read = C::from_arg_matches(matches);
    let mut arguments = read.map_err(|error| Failure::new(Exit::Usage, error))?;
    arguments.settle(matches);
    Ok(arguments)
}

fn run<C: CommandLine>(
    matches: &ArgMatches,
    settings: &Settings<'_>,
    lang: Lang,
) -> Result<Exit, Failure> {
    arguments::<C>(matches)?.run(settings, lang)
}
