//! Units of which the inputs of a run tell nothing up to the as-of day: whether the run stops for them.
//!
//! In: what was counted, the archive, `thresholds.missing_units`. Out: the missing units and the verdict. Must
//! not know: how reports are made.

use std::collections::BTreeSet;

use super::project::Project;
use crate::answers::coverage;
use crate::answers::publication::period_slug;
use crate::cli::commands::report::Made;
use crate::cli::tolerance::Tolerance;
use crate::domain::{Dimension, Exact, Span};
use crate::tally::{Count, Cube, Row};
use crate::words::Lang;

/// Units and files that are missing.
pub struct Missing {
    /// Each with the last day that is known of it.
    pub shown: Vec<String>,
    /// The units among them.
    pub units: BTreeSet<String>,
    /// Whether files without a unit are among them: nobody knows how much they had.
    has_files: bool,
}

/// What the inputs lack: sources that do not reach to the as-of day, and units of the roster without a row.
pub fn missing(made: &Made, lang: Lang) -> Missing {
    let loaded = &made.study.loaded;
    let mut shown = coverage::names(lang, loaded, None);
    let mut units: BTreeSet<String> =
        loaded.reach.units_not_covered().map(|(unit, _)| unit.to_owned()).collect();
    let files: Vec<&String> = loaded
        .reach
        .not_covered()
        .filter(|source| source.units.is_empty())
        .flat_map(|source| &source.files)
        .collect();
    shown.extend(files.iter().map(|file| (*file).clone()));
    for unit in loaded.missing_of_roster() {
        if units.insert(unit.to_owned()) {
            let words = lang.of("không có hồ sơ trong kỳ", "no dossier in the period");
            shown.push(format!("{unit} ({words})"));
        }
    }
    Missing { shown, units, has_files: !files.is_empty() }
}

impl Missing {
    /// Whether the run stops for them.
    pub fn stops(&self, project: &Project, made: &Made) -> bool {
        if self.shown.is_empty() {
            return false;
        }
        match &project.missing_units {
            Tolerance::Stop => true,
            Tolerance::Tell => false,
            Tolerance::Share(most) => {
                self.has_files || self.share(project, made).is_none_or(|share| share > *most)
            }
        }
    }

    /// Their share of the dossiers received in the period before; nothing where that is not known.
    fn share(&self, project: &Project, made: &Made) -> Option<Exact> {
        let before = project.period.before(project.rule)?;
        let archived = project.archive.tallies(&period_slug(before, project.rule));
        let archived = archived.filter(|kept| kept.frame.period == before);
        let units: Option<Cube> = archived.and_then(|kept| kept.cube(&[Dimension::Unit]));
        let received = |row: &Row| row.tally[Count::Received];
        let rows: Vec<Row> = units.map_or_else(
            || {
                let months = before.steps(Span::Month, project.rule);
                let months: Vec<Option<String>> =
                    months.into_iter().map(|step| step.month).collect();
                let is_before =
                    |row: &&Row| row.group.last().is_some_and(|month| months.contains(month));
                made.study.trend.rows.iter().filter(is_before).cloned().collect()
            },
            |units| units.rows,
        );
        let all: u64 = rows.iter().map(received).sum();
        let is_missing = |row: &&Row| {
            row.group.first().and_then(Option::as_ref).is_some_and(|unit| self.units.contains(unit))
        };
        let own: u64 = rows.iter().filter(is_missing).map(received).sum();
        // Of a unit that nothing was known of before, nobody knows how much is missing.
        let known: BTreeSet<&String> =
            rows.iter().filter_map(|row| row.group.first()?.as_ref()).collect();
        let all_known = self.units.iter().all(|unit| known.contains(unit));
        (all > 0 && all_known).then(|| Exact::new(own.into(), all.into()))
    }
}
