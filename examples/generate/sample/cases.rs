//! Dossiers that meet a plan exactly.
//!
//! In: a system with its quotas. Out: its dossiers with day numbers of the working-day calendar.
//! Every part is filled in the same order: when received, then which dossiers are still open at
//! the end, returned, late or on their day; all others finish early.

use anyhow::{Result, ensure};

use super::plan::{Part, Quota, System};
use crate::calendar::WorkingDays;
use crate::random::Random;
use crate::words::Procedure;

/// How it was handed in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// Over the portal.
    Online,
    /// At the counter.
    InPerson,
    /// By public postal service.
    Postal,
}

/// Where the dossier stands in the end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Being handled.
    Open,
    /// Open, waiting for papers.
    Paused,
    /// Finished with a result.
    Resolved,
    /// Withdrawn by the applicant.
    Returned,
    /// Never accepted.
    Refused,
}

/// One dossier; days are numbers of working days.
pub struct Dossier {
    /// Position of the desk among all desks of the system's parts.
    pub desk: usize,
    /// What was asked for.
    pub procedure: &'static Procedure,
    /// Dossier code.
    pub code: String,
    /// Day received.
    pub received: usize,
    /// Minute of the day received.
    pub minute: usize,
    /// Day promised.
    pub due: usize,
    /// Day promised at first, where it moved.
    pub earlier_due: Option<usize>,
    /// Day finished, also when that is after the period.
    pub finished: Option<usize>,
    /// Minute of the day finished.
    pub finished_minute: usize,
    /// Working days from the finish to the handing over of the result.
    pub pickup: usize,
    /// State in the end.
    pub outcome: Outcome,
    /// How it was handed in.
    pub channel: Channel,
    /// The result was digitised.
    pub digitised: bool,
    /// Rating, 0 for very satisfied to 4.
    pub rating: Option<usize>,
}

struct Period {
    first: usize,
    last: usize,
}

/// The dossiers of all parts, sorted by day, desk and minute, with codes.
pub fn make(system: &System, calendar: &WorkingDays, random: &mut Random) -> Result<Vec<Dossier>> {
    let (Some(start), Some(end)) = (system.windows.first(), system.windows.last()) else {
        return Ok(Vec::new());
    };
    let period =
        Period { first: calendar.first_from(start.from), last: calendar.last_until(end.to) };
    let mut dossiers = Vec::new();
    let mut desks_before = 0;
    for part in &system.parts {
        let mut made = receive(part, desks_before, &period, random);
        settle(&mut made, &part.quota, &period, random)?;
        describe(&mut made, &part.quota, &period, random)?;
        if system.exported_later {
            finish_after(&mut made, &period, random);
        }
        for dossier in &mut made {
            if dossier.finished == Some(dossier.received) {
                // Not before it came in, on the same day.
                dossier.finished_minute = random.between(dossier.minute, 1_020);
            }
        }
        desks_before += part.desks.len();
        dossiers.append(&mut made);
    }
    move_due_days(&mut dossiers, system, calendar);
    dossiers.sort_by_key(|dossier| (dossier.received, dossier.desk, dossier.minute));
    number(&mut dossiers, system, calendar)?;
    Ok(dossiers)
}

/// Days of receipt and promise. The first `opening` dossiers were received before the period and
/// promised for a day inside it; the last `refused` were never accepted.
fn receive(part: &Part, desks_before: usize, period: &Period, random: &mut Random) -> Vec<Dossier> {
    let quota = &part.quota;
    let choices: Vec<usize> = (part.desks.iter().enumerate())
        .flat_map(|(position, desk)| std::iter::repeat_n(position, desk.weight))
        .collect();
    let mut dossiers = Vec::new();
    for position in 0..quota.opening + quota.received + quota.refused {
        let chosen = choices.get(random.below(choices.len())).copied().unwrap_or(0);
        let Some(desk) = part.desks.get(chosen) else {
            continue;
        };
        let Some(procedure) = desk.procedures.get(random.small(desk.procedures.len())) else {
            continue;
        };
        let (received, due) = if position < quota.opening {
            let received = period.first - 1 - random.small(procedure.days.min(12));
            (received, (received + procedure.days).max(period.first + 1))
        } else {
            let received = random.between(period.first, period.last);
            (received, received + procedure.days)
        };
        dossiers.push(Dossier {
            desk: desks_before + chosen,
            procedure,
            code: String::new(),
            received,
            minute: office_minute(random),
            due,
            earlier_due: None,
            finished: None,
            finished_minute: office_minute(random),
            pickup: random.small(4),
            outcome: Outcome::Resolved,
            channel: Channel::InPerson,
            digitised: false,
            rating: None,
        });
    }
    dossiers
}

