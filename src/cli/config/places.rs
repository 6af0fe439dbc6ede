//! Where settings can stand besides the command line: variables, the file of a project, the file of a
//! user.
//!
//! In: the environment of the process. Out: paths of files and values of variables. Must not know: what
//! the files say.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name of a project's file.
pub const PROJECT_FILE: &str = "cchc.toml";
/// The variable that names a project's file.
const ASKED: &str = "CCHC_CONFIG";
/// What all variables of the program begin with.
const PREFIX: &str = "CCHC_";

/// What the process was started in.
#[derive(Debug, Default)]
pub struct Environment {
    variables: BTreeMap<String, String>,
    working_folder: Option<PathBuf>,
}

impl Environment {
    /// The environment of this process. A variable that is no Unicode is not seen.
    pub fn of_process() -> Self {
        let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        };
        Self {
            variables: std::env::vars_os().filter_map(text).collect(),
            working_folder: std::env::current_dir().ok(),
        }
    }

    /// A variable; an empty one says nothing.
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.trim().is_empty())
    }

    /// Variables that look like ours.
    pub fn own_variables(&self) -> impl Iterator<Item = &str> {
        let names = self.variables.keys().map(String::as_str);
        names.filter(|name| name.starts_with(PREFIX) && *name != ASKED)
    }

    /// The file of the project: the one asked for, else that of the working folder or of the nearest
    /// folder above it that has one.
    pub fn project_file(&self, asked: Option<&str>) -> Option<PathBuf> {
        if let Some(path) = asked.or_else(|| self.variable(ASKED)) {
            return Some(PathBuf::from(path));
        }
        // Without its folder, so that paths stay as short as they are written.
        let here = PathBuf::from(PROJECT_FILE);
        if here.is_file() {
            return Some(here);
        }
        let above = self.working_folder.as_deref()?.ancestors().skip(1);
        above.map(|folder| folder.join(PROJECT_FILE)).find(|path| path.is_file())
    }

    /// The file of the user, where there is one.
    pub fn user_file(&self) -> Option<PathBuf> {
        let base = if cfg!(windows) {
            self.folder("APPDATA")
        } else {
            let home = || self.folder("HOME").map(|home| home.join(".config"));
            self.folder("XDG_CONFIG_HOME").or_else(home)
        };
        base.map(|base| base.join("cchc").join("config.toml")).filter(|path| path.is_file())
    }

    /// A folder that a variable names; relative ones are not meant.
    fn folder(&self, name: &str) -> Option<PathBuf> {
        self.variable(name).map(PathBuf::from).filter(|path| Path::is_absolute(path))
    }
}
