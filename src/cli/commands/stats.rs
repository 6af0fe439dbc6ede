//! `cchc stats`: tables of counts and rates.

use super::super::args::StatsArgs;
use super::super::failure::{Exit, Failure};
use super::super::{plan, terminal};
use super::{By, CountedInput, count, dimensions, exit, rendered, tables, tell_ledger};
use crate::answers::stats::{Selection, SortKey, Stats};
use crate::indicators::Figure;
use crate::words::Lang;

/// Runs the command.
///
/// # Errors
/// When there is nothing to count or the answer cannot be written.
pub fn run(arguments: &StatsArgs, lang: Lang) -> Result<Exit, Failure> {
    let data = &arguments.log.data;
    let selection = Selection {
        sort: SortKey::from_name(&arguments.sort).unwrap_or_default(),
        descending: arguments.descending,
        top: arguments.top.and_then(|top| usize::try_from(top).ok()),
        columns: arguments.columns.iter().filter_map(|name| Figure::find(name)).collect(),
    };
    let mut input = plan::input(&arguments.paths, data.profile.as_deref(), Some(data), lang)?;
    if selection.has_evidence() {
        input.load.keep_evidence();
    }
    let by = By::Required(dimensions(&arguments.by));
    let output = &arguments.log.output;
    let opener = input.load.opener.clone();
    let (outcome, plan) = match count(input, &arguments.log.count, by, output, lang)? {
        CountedInput::Dossiers(counted) => *counted,
        CountedInput::Tables(loaded) => {
            return tables::show(*loaded, &opener, &arguments.log.count, data, output, lang);
        }
    };
    let stats = Stats::new(&outcome, plan.definition, data.grain.into(), selection);
    let record = stats.record();
    let answer = rendered(output, lang, || stats.document(lang), &record, || stats.flat())?;
    terminal::deliver(&answer, output, lang)?;
    if !output.talk.quiet {
        tell_ledger(&outcome.loaded, lang);
    }
    Ok(exit(&outcome.loaded, plan::threshold(data.fail_on)))
}
