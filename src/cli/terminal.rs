//! Standard output, standard error, locale and colour.

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Map, Value};

use super::failure::{Exit, Failure};
use super::{clock, messages};
use crate::cli::arguments::{ColourArg, OutputArgs};
use crate::domain::visible;
use crate::output::write_file;
use crate::render::terminal::{TerminalStyle, one_line};
use crate::words::Lang;

/// The language that messages are in when nothing else is known.
const DEFAULT_LANG: Lang = Lang::Vi;

/// The values that an option is given: it has to be known before the arguments can be parsed.
pub fn values_of<'a>(option: &'a str, arguments: &'a [OsString]) -> impl Iterator<Item = &'a str> {
    let mut texts =
        arguments.iter().filter_map(|argument| argument.to_str()).take_while(|text| *text != "--");
    std::iter::from_fn(move || {
        while let Some(text) = texts.next() {
            let value = match text.strip_prefix(option) {
                Some("") => texts.next(),
                Some(rest) => rest.strip_prefix('='),
                None => None,
            };
            if value.is_some() {
                return value;
            }
        }
        None
    })
}

/// The language: `--lang`, else the settings, else the locale. Vietnamese unless the locale names
/// another language.
pub fn language(arguments: &[OsString], configured: Option<Lang>) -> Lang {
    let typed = values_of("--lang", arguments).find_map(Lang::from_name);
    if let Some(lang) = typed.or(configured) {
        return lang;
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    locale.map_or(DEFAULT_LANG, |locale| language_of_locale(&locale))
}

/// `C`, `POSIX` and nonsense say nothing about the reader.
fn language_of_locale(locale: &str) -> Lang {
    let name = locale.split(['.', '@']).next().unwrap_or("");
    let code = name.split(['_', '-']).next().unwrap_or("");
    let is_language = (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase());
    if is_language && code != "vi" { Lang::En } else { Lang::Vi }
}

/// Colour and width for standard output.
pub fn look(arguments: &OutputArgs) -> TerminalStyle {
    let is_terminal = std::io::stdout().is_terminal() && arguments.output.is_none();
    let is_plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var("TERM").is_ok_and(|term| term == "dumb");
    let colour = match arguments.color {
        ColourArg::Always => true,
        ColourArg::Never => false,
        ColourArg::Auto => is_terminal && !is_plain,
    };
    let size = terminal_size::terminal_size_of(std::io::stdout());
    let width = size.map(|(terminal_size::Width(width), _)| width).filter(|_| is_terminal);
    TerminalStyle { colour, width }
}

/// Writes the answer to standard output or to `--output`. A closed pipe is fine.
///
/// # Errors
/// When the answer cannot be written.
pub fn deliver(
    answer: impl AsRef<[u8]>,
    arguments: &OutputArgs,
    lang: Lang,
) -> Result<(), Failure> {
    if let Some(path) = &arguments.output {
        write_file(path, answer.as_ref()).map_err(|error| messages::output(&error, lang))?;
        if !arguments.talk.quiet {
            let written = lang.of("Đã ghi", "Written");
            say(&format!("{written}: {}", path.display()));
        }
        return Ok(());
    }
    print_bytes(answer.as_ref(), lang).map(|_| ())
}

/// Writes the answer to standard output. A closed pipe is fine.
///
/// # Errors
/// When standard output cannot be written.
pub fn print_answer(text: &str, lang: Lang) -> Result<Exit, Failure> {
    print_bytes(text.as_bytes(), lang)
}

/// Writes bytes to standard output. A closed pipe is fine.
///
/// # Errors
/// When standard output cannot be written.
pub fn print_bytes(bytes: &[u8], lang: Lang) -> Result<Exit, Failure> {
    match print(bytes) {
        Ok(()) => Ok(Exit::Fine),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(Exit::Fine),
        Err(error) => {
            let what = lang.of("không ghi được ra stdout", "cannot write to standard output");
            Err(Failure::message(Exit::Output, format!("{what}: {error}")))
        }
    }
}

fn print(bytes: &[u8]) -> std::io::Result<()> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

/// Whether talk is JSON, an object a line.
static TALKS_JSON: AtomicBool = AtomicBool::new(false);

/// From now on every line of talk is a JSON object, for what watches the process.
pub fn talk_json() {
    TALKS_JSON.store(true, Ordering::Relaxed);
}

/// One line of talk. Nobody listening is no error.
pub fn say(line: &str) {
    if TALKS_JSON.load(Ordering::Relaxed) {
        event("info", line, Map::new());
    } else {
        write_talk(&one_line(line));
    }
}

/// One JSON object of talk.
pub fn event(level: &str, message: &str, facts: Map<String, Value>) {
    let mut event = Map::new();
    // When it was said, not what: nothing of the clock goes into a file.
    event.insert("at".to_owned(), clock::moment().into());
    event.insert("level".to_owned(), level.into());
    event.insert("message".to_owned(), message.into());
    event.extend(facts);
    write_talk(&visible(&Value::Object(event).to_string()));
}

fn write_talk(line: &str) {
    let _nobody_listens = writeln!(std::io::stderr().lock(), "{line}");
}

/// An error with its causes and hints.
pub fn complain(failure: &Failure, lang: Lang) {
    if TALKS_JSON.load(Ordering::Relaxed) {
        let mut facts = Map::new();
        facts.insert("exit".to_owned(), (failure.exit as u8).into());
        facts.insert("hints".to_owned(), failure.hints.clone().into());
        return event("error", &format!("{:#}", failure.error), facts);
    }
    // Everything that is wrong with a file is told at once, a line each.
    let text = format!("{}: {:#}", lang.of("lỗi", "error"), failure.error);
    text.lines().for_each(say);
    if !failure.hints.is_empty() {
        say("");
    }
    for hint in &failure.hints {
        say(&format!("{}: {hint}", lang.of("gợi ý", "hint")));
    }
}

/// Whether a person watches standard error.
pub fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}

#[cfg(test)]
mod tests {
    use super::{Lang, language, language_of_locale};

    #[test]
    fn the_locale_decides_only_when_it_names_a_language() {
        for (locale, lang) in [
            ("vi_VN.UTF-8", Lang::Vi),
            ("en_US.UTF-8", Lang::En),
            ("fr_FR", Lang::En),
            ("C", Lang::Vi),
            ("C.UTF-8", Lang::Vi),
            ("POSIX", Lang::Vi),
        ] {
            assert_eq!(language_of_locale(locale), lang, "{locale}");
        }
    }

    #[test]
    fn the_option_beats_the_locale() {
        for (arguments, lang) in [
            (vec!["cchc", "--lang", "en"], Lang::En),
            (vec!["cchc", "stats", "--lang=vi"], Lang::Vi),
        ] {
            let arguments: Vec<_> = arguments.into_iter().map(Into::into).collect();
            assert_eq!(language(&arguments, None), lang);
        }
    }
}