/// 7:30 to 11:30 and 13:30 to 17:00.
fn office_minute(random: &mut Random) -> usize {
    let minute = random.below(450);
    if minute < 240 { 450 + minute } else { 570 + minute }
}

/// Decides how each dossier ends, so that the quota is met.
fn settle(
    dossiers: &mut [Dossier],
    quota: &Quota,
    period: &Period,
    random: &mut Random,
) -> Result<()> {
    let accepted = quota.opening + quota.received;
    for dossier in dossiers.iter_mut().skip(accepted) {
        dossier.outcome = Outcome::Refused;
    }
    ensure!(accepted >= quota.resolved + quota.returned, "more closed than there are dossiers");
    let closing = accepted - quota.resolved - quota.returned;
    ensure!(closing >= quota.overdue, "more overdue than open");
    let mut free: Vec<usize> = (0..accepted).collect();
    random.shuffle(&mut free);
    let last = period.last;

    let open = take(dossiers, &mut free, closing - quota.overdue, |one| one.due > last)?;
    for (position, index) in open.into_iter().enumerate() {
        let outcome = if position % 12 == 5 { Outcome::Paused } else { Outcome::Open };
        set(dossiers, index, outcome, None);
    }
    let overdue =
        take(dossiers, &mut free, quota.overdue, |one| one.due < last && one.due + 20 > last)?;
    for index in overdue {
        set(dossiers, index, Outcome::Open, None);
    }
    for index in take(dossiers, &mut free, quota.returned, |_| true)? {
        let day = early_day(dossiers, index, period, random);
        set(dossiers, index, Outcome::Returned, Some(day));
    }
    for index in take(dossiers, &mut free, quota.late, |one| one.due < last)? {
        let due = dossiers.get(index).map_or(0, |one| one.due);
        let day = (due + 1 + random.small(12)).min(last);
        set(dossiers, index, Outcome::Resolved, Some(day));
    }
    for index in take(dossiers, &mut free, quota.on_time, |one| one.due <= last)? {
        let due = dossiers.get(index).map_or(0, |one| one.due);
        set(dossiers, index, Outcome::Resolved, Some(due));
    }
    for index in free {
        let day = early_day(dossiers, index, period, random);
        set(dossiers, index, Outcome::Resolved, Some(day));
    }
    Ok(())
}

/// Takes the first `count` free dossiers that fit.
fn take(
    dossiers: &[Dossier],
    free: &mut Vec<usize>,
    count: usize,
    fits: impl Fn(&Dossier) -> bool,
) -> Result<Vec<usize>> {
    let mut taken = Vec::new();
    free.retain(|index| {
        let wanted = taken.len() < count && dossiers.get(*index).is_some_and(&fits);
        if wanted {
            taken.push(*index);
        }
        !wanted
    });
    ensure!(taken.len() == count, "only {} of {count} dossiers fit", taken.len());
    Ok(taken)
}

fn set(dossiers: &mut [Dossier], index: usize, outcome: Outcome, finished: Option<usize>) {
    if let Some(dossier) = dossiers.get_mut(index) {
        dossier.outcome = outcome;
        dossier.finished = finished;
    }
}

