//! The sentences of a run, in both languages.

use std::path::Path;

use serde_json::{Value, json};

use super::changed_files;
use super::project::Project;
use super::states_file::KeptStates;
use crate::answers::check::ledger_facts as account;
use crate::answers::count_name;
use crate::answers::publication::{period_name, period_slug};
use crate::archive::Tallies;
use crate::archive::month::{CauseOfMove, MovedCount, RecordedRate, Restatement};
use crate::archive::published::OF_UNITS;
use crate::archive::restatement::CauseKind;
use crate::cli::commands::report::Made;
use crate::cli::failure::Exit;
use crate::domain::{Absence, Ratio};
use crate::findings::Severity;
use crate::indicators::{
    Definition, Indicator, LATE_RATE, Measure, ON_TIME_RATE, ONLINE_RATE, SATISFIED_SHARE,
};
use crate::output::Committed;
use crate::render::number::{count, phrase, points, rate};
use crate::tally::Count;
use crate::words::{Lang, pick};

/// Units that are named when figures moved; more are only counted.
const UNITS_TOLD: usize = 8;

/// What is going to be done.
pub fn plan(project: &Project, lang: Lang) -> String {
    let period = period_name(lang, project.period, project.rule);
    let paths = project.report.paths.join(", ");
    match lang {
        Lang::Vi => format!("kỳ: {period}; dữ liệu: {paths}"),
        Lang::En => format!("period: {period}; input: {paths}"),
    }
}

pub fn plan_facts(project: &Project) -> Value {
    json!({ "period": project.slug, "from": project.period.from, "to": project.period.to })
}

