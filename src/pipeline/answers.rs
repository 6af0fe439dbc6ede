//! Answers of those who rated, marked before anything is counted: on which scale they were given, and
//! which of them may not be told.
//!
//! In: what was loaded, and how few answers are told. Out: marked dossiers. Must not know: what is counted
//! of them, how it is shown.

use std::collections::BTreeMap;

use super::{PipelineError, Plan, Prepared};
use crate::comparison::With;
use crate::domain::fold;
use crate::domain::{CanonicalField, Period};
use crate::dossiers::Loaded;
use crate::tally::{OnFive, PublishedCells, TimeFrame, on_five, withheld};

impl Prepared {
    /// Marks the answers for the period and those that it is usually set beside.
    pub(super) fn mark_answers(&mut self, plan: &Plan) -> Result<(), PipelineError> {
        let mut frames = vec![self.frame.clone()];
        for with in [With::Previous, With::LastYear, With::YearToDate] {
            frames.extend(with.frames(&self.frame).into_iter().flat_map(|(now, then)| [now, then]));
        }
        self.mark_answers_of(plan, &frames)
    }

    /// Marks the answers for these periods, besides those that were marked before.
    pub(super) fn mark_answers_of(
        &mut self,
        plan: &Plan,
        frames: &[TimeFrame],
    ) -> Result<(), PipelineError> {
        if !has_ratings(&self.loaded) {
            return Ok(());
        }
        if plan.suppress_below > 1 {
            let told = PublishedCells {
                below: plan.suppress_below,
                seen: Period { from: self.seen.0, to: self.seen.1 },
                frames,
                filters: &self.filters,
                by: &plan.by,
            };
            if let Some(marked) = withheld(&self.counter()?, &told)? {
                self.loaded.dossiers.set_traits(marked)?;
            }
        }
        // What is withheld does not even tell the scale.
        let layouts = rated_layouts(&self.loaded);
        let five = on_five(self.counter()?.segments(), &layouts);
        match five {
            OnFive::None => {}
            OnFive::All => self.loaded.dossiers.set_all_on_five(),
            OnFive::Some(marked) => self.loaded.dossiers.set_traits(marked)?,
        }
        Ok(())
    }
}

/// Whether any file has a rating column.
pub(super) fn has_ratings(loaded: &Loaded) -> bool {
    loaded.fields.contains(&CanonicalField::Rating)
}

/// A number for the layout of each source that has a rating column: files with the same headers come
/// from one system.
pub(super) fn rated_layouts(loaded: &Loaded) -> Vec<Option<usize>> {
    let mut known: Vec<Vec<String>> = Vec::new();
    let mut of_file: BTreeMap<&str, usize> = BTreeMap::new();
    for facts in &loaded.files {
        if facts.mapping.column(CanonicalField::Rating).is_none() {
            continue;
        }
        let headers: Vec<String> =
            facts.layout.headers.iter().map(|header| fold(&header.label())).collect();
        let number = known.iter().position(|other| *other == headers).unwrap_or_else(|| {
            known.push(headers);
            known.len() - 1
        });
        of_file.insert(&facts.name, number);
    }
    loaded.source_names.iter().map(|name| of_file.get(name.as_str()).copied()).collect()
}
