//! A kind of log: the fields of its tables, and how systems spell their headings and values.
//!
//! In: the text of `data/logs/<kind>.toml`. Out: a [`LogKind`], folded and ready for look-ups. Must not know:
//! which kinds there are, profiles, what is counted.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Debug;
use std::sync::OnceLock;

use super::common::Common;
use super::heading::{compact, plain};
pub use super::kind_file::FieldType;
use super::kind_file::{FieldEntry, KindFile, OneOf, ValueEntry};
use super::scale::Scales;
use super::spellings::Spellings;
use crate::domain::{CanonicalField, CanonicalValue, Confidence, Rating};

/// How a stage names the fields of a kind: by their places in its list.
pub trait FieldKey: Copy + Ord + Debug + Send + Sync + 'static {
    fn of_place(place: usize) -> Option<Self>;
    fn place(self) -> usize;
}

/// A field by its place, for kinds whose fields have names only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldPlace(pub usize);

impl FieldKey for FieldPlace {
    fn of_place(place: usize) -> Option<Self> {
        Some(Self(place))
    }

    fn place(self) -> usize {
        self.0
    }
}

impl FieldKey for CanonicalField {
    fn of_place(place: usize) -> Option<Self> {
        Self::ALL.get(place).copied()
    }

    fn place(self) -> usize {
        self as usize
    }
}

/// One field of a kind.
#[derive(Debug)]
pub struct Field {
    /// The name in profiles, JSON and CSV.
    pub name: String,
    pub kind: FieldType,
    /// The Vietnamese heading that most files have for it.
    pub usual_heading: Option<String>,
    /// Whether a table without the column is not this log.
    pub is_required: bool,
    /// A date that was promised, and not one on which something happened.
    pub is_promised: bool,
    /// Of yes or no: a bare number may be a level of a rating.
    pub may_be_rating: bool,
    /// The names of its values, where they are a closed list.
    pub values: Vec<String>,
    /// Folded spelling → name of the value.
    pub spellings: BTreeMap<String, String>,
}

/// A heading that the kind knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading {
    /// Place of its field.
    pub field: usize,
    /// Lower wins when a file has several columns of one field.
    pub rank: usize,
    /// `Own` is the name of the field itself.
    pub confidence: Confidence,
}

/// A merged cell over columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    Named(String),
    /// Changes nothing of what stands over it.
    PassedOver,
}

/// Everything the program knows of one kind of log without a profile.
#[derive(Debug)]
pub struct LogKind {
    /// As the key `log` of a profile writes it.
    pub name: String,
    /// Places of the fields in which rows that tell one thing agree; of each list, the first that is filled.
    pub counts_per: Vec<Vec<usize>>,
    /// Places of the fields of which a file has one that nobody says the kind of; none where those that are required
    /// tell it.
    pub told_by: Vec<usize>,
    /// Whether a profile need not name it.
    pub is_default: bool,
    /// Whether the names of fields and values are understood in files.
    pub has_own_names: bool,
    pub fields: Vec<Field>,
    /// Folded heading → field.
    pub headings: BTreeMap<String, Heading>,
    /// Group and folded heading below it → place of the field.
    under: HashMap<(String, String), usize>,
    /// Folded merged cell → what it is.
    groups: HashMap<String, Group>,
    /// Folded headings that no figure needs.
    pub known: HashSet<String>,
    /// Folded headings of personal data, beside those of every kind.
    pub personal: HashSet<String>,
    /// Folded spelling → `yes` or `no`.
    pub flags: BTreeMap<String, String>,
    compact: OnceLock<HashMap<String, Option<String>>>,
}

/// A field's own name wins over every spelling.
const OWN: usize = 0;
/// Shorter names of programs may be anything.
const SHORTEST_COMPACT: usize = 4;
const YES_NO: [&str; 2] = ["yes", "no"];

