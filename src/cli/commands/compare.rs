//! `cchc compare`: a period beside others, or one run beside another, and why the rates moved.

mod runs;

use std::collections::BTreeSet;

use super::super::compare_args::CompareArgs;
use super::super::failure::{Exit, Failure};
use super::super::{plan, terminal};
use super::publish::{self, Ending, MoreOptions};
use super::{Parts, Watch, Watched, exit, rendered, tell_ledger};
use crate::comparison::{Question, With};
use crate::domain::PeriodRule;
use crate::indicators::Indicator;
use crate::pipeline::{self, Comparing};
use crate::render::narrative::comparison_template;
use crate::report::Lang;
use crate::report::comparison::{
    HEADLINE_RATES, Published, SECTION_PLACES, Shown, document, everything, flat, publication,
    record,
};
use crate::report::publication::columns::Style;
use crate::report::publication::{Provenance, period_name};

/// Runs the command.
///
/// # Errors
/// When there is nothing to compare or the answer cannot be written.
pub fn run(arguments: &CompareArgs, lang: Lang) -> Result<Exit, Failure> {
    let rule = arguments.count.period_rule.into();
    let others = others(&arguments.with, rule, lang)?;
    let details = details(&arguments.indicators);
    if ending(arguments).is_some() && others.len() * details.len() > SECTION_PLACES {
        return Err(too_many(lang));
    }
    if let Some(runs) = runs::read(arguments, lang)? {
        return runs::run(arguments, runs, &details, lang);
    }
    let data = &arguments.data;
    let input = plan::input(&arguments.paths, data.profile.as_deref(), Some(data), lang)?;
    let (size, discovery) = (input.size, input.discovery);
    let question = question(arguments, &details);
    let plan = plan::plan(input.load, &arguments.count, question.by.clone(), lang)?;
    let watch = Watch { size, discovery: &discovery, talk: &arguments.output.talk, lang };
    let compared = watch.run(
        &plan,
        |plan| pipeline::compare(plan, &others, &question),
        |compared: &mut Comparing| Parts {
            loaded: &mut compared.loaded,
            frame: &compared.frame,
            days_seen: compared.days_seen,
        },
    )?;
    let compared = match compared {
        Watched::Done(compared) => *compared,
        Watched::Tables(_) => return Err(only_tables(lang)),
    };
    tell_left_out(&compared, rule, lang);
    let style = Style {
        lang,
        definition: plan.definition,
        fields: &compared.loaded.fields,
        suppress_below: 0,
        satisfaction_target: None,
    };
    let shown = Shown {
        comparisons: &compared.comparisons,
        details: &details,
        top: top(arguments),
        grain: data.grain.into(),
        runs: None,
    };
    answer(arguments, style, &shown, || {
        let options = publish::options(data, &arguments.count, &plan, MoreOptions::default(), lang);
        publish::provenance(&compared.loaded, &compared.inputs, &plan, options)
    })?;
    if !arguments.output.talk.quiet {
        tell_ledger(&compared.loaded, lang);
    }
    Ok(exit(&compared.loaded, plan::threshold(data.fail_on)))
}

fn ending(arguments: &CompareArgs) -> Option<Ending> {
    arguments.output.output.as_deref().and_then(Ending::of)
}

fn top(arguments: &CompareArgs) -> usize {
    usize::try_from(arguments.procedures_named).unwrap_or(usize::MAX)
}

/// Tells the comparisons, or writes the file that `--output` names.
fn answer(
    arguments: &CompareArgs,
    style: Style<'_>,
    shown: &Shown<'_>,
    provenance: impl FnOnce() -> Provenance,
) -> Result<(), Failure> {
    let (lang, output) = (style.lang, &arguments.output);
    let (Some(ending), Some(path)) = (ending(arguments), &output.output) else {
        let record = record(shown, style.definition.name());
        let answer = rendered(output, lang, || document(style, shown), &record, || flat(shown))?;
        return terminal::deliver(&answer, output, lang);
    };
    let Some((_, first)) = shown.comparisons.first() else { return Ok(()) };
    let published = Published { subject: everything(lang, first), provenance: provenance() };
    let report =
        publication(style, shown, published).map_err(|error| Failure::new(Exit::Output, error))?;
    match report {
        Some(report) => {
            publish::write(&report, ending, comparison_template(lang), path, &output.talk)
        }
        None => Ok(()),
    }
}

fn question(arguments: &CompareArgs, details: &[&'static Indicator]) -> Question {
    let mut indicators: Vec<&'static Indicator> = HEADLINE_RATES.to_vec();
    for detail in details {
        if !indicators.iter().any(|known| known.id == detail.id) {
            indicators.push(detail);
        }
    }
    Question {
        by: super::dimensions(&arguments.by),
        indicators,
        definition: arguments.count.definition.into(),
        expected: BTreeSet::new(),
    }
}

fn details(ids: &[String]) -> Vec<&'static Indicator> {
    let mut details: Vec<&'static Indicator> = Vec::new();
    for indicator in ids.iter().filter_map(|id| Indicator::from_id(id)) {
        if !details.iter().any(|known| known.id == indicator.id) {
            details.push(indicator);
        }
    }
    details
}

/// The other periods, each once.
/// What texts ask to compare with, each once.
///
/// # Errors
/// When a text is none of the words, and no period.
pub fn others(texts: &[String], rule: PeriodRule, lang: Lang) -> Result<Vec<With>, Failure> {
    let mut others = Vec::new();
    for text in texts {
        let with = match text.trim() {
            "previous" => With::Previous,
            "last-year" => With::LastYear,
            "ytd" => With::YearToDate,
            text => With::Period(plan::period(text, rule, lang).map_err(|failure| {
                failure.hint(lang.of(
                    "--with nhận previous, last-year, ytd hoặc một kỳ",
                    "--with takes previous, last-year, ytd or a period",
                ))
            })?),
        };
        if !others.contains(&with) {
            others.push(with);
        }
    }
    Ok(others)
}

/// Other periods that were asked for and are not compared.
fn tell_left_out(compared: &Comparing, rule: PeriodRule, lang: Lang) {
    for (with, period) in &compared.left_out {
        terminal::say(&match (lang, period) {
            (Lang::Vi, Some(period)) => format!(
                "Không so sánh với {}: dữ liệu không có đủ các tháng của kỳ này",
                period_name(lang, *period, rule)
            ),
            (Lang::En, Some(period)) => format!(
                "Not compared with {}: the data do not tell of all its months",
                period_name(lang, *period, rule)
            ),
            (Lang::Vi, None) => format!("Kỳ này không có kỳ `{}` để so sánh", with.name()),
            (Lang::En, None) => format!("This period has no `{}` to compare with", with.name()),
        });
    }
}

fn only_tables(lang: Lang) -> Failure {
    let what = lang.of(
        "so sánh cần dữ liệu hồ sơ; các tệp này là bảng tổng hợp",
        "a comparison needs dossier logs; these files are tables of counts",
    );
    Failure::message(Exit::Input, what)
}

fn too_many(lang: Lang) -> Failure {
    let what = match lang {
        Lang::Vi => format!("một tệp chứa được {SECTION_PLACES} lần so sánh (số kỳ × số chỉ tiêu)"),
        Lang::En => format!("a file takes {SECTION_PLACES} comparisons (periods × rates)"),
    };
    Failure::message(Exit::Usage, what)
}
