//! The cells of a title → its words, as far as they speak of time.
//!
//! In: the cells of one row. Out: tokens over folded text. Must not know: what they mean together.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::columns::heading::plain;
use crate::domain::fold;

/// What a word, a number or a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Day,
    Month,
    Quarter,
    /// "năm": the year, and the number five.
    Year,
    Week,
    /// "kỳ"
    Period,
    /// "nửa"
    Half,
    First,
    Last,
    Middle,
    From,
    Until,
    /// "hết"
    Through,
    Before,
    After,
    And,
    /// "cả"
    Whole,
    /// "tính"
    Counted,
    /// "so", "cùng", "với": what the table is compared with.
    Than,
    Same,
    With,
    /// "đợt": a part of a month.
    Batch,
    /// "giờ", "h", "phút"
    Clock,
    /// "T" and "Q" before a number, "T" behind one.
    ShortMonth,
    ShortQuarter,
    Numeral(u32),
    Roman(u32),
    Number {
        value: u32,
        digits: usize,
    },
    Mark(char),
    /// The end of a cell.
    CellEnd,
    Other,
}

/// A word and how it stands.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    pub kind: Kind,
    /// No space before it.
    pub is_glued: bool,
    /// The cell names a law or a decision, whose year is not that of the table.
    pub is_of_law: bool,
}

const WORDS: [(&str, Kind); 47] = [
    ("ngày", Kind::Day),
    ("tháng", Kind::Month),
    ("quý", Kind::Quarter),
    ("quí", Kind::Quarter),
    ("năm", Kind::Year),
    ("tuần", Kind::Week),
    ("kỳ", Kind::Period),
    ("kì", Kind::Period),
    ("nửa", Kind::Half),
    ("đầu", Kind::First),
    ("cuối", Kind::Last),
    ("giữa", Kind::Middle),
    ("từ", Kind::From),
    ("kể", Kind::From),
    ("đến", Kind::Until),
    ("tới", Kind::Until),
    ("hết", Kind::Through),
    ("trước", Kind::Before),
    ("sau", Kind::After),
    ("và", Kind::And),
    ("cả", Kind::Whole),
    ("tính", Kind::Counted),
    ("so", Kind::Than),
    ("cùng", Kind::Same),
    ("với", Kind::With),
    ("đợt", Kind::Batch),
    ("giờ", Kind::Clock),
    ("h", Kind::Clock),
    ("phút", Kind::Clock),
    ("t", Kind::ShortMonth),
    ("q", Kind::ShortQuarter),
    ("một", Kind::Numeral(1)),
    ("nhất", Kind::Numeral(1)),
    ("hai", Kind::Numeral(2)),
    ("ba", Kind::Numeral(3)),
    ("bốn", Kind::Numeral(4)),
    ("tư", Kind::Numeral(4)),
    ("sáu", Kind::Numeral(6)),
    ("bảy", Kind::Numeral(7)),
    ("bẩy", Kind::Numeral(7)),
    ("tám", Kind::Numeral(8)),
    ("chín", Kind::Numeral(9)),
    ("mười", Kind::Numeral(10)),
    ("mươi", Kind::Numeral(10)),
    // "2024-06-01 to 2024-06-30, as of 2024-06-20"
    ("to", Kind::Until),
    ("as", Kind::Counted),
    ("of", Kind::Until),
];

const ROMAN: [&str; 12] =
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// What laws and decisions are called: their year says when they were made.
const LAWS: [&str; 8] = [
    "kế hoạch số",
    "thông tư",
    "nghị định",
    "nghị quyết",
    "quyết định",
    "ban hành",
    "căn cứ",
    "công văn",
];

const CUMULATIVE: [&str; 4] = ["lũy kế", "luỹ kế", "lũy tiến", "cộng dồn"];

static KINDS: LazyLock<HashMap<String, Kind>> = LazyLock::new(|| {
    let roman =
        ROMAN.iter().zip(1..).map(|(text, number)| ((*text).to_owned(), Kind::Roman(number)));
    WORDS.iter().map(|(word, kind)| (fold(word), *kind)).chain(roman).collect()
});

/// Of titles written without the marks of Vietnamese: "BAO CAO THANG 6 NAM 2024". The first of two words wins: "từ"
/// before "tư".
static PLAIN_KINDS: LazyLock<HashMap<String, Kind>> = LazyLock::new(|| {
    let mut kinds: HashMap<String, Kind> = HashMap::new();
    // "kể" is "kế" there, of "lũy kế" and "kế hoạch".
    for (word, kind) in WORDS.into_iter().filter(|(word, _)| *word != "kể") {
        kinds.entry(plain(&fold(word))).or_insert(kind);
    }
    kinds
});

