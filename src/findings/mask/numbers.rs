//! Where a text has what reaches a person: numbers as telephones and identity cards have them, e-mail
//! addresses.
//!
//! In: a text. Out: the places of these in it. Must not know: names, and what becomes of the places.

use std::ops::Range;

/// The lengths of numbers of telephones, identity cards and taxpayers.
const PERSONAL_DIGITS: std::ops::RangeInclusive<usize> = 9..=12;

/// So many groups, as people write numbers.
const MOST_GROUPS: usize = 6;

/// Numbers as telephones and identity cards have them, with or without spaces, dots and hyphens.
pub fn personal_numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut place = 0;
    while let Some(byte) = bytes.get(place) {
        if !byte.is_ascii_digit() {
            place += 1;
            continue;
        }
        let end = place + run_of_digits(bytes, place);
        let groups = end_of_groups(bytes, place);
        if let Some(end) = groups.filter(|end| is_personal(text, place..*end)) {
            found.push(with_sign(bytes, place)..end);
            place = end;
        } else if let Some(end) = groups.filter(|end| is_date(text, place..*end)) {
            place = end;
        } else {
            if PERSONAL_DIGITS.contains(&(end - place)) && is_free(text, &(place..end)) {
                found.push(with_sign(bytes, place)..end);
            }
            place = end;
        }
    }
    found
}

fn run_of_digits(bytes: &[u8], place: usize) -> usize {
    bytes.get(place..).unwrap_or(&[]).iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// The end of groups of digits with one separator between.
fn end_of_groups(bytes: &[u8], place: usize) -> Option<usize> {
    let mut end = place + run_of_digits(bytes, place);
    let mut groups = 1;
    while bytes.get(end).is_some_and(|byte| b" .-".contains(byte)) {
        let next = run_of_digits(bytes, end + 1);
        if !(1..=6).contains(&next) || groups == MOST_GROUPS {
            break;
        }
        end += 1 + next;
        groups += 1;
    }
    (groups > 1).then_some(end)
}

/// A leading `+` belongs to the number.
fn with_sign(bytes: &[u8], place: usize) -> usize {
    let has_sign = place > 0 && bytes.get(place - 1) == Some(&b'+');
    place - usize::from(has_sign)
}

/// Groups of digits as people part numbers of telephones (from 0 or 84) and cards (threes).
fn is_personal(text: &str, at: Range<usize>) -> bool {
    let Some(number) = text.get(at.clone()) else { return false };
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let is_phone = number.starts_with('0') || number.starts_with("84");
    let is_card = groups(number).iter().all(|part| part.len() == 3);
    PERSONAL_DIGITS.contains(&digits)
        && (is_phone || is_card)
        && !is_date(text, at.clone())
        && is_free(text, &at)
}

fn groups(number: &str) -> Vec<&str> {
    number.split([' ', '.', '-']).collect()
}

/// `2024-06-03 08`, `05.06.2024`: no number, however many digits.
fn is_date(text: &str, at: Range<usize>) -> bool {
    let parts = groups(text.get(at).unwrap_or(""));
    let lengths: Vec<usize> = parts.iter().take(3).map(|part| part.len()).collect();
    matches!(lengths.as_slice(), [4, 1..=2, 1..=2] | [1..=2, 1..=2, 4])
}

/// Whether no letter, digit or sign of a larger number, code, date or time touches it.
fn is_free(text: &str, at: &Range<usize>) -> bool {
    let before = text.get(..at.start).and_then(|text| text.chars().next_back());
    let before_that = text.get(..at.start).and_then(|text| text.chars().rev().nth(1));
    let mut behind = text.get(at.end..).unwrap_or("").chars();
    let (next, after) = (behind.next(), behind.next());
    let touches = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    // `H54-240601-0001` and `08:10` are codes and times.
    let joins = |sign: Option<char>, beyond: Option<char>| {
        sign.is_some_and(|sign| "-/:_".contains(sign)) && touches(beyond)
    };
    !touches(before) && !touches(next) && !joins(before, before_that) && !joins(next, after)
}

/// E-mail addresses.
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    let is_part = |letter: char| letter.is_alphanumeric() || "._%+-".contains(letter);
    let mut found = Vec::new();
    for (place, _) in text.match_indices(['@', '＠']) {
        let sign = text.get(place..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        let local: usize = text.get(..place).map_or(0, |before| {
            before.chars().rev().take_while(|letter| is_part(*letter)).map(char::len_utf8).sum()
        });
        let host: usize = text.get(place + sign..).map_or(0, |behind| {
            behind.chars().take_while(|letter| is_part(*letter)).map(char::len_utf8).sum()
        });
        if local > 0 && host > 0 {
            found.push(place - local..place + sign + host);
        }
    }
    found
}
