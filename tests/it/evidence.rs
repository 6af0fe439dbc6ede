//! Flags of a log, and what is counted of them: by hand, against a naive recount, on the command line.

mod as_of;
mod command;
mod everywhere;
mod naive;
mod sample;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use cchc::domain::{Day, Dimension, Period, PeriodRule};
use cchc::dossiers::{Grain, LinkedFacts, LoadRequest, Loaded, load};
use cchc::read::discover;
use cchc::tally::{Counter, Cube, CubeRequest, Judge, TimeFrame};

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

/// The dossiers of a folder with their marks.
fn marked(folder: &Path, linked: HashMap<u128, LinkedFacts>, threads: usize) -> Loaded {
    let discovery = discover(&[folder.display().to_string()]).expect("exports");
    let request = LoadRequest {
        is_complete: true,
        sources: discovery.sources,
        dimensions: vec![Dimension::Unit],
        keep_marks: true,
        linked: Arc::new(linked),
        threads,
        ..LoadRequest::default()
    };
    load(&request).expect("a load")
}

/// The evidence of a period by these.
fn counted(loaded: &Loaded, (from, to): (Day, Day), by: &[Dimension]) -> Cube {
    let period = Period::new(from, to).expect("a period");
    let frame = TimeFrame { period, as_of: to, rule: PeriodRule::Calendar };
    let request = CubeRequest { frame, by: by.to_vec(), filters: Vec::new() };
    let judge = Judge { grain: Grain::Day, calendar: &loaded.calendar };
    let counter = Counter::new(&loaded.dossiers).expect("segments");
    counter.tally_with_evidence(&request, &judge).expect("evidence")
}
