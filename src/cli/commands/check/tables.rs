//! What `cchc check` does with tables of counts: checks them and compares them with a log.

use super::Arguments;
use crate::aggregates::{
    AggregateTable, Comparison, check_sequence, check_table, compare, share_units,
};
use crate::cli::counting::refuse_changed;
use crate::cli::failure::{Exit, Failure};
use crate::cli::tables::read;
use crate::cli::telling::tell_failed_files;
use crate::cli::{messages, plan};
use crate::dossiers::{Loaded, load};
use crate::findings::{Finding, FindingCode};
use crate::read::Opener;
use crate::words::Lang;

/// What `cchc check` adds for tables.
#[derive(Default)]
pub struct TableChecks {
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
    arguments: &Arguments,
    lang: Lang,
) -> Result<TableChecks, Failure> {
    let rule = arguments.period_rule;
    let mut tables = read(loaded, opener, rule);
    let findings = tables.iter().flat_map(check_table).chain(check_sequence(&tables));
    for finding in findings {
        loaded.findings.push(finding);
    }
    if arguments.against.is_empty() {
        return Ok(TableChecks { tables: tables.len(), comparisons: Vec::new() });
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
    Ok(TableChecks { tables: tables.len(), comparisons })
}

fn against(
    loaded: &mut Loaded,
    tables: &[AggregateTable],
    arguments: &Arguments,
    lang: Lang,
) -> Result<Vec<Comparison>, Failure> {
    let asked = arguments.period.as_deref();
    let asked = asked.map(|text| plan::period(text, arguments.period_rule, lang)).transpose()?;
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
                value: table.unclear_period.clone(),
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
