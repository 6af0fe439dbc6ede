//! Cells → numbers, a column at a time: `1.234`, `1,234`, `1 234`, `12.0`, `98,5%`.
//!
//! A point in one cell can stand before thousands or before a fraction; the other cells of its table decide
//! ([`Marks`]). What they do not decide is a doubt, and a doubt is never a figure.

use super::columns::is_note;

/// A cell of a column of counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// Nothing, or a dash: none.
    Blank,
    Count(u64),
    /// The marks can be read in two ways, or a whole number lost its last zeros.
    Doubt,
    /// Negative, a fraction, words.
    NoCount,
    /// A formula whose value the workbook does not hold, or dots that wait for a figure.
    Unsaved,
}

/// Stands in the cell of a formula without a value; nobody types it.
pub const UNSAVED: &str = "\u{FFFC}";

/// A printed rate: its digits without the mark, and how many stand behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    pub digits: u64,
    pub decimals: u32,
    /// Whether `%` stands behind it.
    pub has_percent: bool,
    /// Whether more digits stood there than are kept: a computed value, and no rounded one.
    pub is_cut: bool,
}

/// Digits in groups, and what stands between them.
#[derive(Debug, PartialEq, Eq)]
struct Shape {
    groups: Vec<String>,
    marks: Vec<char>,
    is_negative: bool,
}

/// Spaces of all kinds, as office programs and web pages put between thousands.
const SPACES: [char; 5] = [' ', '\u{A0}', '\u{2009}', '\u{202F}', '\u{2007}'];
/// The only marks that can also stand before a fraction.
const POINTS: [char; 2] = ['.', ','];

/// Whether a cell says "none".
pub fn is_blank(cell: &str) -> bool {
    let text = cell.trim().trim_start_matches('\'');
    text.is_empty() || text.chars().all(|character| matches!(character, '-' | '–' | '—' | '−'))
}

/// "……": to be filled in by hand.
fn is_open(cell: &str) -> bool {
    let text = cell.trim();
    let dots = text.chars().all(|character| matches!(character, '.' | '…' | '_'));
    dots && (text.chars().count() > 1 || text == "…")
}

impl Shape {
    fn parse(cell: &str) -> Option<Self> {
        // An apostrophe in front keeps a spreadsheet from taking text for a number.
        let text = cell.trim().trim_start_matches('\'').trim();
        let unsigned = text.strip_prefix(['-', '−']);
        let mut shape = Self {
            groups: vec![String::new()],
            marks: Vec::new(),
            is_negative: unsigned.is_some(),
        };
        for character in unsigned.unwrap_or(text).chars() {
            let mark = if SPACES.contains(&character) { ' ' } else { character };
            match mark {
                '0'..='9' => shape.groups.last_mut()?.push(mark),
                '.' | ',' | ' ' | '\'' | '’' => {
                    shape.marks.push(if mark == '’' { '\'' } else { mark });
                    shape.groups.push(String::new());
                }
                _ => return None,
            }
        }
        shape.groups.iter().all(|group| !group.is_empty()).then_some(shape)
    }

    /// Whether the first `groups` are a number in thousands: 1 to 3 digits, then always 3.
    fn is_in_thousands(&self, groups: usize) -> bool {
        let mut parts = self.groups.iter().take(groups);
        let first = parts
            .next()
            .is_some_and(|first| first.len() <= 3 && (!first.starts_with('0') || groups == 1));
        first && parts.all(|group| group.len() == 3)
    }

    /// The one mark it has, if it has one kind only.
    fn only_mark(&self) -> Option<char> {
        let first = *self.marks.first()?;
        self.marks.iter().all(|mark| *mark == first).then_some(first)
    }

    /// A single mark with three digits behind it: thousands or a fraction.
    fn is_open(&self) -> Option<char> {
        let mark = self.only_mark().filter(|mark| POINTS.contains(mark))?;
        (self.marks.len() == 1 && self.is_in_thousands(2)).then_some(mark)
    }

