//! Signals about closings that crowd before a cut-off: the end of a month, the due moment.
//!
//! A crowd is [`CROWD`] or more, and at least [`TIMES`] what the days (hours) beside the cut-off have;
//! both are whole numbers, so nothing is divided.

use hashbrown::HashMap;

use super::dossier::{Dossier, second_of_time};
use super::judge::{Judge, SignalContext};
use crate::domain::{Day, Period, PeriodRule, Span};

/// Fewer closings of one unit make no crowd: chance alone doubles or trebles small numbers.
pub const CROWD: u64 = 20;
/// The last working day of a month is busier by nature; three times the usual day is not.
pub const TIMES: u64 = 3;
/// A month with fewer other working days has no usual day to compare with.
const FEWEST_DAYS: u64 = 10;
/// Longer than any month, so that the last month of the data ends where the calendar says.
const MONTH: i32 = 31;

/// Closed on the last working day of a calendar month, in a crowd, of all closed.
pub fn month_end<'a>(ground: &'a SignalContext<'_>) -> Judge<'a> {
    last_days(ground, PeriodRule::Calendar)
}

/// The same for months that end on the 14th.
pub fn decree_month_end<'a>(ground: &'a SignalContext<'_>) -> Judge<'a> {
    last_days(ground, PeriodRule::Decree)
}

/// A day within its month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Off,
    Other,
    Last,
}

/// The months of the data, day by day.
struct Months {
    first: i32,
    of_day: Vec<(u32, Role)>,
    /// Working days of each month before its last one, from the first closing on.
    others: Vec<u64>,
}

impl Months {
    fn new(ground: &SignalContext<'_>, rule: PeriodRule) -> Self {
        let Some((from, to)) = ground.closings else {
            return Self { first: 0, of_day: Vec::new(), others: Vec::new() };
        };
        let months = Period { from, to: Day(to.0 + MONTH) }.steps(Span::Month, rule);
        let mut all = Self { first: from.0, of_day: Vec::new(), others: Vec::new() };
        for (number, month) in (0_u32..).zip(months) {
            let last = ground.calendar.previous_working(month.period.to.next());
            let mut others = 0;
            for day in month.period.from.0..=month.period.to.0 {
                let kind = match ground.calendar.is_working(Day(day)) {
                    false => Role::Off,
                    true if day == last.0 => Role::Last,
                    true => Role::Other,
                };
                others += u64::from(kind == Role::Other);
                all.of_day.push((number, kind));
            }
            all.others.push(others);
        }
        all
    }

    fn at(&self, day: Day) -> Option<(u32, Role)> {
        let place = usize::try_from(day.0.checked_sub(self.first)?).ok()?;
        self.of_day.get(place).copied()
    }
}

/// Closings of one unit in one month: on its last working day, on its other working days.
#[derive(Debug, Clone, Copy, Default)]
struct Closings {
    last: u64,
    other: u64,
}

fn last_days<'a>(ground: &'a SignalContext<'_>, rule: PeriodRule) -> Judge<'a> {
    let months = Months::new(ground, rule);
    let mut counts: HashMap<(u32, u32), Closings> = HashMap::new();
    for dossier in ground.dossiers() {
        let Some((month, kind)) = dossier.closed.and_then(|closed| months.at(closed.day())) else {
            continue;
        };
        let closings = counts.entry((dossier.unit, month)).or_default();
        closings.last += u64::from(kind == Role::Last);
        closings.other += u64::from(kind == Role::Other);
    }
    // Last day ≥ TIMES × (other closings / other days), without the division.
    let is_crowd = move |unit: u32, month: u32, days: u64| {
        counts.get(&(unit, month)).is_some_and(|closings| {
            days >= FEWEST_DAYS
                && closings.last >= CROWD
                && closings.last * days >= TIMES * closings.other
        })
    };
    Box::new(move |dossier| {
        let closed = dossier.closed?.day();
        let is_in_crowd = match months.at(closed) {
            Some((month, Role::Last)) => {
                let days = months.others.get(month as usize).copied().unwrap_or(0);
                is_crowd(dossier.unit, month, days)
            }
            _ => false,
        };
        Some(is_in_crowd)
    })
}

/// Where a finish lies by its cut-off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    At,
    After,
    Elsewhere,
}

const HOUR: i64 = 3_600;

/// The hour that ends with the due moment, the hour before that, the hour after.
fn side_of_hour(dossier: &Dossier) -> Option<Side> {
    let (finish, due) = (second_of_time(dossier.resolved()?)?, second_of_time(dossier.due?)?);
    Some(match due - finish {
        0..HOUR => Side::At,
        left if (HOUR..2 * HOUR).contains(&left) => Side::Before,
        left if (-HOUR..0).contains(&left) => Side::After,
        _ => Side::Elsewhere,
    })
}

/// The due day, the working day before it, the working day after it.
fn side_of_day(ground: &SignalContext<'_>, dossier: &Dossier) -> Option<Side> {
    let (finish, due) = (dossier.resolved()?.day(), dossier.due?.day());
    Some(if finish == due {
        Side::At
    } else if finish < due && finish == ground.calendar.previous_working(due) {
        Side::Before
    } else if finish > due && finish == ground.calendar.next_working(due) {
        Side::After
    } else {
        Side::Elsewhere
    })
}

/// Resolved in the last hour before the due moment, in a crowd, of all resolved with both times.
pub fn last_hour<'a>(ground: &'a SignalContext<'_>) -> Judge<'a> {
    crowd_at(ground, side_of_hour)
}

/// Resolved on the due day, in a crowd, of all resolved with a due day.
pub fn due_day<'a>(ground: &'a SignalContext<'_>) -> Judge<'a> {
    crowd_at(ground, |dossier| side_of_day(ground, dossier))
}

/// Finishes of one unit on the three sides.
#[derive(Debug, Clone, Copy, Default)]
struct Finishes {
    before: u64,
    at: u64,
    after: u64,
}

fn crowd_at<'a>(
    ground: &'a SignalContext<'_>,
    side: impl Fn(&Dossier) -> Option<Side> + Send + Sync + 'a,
) -> Judge<'a> {
    let units = ground.by_unit(|finishes: &mut Finishes, dossier| match side(dossier) {
        Some(Side::Before) => finishes.before += 1,
        Some(Side::At) => finishes.at += 1,
        Some(Side::After) => finishes.after += 1,
        Some(Side::Elsewhere) | None => {}
    });
    let is_crowd = |finishes: &Finishes| {
        finishes.at >= CROWD && finishes.at >= TIMES * finishes.before.max(finishes.after)
    };
    let crowds: Vec<bool> = units.iter().map(is_crowd).collect();
    Box::new(move |dossier| {
        let is_in_crowd = crowds.get(dossier.unit as usize).copied().unwrap_or(false);
        Some(side(dossier)? == Side::At && is_in_crowd)
    })
}
