//! `cchc inspect`: how each file is understood.

use super::super::args::InspectArgs;
use super::super::failure::{Exit, Failure};
use super::super::{plan, terminal};
use super::rendered;
use crate::aggregates::{AggregateTable, read_table};
use crate::domain::PeriodRule;
use crate::findings::FindingCode;
use crate::normalise::{LoadRequest, look};
use crate::report::{Lang, inspect, table_checks};

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
    let record = inspect::record(&looks);
    let tables = tables(&input.load, &looks);
    let document = || {
        let mut document = inspect::document(lang, &looks);
        document.blocks.extend(table_checks::inspect_blocks(lang, &tables));
        document
    };
    let answer = rendered(output, lang, document, &record, || inspect::flat(&looks))?;
    terminal::deliver(&answer, output, lang)?;
    let is_understood = looks.iter().all(|look| {
        look.result.as_ref().err().is_none_or(|failure| !failure.code.is_file_failure())
    });
    Ok(if is_understood { Exit::Fine } else { Exit::Input })
}

/// The tables of counts among the files.
fn tables(load: &LoadRequest, looks: &[inspect::Look]) -> Vec<AggregateTable> {
    let is_table = |look: &inspect::Look| matches!(&look.result, Err(failure) if failure.code == FindingCode::AggregateTable);
    let tables = load.sources.iter().zip(looks).filter(|(_, look)| is_table(look));
    tables
        .filter_map(|(source, _)| read_table(&load.opener, source, PeriodRule::Calendar).ok())
        .collect()
}
