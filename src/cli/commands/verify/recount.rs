//! A month counted again from its inputs, with its options: the same to the last digit, or what is not.

use super::inputs::{Inputs, find};
use super::verdict::{Remarks, Verdict};
use crate::archive::month::{MonthRecord, RecordedFile, RecordedFinding};
use crate::archive::restatement::{self, moved};
use crate::cli::commands::report::{Extras, Made, Prepared};
use crate::cli::commands::run::archive::Kept;
use crate::cli::commands::run::{project, record};
use crate::cli::failure::{Exit, Failure};
use crate::findings::FindingCode;
use crate::pipeline;
use crate::words::Lang;

/// Findings about what lies beside the inputs: nothing of the month's own.
const BESIDES: [FindingCode; 2] = [FindingCode::OtherFile, FindingCode::BrokenLink];

/// What counting again told.
pub struct Recount {
    pub verdict: Verdict,
    pub remarks: Remarks,
    /// What was made, where it could be counted.
    pub made: Option<Made>,
}

/// Counts from the inputs of the record, wherever they are now. `present` is what the project names as its inputs.
///
/// # Errors
/// When the inputs cannot be counted.
pub fn recount(
    kept: &Kept,
    present: &[String],
    is_quiet: bool,
    lang: Lang,
) -> Result<Recount, Failure> {
    let inputs = find(&kept.record, kept.folder(), present, lang);
    if !inputs.gone.is_empty() {
        let verdict = Verdict::InputsChanged { files: inputs.gone };
        return Ok(Recount { verdict, remarks: inputs.remarks, made: None });
    }
    // Inputs of the recorded size are summed while they are counted, not before.
    let counted = counted(&kept.record, &inputs, is_quiet, lang);
    let counted_inputs = counted.as_ref().map(|(_, now)| now.inputs.as_slice()).unwrap_or_default();
    let others = others(&kept.record, counted_inputs, &inputs);
    if !others.is_empty() {
        let verdict = Verdict::InputsChanged { files: others };
        return Ok(Recount { verdict, remarks: inputs.remarks, made: None });
    }
    let (made, now) = counted?;
    let figures = differing(kept, &made, &now, lang)?;
    let Inputs { unknown_settings, mut remarks, .. } = inputs;
    let verdict = if figures.is_empty() {
        // Another roster that comes to the same figures is no other month.
        remarks.changed_settings.extend(unknown_settings);
        Verdict::Same
    } else if unknown_settings.is_empty() {
        Verdict::Differs { figures }
    } else {
        Verdict::InputsChanged { files: unknown_settings }
    };
    Ok(Recount { verdict, remarks, made: Some(made) })
}

/// What a month is counted as now.
fn counted(
    record: &MonthRecord,
    inputs: &Inputs,
    is_quiet: bool,
    lang: Lang,
) -> Result<(Made, MonthRecord), Failure> {
    let mut report = project::recorded(&inputs.paths, &inputs.options)?;
    report.talk.quiet = is_quiet;
    let prepared = Prepared::new(&report, lang)?;
    let breakdowns = pipeline::kept();
    let extras = Extras { is_kept: true, breakdowns, only: inputs.only.clone() };
    let made = prepared.make(&report, extras, lang)?;
    let now = record::from_parts(&record.paths, &record.options, &made);
    Ok((made, now))
}

/// The inputs that are others than when they were counted, by the sums of the count or, where that failed, by those
/// of now.
fn others(record: &MonthRecord, counted: &[RecordedFile], inputs: &Inputs) -> Vec<String> {
    let place = |file: &str| {
        let moved = inputs.remarks.moved_files.iter().find(|[before, _]| before == file);
        moved.map_or_else(|| file.to_owned(), |[_, now]| now.clone())
    };
    let sum = |file: &RecordedFile| {
        let place = place(&file.file);
        let counted = counted.iter().find(|counted| counted.file == place);
        counted.map_or_else(
            || crate::read::fingerprint(std::path::Path::new(&place)).sha256,
            |counted| counted.sha256.clone(),
        )
    };
    let is_text = |file: &&RecordedFile| !file.file.contains(char::REPLACEMENT_CHARACTER);
    let others = record.inputs.iter().filter(is_text).filter(|file| sum(file) != file.sha256);
    let others: Vec<String> = others.map(|file| file.file.clone()).collect();
    if !others.is_empty() || counted.is_empty() {
        return others;
    }
    // Files whose names are no text are known by their sums alone.
    let sums = |files: &[RecordedFile]| {
        let mut sums: Vec<Option<String>> = files.iter().map(|file| file.sha256.clone()).collect();
        sums.sort();
        sums
    };
    if sums(&record.inputs) == sums(counted) {
        return Vec::new();
    }
    let known = |file: &&RecordedFile| !record.inputs.iter().any(|own| own.sha256 == file.sha256);
    counted.iter().filter(known).map(|file| file.file.clone()).collect()
}

/// Every figure that comes out otherwise.
fn differing(
    kept: &Kept,
    made: &Made,
    now: &MonthRecord,
    lang: Lang,
) -> Result<Vec<String>, Failure> {
    let tallies = pipeline::tallies_of(&made.plan, &made.study)
        .map_err(|error| Failure::new(Exit::Output, error))?;
    let archived = kept.tallies(lang)?;
    let mut figures: Vec<String> = moved(&archived, &tallies)
        .into_iter()
        .map(|moved| {
            let unit = moved.unit.unwrap_or_default();
            format!("{unit} {}: {} → {}", moved.count.name(), moved.before, moved.after)
        })
        .collect();
    let is_same_time = archived.times.is_none() || archived.times == tallies.times;
    if figures.is_empty() && is_same_time && !restatement::is_same(&archived, &tallies) {
        figures.push("breakdowns".to_owned());
    }
    let own = |findings: &[RecordedFinding]| -> Vec<RecordedFinding> {
        let is_own = |finding: &&RecordedFinding| {
            let code = FindingCode::ALL.iter().find(|code| code.number() == finding.number);
            code.is_none_or(|code| !code.is_of_archive() && !BESIDES.contains(code))
        };
        findings.iter().filter(is_own).cloned().collect()
    };
    let record = &kept.record;
    let pairs = [
        ("times", is_same_time),
        ("figures", record.figures == now.figures),
        ("ledger", record.ledger == now.ledger),
        ("findings", own(&record.findings) == own(&now.findings)),
        ("scores", record.scores == now.scores),
    ];
    let differing = pairs.into_iter().filter(|(_, is_same)| !is_same);
    figures.extend(differing.map(|(name, _)| name.to_owned()));
    // An edition with the days of one more year changes nothing of a month; where it does, it is why.
    if !figures.is_empty() && record.editions != now.editions {
        figures.push("editions".to_owned());
    }
    Ok(figures)
}
