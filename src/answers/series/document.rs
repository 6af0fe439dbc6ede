//! A series → a document for people: each rate as a line of small bars, then the tables.

use super::sections::{sections, whole_lines};
use crate::answers::model::{Block, Document};
use crate::answers::narrow::narrow;
use crate::answers::phrase::Phrase;
use crate::answers::provenance::definition_line;
use crate::answers::publication::columns::Style;
use crate::answers::{coverage, units};
use crate::domain::exact::in_points;
use crate::domain::{Exact, Ratio};
use crate::dossiers::{Grain, Loaded};
use crate::indicators::Quantity;
use crate::series::{Series, SeriesLine, SeriesStep};
use crate::words::{Lang, pick};

/// For people.
pub fn document(
    style: Style<'_>,
    series: &Series,
    grain: Grain,
    loaded: Option<&Loaded>,
) -> Document {
    let lang = style.lang;
    let missing = loaded.map(|loaded| units::missing_notes(lang, loaded));
    let mut blocks: Vec<Block> = missing.into_iter().flatten().map(Block::Paragraph).collect();
    let sparks: Vec<(String, Phrase)> = whole_lines(series)
        .filter_map(|line| {
            let spark = spark(lang, line, &series.steps)?;
            Some((pick(lang, line.indicator.name()).to_owned(), spark))
        })
        .collect();
    for (place, section) in sections(style, series).into_iter().enumerate() {
        blocks.push(Block::Heading(section.title));
        if place == 0 {
            blocks.push(Block::Facts(sparks.clone()));
        }
        blocks.push(Block::Table(narrow(lang, &section.table)));
    }
    blocks.push(Block::Paragraph(definition_line(lang, style.definition, grain).into()));
    blocks.extend(loaded.into_iter().flat_map(|loaded| coverage::blocks(lang, loaded, None)));
    Document { blocks }
}

const EIGHTHS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// `▁▃▇  97,10% → 98,20% (+1,10 điểm %)`: from the lowest to the highest value of the line. Across a break `┆` there
/// is no change.
fn spark(lang: Lang, line: &SeriesLine, steps: &[SeriesStep]) -> Option<Phrase> {
    let ratio = |place: usize| line.values.get(place)?.measure()?.ok();
    let ratios: Vec<Option<Ratio>> = (0..line.values.len()).map(ratio).collect();
    let told = || ratios.iter().flatten().copied();
    let (first, last) = (told().next()?, told().last()?);
    let (low, high) = (told().min()?, told().max()?);
    let (low, high) = (Exact::from(low), Exact::from(high));
    let mut bars = String::new();
    for (step, ratio) in steps.iter().zip(&ratios) {
        if !step.breaks.is_empty() {
            bars.push('┆');
        }
        bars.push_str(ratio.map_or(" ", |ratio| bar(&Exact::from(ratio), &low, &high)));
    }
    let change = Exact::from(last) - Exact::from(first);
    let phrase = Phrase::from(format!("{bars}  "));
    if line.indicator.quantity != Quantity::Share {
        return Some(phrase.points(first.into()).text(" → ").points(last.into()));
    }
    let phrase = phrase.share(Exact::from(first)).text(" → ");
    let phrase = phrase.share(Exact::from(last));
    if steps.iter().skip(1).any(|step| !step.breaks.is_empty()) {
        return Some(phrase);
    }
    let phrase = phrase.text(" (").change(in_points(&change));
    Some(phrase.text(lang.of(" điểm %)", " pp)")))
}

/// One of eight bars; the middle one where all values are the same.
fn bar(value: &Exact, low: &Exact, high: &Exact) -> &'static str {
    let place = if low == high {
        3
    } else {
        let share = (value - low) / (high - low) * Exact::from_integer(7.into());
        usize::try_from(share.round().to_integer()).unwrap_or(0)
    };
    EIGHTHS.get(place).copied().unwrap_or(" ")
}
