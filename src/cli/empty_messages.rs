//! Where there is nothing to count, to tell or to compare → messages in the user's language, with the likely
//! cause and what to do.
//!
//! In: what was looked for, what was read. Out: a [`Failure`]. Must not know: errors of the library.

use super::failure::{Exit, Failure};
use crate::answers::{check, log_kind_name, log_use, provenance};
use crate::columns::{LogKind, kinds};
use crate::comparison::With;
use crate::domain::{Day, Period};
use crate::dossiers::Loaded;
use crate::findings::{Finding, FindingCode, Findings, Severity};
use crate::records::named_field;
use crate::tally::TimeFrame;
use crate::words::{Lang, pick};

/// So many rows that do not count are told where none does.
const ROWS_TOLD: usize = 5;

/// A small log of which no row counts.
pub fn nothing_in_log(kind: &LogKind, findings: &Findings, lang: Lang) -> Failure {
    let text = match lang {
        Lang::Vi => "không dòng nào của tệp nào tính được",
        Lang::En => "nothing can be counted: no row of any file can be used",
    };
    let mut failure = Failure::message(Exit::Input, text);
    // Files that could not be read are told already.
    let rows = findings.iter().filter(|finding| {
        finding.code.severity() >= Severity::Error && !finding.code.is_file_failure()
    });
    for finding in rows.take(ROWS_TOLD) {
        let row = finding.row.map_or_else(String::new, |row| format!(":{row}"));
        let column =
            finding.column.as_deref().map_or_else(String::new, |name| format!(" [{name}]"));
        let value =
            finding.value.as_deref().map_or_else(String::new, |value| format!(" ({value})"));
        let title = pick(lang, finding.code.title());
        let code = finding.code.number();
        failure = failure.hint(format!("{}{row}{column}: {code} {title}{value}", finding.file));
    }
    let columns: Vec<String> = kind.required().map(named_field).collect();
    failure.hint(match lang {
        Lang::Vi => {
            format!("cột bắt buộc: {}; xem `cchc help bo-tieu-chi`", columns.join(", "))
        }
        Lang::En => {
            format!("required columns: {}; see `cchc help scores`", columns.join(", "))
        }
    })
}

/// A period that the data do not reach.
pub fn period_outside_data(frame: &TimeFrame, (first, last): (Day, Day), lang: Lang) -> Failure {
    let period = frame.period;
    empty_period([period.from, period.to, first, last], &[], lang)
}

/// A period without a dossier, whose cause may be a file that is not counted.
pub fn empty_period(
    [from, to, first, last]: [Day; 4],
    not_counted: &[Finding],
    lang: Lang,
) -> Failure {
    /// So many files are named.
    const NAMED: usize = 5;
    let [from, to, first, last] = [from, to, first, last].map(|day| provenance::day(lang, day));
    let text = match lang {
        Lang::Vi => format!(
            "không có hồ sơ nào trong kỳ từ {from} đến {to}; dữ liệu có từ {first} đến {last}"
        ),
        Lang::En => {
            format!("no dossier falls into {from} to {to}; the data run from {first} to {last}")
        }
    };
    // The likely cause stands before what follows from it.
    let cause = |finding: &Finding| {
        let (file, code) = (&finding.file, finding.code);
        let said = pick(lang, code.title());
        match lang {
            Lang::Vi => format!("tệp không được tính: {file}: {} {said}", code.number()),
            Lang::En => format!("a file that is not counted: {file}: {} {said}", code.number()),
        }
    };
    let causes = not_counted.iter().take(NAMED).map(cause);
    let mut lines: Vec<String> = causes.collect();
    if not_counted.len() > NAMED {
        let more = not_counted.len() - NAMED;
        lines.push(match lang {
            Lang::Vi => format!("… và {more} tệp khác"),
            Lang::En => format!("… and {more} more files"),
        });
    }
    lines.push(text);
    let failure = Failure::message(Exit::Input, lines.join("\n"));
    if !not_counted.is_empty() {
        return failure.hint(lang.of(
            "xử lý tệp không được tính trước (`cchc explain MÃ`); kỳ có thể đúng",
            "mend the file that is not counted first (`cchc explain CODE`); the period may be right",
        ));
    }
    failure.hint(lang.of(
        "chọn --period khác, hoặc bỏ --period để tính toàn bộ dữ liệu",
        "choose another --period, or leave it out to count everything",
    ))
}

/// Other periods that there are not, or that the data do not cover.
pub fn nothing_to_compare(
    (first, last): (Day, Day),
    others: &[(With, Option<Period>)],
    lang: Lang,
) -> Failure {
    let none = others.iter().filter(|(_, period)| period.is_none()).map(|(with, _)| with.name());
    let none: Vec<String> = none.map(|name| format!("`{name}`")).collect();
    if none.len() == others.len() {
        let none = none.join(", ");
        let text = match lang {
            Lang::Vi => format!("không có kỳ nào để so sánh: kỳ này không có kỳ {none}"),
            Lang::En => format!("nothing to compare with: this period has no {none}"),
        };
        return Failure::message(Exit::Input, text).hint(lang.of(
            "chọn kỳ so sánh bằng --with last-year, ytd hoặc một kỳ, như 2024-H1",
            "choose what to compare with: --with last-year, ytd or a period, such as 2024-H1",
        ));
    }
    let (first, last) = (provenance::day(lang, first), provenance::day(lang, last));
    let text = match lang {
        Lang::Vi => format!(
            "không có kỳ nào để so sánh: dữ liệu có từ {first} đến {last} và không đủ các tháng của kỳ cần so"
        ),
        Lang::En => format!(
            "nothing to compare with: the data run from {first} to {last} and do not tell of all months of the other period"
        ),
    };
    Failure::message(Exit::Input, text).hint(lang.of(
        "thêm tệp xuất của kỳ cần so, hoặc chọn kỳ khác bằng --with",
        "add the exports of the other period, or choose another with --with",
    ))
}

/// No row of any file counts.
pub fn nothing_countable(loaded: &Loaded, lang: Lang) -> Failure {
    let mut failure = Failure::message(
        Exit::Input,
        lang.of("không có dòng nào tính được", "nothing can be counted"),
    );
    for source in &loaded.other_logs {
        // What it is, and what reads it.
        let value = loaded.findings.of(FindingCode::OtherLog).iter();
        let name = source.name();
        let kind = value.filter(|finding| finding.file == name).find_map(|finding| {
            kinds().into_iter().find(|kind| Some(&kind.name) == finding.value.as_ref())
        });
        failure = match kind {
            Some(kind) => {
                let (kind, used) = (log_kind_name(lang, kind), log_use(lang, kind));
                failure.hint(format!("{name}: {kind}: {used}"))
            }
            None => failure,
        };
    }
    if loaded.ledger.files == 0 {
        // Each file has been told with its own repair.
        return failure;
    }
    for (name, value) in check::ledger_facts(lang, &loaded.ledger, loaded.failed_files) {
        let value = crate::render::number::phrase(lang, &value);
        failure = failure.hint(format!("{name} {value}"));
    }
    let worst = loaded.findings.counts().keys().max_by_key(|code| code.severity());
    if let Some(code) = worst {
        failure = failure.hint(pick(lang, code.repair()));
    }
    failure
}
