//! The conclusion of a comparison, in sentences: how much, why, whether it is news.

use num_traits::Signed;

use super::words::{self, crosses_reorganisation, direction, groups, name};
use crate::answers::phrase::Phrase;
use crate::answers::text::{nameless, unit_name, unit_of_change};
use crate::comparison::{
    Comparison, Contribution, Effects, LIMIT_MONTHS, LIMIT_MONTHS_LEAST, Limits, PastMonths,
    Position, RateComparison, TooFewMonths, UnitCount, UnitsCompared, is_cut_by_reorganisation,
};
use crate::domain::exact::in_points;
use crate::domain::{Dimension, Exact};
use crate::indicators::Quantity;
use crate::tally::Count;
use crate::words::lower_first;
use crate::words::{Lang, pick};

/// So many procedures and units are named in a sentence.
const NAMED: usize = 2;
const UNITS_NAMED: usize = 12;

/// What is to be said of one rate.
pub fn sentences(lang: Lang, comparison: &Comparison, rate: &RateComparison) -> Vec<Phrase> {
    let Ok(change) = rate.total.pair.change() else {
        let rate = lower_first(pick(lang, rate.indicator.name()));
        return vec![Phrase::from(match lang {
            Lang::Vi => format!("Không so sánh được {rate}: một trong hai kỳ không có số liệu."),
            Lang::En => format!("No comparison of the {rate}: one of the periods has no value."),
        })];
    };
    let mut sentences = vec![why(lang, comparison, rate, &change)];
    let over = [Dimension::Procedure, Dimension::Channel, Dimension::Unit];
    let effects = over.into_iter().filter_map(|over| rate.total.over(over));
    sentences.extend(
        effects.filter_map(|effects| paradox(lang, effects, (&change, rate.indicator.quantity))),
    );
    let limits = rate.total.limits.as_ref().map(|limits| limits_sentence(lang, limits));
    let later = &comparison.later;
    let is_cut = is_cut_by_reorganisation(later.period, LIMIT_MONTHS, later.rule);
    sentences.extend(limits.map(|limits| if is_cut { cut(lang, limits) } else { limits }));
    sentences.extend(alike(lang, comparison, rate));
    sentences.extend(reorganised(lang, comparison));
    sentences
}

/// That the communes are others, and what helps where it does: units that differ can be told in one
/// structure while the logs are at hand.
fn reorganised(lang: Lang, comparison: &Comparison) -> Option<Phrase> {
    if !crosses_reorganisation(comparison) {
        return None;
    }
    let differ = comparison.units.as_ref().is_some_and(UnitsCompared::differ);
    Some(Phrase::from(if differ && comparison.may_be_rebased {
        lang.of(
            "Hai kỳ nằm hai bên ngày 01/7/2025 (sắp xếp đơn vị hành chính): so từng đơn vị thì thêm --units 2025.",
            "The reorganisation of 1 July 2025 lies between the periods: to compare units, add --units 2025.",
        )
    } else {
        lang.of(
            "Hai kỳ nằm hai bên ngày 01/7/2025 (sắp xếp đơn vị hành chính).",
            "The reorganisation of 1 July 2025 lies between the periods.",
        )
    }))
}

fn why(lang: Lang, comparison: &Comparison, rate: &RateComparison, change: &Exact) -> Phrase {
    let (later, earlier) = (name(lang, &comparison.later), words::earlier(lang, comparison));
    let (rate_name, quantity) = (pick(lang, rate.indicator.name()), rate.indicator.quantity);
    let start = match lang {
        Lang::Vi => format!("{rate_name} {later}: "),
        Lang::En => format!("{rate_name}, {later}: "),
    };
    let mut phrase = Phrase::from(start);
    if let Some((later, earlier_rate)) = rate.total.pair.ratios() {
        phrase = value(lang, phrase, Exact::from(later), quantity);
        phrase = phrase.text(" (").count(later.numerator()).text("/");
        phrase = phrase.count(later.denominator()).text("), ");
        phrase = moved(lang, phrase, change, quantity);
        phrase = phrase.text(match lang {
            Lang::Vi => format!(" so với {earlier} ("),
            Lang::En => format!(" against {earlier} ("),
        });
        phrase = value(lang, phrase, Exact::from(earlier_rate), quantity).text(")");
    }
    if let Some(effects) = rate.total.over(Dimension::Procedure) {
        phrase = part(lang, phrase.text(": "), &effects.rate, quantity).text(
            lang.of(" do kết quả của từng thủ tục, ", " from the results of the procedures, "),
        );
        phrase = part(lang, phrase, &effects.mix, quantity)
            .text(lang.of(" do cơ cấu thủ tục", " from their mix"));
        phrase = chief(lang, phrase, effects, (change, quantity));
    }
    phrase.text(".")
}

