//! What is to be seen in a chart, in one line made from the figures it draws.
//!
//! In: a section. Out: the headlines of its charts; none where the figures say nothing plain, or one is there already.
//! Must not know: how a chart is drawn.

use std::cmp::Reverse;

use super::chart::{Chart, ChartKind, Role};
use super::model::Section;
use crate::answers::phrase::Phrase;
use crate::answers::provenance::month_name;
use crate::answers::table::{Cell, Table};
use crate::domain::{Exact, Ratio, exact};
use crate::words::Lang;

/// Lines of a table that have at least half of a count together.
#[derive(Debug, PartialEq)]
pub struct Concentration {
    /// Their places, the largest count first.
    pub lines: Vec<usize>,
    pub share: Exact,
}

/// The fewest lines that have at least half of all; nothing where that says nothing.
pub fn concentration(counts: &[u64]) -> Option<Concentration> {
    /// Fewer late dossiers lie somewhere by chance.
    const LEAST: u64 = 20;
    let all: u64 = counts.iter().sum();
    let mut places: Vec<usize> = (0..counts.len()).collect();
    places.sort_by_key(|place| Reverse(counts[*place]));
    let mut sum = 0;
    let lines = 1 + places.iter().position(|place| {
        sum += counts[*place];
        2 * sum >= all
    })?;
    // Half of the lines having half of all is no news.
    let is_news = all >= LEAST && lines >= 2 && 4 * lines <= counts.len();
    places.truncate(lines);
    is_news.then(|| Some(Concentration { lines: places, share: exact::fraction(sum, all)? }))?
}

impl Section {
    /// The same, its charts with headlines.
    #[must_use]
    pub fn with_headlines(mut self, lang: Lang) -> Self {
        for chart in &mut self.charts {
            chart.headline = chart.headline.take().or_else(|| headline(lang, chart, &self.table));
        }
        self
    }
}

fn headline(lang: Lang, chart: &Chart, table: &Table) -> Option<Phrase> {
    match chart.kind {
        ChartKind::Mix => largest_part(lang, chart, table),
        ChartKind::Stack => most_late(lang, chart, table),
        ChartKind::Trend => extremes(lang, chart, table),
        ChartKind::Heat => lowest(lang, chart, table),
        // Its lines are chosen: what they have of the whole, the table does not tell.
        ChartKind::Ranking => None,
    }
}

/// The name of a line, as people read it.
fn name(lang: Lang, chart: &Chart, line: &[Cell]) -> Option<String> {
    match line.get(chart.label)? {
        Cell::Text(text) => Some(text.clone()),
        Cell::Month(month) => Some(month_name(lang, month)),
        _ => None,
    }
}

fn count(line: &[Cell], column: usize) -> Option<u64> {
    match line.get(column) {
        Some(Cell::Count(count)) => Some(*count),
        _ => None,
    }
}

/// A rate on enough dossiers to be named.
fn rate(line: &[Cell], column: usize) -> Option<Ratio> {
    match line.get(column)? {
        cell @ Cell::Rate(Ok(ratio)) if !cell.is_small() => Some(*ratio),
        _ => None,
    }
}

/// `Trực tuyến chiếm 72,08% số hồ sơ`
fn largest_part(lang: Lang, chart: &Chart, table: &Table) -> Option<Phrase> {
    let column = chart.series.first()?.column;
    let counts: Vec<(u64, &[Cell])> =
        table.body().filter_map(|line| Some((count(line, column)?, line))).collect();
    let all = counts.iter().map(|(count, _)| count).sum();
    let (most, line) = *counts.iter().max_by_key(|(count, _)| *count)?;
    let share = exact::fraction(most, all)?;
    let phrase = Phrase::from(name(lang, chart, line)?).text(lang.of(" chiếm ", ": "));
    Some(phrase.share(share).text(lang.of(" số hồ sơ", " of the dossiers")))
}

