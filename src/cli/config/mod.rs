//! Settings of an office: command line > `CCHC_…` variables > `cchc.toml` of the project > file of the
//! user > built in.
//!
//! In: the environment and the files found from it. Out: [`Config`], every value with its origin, which
//! becomes the default of every option it is about. Must not know: what the commands do with it.

mod file;
mod inject;
mod places;
mod registry;
mod sample;
mod schema;
mod sections;
mod setting;

use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{ArgMatches, Command};

use crate::settings::SettingsError;
use crate::words::Lang;

pub use file::{SCHEMA, SCHEMA_KEY};
pub use inject::{is_typed, parse};
pub use places::{Environment, PROJECT_FILE};
pub use registry::SETTINGS;
pub use sample::sample;
pub use schema::schema;
pub use setting::Setting;

/// What holds besides the command line, for commands that ask about it themselves.
pub struct Settings<'a> {
    pub config: &'a Config,
    pub environment: &'a Environment,
}

/// Where a value comes from, the strongest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// An option on the command line.
    Flag,
    /// This variable of the environment.
    Variable(&'static str),
    /// This file of the project.
    Project(PathBuf),
    /// This file of the user.
    User(PathBuf),
    BuiltIn,
}

/// The value of one key.
#[derive(Debug, Clone)]
pub struct SettingValue {
    pub setting: &'static Setting,
    /// As texts, relative paths joined to the folder of their file; empty: nothing is set.
    pub values: Vec<String>,
    pub origin: Origin,
}

/// Every setting, with its origin.
#[derive(Debug, Clone)]
pub struct Config {
    /// In the order of the registry.
    chosen: Vec<SettingValue>,
    /// The files that were read, the strongest first.
    files: Vec<PathBuf>,
    project_file: Option<PathBuf>,
    describe: Describe,
}

/// Describes the command line, whose options settings are the defaults of.
pub type Describe = fn(Lang) -> Command;

/// Where a path names the period it is for.
const PERIOD: &str = "{period}";

impl Config {
    /// What is built in.
    pub fn built_in(describe: Describe) -> Self {
        let root = describe(Lang::En);
        let chosen = SETTINGS.iter().map(|setting| SettingValue {
            setting,
            values: built_in(setting, &root),
            origin: Origin::BuiltIn,
        });
        Self { chosen: chosen.collect(), files: Vec::new(), project_file: None, describe }
    }

