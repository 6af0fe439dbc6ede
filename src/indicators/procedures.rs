//! The catalogue of procedures → counts and measures (indicators 1.1 to 1.3, 3.1, 3.2, 3.5 and 4.5a of
//! Decision 766/QĐ-TTg, the one-stop organisation, and the announced time cut).

use std::collections::BTreeSet;

use super::by_unit::{UnitCounts, by_unit};
use super::feedback::nothing_in;
use super::indicator::Measure;
pub use super::procedure_counts::ProcedureCounts;
use super::procedure_texts::{Needs, PROCEDURE_MEASURES, ProcedureMeasure};
use crate::columns::MarkCell;
use crate::domain::{Absence, Ratio};
use crate::records::Log;
use crate::records::procedures::{Procedure, ServiceLevel};

/// The procedures that were used in the period, by their keys ([`Procedure::procedure_key`]); empty
/// where that was not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Active {
    /// With a dossier received online.
    pub online: BTreeSet<String>,
    /// With a dossier paid online.
    pub paid: BTreeSet<String>,
}

impl ProcedureCounts {
    /// The counts of one procedure.
    #[must_use]
    pub fn of(procedure: &Procedure, active: &Active) -> Self {
        let mut counts = Self { procedures: 1, ..Self::ZERO };
        let is_active = u64::from(active.online.contains(&procedure.procedure_key()));
        match procedure.service_level {
            MarkCell::Says(ServiceLevel::Full) => {
                counts.full = 1;
                counts.full_active = is_active;
                counts.online_active = is_active;
            }
            MarkCell::Says(ServiceLevel::Partial) => {
                counts.partial = 1;
                counts.online_active = is_active;
            }
            MarkCell::Says(ServiceLevel::Information) => counts.information = 1,
            MarkCell::Unmapped => counts.unread_level = 1,
            MarkCell::Blank => {}
        }
        let yes = |answer: MarkCell<bool>| u64::from(answer == MarkCell::Says(true));
        let unread = |answer: MarkCell<bool>| u64::from(answer.is_unmapped());
        let asked = |answer: MarkCell<bool>| u64::from(answer.said().is_some());
        counts.fee = yes(procedure.has_fee);
        counts.unread_fee = unread(procedure.has_fee);
        if counts.fee == 1 {
            counts.fee_active = u64::from(active.paid.contains(&procedure.procedure_key()));
            counts.fee_integrated = yes(procedure.online_payment_integrated);
            counts.unread_integrated = unread(procedure.online_payment_integrated);
        }
        counts.citizen_facing = yes(procedure.citizen_facing);
        counts.unread_facing = unread(procedure.citizen_facing);
        if counts.citizen_facing == 1 {
            counts.population_data = yes(procedure.population_data);
            counts.unread_population = unread(procedure.population_data);
        }
        counts.published_asked = asked(procedure.published_on_time);
        counts.published_on_time = yes(procedure.published_on_time);
        counts.unread_published = unread(procedure.published_on_time);
        counts.updated_asked = asked(procedure.updated_on_time);
        counts.updated_on_time = yes(procedure.updated_on_time);
        counts.unread_updated = unread(procedure.updated_on_time);
        counts.content_asked = asked(procedure.content_complete);
        counts.content_complete = yes(procedure.content_complete);
        counts.unread_content = unread(procedure.content_complete);
        counts.one_stop_asked = asked(procedure.at_one_stop);
        counts.at_one_stop = yes(procedure.at_one_stop);
        counts.unread_one_stop = unread(procedure.at_one_stop);
        counts.portal_asked = asked(procedure.national_portal);
        counts.national_portal = yes(procedure.national_portal);
        counts.unread_portal = unread(procedure.national_portal);
        if let Some(days) = procedure.compared_days() {
            counts.timed = 1;
            counts.statutory = days.statutory;
            counts.committed = days.committed;
        }
        counts.unread_times = u64::from(procedure.has_unread_times());
        counts
    }

    /// Full or partial online services.
    #[must_use]
    pub const fn online(&self) -> u64 {
        self.full + self.partial
    }

    /// Those whose level is not told in a way that nothing maps.
    #[must_use]
    pub const fn levelled(&self) -> u64 {
        self.procedures - self.unread_level
    }

    /// A measure of the catalogue. `fields`: those that the log has.
    ///
    /// # Errors
    /// When the catalogue has no such column, or nothing that the measure could describe.
    pub fn measure(&self, measure: &ProcedureMeasure, fields: &BTreeSet<&str>) -> Measure {
        let Needs(needed) = measure.needs;
        if needed.iter().any(|field| !fields.contains(field)) {
            return Err(Absence::NotInExport);
        }
        let (numerator, denominator) = (measure.parts)(self);
        let unread = (measure.unread)(self);
        Ratio::new(numerator, denominator).ok_or(nothing_in(unread))
    }
}

