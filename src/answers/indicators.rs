//! Indicators → what they are: the list of all, or one in detail.
//!
//! In: descriptions out of the catalogue. Out: a [`Document`] for people, a record and rows for
//! machines. Must not know: figures.

use schemars::JsonSchema;
use serde::Serialize;

use super::flat::FlatTable;
use super::model::{Block, Document};
use super::phrase::Phrase;
use super::table::{Cell, Column, Table, TableRow};
use super::text::other_log_name;
use crate::domain::Confidence;
use crate::indicators::{CATALOGUE, Definition, Description, Need, Quantity, Sense};
use crate::tally::Count;
use crate::words::Bilingual;
use crate::words::{Lang, pick};

/// All indicators as one table, with their sources below.
#[must_use]
pub fn list(lang: Lang) -> Document {
    let mut sources: Vec<(Bilingual, Confidence)> = Vec::new();
    let mut rows = Vec::new();
    for indicator in CATALOGUE.iter() {
        let source = (indicator.source, indicator.confidence);
        let number = sources.iter().position(|known| *known == source).unwrap_or_else(|| {
            sources.push(source);
            sources.len() - 1
        });
        rows.push(TableRow::body(
            [
                indicator.id.to_owned(),
                pick(lang, indicator.name).to_owned(),
                indicator.formula(lang),
                arrow(indicator.sense).to_owned(),
                target(lang, indicator),
                format!("[{}]", number + 1),
            ]
            .map(Cell::Text)
            .into(),
        ));
    }
    let numbered = sources.iter().zip(1..).map(|((source, confidence), number)| {
        let confidence = confidence_text(lang, *confidence);
        Phrase::from(format!("[{number}] {} ({confidence}).", pick(lang, *source)))
    });
    let more = lang.of(
        "Một chỉ tiêu, kèm các cột cần có: cchc indicators apology_rate",
        "One of them, with the columns it needs: cchc indicators apology_rate",
    );
    let table = Table {
        columns: vec![
            Column::text(lang, "id"),
            Column::text(lang, "indicator"),
            Column::text(lang, "formula"),
            Column::text(lang, "better"),
            Column::text(lang, "target"),
            Column::text(lang, "source"),
        ],
        rows,
        notes: numbered.collect(),
    };
    let heading = lang.of("Chỉ tiêu tính được", "Indicators that can be computed");
    let blocks = vec![
        Block::Heading(heading.to_owned()),
        Block::Table(table),
        Block::Paragraph(more.into()),
    ];
    Document { blocks }
}

/// One indicator in detail.
#[must_use]
pub fn page(lang: Lang, indicator: &Description) -> Document {
    let title = format!("{}: {}", indicator.id, pick(lang, indicator.name));
    Document { blocks: vec![Block::Heading(title), Block::Facts(facts(lang, indicator))] }
}

/// Everything there is to say of an indicator, name and text.
#[must_use]
pub fn facts(lang: Lang, indicator: &Description) -> Vec<(String, Phrase)> {
    let other = match lang {
        Lang::Vi => indicator.name.en,
        Lang::En => indicator.name.vi,
    };
    let mut facts = vec![
        (lang.of("Tên tiếng Anh", "Vietnamese name"), other.to_owned()),
        (lang.of("Công thức", "Formula"), indicator.formula(lang)),
    ];
    if indicator.id == crate::indicators::ON_TIME_RATE.id {
        for definition in Definition::ALL.into_iter().skip(1) {
            let formula = definition.terms().written();
            facts.push(("", format!("--definition {}: {formula}", definition.name())));
        }
    }
    facts.push((lang.of("Là", "Is"), quantity_text(lang, indicator.quantity).to_owned()));
    if let Some(note) = indicator.note {
        facts.push((lang.of("Cách tính", "Counting"), pick(lang, note).to_owned()));
    }
    facts.push((lang.of("Cần có", "Needs"), needs(lang, indicator).join("; ")));
    facts.push((lang.of("Hướng", "Better"), sense_text(lang, indicator.sense).to_owned()));
    facts.push((lang.of("Mục tiêu", "Target"), target(lang, indicator)));
    facts.push((lang.of("Nguồn", "Source"), pick(lang, indicator.source).to_owned()));
    let confidence = confidence_text(lang, indicator.confidence);
    facts.push((lang.of("Độ chắc của nguồn", "How sure"), confidence.to_owned()));
    facts.into_iter().map(|(name, text)| (name.to_owned(), text.into())).collect()
}

const fn arrow(sense: Sense) -> &'static str {
    match sense {
        Sense::HigherIsBetter => "↑",
        Sense::LowerIsBetter => "↓",
        Sense::Neutral => "–",
    }
}

fn sense_text(lang: Lang, sense: Sense) -> &'static str {
    match sense {
        Sense::HigherIsBetter => lang.of("↑ càng cao càng tốt", "↑ higher is better"),
        Sense::LowerIsBetter => lang.of("↓ càng thấp càng tốt", "↓ lower is better"),
        Sense::Neutral => lang.of("– chỉ để biết", "– neither"),
    }
}

