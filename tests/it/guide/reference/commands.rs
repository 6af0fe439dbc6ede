//! The page of commands and options, from the description of the command line.

use std::collections::BTreeMap;

use cchc::words::Lang;
use clap::{Arg, Command};

use super::{code_list, head, row};

/// Options of more commands than this stand in one table of their own.
const SHARED: usize = 3;

struct OptionRow {
    /// Its place in the first command that has it.
    place: usize,
    usage: String,
    text: String,
    commands: Vec<String>,
}

pub fn page(lang: Lang) -> String {
    let mut root = cchc::cli::command(lang);
    root.build();
    let commands: Vec<Command> =
        std::iter::once(overview(&root)).chain(root.get_subcommands().cloned()).collect();
    let options = options(&commands, lang);
    let mut text = title(lang);
    text.push_str(&list(&commands, lang));
    text.push_str(lang.of(
        "\n## Tùy chọn dùng chung\n\nNhững tùy chọn mà nhiều lệnh cùng có.\n\n",
        "\n## Options of many commands\n\n",
    ));
    text.push_str(&head(&[
        lang.of("Tùy chọn", "Option"),
        lang.of("Ý nghĩa", "Meaning"),
        lang.of("Lệnh", "Commands"),
    ]));
    let mut shared: Vec<&OptionRow> =
        options.values().filter(|option| option.commands.len() > SHARED).collect();
    shared.sort_by_key(|option| (option.place, &option.usage));
    for option in shared {
        let is_everywhere = option.commands.len() == commands.len();
        let where_it_is = if is_everywhere {
            lang.of("mọi lệnh", "all").to_owned()
        } else {
            option.commands.join(", ")
        };
        text.push_str(&row(&[&option.usage, &option.text, &where_it_is]));
    }
    for command in &commands {
        text.push_str(&section(command, &options, lang));
    }
    text
}

fn title(lang: Lang) -> String {
    lang.of(
        "# Lệnh và tùy chọn\n\nTên tiếng Việt của lệnh gõ có dấu hay không dấu đều được. `cchc LỆNH --help` in cùng nội dung này.\n\n",
        "# Commands and options\n\nEvery command has a Vietnamese name, too. `cchc COMMAND --help` says the same.\n\n",
    )
    .to_owned()
}

/// The program without a command is one, too.
fn overview(root: &Command) -> Command {
    let mut bare = Command::new("PATH…").about("").disable_help_flag(true);
    for argument in root.get_arguments() {
        bare = bare.arg(argument.clone());
    }
    bare
}

fn name_of(command: &Command) -> String {
    command.get_name().to_owned()
}

fn about(command: &Command, lang: Lang) -> String {
    if command.get_name() == "PATH…" {
        let text = lang.of(
            "tổng quan: tổng kết các dòng, số liệu chính, đơn vị thấp nhất, phát hiện, lệnh tiếp theo",
            "overview: account of rows, headline rates, worst units, findings, next commands",
        );
        return text.to_owned();
    }
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

fn list(commands: &[Command], lang: Lang) -> String {
    let names = [
        lang.of("Lệnh", "Command"),
        lang.of("Tên tiếng Việt", "Vietnamese"),
        lang.of("Việc làm", "What it does"),
    ];
    let mut text = head(&names);
    for command in commands {
        let name = format!("`cchc {}`", command.get_name());
        let alias = command.get_visible_aliases().next();
        let alias = alias.map(|alias| format!("`{alias}`")).unwrap_or_default();
        text.push_str(&row(&[&name, &alias, &about(command, lang)]));
    }
    text
}

/// What an option is, by how it is typed and what it says: the same text in several commands is one.
fn options(commands: &[Command], lang: Lang) -> BTreeMap<(String, String), OptionRow> {
    let mut options: BTreeMap<(String, String), OptionRow> = BTreeMap::new();
    for command in commands {
        for (place, argument) in command.get_arguments().enumerate() {
            if argument.is_positional() || argument.is_hide_set() {
                continue;
            }
            let key = key(argument, lang);
            let option = options.entry(key.clone()).or_insert_with(|| OptionRow {
                place,
                usage: key.0,
                text: key.1,
                commands: Vec::new(),
            });
            option.commands.push(name_of(command));
        }
    }
    options
}

fn key(argument: &Arg, lang: Lang) -> (String, String) {
    (usage(argument), meaning(argument, lang))
}

/// `--by FIELD`, `-q`, `--quiet`.
fn usage(argument: &Arg) -> String {
    let takes_value = argument.get_action().takes_values();
    let value = argument.get_value_names().filter(|_| takes_value);
    let value = value.map(|names| format!(" {}", names.join(" "))).unwrap_or_default();
    let long = argument.get_long().map(|long| format!("--{long}{value}"));
    let short = argument.get_short().map(|short| format!("-{short}"));
    code_list(&short.into_iter().chain(long).collect::<Vec<_>>())
}

fn meaning(argument: &Arg, lang: Lang) -> String {
    let mut text = argument.get_help().map(ToString::to_string).unwrap_or_default();
    let takes_value = argument.get_action().takes_values();
    let values: Vec<String> = argument
        .get_possible_values()
        .iter()
        .map(|value| value.get_name().to_owned())
        .filter(|_| takes_value && !argument.is_hide_possible_values_set())
        .collect();
    if !values.is_empty() {
        let heading = lang.of("giá trị", "values");
        text = format!("{text}; {heading}: {}", code_list(&values));
    }
    let defaults: Vec<String> = argument
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy().into_owned())
        .filter(|_| takes_value)
        .collect();
    if !defaults.is_empty() {
        let heading = lang.of("mặc định", "default");
        text = format!("{text}; {heading}: {}", code_list(&defaults));
    }
    text
}

/// A command with the arguments and options that are its own.
fn section(
    command: &Command,
    options: &BTreeMap<(String, String), OptionRow>,
    lang: Lang,
) -> String {
    let name = command.get_name();
    let mut rows = String::new();
    for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
        if argument.is_positional() {
            let shown = argument.get_value_names().map(|names| names.join(" ")).unwrap_or_default();
            rows.push_str(&row(&[&format!("`{shown}`"), &meaning(argument, lang)]));
            continue;
        }
        let own = options.get(&key(argument, lang));
        if let Some(option) = own.filter(|option| option.commands.len() <= SHARED) {
            rows.push_str(&row(&[&option.usage, &option.text]));
        }
    }
    if rows.is_empty() {
        return String::new();
    }
    let head =
        head(&[lang.of("Tham số, tùy chọn", "Argument, option"), lang.of("Ý nghĩa", "Meaning")]);
    format!("\n## cchc {name}\n\n{}\n\n{head}{rows}", about(command, lang))
}
