//! One run beside another: two files of tallies, or two archived months; the first is the earlier.

use std::path::Path;

use super::answer::{answer, question, top};
use crate::answers::comparison::ComparisonView;
use crate::answers::publication::columns::Style;
use crate::archive::Tallies;
use crate::archive::checks::PublishedRate;
use crate::archive::disk::run_facts::facts_of_run;
use crate::archive::disk::tally_paths::is_tally;
use crate::archive::join::{Part, difference, harmonise};
use crate::cli::archive_messages::OrFailure;
use crate::cli::archived;
use crate::cli::commands::compare::Arguments;
use crate::cli::failure::{Exit, Failure};
use crate::cli::publish;
use crate::comparison::{Question, Side, With, compare};
use crate::domain::Dimension;
use crate::indicators::Indicator;
use crate::words::Lang;

/// The two runs; nothing where the paths are dossier logs.
///
/// # Errors
/// When tallies and logs are mixed, there are not two of them, or one cannot be read.
pub fn read(arguments: &Arguments, lang: Lang) -> Result<Option<[Part; 2]>, Failure> {
    let paths: Vec<&Path> = arguments.inputs.paths.iter().map(Path::new).collect();
    if !paths.iter().any(|path| is_tally(path)) {
        return Ok(None);
    }
    let [earlier, later] = paths.as_slice() else { return Err(not_two(lang)) };
    let mut parts = vec![archived::read(earlier, lang)?, archived::read(later, lang)?];
    archived::refuse_counting(&arguments.log.count, lang)?;
    let [earlier, later] = parts.as_slice() else { return Err(not_two(lang)) };
    if let Some(what) = difference(&earlier.tallies, &later.tallies) {
        return Err(counted_differently(earlier, later, what, lang));
    }
    harmonise(&mut parts);
    Ok(<[Part; 2]>::try_from(parts).ok())
}

/// Compares them.
///
/// # Errors
/// When they have no such breakdown, or the answer cannot be written.
pub fn run(
    arguments: &Arguments,
    [earlier, later]: [Part; 2],
    details: &[&'static Indicator],
    lang: Lang,
) -> Result<Exit, Failure> {
    let question = question(arguments, details);
    for by in &question.by {
        if later.tallies.cube(&[*by]).is_none() || earlier.tallies.cube(&[*by]).is_none() {
            return Err(archived::no_breakdown(*by, lang));
        }
    }
    let (before, now) = (earlier.tallies.side(), later.tallies.side());
    refuse_unkept(&question, &now, lang)?;
    let comparisons = [(With::Run, compare(&now, &before, None, &question))];
    let Tallies { counting, fields, .. } = &later.tallies;
    let style = Style {
        lang,
        definition: question.definition,
        fields,
        suppress_below: 0,
        satisfaction_target: None,
    };
    // As the earlier month was published, where that was by another definition.
    let published = facts_of_run(Path::new(&earlier.label)).or_failure(lang)?.published;
    let published = published.filter(|(by, _)| by != question.definition.name());
    let published: Vec<PublishedRate> = published
        .map(|(definition, rate)| PublishedRate {
            period: earlier.tallies.frame.period,
            definition,
            rate,
        })
        .into_iter()
        .collect();
    let shown = ComparisonView {
        comparisons: &comparisons,
        details,
        top: top(arguments),
        grain: counting.grain,
        runs: Some([later.label.clone(), earlier.label.clone()]),
        loaded: None,
        published: &published,
    };
    answer(arguments, style, &shown, || {
        let parts = [&later, &earlier];
        publish::archived_provenance(&parts, question.definition, lang)
    })?;
    Ok(Exit::Fine)
}

/// Several dimensions at once are kept only where one of them is the unit.
fn refuse_unkept(question: &Question, side: &Side<'_>, lang: Lang) -> Result<(), Failure> {
    if side.cube(&question.by).is_some() {
        return Ok(());
    }
    Err(archived::no_breakdown(*question.by.last().unwrap_or(&Dimension::Unit), lang))
}

fn not_two(lang: Lang) -> Failure {
    let what = lang.of(
        "so sánh hai lần tính cần đúng hai tệp số đếm hoặc hai thư mục có tally.json, lần trước đứng trước",
        "to compare runs, give exactly two files of tallies or folders with a tally.json, the earlier first",
    );
    Failure::message(Exit::Usage, what)
}

fn counted_differently(earlier: &Part, later: &Part, what: &str, lang: Lang) -> Failure {
    let (left, right) = (&earlier.label, &later.label);
    Failure::message(
        Exit::Usage,
        match lang {
            Lang::Vi => format!("`{left}` và `{right}` đếm theo hai cách khác nhau: {what}"),
            Lang::En => format!("`{left}` and `{right}` were counted in different ways: {what}"),
        },
    )
}
