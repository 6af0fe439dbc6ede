//! The notes that belong to no single table: definitions, sources and how sure they are, what is
//! compared with what, and which files of facts the program carries.

use super::request::BuildRequest;
use super::sections::SectionInput;
use super::study::Study;
use crate::answers::calendar::unconfirmed_years;
use crate::answers::provenance::{day, definition_line};
use crate::answers::publication::{Note, period};
use crate::answers::{Phrase, coverage, units};
use crate::domain::PeriodRule;
use crate::indicators::{ON_TIME_RATE, STANDARD_RATES};
use crate::tally::Count;
use crate::words::lower_first;
use crate::words::{Lang, pick};

/// Every note, in the order in which a reader asks.
pub fn notes(input: &SectionInput<'_>, request: &BuildRequest) -> Vec<Note> {
    let lang = request.lang;
    let study = input.study;
    let note = |subject: &str, text: Phrase| Note { subject: subject.to_owned(), text };
    let on_time = lang.of("Đúng hạn", "On time");
    let mut notes = vec![
        note(on_time, definition_line(lang, request.definition, request.grain).into()),
        note(
            lang.of("Thời hạn", "Due dates"),
            lang.of(
                "Ngày hẹn trả lấy đúng như hệ thống xuất ra, so theo ngày dương lịch; không tính lại theo ngày làm việc.",
                "Due dates are those in the export, compared by calendar day; nothing is recomputed in working days.",
            )
            .into(),
        ),
    ];
    let uncovered = coverage::notes_of(lang, &study.loaded, input.unit);
    notes.extend(uncovered.into_iter().map(|text| note(lang.of("Phạm vi", "Scope"), text)));
    let part = input.unit.is_none().then(|| units::part_note(lang, &study.loaded)).flatten();
    notes.extend(part.map(|part| note(lang.of("Phạm vi", "Scope"), part)));
    let undated = study.total(input.unit)[Count::Undated];
    if undated > 0 && ON_TIME_RATE.is_in_export(input.style.fields) {
        let text = Phrase::from(lang.of(
            "Hồ sơ đã giải quyết mà không có ngày hẹn trả: ",
            "Dossiers resolved without a due date: ",
        ));
        notes.push(note(on_time, text.count(undated).text(".")));
    }
    notes.push(note(lang.of("Kỳ báo cáo", "Period"), rule_note(lang, study.frame.rule).into()));
    let data_end = coverage::data_end(lang, &study.loaded, study.frame.as_of, study.days_seen);
    notes.extend(data_end.map(|text| note(lang.of("Kỳ báo cáo", "Period"), text)));
    notes.extend(comparison_notes(input));
    let absent: Vec<String> = STANDARD_RATES
        .iter()
        .filter(|indicator| !indicator.is_in_export(input.style.fields))
        .map(|indicator| lower_first(pick(lang, indicator.name())))
        .collect();
    if !absent.is_empty() {
        let text = lang.of(
            "Không tính được vì dữ liệu xuất không có cột cần thiết: ",
            "Not computed, for no export has the column: ",
        );
        let text = format!("{text}{}.", absent.join("; "));
        notes.push(note(lang.of("Không có số liệu", "No value"), text.into()));
    }
    let sources = sources(input).into_iter();
    notes.extend(sources.map(|text| note(lang.of("Nguồn", "Source"), text.into())));
    notes.push(note(
        lang.of("Dấu hiệu", "Signals"),
        lang.of(
            "Báo cáo không xét dấu hiệu bất thường của dữ liệu (số thứ tự trong mã hồ sơ bị ngắt quãng, mã hồ sơ của cơ quan khác, kết thúc dồn một ngày và dấu hiệu khác): chạy `cchc check` trên cùng dữ liệu.",
            "The report looks for no signals in the data (gaps in the running numbers of dossier codes, codes of another unit, finishes heaped on a day and others): run `cchc check` on the same data.",
        )
        .into(),
    ));
    notes.push(note(
        lang.of("Chưa xác nhận", "Unconfirmed"),
        lang.of(
            "Chưa đối chiếu được với văn bản gốc của các quy định nêu trên; cần kiểm tra trước khi viện dẫn.",
            "None of the legal texts named here could be checked against its original; check before quoting.",
        )
        .into(),
    ));
    notes
}

