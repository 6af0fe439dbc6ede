//! The head block of a form: period, units, measure.

use super::plan::{HeadItem, HeadValue};
use crate::answers::Phrase;
use crate::answers::provenance::day;
use crate::answers::publication::{Letterhead, PeriodFacts};
use crate::domain::PeriodRule;
use crate::words::Lang;

/// What only people know, as it is left open on paper.
pub(super) const OPEN: &str = "………";

/// Labels and values of the head block.
pub(super) fn head(
    items: &[HeadItem],
    measure: &str,
    lang: Lang,
    period: &PeriodFacts,
    letterhead: &Letterhead,
) -> Vec<(String, String)> {
    let or_open = |text: Option<&String>| text.cloned().unwrap_or_else(|| OPEN.to_owned());
    let value = |value: HeadValue| match value {
        HeadValue::Period => period_text(lang, period),
        HeadValue::ReportingUnit => or_open(letterhead.reporting_unit.as_ref()),
        HeadValue::ReceivingUnit => or_open(letterhead.receiving_unit.as_ref()),
        HeadValue::Measure => measure.to_owned(),
        HeadValue::Open => OPEN.to_owned(),
    };
    items.iter().map(|item| (item.label.clone(), value(item.value))).collect()
}

/// Whether the user gave the days instead of a month, quarter or year.
fn is_days(period: &PeriodFacts) -> bool {
    period.slug.contains('_')
}

/// `Tháng 6 năm 2024 (Từ ngày 15/05/2024 đến ngày 14/06/2024)`
pub(super) fn period_text(lang: Lang, period: &PeriodFacts) -> String {
    let (from, to) = (day(lang, period.from), day(lang, period.to));
    let days = match lang {
        Lang::Vi => format!("Từ ngày {from} đến ngày {to}"),
        Lang::En => format!("{from} to {to}"),
    };
    if is_days(period) {
        return days;
    }
    let mut name = period.name.chars();
    let name: String =
        name.next().map(char::to_uppercase).into_iter().flatten().chain(name).collect();
    format!("{name} ({days})")
}

/// Which days belong to the period by which rule, and the day on which the open ones were judged.
pub(super) fn period_notes(lang: Lang, period: &PeriodFacts) -> Vec<Phrase> {
    let rule = match period.rule {
        _ if is_days(period) => lang.of(
            "Kỳ báo cáo lấy đúng các ngày đã chọn.",
            "The period is the days that were asked for.",
        ),
        PeriodRule::Calendar => lang.of(
            "Kỳ báo cáo tính theo lịch, từ ngày đầu đến ngày cuối tháng. Có nơi chốt số liệu từ ngày 15 tháng trước đến ngày 14 (chỉ mới thấy ở Quyết định 01/2023/QĐ-UBND của Khánh Hòa): hai cách không so với nhau được.",
            "The period is by calendar, first to last day of the month. Some places close it from the 15th to the 14th (seen in Khánh Hòa's Decision 01/2023/QĐ-UBND only): the two cannot be compared.",
        ),
        PeriodRule::Decree => lang.of(
            "Kỳ báo cáo tính từ ngày 15 tháng trước đến ngày 14. Quy tắc này chỉ mới thấy ở Quyết định 01/2023/QĐ-UBND của Khánh Hòa; bảng tính theo lịch cho số khác.",
            "The period is from the 15th of the month before to the 14th. This rule was seen in Khánh Hòa's Decision 01/2023/QĐ-UBND only; tables by calendar have other figures.",
        ),
    };
    let mut notes = vec![Phrase::from(rule)];
    if period.as_of != period.to {
        let as_of = day(lang, period.as_of);
        notes.push(Phrase::from(match lang {
            Lang::Vi => format!("Hồ sơ đang giải quyết tính đến ngày {as_of}."),
            Lang::En => format!("Open dossiers as of {as_of}."),
        }));
    }
    notes
}