impl LogKind {
    /// Reads the file of a kind.
    ///
    /// # Errors
    /// When it is no TOML of that shape, or names a field, a value or a group that there is not, or twice.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: KindFile = toml::from_str(text).map_err(|error| error.to_string())?;
        let fields = file.field.iter().map(Field::new).collect::<Result<Vec<_>, _>>()?;
        let place = |name: &String| {
            let found = fields.iter().position(|field| field.name == *name);
            found.ok_or_else(|| format!("no field `{name}`"))
        };
        let counts_per = file.one_row_counts_per.iter().map(|one| match one {
            OneOf::Field(name) => Ok(vec![place(name)?]),
            OneOf::Fields(names) => names.iter().map(place).collect(),
        });
        let mut kind = Self {
            counts_per: counts_per.collect::<Result<_, String>>()?,
            told_by: file.told_by.iter().map(place).collect::<Result<_, _>>()?,
            headings: BTreeMap::new(),
            under: HashMap::new(),
            groups: HashMap::new(),
            known: file.known.keys().collect(),
            personal: file.personal.iter().flat_map(Spellings::keys).collect(),
            flags: spellings(&file.flag, &YES_NO.map(str::to_owned))?,
            compact: OnceLock::new(),
            name: file.kind.clone(),
            is_default: file.is_default,
            has_own_names: file.has_own_names,
            fields,
        };
        kind.take_headings(&file)?;
        kind.take_groups(&file)?;
        Ok(kind)
    }

    fn take_headings(&mut self, file: &KindFile) -> Result<(), String> {
        let common = &Common::built_in().personal;
        for (field, entry) in file.field.iter().enumerate() {
            let spellings = Spellings::new(entry.seen.clone(), entry.memory.clone());
            for (rank, (key, confidence)) in spellings.folded().enumerate() {
                let is_twice = self.known.contains(&key) || self.personal.contains(&key);
                let other = self.headings.insert(key.clone(), Heading { field, rank, confidence });
                if is_twice || common.contains(&key) || other.is_some_and(|o| o.field != field) {
                    return Err(format!("`{key}` of `{}` means two things", entry.name));
                }
            }
        }
        if let Some(key) = self.known.iter().find(|key| self.personal.contains(*key)) {
            return Err(format!("`{key}` is known and personal"));
        }
        let own = file.field.iter().enumerate().filter(|_| self.has_own_names);
        for (field, entry) in own {
            let heading = Heading { field, rank: OWN, confidence: Confidence::Own };
            self.headings.entry(crate::domain::fold(&entry.name)).or_insert(heading);
        }
        Ok(())
    }

    fn take_groups(&mut self, file: &KindFile) -> Result<(), String> {
        for group in &file.group {
            let meant = if group.passed_over {
                Group::PassedOver
            } else {
                Group::Named(group.name.clone())
            };
            let spellings = Spellings::new(group.seen.clone(), group.memory.clone());
            self.groups.extend(spellings.keys().map(|key| (key, meant.clone())));
        }
        for (place, field) in file.field.iter().enumerate() {
            for under in &field.under {
                if !file.group.iter().any(|group| group.name == under.group) {
                    return Err(format!("no group `{}`", under.group));
                }
                let spellings = Spellings::new(under.seen.clone(), under.memory.clone());
                for key in spellings.keys() {
                    if self.under.insert((under.group.clone(), key.clone()), place).is_some() {
                        return Err(format!("`{} > {key}` stands twice", under.group));
                    }
                }
            }
        }
        Ok(())
    }

    /// The place of a field in the list; none for a name that is no field.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// The field of a name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The field of a key.
    pub fn field_of(&self, key: impl FieldKey) -> Option<&Field> {
        self.fields.get(key.place())
    }

    /// The fields without which a table is not this log.
    pub fn required(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.is_required)
    }

    /// Whether a folded heading is that of a field, or one that no figure needs.
    pub fn knows(&self, key: &str) -> bool {
        self.headings.contains_key(key) || self.known.contains(key)
    }

    /// The field of a column by the folded cells over it, topmost first, and its own folded name: by name
    /// alone where nothing stands over it.
    pub fn field_under(&self, above: &[String], name: &str) -> Option<&Field> {
        let groups = above.iter().rev().map(|cell| self.groups.get(cell));
        let place = match groups.into_iter().find(|group| *group != Some(&Group::PassedOver)) {
            None => self.headings.get(name).map(|heading| heading.field),
            Some(Some(Group::Named(group))) => {
                self.under.get(&(group.clone(), name.to_owned())).copied()
            }
            // A group that nobody knows: its columns may be of anything.
            Some(_) => None,
        };
        self.fields.get(place?)
    }

    /// Folded merged cells with the names of their groups.
    pub fn group_keys(&self) -> impl Iterator<Item = (&str, &str)> {
        self.groups.iter().filter_map(|(key, group)| match group {
            Group::Named(name) => Some((key.as_str(), name.as_str())),
            Group::PassedOver => None,
        })
    }

    /// The name of the group of a folded merged cell.
    pub fn group(&self, key: &str) -> Option<&str> {
        match self.groups.get(key)? {
            Group::Named(name) => Some(name),
            Group::PassedOver => None,
        }
    }

    /// The field of a folded name in a group.
    pub fn field_in_group(&self, group: &str, key: &str) -> Option<&Field> {
        let place = self.under.get(&(group.to_owned(), key.to_owned()))?;
        self.fields.get(*place)
    }

    /// Names of the kind as programs write them → names; none that two meanings share.
    pub fn compact_names(&self) -> &HashMap<String, Option<String>> {
        self.compact.get_or_init(|| {
            let others = [&self.known, &self.personal, &Common::built_in().personal];
            let names = self.headings.keys().chain(others.into_iter().flatten());
            let field = |name: &String| self.headings.get(name).map(|heading| heading.field);
            let mut compacted: HashMap<String, Option<String>> = HashMap::new();
            for name in names {
                let own = compact(name);
                // With the marks of Vietnamese, and without.
                for key in [plain(&own), own] {
                    let is_short = key.chars().count() < SHORTEST_COMPACT;
                    let met = compacted.entry(key).or_insert_with(|| Some(name.clone()));
                    // Spellings of one field may meet; two meanings in one key mean nothing.
                    let is_one = met.as_ref().is_some_and(|met| field(met) == field(name));
                    if !is_one || is_short {
                        *met = None;
                    }
                }
            }
            compacted
        })
    }
}

