//! A whole file → its encoding, or why none can be named.
//!
//! In: the bytes of a file that is not valid UTF-8. Every word with a byte beyond ASCII is read in
//! each legacy encoding and asked whether it can be a Vietnamese syllable; an encoding that lacks a
//! byte of the file is out. The winner needs most words, and clearly more than the next.

use std::collections::HashMap;
use std::io::{self, Read};

use super::encoding::{Encoding, EncodingDecision, EncodingReason, Score};
use super::legacy::Table;
use super::syllable::{Capitals, is_familiar, is_syllable};

const CANDIDATES: [Encoding; 4] =
    [Encoding::Tcvn3, Encoding::Vni, Encoding::Windows1258, Encoding::Viscii];

/// What the whole file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Valid UTF-8 after all.
    Utf8,
    Decided(EncodingDecision),
    /// No encoding fits: the place and value of the first byte that is no UTF-8, and the scores.
    Refused {
        offset: u64,
        byte: u8,
        scores: String,
    },
}

/// A winner reads so many words in a hundred as syllables: names of units and procedures give 97 and
/// more, in the Central Highlands 80.
const WINNING_PERCENT: u64 = 75;
/// A wrong encoding reads many words by chance as syllables, and the commonest of them a thousand
/// times. So different words decide: every other encoding must fail at least twice as many as the
/// winner, and so many more.
const LEAD_WORDS: u64 = 2;
/// Short texts are told by words that exports are full of, which come about by chance far less.
const LEAD_FAMILIAR: u64 = 3;

/// Different words kept at a time; a language has few, and noise must not fill the memory.
const KEPT_WORDS: usize = 1 << 16;
/// A word is cut here; no syllable is so long.
const LONGEST_WORD: usize = 256;

/// What is known of a word of bytes before it is judged.
struct WordCount {
    count: u64,
    first_at: u64,
}

/// What the bytes say as UTF-8.
#[derive(Default)]
struct Utf8Count {
    sound: u64,
    broken: u64,
    first_broken: Option<(u64, u8)>,
}

/// Gathers the words of a file and judges them.
struct Examiner {
    words: HashMap<Vec<u8>, WordCount>,
    scores: [Score; CANDIDATES.len()],
    /// Whether two candidates have read every word alike so far.
    alike: [[bool; CANDIDATES.len()]; CANDIDATES.len()],
    utf8: Utf8Count,
}

/// Reads a file to its end and decides.
///
/// # Errors
/// When reading fails.
pub fn examine(reader: &mut dyn Read) -> io::Result<Verdict> {
    let mut examiner = Examiner::new();
    let mut block = vec![0; 256 * 1024];
    let mut word = Vec::new();
    let mut offset = 0;
    loop {
        let read = match reader.read(&mut block) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        for &byte in block.get(..read).unwrap_or(&[]) {
            if is_word_byte(byte) && word.len() < LONGEST_WORD {
                word.push(byte);
            } else if !word.is_empty() {
                examiner.see(&word, offset);
                word.clear();
                if is_word_byte(byte) {
                    word.push(byte);
                }
            }
            offset += 1;
        }
    }
    examiner.see(&word, offset);
    Ok(examiner.verdict())
}

/// ASCII letters, everything beyond ASCII, and the control codes on which VISCII has capitals.
const fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphabetic()
        || !byte.is_ascii()
        || matches!(byte, 0x02 | 0x05 | 0x06 | 0x14 | 0x19 | 0x1E)
}

impl Examiner {
    fn new() -> Self {
        Self {
            words: HashMap::new(),
            scores: CANDIDATES.map(|encoding| Score {
                encoding,
                words: 0,
                syllables: 0,
                failed: 0,
                familiar: 0,
                impossible_at: None,
            }),
            alike: [[true; CANDIDATES.len()]; CANDIDATES.len()],
            utf8: Utf8Count::default(),
        }
    }

