//! `cchc verify`: an archived month counted again from its inputs, compared to the last digit.

mod arguments;
mod periods;
mod recount;
pub mod rekey;

use crate::answers::verify::{VerifyRecord, document, flat};
use crate::archive::disk::states_file::Pseudonymisation;
use crate::archive::disk::{register, stale};
use crate::archive::key::KeyId;
use crate::archive::month::{ChangedPeriod, UsedFor};
use crate::archive::published::PublishedPeriod;
use crate::archive::verification::{MonthVerdict, Remarks, Verdict};
use crate::archive::{Archive, ArchivedMonth};
use crate::cli::answering::{rendered, schema_of};
use crate::cli::archive_messages::OrFailure;
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::commands::run::project;
use crate::cli::config::{Config, Settings};
use crate::cli::failure::{Exit, Failure};
use crate::cli::{office_key, terminal};
use crate::output::{PackageState, state_of};
use crate::words::{Bilingual, Lang};

pub use arguments::Arguments;
pub use periods::archived_periods;
pub use recount::{Recount, recount};

/// The schema of its JSON.
pub fn schema() -> schemars::Schema {
    schema_of::<VerifyRecord<'static>>()
}

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "đối-chiếu",
        about: Bilingual {
            vi: "Đếm lại các tháng đã lưu từ dữ liệu gốc, so đến chữ số cuối",
            en: "Archived months counted again from their inputs, compared to the last digit",
        },
        examples: &[
            Example::new("cchc verify", "mọi tháng đã lưu", "every archived month"),
            Example::new("cchc verify 2024-05", "một tháng", "one month"),
        ],
    };

    fn run(&self, settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        if self.rekey {
            return rekey::run(self, settings, lang);
        }
        let config = project::enter(settings, lang)?;
        let archive = Archive::new(config.archive_folder().to_path_buf());
        let register = register::read(&archive).or_failure(lang)?;
        let slugs = archive.slugs();
        let is_without = |(slug, _): &(&String, &PublishedPeriod)| !slugs.contains(slug);
        let without: Vec<(&String, &PublishedPeriod)> =
            register.periods.iter().filter(is_without).collect();
        let known = slugs.iter().chain(without.iter().map(|(slug, _)| *slug)).cloned().collect();
        let mut periods = archived_periods(&archive, (known, &self.periods), lang)?;
        periods.sort();
        let is_quiet = self.output.talk.quiet;
        // Whatever is wrong with the key, the figures can be counted again.
        let file = office_key::read(config.archive_key(), &[&archive.folder], lang).ok();
        let key = file.and_then(|file| file.key).map(|key| key.id());
        let verifying = Verifying { archive: &archive, config: &config, key, lang, is_quiet };
        let month = |slug: &String| {
            let published = without.iter().find(|(other, _)| *other == slug);
            published.map_or_else(|| verifying.month(slug), |(_, published)| lost(slug, published))
        };
        let months: Vec<MonthVerdict> = periods.iter().map(month).collect();
        let record = VerifyRecord { schema: "cchc/verify/1", months: &months };
        let output = &self.output;
        let document = || document(&months, lang);
        let answer = rendered(output, lang, document, &record, || flat(&months))?;
        terminal::deliver(&answer, output, lang)?;
        Ok(exit(&months))
    }
}

fn exit(months: &[MonthVerdict]) -> Exit {
    // What a longer period lacks of a month that changed is a matter of its own figures, which were just counted.
    let is_printed = |changed: &ChangedPeriod| changed.used_for != UsedFor::Part;
    let of = |month: &MonthVerdict| match month.verdict {
        Verdict::Same if month.stale.iter().any(is_printed) => Exit::Findings,
        Verdict::Same | Verdict::Removed => Exit::Fine,
        Verdict::Differs { .. } | Verdict::Edited { .. } => Exit::Findings,
        Verdict::InputsChanged { .. } | Verdict::Unreadable { .. } | Verdict::Missing => {
            Exit::Input
        }
    };
    months.iter().map(of).max().unwrap_or(Exit::Fine)
}

/// What months are verified with.
struct Verifying<'a> {
    archive: &'a Archive,
    config: &'a Config,
    key: Option<KeyId>,
    lang: Lang,
    is_quiet: bool,
}

impl Verifying<'_> {
    fn month(&self, slug: &str) -> MonthVerdict {
        let (lang, folder) = (self.lang, self.archive.month_folder(slug));
        let mut month = MonthVerdict {
            period: slug.to_owned(),
            program: String::new(),
            restatements: 0,
            dossiers: Pseudonymisation::Missing.name(),
            verdict: Verdict::Same,
            remarks: Remarks::default(),
            stale: Vec::new(),
        };
        let unreadable =
            |failure: Failure| Verdict::Unreadable { error: format!("{:#}", failure.error) };
        let archived = match ArchivedMonth::read(&folder).or_failure(lang) {
            Ok(archived) => archived,
            Err(failure) => return MonthVerdict { verdict: unreadable(failure), ..month },
        };
        month.program.clone_from(&archived.record.program);
        month.restatements = archived.record.restatements.len();
        month.dossiers = archived.states_for(self.key.as_ref()).name();
        month.stale = stale::changed(self.archive, slug, &archived.record);
        match state_of(&folder) {
            Ok(PackageState::Whole | PackageState::Incomplete | PackageState::Absent) => {}
            Ok(PackageState::Strange(names) | PackageState::Edited(names)) => {
                return MonthVerdict { verdict: Verdict::Edited { files: names.first }, ..month };
            }
            Err(error) => {
                let verdict = Verdict::Unreadable { error: error.to_string() };
                return MonthVerdict { verdict, ..month };
            }
        }
        let present = self.config.inputs(slug, &project::months_of_record(&archived.record));
        match recount(&archived, &present, self.is_quiet, lang) {
            Ok(Recount { verdict, remarks, .. }) => MonthVerdict { verdict, remarks, ..month },
            Err(failure) => MonthVerdict { verdict: unreadable(failure), ..month },
        }
    }
}

/// A period that was published and has no month in the archive.
fn lost(slug: &str, published: &PublishedPeriod) -> MonthVerdict {
    MonthVerdict {
        period: slug.to_owned(),
        program: published.program.clone(),
        restatements: published.restatements.len(),
        dossiers: Pseudonymisation::Missing.name(),
        verdict: if published.is_removed { Verdict::Removed } else { Verdict::Missing },
        remarks: Remarks::default(),
        stale: Vec::new(),
    }
}
