//! An answer in the format asked for, and the exit code of the run.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use crate::answers::{Document, FlatTable};
use crate::cli::arguments::{AnswerFormat, OutputArgs, UnknownEnding};
use crate::cli::failure::{Exit, Failure};
use crate::cli::{clock, terminal};
use crate::dossiers::Loaded;
use crate::findings::{Findings, Severity};
use crate::render::{self};
use crate::words::Lang;

/// An answer in the format asked for. Only what the format needs is made.
pub fn rendered(
    output: &OutputArgs,
    lang: Lang,
    document: impl FnOnce() -> Document,
    record: &impl Serialize,
    flat: impl FnOnce() -> FlatTable,
) -> Result<Vec<u8>, Failure> {
    let bug = |error: anyhow::Error| Failure::new(Exit::Output, error);
    Ok(match answer_format(output, lang)? {
        AnswerFormat::Table => {
            render::terminal::write(&document(), lang, terminal::look(output)).into_bytes()
        }
        AnswerFormat::Md => render::markdown::write(&document(), lang, 0).into_bytes(),
        AnswerFormat::Json => {
            render::json::write(record).map_err(|error| bug(error.into()))?.into_bytes()
        }
        AnswerFormat::Csv => {
            let FlatTable { head, rows } = flat();
            let text = render::csv::write(&head, &rows).map_err(|error| bug(error.into()))?;
            // Excel takes a file without the mark for another encoding; a script reads its input.
            let mark = if output.output.is_some() { BYTE_ORDER_MARK } else { "" };
            [mark, &text].concat().into_bytes()
        }
        AnswerFormat::Xlsx => {
            clock::refuse_for_workbooks(lang)?;
            let book = render::answer_workbook::write(&document(), lang);
            book.map_err(|error| bug(error.into()))?
        }
    })
}

/// What a CSV file begins with, so that Excel reads its letters.
pub const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The format of an answer.
///
/// # Errors
/// When its file has an ending that it cannot be written as.
pub fn answer_format(output: &OutputArgs, lang: Lang) -> Result<AnswerFormat, Failure> {
    output.answer_format().map_err(|UnknownEnding(ending)| {
        let endings = AnswerFormat::ENDINGS.map(|(ending, _)| format!(".{ending}")).join(" ");
        let what = match lang {
            Lang::Vi => format!("kết quả này không ghi được vào tệp `.{ending}`"),
            Lang::En => format!("this answer cannot be written to a `.{ending}` file"),
        };
        let hint = match lang {
            Lang::Vi => format!(
                "các đuôi tệp ghi được: {endings}; đuôi tệp phải khớp với `--format` nếu có"
            ),
            Lang::En => {
                format!("endings it can have: {endings}; it has to agree with `--format` if given")
            }
        };
        Failure::message(Exit::Usage, what).hint(hint)
    })
}

/// The exit code of a run that gave its answer.
pub fn exit(loaded: &Loaded, threshold: Option<Severity>) -> Exit {
    exit_of(loaded.failed_files, &loaded.findings, threshold)
}

/// The exit code that files and findings ask for.
pub fn exit_of(failed_files: usize, findings: &Findings, threshold: Option<Severity>) -> Exit {
    if failed_files > 0 {
        // The answer lacks a file: a script must not take it for complete.
        return Exit::Input;
    }
    match (threshold, findings.worst()) {
        (Some(threshold), Some(worst)) if worst >= threshold => Exit::Findings,
        _ => Exit::Fine,
    }
}

/// The schema of what this version writes: members that are always there are required.
pub fn schema_of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}
