//! The sections of a report, one file per kind of table.
//!
//! In: a [`Study`] and what the report is about. Out: [`Section`]s; none where the exports have
//! nothing for it, or a table of one line would only repeat the total.

mod comparison;
mod findings;
mod flow;
mod ranking;
mod satisfaction;
mod score;
mod time;

pub use comparison::comparison;
pub use findings::findings;
pub use flow::{channels, districts, fields, procedures, units};
pub use ranking::{ranked, ranking};
pub use satisfaction::{satisfaction, scales};
pub use score::score;
pub use time::{months, unit_months};

use super::columns::Style;
use super::model::Section;
use super::study::Study;

/// What sections are made from.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    pub study: &'a Study,
    /// The one unit that the report is about.
    pub unit: Option<&'a str>,
    pub style: Style<'a>,
}

/// Every section that there is something for, in the order in which a report is read.
#[must_use]
pub fn all(ground: &Ground<'_>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    sections.extend(units(ground));
    sections.extend(districts(ground));
    sections.extend(ranking(ground));
    sections.extend(comparison(ground));
    sections.extend(months(ground));
    sections.extend(unit_months(ground));
    sections.extend(channels(ground));
    sections.extend(fields(ground));
    sections.extend(procedures(ground));
    sections.extend(satisfaction(ground));
    sections.extend(score(ground));
    sections.extend(findings(ground));
    sections
}