    /// The mark that can only be before a fraction.
    fn fraction_mark(&self) -> Option<char> {
        let last = *self.marks.last().filter(|mark| POINTS.contains(mark))?;
        let before = self.marks.get(..self.marks.len() - 1)?;
        if before.is_empty() {
            return self.is_open().is_none().then_some(last);
        }
        let others = before.iter().all(|mark| Some(mark) == before.first() && *mark != last);
        (others && self.is_in_thousands(self.groups.len() - 1)).then_some(last)
    }

    /// The mark that can only be between thousands.
    fn thousands_mark(&self) -> Option<char> {
        if self.fraction_mark().is_some() {
            return self.marks.first().copied().filter(|_| self.marks.len() > 1);
        }
        let mark = self.only_mark()?;
        let is_proof = !POINTS.contains(&mark) || self.marks.len() > 1;
        (is_proof && self.is_in_thousands(self.groups.len())).then_some(mark)
    }

    fn value(&self) -> Option<u64> {
        number(&self.groups)
    }
}

/// More than that is no count of anything, and less can be added up without a thought.
const LARGEST: u64 = 1_000_000_000_000;

fn number(groups: &[String]) -> Option<u64> {
    groups.concat().parse().ok().filter(|number| *number <= LARGEST)
}

/// A figure without the sign of a note behind it, and whether there was one: `125¹`, `125*`, `125(1)`.
pub fn without_note(cell: &str) -> (&str, bool) {
    let text = cell.trim();
    let bare = text.trim_end_matches(is_note).trim_end();
    let in_brackets = [('(', ')'), ('[', ']')].into_iter().find_map(|(open, close)| {
        let (before, inside) = bare.strip_suffix(close)?.split_once(open)?;
        // "12 (5)" may be a figure and a part of it.
        let is_short = inside.len() <= 2 && !inside.is_empty();
        let is_sign = inside.chars().all(|c| c == '*' || c.is_ascii_digit());
        (is_short && is_sign && before.ends_with(|c: char| c.is_ascii_digit())).then_some(before)
    });
    let bare = in_brackets.unwrap_or(bare);
    if bare.len() < text.len() && bare.ends_with(|c: char| c.is_ascii_digit() || c == '%') {
        (bare, true)
    } else {
        (cell, false)
    }
}

/// What the cells of a table prove about its marks.
#[derive(Debug, Default)]
pub struct Marks {
    thousands: Vec<char>,
    fractions: Vec<char>,
    open: Vec<char>,
    /// A whole number without a mark, as no program writes it that writes `125.000` for 125.
    has_plain: bool,
    /// An open number whose last digit says something: no count has three decimals.
    has_full: bool,
    /// The mark that stands before the fractions of printed rates.
    of_rates: Option<char>,
}

impl Marks {
    /// Of columns of counts, and of columns of rates.
    pub fn of_columns(counts: &[Vec<&str>], rates: &[Vec<&str>]) -> Self {
        let shapes = |cells: &[Vec<&str>]| -> Vec<Shape> {
            let cells = cells.iter().flatten().filter(|cell| !is_blank(cell));
            cells.filter_map(|cell| Shape::parse(cell.trim_end_matches(['%', ' ']))).collect()
        };
        let mut marks = Self::default();
        for shape in shapes(counts) {
            marks.thousands.extend(shape.thousands_mark());
            marks.fractions.extend(shape.fraction_mark());
            marks.has_plain |= shape.marks.is_empty();
            if let Some(mark) = shape.is_open() {
                marks.open.push(mark);
                marks.has_full |= !shape.groups.last().is_some_and(|group| group.ends_with('0'));
            }
        }
        marks.of_rates = shapes(rates).iter().find_map(Shape::fraction_mark);
        marks
    }

