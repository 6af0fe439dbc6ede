//! What an indicator is: a rate or a mean of counts, and its value in a tally.
//!
//! In: a tally, and what was read. Out: a [`Measure`]. Must not know: which indicators there are, their
//! words, how a value is rounded or shown.

use std::collections::BTreeSet;

use super::definition::Definition;
use super::description::{Available, Need, Quantity, Sense};
use crate::domain::{Absence, CanonicalField, Ratio};
use crate::tally::{Count, Tally, Terms};

/// A rate, or why there is none.
pub type Measure = Result<Ratio, Absence>;

/// How numerator and denominator come from a tally.
#[derive(Debug, Clone, Copy)]
pub enum Formula {
    /// The on-time rate, by the definition asked for.
    OnTime,
    Of(Terms),
}

impl Formula {
    /// One sum over another.
    #[must_use]
    pub const fn share(plus: &'static [Count], denominator: &'static [Count]) -> Self {
        Self::Of(Terms { plus, minus: &[], denominator })
    }
}

/// One rate or mean.
#[derive(Debug)]
pub struct Indicator {
    /// The name in JSON and CSV, and of its words.
    pub id: &'static str,
    pub formula: Formula,
    pub quantity: Quantity,
    /// Without what it says nothing; all of them.
    pub needs: &'static [Need],
    pub sense: Sense,
}

pub const FINISH: Need = Need::AnyOf(&[CanonicalField::FinishedAt, CanonicalField::ReturnedAt]);
pub const DUE: Need = Need::AnyOf(&[CanonicalField::DueAt]);
pub const CHANNEL: Need = Need::AnyOf(&[CanonicalField::Channel]);
pub const STATUS: Need = Need::AnyOf(&[CanonicalField::Status]);

/// What most of the constants have in common.
pub const BASE: Indicator = Indicator {
    id: "",
    formula: Formula::OnTime,
    quantity: Quantity::Share,
    needs: &[FINISH, DUE],
    sense: Sense::HigherIsBetter,
};

impl Indicator {
    /// Whether the rate is about answers: those of different scales are never put together.
    #[must_use]
    pub fn is_of_ratings(&self) -> bool {
        let is_rating =
            |need: &Need| matches!(need, Need::AnyOf(any) if any.contains(&CanonicalField::Rating));
        self.needs.iter().any(is_rating)
    }

    /// Whether the exports have the columns that it needs.
    #[must_use]
    pub fn is_in_export(&self, fields: &BTreeSet<CanonicalField>) -> bool {
        let available = Available::from(fields);
        let columns = self.needs.iter().filter(|need| matches!(need, Need::AnyOf(_)));
        columns.into_iter().all(|need| need.is_met(available))
    }

    /// Whether it is made of marks or working days, which are counted only when they are asked for.
    #[must_use]
    pub fn has_evidence(&self) -> bool {
        self.terms(Definition::default()).has_evidence()
    }

    /// The counts that it is made of.
    #[must_use]
    pub const fn terms(&self, definition: Definition) -> Terms {
        match self.formula {
            Formula::OnTime => definition.terms(),
            Formula::Of(terms) => terms,
        }
    }

    /// The figure of a tally.
    ///
    /// # Errors
    /// When there is none: the reason, which is a figure's answer too.
    pub fn measure<'a>(
        &self,
        tally: &Tally,
        definition: Definition,
        available: impl Into<Available<'a>>,
    ) -> Measure {
        let available = available.into();
        let terms = self.terms(definition);
        if !self.needs.iter().all(|need| need.is_met(available)) {
            return Err(Absence::NotInExport);
        }
        if !terms.are_counted(available.evidence) {
            return Err(Absence::NotCounted);
        }
        if tally.is_not_covered() {
            return Err(Absence::NotCovered);
        }
        if let Some(absence) = terms.untold_answers(tally) {
            return Err(absence);
        }
        let (numerator, denominator) = terms.parts(tally);
        // The files of one unit may lack a column that those of another have.
        let untold = terms.denominator.iter().flat_map(|count| count.untold());
        let is_untold = untold.into_iter().any(|count| tally[*count] > 0);
        let is_unread = terms.whole() == Some(Count::TO_HANDLE) && tally.sum(Count::TO_HANDLE) > 0;
        let absence = match () {
            () if is_untold => Absence::NotInExport,
            () if is_unread => Absence::NotUnderstood,
            () => Absence::NoDossiers,
        };
        Ratio::new(numerator, denominator).ok_or(absence)
    }
}
