//! Template + names → the filled text, in which text of the report is marked as such.
//!
//! The markup is read after the template was filled, so a unit called `# Title` or `[[annex]]` would
//! become one: the letters of data that mean something are moved out of the way here and moved back
//! by [`restore`]. Must not know: what the markup means.

use std::collections::BTreeSet;

use minijinja::value::{Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};

use super::context;
use super::filters::{self, FILTERS, TESTS};
use super::known::{GAP, Names, nearest, unknown};
use crate::answers::publication::Report;
use crate::render::number;
use crate::render::rendering::RenderError;
use crate::words::Lang;

/// Letters that begin blocks or end sentences; in data they are shifted into the private area.
const MEANINGFUL: [char; 9] = ['[', ']', '#', '-', '.', '!', '?', '…', ':'];
/// The letter that the first of them becomes.
const SHIFTED: u32 = 0xF000;

/// Fills a template.
///
/// # Errors
/// When the template is wrong: with its line.
pub fn fill(report: &Report, source: &str) -> Result<String, RenderError> {
    let lang = report.lang;
    let names = context::names(report);
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // Names the expression that met nothing.
    environment.set_debug(true);
    // Captured text is then told apart from data; nothing is escaped for HTML.
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(move |output, _, value| {
        output.write_str(&printed(lang, value)?).map_err(Error::from)
    });
    filters::add(&mut environment, lang);
    let template = environment
        .template_from_named_str("template", source)
        .map_err(|error| template_error(lang, &error))?;
    let functions: BTreeSet<&str> = environment.globals().map(|(name, _)| name).collect();
    let used = template.undeclared_variables(true).into_iter();
    let used = used.filter(|path| !functions.contains(path.split('.').next().unwrap_or_default()));
    check_names(lang, source, &names, used)?;
    template.render(Value::from(names)).map_err(|error| template_error(lang, &error))
}

/// What a value looks like in the text.
fn printed(lang: Lang, value: &Value) -> Result<String, Error> {
    if value.is_safe() {
        return Ok(value.to_string());
    }
    // `{{ ", " if not loop.last }}` on the last turn; unknown names never come here.
    if value.is_undefined() {
        return Ok(String::new());
    }
    if let Some(count) = filters::whole(value) {
        return Ok(number::count(lang, count));
    }
    if value.downcast_object_ref::<Names>().is_some() || value.kind() == ValueKind::Seq {
        let what = lang.of(
            "không in được cả một nhóm; hãy nêu tên bên trong, hoặc dùng `danh_sach`",
            "a group cannot be printed; name what is inside, or use `names`",
        );
        return Err(Error::new(ErrorKind::NonPrimitive, what));
    }
    Ok(value.to_string().chars().map(shifted).collect())
}

fn shifted(letter: char) -> char {
    let place = MEANINGFUL.iter().position(|other| *other == letter);
    place
        .and_then(|place| u32::try_from(place).ok())
        .and_then(|place| char::from_u32(SHIFTED + place))
        .unwrap_or(letter)
}

/// Moves the letters of data back, when the markup has been read.
pub fn restore(text: &str) -> String {
    text.chars()
        .map(|letter| {
            u32::from(letter)
                .checked_sub(SHIFTED)
                .and_then(|place| usize::try_from(place).ok())
                .and_then(|place| MEANINGFUL.get(place).copied())
                .unwrap_or(letter)
        })
        .collect()
}

/// Whether a value is missing in this text.
pub fn has_gap(text: &str) -> bool {
    text.contains(GAP)
}

/// Looks up every name of the template, also those in branches that this report does not take: a
/// slip shows at once, not in the month in which there is something to say.
fn check_names(
    lang: Lang,
    source: &str,
    names: &Names,
    used: impl IntoIterator<Item = String>,
) -> Result<(), RenderError> {
    let code = without_comments(source);
    let mut wrong: Vec<(usize, String)> = Vec::new();
    for path in used {
        if let Some(what) = unknown_part(names, &path) {
            let line = code.lines().position(|line| line.contains(&path)).map_or(0, |at| at + 1);
            wrong.push((line, what));
        }
    }
    wrong.sort();
    wrong.first().map_or(Ok(()), |(line, what)| Err(at_line(lang, *line, what)))
}

/// Why a dotted path leads nowhere.
fn unknown_part(names: &Names, path: &str) -> Option<String> {
    let mut value = Value::UNDEFINED;
    for (depth, part) in path.split('.').enumerate() {
        let found = if depth == 0 {
            names.look_up(part)
        } else {
            // What is no group of names is looked at when the template is filled.
            value.downcast_object_ref::<Names>()?.look_up(part)
        };
        match found {
            Ok(next) => {
                let next = next.clone();
                value = next;
            }
            Err(what) => return Some(what),
        }
    }
    None
}

/// The template with its comments blanked; lines stay where they are.
pub fn without_comments(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(start) = rest.find("{#") {
        let (before, comment) = rest.split_at(start);
        text.push_str(before);
        let end = comment.find("#}").map_or(comment.len(), |end| end + 2);
        let (comment, after) = comment.split_at(end);
        text.extend(comment.chars().filter(|letter| *letter == '\n'));
        rest = after;
    }
    text.push_str(rest);
    text
}

/// An error with the line of the template, where it is known.
pub fn at_line(lang: Lang, line: usize, what: &str) -> RenderError {
    RenderError::Template(match (lang, line) {
        (Lang::Vi, 0) => format!("mẫu báo cáo: {what}"),
        (Lang::Vi, line) => format!("mẫu báo cáo, dòng {line}: {what}"),
        (Lang::En, 0) => format!("report template: {what}"),
        (Lang::En, line) => format!("report template, line {line}: {what}"),
    })
}

/// An error of the engine in the words of this program.
fn template_error(lang: Lang, error: &Error) -> RenderError {
    let detail = error.detail().unwrap_or_default();
    // `filter x is unknown`, `test x is unknown`
    let subject = detail.split_whitespace().nth(1).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::UnknownFilter => {
            unknown(lang, lang.of("bộ lọc", "filter"), subject, nearest(subject, FILTERS))
        }
        ErrorKind::UnknownTest => {
            let kind = lang.of("phép kiểm tra", "test");
            unknown(lang, kind, subject, nearest(subject, TESTS))
        }
        ErrorKind::SyntaxError => format!("{}: {detail}", lang.of("sai cú pháp", "syntax error")),
        ErrorKind::UndefinedError if detail.is_empty() || detail.contains("` is undefined") => {
            let what = detail.split(" is undefined").next().unwrap_or_default();
            let advice = lang.of(
                "không có gì ở đây; hãy hỏi trước, ví dụ `{% if best %}`",
                "there is nothing here; ask first, as in `{% if best %}`",
            );
            format!("{what} {advice}").trim().to_owned()
        }
        kind if detail.is_empty() => kind.to_string(),
        _ => detail.to_owned(),
    };
    at_line(lang, error.line().unwrap_or(0), &what)
}
