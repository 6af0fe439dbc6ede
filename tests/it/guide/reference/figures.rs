//! The page of figures: the four on-time rates, every count with its rule, every rate.

use cchc::answers::{definition_name, indicators, other_log_name};
use cchc::indicators::{CATALOGUE, Definition, Need, of_count};
use cchc::render::markdown;
use cchc::tally::Count;
use cchc::words::Lang;
use cchc::words::pick;

use super::{head, row};

pub fn page(lang: Lang) -> String {
    [title(lang), definitions(lang), counts(lang), rates(lang), details(lang)].join("\n")
}

fn title(lang: Lang) -> String {
    lang.of(
        "# Số liệu: số đếm và tỷ lệ\n\nTên ở cột đầu dùng trong `--columns`, `--sort`, `--indicator`, `cchc explain`, biểu mẫu, bộ tiêu chí, CSV và JSON; không đổi theo ngôn ngữ. Quy tắc đếm: [Cách đếm](../cach-dem.md).\n",
        "# Figures: counts and rates\n\nThe names of the first column are those of `--columns`, `--sort`, `--indicator`, `cchc explain`, forms, indices, CSV and JSON, whatever the language. The rules: [Counting](../counting.md).\n",
    )
    .to_owned()
}

fn definitions(lang: Lang) -> String {
    let mut text = lang
        .of(
            "## Tỷ lệ đúng hạn theo `--definition`\n\n",
            "## The on-time rate by `--definition`\n\n",
        )
        .to_owned();
    text.push_str(&head(&[
        "`--definition`",
        lang.of("Tên", "Name"),
        lang.of("Công thức", "Formula"),
    ]));
    for definition in Definition::ALL {
        let formula = definition.terms().written();
        let name = definition_name(lang, definition);
        text.push_str(&row(&[&format!("`{}`", definition.name()), name, &formula]));
    }
    text
}

fn counts(lang: Lang) -> String {
    let mut text = lang.of("## Số đếm\n\n", "## Counts\n\n").to_owned();
    let (own, other) = (lang.of("Tên", "Name"), lang.of("Tên tiếng Anh", "Vietnamese"));
    text.push_str(&head(&[lang.of("Mã", "Id"), own, other, lang.of("Là hồ sơ", "Which dossiers")]));
    for count in Count::ALL {
        let words = of_count(count);
        let others = match lang {
            Lang::Vi => words.name.en,
            Lang::En => words.name.vi,
        };
        let id = format!("`{}`", count.name());
        text.push_str(&row(&[&id, pick(lang, words.name), others, pick(lang, words.rule)]));
    }
    text
}

/// What `cchc indicators` answers.
fn rates(lang: Lang) -> String {
    markdown::write(&indicators::list(lang), lang, 0)
}

/// What each rate cannot do without, and what has to be known to read it.
fn details(lang: Lang) -> String {
    let mut text = lang
        .of(
            "## Cột cần có và cách tính\n\nThiếu cột thì tỷ lệ *không có số liệu*, không phải 0%.\n\n",
            "## Columns needed, and how to read them\n\nWithout its columns a rate has *no value*, not 0 %.\n\n",
        )
        .to_owned();
    let note = lang.of("Cách tính", "Note");
    text.push_str(&head(&[lang.of("Mã", "Id"), lang.of("Cần có", "Needs"), note]));
    for indicator in CATALOGUE.iter() {
        let needs = indicator.needs.iter().map(|need| needed(*need, lang)).collect::<Vec<_>>();
        let note = indicator.note.map(|note| pick(lang, note)).unwrap_or_default();
        text.push_str(&row(&[&format!("`{}`", indicator.id), &needs.join("; "), note]));
    }
    text
}

fn needed(need: Need, lang: Lang) -> String {
    match need {
        Need::AnyOf(fields) => {
            let names: Vec<String> =
                fields.iter().map(|field| format!("`{}`", field.name())).collect();
            names.join(lang.of(" hoặc ", " or "))
        }
        Need::Log(log) => other_log_name(lang, log).to_owned(),
    }
}
