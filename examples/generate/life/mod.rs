//! A small office lived through month by month: who receives what, when it is due, when it is done.
//!
//! In: a [`Plan`]. Out: dossiers whose whole life is known, the truth of every month counted from them
//! ([`truth`]), and the exports of any style ([`export`]). Must not know: how the program reads or counts.
//!
//! Unlike the ready samples, whose figures are chosen, here the dossiers are drawn and the figures follow.

pub mod days;
pub mod export;
pub mod places;
pub mod truth;

use chrono::NaiveDate;

use super::random::Random;
use days::{Month, WorkingDays};
use places::Area;

/// What the office is like, and what happens to it.
#[derive(Debug, Clone)]
pub struct Plan {
    pub seed: u64,
    pub departments: usize,
    /// Communes since 1 July 2025; before, each was two to five.
    pub communes: usize,
    /// Dossiers that an area receives a month, on average.
    pub monthly: usize,
    pub first: Month,
    pub months: usize,
    /// An area (by its place) that sends nothing for this month, and both months in the next.
    pub silent: Option<(usize, Month)>,
    /// Of a million dossiers, how many are entered in the system weeks after their receipt.
    pub entered_late: usize,
    /// Of a million dossiers, how many get another due day on the way.
    pub due_moved: usize,
    /// The first month whose exports another system writes: other headings, other codes.
    pub system: Option<Month>,
    /// The new system gives its codes to what was open, too.
    pub recodes: bool,
}

impl Plan {
    /// January 2025 to December 2026, in an office that was there before, with nothing but what the law
    /// brings.
    pub fn quiet(seed: u64) -> Self {
        Self {
            seed,
            departments: 2,
            communes: 3,
            monthly: 24,
            first: Month::new(2025, 1),
            months: 24,
            silent: None,
            entered_late: 0,
            due_moved: 0,
            system: None,
            recodes: false,
        }
    }

    /// Every month, in order.
    pub fn months(&self) -> impl Iterator<Item = Month> {
        std::iter::successors(Some(self.first), |month| Some(month.next())).take(self.months)
    }

    /// The same with the months before, of which the first finds dossiers open.
    fn lived_months(&self) -> impl Iterator<Item = Month> {
        const BEFORE: usize = 3;
        let first = (0..BEFORE).fold(self.first, |month, _| month.previous());
        let months = std::iter::successors(Some(first), |month| Some(month.next()));
        months.take(BEFORE + self.months)
    }
}

/// One dossier from its receipt to its end.
#[derive(Debug, Clone)]
pub struct Dossier {
    pub number: usize,
    /// Place of its area.
    pub area: usize,
    /// Which old commune of its area received it, where that is one of before July 2025.
    pub part: usize,
    pub received: NaiveDate,
    /// The day it is in the system.
    pub entered: NaiveDate,
    pub due: NaiveDate,
    /// The day on which the due day is moved, and where to.
    pub moved: Option<(NaiveDate, NaiveDate)>,
    /// Nothing when nobody ever finishes it.
    pub finished: Option<NaiveDate>,
    /// It ends without a result: refused or withdrawn.
    pub is_returned: bool,
    pub is_online: bool,
}

impl Dossier {
    /// The due day that the system shows on a day.
    pub fn due_on(&self, day: NaiveDate) -> NaiveDate {
        self.moved.filter(|(moved_on, _)| *moved_on <= day).map_or(self.due, |(_, due)| due)
    }

    /// The finish that the system shows on a day.
    pub fn finished_on(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.finished.filter(|finished| *finished <= day)
    }
}

/// All that happened.
pub struct Life {
    pub plan: Plan,
    pub areas: Vec<Area>,
    /// In the order of their receipt.
    pub dossiers: Vec<Dossier>,
}

impl Life {
    /// Lives through the months of a plan.
    pub fn new(plan: Plan) -> Self {
        let mut random = Random::new(plan.seed);
        let areas = places::areas(plan.departments, plan.communes, &mut random);
        let calendar = WorkingDays::new();
        let mut dossiers = Vec::new();
        for month in plan.lived_months() {
            let working = calendar.of(month);
            for (place, area) in areas.iter().enumerate() {
                // Some months bring a third less, some a third more.
                let count = random.between(plan.monthly * 2 / 3, plan.monthly * 4 / 3);
                for _ in 0..count {
                    let Some(day) = working.get(random.below(working.len())) else { continue };
                    let mut dossier = received(*day, &calendar, &plan, &mut random);
                    dossier.area = place;
                    dossier.part = random.below(area.parts.len());
                    dossiers.push(dossier);
                }
            }
        }
        dossiers.sort_by_key(|dossier| (dossier.received, dossier.area, dossier.part));
        for (number, dossier) in dossiers.iter_mut().enumerate() {
            dossier.number = number + 1;
        }
        Self { plan, areas, dossiers }
    }
}

/// What becomes of a dossier that is received on a day.
fn received(day: NaiveDate, calendar: &WorkingDays, plan: &Plan, random: &mut Random) -> Dossier {
    let promised = [1, 3, 5, 7, 10, 15, 30].get(random.small(7)).copied().unwrap_or(5);
    // Of a hundred: seventy before the day, twelve on it, fifteen behind it, three by nobody.
    let taken = match random.below(100) {
        0..70 => Some(random.between(0, promised - 1)),
        70..82 => Some(promised),
        82..97 => Some(promised + 1 + random.small(40)),
        _ => None,
    };
    let due = calendar.after(day, promised);
    let finished = taken.map(|days| calendar.after(day, days));
    let entered = if random.chance(plan.entered_late) {
        calendar.after(day, random.between(10, 35))
    } else {
        day
    };
    let is_moved = random.chance(plan.due_moved) && promised > 2;
    // Someone moves it before it is over, so that it is found in time.
    let moved = is_moved
        .then(|| (calendar.after(day, promised - 1), calendar.after(due, random.between(5, 20))));
    Dossier {
        number: 0,
        area: 0,
        part: 0,
        received: day,
        entered,
        due,
        moved: moved.filter(|(on, _)| finished.is_none_or(|finished| *on < finished)),
        finished,
        is_returned: finished.is_some() && random.below(100) < 4,
        is_online: random.below(100) < 60,
    }
}
