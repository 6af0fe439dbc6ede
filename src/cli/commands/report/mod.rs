//! `cchc report`: one reading of the data, one model, every file that an office hands in.
//!
//! Everything that the office gives (letterhead, template, forms) is checked before the data are read,
//! and every file is made before the first is written.

mod forms;
mod making;
mod scored;
mod target;

use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

pub use forms::form_plan;

use forms::Forms;
pub use making::{Extras, Made, Prepared, letterhead};
use target::Target;

use super::super::args::ReportArgs;
use super::super::failure::{Exit, Failure};
use super::super::{clock, plan, terminal};
use super::{exit, tell_ledger};
use crate::output::folder_names;
use crate::render::formats::{FileFormat, RenderError, RenderOptions};
use crate::render::narrative::built_in_template;
use crate::report::Lang;
use crate::report::publication::study::Study;
use crate::report::publication::{BuildRequest, build};

/// A file of the package: its path in it, and its bytes.
pub type PackageFile = (String, Vec<u8>);

/// Runs the command.
///
/// # Errors
/// When there is nothing to count, or the report cannot be made or written.
pub fn run(arguments: &ReportArgs, lang: Lang) -> Result<Exit, Failure> {
    if arguments.print_template {
        return terminal::print_answer(built_in_template(lang), lang);
    }
    let prepared = Prepared::new(arguments, lang)?;
    // What must not be replaced is told before a gigabyte is read.
    let target = Target::new(arguments, lang)?;
    let made = prepared.make(arguments, Extras::default(), lang)?;
    let told = target.write(&prepared.maker(&made), arguments.each.is_some())?;
    if let Some(told) = told.filter(|_| !arguments.talk.quiet) {
        terminal::say(&told);
        tell_ledger(&made.study.loaded, lang);
    }
    Ok(exit(&made.study.loaded, plan::threshold(arguments.data.fail_on)))
}

/// Makes reports and their files.
pub struct Maker<'a> {
    study: &'a Study,
    request: &'a BuildRequest,
    forms: &'a Forms,
    formats: &'a [&'static FileFormat],
    render: &'a RenderOptions,
}

/// The folder of the packages of units.
const UNITS: &str = "don-vi";

impl Maker<'_> {
    /// The files of the report about the whole, or about one unit.
    fn files(&self, unit: Option<&str>) -> Result<Vec<PackageFile>, Failure> {
        let forms = self.forms.fill(self.study, self.request, unit)?;
        let report = build(self.study, self.request, unit, forms)
            .map_err(|error| Failure::new(Exit::Output, error))?;
        let file = |format: &&FileFormat| {
            if format.name == "xlsx" {
                clock::refuse_for_workbooks(self.request.lang)?;
            }
            let bytes = (format.render)(&report, self.render).map_err(|error| {
                let exit = match &error {
                    RenderError::Template(_) => Exit::Config,
                    RenderError::Format { .. } => Exit::Output,
                };
                Failure::new(exit, error)
            })?;
            Ok((format.file_name(), bytes))
        };
        // Each on its own; of several that fail the first in their order is told.
        let files: Vec<Result<PackageFile, Failure>> = self.formats.par_iter().map(file).collect();
        files.into_iter().collect()
    }

    /// The files about the whole, and for each unit a folder of its own.
    ///
    /// # Errors
    /// When a file cannot be made.
    pub fn package(&self, each_unit: bool) -> Result<Vec<PackageFile>, Failure> {
        let mut files = self.files(None)?;
        if each_unit {
            let units = self.study.units();
            let folders = folder_names(units.iter().map(String::as_str));
            let of_unit = |(unit, folder): (&String, &String)| {
                let files = self.files(Some(unit))?.into_iter();
                Ok(files.map(|(name, bytes)| (format!("{UNITS}/{folder}/{name}"), bytes)).collect())
            };
            let made = units.par_iter().zip(&folders).map(of_unit);
            let made: Vec<Vec<PackageFile>> = made.collect::<Result<_, Failure>>()?;
            files.extend(made.into_iter().flatten());
        }
        Ok(files)
    }
}
