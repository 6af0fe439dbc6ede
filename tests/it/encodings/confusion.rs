//! How often the words of a text tell its encoding, and that they never tell a wrong one.

use std::io::Read;

use cchc::read::{Encoding, EncodingDecision, Verdict, examine};

use super::written::{LEGACY, Writer, unit_names};

/// What became of the chunks of a text.
#[derive(Debug, Default)]
struct Outcomes {
    right: usize,
    /// Another encoding, and every letter the same.
    same_text: usize,
    refused: usize,
    /// Valid UTF-8, so never asked: VISCII writes `ươ` like a letter of another script.
    utf8: usize,
    wrong: Vec<String>,
}

fn decided(bytes: &[u8]) -> Option<Encoding> {
    match examine(&mut &bytes[..]).expect("a slice can be read") {
        Verdict::Decided(EncodingDecision { encoding, .. }) => Some(encoding),
        Verdict::Refused { .. } => None,
        // Only pure ASCII may come to this.
        Verdict::Utf8 => Some(Encoding::Utf8),
    }
}

fn read(encoding: Encoding, bytes: &[u8]) -> String {
    let mut text = String::new();
    encoding.translate(Box::new(bytes)).read_to_string(&mut text).expect("decodable");
    text
}

impl Outcomes {
    fn add(&mut self, writer: &Writer, encoding: Encoding, text: &str) {
        let bytes = writer.write(text);
        match decided(&bytes) {
            None => self.refused += 1,
            Some(Encoding::Utf8) if !text.is_ascii() => self.utf8 += 1,
            Some(found) if found == encoding => self.right += 1,
            Some(found) if read(found, &bytes) == writer.kept(text) => self.same_text += 1,
            Some(found) => self.wrong.push(format!("{} for {text}", found.name())),
        }
    }
}

/// Every chunk of so many words, in one encoding.
fn outcomes(words: &[&str], length: usize, encoding: Encoding) -> Outcomes {
    let writer = Writer::new(encoding);
    let mut outcomes = Outcomes::default();
    for chunk in words.chunks(length) {
        outcomes.add(&writer, encoding, &chunk.join(" "));
    }
    outcomes
}

/// Spellings of headers and values, without those in other alphabets.
fn dictionary() -> String {
    let kind = include_str!("../../../data/logs/dossiers.toml");
    let common = include_str!("../../../data/logs/common/headings.toml");
    let is_spelling = |line: &&str| line.starts_with("seen") || line.starts_with("memory");
    let lines = kind.lines().filter(is_spelling);
    // Words of programs for "nothing" are no Vietnamese.
    let common = common.lines().filter(|line| !line.starts_with('#') && !line.starts_with("blank"));
    let quoted = lines.chain(common).collect::<Vec<_>>().join("\n");
    quoted.split('"').skip(1).step_by(2).collect::<Vec<_>>().join(" ")
}

#[test]
fn text_in_other_languages_is_not_taken_for_vietnamese() {
    for text in [
        "Le numéro du dossier a été transmis à la préfecture dès réception, où le délai légal est fixé",
        "Déjà vu à la fenêtre : là où l'été s'achève, une forêt brûlée près de l'école privée",
        "Die Größe der Straße überschreitet für Fußgänger die zulässige Höhe, müssen wir ändern",
        "El número de teléfono de la señora está en la página del año pasado, según la información",
        "Smörgåsbord på västra sidan är öppet även för små barn och äldre",
        "café naïve résumé façade cliché",
        "Übergrößenträger",
    ] {
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        match examine(&mut &bytes[..]).expect("readable") {
            Verdict::Refused { offset, byte, .. } => {
                let first = bytes.iter().position(|byte| !byte.is_ascii()).expect("a letter");
                assert_eq!((offset, byte), (first as u64, bytes[first]), "{text}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode("the “best” office – 5 € or £4");
    assert!(matches!(examine(&mut &bytes[..]), Ok(Verdict::Refused { .. })), "no words at all");
}

#[test]
fn damaged_utf8_is_refused_where_it_is_damaged() {
    let names = unit_names();
    for words in [3, 10, 1_000, 20_000] {
        let text: String = names.split_inclusive(char::is_whitespace).take(words).collect();
        let place = text.char_indices().rfind(|(_, c)| c.len_utf8() == 3).expect("a mark").0;
        let stray = [&text.as_bytes()[..place], b" caf\xE9 ", &text.as_bytes()[place..]].concat();
        let torn = [&text.as_bytes()[..place + 2], &text.as_bytes()[place + 3..]].concat();
        for (bytes, expected) in [(stray, place + 4), (torn, place)] {
            match examine(&mut &bytes[..]).expect("readable") {
                Verdict::Refused { offset, .. } => assert_eq!(offset, expected as u64),
                other => panic!("{words}: {other:?}"),
            }
        }
        assert_eq!(examine(&mut text.as_bytes()).expect("readable"), Verdict::Utf8);
    }
}

#[test]
fn a_damaged_legacy_text_is_refused_and_not_read_as_another() {
    let names = unit_names();
    let text: String = names.split_inclusive('\n').take(2_000).collect();
    for (encoding, stray) in [
        (Encoding::Tcvn3, &b"\x81"[..]),
        (Encoding::Tcvn3, b"\xFF"),
        (Encoding::Vni, b"T\xF9"),
        (Encoding::Windows1258, b"\x8A"),
    ] {
        let mut bytes = Writer::new(encoding).write(&text);
        bytes.extend(stray);
        assert_eq!(decided(&bytes), None, "{encoding:?} {stray:?}");
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "the table that the README sums up")]
fn words_tell_the_encoding_and_never_a_wrong_one() {
    let texts = [("units", unit_names()), ("dictionary", dictionary())];
    println!("text        words  encoding      right  same  refused  utf-8  wrong");
    let mut wrong = Vec::new();
    for (name, text) in &texts {
        let usable = |word: &&str| word.chars().all(|c| c.is_ascii() || c.is_alphabetic());
        let words: Vec<&str> = text.split_whitespace().filter(usable).collect();
        for length in [2, 5, 20, 200] {
            for encoding in LEGACY {
                let found = outcomes(&words, length, encoding);
                let Outcomes { right, same_text, refused, utf8, wrong: others } = found;
                let encoding = encoding.name();
                println!(
                    "{name:10} {length:6}  {encoding:12} {right:6} {same_text:5} {refused:8} {utf8:6} {:6}",
                    others.len()
                );
                // Short texts hold few different words and may well fit two encodings.
                let allowed = match length {
                    ..5 => words.len(),
                    5..20 => words.len() / length * 6 / 10,
                    20..200 => words.len() / length * 5 / 100,
                    200.. => 0,
                };
                assert!(refused <= allowed, "{name} {length} {encoding}: {refused} refused");
                wrong.extend(others.into_iter().map(|other| format!("{encoding}: {other}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong[..wrong.len().min(60)].join("\n"));
}
