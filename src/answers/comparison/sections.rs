//! Comparisons → the sections of a published report: every rate, why it moved, group by group, and the
//! procedures that moved it.

use super::groups::{
    self, change_column, means_note, small_text, value_columns, value_figures, value_name,
};
use super::words;
use super::{ComparisonView, NamedComparison};
use crate::answers::bases::base_note;
use crate::answers::publication::Section;
use crate::answers::publication::columns::{Style, explained, rate_name, text_column};
use crate::answers::table::{Cell, Column, ColumnKind, RateFormula, Table};
use crate::answers::text::{dimension_name, nameless, unit_name};
use crate::comparison::{Contribution, Effects, RateComparison, With};
use crate::domain::{Absence, Dimension, Ratio};
use crate::indicators::{Quantity, Sense};
use crate::words::lower_first;
use crate::words::{Lang, pick};

/// So many comparisons with their rates can stand in one publication, each with tables of its own.
pub const SECTION_PLACES: usize = 8;

const GROUPS: [&str; SECTION_PLACES] = [
    "comparison_groups",
    "comparison_groups_2",
    "comparison_groups_3",
    "comparison_groups_4",
    "comparison_groups_5",
    "comparison_groups_6",
    "comparison_groups_7",
    "comparison_groups_8",
];
const PROCEDURES: [&str; SECTION_PLACES] = [
    "comparison_procedures",
    "comparison_procedures_2",
    "comparison_procedures_3",
    "comparison_procedures_4",
    "comparison_procedures_5",
    "comparison_procedures_6",
    "comparison_procedures_7",
    "comparison_procedures_8",
];

/// Every rate in both periods: the change first, then what it stands on.
pub fn summary(style: Style<'_>, shown: &ComparisonView<'_>) -> Section {
    let lang = style.lang;
    let mut columns = vec![
        text_column("indicator", lang.of("Chỉ tiêu", "Figure")),
        text_column("against", lang.of("So với", "Against")),
        change_column("change", lang.of("Tăng, giảm", "Change"), Sense::Neutral),
    ];
    let [now, before] = groups::PERIODS.map(|when| pick(lang, when));
    let rates =
        shown.comparisons.iter().flat_map(|(_, one)| one.rates.iter().filter(|rate| is_told(rate)));
    let quantities: Vec<Quantity> = rates.map(|rate| rate.indicator.quantity).collect();
    let has_means = quantities.iter().any(|quantity| *quantity != Quantity::Share);
    let name = value_name(lang, quantities.into_iter());
    columns.extend(value_columns(lang, ("later", name, now), Sense::Neutral, columns.len()));
    columns.extend(value_columns(lang, ("earlier", name, before), Sense::Neutral, columns.len()));
    columns.extend([
        change_column(
            "like_for_like",
            lang.of("Tăng, giảm của đơn vị có ở cả hai kỳ", "Change of the units of both periods"),
            Sense::Neutral,
        ),
        Column::new(
            "limits",
            lang.of("Giới hạn kiểm soát", "Control limits"),
            ColumnKind::Interval,
        ),
        text_column("position", lang.of("Nhận xét", "Remark")),
    ]);
    let rows = shown.comparisons.iter().flat_map(|named| {
        named.1.rates.iter().filter(|rate| is_told(rate)).map(move |rate| (named, rate))
    });
    let lines = rows.map(|(named, rate)| summary_line(lang, named, rate)).collect();
    let mut notes = vec![limits_note(lang).into()];
    if has_means {
        notes.push(means_note(lang).into());
    }
    for (_, comparison) in shown.comparisons {
        let answers = |rate: &&RateComparison| {
            rate.indicator.terms(comparison.definition).is_of_answers()
                && rate.total.pair.ratios().is_some()
        };
        for rate in comparison.rates.iter().filter(answers) {
            let periods = [words::name(lang, &comparison.later), words::earlier(lang, comparison)];
            let bases = periods.into_iter().zip(rate.total.bases);
            notes.extend(bases.filter_map(|(period, base)| {
                Some(base_note(lang, rate.indicator, base?).before(format!("{period}: ")))
            }));
        }
    }
    Section {
        id: "comparison",
        title: lang.of("So sánh với kỳ khác", "Compared with other periods").to_owned(),
        sheet: lang.of("So sánh", "Comparison").to_owned(),
        lead: if has_means {
            lang.of(
                "Từng chỉ tiêu ở hai kỳ: tăng, giảm của tỷ lệ tính bằng điểm phần trăm (điểm %), của số bình quân tính bằng đơn vị của nó; giới hạn kiểm soát cho biết mức dao động thường thấy.",
                "Each figure in both periods: changes of rates in percentage points (pp), of means in their unit; control limits say what scatter is usual.",
            )
        } else {
            lang.of(
                "Từng tỷ lệ ở hai kỳ: tăng, giảm tính bằng điểm phần trăm (điểm %); giới hạn kiểm soát cho biết mức dao động thường thấy.",
                "Each rate in both periods: changes in percentage points (pp); control limits say what scatter is usual.",
            )
        }
        .to_owned(),
        table: told(Table::new(columns, lines, None).with_notes(notes), style),
        working_notes: Vec::new(),
        charts: Vec::new(),
    }
}

