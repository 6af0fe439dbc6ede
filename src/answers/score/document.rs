//! The card for people.

use num_traits::Zero;

use super::ScoreAnswer;
use super::advice::{losses, open, readings, what_ifs, winnings};
use super::ranks::ranks;
use super::words::{
    band, base_notes, basis_text, confidence_name, heading, level_name, rule_text, total_line,
};
use crate::answers::calendar::unconfirmed_years;
use crate::answers::coverage;
use crate::answers::logs::log_blocks;
use crate::answers::model::{Block, Document};
use crate::answers::phrase::Phrase;
use crate::answers::provenance::{calendar_line, day};
use crate::answers::table::{Cell, Column, Table, TableRow};
use crate::domain::{Exact, Ratio};
use crate::index::{Confidence, Criterion, CriterionScore, Index, Rule, Scorecard, Total};
use crate::words::Lang;

/// How much is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View<'a> {
    /// The groups as the index has them.
    Own,
    /// Under the headings of a view.
    Named(&'a str),
}

/// The card, where its points go, what would win them back, how firm it stands, and the ranks.
pub fn document(lang: Lang, shown: ScoreAnswer<'_>, view: View<'_>) -> Document {
    let assessment = shown.assessment;
    let index = &assessment.case.index;
    let covered = shown.loaded.map(|loaded| coverage::notes_of(lang, loaded, shown.unit));
    let covered = covered.into_iter().flatten().map(Block::Paragraph);
    let mut blocks: Vec<Block> = covered.collect();
    if let Some(card) = assessment.card(shown.unit) {
        blocks.extend(head(lang, shown, card));
        blocks.extend(warning(lang, shown));
        // Where points go and what to do about it has to stand on the first screen.
        blocks.extend(losses(lang, shown, card));
        blocks.extend(winnings(lang, index, card));
        blocks.extend(what_ifs(lang, shown, card));
        blocks.push(heading(lang, "Theo nhóm", "By group"));
        blocks.push(Block::Table(groups(lang, index, card, view)));
        blocks.push(heading(lang, "Từng tiêu chí", "Criteria"));
        blocks.push(Block::Table(criteria(lang, index, card)));
        blocks.extend(readings(lang, shown, card));
        blocks.extend(open(lang, index, card));
    }
    blocks.extend(ranks(lang, shown));
    blocks.extend(log_blocks(lang, shown.logs));
    blocks.extend(notes(lang, index));
    blocks.push(Block::Paragraph(footnote(lang, index).into()));
    if let Some((calendar, (first, last))) = shown.counted {
        let years = unconfirmed_years(calendar, first, last);
        let line = calendar_line(lang, (calendar.edition(), calendar.local()), &years);
        blocks.push(Block::Paragraph(line.into()));
    }
    for note in &index.notes {
        blocks.push(Block::Paragraph(note.of(lang).into()));
    }
    let sources = shown.loaded.map(|loaded| coverage::blocks(lang, loaded, shown.unit));
    blocks.extend(sources.into_iter().flatten());
    Document { blocks }
}

fn head(lang: Lang, shown: ScoreAnswer<'_>, card: &Scorecard) -> Vec<Block> {
    let case = &shown.assessment.case;
    let index = &case.index;
    let subject = card
        .unit
        .clone()
        .unwrap_or_else(|| lang.of("toàn bộ dữ liệu", "the whole of the data").to_owned());
    let period = format!("{} – {}", day(lang, case.period.from), day(lang, case.period.to));
    let mut facts: Vec<(String, Phrase)> = vec![
        (
            lang.of("Đối tượng", "Subject").to_owned(),
            format!("{subject} ({})", level_name(lang, card.level)).into(),
        ),
        (lang.of("Kỳ", "Period").to_owned(), period.into()),
        (lang.of("Căn cứ", "Legal base").to_owned(), index.legal_base.as_str().into()),
        (lang.of("Tổng điểm", "Total").to_owned(), total_line(lang, &card.total)),
        (
            lang.of("Điểm mất", "Points lost").to_owned(),
            Phrase::default().points(card.total.lost()),
        ),
    ];
    if let Some(points) = card.rescaled(index) {
        let scale = Phrase::default()
            .points(points)
            .text(lang.of(" trên thang ", " on the scale of "))
            .points(index.total.clone());
        facts.push((lang.of("Quy đổi", "Rescaled").to_owned(), scale));
    }
    if let Some(text) = band(lang, index, card) {
        facts.push((lang.of("Xếp loại", "Band").to_owned(), text.into()));
    }
    if let Some(place) = place_of(shown, card) {
        let text = Phrase::default()
            .count(place.rank as u64)
            .text(lang.of(" trong ", " of "))
            .count(place.of as u64)
            .text(lang.of(" đơn vị", " units"));
        facts.push((lang.of("Hạng", "Rank").to_owned(), text));
    }
    let title = format!("{}: {}", lang.of("Chấm điểm", "Scorecard"), index.name.of(lang));
    vec![Block::Heading(title), Block::Facts(facts)]
}

