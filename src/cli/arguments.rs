//! Arguments that several commands take.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::choice::choice;
use crate::domain::{Dimension, DimensionKind, PeriodRule};
use crate::dossiers::{Grain, Policy};
use crate::findings::Severity;
use crate::indicators::Definition;
use crate::words::Lang;

/// What is read.
#[derive(Debug, Args)]
pub struct PathArgs {
    /// Files, folders, quoted globs: CSV, XLSX, XLS, ODS, HTML, also in `.gz` and `.zip`; `-` is
    /// standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<String>,
}

/// What the lines of a table are.
#[derive(Debug, Args)]
pub struct ByArgs {
    /// What the table is broken down by, comma-separated
    #[arg(long, value_name = "FIELD", value_delimiter = ',', default_value = "unit",
          value_parser = choice(Dimension::ALL, Dimension::name))]
    pub by: Vec<Dimension>,
}

/// How a dossier log is read and counted, and where the answer goes.
#[derive(Debug, Args)]
pub struct DossierLogArgs {
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub count: CountArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// How files become dossiers.
#[derive(Debug, Args)]
pub struct DataArgs {
    /// TOML file that maps one system's export to canonical fields and values
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// What becomes of rows finished before they were received
    #[arg(long, value_parser = choice(Policy::ALL, Policy::name),
          default_value = Policy::Strict.name())]
    pub policy: Policy,
    /// Compare finish and due by day or by time
    #[arg(long, value_parser = choice(Grain::ALL, Grain::name),
          default_value = Grain::Day.name())]
    pub grain: Grain,
    /// Tell a series in the units before (2024) or since (2025) 1 July 2025, or of a DATE
    #[arg(long, value_name = "YEAR|DATE")]
    pub units: Option<String>,
    /// List of the units that have to report; those without a dossier are named
    #[arg(long, value_name = "FILE")]
    pub roster: Option<PathBuf>,
    /// TOML file with days off and days worked of a place, beside the calendar of the country
    #[arg(long, value_name = "FILE")]
    pub calendar: Option<PathBuf>,
    /// Exit with 1 when there are findings this grave or graver
    #[arg(long, value_parser = choice(FailOn::all(), FailOn::name), default_value = FailOn::NEVER, value_name = "SEVERITY")]
    pub fail_on: FailOn,
}

/// Which dossiers are counted, and how.
#[derive(Debug, Args)]
pub struct CountArgs {
    /// `2024-06`, `2024-Q2`, `2024-H1`, `2024-9M`, `2024`, `2024-01-05..2024-03-20`, `last-month`
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// Calendar months, or the 15th to the 14th
    #[arg(long, value_parser = choice(PeriodRule::ALL, PeriodRule::name),
          default_value = PeriodRule::Calendar.name())]
    pub period_rule: PeriodRule,
    /// Judge what is open and overdue on this day; default: the last day of the period
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,
    /// Count only dossiers of this group; may be repeated
    #[arg(long = "where", value_name = "FIELD=VALUE")]
    pub filters: Vec<String>,
    /// Which on-time rate
    #[arg(long, value_parser = choice(Definition::ALL, Definition::name),
          default_value = Definition::Resolved.name())]
    pub definition: Definition,
    /// Tell no answers of a unit that has fewer ratings in a month; default: 10 in reports, else 0
    #[arg(long, value_name = "N")]
    pub suppress_below: Option<u32>,
}

/// Where the answer goes, and how it looks.
#[derive(Debug, Args)]
pub struct OutputArgs {
    /// Format of the answer
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// Write the answer to a `.xlsx`, `.csv`, `.json`, `.md` or `.txt` file; an old file stays until the new one is complete
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Colour in tables
    #[arg(long, value_enum, default_value_t = ColourArg::Auto)]
    pub color: ColourArg,
    #[command(flatten)]
    pub talk: TalkArgs,
}

/// In which language, and how much, the program talks.
#[derive(Debug, Args)]
pub struct TalkArgs {
    /// Language of tables and messages; default: Vietnamese unless the locale says otherwise
    #[arg(long, value_parser = choice(Lang::ALL, Lang::name))]
    pub lang: Option<Lang>,
    /// No talk on standard error but errors
    #[arg(short, long)]
    pub quiet: bool,
    /// More talk: one line per file
    #[arg(short, long, conflicts_with = "quiet")]
    pub verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EachArg {
    Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Csv,
    Json,
    Md,
}

impl Format {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Md => "md",
        }
    }
}

/// How an answer is written: as asked for, or as the ending of its file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerFormat {
    Table,
    Csv,
    Json,
    Md,
    Xlsx,
}

impl AnswerFormat {
    /// The endings that name a format.
    pub const ENDINGS: [(&'static str, Self); 5] = [
        ("xlsx", Self::Xlsx),
        ("csv", Self::Csv),
        ("json", Self::Json),
        ("md", Self::Md),
        ("txt", Self::Table),
    ];
}

impl From<Format> for AnswerFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Table => Self::Table,
            Format::Csv => Self::Csv,
            Format::Json => Self::Json,
            Format::Md => Self::Md,
        }
    }
}

/// The ending of a file that an answer cannot be written as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownEnding(pub String);

impl OutputArgs {
    /// The format of the answer. A format that was asked for holds for a file of any ending but those that
    /// mean another one.
    ///
    /// # Errors
    /// With an ending that no answer is written as, or that contradicts the format asked for.
    pub fn answer_format(&self) -> Result<AnswerFormat, UnknownEnding> {
        let path = self.output.as_deref().filter(|path| path.as_os_str() != "-");
        let ending = path.and_then(std::path::Path::extension);
        let Some(ending) = ending.map(|ending| ending.to_string_lossy().to_lowercase()) else {
            return Ok(self.format.into());
        };
        let known = AnswerFormat::ENDINGS.iter().find(|(known, _)| *known == ending);
        match (known.map(|(_, format)| *format), self.format) {
            (Some(format), Format::Table) => Ok(format),
            (Some(format), asked) if format == asked.into() => Ok(format),
            // Plain text holds anything.
            (Some(AnswerFormat::Table), asked) => Ok(asked.into()),
            (None, asked) if asked != Format::Table => Ok(asked.into()),
            _ => Err(UnknownEnding(ending)),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColourArg {
    Auto,
    Always,
    Never,
}

/// The severity from which findings fail the run; none: never.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FailOn(pub Option<Severity>);

impl FailOn {
    pub const NEVER: &'static str = "never";

    pub fn all() -> impl Iterator<Item = Self> {
        Severity::ALL.into_iter().map(Some).chain([None]).map(Self)
    }

    pub fn name(self) -> &'static str {
        self.0.map_or(Self::NEVER, Severity::name)
    }
}

/// Dimensions that `--where` takes: all but those of time, which `--period` is for.
pub fn filterable() -> impl Iterator<Item = Dimension> {
    Dimension::ALL
        .into_iter()
        .filter(|dimension| !matches!(dimension.kind(), DimensionKind::Time(_)))
}
