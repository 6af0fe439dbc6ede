//! The files of a report: of the whole, and of each unit.

use std::collections::BTreeMap;

use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::forms::Forms;

use crate::answers::publication::Report;
use crate::cli::clock;
use crate::cli::failure::{Exit, Failure};
use crate::office::study::Study;
use crate::office::{BuildRequest, build};
use crate::output::folder_names;
use crate::render::docx;
use crate::render::formats::FileFormat;
use crate::render::rendering::{RenderError, RenderOptions};

/// A file of the package: its path in it, and its bytes.
pub type PackageFile = (String, Vec<u8>);

/// Makes reports and their files.
pub struct Maker<'a> {
    pub study: &'a Study,
    pub request: &'a BuildRequest,
    pub forms: &'a Forms,
    pub formats: &'a [&'static FileFormat],
    pub render: &'a RenderOptions,
}

/// The covering letter, beside the Word report.
pub const LETTER: &str = "cong-van.docx";
/// The folder of the packages of units.
pub const UNITS: &str = "don-vi";

impl Maker<'_> {
    /// The files of the report about the whole, or about one unit.
    pub fn files(&self, unit: Option<&str>) -> Result<Vec<PackageFile>, Failure> {
        self.files_beside(unit, BTreeMap::new())
    }

    /// The same; where the pages of units stand beside them, theirs by the names of the units.
    fn files_beside(
        &self,
        unit: Option<&str>,
        unit_pages: BTreeMap<String, String>,
    ) -> Result<Vec<PackageFile>, Failure> {
        let forms = self.forms.fill(self.study, self.request, unit)?;
        let report = build(self.study, self.request, unit, forms)
            .map_err(|error| Failure::new(Exit::Output, error))?;
        let report = Report { unit_pages, ..report };
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
        let letter = || {
            let bytes = docx::write_letter(&report);
            let bytes = bytes.map_err(|error| Failure::new(Exit::Output, error))?;
            Ok((LETTER.to_owned(), bytes))
        };
        // Each on its own; of several that fail the first in their order is told.
        let files: Vec<Result<PackageFile, Failure>> = self.formats.par_iter().map(file).collect();
        let has_letter = self.formats.iter().any(|format| format.name == "docx");
        let letter = has_letter.then(letter);
        files.into_iter().chain(letter).collect()
    }

    /// The files about the whole, and for each unit a folder of its own.
    ///
    /// # Errors
    /// When a file cannot be made.
    pub fn package(&self, each_unit: bool) -> Result<Vec<PackageFile>, Failure> {
        if !each_unit {
            return self.files(None);
        }
        let units = self.study.units();
        let folders = folder_names(units.iter().map(String::as_str));
        let page = self.formats.iter().find(|format| format.name == "html");
        let pages = page.into_iter().flat_map(|page| {
            let address = |folder: &String| format!("{UNITS}/{folder}/{}", page.file_name());
            units.iter().cloned().zip(folders.iter().map(address))
        });
        let mut files = self.files_beside(None, pages.collect())?;
        let of_unit = |(unit, folder): (&String, &String)| {
            let files = self.files(Some(unit))?.into_iter();
            Ok(files.map(|(name, bytes)| (format!("{UNITS}/{folder}/{name}"), bytes)).collect())
        };
        let made = units.par_iter().zip(&folders).map(of_unit);
        let made: Vec<Vec<PackageFile>> = made.collect::<Result<_, Failure>>()?;
        files.extend(made.into_iter().flatten());
        Ok(files)
    }
}
