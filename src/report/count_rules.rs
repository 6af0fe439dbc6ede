//! The rule of every count in words: what a dossier has to be to stand in it.

use super::text::Lang;
use crate::tally::Count;
use crate::tally::behind::AnyCount;
use crate::tally::evidence::EvidenceCount;

/// What a dossier has to be to stand in a count.
#[must_use]
pub const fn rule(lang: Lang, count: AnyCount) -> &'static str {
    match count {
        AnyCount::Tally(count) => of_tally(lang, count),
        AnyCount::Evidence(count) => of_evidence(lang, count),
    }
}

const fn of_tally(lang: Lang, count: Count) -> &'static str {
    match count {
        Count::Opening => lang.of(
            "tiếp nhận trước kỳ, chưa xong trước ngày đầu kỳ",
            "received before the period and not closed before it",
        ),
        Count::Received => lang.of("ngày tiếp nhận trong kỳ", "received in the period"),
        Count::ReceivedOnline => {
            lang.of("tiếp nhận trong kỳ, nộp trực tuyến", "received in the period, online")
        }
        Count::ReceivedInPerson => {
            lang.of("tiếp nhận trong kỳ, nộp trực tiếp", "received in the period, at the desk")
        }
        Count::ReceivedPostal => {
            lang.of("tiếp nhận trong kỳ, qua bưu chính công ích", "received in the period, by post")
        }
        Count::ReceivedOther => {
            lang.of("tiếp nhận trong kỳ, hình thức khác", "received in the period, another way")
        }
        Count::ReceivedUnknown => lang.of(
            "tiếp nhận trong kỳ, hình thức để trống hoặc chưa ánh xạ",
            "received in the period, channel blank or not mapped",
        ),
        Count::Resolved => lang.of(
            "ngày kết thúc trong kỳ, không phải trả lại hay rút",
            "finished in the period, neither returned nor withdrawn",
        ),
        Count::Early => lang.of(
            "đã giải quyết trong kỳ, ngày kết thúc trước ngày hẹn trả",
            "resolved in the period, finish before due",
        ),
        Count::OnTime => lang.of(
            "đã giải quyết trong kỳ, ngày kết thúc đúng ngày hẹn trả",
            "resolved in the period, finish on the due day",
        ),
        Count::Late => lang.of(
            "đã giải quyết trong kỳ, ngày kết thúc sau ngày hẹn trả",
            "resolved in the period, finish after due",
        ),
        Count::Undated => {
            lang.of("đã giải quyết trong kỳ, không có ngày hẹn trả", "resolved, no due date")
        }
        Count::Returned => lang.of(
            "kết thúc trong kỳ do từ chối sau tiếp nhận, trả lại hoặc rút",
            "closed in the period as refused after acceptance, returned or withdrawn",
        ),
        _ => open_or_rated(lang, count),
    }
}

const fn open_or_rated(lang: Lang, count: Count) -> &'static str {
    match count {
        Count::ClosingWithin => lang.of(
            "chưa xong tại ngày chốt, ngày hẹn trả từ ngày chốt trở đi",
            "open on the as-of day, due on it or later",
        ),
        Count::ClosingOverdue => lang.of(
            "chưa xong tại ngày chốt, ngày hẹn trả trước ngày chốt",
            "open on the as-of day, due before it",
        ),
        Count::ClosingUndated => lang.of(
            "chưa xong tại ngày chốt, không có ngày hẹn trả",
            "open on the as-of day, no due date",
        ),
        Count::ClosingPaused => lang.of(
            "chưa xong tại ngày chốt, đang chờ người nộp",
            "open on the as-of day, waits for the applicant",
        ),
        Count::Rated => lang.of("đã giải quyết trong kỳ, có đánh giá", "resolved and rated"),
        Count::VerySatisfied => {
            lang.of("đã giải quyết trong kỳ, rất hài lòng", "resolved, very satisfied")
        }
        Count::Satisfied => lang.of("đã giải quyết trong kỳ, hài lòng", "resolved, satisfied"),
        Count::Neutral => lang.of("đã giải quyết trong kỳ, bình thường", "resolved, neutral"),
        Count::Dissatisfied => {
            lang.of("đã giải quyết trong kỳ, không hài lòng", "resolved, dissatisfied")
        }
        Count::VeryDissatisfied => {
            lang.of("đã giải quyết trong kỳ, rất không hài lòng", "resolved, very dissatisfied")
        }
        Count::ResultMarked => lang.of(
            "đã giải quyết trong kỳ, tệp có cột số hóa kết quả",
            "resolved, in a file with a column of digitised results",
        ),
        Count::ResultDigitised => {
            lang.of("đã giải quyết trong kỳ, kết quả được số hóa", "resolved, result digitised")
        }
        _ => lang.of("chưa xong tại ngày chốt", "open on the as-of day"),
    }
}

