//! What was seen of some files → a profile to review: columns with their headers, spellings with what
//! they mean, and everything nobody could place. Must not know: how TOML is written.

use std::collections::{BTreeMap, BTreeSet};

use super::inspect::InspectedFile;
use super::shape::{delimiter_key, origin_name};
use crate::columns::{ColumnUse, DateOrder, Profile, Vocabulary};
use crate::domain::CanonicalField;
use crate::domain::fold;
use crate::dossiers::{DATE_FIELDS, FileFacts, Spelling};
use crate::read::{Dialect, Encoding, HeaderCell};
use crate::words::Lang;

pub use crate::settings::{toml_list, toml_text};

/// A field and the headers that mean it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedColumn {
    pub field: &'static str,
    /// Best first; an empty text says that the column may be absent. None: to be filled in.
    pub headers: Vec<String>,
    pub reason: &'static str,
}

/// The spellings of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedValues {
    pub field: &'static str,
    /// Canonical value → spellings.
    pub known: BTreeMap<&'static str, Vec<String>>,
    /// What a given profile lists besides, in its folded form.
    pub not_met: BTreeMap<String, Vec<String>>,
    /// Spelling and number of rows.
    pub unknown: Vec<(String, u64)>,
    pub blank: u64,
}

/// Everything a profile can say about some files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposal {
    pub name: String,
    pub files: Vec<String>,
    /// Files that could not be understood, and the code that says why.
    pub failed: Vec<(String, &'static str)>,
    /// Where all files agree and it is not what is expected anyway.
    pub encoding: Option<&'static str>,
    pub delimiter: Option<String>,
    /// Rows in which headers stand.
    pub header_rows: BTreeSet<usize>,
    pub date_formats: Vec<String>,
    /// Lines of the profile about time zones, seconds and cells without a date.
    pub date_habits: Vec<String>,
    /// Fields whose blanks take the value above them.
    pub fill_down: Vec<String>,
    pub skip_rows_matching: Vec<String>,
    /// Field and an example of each form of its dates.
    pub dates: Vec<(&'static str, Vec<String>)>,
    pub is_month_first: bool,
    pub columns: Vec<ProposedColumn>,
    pub unknown: Vec<String>,
    pub not_needed: Vec<String>,
    pub repeated: Vec<String>,
    pub personal: Vec<String>,
    pub values: Vec<ProposedValues>,
}

/// Builds the proposal. `guessed` are files whose header could only be guessed.
pub fn propose(
    lang: Lang,
    name: String,
    profile: Option<&Profile>,
    looks: &[InspectedFile],
    guessed: &[FileFacts],
    spellings: &BTreeMap<CanonicalField, Vec<Spelling>>,
) -> Proposal {
    let good: Vec<&FileFacts> =
        looks.iter().filter_map(|look| look.result.as_ref().ok()).map(|(facts, _)| facts).collect();
    let all: Vec<&FileFacts> = good.iter().copied().chain(guessed).collect();
    let failed = looks.iter().filter_map(|look| {
        look.result.as_ref().err().map(|failure| (look.name.clone(), failure.code.number()))
    });
    let headers = |wanted: ColumnUse| headers_of(&all, |column_use| *column_use == wanted);
    Proposal {
        name,
        files: all.iter().map(|facts| facts.name.clone()).collect(),
        failed: failed.collect(),
        encoding: agreed(&all, |facts| facts.encoding.encoding).and_then(encoding_key),
        delimiter: agreed(&all, |facts| facts.layout.dialect.delimiter)
            .filter(|delimiter| *delimiter != b',' && Dialect::DELIMITERS.contains(delimiter))
            .map(delimiter_key),
        header_rows: all.iter().map(|facts| facts.layout.header_row).collect(),
        date_formats: profile.into_iter().flat_map(Profile::date_format_texts).collect(),
        date_habits: profile.map(|profile| profile.habits.profile_lines()).unwrap_or_default(),
        fill_down: profile
            .into_iter()
            .flat_map(|profile| &profile.fill_down)
            .map(|field| field.name().to_owned())
            .collect(),
        skip_rows_matching: profile
            .into_iter()
            .flat_map(|profile| &profile.skip_rows_matching)
            .map(|pattern| pattern.as_str().to_owned())
            .collect(),
        dates: dates(looks),
        is_month_first: good.iter().any(|facts| facts.order == DateOrder::MonthFirst),
        columns: columns(lang, profile, &all),
        unknown: headers(ColumnUse::Unknown),
        not_needed: headers(ColumnUse::NotNeeded),
        repeated: headers_of(&all, |column_use| matches!(column_use, ColumnUse::RepeatOf(_))),
        personal: headers(ColumnUse::Personal),
        values: values(profile, spellings),
    }
}

/// What all files have, if they have the same.
fn agreed<T: PartialEq>(files: &[&FileFacts], of: impl Fn(&FileFacts) -> T) -> Option<T> {
    let first = files.first().map(|facts| of(facts))?;
    files.iter().all(|facts| of(facts) == first).then_some(first)
}

/// The name a profile takes, for an encoding that is not expected anyway.
fn encoding_key(encoding: Encoding) -> Option<&'static str> {
    let is_expected = matches!(encoding, Encoding::Utf8 | Encoding::Utf8WithMark);
    let name = encoding.name();
    (!is_expected && Encoding::from_name(name) == Some(encoding)).then_some(name)
}

