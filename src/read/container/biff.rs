//! The records of a binary workbook: their kinds, their texts, and the texts that cells share.
//!
//! In: the stream of a workbook, BIFF5 to BIFF8. Out: records and texts. Must not know: what a cell
//! means.

use encoding_rs::Encoding;
use unicode_normalization::UnicodeNormalization;

use super::limits::{AbsurdExpansion, HELD};
use super::ole::{long, short};
use super::raised::Raised;

pub const FORMULA: u16 = 0x0006;
pub const END: u16 = 0x000A;
pub const DATE_MODE: u16 = 0x0022;
pub const FILE_PASS: u16 = 0x002F;
pub const CONTINUE: u16 = 0x003C;
pub const FONT: u16 = 0x0031;
pub const CODE_PAGE: u16 = 0x0042;
pub const COLUMNS: u16 = 0x007D;
pub const BOUND_SHEET: u16 = 0x0085;
pub const MULTIPLE_NUMBERS: u16 = 0x00BD;
pub const RICH_LABEL: u16 = 0x00D6;
pub const STYLE: u16 = 0x00E0;
pub const MERGED_CELLS: u16 = 0x00E5;
pub const SHARED_TEXTS: u16 = 0x00FC;
pub const SHARED_LABEL: u16 = 0x00FD;
pub const NUMBER: u16 = 0x0203;
pub const LABEL: u16 = 0x0204;
pub const TRUTH_OR_ERROR: u16 = 0x0205;
pub const FORMULA_TEXT: u16 = 0x0207;
pub const ROW: u16 = 0x0208;
pub const SHORT_NUMBER: u16 = 0x027E;
pub const FORMAT: u16 = 0x041E;
pub const BEGIN: u16 = 0x0809;
pub const BIFF8: u16 = 0x0600;

/// Kind and data of one record after the other.
#[derive(Debug, Clone)]
pub struct Records<'a> {
    pub stream: &'a [u8],
    pub at: usize,
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = short(self.stream, self.at)?;
        let length = usize::from(short(self.stream, self.at + 2)?);
        let data = self.stream.get(self.at + 4..self.at + 4 + length)?;
        self.at += 4 + length;
        Some((kind, data))
    }
}

impl<'a> Records<'a> {
    /// The data of the continuations that follow.
    pub fn continuations(&mut self) -> Vec<&'a [u8]> {
        let mut parts = Vec::new();
        while short(self.stream, self.at) == Some(CONTINUE) {
            let Some((_, data)) = self.next() else { break };
            parts.push(data);
        }
        parts
    }
}

/// How texts are written.
#[derive(Debug, Clone, Copy)]
pub struct Texts {
    pub is_biff8: bool,
    /// Of texts with one byte a letter before BIFF8.
    pub code_page: &'static Encoding,
}

impl Texts {
    /// A text whose length takes two bytes, over a record and its continuations.
    pub fn long_text(self, parts: &[&[u8]]) -> String {
        let mut pieces = Pieces::new(parts);
        let Some(length) = pieces.short() else { return String::new() };
        if self.is_biff8 {
            return pieces.text(length.into(), &RaisedFonts::default()).unwrap_or_default();
        }
        self.decoded(&pieces.bytes(length.into()))
    }

    /// Text of a code page; that of Vietnam writes most tone marks behind their letters.
    fn decoded(self, bytes: &[u8]) -> String {
        self.code_page.decode_without_bom_handling(bytes).0.nfc().collect()
    }

    /// A text whose length takes one byte.
    pub fn short_text(self, data: &[u8]) -> String {
        let length = data.first().copied().map_or(0, usize::from);
        let parts = [data.get(1..).unwrap_or(&[])];
        let mut pieces = Pieces::new(&parts);
        if self.is_biff8 {
            return pieces.text(length, &RaisedFonts::default()).unwrap_or_default();
        }
        self.decoded(&pieces.bytes(length))
    }
}

/// The encoding of a code page by its number.
pub fn code_page(number: u16) -> &'static Encoding {
    let label = match number {
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        1250 => "windows-1250",
        1251 => "windows-1251",
        1253 => "windows-1253",
        1254 => "windows-1254",
        1255 => "windows-1255",
        1256 => "windows-1256",
        1257 => "windows-1257",
        1258 => "windows-1258",
        10000 => "macintosh",
        65001 => "utf-8",
        _ => "windows-1252",
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252)
}

