//! What moved: a sentence for each rate that is judged and for what is late or overdue, with how far it moved beyond
//! chance and at whom.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use super::counts::{NAMED, counts, listed};
use super::input::BriefInput;
use crate::answers::publication::{Against, Change, Evaluation, Headline};
use crate::answers::{Cell, Phrase, nameless};
use crate::comparison::With;
use crate::domain::{Dimension, Exact, Ratio, exact};
use crate::indicators::{ON_TIME_RATE, ONLINE_RATE};
use crate::tally::{Count, Cube};
use crate::words::Lang;

/// A sentence, and how far what it tells of moved, in standard deviations.
pub struct Told {
    pub moved: f64,
    pub text: Phrase,
}

/// How far a figure moved, and at whom; only of rates that are judged and of what is late or overdue.
pub fn of_headline(input: &BriefInput<'_>, headline: &Headline) -> Option<Told> {
    let lang = input.sections.style.lang;
    let change = headline.changes.iter().find(|change| change.against == Against::Previous);
    match &headline.figure {
        Cell::Rate(Ok(now)) if [ON_TIME_RATE.id, ONLINE_RATE.id].contains(&headline.key) => {
            let text = Phrase::from(format!("{} ", headline.label));
            let text = text.text(lang.of("đạt ", "is ")).share(Exact::from(*now)).text(" (");
            let text = text.count(now.numerator()).text("/").count(now.denominator()).text(")");
            let (moved, text) = match change.map(|change| (change, &change.figure)) {
                Some((change, Cell::PointChange { now, before })) => (
                    moved_share(*now, *before),
                    of_rate(input, headline, change, [*now, *before], text),
                ),
                _ => (0.0, text),
            };
            Some(Told { moved, text: text.text(".") })
        }
        Cell::Count(now)
            if [Count::Late.name(), Count::ClosingOverdue.name()].contains(&headline.key) =>
        {
            let count = Count::STANDARD.into_iter().find(|count| count.name() == headline.key)?;
            let text = Phrase::from(format!("{}: ", headline.label)).count(*now);
            let (moved, text) = match change.map(|change| (change, &change.figure)) {
                Some((change, Cell::CountChange { now, before })) => (
                    moved_count(*now, *before),
                    of_count(input, count, change, [*now, *before], text),
                ),
                _ => (0.0, text),
            };
            let text = most(input, count, *now, text);
            (*now > 0 || moved > 0.0).then(|| Told { moved, text: text.text(".") })
        }
        _ => None,
    }
}

/// `, giảm 0,31 điểm phần trăm so với tháng 5 năm 2024 (kém hơn), nhiều nhất ở …`
fn of_rate(
    input: &BriefInput<'_>,
    headline: &Headline,
    change: &Change,
    [now, before]: [Ratio; 2],
    text: Phrase,
) -> Phrase {
    let lang = input.sections.style.lang;
    let difference = Exact::from(now) - Exact::from(before);
    let points = exact::in_points(&difference);
    if exact::to_float(&points).abs() < 0.005 {
        let text = text.text(lang.of(", không đổi so với ", ", unchanged against "));
        return text.text(change.period_name.clone());
    }
    let is_rise = exact::to_float(&points) > 0.0;
    let way = match (lang, is_rise) {
        (Lang::Vi, true) => ", tăng ",
        (Lang::Vi, false) => ", giảm ",
        (Lang::En, true) => ", up ",
        (Lang::En, false) => ", down ",
    };
    let text = text.text(way).points(if is_rise { points } else { -points });
    let text = text.text(lang.of(" điểm phần trăm so với ", " percentage points against "));
    let mut text = text.text(change.period_name.clone());
    if change.evaluation != Evaluation::Neither {
        text = text.text(format!(" ({})", change.evaluation.words(lang)));
    }
    let chief = input.sections.comparisons.iter().find(|(with, _)| *with == With::Previous);
    let chief = chief.and_then(|(_, comparison)| {
        let rate = comparison.rates.iter().find(|rate| rate.indicator.id == headline.key)?;
        let over =
            if input.sections.unit.is_some() { Dimension::Procedure } else { Dimension::Unit };
        let along = |effect: &Exact| (exact::to_float(effect) > 0.0) == is_rise;
        rate.total.over(over)?.contributions.iter().find(|one| along(&one.sum()))
    });
    match chief {
        // One unit that moved the whole by less than can be printed is no cause.
        Some(chief) if exact::to_float(&exact::in_points(&chief.sum())).abs() >= 0.005 => {
            let name = chief.pair.group.as_deref().unwrap_or(nameless(lang));
            let text = text.text(lang.of("; nhiều nhất do ", "; most of it from ")).text(name);
            let text = text.text(" (").change(exact::in_points(&chief.sum()));
            text.text(lang.of(" điểm %)", " pp)"))
        }
        _ => text,
    }
}

