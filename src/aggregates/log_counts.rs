//! What a tally of a log says of a column of a printed table.
//!
//! What the table has no column for stands where form II.06a puts it: returned dossiers and those
//! without a due date among the ones on time, paused ones among those still in term, what came by post or
//! tells no channel with the counter. Tables differ in that, so another reading is taken where more cells
//! agree with it.

use super::measure::Measure as M;
use super::rows::TableRow;
use super::table::AggregateTable;
use crate::domain::CanonicalField;
use crate::dossiers::Loaded;
use crate::tally::{Count as C, Tally};

/// Where a table puts dossiers that it has no column for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountPlacement {
    /// In no column at all.
    Apart,
    /// In the sum only.
    Sum,
    /// In the sum and in this column.
    Column(M),
}

/// Where the counts stand that forms have no column for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountPlacements {
    returned: CountPlacement,
    undated: CountPlacement,
    paused: CountPlacement,
    closing_undated: CountPlacement,
    received_other: CountPlacement,
    received_unknown: CountPlacement,
}

/// A part of a reading: what it changes, and the columns that tell it.
struct Choice {
    readings: Vec<CountPlacements>,
    columns: &'static [M],
}

impl CountPlacements {
    /// As form II.06a has it, but for what has a column of its own.
    pub fn usual(table: &AggregateTable) -> Self {
        let has_any = |columns: &[M]| columns.iter().any(|column| table.has(*column));
        let has_returned = has_any(&[M::Returned, M::Withdrawn, M::ReturnedOrWithdrawn]);
        let has_waiting = has_any(&[M::Paused, M::Supplement, M::FinancialObligation]);
        let placed = |column: M, usual: CountPlacement| {
            if table.has(column) { CountPlacement::Sum } else { usual }
        };
        let joins_post = table.has(M::ReceivedInPersonOrPostal);
        let unknown = if joins_post && !table.has(M::ReceivedUnknown) {
            CountPlacement::Column(M::ReceivedInPerson)
        } else {
            CountPlacement::Apart
        };
        Self {
            returned: if has_returned {
                CountPlacement::Apart
            } else {
                CountPlacement::Column(M::OnTime)
            },
            undated: placed(M::Undated, CountPlacement::Column(M::OnTime)),
            paused: if has_waiting {
                CountPlacement::Apart
            } else {
                CountPlacement::Column(M::PendingWithin)
            },
            closing_undated: placed(M::PendingUndated, CountPlacement::Column(M::PendingWithin)),
            received_other: if table.has(M::ReceivedOther) {
                CountPlacement::Apart
            } else {
                unknown
            },
            received_unknown: unknown,
        }
    }

    /// The reading that agrees with most cells; the usual one where another agrees with no more.
    pub fn best(table: &AggregateTable, loaded: &Loaded, rows: &[(&TableRow, Tally)]) -> Self {
        let mut best = Self::usual(table);
        for choice in [Self::of_resolved, Self::of_pending, Self::of_channels] {
            let Choice { readings, columns } = choice(best);
            let agreeing = |reading: Self| {
                let cells = rows.iter().flat_map(|(row, tally)| {
                    columns.iter().map(move |measure| (row.count(*measure), tally, *measure))
                });
                cells
                    .filter(|(count, tally, measure)| {
                        count.is_some()
                            && *count == log_count(table, loaded, reading, tally, *measure)
                    })
                    .count()
            };
            let mut most = agreeing(best);
            for reading in readings {
                let cells = agreeing(reading);
                if cells > most {
                    (best, most) = (reading, cells);
                }
            }
        }
        best
    }

    fn of_resolved(self) -> Choice {
        let [early, on_time] = [M::Early, M::OnTime].map(CountPlacement::Column);
        let returned = [on_time, early, CountPlacement::Sum, CountPlacement::Apart];
        let readings = returned.into_iter().flat_map(|returned| {
            [on_time, CountPlacement::Sum].map(|undated| Self { returned, undated, ..self })
        });
        Choice {
            readings: readings.collect(),
            columns: &[M::Resolved, M::Early, M::OnTime, M::EarlyOrOnTime],
        }
    }

    fn of_pending(self) -> Choice {
        let [within, overdue] = [M::PendingWithin, M::PendingOverdue].map(CountPlacement::Column);
        let places = [within, overdue, CountPlacement::Sum, CountPlacement::Apart];
        let readings = places.into_iter().flat_map(|paused| {
            places.map(|closing_undated| Self { paused, closing_undated, ..self })
        });
        Choice {
            readings: readings.collect(),
            columns: &[M::Pending, M::PendingWithin, M::PendingOverdue, M::LateTotal],
        }
    }

