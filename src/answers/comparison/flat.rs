//! Comparisons → flat rows for CSV: a line per comparison, rate and group, the whole first.

use super::{ComparisonView, NamedComparison};
use crate::answers::base_cells;
use crate::comparison::{Compared, Pair, RateComparison};
use crate::domain::Dimension;
use crate::domain::exact::to_float;
use crate::indicators::Measure;

const OVER: [Dimension; 3] = [Dimension::Procedure, Dimension::Channel, Dimension::Unit];

/// The head and the rows.
pub fn flat(shown: &ComparisonView<'_>) -> (Vec<String>, Vec<Vec<String>>) {
    let by = shown.comparisons.first().map(|(_, one)| one.by.clone()).unwrap_or_default();
    let mut head = ["with", "from", "to", "earlier_from", "earlier_to", "indicator", "line"]
        .map(str::to_owned)
        .to_vec();
    head.extend(by.iter().map(|by| by.name().to_owned()));
    for rate in ["later", "earlier"] {
        head.extend(["", "_num", "_den"].map(|part| format!("{rate}{part}")));
    }
    head.extend(["change", "change_low", "change_high"].map(str::to_owned));
    for over in OVER {
        head.extend(["rate", "mix"].map(|effect| format!("{effect}_effect_{}", over.name())));
    }
    head.extend(
        ["limit_low", "limit_high", "position", "earlier_rank", "later_rank", "quantity"]
            .map(str::to_owned),
    );
    let bases = ["dossiers", "of_dossiers", "units", "of_units"];
    let times = ["later", "earlier"].into_iter();
    head.extend(times.flat_map(|time| bases.map(|base| format!("{time}_base_{base}"))));
    let rows = shown
        .comparisons
        .iter()
        .flat_map(|named| named.1.rates.iter().flat_map(move |rate| rows(named, rate)));
    (head, rows.collect())
}

fn rows((with, comparison): &NamedComparison, rate: &RateComparison) -> Vec<Vec<String>> {
    let start = |line: &str, group: &[Option<String>]| {
        let mut row: Vec<String> = vec![
            with.name().to_owned(),
            comparison.later.period.from.to_string(),
            comparison.later.period.to.to_string(),
            comparison.earlier.period.from.to_string(),
            comparison.earlier.period.to.to_string(),
            rate.indicator.id.to_owned(),
            line.to_owned(),
        ];
        row.extend(group.iter().map(|name| name.clone().unwrap_or_default()));
        row
    };
    let quantity = rate.indicator.quantity.name().to_owned();
    let nameless = vec![None; comparison.by.len()];
    let mut rows = Vec::new();
    let mut total = start("total", &nameless);
    total.extend(compared(&rate.total));
    total.extend([String::new(), String::new(), quantity.clone()]);
    total.extend(rate.total.bases.into_iter().flat_map(base_cells));
    rows.push(total);
    if let Some(alike) = &rate.like_for_like {
        let mut row = start("like_for_like", &nameless);
        row.extend(pair(alike));
        row.resize(row.len() + OVER.len() * 2 + 5, String::new());
        row.push(quantity.clone());
        row.extend([None; 2].into_iter().flat_map(base_cells));
        rows.push(row);
    }
    rows.extend(rate.groups.iter().map(|(group, one)| {
        let mut row = start("group", group);
        row.extend(compared(one));
        let rank = rate.ranks.iter().find(|rank| group.first() == Some(&Some(rank.unit.clone())));
        let place = |place: u64| place.to_string();
        row.push(rank.map(|rank| place(rank.earlier.place)).unwrap_or_default());
        row.push(rank.map(|rank| place(rank.later.place)).unwrap_or_default());
        row.push(quantity.clone());
        row.extend(one.bases.into_iter().flat_map(base_cells));
        row
    }));
    rows
}

fn pair(pair: &Pair) -> Vec<String> {
    let rate = |measure: Measure| {
        measure.map_or_else(
            |_| <[String; 3]>::default(),
            |ratio| {
                let value = ratio.value().to_string();
                [value, ratio.numerator().to_string(), ratio.denominator().to_string()]
            },
        )
    };
    let difference = pair.difference();
    let text = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let change = pair.change().ok().as_ref().map(to_float);
    let mut cells = rate(pair.later).to_vec();
    cells.extend(rate(pair.earlier));
    cells.push(text(change));
    cells.push(text(difference.map(|difference| difference.low)));
    cells.push(text(difference.map(|difference| difference.high)));
    cells
}

fn compared(one: &Compared) -> Vec<String> {
    let mut cells = pair(&one.pair);
    for over in OVER {
        let effects = one.over(over);
        cells.push(effects.map(|one| to_float(&one.rate).to_string()).unwrap_or_default());
        cells.push(effects.map(|one| to_float(&one.mix).to_string()).unwrap_or_default());
    }
    match &one.limits {
        Some(Ok(limits)) => cells.extend([
            limits.bounds.low.to_string(),
            limits.bounds.high.to_string(),
            limits.position_name().to_owned(),
        ]),
        Some(Err(_)) => cells.extend([String::new(), String::new(), "too_few_months".to_owned()]),
        None => cells.extend(<[String; 3]>::default()),
    }
    cells
}
