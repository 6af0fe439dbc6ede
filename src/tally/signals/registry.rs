//! The registry of integrity signals: one constant each, one line in [`SIGNALS`]. The texts for
//! readers stand with the rules they describe; thresholds are shown from [`Threshold`].

use super::code_signals::{
    CODE_DAY_DIFFERS, CODE_NUMBER_GAPS, CODE_OF_ANOTHER_UNIT, DOSSIERS_UNDER_TWO_CODES,
};
use super::signal::{Need, Signal, Threshold};
use super::{closing, days, ratings, spikes};
use crate::findings::Severity;
use crate::words::Bilingual;

/// Moved due dates hide lateness; one in twenty changes an on-time rate people would quote.
pub const DUE_DATE_MOVES: Signal = Signal {
    number: "C0501",
    name: "due_date_moves",
    severity: Severity::Warning,
    threshold: Threshold { count: 5, percent: 5 },
    needs: &[Need::Due],
    title: Bilingual {
        vi: "Ngày hẹn trả thay đổi giữa các lần xuất",
        en: "due dates that moved between exports",
    },
    formula: Bilingual {
        vi: "hồ sơ có ngày hẹn trả thay đổi / hồ sơ có mặt trong nhiều lần xuất với ngày hẹn trả",
        en: "dossiers whose due day changed / dossiers told more than once with a due day",
    },
    ordinary_reasons: Bilingual {
        vi: "Có thể do yêu cầu bổ sung hồ sơ, tạm dừng chờ nghĩa vụ tài chính hoặc gia hạn có thư xin lỗi; đối chiếu phiếu hẹn trả lần đầu",
        en: "may be a request for papers, a pause for a payment, or an extension with a letter of apology; compare with the first appointment slip",
    },
    judge: days::due_moved,
};

/// Chance lets one finish in some thousands meet the second; one in a hundred is far beyond it.
pub const FINISH_EQUALS_DUE: Signal = Signal {
    number: "C0502",
    name: "finish_equals_due",
    severity: Severity::Warning,
    threshold: Threshold { count: 10, percent: 1 },
    needs: &[Need::Finish, Need::Due, Need::FinishTime, Need::DueTime],
    title: Bilingual {
        vi: "Thời điểm kết thúc trùng hạn trả đến từng giây",
        en: "finished at the due moment, to the second",
    },
    formula: Bilingual {
        vi: "hồ sơ kết thúc đúng giây hẹn trả / hồ sơ đã giải quyết có giờ ở cả hai ngày",
        en: "dossiers finished at the due second / resolved dossiers with a time of day in both",
    },
    ordinary_reasons: Bilingual {
        vi: "Có thể do nhập bù, do hệ thống tự điền hạn trả khi đóng hồ sơ hàng loạt, hoặc do giờ làm tròn (ví dụ 17:00:00)",
        en: "may be entry after the fact, a system that fills in the due moment when it closes many at once, or rounded times (such as 17:00:00)",
    },
    judge: closing::finish_equals_due,
};

/// Two minutes of bulk, or several small ones; a twentieth of the work closed that way is a habit.
pub const CLOSINGS_IN_BULK: Signal = Signal {
    number: "C0503",
    name: "closings_in_bulk",
    severity: Severity::Info,
    threshold: Threshold { count: 20, percent: 5 },
    needs: &[Need::Finish, Need::FinishTime],
    title: Bilingual {
        vi: "Nhiều hồ sơ của một đơn vị đóng trong cùng một phút",
        en: "many dossiers of one unit closed in one minute",
    },
    formula: Bilingual {
        vi: "hồ sơ đóng trong những phút mà đơn vị đóng từ 10 hồ sơ trở lên / hồ sơ đã đóng có giờ",
        en: "dossiers closed in a minute in which the unit closed 10 or more / dossiers closed at a time of day",
    },
    ordinary_reasons: Bilingual {
        vi: "Có thể do nhập bù cuối ngày, ký số hàng loạt, hoặc hệ thống tự đóng hồ sơ theo lịch",
        en: "may be entry at the end of the day, many signatures at once, or a system that closes on a schedule",
    },
    judge: closing::bulk_minutes,
};

/// Some overtime is usual; one closing in twenty at night is not.
pub const CLOSINGS_AT_NIGHT: Signal = Signal {
    number: "C0504",
    name: "closings_at_night",
    severity: Severity::Info,
    threshold: Threshold { count: 10, percent: 5 },
    needs: &[Need::Finish, Need::FinishTime],
    title: Bilingual {
        vi: "Hồ sơ đóng ban đêm (trước 06:00 hoặc từ 20:00)",
        en: "closed at night (before 06:00 or from 20:00 on)",
    },
    formula: Bilingual {
        vi: "hồ sơ đóng trước 06:00 hoặc từ 20:00 / hồ sơ đã đóng có giờ",
        en: "dossiers closed before 06:00 or from 20:00 on / dossiers closed at a time of day",
    },
    ordinary_reasons: Bilingual {
        vi: "Có thể do làm ngoài giờ, đồng hồ máy chủ lệch múi giờ, hoặc đồng bộ dữ liệu ban đêm",
        en: "may be overtime, a server clock in another time zone, or data synchronised at night",
    },
    judge: closing::at_night,
};