const fn of_evidence(lang: Lang, count: EvidenceCount) -> &'static str {
    use EvidenceCount as C;
    match count {
        C::InScope => lang.of(
            "kỳ trước chuyển sang hoặc tiếp nhận trong kỳ",
            "carried into the period or received in it",
        ),
        C::OnTime766 => lang
            .of("trong số đó, đúng hạn theo quy tắc 766", "of these, on time by the rule of 766"),
        C::Displeasing => lang.of(
            "trong số đó, quá hạn theo quy tắc 766, có phản ánh hoặc bị đánh giá không hài lòng",
            "of these, late by the rule of 766, complained about or rated dissatisfied",
        ),
        C::Received => lang.of("ngày tiếp nhận trong kỳ", "received in the period"),
        C::Closed => lang
            .of("kết thúc trong kỳ, kể cả trả lại, rút", "closed in the period, returned ones too"),
        C::Returned => of_tally(lang, Count::Returned),
        C::Late => of_tally(lang, Count::Late),
        C::DaysLate => lang.of(
            "tổng số ngày theo lịch quá hạn của các hồ sơ đó",
            "calendar days of these after their due dates, added up",
        ),
        C::OverdueTold => lang.of(
            "giải quyết quá hạn trong kỳ hoặc đang giải quyết đã quá hạn; tệp có cột thư xin lỗi",
            "resolved late or open and overdue; the file has a column of apologies",
        ),
        C::Apologised => lang.of("trong số đó, có thư xin lỗi", "of these, with an apology"),
        C::FeeTold => lang.of(
            "tiếp nhận trong kỳ, phí lớn hơn 0, tệp có cột thanh toán trực tuyến",
            "received with a fee above zero; the file has a column of online payment",
        ),
        C::PaidOnline => lang.of("trong số đó, thanh toán trực tuyến", "of these, paid online"),
        C::DigitisedTold => lang.of(
            "đã giải quyết, tệp có cột số hóa thành phần hồ sơ và kết quả",
            "resolved; the file tells of digitised papers and results",
        ),
        C::Digitised => lang.of("trong số đó, cả hai được số hóa", "of these, both are digitised"),
        C::ResultTold => lang.of(
            "đã giải quyết, tệp có cột kết quả điện tử",
            "resolved; the file has a column of electronic results",
        ),
        C::ResultElectronic => {
            lang.of("trong số đó, có kết quả điện tử", "of these, with an electronic result")
        }
        _ => of_received(lang, count),
    }
}

const fn of_received(lang: Lang, count: EvidenceCount) -> &'static str {
    use EvidenceCount as C;
    match count {
        C::ReuseTold => lang.of(
            "tiếp nhận trong kỳ, tệp cho biết việc tái sử dụng",
            "received; the file tells of reuse",
        ),
        C::Reused => lang.of("trong số đó, có tái sử dụng dữ liệu", "of these, with reused data"),
        C::StoreTold => lang.of(
            "tiếp nhận trong kỳ, tệp có cột kho dữ liệu",
            "received; the file has a column of the store",
        ),
        C::PersonalStore => {
            lang.of("trong số đó, có dùng kho dữ liệu cá nhân", "of these, with the store used")
        }
        C::PopulationTold => lang.of(
            "tiếp nhận trong kỳ, tệp có cột dữ liệu dân cư",
            "received; the file has a column of population data",
        ),
        C::PopulationData => lang.of(
            "trong số đó, có dùng dữ liệu dân cư hoặc VNeID",
            "of these, with population data or VNeID",
        ),
        C::PublishedTold => lang.of(
            "tiếp nhận trong kỳ, tệp có cột công khai",
            "received; the file has a column of publication",
        ),
        C::Published => lang.of("trong số đó, đã công khai tiến độ", "of these, published"),
        C::SyncTold => lang.of(
            "tiếp nhận trong kỳ, tệp có cột đồng bộ",
            "received; the file has a column of syncing",
        ),
        C::Synced => {
            lang.of("trong số đó, đã đồng bộ Cổng Dịch vụ công quốc gia", "of these, synced")
        }
        C::ChannelTold => {
            lang.of("tiếp nhận trong kỳ, rõ hình thức nộp", "received, channel known")
        }
        C::Postal => lang.of("trong số đó, qua bưu chính công ích", "of these, by post"),
        C::FullServiceTold => lang.of(
            "tiếp nhận trong kỳ của dịch vụ toàn trình, rõ hình thức nộp",
            "received for a full-online service, channel known",
        ),
        C::FullServiceOnline => lang.of("trong số đó, nộp trực tuyến", "of these, online"),
        C::SupplementTold => lang.of(
            "tiếp nhận trong kỳ, tệp cho biết việc bổ sung",
            "received; the file tells of supplement requests",
        ),
        C::SupplementAsked => {
            lang.of("trong số đó, bị yêu cầu bổ sung", "of these, papers were asked for")
        }
        C::RequestsCounted => lang.of(
            "tiếp nhận trong kỳ, tệp có số lần bổ sung",
            "received; the file counts the requests",
        ),
        C::AskedAgain => lang.of("trong số đó, từ hai lần trở lên", "of these, twice or more"),
        _ => of_desk(lang, count),
    }
}

