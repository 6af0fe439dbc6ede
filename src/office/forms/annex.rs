//! A plan of indicators and the counts of one or two periods → the filled annex. What logs cannot tell
//! stays open and is named with its reason.

use std::collections::BTreeSet;

use super::annex_plan::{AnnexPlan, AnnexRow, AnnexValue};
use super::arrange::level_of;
use super::fill::{FillError, FormContext};
use super::head::{head, period_notes};
use super::layout::missing_fields;
use super::notes::{field_names, source_notes};
use super::plan::HeadItem;
use crate::answers::publication::{FilledForm, HeaderCell};
use crate::answers::{Cell, Column, ColumnKind, Phrase, RowKind, Table, TableRow, definition_name};
use crate::domain::{Absence, CanonicalField, Dimension};
use crate::indicators::{Available, Definition, Indicator, missing_columns};
use crate::tally::{Count, Cube, EvidenceScope, Tally};
use crate::words::Lang;
use crate::words::lower_first;

/// What an annex says besides its counts.
#[derive(Debug, Clone, Copy)]
pub struct AnnexContext<'a> {
    pub form: FormContext<'a>,
    pub definition: Definition,
    /// Shares of fewer ratings than this are not shown.
    pub suppress_below: u64,
    /// Whether there are ratings on three and on five levels: no share is taken over both.
    pub has_mixed_scales: bool,
    /// Adds the column of the period before.
    pub previous: Option<PreviousPeriod<'a>>,
}

/// The period before, counted from the same exports.
#[derive(Debug, Clone, Copy)]
pub struct PreviousPeriod<'a> {
    /// By level, too, if the period before is to have figures by level.
    pub cube: &'a Cube,
    /// `tháng 5 năm 2024`
    pub name: &'a str,
}

/// Fills an annex from the counts of a period, grouped by the first of [`AnnexPlan::breakdowns`]
/// that the exports can tell.
///
/// # Errors
/// When the levels do not add up to the whole.
pub fn fill_annex(
    plan: &AnnexPlan,
    cube: &Cube,
    context: &AnnexContext<'_>,
) -> Result<FilledForm, FillError> {
    let now = Levels::new(plan, cube)?;
    let before = context.previous.map(|previous| Levels::new(plan, previous.cube)).transpose()?;
    let before_evidence = context.previous.map(|previous| previous.cube.evidence);
    let evidence = cube.evidence.and(before_evidence.unwrap_or(cube.evidence));
    let mut filler = Filler { plan, context, evidence, rows: Vec::new(), open: Vec::new() };
    filler.fill(&now, before.as_ref());
    let lang = context.form.lang;
    let notes = notes(plan, context, &filler, &now);
    let head_items: Vec<HeadItem> = plan
        .head
        .iter()
        .map(|item| HeadItem { label: item.label.of(lang).to_owned(), value: item.value })
        .collect();
    let title = match lang {
        Lang::Vi => &plan.title.vi,
        Lang::En => &plan.title.en,
    };
    let columns = columns(plan, context);
    Ok(FilledForm {
        id: format!("annex-{}", plan.id),
        number: plan.number.of(lang).to_owned(),
        title: title.clone(),
        legal_base: String::new(),
        head: head(&head_items, "", lang, context.form.period, context.form.letterhead),
        header: header(&columns),
        header_rows: 1,
        table: Table { columns, rows: filler.rows, notes },
        sheet: format!("{} {}", lang.of("Phụ lục", "Annex"), plan.id),
    })
}

/// Tallies of a period by the levels of the plan.
struct Levels {
    total: Tally,
    /// One per level of the plan, and one for dossiers of no level that is known.
    by_level: Vec<Tally>,
    /// Whether any dossier has a level that is known.
    are_known: bool,
    /// Whether the counts are grouped by level at all.
    are_counted: bool,
}

impl Levels {
    fn new(plan: &AnnexPlan, cube: &Cube) -> Result<Self, FillError> {
        let place = cube.by.iter().position(|dimension| *dimension == Dimension::Level);
        let mut by_level = vec![Tally::default(); plan.levels.len() + 1];
        let mut sum = Tally::default();
        for row in &cube.rows {
            sum += &row.tally;
            let spelling = place.and_then(|place| row.group.get(place)?.as_deref());
            let level = spelling.and_then(|spelling| level_of(plan.levels.iter(), spelling));
            if let Some(tally) = by_level.get_mut(level.unwrap_or(plan.levels.len())) {
                *tally += &row.tally;
            }
        }
        if sum != cube.total {
            return Err(FillError::Total { form: plan.id.clone() });
        }
        let are_known = by_level.iter().take(plan.levels.len()).any(|tally| !tally.is_empty());
        Ok(Self { total: cube.total, by_level, are_known, are_counted: place.is_some() })
    }
}