/// `97,82%`, `5,25 ngày`
fn value(lang: Lang, phrase: Phrase, value: Exact, quantity: Quantity) -> Phrase {
    match quantity {
        Quantity::Share => phrase.share(value),
        Quantity::Days | Quantity::Points => {
            phrase.points(value).text(format!(" {}", unit_name(lang, quantity)))
        }
    }
}

/// A change as a number of its unit.
fn in_unit(change: &Exact, quantity: Quantity) -> Exact {
    match quantity {
        Quantity::Share => in_points(change),
        Quantity::Days | Quantity::Points => change.clone(),
    }
}

/// `+0,90 điểm %`: a part of a change.
fn part(lang: Lang, phrase: Phrase, part: &Exact, quantity: Quantity) -> Phrase {
    let unit = unit_of_change(lang, quantity);
    phrase.change(in_unit(part, quantity)).text(format!(" {unit}"))
}

/// `giảm 1,20 điểm %`
fn moved(lang: Lang, phrase: Phrase, change: &Exact, quantity: Quantity) -> Phrase {
    match direction(lang, change) {
        Some(direction) => phrase
            .text(format!("{direction} "))
            .points(in_unit(&change.abs(), quantity))
            .text(format!(" {}", unit_of_change(lang, quantity))),
        None => phrase.text(lang.of("không đổi", "unchanged")),
    }
}

/// The procedures that moved the rate most in the direction it went.
fn chief(
    lang: Lang,
    phrase: Phrase,
    effects: &Effects,
    (change, quantity): (&Exact, Quantity),
) -> Phrase {
    let is_along = |one: &&Contribution| {
        let sum = one.sum();
        (change.is_positive() && sum.is_positive()) || (change.is_negative() && sum.is_negative())
    };
    let chief: Vec<&Contribution> =
        effects.contributions.iter().filter(is_along).take(NAMED).collect();
    if chief.is_empty() {
        return phrase;
    }
    let mut phrase = phrase.text(lang.of("; nhiều nhất ở ", "; most of it: "));
    for (place, one) in chief.into_iter().enumerate() {
        let name = one.pair.group.as_deref().unwrap_or(nameless(lang));
        let start = if place > 0 { "; " } else { "" };
        phrase = phrase.text(format!("{start}{name} ("));
        phrase = part(lang, phrase, &one.sum(), quantity).text(")");
    }
    phrase
}

fn paradox(
    lang: Lang,
    effects: &Effects,
    (change, quantity): (&Exact, Quantity),
) -> Option<Phrase> {
    let value = match quantity {
        Quantity::Share => lang.of("tỷ lệ", "rate"),
        Quantity::Days | Quantity::Points => lang.of("số bình quân", "mean"),
    };
    let paradox = effects.paradox?;
    let groups = groups(lang, effects.over);
    let is_fall = change.is_negative();
    let (whole, parts, towards) = match lang {
        Lang::Vi if is_fall => ("giảm", "tăng", "thấp hơn"),
        Lang::Vi => ("tăng", "giảm", "cao hơn"),
        Lang::En if is_fall => ("fell", "rose", "lower"),
        Lang::En => ("rose", "fell", "higher"),
    };
    let phrase = Phrase::from(match lang {
        Lang::Vi => format!("Lưu ý: {value} chung {whole} trong khi "),
        Lang::En => format!("Note: the whole {whole} while "),
    });
    let phrase = phrase.count(paradox.against as u64).text("/").count(paradox.groups as u64);
    Some(phrase.text(match lang {
        Lang::Vi => format!(
            " {groups} {parts}: hồ sơ chuyển sang những {groups} có {value} {towards} (nghịch lý Simpson), nên không kết luận từ {value} chung."
        ),
        Lang::En => format!(
            " {groups} {parts}: dossiers shifted to {groups} with a {towards} {value} (Simpson's paradox), so the whole says nothing of the parts."
        ),
    }))
}

