//! The words of comparisons.

use crate::answers::phrase::Phrase;
use crate::answers::publication::columns::Style;
use crate::answers::publication::period_name;
use crate::answers::text::dimension_name;
use crate::archive::checks::PublishedRate;
use crate::comparison::{Comparison, LIMIT_MONTHS_LEAST, Limits, Position, TooFewMonths, With};
use crate::domain::{Dimension, Exact, REORGANISATION};
use crate::tally::TimeFrame;
use crate::words::Lang;
use crate::words::lower_first;

/// An earlier rate that was published by another definition than it is compared by.
pub fn published(style: Style<'_>, before: &PublishedRate) -> Phrase {
    let (by, here) = (&before.definition, style.definition.name());
    let (said, after) = match style.lang {
        Lang::Vi => (
            "Tỷ lệ đúng hạn của kỳ so sánh đã công bố là ",
            format!(" (theo {by}); ở đây được tính lại theo {here}."),
        ),
        Lang::En => (
            "The on-time rate of the earlier period was published as ",
            format!(" (by {by}); here it is counted again by {here}."),
        ),
    };
    Phrase::from(said).share(before.rate.into()).text(after)
}

/// `tháng 5 năm 2024`
pub fn name(lang: Lang, frame: &TimeFrame) -> String {
    period_name(lang, frame.period, frame.rule)
}

/// `tháng 4 năm 2024`; what a later run of the same period is compared with has no other name.
pub fn earlier(lang: Lang, comparison: &Comparison) -> String {
    if comparison.earlier.period == comparison.later.period {
        return lang.of("lần tính trước", "the earlier run").to_owned();
    }
    name(lang, &comparison.earlier)
}

/// `tháng 5 năm 2024 so với tháng 4 năm 2024`
pub fn against(lang: Lang, comparison: &Comparison) -> String {
    let (later, earlier) = (name(lang, &comparison.later), earlier(lang, comparison));
    match lang {
        Lang::Vi => format!("{later} so với {earlier}"),
        Lang::En => format!("{later} against {earlier}"),
    }
}

/// `So sánh tháng 5 năm 2024 với tháng 4 năm 2024`
pub fn heading(lang: Lang, comparison: &Comparison) -> String {
    let (later, earlier) = (name(lang, &comparison.later), earlier(lang, comparison));
    match lang {
        Lang::Vi => format!("So sánh {later} với {earlier}"),
        Lang::En => format!("{later} compared with {earlier}"),
    }
}

/// `kỳ trước`, as sheets are told apart.
pub const fn short(lang: Lang, with: With) -> &'static str {
    match with {
        With::Previous => lang.of("kỳ trước", "previous"),
        With::LastYear => lang.of("năm trước", "last year"),
        With::YearToDate => lang.of("lũy kế", "to date"),
        With::Period(_) => lang.of("kỳ chọn", "period"),
        With::Run => lang.of("lần trước", "earlier run"),
    }
}

/// Groups of a dimension, in a sentence: `thủ tục`, `đơn vị`.
pub fn groups(lang: Lang, over: Dimension) -> String {
    match (lang, over) {
        (Lang::En, Dimension::Procedure) => "procedures".to_owned(),
        (Lang::En, Dimension::Channel) => "channels".to_owned(),
        (Lang::En, Dimension::Unit) => "units".to_owned(),
        _ => lower_first(dimension_name(lang, over)),
    }
}

/// `tăng`, `giảm`; nothing for no change.
pub fn direction(lang: Lang, change: &Exact) -> Option<&'static str> {
    let nothing = Exact::default();
    match change.cmp(&nothing) {
        std::cmp::Ordering::Greater => Some(lang.of("tăng", "up")),
        std::cmp::Ordering::Less => Some(lang.of("giảm", "down")),
        std::cmp::Ordering::Equal => None,
    }
}

/// Where a rate lies, in words.
pub fn position(lang: Lang, limits: &Result<Limits, TooFewMonths>) -> String {
    match limits {
        Ok(limits) if !limits.past.is_of_use() => {
            lang.of("giới hạn không phù hợp", "limits do not fit").to_owned()
        }
        Ok(limits) => match limits.position {
            Position::Within => lang.of("trong giới hạn", "within limits").to_owned(),
            Position::Above => lang.of("vượt giới hạn trên", "above the limits").to_owned(),
            Position::Below => lang.of("dưới giới hạn dưới", "below the limits").to_owned(),
        },
        Err(TooFewMonths { months }) => match lang {
            Lang::Vi => format!("chưa đủ tháng ({months}/{LIMIT_MONTHS_LEAST})"),
            Lang::En => format!("too few months ({months} of {LIMIT_MONTHS_LEAST})"),
        },
    }
}

/// Whether the reorganisation of 1 July 2025 lies between the periods.
pub fn crosses_reorganisation(comparison: &Comparison) -> bool {
    comparison.earlier.period.from < REORGANISATION && comparison.later.period.to >= REORGANISATION
}

/// The units that are left out of a comparison, if there are any.
pub fn not_covered(lang: Lang, comparison: &Comparison) -> Option<Phrase> {
    const NAMED: usize = 6;
    let units = &comparison.not_covered;
    if units.is_empty() {
        return None;
    }
    let named = units.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; ");
    let more = if units.len() > NAMED { "; …" } else { "" };
    Some(
        Phrase::from(lang.of(
            "Chỉ so sánh các đơn vị có dữ liệu đến hết cả hai kỳ; không so sánh ",
            "Only units whose data reach to the end of both periods are compared; left out: ",
        ))
        .count(units.len() as u64)
        .text(format!("{}{named}{more}.", lang.of(" đơn vị: ", " units: "))),
    )
}
