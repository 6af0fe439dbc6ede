//! Where a text names people: behind a form of address, or a family name and what follows it.
//!
//! In: a text. Out: the places of names in it. Must not know: what becomes of them; numbers.

use std::ops::Range;

use super::lexicon::{Phrase, WORDS, Word, gap, is_capital, speak_of_unit, stands_at, words};

/// No name of a person has more words.
const LONGEST_NAME: usize = 6;

/// Where people are named.
pub fn people(text: &str) -> Vec<Range<usize>> {
    let words = words(text);
    let mut found = Vec::new();
    let mut place = 0;
    while place < words.len() {
        let length = addressed(text, &words, place)
            .or_else(|| full_name(text, &words, place))
            .unwrap_or_default();
        if let (Some(first), Some(last)) =
            (words.get(place), words.get(place + length.max(1) - 1).filter(|_| length > 0))
        {
            found.push(first.at.start..last.at.end);
        }
        place += length.max(1);
    }
    found
}

/// `ông Nguyễn Văn A`, `cháu Bình`: how many words it takes.
fn addressed(text: &str, words: &[Word<'_>], place: usize) -> Option<usize> {
    let is_here = |own: &&Phrase| {
        let window = words.get(place..place + own.len());
        window.is_some_and(|window| own.iter().zip(window).all(|(own, word)| own.0 == word.lower))
    };
    let taken = WORDS.honorifics.iter().filter(is_here).map(Vec::len).max()?;
    // `Phường Bà Điểm` and `Huyện Cô Tô` are places, `trẻ em` is one word.
    let before = place.checked_sub(1).and_then(|before| words.get(before));
    if before.is_some_and(|before| WORDS.bearers.has(before) || WORDS.compounds.has(before)) {
        return None;
    }
    let first = words.get(place + taken)?;
    let last = words.get(place + taken - 1)?;
    let is_name = is_capital(first.text) && !WORDS.no_names.has(first);
    let is_joined = gap(text, last, first).trim_matches(['.', ':']).trim().is_empty();
    let opens = words.get(place).is_some_and(|word| !is_capital(word.text))
        || WORDS.surnames.has(first)
        || (place == 0 && words.len() <= LONGEST_NAME && !speak_of_unit(words));
    (is_name && is_joined && opens).then(|| taken + capitals(text, words, place + taken).max(1))
}

/// A family name and what follows it; how many words it takes.
fn full_name(text: &str, words: &[Word<'_>], place: usize) -> Option<usize> {
    let first = words.get(place).filter(|first| WORDS.surnames.has(first))?;
    let second = words.get(place + 1).filter(|second| gap(text, first, second) == " ")?;
    let before = place.checked_sub(1).and_then(|before| words.get(before));
    let opens = |list: &[Phrase]| list.iter().any(|own| stands_at(own, words, place));
    if before.is_some_and(|before| WORDS.bearers.has(before))
        || opens(&WORDS.units)
        || opens(&WORDS.nobody)
    {
        return None;
    }
    let length = capitals(text, words, place);
    let is_common = WORDS.common.has(first);
    let has_third = words.get(place + 2).is_some_and(|third| gap(text, second, third) == " ");
    let has_marks = second.plain.is_none() || is_common;
    if has_third && has_marks && WORDS.telling_middles.has(second) {
        // Whatever the capitals.
        return Some(length.max(3));
    }
    let is_alone = is_segment(text, words, place, length);
    let is_name = match length {
        2 => is_common && is_alone,
        3..=LONGEST_NAME => {
            (is_common || WORDS.middles.has(second))
                && (is_alone || has_small_words(words, place, length))
        }
        _ => false,
    };
    is_name.then_some(length)
}

/// How many words with a capital stand here one behind the other, with nothing but spaces between.
fn capitals(text: &str, words: &[Word<'_>], place: usize) -> usize {
    let run = words.get(place..).unwrap_or(&[]);
    let continues = |pair: &&[Word<'_>]| match pair {
        [left, right] => gap(text, left, right) == " " && is_capital(right.text),
        _ => false,
    };
    let first = usize::from(run.first().is_some_and(|word| is_capital(word.text)));
    if first == 0 { 0 } else { 1 + run.windows(2).take_while(continues).count() }
}

/// Whether the words are all that stands between two signs.
fn is_segment(text: &str, words: &[Word<'_>], place: usize, length: usize) -> bool {
    let is_apart = |left: usize, right: usize| match (words.get(left), words.get(right)) {
        (Some(left), Some(right)) => !gap(text, left, right).trim().is_empty(),
        _ => true,
    };
    let behind = place + length;
    (place == 0 || is_apart(place - 1, place))
        && (behind >= words.len() || (length > 0 && is_apart(behind - 1, behind)))
}

/// Whether the text around a run of capitals is written small, so that the capitals say something.
fn has_small_words(words: &[Word<'_>], place: usize, length: usize) -> bool {
    let others = words.iter().take(place).chain(words.iter().skip(place + length));
    others.filter(|word| !is_capital(word.text)).count() > 0
}
