//! The question of a comparison, and its answer in the format asked for.

use std::collections::BTreeSet;

use crate::answers::comparison::{
    ComparisonView, HEADLINE_RATES, PublicationFacts, document, everything, flat, publication,
    record,
};
use crate::answers::publication::Provenance;
use crate::answers::publication::columns::Style;
use crate::cli::answering::rendered;
use crate::cli::commands::compare::Arguments;
use crate::cli::counting::dimensions;
use crate::cli::failure::{Exit, Failure};
use crate::cli::publish::{self, FileEnding};
use crate::cli::terminal;
use crate::comparison::Question;
use crate::indicators::Indicator;
use crate::render::narrative::comparison_template;

pub fn ending(arguments: &Arguments) -> Option<FileEnding> {
    arguments.log.output.output.as_deref().and_then(FileEnding::of)
}

pub fn top(arguments: &Arguments) -> usize {
    usize::try_from(arguments.procedures_named).unwrap_or(usize::MAX)
}

/// Tells the comparisons, or writes the file that `--output` names.
pub fn answer(
    arguments: &Arguments,
    style: Style<'_>,
    shown: &ComparisonView<'_>,
    provenance: impl FnOnce() -> Provenance,
) -> Result<(), Failure> {
    let (lang, output) = (style.lang, &arguments.log.output);
    let (Some(ending), Some(path)) = (ending(arguments), &output.output) else {
        let record = record(shown, style.definition.name());
        let answer = rendered(output, lang, || document(style, shown), &record, || flat(shown))?;
        return terminal::deliver(&answer, output, lang);
    };
    let Some((_, first)) = shown.comparisons.first() else { return Ok(()) };
    let published = PublicationFacts { subject: everything(lang, first), provenance: provenance() };
    let report =
        publication(style, shown, published).map_err(|error| Failure::new(Exit::Output, error))?;
    match report {
        Some(report) => {
            publish::write(&report, ending, comparison_template(lang), path, &output.talk)
        }
        None => Ok(()),
    }
}

pub fn question(arguments: &Arguments, details: &[&'static Indicator]) -> Question {
    let mut indicators: Vec<&'static Indicator> = HEADLINE_RATES.to_vec();
    for detail in details {
        if !indicators.iter().any(|known| known.id == detail.id) {
            indicators.push(detail);
        }
    }
    Question {
        by: dimensions(&arguments.by),
        indicators,
        definition: arguments.log.count.definition,
        expected: BTreeSet::new(),
    }
}
