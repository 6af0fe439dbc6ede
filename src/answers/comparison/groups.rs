//! The lines of groups: a rate or mean in both periods, its change, why, ranks, and what is to be said of it.

use super::words;
use crate::answers::phrase::Phrase;
use crate::answers::publication::columns::{count_column, text_column};
use crate::answers::stats::group_cells;
use crate::answers::table::{Cell, Column, ColumnKind, RateFormula, Table};
use crate::answers::text::dimension_name;
use crate::comparison::{
    Compared, Comparison, Effects, Group, Pair, RANKED_FROM, Rank, RateComparison,
};
use crate::domain::{Dimension, Exact};
use crate::indicators::{Measure, Quantity, Sense};
use crate::words::Bilingual;
use crate::words::{Lang, pick};

/// What the columns of each period are told apart by; titles have their names.
pub const PERIODS: [Bilingual; 2] =
    [Bilingual { vi: "kỳ này", en: "now" }, Bilingual { vi: "kỳ so sánh", en: "before" }];

/// A change, or a part of one.
pub fn change_column(key: &str, name: &str, sense: Sense) -> Column {
    Column::new(key, name, ColumnKind::Change { sense })
}

/// What a column of such figures is called.
pub fn value_name(lang: Lang, mut quantities: impl Iterator<Item = Quantity>) -> &'static str {
    let Some(first) = quantities.next() else { return lang.of("Tỷ lệ", "Rate") };
    let is_share = first == Quantity::Share;
    if quantities.any(|other| (other == Quantity::Share) != is_share) {
        return lang.of("Giá trị", "Value");
    }
    if is_share { lang.of("Tỷ lệ", "Rate") } else { lang.of("Bình quân", "Mean") }
}

/// Numerator, denominator and value of one period, called by [`value_name`], behind so many columns.
pub fn value_columns(
    lang: Lang,
    (key, name, when): (&str, &str, &str),
    sense: Sense,
    behind: usize,
) -> [Column; 3] {
    let formula =
        RateFormula { numerator: vec![behind], minus: Vec::new(), denominator: vec![behind + 1] };
    let named = |name: &str| format!("{name} {when}");
    [
        count_column(&format!("{key}_num"), &named(lang.of("Tử số", "Numerator")), false),
        count_column(&format!("{key}_den"), &named(lang.of("Mẫu số", "Denominator")), false),
        Column::new(key, named(name), ColumnKind::Rate { sense, formula: Some(formula) }),
    ]
}

/// The figures of these columns.
pub fn value_figures(measure: Measure, quantity: Quantity) -> [Cell; 3] {
    match (measure, quantity) {
        (Ok(ratio), _) => {
            let value = match quantity {
                Quantity::Share => Cell::Rate(measure),
                Quantity::Days | Quantity::Points => Cell::Mean { mean: ratio, quantity },
            };
            [Cell::Count(ratio.numerator()), Cell::Count(ratio.denominator()), value]
        }
        (Err(_), Quantity::Share) => [Cell::Empty, Cell::Empty, Cell::Rate(measure)],
        (Err(absence), _) => [Cell::Empty, Cell::Empty, Cell::Missing(absence)],
    }
}

/// The change of a rate or mean; its reason where there is none.
pub fn change(pair: &Pair) -> Cell {
    match (pair.later, pair.earlier) {
        (Ok(now), Ok(before)) if pair.quantity == Quantity::Share => {
            Cell::PointChange { now, before }
        }
        (Ok(now), Ok(before)) => Cell::MeanChange {
            difference: Exact::from(now) - Exact::from(before),
            quantity: pair.quantity,
        },
        (Err(absence), _) | (_, Err(absence)) => Cell::Missing(absence),
    }
}

/// A part of a change.
pub fn effect(part: &Exact, quantity: Quantity) -> Cell {
    match quantity {
        Quantity::Share => Cell::Effect(part.clone()),
        Quantity::Days | Quantity::Points => {
            Cell::MeanChange { difference: part.clone(), quantity }
        }
    }
}

/// How many procedures are left out.
pub fn small_text(lang: Lang, left: usize) -> Phrase {
    Phrase::from(lang.of("Không hiện ", "Not shown: "))
        .count(left as u64)
        .text(lang.of(" thủ tục khác, ảnh hưởng ít hơn.", " more procedures with less effect."))
}

/// One rate of every group, and of the whole.
pub fn table(lang: Lang, comparison: &Comparison, rate: &RateComparison) -> Table {
    let sense = rate.indicator.sense;
    let has_ranks = !rate.ranks.is_empty();
    let by = &comparison.by;
    let has_effects =
        rate.total.over(Dimension::Procedure).is_some() && !by.contains(&Dimension::Procedure);
    let mut columns: Vec<Column> =
        by.iter().map(|by| text_column(by.name(), dimension_name(lang, *by))).collect();
    columns.push(change_column("change", lang.of("Tăng, giảm", "Change"), sense));
    if has_effects {
        columns.extend([
            change_column("rate", lang.of("Do từng thủ tục", "By procedures"), Sense::Neutral),
            change_column("mix", lang.of("Do cơ cấu thủ tục", "By their mix"), Sense::Neutral),
        ]);
    }
    let [now, before] = PERIODS.map(|when| pick(lang, when));
    let name = value_name(lang, [rate.indicator.quantity].into_iter());
    columns.extend(value_columns(lang, ("later", name, now), sense, columns.len()));
    columns.extend(value_columns(lang, ("earlier", name, before), sense, columns.len()));
    if has_ranks {
        columns.extend([
            text_column("earlier_rank", lang.of("Hạng trước", "Rank before")),
            text_column("later_rank", lang.of("Hạng nay", "Rank now")),
            text_column("places", lang.of("Đổi hạng", "Moved")),
        ]);
    }
    columns.push(text_column("remark", lang.of("Nhận xét", "Remark")));
    let lines = Lines { lang, comparison, rate, has_effects, has_ranks };
    let body =
        rate.groups.iter().filter(|(_, one)| one.pair.later.is_ok() || one.pair.earlier.is_ok());
    let body = body.map(|(group, one)| lines.line(Some(group), one)).collect();
    let total = Some(lines.line(None, &rate.total));
    Table::new(columns, body, total).with_notes(notes(lang, rate, has_ranks))
}

