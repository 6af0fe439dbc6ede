//! Rust source → the paths it names, without comments, texts and test modules.
//!
//! No full parser: tokens are enough to expand `use` trees and to follow `a::b::c`.

use std::fmt;
use std::iter::Peekable;
use std::str::CharIndices;

/// A path that the code names, from the root of the crate where it is one of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    pub segments: Vec<String>,
    pub line: usize,
    pub is_macro: bool,
    /// The name under which a `use` brings it into the file.
    pub name: Option<String>,
    /// A `pub use`: what stands here is handed on and not yet made use of.
    pub is_handed_on: bool,
}

impl Path {
    /// The stage that a path into this crate leads to.
    pub fn stage(&self) -> Option<&str> {
        let root = self.segments.first()?;
        (root == "crate").then(|| self.segments.get(1)).flatten().map(String::as_str)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.segments.join("::"))
    }
}

/// A word, `::`, or one sign.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    text: String,
    line: usize,
}

impl Token {
    fn is_word(&self) -> bool {
        self.text.starts_with(|first: char| first.is_alphanumeric() || first == '_')
    }
}

/// The code of one file.
pub struct Code {
    /// `crate`, then the modules that lead to the file.
    pub module: Vec<String>,
    tokens: Vec<Token>,
}

impl Code {
    /// `file` is its path from the root of the repository, with `/`.
    pub fn new(file: &str, text: &str) -> Self {
        let path = file.trim_start_matches("src/").trim_end_matches(".rs");
        let modules = path.split('/').filter(|name| !["mod", "lib", "main"].contains(name));
        Self {
            module: std::iter::once("crate").chain(modules).map(str::to_owned).collect(),
            tokens: without_tests(&tokens(text)),
        }
    }

    /// The stage that a file belongs to; none for the roots of library and program.
    pub fn stage(file: &str) -> Option<&str> {
        let path = file.strip_prefix("src/")?;
        let first = path.split('/').next()?;
        let stage = first.strip_suffix(".rs").unwrap_or(first);
        (!["lib", "main"].contains(&stage)).then_some(stage)
    }

    /// Every path, `use` trees taken apart.
    pub fn paths(&self) -> Vec<Path> {
        let mut paths = Vec::new();
        let mut place = 0;
        while let Some(token) = self.tokens.get(place) {
            if token.text == "use" {
                let first = paths.len();
                let is_handed_on = self.is_public(place);
                place = self.tree(place + 1, &[], &mut paths);
                paths[first..].iter_mut().for_each(|path| path.is_handed_on = is_handed_on);
            } else if token.is_word() && !self.is_member(place) {
                let (segments, end) = self.segments(place);
                let is_macro = self.is(end, "!") && !self.is(end + 1, "=");
                paths.push(self.resolved(segments, token.line, is_macro));
                place = end;
            } else {
                place += 1;
            }
        }
        paths
    }

    fn is(&self, place: usize, text: &str) -> bool {
        self.tokens.get(place).is_some_and(|token| token.text == text)
    }

    /// Whether a word is a field or a method, and names nothing by itself.
    fn is_member(&self, place: usize) -> bool {
        let is_dot = |before: usize| place >= before && self.is(place - before, ".");
        is_dot(1) && !is_dot(2)
    }

    /// Whether `pub`, perhaps with its reach in parentheses, stands before `place`.
    fn is_public(&self, place: usize) -> bool {
        let before = &self.tokens[..place];
        let open = before.iter().rposition(|token| token.text == "(");
        let is_reach = before.last().is_some_and(|token| token.text == ")");
        let word = if is_reach { open } else { Some(place) };
        word.and_then(|end| before[..end].last()).is_some_and(|token| token.text == "pub")
    }

    /// The words joined by `::` from `place` on, and where they end.
    fn segments(&self, place: usize) -> (Vec<String>, usize) {
        let mut segments = vec![self.tokens[place].text.clone()];
        let mut end = place + 1;
        while self.is(end, "::")
            && let Some(next) = self.tokens.get(end + 1).filter(|token| token.is_word())
        {
            segments.push(next.text.clone());
            end += 2;
        }
        (segments, end)
    }

    /// One tree of a `use`, behind its `prefix`; returns the place after it.
    fn tree(&self, mut place: usize, prefix: &[String], paths: &mut Vec<Path>) -> usize {
        let mut path = prefix.to_vec();
        let mut name = None;
        let line = self.tokens.get(place).map_or(0, |token| token.line);
        while let Some(token) = self.tokens.get(place) {
            match token.text.as_str() {
                "::" => place += 1,
                "{" => {
                    place += 1;
                    while place < self.tokens.len() && !self.is(place, "}") {
                        place = self.tree(place, &path, paths);
                        place += usize::from(self.is(place, ","));
                    }
                    return place + 1;
                }
                "as" => {
                    name = self.tokens.get(place + 1).map(|token| token.text.clone());
                    place += 2;
                }
                "*" => {
                    path.push("*".to_owned());
                    place += 1;
                }
                _ if token.is_word() => {
                    path.push(token.text.clone());
                    place += 1;
                }
                _ => break,
            }
        }
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        if !path.is_empty() {
            let name = name.or_else(|| path.last().cloned());
            paths.push(Path { name, ..self.resolved(path, line, false) });
        }
        place
    }

    /// `self` and `super` replaced by the modules they stand for.
    fn resolved(&self, segments: Vec<String>, line: usize, is_macro: bool) -> Path {
        let mut base = self.module.clone();
        let mut rest = segments.as_slice();
        let is_relative = ["self", "super"].contains(&rest[0].as_str()) && rest.len() > 1;
        while let Some((first, tail)) = rest.split_first().filter(|_| is_relative) {
            match first.as_str() {
                "self" => {}
                "super" => {
                    base.pop();
                }
                _ => break,
            }
            rest = tail;
        }
        let segments = if is_relative { [&base, rest].concat() } else { segments };
        Path { segments, line, is_macro, name: None, is_handed_on: false }
    }
}

