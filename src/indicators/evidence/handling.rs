//! Indicators of how dossiers are handled: deadlines by the 766 rule, supplements, apologies, and what
//! can be told of the one-stop desk's nine.

use super::common::{BASE, BY_PROPOSAL, CHANNEL, DUE, FINISH, ONE_STOP, STATUS, target, text};
use super::{Confidence, EvidenceIndicator, Need, OtherLog, Quantity, Sense};
use crate::domain::CanonicalField as F;
use crate::tally::evidence::EvidenceCount as C;

pub const ON_TIME_RATE_766: EvidenceIndicator = EvidenceIndicator {
    id: "on_time_rate_766",
    name: text("Tỷ lệ đúng hạn theo quy tắc 766 đầy đủ", "On-time rate by the full rule of 766"),
    numerator: &[C::OnTime766],
    denominator: &[C::InScope],
    needs: &[FINISH, DUE],
    note: Some(text(
        "Chỉ số 2.1: hồ sơ chưa xong xét tại ngày cuối kỳ; đang chờ bổ sung xét tại ngày yêu cầu, yêu cầu quá một lần là quá hạn; bổ sung xong thì trừ thời gian chờ; thiếu ngày hẹn thì xét theo thời hạn quy định, không có thì là quá hạn. Mẫu số: hồ sơ kỳ trước chuyển sang và tiếp nhận trong kỳ",
        "Indicator 2.1: an open dossier is judged on the last day; one that waits for papers on the day they were asked for, and is late when asked again; a wait that is over is taken off; without a due date the statutory time decides, without that the dossier is late. Denominator: carried in and received",
    )),
    ..BASE
};

pub const SAT_766: EvidenceIndicator = EvidenceIndicator {
    id: "sat_766",
    name: text("Hài lòng theo 766", "Satisfaction by 766"),
    numerator: &[C::InScope],
    minus: &[C::Displeasing],
    denominator: &[C::InScope],
    needs: &[FINISH, DUE, Need::Log(OtherLog::Feedback)],
    note: Some(text(
        "Chỉ số 5.4: trừ hồ sơ quá hạn theo quy tắc 766, có phản ánh kiến nghị hoặc bị đánh giá không hài lòng; mỗi hồ sơ trừ một lần, không cộng dồn",
        "Indicator 5.4: less dossiers late by the rule of 766, complained about or rated dissatisfied; each is taken off once, never added up",
    )),
    target: Some(target("đạt điểm tối đa từ 90%", "full points from 90%", Confidence::Seen)),
    ..BASE
};

pub const APOLOGY_RATE: EvidenceIndicator = EvidenceIndicator {
    id: "apology_rate",
    name: text("Tỷ lệ hồ sơ quá hạn có thư xin lỗi", "Overdue dossiers with an apology"),
    numerator: &[C::Apologised],
    denominator: &[C::OverdueTold],
    needs: &[Need::AnyOf(&[F::Apology]), DUE],
    note: Some(text(
        "Hồ sơ giải quyết quá hạn trong kỳ và hồ sơ đang giải quyết đã quá hạn; dữ liệu không cho biết thư có trước ngày hẹn hay không",
        "Dossiers resolved late in the period and open ones overdue; the log does not tell whether the letter came before the due date",
    )),
    source: text(
        "Thư xin lỗi và hẹn lại ngày trả kết quả (Thông tư 03/2025/TT-VPCP, mẫu số 04); tên mẫu đã đọc, cách tính theo trí nhớ",
        "Apology and new date (Circular 03/2025/TT-VPCP, form 04); the form's name was seen, the way of counting is from memory",
    ),
    confidence: Confidence::Memory,
    target: Some(target("100%", "100%", Confidence::Memory)),
    ..BASE
};