/// ` hồ sơ, tăng 17 so với tháng 5 năm 2024 (8)`
fn of_count(
    input: &BriefInput<'_>,
    count: Count,
    change: &Change,
    [now, before]: [u64; 2],
    text: Phrase,
) -> Phrase {
    let lang = input.sections.style.lang;
    let text = match (lang, now.cmp(&before)) {
        (Lang::Vi, Ordering::Greater) => text.text(", tăng ").count(now - before),
        (Lang::Vi, Ordering::Less) => text.text(", giảm ").count(before - now),
        (Lang::Vi, Ordering::Equal) => text.text(", không đổi"),
        (Lang::En, Ordering::Greater) => text.text(", up ").count(now - before),
        (Lang::En, Ordering::Less) => text.text(", down ").count(before - now),
        (Lang::En, Ordering::Equal) => text.text(", unchanged"),
    };
    let text = text.text(lang.of(" so với ", " from ")).count(before);
    let text = text.text(lang.of(" của ", " in ")).text(change.period_name.clone());
    match moved_most(input, count, now > before) {
        Some((name, apart)) if now != before => {
            let way = match (lang, now > before) {
                (Lang::Vi, true) => "; tăng nhiều nhất ở ",
                (Lang::Vi, false) => "; giảm nhiều nhất ở ",
                (Lang::En, true) => "; most of the rise at ",
                (Lang::En, false) => "; most of the fall at ",
            };
            text.text(way).text(name).text(" (").count(apart).text(")")
        }
        _ => text,
    }
}

/// The unit whose count moved most in a direction; nothing in a report about one unit.
fn moved_most(input: &BriefInput<'_>, count: Count, is_rise: bool) -> Option<(String, u64)> {
    let sections = input.sections;
    if sections.unit.is_some() || !sections.study.has_units {
        return None;
    }
    let other = sections.study.compared.iter().find(|other| other.against == Against::Previous)?;
    let of = |cube: &Cube| -> BTreeMap<String, u64> {
        let named = cube
            .rows
            .iter()
            .filter_map(|row| Some((row.group.first().cloned().flatten()?, row.tally[count])));
        named.collect()
    };
    let now = match &other.of_both {
        Some(both) => of(&both.cube),
        None => of(&*sections.study.cube(&[Dimension::Unit], None)?),
    };
    let before = of(&other.cube.roll_up(&[Dimension::Unit])?);
    let names = now.keys().chain(before.keys());
    let apart = |name: &String| {
        let [now, before] = [&now, &before].map(|of| of.get(name).copied().unwrap_or(0));
        if is_rise { now.saturating_sub(before) } else { before.saturating_sub(now) }
    };
    let most = names
        .map(|name| (apart(name), name))
        .max_by_key(|(apart, name)| (*apart, Reverse(*name)))?;
    (most.0 > 0).then(|| (most.1.clone(), most.0))
}

/// `; nhiều nhất là UBND huyện Quỳnh Phụ (6), Sở Y tế (5), chiếm 44,00%`
fn most(input: &BriefInput<'_>, count: Count, all: u64, text: Phrase) -> Phrase {
    let lang = input.sections.style.lang;
    let sections = input.sections;
    if sections.unit.is_some() || !sections.study.has_units || all == 0 {
        return text;
    }
    let cube = sections.study.cube(&[Dimension::Unit], None);
    let counts = counts(lang, cube.as_deref(), |row| row.tally[count]);
    if counts.len() < 2 {
        return text;
    }
    let start = lang.of("; nhiều nhất là ", "; most at ");
    let text = listed(text.text(start), &counts);
    let sum: u64 = counts.iter().take(NAMED).map(|(_, count)| count).sum();
    match exact::fraction(sum, all) {
        Some(share) if counts.len() > NAMED => {
            text.text(lang.of(", chiếm ", ", which is ")).share(share)
        }
        _ => text,
    }
}

/// Standard deviations between two shares.
fn moved_share(now: Ratio, before: Ratio) -> f64 {
    let pooled =
        Ratio::new(now.numerator() + before.numerator(), now.denominator() + before.denominator());
    let pooled = pooled.map_or(0.0, Ratio::value);
    let each = |ratio: Ratio| exact::to_float(&exact::whole(ratio.denominator())).recip();
    let deviation = (pooled * (1.0 - pooled) * (each(now) + each(before))).sqrt();
    if deviation > 0.0 { (now.value() - before.value()).abs() / deviation } else { 0.0 }
}

/// Standard deviations between two counts of rare things.
fn moved_count(now: u64, before: u64) -> f64 {
    let [both, apart] =
        [now + before, now.abs_diff(before)].map(|count| exact::to_float(&exact::whole(count)));
    if both > 0.0 { apart / both.sqrt() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::{moved_count, moved_share};
    use crate::domain::Ratio;

    #[test]
    fn what_moved_is_measured_by_chance() {
        let ratio = |numerator, denominator| Ratio::new(numerator, denominator).expect("a ratio");
        let few = moved_share(ratio(9, 10), ratio(10, 10));
        let many = moved_share(ratio(9_000, 10_000), ratio(10_000, 10_000));
        assert!(few < 2.0 && many > 30.0, "{few} {many}");
        assert!(moved_share(ratio(5, 5), ratio(7, 7)).abs() < 1e-12);
        assert!((moved_count(25, 0) - 5.0).abs() < 1e-12 && moved_count(0, 0).abs() < 1e-12);
    }
}
