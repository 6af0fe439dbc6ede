//! The sources of a run: the files that tell of a unit, and whether they reach to a day.
//!
//! In: how far each file tells, and which units stand in it. Out: [`Sources`]. Must not know: dossiers,
//! counts, languages. The rules are those of the outer contract, section 3, "Coverage".

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::coverage::FileCoverage;
use super::day_set::DaySet;
use super::export_style::file_style;
use super::months::months;
use super::unreported::{Succession, Unreported};
use crate::domain::{Day, Dimension, Period, PeriodRule, Span, WorkingCalendar};
use crate::read::FileId;

/// Who reports: the units that handle dossiers, or else the communes.
pub const REPORTING: [Dimension; 2] = [Dimension::Unit, Dimension::Commune];

/// A source is judged by its silence from so many active days on.
const ENOUGH_DAYS: u32 = 10;
/// Of fewer active days the last is left out of the share: it is active by choice, and one day more or less is
/// much of so few.
const FEW_DAYS: u32 = 14;
/// So few silent working days say nothing.
const FEWEST_SILENT: u32 = 3;
/// When a silence is no silence of the office.
#[derive(Debug, Clone, Copy)]
struct Limit {
    /// When its own activity makes it less likely than this.
    chance: f64,
    /// The days that are told whole alone are asked, too, of a silence of more working days than these: they are few,
    /// and say too little of a short silence.
    whole_behind: u32,
}

/// Behind the last day of a source.
const BEHIND: Limit = Limit { chance: 0.001, whole_behind: 5 };
/// Between two days of which it tells: there are many such pairs.
const WITHIN: Limit = Limit { chance: 0.000_01, whole_behind: 5 };
/// Behind the last day of all sources: together they are busy on nearly every day.
const BEHIND_ALL: Limit = Limit { chance: 0.001, whole_behind: 0 };
/// How busy a source is, is seen from its last year: a backlog reaches back further with few dossiers a month.
const LOOK_BACK: i32 = 365;
/// So few days behind an improbable silence are slips of the pen, not days of which a source tells.
const SLIPS: usize = 2;
/// One row in so many is a slip.
const SLIPS_OF: u64 = 100;

/// The files that tell of some units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitSource {
    /// Numbers of the files, in reading order.
    pub files: Vec<u32>,
    /// Numbers of the groups of [`Sources::dimension`] that stand in just these files.
    pub units: Vec<u32>,
    active: DaySet,
    /// The first day of which its files tell all: before it they hold what was still open on it, which says nothing of how
    /// busy a day was. Nothing where one of them holds what was over before its month.
    whole_since: Option<Day>,
    /// The last days that titles name.
    titled: Vec<Day>,
    /// The months that its files are for, one each; nothing where they do not come month by month.
    pub months: Option<Vec<Period>>,
}

/// How far a source reaches towards a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// It tells of the day.
    Covered,
    /// It says so little that its silence since this day means nothing.
    QuietSince(Day),
    /// It tells nothing of the days behind this one; of nothing at all where there is none.
    Until(Option<Day>),
}

impl Reach {
    /// Whether what is open on the day is known to be.
    pub const fn is_covered(self) -> bool {
        !matches!(self, Self::Until(_))
    }
}

/// The sources of a run. Without units that any file names, all files are one source.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// What the units are: those that handle dossiers, or else the communes; nothing where no file names any.
    pub dimension: Option<Dimension>,
    pub sources: Vec<UnitSource>,
    /// The source of each group, by number.
    of_group: Vec<u32>,
    /// What files left open and newer ones do not tell any more; numbered behind the groups.
    unreported: Vec<Unreported>,
    /// What all of them tell together, where there are several.
    together: Option<UnitSource>,
    calendar: Arc<WorkingCalendar>,
}

