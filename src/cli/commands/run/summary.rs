//! What a run says with figures in it: the account of its rows, findings, the rates that are asked for first.

use serde_json::{Value, json};

use super::project::Project;
use crate::answers::check::ledger_facts as account;
use crate::answers::count_name;
use crate::answers::publication::period_name;
use crate::archive::checks::{ComparedPeriod, compared_periods};
use crate::cli::commands::report::CountedReport;
use crate::cli::failure::Exit;
use crate::domain::{Absence, PeriodRule, Ratio};
use crate::indicators::{
    Definition, Indicator, LATE_RATE, Measure, ON_TIME_RATE, ONLINE_RATE, SATISFIED_SHARE,
};
use crate::render::number::{count, phrase, points, rate};
use crate::tally::Count;
use crate::words::{Lang, pick};

pub fn plan_facts(project: &Project) -> Value {
    json!({ "period": project.slug, "from": project.period.from, "to": project.period.to })
}

/// The account of all rows.
pub fn ledger(made: &CountedReport, lang: Lang) -> String {
    let loaded = &made.study.loaded;
    let facts = account(lang, &loaded.ledger, loaded.failed_files);
    let text = |(name, value): &(String, crate::answers::Phrase)| {
        format!("{name} {}", phrase(lang, value))
    };
    let (whole, parts) = facts.split_at(facts.len().min(2));
    let join =
        |facts: &[(String, crate::answers::Phrase)]| facts.iter().map(text).collect::<Vec<_>>();
    format!("{} {}", join(whole).join(", "), join(parts).join(" "))
}

pub fn ledger_facts(made: &CountedReport) -> Value {
    json!({ "ledger": made.study.loaded.ledger, "failed_files": made.study.loaded.failed_files })
}

pub fn finding_facts(made: &CountedReport) -> Value {
    let codes = made.study.loaded.findings.gravest_first().into_iter();
    let codes = codes.map(|(code, count)| {
        json!({ "number": code.number(), "code": code.name(), "severity": code.severity().name(), "count": count })
    });
    json!({ "findings": codes.collect::<Vec<_>>() })
}

pub const fn not_published(exit: Exit, lang: Lang) -> &'static str {
    match exit {
        Exit::Input => lang.of(
            "Chưa công bố: có tệp không đọc được, số liệu sẽ thiếu. Không tệp nào được ghi.",
            "Not published: a file cannot be read and the figures would lack it. Nothing was written.",
        ),
        _ => lang.of(
            "Chưa công bố: có phát hiện từ mức fail_on trở lên. Không tệp nào được ghi.",
            "Not published: there are findings at or above fail_on. Nothing was written.",
        ),
    }
}

/// The rates that a reader asks for first, each with its change against the archive.
pub fn headline(project: &Project, made: &CountedReport, lang: Lang) -> String {
    let fields = &made.study.loaded.fields;
    let definition = made.request.definition;
    let total = made.study.total(None);
    let before = compared_periods(
        &project.archive,
        &project.compared_with,
        (project.period, project.rule),
        project.options.get("definition"),
    );
    let told =
        [&ON_TIME_RATE, &ONLINE_RATE, &SATISFIED_SHARE].into_iter().filter_map(|indicator| {
            let now = indicator.measure(&total, definition, fields);
            now.is_ok()
                .then(|| with_changes(indicator, (now, definition), (&before, project.rule), lang))
        });
    let mut told: Vec<String> = told.collect();
    if LATE_RATE.measure(&total, definition, fields).is_ok() {
        let name = count_name(lang, Count::ClosingOverdue);
        told.push(format!("{name}: {}", count(lang, total[Count::ClosingOverdue])));
    }
    told.join(" · ")
}

fn with_changes(
    indicator: &Indicator,
    (now, definition): (Measure, Definition),
    (before, rule): (&[ComparedPeriod], PeriodRule),
    lang: Lang,
) -> String {
    let changes: Vec<String> = before
        .iter()
        .filter_map(|ComparedPeriod { period, tallies, published }| {
            let name = period_name(lang, *period, rule);
            let then = indicator.measure(&tallies.total(), definition, &tallies.fields).ok()?;
            let change = points(lang, now.ok()?, then);
            let mut told = match lang {
                Lang::Vi => format!("{change} so với {name}"),
                Lang::En => format!("{change} against {name}"),
            };
            let published = published.as_ref().filter(|_| indicator.id == ON_TIME_RATE.id);
            if let Some((by, Some(published))) = published {
                let was = Ratio::new(published.num, published.den).ok_or(Absence::NoDossiers);
                let (was, then) = (rate(lang, was), rate(lang, Ok(then)));
                let also = match lang {
                    Lang::Vi => format!(", tính lại {then}, đã công bố {was} theo {by}"),
                    Lang::En => format!(", counted again {then}, published as {was} by {by}"),
                };
                told.push_str(&also);
            }
            Some(told)
        })
        .collect();
    let name = pick(lang, indicator.short_name());
    let told = format!("{name}: {}", rate(lang, now));
    if changes.is_empty() { told } else { format!("{told} ({})", changes.join(", ")) }
}
