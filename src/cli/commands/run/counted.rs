//! The first half of a run: the data counted, set beside the archive, and judged.
//!
//! In: a project, what its report is made with, the key of the office. Out: what was counted, or the exit that
//! ends the run. Must not know: reports, how the archive is written.

use serde_json::json;

use super::log::{Log, Step};
use super::months_beside::Beside;
use super::project::Project;
use super::{chain_texts, chained, damaged, first_month, missing, months_beside, summary, volume};
use crate::archive::States;
use crate::archive::key::OfficeKey;
use crate::archive::month::RecordedChain;
use crate::cli::answering::exit;
use crate::cli::commands::report::{Extras, Made, Prepared};
use crate::cli::commands::run::Arguments;
use crate::cli::failure::{Exit, Failure};
use crate::pipeline;

/// A month that may be published.
pub struct Counted {
    pub made: Made,
    /// Nothing where there is no key yet.
    pub states: Option<States>,
    pub chain: Option<RecordedChain>,
    /// Whether the office knows that the exports lack what was open before they begin.
    pub beginning_accepted: bool,
    /// The archived months of a longer period beside the same days counted now.
    pub beside: Option<Beside>,
}

/// Counts a month; the exit where it may not be published.
///
/// # Errors
/// When nothing can be counted.
pub fn counted(
    project: &Project,
    (prepared, key): (&Prepared, Option<&OfficeKey>),
    arguments: &Arguments,
    log: Log,
) -> Result<Result<Counted, Exit>, Failure> {
    let lang = log.lang;
    let extras = Extras { is_kept: true, breakdowns: pipeline::kept(), only: None };
    let mut made = prepared.make(&project.report, extras, lang)?;
    volume::warn(project, &mut made);
    let states = key.map(|key| states_of(&made, key)).transpose()?;
    let missing = missing::missing(&made, lang);
    let chained = chained::chained(project, &made, (key, states.as_ref()), &missing.units, lang);
    let lacking = if chained.is_some() { Vec::new() } else { first_month::without_carried(&made) };
    let is_lost = chained.as_ref().is_some_and(|chained| chained.stops(project));
    // Where the run would stop, that is what is accepted: one unit's lost dossiers say nothing of a whole year.
    let is_beginning_accepted = arguments.accept_lost && !is_lost;
    let year_to_date = first_month::year_to_date(project, &made, is_beginning_accepted);
    let since_new_year = year_to_date.as_ref().filter(|year| year.is_told());
    let found = chained.iter().flat_map(chained::Chained::findings);
    let found = found.chain(first_month::findings(&lacking, None));
    let since_new_year =
        since_new_year.map(|year| first_month::findings(&year.units, Some(year.since)));
    let found: Vec<_> = found.chain(since_new_year.into_iter().flatten()).collect();
    for finding in found {
        made.study.loaded.findings.push(finding);
    }
    log.say(Step::Count, &summary::ledger(&made, lang), summary::ledger_facts(&made));
    let exit = exit(&made.study.loaded, project.report.data.fail_on.0);
    log.say(Step::Check, &summary::findings(&made, lang), summary::finding_facts(&made));
    damaged::tell(project, log);
    if exit != Exit::Fine {
        log.say(Step::Check, summary::not_published(exit, lang), json!({ "exit": exit as u8 }));
        return Ok(Err(exit));
    }
    if missing.stops(project, &made) && !arguments.accept_missing {
        let facts = json!({ "exit": Exit::Findings as u8, "missing": missing.shown });
        log.say(Step::Check, &summary::missing(&missing.shown, lang), facts);
        return Ok(Err(Exit::Findings));
    }
    let chain = chained.as_ref().map(|chained| chained.record(is_lost && arguments.accept_lost));
    if let Some(chained) = chained.as_ref().filter(|_| is_lost && !arguments.accept_lost) {
        let facts = json!({ "exit": Exit::Findings as u8, "chain": chain });
        log.say(Step::Check, &chain_texts::stopped(chained, &made, lang), facts);
        return Ok(Err(Exit::Findings));
    }
    let told = chained.iter().flat_map(|chained| chain_texts::told(chained, project, lang));
    let told = told.chain(chain_texts::warnings(&made, &lacking, lang));
    let year_lines = year_to_date.iter().flat_map(|year| chain_texts::since_new_year(year, lang));
    let lines: Vec<String> = told.chain(year_lines).collect();
    if !lines.is_empty() {
        log.say(Step::Check, &lines.join("\n"), json!({ "chain": chain }));
    }
    let beside = months_beside::beside(project, &made, (key, states.as_ref()));
    if let Some(beside) = &beside {
        log.say(Step::Check, &beside.text(lang), json!({ "archived_months": beside.facts() }));
    }
    let beginning_accepted = match &year_to_date {
        Some(year) => year.is_first_year && year.is_known,
        None => is_beginning_accepted && !lacking.is_empty(),
    };
    Ok(Ok(Counted { made, states, chain, beginning_accepted, beside }))
}

/// The states of the dossiers as this key hides them.
///
/// # Errors
/// When the frame lost a column: a bug.
pub fn states_of(made: &Made, key: &OfficeKey) -> Result<States, Failure> {
    States::new(&made.study.loaded.dossiers, &made.study.frame, key)
        .map_err(|error| Failure::new(Exit::Output, error))
}
