//! The rates of every tally: on time, early, late, online, overdue, satisfied, digitised.

use super::description::{Need, Sense};
use super::indicator::{BASE, CHANNEL, DUE, Formula, Indicator};
use crate::domain::CanonicalField as F;
use crate::tally::Count as C;

const RATING: Need = Need::AnyOf(&[F::Rating]);
/// All answers that may be told: those rated, where none is withheld.
const ANSWERS: &[C] =
    &[C::VerySatisfied, C::Satisfied, C::Neutral, C::Dissatisfied, C::VeryDissatisfied];
const TIMED: &[C] = &[C::Early, C::OnTime, C::Late];

pub const ON_TIME_RATE: Indicator =
    Indicator { id: "on_time_rate", formula: Formula::OnTime, ..BASE };

pub const EARLY_RATE: Indicator =
    Indicator { id: "early_rate", formula: Formula::share(&[C::Early], TIMED), ..BASE };

pub const EXACTLY_ON_TIME_RATE: Indicator = Indicator {
    id: "exactly_on_time_rate",
    formula: Formula::share(&[C::OnTime], TIMED),
    sense: Sense::Neutral,
    ..BASE
};

pub const LATE_RATE: Indicator = Indicator {
    id: "late_rate",
    formula: Formula::share(&[C::Late], TIMED),
    sense: Sense::LowerIsBetter,
    ..BASE
};

pub const ONLINE_RATE: Indicator = Indicator {
    id: "online_rate",
    formula: Formula::share(&[C::ReceivedOnline], &[C::Received]),
    needs: &[CHANNEL],
    ..BASE
};

pub const OVERDUE_OPEN_RATE: Indicator = Indicator {
    id: "overdue_open_rate",
    formula: Formula::share(&[C::ClosingOverdue], &[C::ClosingWithin, C::ClosingOverdue]),
    needs: &[DUE],
    sense: Sense::LowerIsBetter,
    ..BASE
};

pub const SATISFIED_SHARE: Indicator = Indicator {
    id: "satisfied_share",
    formula: Formula::share(&[C::VerySatisfied, C::Satisfied], ANSWERS),
    needs: &[RATING],
    ..BASE
};

pub const VERY_SATISFIED_SHARE: Indicator = Indicator {
    id: "very_satisfied_share",
    formula: Formula::share(&[C::VerySatisfied], ANSWERS),
    needs: &[RATING],
    ..BASE
};

pub const RATED_SHARE: Indicator = Indicator {
    id: "rated_share",
    formula: Formula::share(&[C::Rated], &[C::Resolved]),
    needs: &[RATING],
    sense: Sense::Neutral,
    ..BASE
};

pub const RESULT_DIGITISED_RATE: Indicator = Indicator {
    id: "result_digitised_rate",
    formula: Formula::share(&[C::ResultDigitised], &[C::ResultMarked]),
    needs: &[Need::AnyOf(&[F::ResultDigitised])],
    ..BASE
};