/// A day in the period before the due day, more often close to it.
fn early_day(dossiers: &[Dossier], index: usize, period: &Period, random: &mut Random) -> usize {
    let Some(dossier) = dossiers.get(index) else {
        return period.first;
    };
    let low = dossier.received.max(period.first);
    let high = dossier.due.saturating_sub(1).min(period.last).max(low);
    high - random.small(high - low + 1)
}

/// Channels, digitised results and ratings.
fn describe(
    dossiers: &mut [Dossier],
    quota: &Quota,
    period: &Period,
    random: &mut Random,
) -> Result<()> {
    let (mut received, mut earlier, mut resolved) = (Vec::new(), Vec::new(), Vec::new());
    for (index, dossier) in dossiers.iter().enumerate() {
        let counted = dossier.outcome != Outcome::Refused;
        if counted && dossier.received >= period.first {
            received.push(index);
        } else {
            earlier.push(index);
        }
        if dossier.outcome == Outcome::Resolved {
            resolved.push(index);
        }
    }
    random.shuffle(&mut received);
    ensure!(received.len() >= quota.online, "more online than received");
    for (position, index) in received.into_iter().chain(earlier).enumerate() {
        let Some(dossier) = dossiers.get_mut(index) else {
            continue;
        };
        dossier.channel = if position < quota.online {
            Channel::Online
        } else if position % 7 == 0 {
            Channel::Postal
        } else {
            Channel::InPerson
        };
    }
    random.shuffle(&mut resolved);
    for (position, index) in resolved.iter().enumerate() {
        let Some(dossier) = dossiers.get_mut(*index) else {
            continue;
        };
        dossier.digitised = position < quota.digitised;
    }
    random.shuffle(&mut resolved);
    for (position, index) in resolved.into_iter().take(quota.rated).enumerate() {
        let Some(dossier) = dossiers.get_mut(index) else {
            continue;
        };
        let others = [1, 1, 1, 2, 1, 1, 3, 1, 2, 1, 1, 4];
        let other = others.get(position % others.len()).copied();
        dossier.rating = if position < quota.very_satisfied { Some(0) } else { other };
    }
    Ok(())
}

/// An export made weeks later shows the end of dossiers that were open on its last day.
fn finish_after(dossiers: &mut [Dossier], period: &Period, random: &mut Random) {
    for dossier in dossiers {
        if matches!(dossier.outcome, Outcome::Open | Outcome::Paused) {
            dossier.outcome = Outcome::Resolved;
            let promised = dossier.due.min(period.last + 9);
            dossier.finished = Some(promised.max(period.last + 1 + random.below(6)));
        }
    }
}

/// Gives some dossiers that lived through the end of a window an earlier promise in that file.
fn move_due_days(dossiers: &mut [Dossier], system: &System, calendar: &WorkingDays) {
    let ends: Vec<usize> =
        system.windows.iter().map(|window| calendar.last_until(window.to)).collect();
    let crosses = |one: &&mut Dossier| {
        let open_at = |end: &usize| {
            one.received <= *end && one.finished.is_some_and(|finished| finished > *end)
        };
        one.procedure.days > 8 && ends.iter().any(open_at)
    };
    // Every ninth, so that the moves do not all fall into the first month.
    for dossier in dossiers.iter_mut().filter(crosses).step_by(9).take(system.moved_due) {
        dossier.earlier_due = Some(dossier.due - 3);
    }
}

/// Codes: identifier of the desk, date, running number of the desk on that day.
fn number(dossiers: &mut [Dossier], system: &System, calendar: &WorkingDays) -> Result<()> {
    let desks: Vec<_> = system.parts.iter().flat_map(|part| &part.desks).collect();
    let (mut previous, mut running) = (None, 0);
    for dossier in dossiers {
        let place = (dossier.received, dossier.desk);
        running = if previous == Some(place) { running + 1 } else { 1 };
        previous = Some(place);
        let identifier = desks.get(dossier.desk).map_or("", |desk| desk.identifier.as_str());
        let day = calendar.at(dossier.received)?.format("%y%m%d");
        dossier.code = format!("{identifier}-{day}-{running:04}");
    }
    Ok(())
}
