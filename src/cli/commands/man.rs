//! `cchc man`: the manual page of one command, or of the program with every command below it.

use clap::Args;

use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::Settings;
use crate::cli::failure::{Exit, Failure};
use crate::cli::terminal;
use crate::words::{Bilingual, Lang};

#[derive(Debug, Args)]
pub struct Arguments {
    /// A command such as `stats`; left out: one page with all commands
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "",
        about: Bilingual {
            vi: "Trang hướng dẫn (man) của cả chương trình hoặc của một lệnh",
            en: "Manual page: of the whole program, or of one command",
        },
        examples: &[
            Example::new("cchc man", "cả chương trình", "the whole program"),
            Example::new("cchc man stats", "một lệnh", "one command"),
        ],
    };
    const READS_SETTINGS: bool = false;

    fn run(&self, settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let mut root = settings.config.describe(lang);
        root.build();
        let page = match self.command.as_deref() {
            None => whole_manual(&root, lang),
            Some(name) => {
                let found = root.find_subcommand(name).ok_or_else(|| no_such(name, &root, lang))?;
                rendered(|page| clap_mangen::Man::new(found.clone()).render(page))
            }
        };
        let page = page.map_err(|error| Failure::new(Exit::Output, error))?;
        terminal::print_answer(&page, lang)
    }
}

fn rendered(render: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> std::io::Result<String> {
    let mut page = Vec::new();
    render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

/// The page of the program, then a section per command, its parts one level down.
fn whole_manual(root: &clap::Command, lang: Lang) -> std::io::Result<String> {
    let mut page = rendered(|page| clap_mangen::Man::new(root.clone()).render(page))?;
    for subcommand in root.get_subcommands() {
        let name = subcommand.get_name().to_uppercase();
        let heading = lang.of("LỆNH", "COMMAND");
        let man = clap_mangen::Man::new(subcommand.clone());
        let sections = rendered(|page| {
            man.render_synopsis_section(page)?;
            man.render_description_section(page)?;
            man.render_options_section(page)
        })?;
        let section = format!(".SH {heading} {name}\n");
        page.push_str(&section);
        for line in sections.lines() {
            page.push_str(&line.replacen(".SH ", ".SS ", 1));
            page.push('\n');
        }
    }
    Ok(page)
}

fn no_such(name: &str, root: &clap::Command, lang: Lang) -> Failure {
    let what = lang.of("không có lệnh", "there is no command");
    let failure = Failure::message(Exit::Usage, format!("{what} `{name}`"));
    let names: Vec<&str> = root.get_subcommands().map(clap::Command::get_name).collect();
    let known = lang.of("các lệnh", "commands");
    failure.hint(format!("{known}: {}", names.join(", ")))
}
