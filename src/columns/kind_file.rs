//! The shape of `data/logs/<kind>.toml`.
//!
//! In: the text of a file. Out: what it lists, as it lists it. Must not know: what is looked up in it.

use serde::Deserialize;

use super::spellings::Spellings;

/// What the cells of a field are, and so how they are read and compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// Words; case, spaces and tone placement do not matter.
    Text,
    /// Signs that are compared as they are written.
    Code,
    /// The id of a dossier, whose spellings are one id.
    Id,
    Date,
    /// Calendar months.
    Period,
    Year,
    /// A whole number from 0 up.
    Count,
    /// A number, exactly as written.
    Number,
    /// A time: a number and its unit.
    Term,
    /// Points or a score from 0 up.
    Points,
    /// One of a closed list.
    Values,
    /// A level of a rating: its words stand in `common/scales.toml`.
    Rating,
    /// Yes or no.
    Flag,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindFile {
    pub kind: String,
    /// Rows that agree in these tell one thing again; of a list inside, the first that is filled.
    pub one_row_counts_per: Vec<OneOf>,
    /// Fields of which a file has one that nobody says the kind of; where there are none, those that are required tell it.
    #[serde(default)]
    pub told_by: Vec<String>,
    #[serde(default)]
    pub is_default: bool,
    #[serde(default)]
    pub has_own_names: bool,
    pub field: Vec<FieldEntry>,
    #[serde(default)]
    pub group: Vec<GroupEntry>,
    #[serde(default)]
    pub flag: Vec<ValueEntry>,
    pub known: Spellings,
    #[serde(default)]
    pub personal: Option<Spellings>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum OneOf {
    Field(String),
    Fields(Vec<String>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldEntry {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: FieldType,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub promised: bool,
    /// Of yes or no: whether systems export a level of a rating in it.
    #[serde(default)]
    pub may_be_rating: bool,
    pub seen: Vec<String>,
    pub memory: Vec<String>,
    #[serde(default)]
    pub value: Vec<ValueEntry>,
    #[serde(default)]
    pub under: Vec<UnderEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueEntry {
    pub name: String,
    pub seen: Vec<String>,
    pub memory: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnderEntry {
    pub group: String,
    pub seen: Vec<String>,
    pub memory: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupEntry {
    pub name: String,
    #[serde(default)]
    pub passed_over: bool,
    pub seen: Vec<String>,
    pub memory: Vec<String>,
}
