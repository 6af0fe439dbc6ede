//! What the constants of the evidence share: needs, sources, a base.

use super::{Confidence, EvidenceIndicator, Need, Quantity, Sense, Target};
use crate::domain::CanonicalField as F;
use crate::findings::Bilingual;

pub const FINISH: Need = Need::AnyOf(&[F::FinishedAt, F::ReturnedAt]);
pub const DUE: Need = Need::AnyOf(&[F::DueAt]);
pub const CHANNEL: Need = Need::AnyOf(&[F::Channel]);
pub const STATUS: Need = Need::AnyOf(&[F::Status]);

pub const fn text(vi: &'static str, en: &'static str) -> Bilingual {
    Bilingual { vi, en }
}

pub const fn target(vi: &'static str, en: &'static str, confidence: Confidence) -> Target {
    Target { text: text(vi, en), confidence }
}

pub const BY_766: Bilingual = text(
    "Bộ chỉ số theo Quyết định 766/QĐ-TTg ngày 23/06/2022; đọc qua bản trích của bên thứ ba, chưa đối chiếu văn bản gốc",
    "Index of Decision 766/QĐ-TTg of 23/06/2022; seen in a third-party extract, not checked against the text",
);
pub const BY_REPORTS: Bilingual = text(
    "Chỉ tiêu của báo cáo cải cách hành chính (Chỉ số CCHC); theo trí nhớ, chưa đối chiếu văn bản",
    "As reform reports and the PAR Index ask for it; from memory, not checked against a text",
);
pub const BY_PROPOSAL: Bilingual = text(
    "Chỉ tiêu điều hành do chương trình đề xuất, không có trong văn bản",
    "A working figure of this program's own, in no legal text",
);
pub const ONE_STOP: Bilingual = text(
    "Chín chỉ số đánh giá bộ phận một cửa (Thông tư 01/2018/TT-VPCP), đọc qua phần mềm của bên thứ ba; từ 01/07/2025 văn bản đã được thay thế, chưa rõ chín chỉ số còn nguyên",
    "The nine indicators of the one-stop desk (Circular 01/2018/TT-VPCP), seen in software of others; replaced since 01/07/2025, whether the nine stay as they were is not known",
);

/// What most of the constants have in common.
pub const BASE: EvidenceIndicator = EvidenceIndicator {
    id: "",
    name: text("", ""),
    numerator: &[],
    minus: &[],
    denominator: &[],
    quantity: Quantity::Share,
    needs: &[],
    sense: Sense::HigherIsBetter,
    note: None,
    source: BY_766,
    confidence: Confidence::Seen,
    target: None,
};
