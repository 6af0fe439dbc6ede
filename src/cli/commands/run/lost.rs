//! A published month that the archive has no more, or cannot read: it stays published, and only a reason puts
//! another one in its place.

use serde_json::json;

use super::archive::Kept;
use super::log::{Log, Step};
use super::project::Project;
use super::{register, summary};
use crate::answers::count_name;
use crate::archive::Tallies;
use crate::archive::month::{MonthRecord, MovedCount, Restatement};
use crate::archive::published::Published;
use crate::cli::commands::run::Arguments;
use crate::cli::failure::{Exit, Failure};
use crate::cli::kept_tally::{self, Damage, TALLY_FILE};
use crate::render::number::count;
use crate::words::Lang;

/// Why a published month is not in the archive as it was.
#[derive(Debug)]
pub enum Lost {
    /// It was removed: what is remembered of it.
    Removed(Published),
    /// It is there, damaged, and is going to be put aside.
    Damaged(Option<Published>),
}

/// The month as it is archived, or how it was lost; neither where it was never published.
///
/// # Errors
/// When it is damaged and no reason to publish it anew is given.
pub fn kept(
    project: &Project,
    arguments: &Arguments,
    lang: Lang,
) -> Result<(Option<Kept>, Option<Lost>), Failure> {
    let mut register = register::read(&project.archive, lang)?;
    let published = register.periods.remove(&project.slug);
    match project.archive.kept(&project.slug, lang) {
        Ok(Some(kept)) if kept.folder().join(TALLY_FILE).is_file() => Ok((Some(kept), None)),
        Ok(Some(kept)) if arguments.restate.is_none() => {
            Err(kept_tally::refusal(kept.folder(), &Damage::Missing, lang))
        }
        Ok(Some(_)) => Ok((None, Some(Lost::Damaged(published)))),
        Ok(None) => Ok((None, published.map(Lost::Removed))),
        Err(_) if arguments.restate.is_some() => Ok((None, Some(Lost::Damaged(published)))),
        Err(failure) => Err(failure.hint(kept_tally::advice(Some(&project.slug), lang))),
    }
}

impl Lost {
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
            let text = moved(published, (tallies, units.as_deref()), log.lang);
            let facts = json!({ "published_before": published.counts, "units": units });
            log.say(Step::Archive, &text, facts);
            moved_of_units = units.unwrap_or_default();
        }
        if arguments.restate.is_none() && !arguments.dry_run {
            return Err(needs_reason(project, log.lang));
        }
        let is_newer = published.filter(|published| published.program != record.program);
        record.restatements.push(Restatement {
            number: record.restatements.len() + 1,
            reason: arguments.restate.clone().unwrap_or_default(),
            program: is_newer.map(|published| [published.program.clone(), record.program.clone()]),
            options: Vec::new(),
            files: Vec::new(),
            moved: moved_of_units,
            causes: Vec::new(),
        });
        Ok(())
    }
}

/// The counts of the whole that are others than those remembered, and those of units where they are.
fn moved(
    published: &Published,
    (tallies, units): (&Tallies, Option<&[MovedCount]>),
    lang: Lang,
) -> String {
    let moved = published.moved(tallies);
    let mut lines = Vec::new();
    if moved.is_empty() {
        lines.push(summary::no_count_moved(lang).to_owned());
    } else {
        let told = moved.into_iter().map(|(what, before, after)| {
            format!("{} {} → {}", count_name(lang, what), count(lang, before), count(lang, after))
        });
        let what = lang.of("So với số đã công bố", "Against what was published");
        lines.push(format!("{what}: {}", told.collect::<Vec<_>>().join(", ")));
    }
    match units {
        Some(units) => lines.extend(summary::by_unit(units, lang)),
        None => lines.push(
            lang.of(
                "Kho lưu trữ không còn số liệu từng đơn vị của kỳ này: chỉ nói được tổng số đổi thế nào.",
                "The archive has no counts of units of this period any more: only the whole can be told.",
            )
            .to_owned(),
        ),
    }
    lines.join("\n")
}

fn needs_reason(project: &Project, lang: Lang) -> Failure {
    let slug = &project.slug;
    let what = match lang {
        Lang::Vi => format!(
            "kỳ {slug} đã công bố (tháng không còn trong kho lưu trữ) và nay ra kết quả khác; không tệp nào được ghi"
        ),
        Lang::En => format!(
            "{slug} is published (its month is not in the archive any more) and comes out otherwise now; nothing was written"
        ),
    };
    Failure::message(Exit::Output, what).hint(match lang {
        Lang::Vi => format!("công bố lại bằng `cchc run --period {slug} --restate \"lý do\"`"),
        Lang::En => format!("publish anew by `cchc run --period {slug} --restate \"the reason\"`"),
    })
}
