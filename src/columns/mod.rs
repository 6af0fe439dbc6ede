//! Headings and cells → typed fields: what each column means, what each cell says.
//!
//! In: tables as they were read, and profiles. Out: mappings, dates, values, ids. Must not know: dossiers,
//! units, which rows count.

mod cells;
mod common;
mod date;
mod date_findings;
mod drift;
mod head_sample;
mod heading;
mod id;
mod id_number;
mod id_shape;
mod intern;
mod kind;
mod kind_file;
mod kinds;
mod mapping;
mod mark_cell;
mod number;
mod personal;
mod personal_column;
mod profile;
mod profile_error;
mod profile_file;
mod rare_column;
mod row;
mod scale;
mod section;
mod spellings;
mod term;
mod titled_period;
mod unmapped_column;
mod values;
mod vocabulary;

pub use cells::Cells;
pub use common::Common;
pub use date::{
    DateCell, DateEvidence, DateFormat, DateFormatError, DateHabits, DateOrder, DateReader, Moment,
    NO_TIME, NoDates, Odd, ShortOrder, Utc, read_usual,
};
pub use date_findings::{column_findings, order_findings};
pub use drift::{Drift, LostField, fullest_layout, nearest_layout};
pub use head_sample::{HeadSample, sample_head};
pub use heading::{LONGEST_HEADING, notes_of, plain, readings, without_number};
pub use id::{Id, has_lost_digits, id_digest, id_of, shown_id};
pub use id_shape::IdShape;
pub use intern::Interner;
pub use kind::{Field, FieldKey, FieldPlace, FieldType, LogKind};
pub use kinds::{
    AGGREGATES, COMMON_FILES, DECLARED, DOSSIERS, FEEDBACK, KIND_FILES, PROCEDURES, RANKINGS,
    RATINGS, ROSTER, TARGETS, kinds,
};
pub use mapping::{ColumnUse, Mapping};
pub use mark_cell::{MarkCell, NumberedColumns};
pub use number::{Decimal, NumberFault, count as count_of, plain_number, points as points_of};
pub use personal::{is_free_text, may_name_people};
pub use profile::Profile;
pub use profile_error::{NameKind, ProfileError, ProfileProblem};
pub use profile_file::LogProfile;
pub use rare_column::RareColumn;
pub use row::{FurnitureColumns, furniture, is_blank_word, is_numbering, text_of_group};
pub use scale::{ScaleSet, Scales};
pub use section::Section;
pub use term::{Term, TermUnit};
pub use titled_period::{TitledPeriod, counted_until, titled_days, titled_period};
pub use unmapped_column::UnmappedColumn;
pub use values::{OnScale, ValueColumn, ValueMap, canonical_name};
pub use vocabulary::{Origin, Vocabulary};
