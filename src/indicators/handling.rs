//! How dossiers are handled: deadlines by the 766 rule, supplements, apologies, times, and what can be
//! told of the nine of the one-stop desk.

use super::description::{Need, OtherLog, Quantity, Sense};
use super::indicator::{BASE, CHANNEL, DUE, FINISH, Formula, Indicator, STATUS};
use crate::domain::CanonicalField as F;
use crate::tally::{Count as C, Terms};

pub const ON_TIME_RATE_766: Indicator = Indicator {
    id: "on_time_rate_766",
    formula: Formula::share(&[C::OnTime766], C::TO_HANDLE),
    needs: &[FINISH, DUE],
    ..BASE
};

pub const SAT_766: Indicator = Indicator {
    id: "sat_766",
    formula: Formula::Of(Terms {
        plus: &[C::Judged766],
        minus: &[C::Displeasing],
        denominator: &[C::Judged766],
    }),
    needs: &[FINISH, DUE, Need::Log(OtherLog::Feedback)],
    ..BASE
};

pub const APOLOGY_RATE: Indicator = Indicator {
    id: "apology_rate",
    formula: Formula::share(&[C::Apologised], &[C::OverdueTold]),
    needs: &[Need::AnyOf(&[F::Apology]), DUE],
    ..BASE
};

pub const ONLINE_ONTIME: Indicator = Indicator {
    id: "online_ontime",
    formula: Formula::share(&[C::OnlineInTime], &[C::OnlineDated]),
    needs: &[CHANNEL, FINISH, DUE],
    ..BASE
};

pub const SUPPLEMENT_RATE: Indicator = Indicator {
    id: "supplement_rate",
    formula: Formula::share(&[C::SupplementAsked], &[C::SupplementTold]),
    needs: &[Need::AnyOf(&[F::SupplementRequests, F::SupplementRequestedAt])],
    sense: Sense::LowerIsBetter,
    ..BASE
};

pub const SUPPLEMENT_MULTI: Indicator = Indicator {
    id: "supplement_multi",
    formula: Formula::share(&[C::AskedAgain], &[C::RequestsCounted]),
    needs: &[Need::AnyOf(&[F::SupplementRequests])],
    sense: Sense::LowerIsBetter,
    ..BASE
};

pub const RETURNED_SHARE: Indicator = Indicator {
    id: "returned_share",
    formula: Formula::share(&[C::Returned], &[C::Received]),
    needs: &[STATUS, FINISH],
    sense: Sense::LowerIsBetter,
    ..BASE
};

pub const CLEARANCE: Indicator = Indicator {
    id: "clearance",
    formula: Formula::share(&[C::Resolved, C::Returned], &[C::Received]),
    needs: &[FINISH],
    ..BASE
};

pub const OVERDUE_DAYS: Indicator = Indicator {
    id: "overdue_days",
    formula: Formula::share(&[C::DaysLate], &[C::Late]),
    quantity: Quantity::Days,
    needs: &[FINISH, DUE],
    sense: Sense::LowerIsBetter,
};

pub const AVG_PROCESSING_TIME: Indicator = Indicator {
    id: "avg_processing_time",
    formula: Formula::share(&[C::WorkingDays], &[C::Resolved]),
    quantity: Quantity::Days,
    needs: &[FINISH],
    sense: Sense::LowerIsBetter,
};

pub const WITHIN_5_DAYS: Indicator = Indicator {
    id: "within_5_days",
    formula: Formula::share(&[C::ResolvedWithin5], &[C::Resolved]),
    needs: &[FINISH],
    ..BASE
};

pub const TIME_RATIO: Indicator = Indicator {
    id: "time_ratio",
    formula: Formula::share(&[C::TermUsed], &[C::TermDays]),
    needs: &[FINISH, Need::AnyOf(&[F::StatutoryDays])],
    sense: Sense::LowerIsBetter,
    ..BASE
};

pub const BACKLOG_AGE: Indicator = Indicator {
    id: "backlog_age",
    formula: Formula::share(&[C::OpenDays], C::KNOWN_OPEN),
    quantity: Quantity::Days,
    needs: &[FINISH],
    sense: Sense::LowerIsBetter,
};

pub const ONE_STOP_TIME: Indicator = Indicator {
    id: "one_stop_time",
    formula: Formula::share(&[C::TermPoints], &[C::TermRated]),
    quantity: Quantity::Points,
    needs: &[FINISH, Need::AnyOf(&[F::StatutoryDays])],
    ..BASE
};

pub const ONE_STOP_CONTACTS: Indicator = Indicator {
    id: "one_stop_contacts",
    formula: Formula::share(&[C::ContactPoints], &[C::ContactRated]),
    quantity: Quantity::Points,
    needs: &[FINISH, Need::AnyOf(&[F::SupplementRequests])],
    ..BASE
};

pub const ONE_STOP_ATTITUDE: Indicator = Indicator {
    id: "one_stop_attitude",
    formula: Formula::share(&[C::AttitudePoints], &[C::Early, C::OnTime, C::Late]),
    quantity: Quantity::Points,
    needs: &[FINISH, DUE, Need::Log(OtherLog::Feedback)],
    ..BASE
};
