//! Which columns of a table fit an upright page: the workbook has them all.

use crate::answers::ColumnKind;
use crate::answers::publication::{Chart, ChartKind, Role, Section};

/// More columns than these are not read on paper.
pub const MOST_COLUMNS: usize = 10;

/// What a reader of the document wants of wide tables of dossiers, beside what names the lines: keys
/// of columns; a key that a table does not have is skipped.
const OF_DOSSIERS: &[&str] = &[
    "received",
    "online_rate",
    "resolved",
    "early",
    "on_time",
    "late",
    "on_time_rate",
    "closing_overdue",
];
/// The same of tables of ratings.
const OF_RATINGS: &[&str] = &[
    "resolved",
    "rated",
    "very_satisfied",
    "satisfied",
    "neutral",
    "dissatisfied",
    "very_dissatisfied",
    "satisfied_share",
    "rated_share",
];

/// The same of the criteria of an index.
const OF_SCORES: &[&str] = &["criterion", "name", "points", "max", "lost", "rate", "rule", "basis"];

/// The same of the lines of a comparison.
const OF_COMPARISONS: &[&str] = &[
    "against",
    "change",
    "sum",
    "rate",
    "mix",
    "later",
    "earlier",
    "later_weight",
    "earlier_weight",
    "like_for_like",
    "limits",
    "position",
    "earlier_rank",
    "later_rank",
    "places",
    "remark",
];

/// The places of the columns that are shown, in the order of the table.
pub fn chosen(section: &Section) -> Vec<usize> {
    let columns = &section.table.columns;
    let is_of_ratings = section.id.starts_with("satisfaction");
    let all = || (0..columns.len()).collect::<Vec<_>>();
    if section.id == "series" {
        // What the rates are made of stands in the workbook.
        let is_count = |place: &usize| matches!(columns[*place].kind, ColumnKind::Count { .. });
        return all().into_iter().filter(|place| !is_count(place)).take(MOST_COLUMNS).collect();
    }
    if columns.len() <= MOST_COLUMNS && !is_of_ratings {
        return all();
    }
    let wanted = match section.id {
        _ if is_of_ratings => OF_RATINGS,
        "score_criteria" => OF_SCORES,
        id if id.starts_with("comparison") => OF_COMPARISONS,
        _ => OF_DOSSIERS,
    };
    let is_wanted = |place: &usize| wanted.contains(&columns[*place].key.as_str());
    // One name tells the lines apart; others, as of the district, cost room that figures need.
    let name = columns.iter().position(|column| column.kind == ColumnKind::Text);
    let mut places = all();
    // A table that has few of them is about something else.
    if places.iter().filter(|place| is_wanted(place)).count() >= 3 {
        places.retain(|place| is_wanted(place) || Some(*place) == name);
    }
    places.truncate(MOST_COLUMNS);
    places
}

/// The column that is drawn as bars, where the report draws this table as one: Word has no charts
/// here.
pub fn bars(section: &Section, places: &[usize]) -> Option<usize> {
    // Bars of the whole say nothing of shares near to nothing.
    let is_of_late = |chart: &Chart| chart.series.iter().any(|one| one.role == Role::Late);
    let is_drawn = section.charts.iter().any(|chart| {
        matches!(chart.kind, ChartKind::Ranking | ChartKind::Mix) && !is_of_late(chart)
    });
    let is_rate =
        |place: &usize| matches!(section.table.columns[*place].kind, ColumnKind::Rate { .. });
    let place = places.iter().copied().find(is_rate);
    place.filter(|_| is_drawn && places.len() < MOST_COLUMNS)
}

#[cfg(test)]
mod tests {
    use super::{MOST_COLUMNS, chosen};
    use crate::answers::publication::Section;
    use crate::answers::publication::sample::sample;
    use crate::answers::{Column, ColumnKind};
    use crate::words::Lang;

    /// The units table with columns added until it does not fit.
    fn wide() -> Section {
        let mut section = sample(Lang::Vi).sections.remove(0);
        for place in 0..20 {
            let key = format!("extra_{place}");
            let kind = ColumnKind::Count { adds: true };
            section.table.columns.insert(1, Column::new(&key, &key, kind));
        }
        section
    }

    #[test]
    fn a_wide_table_shows_the_columns_of_its_list() {
        let mut section = wide();
        let district = Column { kind: ColumnKind::Text, ..section.table.columns[1].clone() };
        section.table.columns[1] = district;
        let keys: Vec<_> = chosen(&section)
            .into_iter()
            .map(|place| section.table.columns[place].key.as_str())
            .collect();
        let expected = [
            "unit",
            "received",
            "resolved",
            "early",
            "on_time",
            "late",
            "online_rate",
            "on_time_rate",
        ];
        assert_eq!(keys, expected);
    }

    #[test]
    fn comparisons_keep_the_change_and_series_their_rates() {
        let mut section = wide();
        section.id = "comparison_groups";
        for (place, key) in [(1, "change"), (9, "later"), (19, "remark")] {
            section.table.columns[place].key = key.to_owned();
        }
        assert_eq!(chosen(&section), [0, 1, 9, 19]);
        section.id = "series";
        let is_count =
            |place: &usize| matches!(section.table.columns[*place].kind, ColumnKind::Count { .. });
        assert!(!chosen(&section).iter().any(is_count));
    }

    #[test]
    fn a_wide_table_of_something_else_shows_its_first_columns() {
        let mut section = wide();
        for column in &mut section.table.columns {
            column.key.insert(0, 'x');
        }
        assert_eq!(chosen(&section), (0..MOST_COLUMNS).collect::<Vec<_>>());
    }
}
