//! Months of the archive that a run would have used and cannot read: each is named, with the reason and what can be
//! done. No comparison goes away without a word.

use serde_json::json;

use super::log::{Log, Step};
use super::project::Project;
use super::register;
use crate::answers::publication::period_slug;
use crate::cli::kept_tally::{self, Damage};
use crate::words::Lang;

/// Tells of every month that was asked for so far and cannot be read, each once.
pub fn tell(project: &Project, log: Log) {
    project.archive.each_damaged(|slug, damage| warn(slug, damage, log));
}

/// Tells of one month.
pub fn warn(slug: &str, damage: &Damage, log: Log) {
    let (text, reason) = (sentence(slug, damage, log.lang), damage.reason(log.lang));
    log.warn(Step::Compare, &text, json!({ "damaged_month": slug, "reason": reason }));
}

/// Tells of periods to compare with that were published and vanished.
pub fn tell_vanished(project: &Project, log: Log) {
    for slug in vanished(project, log.lang) {
        warn(&slug, &Damage::Vanished, log);
    }
}

/// Published periods to compare with whose months are gone though nothing removed them.
fn vanished(project: &Project, lang: Lang) -> Vec<String> {
    let register = register::read(&project.archive, lang).unwrap_or_default();
    let others = [project.period.before(project.rule), project.period.year_before(project.rule)];
    let slugs = others.into_iter().flatten().map(|period| period_slug(period, project.rule));
    let is_gone = |slug: &String| {
        let published = register.periods.get(slug);
        published.is_some_and(|published| !published.is_removed)
            && !kept_tally::is_month(&project.archive.month_folder(slug))
    };
    slugs.filter(is_gone).collect()
}

fn sentence(slug: &str, damage: &Damage, lang: Lang) -> String {
    let (reason, advice) = (damage.reason(lang), damage.advice(Some(slug), lang));
    match lang {
        Lang::Vi => format!(
            "kho lưu trữ: tháng {slug} không đọc được, nên lần chạy này không so sánh và không đối chiếu tồn đầu kỳ với tháng đó: {reason}. Cách xử lý: {advice}"
        ),
        Lang::En => format!(
            "archive: {slug} cannot be read, so this run neither compares with it nor holds its opening against it: {reason}. What to do: {advice}"
        ),
    }
}