pub const ONLINE_ONTIME: EvidenceIndicator = EvidenceIndicator {
    id: "online_ontime",
    name: text("Tỷ lệ đúng hạn của hồ sơ trực tuyến", "On-time rate of online dossiers"),
    numerator: &[C::OnlineInTime],
    denominator: &[C::OnlineDated],
    needs: &[CHANNEL, FINISH, DUE],
    source: ONE_STOP,
    note: Some(text(
        "Một phần của chỉ số 9: không có hồ sơ trực tuyến quá hạn",
        "A part of indicator 9: no online dossier late",
    )),
    target: Some(target("100%", "100%", Confidence::Seen)),
    ..BASE
};

pub const SUPPLEMENT_RATE: EvidenceIndicator = EvidenceIndicator {
    id: "supplement_rate",
    name: text("Tỷ lệ hồ sơ phải bổ sung", "Dossiers with a supplement request"),
    numerator: &[C::SupplementAsked],
    denominator: &[C::SupplementTold],
    needs: &[Need::AnyOf(&[F::SupplementRequests, F::SupplementRequestedAt])],
    sense: Sense::LowerIsBetter,
    source: ONE_STOP,
    ..BASE
};

pub const SUPPLEMENT_MULTI: EvidenceIndicator = EvidenceIndicator {
    id: "supplement_multi",
    name: text("Tỷ lệ hồ sơ phải bổ sung từ hai lần", "Supplement requested twice or more"),
    numerator: &[C::AskedAgain],
    denominator: &[C::RequestsCounted],
    needs: &[Need::AnyOf(&[F::SupplementRequests])],
    sense: Sense::LowerIsBetter,
    source: ONE_STOP,
    target: Some(target("0%", "0%", Confidence::Memory)),
    ..BASE
};

pub const RETURNED_SHARE: EvidenceIndicator = EvidenceIndicator {
    id: "returned_share",
    name: text("Tỷ lệ hồ sơ trả lại, rút", "Returned or withdrawn"),
    numerator: &[C::Returned],
    denominator: &[C::Received],
    needs: &[STATUS, FINISH],
    sense: Sense::LowerIsBetter,
    source: BY_PROPOSAL,
    confidence: Confidence::Own,
    ..BASE
};

pub const CLEARANCE: EvidenceIndicator = EvidenceIndicator {
    id: "clearance",
    name: text("Tỷ lệ giải quyết trên tiếp nhận", "Clearance rate"),
    numerator: &[C::Closed],
    denominator: &[C::Received],
    needs: &[FINISH],
    note: Some(text(
        "Trên 100% khi giải quyết nhiều hơn tiếp nhận trong kỳ",
        "Above 100% when more was closed than received in the period",
    )),
    source: BY_PROPOSAL,
    confidence: Confidence::Own,
    ..BASE
};

pub const OVERDUE_DAYS: EvidenceIndicator = EvidenceIndicator {
    id: "overdue_days",
    name: text("Số ngày quá hạn bình quân", "Mean days overdue"),
    numerator: &[C::DaysLate],
    denominator: &[C::Late],
    quantity: Quantity::Days,
    needs: &[FINISH, DUE],
    sense: Sense::LowerIsBetter,
    note: Some(text(
        "Ngày theo lịch, của hồ sơ giải quyết quá hạn trong kỳ",
        "Calendar days, of dossiers resolved late in the period",
    )),
    source: BY_PROPOSAL,
    confidence: Confidence::Own,
    ..BASE
};

pub const AVG_PROCESSING_TIME: EvidenceIndicator = EvidenceIndicator {
    id: "avg_processing_time",
    name: text("Thời gian giải quyết bình quân", "Mean processing time"),
    numerator: &[C::WorkingDays],
    denominator: &[C::Processed],
    quantity: Quantity::Days,
    needs: &[FINISH],
    sense: Sense::LowerIsBetter,
    note: Some(text(
        "Chỉ số 2.2: ngày làm việc từ khi tiếp nhận đến khi xong, trừ thời gian chờ bổ sung đã xong; hồ sơ giải quyết trong kỳ",
        "Indicator 2.2: working days from receipt to finish without completed waits for papers; dossiers resolved in the period",
    )),
    ..BASE
};

