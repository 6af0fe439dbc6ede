//! How a month follows on the one before it, as sentences of a run.

use crate::answers::export_style::{name, what_to_export};
use crate::answers::nameless;
use crate::answers::provenance::day;
use crate::archive::checks::{Continuity, LateMonth, UnitWithoutCarried, YearToDate};
use crate::domain::{Day, Period};
use crate::dossiers::{Loaded, ReachState, UnreportedDossiers, folder_style};
use crate::words::{Lang, count};

/// So many units are named in a sentence.
const NAMED: usize = 8;

/// What runs read: the one of today, and one of another period.
pub struct InputsOfPeriods<'a> {
    pub now: &'a [String],
    pub of: &'a dyn Fn(Period) -> Vec<String>,
}

/// Units that have lost dossiers, the most first: name, lost, of how many.
fn lost_units(continuity: &Continuity, lang: Lang) -> Vec<String> {
    let units = continuity.lost().into_iter().map(|(unit, link)| {
        let unit = unit.as_deref().unwrap_or_else(|| nameless(lang));
        format!("{unit} {}/{}", link.lost, link.left_open)
    });
    units.collect()
}

/// What is lost, what is told otherwise, and what comes late: a line each; nothing where the months chain.
pub fn lines(continuity: &Continuity, inputs: &InputsOfPeriods<'_>, lang: Lang) -> Vec<String> {
    let total = continuity.total();
    let before = &continuity.before;
    let mut lines = Vec::new();
    if total.lost > 0 {
        let (lost, left) = (count(lang, total.lost), count(lang, total.left_open));
        let units = listed(&lost_units(continuity, lang), lang);
        lines.push(match lang {
            Lang::Vi => format!("Cảnh báo: {lost} trong {left} hồ sơ kỳ {before} chuyển sang không còn trong tệp nào: {units}"),
            Lang::En => format!("Warning: {lost} of {left} dossiers that {before} left open are in no export any more: {units}"),
        });
    }
    if continuity.lost_before > 0 {
        let lost = count(lang, continuity.lost_before);
        lines.push(match lang {
            Lang::Vi => format!("Cảnh báo: {lost} hồ sơ tồn đã mất khỏi tệp từ kỳ {before} hoặc trước đó vẫn chưa có lại: số tồn và quá hạn của kỳ này thiếu các hồ sơ này"),
            Lang::En => format!("Warning: {lost} open dossiers that were lost in {before} or before are in no export yet: what is open and overdue lacks them"),
        });
    }
    if total.recoded > 0 {
        let recoded = count(lang, total.recoded);
        lines.push(match lang {
            Lang::Vi => format!("{recoded} hồ sơ kỳ {before} chuyển sang nay mang mã khác (cùng đơn vị, ngày tiếp nhận và hạn trả), được coi là một. Khi đổi phần mềm nên giữ mã cũ, hoặc để tệp của phần mềm mới ở thư mục riêng: trong một thư mục, mã cũ và mã mới là hai hồ sơ"),
            Lang::En => format!("{recoded} dossiers that {before} left open have other codes now (the same unit, received and due day) and are taken for the same. A new system should keep the codes, or its exports go into a folder of their own: in one folder the old code and the new are two dossiers"),
        });
    }
    lines.extend(doubled_line(continuity, lang));
    let (less, more) = (total.not_open_any_more, total.open_again);
    if less + more > 0 {
        let (less, more) = (count(lang, less), count(lang, more));
        lines.push(match lang {
            Lang::Vi => format!("Tồn đầu kỳ khác kỳ {before} chuyển sang: {less} hồ sơ nay ghi đã xong trước kỳ, {more} hồ sơ nay ghi chưa xong. Số liệu kỳ {before} đúng lại sau khi công bố lại: cchc run --period {before} --restate \"lý do\""),
            Lang::En => format!("Not what {before} left open: {less} dossiers are told now to have ended before the period, {more} to be open. {before} is right again once restated: cchc run --period {before} --restate \"the reason\""),
        });
    }
    lines.extend(continuity.late.iter().map(|late| late_line(late, inputs, lang)));
    lines
}

/// What stands under two codes, and what to do.
fn doubled_line(continuity: &Continuity, lang: Lang) -> Option<String> {
    let doubled = continuity.all_doubled();
    if doubled == 0 {
        return None;
    }
    let doubled = count(lang, doubled);
    Some(match lang {
        Lang::Vi => format!(
            "Cảnh báo: {doubled} hồ sơ chưa xong đứng hai lần, dưới mã cũ và mã mới (cùng đơn vị, ngày tiếp nhận và hạn trả), nên tồn và quá hạn bị tính hai lần. Bỏ tệp của phần mềm cũ khỏi thư mục (từ kỳ này dùng thư mục chỉ có tệp của phần mềm mới), hoặc giữ mã cũ; không công bố lại các kỳ trước vì các hồ sơ này"
        ),
        Lang::En => format!(
            "Warning: {doubled} open dossiers stand twice, under an old code and a new one (the same unit, received and due day): open and overdue count them twice. Take the exports of the old system out of the folder (from this period on a folder with those of the new one alone), or keep the codes; do not restate earlier months for them"
        ),
    })
}

