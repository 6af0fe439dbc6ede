//! Arguments of the commands on settings and on the program itself: `init`, `config`, `calendar`,
//! `indicators`, `schema`, `completions`, `man`, `help`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::common::{OutputArgs, TalkArgs};

#[derive(Debug, Args)]
pub struct InitArgs {
    /// Folder to write into; default: the working folder
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Exports that a run will read: `xuat/{period}`; may be repeated
    #[arg(long, value_name = "PATH")]
    pub inputs: Vec<String>,
    /// Write the list of the units in these exports, to edit; may be repeated
    #[arg(long, value_name = "PATH")]
    pub roster_from: Vec<String>,
    /// Write the full list of the units of a province or district, by the register: `Tỉnh Hưng Yên`
    #[arg(long, value_name = "PLACE", conflicts_with = "roster_from")]
    pub roster_of: Option<String>,
    /// With `--roster-of`: the units of this day, or of the last day of this year; default: the last
    /// known
    #[arg(long = "units", value_name = "YEAR|DATE", requires = "roster_of")]
    pub list_day: Option<String>,
    /// TOML file that maps one system's export to canonical fields and values
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// Replace files that are there
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub talk: TalkArgs,
}

#[derive(Debug, Args)]
pub struct ConfigArgs {
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

#[derive(Debug, Args)]
pub struct CalendarArgs {
    /// What to do: `show` (days off and worked Saturdays), `days` (between two days), `check`
    #[arg(id = "calendar_action", value_name = "ACTION", value_enum,
          default_value_t = CalendarAction::Show, hide_possible_values = true)]
    pub action: CalendarAction,
    /// With `show`: a year. With `days`: FROM and TO, or FROM and `+N` working days
    #[arg(value_name = "VALUE")]
    pub values: Vec<String>,
    /// TOML file with days off and days worked of a place, beside the calendar of the country
    #[arg(long, value_name = "FILE")]
    pub calendar: Option<PathBuf>,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CalendarAction {
    Show,
    Days,
    Check,
}

#[derive(Debug, Args)]
pub struct IndicatorsArgs {
    /// Name of an indicator: `apology_rate`; left out: the list of all
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Which document; left out: the names of all
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

#[derive(Debug, Args)]
pub struct WordsArgs {
    /// Only texts of one kind: `findings`, `signals`, `figures`, `labels`, `options`, `forms`, `indices`, `templates`
    #[arg(id = "words_kind", value_name = "KIND")]
    pub kind: Option<String>,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
pub struct HelpArgs {
    /// A page of the guide such as `counting`, or a command such as `stats`; left out: what there is
    #[arg(value_name = "TOPIC")]
    pub topic: Option<String>,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct ManArgs {
    /// A command such as `stats`; left out: one page with all commands
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}
