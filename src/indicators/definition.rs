//! The four on-time rates in use. They give different numbers for the same dossiers, so every output
//! names the one it used.

use crate::tally::{Count, Tally, Terms};

/// Which on-time rate is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Definition {
    /// (early + on time) / (early + on time + late): the classic rate of reform reports.
    #[default]
    Resolved,
    /// (early + on time + open within term) / (opening + received): progress of the 766 index,
    /// Decision 766/QĐ-TTg of 23/06/2022, indicator 2.1. Seen in a third-party extract. The
    /// index's own rules on supplement requests and returned dossiers need data a log has not.
    Index766,
    /// One minus the overall late share (late + open overdue) / (opening + received).
    Overall,
    /// (column 8 + column 9) / column 7 of form II.06a/VPCP/KSTT, Circular 01/2020/TT-VPCP, as one
    /// system fills it: returned and undated dossiers stand in column 9, on time.
    Form06a,
}

impl Definition {
    pub const ALL: [Self; 4] = [Self::Resolved, Self::Index766, Self::Overall, Self::Form06a];

    /// The name on the command line and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Resolved => "resolved",
            Self::Index766 => "index766",
            Self::Overall => "overall",
            Self::Form06a => "form06a",
        }
    }

    /// The counts that the rate is made of.
    #[must_use]
    pub const fn terms(self) -> Terms {
        use Count as C;
        match self {
            Self::Resolved => Terms {
                plus: &[C::Early, C::OnTime],
                minus: &[],
                denominator: &[C::Early, C::OnTime, C::Late],
            },
            Self::Index766 => Terms {
                plus: &[C::Early, C::OnTime, C::ClosingWithin],
                minus: &[],
                denominator: C::TO_HANDLE,
            },
            Self::Overall => Terms {
                plus: C::TO_HANDLE,
                minus: &[C::Late, C::ClosingOverdue],
                denominator: C::TO_HANDLE,
            },
            Self::Form06a => Terms {
                plus: &[C::Early, C::OnTime, C::Undated, C::Returned],
                minus: &[],
                denominator: &[C::Resolved, C::Returned],
            },
        }
    }

    /// Numerator and denominator.
    #[must_use]
    pub fn parts(self, tally: &Tally) -> (u64, u64) {
        self.terms().parts(tally)
    }
}
