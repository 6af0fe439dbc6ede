//! Times for people: how long dossiers took, how late they were, how old the open ones are.

use super::{AGE_BANDS, BANDS, DayBand, Term, TimesReport, of_spans, share};
use crate::answers::model::{Block, Document};
use crate::answers::phrase::Phrase;
use crate::answers::provenance::{calendar_line, period_line};
use crate::answers::stats::group_cells;
use crate::answers::table::{Cell, Column, Table, TableRow};
use crate::answers::text::dimension_name;
use crate::answers::{coverage, units};
use crate::domain::{Absence, Exact};
use crate::tally::times::{Histogram, Spans, Times};
use crate::words::Lang;

/// Means are shown with so many decimals.
const MEAN_DECIMALS: u32 = 1;

impl TimesReport<'_> {
    /// For people.
    pub fn document(&self, lang: Lang) -> Document {
        let period = period_line(lang, self.measured.frame);
        let heading = match lang {
            Lang::Vi => format!("Thời gian giải quyết hồ sơ {period}"),
            Lang::En => format!("Processing times, {period}"),
        };
        // What is not known is said before any figure.
        let outcome = self.measured.outcome;
        let missing = outcome.map(|outcome| units::missing_notes(lang, &outcome.loaded));
        let mut blocks: Vec<Block> = missing.into_iter().flatten().map(Block::Paragraph).collect();
        blocks.extend([Block::Heading(heading), Block::Table(self.processing(lang))]);
        let mut add = |heading: &str, table: Table| {
            blocks.push(Block::Heading(heading.to_owned()));
            blocks.push(Block::Table(table));
        };
        if self.asked.distribution {
            let heading = lang.of(
                "Hồ sơ đã giải quyết theo số ngày làm việc",
                "Resolved dossiers by working days taken",
            );
            add(heading, self.distribution(lang));
        }
        let late =
            lang.of("Hồ sơ giải quyết quá hạn: số ngày quá hạn", "Resolved late: by how long");
        add(late, self.lateness(lang));
        let open = lang.of("Hồ sơ đang giải quyết: tuổi hồ sơ", "Open dossiers: their age");
        add(open, self.open(lang));
        if self.asked.advice {
            blocks.extend(self.advice(lang));
        }
        let sources = outcome.map(|outcome| coverage::blocks(lang, &outcome.loaded, None));
        blocks.extend(sources.into_iter().flatten());
        Document { blocks }
    }

    /// A table with one row per group and the total.
    pub(super) fn table(
        &self,
        lang: Lang,
        heads: Vec<Column>,
        cells: impl Fn(&Times) -> Vec<Cell>,
    ) -> Table {
        let cube = self.measured.cube;
        let by = &cube.by;
        let mut columns: Vec<Column> =
            by.iter().map(|by| Column::text_named(by.name(), dimension_name(lang, *by))).collect();
        columns.extend(heads);
        let mut rows: Vec<TableRow> = cube
            .rows
            .iter()
            .map(|row| {
                let mut all = group_cells(lang, by, &row.group);
                all.extend(cells(&row.times));
                TableRow::body(all)
            })
            .collect();
        if by.is_empty() {
            rows = vec![TableRow::body(cells(&cube.total))];
        } else {
            let mut all = vec![Cell::Empty; by.len()];
            if let Some(first) = all.first_mut() {
                *first = Cell::Text(lang.of("Tổng số", "Total").to_owned());
            }
            all.extend(cells(&cube.total));
            rows.push(TableRow::total(all));
        }
        Table { columns, rows, notes: Vec::new() }
    }

    fn processing(&self, lang: Lang) -> Table {
        let terms: Vec<Term> = self.terms().collect();
        let mut heads = vec![Column::number(lang, "resolved")];
        heads.extend(quantile_heads(lang, true));
        heads.extend(
            terms
                .iter()
                .map(|term| Column::number_named(term.field().name(), term_head(lang, *term))),
        );
        let told = self.finished();
        let mut table = self.table(lang, heads, |times| {
            let mut cells = vec![count(told.map(|()| times.processing.count()))];
            cells.extend(quantiles(&times.processing, told, true));
            cells.extend(terms.iter().map(|term| match share(term.sums(times)) {
                Ok(share) => Cell::Share(Exact::from(share)),
                Err(absence) => Cell::Rate(Err(absence)),
            }));
            cells
        });
        table.notes = self.notes(lang, &terms);
        table
    }

    fn notes(&self, lang: Lang, terms: &[Term]) -> Vec<Phrase> {
        let mut notes = vec![Phrase::from(lang.of(
            "Từ ngày tiếp nhận (không tính ngày này) đến ngày kết thúc; không gồm hồ sơ trả lại, rút. Trung vị, mức 90%: số ngày nhỏ nhất mà ít nhất 50%, 90% hồ sơ không vượt quá.",
            "From receipt (that day not counted) to finish, without dossiers returned or withdrawn. Median, 90%: the fewest days that at least 50%, 90% of the dossiers do not exceed.",
        ))];
        if !terms.is_empty() {
            notes.push(Phrase::from(lang.of(
                "So với thời hạn: tổng số ngày làm việc đã dùng (trừ thời gian chờ bổ sung đã xong) trên tổng số ngày được phép, ở hồ sơ có ghi thời hạn.",
                "Of the time allowed: working days used (without completed waits for papers) over days allowed, of dossiers with a time told.",
            )));
        }
        let calendar = &self.measured.calendar;
        let years: Vec<i32> = self.measured.cube.years_by_weekends.iter().copied().collect();
        notes.push(calendar_line(lang, (calendar.edition, calendar.local), &years).into());
        let as_of = self.measured.frame.as_of;
        notes.extend(self.measured.outcome.and_then(|outcome| {
            coverage::data_end(lang, &outcome.loaded, as_of, outcome.days_seen)
        }));
        notes.extend(
            self.measured
                .outcome
                .into_iter()
                .flat_map(|outcome| units::notes(lang, &outcome.loaded, &outcome.cube.by)),
        );
        let absent: Vec<&str> = [
            (self.has_finish(), lang.of("ngày kết thúc", "finish date")),
            (self.has_due(), lang.of("ngày hẹn trả", "due date")),
        ]
        .into_iter()
        .filter_map(|(is_there, name)| (!is_there).then_some(name))
        .collect();
        if !absent.is_empty() {
            let start = lang.of(
                "– không có số liệu vì dữ liệu xuất thiếu cột: ",
                "– no value because no export has the column: ",
            );
            notes.push(format!("{start}{}.", absent.join("; ")).into());
        }
        notes
    }

    fn distribution(&self, lang: Lang) -> Table {
        let heads = BANDS.map(|band| Column::number_named(band.key(), band.label())).to_vec();
        let told = self.finished();
        let of = |times: &Times| band_cells(&BANDS, &times.processing.working, told);
        self.table(lang, heads, of)
    }

    fn lateness(&self, lang: Lang) -> Table {
        let mut heads = vec![Column::number(lang, "late")];
        heads.extend(quantile_heads(lang, false));
        let told = self.finished_and_due();
        let mut table = self.table(lang, heads, |times| {
            let mut cells = vec![count(told.map(|()| times.lateness.count()))];
            cells.extend(quantiles(&times.lateness, told, false));
            cells
        });
        table.notes.push(
            lang.of(
                "Từ ngày hẹn trả của dữ liệu xuất (không tính ngày này) đến ngày kết thúc.",
                "From the due date of the export (that day not counted) to the finish.",
            )
            .into(),
        );
        table
    }

    fn open(&self, lang: Lang) -> Table {
        let mut heads = vec![Column::number(lang, "open")];
        heads.extend(quantile_heads(lang, false));
        heads.extend(AGE_BANDS.map(|band| Column::number_named(band.key(), band.label())));
        let days = self.asked.due_within;
        let soon = match lang {
            Lang::Vi => format!("Đến hạn trong {days} ngày làm việc"),
            Lang::En => format!("Due within {days} working days"),
        };
        heads.push(Column::number_named(format!("due_within_{days}"), soon));
        let mut table = self.table(lang, heads, |times| {
            let mut cells = vec![Cell::Count(times.age.count())];
            cells.extend(quantiles(&times.age, Ok(()), false));
            cells.extend(band_cells(&AGE_BANDS, &times.age.working, Ok(())));
            cells.push(count(self.due().map(|()| times.due_ahead.at_most(days))));
            cells
        });
        table.notes.push(
            lang.of(
                "Tuổi: từ ngày tiếp nhận đến ngày chốt, gồm cả hồ sơ tạm dừng; các khoảng tính bằng ngày làm việc. Đến hạn: kể cả ngày chốt, không gồm hồ sơ đã quá hạn và tạm dừng.",
                "Age: from receipt to the as-of day, paused dossiers too; bands are in working days. Due: the as-of day included, without dossiers overdue or paused.",
            )
            .into(),
        );
        table
    }
}