const fn sense_name(sense: Sense) -> &'static str {
    match sense {
        Sense::HigherIsBetter => "higher",
        Sense::LowerIsBetter => "lower",
        Sense::Neutral => "neutral",
    }
}

fn quantity_text(lang: Lang, quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Share => lang.of("tỷ lệ phần trăm", "a share, in per cent"),
        Quantity::Days => lang.of("số ngày bình quân một hồ sơ", "days per dossier"),
        Quantity::Points => {
            lang.of("điểm bình quân một hồ sơ, 0 đến 2", "points per dossier, 0 to 2")
        }
    }
}

fn confidence_text(lang: Lang, confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Seen => lang.of("đã đọc nguồn", "source was read"),
        Confidence::Memory => lang.of("chưa đối chiếu văn bản", "from memory, unconfirmed"),
        Confidence::Own => lang.of("đề xuất của chương trình", "this program's proposal"),
    }
}

fn target(lang: Lang, indicator: &Description) -> String {
    let Some(target) = indicator.target else {
        return "–".to_owned();
    };
    let text = pick(lang, target.text);
    match target.confidence {
        Confidence::Seen | Confidence::Own => text.to_owned(),
        Confidence::Memory => {
            format!("{text} ({})", lang.of("chưa đối chiếu văn bản", "from memory"))
        }
    }
}

/// Each need in words: columns by their canonical names, other logs by theirs.
fn needs(lang: Lang, indicator: &Description) -> Vec<String> {
    let or = lang.of(" hoặc ", " or ");
    let need = |need: &Need| match need {
        Need::AnyOf(fields) => {
            let names: Vec<&str> = fields.iter().map(|field| field.name()).collect();
            names.join(or)
        }
        Need::Log(log) => other_log_name(lang, *log).to_owned(),
    };
    indicator.needs.iter().map(need).collect()
}

/// `cchc/indicators/1`.
#[derive(Serialize, JsonSchema)]
pub struct IndicatorsRecord {
    schema: &'static str,
    indicators: Vec<IndicatorRecord>,
}

/// One indicator for machines, with texts in the language asked for.
#[derive(Serialize, JsonSchema)]
pub struct IndicatorRecord {
    id: &'static str,
    name: &'static str,
    numerator: Vec<&'static str>,
    minus: Vec<&'static str>,
    denominator: Vec<&'static str>,
    quantity: &'static str,
    /// Of each list one is enough.
    needs: Vec<Vec<&'static str>>,
    better: &'static str,
    note: Option<&'static str>,
    target: Option<TargetRecord>,
    source: &'static str,
    confidence: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct TargetRecord {
    text: &'static str,
    confidence: &'static str,
}

impl IndicatorRecord {
    /// Of one description.
    #[must_use]
    pub fn new(lang: Lang, indicator: &Description) -> Self {
        let need = |need: &Need| match need {
            Need::AnyOf(fields) => fields.iter().map(|field| field.name()).collect(),
            Need::Log(log) => vec![log.name()],
        };
        let terms = indicator.terms();
        let names = |counts: &[Count]| counts.iter().map(|count| count.name()).collect();
        Self {
            id: indicator.id,
            name: pick(lang, indicator.name),
            numerator: names(terms.plus),
            minus: names(terms.minus),
            denominator: names(terms.denominator),
            quantity: indicator.quantity.name(),
            needs: indicator.needs.iter().map(need).collect(),
            better: sense_name(indicator.sense),
            note: indicator.note.map(|note| pick(lang, note)),
            target: indicator.target.map(|target| TargetRecord {
                text: pick(lang, target.text),
                confidence: target.confidence.name(),
            }),
            source: pick(lang, indicator.source),
            confidence: indicator.confidence.name(),
        }
    }
}

/// For machines.
#[must_use]
pub fn record(lang: Lang, indicators: &[Description]) -> IndicatorsRecord {
    let indicators = indicators.iter().map(|one| IndicatorRecord::new(lang, one)).collect();
    IndicatorsRecord { schema: "cchc/indicators/1", indicators }
}

/// An indicator as a row: its formula is read where its terms would be put together.
#[derive(Serialize, Default)]
struct FlatRecord {
    id: &'static str,
    name: &'static str,
    formula: String,
    quantity: &'static str,
    needs: Vec<String>,
    better: &'static str,
    note: Option<&'static str>,
    target: Option<&'static str>,
    target_confidence: Option<&'static str>,
    source: &'static str,
    confidence: &'static str,
}

/// Flat rows for CSV.
pub fn flat(lang: Lang, indicators: &[Description]) -> FlatTable {
    FlatTable::of(indicators.iter().map(|indicator| {
        let record = IndicatorRecord::new(lang, indicator);
        let (target, target_confidence) =
            record.target.map(|target| (target.text, target.confidence)).unzip();
        FlatRecord {
            id: record.id,
            name: record.name,
            formula: indicator.formula(lang),
            quantity: record.quantity,
            needs: record.needs.iter().map(|any| any.join("|")).collect(),
            better: record.better,
            note: record.note,
            target,
            target_confidence,
            source: record.source,
            confidence: record.confidence,
        }
    }))
}
