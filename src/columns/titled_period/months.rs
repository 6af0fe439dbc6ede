//! Words of a title → months: "tháng 4, 5, 6 năm 2024", "Quý I-III/2024", "T4-T6/2024".
//!
//! In: tokens and a place among them, at the first name. Out: the first and last month. Must not know: what
//! stands before them.

use super::cursor::Cursor;
use super::days::date;
use super::words::Kind;

/// A month, and its year where it is written.
pub type NamedMonth = (Option<i32>, u32);

/// First and last month; none where the words do not make a span.
pub type Span = Option<(NamedMonth, NamedMonth)>;

/// One named month or quarter.
struct Item {
    year: Option<i32>,
    value: u32,
    /// Whether the word stands before it, not only the number.
    has_name: bool,
}

/// What stands between two of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    List,
    Range,
}

/// The months that are named from here on, and what stands behind them; nothing where none is.
pub fn months(cursor: Cursor<'_>) -> Option<(Span, Cursor<'_>)> {
    let key = cursor.kind()?;
    let is_quarter = matches!(key, Kind::Quarter | Kind::ShortQuarter);
    let is_short = matches!(key, Kind::ShortMonth | Kind::ShortQuarter);
    if !is_quarter && !matches!(key, Kind::Month | Kind::ShortMonth) {
        return None;
    }
    let (item, mut next) = named_item(cursor, key)?;
    let mut items = vec![item];
    let mut joints = Vec::new();
    while let Some((joint, item, behind)) = another(next, key, &items) {
        items.push(item);
        joints.push(joint);
        next = behind;
    }
    let last = items.last()?;
    // "UBND Q1" is a place; so may be "Q1 năm 2024".
    if is_short && last.year.is_none() {
        return None;
    }
    let ended = ends(next, last);
    let span = span(&items, &joints, is_quarter).filter(|_| ended);
    Some((span, next))
}

fn named_item(cursor: Cursor<'_>, key: Kind) -> Option<(Item, Cursor<'_>)> {
    let mut next = cursor.past(key)?;
    let is_short = matches!(key, Kind::ShortMonth | Kind::ShortQuarter);
    if is_short {
        next = next.after_all(&[Kind::Mark('.')]);
        if !next.is_glued() {
            return None;
        }
    } else {
        next = next.after_all(&[Kind::CellEnd, Kind::Mark(':')]);
        // A real date that a workbook shows as a month.
        if let Some((day, behind)) =
            date(next).filter(|(day, _)| day.year.is_some() && day.day == 1)
            && next.year_of_four().is_some()
        {
            return Some((Item { year: day.year, value: day.month?, has_name: true }, behind));
        }
    }
    let (value, next) = next.value()?;
    // "Q1 năm 2024" may be a district of a town.
    let year = if key == Kind::ShortQuarter { next.year_close() } else { next.year_behind() };
    let (year, next) = year.map_or((None, next), |(year, next)| (Some(year), next));
    Some((Item { year, value, has_name: true }, next))
}

/// The next of a list or the end of a range.
fn another<'a>(
    cursor: Cursor<'a>,
    key: Kind,
    before: &[Item],
) -> Option<(Joint, Item, Cursor<'a>)> {
    let next = cursor.after_all(&[Kind::CellEnd]);
    let joint = match next.kind()? {
        Kind::Mark(',' | '&' | '+' | ';') | Kind::And => Joint::List,
        Kind::Mark('-' | '–' | '—' | '~' | '→') | Kind::Until => Joint::Range,
        _ => return None,
    };
    let mut next = next.next();
    if next.kind() == Some(Kind::And) {
        next = next.next();
    }
    if joint == Joint::Range {
        next = next.after_all(&[Kind::Through, Kind::CellEnd]);
    }
    if next.kind() == Some(key) {
        let (item, behind) = named_item(next, key)?;
        return Some((joint, item, behind));
    }
    let (value, behind) = next.value()?;
    let most = if matches!(key, Kind::Quarter | Kind::ShortQuarter) { 4 } else { 12 };
    // "Tháng 6 và 6 tháng đầu năm", "Quý II, 15/3 - 14/6/2024".
    let is_other = !(1..=most).contains(&value)
        || matches!(behind.kind(), Some(Kind::Month | Kind::ShortMonth | Kind::Clock))
        || date(next).is_some_and(|_| behind.year_behind().is_none());
    if is_other {
        return None;
    }
    let year = behind.year_behind();
    let (year, behind) = year.map_or((None, behind), |(year, behind)| (Some(year), behind));
    // "Tháng 6/2024, 7 đơn vị"
    let goes_on = year.is_some() || before.iter().all(|item| item.year.is_none());
    goes_on.then_some((joint, Item { year, value, has_name: false }, behind))
}

/// Whether nothing stands behind that would belong to it.
fn ends(next: Cursor<'_>, last: &Item) -> bool {
    match next.kind() {
        Some(Kind::Mark('/' | '…' | '_') | Kind::Number { .. } | Kind::Roman(_)) => false,
        // "Tháng 6, 7 đơn vị"
        Some(Kind::Other) => last.has_name || last.year.is_some(),
        _ => true,
    }
}

/// First and last month, if the items follow each other.
fn span(items: &[Item], joints: &[Joint], is_quarter: bool) -> Span {
    let (length, most) = if is_quarter { (3, 4) } else { (1, 12) };
    if items.iter().any(|item| !(1..=most).contains(&item.value)) {
        return None;
    }
    // A year stands for all that come before it.
    let mut year = None;
    let mut following: Option<u32> = None;
    let mut places: Vec<(Option<i32>, u32)> = Vec::new();
    for item in items.iter().rev() {
        let turns =
            item.year.is_none() && following.is_some_and(|following| item.value > following);
        year = item.year.or_else(|| year.map(|year: i32| year - i32::from(turns)));
        if turns && year.is_none() {
            return None;
        }
        following = Some(item.value);
        places.push((year, item.value));
    }
    places.reverse();
    let is_range = joints == [Joint::Range];
    let number = |(year, value): (Option<i32>, u32)| {
        year.unwrap_or(0) * i32::try_from(most).unwrap_or(12) + i32::try_from(value).unwrap_or(0)
    };
    let follow = places.windows(2).all(|pair| match pair {
        // "Tháng 6/2023 - tháng 6/2024" is a comparison.
        [one, other] if is_range => number(*one) < number(*other) && one.1 != other.1,
        [one, other] => number(*one) + 1 == number(*other),
        _ => true,
    });
    let (first, last) = (places.first()?, places.last()?);
    follow.then(|| ((first.0, (first.1 - 1) * length + 1), (last.0, last.1 * length)))
}

impl Cursor<'_> {
    /// A year right behind: "/2024", ".2024", "-2024".
    fn year_close(self) -> Option<(i32, Self)> {
        let Kind::Mark('/' | '.' | '-') = self.kind()? else { return None };
        self.next().year_number()
    }
}
