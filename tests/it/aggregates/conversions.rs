//! Every layout as other programs hand it on: one row of joined names, blank columns between, groups over the
//! middle of their columns, pages with heads of their own, columns as rows. The figures stay what they are.

use std::collections::BTreeMap;

use cchc::aggregates::{AggregateTable, Measure};

use super::layouts::{Counts, LAYOUTS, Layout};
use super::tables_of;

type Rows = Vec<Vec<String>>;

fn rows(text: &str) -> Rows {
    text.lines().map(|line| line.split(';').map(str::to_owned).collect()).collect()
}

fn text(rows: &Rows) -> String {
    rows.iter().map(|row| row.join(";") + "\n").collect()
}

fn plain(layout: &Layout) -> Rows {
    let counts = |seed: u64| Counts {
        carried: 3 + seed,
        online: 40 + seed,
        in_person: 20,
        postal: 7,
        early: 30,
        on_time: 12 + seed,
        late: 4,
        within: 15,
        overdue: 9 + seed,
        paused: 0,
        returned: 0,
    };
    let named = ["Đất đai", "Hộ tịch", "Chứng thực"].iter().zip(1..);
    let named: Vec<(String, Counts)> =
        named.map(|(name, seed)| ((*name).to_owned(), layout.fitted(counts(seed)))).collect();
    rows(&layout.text(&layout.cells(&named, |count| count.to_string())))
}

/// Where the head stands.
fn head(layout: &Layout) -> std::ops::Range<usize> {
    let first = layout.titles.len();
    first..first + layout.header.len()
}

/// The names over each column, topmost first, as the merged cells of a sheet mean them.
fn paths(block: &[Vec<String>]) -> Vec<Vec<String>> {
    let width = block.iter().map(Vec::len).max().unwrap_or(0);
    let says = |level: usize, at: usize| block[level].get(at).is_some_and(|cell| !cell.is_empty());
    let mut above: Vec<Option<String>> = vec![None; block.len()];
    (0..width)
        .map(|at| {
            let mut goes_on = true;
            for level in 0..block.len() {
                let below = (level + 1..block.len()).any(|deeper| says(deeper, at));
                if says(level, at) {
                    above[level] = Some(block[level][at].clone());
                    goes_on = false;
                } else if !(goes_on && below) {
                    above[level] = None;
                }
            }
            above.iter().flatten().cloned().collect()
        })
        .collect()
}

/// The figures of the rows by their names.
fn figures(tables: &[AggregateTable], what: &str) -> BTreeMap<String, Vec<(Measure, u64)>> {
    let [table] = tables else { panic!("{what}: {} tables", tables.len()) };
    let rows = table.rows.iter().map(|row| {
        let counts = row.counts.iter().map(|(measure, count)| (*measure, *count)).collect();
        (row.label.clone(), counts)
    });
    rows.collect()
}

fn assert_same(layout: &Layout, changed: &Rows, what: &str) {
    let before = figures(&tables_of(&text(&plain(layout))), layout.name);
    let text = text(changed);
    let after = figures(&tables_of(&text), &format!("{} {what}\n{text}", layout.name));
    assert_eq!(after, before, "{} {what}\n{text}", layout.name);
}

/// The head in one row, its names joined.
fn flat(layout: &Layout, joined: impl Fn(usize, &[String]) -> String) -> Rows {
    let all = plain(layout);
    let head = head(layout);
    let names = paths(&all[head.clone()]);
    let names = names.iter().enumerate().map(|(at, path)| joined(at, path)).collect();
    let rest = all[head.end..].iter().filter(|row| !row.iter().any(|cell| cell.starts_with("(1)")));
    all[..head.start].iter().cloned().chain([names]).chain(rest.cloned()).collect()
}

#[test]
fn names_joined_in_one_row() {
    for layout in &LAYOUTS {
        for separator in [" – ", " - ", " > ", ": ", "_", "."] {
            let changed = flat(layout, |_, path| path.join(separator));
            assert_same(layout, &changed, separator);
        }
        let numbered = |at: usize, path: &[String]| match path {
            [] => String::new(),
            path => format!("{} ({})", path.join(" – "), at + 1),
        };
        assert_same(layout, &flat(layout, numbered), "numbered");
    }
}

#[test]
fn blank_columns_between_all_others() {
    for layout in &LAYOUTS {
        let spaced =
            |row: &Vec<String>| row.iter().flat_map(|cell| [cell.clone(), String::new()]).collect();
        let changed: Rows = plain(layout).iter().map(spaced).collect();
        assert_same(layout, &changed, "spaced");
    }
}

#[test]
fn groups_over_the_middle() {
    for layout in LAYOUTS.iter().filter(|layout| layout.header.len() > 1) {
        let mut changed = plain(layout);
        let head = head(layout);
        let names = paths(&changed[head.clone()]);
        let top = &mut changed[head.start];
        let mut at = 0;
        while at < names.len() {
            let group = names[at].first().filter(|_| names[at].len() > 1).cloned();
            let same = names[at..].iter().take_while(|path| path.first() == group.as_ref());
            let span = if group.is_some() { same.count() } else { 1 };
            if let Some(group) = group {
                top[at].clear();
                top[at + (span - 1) / 2] = group;
            }
            at += span;
        }
        assert_same(layout, &changed, "centred");
    }
}

#[test]
fn pages_with_heads_of_their_own() {
    for layout in &LAYOUTS {
        let all = plain(layout);
        let head = head(layout);
        let width = all[head.start].len();
        let mut number = vec![String::new(); width];
        "Trang 1".clone_into(&mut number[width / 2]);
        let shouted = |row: &Vec<String>| row.iter().map(|cell| cell.to_uppercase()).collect();
        let again: Rows = all[head.clone()].iter().map(shouted).collect();
        let at = all.len() - 2;
        let changed =
            all[..at].iter().cloned().chain([number]).chain(again).chain(all[at..].to_vec());
        assert_same(layout, &changed.collect(), "pages");
    }
}

#[test]
fn columns_as_rows() {
    for layout in &LAYOUTS {
        let flat = flat(layout, |_, path| path.join(" – "));
        let titles = layout.titles.len();
        let label = if layout.blank_first { 2 } else { 1 };
        let body = &flat[titles..];
        let width = body.iter().map(Vec::len).max().unwrap_or(0);
        let cell = |row: &Vec<String>, at: usize| row.get(at).cloned().unwrap_or_default();
        let mut turned: Rows =
            (label..width).map(|at| body.iter().map(|row| cell(row, at)).collect()).collect();
        "Chỉ tiêu".clone_into(&mut turned[0][0]);
        let changed: Rows = flat[..titles].iter().cloned().chain(turned).collect();
        assert_same(layout, &changed, "turned");
    }
}

#[test]
fn names_broken_over_two_rows() {
    for layout in &LAYOUTS {
        let all = plain(layout);
        let head = head(layout);
        let halves = |row: &Vec<String>| -> [Vec<String>; 2] {
            let cut = |cell: &String| match cell.rsplit_once(' ') {
                Some((first, last)) if last.starts_with(char::is_lowercase) => {
                    (first.to_owned(), last.to_owned())
                }
                _ => (cell.clone(), String::new()),
            };
            let (first, last): (Vec<String>, Vec<String>) = row.iter().map(cut).unzip();
            [first, last]
        };
        let broken = all[head.clone()].iter().flat_map(halves);
        let changed =
            all[..head.start].iter().cloned().chain(broken).chain(all[head.end..].to_vec());
        assert_same(layout, &changed.collect(), "broken names");
    }
}
