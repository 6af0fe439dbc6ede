//! A profile and the columns of one file → what has changed since the profile was written.
//!
//! A column that figures need and that is gone must end the count of the file: figures that fall to
//! nothing because a header was renamed look like figures. The text made here is the repair: the old
//! name, the likeliest new one, and the line of the profile to change. It is the same in every language.

use std::collections::BTreeSet;

use super::kind::FieldKey;
use super::mapping::{ColumnUse, Mapping};
use super::profile::Profile;
use super::vocabulary::Vocabulary;
use crate::domain::fold;
use crate::domain::{CanonicalField, Dimension, DimensionKind};
use crate::read::{
    Dialect, HeaderCell, HeaderVocabulary, Layout, LayoutHints, Meaning, Records, find_layout,
    shown_cells,
};
use crate::settings::toml_list;

/// A field whose column is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostField {
    pub field: CanonicalField,
    /// The headers that the profile names for it.
    pub named: Vec<String>,
    /// The new header that most likely replaces them.
    pub likely: Option<String>,
    /// The column that most likely takes its place, from 0, where it has no header.
    pub place: Option<usize>,
}

/// How a file differs from its profile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drift {
    pub lost: Vec<LostField>,
    /// Headers that neither the profile nor the dictionary's lists of unneeded columns know.
    pub unknown: Vec<String>,
}

/// Whether counts, or what they are grouped by, are made of a field.
pub fn is_counted(field: CanonicalField) -> bool {
    const COUNTED: [CanonicalField; 9] = [
        CanonicalField::DossierId,
        CanonicalField::ReceivedAt,
        CanonicalField::DueAt,
        CanonicalField::FinishedAt,
        CanonicalField::ReturnedAt,
        CanonicalField::Status,
        CanonicalField::Channel,
        CanonicalField::Rating,
        CanonicalField::ResultDigitised,
    ];
    let groups = |dimension: Dimension| match dimension.kind() {
        DimensionKind::Text(fields) => fields.contains(&field),
        DimensionKind::Value | DimensionKind::Time(_) => false,
    };
    COUNTED.contains(&field) || Dimension::ALL.into_iter().any(groups)
}

impl Drift {
    /// Compares. A field with an empty text among its headers may be absent.
    pub fn new(profile: &Profile, mapping: &Mapping) -> Self {
        let unknown = mapping.uses.iter().filter(|(header, column_use)| {
            *column_use == ColumnUse::Unknown && !header.name.is_empty()
        });
        let unknown: Vec<&HeaderCell> = unknown.map(|(header, _)| header).collect();
        let is_lost = |(field, headers): &(&CanonicalField, &Vec<String>)| {
            mapping.column(**field).is_none() && headers.iter().all(|header| !header.is_empty())
        };
        let lost = profile.columns.iter().filter(is_lost).map(|(field, named)| LostField {
            field: *field,
            named: named.clone(),
            likely: None,
            place: None,
        });
        let mut lost: Vec<LostField> = lost.collect();
        propose(&mut lost, &unknown);
        Self { lost, unknown: unknown.into_iter().map(HeaderCell::label).collect() }
    }

    /// Whether a column is gone that figures need.
    pub fn is_fatal(&self) -> bool {
        self.lost.iter().any(|lost| is_counted(lost.field))
    }

    /// One line per fact: `− old`, `+ new`, the line to write; then the new headers left over.
    pub fn text(&self) -> String {
        const SHOWN: usize = 12;
        let mut lines: Vec<String> = self.lost.iter().map(LostField::text).collect();
        let is_proposed =
            |header: &&String| self.lost.iter().any(|lost| lost.likely.as_ref() == Some(*header));
        let others: Vec<&String> =
            self.unknown.iter().filter(|header| !is_proposed(header)).collect();
        if !others.is_empty() {
            let shown = others.iter().take(SHOWN).map(|header| format!("\"{header}\""));
            let more = if others.len() > SHOWN { ", …" } else { "" };
            lines.push(format!("? {}{more}", shown.collect::<Vec<_>>().join(", ")));
        }
        lines.join("\n")
    }
}

impl LostField {
    /// The difference and the line of the profile that mends it.
    pub fn text(&self) -> String {
        let old = self.named.iter().map(|header| format!("− \"{header}\"\n"));
        let old = old.collect::<Vec<_>>().concat();
        let new = match (&self.likely, self.place) {
            (Some(new), _) => format!("+ \"{new}\""),
            (None, Some(place)) => format!("+ [{}]", place + 1),
            (None, None) => "+ ?".to_owned(),
        };
        let mut headers = self.named.clone();
        headers.push(self.likely.clone().unwrap_or_else(|| "…".to_owned()));
        format!("{old}{new}\n{} = {}", self.field.name(), toml_list(&headers))
    }
}

