//! Units by their on-time rate within their level, with the interval that says which of them differ.

use super::SectionInput;
use crate::answers::publication::columns::{count_column, explained, rate_name, text_column};
use crate::answers::publication::{RankedUnit, Section};
use crate::answers::{Cell, Column, ColumnKind, Phrase, RateFormula, Table, dimension_name};
use crate::domain::{Dimension, Ratio};
use crate::indicators::{Interval, ON_TIME_RATE, Sense};
use crate::office::levels::{RANKED_FROM, level_name, levels};
use crate::words::Lang;

/// The place of each: equal rates share one, and the next place counts them all (1, 2, 2, 4).
fn places(units: &[RankedUnit]) -> Vec<u64> {
    let mut places: Vec<u64> = Vec::with_capacity(units.len());
    let mut before: Option<(u64, Ratio)> = None;
    for (unit, position) in units.iter().zip(1..) {
        let place = match before {
            Some((place, rate)) if rate.cmp_value(unit.on_time).is_eq() => place,
            _ => position,
        };
        before = Some((place, unit.on_time));
        places.push(place);
    }
    places
}

/// The tier of each: a unit is in the tier of the best of it as long as their intervals overlap.
fn tiers(units: &[RankedUnit]) -> Vec<u64> {
    let mut tiers = Vec::with_capacity(units.len());
    let mut best: Option<Interval> = None;
    let mut tier = 0;
    for unit in units {
        let interval = Interval::wilson(unit.on_time);
        if best.is_none_or(|best| interval.high < best.low) {
            (best, tier) = (Some(interval), tier + 1);
        }
        tiers.push(tier);
    }
    tiers
}

/// The ranking, where there are at least two units to rank.
pub fn ranking(input: &SectionInput<'_>) -> Option<Section> {
    if input.unit.is_some() || !input.study.has_units {
        return None;
    }
    let style = input.style;
    let lang = style.lang;
    let levels = levels(input);
    let ranked = || levels.iter().filter(|(_, units)| !units.ranked.is_empty());
    if ranked().map(|(_, units)| units.ranked.len()).sum::<usize>() < 2 {
        return None;
    }
    let lines: Vec<Vec<Cell>> = ranked()
        .flat_map(|(level, units)| {
            let level = level_name(lang, *level);
            let places = places(&units.ranked).into_iter().zip(tiers(&units.ranked));
            units.ranked.iter().zip(places).map(move |(unit, (place, tier))| {
                vec![
                    Cell::Text(level.to_owned()),
                    Cell::Count(place),
                    Cell::Count(tier),
                    Cell::Text(unit.name.clone()),
                    Cell::Count(unit.on_time.numerator()),
                    Cell::Count(unit.on_time.denominator()),
                    Cell::Rate(Ok(unit.on_time)),
                    Cell::Interval(Ok(Interval::wilson(unit.on_time))),
                ]
            })
        })
        .collect();
    Some(Section {
        id: "ranking",
        title: lang.of("Xếp hạng đơn vị theo tỷ lệ đúng hạn", "Units by on-time rate").to_owned(),
        sheet: lang.of("Xếp hạng", "Ranking").to_owned(),
        lead: lang
            .of(
                "Xếp hạng trong từng cấp, tỷ lệ đúng hạn cao nhất trước, kèm số hồ sơ và khoảng tin cậy.",
                "Ranked within each level, the highest on-time rate first, with counts and interval.",
            )
            .to_owned(),
        table: explained(Table::new(columns(input), lines, None).with_notes(notes(input)), style),
        working_notes: vec![interval_note(input.style.lang)],
        charts: Vec::new(),
    })
}

fn columns(input: &SectionInput<'_>) -> Vec<Column> {
    let lang = input.style.lang;
    let formula = RateFormula { numerator: vec![4], minus: Vec::new(), denominator: vec![5] };
    vec![
        text_column("level", dimension_name(lang, Dimension::Level)),
        count_column("rank", lang.head("rank"), false),
        count_column("tier", lang.head("tier"), false),
        text_column("unit", dimension_name(lang, Dimension::Unit)),
        count_column("numerator", lang.of("Hồ sơ đúng hạn", "Dossiers on time"), false),
        count_column("denominator", lang.of("Hồ sơ được xét", "Dossiers judged"), false),
        Column::new(
            ON_TIME_RATE.id,
            rate_name(lang, &ON_TIME_RATE),
            ColumnKind::Rate { sense: Sense::HigherIsBetter, formula: Some(formula) },
        ),
        Column::new(
            "interval",
            lang.of("Khoảng tin cậy 95%", "95% interval"),
            ColumnKind::Interval,
        ),
    ]
}

fn notes(input: &SectionInput<'_>) -> Vec<Phrase> {
    let lang = input.style.lang;
    vec![
        Phrase::from(lang.of("Chỉ xếp hạng đơn vị có từ ", "Only units with "))
            .count(RANKED_FROM)
            .text(lang.of(
                " hồ sơ được xét, trong từng cấp; đơn vị bằng nhau cùng hạng.",
                " dossiers judged or more are ranked, within their level; equal rates share a rank.",
            )),
        lang.of(
            "Nhóm: các đơn vị có khoảng tin cậy chồng lên khoảng của đơn vị đứng đầu nhóm; trong một nhóm chưa thể coi là hơn kém.",
            "Tier: units whose interval overlaps that of the first of the tier; within a tier none is better.",
        )
        .into(),
    ]
}

fn interval_note(lang: Lang) -> Phrase {
    lang.of(
        "Khoảng tin cậy Wilson 95%: số liệu tính trên toàn bộ hồ sơ nên khoảng này chỉ dùng để so sánh các đơn vị.",
        "Wilson interval, 95%: every dossier is counted, so it only serves to compare units.",
    )
    .into()
}

#[cfg(test)]
mod tests {
    use super::{places, tiers};
    use crate::answers::publication::RankedUnit;
    use crate::domain::Ratio;

    fn unit(numerator: u64, denominator: u64) -> RankedUnit {
        RankedUnit {
            name: String::new(),
            on_time: Ratio::new(numerator, denominator).expect("a denominator"),
        }
    }

    #[test]
    fn equal_rates_share_a_place() {
        let units = [unit(50, 50), unit(90, 100), unit(45, 50), unit(40, 50), unit(32, 40)];
        assert_eq!(places(&units), [1, 2, 2, 4, 4]);
        assert_eq!(places(&[]), [] as [u64; 0]);
    }

    #[test]
    fn a_tier_ends_where_an_interval_lies_below_that_of_its_first() {
        // 1,000 of 1,000: 99.6 to 100 %. 39 of 40: 87 to 99.6 %. 90 of 100: 83 to 94 %. 20 of 40: 35 to 65 %.
        let units =
            [unit(1_000, 1_000), unit(998, 1_000), unit(900, 1_000), unit(35, 40), unit(20, 40)];
        assert_eq!(tiers(&units), [1, 1, 2, 2, 3]);
    }
}
