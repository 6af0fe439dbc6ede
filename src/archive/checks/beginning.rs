//! The beginning of an archive: whether its exports hold what was carried into it.
//!
//! In: what was counted, which months are archived. Out: a finding per unit whose exports do not, and the units
//! whose exports begin with New Year. Must not know: texts, what is done about it.

use std::collections::BTreeMap;

use super::CountedMonth;
use super::late::archived_months;
use crate::domain::{Day, Period, Span};
use crate::dossiers::lacks_carried;
use crate::findings::{Finding, FindingCode};
use crate::tally::{Count, Row, Tally};

/// One row in a hundred is a slip.
const SLIPS: u64 = 100;
/// As many are open at the end of January as at its start, about: of exports of the year to date fewer than one in
/// so many, which are slips of dates.
const FEW_CARRIED: u64 = 20;
/// A unit without receipts until this month of the year began later, whatever the exports are.
const BEGUN_BY: &str = "03";

/// A unit whose exports lack what was open before them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitWithoutCarried {
    pub unit: String,
    /// Received since the exports begin.
    pub received: u64,
    /// Open at the end of their first month.
    pub open: u64,
}

/// Units that open with nothing and leave many open; where all units together do, every unit that received anything.
pub fn without_carried(counted: &CountedMonth<'_>) -> Vec<UnitWithoutCarried> {
    let open = |tally: &Tally| tally[Count::Closing] - tally[Count::ClosingUncovered];
    let lacks = |tally: &Tally| lacks_carried(tally[Count::Opening], open(tally));
    let do_all = lacks(&counted.units.total);
    let lacking = counted.units.rows.iter().filter_map(|Row { group, tally }| {
        let received = tally[Count::Received];
        let unit = group.first().cloned().flatten().unwrap_or_else(|| "–".to_owned());
        let is_lacking = (do_all && received > 0) || lacks(tally);
        is_lacking.then(|| UnitWithoutCarried { unit, received, open: open(tally) })
    });
    lacking.collect()
}

/// Units whose exports hold what was received since New Year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearToDate {
    /// The first day of the year.
    pub since: Day,
    pub units: Vec<UnitWithoutCarried>,
    /// Whether no archived month is of before, so that nobody knows what is lacking.
    pub is_first_year: bool,
    /// Whether the next month begins another year.
    pub is_at_year_end: bool,
    /// Whether the office knows it already (`--accept-lost`, in this run or an earlier one of the year).
    pub is_known: bool,
}

impl YearToDate {
    /// Whether it is to be told that nothing of before is there.
    pub const fn is_told(&self) -> bool {
        self.is_first_year && !self.is_known
    }
}

/// The units of which every dossier was received since New Year, with many that were over before the period:
/// nothing in January, nor where there are none. Exports of what is carried hold nothing that was over, and a
/// full dump holds dossiers of before, unless the office began with the year.
pub fn year_to_date(counted: &CountedMonth<'_>, is_accepted: bool) -> Option<YearToDate> {
    let steps = counted.period().steps(Span::Month, counted.rule());
    let (first, last) = (steps.first()?.month.clone()?, steps.last()?.month.clone()?);
    let year = first.get(..4)?.to_owned();
    let january = format!("{year}-01");
    if first == january {
        return None;
    }
    let mut units: BTreeMap<String, BTreeMap<String, Tally>> = BTreeMap::new();
    for row in &counted.trend.rows {
        let Some(Some(month)) = row.group.last() else { continue };
        if *month >= january {
            let unit = row.group.first().filter(|_| row.group.len() > 1).cloned().flatten();
            let months = units.entry(unit.unwrap_or_else(|| "–".to_owned())).or_default();
            *months.entry(month.clone()).or_default() += &row.tally;
        }
    }
    let units = units
        .into_iter()
        .filter_map(|(unit, months)| since_january(unit, &months, (&year, &first)));
    let units: Vec<(UnitWithoutCarried, u64)> = units.collect();
    let open: u64 = units.iter().map(|(unit, _)| unit.open).sum();
    let carried: u64 = units.iter().map(|(_, carried)| carried).sum();
    // Units of few dossiers are judged together.
    if !lacks_carried(0, open) || carried * FEW_CARRIED > open {
        return None;
    }
    let since = Day::parse(&format!("{january}-01"))?;
    let archived = archived_months(counted);
    let is_before = |(_, period): &(String, Period)| period.to < since;
    let last_archived = archived.last().filter(|last| !is_before(last));
    let record = last_archived.and_then(|(slug, _)| counted.archive.record(slug));
    Some(YearToDate {
        since,
        units: units.into_iter().map(|(unit, _)| unit).collect(),
        is_first_year: !archived.iter().any(is_before),
        is_at_year_end: last == format!("{year}-12"),
        is_known: is_accepted || record.is_some_and(|record| record.beginning_accepted),
    })
}

/// A unit by its months since January, with what it had open at their start; nothing where its exports do not
/// begin there.
fn since_january(
    unit: String,
    months: &BTreeMap<String, Tally>,
    (year, first): (&str, &String),
) -> Option<(UnitWithoutCarried, u64)> {
    let received: u64 = months.values().map(|tally| tally[Count::Received]).sum();
    let before = months.range(..first.clone()).map(|(_, tally)| tally);
    let closed: u64 = before.map(|tally| tally[Count::Resolved] + tally[Count::Returned]).sum();
    let mut begun = months.range(..=format!("{year}-{BEGUN_BY}")).map(|(_, tally)| tally);
    let begins = begun.any(|tally| tally[Count::Received] > 0);
    let january = months.get(&format!("{year}-01")).copied().unwrap_or_default();
    let carried = january[Count::Opening];
    let open = january[Count::Closing] - january[Count::ClosingUncovered];
    let is_of_year = closed * SLIPS > received && begins && carried * FEW_CARRIED <= open;
    is_of_year.then_some((UnitWithoutCarried { unit, received, open }, carried))
}

/// A finding for each of these units; with the day since which their exports tell, where that is not the period.
pub fn findings(
    units: &[UnitWithoutCarried],
    since: Option<Day>,
) -> impl Iterator<Item = Finding> + '_ {
    units.iter().map(move |UnitWithoutCarried { unit, received, open }| {
        let since = since.map(|day| format!(" · ≥ {day}")).unwrap_or_default();
        Finding {
            file: String::new(),
            row: None,
            column: None,
            value: Some(format!("{unit} · {received} · {open}{since}")),
            code: FindingCode::ExportsWithoutCarried,
        }
    })
}