/// Gives each lost field the unknown header that the dictionary takes for it, else the one whose name
/// is nearest. No header is proposed twice, and none that the dictionary takes for something else.
fn propose(lost: &mut [LostField], unknown: &[&HeaderCell]) {
    /// Less alike than this is no likeness: 1 is equal.
    const ALIKE: f64 = 0.55;
    let dictionary = Vocabulary::new(None);
    let meaning = |header: &HeaderCell| dictionary.claims(header).first().map(|claim| claim.field);
    let mut taken = BTreeSet::new();
    for field in lost.iter_mut() {
        let known = unknown
            .iter()
            .enumerate()
            .find(|(place, header)| !taken.contains(place) && meaning(header) == Some(field.field));
        if let Some((place, header)) = known {
            taken.insert(place);
            field.likely = Some(header.label());
        }
    }
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (number, field) in lost.iter().enumerate().filter(|(_, field)| field.likely.is_none()) {
        for (place, header) in unknown.iter().enumerate() {
            let is_free = !taken.contains(&place) && meaning(header).is_none();
            let likeness = field.named.iter().map(|named| likeness(named, header));
            let likeness = likeness.fold(0.0, f64::max);
            if is_free && likeness >= ALIKE {
                pairs.push((likeness, number, place));
            }
        }
    }
    pairs.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
    for (_, number, place) in pairs {
        if let (Some(field), Some(header)) = (lost.get_mut(number), unknown.get(place))
            && field.likely.is_none()
            && taken.insert(place)
        {
            field.likely = Some(header.label());
        }
    }
}

fn likeness(named: &str, header: &HeaderCell) -> f64 {
    let named = fold(named.rsplit(" > ").next().unwrap_or(named));
    strsim::normalized_damerau_levenshtein(&named, &fold(&header.name))
}

/// Wants so many of the vocabulary's names, whichever they are.
struct AnyOf<'a, F: FieldKey> {
    vocabulary: &'a Vocabulary<F>,
    names: usize,
}

impl<F: FieldKey> HeaderVocabulary for AnyOf<'_, F> {
    fn recognise(&self, header: &HeaderCell) -> Option<Meaning> {
        let meaning = self.vocabulary.recognise(header)?;
        Some(Meaning { is_required: true, ..meaning })
    }

    fn required(&self) -> usize {
        self.names
    }

    fn missing(&self, _found: &[Meaning]) -> String {
        String::new()
    }
}

/// Knows no name: for a row that is taken as it stands.
struct NoNames;

impl HeaderVocabulary for NoNames {
    fn recognise(&self, _header: &HeaderCell) -> Option<Meaning> {
        None
    }

    fn required(&self) -> usize {
        0
    }

    fn missing(&self, _found: &[Meaning]) -> String {
        String::new()
    }
}

/// The row that has most of the known names, when the required ones are not among them.
pub fn nearest_layout<F: FieldKey>(
    head: &[u8],
    is_whole: bool,
    vocabulary: &Vocabulary<F>,
    hints: &LayoutHints,
) -> Option<Layout> {
    /// One known word can stand in any title.
    const FEWEST: usize = 2;
    let fewest = if hints.header_row.is_some() { 1 } else { FEWEST };
    let most = vocabulary.kind.fields.len() * 2;
    (fewest..=most)
        .rev()
        .find_map(|names| find_layout(head, is_whole, &AnyOf { vocabulary, names }, hints).ok())
}

/// The first of the rows with most cells and no digit: a header of a language that nothing knows. Rows
/// with digits are data.
pub fn fullest_layout(head: &[u8], is_whole: bool) -> Option<Layout> {
    const ROWS: usize = 60;
    let mut best: Option<(usize, usize, u8)> = None;
    for delimiter in Dialect::DELIMITERS {
        let mut records = Records::new(head, Dialect::new(delimiter));
        for row in 1..=ROWS {
            let Some(record) = records.advance() else { break };
            let cells: Vec<_> = record.cells().collect();
            let has_digit = cells.iter().any(|cell| cell.iter().any(u8::is_ascii_digit));
            let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
            if !has_digit && filled > best.map_or(1, |(most, ..)| most) {
                best = Some((filled, row, delimiter));
            }
        }
    }
    let (_, row, delimiter) = best?;
    let hints = LayoutHints { delimiter: Some(delimiter), header_row: Some(row) };
    let mut layout = find_layout(head, is_whole, &NoNames, &hints).ok()?;
    hide_people(&mut layout, head);
    layout.headers.iter().any(|header| !header.name.is_empty()).then_some(layout)
}

/// The row may be a list of people: what is no heading by itself, nor over numbers, is not named.
fn hide_people(layout: &mut Layout, head: &[u8]) {
    const ROWS_BELOW: usize = 5;
    let text = |cell: &[u8]| String::from_utf8_lossy(cell).into_owned();
    let body = head.get(layout.body_offset..).unwrap_or(&[]);
    let mut records = Records::new(body, layout.dialect);
    let mut below = Vec::new();
    while below.len() < ROWS_BELOW
        && let Some(record) = records.advance()
    {
        below.push(record.cells().map(|cell| text(&cell)).collect());
    }
    let names: Vec<String> = layout.headers.iter().map(|header| header.name.clone()).collect();
    for (header, shown) in layout.headers.iter_mut().zip(shown_cells(&names, &below)) {
        if shown != header.name {
            *header = HeaderCell::default();
        }
    }
}
