//! The key of the office on the command line: refusals in words, a warning where others can read it.

use std::path::Path;

use super::archive_messages::OrFailure;
use super::failure::Failure;
use super::terminal;
use crate::archive::disk::key_file::KeyFile;
use crate::words::Lang;

/// Reads the key, if there is one.
///
/// # Errors
/// When it lies in one of these folders, which others get to see, or when the file is no key.
pub fn read(path: &Path, in_view: &[&Path], lang: Lang) -> Result<KeyFile, Failure> {
    let file = KeyFile::read(path, in_view).or_failure(lang)?;
    if file.is_open {
        let path = path.display();
        terminal::say(&match lang {
            Lang::Vi => format!(
                "cảnh báo: người khác đọc được tệp khóa `{path}`; sửa bằng: chmod 600 {path}"
            ),
            Lang::En => format!(
                "warning: others can read the key file `{path}`; mend it by: chmod 600 {path}"
            ),
        });
    }
    Ok(file)
}
