//! `cchc schema`: what other programs may rely on in our JSON, and what index and
//! settings files may say.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use super::super::failure::{Exit, Failure};
use super::super::{config, terminal};
use super::{config as settings, rekey, verify, words};
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
use crate::dossiers::CalendarFile;
use crate::index::IndexFile;
use crate::render::{json, machine};
use crate::words::Lang;

/// The names that the command takes, with what makes each schema: answers first, then what is kept, then files
/// that people write.
const SCHEMAS: &[(&str, MakeSchema)] = &[
    ("overview", written::<OverviewRecord<'static>>),
    ("stats", written::<StatsRecord<'static>>),
    ("times", written::<TimesRecord<'static>>),
    ("inspect", written::<InspectRecord<'static>>),
    ("check", written::<CheckDocument<'static>>),
    ("aggregate", written::<AggregateRecord<'static>>),
    ("report", machine::schema),
    ("compare", written::<CompareRecord>),
    ("series", written::<SeriesDocument>),
    ("score", written::<ScoreRecord<'static>>),
    ("indices", written::<IndicesRecord<'static>>),
    ("targets", written::<TargetsRecord<'static>>),
    ("ranks", written::<RanksRecord<'static>>),
    ("explain", written::<ExplainDocument<'static>>),
    ("indicators", written::<IndicatorsRecord>),
    ("list", written::<ListRecord<'static>>),
    ("words", words::schema),
    ("verify", verify::schema),
    ("rekey", rekey::schema),
    ("settings", settings::schema),
    ("calendar", written::<CalendarDocument<'static>>),
    ("feedback", || schemars::schema_for!(Index)),
    ("tally", || schemars::schema_for!(TallyFile)),
    ("run", || schemars::schema_for!(MonthRecord)),
    ("published", || schemars::schema_for!(Register)),
    ("index", || schemars::schema_for!(IndexFile)),
    ("config", config::schema),
    ("calendar-file", || schemars::schema_for!(CalendarFile)),
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
    Figure(FigureRecord<'a>),
    Page(PageRecord),
    Findings(ExplainRecord),
    Signal(signals::PageRecord),
}

type MakeSchema = fn() -> Schema;

/// The schema of what this version writes: members that are always there are required.
pub fn written<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

/// Prints one schema, or the names of all.
///
/// # Errors
/// When there is no such document or standard output cannot be written.
pub fn run(name: Option<&str>, lang: Lang) -> Result<Exit, Failure> {
    let names = || SCHEMAS.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    let Some(name) = name else {
        return terminal::print_answer(&(names().join("\n") + "\n"), lang);
    };
    let Some((_, schema)) = SCHEMAS.iter().find(|(known, _)| *known == name) else {
        let what = lang.of("không có tài liệu", "there is no document");
        let failure = Failure::message(Exit::Usage, format!("{what} `{name}`"));
        let known = lang.of("các tên", "names");
        return Err(failure.hint(format!("{known}: {}", names().join(", "))));
    };
    let text = json::write(&schema()).map_err(|error| Failure::new(Exit::Output, error))?;
    terminal::print_answer(&text, lang)
}
