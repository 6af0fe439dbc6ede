//! The pages of finding codes and of signals.

use cchc::answers::severity_name;
use cchc::findings::{FindingCode, groups};
use cchc::tally::signals::{SIGNALS, Threshold};
use cchc::words::Lang;
use cchc::words::pick;

use super::{head, row};

pub fn page(lang: Lang) -> String {
    let mut text = lang
        .of(
            "# Mã phát hiện\n\n`cchc explain C0212` in phần của một mã. *Nghiêm trọng*: tệp không được tính; *lỗi*: dòng không được tính; *cảnh báo*: số liệu có thể gây hiểu lầm; *thông tin*: nên biết. Dấu hiệu cần xem lại (C0501…): [dấu hiệu](dau-hieu.md).\n",
            "# Findings\n\n`cchc explain C0212` prints the section of one code. *Critical*: a file does not count; *error*: a row does not count; *warning*: a figure may mislead; *info*: worth knowing. Signals (C0501…): [signals](signals.md).\n",
        )
        .to_owned();
    for group in groups() {
        text = format!(
            "{text}
## {}

",
            pick(lang, group.name)
        );
        let names = [
            lang.of("Mã", "Code"),
            lang.of("Tên", "Name"),
            lang.of("Mức", "Severity"),
            lang.of("Nội dung", "Meaning"),
        ];
        text.push_str(&head(&names));
        for code in &group.codes {
            let number = format!("[{}](#{})", code.number(), anchor(*code));
            let name = format!("`{}`", code.name());
            let severity = severity_name(lang, code.severity());
            text.push_str(&row(&[&number, &name, severity, pick(lang, code.title())]));
        }
    }
    for code in FindingCode::ALL.iter().copied() {
        text.push_str(&section(lang, code));
    }
    text
}

/// As GitHub makes it of the heading.
fn anchor(code: FindingCode) -> String {
    format!("{}-{}", code.number().to_lowercase(), code.name())
}

fn section(lang: Lang, code: FindingCode) -> String {
    let text = code.page(lang);
    let line = |vi, en, body: &str| format!("- {}: {body}\n", lang.of(vi, en));
    let mut section = format!(
        "\n### {} `{}`\n\n{}: {}. {}\n\n",
        code.number(),
        code.name(),
        severity_name(lang, code.severity()),
        pick(lang, code.title()),
        text.what
    );
    section.push_str(&line("**Với số liệu**", "**For the figures**", text.why));
    section.push_str(&line("**Sửa ở hệ thống nguồn**", "**At the source**", text.at_source));
    section.push_str(&line("**Xử lý ở đây**", "**Here**", text.here));
    section.push_str(&line("✖ sai", "✖ wrong", &format!("`` {} ``", text.wrong)));
    section.push_str(&line("✔ đúng", "✔ right", &format!("`` {} ``", text.right)));
    let related: Vec<String> = FindingCode::ALL
        .iter()
        .filter(|other| code.related().any(|number| number == other.number()))
        .map(|other| format!("[{}](#{})", other.number(), anchor(*other)))
        .collect();
    if !related.is_empty() {
        section.push_str(&line("Mã liên quan", "Related", &related.join(", ")));
    }
    section
}

pub fn signals(lang: Lang) -> String {
    let mut text = lang
        .of(
            "# Dấu hiệu cần xem lại\n\nDấu hiệu không phải kết luận; mỗi dấu hiệu có những lý do thông thường. Cách đọc: [Kiểm tra dữ liệu](../kiem-tra-du-lieu.md).\n\n",
            "# Signals worth a look\n\nA signal is no verdict: each has ordinary reasons. How to read them: [Check the data](../checking.md#signals).\n\n",
        )
        .to_owned();
    text.push_str(&head(&[
        lang.of("Mã", "Code"),
        lang.of("Tên", "Name"),
        lang.of("Mức", "Severity"),
        lang.of("Dấu hiệu", "Signal"),
        lang.of("Số hồ sơ / trong số", "Count / of"),
        lang.of("Ngưỡng", "Threshold"),
        lang.of("Lý do thường gặp", "Ordinary reasons"),
    ]));
    for signal in &SIGNALS {
        let Threshold { count, percent } = signal.threshold;
        text.push_str(&row(&[
            signal.number,
            &format!("`{}`", signal.name),
            severity_name(lang, signal.severity),
            pick(lang, signal.texts().title),
            pick(lang, signal.texts().formula),
            &format!("{count}, {percent}%"),
            pick(lang, signal.texts().ordinary_reasons),
        ]));
    }
    text
}
