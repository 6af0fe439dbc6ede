//! The official form, filled from the logs and written as text, beside the committed table that was
//! made from the same logs: the same rows and figures, and nothing to say against them.

use cchc::aggregates::{AggregateTable, RowKind, check_table};
use cchc::answers::Cell;
use cchc::answers::publication::{FilledForm, Letterhead, PeriodFacts};
use cchc::domain::{Day, Dimension, Period, PeriodRule, PeriodSpan};
use cchc::dossiers::LoadRequest;
use cchc::indicators::Definition;
use cchc::office::forms::{FormContext, FormPlan, Placements, fill};
use cchc::pipeline::{OtherLogs, Plan, study};
use cchc::read::discover;
use cchc::words::Lang;

use super::{read, read_text, sample};

/// June in Hưng Hà, from the district's logs.
fn june() -> FilledForm {
    let paths = ["examples/thai-binh/2024/hung-ha-2024-thang-*.csv.gz".to_owned()];
    let plan = Plan {
        suppress_below: 0,
        load: LoadRequest {
            sources: discover(&paths).expect("logs").sources,
            ..LoadRequest::default()
        },
        span: PeriodSpan::Fixed(
            Period::parse("2024-06", PeriodRule::Calendar, Day(0)).expect("a period"),
        ),
        as_of: None,
        rule: PeriodRule::Calendar,
        by: Vec::new(),
        by_is_optional: false,
        filters: vec![(Dimension::District, "Huyện Hưng Hà".to_owned())],
        any_of: Vec::new(),
        definition: Definition::default(),
    };
    let form = FormPlan::built_in("06a").expect("built in");
    let breakdowns = form.breakdowns();
    let study = study(&plan, &breakdowns, &[], &OtherLogs::default()).expect("counted");
    let cube = breakdowns.iter().find_map(|by| study.cube(by, None)).expect("a cube");
    assert_eq!(cube.by, form.dimensions(), "the logs tell level and field");
    let letterhead = Letterhead {
        reporting_unit: Some("UBND huyện Hưng Hà".to_owned()),
        ..Letterhead::default()
    };
    let period = PeriodFacts::new(Lang::Vi, &study.frame);
    let context = FormContext {
        lang: Lang::Vi,
        period: &period,
        letterhead: &letterhead,
        fields: &study.loaded.fields,
    };
    fill(form, &Placements::default(), &cube, &context).expect("consistent")
}

/// As a spreadsheet saves it: merged cells leave their text in the first place.
fn csv(form: &FilledForm) -> String {
    let mut lines: Vec<Vec<String>> = vec![vec![form.number.clone()]];
    lines.extend(form.head.iter().map(|(label, value)| vec![format!("{label}: {value}")]));
    let first = lines.len();
    lines.resize(first + form.header_rows, vec![String::new(); form.table.columns.len()]);
    for cell in &form.header {
        lines[first + cell.row][cell.column].clone_from(&cell.text);
    }
    lines.extend(form.table.rows.iter().map(|row| {
        let text = |cell: &Cell| match cell {
            Cell::Text(text) => text.clone(),
            Cell::Count(count) => count.to_string(),
            _ => String::new(),
        };
        row.cells.iter().map(text).collect()
    }));
    lines.iter().map(|cells| cells.join(";") + "\n").collect()
}

fn figures(table: &AggregateTable) -> Vec<(RowKind, String, Vec<u64>)> {
    let counts = |row: &cchc::aggregates::TableRow| row.counts.values().copied().collect();
    table.rows.iter().map(|row| (row.kind, row.label.clone(), counts(row))).collect()
}

#[test]
fn the_form_from_the_logs_is_the_committed_one() {
    let ours = read_text(&csv(&june()));
    let committed = read(sample("06a-hung-ha-2024-06.csv"));
    assert_eq!(check_table(&ours), []);
    assert_eq!((ours.period, &ours.unit), (committed.period, &committed.unit));
    assert_eq!(figures(&ours), figures(&committed));
}
