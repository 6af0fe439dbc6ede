//! What can be typed. Texts in Vietnamese stand in [`super::help`].

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::compare_args::CompareArgs;
use super::config_args::{ConfigArgs, InitArgs};
use super::list_args::ListArgs;
use super::log_args::{RanksArgs, TargetsArgs};
use super::month_args::{MergeArgs, RunArgs, TallyArgs, VerifyArgs};
use super::score_args::{ScoreArgs, ScoredArgs};
use super::series_args::SeriesArgs;
use super::time_args::{CalendarArgs, TimesArgs};
use crate::domain::{Dimension, DimensionKind};
use crate::render::formats::FORMATS;
use crate::indicators::Figure;
use crate::report::stats::SortKey;

/// Administrative-reform statistics from the dossier logs of one-stop desks
#[derive(Debug, Parser)]
#[command(
    name = "cchc",
    version,
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub overview: OverviewArgs,
    /// Settings of the office; default: `cchc.toml` here or in the nearest folder above
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Tables of counts and rates by unit, month, procedure and more
    #[command(visible_alias = "thong-ke", alias = "thống-kê")]
    Stats(StatsArgs),
    /// Processing times, lateness, age of open dossiers, in working and in calendar days
    #[command(visible_alias = "thoi-gian", alias = "thời-gian")]
    Times(TimesArgs),
    /// How each file is understood: encoding, header row, columns, dates, units
    #[command(visible_alias = "xem")]
    Inspect(InspectArgs),
    /// Findings about the data, the account of every row, and signals worth a look
    #[command(visible_alias = "kiem-tra", alias = "kiểm-tra")]
    Check(CheckArgs),
    /// What an office hands in: workbook, Word report, web page, official forms, files for machines
    #[command(visible_alias = "bao-cao", alias = "báo-cáo")]
    Report(ReportArgs),
    /// A period beside others: change in points, what comes from results and what from the mix
    #[command(visible_alias = "so-sanh", alias = "so-sánh")]
    Compare(CompareArgs),
    /// Rates over months, quarters and years, with the breaks of the series
    #[command(visible_alias = "chuoi-so-lieu", alias = "chuỗi-số-liệu")]
    Series(SeriesArgs),
    /// An index's scorecard: points with their evidence, where they are lost, what would win them
    #[command(visible_alias = "cham-diem", alias = "chấm-điểm")]
    Score(ScoreArgs),
    /// What was reached of targets: shares, verdicts, goals reached
    #[command(visible_alias = "chi-tieu", alias = "chỉ-tiêu")]
    Targets(TargetsArgs),
    /// Published scores and ranks: changes, the mean of the field, parts that fall year after year
    #[command(visible_alias = "xep-hang", alias = "xếp-hạng")]
    Ranks(RanksArgs),
    /// What a figure is made of and the dossiers behind it; what a finding code means
    #[command(visible_alias = "giai-thich", alias = "giải-thích")]
    Explain(ExplainArgs),
    /// Every indicator that can be computed, or one in detail
    #[command(visible_alias = "chi-so", alias = "chỉ-số")]
    Indicators(IndicatorsArgs),
    /// The dossiers of a state or behind a figure, by unit: overdue, due soon, paused, rejected rows
    #[command(visible_alias = "danh-sach", alias = "danh-sách")]
    List(ListArgs),
    /// A `cchc.toml` to begin with, every key with its meaning
    #[command(visible_alias = "khoi-tao", alias = "khởi-tạo")]
    Init(InitArgs),
    /// The month, from the file of the project: count, check, report, archive
    #[command(visible_alias = "chay", alias = "chạy")]
    Run(RunArgs),
    /// Archived months counted again from their inputs, compared to the last digit
    #[command(visible_alias = "doi-chieu", alias = "đối-chiếu")]
    Verify(VerifyArgs),
    /// The counts of a period as a file without dossiers, to hand in, to keep and to add up
    #[command(visible_alias = "so-dem", alias = "số-đếm")]
    Tally(TallyArgs),
    /// Tallies of several places or months added up
    #[command(visible_alias = "gop", alias = "gộp")]
    Merge(MergeArgs),
    /// Settings of the office: what holds, where it is said, whether it is right
    #[command(visible_alias = "cau-hinh", alias = "cấu-hình")]
    Config(ConfigArgs),
    /// Working calendar: days off and worked Saturdays, days between two days, cross-check
    #[command(visible_alias = "lich", alias = "lịch")]
    Calendar(CalendarArgs),
    /// JSON Schema of what the program writes for other programs, and of its settings files
    Schema(SchemaArgs),
    /// Completion script for a shell
    Completions(CompletionsArgs),
    /// Manual page: of the whole program, or of one command
    Man(ManArgs),
}

