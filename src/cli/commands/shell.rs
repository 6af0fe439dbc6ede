//! `cchc completions` and `cchc man`: made from the same command description as the help.

use super::super::failure::{Exit, Failure};
use super::super::help::command;
use super::super::terminal;
use crate::report::Lang;

/// Completion script on standard output.
///
/// # Errors
/// When standard output cannot be written.
pub fn completions(shell: clap_complete::Shell, lang: Lang) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(lang), "cchc", &mut script);
    terminal::print_answer(&String::from_utf8_lossy(&script), lang)
}

/// Manual page on standard output.
///
/// # Errors
/// When standard output cannot be written.
pub fn manual(lang: Lang) -> Result<Exit, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command(lang))
        .render(&mut page)
        .map_err(|error| Failure::new(Exit::Output, error))?;
    terminal::print_answer(&String::from_utf8_lossy(&page), lang)
}
