//! Line × series, each cell coloured by its rate: pale where all is well, dark where it is worst, so
//! that what needs a look is seen first, on a black-and-white print as well.
//!
//! The steps are fixed, so that two reports can be laid side by side.

use super::drawing::{Drawing, MOST_LINES, View, WIDTH};
use super::rows::{self, LEFT, Rows, TOP, base};
use super::shapes::{Anchor, place, rect, shorten, text, titled, width};
use crate::answers::{Cell, ColumnKind};
use crate::domain::Ratio;
use crate::indicators::Sense;
use crate::render::html::colours::HEAT;
use crate::render::html::markup::Markup;
use crate::render::number;

/// A step begins at so many percent.
const STEPS: [u64; 7] = [50, 70, 80, 90, 95, 98, 100];
/// The same for rates that should be low.
const STEPS_OF_LOW: [u64; 7] = [1, 2, 5, 10, 20, 30, 50];
const WIDEST_CELL: f64 = 110.0;
/// From here on cells hold text of the usual size.
const WIDE_CELL: f64 = 72.0;
/// 11 of 13 pixels.
const SMALL_TEXT: f64 = 11.0 / 13.0;

pub fn draw(view: &View) -> Drawing {
    let lines = view.lines();
    let drawn = lines.len().min(MOST_LINES);
    let columns = view.chart.series.len();
    let cell = ((WIDTH - LEFT) / place(columns.max(1))).min(WIDEST_CELL);
    let rows = Rows::new(drawn);
    let mut body = Markup::default();
    heads(view, cell, &mut body);
    for (row, line) in lines.iter().take(drawn).enumerate() {
        let name = view.label(line);
        let middle = rows.middle(row);
        rows::name(&mut body, middle, &name);
        for (column, (_, series, figure)) in view.series(line).enumerate() {
            let x = place(column).mul_add(cell, LEFT);
            let shown = view.text(figure);
            // The name of the line stands at its left; in every cell it would be a tenth of the page.
            titled(&mut body, &format!("{}: {shown}", series.name));
            square(view, series.column, figure, &shown, [x, middle, cell, rows.step], &mut body);
            body.close("g");
        }
    }
    let remarks = view.left_out(drawn, false).into_iter().collect();
    Drawing { height: rows.height(), body, legend: steps_legend(view), remarks }
}

/// The names of the series, as many as have room.
fn heads(view: &View, cell: f64, body: &mut Markup) {
    let widest = view.chart.series.iter().map(|series| width(&series.name)).fold(0.0, f64::max);
    let mut free_from = LEFT;
    for (column, series) in view.chart.series.iter().enumerate() {
        let x = place(column).mul_add(cell, LEFT);
        if x + 0.5 < free_from {
            continue;
        }
        let room = cell.max(64.0);
        let short = shorten(&series.name, room);
        let (at, anchor) =
            if widest < cell { (x + cell / 2.0, Anchor::Middle) } else { (x, Anchor::Start) };
        text(body, (at, TOP - 10.0), anchor, "m", &short);
        free_from = x + width(&short).min(room) + 4.0;
        if widest < cell {
            free_from = x + cell;
        }
    }
}

fn square(
    view: &View,
    column: usize,
    figure: &Cell,
    shown: &str,
    [x, middle, cell, step]: [f64; 4],
    body: &mut Markup,
) {
    let area = [x, middle - step / 2.0, (cell - 1.0).max(cell / 2.0), step - 1.0];
    let class = match figure {
        Cell::Rate(Ok(ratio)) => {
            HEAT.get(severity(sense(view, column), *ratio)).map(|colour| colour.class)
        }
        _ => None,
    };
    rect(body, class.unwrap_or("x"), area);
    // Narrow cells get the smaller text of the class `h`; the narrowest only their colour.
    let (size, factor) = if cell < WIDE_CELL { (" h", SMALL_TEXT) } else { ("", 1.0) };
    if width(shown) * factor <= cell - 1.0 {
        let ink = class.map_or_else(|| format!("m{size}"), |class| format!("{class}-i{size}"));
        text(body, (x + cell / 2.0, base(middle)), Anchor::Middle, &ink, shown);
    }
}

fn sense(view: &View, column: usize) -> Sense {
    match view.section.table.columns.get(column).map(|column| &column.kind) {
        Some(ColumnKind::Rate { sense, .. }) => *sense,
        _ => Sense::Neutral,
    }
}

/// From calm to alarming.
fn severity(sense: Sense, ratio: Ratio) -> usize {
    let reaches = |percent: &&u64| {
        u128::from(ratio.numerator()) * 100
            >= u128::from(ratio.denominator()) * u128::from(**percent)
    };
    match sense {
        Sense::HigherIsBetter => STEPS.len() - STEPS.iter().filter(reaches).count(),
        Sense::LowerIsBetter => STEPS_OF_LOW.iter().filter(reaches).count(),
        Sense::Neutral => STEPS.iter().filter(reaches).count(),
    }
}

fn steps_legend(view: &View) -> Vec<(&'static str, String)> {
    let column = view.chart.series.first().map_or(0, |series| series.column);
    let sense = sense(view, column);
    let steps = if sense == Sense::LowerIsBetter { STEPS_OF_LOW } else { STEPS };
    let percent = |step: &u64| format!("{}%", number::count(view.lang, *step));
    let mut names: Vec<String> =
        steps.first().map(|step| format!("< {}", percent(step))).into_iter().collect();
    names.extend(steps.windows(2).filter_map(|pair| match pair {
        [from, to] => Some(format!("{} – < {}", percent(from), percent(to))),
        _ => None,
    }));
    names.extend(
        steps
            .last()
            .map(|step| if *step == 100 { percent(step) } else { format!("≥ {}", percent(step)) }),
    );
    if sense == Sense::HigherIsBetter {
        names.reverse();
    }
    let mut legend: Vec<(&'static str, String)> =
        HEAT.iter().map(|colour| colour.class).zip(names).collect();
    let has_gaps = view
        .lines()
        .iter()
        .any(|line| view.series(line).any(|(_, _, figure)| !matches!(figure, Cell::Rate(Ok(_)))));
    if has_gaps {
        legend.push(("x", view.lang.of("không có số liệu", "no value").to_owned()));
    }
    legend
}

#[cfg(test)]
mod tests {
    use super::severity;
    use crate::domain::Ratio;
    use crate::indicators::Sense;

    #[test]
    fn what_needs_a_look_is_darkest() {
        for (numerator, denominator, high, low) in [
            (100, 100, 0, 7),
            (999, 1_000, 1, 7),
            (98, 100, 1, 7),
            (9_799, 10_000, 2, 7),
            (50, 100, 6, 7),
            (49, 100, 7, 6),
            (1, 100, 7, 1),
            (0, 100, 7, 0),
        ] {
            let ratio = Ratio::new(numerator, denominator).expect("a ratio");
            assert_eq!(severity(Sense::HigherIsBetter, ratio), high, "{numerator}/{denominator}");
            assert_eq!(severity(Sense::LowerIsBetter, ratio), low, "{numerator}/{denominator}");
        }
    }
}
