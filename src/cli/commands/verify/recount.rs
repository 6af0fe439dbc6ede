//! A month counted again from its inputs, with its options: the same to the last digit, or what is not.

use crate::archive::ArchivedMonth;
use crate::archive::month::MonthRecord;
use crate::archive::verification::{
    Inputs, Remarks, Verdict, differing, find_inputs, other_inputs,
};
use crate::cli::archive_messages::OrFailure;
use crate::cli::commands::report::{CountedReport, Extras, ReportSetup};
use crate::cli::commands::run::project;
use crate::cli::failure::{Exit, Failure};
use crate::pipeline;
use crate::words::Lang;

/// What counting again told.
pub struct Recount {
    pub verdict: Verdict,
    pub remarks: Remarks,
    /// What was made, where it could be counted.
    pub made: Option<CountedReport>,
}

/// Counts from the inputs of the record, wherever they are now. `present` is what the project names as its inputs.
///
/// # Errors
/// When the inputs cannot be counted.
pub fn recount(
    month: &ArchivedMonth,
    present: &[String],
    is_quiet: bool,
    lang: Lang,
) -> Result<Recount, Failure> {
    let inputs = find_inputs(&month.record, month.folder(), present);
    if !inputs.gone.is_empty() {
        let verdict = Verdict::InputsChanged { files: inputs.gone };
        return Ok(Recount { verdict, remarks: inputs.remarks, made: None });
    }
    // Inputs of the recorded size are summed while they are counted, not before.
    let counted = counted(&month.record, &inputs, is_quiet, lang);
    let counted_inputs = counted.as_ref().map(|(_, now)| now.inputs.as_slice()).unwrap_or_default();
    let others = other_inputs(&month.record, counted_inputs, &inputs);
    if !others.is_empty() {
        let verdict = Verdict::InputsChanged { files: others };
        return Ok(Recount { verdict, remarks: inputs.remarks, made: None });
    }
    let (made, now) = counted?;
    let tallies = pipeline::tallies_of(&made.plan, &made.study)
        .map_err(|error| Failure::new(Exit::Output, error))?;
    let archived = month.tallies().or_failure(lang)?;
    let figures = differing((&month.record, &archived), (&now, &tallies));
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
) -> Result<(CountedReport, MonthRecord), Failure> {
    let mut report = project::recorded(&inputs.paths, &inputs.options)?;
    report.talk.quiet = is_quiet;
    let prepared = ReportSetup::new(&report, lang)?;
    let breakdowns = pipeline::kept_breakdowns();
    let extras = Extras { is_kept: true, breakdowns, only: inputs.only.clone() };
    let made = prepared.make(&report, extras, lang)?;
    let counted = (&made.study, made.request.definition);
    let now = pipeline::month_record(&record.paths, &record.options, counted);
    Ok((made, now))
}