impl Sources {
    /// `stands`: the groups that stand in each file; `groups`: how many there are.
    pub fn new(
        files: &[FileCoverage],
        stands: &BTreeMap<FileId, BTreeSet<u32>>,
        (dimension, groups): (Option<Dimension>, usize),
        calendar: Arc<WorkingCalendar>,
    ) -> Self {
        let of_file = |file: &FileCoverage| stands.get(&FileId(file.source));
        let mut by_files: BTreeMap<Vec<u32>, Vec<u32>> = BTreeMap::new();
        if dimension.is_none() || groups == 0 {
            by_files.insert(files.iter().map(|file| file.source).collect(), vec![0]);
        } else {
            for (group, files) in files_of_groups(files, &of_file, groups) {
                by_files.entry(files).or_default().push(group);
            }
        }
        let mut of_group = vec![0; groups.max(1)];
        for (source, units) in (0_u32..).zip(by_files.values()) {
            for unit in units {
                if let Some(slot) = of_group.get_mut(*unit as usize) {
                    *slot = source;
                }
            }
        }
        let by_number: BTreeMap<u32, &FileCoverage> =
            files.iter().map(|file| (file.source, file)).collect();
        let sources = by_files.into_iter().map(|(numbers, units)| {
            let own: Vec<&FileCoverage> =
                numbers.iter().filter_map(|file| by_number.get(file).copied()).collect();
            UnitSource::new(numbers, units, &own)
        });
        let sources: Vec<UnitSource> = sources.collect();
        let together = (sources.len() > 1).then(|| {
            let all: Vec<&FileCoverage> = files.iter().collect();
            UnitSource::new(Vec::new(), Vec::new(), &all)
        });
        Self { dimension, sources, of_group, unreported: Vec::new(), together, calendar }
    }

    /// The same, with what is not told any more.
    #[must_use]
    pub fn with_unreported(self, succession: &Succession<'_>) -> Self {
        let sources = (0_u32..).zip(&self.sources);
        let unreported =
            sources.flat_map(|(number, own)| succession.unreported(number, &own.files));
        let mut unreported: Vec<Unreported> = unreported.collect();
        unreported.sort_by_key(|unreported| (unreported.source, unreported.file));
        Self { unreported, ..self }
    }

    /// What files left open and newer ones do not tell any more.
    pub fn unreported(&self) -> &[Unreported] {
        &self.unreported
    }

    /// The number that a dossier of a group is looked up by, where its last row is open and stands in this
    /// file: that of its group, or one behind all groups where it is not told any more.
    pub fn number(&self, group: u32, file: u32) -> u32 {
        let source = self.of_group.get(group as usize).copied();
        let place = source.and_then(|source| {
            let key = |unreported: &Unreported| (unreported.source, unreported.file);
            self.unreported.binary_search_by_key(&(source, file), key).ok()
        });
        let number = place.and_then(|place| u32::try_from(self.of_group.len() + place).ok());
        number.unwrap_or(group)
    }

    /// What a number behind those of the groups stands for.
    pub fn unreported_at(&self, number: u32) -> Option<&Unreported> {
        self.unreported.get((number as usize).checked_sub(self.of_group.len())?)
    }

    /// The source of a group of [`Sources::dimension`].
    pub fn of_group(&self, group: u32) -> Option<&UnitSource> {
        let source = self.of_group.get(group as usize)?;
        self.sources.get(*source as usize)
    }

    /// The number of the source of each group, by number of the group.
    pub fn numbers(&self) -> &[u32] {
        &self.of_group
    }

    /// How far a source reaches towards a day. What its own silence leaves open, that of all sources may tell:
    /// exports that were all made on the 20th say nothing of the days behind it.
    pub fn reach(&self, source: &UnitSource, day: Day) -> Reach {
        let own = source.reach(day, &self.calendar);
        if own.is_covered() && self.are_silent_together(day) {
            return Reach::Until(source.last_told(&self.calendar));
        }
        own
    }

