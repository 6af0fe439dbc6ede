//! Report + template → the blocks of a text: headings, sentences with their figures, places of tables
//! and forms, and places that only people can fill.
//!
//! In: a [`Report`] and the user's template, or the built-in one of the report's language. Out:
//! [`NarrativeBlock`]s. Rule: no sentence without its figure; a sentence that meets a missing value
//! is left out, a name that no report has is an error. Must not know: file formats.

mod block;
mod context;
mod engine;
mod filters;
mod known;
mod markup;
mod sentences;
#[cfg(test)]
mod tests;

use super::rendering::RenderError;
use crate::answers::publication::Report;
use crate::words::Lang;
pub use block::{NarrativeBlock, Span};
use unicode_normalization::UnicodeNormalization;

/// The built-in templates; a user's template may start as a copy of one.
pub const TEMPLATE_VI: &str = include_str!("../../../data/templates/bao-cao-thang.vi.txt");
pub const TEMPLATE_EN: &str = include_str!("../../../data/templates/monthly-report.en.txt");

/// The texts of the covering letter.
const LETTER_VI: &str = include_str!("../../../data/templates/cong-van.vi.txt");
const LETTER_EN: &str = include_str!("../../../data/templates/letter.en.txt");

/// The texts of a publication that only compares periods.
const COMPARISON_VI: &str = include_str!("../../../data/templates/so-sanh.vi.txt");
const COMPARISON_EN: &str = include_str!("../../../data/templates/comparison.en.txt");

/// The texts of a publication of nothing but a series.
const SERIES_VI: &str = include_str!("../../../data/templates/chuoi-so-lieu.vi.txt");
const SERIES_EN: &str = include_str!("../../../data/templates/series.en.txt");

/// The texts of a publication of nothing but a map.
const MAP_VI: &str = include_str!("../../../data/templates/ban-do.vi.txt");
const MAP_EN: &str = include_str!("../../../data/templates/map.en.txt");

/// The built-in template of a language.
pub const fn built_in_template(lang: Lang) -> &'static str {
    lang.of(TEMPLATE_VI, TEMPLATE_EN)
}

/// The template of the covering letter.
pub const fn letter_template(lang: Lang) -> &'static str {
    lang.of(LETTER_VI, LETTER_EN)
}

/// The template of a publication that only compares periods.
pub const fn comparison_template(lang: Lang) -> &'static str {
    lang.of(COMPARISON_VI, COMPARISON_EN)
}

/// The template of a publication of nothing but a series.
pub const fn series_template(lang: Lang) -> &'static str {
    lang.of(SERIES_VI, SERIES_EN)
}

/// The template of a publication of nothing but a map.
pub const fn map_template(lang: Lang) -> &'static str {
    lang.of(MAP_VI, MAP_EN)
}

/// Fills a template with the figures of a report.
///
/// # Errors
/// When the template is wrong: with its line, the name, and what may have been meant.
pub fn narrative(
    report: &Report,
    template: Option<&str>,
) -> Result<Vec<NarrativeBlock>, RenderError> {
    let source = template.unwrap_or_else(|| built_in_template(report.lang));
    // Editors on Windows put a mark before the first letter and end lines in their own way; those on
    // a Mac may write a letter and its accents one by one.
    let source: String =
        source.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").nfc().collect();
    markup::check(report.lang, &source)?;
    let text = engine::fill(report, &source)?;
    markup::blocks(report, &text)
}
