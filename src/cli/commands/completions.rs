//! `cchc completions`: a completion script, made from the description of the command line.

use clap::Args;

use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::Settings;
use crate::cli::failure::{Exit, Failure};
use crate::cli::terminal;
use crate::words::{Bilingual, Lang};

#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "",
        about: Bilingual {
            vi: "Tập lệnh gợi ý lệnh cho shell",
            en: "Completion script for a shell",
        },
        examples: &[
            Example::new(
                "cchc completions bash",
                "in ra, để đặt vào bash-completion",
                "to put into bash-completion",
            ),
            Example::new("cchc completions powershell", "cho PowerShell", "for PowerShell"),
        ],
    };
    const READS_SETTINGS: bool = false;

    fn run(&self, settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(
            self.shell,
            &mut settings.config.describe(lang),
            "cchc",
            &mut script,
        );
        terminal::print_answer(&String::from_utf8_lossy(&script), lang)
    }
}
