//! The signals about dossier codes, and their texts.

use super::signal::{Need, Signal, Threshold};
use super::{codes, recoded};
use crate::findings::Severity;
use crate::words::Bilingual;

/// A code is drawn and given up now and then; several, and one in a hundred, are rows that may be missing.
pub const CODE_NUMBER_GAPS: Signal = Signal {
    number: "C0513",
    name: "code_number_gaps",
    severity: Severity::Info,
    threshold: Threshold { count: 3, percent: 1 },
    needs: &[Need::Code],
    title: Bilingual {
        vi: "Số thứ tự trong mã hồ sơ bị ngắt quãng",
        en: "gaps in the running numbers of dossier codes",
    },
    formula: Bilingual {
        vi: "hồ sơ đứng ngay sau chỗ thiếu số / hồ sơ có số đứng sau một số khác của cùng đơn vị, cùng ngày; chỉ xét mã đơn vị có đủ từ 3/4 số giữa số đầu và số cuối các ngày",
        en: "dossiers right behind a missing number / dossiers with another number of the same body and day before theirs; bodies with at least three of four numbers between the first and the last of their days",
    },
    ordinary_reasons: Bilingual {
        vi: "Có thể do tệp chỉ chứa một số thủ tục, hình thức nộp hoặc trạng thái, do mã đã cấp nhưng hồ sơ không được tiếp nhận hoặc bị hủy, hoặc hồ sơ nằm ở hệ thống của bộ, ngành",
        en: "may be an export of some procedures, channels or states only, codes given to dossiers that were not accepted or were cancelled, or dossiers kept in the system of a ministry",
    },
    judge: codes::number_gaps,
};

/// A day between the code and the desk is usual online; one in five says which of both days is exported.
pub const CODE_DAY_DIFFERS: Signal = Signal {
    number: "C0514",
    name: "code_day_differs",
    severity: Severity::Info,
    threshold: Threshold { count: 10, percent: 20 },
    needs: &[Need::Code],
    title: Bilingual {
        vi: "Ngày trong mã hồ sơ khác ngày tiếp nhận",
        en: "the day in the code is not the received day",
    },
    formula: Bilingual {
        vi: "hồ sơ có ngày trong mã khác ngày tiếp nhận / hồ sơ có mã theo mẫu đã biết",
        en: "dossiers whose code has another day than the receipt / dossiers with a code of a known form",
    },
    ordinary_reasons: Bilingual {
        vi: "Có thể do hồ sơ nộp trực tuyến được cấp mã khi nộp và tiếp nhận sau, hồ sơ nộp sau 15 giờ hoặc ngày nghỉ, hồ sơ chuyển từ nơi khác đến, hoặc nhập bù",
        en: "may be online dossiers that got their code when they were sent and were accepted later, dossiers of the late afternoon or of a day off, dossiers from elsewhere, or entry after the fact",
    },
    judge: codes::other_day,
};

/// One row may have changed its unit; several, and one in a hundred, move figures between units.
pub const CODE_OF_ANOTHER_UNIT: Signal = Signal {
    number: "C0515",
    name: "code_of_another_unit",
    severity: Severity::Info,
    threshold: Threshold { count: 3, percent: 1 },
    needs: &[Need::Code],
    title: Bilingual {
        vi: "Mã hồ sơ của đơn vị khác", en: "codes that belong to another unit"
    },
    formula: Bilingual {
        vi: "hồ sơ có mã đơn vị mà từ 3/4 hồ sơ mang mã đó thuộc một đơn vị khác / hồ sơ có mã đơn vị thuộc hẳn về một đơn vị (từ 5 hồ sơ)",
        en: "dossiers with a body that is another unit's in three of four dossiers / dossiers with a body that is one unit's (of 5 dossiers or more)",
    },
    ordinary_reasons: Bilingual {
        vi: "Có thể do tiếp nhận phi địa giới, hồ sơ liên thông hoặc chuyển thẩm quyền, đơn vị sáp nhập, đổi tên, hoặc cột đơn vị ghi nơi giải quyết còn mã ghi nơi tiếp nhận",
        en: "may be intake for elsewhere, linked procedures or a change of competence, merged or renamed units, or a unit column of resolvers beside codes of receivers",
    },
    judge: codes::other_unit,
};

/// Ten that agree on every day are no chance; what was taken over counts twice, open or closed.
pub const DOSSIERS_UNDER_TWO_CODES: Signal = Signal {
    number: "C0516",
    name: "dossiers_under_two_codes",
    severity: Severity::Warning,
    threshold: Threshold { count: 10, percent: 1 },
    needs: &[],
    title: Bilingual {
        vi: "Cùng một hồ sơ đứng dưới hai dạng mã",
        en: "the same dossiers under two forms of code",
    },
    formula: Bilingual {
        vi: "hồ sơ có một hồ sơ cùng đơn vị, thủ tục, ngày tiếp nhận, ngày hẹn trả mang dạng mã khác / hồ sơ của đơn vị có hai dạng mã so được với nhau (từ 10 hồ sơ mỗi dạng, cùng có từ 8 ngày); chỉ tính khi trùng từ một nửa và từ 3 lần mức trùng ngẫu nhiên (lệch một tuần)",
        en: "dossiers with one of the same unit, procedure, received day and due day under another form of code / dossiers of units with two forms that can be compared (10 dossiers each, 8 days shared); told only where half agree, and 3 times as many as by chance (moved by a week)",
    },
    ordinary_reasons: Bilingual {
        vi: "Thường do hệ thống mới nhận hồ sơ cũ và cấp mã mới, khi đó mỗi hồ sơ bị tính hai lần: giữ mã cũ khi chuyển, hoặc bắt đầu thư mục mới chỉ có tệp của hệ thống mới; cũng có thể là hai hệ thống cùng nhận hồ sơ theo lô giống nhau",
        en: "mostly a new system that took dossiers over under new codes, each of which then counts twice: keep the old codes, or begin a folder with the exports of the new system alone; may also be two systems that receive alike batches",
    },
    judge: recoded::two_forms,
};
