//! Times by group as plain JSON, to be kept and added up elsewhere.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::figures::Times;
use super::{TimesCube, TimesRow};
use crate::domain::Dimension;

/// Times by group, histograms as pairs of a number of days and how many dossiers have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimesCubeRecord {
    /// Names of dimensions: `unit`, `month` …
    pub by: Vec<String>,
    pub rows: Vec<TimesRowRecord>,
    pub total: Times,
    /// Years of the days counted whose holidays the calendar did not fully know.
    pub years_by_weekends: BTreeSet<i32>,
}

/// The times of one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimesRowRecord {
    /// One name per dimension; null where the group has none.
    pub group: Vec<Option<String>>,
    pub times: Times,
}

/// Why a record is no cube.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimesRecordError {
    #[error("`{0}` is nothing that times are broken down by")]
    UnknownDimension(String),
    #[error("row {0} of the times has more or fewer names than there are dimensions")]
    GroupNames(usize),
    #[error("the times of row {0} contradict themselves")]
    Inconsistent(usize),
    #[error("the times of the whole contradict themselves")]
    InconsistentTotal,
}

impl From<TimesCube> for TimesCubeRecord {
    fn from(cube: TimesCube) -> Self {
        let row = |row: TimesRow| TimesRowRecord { group: row.group, times: row.times };
        Self {
            by: cube.by.iter().map(|dimension| dimension.name().to_owned()).collect(),
            rows: cube.rows.into_iter().map(row).collect(),
            total: cube.total,
            years_by_weekends: cube.years_by_weekends,
        }
    }
}

impl TryFrom<TimesCubeRecord> for TimesCube {
    type Error = TimesRecordError;

    fn try_from(record: TimesCubeRecord) -> Result<Self, Self::Error> {
        let mut by = Vec::new();
        for name in record.by {
            let dimension = Dimension::from_name(&name);
            by.push(dimension.ok_or(TimesRecordError::UnknownDimension(name))?);
        }
        let mut rows = Vec::new();
        for (place, TimesRowRecord { group, times }) in record.rows.into_iter().enumerate() {
            if group.len() != by.len() {
                return Err(TimesRecordError::GroupNames(place));
            }
            if !times.is_consistent() {
                return Err(TimesRecordError::Inconsistent(place));
            }
            rows.push(TimesRow { group, times });
        }
        if !record.total.is_consistent() {
            return Err(TimesRecordError::InconsistentTotal);
        }
        let (total, years_by_weekends) = (record.total, record.years_by_weekends);
        Ok(Self { by, rows, total, years_by_weekends })
    }
}

#[cfg(test)]
mod tests {
    use super::{TimesCube, TimesRow};
    use crate::domain::Dimension;
    use crate::tally::times::Times;

    fn cube() -> TimesCube {
        let mut times = Times::default();
        times.processing.working.add(3);
        times.processing.calendar.add(5);
        times.statutory.dossiers = 1;
        times.advice.dated = 1;
        times.advice.statutory.later.add(2);
        TimesCube {
            by: vec![Dimension::Unit, Dimension::Month],
            rows: vec![TimesRow { group: vec![Some("A".to_owned()), None], times: times.clone() }],
            total: times,
            years_by_weekends: [2030].into(),
        }
    }

    #[test]
    fn a_cube_survives_the_round_trip_through_json() {
        let text = serde_json::to_string(&cube()).expect("JSON");
        assert!(text.contains(r#""working":[[3,1]]"#), "{text}");
        assert_eq!(serde_json::from_str::<TimesCube>(&text).expect("a cube"), cube());
    }

    #[test]
    fn a_record_that_contradicts_itself_is_refused() {
        let text = serde_json::to_string(&cube()).expect("JSON");
        for (from, to) in [
            ("\"unit\"", "\"uint\""),
            ("[\"A\",null]", "[\"A\"]"),
            ("[[3,1]]", "[[3,2]]"),
            ("\"dated\":1", "\"dated\":0"),
            ("\"total\"", "\"totals\""),
        ] {
            assert!(text.contains(from), "{from}");
            let changed = text.replacen(from, to, 1);
            assert!(serde_json::from_str::<TimesCube>(&changed).is_err(), "{to}");
        }
    }
}
