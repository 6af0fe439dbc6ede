//! An answer in the format asked for, and the exit code of the run.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use crate::answers::Document;
use crate::cli::arguments::{Format, OutputArgs};
use crate::cli::failure::{Exit, Failure};
use crate::cli::terminal;
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
    flat: impl FnOnce() -> (Vec<String>, Vec<Vec<String>>),
) -> Result<String, Failure> {
    let bug = |error: anyhow::Error| Failure::new(Exit::Output, error);
    Ok(match output.format {
        Format::Table => render::terminal::write(&document(), lang, terminal::look(output)),
        Format::Md => render::markdown::write(&document(), lang, 0),
        Format::Json => render::json::write(record).map_err(|error| bug(error.into()))?,
        Format::Csv => {
            let (head, rows) = flat();
            render::csv::write(&head, &rows).map_err(|error| bug(error.into()))?
        }
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