/// Which fonts of a workbook are raised, by the places of their records.
#[derive(Debug, Default)]
pub struct RaisedFonts(Vec<bool>);

impl RaisedFonts {
    /// Takes in the record of the next font.
    pub fn see(&mut self, data: &[u8]) {
        const SUPERSCRIPT: u16 = 1;
        self.0.push(short(data, 8) == Some(SUPERSCRIPT));
    }

    /// Whether a font of this number is raised; no font has the number 4.
    fn is_raised(&self, number: u16) -> bool {
        let place = usize::from(if number > 4 { number - 1 } else { number });
        self.0.get(place).copied().unwrap_or(false)
    }
}

/// The texts that cells share, one behind the other.
#[derive(Debug, Default)]
pub struct SharedTexts {
    text: String,
    ends: Vec<usize>,
}

impl SharedTexts {
    /// Reads the record and its continuations.
    ///
    /// # Errors
    /// When the texts are more than memory should hold.
    pub fn new(parts: &[&[u8]], fonts: &RaisedFonts) -> Result<Self, AbsurdExpansion> {
        let mut shared = Self::default();
        let mut pieces = Pieces::new(parts);
        pieces.skip(8);
        // Some programs count wrongly: what is there is read.
        while let Some(text) = pieces.short().and_then(|length| pieces.text(length.into(), fonts)) {
            shared.text.push_str(&text);
            shared.ends.push(shared.text.len());
            if shared.text.len() as u64 > HELD {
                return Err(AbsurdExpansion::of_bytes(0, HELD));
            }
        }
        Ok(shared)
    }

    /// A text by its number.
    pub fn get(&self, place: usize) -> Option<&str> {
        let start = match place {
            0 => 0,
            _ => *self.ends.get(place - 1)?,
        };
        self.text.get(start..*self.ends.get(place)?)
    }
}

/// Bytes over several records. A text that goes on in the next one says there again how its letters
/// are written; everything else simply goes on.
struct Pieces<'p> {
    parts: &'p [&'p [u8]],
    part: usize,
    at: usize,
}

impl<'p> Pieces<'p> {
    const fn new(parts: &'p [&'p [u8]]) -> Self {
        Self { parts, part: 0, at: 0 }
    }

    /// What is left of the present record; the next one at its end.
    fn rest(&mut self) -> &'p [u8] {
        loop {
            let rest = self.parts.get(self.part).and_then(|part| part.get(self.at..));
            match rest {
                Some([]) if self.part + 1 < self.parts.len() => {
                    self.part += 1;
                    self.at = 0;
                }
                rest => return rest.unwrap_or(&[]),
            }
        }
    }

    fn bytes(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        while bytes.len() < length {
            let rest = self.rest();
            let taken = rest.len().min(length - bytes.len());
            if taken == 0 {
                break;
            }
            bytes.extend_from_slice(&rest[..taken]);
            self.at += taken;
        }
        bytes
    }

    fn skip(&mut self, mut length: usize) {
        while length > 0 {
            let taken = self.rest().len().min(length);
            if taken == 0 {
                break;
            }
            self.at += taken;
            length -= taken;
        }
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.rest().first()?;
        self.at += 1;
        Some(byte)
    }

    fn short(&mut self) -> Option<u16> {
        short(&self.bytes(2), 0)
    }

    /// A text of BIFF8 behind its length.
    fn text(&mut self, length: usize, fonts: &RaisedFonts) -> Option<String> {
        const WIDE: u8 = 1;
        const EXTENDED: u8 = 4;
        const RICH: u8 = 8;
        let flags = self.byte()?;
        let runs = if flags & RICH == 0 { 0 } else { usize::from(self.short()?) };
        let extension = if flags & EXTENDED == 0 {
            0
        } else {
            usize::try_from(long(&self.bytes(4), 0)?).unwrap_or(usize::MAX)
        };
        let mut is_wide = flags & WIDE != 0;
        let mut units: Vec<u16> = Vec::new();
        while units.len() < length {
            let part = self.part;
            let rest = self.rest();
            if self.part != part && !units.is_empty() {
                is_wide = self.byte()? & WIDE != 0;
                continue;
            }
            let size = if is_wide { 2 } else { 1 };
            let taken = (rest.len() / size).min(length - units.len());
            if taken == 0 {
                break;
            }
            let bytes = &rest[..taken * size];
            if is_wide {
                let pairs = bytes.as_chunks::<2>().0.iter();
                units.extend(pairs.map(|pair| u16::from_le_bytes(*pair)));
            } else {
                units.extend(bytes.iter().map(|byte| u16::from(*byte)));
            }
            self.at += taken * size;
        }
        // From which letter on a font holds, and its number.
        let runs = self.bytes(runs.saturating_mul(4));
        self.skip(extension);
        let runs = runs.as_chunks::<4>().0.iter();
        let runs = runs.map(|[a, b, c, d]| [[*a, *b], [*c, *d]].map(u16::from_le_bytes));
        let runs: Vec<(usize, Raised)> =
            runs.map(|[from, font]| (from.into(), Raised(fonts.is_raised(font)))).collect();
        Some(raised_text(&units, &runs))
    }
}

