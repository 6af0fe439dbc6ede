//! Text as other programs write it, by the letters of `tests/data/encodings/`.

use std::collections::HashMap;
use std::io::Read;

use cchc::read::Encoding;

use crate::support::repository;

/// The encodings that are told by words.
pub const LEGACY: [Encoding; 4] =
    [Encoding::Tcvn3, Encoding::Vni, Encoding::Windows1258, Encoding::Viscii];

/// The seven capitals of TCVN3.
const TCVN3_CAPITALS: &str = "ĂÂĐÊÔƠƯ";

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(repository("tests/data/encodings").join(name)).expect("a fixture")
}

/// Writes one encoding.
pub struct Writer {
    encoding: Encoding,
    codes: HashMap<char, Vec<u8>>,
}

impl Writer {
    pub fn new(encoding: Encoding) -> Self {
        let name = match encoding {
            Encoding::Tcvn3 => "tcvn",
            other => other.name(),
        };
        let written = fixture(&format!("letters.{name}.txt"));
        let letters = String::from_utf8(fixture("letters.utf-8.txt")).expect("UTF-8");
        let letters = letters.lines().filter_map(|line| line.chars().next());
        let codes = letters.zip(written.split(|byte| *byte == b'\n').map(<[u8]>::to_vec)).collect();
        Self { encoding, codes }
    }

    /// What is left of a text: TCVN3 has no capitals with a tone.
    pub fn kept(&self, text: &str) -> String {
        let has_code = |letter: char| letter.is_ascii() || TCVN3_CAPITALS.contains(letter);
        match self.encoding {
            Encoding::Tcvn3 => text
                .chars()
                .map(|letter| match letter {
                    letter if has_code(letter) => letter,
                    letter => letter.to_lowercase().next().expect("a letter"),
                })
                .collect(),
            _ => text.to_owned(),
        }
    }

    pub fn write(&self, text: &str) -> Vec<u8> {
        let code = |letter: char| match letter {
            letter if letter.is_ascii() => vec![letter as u8],
            letter => self.codes.get(&letter).unwrap_or_else(|| panic!("{letter:?}")).clone(),
        };
        self.kept(text).chars().flat_map(code).collect()
    }
}

/// Names of units, one a line.
pub fn unit_names() -> String {
    let packed = fixture("unit-names.txt.gz");
    let mut names = String::new();
    flate2::read::GzDecoder::new(&packed[..]).read_to_string(&mut names).expect("gzip");
    names
}
