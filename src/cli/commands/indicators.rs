//! `cchc indicators`: every indicator that can be computed, or one in detail.

use super::super::args::IndicatorsArgs;
use super::super::failure::{Exit, Failure};
use super::super::terminal;
use super::rendered;
use crate::answers::indicators;
use crate::domain::nearest;
use crate::indicators::{CATALOGUE, Description};
use crate::words::Lang;

/// Runs the command.
///
/// # Errors
/// When there is no such indicator or the answer cannot be written.
pub fn run(arguments: &IndicatorsArgs, lang: Lang) -> Result<Exit, Failure> {
    let output = &arguments.output;
    let answer = match arguments.id.as_deref() {
        None => {
            let record = indicators::record(lang, &CATALOGUE);
            let flat = || indicators::flat(lang, &CATALOGUE);
            rendered(output, lang, || indicators::list(lang), &record, flat)?
        }
        Some(id) => {
            let one = std::slice::from_ref(find(id, lang)?);
            let record = indicators::record(lang, one);
            let document = || indicators::page(lang, &one[0]);
            rendered(output, lang, document, &record, || indicators::flat(lang, one))?
        }
    };
    terminal::deliver(&answer, output, lang)?;
    Ok(Exit::Fine)
}

fn find(word: &str, lang: Lang) -> Result<&'static Description, Failure> {
    let id = word.trim().to_lowercase().replace('-', "_");
    if let Some(found) = Description::find(&id) {
        return Ok(found);
    }
    let what = lang.of("không có chỉ tiêu", "there is no indicator");
    let mut failure = Failure::message(Exit::Usage, format!("{what} `{word}`"));
    if let Some(nearest) = nearest(&id, CATALOGUE.iter().map(|indicator| indicator.id)) {
        failure = failure.hint(match lang {
            Lang::Vi => format!("có phải ý bạn là `{nearest}`?"),
            Lang::En => format!("did you mean `{nearest}`?"),
        });
    }
    Err(failure.hint(
        lang.of("`cchc indicators` liệt kê mọi chỉ tiêu", "`cchc indicators` lists all indicators"),
    ))
}