/// A text whose fonts change at these letters.
fn raised_text(units: &[u16], runs: &[(usize, Raised)]) -> String {
    if !runs.iter().any(|(_, raised)| raised.0) {
        return String::from_utf16_lossy(units);
    }
    let ends = runs.iter().map(|(from, _)| *from).chain([units.len()]);
    let fonts = std::iter::once(Raised::default()).chain(runs.iter().map(|(_, raised)| *raised));
    let mut text = String::new();
    let mut start = 0;
    for (end, raised) in ends.zip(fonts) {
        let piece = units.get(start..end.min(units.len())).unwrap_or(&[]);
        raised.push(&String::from_utf16_lossy(piece), &mut text);
        start = end.min(units.len());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{RaisedFonts, SharedTexts, Texts, code_page};

    #[test]
    fn raised_letters_of_a_rich_text() {
        let mut fonts = RaisedFonts::default();
        for script in [0, 0, 0, 0, 1] {
            fonts.see(&[0, 0, 0, 0, 0, 0, 0, 0, script, 0]);
        }
        // "1251" whose last digit has font 5, the fifth record.
        let mut record = vec![1, 0, 0, 0, 1, 0, 0, 0, 4, 0, 8, 1, 0];
        record.extend(b"1251");
        record.extend([3, 0, 5, 0]);
        let texts = SharedTexts::new(&[&record], &fonts).expect("few");
        assert_eq!(texts.get(0), Some("125¹"));
    }

    fn wide(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn texts_that_go_on_in_the_next_record() {
        // "Xã An Ấp", narrow up to a point and wide behind it; then a rich text, then a plain one.
        let mut first = vec![3, 0, 0, 0, 3, 0, 0, 0, 8, 0, 0];
        first.extend([b'X', 0xE3, b' ']);
        let mut second = vec![1];
        second.extend(wide("An Ấp"));
        second.extend([2, 0, 8, 2, 0, b'a', b'b', 1, 2, 3, 4]);
        let third = [vec![5, 6, 7, 8], vec![1, 0, 5, 2, 0, 0, 0], wide("Ố"), vec![9, 9]].concat();
        let texts =
            SharedTexts::new(&[&first, &second, &third], &RaisedFonts::default()).expect("few");
        let all: Vec<_> = (0..4).map(|place| texts.get(place)).collect();
        assert_eq!(all, [Some("Xã An Ấp"), Some("ab"), Some("Ố"), None]);
    }

    #[test]
    fn a_text_that_ends_with_its_record() {
        let first = [vec![2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0], b"ab".to_vec()].concat();
        let second = [vec![1, 0, 1], wide("Đ")].concat();
        let texts = SharedTexts::new(&[&first, &second], &RaisedFonts::default()).expect("few");
        assert_eq!((texts.get(0), texts.get(1)), (Some("ab"), Some("Đ")));
    }

    #[test]
    fn texts_before_biff8_are_written_in_a_code_page() {
        let texts = Texts { is_biff8: false, code_page: code_page(1258) };
        assert_eq!(texts.long_text(&[&[2, 0, 0xD0, 0xF4]]), "Đô");
        assert_eq!(texts.short_text(&[1, 0xE2]), "â");
        let texts = Texts { is_biff8: true, ..texts };
        assert_eq!(texts.short_text(&[1, 1, 0x10, 0x01]), "Đ");
    }
}
