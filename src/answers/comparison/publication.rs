//! Comparisons → a published report of their own: the same sections as in the report of a period, for
//! a workbook, a Word file or a web page.

use std::collections::BTreeMap;

use super::sections::{SECTION_PLACES, TablePlace, effects, groups, procedures, summary};
use super::sentences::sentences;
use super::{ComparisonView, NamedComparison, words};
use crate::answers::provenance::definition_line;
use crate::answers::publication::columns::Style;
use crate::answers::publication::{
    Against, Brief, Change, Evaluation, Facts, Headline, Letterhead, Note, PeriodFacts, Provenance,
    Report, ReportError, Section, Subject,
};
use crate::answers::table::Cell;
use crate::answers::units;
use crate::comparison::With;
use crate::domain::Dimension;
use crate::indicators::{ON_TIME_RATE, ONLINE_RATE, SATISFIED_SHARE};
use crate::words::{Lang, pick};

/// What a publication says of itself besides its comparisons.
#[derive(Debug)]
pub struct PublicationFacts {
    /// Who it is about.
    pub subject: Subject,
    pub provenance: Provenance,
}

/// A report of nothing but the comparisons; nothing when there is none.
///
/// # Errors
/// When the report contradicts itself: a bug.
pub fn publication(
    style: Style<'_>,
    shown: &ComparisonView<'_>,
    published: PublicationFacts,
) -> Result<Option<Report>, ReportError> {
    let lang = style.lang;
    let Some((_, first)) = shown.comparisons.first() else { return Ok(None) };
    let conclusions = shown.pairs().flat_map(|((_, one), rate)| {
        let subject = words::heading(lang, one);
        let sentences = sentences(lang, one, rate).into_iter();
        sentences.map(move |text| Note { subject: subject.clone(), text })
    });
    let missing = shown.loaded.map(|loaded| units::missing_notes(lang, loaded));
    let scope = lang.of("Phạm vi", "Scope");
    let missing = missing.into_iter().flatten();
    let left_out = shown.comparisons.iter().filter_map(|(_, one)| words::not_covered(lang, one));
    let missing = missing.chain(left_out);
    let missing = missing.map(|text| Note { subject: scope.to_owned(), text });
    let definition = Note {
        subject: lang.of("Đúng hạn", "On time").to_owned(),
        text: definition_line(lang, style.definition, shown.grain).into(),
    };
    let report = Report {
        unit_pages: BTreeMap::new(),
        lang,
        title: lang.of("So sánh các kỳ", "Periods compared").to_owned(),
        subject: published.subject,
        period: PeriodFacts::new(lang, &first.later),
        letterhead: Letterhead::default(),
        brief: Brief::default(),
        headlines: headlines(lang, shown.comparisons),
        sections: sections(style, shown),
        maps: Vec::new(),
        forms: Vec::new(),
        facts: Facts::default(),
        notes: missing.chain(conclusions).chain([definition]).collect(),
        provenance: published.provenance,
        suppress_below: style.suppress_below,
    };
    report.check()?;
    Ok(Some(report))
}

fn sections(style: Style<'_>, shown: &ComparisonView<'_>) -> Vec<Section> {
    let mut sections = vec![summary(style, shown)];
    sections.extend(effects(style, shown));
    let places = TablePlace::all(shown.pairs().map(|((with, _), _)| *with)).take(SECTION_PLACES);
    for (place, (named, rate)) in places.zip(shown.pairs()) {
        sections.extend(groups(style, named, rate, place));
        sections.extend(procedures(style, named, rate, shown.top, place));
    }
    sections
}

/// The main rates with their changes against the period before and the year before.
fn headlines(lang: Lang, comparisons: &[NamedComparison]) -> Vec<Headline> {
    let of_kind = |with: With| match with {
        With::Previous | With::Period(_) | With::Run => Some(Against::Previous),
        With::LastYear => Some(Against::LastYear),
        // It is about another later period.
        With::YearToDate => None,
    };
    let Some((_, first)) = comparisons.iter().find(|(with, _)| of_kind(*with).is_some()) else {
        return Vec::new();
    };
    let mut headlines = Vec::new();
    for indicator in [&ON_TIME_RATE, &ONLINE_RATE, &SATISFIED_SHARE] {
        let Some(rate) = super::rate_of(first, indicator) else { continue };
        if rate.total.pair.later.is_err() {
            continue;
        }
        let mut changes: Vec<Change> = Vec::new();
        for (with, comparison) in comparisons {
            let Some(total) = super::rate_of(comparison, indicator).map(|one| &one.total) else {
                continue;
            };
            let pair = total.pair.ratios();
            let (Some(against), Some((now, before))) = (of_kind(*with), pair) else { continue };
            if changes.iter().any(|change| change.against == against) {
                continue;
            }
            let period_name = words::earlier(lang, comparison);
            let (direction, limits) = (now.cmp_value(before), total.limits.as_ref());
            let evaluation = Evaluation::of_rate(indicator.sense, direction, limits);
            let (before, figure) = (Cell::Rate(Ok(before)), Cell::PointChange { now, before });
            changes.push(Change { against, period_name, before, figure, evaluation });
        }
        headlines.push(Headline {
            base: None,
            key: indicator.id,
            label: pick(lang, indicator.name()).to_owned(),
            figure: Cell::Rate(rate.total.pair.later),
            sense: indicator.sense,
            changes,
        });
    }
    headlines
}

/// The subject of a comparison over all data.
pub fn everything(lang: Lang, comparison: &crate::comparison::Comparison) -> Subject {
    let rows = comparison.rates.first().map(|rate| &rate.groups);
    let only = rows.filter(|rows| rows.len() == 1 && comparison.by == [Dimension::Unit]);
    let name = only.and_then(|rows| rows.first()?.0.first().cloned().flatten());
    let name = name
        .unwrap_or_else(|| lang.of("Các đơn vị trong dữ liệu", "The units in the data").to_owned());
    Subject { unit: None, in_sentence: name.clone(), name }
}
