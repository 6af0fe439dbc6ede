//! Copies of profiles, rosters and the like in the folder of a month: a month is counted again with what it was counted
//! with, whatever became of the files since.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::archive::month::RecordedFile;
use crate::read::hexadecimal;

const FOLDER: &str = "settings";
/// Profiles, rosters and letterheads are far smaller.
const LARGEST: usize = 4 << 20;
/// So many digits of the sum name a copy.
const DIGITS: usize = 16;

/// The name of a copy in the folder of a month: the sum of the file, with its ending.
pub fn name(setting: &RecordedFile) -> Option<String> {
    let sum = setting.sha256.as_deref()?.get(..DIGITS)?;
    let ending = Path::new(&setting.file).extension().map(|ending| ending.to_string_lossy());
    let is_plain =
        |ending: &str| ending.len() <= 8 && ending.bytes().all(|sign| sign.is_ascii_alphanumeric());
    let ending = ending.filter(|ending| is_plain(ending)).map(|ending| format!(".{ending}"));
    Some(format!("{FOLDER}/{sum}{}", ending.unwrap_or_default()))
}

/// A copy of a file as it was counted with; nothing where it is another one by now, or very large.
pub fn copy(setting: &RecordedFile) -> Option<(String, Vec<u8>)> {
    let bytes = std::fs::read(&setting.file).ok()?;
    let is_counted = Some(hexadecimal(&Sha256::digest(&bytes))) == setting.sha256;
    (is_counted && bytes.len() <= LARGEST)
        .then_some(())
        .and_then(|()| Some((name(setting)?, bytes)))
}
