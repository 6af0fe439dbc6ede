//! The first half of a run: the data counted, set beside the archive, and judged.
//!
//! In: a project, what its report is made with, the key of the office. Out: what was counted, or the exit that
//! ends the run. Must not know: reports, how the archive is written.

use serde_json::json;

use super::log::{Log, Step};
use super::project::Project;
use super::{damaged, summary};
use crate::answers::run::continuity::{InputsOfPeriods, lines, since_new_year, stopped, warnings};
use crate::answers::run::{month_sums as sums_texts, steps};
use crate::archive::States;
use crate::archive::checks::{Checks, MonthSums, far_fewer_than_archived, month_sums};
use crate::archive::key::OfficeKey;
use crate::archive::month::RecordedChain;
use crate::cli::answering::exit;
use crate::cli::commands::report::{CountedReport, Extras, ReportSetup};
use crate::cli::commands::run::Arguments;
use crate::cli::failure::{Exit, Failure};
use crate::findings::Finding;
use crate::pipeline::{self, counted_month};

/// A month that may be published.
pub struct PublishableMonth {
    pub made: CountedReport,
    /// Nothing where there is no key yet.
    pub states: Option<States>,
    pub chain: Option<RecordedChain>,
    /// Whether the office knows that the exports lack what was open before they begin.
    pub beginning_accepted: bool,
    /// The archived months of a longer period beside the same days counted now.
    pub sums: Option<MonthSums>,
}

/// Counts a month; the exit where it may not be published.
///
/// # Errors
/// When nothing can be counted.
pub fn count_month(
    project: &Project,
    (prepared, key): (&ReportSetup, Option<&OfficeKey>),
    arguments: &Arguments,
    log: Log,
) -> Result<Result<PublishableMonth, Exit>, Failure> {
    let lang = log.lang;
    let extras = Extras { is_kept: true, breakdowns: pipeline::kept_breakdowns(), only: None };
    let mut made = prepared.make(&project.report, extras, lang)?;
    let archive = &project.archive;
    let far_fewer = far_fewer_than_archived(&counted_month(archive, &made.study));
    add_findings(&mut made, far_fewer);
    let states = key.map(|key| states_of(&made, key)).transpose()?;
    let keyed = (key, states.as_ref());
    let accepts = (&project.lost_dossiers, arguments.accept_lost);
    let checks = Checks::of(&counted_month(archive, &made.study), keyed, accepts);
    add_findings(&mut made, checks.findings());
    let loaded = &made.study.loaded;
    log.say(Step::Count, &summary::ledger(&made, lang), summary::ledger_facts(&made));
    log.say(Step::Check, &steps::findings(loaded, lang), summary::finding_facts(&made));
    damaged::tell(project, log);
    if let Some(exit) = refused((project, &made), &checks, arguments, log) {
        return Ok(Err(exit));
    }
    let chain = checks.chain(arguments.accept_lost);
    tell((project, &made), &checks, chain.as_ref(), log);
    let sums = month_sums(&counted_month(archive, &made.study), keyed);
    if let Some(sums) = &sums {
        let facts = json!({ "archived_months": sums_texts::facts(sums) });
        log.say(Step::Check, &sums_texts::text(sums, lang), facts);
    }
    let beginning_accepted = checks.is_beginning_accepted();
    Ok(Ok(PublishableMonth { made, states, chain, beginning_accepted, sums }))
}

fn add_findings(made: &mut CountedReport, found: Vec<Finding>) {
    for finding in found {
        made.study.loaded.findings.push(finding);
    }
}

/// Why a month may not be published, as an exit code; the log says it in words.
fn refused(
    (project, made): (&Project, &CountedReport),
    checks: &Checks,
    arguments: &Arguments,
    log: Log,
) -> Option<Exit> {
    let (lang, loaded) = (log.lang, &made.study.loaded);
    let exit = exit(loaded, project.report.data.fail_on.0);
    if exit != Exit::Fine {
        log.say(Step::Check, summary::not_published(exit, lang), json!({ "exit": exit as u8 }));
        return Some(exit);
    }
    let month = counted_month(&project.archive, &made.study);
    if checks.missing.stops(&month, &project.missing_units) && !arguments.accept_missing {
        let names = steps::missing_names(&checks.missing, loaded, lang);
        let facts = json!({ "exit": Exit::Findings as u8, "missing": names });
        log.say(Step::Check, &steps::missing(&names, lang), facts);
        return Some(Exit::Findings);
    }
    let continuity = checks.continuity.as_ref().filter(|_| checks.is_lost)?;
    if arguments.accept_lost {
        return None;
    }
    let facts = json!({ "exit": Exit::Findings as u8, "chain": checks.chain(false) });
    log.say(Step::Check, &stopped(continuity, loaded, lang), facts);
    Some(Exit::Findings)
}

/// Tells how the month follows on the one before it, and what its exports lack.
fn tell(
    (project, made): (&Project, &CountedReport),
    checks: &Checks,
    chain: Option<&RecordedChain>,
    log: Log,
) {
    let (lang, study) = (log.lang, &made.study);
    let inputs_of = |period| project.inputs_of(period);
    let inputs = InputsOfPeriods { now: &project.report.paths, of: &inputs_of };
    let of_chain = checks.continuity.iter().flat_map(|found| lines(found, &inputs, lang));
    let of_exports =
        warnings((&study.loaded, study.frame.as_of), &checks.without_carried, lang).into_iter();
    let of_year = checks.year_to_date.iter().flat_map(|year| since_new_year(year, lang));
    let lines: Vec<String> = of_chain.chain(of_exports).chain(of_year).collect();
    if !lines.is_empty() {
        log.say(Step::Check, &lines.join("\n"), json!({ "chain": chain }));
    }
}

/// The states of the dossiers as this key hides them.
///
/// # Errors
/// When the frame lost a column: a bug.
pub fn states_of(made: &CountedReport, key: &OfficeKey) -> Result<States, Failure> {
    States::new(&made.study.loaded.dossiers, &made.study.frame, key)
        .map_err(|error| Failure::new(Exit::Output, error))
}
