//! A file without a column of units → the unit that its sheet, its name or its titles name.

use super::load_request::LoadRequest;
use crate::columns::Mapping;
use crate::domain::{Dimension, UnitLevel};
use crate::findings::FindingCode;
use crate::read::{Layout, Source};
use crate::units::{UnitInText, named_unit, unit_of_file, unit_of_sheet, unit_of_titles};

/// A unit that no column names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedUnit {
    pub name: String,
    /// The finding that says where it stands.
    pub code: FindingCode,
}

/// The unit of a file without a column of units: by its sheet, by its name, by its titles. Titles that
/// name a unit further down, or an office, know better than the name of a file or sheet.
pub fn unit_besides(
    request: &LoadRequest,
    source: &Source,
    layout: &Layout,
    mapping: &Mapping,
) -> Option<NamedUnit> {
    if mapping.column_of_dimension(Dimension::Unit).is_some() {
        return None;
    }
    let titled = unit_of_titles(&layout.titles);
    let sheet = source.sheet_name().and_then(|name| unit_of_sheet(name, &request.roster));
    let sheet = sheet.map(|unit| (unit, FindingCode::UnitFromSheetName));
    let file = || unit_of_file(&source.stem()?, &request.roster);
    let outer = sheet.or_else(|| file().map(|unit| (unit, FindingCode::UnitFromFileName)));
    let titled_level = titled.as_deref().map(|name| match named_unit(name, &request.roster) {
        UnitInText::Unit(_, level) => level,
        UnitInText::Unknown | UnitInText::Nothing => None,
    });
    let is_lower = |outer: Option<UnitLevel>| match (titled_level, outer) {
        (None, _) => false,
        (Some(titled), outer) => titled.is_none() || titled > outer,
    };
    match (outer, titled) {
        (Some(((_, level), _)), Some(name)) if is_lower(level) => {
            Some(NamedUnit { name, code: FindingCode::UnitFromTitle })
        }
        (Some(((name, _), code)), _) => Some(NamedUnit { name, code }),
        (None, titled) => titled.map(|name| NamedUnit { name, code: FindingCode::UnitFromTitle }),
    }
}
