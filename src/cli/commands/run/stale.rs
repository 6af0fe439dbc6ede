//! What was derived from other months of the archive, and is out of date since one of them was published anew.
//!
//! In: records of the archive. Out: the periods that changed since the comparison of a month was made. The months
//! themselves stay as they are: their figures are their own. Must not know: how a comparison is made.

use std::collections::BTreeMap;

use serde_json::json;

use super::archive::Archive;
use super::log::{Log, Step};
use super::printed;
use crate::archive::month::{ChangedPeriod, MonthRecord, UsedFor, UsedPeriod};
use crate::archive::tally_file;
use crate::words::Lang;

/// The periods that are others than when this month was compared with them; those that the archive has no more are
/// none, nothing is known of them.
pub fn changed(archive: &Archive, slug: &str, record: &MonthRecord) -> Vec<ChangedPeriod> {
    if record.counts_sha256.is_none() {
        return printed::changed(archive, slug);
    }
    let mut changed: Vec<ChangedPeriod> =
        record.stands_on.iter().filter_map(|used| changed_one(archive, used)).collect();
    // Who makes the comparison anew makes its limits anew.
    changed
        .sort_by(|left, right| (&left.period, left.used_for).cmp(&(&right.period, right.used_for)));
    changed.dedup_by(|other, first| other.period == first.period);
    changed
}

fn changed_one(archive: &Archive, used: &UsedPeriod) -> Option<ChangedPeriod> {
    let folder = archive.month_folder(&used.period);
    if !folder.exists() {
        return None;
    }
    let record = archive.record(&used.period)?;
    let now = record.counts_sha256.clone().or_else(|| {
        archive.tallies(&used.period).map(|tallies| tally_file::counts_sha256(&tallies))
    });
    if now.is_none() || now == used.counts_sha256 {
        return None;
    }
    // What could not be read then, and still cannot be, changed nothing.
    if used.counts_sha256.is_none() && archive.tallies(&used.period).is_none() {
        return None;
    }
    let reasons = record.restatements.iter().map(|restatement| restatement.reason.clone());
    let reasons = if used.counts_sha256.is_some() { reasons.collect() } else { Vec::new() };
    Some(ChangedPeriod { period: used.period.clone(), used_for: used.used_for, reasons })
}

/// Months of the archive that are out of date because this one changed.
pub fn because_of(archive: &Archive, slug: &str) -> BTreeMap<String, UsedFor> {
    let others = archive.slugs().into_iter().filter(|other| other != slug);
    let of_other = |other: String| {
        let record = archive.record(&other)?;
        let changed = changed(archive, &other, &record).into_iter();
        let changed = changed.filter(|changed| changed.period == slug);
        changed.map(|changed| changed.used_for).min().map(|used_for| (other, used_for))
    };
    others.filter_map(of_other).collect()
}

/// Tells that the comparison of this month itself is out of date.
pub fn tell_own(archive: &Archive, (slug, record): (&str, &MonthRecord), log: Log) {
    let changed = changed(archive, slug, record);
    if changed.is_empty() {
        return;
    }
    let all: Vec<String> = changed.iter().map(|changed| words(changed, log.lang)).collect();
    let all = all.join("; ");
    let text = match log.lang {
        Lang::Vi => format!(
            "báo cáo {slug} đã in theo số cũ: {all}. Lập lại bằng `cchc run --refresh {slug}`"
        ),
        Lang::En => format!(
            "the report of {slug} printed former figures: {all}. Make them anew by `cchc run --refresh {slug}`"
        ),
    };
    log.warn(Step::Archive, &text, json!({ "stale": slug, "changed": changed }));
}

/// Tells which later months are out of date now.
pub fn tell(archive: &Archive, slug: &str, log: Log) {
    for (used_for, months) in by_use(because_of(archive, slug)) {
        let text = sentence(slug, used_for, &months, log.lang);
        log.warn(Step::Archive, &text, json!({ "stale": months, "used_for": used_for }));
    }
}

fn by_use(stale: BTreeMap<String, UsedFor>) -> BTreeMap<UsedFor, Vec<String>> {
    let mut by_use: BTreeMap<UsedFor, Vec<String>> = BTreeMap::new();
    for (month, used_for) in stale {
        by_use.entry(used_for).or_default().push(month);
    }
    by_use
}

fn sentence(slug: &str, used_for: UsedFor, months: &[String], lang: Lang) -> String {
    let names = months.join(", ");
    match (used_for, lang) {
        (UsedFor::Comparison, Lang::Vi) => format!(
            "so sánh với {slug} đã in trong {names} không còn đúng: kỳ {slug} nay là số khác. Lập lại bằng `cchc run --refresh {names}`",
            names = months.join(" ")
        ),
        (UsedFor::Comparison, Lang::En) => format!(
            "the comparison with {slug} that {names} printed is out of date: {slug} is another one now. Make it anew by `cchc run --refresh {list}`",
            list = months.join(" ")
        ),
        (UsedFor::Limits, Lang::Vi) => format!(
            "giới hạn kiểm soát in trong {names} dùng số cũ của {slug}. Lập lại bằng `cchc run --refresh {list}`",
            list = months.join(" ")
        ),
        (UsedFor::Limits, Lang::En) => format!(
            "the control limits that {names} printed use the former figures of {slug}. Make them anew by `cchc run --refresh {list}`",
            list = months.join(" ")
        ),
        (UsedFor::Part, Lang::Vi) => format!(
            "kỳ dài hơn đã công bố trước khi {slug} đổi: {names}. Số của kỳ đó chưa gồm thay đổi; đếm lại bằng `cchc run --period {names} --restate \"lý do\"`"
        ),
        (UsedFor::Part, Lang::En) => format!(
            "longer periods were published before {slug} changed: {names}. Their figures lack the change; count again by `cchc run --period {names} --restate \"the reason\"`"
        ),
    }
}

/// A period that changed, in words.
pub fn words(changed: &ChangedPeriod, lang: Lang) -> String {
    let ChangedPeriod { period, used_for, reasons } = changed;
    let what = match used_for {
        UsedFor::Comparison => lang.of("so sánh với", "comparison with"),
        UsedFor::Limits => lang.of("giới hạn kiểm soát từ", "control limits from"),
        UsedFor::Part => lang.of("gồm", "includes"),
    };
    let why = if reasons.is_empty() {
        lang.of("khi đó chưa có", "was not there then").to_owned()
    } else {
        let what = lang.of("công bố lại", "restated");
        format!("{what}: {}", reasons.join("; "))
    };
    format!("{what} {period} ({why})")
}
