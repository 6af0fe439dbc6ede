//! What a figure is, without data: for a word without paths.

use schemars::JsonSchema;
use serde::Serialize;

use super::title;
use crate::answers::flat::FlatTable;
use crate::answers::indicators;
use crate::answers::model::{Block, Document};
use crate::answers::text::count_rule;
use crate::indicators::{Definition, Figure};
use crate::words::Lang;

/// For people.
#[must_use]
pub fn document(lang: Lang, figure: Figure) -> Document {
    let terms = figure.terms(Definition::default());
    let mut blocks = vec![Block::Heading(title(lang, figure))];
    if let Some(description) = figure.description() {
        blocks.push(Block::Facts(indicators::facts(lang, &description)));
    }
    let rules = terms.counts().into_iter();
    let rules = rules.map(|count| (count.name().to_owned(), count_rule(lang, count).into()));
    blocks.push(Block::Heading(lang.of("Các số đếm", "Its counts").to_owned()));
    blocks.push(Block::Facts(rules.collect()));
    let more = match lang {
        Lang::Vi => format!(
            "Hồ sơ đứng sau con số: cchc explain {} THƯ-MỤC --period 2024-06",
            figure.name()
        ),
        Lang::En => format!(
            "The dossiers behind it: cchc explain {} FOLDER --period 2024-06",
            figure.name()
        ),
    };
    blocks.push(Block::Paragraph(more.into()));
    Document { blocks }
}

/// `cchc/explain/1` of a figure without data.
#[must_use]
pub fn record(lang: Lang, figure: Figure) -> PageRecord {
    let counts = figure.terms(Definition::default()).counts().into_iter();
    let counts =
        counts.map(|count| RuleRecord { name: count.name(), rule: count_rule(lang, count) });
    PageRecord {
        schema: "cchc/explain/1",
        figure: Page {
            name: figure.name(),
            title: title(lang, figure),
            indicator: figure
                .description()
                .map(|text| indicators::IndicatorRecord::new(lang, &text)),
            counts: counts.collect(),
        },
    }
}

/// `cchc/explain/1` of a figure without data.
#[derive(Serialize, JsonSchema)]
pub struct PageRecord {
    schema: &'static str,
    figure: Page,
}

#[derive(Serialize, JsonSchema)]
struct Page {
    name: &'static str,
    title: String,
    indicator: Option<indicators::IndicatorRecord>,
    counts: Vec<RuleRecord>,
}

#[derive(Serialize, JsonSchema)]
struct RuleRecord {
    name: &'static str,
    rule: &'static str,
}

/// A rule as a row, which says of what figure.
#[derive(Serialize, Default)]
struct FlatRule {
    figure: &'static str,
    count: &'static str,
    rule: &'static str,
}

/// The rules of a figure's counts as flat rows.
pub fn flat(lang: Lang, figure: Figure) -> FlatTable {
    let counts = figure.terms(Definition::default()).counts().into_iter();
    let figure = figure.name();
    FlatTable::of(counts.map(|count| FlatRule {
        figure,
        count: count.name(),
        rule: count_rule(lang, count),
    }))
}
