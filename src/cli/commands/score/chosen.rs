//! Which index is scored by.

use crate::answers::system_messages;
use crate::cli::commands::score::ScoredArgs;
use crate::cli::failure::{Exit, Failure};
use crate::domain::Period;
use crate::domain::nearest;
use crate::index::{Index, index, names};
use crate::words::Lang;

/// A built-in index, or a file.
///
/// # Errors
/// When there is neither, or everything that is wrong with the file.
pub fn index_named(name: &str, lang: Lang) -> Result<Index, Failure> {
    if let Some(index) = index(name) {
        return Ok(index);
    }
    let is_file = std::path::Path::new(name).exists() || name.contains(['/', '\\', '.']);
    if !is_file {
        return Err(unknown(name, lang));
    }
    let text = std::fs::read_to_string(name).map_err(|error| {
        let what = lang.of("không đọc được tệp bộ tiêu chí", "cannot read the index file");
        let why = system_messages::unreadable(&error, lang);
        Failure::message(Exit::Config, format!("{what} `{name}`: {why}"))
    })?;
    Index::parse(name, &text)
        .map_err(|error| Failure::message(Exit::Config, error.lines(lang).join("\n")))
}

/// An index that nobody knows.
pub fn unknown(name: &str, lang: Lang) -> Failure {
    let what = lang.of("không có bộ tiêu chí", "there is no index");
    let mut failure = Failure::message(Exit::Usage, format!("{what} `{name}`"));
    if let Some(near) = nearest(name, names()) {
        let hint = lang.of("có phải ý bạn là", "did you mean");
        failure = failure.hint(format!("{hint} `{near}`?"));
    }
    let known: Vec<&str> = names().collect();
    let start = lang.of("các bộ có sẵn", "built in");
    failure.hint(format!("{start}: {}", known.join(", ")))
}

/// The indices of 766 that are computed from logs, the newest first.
const USUAL: [&str; 2] = ["766-cong-2026", "766-van-ban"];

/// The index 766 that is valid for a period; the oldest where none is, or none is known.
#[expect(clippy::expect_used, reason = "both are built in; the tests of the registry read them")]
pub fn usual(period: Option<Period>) -> Index {
    let mut indices: Vec<Index> = USUAL.iter().filter_map(|name| index(name)).collect();
    let fits = |index: &Index| period.is_some_and(|period| index.validity.covers(&period));
    let place = indices.iter().position(fits).unwrap_or(indices.len().saturating_sub(1));
    (place < indices.len()).then(|| indices.swap_remove(place)).expect("built-in indices")
}

/// The index asked for, or the usual one; refused for a period that it is not for.
///
/// # Errors
/// As for [`named`], and when the period lies outside the days of the index.
pub fn for_period(arguments: &ScoredArgs, period: Period, lang: Lang) -> Result<Index, Failure> {
    let index = match &arguments.index {
        Some(name) => index_named(name, lang)?,
        None => usual(Some(period)),
    };
    if arguments.outside_validity || index.validity.covers(&period) {
        return Ok(index);
    }
    let bound = |day: Option<crate::domain::Day>| {
        day.map_or_else(|| "…".to_owned(), |day| crate::answers::provenance::day(lang, day))
    };
    let (from, to) = (bound(index.validity.from), bound(index.validity.to));
    let (id, period) = (&index.id, days(lang, period));
    let failure = Failure::message(
        Exit::Config,
        match lang {
            Lang::Vi => {
                format!("bộ tiêu chí `{id}` áp dụng từ {from} đến {to}, không phải cho kỳ {period}")
            }
            Lang::En => {
                format!("the index `{id}` is for {from} to {to}, not for the period {period}")
            }
        },
    );
    Err(failure.hint(lang.of(
        "chọn bộ khác (`cchc score --list-indices`), hoặc --outside-validity để chấm thử",
        "choose another (`cchc score --list-indices`), or --outside-validity to try",
    )))
}

/// The days of a period, for messages.
fn days(lang: Lang, period: Period) -> String {
    let day = |day| crate::answers::provenance::day(lang, day);
    format!("{} – {}", day(period.from), day(period.to))
}
