//! Where a report goes: a folder, a file, or standard output.

use std::path::{Path, PathBuf};

use super::package::{Maker, PackageFile};
use crate::answers::publication::PeriodFacts;
use crate::archive::PROGRAM;
use crate::cli::commands::report::Arguments;
use crate::cli::config::{in_period, names_period};
use crate::cli::failure::{Exit, Failure};
use crate::cli::{messages, terminal};
use crate::office::study::Study;
use crate::output::{Committed, OutputError, Package, Replace, write_new_file};
use crate::words::Lang;

/// The folder of a report where nobody names one.
const USUAL: &str = "bao-cao-{period}";

/// Where the report goes, with what the user allows there.
pub struct Target {
    place: Destination,
    replace: Replace,
    lang: Lang,
}

enum Destination {
    StandardOutput,
    File(PathBuf),
    /// A package begun: what is there may be replaced.
    Folder(PathBuf, Box<Package>),
    /// A folder named by the period, which is known once the data are read.
    NamedByPeriod(PathBuf),
}

impl Target {
    /// One format goes into a file if the path ends like it; everything else is a folder.
    ///
    /// # Errors
    /// When something stands there that must stay, or when several files are to go to standard output.
    pub fn new(arguments: &Arguments, lang: Lang) -> Result<Self, Failure> {
        let replace = if arguments.force { Replace::Force } else { Replace::Never };
        let place = place(arguments, replace, lang)?;
        Ok(Self { place, replace, lang })
    }

    /// Makes the files and puts them in place. Returns what there is to say; nothing for standard output.
    ///
    /// # Errors
    /// When a file cannot be made or written; an old report is as it was.
    pub fn write(self, maker: &Maker<'_>, each_unit: bool) -> Result<Option<String>, Failure> {
        let (replace, lang) = (self.replace, self.lang);
        let refuse = |error: OutputError| messages::output(&error, lang);
        let single = || -> Result<Vec<u8>, Failure> {
            let files = maker.files(None)?.into_iter().next();
            Ok(files.map(|(_, bytes)| bytes).unwrap_or_default())
        };
        let slug = PeriodFacts::new(lang, &maker.study.frame).slug;
        let named = |path: &Path| PathBuf::from(in_period(&path.to_string_lossy(), &slug));
        let (path, committed) = match self.place {
            Destination::StandardOutput => {
                terminal::print_bytes(&single()?, lang)?;
                return Ok(None);
            }
            Destination::File(path) => {
                let path = named(&path);
                let committed = write_new_file(&path, single()?, replace).map_err(refuse)?;
                (path, committed)
            }
            Destination::Folder(path, package) => {
                let files = maker.package(each_unit)?;
                (path, fill(*package, &files, maker.study).map_err(refuse)?)
            }
            Destination::NamedByPeriod(path) => {
                let path = named(&path);
                let package = Package::begin(&path, replace).map_err(refuse)?;
                let files = maker.package(each_unit)?;
                (path, fill(package, &files, maker.study).map_err(refuse)?)
            }
        };
        Ok(Some(told(&path, committed, lang)))
    }
}

fn place(arguments: &Arguments, replace: Replace, lang: Lang) -> Result<Destination, Failure> {
    let Some(path) = &arguments.output else {
        return Ok(Destination::NamedByPeriod(PathBuf::from(USUAL)));
    };
    let is_single = arguments.formats.len() == 1 && arguments.each.is_none();
    if path.as_os_str() == "-" {
        if is_single {
            return Ok(Destination::StandardOutput);
        }
        let what = lang.of(
            "--output - cần đúng một --format, không kèm --each",
            "--output - takes exactly one --format and no --each",
        );
        return Err(Failure::message(Exit::Usage, what));
    }
    let ending = path.extension().and_then(std::ffi::OsStr::to_str).map(str::to_lowercase);
    if is_single && ending.as_ref() == arguments.formats.first() {
        return Ok(Destination::File(path.clone()));
    }
    if names_period(path) {
        return Ok(Destination::NamedByPeriod(path.clone()));
    }
    let package = Package::begin(path, replace).map_err(|error| messages::output(&error, lang))?;
    Ok(Destination::Folder(path.clone(), Box::new(package)))
}

/// Fills a package and puts it in place, with a manifest that names its period and its inputs.
fn fill(
    mut package: Package,
    files: &[PackageFile],
    study: &Study,
) -> Result<Committed, OutputError> {
    package.add_all(files)?;
    let period = &study.frame.period;
    let inputs: Vec<serde_json::Value> = study
        .inputs
        .iter()
        .map(|input| serde_json::json!({ "file": input.name, "sha256": input.sha256 }))
        .collect();
    package.commit(serde_json::json!({
        "program": PROGRAM,
        "period": { "from": period.from, "to": period.to, "as_of": study.frame.as_of },
        "inputs": inputs,
    }))
}

fn told(path: &Path, committed: Committed, lang: Lang) -> String {
    let what = match committed {
        Committed::Written => lang.of("Đã ghi", "Written"),
        Committed::Replaced => lang.of("Đã thay", "Replaced"),
        Committed::Unchanged => lang.of("Không đổi, giữ nguyên", "Unchanged, left as it is"),
    };
    format!("{what}: {}", path.display())
}