    fn of_channels(self) -> Choice {
        let places = [CountPlacement::Column(M::ReceivedInPerson), CountPlacement::Apart];
        let readings = places.into_iter().flat_map(|received_unknown| {
            places.map(|received_other| Self { received_other, received_unknown, ..self })
        });
        Choice {
            readings: readings.collect(),
            columns: &[M::ReceivedInPerson, M::ReceivedInPersonOrPostal],
        }
    }

    /// Where this reading puts a count elsewhere than another: the count, and the column or nothing.
    pub fn differences(self, other: Self) -> Vec<(C, CountPlacement)> {
        let places = self.places().into_iter().zip(other.places());
        places.filter(|(one, other)| one != other).map(|(one, _)| one).collect()
    }

    const fn places(self) -> [(C, CountPlacement); 6] {
        [
            (C::Returned, self.returned),
            (C::Undated, self.undated),
            (C::ClosingPaused, self.paused),
            (C::ClosingUndated, self.closing_undated),
            (C::ReceivedOther, self.received_other),
            (C::ReceivedUnknown, self.received_unknown),
        ]
    }

    /// What stands in a column, or in none of them, besides the column's own count.
    fn sum(self, tally: &Tally, is_meant: impl Fn(CountPlacement) -> bool) -> u64 {
        let meant = self.places().into_iter().filter(|(_, place)| is_meant(*place));
        meant.map(|(count, _)| tally[count]).sum()
    }

    fn beside(self, tally: &Tally, column: M) -> u64 {
        self.sum(tally, |place| place == CountPlacement::Column(column))
    }
}

/// The count under a column; nothing when a log cannot tell.
pub fn log_count(
    table: &AggregateTable,
    loaded: &Loaded,
    reading: CountPlacements,
    tally: &Tally,
    measure: M,
) -> Option<u64> {
    let waiting = [M::Paused, M::Supplement, M::FinancialObligation];
    let has_channel = loaded.fields.contains(&CanonicalField::Channel);
    let has_due = loaded.fields.contains(&CanonicalField::DueAt);
    let beside = |column: M| reading.beside(tally, column);
    let channel = |counts: &[C]| has_channel.then(|| tally.sum(counts));
    let in_person = |counts: &[C]| channel(counts).map(|sum| sum + beside(M::ReceivedInPerson));
    let timed = |count: u64| has_due.then_some(count);
    let apart = |count: C, place: CountPlacement| {
        if place == CountPlacement::Apart { tally[count] } else { 0 }
    };
    let overdue = tally[C::ClosingOverdue] + beside(M::PendingOverdue);
    match measure {
        M::ToResolve => Some(tally.sum(&[C::Opening, C::Received])),
        M::Carried => Some(tally[C::Opening]),
        M::Received => Some(tally[C::Received]),
        M::ReceivedOnline => channel(&[C::ReceivedOnline]),
        M::ReceivedInPerson if table.has(M::ReceivedPostal) => in_person(&[C::ReceivedInPerson]),
        // Without a column of its own, what comes by post is handed in at the counter.
        M::ReceivedInPerson | M::ReceivedInPersonOrPostal => {
            in_person(&[C::ReceivedInPerson, C::ReceivedPostal])
        }
        M::ReceivedPostal => channel(&[C::ReceivedPostal]),
        M::ReceivedOther => channel(&[C::ReceivedOther]),
        M::ReceivedUnknown => channel(&[C::ReceivedUnknown]),
        M::Undated => timed(tally[C::Undated]),
        M::PendingUndated => timed(tally[C::ClosingUndated]),
        M::PendingUncovered => Some(tally[C::ClosingUncovered]),
        M::Resolved => {
            let all = tally.sum(&[C::Resolved, C::Returned]);
            Some(all - apart(C::Returned, reading.returned))
        }
        M::Early => timed(tally[C::Early] + beside(M::Early)),
        M::OnTime => timed(tally[C::OnTime] + beside(M::OnTime)),
        M::EarlyOrOnTime => {
            let early = tally[C::Early] + beside(M::Early);
            timed(early + tally[C::OnTime] + beside(M::OnTime))
        }
        M::Late => timed(tally[C::Late]),
        M::Pending => {
            let paused = apart(C::ClosingPaused, reading.paused);
            let undated = apart(C::ClosingUndated, reading.closing_undated);
            Some(tally[C::Closing] - paused - undated)
        }
        M::PendingWithin => timed(tally[C::ClosingWithin] + beside(M::PendingWithin)),
        M::PendingOverdue => timed(overdue),
        M::LateTotal => timed(tally[C::Late] + overdue),
        M::Paused | M::Supplement => {
            let is_only = waiting.iter().filter(|column| table.has(**column)).count() == 1;
            is_only.then(|| tally[C::ClosingPaused])
        }
        M::ReturnedOrWithdrawn => Some(tally[C::Returned]),
        M::ClosingStock => Some(tally[C::Closing]),
        _ => None,
    }
}