    /// Whether an open mark stands between thousands, as far as the table tells: nothing speaks against it, and
    /// something for it.
    fn is_thousands(&self, mark: char) -> bool {
        let other = if mark == '.' { ',' } else { '.' };
        let is_proved = self.thousands.contains(&mark);
        let rivals = self.open.contains(&other) && !is_proved;
        let is_refuted =
            self.fractions.contains(&mark) || self.thousands.contains(&other) || rivals;
        let speaks_for = is_proved
            || self.has_plain
            || self.has_full
            || self.fractions.contains(&other)
            || self.of_rates == Some(other);
        speaks_for && !is_refuted
    }

    /// The mark that is read as standing between thousands, if any does.
    pub fn thousands(&self) -> Option<char> {
        let proved = self.thousands.iter().copied().find(|mark| !self.fractions.contains(mark));
        proved.or_else(|| self.open.iter().copied().find(|mark| self.is_thousands(*mark)))
    }
}

/// Reads a column of counts by the marks of its table.
pub fn read_counts(cells: &[&str], marks: &Marks) -> Vec<Number> {
    let read = |cell: &&str| match Shape::parse(cell) {
        _ if is_blank(cell) => Number::Blank,
        _ if *cell == UNSAVED || is_open(cell) => Number::Unsaved,
        None => Number::NoCount,
        Some(shape) => count(&shape, marks),
    };
    cells.iter().map(read).collect()
}

fn count(shape: &Shape, marks: &Marks) -> Number {
    let whole = |value: Option<u64>| value.map_or(Number::NoCount, Number::Count);
    if shape.is_negative && shape.value() != Some(0) {
        return Number::NoCount;
    }
    if shape.marks.is_empty() {
        return whole(shape.value());
    }
    if let Some(mark) = shape.is_open() {
        return if marks.is_thousands(mark) { whole(shape.value()) } else { Number::Doubt };
    }
    if shape.fraction_mark().is_some() {
        let (fraction, before) = match shape.groups.split_last() {
            Some((fraction, before)) => (fraction.as_str(), before),
            None => return Number::NoCount,
        };
        if fraction.bytes().all(|digit| digit == b'0') {
            return whole(number(before));
        }
        // 1.230 typed as a number comes out as 1.23: a count that lost its zeros, perhaps.
        return if before.len() == 1 && fraction.len() < 3 {
            Number::Doubt
        } else {
            Number::NoCount
        };
    }
    match shape.thousands_mark() {
        Some(mark) if !marks.fractions.contains(&mark) => whole(shape.value()),
        Some(_) => Number::Doubt,
        None => Number::NoCount,
    }
}

/// A share out of a workbook comes with sixteen digits; nine tell it well enough.
const KEPT: usize = 9;

/// Reads a column of printed rates: a single mark stands before a fraction. Nothing for a blank cell,
/// an error for one that is no rate.
pub fn read_rates(cells: &[&str]) -> Vec<Option<Result<Decimal, ()>>> {
    let is_said = |cell: &&str| !is_blank(cell) && *cell != UNSAVED;
    cells.iter().map(|cell| is_said(cell).then(|| rate(cell).ok_or(()))).collect()
}

fn rate(cell: &str) -> Option<Decimal> {
    let text = cell.trim();
    let bare = text.strip_suffix('%');
    let shape = Shape::parse(bare.unwrap_or(text)).filter(|shape| !shape.is_negative)?;
    let decimals = match shape.marks.as_slice() {
        [] => 0,
        [mark] if POINTS.contains(mark) => shape.groups.last()?.len(),
        _ => shape.fraction_mark().and_then(|_| shape.groups.last()).map(String::len)?,
    };
    let all = shape.groups.concat();
    let kept = all.len() - decimals.saturating_sub(KEPT);
    let digits = number(&[all.get(..kept)?.to_owned()])?;
    let is_cut = decimals > KEPT;
    let decimals = u32::try_from(decimals.min(KEPT)).ok()?;
    Some(Decimal { digits, decimals, has_percent: bare.is_some(), is_cut })
}