    /// Takes a word that ends at `end`.
    fn see(&mut self, word: &[u8], end: u64) {
        if word.iter().all(u8::is_ascii_alphabetic) {
            return;
        }
        if let Some(seen) = self.words.get_mut(word) {
            seen.count += 1;
            return;
        }
        if self.words.len() >= KEPT_WORDS {
            self.judge();
        }
        let first_at = end - word.len() as u64;
        self.words.insert(word.to_vec(), WordCount { count: 1, first_at });
    }

    /// Judges the words seen so far and forgets them.
    #[expect(clippy::iter_over_hash_type, reason = "sums and least places: order changes nothing")]
    fn judge(&mut self) {
        for (word, seen) in std::mem::take(&mut self.words) {
            self.utf8.add(&word, &seen);
            let texts = CANDIDATES.map(|encoding| judged(encoding, &word));
            for (score, text) in self.scores.iter_mut().zip(&texts) {
                score.add(text, &seen);
            }
            for (row, text) in self.alike.iter_mut().zip(&texts) {
                for (alike, other) in row.iter_mut().zip(&texts) {
                    *alike &= match (text, other) {
                        (Ok(reading), Ok(other)) => reading.text == other.text,
                        _ => false,
                    };
                }
            }
        }
    }

    fn verdict(mut self) -> Verdict {
        self.judge();
        let Some((offset, byte)) = self.utf8.first_broken else {
            return Verdict::Utf8;
        };
        match self.winner() {
            Some(place) => {
                let winner = self.scores[place].clone();
                let mut scores = self.scores.to_vec();
                scores.remove(place);
                scores.sort_by_key(|score| score.failed);
                scores.insert(0, winner);
                let encoding = CANDIDATES[place];
                let reason = EncodingReason::Syllables(scores);
                Verdict::Decided(EncodingDecision { encoding, reason })
            }
            None => Verdict::Refused { offset, byte, scores: self.described() },
        }
    }

    /// The place of the encoding that fits, if one does.
    fn winner(&self) -> Option<usize> {
        // Here and there a sound character of UTF-8 comes about by chance; in damaged UTF-8 most are.
        if self.utf8.sound >= self.utf8.broken {
            return None;
        }
        // An encoding that lacks a byte may still be the right one of a damaged file, so it takes part.
        let best = (0..CANDIDATES.len()).min_by_key(|place| {
            let Score { failed, familiar, .. } = self.scores[*place];
            (failed, std::cmp::Reverse(familiar))
        })?;
        let winner = &self.scores[best];
        let fits = winner.impossible_at.is_none()
            && winner.words > 0
            && winner.syllables * 100 >= winner.words * WINNING_PERCENT;
        let leads = self.scores.iter().enumerate().all(|(other, score)| {
            other == best
                || self.alike[best][other]
                || score.failed >= 2 * winner.failed + LEAD_WORDS
                || winner.familiar >= 2 * score.familiar + LEAD_FAMILIAR
        });
        (fits && leads).then_some(best)
    }

    /// `tcvn3 39/40 ✗ (byte 7) · vni 2/40 · … · utf-8 ✓ 3 ✗ 1`, the same in every language: a file of
    /// one encoding with a stray byte is told where to mend it.
    fn described(&self) -> String {
        let mut scores: Vec<&Score> = self.scores.iter().collect();
        scores.sort_by_key(|score| score.failed);
        let mut parts: Vec<String> = scores.iter().map(ToString::to_string).collect();
        parts.push(format!("utf-8 ✓ {} ✗ {}", self.utf8.sound, self.utf8.broken));
        parts.join(" · ")
    }
}

impl Utf8Count {
    fn add(&mut self, word: &[u8], seen: &WordCount) {
        let mut place = 0;
        for chunk in word.utf8_chunks() {
            let sound = chunk.valid().chars().filter(|character| is_vietnamese(*character)).count();
            self.sound += sound as u64 * seen.count;
            place += chunk.valid().len();
            if let Some(byte) = chunk.invalid().first() {
                self.broken += seen.count;
                let found = (seen.first_at + place as u64, *byte);
                self.first_broken = Some(self.first_broken.map_or(found, |first| first.min(found)));
            }
            place += chunk.invalid().len();
        }
    }
}

