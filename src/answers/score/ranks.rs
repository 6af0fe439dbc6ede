//! The units in the order of their points.

use super::ScoreAnswer;
use super::words::{band, heading, level_name};
use crate::answers::model::Block;
use crate::answers::phrase::Phrase;
use crate::answers::table::{Cell, Column, Table, TableRow};
use crate::domain::vietnamese_order;
use crate::index::{Rank, Scorecard};
use crate::words::Lang;

/// Of many units the best and the last are shown on a screen; files have all.
const FIRST_SHOWN: usize = 10;
const LAST_SHOWN: usize = 10;

/// Units, best first, those without a place last.
pub fn order(shown: ScoreAnswer<'_>) -> Vec<(&Scorecard, Option<Rank>)> {
    let cards = shown.assessment.units.iter();
    let mut units: Vec<_> = cards.zip(shown.assessment.places.iter().copied()).collect();
    units.sort_by(|(left, left_place), (right, right_place)| {
        let rank = |place: &Option<Rank>| place.map_or(usize::MAX, |place| place.rank);
        let name = |card: &Scorecard| card.unit.clone().unwrap_or_default();
        rank(left_place)
            .cmp(&rank(right_place))
            .then_with(|| vietnamese_order(&name(left), &name(right)))
    });
    units
}

pub(super) fn ranks(lang: Lang, shown: ScoreAnswer<'_>) -> Vec<Block> {
    let assessment = shown.assessment;
    let index = &assessment.case.index;
    if assessment.units.len() < 2 || shown.unit.is_some() {
        return Vec::new();
    }
    let units = order(shown);
    let (first, last) = if units.len() <= FIRST_SHOWN + LAST_SHOWN {
        (units.len(), units.len())
    } else {
        (FIRST_SHOWN, units.len() - LAST_SHOWN)
    };
    let left_out = (last - first) as u64;
    let is_shown =
        |(place, _): &(usize, (&Scorecard, Option<Rank>))| *place < first || *place >= last;
    let units = units.into_iter().enumerate().filter(is_shown).map(|(_, unit)| unit);
    let rows = units.map(|(card, place)| {
        let total = &card.total;
        TableRow::body(vec![
            place.map_or(Cell::Text("–".to_owned()), |place| Cell::Count(place.rank as u64)),
            Cell::Text(card.unit.clone().unwrap_or_default()),
            Cell::Text(level_name(lang, card.level).to_owned()),
            Cell::points(card.rescaled(index).unwrap_or_else(|| total.points.clone())),
            Cell::points(total.points.clone()),
            Cell::points(total.computable.clone()),
            Cell::points(total.lost()),
            Cell::Text(band(lang, index, card).filter(|_| total.is_complete()).unwrap_or_default()),
        ])
    });
    let is_rescaled = assessment.units.iter().any(|card| card.rescaled(index).is_some());
    let mut table = Table {
        columns: vec![
            Column::number(lang, "rank"),
            Column::text(lang, "unit"),
            Column::text(lang, "level"),
            Column::number(lang, "rescaled"),
            Column::number(lang, "points"),
            Column::number(lang, "computable"),
            Column::number(lang, "lost"),
            Column::text(lang, "band"),
        ],
        rows: rows.collect(),
        notes: vec![
            lang.of(
                "Bằng điểm thì cùng hạng; chỉ so các đơn vị có cùng điểm tối đa tính được.",
                "Equal points share a rank; only units with the same computable maximum are compared.",
            )
            .into(),
        ],
    };
    if left_out > 0 {
        table.notes.push(Phrase::from(lang.of("Còn ", "Another ")).count(left_out).text(lang.of(
            " đơn vị ở giữa; đủ trong --format csv.",
            " units lie between; --format csv has all.",
        )));
    }
    if !is_rescaled {
        table.columns.remove(3);
        for row in &mut table.rows {
            row.cells.remove(3);
        }
    }
    vec![heading(lang, "Xếp hạng đơn vị", "Ranks of units"), Block::Table(table)]
}
