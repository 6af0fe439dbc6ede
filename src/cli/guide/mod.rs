//! The guide inside the program: the pages of `docs/vi` and `docs/en`, each a topic of `cchc help`.
//!
//! In: a word that was typed. Out: the page of that topic as text. Must not know: what the pages say.

mod plain;

use crate::domain::nearest;
use crate::words::Lang;
pub use plain::text;

/// A page of the guide, in both languages.
#[derive(Debug, Clone, Copy)]
pub struct Topic {
    /// The names of its files, which are what `cchc help` takes: the Vietnamese and the English one.
    pub vi: &'static str,
    pub en: &'static str,
    /// The commands that it is about.
    pub commands: &'static [&'static str],
    page_vi: &'static str,
    page_en: &'static str,
}

macro_rules! topics {
    ($($vi:literal = $en:literal: $($command:literal)*,)+) => {
        &[$(Topic {
            vi: $vi,
            en: $en,
            commands: &[$($command),*],
            page_vi: include_str!(concat!("../../../docs/vi/", $vi, ".md")),
            page_en: include_str!(concat!("../../../docs/en/", $en, ".md")),
        }),+]
    };
}

/// Every topic, in the order of the work: one line, and its two pages, add one.
pub static TOPICS: &[Topic] = topics![
    "du-lieu-xuat" = "exports": "inspect",
    "don-vi" = "units":,
    "kiem-tra-du-lieu" = "checking": "check",
    "cach-dem" = "counting": "stats" "list" "explain" "indicators",
    "ngay-lam-viec" = "working-days": "times" "calendar",
    "hang-thang" = "month": "run" "verify" "tally" "merge",
    "bao-cao-bieu-mau" = "reports": "report" "map",
    "bo-tieu-chi" = "scores": "score" "targets" "ranks",
    "so-sanh-ky" = "comparing": "compare" "series",
    "tep-cau-hinh" = "configuration": "init" "config",
    "du-lieu-may" = "data": "schema" "words",
];

impl Topic {
    /// The topic of a name in either language, in any case.
    pub fn find(word: &str) -> Option<&'static Self> {
        let word = word.trim().to_lowercase().replace(['_', ' '], "-");
        TOPICS.iter().find(|topic| topic.vi == word || topic.en == word)
    }

    /// The topic that is about a command.
    pub fn about(command: &str) -> Option<&'static Self> {
        TOPICS.iter().find(|topic| topic.commands.contains(&command))
    }

    /// The topic whose name comes near.
    pub fn near(word: &str) -> Option<&'static Self> {
        let names = TOPICS.iter().flat_map(|topic| [topic.vi, topic.en]);
        Self::find(&nearest(&word.trim().to_lowercase(), names)?)
    }

    pub const fn name(&self, lang: Lang) -> &'static str {
        lang.of(self.vi, self.en)
    }

    /// Its page, in Markdown.
    pub const fn page(&self, lang: Lang) -> &'static str {
        lang.of(self.page_vi, self.page_en)
    }

    /// The heading of its page.
    pub fn title(&self, lang: Lang) -> &'static str {
        let first = self.page(lang).lines().find_map(|line| line.strip_prefix("# "));
        first.unwrap_or_else(|| self.name(lang))
    }
}

#[cfg(test)]
mod tests {
    use super::{TOPICS, Topic};
    use crate::cli::commands::COMMANDS;

    /// Commands about the program itself.
    const OF_THE_PROGRAM: [&str; 3] = ["help", "completions", "man"];

    #[test]
    fn every_command_stands_in_one_topic_and_every_topic_names_commands_that_there_are() {
        for name in COMMANDS.iter().map(|command| command.name) {
            let topics = TOPICS.iter().filter(|topic| topic.commands.contains(&name)).count();
            let expected = usize::from(!OF_THE_PROGRAM.contains(&name));
            assert_eq!(topics, expected, "`commands` of a topic in src/cli/guide/mod.rs: {name}");
            assert_eq!(Topic::about(name).is_some(), expected > 0);
        }
        let named = TOPICS.iter().flat_map(|topic| topic.commands);
        for name in named {
            assert!(COMMANDS.iter().any(|command| command.name == *name), "no command {name}");
        }
    }
}
