//! Which archived periods a command is about.

use crate::archive::Archive;
use crate::cli::failure::{Exit, Failure};
use crate::words::Lang;

/// The periods that are named: all that are known where none is named.
///
/// # Errors
/// When one of them is not archived, or none is.
pub fn archived_periods(
    archive: &Archive,
    (known, periods): (Vec<String>, &[String]),
    lang: Lang,
) -> Result<Vec<String>, Failure> {
    if let Some(unknown) = periods.iter().find(|period| !known.contains(period)) {
        let what = lang.of("kho lưu trữ không có kỳ", "the archive has no period");
        let failure = Failure::message(Exit::Usage, format!("{what} `{unknown}`"));
        return Err(failure.hint(format!("{}: {}", lang.of("có", "it has"), known.join(", "))));
    }
    let periods = if periods.is_empty() { known } else { periods.to_vec() };
    if periods.is_empty() {
        let folder = archive.folder.display();
        let what = lang.of("kho lưu trữ trống", "the archive is empty");
        return Err(Failure::message(Exit::Input, format!("{what}: {folder}")));
    }
    Ok(periods)
}