pub const TIME_RATIO: EvidenceIndicator = EvidenceIndicator {
    id: "time_ratio",
    name: text("Thời gian thực tế trên thời gian quy định", "Time used against the statutory time"),
    numerator: &[C::TermUsed],
    denominator: &[C::TermDays],
    needs: &[FINISH, Need::AnyOf(&[F::StatutoryDays])],
    sense: Sense::LowerIsBetter,
    note: Some(text(
        "Tổng ngày làm việc đã dùng trên tổng ngày quy định; trên 100% là vượt quy định",
        "Working days used over days allowed, both added up; above 100% is beyond the law",
    )),
    source: BY_PROPOSAL,
    confidence: Confidence::Own,
    ..BASE
};

pub const BACKLOG_AGE: EvidenceIndicator = EvidenceIndicator {
    id: "backlog_age",
    name: text("Tuổi bình quân của hồ sơ đang giải quyết", "Mean age of open dossiers"),
    numerator: &[C::OpenDays],
    denominator: &[C::Open],
    quantity: Quantity::Days,
    needs: &[FINISH],
    sense: Sense::LowerIsBetter,
    note: Some(text(
        "Ngày theo lịch từ khi tiếp nhận đến ngày chốt",
        "Calendar days from receipt to the as-of day",
    )),
    source: BY_PROPOSAL,
    confidence: Confidence::Own,
    ..BASE
};

pub const ONE_STOP_TIME: EvidenceIndicator = EvidenceIndicator {
    id: "one_stop_time",
    name: text("Một cửa, chỉ số 1: thời gian so với quy định", "One-stop 1: time against the law"),
    numerator: &[C::TermPoints],
    denominator: &[C::TermRated],
    quantity: Quantity::Points,
    needs: &[FINISH, Need::AnyOf(&[F::StatutoryDays])],
    note: Some(text(
        "Điểm bình quân: 2 ngắn hơn, 1 bằng, 0 dài hơn; ngày làm việc, trừ thời gian chờ bổ sung",
        "Mean points: 2 shorter, 1 equal, 0 longer; in working days without the wait for papers",
    )),
    source: ONE_STOP,
    ..BASE
};

pub const ONE_STOP_CONTACTS: EvidenceIndicator = EvidenceIndicator {
    id: "one_stop_contacts",
    name: text("Một cửa, chỉ số 3: số lần liên hệ", "One-stop 3: contacts needed"),
    numerator: &[C::ContactPoints],
    denominator: &[C::ContactRated],
    quantity: Quantity::Points,
    needs: &[FINISH, Need::AnyOf(&[F::SupplementRequests])],
    note: Some(text(
        "Điểm bình quân: 2 không phải bổ sung, 1 một lần, 0 nhiều hơn; không xét do lỗi của ai",
        "Mean points: 2 none, 1 one, 0 more; whose fault a request was is not known",
    )),
    source: ONE_STOP,
    ..BASE
};

pub const ONE_STOP_ATTITUDE: EvidenceIndicator = EvidenceIndicator {
    id: "one_stop_attitude",
    name: text("Một cửa, chỉ số 7: thái độ phục vụ", "One-stop 7: attitude"),
    numerator: &[C::AttitudePoints],
    denominator: &[C::AttitudeRated],
    quantity: Quantity::Points,
    needs: &[FINISH, DUE, Need::Log(OtherLog::Feedback)],
    note: Some(text(
        "Điểm bình quân: 2 trước hạn, 1 đúng hạn, 0 khi có phản ánh kiến nghị (kể cả chưa xác minh); quá hạn không có phản ánh cũng tính 0, văn bản không nêu",
        "Mean points: 2 early, 1 on time, 0 with a complaint (upheld or not); late without one counts 0 too, of which the text says nothing",
    )),
    source: ONE_STOP,
    ..BASE
};
