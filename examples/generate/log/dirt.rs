//! What is wrong or odd in real logs.
//!
//! In: a good row. Out: the same row with one trouble. Rows that repeat a dossier only get
//! troubles that do not reject them: whether a rejected later row still replaces the earlier one
//! is for the reader of the log to decide, and a log for comparing readers must not depend on it.

use super::row::{
    CHANNEL, CODE, DUE, Days, FIELD, FINISHED, HANDED_OVER, NOTE, RECEIVED, Row, STATUS, UNIT,
};
use super::stream::Case;
use crate::random::Random;

#[derive(Clone, Copy)]
enum Trouble {
    UnknownChannel,
    BlankChannel,
    BlankDue,
    BlankLine,
    DayOnly,
    WithSeconds,
    IsoDates,
    QuotedNote,
    UnitUpperCase,
    UnitLowerCase,
    UnitSpaces,
    UnitDecomposed,
    UnitTonePlacement,
    // From here on the row is rejected.
    UnreadableDate,
    MissingCode,
    MissingReceived,
    FinishedBeforeReceived,
    MissingCell,
    ClosedWithoutDate,
}

use Trouble::{
    BlankChannel, BlankDue, BlankLine, ClosedWithoutDate, DayOnly, FinishedBeforeReceived,
    IsoDates, MissingCell, MissingCode, MissingReceived, QuotedNote, UnitDecomposed, UnitLowerCase,
    UnitSpaces, UnitTonePlacement, UnitUpperCase, UnknownChannel, UnreadableDate, WithSeconds,
};

const ALL: [Trouble; 19] = [
    UnknownChannel,
    BlankChannel,
    BlankDue,
    BlankLine,
    DayOnly,
    WithSeconds,
    IsoDates,
    QuotedNote,
    UnitUpperCase,
    UnitLowerCase,
    UnitSpaces,
    UnitDecomposed,
    UnitTonePlacement,
    UnreadableDate,
    MissingCode,
    MissingReceived,
    FinishedBeforeReceived,
    MissingCell,
    ClosedWithoutDate,
];
/// How many at the front of `ALL` leave the row countable.
const HARMLESS: usize = 13;

const CHANNELS: [&str; 4] = ["Tại nhà", "Qua Zalo", "Kiosk", "Qua điện thoại"];
const DATES: [&str; 5] = ["31/02/2024", "chưa rõ", "2023", "00/00/0000", "32/13/2022"];

/// Gives the row one trouble.
pub fn spoil(row: &mut Row, case: &Case, again: bool, days: &Days, random: &mut Random) {
    let choices = if again { HARMLESS } else { ALL.len() };
    let Some(trouble) = ALL.get(random.below(choices)) else {
        return;
    };
    match trouble {
        UnknownChannel => row.put(CHANNEL, pick(&CHANNELS, random)),
        BlankChannel => row.put(CHANNEL, ""),
        BlankDue => row.put(DUE, ""),
        BlankLine => row.blank_before = true,
        DayOnly => dates(row, |text| text.get(..10).map(str::to_owned)),
        WithSeconds => dates(row, |text| (text.len() == 16).then(|| format!("{text}:07"))),
        IsoDates => dates(row, iso),
        QuotedNote => row.put(NOTE, "Hẹn lại, xem \"phiếu hẹn\";\nkèm bản chính | bản sao\t(02)"),
        UnitUpperCase => unit(row, str::to_uppercase),
        UnitLowerCase => unit(row, str::to_lowercase),
        UnitSpaces => unit(row, |name| format!(" {} ", name.replace(' ', "  "))),
        UnitDecomposed => unit(row, |name| name.chars().map(decomposed).collect()),
        UnitTonePlacement => unit(row, other_tone_placement),
        UnreadableDate => {
            let place = [RECEIVED, DUE, FINISHED].get(random.below(3)).copied().unwrap_or(DUE);
            row.put(place, pick(&DATES, random));
        }
        MissingCode => row.put(CODE, ""),
        MissingReceived => row.put(RECEIVED, ""),
        FinishedBeforeReceived => {
            row.put(FINISHED, days.slashed(case.received.saturating_sub(20)));
            row.put(STATUS, "Đã xử lý xong");
        }
        MissingCell => row.missing = Some(FIELD),
        ClosedWithoutDate => {
            row.put(FINISHED, "");
            row.put(HANDED_OVER, "");
            row.put(STATUS, "Đã trả kết quả");
        }
    }
}

