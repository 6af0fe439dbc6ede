//! A proposed profile → TOML with comments for the person who reviews it.

use std::collections::BTreeMap;

use crate::answers::proposal::{Proposal, ProposedColumn, ProposedValues};
use crate::settings::{toml_list, toml_text};
use crate::words::Lang;

/// More spellings of one field than this are no closed list.
const MOST_UNKNOWN: usize = 200;

/// Writes a profile.
pub fn write(proposal: &Proposal, lang: Lang) -> String {
    let mut lines = Vec::new();
    head(proposal, lang, &mut lines);
    options(proposal, lang, &mut lines);
    columns(proposal, lang, &mut lines);
    for values in &proposal.values {
        spellings(values, lang, &mut lines);
    }
    lines.join("\n") + "\n"
}

/// A comment; what comes from a file cannot end it.
fn comment(text: &str) -> String {
    let clean = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    format!("# {}", clean.collect::<String>()).trim_end().to_owned()
}

fn quoted(texts: &[String]) -> String {
    texts.iter().map(|text| toml_text(text)).collect::<Vec<_>>().join(", ")
}

fn head(proposal: &Proposal, lang: Lang, lines: &mut Vec<String>) {
    const SHOWN: usize = 5;
    lines.push(comment(lang.of(
        "Tệp ánh xạ do `cchc inspect --write-profile` đề xuất. Hãy đọc lại từng dòng, nhất là dòng ghi \"chưa gặp trong tệp thật\" hoặc \"chưa rõ\".",
        "Profile proposed by `cchc inspect --write-profile`. Read every line, above all those marked \"memory\" or \"unknown\".",
    )));
    lines.push(comment(&format!(
        "{}: {}",
        lang.of("Dựa trên số tệp", "Files it stands on"),
        proposal.files.len()
    )));
    lines.extend(proposal.files.iter().take(SHOWN).map(|file| comment(&format!("  {file}"))));
    if proposal.files.len() > SHOWN {
        lines.push(comment("  …"));
    }
    for (file, code) in &proposal.failed {
        let what = lang.of("Chưa hiểu được", "Not understood");
        lines.push(comment(&format!("{what}: {file} ({code})")));
    }
    lines.push(format!("name = {}", toml_text(&proposal.name)));
}

fn options(proposal: &Proposal, lang: Lang, lines: &mut Vec<String>) {
    if let Some(encoding) = proposal.encoding {
        lines.push(format!("encoding = {}", toml_text(encoding)));
    }
    if let Some(delimiter) = &proposal.delimiter {
        lines.push(format!("delimiter = {}", toml_text(delimiter)));
    }
    let rows: Vec<String> = proposal.header_rows.iter().map(ToString::to_string).collect();
    if proposal.header_rows.iter().any(|row| *row != 1) {
        lines.push(comment(&format!(
            "header_row = {}   {}",
            rows.join(" | "),
            lang.of(
                "← tự tìm được; chỉ khai khi tiêu đề luôn ở đúng một dòng",
                "← found by itself; name it only if the header always stands in one row",
            )
        )));
    }
    if !proposal.date_formats.is_empty() {
        lines.push(format!("date_formats = [{}]", quoted(&proposal.date_formats)));
    }
    lines.extend(proposal.date_habits.iter().cloned());
    if !proposal.fill_down.is_empty() {
        lines.push(format!("fill_down = [{}]", quoted(&proposal.fill_down)));
    }
    if !proposal.skip_rows_matching.is_empty() {
        lines.push(format!("skip_rows_matching = {}", toml_list(&proposal.skip_rows_matching)));
    }
    for (field, examples) in &proposal.dates {
        let what = lang.of("ngày đã thấy", "dates seen");
        lines.push(comment(&format!("{what}: {field}: {}", quoted(examples))));
    }
    if proposal.is_month_first && proposal.date_formats.is_empty() {
        lines.push(comment(lang.of(
            "có tệp ghi tháng trước: khai date_formats = [\"%m/%d/%Y\"] để khẳng định",
            "some file writes the month first: name date_formats = [\"%m/%d/%Y\"] to make this sure",
        )));
    }
}

fn columns(proposal: &Proposal, lang: Lang, lines: &mut Vec<String>) {
    lines.push(String::new());
    lines.push("[columns]".to_owned());
    lines.push(comment(lang.of(
        "Trường = tên cột trong tệp; chuỗi rỗng: có tệp không có cột này.",
        "Field = header in the file; an empty text: some files lack the column.",
    )));
    for ProposedColumn { field, headers, reason } in &proposal.columns {
        lines.push(if headers.is_empty() {
            let what = lang.of("bắt buộc, chưa rõ cột nào: điền vào", "required, unknown: fill in");
            format!("# {field} = \"…\"   # {what}")
        } else {
            format!("{field} = {}   # {reason}", toml_list(headers))
        });
    }
    for (headers, vi, en) in [
        (&proposal.unknown, "Chưa rõ, chưa dùng", "Unknown, not used"),
        (
            &proposal.repeated,
            "Trùng nghĩa với cột đã dùng",
            "Mean a field that another column supplies",
        ),
        (&proposal.not_needed, "Đã biết, không dùng đến", "Known, not needed"),
        (&proposal.personal, "Dữ liệu cá nhân, không bao giờ nạp", "Personal data, never loaded"),
    ] {
        if !headers.is_empty() {
            lines.push(comment(&format!("{}:", lang.of(vi, en))));
            lines.extend(headers.iter().map(|header| comment(&format!("  {}", toml_text(header)))));
        }
    }
}

fn spellings(values: &ProposedValues, lang: Lang, lines: &mut Vec<String>) {
    lines.push(String::new());
    lines.push(format!("[values.{}]", values.field));
    let mut known: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (value, spellings) in &values.known {
        known.entry(value).or_default().extend_from_slice(spellings);
    }
    for (value, spellings) in &values.not_met {
        known.entry(value).or_default().extend_from_slice(spellings);
    }
    for (value, spellings) in known {
        lines.push(format!("{value} = [{}]", quoted(&spellings)));
    }
    if !values.unknown.is_empty() {
        lines.push(comment(lang.of(
            "Chưa rõ nghĩa: chuyển vào danh sách đúng ở trên (số dòng ghi sau).",
            "Meaning unknown: move into the right list above (number of rows behind).",
        )));
    }
    for (spelling, rows) in values.unknown.iter().take(MOST_UNKNOWN) {
        lines.push(comment(&format!("? = [{}]   # {rows}", toml_text(spelling))));
    }
    if values.unknown.len() > MOST_UNKNOWN {
        lines.push(comment("…"));
    }
    if values.blank > 0 {
        lines.push(comment(&format!("{}: {}", lang.of("ô trống", "blank cells"), values.blank)));
    }
}
