//! What a key of `cchc.toml` is: how its value is written, what it has to be, whose default it becomes.
//!
//! In: one entry of the registry. Out: its texts, checked. Must not know: which keys there are, and
//! where a value stands.

use std::path::Path;

use clap::Command;

use crate::archive::checks::Tolerance;
use crate::cli::arguments::filterable;
use crate::domain::{Day, Dimension, Period, PeriodRule, UnitsBasis};
use crate::domain::{exact, nearest};
use crate::settings::SettingsProblem;
use crate::words::Bilingual;

/// A key of the file.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// `section.key`
    pub key: &'static str,
    pub shape: Shape,
    pub rule: Rule,
    /// The option whose value it is where nobody types the option.
    pub option: Option<ConfiguredOption>,
    /// The environment variable that stands before the files.
    pub variable: &'static str,
    /// What holds where nothing is said; empty: what the option says itself.
    pub built_in: &'static [&'static str],
    /// Shown where there is no built-in value.
    pub example: &'static [&'static str],
    pub meaning: Bilingual,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Text,
    /// A whole number that is not negative.
    Number,
    /// A list of texts; in a variable this letter stands between them.
    Texts(char),
}

/// What a text has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// One of the choices of the option; anything where it has none.
    Option,
    /// A path; a relative one starts at the folder of the file that names it.
    Path,
    /// The same, but `06a` is the name of something built in.
    NameOrPath,
    /// A year or a day, as `--units` takes it.
    UnitsBasis,
    /// `FIELD=VALUE`
    Filter,
    /// `90%`
    Share,
    /// What a month is compared with: `previous`, `last-year`, `ytd`, or a period.
    Comparison,
    /// `stop`, `tell` or a share.
    Tolerance,
}

/// An option of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConfiguredOption {
    /// Its name in the description of the command line.
    pub id: &'static str,
    pub commands: Commands,
}

/// Whose option it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Commands {
    /// Every command that has it.
    All,
    /// Commands that read dossier logs: the option of others is about another log.
    OfDossiers,
    Only(&'static str),
}

/// A section of the file.
#[derive(Debug)]
pub struct Section {
    pub name: &'static str,
    pub title: Bilingual,
}

impl ConfiguredOption {
    pub const fn of_all(id: &'static str) -> Self {
        Self { id, commands: Commands::All }
    }

    pub const fn only(id: &'static str, command: &'static str) -> Self {
        Self { id, commands: Commands::Only(command) }
    }
}

impl Setting {
    /// A text without an option, rule or value of its own, to begin a constant with.
    pub const PLAIN: Self = Self {
        key: "",
        shape: Shape::Text,
        rule: Rule::Option,
        option: None,
        variable: "",
        built_in: &[],
        example: &[],
        meaning: Bilingual { vi: "", en: "" },
    };

    /// Section and key.
    pub fn parts(&self) -> (&'static str, &'static str) {
        self.key.split_once('.').unwrap_or(("", self.key))
    }

    /// A text as it is used: relative paths start at the folder that they are said in.
    pub fn settled(&self, text: &str, folder: &Path) -> String {
        let is_path = match self.rule {
            Rule::Path => text != "-",
            Rule::NameOrPath => text.contains(['/', '\\', '.']),
            _ => false,
        };
        if is_path { folder.join(text).to_string_lossy().into_owned() } else { text.to_owned() }
    }

    /// What is wrong with a text; `choices` are those of the option.
    pub fn problem(&self, text: &str, choices: &[String]) -> Option<SettingsProblem> {
        if text.trim().is_empty() {
            return Some(rule("không được để trống", "must not be empty"));
        }
        let is_right = match self.rule {
            Rule::Option if !choices.is_empty() => {
                return (!choices.iter().any(|choice| choice == text)).then(|| {
                    let near = nearest(text, choices.iter().map(String::as_str));
                    choice(text, choices, near.as_deref())
                });
            }
            Rule::Option if self.shape == Shape::Number => text.parse::<u32>().is_ok(),
            Rule::Option | Rule::Path | Rule::NameOrPath => true,
            Rule::UnitsBasis => UnitsBasis::parse(text).is_some(),
            Rule::Filter => is_filter(text),
            Rule::Share => exact::share(text).is_some(),
            Rule::Comparison => is_comparison(text),
            Rule::Tolerance => Tolerance::parse(text).is_some(),
        };
        (!is_right).then(|| self.unmet())
    }

    /// What the rule asks for.
    fn unmet(&self) -> SettingsProblem {
        match self.rule {
            Rule::UnitsBasis => rule(
                "cần một năm hoặc một ngày, ví dụ \"2025\" hoặc \"2025-06-30\"",
                "takes a year or a day such as \"2025\" or \"2025-06-30\"",
            ),
            Rule::Filter => {
                let known: Vec<_> = filterable().map(Dimension::name).collect();
                let known = known.join(", ");
                SettingsProblem::OfFile {
                    vi: format!("cần dạng \"TRƯỜNG=GIÁ TRỊ\"; các trường: {known}"),
                    en: format!("takes \"FIELD=VALUE\"; the fields are {known}"),
                }
            }
            Rule::Share => rule(
                "cần một tỷ lệ như \"90%\" hoặc \"0,9\"",
                "takes a share such as \"90%\" or \"0.9\"",
            ),
            Rule::Tolerance => rule(
                "cần stop, tell hoặc một tỷ lệ như \"5%\"",
                "takes stop, tell or a share such as \"5%\"",
            ),
            Rule::Comparison => rule(
                "cần previous, last-year, ytd hoặc một kỳ như 2024-05",
                "takes previous, last-year, ytd or a period such as 2024-05",
            ),
            Rule::Option | Rule::Path | Rule::NameOrPath => rule(
                "cần một số nguyên từ 0 đến 4294967295",
                "takes a whole number from 0 to 4294967295",
            ),
        }
    }

    /// Whether a command has the option that the key is about.
    pub fn is_option_of(&self, command: &Command) -> bool {
        let has = |id: &str| command.get_arguments().any(|argument| argument.get_id() == id);
        self.option.is_some_and(|option| {
            has(option.id)
                && match option.commands {
                    Commands::All => true,
                    // The others have no rules for dossiers; `inspect` looks at any log as at dossiers.
                    Commands::OfDossiers => has("policy") || command.get_name() == "inspect",
                    Commands::Only(name) => command.get_name() == name,
                }
        })
    }
}

const fn rule(vi: &'static str, en: &'static str) -> SettingsProblem {
    SettingsProblem::Rule(Bilingual { vi, en })
}

fn choice(text: &str, choices: &[String], near: Option<&str>) -> SettingsProblem {
    let known = choices.join(", ");
    let (vi, en) = match near {
        Some(near) => (format!("; có phải `{near}`?"), format!("; did you mean `{near}`?")),
        None => (String::new(), String::new()),
    };
    SettingsProblem::OfFile {
        vi: format!("`{text}` không phải một trong {known}{vi}"),
        en: format!("`{text}` is none of {known}{en}"),
    }
}

fn is_filter(text: &str) -> bool {
    let name = text.split_once('=').map(|(name, _)| name.trim());
    let dimension = name.and_then(Dimension::from_name);
    dimension.is_some_and(|dimension| filterable().any(|other| other == dimension))
}

fn is_comparison(text: &str) -> bool {
    // Which day today is changes only what `last-month` means, not whether it is one.
    let is_period = || Period::parse(text, PeriodRule::Calendar, Day(0)).is_ok();
    ["previous", "last-year", "ytd"].contains(&text) || is_period()
}