impl Field {
    fn new(entry: &FieldEntry) -> Result<Self, String> {
        let values = match entry.kind {
            FieldType::Rating => Rating::NAMED.iter().map(|one| one.name().to_owned()).collect(),
            FieldType::Values => entry.value.iter().map(|value| value.name.clone()).collect(),
            FieldType::Flag => YES_NO.map(str::to_owned).to_vec(),
            _ => Vec::new(),
        };
        Ok(Self {
            name: entry.name.clone(),
            kind: entry.kind,
            usual_heading: usual_heading(entry),
            is_required: entry.required,
            is_promised: entry.promised,
            may_be_rating: entry.may_be_rating,
            spellings: match entry.kind {
                FieldType::Rating => Scales::built_in().spellings(),
                _ => spellings(&entry.value, &values)?,
            },
            values,
        })
    }
}

/// Names as programs write them are for programs.
fn usual_heading(entry: &FieldEntry) -> Option<String> {
    let mut headings = entry.seen.iter().chain(&entry.memory);
    headings.find(|heading| !heading.is_ascii()).cloned()
}

/// Folded spelling → name of the value, each of one value.
fn spellings(entries: &[ValueEntry], names: &[String]) -> Result<BTreeMap<String, String>, String> {
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for entry in entries {
        if !names.contains(&entry.name) {
            return Err(format!("no value `{}`", entry.name));
        }
        for key in Spellings::new(entry.seen.clone(), entry.memory.clone()).keys() {
            let other = all.insert(key.clone(), entry.name.clone());
            if other.is_some_and(|other| other != entry.name) {
                return Err(format!("`{key}` is two values"));
            }
        }
    }
    Ok(all)
}
