//! The vocabulary of the product: days and periods, canonical fields and values, exact ratios,
//! and why a figure can be missing.
//!
//! In: nothing. Out: small value types that every later stage speaks.
//! Must not know: files, columns, polars, languages of the user, the clock.

pub mod absence;
pub mod calendar;
pub mod collation;
pub mod confidence;
pub mod day;
pub mod dimension;
pub mod exact;
pub mod field;
pub mod lunar;
pub mod period;
pub mod ratio;
pub mod signs;
pub mod unit;
pub mod value;
mod file_names;
mod fold;
mod nearest;
mod no_day;
mod plain_text;
mod remembered;

pub use absence::Absence;
pub use calendar::{LocalCalendar, WorkingCalendar};
pub use collation::vietnamese_order;
pub use confidence::Confidence;
pub use day::Day;
pub use dimension::{Dimension, DimensionKind};
pub use exact::{Exact, WrittenNumber};
pub use field::CanonicalField;
pub use file_names::{LONGEST_SLUG, is_device, slug};
pub use fold::{fold, is_of_word, says, trim, trim_spaces};
pub use nearest::nearest;
pub use no_day::NO_DAY;
pub use period::{Period, PeriodError, PeriodRule, PeriodShape, PeriodSpan, Span, Step};
pub use plain_text::{plain_sign, plain_text, without_guards};
pub use ratio::Ratio;
pub use remembered::Remembered;
pub use signs::{
    has_lost_letters, has_lost_letters_of_name, is_invisible, visible, visible_json,
    without_invisible,
};
pub use unit::{REORGANISATION, UnitLevel, UnitsBasis};
pub use value::{CanonicalValue, Channel, Flag, Rating, ServiceLevel, Status};
