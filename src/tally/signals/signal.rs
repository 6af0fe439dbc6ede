//! What a signal is: its number, threshold and rule. Its texts are data (`super::texts`).

use super::judge::{Judge, SignalContext};
use crate::domain::Ratio;
use crate::findings::Severity;

/// From when a signal deserves a look: both have to be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold {
    /// So many dossiers; below that it is chance or a slip.
    pub count: u64,
    /// So many in a hundred of those asked about; below that no figure moves.
    pub percent: u64,
}

impl Threshold {
    /// Exact: nothing is divided.
    #[must_use]
    pub fn is_met(self, share: Ratio) -> bool {
        let (with, asked) = (u128::from(share.numerator()), u128::from(share.denominator()));
        share.numerator() >= self.count && with * 100 >= asked * u128::from(self.percent)
    }
}

/// What the exports have to tell before a signal can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Finish,
    Due,
    Rating,
    ReceivedTime,
    DueTime,
    FinishTime,
    /// Codes of dossiers of a known form.
    Code,
}

/// One signal.
pub struct Signal {
    /// `C0502`; never the number of a finding.
    pub number: &'static str,
    /// The name in JSON and CSV.
    pub name: &'static str,
    /// When it stands out: a warning where an on-time or early rate may mislead, otherwise for
    /// information.
    pub severity: Severity,
    pub threshold: Threshold,
    pub needs: &'static [Need],
    pub judge: for<'a> fn(&'a SignalContext<'_>) -> Judge<'a>,
}

impl std::fmt::Debug for Signal {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name)
    }
}
