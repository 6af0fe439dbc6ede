//! Due dates of the export against recomputed ones, for people. Advice only: official rates use the due
//! date of the export.

use super::tables::count;
use super::{Term, TimesReport};
use crate::answers::model::Block;
use crate::answers::table::{Cell, Column, Table};
use crate::tally::times::{DueAdvice, Histogram, Recomputed};
use crate::words::Lang;

impl TimesReport<'_> {
    pub(super) fn advice(&self, lang: Lang) -> Vec<Block> {
        let heading = lang.of(
            "Ngày hẹn trả so với ngày tính lại (chỉ để tham khảo)",
            "Due dates against recomputed ones (advice only)",
        );
        let caution = lang.of(
            "Không dùng cho tỷ lệ chính thức: tỷ lệ lấy ngày hẹn của dữ liệu xuất. Ngày tính lại = ngày tiếp nhận + số ngày làm việc của thời hạn; dữ liệu không có giờ, phút và thời gian tạm dừng, nên chênh lệch có thể có lý do chính đáng.",
            "Never used for official rates: those take the due date of the export. Recomputed = receipt + the working days of the time told; minutes, hours and pauses are not in the log, so a difference may have a good reason.",
        );
        let mut blocks = vec![Block::Heading(heading.to_owned()), Block::Paragraph(caution.into())];
        blocks.push(Block::Table(self.days_off(lang)));
        let terms: Vec<Term> = self.terms().collect();
        if terms.is_empty() {
            let text = lang.of(
                "Không tính lại được: không dữ liệu xuất nào có cột thời hạn (statutory_days, committed_days).",
                "Nothing recomputed: no export has a column of the time told (statutory_days, committed_days).",
            );
            blocks.push(Block::Paragraph(text.into()));
        }
        blocks.extend(terms.into_iter().map(|term| Block::Table(self.recomputed(lang, term))));
        blocks
    }

    fn days_off(&self, lang: Lang) -> Table {
        let heads = vec![
            Column::number(lang, "received_with_a_due_date"),
            Column::number(lang, "due_on_a_day_off"),
        ];
        let told = self.due();
        self.table(lang, heads, |times| {
            let numbers = [times.advice.dated, times.advice.on_day_off];
            numbers.map(|number| count(told.map(|()| number))).to_vec()
        })
    }

    fn recomputed(&self, lang: Lang, term: Term) -> Table {
        let start = match term {
            Term::Statutory => lang.of("Có thời hạn quy định", "With a statutory time"),
            Term::Committed => lang.of("Có thời hạn cam kết", "With a committed time"),
        };
        let heads = [
            ("recomputed", start),
            ("equal", lang.of("Bằng nhau", "Equal")),
            ("earlier", lang.of("Hẹn sớm hơn", "Export earlier")),
            ("earlier_median", lang.of("Trung vị, ngày lịch", "Median, calendar days")),
            ("earlier_max", lang.of("Nhiều nhất", "Most")),
            ("later", lang.of("Hẹn muộn hơn", "Export later")),
            ("later_median", lang.of("Trung vị, ngày lịch", "Median, calendar days")),
            ("later_max", lang.of("Nhiều nhất", "Most")),
        ];
        let heads = heads.map(|(key, name)| Column::number_named(key, name)).to_vec();
        let told = self.due();
        self.table(lang, heads, |times| {
            let recomputed = term.recomputed(&times.advice);
            let mut cells = vec![
                count(told.map(|()| recomputed.count())),
                count(told.map(|()| recomputed.equal)),
            ];
            for histogram in [&recomputed.earlier, &recomputed.later] {
                cells.push(count(told.map(|()| histogram.count())));
                cells.extend(
                    [Histogram::median, Histogram::max].map(|figure| days(figure(histogram))),
                );
            }
            cells
        })
    }
}

impl Term {
    pub(super) const fn recomputed(self, advice: &DueAdvice) -> &Recomputed {
        match self {
            Self::Statutory => &advice.statutory,
            Self::Committed => &advice.committed,
        }
    }
}

fn days(number: Option<u32>) -> Cell {
    count(number.map(u64::from).ok_or(crate::domain::Absence::NoDossiers))
}