#[derive(Debug, Args)]
pub struct OverviewArgs {
    /// Files, folders, quoted globs: CSV, XLSX, XLS, ODS, HTML, also in `.gz` and `.zip`; `-` is
    /// standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub count: CountArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
pub struct StatsArgs {
    /// Files, folders, quoted globs: CSV, XLSX, XLS, ODS, HTML, also in `.gz` and `.zip`; `-` is
    /// standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<String>,
    /// What the table is broken down by, comma-separated
    #[arg(long, value_name = "FIELD", value_delimiter = ',', default_value = "unit",
          value_parser = dimension_parser())]
    pub by: Vec<String>,
    /// Figures to show instead of the usual ones, comma-separated: counts and indicators by their names in
    /// `cchc indicators`
    #[arg(long, value_name = "FIGURE", value_delimiter = ',', hide_possible_values = true,
          value_parser = PossibleValuesParser::new(Figure::names().collect::<Vec<_>>()))]
    pub columns: Vec<String>,
    /// Order of the rows: `group`, a count or a rate
    #[arg(long, value_name = "KEY", default_value = "group",
          value_parser = PossibleValuesParser::new(SortKey::names().collect::<Vec<_>>()),
          hide_possible_values = true)]
    pub sort: String,
    /// Largest first
    #[arg(long)]
    pub descending: bool,
    /// Only the first N rows; the total keeps all
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub top: Option<u32>,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub count: CountArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
pub struct InspectArgs {
    /// Files, folders, quoted globs: CSV, XLSX, XLS, ODS, HTML, also in `.gz` and `.zip`; `-` is
    /// standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<String>,
    /// TOML file that maps one system's export to canonical fields and values
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// Write a profile for these files, to review; a file that is there is never overwritten
    #[arg(long, value_name = "FILE")]
    pub write_profile: Option<PathBuf>,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Files, folders, quoted globs: CSV, XLSX, XLS, ODS, HTML, also in `.gz` and `.zip`; `-` is
    /// standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<String>,
    /// Write every rejected row with its reason as CSV, mapped columns only
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// Write a workbook per unit with its rows to mend; the next run says what was fixed
    #[arg(long, value_name = "DIR")]
    pub feedback: Option<PathBuf>,
    /// Compare tables of counts with this dossier log, cell by cell; may be repeated
    #[arg(long, value_name = "LOG")]
    pub against: Vec<String>,
    /// Period of the comparison; default: the one that the table names
    #[arg(long, value_name = "PERIOD", requires = "against")]
    pub period: Option<String>,
    /// Calendar months, or the 15th to the 14th
    #[arg(long, value_enum, default_value_t = RuleArg::Calendar)]
    pub period_rule: RuleArg,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Files, folders, quoted globs: CSV, XLSX, XLS, ODS, HTML, also in `.gz` and `.zip`; `-` is
    /// standard input
    #[arg(value_name = "PATH", required_unless_present = "print_template")]
    pub paths: Vec<String>,
    /// Files to write, comma-separated: `docx`, `xlsx`, `html`, `md`, `csv`, `json`; default: all
    #[arg(long = "format", value_name = "LIST", value_delimiter = ',',
          value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)),
          hide_possible_values = true)]
    pub formats: Vec<String>,
    /// Folder to write, or the file if one format is asked for, or `-`; default:
    /// `bao-cao-PERIOD`
    #[arg(long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Replace a report that is there
    #[arg(long)]
    pub force: bool,
    /// Add official forms, comma-separated: a name such as `06a`, or a TOML file
    #[arg(long = "form", value_name = "FORM", value_delimiter = ',')]
    pub forms: Vec<String>,
    /// In which column of a form a count stands: `returned=8`; may be repeated
    #[arg(long = "placement", value_name = "COUNT=COLUMN", requires = "forms")]
    pub placements: Vec<String>,
    /// Add the annex of indicators of the monthly reform report
    #[arg(long, value_enum)]
    pub annex: Option<AnnexArg>,
    /// Besides the whole, a package for each unit
    #[arg(long, value_enum)]
    pub each: Option<EachArg>,
    /// Text of the Word report, with places for figures; see `data/templates`
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,
    /// Print the built-in text, to begin one of your own with
    #[arg(long)]
    pub print_template: bool,
    /// TOML file with names of the agency, place, signer and recipients
    #[arg(long, value_name = "FILE")]
    pub letterhead: Option<PathBuf>,
    #[command(flatten)]
    pub scored: ScoredArgs,
    /// Hold satisfaction against this share: `90%`; met, missed or inconclusive by the interval
    #[arg(long, value_name = "SHARE")]
    pub satisfaction_target: Option<String>,
    /// Do not publish shares of fewer ratings
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub suppress_below: u32,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub count: CountArgs,
    #[command(flatten)]
    pub talk: TalkArgs,
}