/// Rates that no export can tell are named once, in the notes of every report.
fn is_told(rate: &RateComparison) -> bool {
    let absent = Err(Absence::NotInExport);
    !(rate.total.pair.later == absent && rate.total.pair.earlier == absent)
}

fn summary_line(lang: Lang, (_, comparison): &NamedComparison, rate: &RateComparison) -> Vec<Cell> {
    let mut line = vec![
        Cell::Text(pick(lang, rate.indicator.name()).to_owned()),
        Cell::Text(words::earlier(lang, comparison)),
        groups::change(&rate.total.pair),
    ];
    line.extend(value_figures(rate.total.pair.later, rate.indicator.quantity));
    line.extend(value_figures(rate.total.pair.earlier, rate.indicator.quantity));
    line.push(rate.like_for_like.as_ref().map_or(Cell::Empty, groups::change));
    let limits = rate.total.limits.as_ref();
    line.push(match limits {
        Some(Ok(limits)) => Cell::Interval(Ok(limits.bounds)),
        Some(Err(_)) | None => Cell::Empty,
    });
    let position = limits.map(|limits| words::position(lang, limits));
    line.push(Cell::Text(position.unwrap_or_default()));
    line
}

fn limits_note(lang: Lang) -> &'static str {
    lang.of(
        "Giới hạn kiểm soát (biểu đồ p′ của Laney, 2002): tỷ lệ chung của tối đa 12 tháng trước (ít nhất 6) cộng, trừ 3 lần độ lệch chuẩn theo số hồ sơ của kỳ này, nới theo dao động giữa các tháng; ngoài giới hạn là dấu hiệu cần xem, không phải kết luận.",
        "Control limits (p′-chart of Laney, 2002): the rate of up to 12 months before (at least 6) together, plus and minus 3 standard deviations for the dossiers of this period, widened by the scatter between months; outside is a reason to look, not a verdict.",
    )
}

/// Each change taken apart: what the groups did, and what their mix did.
pub fn effects(style: Style<'_>, shown: &ComparisonView<'_>) -> Option<Section> {
    let lang = style.lang;
    let columns = vec![
        text_column("indicator", lang.of("Chỉ tiêu", "Figure")),
        text_column("against", lang.of("So với", "Against")),
        text_column("over", lang.of("Tách theo", "Taken apart by")),
        change_column("change", lang.of("Tăng, giảm", "Change"), Sense::Neutral),
        change_column("rate", lang.of("Do kết quả từng nhóm", "By their results"), Sense::Neutral),
        change_column("mix", lang.of("Do cơ cấu giữa các nhóm", "By their mix"), Sense::Neutral),
        text_column("note", lang.of("Lưu ý", "Note")),
    ];
    let rows = shown.comparisons.iter().flat_map(|named| {
        let rates = named.1.rates.iter();
        rates.flat_map(move |rate| rate.total.effects.iter().map(move |one| (named, rate, one)))
    });
    let line = |(named, rate, one): (&NamedComparison, &RateComparison, &Effects)| {
        let paradox = one.paradox.is_some();
        let note = if paradox {
            lang.of("ngược chiều với từng nhóm", "against its groups")
        } else {
            ""
        };
        vec![
            Cell::Text(pick(lang, rate.indicator.name()).to_owned()),
            Cell::Text(words::earlier(lang, &named.1)),
            Cell::Text(dimension_name(lang, one.over).to_owned()),
            groups::change(&rate.total.pair),
            groups::effect(&one.rate, rate.indicator.quantity),
            groups::effect(&one.mix, rate.indicator.quantity),
            Cell::Text(note.to_owned()),
        ]
    };
    let has_means = rows.clone().any(|(_, rate, _)| rate.indicator.quantity != Quantity::Share);
    let lines: Vec<Vec<Cell>> = rows.map(line).collect();
    if lines.is_empty() {
        return None;
    }
    let mut notes = vec![method_note(lang).into()];
    notes.extend(has_means.then(|| mean_method_note(lang).into()));
    Some(Section {
        id: "comparison_effects",
        title: lang.of("Vì sao tăng, giảm", "Why the rates moved").to_owned(),
        sheet: lang.of("Vì sao tăng, giảm", "Why").to_owned(),
        lead: lang
            .of(
                "Phần do từng thủ tục, hình thức nộp, đơn vị làm tốt hơn hay kém đi, và phần do hồ sơ chuyển giữa các nhóm đó.",
                "What comes from procedures, channels and units doing better or worse, and what from dossiers shifting between them.",
            )
            .to_owned(),
        table: told(Table::new(columns, lines, None).with_notes(notes), style),
        working_notes: Vec::new(),
        charts: Vec::new(),
    })
}