/// Where the formulas come from; indicators of one source stand together.
fn sources(input: &SectionInput<'_>) -> Vec<String> {
    let lang = input.style.lang;
    let mut of_source: Vec<(&str, Vec<String>)> = Vec::new();
    for indicator in STANDARD_RATES.iter().filter(|rate| rate.is_in_export(input.style.fields)) {
        let (source, name) = (pick(lang, indicator.words().source), pick(lang, indicator.name()));
        match of_source.iter_mut().find(|(known, _)| *known == source) {
            Some((_, names)) => names.push(lower_first(name)),
            None => of_source.push((source, vec![name.to_owned()])),
        }
    }
    of_source.iter().map(|(source, names)| format!("{}: {source}.", names.join(", "))).collect()
}

const fn rule_note(lang: Lang, rule: PeriodRule) -> &'static str {
    match rule {
        PeriodRule::Calendar => lang.of(
            "Tháng tính từ ngày đầu đến ngày cuối tháng dương lịch.",
            "Months run from their first to their last day.",
        ),
        PeriodRule::Decree => lang.of(
            "Tháng tính từ ngày 15 tháng trước đến ngày 14 tháng báo cáo (thấy ở quy định của một tỉnh, chưa đối chiếu văn bản gốc).",
            "Months run from the 15th of the month before to the 14th (seen in one province's decision, not checked against the text).",
        ),
    }
}

fn comparison_notes(input: &SectionInput<'_>) -> Vec<Note> {
    let lang = input.style.lang;
    let study = input.study;
    let subject = lang.of("So sánh", "Comparison");
    let note = |text: Phrase| Note { subject: subject.to_owned(), text };
    let (period, rule) = (study.frame.period, study.frame.rule);
    if study.compared.is_empty() {
        let others = [period.before(rule), period.year_before(rule)];
        if others.iter().all(Option::is_none) {
            return Vec::new();
        }
        let first = day(lang, study.days_seen.0);
        return vec![note(
            match lang {
                Lang::Vi => format!(
                    "Không so sánh với kỳ khác: dữ liệu có từ {first} và không phủ hết kỳ nào để so sánh, hoặc kỳ này chưa kết thúc."
                ),
                Lang::En => format!(
                    "Not compared: the data begin on {first} and cover no other period whole, or this one is not over."
                ),
            }
            .into(),
        )];
    }
    let mut notes = Vec::new();
    for other in &study.compared {
        let name = period::name(lang, other.frame.period, other.frame.rule);
        let units = study.units_in_one_only(other);
        if input.unit.is_none() && units > 0 {
            let start = match lang {
                Lang::Vi => format!("Với {name}: có "),
                Lang::En => format!("Against {name}: "),
            };
            notes.push(note(Phrase::from(start).count(units as u64).text(lang.of(
                " đơn vị chỉ có hồ sơ ở một trong hai kỳ; mức tăng, giảm gồm cả các đơn vị này.",
                " units have dossiers in only one of the two periods; the change includes them.",
            ))));
        }
    }
    notes
}

/// Files of facts that the program carries, with their edition and how sure they are.
pub fn editions(lang: Lang, study: &Study, unit: Option<&str>) -> Vec<(String, String)> {
    let calendar = &study.loaded.calendar;
    let mut about = vec![if study.assessment.is_some() {
        lang.of("dùng cho tiêu chí tính theo ngày làm việc", "for criteria in working days").into()
    } else if unit.is_some() && study.lists.is_some() {
        lang.of("dùng cho danh sách hồ sơ quá hạn", "for the list of late dossiers").into()
    } else {
        lang.of("báo cáo này không tính ngày làm việc", "this report counts no working days").into()
    }];
    let years = unconfirmed_years(calendar, study.days_seen.0, study.days_seen.1);
    if !years.is_empty() {
        let years: Vec<String> = years.iter().map(i32::to_string).collect();
        let start = lang.of("chưa đủ ngày lễ đã xác nhận", "holidays not all confirmed");
        about.push(format!("{start}: {}", years.join(", ")));
    }
    let mut editions = vec![(
        lang.of("Lịch nghỉ lễ", "Working calendar").to_owned(),
        format!("{} ({})", calendar.edition(), about.join("; ")),
    )];
    if let Some(local) = calendar.local() {
        let label = lang.of("Lịch làm việc địa phương", "Local calendar");
        editions.push((label.to_owned(), local.to_owned()));
    }
    editions.push((
        lang.of("Danh mục đơn vị hành chính", "Register of units").to_owned(),
        format!(
            "{} ({})",
            lang.of("2024 đến 09/2026", "2024 to 09/2026"),
            lang.of(
                "hai nguồn tổng hợp, không phải bản chính thức",
                "two compilations, not official"
            )
        ),
    ));
    let basis = study.loaded.units.name();
    editions.push((
        lang.of("Đơn vị tính theo", "Units told as of").to_owned(),
        format!("{} ({basis})", lang.label("units_basis", basis)),
    ));
    editions
}