/// Said behind limits that would look farther back.
fn cut(lang: Lang, limits: Phrase) -> Phrase {
    limits.text(lang.of(
        " Các tháng trước ngày 01/7/2025 (sắp xếp đơn vị hành chính) không dùng để tính giới hạn.",
        " Months before the reorganisation of 1 July 2025 set no limits.",
    ))
}

fn limits_sentence(lang: Lang, limits: &Result<Limits, TooFewMonths>) -> Phrase {
    let limits = match limits {
        Ok(limits) => limits,
        Err(TooFewMonths { months }) => {
            let phrase = Phrase::from(lang.of(
                "Chưa biết mức này có nằm trong dao động thường thấy hay không: trước kỳ này chỉ có ",
                "Whether this is the usual scatter is not known: only ",
            ));
            return phrase.count(*months as u64).text(match lang {
                Lang::Vi => format!(" tháng có số liệu, cần ít nhất {LIMIT_MONTHS_LEAST}."),
                Lang::En => format!(
                    " months before have a value, at least {LIMIT_MONTHS_LEAST} are needed."
                ),
            });
        }
    };
    let start = match limits.position {
        _ if !limits.past.is_of_use() => lang.of(
            "Giới hạn kiểm soát không phù hợp với chỉ tiêu này, không kết luận theo đó: ",
            "The control limits do not fit this figure and say nothing of it: ",
        ),
        Position::Within => lang.of(
            "Trong giới hạn kiểm soát, chưa phải biến động bất thường: ",
            "Within the control limits, no unusual change: ",
        ),
        Position::Above => lang.of("Vượt giới hạn kiểm soát trên: ", "Above the control limits: "),
        Position::Below => {
            lang.of("Thấp hơn giới hạn kiểm soát dưới: ", "Below the control limits: ")
        }
    };
    let bound = |bound: f64| Exact::from_float(bound).unwrap_or_default();
    let phrase = Phrase::from(start)
        .share(bound(limits.bounds.low))
        .text("–")
        .share(bound(limits.bounds.high))
        .text(lang.of(" theo ", " by the "))
        .count(limits.months as u64);
    let PastMonths { judged, outside } = limits.past;
    if judged == 0 {
        return phrase.text(lang.of(" tháng trước.", " months before."));
    }
    phrase
        .text(lang.of(
            " tháng trước; giới hạn tính như vậy đã bị vượt ở ",
            " months before; limits made so were left in ",
        ))
        .count(outside as u64)
        .text("/")
        .count(judged as u64)
        .text(lang.of(" tháng đã qua.", " of the past months."))
}

/// The units of both periods alone, and those left out by name.
fn alike(lang: Lang, comparison: &Comparison, rate: &RateComparison) -> Option<Phrase> {
    let units = comparison.units.as_ref().filter(|units| units.differ())?;
    let change = rate.like_for_like?.change().ok()?;
    let start = Phrase::from(lang.of("Chỉ tính ", "The ")).count(units.both as u64);
    let start = start.text(lang.of(" đơn vị có ở cả hai kỳ: ", " units of both periods alone: "));
    let mut phrase = moved(lang, start, &change, rate.indicator.quantity);
    let lists = [
        (&units.new, lang.of("mới có ở kỳ này", "only now")),
        (&units.gone, lang.of("không còn hồ sơ ở kỳ này", "no longer")),
    ];
    for (list, what) in lists.into_iter().filter(|(list, _)| !list.is_empty()) {
        phrase = named(lang, phrase.text("; "), list, what);
    }
    Some(phrase.text("."))
}

/// `2 đơn vị mới có ở kỳ này (hồ sơ tiếp nhận): A (20), B (5)`
fn named(lang: Lang, phrase: Phrase, units: &[UnitCount], what: &str) -> Phrase {
    let phrase = phrase.count(units.len() as u64);
    let mut phrase = phrase.text(match lang {
        Lang::Vi => format!(" đơn vị {what} (hồ sơ tiếp nhận): "),
        Lang::En => format!(" units {what} (dossiers received): "),
    });
    for (place, unit) in units.iter().take(UNITS_NAMED).enumerate() {
        let name = unit.name.as_deref().unwrap_or(nameless(lang));
        let start = if place > 0 { ", " } else { "" };
        let received = unit.tally[Count::Received];
        phrase = phrase.text(format!("{start}{name} (")).count(received).text(")");
    }
    if units.len() > UNITS_NAMED { phrase.text(" …") } else { phrase }
}
