//! The first month of an archive: whether its exports hold what was carried into it.
//!
//! In: what was counted. Out: a finding per unit whose exports do not. Must not know: the archive.

use crate::cli::commands::report::Made;
use crate::domain::Dimension;
use crate::findings::{Finding, FindingCode};
use crate::normalise::lacks_carried;
use crate::tally::{Count, Row};

/// Units that open with nothing and leave many open: how many each received and left.
pub fn without_carried(made: &Made) -> Vec<(String, u64, u64)> {
    let cube = made.study.cube(&[Dimension::Unit], None).or_else(|| made.study.cube(&[], None));
    let rows = cube.map(|cube| cube.rows).unwrap_or_default();
    let lacking = rows.into_iter().filter_map(|Row { group, tally }| {
        let open = tally[Count::Closing] - tally[Count::ClosingUncovered];
        let unit = group.into_iter().next().flatten();
        lacks_carried(tally[Count::Opening], open)
            .then(|| (unit.unwrap_or_else(|| "–".to_owned()), tally[Count::Received], open))
    });
    lacking.collect()
}

/// A finding for each of these units.
pub fn findings(units: &[(String, u64, u64)]) -> impl Iterator<Item = Finding> + '_ {
    units.iter().map(|(unit, received, open)| Finding {
        file: String::new(),
        row: None,
        column: None,
        value: Some(format!("{unit} · {received} · {open}")),
        code: FindingCode::ExportsWithoutCarried,
    })
}
