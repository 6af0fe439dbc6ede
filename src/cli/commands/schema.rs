//! `cchc schema`: what other programs may rely on in our JSON, and what index and
//! settings files may say.

use clap::Args;
use schemars::{JsonSchema, Schema};

use crate::answers::aggregates::AggregateRecord;
use crate::answers::calendar::CalendarDocument;
use crate::answers::check::CheckRecord;
use crate::answers::comparison::CompareRecord;
use crate::answers::explain::ExplainRecord;
use crate::answers::feedback::Index;
use crate::answers::figure::{FigureRecord, PageRecord};
use crate::answers::indicators::IndicatorsRecord;
use crate::answers::inspect_record::InspectRecord;
use crate::answers::listing::ListRecord;
use crate::answers::map::MapRecord;
use crate::answers::overview::OverviewRecord;
use crate::answers::rank_records::RanksRecord;
use crate::answers::records::StatsRecord;
use crate::answers::score::{IndicesRecord, ScoreRecord};
use crate::answers::series::SeriesDocument;
use crate::answers::signals;
use crate::answers::table_checks::CheckWithTables;
use crate::answers::targets::TargetsRecord;
use crate::answers::times::TimesRecord;
use crate::archive::month::MonthRecord;
use crate::archive::published::Register;
use crate::archive::tally_file::TallyFile;
use crate::cli::answering::schema_of;
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::commands::config as settings;
use crate::cli::commands::verify::{self, rekey};
use crate::cli::commands::words;
use crate::cli::config::{Config, Settings};
use crate::cli::failure::{Exit, Failure};
use crate::cli::{config, terminal};
use crate::dossiers::CalendarFile;
use crate::index::IndexFile;
use crate::render::{json, machine};
use crate::words::{Bilingual, Lang};

#[derive(Debug, Args)]
pub struct Arguments {
    /// Which document; left out: the names of all
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

/// The names that the command takes, with what makes each schema: answers first, then what is kept, then files
/// that people write.
const SCHEMAS: &[(&str, MakeSchema)] = &[
    ("overview", |_| schema_of::<OverviewRecord<'static>>()),
    ("stats", |_| schema_of::<StatsRecord<'static>>()),
    ("times", |_| schema_of::<TimesRecord<'static>>()),
    ("inspect", |_| schema_of::<InspectRecord<'static>>()),
    ("check", |_| schema_of::<CheckDocument<'static>>()),
    ("aggregate", |_| schema_of::<AggregateRecord<'static>>()),
    ("report", |_| machine::schema()),
    ("compare", |_| schema_of::<CompareRecord>()),
    ("series", |_| schema_of::<SeriesDocument>()),
    ("map", |_| schema_of::<MapRecord<'static>>()),
    ("score", |_| schema_of::<ScoreRecord<'static>>()),
    ("indices", |_| schema_of::<IndicesRecord<'static>>()),
    ("targets", |_| schema_of::<TargetsRecord<'static>>()),
    ("ranks", |_| schema_of::<RanksRecord<'static>>()),
    ("explain", |_| schema_of::<ExplainDocument<'static>>()),
    ("indicators", |_| schema_of::<IndicatorsRecord>()),
    ("list", |_| schema_of::<ListRecord<'static>>()),
    ("words", |_| words::schema()),
    ("verify", |_| verify::schema()),
    ("rekey", |_| rekey::schema()),
    ("settings", |_| settings::schema()),
    ("calendar", |_| schema_of::<CalendarDocument<'static>>()),
    ("feedback", |_| schemars::schema_for!(Index)),
    ("tally", |_| schemars::schema_for!(TallyFile)),
    ("run", |_| schemars::schema_for!(MonthRecord)),
    ("published", |_| schemars::schema_for!(Register)),
    ("index", |_| schemars::schema_for!(IndexFile)),
    ("config", config::schema),
    ("calendar-file", |_| schemars::schema_for!(CalendarFile)),
];

/// `cchc/check/1`: of logs, or of logs beside tables of counts.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "names what the two commands write")]
enum CheckDocument<'a> {
    Logs(CheckRecord<'a>),
    Tables(CheckWithTables<'a>),
}

/// `cchc/explain/1`: a figure with its dossiers, a figure without data, findings, or a signal.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "names what the command writes")]
enum ExplainDocument<'a> {
    Figure(Box<FigureRecord<'a>>),
    Page(PageRecord),
    Findings(ExplainRecord),
    Signal(signals::PageRecord),
}

type MakeSchema = fn(&Config) -> Schema;

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "",
        about: Bilingual {
            vi: "JSON Schema của dữ liệu ghi cho phần mềm khác và của các tệp khai báo",
            en: "JSON Schema of what the program writes for other programs, and of its settings files",
        },
        examples: &[
            Example::new("cchc schema", "mọi tên tài liệu", "the names of all"),
            Example::new("cchc schema config", "tệp cchc.toml", "of cchc.toml"),
        ],
    };
    const READS_SETTINGS: bool = false;

    fn run(&self, settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let names = || SCHEMAS.iter().map(|(name, _)| *name).collect::<Vec<_>>();
        let Some(name) = self.name.as_deref() else {
            return terminal::print_answer(&(names().join("\n") + "\n"), lang);
        };
        let Some((_, schema)) = SCHEMAS.iter().find(|(known, _)| *known == name) else {
            let what = lang.of("không có tài liệu", "there is no document");
            let failure = Failure::message(Exit::Usage, format!("{what} `{name}`"));
            let known = lang.of("các tên", "names");
            return Err(failure.hint(format!("{known}: {}", names().join(", "))));
        };
        let text = json::write(&schema(settings.config))
            .map_err(|error| Failure::new(Exit::Output, error))?;
        terminal::print_answer(&text, lang)
    }
}
