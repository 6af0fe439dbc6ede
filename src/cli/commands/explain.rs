//! `cchc explain`: the help page of a finding code or signal, or the list of all codes.

use super::super::args::ExplainArgs;
use super::super::failure::{Exit, Failure};
use super::super::terminal;
use super::rendered;
use crate::findings::FindingCode;
use crate::indicators::INDICATORS;
use crate::normalise::nearest;
use crate::report::{Lang, explain, signals};

/// Runs the command.
///
/// # Errors
/// When the word is no finding code or the answer cannot be written.
pub fn run(arguments: &ExplainArgs, lang: Lang) -> Result<Exit, Failure> {
    let output = &arguments.output;
    if let Some(signal) = arguments.code.as_deref().and_then(signals::find) {
        let record = signals::page_record(lang, signal);
        let document = || signals::page(lang, signal);
        let answer =
            rendered(output, lang, document, &record, || signals::page_flat(lang, signal))?;
        terminal::deliver(&answer, output, lang)?;
        return Ok(Exit::Fine);
    }
    let codes = match &arguments.code {
        None => FindingCode::ALL.to_vec(),
        Some(word) => vec![explain::find(word).ok_or_else(|| unknown(word, lang))?],
    };
    let record = explain::record(lang, &codes);
    let document = || match (codes.as_slice(), &arguments.code) {
        ([code], Some(_)) => explain::document(lang, *code),
        _ => explain::list(lang),
    };
    let answer = rendered(output, lang, document, &record, || explain::flat(lang, &codes))?;
    terminal::deliver(&answer, output, lang)?;
    Ok(Exit::Fine)
}

/// Says what the command takes: an indicator is a fair thing to ask, and not answered yet.
fn unknown(word: &str, lang: Lang) -> Failure {
    let is_indicator = INDICATORS.iter().any(|indicator| indicator.id == word);
    let failure = Failure::message(
        Exit::Usage,
        match (lang, is_indicator) {
            (Lang::Vi, true) => {
                format!("`{word}` là một chỉ tiêu; lệnh này hiện chỉ giải thích mã phát hiện")
            }
            (Lang::Vi, false) => format!("không có mã phát hiện `{word}`"),
            (Lang::En, true) => {
                format!("`{word}` is an indicator; so far only finding codes are explained")
            }
            (Lang::En, false) => format!("there is no finding code `{word}`"),
        },
    );
    let failure = match suggestion(word) {
        Some(nearest) if !is_indicator => failure.hint(match lang {
            Lang::Vi => format!("có phải ý bạn là `{nearest}`?"),
            Lang::En => format!("did you mean `{nearest}`?"),
        }),
        _ => failure,
    };
    failure.hint(lang.of(
        "`cchc explain` liệt kê mọi mã; nhận số (C0103) hoặc tên (bad_date)",
        "`cchc explain` lists all codes; it takes a number (C0103) or a name (bad_date)",
    ))
}

fn suggestion(word: &str) -> Option<String> {
    let (lower, upper) = (word.to_lowercase().replace('-', "_"), word.to_uppercase());
    nearest(&upper, explain::words()).or_else(|| nearest(&lower, explain::words()))
}
