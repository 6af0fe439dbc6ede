//! Comparisons → a document for people: per comparison the conclusion, then the tables.

use super::sections::{TablePlace, effects, groups, procedures, summary};
use super::sentences::sentences;
use super::{ComparisonView, NamedComparison, words};

use crate::answers::model::{Block, Document};
use crate::answers::narrow::narrow;
use crate::answers::phrase::Phrase;
use crate::answers::provenance::{definition_line, period_line};
use crate::answers::publication::columns::Style;
use crate::answers::{coverage, units};

/// For people.
pub fn document(style: Style<'_>, shown: &ComparisonView<'_>) -> Document {
    let lang = style.lang;
    let missing = shown.loaded.map(|loaded| units::missing_notes(lang, loaded));
    let mut blocks: Vec<Block> = missing.into_iter().flatten().map(Block::Paragraph).collect();
    for named in shown.comparisons {
        let one = ComparisonView { comparisons: std::slice::from_ref(named), ..shown.clone() };
        blocks.extend(compared(style, &one, named));
    }
    let definition = definition_line(lang, style.definition, shown.grain);
    blocks.push(Block::Paragraph(definition.into()));
    let sources = shown.loaded.map(|loaded| coverage::blocks(lang, loaded, None));
    blocks.extend(sources.into_iter().flatten());
    Document { blocks }
}

fn compared(style: Style<'_>, shown: &ComparisonView<'_>, named: &NamedComparison) -> Vec<Block> {
    let lang = style.lang;
    let comparison = &named.1;
    let mut blocks = vec![Block::Heading(words::heading(lang, comparison))];
    let line = |frame, run: usize| {
        let file = shown.runs.as_ref().and_then(|runs| runs.get(run));
        let file = file.map(|file| format!(" ({file})")).unwrap_or_default();
        Phrase::from(period_line(lang, frame) + &file)
    };
    blocks.push(Block::Facts(vec![
        (lang.of("Kỳ này", "Now").to_owned(), line(&comparison.later, 0)),
        (lang.of("Kỳ so sánh", "Before").to_owned(), line(&comparison.earlier, 1)),
    ]));
    blocks.extend(words::not_covered(lang, comparison).map(Block::Paragraph));
    let mut published = shown.published.iter();
    let published = published.find(|before| before.period == comparison.earlier.period);
    blocks.extend(published.map(|before| Block::Paragraph(words::published(style, before))));
    let rates: Vec<_> = shown.pairs().map(|(_, rate)| rate).collect();
    for rate in &rates {
        blocks.extend(sentences(lang, comparison, rate).into_iter().map(Block::Paragraph));
    }
    let all = summary(style, shown);
    let details = rates.iter().flat_map(|rate| {
        let groups = groups(style, named, rate, TablePlace::default());
        groups.into_iter().chain(procedures(style, named, rate, shown.top, TablePlace::default()))
    });
    for section in [all].into_iter().chain(effects(style, shown)).chain(details) {
        blocks.push(Block::Heading(section.title));
        blocks.push(Block::Table(narrow(lang, &section.table)));
    }
    blocks
}
