//! Which dossier comes next: an endless office life from January 2022 to December 2024.
//!
//! In: options. Out: cases in order of receipt; some come a second time with a later state.

use std::collections::VecDeque;

use anyhow::Result;

use super::Options;
use super::offices::Offices;
use crate::calendar::{WorkingDays, date};
use crate::random::Random;

/// Where a dossier stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Being handled.
    Pending,
    /// Waiting for papers.
    Paused,
    /// Finished, the result not yet fetched.
    Finished,
    /// Finished and handed over.
    HandedOver,
    /// Withdrawn.
    Returned,
    /// Never accepted.
    Refused,
}

/// One dossier at one time; days are numbers of working days.
#[derive(Clone, Copy)]
pub struct Case {
    /// Position of the unit.
    pub unit: usize,
    /// Running number of the unit on that day.
    pub number: usize,
    /// Position of the procedure.
    pub kind: usize,
    /// 0 online, 1 in person, 2 by post.
    pub channel: usize,
    /// Day received.
    pub received: usize,
    /// Minute of that day.
    pub minute: usize,
    /// Day promised.
    pub due: usize,
    /// Day finished or to be finished.
    pub finish: usize,
    /// Minute of that day.
    pub finish_minute: usize,
    /// State.
    pub state: State,
    /// 0 very satisfied to 4, if rated.
    pub rating: Option<usize>,
    /// The result was digitised.
    pub digitised: bool,
}

impl Case {
    /// The day finished, if it is.
    pub fn finished(&self) -> Option<usize> {
        let done = matches!(self.state, State::Finished | State::HandedOver | State::Returned);
        done.then_some(self.finish)
    }
}

/// Gives one case after another.
pub struct Stream {
    random: Random,
    first: usize,
    last: usize,
    rows: usize,
    given: usize,
    repeat: usize,
    /// Shown open once, to be shown again with a later state, oldest first.
    waiting: VecDeque<Case>,
    /// How many wait before the oldest comes again.
    depth: usize,
    today: usize,
    /// Dossiers of each unit today.
    numbers: Vec<usize>,
}

impl Stream {
    /// Three years, spread over `options.rows` rows.
    pub fn new(options: &Options, calendar: &WorkingDays) -> Result<Self> {
        Ok(Self {
            random: Random::new(options.seed),
            first: calendar.first_from(date(2022, 1, 1)?),
            last: calendar.last_until(date(2024, 12, 31)?),
            rows: options.rows,
            given: 0,
            repeat: options.repeat,
            waiting: VecDeque::new(),
            // About three weeks later.
            depth: (options.rows / 50 * options.repeat / 1_000_000).max(4),
            today: 0,
            numbers: vec![0; options.units],
        })
    }

    /// The next case, and whether it was given before.
    pub fn next(&mut self, offices: &Offices) -> (Case, bool) {
        let today = self.first + (self.last - self.first + 1) * self.given / self.rows.max(1);
        self.given += 1;
        if today != self.today {
            self.today = today;
            self.numbers.fill(0);
        }
        if self.waiting.len() > self.depth
            && self.random.chance(self.repeat)
            && let Some(case) = self.waiting.pop_front()
        {
            return (self.later(case), true);
        }
        // A few more wait than come again: some dossiers are forgotten in every system.
        let waits = self.random.chance(self.repeat + self.repeat / 20);
        let mut case = self.receive(today, offices);
        if waits && case.finished().is_some() {
            let mut open = case;
            open.state = if self.random.below(8) == 0 { State::Paused } else { State::Pending };
            self.waiting.push_back(case);
            case = open;
        }
        (case, false)
    }

    fn receive(&mut self, today: usize, offices: &Offices) -> Case {
        let random = &mut self.random;
        // Half of the dossiers go to a fifth of the units.
        let units = offices.units.len();
        let busy = if random.below(2) == 0 { units.div_ceil(5) } else { units };
        let unit = random.below(busy);
        let kind = offices.pick(unit, |count| random.small(count));
        let days = offices.kinds.get(kind).map_or(1, |kind| kind.days);
        let due = today + days;
        let finish = match random.below(100) {
            0..70 => today + days - 1 - random.small(days),
            70..96 => due,
            _ => due + 1 + random.small(15),
        };
        let number = self.numbers.get_mut(unit).map_or(0, |number| {
            *number += 1;
            *number
        });
        let state = match random.below(1_000) {
            _ if finish > self.last => State::Pending,
            0..15 => State::Returned,
            15..20 => State::Refused,
            20..620 => State::Finished,
            _ => State::HandedOver,
        };
        let rated = state == State::HandedOver && random.below(100) < 40;
        let minute = office_minute(random);
        let finish_minute = if finish == today {
            // Not before it came in, on the same day.
            random.between(minute, 1_020)
        } else {
            office_minute(random)
        };
        Case {
            unit,
            number,
            kind,
            channel: [0, 0, 0, 0, 0, 0, 1, 1, 1, 2].get(random.below(10)).copied().unwrap_or(0),
            received: today,
            minute,
            due,
            finish,
            finish_minute,
            state,
            rating: rated.then(|| random.small(9).saturating_sub(4)),
            digitised: random.below(100) < 90,
        }
    }

    /// The same dossier some weeks later; a fifth were given a new due day in between.
    fn later(&mut self, mut case: Case) -> Case {
        if self.random.below(5) == 0 {
            case.due += 5;
            case.finish += 5;
        }
        if case.finish > self.last {
            case.state = State::Pending;
        }
        case
    }
}

/// 7:30 to 11:30 and 13:30 to 17:00.
fn office_minute(random: &mut Random) -> usize {
    let minute = random.below(450);
    if minute < 240 { 450 + minute } else { 570 + minute }
}
