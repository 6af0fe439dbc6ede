//! Comparisons → flat rows for CSV: a line per comparison, rate and group, the whole first.

use super::{ComparisonView, NamedComparison};
use crate::answers::flat::{FlatRow, FlatTable};
use crate::answers::records::BaseRecord;
use crate::comparison::{Compared, Limits, Pair, RankMove, RateComparison, TooFewMonths};
use crate::domain::Dimension;
use crate::domain::exact::to_float;

const OVER: [Dimension; 3] = [Dimension::Procedure, Dimension::Channel, Dimension::Unit];

/// What a line is about, as far as there is any of it.
#[derive(Default)]
struct Line<'a> {
    of: Option<(&'a NamedComparison, &'a RateComparison)>,
    name: &'static str,
    group: &'a [Option<String>],
    pair: Option<&'a Pair>,
    compared: Option<&'a Compared>,
    rank: Option<&'a RankMove>,
}

/// The head and the rows.
pub fn flat(shown: &ComparisonView<'_>) -> FlatTable {
    let by = shown.comparisons.first().map(|(_, one)| one.by.clone()).unwrap_or_default();
    let sample = Line::default().row(&by);
    let lines = shown
        .comparisons
        .iter()
        .flat_map(|named| named.1.rates.iter().flat_map(move |rate| lines(named, rate)));
    FlatTable::new(sample, lines.map(|line| line.row(&by)))
}

fn lines<'a>(named: &'a NamedComparison, rate: &'a RateComparison) -> Vec<Line<'a>> {
    let of = Some((named, rate));
    let compared = |name, compared: &'a Compared| Line {
        of,
        name,
        pair: Some(&compared.pair),
        compared: Some(compared),
        ..Line::default()
    };
    let mut lines = vec![compared("total", &rate.total)];
    lines.extend(rate.like_for_like.as_ref().map(|pair| Line {
        of,
        name: "like_for_like",
        pair: Some(pair),
        ..Line::default()
    }));
    lines.extend(rate.groups.iter().map(|(group, one)| {
        let rank = rate.ranks.iter().find(|rank| group.first() == Some(&Some(rank.unit.clone())));
        Line { group, rank, ..compared("group", one) }
    }));
    lines
}

impl Line<'_> {
    fn row(&self, by: &[Dimension]) -> FlatRow {
        let mut row = FlatRow::default();
        let (named, rate) = self.of.unzip();
        let (later, earlier) = named.map(|(_, one)| (one.later.period, one.earlier.period)).unzip();
        row.put("with", named.map(|(with, _)| with.name()));
        row.put("from", later.map(|period| period.from));
        row.put("to", later.map(|period| period.to));
        row.put("earlier_from", earlier.map(|period| period.from));
        row.put("earlier_to", earlier.map(|period| period.to));
        row.put("indicator", rate.map(|rate| rate.indicator.id));
        row.put("line", self.name);
        for (place, by) in by.iter().enumerate() {
            row.put(by.name(), self.group.get(place));
        }
        self.put_pair(&mut row);
        for over in OVER {
            let effects = self.compared.and_then(|one| one.over(over));
            let of = |effect: &str| format!("{effect}_effect_{}", over.name());
            row.put(of("rate"), effects.map(|one| to_float(&one.rate)));
            row.put(of("mix"), effects.map(|one| to_float(&one.mix)));
        }
        put_limits(&mut row, self.compared.and_then(|one| one.limits.as_ref()));
        row.put("earlier_rank", self.rank.map(|rank| rank.earlier.place));
        row.put("later_rank", self.rank.map(|rank| rank.later.place));
        row.put("quantity", rate.map(|rate| rate.indicator.quantity.name()));
        let bases = self.compared.map(|one| one.bases).unwrap_or_default();
        for (key, base) in ["later_base", "earlier_base"].into_iter().zip(bases) {
            // The head is that of a line about nothing.
            let full = self.of.is_none().then_some(BaseRecord::FULL);
            row.put(key, base.map(BaseRecord::new).or(full));
        }
        row
    }

    fn put_pair(&self, row: &mut FlatRow) {
        let difference = self.pair.and_then(Pair::difference);
        let change = self.pair.and_then(|pair| pair.change().ok());
        row.rate("later", self.pair.map(|pair| pair.later));
        row.rate("earlier", self.pair.map(|pair| pair.earlier));
        row.put("change", change.as_ref().map(to_float));
        row.put("change_low", difference.map(|difference| difference.low));
        row.put("change_high", difference.map(|difference| difference.high));
    }
}

fn put_limits(row: &mut FlatRow, limits: Option<&Result<Limits, TooFewMonths>>) {
    let known = limits.and_then(|limits| limits.as_ref().ok());
    row.put("limit_low", known.map(|limits| limits.bounds.low));
    row.put("limit_high", known.map(|limits| limits.bounds.high));
    let position = limits
        .map(|limits| limits.as_ref().map_or("too_few_months", |limits| limits.position_name()));
    row.put("position", position);
}
