//! What a leader reads in a minute: what moved most and at whom, who is lowest, what is overdue, what citizens say.
//!
//! Sentences about what moved stand in the order of how far it moved beyond chance; what holds whatever moved follows.

use std::collections::BTreeMap;

use super::input::BriefInput;
use crate::answers::publication::{Against, Change, Evaluation, Headline, LevelFacts, RankedUnit};
use crate::answers::{Cell, Phrase, nameless};
use crate::comparison::With;
use crate::domain::{Dimension, Exact, Ratio, exact};
use crate::indicators::{ON_TIME_RATE, ONLINE_RATE};
use crate::office::levels::{UnitsOfLevel, level_name, levels};
use crate::tally::{Count, Cube};
use crate::words::Lang;

/// More than these are not read in a minute.
const MOST: usize = 6;
/// So many units or procedures are named in a sentence.
const NAMED: usize = 3;

/// A sentence, and how far what it tells of moved, in standard deviations.
struct Told {
    moved: f64,
    text: Phrase,
}

/// At most six sentences, and one on what the data do not cover.
pub fn sentences(input: &BriefInput<'_>) -> Vec<Phrase> {
    let mut moved: Vec<Told> =
        input.headlines.iter().filter_map(|one| of_headline(input, one)).collect();
    moved.sort_by(|left, right| right.moved.total_cmp(&left.moved));
    let place = place(input);
    let standing = [place, lowest(input), satisfaction(input), procedures(input), score(input)];
    let standing: Vec<Phrase> = standing.into_iter().flatten().collect();
    moved.truncate(MOST.saturating_sub(standing.len()).max(2));
    let moved = moved.into_iter().map(|told| told.text);
    not_covered(input).into_iter().chain(moved.chain(standing).take(MOST)).collect()
}

/// How far a figure moved, and at whom; only of rates that are judged and of what is late or overdue.
fn of_headline(input: &BriefInput<'_>, headline: &Headline) -> Option<Told> {
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
        (Lang::Vi, std::cmp::Ordering::Greater) => text.text(", tăng ").count(now - before),
        (Lang::Vi, std::cmp::Ordering::Less) => text.text(", giảm ").count(before - now),
        (Lang::Vi, std::cmp::Ordering::Equal) => text.text(", không đổi"),
        (Lang::En, std::cmp::Ordering::Greater) => text.text(", up ").count(now - before),
        (Lang::En, std::cmp::Ordering::Less) => text.text(", down ").count(before - now),
        (Lang::En, std::cmp::Ordering::Equal) => text.text(", unchanged"),
    };
    let text = text.text(lang.of(" so với ", " against ")).text(change.period_name.clone());
    let text = text.text(" (").count(before).text(")");
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
        None => of(&sections.study.cube(&[Dimension::Unit], None)?),
    };
    let before = of(&other.cube.roll_up(&[Dimension::Unit])?);
    let names = now.keys().chain(before.keys());
    let apart = |name: &String| {
        let [now, before] = [&now, &before].map(|of| of.get(name).copied().unwrap_or(0));
        if is_rise { now.saturating_sub(before) } else { before.saturating_sub(now) }
    };
    let most = names
        .map(|name| (apart(name), name))
        .max_by_key(|(apart, name)| (*apart, std::cmp::Reverse(*name)))?;
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
    let counts = counts(lang, cube.as_ref(), |row| row.tally[count]);
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

