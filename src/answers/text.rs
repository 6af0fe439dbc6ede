//! The words of reports in Vietnamese and English: one place per word.

use crate::domain::{Channel, Dimension, Rating, Status};
use crate::findings::{Exclusion, Rejection, Severity};
use crate::indicators::{Definition, Quantity, Verdict, of_count};
use crate::tally::Count;
pub use crate::words::{Lang, pick};

/// The head of a group column.
pub const fn dimension_name(lang: Lang, dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Unit => lang.of("Đơn vị", "Unit"),
        Dimension::ReceivingUnit => lang.of("Đơn vị tiếp nhận", "Receiving unit"),
        Dimension::ResolvingUnit => lang.of("Đơn vị giải quyết", "Resolving unit"),
        Dimension::UnitCode => lang.of("Mã đơn vị", "Unit code"),
        Dimension::Province => lang.of("Tỉnh/thành phố", "Province"),
        Dimension::District => lang.of("Quận/huyện", "District"),
        Dimension::Commune => lang.of("Xã, phường", "Commune"),
        Dimension::Level => lang.of("Cấp", "Level"),
        Dimension::Procedure => lang.of("Thủ tục", "Procedure"),
        Dimension::ProcedureCode => lang.of("Mã thủ tục", "Procedure code"),
        Dimension::Field => lang.of("Lĩnh vực", "Field"),
        Dimension::ServiceLevel => lang.of("Mức độ", "Service level"),
        Dimension::ApplicantKind => lang.of("Đối tượng", "Applicant"),
        Dimension::Channel => lang.of("Hình thức nộp", "Channel"),
        Dimension::Status => lang.of("Trạng thái", "Status"),
        Dimension::Rating => lang.of("Đánh giá", "Rating"),
        Dimension::Month => lang.of("Tháng", "Month"),
        Dimension::Quarter => lang.of("Quý", "Quarter"),
    }
}

/// The head of a count column.
#[must_use]
pub fn count_name(lang: Lang, count: Count) -> &'static str {
    pick(lang, of_count(count).name)
}

/// What a dossier has to be to stand in a count.
#[must_use]
pub fn count_rule(lang: Lang, count: Count) -> &'static str {
    pick(lang, of_count(count).rule)
}

/// In what a figure is told: per cent, days or points.
pub const fn unit_name(lang: Lang, quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Share => "%",
        Quantity::Days => lang.of("ngày", "days"),
        Quantity::Points => lang.of("điểm", "points"),
    }
}

/// In what its changes are told: percentage points, days or points.
pub const fn unit_of_change(lang: Lang, quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Share => lang.of("điểm %", "pp"),
        Quantity::Days | Quantity::Points => unit_name(lang, quantity),
    }
}

/// A channel as people call it.
pub const fn channel_name(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Online => lang.of("Trực tuyến", "Online"),
        Channel::InPerson => lang.of("Trực tiếp", "In person"),
        Channel::Postal => lang.of("Bưu chính công ích", "Postal"),
        Channel::Other => lang.of("Hình thức khác", "Other"),
        Channel::Unknown => lang.of("Không rõ", "Unknown"),
    }
}

/// A status as people call it.
pub const fn status_name(lang: Lang, status: Status) -> &'static str {
    match status {
        Status::NotAccepted => lang.of("Không được tiếp nhận", "Not accepted"),
        Status::Pending => lang.of("Đang xử lý", "Pending"),
        Status::Paused => lang.of("Tạm dừng", "Paused"),
        Status::Returned => lang.of("Trả lại, rút", "Returned"),
        Status::Resolved => lang.of("Đã giải quyết", "Resolved"),
        Status::Unknown => lang.of("Không rõ", "Unknown"),
    }
}

/// A rating as people call it.
pub const fn rating_name(lang: Lang, rating: Rating) -> &'static str {
    match rating {
        Rating::VerySatisfied => lang.of("Rất hài lòng", "Very satisfied"),
        Rating::Satisfied => lang.of("Hài lòng", "Satisfied"),
        Rating::Neutral => lang.of("Bình thường", "Neutral"),
        Rating::Dissatisfied => lang.of("Không hài lòng", "Dissatisfied"),
        Rating::VeryDissatisfied => lang.of("Rất không hài lòng", "Very dissatisfied"),
        Rating::Unknown => lang.of("Không đánh giá / không rõ", "Not rated / unknown"),
    }
}