static FOLDED_LAWS: LazyLock<[String; 8]> = LazyLock::new(|| LAWS.map(fold));
static FOLDED_CUMULATIVE: LazyLock<[String; 4]> = LazyLock::new(|| CUMULATIVE.map(fold));

/// One row of a title.
#[derive(Debug)]
pub struct TitleWords {
    pub tokens: Vec<Token>,
    /// Whether it says that its figures add up from a beginning.
    pub is_cumulative: bool,
}

impl TitleWords {
    pub fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let mut words = Self { tokens: Vec::new(), is_cumulative: false };
        for cell in cells {
            let folded = fold(&apart(cell));
            let is_plain = cell.is_ascii();
            let says = |phrases: &[String]| {
                phrases.iter().any(|phrase| {
                    folded.contains(phrase.as_str())
                        || (is_plain && folded.contains(plain(phrase).as_str()))
                })
            };
            let is_of_law = says(FOLDED_LAWS.as_slice());
            words.is_cumulative |= says(FOLDED_CUMULATIVE.as_slice());
            if !words.tokens.is_empty() {
                words.tokens.push(Token { kind: Kind::CellEnd, is_glued: false, is_of_law });
            }
            let kinds: [&HashMap<String, Kind>; 2] =
                [&KINDS, if is_plain && !is_of_law { &PLAIN_KINDS } else { &KINDS }];
            words.push_cell(&folded, kinds, is_of_law);
        }
        words
    }

    fn push_cell(&mut self, folded: &str, kinds: [&HashMap<String, Kind>; 2], is_of_law: bool) {
        let mut is_glued = false;
        let mut rest = folded;
        while let Some(first) = rest.chars().next() {
            if first.is_whitespace() {
                is_glued = false;
                rest = rest.trim_start();
                continue;
            }
            let class = |character: char| {
                (character.is_ascii_digit(), character.is_alphabetic() || is_tone(character))
            };
            let is_run = first.is_ascii_digit() || first.is_alphabetic();
            let end = rest
                .char_indices()
                .skip(1)
                .find(|(_, character)| !is_run || class(*character) != class(first))
                .map_or(rest.len(), |(at, _)| at);
            let (text, after) = rest.split_at(end);
            let kind = kinds.iter().find_map(|kinds| kinds.get(text)).copied();
            self.push_text(text, kind, is_glued, is_of_law);
            is_glued = true;
            rest = after;
        }
    }

    fn push_text(&mut self, text: &str, kind: Option<Kind>, is_glued: bool, is_of_law: bool) {
        let mut push = |kind, is_glued| self.tokens.push(Token { kind, is_glued, is_of_law });
        let first = text.chars().next().unwrap_or_default();
        if first.is_ascii_digit() {
            let value = text.parse().unwrap_or(u32::MAX);
            push(Kind::Number { value, digits: text.len() }, is_glued);
        } else if !first.is_alphabetic() {
            push(Kind::Mark(first), is_glued);
        } else if let Some(kind) = kind {
            push(kind, is_glued);
        } else if let Some(roman @ Kind::Roman(_)) =
            text.strip_prefix('q').and_then(|rest| KINDS.get(rest))
        {
            // "QII/2024"
            push(Kind::ShortQuarter, is_glued);
            push(*roman, true);
        } else {
            push(Kind::Other, is_glued);
        }
    }
}

/// "Tháng6năm2024" with spaces between its words and numbers; "T6" and "06a" are as they stand.
fn apart(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let letters = |text: &str| text.chars().rev().take_while(|c| c.is_alphabetic()).count();
    let mut rest = cell.chars().peekable();
    while let Some(character) = rest.next() {
        let is_digit = character.is_ascii_digit();
        if is_digit && letters(&text) > 1 {
            text.push(' ');
        }
        text.push(character);
        let is_word = rest.peek().is_some_and(|next| !next.is_ascii() && next.is_alphabetic());
        let begins_word = rest.peek().is_some_and(char::is_ascii_alphabetic);
        let goes_on = rest.clone().nth(1).is_some_and(char::is_alphabetic);
        if is_digit && goes_on && (is_word || begins_word) {
            text.push(' ');
        }
    }
    text
}

/// Combining marks that a fold may leave behind a letter.
const fn is_tone(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}')
}
