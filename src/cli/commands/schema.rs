//! `cchc schema`: what other programs may rely on in our JSON, and what index and
//! settings files may say.

use clap::Args;

use crate::answers::calendar::CalendarDocument;
use crate::answers::comparison::CompareRecord;
use crate::answers::inspect_record::InspectRecord;
use crate::answers::score::ScoreRecord;
use crate::answers::series::SeriesDocument;
use crate::answers::times::TimesRecord;
use crate::archive::month::MonthRecord;
use crate::archive::published::Register;
use crate::archive::tally_file::TallyFile;
use crate::cli::command::{CommandLine, Example, Help};
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

/// The names that the command takes, with what makes each schema.
const SCHEMAS: &[(&str, MakeSchema)] = &[
    ("report", |_| machine::schema()),
    ("compare", |_| schemars::schema_for!(CompareRecord)),
    ("series", |_| schemars::schema_for!(SeriesDocument)),
    ("score", |_| schemars::schema_for!(ScoreRecord<'static>)),
    ("tally", |_| schemars::schema_for!(TallyFile)),
    ("run", |_| schemars::schema_for!(MonthRecord)),
    ("published", |_| schemars::schema_for!(Register)),
    ("inspect", |_| schemars::schema_for!(InspectRecord<'static>)),
    ("index", |_| schemars::schema_for!(IndexFile)),
    ("config", config::schema),
    ("times", |_| schemars::schema_for!(TimesRecord<'static>)),
    ("calendar", |_| schemars::schema_for!(CalendarDocument<'static>)),
    ("calendar-file", |_| schemars::schema_for!(CalendarFile)),
];

type MakeSchema = fn(&Config) -> schemars::Schema;

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
