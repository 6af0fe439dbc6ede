//! `cchc indicators`: every indicator that can be computed, or one in detail.

use clap::Args;

use crate::answers::indicators;
use crate::cli::answering::rendered;
use crate::cli::arguments::OutputArgs;
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::Settings;
use crate::cli::failure::{Exit, Failure};
use crate::cli::terminal;
use crate::domain::nearest;
use crate::indicators::{CATALOGUE, Description};
use crate::words::{Bilingual, Lang};

#[derive(Debug, Args)]
pub struct Arguments {
    /// Name of an indicator: `apology_rate`; left out: the list of all
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    #[command(flatten)]
    pub output: OutputArgs,
}

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "chỉ-số",
        about: Bilingual {
            vi: "Mọi chỉ tiêu tính được, hoặc chi tiết một chỉ tiêu",
            en: "Every indicator that can be computed, or one in detail",
        },
        examples: &[
            Example::new("cchc indicators", "mọi chỉ tiêu tính được", "every indicator"),
            Example::new("cchc indicators apology_rate", "một chỉ tiêu", "one in detail"),
        ],
    };

    fn run(&self, _settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let output = &self.output;
        let answer = match self.id.as_deref() {
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