const fn of_desk(lang: Lang, count: EvidenceCount) -> &'static str {
    use EvidenceCount as C;
    match count {
        C::OnlineDated => lang.of(
            "nộp trực tuyến, đã giải quyết trong kỳ, có ngày hẹn trả",
            "came in online, resolved in the period, with a due date",
        ),
        C::OnlineInTime => lang.of("trong số đó, trước hoặc đúng hạn", "of these, in time"),
        C::TermRated => lang
            .of("đã giải quyết, có thời hạn theo quy định", "resolved, with a statutory time told"),
        C::TermPoints => lang.of(
            "điểm: 2 ngắn hơn, 1 bằng, 0 dài hơn quy định",
            "points: 2 shorter, 1 equal, 0 longer than the law",
        ),
        C::ContactRated => {
            lang.of("đã giải quyết, có số lần bổ sung", "resolved, requests counted")
        }
        C::ContactPoints => lang.of(
            "điểm: 2 không bổ sung, 1 một lần, 0 nhiều hơn",
            "points: 2 no request, 1 one, 0 more",
        ),
        C::AttitudeRated => lang.of("đã giải quyết, có ngày hẹn trả", "resolved, with a due date"),
        C::Overdue => lang.of(
            "giải quyết quá hạn trong kỳ hoặc đang giải quyết đã quá hạn",
            "resolved late in the period, or open and overdue",
        ),
        C::Processed => {
            lang.of("giải quyết xong trong kỳ, không tính trả lại, rút", "resolved in the period")
        }
        C::WorkingDays => lang.of(
            "ngày làm việc từ khi tiếp nhận đến khi xong, trừ thời gian chờ bổ sung đã xong",
            "working days from receipt to finish, without completed waits for papers",
        ),
        C::TermUsed => lang.of(
            "ngày làm việc đã dùng, hồ sơ có thời hạn quy định",
            "working days used, of dossiers with a statutory time",
        ),
        C::TermDays => lang.of("ngày làm việc theo quy định", "working days allowed by law"),
        C::Open => lang.of("chưa xong tại ngày chốt", "open on the as-of day"),
        C::OpenDays => lang.of(
            "ngày theo lịch từ khi tiếp nhận đến ngày chốt",
            "calendar days from receipt to the as-of day",
        ),
        C::FeeUntold => lang.of(
            "tiếp nhận trong kỳ, không rõ có phí hay không hoặc nộp phí thế nào",
            "received in the period, nothing told of a fee or of its payment",
        ),
        C::ServiceUntold => lang.of(
            "tiếp nhận trong kỳ, không rõ mức độ dịch vụ hoặc hình thức nộp",
            "received in the period, service level or channel not told",
        ),
        _ => lang.of(
            "điểm: 2 trước hạn, 1 đúng hạn, 0 quá hạn hoặc có phản ánh",
            "points: 2 early, 1 on time, 0 late or complained about",
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Lang, rule};
    use crate::tally::Count;
    use crate::tally::behind::AnyCount;
    use crate::tally::evidence::EvidenceCount;

    #[test]
    fn every_count_has_a_rule_of_its_own() {
        for lang in [Lang::Vi, Lang::En] {
            let rules: BTreeSet<_> =
                Count::ALL.into_iter().map(|count| rule(lang, AnyCount::Tally(count))).collect();
            assert_eq!(rules.len(), Count::ALL.len(), "{rules:?}");
            let all = EvidenceCount::ALL.into_iter();
            let rules: BTreeSet<_> =
                all.map(|count| rule(lang, AnyCount::Evidence(count))).collect();
            assert_eq!(rules.len(), EvidenceCount::ALL.len(), "{rules:?}");
        }
    }
}
