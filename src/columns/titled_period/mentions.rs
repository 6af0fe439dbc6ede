//! Words of a title → what they say of time, one after the other.
//!
//! In: the words of one row. Out: spans, and words of time that make none. Must not know: which of several
//! is that of the table.

use super::cursor::Cursor;
use super::days::{PartDay, before_day, date, days, days_of_any_month};
use super::months::{NamedMonth, Span, months};
use super::words::{Kind, TitleWords};

/// What a title says of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mention {
    Days(PartDay, PartDay),
    Months(NamedMonth, NamedMonth),
    /// A year that may only say which year a month is of.
    Year(i32),
    WholeYear(i32),
    /// "từ đầu năm đến ngày …"
    YearTo(PartDay),
    /// "đến ngày …" without a beginning.
    Until(PartDay),
    Week,
    /// "tháng …", left open, or a single day: whole months and days elsewhere stand.
    Open,
    /// Words of time that are not understood.
    Unclear,
    /// Words of time that say nothing of the table.
    Aside,
}

/// Everything that a row says of time.
pub fn mentions(words: &TitleWords) -> Vec<Mention> {
    let mut cursor = Cursor { tokens: &words.tokens, at: 0 };
    let mut found = Vec::new();
    while cursor.kind().is_some() {
        let Some((mention, next)) = mention(cursor, &found) else {
            cursor = cursor.next();
            continue;
        };
        if mention != Mention::Aside && !cursor.is_compared() {
            found.extend(if words.is_cumulative { cumulative(mention) } else { vec![mention] });
        }
        cursor = Cursor { at: next.at.max(cursor.at + 1), ..cursor };
    }
    found
}

/// Figures that add up do so from a beginning that is said, or from the first of January.
fn cumulative(mention: Mention) -> Vec<Mention> {
    match mention {
        // The year that other words want; alone it does not say until when.
        Mention::Year(_) => vec![mention, Mention::Open],
        Mention::WholeYear(_) | Mention::Week => vec![Mention::Unclear],
        Mention::Months((_, first), _) if first != 1 => vec![Mention::Unclear],
        _ => vec![mention],
    }
}

fn mention<'a>(cursor: Cursor<'a>, before: &[Mention]) -> Option<(Mention, Cursor<'a>)> {
    if let Some((first, last, next)) = days(cursor) {
        return Some((Mention::Days(first, last), next));
    }
    if cursor.kind() == Some(Kind::From)
        && let Some(next) = days_of_any_month(cursor)
    {
        return Some((Mention::Aside, next));
    }
    match cursor.kind()? {
        Kind::From | Kind::First => from_the_beginning(cursor).or_else(|| from(cursor)),
        Kind::Until => until(cursor),
        Kind::Day => single_day(cursor),
        Kind::Number { .. } | Kind::Numeral(_) => {
            months_of_year(cursor).or_else(|| unnamed_day(cursor)).or_else(|| bare_month(cursor))
        }
        Kind::Month => named(cursor).or(Some((Mention::Open, cursor.next()))),
        Kind::Quarter => named(cursor).or_else(|| open_quarter(cursor)),
        Kind::ShortMonth | Kind::ShortQuarter => named(cursor).or_else(|| short(cursor)),
        Kind::Half => half(cursor),
        Kind::Year => months_of_year(cursor).or_else(|| year(cursor, before)),
        Kind::Week => {
            let mention =
                if cursor.next().value().is_some() { Mention::Week } else { Mention::Open };
            Some((mention, cursor.next()))
        }
        Kind::Batch => cursor.next().value().map(|(_, next)| (Mention::Unclear, next)),
        Kind::Period => period(cursor),
        _ => None,
    }
}

/// "từ đầu năm 2024 đến hết tháng 5", "đầu năm đến ngày 31/5/2024".
fn from_the_beginning(cursor: Cursor<'_>) -> Option<(Mention, Cursor<'_>)> {
    let next = cursor.after_all(&[Kind::From]).past(Kind::First)?.past(Kind::Year)?;
    let (year, next) = next.year_of_four().map_or((None, next), |(year, next)| (Some(year), next));
    let unclear = Some((Mention::Unclear, next));
    let Some(until) = next.after_all(&[Kind::CellEnd, Kind::Mark(',')]).past(Kind::Until) else {
        return unclear;
    };
    if let Some((day, next)) = date(before_day(until)) {
        let day = PartDay { year: day.year.or(year), ..day };
        return Some((Mention::YearTo(day), next));
    }
    let month = until.after_all(&[Kind::Through, Kind::Last]);
    match months(month) {
        Some((Some((first, last)), next)) if first == last => {
            let year = last.0.or(year);
            Some((Mention::Months((year, 1), (year, last.1)), next))
        }
        _ => unclear,
    }
}