/// What the exports of the month lack by themselves: what was carried into the first month, what newer exports do
/// not tell any more, the days behind the last one that a small source tells of.
pub fn warnings(
    (loaded, as_of): (&Loaded, Day),
    lacking: &[UnitWithoutCarried],
    lang: Lang,
) -> Vec<String> {
    let mut lines = Vec::new();
    let reach = &loaded.reach;
    if !lacking.is_empty() {
        let units: Vec<String> = lacking.iter().map(|lacking| lacking.unit.clone()).collect();
        let (units, export) = (listed(&units, lang), what_to_export(lang));
        lines.push(match lang {
            Lang::Vi => format!("Lưu ý: tệp chỉ có hồ sơ tiếp nhận trong kỳ, không có hồ sơ kỳ trước chuyển sang: {units}. Nếu đơn vị không bắt đầu từ kỳ này thì tệp thiếu; cần: {export}."),
            Lang::En => format!("Note: the exports hold only what was received in the period, nothing carried over: {units}. Unless they began with the period, something is missing; what is needed: {export}."),
        });
    }
    let unreported: u64 = reach.unreported.iter().map(UnreportedDossiers::dossiers).sum();
    if unreported > 0 {
        let files: Vec<String> = reach
            .unreported
            .iter()
            .map(|unreported| {
                format!(
                    "{}: {}, {}",
                    unreported.file,
                    unreported.dossiers(),
                    day(lang, unreported.until)
                )
            })
            .collect();
        let (files, unreported, export) =
            (listed(&files, lang), count(lang, unreported), what_to_export(lang));
        lines.push(match lang {
            Lang::Vi => format!("Cảnh báo: tệp mới hơn không còn có {unreported} hồ sơ chưa xong ({files}): không xếp còn hạn hay quá hạn. Cần: {export}."),
            Lang::En => format!("Warning: newer exports no longer tell {unreported} open dossiers ({files}): neither in term nor overdue. What is needed: {export}."),
        });
    }
    let as_of = day(lang, as_of);
    let quiet = reach.sources.iter().filter(|source| source.state == ReachState::Quiet);
    let quiet: Vec<String> = quiet
        .filter_map(|source| Some(format!("{} ({})", source.title(), day(lang, source.until?))))
        .collect();
    if !quiet.is_empty() {
        let quiet = listed(&quiet, lang);
        lines.push(match lang {
            Lang::Vi => format!("Cảnh báo: không có gì sau ngày cuối trong tệp, chốt {as_of}: {quiet}. Nếu tệp xuất trước khi hết kỳ thì xuất lại; nếu đơn vị không phát sinh hồ sơ thì không cần làm gì."),
            Lang::En => format!("Warning: nothing is told behind the last day of the file, as of {as_of}: {quiet}. Where it was exported before the period ended, export again; where there were no dossiers, there is nothing to do."),
        });
    }
    lines
}

/// What exports of the year to date lack in their first year, and what they will lose at New Year.
pub fn since_new_year(year: &YearToDate, lang: Lang) -> Vec<String> {
    let (since, export) = (day(lang, year.since), what_to_export(lang));
    let mut lines = Vec::new();
    if year.is_told() {
        let units: Vec<String> = year.units.iter().map(|lacking| lacking.unit.clone()).collect();
        let units = listed(&units, lang);
        lines.push(match lang {
            Lang::Vi => format!("Lưu ý: tệp chỉ có hồ sơ tiếp nhận từ {since}, không có hồ sơ năm trước chuyển sang: {units}. Số giải quyết, tồn và quá hạn thiếu các hồ sơ đó. Cần: {export}. Nếu đơn vị bắt đầu từ đầu năm, hoặc cơ quan đã biết: thêm --accept-lost khi chạy kỳ tiếp theo, các kỳ sau trong năm không nhắc lại."),
            Lang::En => format!("Note: the exports hold only what was received since {since}, nothing carried over from the year before: {units}. What is resolved, open and overdue lacks it. What is needed: {export}. Where they began with the year, or the office knows: --accept-lost with the next period, and it is not said again this year."),
        });
    }
    if year.is_at_year_end {
        lines.push(match lang {
            Lang::Vi => format!("Lưu ý: tệp lũy kế của năm mới sẽ không có hồ sơ năm nay chuyển sang; tháng 1 cần tệp khác: {export}."),
            Lang::En => format!("Note: exports of the new year to date will lack what this year leaves open; January needs another export: {export}."),
        });
    }
    lines
}

