//! Aggregate tables on the command line: read, shown where no log is given, checked, compared.

use crate::aggregates::{AggregateTable, check_table, read_tables};
use crate::answers::aggregates;
use crate::cli::answering::{exit, rendered};
use crate::cli::arguments::{CountArgs, DataArgs, OutputArgs};
use crate::cli::counting::refuse_changed;
use crate::cli::failure::{Exit, Failure};
use crate::cli::telling::{tell_failed_files, tell_table_findings};
use crate::cli::terminal;
use crate::domain::PeriodRule;
use crate::dossiers::Loaded;
use crate::findings::Finding;
use crate::read::Opener;
use crate::words::Lang;

/// Reads the tables that a load set aside. One that its rows make unreadable becomes a finding.
pub fn read(loaded: &mut Loaded, opener: &Opener, rule: PeriodRule) -> Vec<AggregateTable> {
    let mut tables = Vec::new();
    for source in loaded.tables.clone() {
        match read_tables(opener, &source, rule) {
            Ok(read) => tables.extend(read),
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
    let tables = read(&mut loaded, opener, count.period_rule);
    refuse_changed(opener, lang)?;
    for finding in tables.iter().flat_map(check_table) {
        loaded.findings.push(finding);
    }
    let document = || aggregates::document(lang, &tables);
    let record = aggregates::record(&tables, lang, &loaded.findings);
    let answer = rendered(output, lang, document, &record, || aggregates::flat(&tables))?;
    terminal::deliver(&answer, output, lang)?;
    tell_failed_files(&loaded.findings, lang);
    if !output.talk.quiet {
        tell_table_findings(&loaded.findings, lang);
    }
    let asks_for_dossiers = count.period.is_some() || !count.filters.is_empty();
    if asks_for_dossiers && !output.talk.quiet {
        terminal::say(lang.of(
            "Bảng tổng hợp không có hồ sơ: --period và --where không áp dụng",
            "tables of counts hold no dossiers: --period and --where do not apply",
        ));
    }
    Ok(exit(&loaded, data.fail_on.0))
}