    /// Reads the file of the user, that of the project (`asked` is the one of `--config`), and the
    /// variables.
    ///
    /// # Errors
    /// With everything that is wrong with all of them.
    pub fn load(
        asked: Option<&str>,
        environment: &Environment,
        describe: Describe,
    ) -> Result<Self, Vec<SettingsError>> {
        let root = describe(Lang::En);
        let choices = |setting: &Setting| choices(setting, &root);
        let mut config = Self::built_in(describe);
        let mut errors = Vec::new();
        let user = environment.user_file().map(|path| (Origin::User(path.clone()), path));
        let project = environment.project_file(asked);
        let project = project.map(|path| (Origin::Project(path.clone()), path));
        config.project_file = project.as_ref().map(|(_, path)| path.clone());
        for (origin, path) in user.into_iter().chain(project) {
            let text = std::fs::read_to_string(&path);
            let said = text
                .map_err(|error| file::unreadable(&path, &error))
                .and_then(|text| file::read_text(&path, &text, folder_of(&path), &choices));
            match said {
                Ok(said) => said.into_iter().for_each(|(key, values)| {
                    config.choose(key, values, &origin);
                }),
                Err(error) => errors.push(error),
            }
            config.files.insert(0, path);
        }
        for setting in &SETTINGS {
            let Some(text) = environment.variable(setting.variable) else { continue };
            match file::read_variable(setting, text, &choices) {
                Ok(values) => {
                    config.choose(setting.key, values, &Origin::Variable(setting.variable));
                }
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() { Ok(config) } else { Err(errors) }
    }

    /// The same, below what was typed.
    #[must_use]
    pub fn below(mut self, matches: &ArgMatches) -> Self {
        let matches = leaf(matches);
        for chosen in &mut self.chosen {
            let Some(option) = chosen.setting.option else { continue };
            // A match must not be asked for an option that its command does not have.
            let is_there = matches.ids().any(|id| id == option.id);
            if is_there && matches.value_source(option.id) == Some(ValueSource::CommandLine) {
                let raw = matches.get_raw(option.id).into_iter().flatten();
                chosen.values = raw.map(|value| value.to_string_lossy().into_owned()).collect();
                chosen.origin = Origin::Flag;
            }
        }
        self
    }

    fn choose(&mut self, key: &str, values: Vec<String>, origin: &Origin) {
        if let Some(chosen) = self.chosen.iter_mut().find(|chosen| chosen.setting.key == key) {
            chosen.values = values;
            chosen.origin = origin.clone();
        }
    }

    /// The description of the command line.
    pub fn describe(&self, lang: Lang) -> Command {
        (self.describe)(lang)
    }

    /// The same settings of other files: what is said there, over what is built in.
    ///
    /// # Errors
    /// As those of `load`.
    pub fn reload(
        &self,
        asked: Option<&str>,
        environment: &Environment,
    ) -> Result<Self, Vec<SettingsError>> {
        Self::load(asked, environment, self.describe)
    }

    /// Every key, in the order of the registry.
    pub fn chosen(&self) -> &[SettingValue] {
        &self.chosen
    }

    /// The files that were read, the strongest first.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// The folder of the project's file; empty where that is the working folder.
    pub fn project_folder(&self) -> Option<&Path> {
        self.project_file.as_deref().map(folder_of)
    }

    /// The project's file.
    pub fn project_file(&self) -> Option<&Path> {
        self.project_file.as_deref()
    }

    /// The language, where a file or a variable says one.
    pub fn lang(&self) -> Option<Lang> {
        self.text("interface.lang").and_then(Lang::from_name)
    }

    /// What a run over a period reads: `period` is its short name, such as `2024-06`; `months` are those of the
    /// calendar that it touches. A period that is no month of the calendar spans the folders of its months.
    pub fn inputs(&self, period: &str, months: &[String]) -> Vec<String> {
        let paths = self.texts("inputs.paths").iter();
        let of_path = |path: &String| {
            let own = in_period(path, period);
            if own == *path || months == [period] {
                return vec![own];
            }
            let of_months = months.iter().map(|month| in_period(path, month));
            let mut all: Vec<String> = of_months.filter(|path| Path::new(path).exists()).collect();
            // The folder of its own name, and the name alone where nothing is there: that is what is missed.
            if !all.contains(&own) && (all.is_empty() || Path::new(&own).exists()) {
                all.push(own);
            }
            all
        };
        paths.flat_map(of_path).collect()
    }

    /// Where the report of a period goes.
    pub fn report_folder(&self, period: &str) -> PathBuf {
        PathBuf::from(in_period(self.text("report.folder").unwrap_or_default(), period))
    }

    /// What a run compares its period with: `previous`, `last-year`, `ytd`, or a period.
    pub fn compared_with(&self) -> &[String] {
        self.texts("compare.with")
    }

    /// Where figures of months are kept.
    pub fn archive_folder(&self) -> &Path {
        Path::new(self.text("archive.folder").unwrap_or_default())
    }

    /// The key that hides ids of dossiers in the archive.
    pub fn archive_key(&self) -> &Path {
        Path::new(self.text("archive.key").unwrap_or_default())
    }

    /// How many months are kept; none: all.
    pub fn months_kept(&self) -> Option<u32> {
        let months = self.text("archive.keep_months").and_then(|text| text.parse().ok());
        months.filter(|months| *months > 0)
    }

    /// What a run does about units that are missing: `stop`, `tell`, or a share such as `5%`.
    pub fn missing_units(&self) -> &str {
        self.text("thresholds.missing_units").unwrap_or_default()
    }

    /// What a run does about dossiers that are lost from one period to the next: as for missing units.
    pub fn lost_dossiers(&self) -> &str {
        self.text("thresholds.lost_dossiers").unwrap_or_default()
    }

    fn texts(&self, key: &str) -> &[String] {
        let chosen = self.chosen.iter().find(|chosen| chosen.setting.key == key);
        chosen.map_or(&[], |chosen| &chosen.values)
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.texts(key).first().map(String::as_str)
    }
}

/// The matches of the command that was asked for.
pub fn leaf(matches: &ArgMatches) -> &ArgMatches {
    matches.subcommand().map_or(matches, |(_, below)| below)
}

/// A path for a period: the short name of the period stands where `{period}` does.
pub fn in_period(path: &str, period: &str) -> String {
    path.replace(PERIOD, period)
}

/// Whether a path is another one for each period.
pub fn names_period(path: &Path) -> bool {
    path.to_string_lossy().contains(PERIOD)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or_else(|| Path::new(""))
}

/// The commands, the program itself first, that have the option of a key.
fn owners<'a>(setting: &Setting, root: &'a Command) -> impl Iterator<Item = &'a Command> {
    std::iter::once(root)
        .chain(root.get_subcommands())
        .filter(|command| setting.is_option_of(command))
}

