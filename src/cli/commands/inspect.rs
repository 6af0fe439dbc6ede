//! `cchc inspect`: how each file is understood.

use super::super::args::InspectArgs;
use super::super::failure::{Exit, Failure};
use super::super::{plan, terminal};
use super::rendered;
use crate::findings::FindingCode;
use crate::normalise::{look, passed_over};
use crate::report::{Lang, inspect};

/// Runs the command.
///
/// # Errors
/// When a path stands for nothing or the answer cannot be written.
pub fn run(arguments: &InspectArgs, lang: Lang) -> Result<Exit, Failure> {
    let input = plan::input(&arguments.paths, arguments.profile.as_deref(), None, lang)?;
    let sources = input.load.sources.iter().enumerate();
    let mut looks: Vec<inspect::Look> = sources
        .map(|(place, source)| inspect::Look {
            name: source.name(),
            result: look(&input.load, place),
        })
        .collect();
    let failure = |place: usize| looks.get(place).and_then(|look| look.result.as_ref().err());
    let passed_over = passed_over(&input.load.sources, failure);
    for place in passed_over {
        if let Some(Err(failure)) = looks.get_mut(place).map(|look| &mut look.result) {
            failure.code = FindingCode::SheetPassedOver;
        }
    }
    let output = &arguments.output;
    let record = inspect::record(&looks);
    let document = || inspect::document(lang, &looks);
    let answer = rendered(output, lang, document, &record, || inspect::flat(&looks))?;
    terminal::deliver(&answer, output, lang)?;
    let is_understood = looks.iter().all(|look| {
        look.result.as_ref().err().is_none_or(|failure| !failure.code.is_file_failure())
    });
    Ok(if is_understood { Exit::Fine } else { Exit::Input })
}