/// A group whose cell is blank.
pub const fn nameless(lang: Lang) -> &'static str {
    lang.of("(để trống)", "(blank)")
}

pub const fn severity_name(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Info => lang.of("Thông tin", "Info"),
        Severity::Warning => lang.of("Cảnh báo", "Warning"),
        Severity::Error => lang.of("Lỗi", "Error"),
        Severity::Critical => lang.of("Nghiêm trọng", "Critical"),
    }
}

pub const fn exclusion_name(lang: Lang, exclusion: Exclusion) -> &'static str {
    match exclusion {
        Exclusion::TitleRow => lang.of("dòng tiêu đề văn bản", "title rows"),
        Exclusion::HeaderRow => lang.of("dòng tiêu đề lặp lại", "repeated header rows"),
        Exclusion::GroupRow => lang.of("dòng nhóm", "group rows"),
        Exclusion::TotalRow => lang.of("dòng tổng", "total rows"),
        Exclusion::SignatureRow => lang.of("dòng chữ ký", "signature rows"),
        Exclusion::BlankRow => lang.of("dòng trống", "blank rows"),
        Exclusion::SkippedByProfile => lang.of("bỏ theo tệp ánh xạ", "skipped by the profile"),
        Exclusion::NotAccepted => lang.of("chưa hoặc không được tiếp nhận", "not accepted"),
    }
}

pub const fn rejection_name(lang: Lang, rejection: Rejection) -> &'static str {
    match rejection {
        Rejection::RaggedRow => lang.of("sai số ô", "ragged rows"),
        Rejection::MissingId => lang.of("thiếu mã hồ sơ", "no dossier id"),
        Rejection::BadDate => lang.of("ngày không đọc được", "unreadable dates"),
        Rejection::MissingReceived => lang.of("thiếu ngày tiếp nhận", "no received date"),
        Rejection::FinishedBeforeReceived => {
            lang.of("kết thúc trước khi tiếp nhận", "finished before received")
        }
        Rejection::ClosedWithoutDate => {
            lang.of("đã đóng mà không có ngày", "closed without a date")
        }
        Rejection::MissingKey => lang.of("thiếu ô bắt buộc", "no value in a required cell"),
        Rejection::UnreadableNumber => lang.of("số không đọc được", "unreadable numbers"),
        Rejection::CountInDoubt => lang.of("số đọc được hai cách", "numbers in doubt"),
        Rejection::UnknownValue => lang.of("giá trị ngoài danh mục", "unknown values"),
        Rejection::ValueOutOfRange => lang.of("số ngoài giới hạn", "values out of range"),
        Rejection::ValuesUnclear => lang.of("không rõ lấy số nào", "no single value"),
        Rejection::BadPeriod => lang.of("kỳ không đọc được", "unreadable periods"),
    }
}

/// The on-time definition, in words: no rate is shown without it.
pub const fn definition_name(lang: Lang, definition: Definition) -> &'static str {
    match definition {
        Definition::Resolved => lang.of(
            "(trước hạn + đúng hạn) / (trước hạn + đúng hạn + quá hạn)",
            "(early + on time) / (early + on time + late)",
        ),
        Definition::Index766 => lang.of(
            "(trước hạn + đúng hạn + đang giải quyết còn hạn) / (từ kỳ trước + tiếp nhận), theo Quyết định 766/QĐ-TTg",
            "(early + on time + open in term) / (opening + received), after Decision 766/QĐ-TTg",
        ),
        Definition::Overall => lang.of(
            "1 − (quá hạn + tồn quá hạn) / (từ kỳ trước + tiếp nhận)",
            "1 − (late + open overdue) / (opening + received)",
        ),
        Definition::Form06a => lang.of(
            "(cột 8 + cột 9) / cột 7 của biểu II.06a, hồ sơ trả lại và không có hẹn trả nằm ở cột 9",
            "(column 8 + column 9) / column 7 of form II.06a, returned and undated dossiers in column 9",
        ),
    }
}

/// What can be said of a target.
pub const fn verdict_name(lang: Lang, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => lang.of("đạt", "met"),
        Verdict::Missed => lang.of("không đạt", "missed"),
        Verdict::Inconclusive => lang.of("chưa kết luận được", "inconclusive"),
    }
}