fn argument<'a>(setting: &Setting, root: &'a Command) -> Option<&'a clap::Arg> {
    let option = setting.option?;
    let command = owners(setting, root).next()?;
    command.get_arguments().find(|argument| argument.get_id() == option.id)
}

/// The choices that the option of a key gives; none: no closed list.
pub fn choices(setting: &Setting, root: &Command) -> Vec<String> {
    let argument = argument(setting, root);
    let values = argument.map(clap::Arg::get_possible_values).unwrap_or_default();
    values.iter().map(|value| value.get_name().to_owned()).collect()
}

fn built_in(setting: &Setting, root: &Command) -> Vec<String> {
    if !setting.built_in.is_empty() {
        return setting.built_in.iter().map(|text| (*text).to_owned()).collect();
    }
    let of_option = argument(setting, root).into_iter().flat_map(clap::Arg::get_default_values);
    of_option.map(|value| value.to_string_lossy().into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::sections::SECTIONS;
    use super::setting::Shape;
    use super::{Config, SETTINGS, choices, owners};
    use crate::cli::help::command;
    use crate::words::Lang;

    #[test]
    fn every_key_stands_in_a_section_and_has_texts_and_a_variable_of_its_own() {
        let mut variables: Vec<&str> = SETTINGS.iter().map(|setting| setting.variable).collect();
        variables.sort_unstable();
        variables.dedup();
        assert_eq!(variables.len(), SETTINGS.len());
        for setting in &SETTINGS {
            let (section, name) = setting.parts();
            assert!(SECTIONS.iter().any(|known| known.name == section), "{}", setting.key);
            assert!(!name.is_empty() && !setting.meaning.vi.is_empty(), "{}", setting.key);
            assert!(setting.variable.starts_with("CCHC_"), "{}", setting.key);
        }
    }

    #[test]
    fn every_option_of_a_key_is_one_of_a_command() {
        let root = command(Lang::En);
        for setting in SETTINGS.iter().filter(|setting| setting.option.is_some()) {
            assert!(owners(setting, &root).count() > 0, "{}", setting.key);
        }
    }

    #[test]
    fn built_in_values_and_examples_are_valid() {
        let root = command(Lang::En);
        for chosen in Config::built_in(command).chosen() {
            let setting = chosen.setting;
            let choices = choices(setting, &root);
            let examples = setting.example.iter().map(|text| (*text).to_owned());
            let texts: Vec<String> = chosen.values.iter().cloned().chain(examples).collect();
            assert!(!texts.is_empty(), "{}", setting.key);
            assert!(matches!(setting.shape, Shape::Texts(_)) || texts.len() == 1);
            for text in texts {
                assert!(setting.problem(&text, &choices).is_none(), "{} {text}", setting.key);
            }
        }
    }
}