fn place_of(shown: ScoreAnswer<'_>, card: &Scorecard) -> Option<crate::index::Rank> {
    let unit = card.unit.as_deref()?;
    let cards = shown.assessment.units.iter().zip(&shown.assessment.places);
    let mine = cards.into_iter().find(|(card, _)| card.unit.as_deref() == Some(unit));
    mine.and_then(|(_, place)| *place)
}

fn warning(lang: Lang, shown: ScoreAnswer<'_>) -> Option<Block> {
    let text = lang.of(
        "⚠ Kỳ này nằm ngoài thời gian áp dụng của bộ tiêu chí: điểm chỉ để tham khảo.",
        "⚠ The period lies outside the days this index is for: the score is for orientation only.",
    );
    shown.is_outside_validity.then(|| Block::Paragraph(text.into()))
}

fn total_cells(total: &Total, max: &Exact) -> Vec<Cell> {
    let open = |points: &Exact| {
        if points.is_zero() { Cell::Empty } else { Cell::points(points.clone()) }
    };
    vec![
        Cell::points(total.points.clone()),
        Cell::points(total.computable.clone()),
        Cell::points(total.lost()),
        open(&total.not_computable),
        open(&total.not_applicable),
        Cell::points(max.clone()),
    ]
}

fn groups(lang: Lang, index: &Index, card: &Scorecard, view: View<'_>) -> Table {
    let of = |ids: &[String]| {
        let mut sum = Total::default();
        let mut max = Exact::zero();
        for (group, score) in index.groups.iter().zip(&card.groups) {
            if ids.contains(&group.id) {
                sum.points += &score.total.points;
                sum.computable += &score.total.computable;
                sum.not_computable += &score.total.not_computable;
                sum.not_applicable += &score.total.not_applicable;
                max += &group.max;
            }
        }
        (sum, max)
    };
    let named = match view {
        View::Own => None,
        View::Named(id) => index.views.iter().find(|view| view.id == id),
    };
    let lines: Vec<(String, Vec<String>)> = match named {
        Some(view) => view
            .groups
            .iter()
            .map(|group| (group.name.of(lang).to_owned(), group.of.clone()))
            .collect(),
        None => index
            .groups
            .iter()
            .map(|group| (group.name.of(lang).to_owned(), vec![group.id.clone()]))
            .collect(),
    };
    let mut rows: Vec<TableRow> = lines
        .into_iter()
        .map(|(name, ids)| {
            let (total, max) = of(&ids);
            let name = std::iter::once(Cell::Text(name));
            TableRow::body(name.chain(total_cells(&total, &max)).collect())
        })
        .collect();
    let name = std::iter::once(Cell::Text(lang.of("Tổng", "Total").to_owned()));
    rows.push(TableRow::total(name.chain(total_cells(&card.total, &index.total)).collect()));
    Table {
        columns: vec![
            Column::text(lang, "group"),
            Column::number(lang, "points"),
            Column::number(lang, "computable"),
            Column::number(lang, "lost"),
            Column::number(lang, "not_computable"),
            Column::number(lang, "not_applicable"),
            Column::number(lang, "max"),
        ],
        rows,
        notes: Vec::new(),
    }
}

