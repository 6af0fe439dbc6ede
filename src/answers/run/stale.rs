//! Months of the archive that are out of date since another one was published anew, in words.
//!
//! In: [`ChangedPeriod`]s. Out: sentences. Must not know: how they were found.

use crate::archive::month::{ChangedPeriod, UsedFor};
use crate::words::Lang;

/// The comparison of a month itself is out of date.
pub fn of_itself(slug: &str, changed: &[ChangedPeriod], lang: Lang) -> String {
    let all: Vec<String> = changed.iter().map(|changed| words(changed, lang)).collect();
    let all = all.join("; ");
    match lang {
        Lang::Vi => format!(
            "báo cáo {slug} đã in theo số cũ: {all}. Lập lại bằng `cchc run --refresh {slug}`"
        ),
        Lang::En => format!(
            "the report of {slug} printed former figures: {all}. Make them anew by `cchc run --refresh {slug}`"
        ),
    }
}

/// Other months are out of date, for this one changed.
pub fn of_others(slug: &str, used_for: UsedFor, months: &[String], lang: Lang) -> String {
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

/// The comparison of a month was made anew.
pub fn refreshed(slug: &str, because: &[ChangedPeriod], lang: Lang) -> String {
    let why: Vec<String> = because.iter().map(|changed| words(changed, lang)).collect();
    let why = why.join("; ");
    match lang {
        Lang::Vi => format!("Đã lập lại so sánh của {slug}: {why}"),
        Lang::En => format!("Made the comparison of {slug} anew: {why}"),
    }
}

/// A period is made of months that changed: a comparison that is made anew does not help.
pub fn not_by_refresh(slug: &str, parts: &[&ChangedPeriod], lang: Lang) -> String {
    let names: Vec<&str> = parts.iter().map(|changed| changed.period.as_str()).collect();
    let names = names.join(", ");
    match lang {
        Lang::Vi => format!(
            "kỳ {slug} gồm {names}, nay là số khác; số của kỳ này chỉ đổi khi đếm lại: `cchc run --period {slug} --restate \"lý do\"`"
        ),
        Lang::En => format!(
            "{slug} includes {names}, which are others now; its figures change only when counted again: `cchc run --period {slug} --restate \"the reason\"`"
        ),
    }
}
