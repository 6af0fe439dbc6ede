//! Months of the archive that a run would have used and cannot read: each is named, with the reason and what can be
//! done. No comparison goes away without a word.

use serde_json::json;

use super::log::{Log, Step};
use super::project::Project;
use crate::cli::commands::kept_tally::Damage;
use crate::report::Lang;

/// Tells of every month that was asked for since the last time and cannot be read.
pub fn tell(project: &Project, log: Log) {
    for (slug, damage) in project.archive.damaged() {
        let (text, reason) = (sentence(&slug, &damage, log.lang), damage.reason(log.lang));
        log.warn(Step::Compare, &text, json!({ "damaged_month": slug, "reason": reason }));
    }
}

/// What is wrong with a month, and what to do.
pub fn sentence(slug: &str, damage: &Damage, lang: Lang) -> String {
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