/// The measure of an id, if there is one.
#[must_use]
pub fn procedure_measure(id: &str) -> Option<&'static ProcedureMeasure> {
    PROCEDURE_MEASURES.iter().find(|measure| measure.about.id == id)
}

/// The announced time cut of one procedure: 1 − announced / statutory.
///
/// # Errors
/// When one of the two times is not told.
pub fn time_cut(procedure: &Procedure) -> Measure {
    let days = procedure.compared_days().ok_or(Absence::NotInExport)?;
    let saved = days.statutory.saturating_sub(days.committed);
    Ratio::new(saved, days.statutory).ok_or(Absence::NoDossiers)
}

/// Counts by unit, in Vietnamese order. `active` as of [`ProcedureCounts::of`].
#[must_use]
pub fn procedures_by_unit(
    log: &Log<Procedure>,
    active: &Active,
) -> Vec<UnitCounts<ProcedureCounts>> {
    by_unit(
        log.records.iter().map(|placed| {
            (placed.record.unit.as_deref(), ProcedureCounts::of(&placed.record, active))
        }),
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{
        Absence, Active, Procedure, ProcedureCounts, ServiceLevel, procedure_measure, time_cut,
    };
    use crate::columns::{MarkCell, Term, TermUnit};

    fn procedure(code: &str, level: ServiceLevel, days: (u64, u64)) -> Procedure {
        let term = |hundredths| Term { hundredths, unit: TermUnit::Days };
        Procedure {
            code: Some(code.to_owned()),
            name: None,
            field: None,
            level: None,
            unit: None,
            service_level: MarkCell::Says(level),
            has_fee: MarkCell::Says(true),
            online_payment_integrated: MarkCell::Says(level == ServiceLevel::Full),
            statutory: MarkCell::Says(term(days.0)),
            committed: MarkCell::Says(term(days.1)),
            published_on_time: MarkCell::Says(level == ServiceLevel::Full),
            updated_on_time: MarkCell::Blank,
            content_complete: MarkCell::Blank,
            population_data: MarkCell::Says(true),
            citizen_facing: MarkCell::Says(level == ServiceLevel::Partial),
            at_one_stop: MarkCell::Blank,
            national_portal: MarkCell::Blank,
        }
    }

    #[test]
    fn a_catalogue_by_hand() {
        let online = BTreeSet::from(["a".to_owned(), "c".to_owned(), "z".to_owned()]);
        let paid = BTreeSet::from(["b".to_owned()]);
        let active = Active { online, paid };
        let catalogue = [
            procedure("A", ServiceLevel::Full, (1_000, 500)),
            procedure("B", ServiceLevel::Full, (1_500, 1_500)),
            procedure("C", ServiceLevel::Partial, (250, 50)),
            procedure("D", ServiceLevel::Information, (250, 250)),
        ];
        let mut sum = ProcedureCounts::ZERO;
        for one in &catalogue {
            sum += ProcedureCounts::of(one, &active);
        }
        let fields = BTreeSet::from([
            "service_level",
            "has_fee",
            "online_payment_integrated",
            "statutory_days",
            "committed_days",
            "published_on_time",
            "updated_on_time",
            "citizen_facing",
            "population_data",
        ]);
        for (id, expected) in [
            ("procedures_online_share", Ok((3, 4))),
            ("procedures_full_online_share", Ok((2, 4))),
            ("procedures_payment_integrated", Ok((2, 4))),
            ("procedures_published_on_time", Ok((2, 4))),
            ("procedures_updated_on_time", Err(Absence::NoDossiers)),
            ("procedures_content_complete", Err(Absence::NotInExport)),
            ("procedures_population_data", Ok((1, 1))),
            ("procedures_at_one_stop", Err(Absence::NotInExport)),
            ("procedures_national_portal", Err(Absence::NotInExport)),
            ("cut_time", Ok((700, 3_000))),
            ("dvctt_active", Ok((2, 3))),
            ("dvctt_full_active", Ok((1, 2))),
        ] {
            let measure = sum.measure(procedure_measure(id).expect(id), &fields);
            let parts = measure.map(|ratio| (ratio.numerator(), ratio.denominator()));
            assert_eq!(parts, expected, "{id}");
        }
        let cut = time_cut(&catalogue[0]).map(|ratio| (ratio.numerator(), ratio.denominator()));
        assert_eq!(cut, Ok((500, 1_000)));
        let untimed = Procedure { committed: MarkCell::Blank, ..catalogue[0].clone() };
        assert_eq!(time_cut(&untimed), Err(Absence::NotInExport));
    }
}
