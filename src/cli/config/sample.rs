//! A `cchc.toml` to begin with: every key with its meaning, from the registry.
//!
//! In: a language, and what is known already. Out: text. Values that are built in stand as they are;
//! everything else is commented out.

use super::registry::SETTINGS;
use super::sections::SECTIONS;
use super::setting::{Setting, Shape};
use super::{Config, SCHEMA, SCHEMA_KEY, built_in, choices};
use crate::settings::toml_text;
use crate::words::{Lang, pick};

/// Keys that get a value of their own.
pub type Known = [(&'static str, Vec<String>)];

const HEAD: &str = "# Cấu hình của cchc cho cơ quan.
# Thứ tự ưu tiên: dòng lệnh, biến môi trường CCHC_…, tệp này, tệp của người dùng, giá trị có sẵn.
# Đường dẫn tương đối tính từ thư mục chứa tệp này. Bỏ dấu # ở đầu dòng để dùng một khóa.
# Kiểm tra: cchc config check. Xem giá trị đang dùng: cchc config show --origin
";
const HEAD_EN: &str = "# Settings of cchc for an office.
# The command line stands first, then CCHC_… variables, this file, the user's own file, what is built in.
# Relative paths start at the folder of this file. Take the # off a line to use its key.
# To check: cchc config check. To see what holds: cchc config show --origin
";

/// The text of the file.
pub fn sample(config: &Config, known: &Known, lang: Lang) -> String {
    let root = config.describe(Lang::En);
    let mut text = lang.of(HEAD, HEAD_EN).to_owned();
    text.extend([SCHEMA_KEY, " = ", &toml_text(SCHEMA), "\n"]);
    for section in &SECTIONS {
        text.extend(["\n# ", pick(lang, section.title), "\n[", section.name, "]\n"]);
        for setting in SETTINGS.iter().filter(|setting| setting.parts().0 == section.name) {
            text.push_str(&meaning(setting, &choices(setting, &root), lang));
            let known = known.iter().find(|(key, _)| *key == setting.key);
            let values = known.map_or_else(|| built_in(setting, &root), |(_, texts)| texts.clone());
            text.push_str(&line(setting, &values));
        }
    }
    text
}

fn meaning(setting: &Setting, choices: &[String], lang: Lang) -> String {
    let meaning = pick(lang, setting.meaning);
    if choices.is_empty() {
        return format!("# {meaning}\n");
    }
    let one_of = lang.of("một trong", "one of");
    format!("# {meaning}; {one_of}: {}\n", choices.join(", "))
}

/// The key with its values, or with its example as a comment.
fn line(setting: &Setting, values: &[String]) -> String {
    let name = setting.parts().1;
    if values.is_empty() {
        let example: Vec<String> = setting.example.iter().map(|text| (*text).to_owned()).collect();
        return format!("# {name} = {}\n", written(setting, &example));
    }
    format!("{name} = {}\n", written(setting, values))
}

fn written(setting: &Setting, values: &[String]) -> String {
    let first = values.first().map(String::as_str).unwrap_or_default();
    match setting.shape {
        Shape::Text => toml_text(first),
        Shape::Number => first.to_owned(),
        Shape::Texts(_) => {
            let texts: Vec<String> = values.iter().map(|text| toml_text(text)).collect();
            format!("[{}]", texts.join(", "))
        }
    }
}