fn columns(plan: &AnnexPlan, context: &AnnexContext<'_>) -> Vec<Column> {
    let lang = context.form.lang;
    let heads = &plan.columns;
    let column = |key, head: &crate::settings::Words, width, kind| {
        Column::new(key, head.of(lang), kind).wide(width)
    };
    let previous = context.previous.map(|previous| {
        let head = format!("{} ({})", heads.previous.of(lang), previous.name);
        Column::new("previous", head, ColumnKind::Number).wide(14)
    });
    [
        Some(column("number", &heads.number, 6, ColumnKind::Text)),
        Some(column("indicator", &heads.name, 48, ColumnKind::Text)),
        Some(column("unit", &heads.unit, 14, ColumnKind::Text)),
        Some(column("result", &heads.result, 14, ColumnKind::Number)),
        previous,
        Some(column("remark", &heads.remark, 44, ColumnKind::Text)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn header(columns: &[Column]) -> Vec<HeaderCell> {
    let cell = |(column, head): (usize, &Column)| HeaderCell {
        row: 0,
        column,
        row_span: 1,
        column_span: 1,
        text: head.name.clone(),
    };
    columns.iter().enumerate().map(cell).collect()
}

/// The rows, as they grow.
struct Filler<'a> {
    plan: &'a AnnexPlan,
    context: &'a AnnexContext<'a>,
    /// Which of it was counted in both periods.
    evidence: EvidenceScope,
    rows: Vec<TableRow>,
    /// Number, name and reason of what stays open.
    open: Vec<(String, String, String)>,
}

/// What a row says instead of a figure, or besides it.
struct Filled {
    now: Cell,
    before: Cell,
    remark: String,
    /// What no export has: named in the notes alone, not on a page that is signed.
    missing: BTreeSet<CanonicalField>,
}

impl Filler<'_> {
    fn fill(&mut self, now: &Levels, before: Option<&Levels>) {
        let lang = self.context.form.lang;
        let plan = self.plan;
        let by_level_before = before.filter(|before| before.are_counted);
        // The same levels under every row: those that have dossiers in one of the periods.
        let has_dossiers = |place: &usize| {
            let is_used = |levels: &Levels| {
                levels.by_level.get(*place).is_some_and(|tally| !tally.is_empty())
            };
            is_used(now) || by_level_before.is_some_and(is_used)
        };
        let are_known = now.are_known || by_level_before.is_some_and(|before| before.are_known);
        let shown: Vec<usize> =
            (0..=plan.levels.len()).filter(|place| are_known && has_dossiers(place)).collect();
        for row in &plan.rows {
            let filled = self.filled(row, &now.total, before.map(|before| &before.total));
            if matches!(filled.now, Cell::Open) {
                let name = row.name.of(lang).to_owned();
                let columns = if filled.missing.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", field_names(&filled.missing))
                };
                let reason = format!("{}{columns}", filled.remark);
                self.open.push((row.number.clone(), name, reason));
            }
            // What stays open anyway has no dossiers whose level could be unknown.
            let is_open = matches!(row.value, AnnexValue::Open { .. });
            let is_shown = |place: &&usize| !is_open || **place < plan.levels.len();
            let levels: Vec<usize> =
                shown.iter().filter(|_| row.is_by_level).filter(is_shown).copied().collect();
            // Without levels before, a sum holds in one of the two columns only.
            let is_sum = matches!(row.value, AnnexValue::Count(_))
                && before.is_some() == by_level_before.is_some();
            let first = self.rows.len() + 1;
            let sum_of = if is_sum { (first..first + levels.len()).collect() } else { Vec::new() };
            self.add(&row.number, row.name.of(lang), row, filled, sum_of);
            for place in &levels {
                let empty = Tally::default();
                let at = |levels: &Levels| levels.by_level.get(*place).copied().unwrap_or(empty);
                let filled = self.filled(row, &at(now), by_level_before.map(at).as_ref());
                let name = plan
                    .levels
                    .get(*place)
                    .map_or(lang.of("không rõ cấp", "level unknown"), |level| {
                        level.name.of(lang)
                    });
                let filled = Filled { remark: String::new(), ..filled };
                self.add("", &format!("– {name}"), row, filled, Vec::new());
            }
        }
    }

    fn add(
        &mut self,
        number: &str,
        name: &str,
        row: &AnnexRow,
        filled: Filled,
        sum_of: Vec<usize>,
    ) {
        let text = |text: &str| {
            if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
        };
        let unit = row.unit.of(self.context.form.lang);
        let mut cells = vec![text(number), text(name), text(unit), filled.now];
        if self.context.previous.is_some() {
            cells.push(filled.before);
        }
        cells.push(text(&filled.remark));
        self.rows.push(TableRow { kind: RowKind::Body, cells, sum_of });
    }

    fn filled(&self, row: &AnnexRow, now: &Tally, before: Option<&Tally>) -> Filled {
        let lang = self.context.form.lang;
        let fields = self.context.form.fields;
        let open = |reason: String| Filled {
            now: Cell::Open,
            before: before.map_or(Cell::Empty, |_| Cell::Open),
            remark: reason,
            missing: BTreeSet::new(),
        };
        let no_column = |missing: BTreeSet<CanonicalField>| Filled {
            missing,
            ..open(self.plan.no_column.of(lang).to_owned())
        };
        let remark = row.remark.as_ref().map_or("", |remark| remark.of(lang)).to_owned();
        match &row.value {
            AnnexValue::Open { reason } => open(reason.of(lang).to_owned()),
            AnnexValue::Count(counts) => {
                let missing = missing_fields(counts, fields);
                if !missing.is_empty() {
                    return no_column(missing);
                }
                let are_counted = counts.iter().all(|count| self.evidence.has(*count));
                let cell = |tally: &Tally| {
                    let known = counts.iter().map(|count| tally.known(*count));
                    match known.sum::<Result<u64, Absence>>() {
                        _ if !are_counted => Cell::Missing(Absence::NotCounted),
                        Err(absence) => Cell::Missing(absence),
                        Ok(_) if is_open_unknown(tally, counts) => {
                            Cell::Missing(Absence::NotCovered)
                        }
                        Ok(sum) => Cell::Count(sum),
                    }
                };
                Filled {
                    now: cell(now),
                    before: before.map_or(Cell::Empty, cell),
                    remark,
                    missing: BTreeSet::new(),
                }
            }
            AnnexValue::Rate(indicator) => {
                if !indicator.is_in_export(fields) {
                    return no_column(missing_columns(indicator.needs, fields));
                }
                if indicator.is_of_ratings() && self.context.has_mixed_scales {
                    let reason = lang.of(
                        "có cả thang đánh giá 3 mức và 5 mức, không gộp được; xem bảng mức độ hài lòng của từng thang",
                        "ratings on 3 and on 5 levels, which are not added; see the table of each scale",
                    );
                    return open(reason.to_owned());
                }
                let cell = |tally: &Tally| self.rate(indicator, tally);
                Filled {
                    now: cell(now),
                    before: before.map_or(Cell::Empty, cell),
                    remark,
                    missing: BTreeSet::new(),
                }
            }
        }
    }

    fn rate(&self, indicator: &Indicator, tally: &Tally) -> Cell {
        let AnnexContext { form, definition, .. } = self.context;
        let available = Available { evidence: self.evidence, ..Available::from(form.fields) };
        Cell::Rate(indicator.measure(tally, *definition, available))
    }
}

