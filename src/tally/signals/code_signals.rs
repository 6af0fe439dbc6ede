//! The signals about dossier codes.

use super::signal::{Need, Signal, Threshold};
use super::{codes, recoded};
use crate::findings::Severity;

/// A code is drawn and given up now and then; several, and one in a hundred, are rows that may be missing.
pub const CODE_NUMBER_GAPS: Signal = Signal {
    number: "C0513",
    name: "code_number_gaps",
    severity: Severity::Info,
    threshold: Threshold { count: 3, percent: 1 },
    needs: &[Need::Code],
    judge: codes::number_gaps,
};

/// A day between the code and the desk is usual online; one in five says which of both days is exported.
pub const CODE_DAY_DIFFERS: Signal = Signal {
    number: "C0514",
    name: "code_day_differs",
    severity: Severity::Info,
    threshold: Threshold { count: 10, percent: 20 },
    needs: &[Need::Code],
    judge: codes::other_day,
};

/// One row may have changed its unit; several, and one in a hundred, move figures between units.
pub const CODE_OF_ANOTHER_UNIT: Signal = Signal {
    number: "C0515",
    name: "code_of_another_unit",
    severity: Severity::Info,
    threshold: Threshold { count: 3, percent: 1 },
    needs: &[Need::Code],
    judge: codes::other_unit,
};

/// Ten that agree on every day are no chance; what was taken over counts twice, open or closed.
pub const DOSSIERS_UNDER_TWO_CODES: Signal = Signal {
    number: "C0516",
    name: "dossiers_under_two_codes",
    severity: Severity::Warning,
    threshold: Threshold { count: 10, percent: 1 },
    needs: &[],
    judge: recoded::two_forms,
};
