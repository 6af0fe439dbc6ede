//! The key of the office on disk: where it must not lie, reading it, and making it once.
//!
//! A key is never written over another one: what the archive hides could then not be found again.

use std::path::{Component, Path, PathBuf};

use crate::archive::key::OfficeKey;
use crate::cli::failure::{Exit, Failure};
use crate::cli::{messages, terminal};
use crate::output::{OutputError, Replace, recover, write_private_file};
use crate::words::Lang;

/// The key of a project: where it lies, and the key itself once it is there.
pub struct KeyFile {
    pub path: PathBuf,
    pub key: Option<OfficeKey>,
}

impl KeyFile {
    /// Reads the key, if there is one.
    ///
    /// # Errors
    /// When it lies in one of these folders, which others get to see, or when the file is no key.
    pub fn read(path: &Path, shown: &[&Path], lang: Lang) -> Result<Self, Failure> {
        let real = real(path);
        if let Some(folder) = shown.iter().find(|folder| real.starts_with(self::real(folder))) {
            let (path, folder) = (path.display(), folder.display());
            let what = match lang {
                Lang::Vi => {
                    format!("tệp khóa `{path}` nằm trong `{folder}`, nơi người khác xem được")
                }
                Lang::En => {
                    format!("the key file `{path}` lies in `{folder}`, which others get to see")
                }
            };
            return Err(Failure::message(Exit::Config, what).hint(lang.of(
                "chuyển tệp khóa ra ngoài kho lưu trữ và báo cáo, rồi ghi chỗ mới vào [archive] key",
                "move the key out of the archive and of reports, and name its new place in [archive] key",
            )));
        }
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self { path: path.to_owned(), key: None });
            }
            Err(error) => return Err(unusable(path, &error, lang)),
        };
        let key = OfficeKey::parse(&text).map_err(|error| unusable(path, &error, lang))?;
        warn_if_open(path, lang);
        Ok(Self { path: path.to_owned(), key: Some(key) })
    }

    /// The key; a new one in its file where there is none.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn or_new(self, lang: Lang) -> Result<(OfficeKey, bool), Failure> {
        if let Some(key) = self.key {
            // What a run left that was killed once the key was in place.
            recover(&self.path);
            return Ok((key, false));
        }
        let path = &self.path;
        let key = OfficeKey::random().map_err(|error| Failure::new(Exit::Output, error))?;
        match write_private_file(path, key.text(), Replace::Never) {
            Ok(_) => Ok((key, true)),
            // Another run was faster: its key is the key.
            Err(OutputError::FileExists { .. }) => {
                let made = Self::read(path, &[], lang)?;
                let gone = || unusable(path, &"?", lang);
                made.key.map(|key| (key, false)).ok_or_else(gone)
            }
            Err(error) => Err(messages::output(&error, lang).hint(lang.of(
                "cchc cần ghi tệp khóa một lần; chọn chỗ ghi được bằng [archive] key trong cchc.toml",
                "cchc has to write its key once; name a place for it by [archive] key in cchc.toml",
            ))),
        }
    }
}

fn unusable(path: &Path, why: &dyn std::fmt::Display, lang: Lang) -> Failure {
    let what = lang.of("không dùng được tệp khóa", "the key file cannot be used");
    Failure::message(Exit::Config, format!("{what} `{}`: {why}", path.display())).hint(lang.of(
        "lấy lại tệp khóa từ bản sao; hoặc chuyển tệp hỏng đi, chạy `cchc verify --rekey` để dùng khóa mới",
        "restore the key from a copy; or move the broken file away and run `cchc verify --rekey` for a new key",
    ))
}

/// What is said when a key was made.
pub fn made(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Vi => format!(
            "Đã tạo khóa của cơ quan: {path} (cất giữ cùng bản sao; không gửi cho ai, không để trong kho lưu trữ)"
        ),
        Lang::En => format!(
            "Made the key of the office: {path} (keep it and a copy; for nobody else, never inside the archive)"
        ),
    }
}

/// A path as far as it is there, without links and dots.
fn real(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    for there in plain.ancestors() {
        if let (Ok(real), Ok(rest)) = (there.canonicalize(), plain.strip_prefix(there)) {
            // Joining nothing would add a separator.
            return if rest.as_os_str().is_empty() { real } else { real.join(rest) };
        }
    }
    plain
}

#[cfg(unix)]
fn warn_if_open(path: &Path, lang: Lang) {
    use std::os::unix::fs::PermissionsExt;
    let is_open =
        std::fs::metadata(path).is_ok_and(|facts| facts.permissions().mode() & 0o077 != 0);
    if is_open {
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
}

#[cfg(not(unix))]
const fn warn_if_open(_: &Path, _: Lang) {}
