//! Heads that this program itself writes: names of counts, rates and dimensions in both languages, and the keys of CSV.
//!
//! In: the name over a column. Out: its use. Must not know: which answer was written, and how.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::columns::{ColumnUse, name_key};
use super::measure::Measure;
use crate::domain::{Dimension, fold};
use crate::tally::Count;
use crate::words::{Bilingual, FIGURES, LABELS, Lang, pick, share_name};

/// Folded keys, which nobody else writes.
static KEYS: LazyLock<HashMap<String, ColumnUse>> = LazyLock::new(|| {
    let dimensions = Dimension::ALL.map(|by| (by.name().to_owned(), ColumnUse::Label(by)));
    let rates = FIGURES
        .indicators
        .keys()
        .flat_map(|id| ["", "_num", "_den"].map(|part| (format!("{id}{part}"), ColumnUse::Known)));
    let counts = Count::ALL.map(|count| (count.name().to_owned(), of_count(count)));
    let definition = [(DEFINITION.to_owned(), ColumnUse::Known)];
    let all = dimensions.into_iter().chain(rates).chain(counts).chain(definition);
    all.map(|(key, column_use)| (fold(&key), column_use)).collect()
});

/// Folded words, which others may use of something else. The later wins: "Trực tuyến" is a count, and its rate is
/// told by its cells.
static WORDS: LazyLock<HashMap<String, ColumnUse>> = LazyLock::new(|| {
    let heads = LABELS.iter().filter_map(|(_, sections)| sections.get("heads"));
    let heads = heads.flatten().map(|(key, text)| (*text, of_rate(key)));
    let rates = FIGURES
        .indicators
        .iter()
        .flat_map(|(id, rate)| [(rate.short_name, ColumnUse::Known), (rate.name, of_rate(id))]);
    let shares = FIGURES.indicators.iter().flat_map(|(id, rate)| {
        let name = |lang| name_key(&share_name(lang, pick(lang, rate.short_name)));
        Lang::ALL.map(|lang| (name(lang), of_rate(id)))
    });
    let counts = Count::ALL
        .into_iter()
        .filter_map(|count| Some((FIGURES.counts.get(count.name())?.name, of_count(count))));
    let dimensions = Dimension::ALL.map(|by| {
        let word = |lang: Lang| lang.label("dimension", by.name());
        (Bilingual { vi: word(Lang::Vi), en: word(Lang::En) }, ColumnUse::Label(by))
    });
    let all = heads.chain(rates).chain(counts).chain(dimensions);
    let all = all.flat_map(|(text, own)| [(name_key(text.vi), own), (name_key(text.en), own)]);
    shares.chain(all).collect()
});

/// The way of counting that the figures of a row rest on.
const DEFINITION: &str = "definition";

/// Whether a column is named by a key: a blank cell below it is a figure that nobody knows.
pub fn is_key(name: &str) -> bool {
    KEYS.contains_key(&fold(name))
}

/// Names what no dictionary knows: keys wherever they stand, words where all of a head of one row are this program's.
pub fn name_own(columns: &mut [(Vec<String>, ColumnUse)]) {
    let own = |path: &[String], names: &HashMap<String, ColumnUse>| match path {
        [name] => names.get(&name_key(name)).copied(),
        _ => None,
    };
    for (path, found) in columns.iter_mut().filter(|(_, found)| *found == ColumnUse::Unknown) {
        *found = own(path, &KEYS).unwrap_or(*found);
    }
    let is_own = |(path, found): &(Vec<String>, ColumnUse)| {
        path.is_empty() || own(path, &WORDS).is_some() || *found == ColumnUse::Known
    };
    if !columns.iter().all(is_own) {
        return;
    }
    // "Tiếp nhận" alone may hold those carried in, but not where other names are this program's alone.
    let is_ours =
        columns.iter().any(|(path, found)| *found == ColumnUse::Unknown && !path.is_empty());
    let is_open = |found: &ColumnUse| match found {
        ColumnUse::Unknown | ColumnUse::Known => true,
        ColumnUse::Measure(measure) => is_ours && *measure == Measure::ReceivedUnclear,
        _ => false,
    };
    for (path, found) in columns {
        if is_open(found) {
            *found = own(path, &WORDS).unwrap_or(*found);
        }
    }
}

/// What counts the same; other counts are in no printed form, and no part of what they hold.
const fn of_count(count: Count) -> ColumnUse {
    let measure = match count {
        Count::Opening => Measure::Carried,
        Count::Received => Measure::Received,
        Count::ReceivedOnline => Measure::ReceivedOnline,
        Count::ReceivedInPerson => Measure::ReceivedInPerson,
        Count::ReceivedPostal => Measure::ReceivedPostal,
        Count::ReceivedOther => Measure::ReceivedOther,
        Count::ReceivedUnknown => Measure::ReceivedUnknown,
        Count::Resolved => Measure::Resolved,
        Count::Early => Measure::Early,
        Count::OnTime => Measure::OnTime,
        Count::Late => Measure::Late,
        Count::Undated => Measure::Undated,
        Count::Returned => Measure::ReturnedOrWithdrawn,
        Count::Closing => Measure::Pending,
        Count::ClosingWithin => Measure::PendingWithin,
        Count::ClosingOverdue => Measure::PendingOverdue,
        Count::ClosingUndated => Measure::PendingUndated,
        Count::ClosingPaused => Measure::Paused,
        Count::ClosingUncovered => Measure::PendingUncovered,
        _ => return ColumnUse::Known,
    };
    ColumnUse::Measure(measure)
}

fn of_rate(id: &str) -> ColumnUse {
    let measure = Measure::from_name(id).filter(|measure| measure.is_rate());
    measure.map_or(ColumnUse::Known, ColumnUse::Measure)
}
