//! What a month was, counted from the lives of the dossiers.
//!
//! In: a [`Life`], a month, the day whose knowledge counts. Out: counts by unit. It shares no code with
//! the program, which is measured against it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::AddAssign;

use chrono::NaiveDate;

use super::days::Month;
use super::export::made_on;
use super::places::reorganisation;
use super::{Dossier, Life};

/// The counts of one unit in one month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub opening: u64,
    pub received: u64,
    pub resolved: u64,
    pub returned: u64,
    pub early: u64,
    pub on_time: u64,
    pub late: u64,
    pub closing: u64,
    pub overdue: u64,
}

impl Counts {
    pub const NAMES: [&str; 9] = [
        "opening", "received", "resolved", "returned", "early", "on_time", "late", "closing",
        "overdue",
    ];

    /// In the order of [`Counts::NAMES`].
    pub const fn values(&self) -> [u64; 9] {
        [
            self.opening,
            self.received,
            self.resolved,
            self.returned,
            self.early,
            self.on_time,
            self.late,
            self.closing,
            self.overdue,
        ]
    }

    /// One dossier in a month, by what the system shows on a day.
    fn of(dossier: &Dossier, month: Month, shown: NaiveDate) -> Self {
        let mut counts = Self::default();
        let (first, last) = (month.first(), month.last());
        let finished = dossier.finished_on(shown);
        let due = dossier.due_on(shown);
        let is_received = month.has(dossier.received);
        let was_open = dossier.received < first && finished.is_none_or(|day| day >= first);
        counts.received = u64::from(is_received);
        counts.opening = u64::from(was_open);
        if !is_received && !was_open {
            return counts;
        }
        match finished.filter(|day| *day <= last) {
            Some(_) if dossier.is_returned => counts.returned = 1,
            Some(finished) => {
                counts.resolved = 1;
                counts.early = u64::from(finished < due);
                counts.on_time = u64::from(finished == due);
                counts.late = u64::from(finished > due);
            }
            None => {
                counts.closing = 1;
                counts.overdue = u64::from(due < last);
            }
        }
        counts
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.opening += other.opening;
        self.received += other.received;
        self.resolved += other.resolved;
        self.returned += other.returned;
        self.early += other.early;
        self.on_time += other.on_time;
        self.late += other.late;
        self.closing += other.closing;
        self.overdue += other.overdue;
    }
}

impl Life {
    /// The unit that a dossier stands at, as the system shows it on a day, and as it is called then.
    pub fn unit_on(&self, dossier: &Dossier, shown: NaiveDate) -> (&'static str, &'static str) {
        let area = &self.areas[dossier.area];
        if area.is_commune() && shown < reorganisation() {
            let part = area.parts[dossier.part];
            (part.code, part.name)
        } else {
            (area.code, area.name_on(shown))
        }
    }

    /// What is known of a month when its exports are made, by the code of each unit and its name on the
    /// last day of the month.
    pub fn known(&self, month: Month) -> BTreeMap<(&'static str, &'static str), Counts> {
        self.counted(month, made_on(month))
    }

    /// What the month was, with everything that was entered later.
    pub fn lived(&self, month: Month) -> BTreeMap<(&'static str, &'static str), Counts> {
        self.counted(month, NaiveDate::MAX)
    }

    /// Dossiers that earlier months lack, by the month of their receipt: in the system only since the exports
    /// of that month were made, and by now.
    pub fn lacking(&self, month: Month) -> BTreeMap<Month, u64> {
        let mut lacking = BTreeMap::new();
        for dossier in &self.dossiers {
            let of = Month::of(dossier.received);
            let is_late = made_on(of) < dossier.entered && dossier.entered <= made_on(month);
            if self.plan.first <= of && of < month && is_late {
                *lacking.entry(of).or_default() += 1;
            }
        }
        lacking
    }

    fn counted(
        &self,
        month: Month,
        known_on: NaiveDate,
    ) -> BTreeMap<(&'static str, &'static str), Counts> {
        let mut units = BTreeMap::new();
        let shown = made_on(month);
        for dossier in self.dossiers.iter().filter(|dossier| dossier.entered <= known_on) {
            let counts = Counts::of(dossier, month, shown);
            if counts != Counts::default() {
                let (code, _) = self.unit_on(dossier, shown);
                // A system of before the reorganisation shows the units of before.
                let named_on = if shown < reorganisation() { shown } else { month.last() };
                let (_, name) = self.unit_on(dossier, named_on);
                *units.entry((code, name)).or_default() += counts;
            }
        }
        units
    }

    /// The truth as a table: of each month and unit what was known at its export, and what was lived.
    pub fn truth_table(&self) -> String {
        let mut table = format!("month,known,code,unit,{}\n", Counts::NAMES.join(","));
        for month in self.plan.months() {
            for (word, units) in [("export", self.known(month)), ("life", self.lived(month))] {
                for ((code, name), counts) in units {
                    let counts = counts.values().map(|count| count.to_string()).join(",");
                    // Writing to a string cannot fail.
                    let _ = writeln!(table, "{month},{word},{code},{name},{counts}");
                }
            }
        }
        table
    }
}
