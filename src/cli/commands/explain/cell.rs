//! A cell of a report on the command line: reads the workbook, finds figure, group and period.

use std::path::Path;

use serde::Deserialize;

use crate::answers::workbook_cell::{
    CellFault, NumberCell, cover, figure_of_cell, number_cell, option_value, option_values,
};
use crate::cli::commands::explain::Arguments;
use crate::cli::commands::report::form_plan;
use crate::cli::failure::{Exit, Failure};
use crate::cli::plan;
use crate::domain::{Day, Period, PeriodRule};
use crate::dossiers::{Grain, Policy};
use crate::indicators::{Definition, Figure};
use crate::office::forms::{
    AnnexPlan, FormPlan, Placements, figure_of_annex_cell, figure_of_form_cell,
};
use crate::read::{Grid, GridError, read_grids};
use crate::words::Lang;

pub use crate::answers::workbook_cell::CellFigure;

/// The period that a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportPeriod {
    pub period: Period,
    pub as_of: Option<Day>,
}

/// What the cover of a report says of how its figures were made; empty where there is no report.
#[derive(Debug, Clone, Default)]
pub struct ReportOptions {
    pub definition: Option<Definition>,
    pub grain: Option<Grain>,
    pub policy: Option<Policy>,
    pub units: Option<String>,
    pub suppress_below: Option<u64>,
}

impl ReportOptions {
    fn of(grids: &[Grid]) -> Self {
        let first = |option| option_values(grids, option).into_iter().next();
        Self {
            definition: option_value(grids, "--definition", Definition::ALL, Definition::name),
            grain: option_value(grids, "--grain", Grain::ALL, Grain::name),
            policy: option_value(grids, "--policy", Policy::ALL, Policy::name),
            units: first("--units"),
            suppress_below: first("--suppress-below").and_then(|number| number.parse().ok()),
        }
    }
}

/// A figure that is to be explained, and of which dossiers.
pub struct FigureRequest<'a> {
    pub figure: Figure,
    pub paths: Vec<String>,
    pub filters: Vec<String>,
    pub arguments: &'a Arguments,
    /// Of the report, where a cell of one was asked for.
    pub period: Option<ReportPeriod>,
    pub options: ReportOptions,
    pub cell: Option<CellFigure>,
}

/// What a cell asks of the data.
///
/// # Errors
/// When the workbook cannot be read, the cell is no figure, or the period cannot be told.
pub fn request<'a>(
    report: &Path,
    reference: &str,
    arguments: &'a Arguments,
    lang: Lang,
) -> Result<FigureRequest<'a>, Failure> {
    let paths: Vec<String> = arguments.word.iter().chain(&arguments.paths).cloned().collect();
    if paths.is_empty() {
        let what = lang.of(
            "--report cần đường dẫn dữ liệu mà báo cáo đã dùng",
            "--report needs the paths of the data that the report was made from",
        );
        return Err(Failure::message(Exit::Usage, what));
    }
    let grids = read_grids(report).map_err(|GridError| {
        let what = lang.of("không đọc được báo cáo", "cannot read the report");
        Failure::message(Exit::Input, format!("{what} `{}`", report.display())).hint(lang.of(
            "tệp không phải bảng tính XLSX, hoặc bị hỏng: mở bằng Excel và lưu lại",
            "it is no XLSX workbook, or a damaged one: open it in Excel and save it again",
        ))
    })?;
    let own = arguments.form.as_deref().map(|name| form_plan(name, lang)).transpose()?;
    let placed = option_values(&grids, "--placement");
    let cell = number_cell(&grids, reference)
        .and_then(|cell| figure_of(cell, reference, (own.as_ref(), &placed)));
    let cell = cell.map_err(|fault| no_figure(fault, reference, lang))?;
    let mut filters = arguments.count.filters.clone();
    filters.extend(arguments.unit.iter().map(|unit| format!("unit={unit}")));
    filters.extend(option_values(&grids, "--where"));
    let groups = cell.filters.iter();
    filters.extend(groups.map(|(dimension, name)| format!("{}={name}", dimension.name())));
    let rule = option_value(&grids, "--period-rule", PeriodRule::ALL, PeriodRule::name);
    let rule = rule.unwrap_or(arguments.count.period_rule);
    let whole = of_manifest(report).or_else(|| of_cover(&grids));
    let period = match &cell.month {
        Some(month) => Some(month_of(whole, plan::period(month, rule, lang)?)),
        None => whole,
    };
    if period.is_none() && arguments.count.period.is_none() {
        let what = lang.of(
            "không tìm thấy kỳ của báo cáo (manifest.json bên cạnh hoặc trang bìa); hãy thêm --period",
            "the report's period is found neither in manifest.json beside it nor on its cover; add --period",
        );
        return Err(Failure::message(Exit::Usage, what));
    }
    let options = ReportOptions::of(&grids);
    let figure = cell.figure;
    Ok(FigureRequest { figure, paths, filters, arguments, period, options, cell: Some(cell) })
}