#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Which document; left out: the names of all
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A finding (`C0103`, `bad_date`), or a figure: `late_rate`, `received`; left out: all codes
    #[arg(value_name = "WORD")]
    pub word: Option<String>,
    /// Dossier logs: with a figure, for its number and the dossiers behind it
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// Count only dossiers of this unit; the same as `--where unit=NAME`
    #[arg(long, value_name = "NAME")]
    pub unit: Option<String>,
    /// Write every dossier behind the figure to a `.csv` or `.xlsx` file
    #[arg(long, value_name = "FILE")]
    pub dossiers: Option<PathBuf>,
    /// Workbook of a report, whose cell `--cell` is explained
    #[arg(long, value_name = "FILE", requires = "cell")]
    pub report: Option<PathBuf>,
    /// Cell of the report, with its sheet: `Units!F7`
    #[arg(long, value_name = "SHEET!CELL", requires = "report")]
    pub cell: Option<String>,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub count: CountArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
pub struct IndicatorsArgs {
    /// Name of an indicator: `apology_rate`; left out: the list of all
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct ManArgs {
    /// A command such as `stats`; left out: one page with all commands
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

/// How files become dossiers.
#[derive(Debug, Args)]
pub struct DataArgs {
    /// TOML file that maps one system's export to canonical fields and values
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// What becomes of rows finished before they were received
    #[arg(long, value_enum, default_value_t = PolicyArg::Strict)]
    pub policy: PolicyArg,
    /// Compare finish and due by day or by time
    #[arg(long, value_enum, default_value_t = GrainArg::Day)]
    pub grain: GrainArg,
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
    #[arg(long, value_enum, default_value_t = FailOn::Never, value_name = "SEVERITY")]
    pub fail_on: FailOn,
}

/// Which dossiers are counted, and how.
#[derive(Debug, Args)]
pub struct CountArgs {
    /// `2024-06`, `2024-Q2`, `2024-H1`, `2024-9M`, `2024`, `2024-01-05..2024-03-20`, `last-month`
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// Calendar months, or the 15th to the 14th
    #[arg(long, value_enum, default_value_t = RuleArg::Calendar)]
    pub period_rule: RuleArg,
    /// Judge what is open and overdue on this day; default: the last day of the period
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,
    /// Count only dossiers of this group; may be repeated
    #[arg(long = "where", value_name = "FIELD=VALUE")]
    pub filters: Vec<String>,
    /// Which on-time rate
    #[arg(long, value_enum, default_value_t = DefinitionArg::Resolved)]
    pub definition: DefinitionArg,
}

/// Where the answer goes, and how it looks.
#[derive(Debug, Args)]
pub struct OutputArgs {
    /// Format of the answer
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// Write the answer to a file; an old file stays until the new one is complete
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
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
    /// No talk on standard error but errors
    #[arg(short, long)]
    pub quiet: bool,
    /// More talk: one line per file
    #[arg(short, long, conflicts_with = "quiet")]
    pub verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnnexArg {
    Cchc,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EachArg {
    Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PolicyArg {
    Strict,
    Lenient,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GrainArg {
    Day,
    Time,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RuleArg {
    Calendar,
    Decree,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DefinitionArg {
    Resolved,
    Index766,
    Overall,
    Form06a,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Csv,
    Json,
    Md,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    Vi,
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColourArg {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    Info,
    Warning,
    Error,
    Critical,
    Never,
}

/// Takes the names of dimensions.
pub fn dimension_parser() -> PossibleValuesParser {
    PossibleValuesParser::new(Dimension::ALL.map(Dimension::name))
}

/// Dimensions that `--where` takes: all but those of time, which `--period` is for.
pub fn filterable() -> impl Iterator<Item = Dimension> {
    Dimension::ALL
        .into_iter()
        .filter(|dimension| !matches!(dimension.kind(), DimensionKind::Time(_)))
}