/// Due days are computed in working days; one in twenty off them says that the computing is off.
pub const DUE_ON_DAY_OFF: Signal = Signal {
    number: "C0505",
    name: "due_on_day_off",
    severity: Severity::Warning,
    threshold: Threshold { count: 10, percent: 5 },
    needs: &[Need::Due],
    title: Bilingual { vi: "Ngày hẹn trả rơi vào ngày nghỉ", en: "due on a day off" },
    formula: Bilingual {
        vi: "hồ sơ hẹn trả vào thứ Bảy, Chủ nhật, ngày lễ, ngày nghỉ hoán đổi / hồ sơ có ngày hẹn trả",
        en: "dossiers due on a Saturday, Sunday, public holiday or swapped day off / dossiers with a due day",
    },
    ordinary_reasons: Bilingual {
        vi: "Có thể do đơn vị trực sáng thứ Bảy, thủ tục tính cả ngày nghỉ hoặc tính theo giờ, hoặc hệ thống chưa biết ngày nghỉ hoán đổi",
        en: "may be a desk open on Saturday mornings, a procedure counted in calendar days or hours, or a system that does not know a swapped day",
    },
    judge: days::due_on_day_off,
};

/// Services on the spot take minutes, not none; one in twenty begun and ended at once moves the early rate.
pub const FINISHED_IN_MINUTE_RECEIVED: Signal = Signal {
    number: "C0506",
    name: "finished_in_minute_received",
    severity: Severity::Warning,
    threshold: Threshold { count: 10, percent: 5 },
    needs: &[Need::Finish, Need::ReceivedTime, Need::FinishTime],
    title: Bilingual {
        vi: "Tiếp nhận và kết thúc trong cùng một phút",
        en: "received and finished in the same minute",
    },
    formula: Bilingual {
        vi: "hồ sơ kết thúc trong phút tiếp nhận / hồ sơ đã đóng có giờ ở cả hai ngày",
        en: "dossiers finished in the minute they were received / closed dossiers with a time of day in both",
    },
    ordinary_reasons: Bilingual {
        vi: "Có thể do nhập bù sau khi đã trả kết quả, hoặc thủ tục giải quyết ngay như chứng thực bản sao",
        en: "may be entry after the result was handed over, or a service on the spot such as certified copies",
    },
    judge: closing::minute_received,
};

/// A few small units with happy applicants are usual; a fifth of all ratings is what gets quoted.
pub const FULL_SATISFACTION: Signal = Signal {
    number: "C0507",
    name: "full_satisfaction",
    severity: Severity::Info,
    threshold: Threshold { count: 10, percent: 20 },
    needs: &[Need::Finish, Need::Rating],
    title: Bilingual {
        vi: "Hài lòng 100% trên ít lượt đánh giá",
        en: "full satisfaction on few ratings",
    },
    formula: Bilingual {
        vi: "lượt đánh giá ở những đơn vị hài lòng 100% mà có dưới 30 lượt hoặc dưới 20% hồ sơ đã giải quyết được đánh giá / hồ sơ đã giải quyết được đánh giá",
        en: "ratings in units where all satisfy and fewer than 30, or under 20% of resolved dossiers, are rated / resolved dossiers that are rated",
    },
    ordinary_reasons: Bilingual {
        vi: "Số ít người tự chọn đánh giá thường là người hài lòng; chỉ nên dùng tỷ lệ này cùng số lượt đánh giá",
        en: "the few who choose to rate are often the satisfied ones; quote the share only with its number of ratings",
    },
    judge: ratings::full_satisfaction,
};

/// A month has about 21 working days, so one day holds a twentieth by nature: a crowd is more.
pub const CLOSINGS_AT_MONTH_END: Signal = Signal {
    number: "C0508",
    name: "closings_at_month_end",
    severity: Severity::Info,
    threshold: Threshold { count: 20, percent: 5 },
    needs: &[Need::Finish],
    title: Bilingual {
        vi: "Hồ sơ đóng dồn vào ngày làm việc cuối tháng",
        en: "closings that crowd on the last working day of a month",
    },
    formula: Bilingual {
        vi: "hồ sơ đóng vào ngày làm việc cuối tháng khi đơn vị đóng từ 20 hồ sơ và từ 3 lần mức bình quân các ngày làm việc khác trong tháng / hồ sơ đã đóng",
        en: "dossiers closed on the last working day of a month on which the unit closed 20 or more and 3 times the average of the month's other working days / closed dossiers",
    },
    ordinary_reasons: Bilingual {
        vi: "Có thể do rà soát, chốt số liệu và nhập bù cuối kỳ, hoặc do nhiều hạn trả rơi vào cuối tháng",
        en: "may be a review of open dossiers before the report, entry after the fact, or many due days at the end of the month",
    },
    judge: spikes::month_end,
};

