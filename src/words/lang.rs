//! The two languages of what people read.
//!
//! In: two texts. Out: one of them. Must not know: where the text is shown, how a language is chosen.

/// The language of what people read. Machine output does not change with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    #[default]
    Vi,
    En,
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The name on the command line and in settings.
    pub const fn name(self) -> &'static str {
        self.of("vi", "en")
    }

    /// The language of its name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.name() == name)
    }

    /// One of two texts.
    pub const fn of(self, vi: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }
}

/// One text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bilingual {
    pub vi: &'static str,
    pub en: &'static str,
}

/// The text of a language.
pub const fn pick(lang: Lang, text: Bilingual) -> &'static str {
    lang.of(text.vi, text.en)
}

/// The text with a small first letter: what stands within a sentence. `TTHC` stays as it is.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    if letters.as_str().starts_with(char::is_uppercase) {
        return text.to_owned();
    }
    first.to_lowercase().chain(letters).collect()
}
