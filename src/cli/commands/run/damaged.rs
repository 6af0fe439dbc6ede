//! Tells of months of the archive that a run would have used and cannot read, each once.

use serde_json::json;

use super::log::{Log, Step};
use super::project::Project;
use crate::answers::run::damage;
use crate::archive::disk::counts_file::Damage;
use crate::archive::disk::register;

/// Tells of every month that was asked for so far and cannot be read.
pub fn tell(project: &Project, log: Log) {
    project.archive.each_damaged(|slug, damage| warn(slug, damage, log));
}

/// Tells of one month.
pub fn warn(slug: &str, damage: &Damage, log: Log) {
    let text = damage::without_month(slug, damage, log.lang);
    let reason = damage::reason(damage, log.lang);
    log.warn(Step::Compare, &text, json!({ "damaged_month": slug, "reason": reason }));
}

/// Tells of periods to compare with that were published and vanished.
pub fn tell_vanished(project: &Project, log: Log) {
    let others = [project.period.before(project.rule), project.period.year_before(project.rule)];
    for period in others.into_iter().flatten() {
        let slug = period.slug(project.rule);
        if register::has_vanished(&project.archive, &slug) {
            warn(&slug, &Damage::Vanished, log);
        }
    }
}
