//! One dossier as the signals see it.

use crate::columns::{Moment, NO_TIME};
use crate::domain::NO_DAY;
use crate::domain::{CanonicalValue, Day, Dimension, Rating, Status};
use crate::dossiers::{DossierCode, DueHistory, Segment, TraceSegment, Traits};

/// Where the latest row of a dossier stands; sorts in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowAddress {
    /// Number of the source.
    pub file: u32,
    /// Row as a spreadsheet numbers it.
    pub row: u32,
}

/// A dossier in its latest state.
#[derive(Debug, Clone, Copy)]
pub struct Dossier {
    pub received: Moment,
    pub due: Option<Moment>,
    pub closed: Option<Moment>,
    /// Closed by a refusal, a return or a withdrawal.
    pub is_returned: bool,
    pub rating: Rating,
    pub due_history: DueHistory,
    /// Number of its unit.
    pub unit: u32,
    pub place: RowAddress,
    /// What its code tells; nothing where it is of no known form.
    pub code: Option<DossierCode>,
    /// What its code looks like: the body of a known form, else letters and signs.
    pub form: Option<u32>,
    /// Number of its procedure; 0 where those are not read.
    pub procedure: u32,
}

impl Dossier {
    /// The finish of a dossier that was resolved, not returned.
    #[must_use]
    pub fn resolved(&self) -> Option<Moment> {
        self.closed.filter(|_| !self.is_returned)
    }
}

const SECONDS_OF_A_DAY: i64 = 86_400;

/// Seconds since 1970, of a moment with a time of day.
#[must_use]
pub fn second_of_time(moment: Moment) -> Option<i64> {
    moment.second().map(|second| i64::from(moment.day().0) * SECONDS_OF_A_DAY + i64::from(second))
}

/// A cell as a moment. Midnight to the second is how date-only cells look in many exports, so it is
/// taken for no time of day.
fn moment(day: i32, second: u32) -> Option<Moment> {
    let second = (second != NO_TIME && second != 0).then_some(second);
    (day != NO_DAY).then(|| Moment::new(Day(day), second))
}

/// The dossiers of a segment.
pub fn dossiers<'a>(
    segment: &Segment<'a>,
    traces: TraceSegment<'a>,
) -> impl Iterator<Item = Dossier> + use<'a> {
    let returned = u32::from(Status::Returned.code());
    let units = segment.keys(Dimension::Unit).unwrap_or(&[]);
    let procedures = segment.keys(Dimension::Procedure).unwrap_or(&[]);
    let packed = move |row: usize| -> Option<[u32; 2]> {
        let [body, stamp] = traces.code;
        Some([*body.get(row)?, *stamp.get(row)?])
    };
    let Segment { received, due, closed, traits, .. } = *segment;
    let days = received.iter().zip(due).zip(closed).zip(traits);
    let seconds = traces.received_second.iter().zip(traces.due_second).zip(traces.closed_second);
    let rest = traces.due_history.iter().zip(traces.file).zip(traces.row);
    days.zip(seconds).zip(rest).enumerate().map(
        move |(
            number,
            (((((received, due), closed), traits), seconds), ((history, file), row)),
        )| {
            let ((received_second, due_second), closed_second) = seconds;
            let traits = Traits(*traits);
            Dossier {
                received: moment(*received, *received_second)
                    .unwrap_or(Moment::new(Day(*received), None)),
                due: moment(*due, *due_second),
                closed: moment(*closed, *closed_second),
                is_returned: traits.status() == returned,
                rating: u8::try_from(traits.rating()).map_or(Rating::UNKNOWN, Rating::from_code),
                due_history: DueHistory::from_code(*history),
                unit: units.get(number).copied().unwrap_or(0),
                place: RowAddress { file: *file, row: *row },
                code: packed(number).and_then(DossierCode::unpacked),
                form: packed(number).map(DossierCode::form),
                procedure: procedures.get(number).copied().unwrap_or(0),
            }
        },
    )
}