/// `Hộ tịch, Đất đai chiếm 61,20% hồ sơ quá hạn`, or the line with most of them.
fn most_late(lang: Lang, chart: &Chart, table: &Table) -> Option<Phrase> {
    /// More names are no headline.
    const MOST_NAMES: usize = 3;
    let column = chart.series.iter().find(|series| series.role == Role::Late)?.column;
    let lines: Vec<&[Cell]> = table.body().collect();
    let counts = lines.iter().map(|line| count(line, column)).collect::<Option<Vec<u64>>>()?;
    let all: u64 = counts.iter().sum();
    if all == 0 {
        return Some(lang.of("Không có hồ sơ giải quyết quá hạn", "No dossier was late").into());
    }
    let named = |places: &[usize]| -> Option<String> {
        let names = places.iter().map(|place| name(lang, chart, lines.get(*place)?));
        Some(names.collect::<Option<Vec<_>>>()?.join(", "))
    };
    let late = lang.of(" hồ sơ giải quyết quá hạn", " of the late dossiers");
    if let Some(few) = concentration(&counts).filter(|few| few.lines.len() <= MOST_NAMES) {
        let have = lang.of(" chiếm ", " have ");
        return Some(Phrase::from(named(&few.lines)?).text(have).share(few.share).text(late));
    }
    let most = *counts.iter().max()?;
    let mut places = (0..counts.len()).filter(|place| counts[*place] == most);
    let first = places.next()?;
    // Of several with as many none is the first.
    if places.next().is_some() {
        return None;
    }
    let start = lang.of("Nhiều hồ sơ quá hạn nhất: ", "Most late dossiers: ");
    Some(
        Phrase::from(start)
            .text(named(&[first])?)
            .text(" (")
            .count(most)
            .text("/")
            .count(all)
            .text(")"),
    )
}

/// `Tỷ lệ đúng hạn: thấp nhất 98,35% (T2/2024), cao nhất 99,70% (T6/2024)`
fn extremes(lang: Lang, chart: &Chart, table: &Table) -> Option<Phrase> {
    let series = chart.series.first()?;
    let drawn = table.body().skip(chart.first_line).take(chart.lines);
    let rates: Vec<(Ratio, String)> = drawn
        .filter_map(|line| Some((rate(line, series.column)?, name(lang, chart, line)?)))
        .collect();
    let (low, _) = rates.iter().min_by(|left, right| left.0.cmp_value(right.0))?;
    let (high, _) = rates.iter().max_by(|left, right| left.0.cmp_value(right.0))?;
    if rates.len() < 2 {
        return None;
    }
    let start = Phrase::from(series.name.clone());
    if low.cmp_value(*high).is_eq() {
        return Some(start.text(lang.of(" không đổi: ", " unchanged: ")).share(Exact::from(*low)));
    }
    let end = |phrase: Phrase, word: &str, ratio: Ratio| {
        let mut with_it = rates.iter().filter(|(other, _)| other.cmp_value(ratio).is_eq());
        let when = match (with_it.next(), with_it.next()) {
            (Some((_, name)), None) => format!(" ({name})"),
            _ => String::new(),
        };
        phrase.text(word).share(Exact::from(ratio)).text(when)
    };
    let lowest = end(start, lang.of(": thấp nhất ", ": lowest "), *low);
    Some(end(lowest, lang.of(", cao nhất ", ", highest "), *high))
}

/// `Thấp nhất: UBND xã Quỳnh Mỹ, T5/2024 (95,00%)`; nothing where several are as low.
fn lowest(lang: Lang, chart: &Chart, table: &Table) -> Option<Phrase> {
    let cells = table.body().flat_map(|line| {
        chart
            .series
            .iter()
            .filter_map(move |series| Some((rate(line, series.column)?, line, series)))
    });
    let cells: Vec<_> = cells.collect();
    let (ratio, line, series) = *cells.iter().min_by(|left, right| left.0.cmp_value(right.0))?;
    if cells.iter().filter(|(other, ..)| other.cmp_value(ratio).is_eq()).count() > 1 {
        return None;
    }
    let start = lang.of("Thấp nhất: ", "Lowest: ");
    let what = format!("{}, {} (", name(lang, chart, line)?, series.name);
    Some(Phrase::from(start).text(what).share(Exact::from(ratio)).text(")"))
}

#[cfg(test)]
mod tests {
    use super::{Concentration, concentration};
    use crate::answers::publication::{Chart, ChartKind, Role, Section, Series};
    use crate::answers::{Cell, Column, ColumnKind, Table};
    use crate::domain::Ratio;
    use crate::domain::exact::fraction;
    use crate::indicators::Sense;
    use crate::render::number;
    use crate::words::Lang;

    #[test]
    fn few_lines_with_half_of_all_are_told() {
        let told = |lines: &[usize], numerator, denominator| {
            let share = fraction(numerator, denominator).expect("a share");
            Some(Concentration { lines: lines.to_vec(), share })
        };
        assert_eq!(concentration(&[1, 20, 1, 15, 1, 1, 1, 0]), None, "one has half");
        assert_eq!(concentration(&[1, 10, 1, 12, 9, 1, 1, 1]), told(&[3, 1], 22, 36));
        assert_eq!(concentration(&[1, 2, 1, 3, 1, 1, 1, 1]), None, "too few");
        assert_eq!(concentration(&[5; 8]), None, "spread out");
        assert_eq!(concentration(&[]), None);
    }

