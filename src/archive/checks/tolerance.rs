//! What a run does about something that its inputs lack: `thresholds.missing_units`, `thresholds.lost_dossiers`.
//!
//! In and out: words. Must not know: what is lacking.

use crate::domain::{Exact, exact};

/// What is done about what is lacking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tolerance {
    Stop,
    Tell,
    /// Stop where it is more than this share of what there was in the period before.
    Share(Exact),
}

impl Tolerance {
    /// `stop`, `tell`, or a share such as `5%`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "stop" => Some(Self::Stop),
            "tell" => Some(Self::Tell),
            share => exact::share(share).map(Self::Share),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tolerance;

    #[test]
    fn what_is_done_has_a_name_or_a_share() {
        assert_eq!(Tolerance::parse("stop"), Some(Tolerance::Stop));
        assert_eq!(Tolerance::parse(" tell"), Some(Tolerance::Tell));
        assert!(matches!(Tolerance::parse("5%"), Some(Tolerance::Share(_))));
        assert!(matches!(Tolerance::parse("2,5%"), Some(Tolerance::Share(_))));
        for wrong in ["", "never", "0%", "101%", "-5%"] {
            assert_eq!(Tolerance::parse(wrong), None, "{wrong}");
        }
    }
}
