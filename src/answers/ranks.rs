//! Published results → tables of scores and ranks with their changes, the alert on falling parts, and
//! records for machines.

use num_rational::BigRational;

use super::flat::FlatTable;
use super::model::{Block, Document};
use super::phrase::Phrase;
use super::rank_records::{DeclineRecord, RanksRecord, SeriesRecord, flat};
use super::small_log::{LogRecord, findings};
use super::table::{Cell, Column, Table, TableRow};
use crate::findings::FindingCode;
use crate::indicators::ranks::{Decline, Marks, Series, Year, YearResult, declines, series};
use crate::records::Log;
use crate::records::rankings::Ranking;
use crate::words::Lang;

/// Decimals of a score where people read.
const DECIMALS: u32 = 2;

/// What was asked.
#[derive(Debug, Clone, Copy)]
pub struct RanksRequest {
    /// Whether results by different criteria are compared, with a mark.
    pub across_sets: bool,
    /// So many falls, one a year, make an alert.
    pub decline_years: u32,
}

/// A log of rankings, series by series.
pub struct Ranks<'a> {
    log: &'a Log<Ranking>,
    request: RanksRequest,
    series: Vec<Series<'a>>,
    declines: Vec<Decline<'a>>,
}

impl<'a> Ranks<'a> {
    pub fn new(log: &'a Log<Ranking>, request: RanksRequest) -> Self {
        let series = series(log, request.across_sets);
        let declines = declines(&series, request.decline_years);
        Self { log, request, series, declines }
    }

