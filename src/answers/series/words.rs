//! The words of series.

use crate::series::{Break, BreakKind, SeriesStep};
use crate::words::Lang;

/// What changed, in words: `phiên bản chương trình: cchc 0.1.0 → cchc 0.2.0`.
pub fn break_text(lang: Lang, one: &Break) -> String {
    let what = match one.kind {
        BreakKind::Reorganisation => {
            return lang
                .of(
                    "sắp xếp đơn vị hành chính từ ngày 01/7/2025",
                    "reorganisation of units on 1 July 2025",
                )
                .to_owned();
        }
        BreakKind::PeriodRule => lang.of("quy tắc kỳ", "period rule"),
        BreakKind::Grain => lang.of("so hạn theo", "grain"),
        BreakKind::Policy => lang.of("cách xử lý dòng mâu thuẫn", "policy"),
        BreakKind::UnitsBasis => lang.of("đơn vị tính theo", "units as of"),
        BreakKind::Filters => lang.of("bộ lọc", "filter"),
        BreakKind::Calendar => lang.of("bản lịch làm việc", "working calendar"),
        BreakKind::Program => lang.of("phiên bản chương trình", "program version"),
        BreakKind::Profile => lang.of("tệp ánh xạ", "profile"),
        BreakKind::Carried => lang.of(
            "tồn không nối: kỳ trước để lại → kỳ này mở đầu",
            "open dossiers do not chain, left open → opening",
        ),
        BreakKind::Columns => {
            let gone = lang.of("không còn cột", "columns gone");
            return both_sides(one, gone, lang.of("thêm cột", "columns new"));
        }
        BreakKind::Coverage => {
            let gone = lang.of("không còn dữ liệu của", "no data any more of");
            return both_sides(one, gone, lang.of("có thêm dữ liệu của", "data new of"));
        }
    };
    let side = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
    format!("{what}: {} → {}", side(&one.before), side(&one.after))
}

/// What is gone and what is new.
fn both_sides(one: &Break, gone: &str, new: &str) -> String {
    let sides = [(&one.before, gone), (&one.after, new)].into_iter();
    let told = sides.filter(|(names, _)| !names.is_empty());
    told.map(|(names, what)| format!("{what} {names}")).collect::<Vec<_>>().join("; ")
}

/// All breaks before a step.
pub fn breaks_text(lang: Lang, step: &SeriesStep) -> String {
    let texts = step.breaks.iter().map(|one| break_text(lang, one));
    texts.collect::<Vec<_>>().join("; ")
}

/// What is to be known of a step itself.
pub fn step_text(lang: Lang, step: &SeriesStep) -> String {
    let mut said: Vec<String> = Vec::new();
    if !step.missing.is_empty() {
        let what = lang.of("thiếu", "missing");
        said.push(format!("{what} {}", step.missing.join(", ")));
    } else if !step.is_whole && step.period.is_some() {
        said.push(lang.of("chưa đủ kỳ", "not a whole period").to_owned());
    }
    if !step.restated.is_empty() {
        let what = lang.of("đã tính lại", "restated");
        said.push(format!("{what} {}", step.restated.join(", ")));
    }
    if !step.published.is_empty() {
        said.push(lang.of("đã công bố giá trị khác", "published with another value").to_owned());
    }
    said.join("; ")
}
