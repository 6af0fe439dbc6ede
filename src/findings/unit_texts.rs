//! What the finding codes of units: which one a name means, and which are silent say, in Vietnamese and English.

use super::entry::Entry;
use super::severity::Severity;
use crate::words::Bilingual;

pub const UNKNOWN_UNIT: Entry = Entry {
    number: "C0211",
    name: "unknown_unit",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Tên đơn vị không có trong danh mục đơn vị hành chính; giữ nguyên như trong tệp",
        en: "the unit is not in the register of administrative units; it stays as written",
    },
    repair: Bilingual {
        vi: "Đối chiếu với tên gợi ý; sửa tên hoặc thêm mã đơn vị trong phần mềm một cửa",
        en: "compare with the suggested names; correct the name, or add the unit code, in the source system",
    },
};

pub const AMBIGUOUS_UNIT: Entry = Entry {
    number: "C0212",
    name: "ambiguous_unit",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Nhiều đơn vị cùng tên, tệp không cho biết thuộc huyện nào; không gộp vào đơn vị nào",
        en: "several units bear this name and the export does not say the district; it is joined to none of them",
    },
    repair: Bilingual {
        vi: "Xuất thêm cột quận/huyện hoặc mã đơn vị",
        en: "export the district or the unit code as well",
    },
};

pub const UNIT_NOT_COMPARABLE: Entry = Entry {
    number: "C0213",
    name: "unit_not_comparable",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Số liệu trước và sau ngày 01/7/2025 không so sánh được: đơn vị bị chia tách hoặc không có đơn vị tương ứng",
        en: "figures before and after 1 July 2025 cannot be compared: the unit was split or has no counterpart",
    },
    repair: Bilingual {
        vi: "Không xếp hạng, không tính tăng giảm cho đơn vị này qua ngày 01/7/2025",
        en: "do not rank this unit, nor state its change, across 1 July 2025",
    },
};

pub const UNIT_SILENT: Entry = Entry {
    number: "C0214",
    name: "unit_silent",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Đơn vị có trong danh sách phải báo cáo nhưng không có hồ sơ nào trong dữ liệu",
        en: "a unit of the roster has no dossier in the data",
    },
    repair: Bilingual {
        vi: "Hỏi đơn vị: chưa gửi tệp, gửi thiếu, hay thật sự không phát sinh hồ sơ",
        en: "ask the unit: no file sent, a file missing, or truly no dossier",
    },
};

pub const UNIT_SILENT_IN_PERIOD: Entry = Entry {
    number: "C0219",
    name: "unit_silent_in_period",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Đơn vị có trong danh sách phải báo cáo, có hồ sơ ở kỳ khác nhưng trong kỳ không tiếp nhận, không giải quyết, không còn hồ sơ nào",
        en: "a unit of the roster has dossiers, but none received, closed or open in the period",
    },
    repair: Bilingual {
        vi: "Hỏi đơn vị: chưa gửi tệp của kỳ này, hay thật sự không phát sinh hồ sơ",
        en: "ask the unit: no file of this period sent, or truly no dossier",
    },
};

pub const UNIT_FROM_TITLE: Entry = Entry {
    number: "C0215",
    name: "unit_from_title",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Tệp không có cột đơn vị; lấy đơn vị ghi ở phần tiêu đề phía trên bảng",
        en: "no column names the unit; the one in the title rows is taken",
    },
    repair: Bilingual {
        vi: "Nếu không đúng, xuất lại kèm cột đơn vị giải quyết",
        en: "if it is not the right one, export the column of the resolving unit as well",
    },
};