fn pick(words: &[&'static str], random: &mut Random) -> &'static str {
    words.get(random.below(words.len())).copied().unwrap_or_default()
}

fn dates(row: &mut Row, change: impl Fn(&str) -> Option<String>) {
    for place in [RECEIVED, DUE, FINISHED, HANDED_OVER] {
        if let Some(cell) = row.cell(place)
            && let Some(changed) = change(cell)
        {
            *cell = changed;
        }
    }
}

/// "31/01/2024 14:05" as "2024-01-31".
fn iso(text: &str) -> Option<String> {
    let (day, rest) = text.split_once('/')?;
    let (month, rest) = rest.split_once('/')?;
    Some(format!("{}-{month}-{day}", rest.get(..4)?))
}

fn unit(row: &mut Row, change: impl Fn(&str) -> String) {
    if let Some(cell) = row.cell(UNIT) {
        *cell = change(cell);
    }
}

/// Both placements of the tone mark in open syllables: hòa and hoà, thủy and thuỷ.
fn other_tone_placement(name: &str) -> String {
    const PAIRS: [(&str, &str); 10] = [
        ("òa", "oà"),
        ("óa", "oá"),
        ("ỏa", "oả"),
        ("õa", "oã"),
        ("ọa", "oạ"),
        ("ùy", "uỳ"),
        ("úy", "uý"),
        ("ủy", "uỷ"),
        ("ũy", "uỹ"),
        ("ụy", "uỵ"),
    ];
    PAIRS.iter().fold(name.to_owned(), |text, (old, new)| text.replace(old, new))
}

/// A letter in Unicode's decomposed form (NFD): base letter, then its marks, marks below first.
fn decomposed(letter: char) -> String {
    // Each row: a letter without tone, its own decomposition, and its five toned forms in the
    // order grave, acute, hook, tilde, dot below.
    const LETTERS: [(&str, &str); 12] = [
        ("a", "àáảãạ"),
        ("a\u{306}", "ằắẳẵặ"),
        ("a\u{302}", "ầấẩẫậ"),
        ("e", "èéẻẽẹ"),
        ("e\u{302}", "ềếểễệ"),
        ("i", "ìíỉĩị"),
        ("o", "òóỏõọ"),
        ("o\u{302}", "ồốổỗộ"),
        ("o\u{31b}", "ờớởỡợ"),
        ("u", "ùúủũụ"),
        ("u\u{31b}", "ừứửữự"),
        ("y", "ỳýỷỹỵ"),
    ];
    const TONES: [&str; 5] = ["\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"];
    const PLAIN: [(char, &str); 6] = [
        ('ă', "a\u{306}"),
        ('â', "a\u{302}"),
        ('ê', "e\u{302}"),
        ('ô', "o\u{302}"),
        ('ơ', "o\u{31b}"),
        ('ư', "u\u{31b}"),
    ];
    let upper = letter.is_uppercase();
    let small: String = letter.to_lowercase().collect();
    let plain = PLAIN.iter().find(|(form, _)| small.starts_with(*form));
    let mut text = plain.map_or_else(|| small.clone(), |(_, parts)| (*parts).to_owned());
    for (base, forms) in LETTERS {
        let tone = forms.chars().zip(TONES).find(|(form, _)| small.starts_with(*form));
        let Some((_, tone)) = tone else { continue };
        let (vowel, shape) = base.split_at(1);
        // A dot below comes before a circumflex or breve, but after a horn.
        text = if tone == "\u{323}" && shape != "\u{31b}" {
            format!("{vowel}{tone}{shape}")
        } else {
            format!("{base}{tone}")
        };
    }
    if upper { text.to_uppercase() } else { text }
}
