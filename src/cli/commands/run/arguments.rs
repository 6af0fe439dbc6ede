//! What `cchc run` takes.

use clap::{Args, ValueEnum};

use crate::cli::arguments::TalkArgs;
use crate::cli::choice::choice;
use crate::domain::Span;

#[derive(Debug, Args)]
pub struct Arguments {
    /// The period of the run: `2024-06`, `2024-Q2`, `last-month`
    #[arg(long, value_name = "PERIOD", default_value = "last-month")]
    pub period: String,
    /// Run each month or quarter of the period on its own, in order, up to the first that cannot be published
    #[arg(long = "every", value_parser = choice(Span::ALL, Span::name), value_name = "STEP")]
    pub run_every: Option<Span>,
    /// Publish a published month anew, for this reason
    #[arg(long, value_name = "REASON")]
    pub restate: Option<String>,
    /// Count nothing; make the comparisons of archived months anew whose other months were restated
    /// since: of this period (repeatable), or of all that are out of date
    #[arg(long, value_name = "PERIOD", num_args = 0.., conflicts_with_all = ["restate", "period"])]
    pub refresh: Option<Vec<String>>,
    /// Publish although units have no data up to the as-of day; the report names them
    #[arg(long)]
    pub accept_missing: bool,
    /// Publish although dossiers that the period before left open are in no export any more, or exports of the
    /// year to date lack what the year before left open; the archive keeps that it was accepted
    #[arg(long)]
    pub accept_lost: bool,
    /// Do everything but write; name the files and what would become of them
    #[arg(long)]
    pub dry_run: bool,
    /// Talk as sentences, or as a JSON object a line
    #[arg(long, value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
    #[command(flatten)]
    pub talk: TalkArgs,
}

impl Arguments {
    /// The periods whose comparisons are to be made anew; none for all.
    pub fn refresh_periods(&self) -> Vec<String> {
        self.refresh.clone().unwrap_or_default()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Text,
    Json,
}