/// Words and signs; comments, texts, characters and lifetimes are left out.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut characters = text.char_indices().peekable();
    let mut line = 1;
    let mut counted = 0;
    while let Some((start, character)) = characters.next() {
        line += text[counted..start].matches('\n').count();
        counted = start;
        let rest = &text[start..];
        if rest.starts_with("//") {
            skip(&mut characters, start + rest.find('\n').unwrap_or(rest.len()));
        } else if rest.starts_with("/*") {
            skip(&mut characters, start + comment_length(rest));
        } else if let Some(length) = text_length(rest) {
            skip(&mut characters, start + length);
        } else if character == '\'' {
            skip(&mut characters, start + character_length(rest));
        } else if character.is_alphanumeric() || character == '_' {
            let rest = rest.strip_prefix("r#").unwrap_or(rest);
            let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
            let word = &rest[..end.unwrap_or(rest.len())];
            let skipped = text[start..].len() - rest.len();
            skip(&mut characters, start + skipped + word.len());
            tokens.push(Token { text: word.to_owned(), line });
        } else if rest.starts_with("::") {
            characters.next();
            tokens.push(Token { text: "::".to_owned(), line });
        } else if !character.is_whitespace() {
            tokens.push(Token { text: character.to_string(), line });
        }
    }
    tokens
}

fn skip(characters: &mut Peekable<CharIndices<'_>>, end: usize) {
    while characters.next_if(|(place, _)| *place < end).is_some() {}
}

/// Length of a block comment, which may hold others.
fn comment_length(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut place = 0;
    while let Some(found) = rest[place..].find(['/', '*']) {
        place += found;
        if rest[place..].starts_with("/*") {
            depth += 1;
            place += 2;
        } else if rest[place..].starts_with("*/") {
            depth -= 1;
            place += 2;
            if depth == 0 {
                return place;
            }
        } else {
            place += 1;
        }
    }
    rest.len()
}

/// Length of a text with its prefix and hashes, if one starts here.
fn text_length(rest: &str) -> Option<usize> {
    let prefixes = ["br", "cr", "r", "b", "c", ""];
    let prefix = prefixes.into_iter().find(|prefix| {
        let behind = rest.strip_prefix(prefix);
        let is_raw = prefix.ends_with('r');
        behind.is_some_and(|behind| {
            let marks = if is_raw { behind.trim_start_matches('#') } else { behind };
            marks.starts_with('"')
        })
    })?;
    let behind = &rest[prefix.len()..];
    if prefix.ends_with('r') {
        let hashes = behind.len() - behind.trim_start_matches('#').len();
        let close = format!("\"{}", "#".repeat(hashes));
        let open = prefix.len() + hashes + 1;
        return Some(rest[open..].find(&close).map_or(rest.len(), |end| open + end + close.len()));
    }
    let mut is_escaped = false;
    for (place, character) in behind.char_indices().skip(1) {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return Some(prefix.len() + place + 1),
            _ => {}
        }
    }
    Some(rest.len())
}

/// Length of a character, or of the mark and name of a lifetime.
fn character_length(rest: &str) -> usize {
    let mut characters = rest.char_indices().skip(1);
    let first = characters.next();
    if let Some((_, '\\')) = first {
        let close = rest[3..].find('\'');
        return close.map_or(rest.len(), |close| 3 + close + 1);
    }
    match characters.next() {
        Some((place, '\'')) => place + 1,
        _ => {
            let name = rest[1..].find(|c: char| !(c.is_alphanumeric() || c == '_'));
            name.map_or(rest.len(), |end| 1 + end)
        }
    }
}

/// The tokens outside items marked `#[cfg(test)]`.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut place = 0;
    while place < tokens.len() {
        let is_mark = tokens[place..].len() >= MARK.len()
            && tokens[place..].iter().zip(MARK).all(|(token, mark)| token.text == mark);
        if is_mark {
            place = item_end(tokens, place + MARK.len());
        } else {
            kept.push(tokens[place].clone());
            place += 1;
        }
    }
    kept
}

/// Behind the `;` or the closing brace of the item that starts at `place`.
fn item_end(tokens: &[Token], place: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(place) {
        match token.text.as_str() {
            "{" => depth += 1,
            "}" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

#[test]
fn grouped_uses_over_several_lines_are_taken_apart() {
    let text =
        "use crate::{\n    domain::{Day, period::Period as P},\n    read,\n};\npub use self::a::*;";
    let paths = Code::new("src/tally/mod.rs", text).paths();
    let shown: Vec<String> = paths.iter().map(Path::to_string).collect();
    let expected = [
        "crate::domain::Day",
        "crate::domain::period::Period",
        "crate::read",
        "pub",
        "crate::tally::a::*",
    ];
    assert_eq!(shown, expected);
    assert_eq!(paths[2].line, 3);
}

#[test]
fn super_is_followed_to_the_module_it_means() {
    for (file, code, expected) in [
        ("src/cli/commands/stats.rs", "use super::super::args::Cli;", "crate::cli::args::Cli"),
        ("src/cli/commands/mod.rs", "use super::args;", "crate::cli::args"),
        ("src/output.rs", "use super::cli;", "crate::cli"),
        ("src/read/csv.rs", "f(self::x)", "crate::read::csv::x"),
    ] {
        let paths = Code::new(file, code).paths();
        assert_eq!(paths.last().map(Path::to_string).as_deref(), Some(expected), "{file}");
    }
}
