//! Signals about dossier codes: numbers that are missing, another day, another unit. Codes of no known form take
//! no part.
//!
//! A log of some procedures or channels only lacks numbers by nature. So a body is asked about gaps only where at
//! least three of four numbers between the first and the last of its days are there.

use hashbrown::{HashMap, HashSet};
use rayon::slice::ParallelSliceMut;

use super::judge::{Judge, SignalContext};
use crate::dossiers::DossierCode;

/// With fewer of four numbers the log holds a part of what a body numbers.
const FEWEST_OF_FOUR: u64 = 3;
/// A body is of a unit where so many of four of its dossiers are.
const OWNED_OF_FOUR: u64 = 3;
/// With fewer dossiers nothing is said of whose a body is.
const FEWEST_OF_A_BODY: u64 = 5;

/// Two codes of one body and day.
fn are_of_one_day(left: DossierCode, right: DossierCode) -> bool {
    left.body == right.body && left.day() == right.day()
}

/// Behind a gap, of those that another number of their body and day stands before.
pub fn number_gaps<'a>(ground: &'a SignalContext<'_>) -> Judge<'a> {
    let mut codes: Vec<DossierCode> =
        ground.dossiers().filter_map(|dossier| dossier.code).collect();
    codes.par_sort_unstable();
    codes.dedup();
    let mut counts: HashMap<u32, (u64, u64)> = HashMap::new();
    for day in codes.chunk_by(|left, right| are_of_one_day(*left, *right)) {
        let (Some(first), Some(last)) = (day.first(), day.last()) else { continue };
        let (there, all) = counts.entry(first.body).or_default();
        *there += day.len() as u64;
        *all += u64::from(last.number() - first.number() + 1);
    }
    let is_whole = |(there, all): &(u64, u64)| there * 4 >= all * FEWEST_OF_FOUR;
    let whole = counts.into_iter().filter(|(_, counts)| is_whole(counts));
    let whole: HashSet<u32> = whole.map(|(body, _)| body).collect();
    Box::new(move |dossier| {
        let code = dossier.code.filter(|code| whole.contains(&code.body))?;
        let place = codes.binary_search(&code).ok()?;
        let before = codes.get(place.checked_sub(1)?)?;
        are_of_one_day(*before, code).then(|| code.number() - before.number() > 1)
    })
}

/// With the day of another than the received day, of those with a code.
pub fn other_day<'a>(_: &'a SignalContext<'_>) -> Judge<'a> {
    Box::new(|dossier| Some(dossier.code?.day() != dossier.received.day()))
}

/// With the body of another unit, of those whose body is one unit's.
pub fn other_unit<'a>(ground: &'a SignalContext<'_>) -> Judge<'a> {
    let mut by_unit: HashMap<(u32, u32), u64> = HashMap::new();
    for dossier in ground.dossiers().filter(|dossier| Some(dossier.unit) != ground.nameless) {
        if let Some(code) = dossier.code {
            *by_unit.entry((code.body, dossier.unit)).or_default() += 1;
        }
    }
    // All dossiers of a body, and its unit with most of them.
    let mut bodies: HashMap<u32, (u64, u32, u64)> = HashMap::new();
    for ((body, unit), dossiers) in by_unit {
        let (all, owner, most) = bodies.entry(body).or_default();
        *all += dossiers;
        if dossiers > *most {
            (*owner, *most) = (unit, dossiers);
        }
    }
    let is_owned = |(all, _, most): &(u64, u32, u64)| {
        *all >= FEWEST_OF_A_BODY && most * 4 >= all * OWNED_OF_FOUR
    };
    let owned = bodies.into_iter().filter(|(_, counts)| is_owned(counts));
    let unit_of_body: HashMap<u32, u32> =
        owned.map(|(body, (_, owner, _))| (body, owner)).collect();
    Box::new(move |dossier| {
        let unit = Some(dossier.unit).filter(|unit| Some(*unit) != ground.nameless)?;
        Some(*unit_of_body.get(&dossier.code?.body)? != unit)
    })
}
