//! Records → dossiers: what each column means, what each cell says, which rows count.
//!
//! In: sources and a [`LoadRequest`]. Out: [`Dossiers`] (one row = one dossier in its latest state),
//! findings and the ledger. Must not know: periods, rates, what is printed.

mod chains;
mod column_match;
mod columns;
mod columns_gone;
mod combine;
mod context;
mod coverage;
mod day_set;
mod date;
mod date_findings;
mod decide;
mod dictionary;
mod dossier_code;
mod dossiers;
mod drift;
mod empty_files;
mod eras;
mod presence;
mod file_facts;
mod file_findings;
mod file_plan;
mod files;
mod fill_down;
mod fold;
mod group_names;
mod group_texts;
mod group_units;
mod groups;
mod handed_on;
mod head_sample;
mod heading;
mod id;
mod id_number;
mod id_shape;
mod inner;
mod intern;
mod key_source;
mod latest;
mod learn;
mod learnt;
mod listed;
mod load;
mod load_request;
mod loaded;
mod local_calendar;
mod look;
mod mapping;
mod mark_plan;
mod mark_reader;
mod marks;
mod merge;
mod months;
mod near_ids;
mod nearest;
mod no_day;
mod open;
mod overlap;
mod people;
mod personal;
mod plain_text;
mod profile;
mod profile_error;
mod profile_file;
mod rare_column;
mod raw;
mod reach_of_sources;
mod reached;
mod rejected;
mod remembered;
mod row;
mod section;
mod sections;
mod settings;
mod settings_error;
mod table_findings;
mod text_faults;
mod timing;
mod titled_days;
mod told_again;
mod toml_text;
mod unit_besides;
mod units;
mod sources;
mod spellings;
mod stands;
mod sheets;
mod shown;
mod unmapped;
mod unmapped_column;
mod values;
mod vocabulary;
mod walk;
mod withheld;
mod worker;

pub use columns::{DueHistory, Timing, Traits};
pub use context::{
    Contexts, DossierIds, RowContext, RowTexts, dossier_ids, row_contexts, row_texts,
};
pub use coverage::FileCoverage;
pub use date::{
    DateCell, DateEvidence, DateFormat, DateFormatError, DateHabits, DateOrder, DateReader, Moment,
    NO_TIME, NoDates, ShortOrder, Utc,
};
pub use date_findings::order_findings;
pub use dictionary::{Dictionary, Spellings};
pub use dossier_code::DossierCode;
pub use dossiers::{Dossiers, DossiersError, Group, MarkSegment, Segment, TraceSegment};
pub use file_facts::{DATE_FIELDS, FileFacts};
pub use fold::{fold, says, trim};
pub use group_names::{Bearer, distinct_names, name_within};
pub use heading::{LONGEST_HEADING, readings};
pub use id::{id_digest, shown_id};
pub use id_shape::IdShape;
pub use listed::NotListed;
pub use load::load;
pub use load_request::{Grain, LoadRequest, Policy};
pub use loaded::{Loaded, RejectedPlace, RowFinding, SupersededRow};
pub use local_calendar::{CalendarFile, read_local_calendar};
pub use look::{DateSample, Sample, look, look_anyway};
pub use mapping::{ColumnUse, Mapping};
pub use marks::{Answer, Linked, Mark, Marks, NO_TERM, Requests};
pub use nearest::nearest;
pub use no_day::NO_DAY;
pub use overlap::{FileOverlap, Relation};
pub use profile::Profile;
pub use profile_error::{NameKind, ProfileError, ProfileProblem};
pub use profile_file::{LogProfile, ProfileSchema};
pub use reached::{Coverage, ReachState, SourceReach};
pub use rejected::{RejectedRow, each_rejected_row};
pub use row::{FurnitureColumns, furniture, is_blank_word};
pub use settings::{Sections, Words, at};
pub use settings_error::{LocatedProblem, Problems, SettingsError, SettingsProblem};
pub use sheets::passed_over;
pub use sources::{REPORTING, Reach, Sources, UnitSource};
pub use spellings::Spelling;
pub use titled_days::titled_days;
pub use toml_text::{toml_list, toml_text};
pub use units::{
    EmptyRoster, FullList, ListedUnit, NoList, OfficeLevel, RosterEntry, Share, Whole, full_list,
    is_called_on, is_province_key, lasting_key, name_on, office_level, read_roster,
};
pub use values::canonical_name;
pub use vocabulary::{Origin, Vocabulary};