    /// For people: a table per index and part, then the alert.
    pub fn document(&self, lang: Lang) -> Document {
        let mut blocks = vec![Block::Heading(
            lang.of("Kết quả và xếp hạng chỉ số", "Scores and ranks").to_owned(),
        )];
        blocks.push(Block::Paragraph(Phrase::from(lang.of(
            "Thay đổi so với năm liền trước; tăng hạng là số nhỏ đi. Điểm có thể tăng mà hạng giảm.",
            "Changes against the year before; a gain of places is a smaller number. A score may rise while its rank falls.",
        ))));
        let mut rest = self.series.as_slice();
        while let Some(first) = rest.first() {
            let is_same = |other: &Series<'_>| {
                other.index == first.index && other.part.is_some() == first.part.is_some()
            };
            let end = rest.iter().position(|other| !is_same(other)).unwrap_or(rest.len());
            let (group, others) = rest.split_at(end);
            blocks.push(Block::Heading(heading(lang, first)));
            blocks.push(Block::Table(self.table(lang, group)));
            rest = others;
        }
        blocks.extend(self.alert(lang));
        blocks.extend(findings(lang, &self.log.findings));
        Document { blocks }
    }

    fn table(&self, lang: Lang, group: &[Series<'_>]) -> Table {
        let results =
            || group.iter().flat_map(|series| &series.years).flat_map(|year| &year.results);
        let shown = OptionalColumns {
            part: group.iter().any(|series| series.part.is_some()),
            mean: results().any(|result| result.mean.is_some()),
            confidence: results().any(|result| result.placed.record.confidence.is_some()),
        };
        let mut columns = vec![Column::text(lang, "unit")];
        if shown.part {
            columns.push(Column::text(lang, "area_criterion"));
        }
        columns.extend([
            Column::number(lang, "year"),
            Column::number(lang, "score"),
            Column::number(lang, "points_gained"),
            Column::number(lang, "rank"),
            Column::number(lang, "of_units"),
            Column::number(lang, "places_gained"),
        ]);
        if shown.mean {
            columns.push(Column::number(lang, "mean"));
            columns.push(Column::number(lang, "above_mean"));
        }
        if shown.confidence {
            columns.push(Column::text(lang, "how_sure"));
        }
        columns.push(Column::text(lang, "note"));
        let rows = group.iter().flat_map(|series| {
            // Years in a row without results are one gap.
            let is_gap = |year: &Year<'_>| year.results.is_empty();
            let runs = series.years.chunk_by(move |left, right| is_gap(left) && is_gap(right));
            runs.flat_map(move |run| year_rows(lang, series, run, shown))
        });
        Table { columns, rows: rows.collect(), notes: self.notes(lang, results().map(|r| r.marks)) }
    }

    fn notes(&self, lang: Lang, marks: impl Iterator<Item = Marks>) -> Vec<Phrase> {
        let mut all = Marks::default();
        for marks in marks {
            all.is_contradicted |= marks.is_contradicted;
            all.crosses_sets |= marks.crosses_sets;
            all.crosses_fields |= marks.crosses_fields;
            all.crosses_scales |= marks.crosses_scales;
        }
        let mut notes = Vec::new();
        if all.is_contradicted {
            let code = FindingCode::RankingsDiffer.number();
            notes.push(Phrase::from(match lang {
                Lang::Vi => format!(
                    "Nguồn khác nhau ({code}): giữ cả hai, không lấy trung bình; chỉ tính thay đổi khi mỗi năm có một số."
                ),
                Lang::En => format!(
                    "Sources differ ({code}): both are kept, never averaged; a change is told only where each year has one figure."
                ),
            }));
        }
        if all.crosses_sets {
            notes.push(Phrase::from(if self.request.across_sets {
                lang.of(
                    "Khác bộ tiêu chí với năm trước: thay đổi có thể do tiêu chí, không do kết quả (--across-sets).",
                    "Other criteria than the year before: the change may be that of the criteria (--across-sets).",
                )
            } else {
                lang.of(
                    "Khác bộ tiêu chí với năm trước: không so sánh; thêm --across-sets nếu vẫn muốn so.",
                    "Other criteria than the year before: not compared; --across-sets does so all the same.",
                )
            }));
        }
        if all.crosses_fields {
            notes.push(Phrase::from(lang.of(
                "Số đơn vị được xếp hạng khác năm trước: không so thứ hạng.",
                "Another number of units was ranked the year before: places are not compared.",
            )));
        }
        if all.crosses_scales {
            let code = FindingCode::ScalesMixed.number();
            notes.push(Phrase::from(match lang {
                Lang::Vi => format!(
                    "Khác thang điểm ({code}): không tính thay đổi, không so với bình quân."
                ),
                Lang::En => format!(
                    "Another scale ({code}): no change is told, nor the distance from the mean."
                ),
            }));
        }
        notes
    }

    /// The parts that fell, by who answers for them. Nothing where no row is about a part.
    fn alert(&self, lang: Lang) -> Vec<Block> {
        if self.series.iter().all(|series| series.part.is_none()) {
            return Vec::new();
        }
        let years = self.request.decline_years;
        let heading = match lang {
            Lang::Vi => format!("Cảnh báo: điểm giảm {years} năm liên tiếp"),
            Lang::En => format!("Alert: scores that fell {years} years running"),
        };
        let rule = Block::Paragraph(Phrase::from(match lang {
            Lang::Vi => format!(
                "{years} lần giảm, mỗi lần so với năm liền trước, tức {} năm có điểm liền nhau. Theo Quyết định 3373/QĐ-UBND của tỉnh Thái Bình (3 năm), người đứng đầu phải chịu trách nhiệm; biết qua một nguồn thứ cấp, chưa đối chiếu văn bản gốc.",
                years + 1
            ),
            Lang::En => format!(
                "{years} falls, each against the year before: {} years of scores in a row. After Decision 3373/QĐ-UBND of Thái Bình (3 years) the head answers; known from a secondary source, its text not seen.",
                years + 1
            ),
        }));
        let mut blocks = vec![Block::Heading(heading), rule];
        if self.declines.is_empty() {
            let none = lang.of("Không có tiêu chí nào.", "None.");
            blocks.push(Block::Paragraph(none.into()));
        } else {
            blocks.push(Block::Table(self.decline_table(lang)));
        }
        blocks
    }

    fn decline_table(&self, lang: Lang) -> Table {
        let number =
            |value: &BigRational| Cell::Number { value: value.clone(), decimals: DECIMALS };
        let nobody = lang.of("(chưa ghi)", "(not told)");
        let row = |decline: &Decline<'_>| {
            let note = if decline.crosses_sets { crosses_sets(lang) } else { "" };
            TableRow::body(vec![
                Cell::Text(decline.responsible_unit.unwrap_or(nobody).to_owned()),
                Cell::Text(decline.index.to_owned()),
                Cell::Text(decline.unit.to_owned()),
                Cell::Text(part_text(decline.part, decline.part_name)),
                Cell::Text(format!("{}–{}", decline.from, decline.to)),
                Cell::Count(u64::from(decline.falls)),
                number(decline.score_before),
                number(decline.score_after),
                Cell::Text(note.to_owned()),
            ])
        };
        Table {
            columns: vec![
                Column::text(lang, "who_answers"),
                Column::text(lang, "published_index"),
                Column::text(lang, "unit"),
                Column::text(lang, "area_criterion"),
                Column::text(lang, "years"),
                Column::number(lang, "falls"),
                Column::number(lang, "points_from"),
                Column::number(lang, "to"),
                Column::text(lang, "note"),
            ],
            rows: self.declines.iter().map(row).collect(),
            notes: Vec::new(),
        }
    }

    /// `cchc/ranks/1`
    pub fn record(&self, lang: Lang) -> RanksRecord<'_> {
        RanksRecord {
            schema: "cchc/ranks/1",
            across_sets: self.request.across_sets,
            decline_years: self.request.decline_years,
            series: self.series.iter().map(SeriesRecord::new).collect(),
            declines: self.declines.iter().map(DeclineRecord::new).collect(),
            log: LogRecord::new(lang, self.log),
        }
    }

    /// Flat rows for CSV: a line per result, and one per year without.
    pub fn flat(&self) -> FlatTable {
        flat(&self.series)
    }
}

