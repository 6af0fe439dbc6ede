//! Records → rows under one head, as a CSV has them.
//!
//! In: what is serialised for other programs anyway. Out: a [`FlatTable`], whose head is the keys of the
//! records in their order. A member within a member has both names (`superseded_by_row`), a list is its parts
//! with spaces between, and what has no value is blank.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};

use serde::Serialize;
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use crate::domain::Ratio;
use crate::indicators::Measure;

/// A head and rows of as many cells.
#[derive(Debug, Default)]
pub struct FlatTable {
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl FlatTable {
    /// A row per record.
    pub fn of<R: Serialize + Default>(records: impl IntoIterator<Item = R>) -> Self {
        Self::like(&R::default(), records)
    }

    /// A row per record, under the keys of a sample that leaves no member out.
    pub fn like<R: Serialize>(sample: &R, records: impl IntoIterator<Item = R>) -> Self {
        let rows = records.into_iter().map(|record| FlatRow::of(&record));
        Self::new(FlatRow::of(sample), rows)
    }

    /// Rows under the keys of one that leaves none out.
    pub fn new(sample: FlatRow, rows: impl IntoIterator<Item = FlatRow>) -> Self {
        let head: Vec<Cow<'static, str>> = sample.0.into_iter().map(|(key, _)| key).collect();
        let rows = rows.into_iter().map(|row| row.below(&head)).collect();
        Self { head: head.into_iter().map(Cow::into_owned).collect(), rows }
    }
}

/// The cells of one row, each beside its key.
#[derive(Debug, Clone, Default)]
pub struct FlatRow(Vec<(Cow<'static, str>, String)>);

impl FlatRow {
    /// The members of a record.
    pub fn of(record: &impl Serialize) -> Self {
        let mut row = Self::default();
        row.put("", record);
        row
    }

    /// Adds a value under a key; of a record its members, each under both names.
    pub fn put(&mut self, key: impl Into<Cow<'static, str>>, value: impl Serialize) {
        let written = value.serialize(Member { row: self, key: key.into() });
        debug_assert!(written.is_ok(), "a record of something else than texts and numbers");
    }

    /// Adds value, numerator and denominator of a rate.
    pub fn rate(&mut self, key: &str, rate: Option<Measure>) {
        let ratio = rate.and_then(Result::ok);
        self.put(key.to_owned(), ratio.map(Ratio::value));
        self.put(format!("{key}_num"), ratio.map(Ratio::numerator));
        self.put(format!("{key}_den"), ratio.map(Ratio::denominator));
    }

    fn below(self, head: &[Cow<'static, str>]) -> Vec<String> {
        let mut cells = vec![String::new(); head.len()];
        let mut next = 0;
        for (key, text) in self.0 {
            // Most rows leave nothing out.
            let rest = head[next..].iter().position(|other| *other == key);
            let place = rest.map(|more| next + more);
            match place.or_else(|| head.iter().position(|other| *other == key)) {
                Some(place) => {
                    cells[place] = text;
                    next = place + 1;
                }
                None => debug_assert!(text.is_empty(), "`{key}` has no column"),
            }
        }
        cells
    }
}

/// A value that is about to be written under a key.
struct Member<'r> {
    row: &'r mut FlatRow,
    key: Cow<'static, str>,
}

impl<'r> Member<'r> {
    fn write(self, value: impl Display) -> fmt::Result {
        let mut text = String::new();
        write!(text, "{value}")?;
        self.row.0.push((self.key, text));
        Ok(())
    }

    fn list(self) -> List<'r> {
        List { member: self, parts: FlatRow::default() }
    }

    fn members(self) -> Members<'r> {
        Members { row: self.row, key: self.key, next: Cow::Borrowed("") }
    }
}

/// The parts of a list, which become one cell.
struct List<'r> {
    member: Member<'r>,
    parts: FlatRow,
}

impl List<'_> {
    fn add<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        value.serialize(Member { row: &mut self.parts, key: Cow::Borrowed("") })
    }

    fn close(self) -> fmt::Result {
        let texts: Vec<String> = self.parts.0.into_iter().map(|(_, text)| text).collect();
        self.member.write(texts.join(" "))
    }
}

/// The members of a record or a map.
struct Members<'r> {
    row: &'r mut FlatRow,
    key: Cow<'static, str>,
    next: Cow<'static, str>,
}

impl Members<'_> {
    fn add<T: Serialize + ?Sized>(&mut self, key: Cow<'static, str>, value: &T) -> fmt::Result {
        let key = if self.key.is_empty() { key } else { format!("{}_{key}", self.key).into() };
        value.serialize(Member { row: self.row, key })
    }
}

/// What is written as it is shown.
macro_rules! shown {
    ($($name:ident: $kind:ty),*) => {
        $(fn $name(self, value: $kind) -> fmt::Result {
            self.write(value)
        })*
    };
}

