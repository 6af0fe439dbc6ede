//! A published month that the archive has no more, or cannot read: it stays published, and only a reason puts
//! another one in its place.

use serde_json::json;

use super::log::{Log, Step};
use super::project::Project;
use super::publish::needs_reason;
use crate::answers::run::{damage, restatement as restatement_texts};
use crate::archive::checks::restatement_of_lost;
use crate::archive::disk::counts_file::{Damage, TALLY_FILE};
use crate::archive::disk::register;
use crate::archive::month::MonthRecord;
use crate::archive::published::PublishedPeriod;
use crate::archive::{ArchiveError, ArchivedMonth, Tallies};
use crate::cli::archive_messages::OrFailure;
use crate::cli::commands::run::Arguments;
use crate::cli::failure::{Exit, Failure};
use crate::words::Lang;

/// Why a published month is not in the archive as it was.
#[derive(Debug)]
pub enum LostMonth {
    /// It was removed: what is remembered of it.
    Removed(PublishedPeriod),
    /// It is there, damaged, and is going to be put aside.
    Damaged(Option<PublishedPeriod>),
}

/// The month as it is archived, or how it was lost; neither where it was never published.
///
/// # Errors
/// When it is damaged and no reason to publish it anew is given.
pub fn archived_or_lost(
    project: &Project,
    arguments: &Arguments,
    lang: Lang,
) -> Result<(Option<ArchivedMonth>, Option<LostMonth>), Failure> {
    let mut register = register::read(&project.archive).or_failure(lang)?;
    let published = register.periods.remove(&project.slug);
    let is_restated = arguments.restate.is_some();
    match project.archive.month(&project.slug) {
        Ok(Some(month)) if month.folder().join(TALLY_FILE).is_file() => Ok((Some(month), None)),
        Ok(Some(month)) if !is_restated => {
            let (path, damage) = (month.folder().to_path_buf(), Damage::Missing);
            Err(ArchiveError::Counts { path, damage }).or_failure(lang)
        }
        Ok(Some(_)) => Ok((None, Some(LostMonth::Damaged(published)))),
        Ok(None) => Ok((None, published.map(LostMonth::Removed))),
        Err(_) if is_restated => Ok((None, Some(LostMonth::Damaged(published)))),
        Err(error) => {
            let refused: Result<_, Failure> = Err(error).or_failure(lang);
            let advice = damage::advice_for(Some(&project.slug), lang);
            refused.map_err(|failure| failure.hint(advice))
        }
    }
}

impl LostMonth {
    /// Writes into the record what the month was before; a removed month that comes out as it was published
    /// needs no reason.
    ///
    /// # Errors
    /// When it comes out otherwise, and no reason is given.
    pub fn enter(
        &self,
        (project, arguments): (&Project, &Arguments),
        (record, tallies): (&mut MonthRecord, &Tallies),
        log: Log,
    ) -> Result<(), Failure> {
        let published = match self {
            Self::Removed(published) => Some(published),
            Self::Damaged(published) => published.as_ref(),
        };
        let mut moved_of_units = Vec::new();
        if let Some(published) = published {
            record.restatements.clone_from(&published.restatements);
            let is_same = published
                .is_same(record, tallies)
                .map_err(|error| Failure::new(Exit::Output, error))?;
            if is_same && matches!(self, Self::Removed(_)) {
                return Ok(());
            }
            let units = published.moved_of_units(tallies);
            let text = restatement_texts::since_published(
                published,
                (tallies, units.as_deref()),
                log.lang,
            );
            let facts = json!({ "published_before": published.counts, "units": units });
            log.say(Step::Archive, &text, facts);
            moved_of_units = units.unwrap_or_default();
        }
        if arguments.restate.is_none() && !arguments.dry_run {
            return Err(needs_reason(project, true, log.lang));
        }
        let reason = arguments.restate.as_deref().unwrap_or_default();
        let change = restatement_of_lost(published, record, (moved_of_units, reason));
        record.restatements.push(change);
        Ok(())
    }
}
