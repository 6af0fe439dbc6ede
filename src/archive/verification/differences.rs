//! What is not as it was when a month is counted again: inputs, figures.
//!
//! In: the month in the archive, the same counted now. Out: names of files and figures. Must not know: how it was
//! counted.

use std::path::Path;

use super::inputs::Inputs;
use crate::archive::Tallies;
use crate::archive::month::{MonthRecord, RecordedFile, RecordedFinding};
use crate::archive::restatement::{self, changed_counts};
use crate::findings::FindingCode;
use crate::read::fingerprint;

/// Findings about what lies beside the inputs: nothing of the month's own.
const BESIDES: [FindingCode; 2] = [FindingCode::OtherFile, FindingCode::BrokenLink];

/// The inputs that are others than when they were counted, by the sums of the count or, where that failed, by those
/// of now.
pub fn other_inputs(
    record: &MonthRecord,
    counted: &[RecordedFile],
    inputs: &Inputs,
) -> Vec<String> {
    let place = |file: &str| {
        let moved = inputs.remarks.moved_files.iter().find(|[before, _]| before == file);
        moved.map_or_else(|| file.to_owned(), |[_, now]| now.clone())
    };
    let sum = |file: &RecordedFile| {
        let place = place(&file.file);
        let counted = counted.iter().find(|counted| counted.file == place);
        counted
            .map_or_else(|| fingerprint(Path::new(&place)).sha256, |counted| counted.sha256.clone())
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
pub fn differing(archived: (&MonthRecord, &Tallies), now: (&MonthRecord, &Tallies)) -> Vec<String> {
    let ((record, archived), (now, tallies)) = (archived, now);
    let mut figures: Vec<String> = changed_counts(archived, tallies)
        .into_iter()
        .map(|moved| {
            let unit = moved.unit.unwrap_or_default();
            format!("{unit} {}: {} → {}", moved.count.name(), moved.before, moved.after)
        })
        .collect();
    let is_same_time = archived.times.is_none() || archived.times == tallies.times;
    if figures.is_empty() && is_same_time && !restatement::is_same(archived, tallies) {
        figures.push("breakdowns".to_owned());
    }
    let own = |findings: &[RecordedFinding]| -> Vec<RecordedFinding> {
        let is_own = |finding: &&RecordedFinding| {
            let code = FindingCode::ALL.iter().find(|code| code.number() == finding.number);
            code.is_none_or(|code| !code.is_of_archive() && !BESIDES.contains(code))
        };
        findings.iter().filter(is_own).cloned().collect()
    };
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
    figures
}