impl Term {
    pub(super) const fn sums(self, times: &Times) -> crate::tally::times::TermUse {
        match self {
            Self::Statutory => times.statutory,
            Self::Committed => times.committed,
        }
    }
}

const fn term_head(lang: Lang, term: Term) -> &'static str {
    match term {
        Term::Statutory => lang.of("So với thời hạn quy định", "Of the statutory time"),
        Term::Committed => lang.of("So với thời hạn cam kết", "Of the committed time"),
    }
}

/// Median, 90 % and mean in working days, then in calendar days.
fn quantile_heads(lang: Lang, with_mean: bool) -> Vec<Column> {
    let kinds = [
        ("working", lang.of("ngày làm việc", "working days")),
        ("calendar", lang.of("ngày lịch", "calendar days")),
    ];
    let figures = [
        ("median", lang.of("Trung vị", "Median")),
        ("p90", "90%"),
        ("mean", lang.of("Bình quân", "Mean")),
    ];
    let figures = if with_mean { &figures[..] } else { &figures[..2] };
    let head = |(kind, kind_name): &(&str, &str), (figure, name): &(&str, &str)| {
        Column::number_named(format!("{kind}_days_{figure}"), format!("{name}, {kind_name}"))
    };
    kinds.iter().flat_map(|kind| figures.iter().map(move |figure| head(kind, figure))).collect()
}

fn quantiles(spans: &Spans, told: Result<(), Absence>, with_mean: bool) -> Vec<Cell> {
    let mut cells = Vec::new();
    let kinds: [fn(&Spans) -> &Histogram; 2] = [|spans| &spans.working, |spans| &spans.calendar];
    for kind in kinds {
        for percent in [50, 90] {
            let days = of_spans(spans, told, |spans| kind(spans).percentile(percent));
            cells.push(count(days.map(u64::from)));
        }
        if with_mean {
            let mean = of_spans(spans, told, |spans| kind(spans).mean());
            cells.push(match mean {
                Ok(mean) => Cell::Number { value: Exact::from(mean), decimals: MEAN_DECIMALS },
                Err(absence) => Cell::Rate(Err(absence)),
            });
        }
    }
    cells
}

fn band_cells(bands: &[DayBand], histogram: &Histogram, told: Result<(), Absence>) -> Vec<Cell> {
    bands.iter().map(|band| count(told.map(|()| band.count(histogram)))).collect()
}

/// A number of days or dossiers, or a dash.
pub(super) fn count(number: Result<u64, Absence>) -> Cell {
    match number {
        Ok(number) => Cell::Count(number),
        Err(absence) => Cell::Rate(Err(absence)),
    }
}
