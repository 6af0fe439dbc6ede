//! What can be typed of settings. Texts in Vietnamese stand in [`super::help`].

use clap::{Args, ValueEnum};

use super::args::OutputArgs;

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
