//! Administrative units: which unit a row belongs to, what lies above it, and what it became.
//!
//! In: the text of a row's unit, commune, district and code columns, and `data/units`. Out: units by
//! code. Must not know: tallies, periods, what is printed.

mod full_list;
mod keys;
mod mapped;
mod mention;
mod near_names;
mod unit_in_text;
mod office_level;
mod outlines;
mod places;
mod rebase;
mod register;
mod resolve;
mod roster;
mod roster_rows;
mod title;
mod provinces_of_units;
mod tokens;
mod unit_name;
mod place_coverage;
mod written_place;
mod group_units;

pub use full_list::{FullList, ListedUnit, NoList, full_list};
pub use group_units::{GroupOfRows, group_at, group_units};
pub use keys::{
    has_ended, is_called_on, is_province_key, lasting_key, name_on, names_of_code, province_named,
    province_of_key,
};
pub use mapped::{OnMap, communes_on, on_map, province_code, province_on};
pub use mention::{is_bare_place, names_place};
pub use office_level::{OfficeLevel, office_level};
pub use outlines::{Outline, Point};
pub use place_coverage::{PlaceCoverage, Presence, Share, whole};
pub use places::Places;
pub use provinces_of_units::{ProvincesOfUnits, UnitInProvince};
pub use roster::{EmptyRoster, RosterEntry, read_roster};
pub use title::unit_of_titles;
pub use unit_in_text::{UnitInText, named_unit, unit_of_file, unit_of_sheet};
pub use unit_name::UnitName;
pub use written_place::{GroupKey, UnitDoubt, WrittenPlace, contexts};