/// Names and counts above nothing, most first.
fn counts(
    lang: Lang,
    cube: Option<&Cube>,
    of: impl Fn(&crate::tally::Row) -> u64,
) -> Vec<(String, u64)> {
    let rows = cube.map(|cube| cube.rows.as_slice()).unwrap_or_default();
    let name = |row: &crate::tally::Row| {
        row.group.first().cloned().flatten().unwrap_or_else(|| nameless(lang).to_owned())
    };
    let mut counts: Vec<(String, u64)> =
        rows.iter().map(|row| (name(row), of(row))).filter(|(_, count)| *count > 0).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// `A (6), B (5), C (4)`
fn listed(mut text: Phrase, counts: &[(String, u64)]) -> Phrase {
    for (place, (name, count)) in counts.iter().take(NAMED).enumerate() {
        let comma = if place > 0 { ", " } else { "" };
        text = text.text(format!("{comma}{name} (")).count(*count).text(")");
    }
    text
}

/// The lowest unit of each level, of those with enough dossiers and a late one among them.
fn lowest(input: &BriefInput<'_>) -> Option<Phrase> {
    let lang = input.sections.style.lang;
    let lowest = |level: &'_ LevelFacts| Some((level.name.clone(), level.lowest.first()?.clone()));
    let lowest: Vec<(String, RankedUnit)> = input.facts.levels.iter().filter_map(lowest).collect();
    if lowest.is_empty() {
        return None;
    }
    let mut text = Phrase::from(lang.of("Tỷ lệ đúng hạn thấp nhất: ", "Lowest on-time rates: "));
    for (place, (level, unit)) in lowest.into_iter().enumerate() {
        let start = if place > 0 { "; " } else { "" };
        text = text.text(format!("{start}{level} – {} (", unit.name));
        text = text.share(Exact::from(unit.on_time)).text(", ");
        text = text.count(unit.on_time.numerator()).text("/").count(unit.on_time.denominator());
        text = text.text(")");
    }
    Some(text.text("."))
}

/// Satisfaction on each scale, and how many answered.
fn satisfaction(input: &BriefInput<'_>) -> Option<Phrase> {
    let lang = input.sections.style.lang;
    let told = input
        .facts
        .scales
        .iter()
        .filter_map(|scale| Some((scale.levels, scale.satisfied.ok()?, scale.response.ok()?)));
    let told: Vec<(u8, Ratio, Ratio)> = told.collect();
    if told.is_empty() {
        return None;
    }
    let mut text = Phrase::from(lang.of("Mức độ hài lòng: ", "Satisfied: "));
    for (place, (levels, satisfied, response)) in told.into_iter().enumerate() {
        let start = if place > 0 { "; " } else { "" };
        text = text.text(match lang {
            Lang::Vi => format!("{start}thang {levels} mức "),
            Lang::En => format!("{start}on {levels} levels "),
        });
        text = text.share(Exact::from(satisfied)).text(" (").count(satisfied.numerator()).text("/");
        text = text.count(satisfied.denominator()).text(lang.of("), ", "), "));
        text = text.share(Exact::from(response));
        text = text.text(
            lang.of(" hồ sơ đã giải quyết có đánh giá", " of the dossiers resolved were rated"),
        );
    }
    Some(text.text("."))
}

/// The procedures with most late and overdue dossiers.
fn procedures(input: &BriefInput<'_>) -> Option<Phrase> {
    let lang = input.sections.style.lang;
    let cube = input.sections.study.cube(&[Dimension::Procedure], input.sections.unit)?;
    let behind = [Count::Late, Count::ClosingOverdue];
    let counts = counts(lang, Some(&cube), |row| row.tally.sum(&behind));
    let all: u64 = counts.iter().map(|(_, count)| count).sum();
    if counts.len() < 2 {
        return None;
    }
    let text = Phrase::from(lang.of(
        "Thủ tục có nhiều hồ sơ quá hạn nhất (kể cả đang giải quyết): ",
        "Procedures with most dossiers late or overdue: ",
    ));
    let text = listed(text, &counts);
    let sum: u64 = counts.iter().take(NAMED).map(|(_, count)| count).sum();
    let text = match exact::fraction(sum, all) {
        Some(share) if counts.len() > NAMED => {
            text.text(lang.of(", chiếm ", ", which is ")).share(share)
        }
        _ => text,
    };
    Some(text.text("."))
}

/// Points by an index: what was lost.
fn score(input: &BriefInput<'_>) -> Option<Phrase> {
    let lang = input.sections.style.lang;
    let score = input.facts.score.as_ref()?;
    let text = Phrase::from(match lang {
        Lang::Vi => format!("{}: đạt ", score.index),
        Lang::En => format!("{}: ", score.index),
    });
    let text = text.points(score.points.clone()).text("/").points(score.computable.clone());
    let text = text.text(lang.of(" điểm tính được, mất ", " points computable, lost "));
    Some(text.points(score.lost.clone()).text(lang.of(" điểm.", ".")))
}

/// Where a unit stands among those of its level with about as many dossiers: half to twice as many.
fn place(input: &BriefInput<'_>) -> Option<Phrase> {
    let lang = input.sections.style.lang;
    let unit = input.sections.unit?;
    let levels = levels(&input.sections);
    let is_of = |units: &UnitsOfLevel| units.ranked.iter().position(|one| one.name == unit);
    let (level, units, own) =
        levels.iter().find_map(|(level, units)| Some((*level, units, is_of(units)?)))?;
    let own = units.ranked.get(own)?;
    let size = own.on_time.denominator();
    let is_alike = |one: &&RankedUnit| {
        let other = one.on_time.denominator();
        2 * other >= size && other <= 2 * size
    };
    let alike: Vec<&RankedUnit> = units.ranked.iter().filter(is_alike).collect();
    /// Quartiles of fewer say nothing.
    const LEAST: usize = 5;
    if alike.len() < LEAST {
        return None;
    }
    let better = alike.iter().filter(|one| one.on_time.cmp_value(own.on_time).is_gt()).count();
    let text =
        Phrase::from(lang.of("Tỷ lệ đúng hạn xếp thứ ", "By the on-time rate it is number "));
    let text = text.count(better as u64 + 1).text("/").count(alike.len() as u64);
    let level = level_name(lang, level);
    let text = text.text(match lang {
        Lang::Vi => format!(" đơn vị {level} có số hồ sơ tương đương (trung vị "),
        Lang::En => format!(" of the units ({level}) of like volume (median "),
    });
    let at = |quarter: usize| alike.get((alike.len() - 1) * quarter / 4).map(|one| one.on_time);
    // The best stand first.
    let [high, median, low] = [at(1)?, at(2)?, at(3)?].map(Exact::from);
    let text = text.share(median).text(lang.of("; một nửa số đơn vị từ ", "; half of them from "));
    Some(text.share(low).text(lang.of(" đến ", " to ")).share(high).text(")."))
}

/// What the data do not tell comes before what they do.
fn not_covered(input: &BriefInput<'_>) -> Option<Phrase> {
    let lang = input.sections.style.lang;
    let missing = input.facts.not_covered.len() + input.facts.silent_units.len();
    (missing > 0).then(|| {
        let text = Phrase::from(lang.of("Chưa đủ dữ liệu: ", "Data are missing: "));
        text.count(missing as u64).text(lang.of(
            " đơn vị chưa có dữ liệu hoặc dữ liệu chưa đến ngày chốt; các số dưới đây không gồm phần thiếu.",
            " units sent none, or none up to the as-of day; the figures below lack them.",
        ))
    })
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