fn method_note(lang: Lang) -> &'static str {
    lang.of(
        "Do kết quả = Σ ½(w0 + w1)(r1 − r0); do cơ cấu = Σ ½(r0 + r1)(w1 − w0), w là tỷ trọng, r là tỷ lệ của nhóm; hai phần cộng đúng bằng mức tăng, giảm. Nhóm chỉ có ở một kỳ thuộc phần cơ cấu.",
        "By results = Σ ½(w0 + w1)(r1 − r0); by mix = Σ ½(r0 + r1)(w1 − w0), w the weight and r the rate of a group; both add up to the change exactly. A group of one period only is mix.",
    )
}

const fn mean_method_note(lang: Lang) -> &'static str {
    lang.of("Với số bình quân, r là số bình quân của nhóm.", "Of a mean, r is the mean of a group.")
}

/// A table without the columns that have nothing, its marks explained.
fn told(table: Table, style: Style<'_>) -> Table {
    let lines = || table.lines();
    let is_nothing =
        |figure: &Cell| matches!(figure, Cell::Empty) || *figure == Cell::Text(String::new());
    let kept: Vec<usize> = (0..table.columns.len())
        .filter(|place| !lines().filter_map(|line| line.get(*place)).all(is_nothing))
        .collect();
    let moved = |places: &[usize]| -> Vec<usize> {
        places.iter().filter_map(|old| kept.iter().position(|place| place == old)).collect()
    };
    let column = |place: &usize| {
        let mut column = table.columns.get(*place)?.clone();
        if let ColumnKind::Rate { formula: Some(formula), .. } = &mut column.kind {
            *formula = RateFormula {
                numerator: moved(&formula.numerator),
                minus: moved(&formula.minus),
                denominator: moved(&formula.denominator),
            };
        }
        Some(column)
    };
    let line = |line: &[Cell]| -> Vec<Cell> {
        kept.iter().filter_map(|place| line.get(*place).cloned()).collect()
    };
    let table = Table::new(
        kept.iter().filter_map(column).collect(),
        table.body().map(line).collect(),
        table.total().map(line),
    )
    .with_notes(table.notes);
    explained(table, style)
}

/// What tells the tables of several comparisons in one report apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TablePlace {
    /// The number of the table in the report.
    pub table: usize,
    /// How many tables before it are against such a period.
    pub alike: usize,
}

impl TablePlace {
    /// The places of tables of these kinds of periods, in their order.
    pub fn all(withs: impl Iterator<Item = With>) -> impl Iterator<Item = Self> {
        let mut seen: Vec<&'static str> = Vec::new();
        withs.enumerate().map(move |(table, with)| {
            let kind = with.name();
            let alike = seen.iter().filter(|other| **other == kind).count();
            seen.push(kind);
            Self { table, alike }
        })
    }
}

/// One rate group by group.
pub fn groups(
    style: Style<'_>,
    (with, comparison): &NamedComparison,
    rate: &RateComparison,
    place: TablePlace,
) -> Option<Section> {
    if rate.groups.len() < 2 {
        return None;
    }
    let lang = style.lang;
    let name = rate_name(lang, rate.indicator);
    let against = words::against(lang, comparison);
    let unit = comparison.by == [Dimension::Unit];
    let by: Vec<&str> = comparison.by.iter().map(|by| dimension_name(lang, *by)).collect();
    let sheet = if unit { by.join(", ") } else { lang.of("Nhóm", "Groups").to_owned() };
    Some(Section {
        id: GROUPS.get(place.table)?,
        title: format!("{name}: {against}"),
        sheet: sheet_name(lang, &sheet, *with, place),
        lead: groups_lead(lang, rate.indicator.quantity),
        table: told(groups::table(lang, comparison, rate), style),
        working_notes: Vec::new(),
        charts: Vec::new(),
    })
}

