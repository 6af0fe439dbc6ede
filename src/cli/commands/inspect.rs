//! `cchc inspect`: how each file is understood.

use super::super::args::{Format, InspectArgs};
use super::super::failure::{Exit, Failure};
use super::super::{plan, terminal};
use crate::normalise::look;
use crate::render::{csv, json, markdown, terminal as text};
use crate::report::{Lang, inspect};

/// Runs the command.
///
/// # Errors
/// When a path stands for nothing or the answer cannot be written.
pub fn run(arguments: &InspectArgs, lang: Lang) -> Result<Exit, Failure> {
    let input = plan::input(&arguments.paths, arguments.profile.as_deref(), None, lang)?;
    let sources = input.load.sources.iter().enumerate();
    let looks: Vec<inspect::Look> = sources
        .map(|(place, source)| inspect::Look {
            name: source.name(),
            result: look(&input.load, place),
        })
        .collect();
    let output = &arguments.output;
    let bug = |error: anyhow::Error| Failure::new(Exit::Output, error);
    let answer = match output.format {
        Format::Table => {
            text::write(&inspect::document(lang, &looks), lang, terminal::look(output))
        }
        Format::Md => markdown::write(&inspect::document(lang, &looks), lang),
        Format::Json => json::write(&inspect::record(&looks)).map_err(|e| bug(e.into()))?,
        Format::Csv => {
            let (head, rows) = inspect::flat(&looks);
            csv::write(&head, &rows).map_err(|error| bug(error.into()))?
        }
    };
    terminal::deliver(&answer, output, lang)?;
    let is_understood = looks.iter().all(|look| look.result.is_ok());
    Ok(if is_understood { Exit::Fine } else { Exit::Input })
}