/// Why a mean has neither limits nor an interval.
pub const fn means_note(lang: Lang) -> &'static str {
    lang.of(
        "Số bình quân không có giới hạn kiểm soát và khoảng tin cậy của mức tăng, giảm: cả hai cách tính chỉ dùng cho tỷ lệ.",
        "A mean has no control limits and no interval of its change: both methods are for shares only.",
    )
}

fn notes(lang: Lang, rate: &RateComparison, has_ranks: bool) -> Vec<Phrase> {
    let mut notes = vec![Phrase::from(if rate.indicator.quantity == Quantity::Share {
        lang.of(
        "Khác biệt rõ: khoảng tin cậy 95% (Newcombe) của hiệu hai tỷ lệ không chứa 0; mỗi kỳ được xem như một lần quan sát cách làm việc.",
        "Clear: the 95% interval (Newcombe) of the difference of both rates leaves out 0; each period is taken for one look at how the office works.",
        )
    } else {
        means_note(lang)
    })];
    if has_ranks {
        notes.push(Phrase::from(lang.of(
            "Chỉ xếp hạng đơn vị có số liệu ở cả hai kỳ; = là cùng hạng.",
            "Only units with a value in both periods are ranked; = is a shared rank.",
        )));
    }
    if rate.ranks.iter().any(|one| one.is_small) {
        let start = lang.of("(…): đơn vị có dưới ", "(…): units with fewer than ");
        notes.push(Phrase::from(start).count(RANKED_FROM).text(lang.of(
            " hồ sơ ở một trong hai kỳ, xếp hạng riêng với nhau.",
            " dossiers in one of the periods, ranked among themselves.",
        )));
    }
    notes
}

struct Lines<'a> {
    lang: Lang,
    comparison: &'a Comparison,
    rate: &'a RateComparison,
    has_effects: bool,
    has_ranks: bool,
}

impl Lines<'_> {
    fn line(&self, group: Option<&Group>, one: &Compared) -> Vec<Cell> {
        let quantity = one.pair.quantity;
        let mut line = self.names(group);
        line.push(change(&one.pair));
        if self.has_effects {
            let effects = one.over(Dimension::Procedure);
            let part = |part: fn(&Effects) -> &Exact| {
                effects.map_or(Cell::Empty, |effects| effect(part(effects), quantity))
            };
            line.extend([part(|effects| &effects.rate), part(|effects| &effects.mix)]);
        }
        line.extend(value_figures(one.pair.later, quantity));
        line.extend(value_figures(one.pair.earlier, quantity));
        if self.has_ranks {
            line.extend(self.ranks(group));
        }
        line.push(Cell::Text(self.remark(group, one)));
        line
    }

    fn names(&self, group: Option<&Group>) -> Vec<Cell> {
        let Some(group) = group else {
            let mut names = vec![Cell::Empty; self.comparison.by.len()];
            if let Some(first) = names.first_mut() {
                *first = Cell::Text(self.lang.of("Tổng số", "Total").to_owned());
            }
            return names;
        };
        let cells = group_cells(self.lang, &self.comparison.by, group).into_iter();
        let text = |cell| match cell {
            Cell::Text(text) => Cell::Text(text),
            _ => Cell::Empty,
        };
        cells.map(text).collect()
    }

    fn ranks(&self, group: Option<&Group>) -> [Cell; 3] {
        let name = group.and_then(|group| group.first().cloned().flatten());
        let found = self.rate.ranks.iter().find(|one| Some(&one.unit) == name.as_ref());
        let Some(found) = found else { return [Cell::Empty, Cell::Empty, Cell::Empty] };
        let place = |place: Rank| {
            let text =
                if place.is_shared { format!("={}", place.place) } else { place.place.to_string() };
            Cell::Text(if found.is_small { format!("({text})") } else { text })
        };
        let moved = match found.gained() {
            0 => "–".to_owned(),
            gained if gained > 0 => format!("▲ {gained}"),
            lost => format!("▼ {}", lost.abs()),
        };
        [place(found.earlier), place(found.later), Cell::Text(moved)]
    }

    fn remark(&self, group: Option<&Group>, one: &Compared) -> String {
        let lang = self.lang;
        let mut said: Vec<String> = Vec::new();
        if let (Some(group), Some(units)) = (group, &self.comparison.units)
            && self.comparison.by == [Dimension::Unit]
        {
            let is_in = |list: &[crate::comparison::UnitCount]| {
                list.iter().any(|unit| group.first() == Some(&unit.name))
            };
            if is_in(&units.new) {
                said.push(lang.of("chỉ có ở kỳ này", "only now").to_owned());
            }
            if is_in(&units.gone) {
                said.push(lang.of("chỉ có ở kỳ trước", "no longer").to_owned());
            }
        }
        if one.pair.difference().is_some_and(|difference| difference.is_clear()) {
            said.push(lang.of("khác biệt rõ", "clear").to_owned());
        }
        // That there are too few months is said once, for the whole.
        if let Some(limits @ Ok(_)) = &one.limits {
            said.push(words::position(lang, limits));
        }
        said.join("; ")
    }
}