/// The rate behind a score: as counts where it is two of them.
fn rate_cells(score: &CriterionScore) -> [Cell; 2] {
    let Some(value) = &score.value else { return [Cell::Empty, Cell::Empty] };
    let count = |number: &Exact| {
        number.is_integer().then(|| u64::try_from(number.to_integer()).ok()).flatten()
    };
    let ratio = count(&value.numerator).zip(count(&value.denominator));
    match ratio.and_then(|(numerator, denominator)| Ratio::new(numerator, denominator)) {
        // A declared share of 1 has no counts to show.
        Some(ratio) if ratio.denominator() > 1 => [Cell::Rate(Ok(ratio)), Cell::Parts(Ok(ratio))],
        _ => [Cell::Share(value.rate()), Cell::Empty],
    }
}

fn criteria(lang: Lang, index: &Index, card: &Scorecard) -> Table {
    let row = |(criterion, score): (&Criterion, &CriterionScore)| {
        let points =
            |points: Option<Exact>| points.map_or(Cell::Text("–".to_owned()), Cell::points);
        let [rate, of] = value_cells(criterion, score);
        TableRow::body(vec![
            Cell::Text(criterion.id.clone()),
            Cell::Text(criterion.name.of(lang).to_owned()),
            points(score.points().cloned()),
            Cell::points(score.max.clone()),
            points(score.lost()),
            rate,
            of,
            Cell::Text(rule_text(lang, &criterion.rule)),
            Cell::Text(basis_text(lang, score).to_owned()),
            Cell::Text(confidence_name(lang, criterion.confidence).to_owned()),
        ])
    };
    Table {
        columns: vec![
            Column::text(lang, "id"),
            Column::text(lang, "criterion"),
            Column::number(lang, "points"),
            Column::number(lang, "max"),
            Column::number(lang, "lost"),
            Column::number(lang, "rate"),
            Column::number(lang, "asked_of"),
            Column::text(lang, "rule"),
            Column::text(lang, "basis"),
            Column::text(lang, "confidence"),
        ],
        rows: index.criteria.iter().zip(&card.criteria).map(row).collect(),
        notes: base_notes(lang, index, card),
    }
}

/// What a score rests on: a rate with its counts; of a survey or a mean the value, for it is no
/// percentage.
pub fn value_cells(criterion: &Criterion, score: &CriterionScore) -> [Cell; 2] {
    match (&criterion.rule, &score.value) {
        (Rule::Survey { .. } | Rule::Mean { .. }, Some(value)) => {
            [Cell::points(value.rate()), Cell::Empty]
        }
        // Days and points per dossier are no shares.
        (_, Some(value)) if !criterion.is_share() => [Cell::points(value.rate()), Cell::Empty],
        // The counts of a product of two rates are of nobody.
        (_, Some(value)) if criterion.times.is_some() => [Cell::Share(value.rate()), Cell::Empty],
        _ => rate_cells(score),
    }
}

/// What has to be known of single criteria: sources that disagree, limits of the data.
fn notes(lang: Lang, index: &Index) -> Vec<Block> {
    let note = |criterion: &Criterion| {
        let note = criterion.note.as_ref()?.of(lang);
        Some((criterion.id.clone(), note.into()))
    };
    let notes: Vec<(String, Phrase)> = index.criteria.iter().filter_map(note).collect();
    if notes.is_empty() {
        return Vec::new();
    }
    vec![heading(lang, "Ghi chú về tiêu chí", "Notes on criteria"), Block::Facts(notes)]
}

/// How much of the index is unconfirmed, in one line.
fn footnote(lang: Lang, index: &Index) -> String {
    let mut by: Vec<(Confidence, usize)> = Vec::new();
    for criterion in &index.criteria {
        match by.iter_mut().find(|(confidence, _)| *confidence == criterion.confidence) {
            Some((_, count)) => *count += 1,
            None => by.push((criterion.confidence, 1)),
        }
    }
    by.sort_unstable();
    let parts: Vec<String> = by
        .iter()
        .map(|(confidence, count)| format!("{count} {}", confidence_name(lang, *confidence)))
        .collect();
    match lang {
        Lang::Vi => format!("Độ tin cậy của tiêu chí: {}.", parts.join(", ")),
        Lang::En => format!("Confidence of the criteria: {}.", parts.join(", ")),
    }
}
