//! `cchc config`: the settings that hold and where they are said, or whether they are right.

use std::path::Path;

use clap::{Args, ValueEnum};
use schemars::JsonSchema;
use serde::Serialize;

use crate::answers::{Block, Cell, Column, Document, FlatTable, Table, TableRow};
use crate::cli::answering::{rendered, schema_of};
use crate::cli::arguments::{Format, OutputArgs};
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::commands::report::{form_plan, letterhead, plans};
use crate::cli::commands::score::chosen;
use crate::cli::config::Settings;
use crate::cli::config::{Config, Environment, Origin, SETTINGS, SettingValue};
use crate::cli::failure::{Exit, Failure};
use crate::cli::{office_key, plan, terminal};
use crate::domain::nearest;
use crate::words::{Bilingual, Lang};

#[derive(Debug, Args)]
pub struct Arguments {
    /// `show` the settings, or `check` them and the files that they name
    #[arg(value_name = "ACTION", value_enum, default_value_t = ConfigAction::Show)]
    pub action: ConfigAction,
    /// Say which file or variable each value comes from
    #[arg(long)]
    pub origin: bool,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ConfigAction {
    Show,
    Check,
}

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "cấu-hình",
        about: Bilingual {
            vi: "Cấu hình của cơ quan: đang dùng gì, khai ở đâu, có đúng không",
            en: "Settings of the office: what holds, where it is said, whether it is right",
        },
        examples: &[
            Example::new(
                "cchc config show --origin",
                "giá trị nào khai ở đâu",
                "what is said where",
            ),
            Example::new(
                "cchc config check",
                "cấu hình có đúng không",
                "whether the settings are right",
            ),
        ],
    };

    fn run(&self, settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        match self.action {
            ConfigAction::Show => show(self, settings.config, lang),
            ConfigAction::Check => check(self, settings, lang),
        }
    }
}

fn show(arguments: &Arguments, config: &Config, lang: Lang) -> Result<Exit, Failure> {
    let output = &arguments.output;
    let document = || document(config, arguments.origin, lang);
    let answer = rendered(output, lang, document, &record(config), || flat(config))?;
    terminal::deliver(&answer, output, lang)?;
    Ok(Exit::Fine)
}

fn document(config: &Config, with_origin: bool, lang: Lang) -> Document {
    let mut columns = vec![Column::text(lang, "key"), Column::text(lang, "value")];
    if with_origin {
        columns.push(Column::text(lang, "set_in"));
    }
    let rows = config.chosen().iter().map(|chosen| {
        let mut cells = vec![Cell::Text(chosen.setting.key.to_owned())];
        cells.push(Cell::Text(chosen.values.join(", ")));
        if with_origin {
            cells.push(Cell::Text(origin_text(&chosen.origin, lang)));
        }
        TableRow::body(cells)
    });
    let mut blocks = vec![Block::Heading(lang.of("Cấu hình", "Settings").to_owned())];
    blocks.push(Block::Paragraph(files_text(config, lang).into()));
    blocks.push(Block::Table(Table { columns, rows: rows.collect(), notes: Vec::new() }));
    Document { blocks }
}

fn files_text(config: &Config, lang: Lang) -> String {
    let files: Vec<String> =
        config.files().iter().map(|path| format!("`{}`", path.display())).collect();
    if files.is_empty() {
        return lang.of("Không có tệp cấu hình nào.", "There is no settings file.").to_owned();
    }
    let read = lang.of("Tệp đã đọc, tệp trước thắng", "Files read, the first one wins");
    format!("{read}: {}", files.join(", "))
}

fn origin_text(origin: &Origin, lang: Lang) -> String {
    match origin {
        Origin::Flag => lang.of("dòng lệnh", "command line").to_owned(),
        Origin::Variable(name) => format!("{} {name}", lang.of("biến", "variable")),
        Origin::Project(path) => path.display().to_string(),
        Origin::User(path) => {
            format!("{} ({})", path.display(), lang.of("của người dùng", "of the user"))
        }
        Origin::BuiltIn => lang.of("có sẵn", "built in").to_owned(),
    }
}

/// Kind and name of an origin, for machines.
fn origin_record(origin: &Origin) -> OriginRecord {
    let path = |path: &Path| Some(path.display().to_string());
    let (kind, name) = match origin {
        Origin::Flag => ("command_line", None),
        Origin::Variable(name) => ("variable", Some((*name).to_owned())),
        Origin::Project(file) => ("project", path(file)),
        Origin::User(file) => ("user", path(file)),
        Origin::BuiltIn => ("built_in", None),
    };
    OriginRecord { kind, name }
}