    /// Whether no source tells of the days before one, which is improbable by what they tell together.
    fn are_silent_together(&self, day: Day) -> bool {
        self.together.as_ref().is_some_and(|all| {
            let titled = all.titled.iter().copied().max();
            let last = all.active.last().max(titled);
            last.is_some_and(|last| {
                last < day
                    && all.silence((last, day), BEHIND_ALL, &self.calendar) == Silence::Improbable
            })
        })
    }

    /// Whether its rows tell how dossiers stand on a later day: an export made in the week behind a month
    /// tells of its end.
    pub fn is_of_later(&self, source: &UnitSource, day: Day) -> bool {
        source.last_told(&self.calendar).is_some_and(|last| is_later(last, day))
    }
}

/// Whether rows that tell until a day tell how dossiers stand later than another.
pub const fn is_later(last: Day, day: Day) -> bool {
    const WEEK: i32 = 7;
    last.0 > day.0 + WEEK
}

/// The files of each group: those in which it stands, and those that follow on them, which hold mostly the
/// same groups. A unit without a dossier in June is told of by the export of June that all others stand in.
fn files_of_groups<'f>(
    files: &'f [FileCoverage],
    of_file: &dyn Fn(&'f FileCoverage) -> Option<&'f BTreeSet<u32>>,
    groups: usize,
) -> BTreeMap<u32, Vec<u32>> {
    // Files with one set of groups are looked at once.
    let mut by_set: BTreeMap<&BTreeSet<u32>, Vec<u32>> = BTreeMap::new();
    for file in files {
        if let Some(set) = of_file(file).filter(|set| !set.is_empty()) {
            by_set.entry(set).or_default().push(file.source);
        }
    }
    let follows = |one: &BTreeSet<u32>, other: &BTreeSet<u32>| {
        let in_both = one.intersection(other).count();
        2 * in_both >= one.len().max(other.len())
    };
    let mut found: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for set in by_set.keys() {
        let alike = by_set.iter().filter(|(other, _)| follows(set, other));
        let alike: Vec<u32> = alike.flat_map(|(_, files)| files).copied().collect();
        for group in set.iter().filter(|group| (**group as usize) < groups) {
            found.entry(*group).or_default().extend(&alike);
        }
    }
    found.into_iter().map(|(group, files)| (group, files.into_iter().collect())).collect()
}

impl UnitSource {
    fn new(files: Vec<u32>, units: Vec<u32>, own: &[&FileCoverage]) -> Self {
        let mut active = DaySet::default();
        for file in own {
            active.add(&file.active);
        }
        let titled = own.iter().filter_map(|file| Some(file.titled?.to)).collect();
        let whole_since = whole_since(own);
        Self { files, units, active, whole_since, titled, months: months(own) }
    }

    /// Its first day with a receipt, finish or return.
    pub fn first_day(&self) -> Option<Day> {
        self.active.first()
    }

    /// The months before a day, in or behind a period's first day, that lie between its own and have no file.
    pub fn missing_months(&self, period: Period, as_of: Day) -> Vec<Period> {
        let Some(months) = &self.months else { return Vec::new() };
        let (Some(first), Some(last)) = (months.first(), months.last()) else { return Vec::new() };
        let begin = first.to.next().max(period.from);
        let Some(between) = Period::new(begin, last.from.previous().min(as_of)) else {
            return Vec::new();
        };
        let is_missing =
            |month: &Period| !months.iter().any(|own| own.from <= month.to && month.from <= own.to);
        let steps = between.steps(Span::Month, PeriodRule::Calendar);
        steps.into_iter().map(|step| step.period).filter(is_missing).collect()
    }