/// A published month of which dossiers arrive now, and what to do.
fn late_line(late: &LateMonth, inputs: &InputsOfPeriods<'_>, lang: Lang) -> String {
    let LateMonth { month, period, units, files } = late;
    let all = count(lang, units.values().sum());
    let units: Vec<String> = units
        .iter()
        .map(|(unit, dossiers)| {
            let unit = unit.as_deref().unwrap_or_else(|| nameless(lang));
            format!("{unit} {}", count(lang, *dossiers))
        })
        .collect();
    let units = listed(&units, lang);
    let paths = (inputs.of)(*period);
    let copy = if paths == inputs.now {
        String::new()
    } else {
        let what = if files.is_empty() {
            lang.of("tệp có các hồ sơ này", "the files that tell of them").to_owned()
        } else {
            files.join(", ")
        };
        let paths = paths.join(", ");
        match lang {
            Lang::Vi => format!("chép {what} vào {paths}, rồi "),
            Lang::En => format!("copy {what} into {paths}, then "),
        }
    };
    match lang {
        Lang::Vi => format!(
            "Cảnh báo: {all} hồ sơ của kỳ {month} đã công bố nay mới có trong tệp: {units}. Để kỳ {month} đủ: {copy}cchc run --period {month} --restate \"lý do\""
        ),
        Lang::En => format!(
            "Warning: {all} dossiers of {month}, which is published, arrive now: {units}. To complete {month}: {copy}cchc run --period {month} --restate \"the reason\""
        ),
    }
}

/// Why the run stops, and what can be done.
pub fn stopped(continuity: &Continuity, loaded: &Loaded, lang: Lang) -> String {
    let total = continuity.total();
    if total.lost + continuity.all_unreported() == 0 {
        return stopped_for_doubled(continuity, lang);
    }
    let (lost, left) = (count(lang, total.lost), count(lang, total.left_open));
    let (units, before) = (listed(&lost_units(continuity, lang), lang), &continuity.before);
    let export = what_to_export(lang);
    let style = folder_style(&loaded.coverage, &loaded.overlaps);
    let style = style.and_then(|folder| folder.style);
    let style = style.filter(|style| !style.tells_what_is_carried());
    let style = style.map(|style| format!(" ({})", name(lang, Some(style)))).unwrap_or_default();
    let unreported = count(lang, continuity.all_unreported());
    let what = match (lang, total.lost) {
        (Lang::Vi, 0) => format!(
            "{unreported} trong {left} hồ sơ kỳ {before} chuyển sang chỉ có trong tệp cũ, các tệp mới hơn cùng nguồn không còn nhắc đến: không biết đã xong hay chưa, đúng hạn hay quá hạn"
        ),
        (Lang::Vi, _) => format!(
            "{lost} trong {left} hồ sơ kỳ {before} chuyển sang không còn trong tệp nào: {units}"
        ),
        (Lang::En, 0) => format!(
            "{unreported} of {left} dossiers that {before} left open are in older exports only, newer ones of the same source no longer tell them: whether they ended, and how, nobody knows"
        ),
        (Lang::En, _) => format!(
            "{lost} of {left} dossiers that {before} left open are in no export any more: {units}"
        ),
    };
    let stopped = match lang {
        Lang::Vi => format!(
            "Chưa công bố: {what}. Không tệp nào được ghi. Cách xuất tệp{style} làm mất hồ sơ tồn; cần: {export}. Xuất lại rồi chạy lại; nếu cơ quan chấp nhận: cchc run --accept-lost, hoặc thresholds.lost_dossiers trong cchc.toml."
        ),
        Lang::En => format!(
            "Not published: {what}. Nothing was written. The exports{style} lose what is carried over; what is needed: {export}. Export again and run again; where the office accepts it: cchc run --accept-lost, or thresholds.lost_dossiers in cchc.toml."
        ),
    };
    std::iter::once(stopped).chain(doubled_line(continuity, lang)).collect::<Vec<_>>().join("\n")
}

/// The same where nothing is lost, but much of what is open stands twice.
fn stopped_for_doubled(continuity: &Continuity, lang: Lang) -> String {
    let total = continuity.total();
    let (doubled, left) = (count(lang, total.doubled), count(lang, total.left_open));
    let before = &continuity.before;
    let stopped = match lang {
        Lang::Vi => format!(
            "Chưa công bố: {doubled} trong {left} hồ sơ kỳ {before} chuyển sang đứng thêm một lần dưới mã mới. Không tệp nào được ghi. Bỏ tệp thừa rồi chạy lại; nếu cơ quan chấp nhận: cchc run --accept-lost, hoặc thresholds.lost_dossiers trong cchc.toml."
        ),
        Lang::En => format!(
            "Not published: {doubled} of {left} dossiers that {before} left open stand once more under a new code. Nothing was written. Take the exports that are too many away and run again; where the office accepts it: cchc run --accept-lost, or thresholds.lost_dossiers in cchc.toml."
        ),
    };
    std::iter::once(stopped).chain(doubled_line(continuity, lang)).collect::<Vec<_>>().join("\n")
}

fn listed(names: &[String], lang: Lang) -> String {
    let first = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; ");
    match (names.len().saturating_sub(NAMED), lang) {
        (0, _) => first,
        (more, Lang::Vi) => format!("{first}; và {more} đơn vị khác"),
        (more, Lang::En) => format!("{first}; and {more} more"),
    }
}
