//! Units by their on-time rate, with the interval that says which of them differ.

use std::cmp::Ordering;

use super::SectionInput;
use crate::answers::publication::columns::{count_column, explained, rate_name, text_column};
use crate::answers::publication::{Chart, ChartKind, RankedUnit, Role, Section, Series};
use crate::answers::{
    Cell, Column, ColumnKind, Phrase, RateFormula, SMALL_GROUP, Table, dimension_name,
};
use crate::domain::{Dimension, Ratio, vietnamese_order};
use crate::indicators::{Interval, ON_TIME_RATE, Sense};

/// Units with fewer dossiers behind the rate are not ranked.
const RANKED_FROM: u64 = SMALL_GROUP;
/// More bars than this cannot be read; the lowest are drawn, for they are what is looked for.
const LONGEST_CHART: usize = 30;

/// Units with enough dossiers, best first, equal rates in the order of names.
pub fn ranked(input: &SectionInput<'_>) -> Vec<RankedUnit> {
    let cube = input.study.cube(&[Dimension::Unit], None);
    let rows = cube.map(|cube| cube.rows).unwrap_or_default();
    let mut units: Vec<RankedUnit> = rows
        .into_iter()
        .filter_map(|row| {
            let style = input.style;
            let on_time = ON_TIME_RATE.measure(&row.tally, style.definition, style.fields).ok()?;
            let name = row.group.into_iter().next().flatten()?;
            (on_time.denominator() >= RANKED_FROM).then_some(RankedUnit { name, on_time })
        })
        .collect();
    units.sort_by(|left, right| {
        by_value(right.on_time, left.on_time)
            .then_with(|| vietnamese_order(&left.name, &right.name))
    });
    units
}

/// The order of values alone: 9/10 and 90/100 are equal.
fn by_value(left: Ratio, right: Ratio) -> Ordering {
    let product = |one: u64, other: u64| u128::from(one) * u128::from(other);
    product(left.numerator(), right.denominator())
        .cmp(&product(right.numerator(), left.denominator()))
}

/// The place of each: equal rates share one, and the next place counts them all (1, 2, 2, 4).
fn places(units: &[RankedUnit]) -> Vec<u64> {
    let mut places: Vec<u64> = Vec::with_capacity(units.len());
    let mut before: Option<(u64, Ratio)> = None;
    for (unit, position) in units.iter().zip(1..) {
        let place = match before {
            Some((place, rate)) if by_value(rate, unit.on_time).is_eq() => place,
            _ => position,
        };
        before = Some((place, unit.on_time));
        places.push(place);
    }
    places
}

/// The ranking, where there are at least two units to rank.
pub fn ranking(input: &SectionInput<'_>) -> Option<Section> {
    if input.unit.is_some() || !input.study.has_units {
        return None;
    }
    let units = ranked(input);
    if units.len() < 2 {
        return None;
    }
    let style = input.style;
    let lang = style.lang;
    let lines: Vec<Vec<Cell>> = units
        .iter()
        .zip(places(&units))
        .map(|(unit, place)| {
            vec![
                Cell::Count(place),
                Cell::Text(unit.name.clone()),
                Cell::Count(unit.on_time.numerator()),
                Cell::Count(unit.on_time.denominator()),
                Cell::Rate(Ok(unit.on_time)),
                Cell::Interval(Ok(Interval::wilson(unit.on_time))),
            ]
        })
        .collect();
    let interval = lang.of("Khoảng tin cậy 95%", "95% interval").to_owned();
    let formula = RateFormula { numerator: vec![2], minus: Vec::new(), denominator: vec![3] };
    let columns = vec![
        count_column("rank", lang.of("Hạng", "Rank"), false),
        text_column("unit", dimension_name(lang, Dimension::Unit)),
        count_column("numerator", lang.of("Hồ sơ đúng hạn", "Dossiers on time"), false),
        count_column("denominator", lang.of("Hồ sơ được xét", "Dossiers judged"), false),
        Column::new(
            ON_TIME_RATE.id,
            rate_name(lang, &ON_TIME_RATE),
            ColumnKind::Rate { sense: Sense::HigherIsBetter, formula: Some(formula) },
        ),
        Column::new("interval", interval.clone(), ColumnKind::Interval),
    ];
    let chart = chart(input, lines.len(), interval);
    let notes = vec![
        Phrase::from(lang.of("Chỉ xếp hạng đơn vị có từ ", "Only units with "))
            .count(RANKED_FROM)
            .text(lang.of(
                " hồ sơ được xét; đơn vị bằng nhau cùng hạng.",
                " dossiers judged or more are ranked; equal rates share a rank.",
            )),
        lang.of(
            "Khoảng tin cậy Wilson 95%: số liệu tính trên toàn bộ hồ sơ nên khoảng này chỉ dùng để so sánh các đơn vị; hai đơn vị có khoảng chồng lên nhau nhiều thì chưa thể coi là hơn kém.",
            "Wilson interval, 95%: every dossier is counted, so it only serves to compare units; where two intervals overlap much, neither is better.",
        )
        .into(),
    ];
    Some(Section {
        id: "ranking",
        title: lang.of("Xếp hạng đơn vị theo tỷ lệ đúng hạn", "Units by on-time rate").to_owned(),
        sheet: lang.of("Xếp hạng", "Ranking").to_owned(),
        lead: lang
            .of(
                "Tỷ lệ đúng hạn cao nhất trước, kèm số hồ sơ và khoảng tin cậy.",
                "The highest on-time rate first, with counts and interval.",
            )
            .to_owned(),
        table: explained(Table::new(columns, lines, None).with_notes(notes), style),
        charts: vec![chart],
    })
}

fn chart(input: &SectionInput<'_>, lines: usize, interval: String) -> Chart {
    let lang = input.style.lang;
    let drawn = lines.min(LONGEST_CHART);
    let title = if drawn == lines {
        lang.of("Tỷ lệ đúng hạn của từng đơn vị", "On-time rate of each unit").to_owned()
    } else if lang == crate::words::Lang::Vi {
        format!("{drawn} đơn vị có tỷ lệ đúng hạn thấp nhất")
    } else {
        format!("The {drawn} units with the lowest on-time rate")
    };
    let series = |column, name: String, role| Series { column, name, role };
    Chart {
        id: "ranking",
        kind: ChartKind::Ranking,
        title,
        description: lang
            .of(
                "Tỷ lệ đúng hạn của từng đơn vị, cao nhất trước; vạch mảnh là khoảng tin cậy 95%.",
                "The on-time rate of each unit, highest first; the thin line is the 95% interval.",
            )
            .to_owned(),
        label: 1,
        series: vec![
            series(4, rate_name(lang, &ON_TIME_RATE), Role::Rate),
            series(5, interval, Role::Interval),
        ],
        first_line: lines - drawn,
        lines: drawn,
    }
}

#[cfg(test)]
mod tests {
    use super::places;
    use crate::answers::publication::RankedUnit;
    use crate::domain::Ratio;

    #[test]
    fn equal_rates_share_a_place() {
        let unit = |numerator, denominator| RankedUnit {
            name: String::new(),
            on_time: Ratio::new(numerator, denominator).expect("a denominator"),
        };
        let units = [unit(50, 50), unit(90, 100), unit(45, 50), unit(40, 50), unit(32, 40)];
        assert_eq!(places(&units), [1, 2, 2, 4, 4]);
        assert_eq!(places(&[]), [] as [u64; 0]);
    }
}