    fn reach(&self, day: Day, calendar: &WorkingCalendar) -> Reach {
        let busy_until = |day: Day| self.active.back_from(day).next();
        if let Some(months) = &self.months {
            let begins = months.first().is_some_and(|first| first.from <= day);
            if begins && !months.iter().any(|month| month.contains(day)) {
                let titled = self.titled.iter().copied().filter(|titled| *titled < day).max();
                return Reach::Until(busy_until(day).max(titled));
            }
        }
        let Some(last) = self.last_told(calendar) else { return Reach::Until(None) };
        if last >= day {
            return Reach::Covered;
        }
        match self.silence((last, day), BEHIND, calendar) {
            Silence::Improbable => Reach::Until(Some(last)),
            Silence::NotJudged => Reach::QuietSince(last),
            Silence::Usual => Reach::Covered,
        }
    }

    /// The last day of which it tells: with a receipt, finish or return, or named by a title.
    fn last_told(&self, calendar: &WorkingCalendar) -> Option<Day> {
        let mut days = self.active.iter().rev();
        let latest: Vec<Day> = days.by_ref().take(SLIPS + 1).collect();
        let is_slip = |place: usize| {
            let (late, before) = (latest.get(place), latest.get(place + 1));
            late.zip(before).is_some_and(|(late, before)| {
                let within = (*before, late.previous());
                self.silence(within, WITHIN, calendar) == Silence::Improbable
            })
        };
        let behind = (0..SLIPS).rev().find(|place| is_slip(*place)).map_or(0, |place| place + 1);
        latest.get(behind).copied().max(self.titled.iter().copied().max())
    }

    /// What the working days behind a day mean, up to another that counts itself.
    fn silence(
        &self,
        (last, until): (Day, Day),
        limit: Limit,
        calendar: &WorkingCalendar,
    ) -> Silence {
        let silent = calendar.working_days_after(last, until);
        if silent < FEWEST_SILENT {
            return Silence::Usual;
        }
        let begin = Day(last.0.saturating_sub(LOOK_BACK));
        let Some(chance) = self.chance_of_silence((begin, last), silent, calendar) else {
            return Silence::NotJudged;
        };
        // Days of which the files hold only what was still open make the source look idle. Without them it is seen
        // from few days, which say too little of a short silence.
        let whole = self.whole_since.filter(|since| begin < *since && *since <= last);
        let whole = whole.filter(|_| silent > limit.whole_behind);
        let whole = whole.and_then(|since| self.chance_of_silence((since, last), silent, calendar));
        let is_improbable = whole.unwrap_or(chance).min(chance) < limit.chance;
        if is_improbable { Silence::Improbable } else { Silence::Usual }
    }

    /// How likely so many silent working days are by the days from one to another; nothing where too few of them
    /// were active.
    fn chance_of_silence(
        &self,
        (begin, last): (Day, Day),
        silent: u32,
        calendar: &WorkingCalendar,
    ) -> Option<f64> {
        let recent = self.active.back_from(last).take_while(|day| *day >= begin);
        let recent: Vec<Day> = recent.filter(|day| calendar.is_working(*day)).collect();
        let active = u32::try_from(recent.len()).unwrap_or(u32::MAX);
        if active < ENOUGH_DAYS {
            return None;
        }
        let first = recent.last().copied().unwrap_or(last);
        let worked = calendar.working_days_after(first.previous(), last).max(active);
        let counted = if active < FEW_DAYS { active - 1 } else { active };
        let share = f64::from(counted) / f64::from(worked);
        Some((1.0 - share).powi(i32::try_from(silent).unwrap_or(i32::MAX)))
    }
}

fn whole_since(own: &[&FileCoverage]) -> Option<Day> {
    let since = own.iter().map(|file| {
        let style = file_style(file)?;
        (style.closed_before * SLIPS_OF <= style.rows).then_some(style.month.from)
    });
    since.collect::<Option<Vec<Day>>>()?.into_iter().min()
}

/// What it means that a source says nothing for some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Silence {
    Usual,
    /// Too little is known of the source.
    NotJudged,
    Improbable,
}

#[cfg(test)]
mod tests;
