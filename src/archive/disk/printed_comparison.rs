//! Comparisons of months that an older version archived, which did not remember what they were made with: what they
//! print of another period beside what the archive has of it now.

use serde_json::Value;

use super::folder::{Archive, COMPARISON_FILES, REPORT_FOLDER};
use crate::archive::month::{ChangedPeriod, UsedFor};
use crate::tally::Count;

/// Periods whose printed counts are others in the archive now.
pub fn changed(archive: &Archive, slug: &str) -> Vec<ChangedPeriod> {
    let [name, _] = COMPARISON_FILES;
    let path = archive.month_folder(slug).join(REPORT_FOLDER).join(name);
    let printed: Option<Value> =
        std::fs::read(path).ok().and_then(|text| serde_json::from_slice(&text).ok());
    let comparisons = printed.as_ref().and_then(|printed| printed.get("comparisons")?.as_array());
    comparisons.into_iter().flatten().filter_map(|one| changed_one(archive, one)).collect()
}

fn changed_one(archive: &Archive, printed: &Value) -> Option<ChangedPeriod> {
    // Where units are left out, the counts are those of the others alone.
    let left_out = printed.get("not_covered").and_then(Value::as_array);
    if left_out.is_some_and(|units| !units.is_empty()) {
        return None;
    }
    let day = |name: &str| printed.pointer(&format!("/earlier/{name}"))?.as_str();
    let (from, to) = (day("from")?, day("to")?);
    let is_that = |slug: &String| {
        let record = archive.record(slug);
        record.is_some_and(|record| record.period.from == from && record.period.to == to)
    };
    let period = archive.slugs().into_iter().find(is_that)?;
    let total = archive.tallies(&period)?.total();
    let counts = printed.pointer("/counts/earlier")?.as_object()?;
    let is_same = Count::STANDARD.into_iter().all(|count| {
        counts.get(count.name()).and_then(Value::as_u64).is_none_or(|was| was == total[count])
    });
    if is_same {
        return None;
    }
    let restatements = archive.record(&period)?.restatements;
    let reasons = restatements.into_iter().map(|restatement| restatement.reason).collect();
    Some(ChangedPeriod { period, used_for: UsedFor::Comparison, reasons })
}
