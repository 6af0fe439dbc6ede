//! `cchc words`: every text that is kept as data, in both languages, with its key and where it is shown.

use std::collections::BTreeMap;

use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answers::{Block, Cell, Column, Document, FlatTable, Table, TableRow};
use crate::cli::answering::rendered;
use crate::cli::arguments::OutputArgs;
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::{Config, Settings};
use crate::cli::failure::{Exit, Failure};
use crate::cli::guide::{TOPICS, Topic};
use crate::cli::terminal;
use crate::columns::{COMMON_FILES, KIND_FILES};
use crate::domain::nearest;
use crate::office::forms::{ANNEXES, FORMS};
use crate::render::narrative::{
    built_in_template, comparison_template, letter_template, map_template, series_template,
};
use crate::words::{Bilingual, Entry, Lang, entries, paragraphs, pick, spellings};
use crate::{findings, index, tally, words};

#[derive(Debug, Args)]
pub struct Arguments {
    /// Only texts of one kind: `findings`, `signals`, `figures`, `labels`, `options`, `forms`, `indices`, `templates`,
    /// `logs`, `guide`
    #[arg(id = "words_kind", value_name = "KIND")]
    pub kind: Option<String>,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Texts of one kind: what `cchc words KIND` takes, and where they are shown.
struct Kind {
    name: &'static str,
    shown: Bilingual,
    files: FilesOfKind,
}

/// Files with their texts.
type FilesOfKind = fn(&Config) -> Vec<(String, Vec<Entry>)>;

const KINDS: [Kind; 10] = [
    Kind {
        name: "findings",
        shown: Bilingual {
            vi: "phát hiện: `cchc kiem-tra`, `cchc giai-thich`, báo cáo, tệp dòng cần sửa",
            en: "findings: `cchc check`, `cchc explain`, reports, workbooks of rows to mend",
        },
        files: |_| toml_files("findings", &findings::FILES),
    },
    Kind {
        name: "signals",
        shown: Bilingual {
            vi: "dấu hiệu cần xem lại: `cchc kiem-tra`, `cchc giai-thich`",
            en: "signals: `cchc check`, `cchc explain`",
        },
        files: |_| toml_files("signals", &[("signals.toml", tally::signals::FILE)]),
    },
    Kind {
        name: "figures",
        shown: Bilingual {
            vi: "số đếm và tỷ lệ: đầu cột của mọi bảng, `cchc chi-so`, báo cáo",
            en: "counts and rates: heads of columns, `cchc indicators`, reports",
        },
        files: |_| toml_files("figures", &[("words.toml", words::FIGURES_FILE)]),
    },
    Kind {
        name: "labels",
        shown: Bilingual {
            vi: "đầu cột và từ dùng trong các bảng",
            en: "heads of columns and words of tables",
        },
        files: |_| toml_files("words", &words::FILES),
    },
    Kind {
        name: "options",
        shown: Bilingual { vi: "hướng dẫn: `--help`", en: "help: `--help`" },
        files: |config| vec![("cchc --help".to_owned(), options(config))],
    },
    Kind {
        name: "forms",
        shown: Bilingual {
            vi: "biểu mẫu và phụ lục của báo cáo",
            en: "forms and annex of reports",
        },
        files: |_| {
            let file = |start: &str, (id, text): &(&str, &str)| {
                (format!("data/forms/{start}{id}.toml"), entries(text))
            };
            let forms = FORMS.iter().map(|form| file("", form));
            forms.chain(ANNEXES.iter().map(|annex| file("annex-", annex))).collect()
        },
    },
    Kind {
        name: "indices",
        shown: Bilingual {
            vi: "bộ tiêu chí: `cchc cham-diem`, báo cáo",
            en: "indices: `cchc score`, reports",
        },
        files: |_| {
            index::texts()
                .map(|(id, text)| (format!("data/indices/{id}.toml"), entries(text)))
                .collect()
        },
    },
    Kind {
        name: "templates",
        shown: Bilingual {
            vi: "lời văn của báo cáo Word (số là dòng trong tệp)",
            en: "prose of the Word report (the number is the line of the file)",
        },
        files: |_| templates(),
    },
    Kind {
        name: "logs",
        shown: Bilingual {
            vi: "đầu cột và giá trị nhận ra trong tệp dữ liệu xuất: `cchc xem`, tệp ánh xạ",
            en: "headings and values that are understood in exports: `cchc inspect`, profiles",
        },
        files: |_| {
            let files = KIND_FILES.iter().chain(&COMMON_FILES);
            files.map(|(name, text)| (format!("data/logs/{name}"), spellings(text))).collect()
        },
    },
    Kind {
        name: "guide",
        shown: Bilingual {
            vi: "hướng dẫn: `cchc huong-dan CHỦ-ĐỀ` (số là dòng trong tệp)",
            en: "guide: `cchc help TOPIC` (the number is the line of the file)",
        },
        files: |_| pages(),
    },
];

/// Texts of a file.
#[derive(Serialize, JsonSchema)]
struct Source {
    kind: &'static str,
    file: String,
    shown: &'static str,
    texts: Vec<Text>,
}

#[derive(Serialize, Default, JsonSchema)]
struct Text {
    key: String,
    vi: String,
    en: String,
}

/// `cchc/words/1`: every text that is kept as data, by the file in which it stands.
#[derive(Serialize, JsonSchema)]
struct WordsRecord<'a> {
    schema: &'static str,
    sources: &'a [Source],
}