/// The account of all rows.
pub fn ledger(made: &Made, lang: Lang) -> String {
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

pub fn ledger_facts(made: &Made) -> Value {
    json!({ "ledger": made.study.loaded.ledger, "failed_files": made.study.loaded.failed_files })
}

/// Findings by severity.
pub fn findings(made: &Made, lang: Lang) -> String {
    let all = &made.study.loaded.findings;
    let severities = [Severity::Critical, Severity::Error, Severity::Warning, Severity::Info];
    let told: Vec<String> = severities
        .into_iter()
        .filter(|severity| all.at(*severity) > 0)
        .map(|severity| {
            let name = crate::answers::severity_name(lang, severity).to_lowercase();
            format!("{} {name}", count(lang, all.at(severity)))
        })
        .collect();
    if told.is_empty() {
        return lang.of("Không có phát hiện nào", "No findings").to_owned();
    }
    format!("{}: {}", lang.of("Phát hiện", "Findings"), told.join(", "))
}

pub fn finding_facts(made: &Made) -> Value {
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

/// Units whose data are missing, and what can be done.
pub fn missing(shown: &[String], lang: Lang) -> String {
    let all = shown.join("; ");
    match lang {
        Lang::Vi => format!(
            "Chưa công bố: chưa có dữ liệu đến ngày chốt của {} đơn vị: {all}. Không tệp nào được ghi. Bổ sung tệp rồi chạy lại; nếu cơ quan chấp nhận thiếu: cchc run --accept-missing, hoặc thresholds.missing_units trong cchc.toml.",
            count(lang, shown.len() as u64)
        ),
        Lang::En => format!(
            "Not published: the data of {} units do not reach to the as-of day: {all}. Nothing was written. Add the files and run again; where the office accepts that they are missing: cchc run --accept-missing, or thresholds.missing_units in cchc.toml.",
            count(lang, shown.len() as u64)
        ),
    }
}

/// The rates that a reader asks for first, each with its change against the archive.
pub fn headline(project: &Project, made: &Made, lang: Lang) -> String {
    let fields = &made.study.loaded.fields;
    let definition = made.request.definition;
    let total = made.study.total(None);
    let before = earlier(project, lang);
    let told =
        [&ON_TIME_RATE, &ONLINE_RATE, &SATISFIED_SHARE].into_iter().filter_map(|indicator| {
            let now = indicator.measure(&total, definition, fields);
            now.is_ok().then(|| with_changes(indicator, now, definition, &before, lang))
        });
    let mut told: Vec<String> = told.collect();
    if LATE_RATE.measure(&total, definition, fields).is_ok() {
        let name = count_name(lang, Count::ClosingOverdue);
        told.push(format!("{name}: {}", count(lang, total[Count::ClosingOverdue])));
    }
    told.join(" · ")
}

/// An archived period that this one is compared with.
struct Earlier {
    name: String,
    tallies: Tallies,
    /// The on-time rate as it was published, and its definition, where that is another one.
    published: Option<(String, Option<RecordedRate>)>,
}

/// Archived periods that this one is compared with.
fn earlier(project: &Project, lang: Lang) -> Vec<Earlier> {
    let wanted = project.compared_with.iter().filter_map(|with| match with.as_str() {
        "previous" => project.period.before(project.rule),
        "last-year" => project.period.year_before(project.rule),
        _ => None,
    });
    wanted
        .filter_map(|period| {
            let slug = period_slug(period, project.rule);
            // Another rule is no comparison; under another definition it is counted again by this one.
            let tallies = project.archive.tallies(&slug)?;
            let record = project.archive.record(&slug);
            let name = period_name(lang, period, project.rule);
            let published = record.and_then(|record| {
                let definition = record.options.get("definition")?;
                let is_other = Some(definition) != project.options.get("definition");
                let rate = record.figures.get(ON_TIME_RATE.id).copied().flatten();
                is_other.then(|| (definition.join(","), rate))
            });
            (tallies.frame.period == period).then_some(Earlier { name, tallies, published })
        })
        .collect()
}

fn with_changes(
    indicator: &Indicator,
    now: Measure,
    definition: Definition,
    before: &[Earlier],
    lang: Lang,
) -> String {
    let changes: Vec<String> = before
        .iter()
        .filter_map(|Earlier { name, tallies, published }| {
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

pub fn made(files: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("đã dựng {files} tệp báo cáo"),
        Lang::En => format!("{files} files of the report made"),
    }
}

pub fn unchanged(project: &Project, lang: Lang) -> String {
    let folder = project.archive.month_folder(&project.slug);
    match lang {
        Lang::Vi => format!("Không đổi: {} đã có đúng kết quả này", folder.display()),
        Lang::En => format!("Unchanged: {} holds this very result", folder.display()),
    }
}

pub fn archived(project: &Project, lang: Lang) -> String {
    let folder = project.archive.month_folder(&project.slug);
    format!("{}: {}", lang.of("Đã lưu", "Archived"), folder.display())
}

/// Where a month lies that could not be read.
pub fn put_aside(folder: &Path, lang: Lang) -> String {
    let what = lang.of("Bản hỏng được giữ ở", "The damaged month is kept in");
    format!("{what}: {}", folder.display())
}

pub fn delivered(folder: &Path, committed: Committed, lang: Lang) -> String {
    let what = match committed {
        Committed::Written | Committed::Replaced => lang.of("Báo cáo", "Report"),
        Committed::Unchanged => lang.of("Báo cáo giữ nguyên", "Report left as it is"),
    };
    format!("{what}: {}", folder.display())
}

pub fn removed(slug: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Đã xóa kỳ {slug} khỏi kho lưu trữ (keep_months)"),
        Lang::En => format!("Removed {slug} from the archive (keep_months)"),
    }
}

/// Files that a run would write, with their sizes.
pub fn would_write(project: &Project, files: &[(String, usize)], lang: Lang) -> String {
    let folder = project.archive.month_folder(&project.slug);
    let mut lines = vec![match lang {
        Lang::Vi => format!(
            "Chạy thử, không ghi gì. Sẽ ghi vào {}, rồi chép báo cáo sang {}:",
            folder.display(),
            project.report_folder.display()
        ),
        Lang::En => format!(
            "Dry run, nothing written. Would write to {}, then copy the report to {}:",
            folder.display(),
            project.report_folder.display()
        ),
    }];
    lines.extend(files.iter().map(|(path, bytes)| {
        format!("  {path}  {} B", count(lang, u64::try_from(*bytes).unwrap_or(u64::MAX)))
    }));
    lines.join("\n")
}

/// What a new key means for the months that another one hides.
pub const fn key_lost(lang: Lang) -> &'static str {
    lang.of(
        "Các tháng đã lưu dùng khóa khác: nếu chúng đổi thì chỉ nói được số nào đổi, không nói được vì hồ sơ nào. Nếu tệp khóa cũ còn, đặt lại chỗ cũ; nếu mất, chạy `cchc verify --rekey`.",
        "The archived months have another key: should they change, only what moved can be told, not by which dossiers. Put the old key back if it is there; if it is lost, run `cchc verify --rekey`.",
    )
}

/// Why the causes of a change cannot be told.
pub fn without_causes(states: KeptStates, lang: Lang) -> Option<&'static str> {
    match states {
        KeptStates::Comparable | KeptStates::Unkeyed => None,
        KeptStates::OtherKey => Some(lang.of(
            "Tháng này được lưu với khóa khác: nói được số nào đổi, không nói được vì hồ sơ nào.",
            "This month was kept with another key: what moved can be told, not by which dossiers.",
        )),
        KeptStates::Missing => Some(lang.of(
            "Tháng này không lưu trạng thái từng hồ sơ: nói được số nào đổi, không nói được vì hồ sơ nào.",
            "This month kept no states of dossiers: what moved can be told, not by which dossiers.",
        )),
    }
}

/// What moved, by how much, and why.
pub fn moved(change: &Restatement, lang: Lang) -> String {
    let mut lines = Vec::new();
    for option in &change.options {
        let (before, after) = (option.before.join(","), option.after.join(","));
        let what = lang.of("Tùy chọn đổi", "Option changed");
        lines.push(format!("{what}: --{} {before} → {after}", option.option));
    }
    lines.extend(changed_files::lines(&change.files, lang));
    lines.extend(change.causes.iter().map(|cause| cause_line(cause, lang)));
    lines.extend(by_unit(&change.moved, lang));
    if lines.is_empty() {
        lines.push(no_count_moved(lang).to_owned());
    }
    lines.join("\n")
}

/// A month comes out otherwise, and none of its counts does.
pub const fn no_count_moved(lang: Lang) -> &'static str {
    lang.of(
        "Số đếm không đổi; điểm, phát hiện hoặc phụ liệu đổi",
        "No count moved; points, findings or editions did",
    )
}