/// Whose parts are a list, or the members of a record, whatever it is called.
macro_rules! compound {
    ($($name:ident($($ignored:ty),*) => $made:ident $method:ident),*) => {
        $(fn $name(self, $(_: $ignored),*) -> Result<$made<'r>, fmt::Error> {
            Ok(self.$method())
        })*
    };
}

impl<'r> Serializer for Member<'r> {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = List<'r>;
    type SerializeTuple = List<'r>;
    type SerializeTupleStruct = List<'r>;
    type SerializeTupleVariant = List<'r>;
    type SerializeMap = Members<'r>;
    type SerializeStruct = Members<'r>;
    type SerializeStructVariant = Members<'r>;

    shown!(
        serialize_bool: bool, serialize_char: char, serialize_str: &str,
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_f32: f32, serialize_f64: f64
    );

    compound!(
        serialize_seq(Option<usize>) => List list,
        serialize_tuple(usize) => List list,
        serialize_tuple_struct(&'static str, usize) => List list,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) => List list,
        serialize_map(Option<usize>) => Members members,
        serialize_struct(&'static str, usize) => Members members,
        serialize_struct_variant(&'static str, u32, &'static str, usize) => Members members
    );

    fn serialize_bytes(self, _: &[u8]) -> fmt::Result {
        Err(fmt::Error)
    }

    fn serialize_none(self) -> fmt::Result {
        self.write("")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_unit(self) -> fmt::Result {
        self.write("")
    }

    fn serialize_unit_struct(self, _: &'static str) -> fmt::Result {
        self.write("")
    }

    fn serialize_unit_variant(self, _: &str, _: u32, variant: &'static str) -> fmt::Result {
        self.write(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &str, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &str,
        _: u32,
        _: &str,
        value: &T,
    ) -> fmt::Result {
        value.serialize(self)
    }
}

macro_rules! list {
    ($($kind:ident $method:ident),*) => {
        $(impl $kind for List<'_> {
            type Ok = ();
            type Error = fmt::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
                self.add(value)
            }

            fn end(self) -> fmt::Result {
                self.close()
            }
        })*
    };
}

list!(
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field
);

macro_rules! record {
    ($($kind:ident),*) => {
        $(impl $kind for Members<'_> {
            type Ok = ();
            type Error = fmt::Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> fmt::Result {
                self.add(Cow::Borrowed(key), value)
            }

            fn end(self) -> fmt::Result {
                Ok(())
            }
        })*
    };
}

record!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Members<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> fmt::Result {
        let name = FlatRow::of(&key).0.pop();
        self.next = Cow::Owned(name.map(|(_, text)| text).unwrap_or_default());
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        let key = std::mem::take(&mut self.next);
        self.add(key, value)
    }

    fn end(self) -> fmt::Result {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::{FlatRow, FlatTable};
    use crate::domain::{Absence, Ratio};

    #[derive(Serialize, Default)]
    struct Place {
        file: &'static str,
        row: u32,
    }

    #[derive(Serialize, Default)]
    struct Name {
        code: &'static str,
        share: Option<f64>,
    }

    #[derive(Serialize, Default)]
    struct Line {
        is_total: bool,
        #[serde(flatten)]
        name: Name,
        months: Vec<&'static str>,
        replaced_by: Option<Place>,
    }

    #[test]
    fn the_keys_of_a_record_are_the_head_and_its_values_the_row() {
        let sample = Line { replaced_by: Some(Place::default()), ..Line::default() };
        let name = Name { code: "a", share: Some(1.0) };
        let months = vec!["2024-01", "2024-02"];
        let place = Place { file: "x.csv", row: 7 };
        let full = Line { is_total: true, name, months, replaced_by: Some(place) };
        let table = FlatTable::like(&sample, [full, Line::default()]);
        let head = ["is_total", "code", "share", "months", "replaced_by_file", "replaced_by_row"];
        assert_eq!(table.head, head);
        assert_eq!(table.rows[0], ["true", "a", "1", "2024-01 2024-02", "x.csv", "7"]);
        assert_eq!(table.rows[1], ["false", "", "", "", "", ""]);
    }

    #[test]
    fn a_head_stands_above_no_rows_too() {
        let table = FlatTable::of::<Name>([]);
        assert_eq!((table.head, table.rows), (vec!["code".to_owned(), "share".to_owned()], vec![]));
    }

    #[test]
    fn a_rate_has_its_parts_beside_it_or_three_blanks() {
        let mut row = FlatRow::default();
        row.rate("late", Ratio::new(1, 4).map(Ok));
        row.rate("early", Some(Err(Absence::NoDossiers)));
        let table = FlatTable::new(row.clone(), [row]);
        let head = ["late", "late_num", "late_den", "early", "early_num", "early_den"];
        assert_eq!(table.head, head);
        assert_eq!(table.rows, [["0.25", "1", "4", "", "", ""]]);
    }
}