/// The schema of `cchc/words/1`.
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(WordsRecord<'static>)
}

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "từ-ngữ",
        about: Bilingual {
            vi: "Mọi từ ngữ lưu thành dữ liệu, bằng hai thứ tiếng, để rà soát câu chữ",
            en: "Every text that is kept as data, in both languages, for proof-reading",
        },
        examples: &[
            Example::new("cchc words labels", "từ dùng trong các bảng", "words of tables"),
            Example::new("cchc words --format csv", "tất cả, thành CSV", "all, as CSV"),
        ],
    };
    const READS_SETTINGS: bool = false;

    fn run(&self, settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let (output, sources) =
            (&self.output, sources(self.kind.as_deref(), settings.config, lang)?);
        let record = WordsRecord { schema: "cchc/words/1", sources: &sources };
        let document = || document(&sources, lang);
        let answer = rendered(output, lang, document, &record, || flat(&sources))?;
        terminal::deliver(&answer, output, lang)?;
        Ok(Exit::Fine)
    }
}

fn sources(kind: Option<&str>, config: &Config, lang: Lang) -> Result<Vec<Source>, Failure> {
    let names = || KINDS.iter().map(|kind| kind.name);
    if let Some(kind) = kind.filter(|kind| !names().any(|name| name == *kind)) {
        let what = lang.of("không có loại từ ngữ", "there is no kind of words");
        let failure = Failure::message(Exit::Usage, format!("{what} `{kind}`"));
        let hint = nearest(kind, names()).map_or_else(
            || {
                let known: Vec<_> = names().collect();
                format!("{}: {}", lang.of("các loại", "kinds"), known.join(", "))
            },
            |near| format!("{} `{near}`?", lang.of("có phải ý bạn là", "did you mean")),
        );
        return Err(failure.hint(hint));
    }
    let kinds = KINDS.iter().filter(|one| kind.is_none_or(|kind| kind == one.name));
    let of_kind = |kind: &Kind| {
        let (name, shown) = (kind.name, pick(lang, kind.shown));
        let text = |Entry { key, vi, en }| Text { key, vi, en };
        let source = move |(file, entries): (String, Vec<Entry>)| {
            let texts = entries.into_iter().map(text).collect();
            Source { kind: name, file, shown, texts }
        };
        (kind.files)(config).into_iter().map(source).collect::<Vec<_>>()
    };
    Ok(kinds.flat_map(of_kind).collect())
}

fn toml_files(folder: &str, files: &[(&str, &str)]) -> Vec<(String, Vec<Entry>)> {
    files.iter().map(|(name, text)| (format!("data/{folder}/{name}"), entries(text))).collect()
}

