//! What a column of an aggregate table counts, and the rates that its counts give.

use crate::domain::{Absence, Ratio};
use crate::words::Bilingual;

/// The meaning of one column. The order is that of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Carried in and received in the period.
    ToResolve,
    Carried,
    Received,
    /// "Tiếp nhận" without a word on whether the carried ones are in it.
    ReceivedUnclear,
    ReceivedOnline,
    ReceivedOnlineFull,
    ReceivedOnlinePartial,
    ReceivedInPerson,
    ReceivedInPersonOrPostal,
    ReceivedPostal,
    ReceivedOther,
    /// Received by a channel that nobody wrote down.
    ReceivedUnknown,
    /// A cut across the channels, no channel of its own.
    ReceivedOutsideBoundary,
    Resolved,
    AwaitingHandOver,
    Early,
    OnTime,
    EarlyOrOnTime,
    Late,
    LateWithApology,
    LateWithoutApology,
    /// Resolved without a due date: neither early, on time nor late.
    Undated,
    Pending,
    PendingWithin,
    PendingOverdue,
    PendingOverdueWithApology,
    PendingOverdueWithoutApology,
    /// Open without a due date.
    PendingUndated,
    /// Open, and no newer export says whether still.
    PendingUncovered,
    /// Late and open overdue together.
    LateTotal,
    Paused,
    Supplement,
    FinancialObligation,
    Returned,
    Withdrawn,
    ReturnedOrWithdrawn,
    ClosingStock,
    /// Printed rates: compared with the counts, never used.
    OnTimeRate,
    LateRate,
    OverdueOpenRate,
}

impl Measure {
    pub const ALL: [Self; 40] = [
        Self::ToResolve,
        Self::Carried,
        Self::Received,
        Self::ReceivedUnclear,
        Self::ReceivedOnline,
        Self::ReceivedOnlineFull,
        Self::ReceivedOnlinePartial,
        Self::ReceivedInPerson,
        Self::ReceivedInPersonOrPostal,
        Self::ReceivedPostal,
        Self::ReceivedOther,
        Self::ReceivedUnknown,
        Self::ReceivedOutsideBoundary,
        Self::Resolved,
        Self::AwaitingHandOver,
        Self::Early,
        Self::OnTime,
        Self::EarlyOrOnTime,
        Self::Late,
        Self::LateWithApology,
        Self::LateWithoutApology,
        Self::Undated,
        Self::Pending,
        Self::PendingWithin,
        Self::PendingOverdue,
        Self::PendingOverdueWithApology,
        Self::PendingOverdueWithoutApology,
        Self::PendingUndated,
        Self::PendingUncovered,
        Self::LateTotal,
        Self::Paused,
        Self::Supplement,
        Self::FinancialObligation,
        Self::Returned,
        Self::Withdrawn,
        Self::ReturnedOrWithdrawn,
        Self::ClosingStock,
        Self::OnTimeRate,
        Self::LateRate,
        Self::OverdueOpenRate,
    ];