/// `cchc/settings/1`
#[derive(Serialize, JsonSchema)]
struct SettingsRecord<'a> {
    schema: &'static str,
    files: Vec<String>,
    settings: Vec<SettingRecord<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct SettingRecord<'a> {
    key: &'static str,
    values: &'a [String],
    variable: &'static str,
    origin: OriginRecord,
}

#[derive(Serialize, JsonSchema)]
struct OriginRecord {
    kind: &'static str,
    name: Option<String>,
}

/// The schema of its JSON.
pub fn schema() -> schemars::Schema {
    schema_of::<SettingsRecord<'static>>()
}

fn record(config: &Config) -> SettingsRecord<'_> {
    let settings = config.chosen().iter().map(|chosen| SettingRecord {
        key: chosen.setting.key,
        values: &chosen.values,
        variable: chosen.setting.variable,
        origin: origin_record(&chosen.origin),
    });
    SettingsRecord {
        schema: "cchc/settings/1",
        files: config.files().iter().map(|path| path.display().to_string()).collect(),
        settings: settings.collect(),
    }
}

/// A setting as a row, its values in one cell.
#[derive(Serialize, Default)]
struct FlatRecord {
    key: &'static str,
    value: String,
    origin: &'static str,
    origin_name: Option<String>,
    variable: &'static str,
}

fn flat(config: &Config) -> FlatTable {
    FlatTable::of(config.chosen().iter().map(|chosen| {
        let origin = origin_record(&chosen.origin);
        FlatRecord {
            key: chosen.setting.key,
            value: chosen.values.join(";"),
            origin: origin.kind,
            origin_name: origin.name,
            variable: chosen.setting.variable,
        }
    }))
}

/// The files themselves are right, or this command were not reached: what they name is looked at.
fn check(arguments: &Arguments, settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
    let output = &arguments.output;
    if output.format != Format::Table {
        let what = lang.of(
            "`config check` chỉ trả lời bằng chữ; `config show` mới có --format",
            "`config check` answers in words only; `config show` takes --format",
        );
        return Err(Failure::message(Exit::Usage, what));
    }
    let chosen = settings.config.chosen().iter();
    let wrong: Vec<String> = chosen.flat_map(|chosen| wrong_files(chosen, lang)).collect();
    if !wrong.is_empty() {
        return Err(Failure::message(Exit::Config, wrong.join("\n")));
    }
    let mut answer = format!("{}\n", files_text(settings.config, lang));
    for line in unknown_variables(settings.environment, lang) {
        answer.push_str(&line);
        answer.push('\n');
    }
    answer.push_str(lang.of("Cấu hình dùng được.\n", "The settings can be used.\n"));
    terminal::deliver(&answer, output, lang)?;
    Ok(Exit::Fine)
}

/// What is wrong with the files that a key names, a line each.
fn wrong_files(chosen: &SettingValue, lang: Lang) -> Vec<String> {
    let key = chosen.setting.key;
    let from = origin_text(&chosen.origin, lang);
    let failures = chosen.values.iter().filter_map(|value| wrong_file(key, value, lang).err());
    failures.map(|failure| format!("`{key}` ({from}): {}", failure.error)).collect()
}

/// Reads a file as the commands would. Folders that are written, and inputs, which come month by
/// month, need not be there.
fn wrong_file(key: &str, value: &str, lang: Lang) -> Result<(), Failure> {
    let path = Path::new(value);
    match key {
        "inputs.profile" => plan::profile(path, lang).map(drop),
        "units.roster" => plan::roster(path, lang).map(drop),
        "counting.calendar" => plan::calendar(Some(path), lang).map(drop),
        "archive.key" => office_key::read(path, &[], lang).map(drop),
        "report.letterhead" => letterhead(Some(path), lang).map(drop),
        "report.targets" => plans(Some(path), lang).map(drop),
        "report.forms" => form_plan(value, lang).map(drop),
        "score.index" => chosen::index_named(value, lang).map(drop),
        "report.template" | "score.declared" | "score.feedback_log" | "score.ratings_log"
        | "score.procedures" => plan::find(&[value.to_owned()], None, lang).map(drop),
        _ => Ok(()),
    }
}

/// Variables that look like ours and say nothing to anybody.
fn unknown_variables(environment: &Environment, lang: Lang) -> Vec<String> {
    let known = || SETTINGS.iter().map(|setting| setting.variable);
    let unknown = environment.own_variables().filter(|name| known().all(|other| other != *name));
    unknown
        .map(|name| {
            let what = lang.of("không có biến nào tên là", "there is no variable called");
            match nearest(name, known()) {
                Some(near) => {
                    let hint = lang.of("có phải", "did you mean");
                    format!("{what} `{name}`; {hint} `{near}`?")
                }
                None => format!("{what} `{name}`"),
            }
        })
        .collect()
}
