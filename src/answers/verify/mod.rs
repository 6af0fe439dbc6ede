//! Verdicts on archived months, as people read them and as rows.
//!
//! In: [`MonthVerdict`]s. Out: a [`Document`], rows, a record. Must not know: how months are counted again.

pub mod rekey;

use schemars::JsonSchema;
use serde::Serialize;

use crate::answers::run::stale;
use crate::answers::{
    Block, Cell, Column, Document, FlatTable, Phrase, Table, TableRow, count_name,
};
use crate::archive::disk::states_file::Pseudonymisation;
use crate::archive::verification::{MonthVerdict, Remarks, Verdict};
use crate::tally::Count;
use crate::words::Lang;

/// `cchc/verify/1`
#[derive(Debug, Serialize, JsonSchema)]
pub struct VerifyRecord<'a> {
    pub schema: &'static str,
    pub months: &'a [MonthVerdict],
}

/// The table with its notes.
pub fn document(months: &[MonthVerdict], lang: Lang) -> Document {
    let columns = vec![
        Column::text(lang, "period"),
        Column::text(lang, "result"),
        Column::text(lang, "details"),
        Column::number(lang, "restated"),
        Column::text(lang, "program"),
    ];
    let row = |month: &MonthVerdict| {
        let (state, mut details) = verdict_words(&month.verdict, lang);
        if details.is_empty() {
            details = remark_words(month, lang);
        }
        TableRow::body(vec![
            Cell::Text(month.period.clone()),
            Cell::Text(state.to_owned()),
            Cell::Text(details),
            Cell::Count(u64::try_from(month.restatements).unwrap_or(u64::MAX)),
            Cell::Text(month.program.clone()),
        ])
    };
    let rows = months.iter().map(row).collect();
    let heading = lang.of("Đối chiếu kho lưu trữ", "The archive, counted again").to_owned();
    let table = Table { columns, rows, notes: notes(months, lang) };
    Document { blocks: vec![Block::Heading(heading), Block::Table(table)] }
}

/// What is to be known of a month whose figures stand.
fn remark_words(month: &MonthVerdict, lang: Lang) -> String {
    let Remarks { new_files, moved_files, changed_settings } = &month.remarks;
    let mut remarks: Vec<String> =
        month.stale.iter().map(|changed| stale::words(changed, lang)).collect();
    let counted = |what: &str, files: usize, first: Option<&String>| {
        let more = if files > 1 { format!(" (+{})", files - 1) } else { String::new() };
        first.map(|first| format!("{what} {first}{more}"))
    };
    let moved = moved_files.first().map(|[before, now]| format!("{before} → {now}"));
    remarks.extend(counted(
        lang.of("tệp mới, không tính:", "new, not counted:"),
        new_files.len(),
        new_files.first(),
    ));
    remarks.extend(counted(lang.of("đã chuyển:", "moved:"), moved_files.len(), moved.as_ref()));
    remarks.extend(counted(
        lang.of("thiết lập nay đã khác:", "settings are others now:"),
        changed_settings.len(),
        changed_settings.first(),
    ));
    remarks.join("; ")
}

/// The verdict in words, with its details.
pub fn verdict_words(verdict: &Verdict, lang: Lang) -> (&'static str, String) {
    const NAMED: usize = 5;
    let listed = |names: &[String]| {
        let more = names.len().saturating_sub(NAMED);
        let named = names.iter().take(NAMED).map(|name| with_count_names(name, lang));
        let more = (more > 0).then(|| format!("… +{more}"));
        named.chain(more).collect::<Vec<_>>().join("; ")
    };
    match verdict {
        Verdict::Same => (lang.of("khớp", "same"), String::new()),
        Verdict::Differs { figures } => (lang.of("khác", "differs"), listed(figures)),
        Verdict::InputsChanged { files } => {
            (lang.of("đầu vào đã đổi", "inputs changed"), listed(files))
        }
        Verdict::Edited { files } => (lang.of("tệp lưu bị sửa", "edited"), listed(files)),
        Verdict::Unreadable { error } => (lang.of("không đọc được", "unreadable"), error.clone()),
        Verdict::Removed => (
            lang.of("đã xóa", "removed"),
            lang.of("đã công bố; xóa theo keep_months", "published; removed by keep_months")
                .to_owned(),
        ),
        Verdict::Missing => (
            lang.of("mất khỏi kho", "missing"),
            lang.of(
                "đã công bố mà không còn trong kho lưu trữ; phục hồi từ bản sao lưu",
                "published, and not in the archive any more; restore it from a backup",
            )
            .to_owned(),
        ),
    }
}

