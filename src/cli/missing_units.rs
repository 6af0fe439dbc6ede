//! `thresholds.missing_units`: what a run does about units of which its inputs tell nothing up to the as-of day.
//!
//! In and out: words. Must not know: which units are missing.

use super::plan;
use crate::domain::Exact;

/// What is done about units that are missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MissingUnits {
    Stop,
    Tell,
    /// Stop where they had more than this share of the dossiers received in the period before.
    Share(Exact),
}

impl MissingUnits {
    /// `stop`, `tell`, or a share such as `5%`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "stop" => Some(Self::Stop),
            "tell" => Some(Self::Tell),
            share => plan::share(share).map(Self::Share),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::MissingUnits;

    #[test]
    fn what_is_done_has_a_name_or_a_share() {
        assert_eq!(MissingUnits::parse("stop"), Some(MissingUnits::Stop));
        assert_eq!(MissingUnits::parse(" tell"), Some(MissingUnits::Tell));
        assert!(matches!(MissingUnits::parse("5%"), Some(MissingUnits::Share(_))));
        assert!(matches!(MissingUnits::parse("2,5%"), Some(MissingUnits::Share(_))));
        for wrong in ["", "never", "0%", "101%", "-5%"] {
            assert_eq!(MissingUnits::parse(wrong), None, "{wrong}");
        }
    }
}