fn templates() -> Vec<(String, Vec<Entry>)> {
    let both = |lang| {
        let names = match lang {
            Lang::Vi => [
                "bao-cao-thang.vi.txt",
                "cong-van.vi.txt",
                "so-sanh.vi.txt",
                "chuoi-so-lieu.vi.txt",
                "ban-do.vi.txt",
            ],
            Lang::En => [
                "monthly-report.en.txt",
                "letter.en.txt",
                "comparison.en.txt",
                "series.en.txt",
                "map.en.txt",
            ],
        };
        let texts = [
            built_in_template(lang),
            letter_template(lang),
            comparison_template(lang),
            series_template(lang),
            map_template(lang),
        ];
        let files = names.into_iter().zip(texts);
        files.map(move |(name, text)| (format!("data/templates/{name}"), paragraphs(lang, text)))
    };
    [Lang::Vi, Lang::En].into_iter().flat_map(both).collect()
}

fn pages() -> Vec<(String, Vec<Entry>)> {
    let page = |lang: Lang| {
        let file = move |topic: &Topic| format!("docs/{}/{}.md", lang.name(), topic.name(lang));
        TOPICS.iter().map(move |topic| (file(topic), paragraphs(lang, topic.page(lang))))
    };
    [Lang::Vi, Lang::En].into_iter().flat_map(page).collect()
}

/// What is said of every command and option; of an option that says the same in several commands, once.
fn options(config: &Config) -> Vec<Entry> {
    let [vi, en] = [Lang::Vi, Lang::En].map(|lang| {
        let mut help = BTreeMap::new();
        help_of(&config.describe(lang), &mut help);
        help
    });
    let entry = |key: &String| {
        let text = |help: &BTreeMap<String, String>| help.get(key).cloned().unwrap_or_default();
        Entry { key: key.clone(), vi: text(&vi), en: text(&en) }
    };
    let mut keys: Vec<&String> = vi.keys().chain(en.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let mut found: Vec<Entry> = Vec::new();
    for one in keys.into_iter().map(entry) {
        let option =
            |key: &str| key.rsplit_once(' ').map_or_else(String::new, |(_, name)| name.to_owned());
        let is_same = |other: &Entry| {
            option(&other.key) == option(&one.key) && other.vi == one.vi && other.en == one.en
        };
        if !found.iter().any(is_same) {
            found.push(one);
        }
    }
    found
}

fn help_of(command: &clap::Command, help: &mut BTreeMap<String, String>) {
    let name = command.get_name();
    if let Some(about) = command.get_about() {
        help.insert(name.to_owned(), about.to_string());
    }
    for argument in command.get_arguments() {
        let option = argument
            .get_long()
            .map_or_else(|| argument.get_id().to_string(), |long| format!("--{long}"));
        if let Some(text) = argument.get_help() {
            help.insert(format!("{name} {option}"), text.to_string());
        }
    }
    for command in command.get_subcommands() {
        help_of(command, help);
    }
}

fn document(sources: &[Source], lang: Lang) -> Document {
    let blocks = sources.iter().flat_map(|source| {
        let row = |text: &Text| {
            let cells = [&text.key, &text.vi, &text.en].map(|text| Cell::Text(text.clone()));
            TableRow::body(cells.to_vec())
        };
        let table = Table {
            columns: vec![
                Column::text(lang, "key"),
                Column::text_named("vi", "Tiếng Việt"),
                Column::text_named("en", "English"),
            ],
            rows: source.texts.iter().map(row).collect(),
            notes: Vec::new(),
        };
        let heading = format!("{} — {}", source.file, source.shown);
        [Block::Heading(heading), Block::Table(table)]
    });
    Document { blocks: blocks.collect() }
}

/// A text as a row, which says where it is kept and shown.
#[derive(Serialize, Default)]
struct FlatRecord<'a> {
    kind: &'static str,
    file: &'a str,
    #[serde(flatten)]
    text: Option<&'a Text>,
    shown: &'static str,
}

/// Flat rows for CSV.
fn flat(sources: &[Source]) -> FlatTable {
    let none = Text::default();
    let full = FlatRecord { text: Some(&none), ..FlatRecord::default() };
    let rows = sources.iter().flat_map(|Source { kind, file, shown, texts }| {
        texts.iter().map(move |text| FlatRecord { kind, file, text: Some(text), shown })
    });
    FlatTable::like(&full, rows)
}
