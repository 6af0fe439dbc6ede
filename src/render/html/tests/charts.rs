//! Charts of pages: lines, gaps, panels, legends.

use super::{page, starts};
use crate::answers::Cell;
use crate::answers::publication::sample::sample;
use crate::answers::publication::{Chart, Role, Series};
use crate::domain::Ratio;
use crate::render::html::markup::clean;
use crate::words::Lang;

/// The sample with one chart of a section changed.
fn with_chart(section: &str, change: impl FnOnce(&mut Chart, &mut Vec<Vec<Cell>>)) -> String {
    let mut report = sample(Lang::Vi);
    let section = report.sections.iter_mut().find(|other| other.id == section).expect("a section");
    let mut lines: Vec<Vec<Cell>> = section.table.body().map(<[Cell]>::to_vec).collect();
    change(&mut section.charts[0], &mut lines);
    section.table.set_body(lines);
    let page = page(&report);
    starts(&page);
    assert!(!page.contains("NaN") && !page.contains("inf"), "every length is a number");
    page
}

#[test]
fn charts_of_one_line_and_of_nothing_are_drawn() {
    for section in ["units", "ranking", "months", "unit_months", "channels"] {
        with_chart(section, |chart, _| chart.lines = 1);
        with_chart(section, |_, lines| {
            for figure in lines.iter_mut().flatten() {
                match figure {
                    Cell::Count(count) => *count = 0,
                    Cell::Rate(measure) => *measure = Err(crate::domain::Absence::NoDossiers),
                    _ => {}
                }
            }
        });
    }
}

#[test]
fn a_month_without_a_value_is_a_gap() {
    let whole = with_chart("months", |_, _| {});
    let broken = with_chart("months", |_, lines| {
        lines[2][6] = Cell::Rate(Err(crate::domain::Absence::NoDossiers));
    });
    let course = |page: &str| {
        let rest = page.split("class=\"ln d0 ra-l\" d=\"").nth(1).expect("the line").to_owned();
        rest.split('"').next().expect("its course").to_owned()
    };
    assert_eq!(course(&whole).matches('M').count(), 1);
    assert_eq!(course(&broken).matches('M').count(), 2);
    assert!(whole.contains("Trục tung bắt đầu từ 60%, không phải từ 0%."));
}

#[test]
fn rates_and_counts_get_a_panel_each() {
    let page = with_chart("months", |chart, _| {
        let name = "Tiếp nhận".to_owned();
        chart.series.push(Series { column: 1, name, role: Role::Plain });
    });
    assert!(page.contains(">400</text>"), "the scale of the counts");
    assert!(page.contains(">100%</text>"), "the scale of the rates");
}

#[test]
fn high_rates_are_points_on_a_raised_scale_and_others_bars_from_nothing() {
    let bar = "<rect class=\"ra\" x=\"290\"";
    let high = with_chart("ranking", |_, _| {});
    assert!(high.contains("Trục bắt đầu từ 75%, vì vậy vẽ điểm thay cho thanh."));
    assert!(!high.contains(bar));
    let low = with_chart("ranking", |_, lines| {
        lines[4][4] = Cell::Rate(Ok(Ratio::new(1, 50).expect("a ratio")));
    });
    assert!(!low.contains("vẽ điểm thay cho thanh") && low.contains(bar));
}

#[test]
fn the_legend_of_the_heat_names_every_step() {
    let page = with_chart("unit_months", |_, _| {});
    for words in ["100%", "98% – &lt; 100%", "&lt; 50%", "không có số liệu"] {
        assert!(page.contains(&format!("</i>{words}</li>")), "{words}");
    }
    assert_eq!(clean("a\u{202e}b"), "a⟦U+202E⟧b");
}

#[test]
fn a_very_long_name_is_whole_in_the_table_and_cut_in_the_chart() {
    let mut report = sample(Lang::Vi);
    let name = "Đ".repeat(32_767);
    report.sections[0].table.rows[0].cells[0] = Cell::Text(name.clone());
    let page = page(&report);
    starts(&page);
    assert!(page.contains(&format!("<th scope=\"row\">{name}</th>")));
    assert!(page.contains("Đ…</text>"));
}
