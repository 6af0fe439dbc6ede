//! The score in a report: the same index, declared inputs and checks as in `cchc score`.

use crate::cli::commands::score::ScoredArgs;
use crate::cli::commands::score::{all_units, chosen, declared, level};
use crate::cli::failure::Failure;
use crate::domain::PeriodSpan;
use crate::index::{Assessment, Case, Index};
use crate::office::study::Study;
use crate::pipeline::Plan;
use crate::records::Log;
use crate::records::declared::Declared;
use crate::words::Lang;

/// The index asked for, checked with what was declared as far as the period is known.
///
/// # Errors
/// When either is wrong.
pub fn before(
    arguments: &ScoredArgs,
    plan: &Plan,
    log: Option<&Log<Declared>>,
    lang: Lang,
) -> Result<Option<Index>, Failure> {
    let Some(name) = &arguments.index else { return Ok(None) };
    match plan.span {
        PeriodSpan::Fixed(period) => {
            let index = chosen::for_period(arguments, period, lang)?;
            declared::of_period(log, &index, period, lang)?;
            Ok(Some(index))
        }
        PeriodSpan::Everything => chosen::index_named(name, lang).map(Some),
    }
}

/// The score of a study.
///
/// # Errors
/// When the period turns out to be one that the index is not for, or what was declared does not fit.
pub fn after(
    arguments: &ScoredArgs,
    index: Index,
    study: &mut Study,
    log: Option<&Log<Declared>>,
    lang: Lang,
) -> Result<Assessment, Failure> {
    let period = study.frame.period;
    chosen::for_period(arguments, period, lang)?;
    let declarations = declared::of_period(log, &index, period, lang)?;
    let units =
        all_units(&study.units_at_levels, &declarations, (level(arguments, &index), period));
    let whole = Some(level(arguments, &index));
    if let Some(log) = log {
        study.inputs.extend(log.fingerprints.iter().cloned());
        study.other_ledgers.extend(log.ledger_by_file.iter().cloned());
    }
    let answers = std::mem::take(&mut study.answers);
    let case = Case { index, period, answers, declarations, whole, units };
    let assessment = Assessment::new(case);
    declared::tell_unused(&assessment, lang);
    Ok(assessment)
}