fn heading(lang: Lang, series: &Series<'_>) -> String {
    match series.part {
        Some(_) => {
            format!("{} · {}", series.index, lang.of("lĩnh vực, tiêu chí", "areas, criteria"))
        }
        None => series.index.to_owned(),
    }
}

/// Which columns of a table are not always there.
#[derive(Debug, Clone, Copy)]
struct OptionalColumns {
    part: bool,
    mean: bool,
    confidence: bool,
}

fn part_text(part: &str, name: Option<&str>) -> String {
    name.map_or_else(|| part.to_owned(), |name| format!("{part} {name}"))
}

const fn crosses_sets(lang: Lang) -> &'static str {
    lang.of("khác bộ tiêu chí", "other criteria")
}

/// The rows of a year with results, or the one of years without.
fn year_rows(
    lang: Lang,
    series: &Series<'_>,
    years: &[Year<'_>],
    shown: OptionalColumns,
) -> Vec<TableRow> {
    let (Some(year), Some(last)) = (years.first(), years.last()) else { return Vec::new() };
    let part = series.part.filter(|_| shown.part);
    let start = |year: String| {
        let part = part.map(|part| Cell::Text(part_text(part, series.part_name)));
        let unit = Cell::Text(series.unit.to_owned());
        std::iter::once(unit).chain(part).chain([Cell::Text(year)]).collect::<Vec<_>>()
    };
    if year.results.is_empty() {
        let gap = if year.year == last.year {
            year.year.to_string()
        } else {
            format!("{}–{}", year.year, last.year)
        };
        let mut cells = start(gap);
        let missing = 5 + if shown.mean { 2 } else { 0 };
        cells.resize(cells.len() + missing, Cell::Text("–".to_owned()));
        cells.resize(cells.len() + usize::from(shown.confidence), Cell::Empty);
        let note = lang.of("không có số liệu", "no data");
        cells.push(Cell::Text(note.to_owned()));
        return vec![TableRow::body(cells)];
    }
    let row = |result: &YearResult<'_>| {
        let mut cells = start(year.year.to_string());
        cells.extend(figures(result, shown.mean));
        if shown.confidence {
            let text = result.placed.record.confidence.clone();
            cells.push(text.map_or(Cell::Empty, Cell::Text));
        }
        cells.push(Cell::Text(marks_text(lang, result.marks)));
        TableRow::body(cells)
    };
    year.results.iter().map(row).collect()
}

fn figures(result: &YearResult<'_>, has_mean: bool) -> Vec<Cell> {
    let missing = || Cell::Text("–".to_owned());
    let ranking = &result.placed.record;
    let number = |value: Option<&BigRational>| {
        value
            .map_or_else(missing, |value| Cell::Number { value: value.clone(), decimals: DECIMALS })
    };
    let change = |value: Option<&BigRational>, decimals: u32| {
        value.map_or_else(missing, |value| Cell::Change { value: value.clone(), decimals })
    };
    let places = result.places.map(|places| BigRational::from_integer(places.into()));
    let mut cells = vec![
        number(ranking.score.as_ref().map(|score| &score.value)),
        change(result.points.as_ref(), DECIMALS),
        ranking.rank.map_or_else(missing, Cell::Count),
        ranking.of.map_or_else(missing, Cell::Count),
        change(places.as_ref(), 0),
    ];
    if has_mean {
        cells.push(number(result.mean));
        cells.push(change(result.above_mean.as_ref(), DECIMALS));
    }
    cells
}

fn marks_text(lang: Lang, marks: Marks) -> String {
    let notes = [
        (marks.is_contradicted, lang.of("nguồn khác nhau", "sources differ")),
        (marks.crosses_sets, crosses_sets(lang)),
        (marks.crosses_fields, lang.of("khác số đơn vị", "other field size")),
        (marks.crosses_scales, lang.of("khác thang điểm", "other scale")),
    ];
    let said: Vec<&str> = notes.into_iter().filter(|(is, _)| *is).map(|(_, text)| text).collect();
    said.join(", ")
}