/// The same for reports that run from the 15th to the 14th.
pub const CLOSINGS_AT_DECREE_MONTH_END: Signal = Signal {
    number: "C0509",
    name: "closings_at_decree_month_end",
    severity: Severity::Info,
    threshold: Threshold { count: 20, percent: 5 },
    needs: &[Need::Finish],
    title: Bilingual {
        vi: "Hồ sơ đóng dồn vào ngày làm việc cuối kỳ báo cáo (ngày 14)",
        en: "closings that crowd on the last working day up to the 14th",
    },
    formula: Bilingual {
        vi: "như C0508, với tháng báo cáo từ ngày 15 đến ngày 14",
        en: "as C0508, for months from the 15th to the 14th",
    },
    ordinary_reasons: Bilingual {
        vi: "Có thể do rà soát, chốt số liệu và nhập bù trước khi báo cáo, hoặc do nhiều hạn trả rơi vào giữa tháng",
        en: "may be a review of open dossiers before the report, entry after the fact, or many due days in the middle of the month",
    },
    judge: spikes::decree_month_end,
};

/// A tenth of all finishes within one hour, three times the hours beside it.
pub const CLOSINGS_IN_LAST_HOUR: Signal = Signal {
    number: "C0510",
    name: "closings_in_last_hour",
    severity: Severity::Info,
    threshold: Threshold { count: 20, percent: 10 },
    needs: &[Need::Finish, Need::Due, Need::FinishTime, Need::DueTime],
    title: Bilingual {
        vi: "Hồ sơ kết thúc dồn vào giờ cuối trước hạn trả",
        en: "finishes that crowd in the last hour before the due moment",
    },
    formula: Bilingual {
        vi: "hồ sơ kết thúc trong giờ cuối trước hạn, ở đơn vị có từ 20 hồ sơ như vậy và từ 3 lần giờ liền trước và giờ liền sau / hồ sơ đã giải quyết có giờ ở cả hai ngày",
        en: "dossiers finished within the hour before due, in units with 20 or more of them and 3 times the hour before and the hour after / resolved dossiers with a time of day in both",
    },
    ordinary_reasons: Bilingual {
        vi: "Có thể do hạn trả đặt vào cuối giờ làm việc, khi cán bộ đóng hồ sơ trong ngày",
        en: "may be due times set at the end of office hours, when the day's dossiers are closed",
    },
    judge: spikes::last_hour,
};

/// Working towards the due day is usual; a fifth of all finishes, three times the days beside it, is more.
pub const CLOSINGS_ON_DUE_DAY: Signal = Signal {
    number: "C0511",
    name: "closings_on_due_day",
    severity: Severity::Info,
    threshold: Threshold { count: 20, percent: 20 },
    needs: &[Need::Finish, Need::Due],
    title: Bilingual {
        vi: "Hồ sơ kết thúc dồn vào đúng ngày hẹn trả",
        en: "finishes that crowd on the due day",
    },
    formula: Bilingual {
        vi: "hồ sơ kết thúc đúng ngày hẹn trả, ở đơn vị có từ 20 hồ sơ như vậy và từ 3 lần ngày làm việc liền trước và liền sau / hồ sơ đã giải quyết có ngày hẹn trả",
        en: "dossiers finished on the due day, in units with 20 or more of them and 3 times the working day before and the working day after / resolved dossiers with a due day",
    },
    ordinary_reasons: Bilingual {
        vi: "Có thể do thủ tục hẹn trả ngay trong ngày, lịch trả kết quả cố định, hoặc sắp xếp công việc theo hạn",
        en: "may be services due on the day they come in, fixed days for handing over results, or work ordered by its due day",
    },
    judge: spikes::due_day,
};

