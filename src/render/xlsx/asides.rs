//! Numbers that only a chart needs, right of the page and outside of what is printed: how far the
//! bounds of an interval lie from the rate, and rates without the marks that a line would draw as
//! nothing.
//!
//! In: columns of a table on its sheet. Out: columns of formulas. Must not know: charts.

use rust_xlsxwriter::{Formula, XlsxError, row_col_to_cell};

use super::columns::Plan;
use super::page::Page;
use crate::answers::Cell;

/// Free columns between the page and the first aside.
const GAP: u16 = 2;

/// The asides of one sheet.
pub struct Asides {
    /// The row of their heads, and the first one of their numbers.
    head_row: u32,
    next: u16,
    first: u16,
}

impl Asides {
    pub const fn new(page: &Page<'_>, head_row: u32) -> Self {
        let first = page.last_column.saturating_add(GAP);
        Self { head_row, next: first, first }
    }

    /// Whether there is something right of the page.
    pub const fn is_empty(&self) -> bool {
        self.next == self.first
    }

    /// The rates of a column, without its marks.
    pub fn rates(
        &mut self,
        page: &mut Page<'_>,
        plan: &Plan<'_>,
        column: usize,
    ) -> Result<u16, XlsxError> {
        let place = plan.place(column);
        let head = plan.heads.get(usize::from(place)).cloned().unwrap_or_default();
        self.column(page, plan, &head, |row, line| {
            let Some(Cell::Rate(Ok(ratio))) = line.get(column) else { return None };
            let text = format!("={}", row_col_to_cell(row, place));
            Some(Formula::new(text).set_result(ratio.value().to_string()))
        })
    }

    /// How far the upper and the lower bound of an interval lie from the rate.
    pub fn distances(
        &mut self,
        page: &mut Page<'_>,
        plan: &Plan<'_>,
        (rate, interval): (usize, usize),
    ) -> Result<(u16, u16), XlsxError> {
        let lang = page.lang;
        let place = plan.place(interval);
        let mut write = |page: &mut Page<'_>, is_upper: bool| {
            let bound = if is_upper { place + 1 } else { place };
            let head = if is_upper {
                lang.of("Đến cận trên", "To the upper bound")
            } else {
                lang.of("Đến cận dưới", "To the lower bound")
            };
            self.column(page, plan, head, |row, line| {
                let [rate_cell, bound_cell] =
                    [plan.place(rate), bound].map(|place| row_col_to_cell(row, place));
                let (Some(Cell::Rate(Ok(ratio))), Some(Cell::Interval(Ok(bounds)))) =
                    (line.get(rate), line.get(interval))
                else {
                    return None;
                };
                let bound = if is_upper { bounds.high } else { bounds.low };
                let text = format!("=ABS({bound_cell}-{rate_cell})");
                Some(Formula::new(text).set_result((bound - ratio.value()).abs().to_string()))
            })
        };
        Ok((write(page, true)?, write(page, false)?))
    }

    /// A column of formulas; an empty cell, which a chart leaves out, where there is no figure.
    fn column(
        &mut self,
        page: &mut Page<'_>,
        plan: &Plan<'_>,
        head: &str,
        formula: impl Fn(u32, &[Cell]) -> Option<Formula>,
    ) -> Result<u16, XlsxError> {
        let place = self.next;
        self.next += 1;
        let head = format!("{}: {head}", page.lang.of("Cho biểu đồ", "For the chart"));
        let format = &page.looks.aside;
        page.worksheet.write_string_with_format(self.head_row, place, head, format)?;
        let format = page.looks.aside.clone().set_num_format("0.00%");
        for (row, line) in (self.head_row + 1..).zip(plan.table.body()) {
            if let Some(formula) = formula(row, line) {
                page.worksheet.write_formula_with_format(row, place, formula, &format)?;
            }
        }
        Ok(place)
    }
}
