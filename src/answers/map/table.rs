//! Figures of communes → the table that a map is a picture of, and the section of a report with it.
//!
//! In: [`Communes`], figures with their pictures. Out: a [`Table`], a [`Section`]. Must not know: file formats.

use super::communes::Communes;
use super::model::MapPicture;
use super::picture::MappedFigure;
use crate::answers::publication::Section;
use crate::answers::publication::columns::{
    Style, count_column, explained, rate_name, text_column,
};
use crate::answers::table::{Cell, Column, ColumnKind, RateFormula, Table};
use crate::domain::{Absence, Ratio};
use crate::indicators::{Figure, FigureValue, Quantity};
use crate::words::{Lang, pick};

/// The id of the section with maps.
pub const COMMUNES: &str = "communes";

/// A line per commune: code, name, and of each figure its parts and its value; of a single one its class, too.
pub fn table(
    style: Style<'_>,
    communes: &Communes,
    figures: &[(MappedFigure<'_>, &MapPicture)],
) -> Table {
    let lang = style.lang;
    let mut columns = vec![
        text_column("code", lang.of("Mã", "Code")),
        text_column("commune", lang.of("Xã, phường", "Commune")),
    ];
    let mut lines: Vec<Vec<Cell>> = communes
        .all
        .iter()
        .map(|commune| vec![commune.code, commune.name])
        .map(|texts| texts.into_iter().map(|text| Cell::Text(text.to_owned())).collect())
        .collect();
    for (mapped, _) in figures {
        columns.extend(heads(lang, mapped.figure, columns.len()));
        for (line, value) in lines.iter_mut().zip(mapped.values(communes)) {
            line.extend(cells(mapped, value));
        }
    }
    if let [(_, picture)] = figures {
        columns.push(text_column("class", lang.of("Nhóm trên bản đồ", "Class on the map")));
        for (line, commune) in lines.iter_mut().zip(&picture.communes) {
            let class = commune.shade.and_then(|shade| picture.classes.get(shade));
            let none = || lang.of("không có dữ liệu", "no data").to_owned();
            line.push(Cell::Text(class.map_or_else(none, |(label, _)| label.clone())));
        }
    }
    explained(Table::new(columns, lines, None), style)
}

/// The section of a report.
pub fn section(
    style: Style<'_>,
    communes: &Communes,
    figures: &[(MappedFigure<'_>, &MapPicture)],
) -> Section {
    let lang = style.lang;
    let notes = figures.first().into_iter().flat_map(|(_, picture)| picture.notes.clone());
    Section {
        id: COMMUNES,
        title: lang.of("Bản đồ theo xã, phường", "Map of communes").to_owned(),
        sheet: lang.of("Bản đồ", "Map").to_owned(),
        lead: match lang {
            Lang::Vi => {
                format!("Số liệu của từng xã, phường thuộc {}, xếp theo mã.", communes.place)
            }
            Lang::En => format!("The communes of {}, in the order of their codes.", communes.place),
        },
        table: table(style, communes, figures),
        working_notes: notes.collect(),
        charts: Vec::new(),
    }
}

/// The columns of a figure, behind so many others.
fn heads(lang: Lang, figure: Figure, behind: usize) -> Vec<Column> {
    let Figure::Rate(indicator) = figure else {
        return vec![count_column(figure.name(), pick(lang, figure.title()), false)];
    };
    let name = rate_name(lang, indicator);
    let part = |vi, en| format!("{}: {name}", lang.of(vi, en));
    let formula =
        RateFormula { numerator: vec![behind], minus: Vec::new(), denominator: vec![behind + 1] };
    let kind = match indicator.quantity {
        Quantity::Share => ColumnKind::Rate { sense: indicator.sense, formula: Some(formula) },
        Quantity::Days | Quantity::Points => ColumnKind::Points,
    };
    vec![
        count_column(&format!("{}_num", indicator.id), &part("Tử số", "Numerator"), false),
        count_column(&format!("{}_den", indicator.id), &part("Mẫu số", "Denominator"), false),
        Column::new(indicator.id, name, kind),
    ]
}

fn cells(mapped: &MappedFigure<'_>, value: FigureValue) -> Vec<Cell> {
    let value_cell = match mapped.cell(value) {
        Cell::Mean { mean, .. } => Cell::points(mean.into()),
        cell => cell,
    };
    if mapped.figure.is_sum() {
        return vec![value_cell];
    }
    let part = |number: Result<u64, Absence>| number.map_or_else(Cell::Missing, Cell::Count);
    let FigureValue::Measure(measure) = value else { return vec![value_cell] };
    let parts = [measure.map(Ratio::numerator), measure.map(Ratio::denominator)];
    parts.into_iter().map(part).chain([value_cell]).collect()
}