/// Chance lets no due moment meet the receipt; one in twenty makes late what had a term.
pub const DUE_EQUALS_RECEIPT: Signal = Signal {
    number: "C0512",
    name: "due_equals_receipt",
    severity: Severity::Warning,
    threshold: Threshold { count: 10, percent: 5 },
    needs: &[Need::Due, Need::ReceivedTime, Need::DueTime],
    title: Bilingual {
        vi: "Hạn trả trùng thời điểm tiếp nhận đến từng giây",
        en: "due at the moment of receipt, to the second",
    },
    formula: Bilingual {
        vi: "hồ sơ hẹn trả đúng giây tiếp nhận / hồ sơ có giờ ở cả ngày tiếp nhận và ngày hẹn trả",
        en: "dossiers due at the second they were received / dossiers with a time of day in both",
    },
    ordinary_reasons: Bilingual {
        vi: "Có thể do thủ tục không có thời hạn mà hệ thống tự điền ngày tiếp nhận vào ô hẹn trả, hoặc do lấy nhầm cột khi xuất",
        en: "may be a procedure without a term, where the system fills in the receipt, or the wrong column in the export",
    },
    judge: days::due_at_receipt,
};

/// Every signal, in the order of the numbers.
pub static SIGNALS: [Signal; 16] = [
    DUE_DATE_MOVES,
    FINISH_EQUALS_DUE,
    CLOSINGS_IN_BULK,
    CLOSINGS_AT_NIGHT,
    DUE_ON_DAY_OFF,
    FINISHED_IN_MINUTE_RECEIVED,
    FULL_SATISFACTION,
    CLOSINGS_AT_MONTH_END,
    CLOSINGS_AT_DECREE_MONTH_END,
    CLOSINGS_IN_LAST_HOUR,
    CLOSINGS_ON_DUE_DAY,
    DUE_EQUALS_RECEIPT,
    CODE_NUMBER_GAPS,
    CODE_DAY_DIFFERS,
    CODE_OF_ANOTHER_UNIT,
    DOSSIERS_UNDER_TWO_CODES,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{
        CLOSINGS_AT_MONTH_END, CLOSINGS_AT_NIGHT, CLOSINGS_IN_BULK, CLOSINGS_IN_LAST_HOUR,
        CLOSINGS_ON_DUE_DAY, FULL_SATISFACTION, SIGNALS, Threshold, closing, ratings, spikes,
    };
    use crate::domain::Ratio;
    use crate::findings::FindingCode;

    #[test]
    fn numbers_and_names_are_in_order_and_nobody_elses() {
        let numbers: Vec<_> = SIGNALS.iter().map(|signal| signal.number).collect();
        let sorted: BTreeSet<_> = numbers.iter().copied().collect();
        assert_eq!(numbers, sorted.into_iter().collect::<Vec<_>>());
        for signal in &SIGNALS {
            for code in FindingCode::ALL.iter().copied() {
                assert_ne!(signal.number, code.number());
                assert_ne!(signal.name, code.name());
            }
            for text in [signal.title, signal.formula, signal.ordinary_reasons] {
                assert!(!text.vi.is_empty() && !text.en.is_empty(), "{}", signal.name);
            }
        }
    }

    #[test]
    fn texts_name_the_limits_that_the_rules_use() {
        let hour = |second: u32| format!("{:02}:00", second / closing::HOUR);
        let (night, morning) = (hour(closing::NIGHT), hour(closing::MORNING));
        let (crowd, times) = (spikes::CROWD.to_string(), spikes::TIMES.to_string());
        let few = [ratings::FEW.to_string(), format!("{}%", 100 / ratings::ONE_IN)];
        let crowds = vec![crowd, format!("{times} ")];
        for (signal, words) in [
            (CLOSINGS_IN_BULK, vec![closing::BULK.to_string()]),
            (CLOSINGS_AT_NIGHT, vec![night, morning]),
            (FULL_SATISFACTION, few.to_vec()),
            (CLOSINGS_AT_MONTH_END, crowds.clone()),
            (CLOSINGS_IN_LAST_HOUR, crowds.clone()),
            (CLOSINGS_ON_DUE_DAY, crowds),
        ] {
            for word in words {
                for text in [signal.formula.vi, signal.formula.en] {
                    assert!(text.contains(&word), "{}: {word}", signal.name);
                }
            }
        }
    }

    #[test]
    fn no_text_accuses() {
        for signal in &SIGNALS {
            for text in [signal.title, signal.formula, signal.ordinary_reasons] {
                for word in ["gian lận", "vi phạm", "cố tình", "fraud", "cheat", "manipul", "fake"]
                {
                    let both = format!("{} {}", text.vi, text.en).to_lowercase();
                    assert!(!both.contains(word), "{}: {word}", signal.name);
                }
            }
        }
    }

    #[test]
    fn a_threshold_is_met_by_both_count_and_share() {
        let threshold = Threshold { count: 10, percent: 5 };
        for (with, asked, is_met) in
            [(10, 200, true), (10, 201, false), (9, 9, false), (50, 1_000, true)]
        {
            let share = Ratio::new(with, asked).expect("a share");
            assert_eq!(threshold.is_met(share), is_met, "{with}/{asked}");
        }
    }
}
