//! Indicators of channels, online payment, digitisation and connection to the national portal.

use super::common::{BASE, BY_REPORTS, CHANNEL, target, text};
use super::{Confidence, EvidenceIndicator, Need};
use crate::domain::CanonicalField as F;
use crate::tally::evidence::EvidenceCount as C;

pub const PAY_ONLINE: EvidenceIndicator = EvidenceIndicator {
    id: "pay_online",
    name: text("Tỷ lệ hồ sơ thanh toán trực tuyến", "Dossiers paid online"),
    numerator: &[C::PaidOnline],
    denominator: &[C::FeeTold],
    needs: &[Need::AnyOf(&[F::PaidOnline]), Need::AnyOf(&[F::Fee])],
    note: Some(text(
        "Chỉ số 3.6: trong số hồ sơ tiếp nhận có phí, lệ phí lớn hơn 0",
        "Indicator 3.6: among dossiers received with a fee above zero",
    )),
    target: Some(target("45–60% (2024–2025)", "45–60% (2024–2025)", Confidence::Memory)),
    ..BASE
};

pub const DIGITISED: EvidenceIndicator = EvidenceIndicator {
    id: "digitised",
    name: text("Tỷ lệ số hóa hồ sơ", "Digitised dossiers"),
    numerator: &[C::Digitised],
    denominator: &[C::DigitisedTold],
    needs: &[Need::AnyOf(&[F::InputDigitised]), Need::AnyOf(&[F::ResultDigitised, F::ResultLink])],
    note: Some(text(
        "Chỉ số 4.2: hồ sơ đã giải quyết có cả thành phần hồ sơ và kết quả được số hóa",
        "Indicator 4.2: resolved dossiers whose papers and result are both digitised",
    )),
    target: Some(target("80%", "80%", Confidence::Seen)),
    ..BASE
};

pub const RESULT_ELECTRONIC: EvidenceIndicator = EvidenceIndicator {
    id: "result_electronic",
    name: text("Tỷ lệ kết quả điện tử", "Electronic results"),
    numerator: &[C::ResultElectronic],
    denominator: &[C::ResultTold],
    needs: &[Need::AnyOf(&[F::ResultLink])],
    note: Some(text(
        "Chỉ số 4.1: tính trên mọi hồ sơ đã giải quyết, vì dữ liệu hồ sơ không cho biết thủ tục nào trả kết quả giấy",
        "Indicator 4.1: among all resolved dossiers, for a log does not tell which procedures have a paper result",
    )),
    target: Some(target("100%", "100%", Confidence::Seen)),
    ..BASE
};

pub const REUSE: EvidenceIndicator = EvidenceIndicator {
    id: "reuse",
    name: text("Tỷ lệ tái sử dụng dữ liệu số hóa", "Reuse of digitised data"),
    numerator: &[C::Reused],
    denominator: &[C::ReuseTold],
    needs: &[Need::AnyOf(&[F::Reused, F::InputDigitised, F::ResultDigitised])],
    note: Some(text("Chỉ số 4.3", "Indicator 4.3")),
    target: Some(target("80%", "80%", Confidence::Seen)),
    ..BASE
};

pub const PERSONAL_STORE: EvidenceIndicator = EvidenceIndicator {
    id: "personal_store",
    name: text("Tỷ lệ dùng kho dữ liệu cá nhân", "Personal data store used"),
    numerator: &[C::PersonalStore],
    denominator: &[C::StoreTold],
    needs: &[Need::AnyOf(&[F::PersonalStore])],
    note: Some(text("Chỉ số 4.4", "Indicator 4.4")),
    ..BASE
};

pub const VNEID_USED: EvidenceIndicator = EvidenceIndicator {
    id: "vneid_used",
    name: text("Tỷ lệ dùng dữ liệu dân cư, VNeID", "Population data or VNeID used"),
    numerator: &[C::PopulationData],
    denominator: &[C::PopulationTold],
    needs: &[Need::AnyOf(&[F::PopulationData])],
    note: Some(text("Chỉ số 4.5b, chỉ tính cấp tỉnh", "Indicator 4.5b, for provinces only")),
    ..BASE
};

pub const SYNC_RATE: EvidenceIndicator = EvidenceIndicator {
    id: "sync_rate",
    name: text("Tỷ lệ đồng bộ lên Cổng Dịch vụ công quốc gia", "Synced to the national portal"),
    numerator: &[C::Synced],
    denominator: &[C::SyncTold],
    needs: &[Need::AnyOf(&[F::Synced])],
    note: Some(text(
        "Chỉ số 1.4 chia cho số lớn hơn giữa số liệu quốc gia và hồ sơ; ở đây chỉ có hồ sơ",
        "Indicator 1.4 divides by the larger of the national count and the portal's; here there is the log only",
    )),
    target: Some(target("100%", "100%", Confidence::Memory)),
    ..BASE
};

pub const PUBLISHED_RATE: EvidenceIndicator = EvidenceIndicator {
    id: "published_rate",
    name: text("Tỷ lệ công khai tiến độ", "Progress published"),
    numerator: &[C::Published],
    denominator: &[C::PublishedTold],
    needs: &[Need::AnyOf(&[F::Published])],
    source: BY_REPORTS,
    confidence: Confidence::Memory,
    target: Some(target("100%", "100%", Confidence::Memory)),
    ..BASE
};

pub const POSTAL_RATE: EvidenceIndicator = EvidenceIndicator {
    id: "postal_rate",
    name: text("Tỷ lệ tiếp nhận qua bưu chính công ích", "Received by post"),
    numerator: &[C::Postal],
    denominator: &[C::ChannelTold],
    needs: &[CHANNEL],
    source: BY_REPORTS,
    confidence: Confidence::Memory,
    target: Some(target("10%", "10%", Confidence::Memory)),
    ..BASE
};

pub const ONLINE_FULL_RATE: EvidenceIndicator = EvidenceIndicator {
    id: "online_full_rate",
    name: text("Tỷ lệ hồ sơ trực tuyến toàn trình", "Full-online dossiers"),
    numerator: &[C::FullServiceOnline],
    denominator: &[C::FullServiceTold],
    needs: &[CHANNEL, Need::AnyOf(&[F::ServiceLevel])],
    note: Some(text(
        "Trong số hồ sơ tiếp nhận của dịch vụ công trực tuyến toàn trình",
        "Among dossiers received for services that go online from end to end",
    )),
    target: Some(target(
        "80% vào năm 2025 (Quyết định 942/QĐ-TTg năm 2021)",
        "80% by 2025 (Decision 942/QĐ-TTg of 2021)",
        Confidence::Seen,
    )),
    ..BASE
};