/// A word in an encoding, or the place of a byte that means nothing.
type Judged = Result<Reading, usize>;

/// What an encoding makes of a word; several, where a no-break space stands in it.
#[derive(Default)]
struct Reading {
    text: String,
    /// Words with letters beyond ASCII.
    words: u64,
    syllables: u64,
    familiar: u64,
}

fn judged(encoding: Encoding, word: &[u8]) -> Judged {
    let Some(table) = Table::of(encoding) else { return Err(0) };
    let text = table.decode(word)?;
    let capitals = if table.lacks_capitals { Capitals::PlainLettersOnly } else { Capitals::Exact };
    let mut reading = Reading::default();
    for part in text.split(char::is_whitespace) {
        // Quotation marks and dashes beside a word are no part of it; within one they make it none.
        let part = part.trim_matches(|character: char| !character.is_alphabetic());
        if !part.is_ascii() {
            reading.words += 1;
            reading.syllables += u64::from(is_syllable(part, capitals));
            reading.familiar += u64::from(is_familiar(part));
        }
    }
    Ok(Reading { text, ..reading })
}

impl Score {
    fn add(&mut self, judged: &Judged, seen: &WordCount) {
        match judged {
            Ok(reading) => {
                self.words += reading.words * seen.count;
                self.syllables += reading.syllables * seen.count;
                self.failed += u64::from(reading.syllables < reading.words);
                self.familiar += u64::from(reading.familiar > 0);
            }
            Err(place) => {
                self.failed += 1;
                let at = seen.first_at + *place as u64;
                self.impossible_at = Some(self.impossible_at.map_or(at, |first| first.min(at)));
            }
        }
    }
}

/// So many code units in a hundred are what a Vietnamese export is made of.
const PLAIN_PERCENT: u64 = 95;

/// Which UTF-16 a file without a byte-order mark is, if any: read in the right order, nearly all of
/// it is Latin text; in the other, ASCII becomes signs of other scripts.
///
/// # Errors
/// When reading fails.
pub fn examine_utf16(reader: &mut dyn Read) -> io::Result<Option<Encoding>> {
    let mut units = 0_u64;
    let mut plain = [0_u64; 2];
    let mut block = Vec::new();
    loop {
        block.clear();
        // An even number of bytes, so that no unit is torn.
        if reader.take(256 * 1024).read_to_end(&mut block)? == 0 {
            break;
        }
        for pair in block.chunks_exact(2) {
            let &[first, second] = pair else { continue };
            units += 1;
            plain[0] += u64::from(is_plain(u16::from_le_bytes([first, second])));
            plain[1] += u64::from(is_plain(u16::from_be_bytes([first, second])));
        }
    }
    let is_text = |plain: u64| units > 0 && plain * 100 >= units * PLAIN_PERCENT;
    Ok(match plain.map(is_text) {
        [true, false] => Some(Encoding::Utf16LittleEndian),
        [false, true] => Some(Encoding::Utf16BigEndian),
        _ => None,
    })
}

/// Characters that a Vietnamese text in UTF-8 is made of. Two bytes of VISCII in a row can be a
/// character of UTF-8, but hardly one of these.
fn is_vietnamese(character: char) -> bool {
    !character.is_ascii() && u16::try_from(u32::from(character)).is_ok_and(is_plain)
}

/// Latin letters, combining marks, punctuation, the đồng sign and the white space of text files.
const fn is_plain(unit: u16) -> bool {
    matches!(unit, 0x09 | 0x0A | 0x0C | 0x0D | 0x20..=0x7E | 0xA0..=0x024F | 0x0300..=0x036F
        | 0x1E00..=0x1EFF | 0x2000..=0x206F | 0x20AB)
}