    /// The headline of a chart over a table of one column of figures.
    fn headline(kind: ChartKind, role: Role, lines: &[(&str, Cell)]) -> Option<String> {
        let of_rates = matches!(lines[0].1, Cell::Rate(_));
        let figures = if of_rates {
            ColumnKind::Rate { sense: Sense::HigherIsBetter, formula: None }
        } else {
            ColumnKind::Count { adds: true }
        };
        let columns = vec![
            Column::new("name", "Tên", ColumnKind::Text),
            Column::new("figure", "Tỷ lệ đúng hạn", figures),
        ];
        let rows =
            lines.iter().map(|(name, figure)| vec![Cell::Text((*name).to_owned()), figure.clone()]);
        let chart = Chart {
            id: "one",
            kind,
            title: "Hình".to_owned(),
            headline: None,
            description: String::new(),
            label: 0,
            series: vec![Series { column: 1, name: "Tỷ lệ đúng hạn".to_owned(), role }],
            first_line: 0,
            lines: lines.len(),
        };
        let section = Section {
            id: "units",
            title: "Bảng".to_owned(),
            sheet: "Bảng".to_owned(),
            lead: String::new(),
            table: Table::new(columns, rows.collect(), None),
            working_notes: Vec::new(),
            charts: vec![chart],
        };
        let section = section.with_headlines(Lang::Vi);
        let headline = section.charts[0].headline.as_ref();
        headline.map(|headline| number::phrase(Lang::Vi, headline))
    }

    fn rate(numerator: u64, denominator: u64) -> Cell {
        Cell::Rate(Ok(Ratio::new(numerator, denominator).expect("a ratio")))
    }

    #[test]
    fn each_kind_of_chart_says_what_is_to_be_seen() {
        let of =
            |kind, role, lines: &[(&str, Cell)]| headline(kind, role, lines).unwrap_or_default();
        let mix = [("Trực tuyến", Cell::Count(72)), ("Trực tiếp", Cell::Count(28))];
        assert_eq!(of(ChartKind::Mix, Role::Plain, &mix), "Trực tuyến chiếm 72,00% số hồ sơ");
        let late: Vec<(String, Cell)> = [20, 15, 1, 1, 1, 1, 1, 1]
            .iter()
            .enumerate()
            .map(|(at, count)| (format!("L{at}"), Cell::Count(*count)))
            .collect();
        let lines: Vec<(&str, Cell)> =
            late.iter().map(|(name, count)| (name.as_str(), count.clone())).collect();
        assert_eq!(
            of(ChartKind::Stack, Role::Late, &lines),
            "L0, L1 chiếm 85,37% hồ sơ giải quyết quá hạn"
        );
        assert_eq!(
            of(ChartKind::Stack, Role::Late, &[("A", Cell::Count(3)), ("B", Cell::Count(1))]),
            "Nhiều hồ sơ quá hạn nhất: A (3/4)"
        );
        assert_eq!(
            of(ChartKind::Stack, Role::Late, &[("A", Cell::Count(0)), ("B", Cell::Count(0))]),
            "Không có hồ sơ giải quyết quá hạn"
        );
        let months = [("T1", rate(90, 100)), ("T2", rate(99, 100)), ("T3", rate(1, 2))];
        assert_eq!(
            of(ChartKind::Trend, Role::Rate, &months),
            "Tỷ lệ đúng hạn: thấp nhất 90,00% (T1), cao nhất 99,00% (T2)",
            "two dossiers are no extreme"
        );
        assert_eq!(
            of(ChartKind::Heat, Role::Rate, &months),
            "Thấp nhất: T1, Tỷ lệ đúng hạn (90,00%)"
        );
    }

    #[test]
    fn equal_figures_name_none_of_them() {
        let equal = [("A", Cell::Count(3)), ("B", Cell::Count(3))];
        assert_eq!(headline(ChartKind::Stack, Role::Late, &equal), None);
        let rates = [("A", rate(90, 100)), ("B", rate(90, 100)), ("C", rate(95, 100))];
        assert_eq!(headline(ChartKind::Heat, Role::Rate, &rates), None);
        assert_eq!(
            headline(ChartKind::Trend, Role::Rate, &rates).as_deref(),
            Some("Tỷ lệ đúng hạn: thấp nhất 90,00%, cao nhất 95,00% (C)")
        );
        assert_eq!(
            headline(ChartKind::Trend, Role::Rate, &rates[..2]).as_deref(),
            Some("Tỷ lệ đúng hạn không đổi: 90,00%")
        );
        assert_eq!(headline(ChartKind::Trend, Role::Rate, &rates[..1]), None);
        let missing = [("A", Cell::Rate(Err(crate::domain::Absence::NoDossiers)))];
        assert_eq!(headline(ChartKind::Heat, Role::Rate, &missing), None);
    }
}