/// The figure of a cell: by the plan of the form, where its sheet is one.
fn figure_of(
    cell: NumberCell<'_>,
    reference: &str,
    (own, placed): (Option<&FormPlan>, &[String]),
) -> Result<CellFigure, CellFault> {
    let form = ["Biểu ", "Form "].iter().find_map(|word| cell.grid.name.strip_prefix(word));
    let annex = ["Phụ lục ", "Annex "].iter().find_map(|word| cell.grid.name.strip_prefix(word));
    let own = own.filter(|plan| Some(plan.id.as_str()) == form);
    if let Some(plan) = own.or_else(|| FormPlan::built_in(form?)) {
        // Where somebody changed the cover, the answer says that the cell is not met.
        let placements = Placements::parse(placed, plan).unwrap_or_default();
        return figure_of_form_cell((plan, &placements), cell, reference);
    }
    if let Some(plan) = annex.and_then(AnnexPlan::built_in) {
        return figure_of_annex_cell(plan, cell, reference);
    }
    figure_of_cell(cell, reference)
}

/// A month of a report; its last one is judged on the as-of day of the whole.
fn month_of(whole: Option<ReportPeriod>, month: Period) -> ReportPeriod {
    let as_of = whole.and_then(|whole| whole.as_of);
    let is_within = |day: &Day| (month.from..=month.to).contains(day);
    ReportPeriod { period: month, as_of: as_of.filter(is_within) }
}

/// The part of a manifest that is asked for.
#[derive(Deserialize)]
struct Manifest {
    report: ManifestReport,
}

#[derive(Deserialize)]
struct ManifestReport {
    period: ManifestPeriod,
}

#[derive(Deserialize)]
struct ManifestPeriod {
    from: String,
    to: String,
    as_of: String,
}

fn of_manifest(report: &Path) -> Option<ReportPeriod> {
    let text = std::fs::read_to_string(report.with_file_name("manifest.json")).ok()?;
    let ManifestPeriod { from, to, as_of } =
        serde_json::from_str::<Manifest>(&text).ok()?.report.period;
    let period = Period::new(Day::parse(&from)?, Day::parse(&to)?)?;
    Some(ReportPeriod { period, as_of: Day::parse(&as_of) })
}

/// The line of the cover with the days of the period, and the as-of day where it is another.
fn of_cover(grids: &[Grid]) -> Option<ReportPeriod> {
    let days_of = |text: &str| -> Vec<Day> {
        let words =
            text.split(|letter: char| !letter.is_ascii_digit() && letter != '/' && letter != '-');
        words.filter_map(day_of).collect()
    };
    let lines = cover(grids)?.texts().map(days_of);
    let days = lines.into_iter().find(|days| days.len() >= 2)?;
    let period = Period::new(*days.first()?, *days.get(1)?)?;
    Some(ReportPeriod { period, as_of: days.get(2).copied() })
}

/// `30/06/2024` or `2024-06-30`.
fn day_of(word: &str) -> Option<Day> {
    if let Some(day) = Day::parse(word) {
        return Some(day);
    }
    let mut parts = word.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn no_figure(fault: CellFault, reference: &str, lang: Lang) -> Failure {
    let vi = |text: String| format!("ô `{reference}`: {text}");
    let en = |text: String| format!("cell `{reference}`: {text}");
    let text = match (lang, fault) {
        (Lang::Vi, CellFault::NoReference) => {
            vi("viết dạng `Đơn vị!F7`, tên trang tính rồi ô".to_owned())
        }
        (Lang::En, CellFault::NoReference) => {
            en("write `Units!F7`, the sheet and then the cell".to_owned())
        }
        (Lang::Vi, CellFault::NoSheet(names)) => {
            vi(format!("không có trang tính đó; các trang: {}", names.join(", ")))
        }
        (Lang::En, CellFault::NoSheet(names)) => {
            en(format!("there is no such sheet; the sheets: {}", names.join(", ")))
        }
        (Lang::Vi, CellFault::NoNumber(text)) => vi(format!("không phải con số: `{text}`")),
        (Lang::En, CellFault::NoNumber(text)) => en(format!("is no number: `{text}`")),
        (Lang::Vi, CellFault::UnknownColumn(head)) if head.is_empty() => {
            vi("không có tiêu đề cột nào là số đếm hay tỷ lệ".to_owned())
        }
        (Lang::En, CellFault::UnknownColumn(head)) if head.is_empty() => {
            en("no head above it is a count or a rate".to_owned())
        }
        (Lang::Vi, CellFault::UnknownColumn(head)) => {
            vi(format!("cột `{head}` không phải số đếm hay tỷ lệ của kỳ báo cáo"))
        }
        (Lang::En, CellFault::UnknownColumn(head)) => {
            en(format!("the column `{head}` is no count or rate of the period"))
        }
        (Lang::Vi, CellFault::UnknownRow(name)) => {
            vi(format!("dòng `{name}` không phải một nhóm lọc được"))
        }
        (Lang::En, CellFault::UnknownRow(name)) => {
            en(format!("the row `{name}` is no group to filter by"))
        }
        (Lang::Vi, CellFault::OneScale) => {
            vi("bảng hài lòng của một thang đánh giá không giải thích được".to_owned())
        }
        (Lang::En, CellFault::OneScale) => {
            en("a table of ratings on one scale cannot be explained".to_owned())
        }
    };
    Failure::message(Exit::Usage, text)
}
