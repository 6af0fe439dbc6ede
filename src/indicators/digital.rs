//! Channels, online payment, digitisation and connection to the national portal.

use super::description::Need;
use super::indicator::{BASE, CHANNEL, Formula, Indicator};
use crate::domain::CanonicalField as F;
use crate::tally::Count as C;

pub const PAY_ONLINE: Indicator = Indicator {
    id: "pay_online",
    formula: Formula::share(&[C::PaidOnline], &[C::FeeTold]),
    needs: &[Need::AnyOf(&[F::PaidOnline]), Need::AnyOf(&[F::Fee])],
    ..BASE
};

pub const DIGITISED: Indicator = Indicator {
    id: "digitised",
    formula: Formula::share(&[C::Digitised], &[C::DigitisedTold]),
    needs: &[Need::AnyOf(&[F::InputDigitised]), Need::AnyOf(&[F::ResultDigitised, F::ResultLink])],
    ..BASE
};

pub const RESULT_ELECTRONIC: Indicator = Indicator {
    id: "result_electronic",
    formula: Formula::share(&[C::ResultElectronic], &[C::ResultTold]),
    needs: &[Need::AnyOf(&[F::ResultLink])],
    ..BASE
};

pub const REUSE: Indicator = Indicator {
    id: "reuse",
    formula: Formula::share(&[C::Reused], &[C::ReuseTold]),
    needs: &[Need::AnyOf(&[F::Reused, F::InputDigitised, F::ResultDigitised])],
    ..BASE
};

pub const PERSONAL_STORE: Indicator = Indicator {
    id: "personal_store",
    formula: Formula::share(&[C::PersonalStore], &[C::StoreTold]),
    needs: &[Need::AnyOf(&[F::PersonalStore])],
    ..BASE
};

pub const VNEID_USED: Indicator = Indicator {
    id: "vneid_used",
    formula: Formula::share(&[C::PopulationData], &[C::PopulationTold]),
    needs: &[Need::AnyOf(&[F::PopulationData])],
    ..BASE
};

pub const SYNC_RATE: Indicator = Indicator {
    id: "sync_rate",
    formula: Formula::share(&[C::Synced], &[C::SyncTold]),
    needs: &[Need::AnyOf(&[F::Synced])],
    ..BASE
};

pub const PUBLISHED_RATE: Indicator = Indicator {
    id: "published_rate",
    formula: Formula::share(&[C::Published], &[C::PublishedTold]),
    needs: &[Need::AnyOf(&[F::Published])],
    ..BASE
};

pub const POSTAL_RATE: Indicator = Indicator {
    id: "postal_rate",
    formula: Formula::share(&[C::ReceivedPostal], &[C::Received]),
    needs: &[CHANNEL],
    ..BASE
};

pub const ONLINE_FULL_RATE: Indicator = Indicator {
    id: "online_full_rate",
    formula: Formula::share(&[C::FullServiceOnline], &[C::FullServiceTold]),
    needs: &[CHANNEL, Need::AnyOf(&[F::ServiceLevel])],
    ..BASE
};