/// "từ tháng 4 đến tháng 6"; "từ" before anything else of time is a span without an end.
fn from(cursor: Cursor<'_>) -> Option<(Mention, Cursor<'_>)> {
    let next = cursor.after_all(&[Kind::From, Kind::CellEnd]);
    match next.kind()? {
        Kind::Month | Kind::Quarter | Kind::ShortMonth | Kind::ShortQuarter => {
            let (found, next) = months(next)?;
            let span = found.filter(|(first, last)| first != last);
            Some((of_span(span), next))
        }
        Kind::Year => years(next),
        Kind::Day | Kind::Number { .. } if cursor.kind() == Some(Kind::From) => {
            let rest = next.tokens.iter().skip(next.at);
            let is_blank = !rest.into_iter().any(|token| matches!(token.kind, Kind::Number { .. }));
            let behind = date(before_day(next)).map_or(next.next(), |(_, next)| next);
            Some((if is_blank { Mention::Aside } else { Mention::Unclear }, behind))
        }
        _ => None,
    }
}

/// "từ năm 2022 đến năm 2024"
fn years(cursor: Cursor<'_>) -> Option<(Mention, Cursor<'_>)> {
    let (first, next) = cursor.year_word()?;
    let last = next.past(Kind::Until).and_then(|next| {
        next.after_all(&[Kind::Through]).year_word().or_else(|| next.year_of_four())
    });
    Some(match last {
        Some((last, next)) => (Mention::Months((Some(first), 1), (Some(last), 12)), next),
        None => (Mention::Unclear, next),
    })
}

/// "đến ngày 31/5/2024"; "đến nay" says of no day, and "tính đến" of the day that open dossiers are told of.
fn until(cursor: Cursor<'_>) -> Option<(Mention, Cursor<'_>)> {
    let counted = cursor.before(1) == Some(Kind::Counted);
    let day = before_day(cursor.next());
    if let Some((day, next)) = date(day) {
        let mention = if counted { Mention::Aside } else { Mention::Until(day) };
        return Some((mention, next));
    }
    match cursor.next().after_all(&[Kind::Through, Kind::Last]).kind() {
        Some(Kind::Month | Kind::Quarter | Kind::Year | Kind::ShortMonth | Kind::ShortQuarter) => {
            let month = cursor.next().after_all(&[Kind::Through, Kind::Last]);
            let behind = months(month).map_or(month.next(), |(_, next)| next);
            Some((Mention::Unclear, behind))
        }
        _ => None,
    }
}

/// A letter, a law and a print-out have a day of their own; one that begins a title is that of a table.
fn single_day(cursor: Cursor<'_>) -> Option<(Mention, Cursor<'_>)> {
    let (day, next) = date(before_day(cursor.next()))?;
    let begins = cursor.at == 0 || cursor.before(1) == Some(Kind::Mark('(')) && cursor.at == 1;
    let is_of_table = begins && !cursor.is_of_law() && day.year.is_some();
    Some((if is_of_table { Mention::Open } else { Mention::Aside }, next))
}

/// "30 tháng 6 năm 2024", without the word.
fn unnamed_day(cursor: Cursor<'_>) -> Option<(Mention, Cursor<'_>)> {
    let (day, next) = date(cursor)?;
    day.year.map(|_| (Mention::Aside, next))
}

/// "9 tháng năm 2024", "6 tháng cuối năm 2024", "sáu tháng đầu năm".
fn months_of_year(cursor: Cursor<'_>) -> Option<(Mention, Cursor<'_>)> {
    let is_month = |cursor: Cursor<'_>| {
        cursor.kind() == Some(Kind::Month)
            || (cursor.kind() == Some(Kind::ShortMonth) && cursor.is_glued())
    };
    let (count, next) = match cursor.kind()? {
        // "năm tháng đầu năm 2024"
        Kind::Year if is_month(cursor.next()) => (5, cursor.next()),
        Kind::Year => return None,
        _ => cursor.value()?,
    };
    if !is_month(next) {
        return None;
    }
    let next = next.next();
    // "5 tháng 7 năm 2024" is a day.
    if next.value().is_some_and(|(_, behind)| behind.kind() != Some(Kind::Month)) {
        return None;
    }
    let end = match next.kind() {
        Some(end @ (Kind::First | Kind::Last)) => Some(end),
        _ => None,
    };
    let behind = if end.is_some() { next.next().after_all(&[Kind::With]) } else { next };
    let year = behind.year_behind();
    let unclear = Some((Mention::Unclear, behind));
    let is_open = cursor.is_open_ended() || !(1..=12).contains(&count);
    let (year, next) = match (end, year) {
        (_, Some((year, next))) => (Some(year), next),
        (Some(_), None) => (None, behind.past(Kind::Year)?),
        (None, None) => return unclear,
    };
    if is_open {
        return unclear;
    }
    let (first, last) = if end == Some(Kind::Last) { (13 - count, 12) } else { (1, count) };
    Some((Mention::Months((year, first), (year, last)), next))
}

/// "Kỳ báo cáo: 06/2024", and a title that is nothing else.
fn period(cursor: Cursor<'_>) -> Option<(Mention, Cursor<'_>)> {
    let next =
        cursor.next().after_all(&[Kind::Other, Kind::Mark(':'), Kind::CellEnd, Kind::Mark('(')]);
    month_and_year(next)
}

