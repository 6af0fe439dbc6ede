//! stand-in until the wider catalogue of indicators is there
use super::registry::Sense;
pub struct Description {
    pub id: &'static str,
    pub sense: Sense,
}
const IDS: &[&str] = &[
    "on_time_rate",
    "on_time_rate_766",
    "late_rate",
    "early_rate",
    "online_rate",
    "online_rate_766",
    "avg_processing_time",
    "dvctt_active",
    "dvctt_full_active",
    "pay_tthc_active",
    "pay_online",
    "result_electronic",
    "digitised",
    "reuse",
    "personal_store",
    "vneid_used",
    "pakn_ontime",
    "pakn_satisfied",
    "sat_766",
    "apology_rate",
    "published_rate",
    "online_full_rate",
    "received_postal",
    "time_score",
    "contact_score",
    "attitude_score",
    "online_score",
    "procedures_online_share",
    "sync_rate",
    "satisfied_share",
    "overdue_open_rate",
    "result_digitised_rate",
];
impl Description {
    pub fn all() -> impl Iterator<Item = Self> {
        IDS.iter().map(|id| Self {
            id,
            sense: if *id == "late_rate" || *id == "overdue_open_rate" {
                Sense::LowerIsBetter
            } else {
                Sense::HigherIsBetter
            },
        })
    }
    pub fn from_id(id: &str) -> Option<Self> {
        Self::all().find(|d| d.id == id)
    }
}
