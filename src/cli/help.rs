//! The command line, described in Vietnamese or English.
//!
//! In: the list of commands and `data/words/options.toml`. Out: clap's description, from which parsing, help,
//! completions, manual page and reference page are made. clap's own words in errors stay English.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{Arg, ArgAction, Command};

use super::command::Entry;
use super::commands::{COMMANDS, OVERVIEW};
use super::failure::Exit;
use super::guide::Topic;
use crate::words::{Lang, pick};

/// Vietnamese texts of arguments, by their id or by `command.id`. Read once.
static TEXTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/words/options.toml")).unwrap_or_default()
});

const TEMPLATE: &str = "{about-with-newline}
Cách dùng: {usage}

{all-args}{after-help}";

/// The command line, described in a language.
pub fn command(lang: Lang) -> Command {
    let root = Command::new(OVERVIEW.name)
        .version(env!("CARGO_PKG_VERSION"))
        .args_conflicts_with_subcommands(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .max_term_width(100);
    // Options of the whole program stand behind those of each command.
    let root = COMMANDS.iter().fold(root, |root, entry| root.subcommand(guided(entry, lang)));
    let root = OVERVIEW
        .add_arguments(root)
        .arg(
            Arg::new("config")
                .long("config")
                .global(true)
                .value_name("FILE")
                .value_parser(clap::value_parser!(PathBuf))
                .help("Settings of the office; default: `cchc.toml` here or in the nearest folder above"),
        )
        .about(pick(lang, OVERVIEW.help.about))
        .after_help(after_help(lang));
    match lang {
        Lang::En => root,
        Lang::Vi => in_vietnamese(root, true),
    }
}

/// A command, with its examples and the page of the guide that is about it.
fn guided(entry: &Entry, lang: Lang) -> Command {
    let command = entry.described(lang);
    let Some(topic) = Topic::about(entry.name) else { return command };
    let (examples, guide) = (entry.help.examples(lang), lang.of("Hướng dẫn", "Guide"));
    command.after_help(format!("{examples}\n\n{guide}: cchc help {}", topic.name(lang)))
}

fn in_vietnamese(command: Command, is_root: bool) -> Command {
    let name = command.get_name().to_owned();
    let own = |id: &'static str, action| Arg::new(id).long(id).action(action);
    let mut command = command
        .help_template(TEMPLATE)
        .next_help_heading("Tùy chọn")
        .subcommand_help_heading("Lệnh")
        .disable_help_flag(true)
        .arg(own("help", ArgAction::Help).short('h'));
    if is_root {
        command =
            command.disable_version_flag(true).arg(own("version", ArgAction::Version).short('V'));
    }
    command
        .mut_args(|argument| {
            let heading = if argument.is_positional() { "Tham số" } else { "Tùy chọn" };
            let argument = argument.help_heading(heading);
            match text(&name, argument.get_id().as_str()) {
                Some(text) => argument.help(text),
                None => argument,
            }
        })
        .mut_subcommands(|subcommand| in_vietnamese(subcommand, false))
}

fn text(command: &str, id: &str) -> Option<&'static str> {
    let of_command = TEXTS.get(&format!("{command}.{id}"));
    of_command.or_else(|| TEXTS.get(id)).map(String::as_str)
}

fn after_help(lang: Lang) -> String {
    let codes = Exit::ALL.map(|code| format!("{} {}", code as u8, code.in_short(lang)));
    let codes = codes.join(" · ");
    let heading = lang.of("Mã thoát", "Exit codes");
    format!("{}\n\n{heading}: {codes}", OVERVIEW.help.examples(lang))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{TEXTS, command, text};
    use crate::words::Lang;

    #[test]
    fn the_command_description_is_consistent_in_both_languages() {
        command(Lang::Vi).debug_assert();
        command(Lang::En).debug_assert();
    }

    /// Command and id of every argument.
    fn arguments() -> Vec<(String, String)> {
        fn walk(command: &clap::Command, found: &mut Vec<(String, String)>) {
            let ids = command.get_arguments().map(|argument| argument.get_id().to_string());
            found.extend(ids.map(|id| (command.get_name().to_owned(), id)));
            command.get_subcommands().for_each(|subcommand| walk(subcommand, found));
        }
        let mut found = Vec::new();
        walk(&command(Lang::Vi), &mut found);
        found
    }

    #[test]
    fn every_argument_has_a_vietnamese_text_and_every_text_an_argument() {
        let arguments = arguments();
        for (command, id) in &arguments {
            assert!(text(command, id).is_some_and(|text| !text.is_empty()), "{command} {id}");
        }
        let used: BTreeSet<String> = arguments
            .iter()
            .map(|(command, id)| {
                let own = format!("{command}.{id}");
                if TEXTS.contains_key(&own) { own } else { id.clone() }
            })
            .collect();
        let known: BTreeSet<String> = TEXTS.keys().cloned().collect();
        assert_eq!(known.difference(&used).collect::<Vec<_>>(), Vec::<&String>::new());
    }

    #[test]
    fn every_argument_has_an_english_text_unless_the_vietnamese_says_no_more_than_its_name() {
        fn walk(command: &clap::Command) {
            for argument in command.get_arguments() {
                let has_text = argument.get_help().is_some() || argument.get_id() == "shell";
                assert!(has_text, "{} {}", command.get_name(), argument.get_id());
            }
            command.get_subcommands().for_each(walk);
        }
        walk(&command(Lang::En));
    }
}
