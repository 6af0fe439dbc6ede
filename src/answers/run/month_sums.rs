//! The archived months of a longer period added up, beside the same days counted from the logs of today: as
//! sentences, as a page of the report, for machines.
//!
//! In: [`MonthSums`]. Out: texts and a [`Document`]. Must not know: where months are kept.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::restatement::cause_line;
use crate::answers::{Block, Cell, Column, Document, Phrase, Table, TableRow, count_name};
use crate::archive::checks::{FLOWS, MonthSums, SummedMonth};
use crate::tally::Count;
use crate::tally::Tally;
use crate::words::{Lang, count};

fn restate(month: &SummedMonth) -> String {
    format!("cchc run --period {} --restate", month.name)
}

/// In words: both sums, then each month that differs with the reasons.
pub fn text(sums: &MonthSums, lang: Lang) -> String {
    let sum = |tally: &Tally| {
        let counts = [Count::Received, Count::Resolved, Count::Late].into_iter();
        let told = counts.map(|flow| {
            format!("{} {}", count_name(lang, flow).to_lowercase(), count(lang, tally[flow]))
        });
        told.collect::<Vec<_>>().join(", ")
    };
    let (archived, counted) = (sum(&sums.archived), sum(&sums.counted));
    let (is, of) = (sums.months.len(), sums.of_months);
    let mut lines = vec![match lang {
        Lang::Vi => format!(
            "Cộng {is}/{of} tháng đã lưu: {archived}. Đếm lại các tháng đó từ dữ liệu hiện có: {counted}."
        ),
        Lang::En => format!(
            "The {is} of {of} months that are archived add up to: {archived}. Counted from the data of today they are: {counted}."
        ),
    }];
    if sums.differing().next().is_none() {
        lines.push(lang.of("Hai cách khớp nhau.", "Both are the same.").to_owned());
    }
    for month in sums.differing() {
        let SummedMonth { name, archived, counted, causes } = month;
        let moved = FLOWS.into_iter().filter(|flow| archived[*flow] != counted[*flow]);
        let moved = moved.map(|flow| {
            let name = count_name(lang, flow).to_lowercase();
            format!("{name} {} → {}", count(lang, archived[flow]), count(lang, counted[flow]))
        });
        let moved = moved.collect::<Vec<_>>().join(", ");
        let why: Vec<String> = causes.iter().map(|cause| cause_line(cause, lang)).collect();
        let why = if why.is_empty() { String::new() } else { format!(" ({})", why.join("; ")) };
        let restate = restate(month);
        lines.push(match lang {
            Lang::Vi => format!("  {name}: {moved}{why}. Công bố lại: {restate} \"lý do\""),
            Lang::En => {
                format!("  {name}: {moved}{why}. To restate it: {restate} \"the reason\"")
            }
        });
    }
    lines.join("\n")
}

/// The same as a file of the report: month by month what was published and what is counted now.
pub fn document(sums: &MonthSums, lang: Lang) -> Document {
    let heading = lang.of(
        "Cộng các tháng đã công bố, bên cạnh số đếm lại từ dữ liệu hiện có",
        "The published months added up, beside a count of the data of today",
    );
    let (is, of) = (sums.months.len() as u64, sums.of_months as u64);
    let months = Phrase::default().count(is).text(" / ").count(of);
    let published = lang.of("Tháng đã công bố", "Months published").to_owned();
    let facts = Block::Facts(vec![(published, months)]);
    let blocks = vec![Block::Heading(heading.to_owned()), facts, Block::Table(table(sums, lang))];
    Document { blocks }
}

fn table(sums: &MonthSums, lang: Lang) -> Table {
    let month = Column::text(lang, "month");
    let mut columns = vec![month, Column::text(lang, "counted")];
    columns.extend(FLOWS.map(|flow| Column::number_named(flow.name(), count_name(lang, flow))));
    let ways = [lang.of("Đã công bố", "As published"), lang.of("Đếm lại", "Again")];
    let line = |name: &str, way: &str, tally: &Tally| {
        let texts = [name, way].map(|text| Cell::Text(text.to_owned())).into_iter();
        texts.chain(FLOWS.map(|flow| Cell::Count(tally[flow]))).collect()
    };
    let mut rows = Vec::new();
    for month in &sums.months {
        rows.push(TableRow::body(line(&month.name, ways[0], &month.archived)));
        if month.differs() {
            rows.push(TableRow::body(line("", ways[1], &month.counted)));
        }
    }
    let whole = lang.of("Cộng", "Sum");
    rows.push(TableRow::total(line(whole, ways[0], &sums.archived)));
    rows.push(TableRow::total(line("", ways[1], &sums.counted)));
    Table { columns, rows, notes: notes(sums, lang) }
}

/// Why months differ, and how they become right.
fn notes(sums: &MonthSums, lang: Lang) -> Vec<Phrase> {
    let mut notes = vec![Phrase::from(lang.of(
        "Tháng chỉ có một dòng: hai cách khớp nhau.",
        "Months with one line come out as they were published.",
    ))];
    for month in sums.differing() {
        let why: Vec<String> = month.causes.iter().map(|cause| cause_line(cause, lang)).collect();
        let why = if why.is_empty() {
            lang.of("không so được từng hồ sơ", "dossiers cannot be compared one by one").into()
        } else {
            why.join("; ")
        };
        let (name, restate) = (&month.name, restate(month));
        notes.push(Phrase::from(match lang {
            Lang::Vi => format!("{name}: {why}. Công bố lại: {restate} \"lý do\""),
            Lang::En => format!("{name}: {why}. To restate it: {restate} \"the reason\""),
        }));
    }
    notes
}

/// For machines.
pub fn facts(sums: &MonthSums) -> Value {
    let counts = |tally: &Tally| -> BTreeMap<&str, u64> {
        FLOWS.into_iter().map(|flow| (flow.name(), tally[flow])).collect()
    };
    let differing = sums.differing().map(|one| {
        json!({
            "period": one.name,
            "archived": counts(&one.archived),
            "counted": counts(&one.counted),
            "causes": one.causes,
        })
    });
    json!({
        "months": sums.months.len(),
        "of_months": sums.of_months,
        "archived": counts(&sums.archived),
        "counted": counts(&sums.counted),
        "differing": differing.collect::<Vec<_>>(),
    })
}
