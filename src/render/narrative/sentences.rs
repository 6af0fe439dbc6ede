//! A paragraph with gaps → the paragraph without the sentences that have one.

use super::engine::has_gap;

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: [&str; 14] =
    ["TP", "Tp", "TX", "Tx", "TT", "Q", "P", "H", "X", "ThS", "TS", "No", "Mr", "Ms"];

/// Drops every sentence in which a value is missing, and the traces that left-out pieces leave.
pub fn keep(paragraph: &str) -> String {
    let kept = split(paragraph).into_iter().filter(|sentence| !has_gap(sentence));
    tidy(&kept.collect::<Vec<_>>().join(" "))
}

/// The sentences of a paragraph: each ends with `.`, `!`, `?` or `…` before a blank.
pub fn split(paragraph: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (place, letter) in paragraph.char_indices() {
        let end = place + letter.len_utf8();
        let rest = &paragraph[end..];
        let is_end = matches!(letter, '.' | '!' | '?' | '…')
            && rest.starts_with([' ', '\t'])
            && !is_abbreviated(&paragraph[start..place]);
        if is_end {
            sentences.push(&paragraph[start..end]);
            start = end;
        }
    }
    sentences.push(&paragraph[start..]);
    sentences.retain(|sentence| !sentence.trim().is_empty());
    sentences
}

fn is_abbreviated(before: &str) -> bool {
    let word = before.rsplit([' ', '(', '\t']).next().unwrap_or_default();
    ABBREVIATIONS.contains(&word)
}

/// One blank between words, none before a comma or stop.
fn tidy(text: &str) -> String {
    let words: Vec<&str> = text.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
    let mut tidy = words.join(" ");
    for mark in [",", ".", ";", ":", ")"] {
        tidy = tidy.replace(&format!(" {mark}"), mark);
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::{keep, split};
    use crate::render::narrative::known::GAP;

    #[test]
    fn numbers_and_abbreviations_end_no_sentence() {
        let text = "Có 1.562 hồ sơ. TP. Hưng Yên đạt 88,28%! Còn lại (xã) không. Kính báo cáo./.";
        assert_eq!(split(text).len(), 4, "{:?}", split(text));
    }

    #[test]
    fn a_sentence_with_a_gap_disappears_and_its_neighbours_stay() {
        let text = format!("Một. Hai {GAP} hồ sơ, đạt 3%. Ba  ,  bốn .");
        assert_eq!(keep(&text), "Một. Ba, bốn.");
        assert_eq!(keep(&format!("Chỉ có {GAP}")), "");
    }
}
