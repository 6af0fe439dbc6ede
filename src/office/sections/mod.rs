//! The sections of a report, one file per kind of table.
//!
//! In: a [`Study`] and what the report is about. Out: [`Section`]s; none where the exports have
//! nothing for it, or a table of one line would only repeat the total.

mod comparison;
mod coverage;
mod findings;
mod flow;
mod input;
mod late_units;
mod ranking;
mod satisfaction;
mod score;
mod time;
mod unit_dossiers;
mod unit_findings;
mod unit_place;

use crate::answers::publication::Section;
pub use comparison::{comparison, comparisons};
pub use coverage::coverage;
pub use findings::findings;
pub use flow::{channels, districts, fields, procedures, units};
pub use input::SectionInput;
pub use late_units::late_units;
pub use ranking::ranking;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
pub use satisfaction::{satisfaction, scales};
pub use score::score;
pub use time::{months, unit_months};
pub use unit_dossiers::unit_dossiers;
pub use unit_findings::{by_severity, unit_findings};
pub use unit_place::unit_place;

/// Every section that there is something for, in the order in which a report is read.
pub fn all(input: &SectionInput<'_>) -> Vec<Section> {
    /// What one kind of table brings.
    type Make = fn(&SectionInput<'_>) -> Vec<Section>;
    const IN_ORDER: [Make; 17] = [
        |input| unit_place(input).into_iter().collect(),
        |input| unit_dossiers(input).into_iter().collect(),
        |input| unit_findings(input).into_iter().collect(),
        |input| late_units(input).into_iter().collect(),
        |input| units(input).into_iter().collect(),
        |input| districts(input).into_iter().collect(),
        |input| ranking(input).into_iter().collect(),
        |input| comparison(input).into_iter().collect(),
        |input| months(input).into_iter().collect(),
        |input| unit_months(input).into_iter().collect(),
        |input| channels(input).into_iter().collect(),
        |input| fields(input).into_iter().collect(),
        |input| procedures(input).into_iter().collect(),
        |input| satisfaction(input).into_iter().collect(),
        |input| score(input).into_iter().collect(),
        |input| coverage(input).into_iter().collect(),
        |input| findings(input).into_iter().collect(),
    ];
    let lang = input.style.lang;
    let made = IN_ORDER.par_iter().flat_map_iter(|make| make(input));
    made.map(|section| section.with_headlines(lang)).collect()
}