/// The name of a count in a sentence of figures, as people call it.
fn with_count_names(text: &str, lang: Lang) -> String {
    let mut words = text.to_owned();
    for count in Count::STANDARD {
        let name = format!(" {}:", count.name());
        if let Some((unit, rest)) = text.split_once(&name) {
            words = format!("{unit} {}:{rest}", count_name(lang, count).to_lowercase());
        }
    }
    words
}

fn notes(months: &[MonthVerdict], lang: Lang) -> Vec<Phrase> {
    let is_lost = |month: &MonthVerdict| matches!(month.verdict, Verdict::InputsChanged { .. });
    let mut notes = Vec::new();
    if months.iter().any(is_lost) {
        notes.push(Phrase::from(lang.of(
            "Đầu vào không còn như khi đếm: số liệu đã lưu vẫn nguyên, nhưng không đếm lại được.",
            "The inputs are not what they were: the archived figures stand, but cannot be counted again.",
        )));
    }
    let stale: Vec<&str> = months
        .iter()
        .filter(|month| !month.stale.is_empty())
        .map(|month| month.period.as_str())
        .collect();
    if !stale.is_empty() {
        let names = stale.join(" ");
        notes.push(Phrase::from(match lang {
            Lang::Vi => format!("So sánh đã in không còn đúng, vì tháng được so sánh đã công bố lại: chạy `cchc run --refresh {names}`. Số liệu của chính các tháng này không đổi."),
            Lang::En => format!("Comparisons that were printed are out of date, since the other month was restated: run `cchc run --refresh {names}`. The figures of these months themselves stand."),
        }));
    }
    let of = |states: Pseudonymisation| {
        let name = states.name();
        let slugs = months.iter().filter(|month| month.dossiers == name);
        slugs.map(|month| month.period.as_str()).collect::<Vec<_>>().join(", ")
    };
    let (unkeyed, other) = (of(Pseudonymisation::Unkeyed), of(Pseudonymisation::OtherKey));
    if !unkeyed.is_empty() {
        notes.push(Phrase::from(match lang {
            Lang::Vi => format!("Mã hồ sơ chưa được che bằng khóa, người có tệp lưu dò ra được: {unkeyed}. Chạy `cchc verify --rekey`."),
            Lang::En => format!("No key hides the ids of dossiers, so whoever has the files can find them out: {unkeyed}. Run `cchc verify --rekey`."),
        }));
    }
    if !other.is_empty() {
        notes.push(Phrase::from(match lang {
            Lang::Vi => format!("Được lưu với khóa không có ở đây: {other}. Số liệu vẫn đối chiếu được; nếu tháng đổi thì không nói được vì hồ sơ nào. Đặt lại tệp khóa cũ, hoặc chạy `cchc verify --rekey`."),
            Lang::En => format!("Kept with a key that is not here: {other}. The figures can be checked; should they change, not by which dossiers. Put the old key back, or run `cchc verify --rekey`."),
        }));
    }
    notes
}

/// A month as a row: what is wrong stands in one cell, whatever it is.
#[derive(Serialize, Default)]
struct FlatRecord<'a> {
    period: &'a str,
    state: &'static str,
    details: String,
    restatements: usize,
    program: &'a str,
    dossiers: &'static str,
    stale: Vec<&'a str>,
}

/// For CSV.
pub fn flat(months: &[MonthVerdict]) -> FlatTable {
    FlatTable::of(months.iter().map(|month| {
        let (state, details) = match &month.verdict {
            Verdict::Same => ("same", String::new()),
            Verdict::Differs { figures } => ("differs", figures.join("; ")),
            Verdict::InputsChanged { files } => ("inputs_changed", files.join("; ")),
            Verdict::Edited { files } => ("edited", files.join("; ")),
            Verdict::Unreadable { error } => ("unreadable", error.clone()),
            Verdict::Removed => ("removed", String::new()),
            Verdict::Missing => ("missing", String::new()),
        };
        FlatRecord {
            period: &month.period,
            state,
            details,
            restatements: month.restatements,
            program: &month.program,
            dossiers: month.dossiers,
            stale: month.stale.iter().map(|one| one.period.as_str()).collect(),
        }
    }))
}
