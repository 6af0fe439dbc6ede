//! The dossiers behind a figure of any dirty log are as many as its counts say, each with its id and a
//! row of its own.

use std::collections::BTreeSet;

use cchc::domain::CanonicalField;
use cchc::indicators::{Available, Figure};
use cchc::pipeline::{self, IdLimit};
use cchc::tally::Count;
use proptest::prelude::*;
use proptest::sample::select;

use super::export;
use super::log::{Ids, log};
use super::runner::{Question, plan, property, question};

#[test]
fn the_list_behind_a_figure_is_what_is_counted() {
    let names: Vec<&str> = Figure::names().collect();
    property(300, &(log(Ids::Repeated), question(), select(names)), |(log, question, name)| {
        let folder = tempfile::tempdir().expect("a folder");
        export::write(&log, folder.path());
        let question = Question { by: Vec::new(), ..question };
        let figure = Figure::find(name).expect("a figure");
        let found = pipeline::figure(&plan(folder.path(), &question), figure, IdLimit::All);
        let (found, counted) = match (found, pipeline::run(&plan(folder.path(), &question))) {
            (Ok(found), Ok(counted)) => (found, counted),
            (Err(found), Err(counted)) => {
                prop_assert_eq!(found.to_string(), counted.to_string());
                return Ok(());
            }
            (found, counted) => return Err(TestCaseError::fail(format!("{found:?}\n{counted:?}"))),
        };
        let members = &found.membership.members;
        let total = counted.cube.total;
        let fields = &counted.loaded.fields;
        let is_read = figure.is_available(Available::from(fields));
        match figure {
            Figure::Count(count) if is_read && !count.is_evidence() => {
                prop_assert_eq!(members.len() as u64, total[count], "{}", name);
            }
            Figure::Rate(rate) if !rate.has_evidence() => {
                let measure = rate.measure(&total, found.definition, fields);
                prop_assert_eq!(found.measure, Some(measure), "{}", name);
            }
            Figure::Count(_) | Figure::Rate(_) | Figure::Column(_) => {}
        }
        let outside = &found.membership.outside;
        let outside: u64 = outside.by_outcome.values().sum::<u64>() + outside.out_of_period;
        let is_listed = found.measure.is_none_or(|measure| measure.is_ok());
        if is_listed {
            let all = members.len() as u64 + outside;
            prop_assert_eq!(all, counted.loaded.ledger.counted, "{}", name);
        }
        let places: BTreeSet<_> = members.iter().map(|one| (one.file, one.row)).collect();
        prop_assert_eq!(places.len(), members.len(), "each dossier has a row of its own");
        let ids: BTreeSet<_> = places.iter().filter_map(|place| found.ids.get(place)).collect();
        prop_assert_eq!(ids.len(), members.len(), "and an id of its own");
        let has_due = counted.loaded.fields.contains(&CanonicalField::DueAt);
        prop_assert!(has_due || members.iter().all(|one| one.outcome != Count::Late));
        Ok(())
    });
}