fn headers_of(files: &[&FileFacts], wanted: impl Fn(&ColumnUse) -> bool) -> Vec<String> {
    let columns = files.iter().flat_map(|facts| &facts.mapping.uses);
    let named = columns.filter(|(header, use_)| !header.name.is_empty() && wanted(use_));
    named.map(|(header, _)| header.label()).collect::<BTreeSet<_>>().into_iter().collect()
}

fn columns(lang: Lang, profile: Option<&Profile>, files: &[&FileFacts]) -> Vec<ProposedColumn> {
    let vocabulary = Vocabulary::new(profile);
    let column = |field: CanonicalField| {
        let mut headers: BTreeMap<(usize, String), &'static str> = BTreeMap::new();
        let mut present = 0;
        for facts in files {
            for (header, column_use) in &facts.mapping.uses {
                let ColumnUse::Field(other, origin) = column_use else { continue };
                if *other == field {
                    present += 1;
                    let claims = vocabulary.claims(header);
                    let rank = claims.iter().find(|claim| claim.field == field);
                    let rank = rank.map_or(usize::MAX, |claim| claim.rank);
                    let name = shortest_name(facts, header);
                    headers.insert((rank, name), lang.label("ground", origin_name(*origin)));
                }
            }
        }
        let is_required = CanonicalField::REQUIRED.contains(&field);
        let reason = headers.values().next().copied().unwrap_or_default();
        let mut headers: Vec<String> = headers.into_keys().map(|(_, name)| name).collect();
        if let Some(named) = profile.and_then(|profile| profile.columns.get(&field)) {
            // All that a given profile names stays, met or not, in its order.
            headers.clone_from(named);
            headers.retain(|header| !header.is_empty());
        }
        if present < files.len() && !headers.is_empty() && !is_required {
            headers.push(String::new());
        }
        let is_worth_a_line = is_required || !headers.is_empty();
        is_worth_a_line.then(|| ProposedColumn { field: field.name(), headers, reason })
    };
    CanonicalField::ALL.into_iter().filter_map(column).collect()
}

/// The name alone where it tells the column from all others of the file; merged cells over it change
/// more often than names do.
fn shortest_name(facts: &FileFacts, header: &HeaderCell) -> String {
    let key = fold(&header.name);
    let same = facts.mapping.uses.iter().filter(|(other, _)| fold(&other.name) == key).count();
    if same > 1 { header.label() } else { header.name.clone() }
}

/// One example of each form of dates, from the rows looked at.
fn dates(looks: &[InspectedFile]) -> Vec<(&'static str, Vec<String>)> {
    const FORMS: usize = 4;
    let shape = |text: &str| text.replace(|letter: char| letter.is_ascii_digit(), "9");
    let mut all = Vec::new();
    for field in DATE_FIELDS {
        let mut forms: BTreeMap<String, String> = BTreeMap::new();
        for (facts, sample) in looks.iter().filter_map(|look| look.result.as_ref().ok()) {
            let column = facts.mapping.column(field);
            let values = column.and_then(|column| sample.values.get(column));
            for value in values.into_iter().flatten() {
                forms.entry(shape(value)).or_insert_with(|| value.clone());
            }
        }
        if !forms.is_empty() {
            all.push((field.name(), forms.into_values().take(FORMS).collect()));
        }
    }
    all
}

fn values(
    profile: Option<&Profile>,
    spellings: &BTreeMap<CanonicalField, Vec<Spelling>>,
) -> Vec<ProposedValues> {
    let of_field = |(field, spellings): (&CanonicalField, &Vec<Spelling>)| {
        let mut values = ProposedValues {
            field: field.name(),
            known: BTreeMap::new(),
            not_met: BTreeMap::new(),
            unknown: Vec::new(),
            blank: 0,
        };
        for spelling in spellings {
            match spelling.value {
                Some(value) => values.known.entry(value).or_default().push(spelling.text.clone()),
                None if spelling.text.is_empty() => values.blank = spelling.rows,
                None => values.unknown.push((spelling.text.clone(), spelling.rows)),
            }
        }
        let kept = profile.and_then(|profile| profile.values.get(field.name()));
        let is_met = |spelling: &String| spellings.iter().any(|met| fold(&met.text) == *spelling);
        for (spelling, value) in kept.into_iter().flatten().filter(|(text, _)| !is_met(text)) {
            values.not_met.entry(value.clone()).or_default().push(spelling.clone());
        }
        (!values.known.is_empty() || !values.unknown.is_empty()).then_some(values)
    };
    spellings.iter().filter_map(of_field).collect()
}
