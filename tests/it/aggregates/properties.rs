//! Random tables in every layout: what is written is read, and one changed number is found.

use cchc::aggregates::{Marks, Measure, Number, RowKind, check_table, read_counts};
use cchc::findings::Severity;
use proptest::prelude::*;

use super::layouts::{Counts, LAYOUTS, Layout};
use super::read_text;

/// Outcomes at random, split at random into where they came from.
fn counts() -> impl Strategy<Value = Counts> {
    let outcomes = prop::array::uniform7(prop_oneof![Just(0_u64), 0..30_u64, 0..40_000_u64]);
    (outcomes, prop::array::uniform3(0.0..1.0_f64)).prop_map(|(outcomes, shares)| {
        let [early, on_time, late, within, overdue, paused, returned] = outcomes;
        let mut left: u64 = outcomes.iter().sum();
        let [carried, online, in_person] = shares.map(|share| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_precision_loss
            )]
            let taken = ((left as f64 * share) as u64).min(left);
            left -= taken;
            taken
        });
        Counts {
            carried,
            online,
            in_person,
            postal: left,
            early,
            on_time,
            late,
            within,
            overdue,
            paused,
            returned,
        }
    })
}

fn rows() -> impl Strategy<Value = Vec<Counts>> {
    prop::collection::vec(counts(), 1..6)
}

#[derive(Debug, Clone, Copy)]
enum Style {
    Plain,
    Point,
    Comma,
    Space,
    Float,
}

fn style() -> impl Strategy<Value = Style> {
    let styles = [Style::Plain, Style::Point, Style::Comma, Style::Space, Style::Float];
    prop::sample::select(styles.to_vec())
}

fn write(style: Style, count: u64) -> String {
    let grouped = |mark: &str| {
        let digits = count.to_string();
        let first = (digits.len() + 2) % 3 + 1;
        let (head, tail) = digits.split_at(first);
        let groups =
            tail.as_bytes().chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
        std::iter::once(head.to_owned()).chain(groups).collect::<Vec<_>>().join(mark)
    };
    match style {
        Style::Plain => count.to_string(),
        Style::Point => grouped("."),
        Style::Comma => grouped(","),
        Style::Space => grouped("\u{A0}"),
        Style::Float => format!("{count}.0"),
    }
}

fn named(layout: &Layout, rows: &[Counts]) -> Vec<(String, Counts)> {
    let names = ["Đất đai", "Hộ tịch", "Chứng thực", "Bảo trợ xã hội", "Giáo dục trung học"];
    names
        .iter()
        .map(|name| (*name).to_owned())
        .zip(rows.iter().map(|row| layout.fitted(*row)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::support::cases(48), ..ProptestConfig::default() })]

    #[test]
    fn what_a_layout_writes_is_what_is_read(rows in rows(), style in style()) {
        for layout in &LAYOUTS {
            let rows = named(layout, &rows);
            let text = layout.text(&layout.cells(&rows, |count| write(style, count)));
            let table = read_text(&text);
            let total = rows.iter().fold(Counts::default(), |sum, (_, row)| sum.add(*row));
            let written = rows.iter().map(|(_, row)| row).chain([&total]);
            prop_assert_eq!(table.rows.len(), rows.len() + 1, "{}\n{}", layout.name, text);
            for (row, counts) in table.rows.iter().zip(written) {
                for (_, name) in layout.measures() {
                    let measure = Measure::from_name(name).expect(name);
                    let figure = counts.figure(name);
                    prop_assert_eq!(row.count(measure), Some(figure), "{} {}\n{}", layout.name, name, text);
                }
            }
            prop_assert_eq!(table.rows.last().map(|row| row.kind), Some(RowKind::Total));
            let grave = check_table(&table);
            let grave = grave.iter().find(|finding| finding.code.severity() > Severity::Info);
            prop_assert!(grave.is_none(), "{}: {grave:?}\n{text}", layout.name);
        }
    }

    #[test]
    fn one_changed_number_is_found(
        rows in rows(),
        place in any::<prop::sample::Index>(),
        column in any::<prop::sample::Index>(),
        change in 1..500_u64,
    ) {
        for layout in &LAYOUTS {
            let rows = named(layout, &rows);
            let mut cells = layout.cells(&rows, |count| count.to_string());
            let measures: Vec<_> = layout.measures().collect();
            let (at, name) = measures[column.index(measures.len())];
            let row = place.index(cells.len());
            let cell = &mut cells[row][at + 2];
            let count: u64 = cell.parse().expect("a count");
            *cell = (count + change).to_string();
            let text = layout.text(&cells);
            let table = read_text(&text);
            let number = table.rows[row].number;
            let total = table.rows.last().map(|row| row.number);
            let found = check_table(&table).into_iter().any(|finding| {
                finding.code.severity() > Severity::Info
                    && (finding.row == Some(number) || finding.row == total)
            });
            prop_assert!(found, "{} {name} in row {number}\n{text}", layout.name);
        }
    }

    #[test]
    fn a_column_in_one_style_is_read_and_a_mixed_one_is_never_misread(
        column in prop::collection::vec((0..3_000_000_u64, style()), 1..8),
        one in style(),
    ) {
        let cells: Vec<String> = column.iter().map(|(count, _)| write(one, *count)).collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        // 125.000 may be 125 with three decimals, where every cell of the table looks like that.
        let is_open = |cell: &&str| cell.matches(['.', ',']).count() == 1 && cell.ends_with('0');
        let may_doubt = !matches!(one, Style::Float) && cells.iter().all(is_open);
        let read = |cells: &[&str]| read_counts(cells, &Marks::of_columns(&[cells.to_vec()], &[]));
        for ((count, _), number) in column.iter().zip(read(&cells)) {
            let is_true = number == Number::Count(*count);
            prop_assert!(is_true || (may_doubt && number == Number::Doubt), "{count}: {cells:?}");
        }
        let mixed: Vec<String> = column.iter().map(|(count, style)| write(*style, *count)).collect();
        let mixed: Vec<&str> = mixed.iter().map(String::as_str).collect();
        for ((count, _), number) in column.iter().zip(read(&mixed)) {
            let is_true = number == Number::Count(*count) || number == Number::Doubt;
            prop_assert!(is_true, "{count} read as {number:?} in {mixed:?}");
        }
    }

    #[test]
    fn no_text_upsets_the_reader(cells in prop::collection::vec(".{0,12}", 0..6)) {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let marks = {
            let column = std::slice::from_ref(&cells);
            Marks::of_columns(column, column)
        };
        prop_assert_eq!(read_counts(&cells, &marks).len(), cells.len());
    }
}
