//! `cchc schema`: what other programs may rely on in our JSON, and what index and
//! settings files may say.

use super::super::failure::{Exit, Failure};
use super::super::{config, terminal};
use crate::answers::calendar::CalendarDocument;
use crate::answers::comparison::CompareRecord;
use crate::answers::inspect_record::InspectRecord;
use crate::answers::score::ScoreRecord;
use crate::answers::series::SeriesDocument;
use crate::answers::times::TimesRecord;
use crate::archive::month::MonthRecord;
use crate::archive::published::Register;
use crate::archive::tally_file::TallyFile;
use crate::dossiers::CalendarFile;
use crate::index::IndexFile;
use crate::render::{json, machine};
use crate::words::Lang;

/// The names that the command takes, with what makes each schema.
const SCHEMAS: &[(&str, MakeSchema)] = &[
    ("report", machine::schema),
    ("compare", || schemars::schema_for!(CompareRecord)),
    ("series", || schemars::schema_for!(SeriesDocument)),
    ("score", || schemars::schema_for!(ScoreRecord<'static>)),
    ("tally", || schemars::schema_for!(TallyFile)),
    ("run", || schemars::schema_for!(MonthRecord)),
    ("published", || schemars::schema_for!(Register)),
    ("inspect", || schemars::schema_for!(InspectRecord<'static>)),
    ("index", || schemars::schema_for!(IndexFile)),
    ("config", config::schema),
    ("times", || schemars::schema_for!(TimesRecord<'static>)),
    ("calendar", || schemars::schema_for!(CalendarDocument<'static>)),
    ("calendar-file", || schemars::schema_for!(CalendarFile)),
];

type MakeSchema = fn() -> schemars::Schema;

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
