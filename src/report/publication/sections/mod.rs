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

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

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
pub fn all(ground: &Ground<'_>) -> Vec<Section> {
    /// What one kind of table brings.
    type Make = fn(&Ground<'_>) -> Vec<Section>;
    const IN_ORDER: [Make; 12] = [
        |ground| units(ground).into_iter().collect(),
        |ground| districts(ground).into_iter().collect(),
        |ground| ranking(ground).into_iter().collect(),
        |ground| comparison(ground).into_iter().collect(),
        |ground| months(ground).into_iter().collect(),
        |ground| unit_months(ground).into_iter().collect(),
        |ground| channels(ground).into_iter().collect(),
        |ground| fields(ground).into_iter().collect(),
        |ground| procedures(ground).into_iter().collect(),
        |ground| satisfaction(ground).into_iter().collect(),
        |ground| score(ground).into_iter().collect(),
        |ground| findings(ground).into_iter().collect(),
    ];
    IN_ORDER.par_iter().flat_map_iter(|make| make(ground)).collect()
}
