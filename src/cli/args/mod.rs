//! What can be typed, in English. Texts in Vietnamese stand in [`super::help`].

mod common;
mod counts;
mod data;
mod report;
mod small_logs;
mod month;
mod settings;

use clap::{Parser, Subcommand};
pub use common::{
    ColourArg, CountArgs, DataArgs, DefinitionArg, FailOn, Format, GrainArg, LangArg, OutputArgs,
    PolicyArg, RuleArg, TalkArgs, filterable,
};
pub use counts::{CompareArgs, EveryArg, ListArgs, OverviewArgs, SeriesArgs, StatsArgs, TimesArgs};
pub use data::{CheckArgs, ExplainArgs, InspectArgs};
pub use month::{LogFormat, MergeArgs, RunArgs, TallyArgs, VerifyArgs};
pub use report::{ReportArgs, ScoreArgs, ScoredArgs};
pub use settings::{
    CalendarAction, CalendarArgs, CompletionsArgs, ConfigAction, ConfigArgs, HelpArgs,
    IndicatorsArgs, InitArgs, ManArgs, SchemaArgs, WordsArgs,
};
pub use small_logs::{RanksArgs, SmallLogArgs, TargetsArgs};
use std::path::PathBuf;

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
    /// Every text that is kept as data, in both languages, for proof-reading
    #[command(visible_alias = "tu-ngu", alias = "từ-ngữ")]
    Words(WordsArgs),
    /// The guide: a page on a task, or the help of a command
    #[command(visible_alias = "huong-dan", alias = "hướng-dẫn")]
    Help(HelpArgs),
    /// Completion script for a shell
    Completions(CompletionsArgs),
    /// Manual page: of the whole program, or of one command
    Man(ManArgs),
}