/// Whether sources that end before the as-of day leave it unknown how many dossiers are open.
fn is_open_unknown(tally: &Tally, counts: &[Count]) -> bool {
    let is_open = |count: &Count| *count == Count::Closing || Count::KNOWN_OPEN.contains(count);
    tally[Count::ClosingUncovered] > 0 && counts.iter().any(is_open)
}

fn notes(
    plan: &AnnexPlan,
    context: &AnnexContext<'_>,
    filler: &Filler<'_>,
    now: &Levels,
) -> Vec<Phrase> {
    let lang = context.form.lang;
    let mut notes = source_notes(lang, &plan.sources, true);
    for (number, name, reason) in &filler.open {
        notes.push(Phrase::from(match lang {
            Lang::Vi => format!("Chỉ tiêu {number} ({}): để trống, {reason}.", lower_first(name)),
            Lang::En => format!("Indicator {number} ({}): open, {reason}.", lower_first(name)),
        }));
    }
    let definition = definition_name(lang, context.definition);
    notes.push(Phrase::from(match lang {
        Lang::Vi => format!("Đúng hạn = {definition}."),
        Lang::En => format!("On time = {definition}."),
    }));
    let rates = || filler.rows.iter().flat_map(|row| &row.cells).filter_map(Cell::absence);
    let reasons: BTreeSet<Absence> = rates().collect();
    notes.extend(reasons.into_iter().map(|reason| {
        crate::answers::publication::absence_note(lang, reason, context.suppress_below)
    }));
    notes.extend(plan.notes.iter().map(|note| Phrase::from(note.of(lang))));
    if !now.are_known {
        notes.push(Phrase::from(lang.of(
            "Không chia theo cấp: dữ liệu không cho biết cấp của hồ sơ.",
            "No rows by level: the data name no level that is known.",
        )));
    }
    let is_whole_before =
        context.previous.is_some_and(|previous| !previous.cube.by.contains(&Dimension::Level));
    if now.are_known && is_whole_before {
        notes.push(Phrase::from(
            lang.of("Kỳ trước không chia theo cấp.", "The period before is not told by level."),
        ));
    }
    notes.extend(period_notes(lang, context.form.period));
    notes
}
