//! What is listed: a state of dossiers or rows, or the dossiers behind a figure.

use crate::answers::figure;
use crate::indicators::Figure;
use crate::tally::Count;
use crate::words::Bilingual;
use crate::words::{Lang, pick};

/// What a list is of.
#[derive(Debug, Clone, Copy)]
pub enum Subject {
    State(ListState),
    /// Everything that its counts are made of, numerator and denominator.
    Figure(Figure),
}

impl Subject {
    /// The name in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::State(state) => state.name(),
            Self::Figure(figure) => figure.name(),
        }
    }

    /// What stands above the list.
    pub fn title(self, lang: Lang) -> String {
        match self {
            Self::State(state) => pick(lang, state.title()).to_owned(),
            Self::Figure(figure) => figure::title(lang, figure),
        }
    }
}

/// A state that dossiers, or rows that are none, are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListState {
    Overdue,
    /// Open and within its term, which ends in so many working days.
    Due,
    Late,
    Open,
    Paused,
    Returned,
    Undated,
    Received,
    Resolved,
    /// Rows that are rejected, whatever the period.
    Rejected,
    /// Rows that a newer one replaces, whatever the period.
    Superseded,
}

impl ListState {
    pub const ALL: [Self; 11] = [
        Self::Overdue,
        Self::Due,
        Self::Late,
        Self::Open,
        Self::Paused,
        Self::Returned,
        Self::Undated,
        Self::Received,
        Self::Resolved,
        Self::Rejected,
        Self::Superseded,
    ];

    /// The name in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Due => "due",
            Self::Late => "late",
            Self::Open => "open",
            Self::Paused => "paused",
            Self::Returned => "returned",
            Self::Undated => "undated",
            Self::Received => "received",
            Self::Resolved => "resolved",
            Self::Rejected => "rejected",
            Self::Superseded => "superseded",
        }
    }

    /// The state of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// The counts whose dossiers are in it; none of rows that are no dossier.
    pub const fn counts(self) -> &'static [Count] {
        match self {
            Self::Overdue => &[Count::ClosingOverdue],
            Self::Due => &[Count::ClosingWithin],
            Self::Late => &[Count::Late],
            Self::Open => &[Count::Closing],
            Self::Paused => &[Count::ClosingPaused],
            Self::Returned => &[Count::Returned],
            Self::Undated => &[Count::Undated, Count::ClosingUndated],
            Self::Received => &[Count::Received],
            Self::Resolved => &[Count::Resolved],
            Self::Rejected | Self::Superseded => &[],
        }
    }

    const fn title(self) -> Bilingual {
        let (vi, en) = match self {
            Self::Overdue => ("Hồ sơ đang giải quyết đã quá hạn", "Open dossiers that are overdue"),
            Self::Due => ("Hồ sơ sắp đến hạn", "Open dossiers that fall due"),
            Self::Late => ("Hồ sơ đã giải quyết quá hạn", "Dossiers resolved late"),
            Self::Open => ("Hồ sơ đang giải quyết", "Open dossiers"),
            Self::Paused => ("Hồ sơ tạm dừng giải quyết", "Paused dossiers"),
            Self::Returned => ("Hồ sơ trả lại, rút", "Returned or withdrawn dossiers"),
            Self::Undated => ("Hồ sơ không có ngày hẹn trả", "Dossiers without a due date"),
            Self::Received => ("Hồ sơ tiếp nhận trong kỳ", "Dossiers received in the period"),
            Self::Resolved => ("Hồ sơ đã giải quyết trong kỳ", "Dossiers resolved in the period"),
            Self::Rejected => ("Dòng bị loại", "Rejected rows"),
            Self::Superseded => ("Dòng đã có bản mới hơn", "Rows that a newer one replaces"),
        };
        Bilingual { vi, en }
    }
}