#[cfg(test)]
mod tests {
    use super::{Decimal, Marks, Number, read_counts, read_rates, without_note};

    #[test]
    fn a_column_decides_its_marks() {
        use Number::{Blank, Count, Doubt, NoCount};
        for (cells, expected) in [
            (&["1.234", "0", "", "–", "-"][..], &[Count(1_234), Count(0), Blank, Blank, Blank][..]),
            (&["1,234", "12"], &[Count(1_234), Count(12)]),
            (
                &["1 234", "1\u{A0}234\u{A0}567", "1'234"],
                &[Count(1_234), Count(1_234_567), Count(1_234)],
            ),
            (&["'5", "007"], &[Count(5), Count(7)]),
            (&["1.234.567", "1.234"], &[Count(1_234_567), Count(1_234)]),
            (&["12.0", "3.0"], &[Count(12), Count(3)]),
            (&["1.234,0", "5"], &[Count(1_234), Count(5)]),
            // A float beside a grouped number: 1.234 may be one and a bit.
            (&["12.0", "1.234"], &[Count(12), Doubt]),
            (&["1.234", "1,234"], &[Doubt, Doubt]),
            (&["1.234.567", "1,234"], &[Count(1_234_567), Doubt]),
            (&["1.23", "12.5"], &[Doubt, Doubt]),
            (&["-5", "1,234.5", "abc", "1.2345", "1..2", "98%"], &[NoCount; 6]),
            (&["0.500"], &[NoCount]),
            // Three decimals of whole numbers, or thousands: nothing tells.
            (&["125.000", "64.000", "4.000"], &[Doubt; 3]),
            (&["125.000", "12.500"], &[Doubt; 2]),
            (&["125.000", "12.500", "985"], &[Count(125_000), Count(12_500), Count(985)]),
            (&["125.000", "1.234"], &[Count(125_000), Count(1_234)]),
            (&["125,000", "1.250,5"], &[Doubt, NoCount]),
            (&["-0"], &[Count(0)]),
            (&["99999999999999999999"], &[NoCount]),
        ] {
            let marks = Marks::of_columns(&[cells.to_vec()], &[]);
            assert_eq!(read_counts(cells, &marks), expected, "{cells:?}");
        }
    }

    #[test]
    fn rates_of_every_form() {
        for (cell, digits, decimals, has_percent) in [
            ("98,5%", 985, 1, true),
            ("98.50%", 9_850, 2, true),
            ("98,50 %", 9_850, 2, true),
            ("100", 100, 0, false),
            ("0", 0, 0, false),
            ("0.9912280701754386", 991_228_070, 9, false),
            ("98.125", 98_125, 3, false),
        ] {
            let is_cut = decimals == 9;
            let expected = Decimal { digits, decimals, has_percent, is_cut };
            assert_eq!(read_rates(&[cell]), [Some(Ok(expected))], "{cell}");
        }
        assert_eq!(
            read_rates(&["", "–", "-5%", "n/a"]),
            [None, None, Some(Err(())), Some(Err(()))]
        );
    }

    #[test]
    fn notes_are_no_digits() {
        for (cell, bare, has_note) in [
            ("125¹", "125", true),
            ("1.250*", "1.250", true),
            ("1250(1)", "1250", true),
            ("125⁽²⁾", "125", true),
            ("12 (5)", "12 (5)", false),
            ("(125)", "(125)", false),
            ("125", "125", false),
            ("*", "*", false),
        ] {
            assert_eq!(without_note(cell), (bare, has_note), "{cell}");
        }
        let rates = [vec!["98,5"]];
        let marks = Marks::of_columns(&[vec!["125.000"]], &rates);
        assert_eq!(read_counts(&["125.000"], &marks), [Number::Count(125_000)]);
        assert_eq!(marks.thousands(), Some('.'));
    }
}
