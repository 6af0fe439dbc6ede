//! Aggregate tables on the command line: read, shown where no log is given, checked, compared.

use super::super::args::{CheckArgs, CountArgs, DataArgs, OutputArgs};
use super::super::failure::{Exit, Failure};
use super::super::{messages, plan, terminal};
use super::{exit, refuse_changed, rendered, tell_failed_files};
use crate::aggregates::{
    AggregateTable, Comparison, check_sequence, check_table, compare, read_table, share_units,
};
use crate::answers::aggregates;
use crate::domain::PeriodRule;
use crate::dossiers::{Loaded, load};
use crate::findings::{Finding, FindingCode};
use crate::read::Opener;
use crate::words::Lang;

/// Reads the tables that a load set aside. One that its rows make unreadable becomes a finding.
pub fn read(loaded: &mut Loaded, opener: &Opener, rule: PeriodRule) -> Vec<AggregateTable> {
    let mut tables = Vec::new();
    for source in loaded.tables.clone() {
        match read_table(opener, &source, rule) {
            Ok(table) => tables.push(table),
            Err(failure) => {
                loaded.failed_files += 1;
                loaded.findings.push(Finding {
                    file: source.name(),
                    row: None,
                    column: None,
                    value: Some(failure.value),
                    code: failure.code,
                });
            }
        }
    }
    tables
}

/// Shows the figures of tables where there is nothing else to count.
///
/// # Errors
/// When the answer cannot be written.
pub fn show(
    mut loaded: Loaded,
    opener: &Opener,
    count: &CountArgs,
    data: &DataArgs,
    output: &OutputArgs,
    lang: Lang,
) -> Result<Exit, Failure> {
    let tables = read(&mut loaded, opener, count.period_rule.into());
    refuse_changed(opener, lang)?;
    for finding in tables.iter().flat_map(check_table) {
        loaded.findings.push(finding);
    }
    let document = || aggregates::document(lang, &tables);
    let record = aggregates::record(&tables);
    let answer = rendered(output, lang, document, &record, || aggregates::flat(&tables))?;
    terminal::deliver(&answer, output, lang)?;
    tell_failed_files(&loaded.findings, lang);
    let asks_for_dossiers = count.period.is_some() || !count.filters.is_empty();
    if asks_for_dossiers && !output.talk.quiet {
        terminal::say(lang.of(
            "Bảng tổng hợp không có hồ sơ: --period và --where không áp dụng",
            "tables of counts hold no dossiers: --period and --where do not apply",
        ));
    }
    Ok(exit(&loaded, plan::threshold(data.fail_on)))
}

/// What `cchc check` adds for tables.
#[derive(Default)]
pub struct Checked {
    pub tables: usize,
    pub comparisons: Vec<Comparison>,
}

/// Checks the tables of a load, and compares them with the logs of `--against`.
///
/// # Errors
/// When there is nothing to compare, or the logs cannot be counted.
pub fn check(
    loaded: &mut Loaded,
    opener: &Opener,
    arguments: &CheckArgs,
    lang: Lang,
) -> Result<Checked, Failure> {
    let rule = arguments.period_rule.into();
    let mut tables = read(loaded, opener, rule);
    let findings = tables.iter().flat_map(check_table).chain(check_sequence(&tables));
    for finding in findings {
        loaded.findings.push(finding);
    }
    if arguments.against.is_empty() {
        return Ok(Checked { tables: tables.len(), comparisons: Vec::new() });
    }
    if tables.is_empty() {
        let what = lang.of(
            "--against cần ít nhất một bảng tổng hợp trong các tệp đã cho",
            "--against needs a table of counts among the paths",
        );
        return Err(Failure::message(Exit::Usage, what));
    }
    share_units(&mut tables);
    let comparisons = against(loaded, &tables, arguments, lang)?;
    Ok(Checked { tables: tables.len(), comparisons })
}

fn against(
    loaded: &mut Loaded,
    tables: &[AggregateTable],
    arguments: &CheckArgs,
    lang: Lang,
) -> Result<Vec<Comparison>, Failure> {
    let asked = arguments.period.as_deref();
    let asked =
        asked.map(|text| plan::period(text, arguments.period_rule.into(), lang)).transpose()?;
    let data = &arguments.data;
    let mut input = plan::input(&arguments.against, data.profile.as_deref(), Some(data), lang)?;
    input.load.dimensions = Comparison::DIMENSIONS.to_vec();
    let log = load(&input.load).map_err(|error| Failure::new(Exit::Input, error))?;
    refuse_changed(&input.load.opener, lang)?;
    tell_failed_files(&log.findings, lang);
    loaded.failed_files += log.failed_files;
    if log.dossiers.is_empty() {
        let what = lang.of("không có hồ sơ nào để đối chiếu", "no dossiers to compare with");
        return Err(Failure::message(Exit::Input, what));
    }
    let mut comparisons = Vec::new();
    for table in tables {
        let Some(period) = asked.or(table.period) else {
            loaded.findings.push(Finding {
                file: table.file.clone(),
                row: None,
                column: None,
                value: None,
                code: FindingCode::TableWithoutPeriod,
            });
            continue;
        };
        let comparison =
            compare(table, period, &log).map_err(|error| messages::comparison(error, lang))?;
        if let Some(comparison) = comparison {
            for finding in comparison.findings() {
                loaded.findings.push(finding);
            }
            comparisons.push(comparison);
        }
    }
    Ok(comparisons)
}
