//! What can be typed of settings. Texts in Vietnamese stand in [`super::help`].

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::{OutputArgs, TalkArgs};

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