/// The counts of the form that moved, a line per unit.
pub fn by_unit(moved: &[MovedCount], lang: Lang) -> Vec<String> {
    let mut units: Vec<(&Option<String>, Vec<String>)> = Vec::new();
    for moved in moved {
        let Some(count) = OF_UNITS.into_iter().find(|count| count.name() == moved.count) else {
            continue;
        };
        let text = format!("{} {} → {}", count_name(lang, count), moved.before, moved.after);
        match units.last_mut().filter(|(unit, _)| **unit == moved.unit) {
            Some((_, texts)) => texts.push(text),
            None => units.push((&moved.unit, vec![text])),
        }
    }
    let nameless = crate::answers::nameless(lang);
    let told = units.iter().take(UNITS_TOLD);
    let mut lines: Vec<String> = told
        .map(|(unit, texts)| {
            format!("{}: {}", unit.as_deref().unwrap_or(nameless), texts.join(", "))
        })
        .collect();
    let more = units.len().saturating_sub(UNITS_TOLD);
    if more > 0 {
        lines.push(match lang {
            Lang::Vi => format!("… và {more} đơn vị khác"),
            Lang::En => format!("… and {more} more units"),
        });
    }
    lines
}

/// How many dossiers count otherwise for one reason, and what that does to the counts.
pub fn cause_line(cause: &CauseOfMove, lang: Lang) -> String {
    // In the order of tables, not of the letters of their names.
    let effects = Count::STANDARD.into_iter().filter_map(|count| {
        let change = cause.effects.get(count.name())?;
        Some(format!("{} {change:+}", count_name(lang, count).to_lowercase()))
    });
    let effects = effects.collect::<Vec<_>>().join(", ");
    let name = cause_name(&cause.cause, lang);
    let dossiers = count(lang, cause.dossiers);
    let effects = if effects.is_empty() {
        lang.of("không đổi số đếm nào", "no count moves").to_owned()
    } else {
        effects
    };
    format!("{name}: {dossiers} {} → {effects}", lang.of("hồ sơ", "dossiers"))
}

fn cause_name(cause: &str, lang: Lang) -> &'static str {
    let kind = CauseKind::ALL.into_iter().find(|kind| kind.name() == cause);
    match kind {
        Some(CauseKind::Added) => lang.of("Dòng đến muộn", "Late rows"),
        Some(CauseKind::Gone) => lang.of("Dòng không còn", "Rows gone"),
        Some(CauseKind::ReceivedMoved) => lang.of("Ngày tiếp nhận đổi", "Received day moved"),
        Some(CauseKind::FinishMoved) => {
            lang.of("Ngày kết thúc được ghi hoặc đổi", "Finish entered or moved")
        }
        Some(CauseKind::DueMoved) => lang.of("Hạn trả đổi", "Due date moved"),
        Some(CauseKind::UnitMoved) => lang.of("Chuyển sang đơn vị khác", "Another unit"),
        Some(CauseKind::OtherFacts) | None => {
            lang.of("Trạng thái, kênh hoặc đánh giá đổi", "Status, channel or rating changed")
        }
    }
}
