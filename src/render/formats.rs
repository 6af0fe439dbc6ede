//! The registry of files a published report can be written as: one line each, everything else reads
//! this list.

use super::rendering::{RenderError, RenderOptions};
use super::{docx, html, machine, report_markdown, xlsx};
use crate::answers::publication::Report;

/// One kind of file.
pub struct FileFormat {
    /// The name on the command line, and the ending of the file.
    pub name: &'static str,
    /// The name of the file without its ending, the same in every language.
    pub stem: &'static str,
    pub render: fn(&Report, &RenderOptions) -> Result<Vec<u8>, RenderError>,
}

/// Every format, in the order in which files are written and named.
pub static FORMATS: &[FileFormat] = &[
    FileFormat { name: "docx", stem: "bao-cao", render: docx::write },
    FileFormat { name: "xlsx", stem: "so-lieu", render: xlsx::write },
    FileFormat { name: "html", stem: "xem", render: html::write },
    FileFormat { name: "md", stem: "bao-cao", render: report_markdown::write },
    FileFormat { name: "csv", stem: "so-lieu", render: machine::write_csv },
    FileFormat { name: "json", stem: "so-lieu", render: machine::write_json },
];

impl FileFormat {
    /// The format of a name.
    pub fn from_name(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// The name of the file: `bao-cao.docx`.
    pub fn file_name(&self) -> String {
        format!("{}.{}", self.stem, self.name)
    }
}
