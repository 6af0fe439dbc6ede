//! What a small log may hold: its fields, which of them are required, and the values of closed lists.

/// What the cells of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Words or a number; whoever takes the record apart knows.
    Text,
    Date,
    /// One of a closed list, by the names of its values.
    Values(&'static [&'static str]),
}

/// `yes` or `no`.
pub const YES_NO: FieldKind = FieldKind::Values(&["yes", "no"]);

/// One field of a log.
#[derive(Debug, Clone, Copy)]
pub struct FieldRule {
    /// The name in dictionaries, profiles, JSON and CSV.
    pub name: &'static str,
    pub kind: FieldKind,
    /// Whether a table without the column is not this log.
    pub is_required: bool,
}

impl FieldRule {
    pub const fn new(name: &'static str, kind: FieldKind) -> Self {
        Self { name, kind, is_required: false }
    }

    pub const fn required(name: &'static str, kind: FieldKind) -> Self {
        Self { name, kind, is_required: true }
    }

    pub const fn text(name: &'static str) -> Self {
        Self::new(name, FieldKind::Text)
    }

    pub const fn flag(name: &'static str) -> Self {
        Self::new(name, YES_NO)
    }
}

/// One kind of log.
#[derive(Debug)]
pub struct LogSchema {
    /// The kind, as the key `log` of a profile writes it.
    pub name: &'static str,
    pub fields: &'static [FieldRule],
    /// The text of `data/dictionary/<name>.toml`.
    pub(super) dictionary: &'static str,
}

impl LogSchema {
    /// The place of a field in the list; none for a name that is no field.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// How many fields are required.
    pub fn required(&self) -> usize {
        self.fields.iter().filter(|field| field.is_required).count()
    }
}
