//! What is said on standard error about the files and rows of a count.

use std::collections::BTreeMap;

use crate::answers::Phrase;
use crate::answers::check::ledger_facts;
use crate::answers::severity_name;
use crate::cli::terminal;
use crate::dossiers::Loaded;
use crate::findings::{Finding, FindingCode, Findings, Ledger, Severity};
use crate::render::number::phrase;
use crate::words::{Lang, pick};

/// More failed files than this are only counted.
pub const FAILED_FILES_TOLD: usize = 10;

/// Files that should count and do not are told whatever the command, even when quiet.
pub fn tell_failed_files(findings: &Findings, lang: Lang) {
    let failed: Vec<&Finding> =
        findings.iter().filter(|finding| finding.code.is_file_failure()).collect();
    for finding in failed.iter().take(FAILED_FILES_TOLD) {
        let value = finding.value.as_deref().unwrap_or_default();
        let row = finding.row.map_or_else(String::new, |row| match lang {
            Lang::Vi => format!(", dòng {row}"),
            Lang::En => format!(", row {row}"),
        });
        let code = finding.code;
        // A difference has several lines, and is the better for it.
        let (value, lines) = if value.contains('\n') {
            (String::new(), value.lines().collect::<Vec<_>>())
        } else {
            (format!(" ({value})"), Vec::new())
        };
        terminal::say(&format!(
            "{} {}: {}{row}: {}{value}",
            lang.of("lỗi", "error"),
            code.number(),
            finding.file,
            pick(lang, code.title()),
        ));
        for line in lines {
            terminal::say(&format!("    {line}"));
        }
        terminal::say(&format!("  → {}", pick(lang, code.repair())));
    }
    let more = failed.len().saturating_sub(FAILED_FILES_TOLD);
    if more > 0 {
        terminal::say(&match lang {
            Lang::Vi => format!("… và {more} tệp khác không đọc được; `cchc check` liệt kê đủ"),
            Lang::En => {
                format!("… and {more} more files that could not be read; `cchc check` lists them")
            }
        });
    }
}

/// What is wrong with the rows of tables of counts: a line per code, with how many cells and the first of them.
pub fn tell_table_findings(findings: &Findings, lang: Lang) {
    let grave = |finding: &&Finding| {
        finding.code.severity() >= Severity::Warning && !finding.code.is_file_failure()
    };
    let mut by_code: BTreeMap<FindingCode, Vec<&Finding>> = BTreeMap::new();
    for finding in findings.iter().filter(grave) {
        by_code.entry(finding.code).or_default().push(finding);
    }
    for (code, found) in by_code {
        let Some(first) = found.first() else { continue };
        let row = first.row.map_or_else(String::new, |row| match lang {
            Lang::Vi => format!(", dòng {row}"),
            Lang::En => format!(", row {row}"),
        });
        let cell = [&first.column, &first.value].into_iter().flatten().map(String::as_str);
        let cell = cell.collect::<Vec<_>>().join(": ");
        terminal::say(&format!(
            "{} {}: {} × {}; {}{row} ({cell})",
            severity_name(lang, code.severity()),
            code.number(),
            pick(lang, code.title()),
            found.len(),
            first.file,
        ));
    }
}

/// One line per file, for `--verbose`.
pub fn tell_files(loaded: &Loaded, lang: Lang) {
    tell_ledgers(&loaded.ledger_by_file, lang);
}

/// The account of each file.
pub fn tell_ledgers(ledgers: &[(String, Ledger)], lang: Lang) {
    for (file, ledger) in ledgers {
        let [read, counted, superseded] = [ledger.read, ledger.counted, ledger.superseded];
        let (excluded, rejected) = (ledger.excluded_total(), ledger.rejected_total());
        terminal::say(&match lang {
            Lang::Vi => format!(
                "{file}: đã đọc {read} = được tính {counted} + có bản mới hơn {superseded} + không tính {excluded} + bị loại vì lỗi {rejected}"
            ),
            Lang::En => format!(
                "{file}: read {read} = counted {counted} + superseded {superseded} + excluded {excluded} + rejected {rejected}"
            ),
        });
    }
}

/// One line on what the figures stand on: `46 files, 120 rows = 100 counted + …`.
pub fn tell_ledger(loaded: &Loaded, lang: Lang) {
    tell_facts(&ledger_facts(lang, &loaded.ledger, loaded.failed_files), lang);
}

/// The account of all rows on one line.
pub fn tell_facts(facts: &[(String, Phrase)], lang: Lang) {
    let text = |(name, value): &(String, Phrase)| format!("{name} {}", phrase(lang, value));
    let (whole, parts) = facts.split_at(facts.len().min(2));
    let whole: Vec<String> = whole.iter().map(text).collect();
    let parts: Vec<String> = parts.iter().map(text).collect();
    terminal::say(&format!("{} {}", whole.join(", "), parts.join(" ")));
}
