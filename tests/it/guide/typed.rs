//! Every command line that a page names can be typed: the commands and options are there.

use cchc::words::Lang;

use super::{guide, readme_and_contributing};

/// Words of a line as a shell takes them apart; what follows a redirection or another command is left.
fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for letter in line.chars() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            (None, '>' | ';' | '|' | '#' | '&') => break,
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words.retain(|word| word != "2");
    words
}

/// The lines in a text: between backticks, and in the blocks of a shell.
fn lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut block = None;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("```") {
            block = if block.is_some() { None } else { Some(name) };
        } else if let Some(name) = block {
            let is_shell = ["sh", "console ignore"].contains(&name);
            let line = line.trim_start_matches("$ ");
            lines.extend(
                Some(line)
                    .filter(|line| is_shell && line.starts_with("cchc "))
                    .map(ToOwned::to_owned),
            );
        } else {
            let code = line.split('`').skip(1).step_by(2);
            lines.extend(code.filter(|code| code.starts_with("cchc ")).map(ToOwned::to_owned));
        }
    }
    lines
}

/// A pattern of what may be typed, such as `cchc schema NAME` or `cchc verify [PERIOD…]`.
fn is_pattern(line: &str) -> bool {
    let is_placeholder = |word: &str| {
        let letters: Vec<char> = word.chars().filter(|letter| letter.is_alphabetic()).collect();
        letters.len() > 1 && letters.iter().all(|letter| letter.is_uppercase())
    };
    line.contains(['…', '[', '$']) || line.split(' ').any(is_placeholder)
}

fn fault(line: &str) -> Option<String> {
    let command = cchc::cli::command(Lang::En);
    let error = command.try_get_matches_from(words(line)).err()?;
    // A command that is only named has no paths.
    let is_named = error.kind() == clap::error::ErrorKind::MissingRequiredArgument;
    (!is_named && error.exit_code() != 0).then(|| format!("{line}\n{error}"))
}

#[test]
fn every_command_line_can_be_typed() {
    let text = [guide(), readme_and_contributing()].concat();
    let lines: Vec<String> = lines(&text).into_iter().filter(|line| !is_pattern(line)).collect();
    assert!(lines.len() > 200, "{}", lines.len());
    let faults: Vec<String> = lines.iter().filter_map(|line| fault(line)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_line_that_cannot_be_typed_is_found() {
    for (line, is_fine) in [
        ("cchc stats exports --by unit,month --period 2024-Q2", true),
        ("cchc thong-ke 'a b/*.xlsx' --where \"district=Huyện Hưng Hà\" > x.csv", true),
        ("cchc stats exports --no-such-option", false),
        ("cchc stats exports --by nothing", false),
        ("cchc calendar days 2024-04-25 +15", true),
    ] {
        assert_eq!(fault(line).is_none(), is_fine, "{line}");
    }
    assert!(is_pattern("cchc verify [PERIOD…]") && is_pattern("cchc schema NAME"));
    assert!(!is_pattern("cchc explain C0103") && !is_pattern("cchc list exports --state due"));
}