fn groups_lead(lang: Lang, quantity: Quantity) -> String {
    let unit = match quantity {
        Quantity::Share => lang.of("điểm phần trăm", "percentage points"),
        Quantity::Days | Quantity::Points => unit_name(lang, quantity),
    };
    match lang {
        Lang::Vi => format!(
            "Tăng, giảm tính bằng {unit}, phần do kết quả từng thủ tục và phần do cơ cấu thủ tục; thứ hạng trong các đơn vị có số liệu ở cả hai kỳ."
        ),
        Lang::En => format!(
            "Changes in {unit}, what comes from the results of procedures and what from their mix; ranks among the units with a value in both periods."
        ),
    }
}

/// The sheet of a table: `Đơn vị so năm trước`.
fn sheet_name(lang: Lang, what: &str, with: With, place: TablePlace) -> String {
    let short = words::short(lang, with);
    let name = match lang {
        Lang::Vi => format!("{what} so {short}"),
        Lang::En => format!("{what}, {short}"),
    };
    if place.alike == 0 { name } else { format!("{name} {}", place.alike + 1) }
}

/// The procedures that moved a rate most.
pub fn procedures(
    style: Style<'_>,
    (with, comparison): &NamedComparison,
    rate: &RateComparison,
    top: usize,
    place: TablePlace,
) -> Option<Section> {
    let lang = style.lang;
    let name = lower_first(&rate_name(lang, rate.indicator));
    let against = words::against(lang, comparison);
    let effects = rate.total.over(Dimension::Procedure)?;
    let (later, earlier) = rate.total.pair.ratios()?;
    let whole = (later.denominator(), earlier.denominator());
    let mut columns = vec![
        text_column("procedure", dimension_name(lang, Dimension::Procedure)),
        change_column("sum", lang.of("Đóng góp", "Effect"), Sense::Neutral),
        change_column("rate", lang.of("Do kết quả", "By its results"), Sense::Neutral),
        change_column("mix", lang.of("Do cơ cấu", "By the mix"), Sense::Neutral),
    ];
    let [now, before] = groups::PERIODS.map(|when| pick(lang, when));
    let quantity = rate.indicator.quantity;
    let value = value_name(lang, [quantity].into_iter());
    columns.extend(value_columns(lang, ("later", value, now), Sense::Neutral, columns.len()));
    columns.extend(value_columns(lang, ("earlier", value, before), Sense::Neutral, columns.len()));
    let weight = |key: &str, when: &str| {
        Column::new(
            key,
            format!("{} {when}", lang.of("Tỷ trọng", "Weight")),
            ColumnKind::Rate { sense: Sense::Neutral, formula: None },
        )
    };
    columns.extend([weight("later_weight", now), weight("earlier_weight", before)]);
    let share =
        |part: u64, whole: u64| Cell::Rate(Ratio::new(part, whole).ok_or(Absence::NoDossiers));
    let line = |one: &Contribution| {
        let pair = &one.pair;
        let name = pair.group.clone().unwrap_or_else(|| nameless(lang).to_owned());
        let mut line = vec![
            Cell::Text(name),
            groups::effect(&one.sum(), quantity),
            groups::effect(&one.rate, quantity),
            groups::effect(&one.mix, quantity),
        ];
        let measure = |parts: crate::comparison::Parts| {
            Ratio::new(parts.numerator, parts.denominator).ok_or(Absence::NoDossiers)
        };
        line.extend(value_figures(measure(pair.later), quantity));
        line.extend(value_figures(measure(pair.earlier), quantity));
        line.push(share(pair.later.denominator, whole.0));
        line.push(share(pair.earlier.denominator, whole.1));
        line
    };
    let lines: Vec<Vec<Cell>> = effects.contributions.iter().take(top).map(line).collect();
    let left = effects.contributions.len() - lines.len();
    let mut notes = Vec::new();
    if left > 0 {
        notes.push(small_text(lang, left));
    }
    Some(Section {
        id: PROCEDURES.get(place.table)?,
        title: match lang {
            Lang::Vi => format!("Thủ tục ảnh hưởng nhiều nhất đến {name}: {against}"),
            Lang::En => format!("Procedures with most effect on the {name}: {against}"),
        },
        sheet: sheet_name(lang, lang.of("Thủ tục", "Procedures"), *with, place),
        lead: lang
            .of(
                "Thủ tục đóng góp nhiều nhất vào mức tăng, giảm, bất kể chiều nào; phần do cơ cấu tính so với tỷ lệ chung.",
                "The procedures with the largest part in the change, whatever its direction; the mix is told against the overall rate.",
            )
            .to_owned(),
        table: told(Table::new(columns, lines, None).with_notes(notes), style),
        working_notes: Vec::new(),
        charts: Vec::new(),
    })
}