fn bare_month(cursor: Cursor<'_>) -> Option<(Mention, Cursor<'_>)> {
    let (mention, next) = month_and_year(cursor)?;
    let is_mark = |kind| matches!(kind, Kind::Mark(_));
    let before = cursor.tokens.iter().take(cursor.at);
    let after = cursor.tokens.iter().skip(next.at);
    before.chain(after).all(|token| is_mark(token.kind)).then_some((mention, next))
}

fn month_and_year(cursor: Cursor<'_>) -> Option<(Mention, Cursor<'_>)> {
    let month = |found: (u32, Cursor<'_>)| (1..=12).contains(&found.0);
    let slash = |cursor: Cursor<'_>| cursor.kind() == Some(Kind::Mark('/'));
    let (month, year, next) = if let Some((year, next)) = cursor.year_of_four() {
        let (number, next) = next.past(Kind::Mark('-'))?.number(2).filter(|found| month(*found))?;
        (number, year, next)
    } else {
        let (number, next) = cursor.number(2).filter(|found| month(*found))?;
        let next = next.past(Kind::Mark('/')).or_else(|| next.past(Kind::Mark('-')))?;
        let (year, next) = next.year_of_four()?;
        (number, year, next)
    };
    let named = (Some(year), month);
    (!slash(next)).then_some((Mention::Months(named, named), next))
}

/// "nửa đầu năm 2024"
fn half(cursor: Cursor<'_>) -> Option<(Mention, Cursor<'_>)> {
    let end = cursor.next();
    let (first, last) = match end.kind()? {
        Kind::First => (1, 6),
        Kind::Last => (7, 12),
        // "nửa năm 2024"
        Kind::Year | Kind::Month => return Some((Mention::Unclear, end.next())),
        _ => return None,
    };
    let behind = end.next();
    let (year, next) = match behind.year_word() {
        Some((year, next)) => (Some(year), next),
        None => (None, behind.past(Kind::Year)?),
    };
    Some((Mention::Months((year, first), (year, last)), next))
}

/// "Q1 năm 2024" is a quarter, or a year of a district of a town.
fn short(cursor: Cursor<'_>) -> Option<(Mention, Cursor<'_>)> {
    let (_, next) = cursor.next().value().filter(|_| cursor.next().is_glued())?;
    next.year_behind().map(|_| (Mention::Open, next))
}

/// "quý" alone also ends names of places.
fn open_quarter(cursor: Cursor<'_>) -> Option<(Mention, Cursor<'_>)> {
    let next = cursor.next();
    let is_open = matches!(next.kind(), Some(Kind::Year | Kind::Mark('/' | '…' | '.' | '_')));
    is_open.then_some((Mention::Open, next))
}

/// "năm 2024", and what stands before and behind it.
fn year<'a>(cursor: Cursor<'a>, before: &[Mention]) -> Option<(Mention, Cursor<'a>)> {
    let next = cursor.next();
    let value = next.after_all(&[Kind::Mark(':'), Kind::CellEnd]);
    // "Năm báo cáo: 2024"
    let named = next.after_all(&[Kind::Other]).past(Kind::Mark(':'));
    let found = value.year_of_four().or_else(|| named?.after_all(&[Kind::CellEnd]).year_of_four());
    let Some((year, behind)) = found else {
        let is_open = matches!(next.kind(), Some(Kind::Mark('…' | '_')))
            || (next.kind() == Some(Kind::Mark('.'))
                && next.next().kind() == Some(Kind::Mark('.')));
        return is_open.then_some((Mention::Open, next));
    };
    if cursor.is_of_law() {
        return Some((Mention::Aside, behind));
    }
    // "năm 2023-2024", "năm 2023, 2024", "năm 2023 và 2024"
    let more = behind.kind().is_some_and(|kind| {
        matches!(kind, Kind::Mark('-' | '–' | ',' | '+' | '&' | '/') | Kind::And)
    });
    let more = more && behind.next().after_all(&[Kind::Year]).year_number().is_some();
    let is_part = matches!(cursor.before(1), Some(Kind::First | Kind::Last | Kind::Middle));
    if more || is_part || cursor.is_open_ended() {
        return Some((Mention::Unclear, behind));
    }
    let is_added =
        !before.is_empty() && matches!(cursor.before(1), Some(Kind::And | Kind::Mark('+' | '&')));
    let is_whole = is_added || cursor.before(1) == Some(Kind::Whole);
    Some((if is_whole { Mention::WholeYear(year) } else { Mention::Year(year) }, behind))
}

/// Months and quarters with their names: none where the row goes on in a way that is not understood.
fn named(cursor: Cursor<'_>) -> Option<(Mention, Cursor<'_>)> {
    let (span, next) = months(cursor)?;
    // "nửa đầu tháng 6 năm 2024"
    let is_part = matches!(cursor.before(1), Some(Kind::First | Kind::Last | Kind::Middle));
    let is_open = is_part || cursor.is_open_ended();
    Some((of_span(span.filter(|_| !is_open)), next))
}

fn of_span(span: Span) -> Mention {
    span.map_or(Mention::Unclear, |(first, last)| Mention::Months(first, last))
}
