//! The month beside those of the archive, as files of its report: what changed, over procedures and channels, and
//! whether it is more than the months before move.
//!
//! In: tallies of the month, the archive. Out: files. Must not know: folders.

use std::collections::BTreeSet;

use super::Plan;
use crate::answers::comparison::{ComparisonView, HEADLINE_RATES, document, record};
use crate::answers::publication::columns::Style;
use crate::archive::checks::{MonthComparisons, compare_month};
use crate::archive::disk::folder::COMPARISON_FILES;
use crate::archive::{Archive, Tallies};
use crate::comparison::{Question, With};
use crate::domain::Dimension;
use crate::dossiers::Grain;
use crate::indicators::{Definition, ON_TIME_RATE, ONLINE_RATE};
use crate::render;
use crate::words::Lang;

/// So many procedures are named.
const PROCEDURES_NAMED: usize = 5;

/// Files of a report: path and bytes.
pub type ReportFiles = Vec<(String, Vec<u8>)>;

/// How a month is compared.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    pub definition: Definition,
    pub grain: Grain,
    pub suppress_below: u64,
}

impl Manner {
    pub const fn of(plan: &Plan) -> Self {
        Self {
            definition: plan.definition,
            grain: plan.load.grain,
            suppress_below: plan.suppress_below,
        }
    }
}

/// The files of the comparison, by path, and what they stand on; no files where nothing can be compared.
///
/// # Errors
/// Never for what this program made.
pub fn month_comparison(
    (archive, others): (&Archive, Vec<With>),
    manner: Manner,
    tallies: &Tallies,
    lang: Lang,
) -> serde_json::Result<(ReportFiles, MonthComparisons)> {
    let question = Question {
        by: vec![Dimension::Unit],
        indicators: HEADLINE_RATES.to_vec(),
        definition: manner.definition,
        expected: BTreeSet::new(),
    };
    let made = compare_month(archive, tallies, others, &question);
    if made.comparisons.is_empty() {
        return Ok((Vec::new(), made));
    }
    let style = Style {
        lang,
        definition: question.definition,
        fields: &tallies.fields,
        suppress_below: manner.suppress_below,
        satisfaction_target: None,
    };
    let view = ComparisonView {
        comparisons: &made.comparisons,
        details: &[&ON_TIME_RATE, &ONLINE_RATE],
        top: PROCEDURES_NAMED,
        grain: manner.grain,
        runs: None,
        loaded: None,
        published: &made.published,
    };
    let text = render::markdown::write(&document(style, &view), lang, 0);
    let json = render::json::write(&record(&view, question.definition.name()))?;
    let [json_file, text_file] = COMPARISON_FILES.map(str::to_owned);
    Ok((vec![(json_file, json.into_bytes()), (text_file, text.into_bytes())], made))
}
