//! What was counted of a month → what the archive says of it.
//!
//! In: a [`Study`], the paths and options of the run. Out: a [`MonthRecord`]. Must not know: where it is kept.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use crate::archive::checks::CountedMonth;
use crate::archive::month::{
    LOGS_BY_OPTION, MonthRecord, RUN_SCHEMA, RecordedFile, RecordedFinding, RecordedPeriod,
    RecordedRate, RecordedScore,
};
use crate::archive::{Archive, PROGRAM};
use crate::domain::{Dimension, WorkingCalendar};
use crate::index::{Assessment, Scorecard};
use crate::indicators::{Definition, STANDARD_RATES};
use crate::office::study::Study;
use crate::read::{Fingerprint, fingerprint};
use crate::tally::Cube;

/// The record of a month that was not published before, or is counted again from what its record says.
pub fn month_record(
    paths: &[String],
    options: &BTreeMap<String, Vec<String>>,
    (study, definition): (&Study, Definition),
) -> MonthRecord {
    let frame = &study.frame;
    let input = |input: &Fingerprint| RecordedFile {
        file: input.name.clone(),
        sha256: input.sha256.clone(),
        bytes: input.bytes,
    };
    let findings = study.loaded.findings.gravest_first().into_iter();
    let findings = findings.map(|(code, count)| RecordedFinding {
        number: code.number().to_owned(),
        code: code.name().to_owned(),
        severity: code.severity().name().to_owned(),
        count,
    });
    let total = study.total(None);
    let rates = STANDARD_RATES.into_iter().map(|indicator| {
        let measure = indicator.measure(&total, definition, &study.loaded.fields).ok();
        let rate =
            measure.map(|ratio| RecordedRate { num: ratio.numerator(), den: ratio.denominator() });
        (indicator.id.to_owned(), rate)
    });
    MonthRecord {
        schema: RUN_SCHEMA.to_owned(),
        program: PROGRAM.to_owned(),
        period: RecordedPeriod {
            from: frame.period.from.to_string(),
            to: frame.period.to.to_string(),
            as_of: frame.as_of.to_string(),
            rule: frame.rule.name().to_owned(),
        },
        paths: paths.to_vec(),
        options: options.clone(),
        inputs: study.inputs.iter().map(input).collect(),
        settings: recorded_settings(options),
        editions: editions(&study.loaded.calendar),
        ledger: study.loaded.ledger.clone(),
        findings: findings.collect(),
        figures: rates.collect(),
        scores: study.assessment.as_ref().map(scores).unwrap_or_default(),
        chain: None,
        beginning_accepted: false,
        restatements: Vec::new(),
        counts_sha256: None,
        stands_on: Vec::new(),
        refreshed: Vec::new(),
    }
}

fn editions(calendar: &WorkingCalendar) -> BTreeMap<String, String> {
    let local = calendar.local().map(|local| ("local_calendar".to_owned(), local.to_owned()));
    let built_in = ("calendar".to_owned(), calendar.edition().to_owned());
    std::iter::once(built_in).chain(local).collect()
}

/// Every file that an option names, as it is now; a name that is no file, such as that of a built-in
/// form, is none.
pub fn recorded_settings(options: &BTreeMap<String, Vec<String>>) -> Vec<RecordedFile> {
    let named = options.iter().filter(|(name, _)| !LOGS_BY_OPTION.contains(&name.as_str()));
    let paths = named.flat_map(|(_, values)| values).filter(|value| Path::new(value).is_file());
    let file = |path: &String| {
        let Fingerprint { sha256, bytes, .. } = fingerprint(Path::new(path));
        RecordedFile { file: path.clone(), sha256, bytes }
    };
    paths.map(file).collect()
}

fn scores(assessment: &Assessment) -> Vec<RecordedScore> {
    let index = &assessment.case.index;
    let score = |card: &Scorecard| RecordedScore {
        index: index.id.clone(),
        unit: card.unit.clone(),
        points: card.total.points.to_string(),
        computable: card.total.computable.to_string(),
    };
    assessment.whole.iter().chain(&assessment.units).map(score).collect()
}

/// A month that was just counted, to be set beside the archive.
pub fn counted_month<'a>(archive: &'a Archive, study: &'a Study) -> CountedMonth<'a> {
    let by: [&[Dimension]; 2] = [&[Dimension::Unit], &[]];
    let units = by.into_iter().find_map(|by| study.cube(by, None));
    CountedMonth {
        archive,
        loaded: &study.loaded,
        frame: &study.frame,
        units: units.map_or_else(|| Cube::empty(Vec::new()), Cow::into_owned),
        trend: &study.trend,
        far_digests: &study.far_digests,
    }
}