    /// The name in the dictionary and in JSON.
    pub const fn name(self) -> &'static str {
        self.texts().0
    }

    /// What people call it.
    pub const fn title(self) -> Bilingual {
        let (_, vi, en) = self.texts();
        Bilingual { vi, en }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.name() == name)
    }

    /// Whether the column prints a rate.
    pub const fn is_rate(self) -> bool {
        matches!(self, Self::OnTimeRate | Self::LateRate | Self::OverdueOpenRate)
    }

    /// Whether it counts what is there at one moment, and not what comes or goes in a period.
    pub const fn is_stock(self) -> bool {
        matches!(
            self,
            Self::ToResolve
                | Self::ReceivedUnclear
                | Self::Carried
                | Self::Pending
                | Self::PendingWithin
                | Self::PendingOverdue
                | Self::PendingOverdueWithApology
                | Self::PendingOverdueWithoutApology
                | Self::PendingUndated
                | Self::PendingUncovered
                | Self::LateTotal
                | Self::Paused
                | Self::Supplement
                | Self::FinancialObligation
                | Self::AwaitingHandOver
                | Self::ClosingStock
        )
    }

    const fn texts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::ToResolve => ("to_resolve", "Phải giải quyết", "To resolve"),
            Self::Carried => ("carried", "Từ kỳ trước", "Opening"),
            Self::Received => ("received", "Tiếp nhận", "Received"),
            Self::ReceivedUnclear => {
                ("received_unclear", "Tiếp nhận (không rõ kỳ)", "Received (unclear)")
            }
            Self::ReceivedOnline => ("received_online", "Trực tuyến", "Online"),
            Self::ReceivedOnlineFull => {
                ("received_online_full", "Trực tuyến toàn trình", "Online, full")
            }
            Self::ReceivedOnlinePartial => {
                ("received_online_partial", "Trực tuyến một phần", "Online, partial")
            }
            Self::ReceivedInPerson => ("received_in_person", "Trực tiếp", "In person"),
            Self::ReceivedInPersonOrPostal => {
                ("received_in_person_or_postal", "Trực tiếp, bưu chính", "In person or postal")
            }
            Self::ReceivedPostal => ("received_postal", "Bưu chính", "Postal"),
            Self::ReceivedOther => ("received_other", "Hình thức khác", "Other channel"),
            Self::ReceivedUnknown => ("received_unknown", "Không rõ hình thức", "Unknown channel"),
            Self::ReceivedOutsideBoundary => {
                ("received_outside_boundary", "Phi địa giới", "Outside boundary")
            }
            Self::Resolved => ("resolved", "Đã giải quyết", "Resolved"),
            Self::AwaitingHandOver => ("awaiting_hand_over", "Chờ trả", "Awaiting hand-over"),
            Self::Early => ("early", "Trước hạn", "Early"),
            Self::OnTime => ("on_time", "Đúng ngày hẹn", "On the day"),
            Self::EarlyOrOnTime => ("early_or_on_time", "Trước và đúng hạn", "Early or on the day"),
            Self::Late => ("late", "Quá hạn", "Late"),
            Self::LateWithApology => {
                ("late_with_apology", "Quá hạn, có thư xin lỗi", "Late, with apology")
            }
            Self::LateWithoutApology => {
                ("late_without_apology", "Quá hạn, chưa xin lỗi", "Late, without apology")
            }
            Self::Undated => ("undated", "Không có hẹn trả", "Undated"),
            Self::PendingUndated => ("pending_undated", "Tồn không hẹn trả", "Open undated"),
            Self::PendingUncovered => {
                ("pending_uncovered", "Chưa rõ tình trạng", "Open, not covered")
            }
            Self::Pending => ("pending", "Đang giải quyết", "Open"),
            Self::PendingWithin => ("pending_within", "Còn hạn", "Open in term"),
            Self::PendingOverdue => ("pending_overdue", "Tồn quá hạn", "Open overdue"),
            Self::PendingOverdueWithApology => (
                "pending_overdue_with_apology",
                "Tồn quá hạn, có thư xin lỗi",
                "Open overdue, with apology",
            ),
            Self::PendingOverdueWithoutApology => (
                "pending_overdue_without_apology",
                "Tồn quá hạn, chưa xin lỗi",
                "Open overdue, without apology",
            ),
            Self::LateTotal => ("late_total", "Tổng số trễ hạn", "Late in all"),
            Self::Paused => ("paused", "Tạm dừng", "Paused"),
            Self::Supplement => ("supplement", "Chờ bổ sung", "Supplement"),
            Self::FinancialObligation => {
                ("financial_obligation", "Nghĩa vụ tài chính", "Financial obligation")
            }
            Self::Returned => ("returned", "Trả lại", "Returned"),
            Self::Withdrawn => ("withdrawn", "Rút hồ sơ", "Withdrawn"),
            Self::ReturnedOrWithdrawn => {
                ("returned_or_withdrawn", "Trả lại, rút", "Returned or withdrawn")
            }
            Self::ClosingStock => ("closing_stock", "Tồn cuối kỳ", "Closing stock"),
            Self::OnTimeRate => ("on_time_rate", "Tỷ lệ đúng hạn", "On-time rate"),
            Self::LateRate => ("late_rate", "Tỷ lệ quá hạn", "Late rate"),
            Self::OverdueOpenRate => {
                ("overdue_open_rate", "Tỷ lệ tồn quá hạn", "Open overdue rate")
            }
        }
    }
}

/// A rate, or why there is none.
type Rate = Result<Ratio, Absence>;

/// The rates of one row, from its counts and never from what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableRates {
    pub on_time: Rate,
    pub early: Rate,
    pub exactly_on_time: Rate,
    pub late: Rate,
    pub online: Rate,
    pub overdue_open: Rate,
}

impl TableRates {
    /// From a look-up that knows nothing of a column the table has not.
    pub fn new(count: impl Fn(Measure) -> Option<u64>) -> Self {
        use Measure as M;
        let sum = |parts: &[M]| parts.iter().map(|part| count(*part)).sum::<Option<u64>>();
        let early_or_on_time = count(M::EarlyOrOnTime).or_else(|| sum(&[M::Early, M::OnTime]));
        let late = count(M::Late).or_else(|| sum(&[M::LateWithApology, M::LateWithoutApology]));
        let timed = early_or_on_time.zip(late).map(|(in_time, late)| in_time.saturating_add(late));
        let overdue = count(M::PendingOverdue)
            .or_else(|| sum(&[M::PendingOverdueWithApology, M::PendingOverdueWithoutApology]));
        let open = overdue.zip(count(M::PendingWithin)).map(|(late, in_term)| late + in_term);
        let online = count(M::ReceivedOnline)
            .or_else(|| sum(&[M::ReceivedOnlineFull, M::ReceivedOnlinePartial]));
        let received = count(M::Received)
            .or_else(|| Some(count(M::ToResolve)?.saturating_sub(count(M::Carried)?)));
        Self {
            on_time: rate(early_or_on_time, timed),
            early: rate(count(M::Early), timed),
            exactly_on_time: rate(count(M::OnTime), timed),
            late: rate(late, timed),
            online: rate(online, received),
            overdue_open: rate(overdue, open),
        }
    }

    /// By id, in the order of the output; the ids are those of the indicators of a log.
    pub const fn all(&self) -> [(&'static str, Rate); 6] {
        [
            ("on_time_rate", self.on_time),
            ("early_rate", self.early),
            ("exactly_on_time_rate", self.exactly_on_time),
            ("late_rate", self.late),
            ("online_rate", self.online),
            ("overdue_open_rate", self.overdue_open),
        ]
    }
}

fn rate(numerator: Option<u64>, denominator: Option<u64>) -> Rate {
    let (numerator, denominator) = numerator.zip(denominator).ok_or(Absence::NotInExport)?;
    Ratio::new(numerator, denominator).ok_or(Absence::NoDossiers)
}
