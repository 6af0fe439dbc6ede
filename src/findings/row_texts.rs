//! What the finding codes of single rows and cells of dossier logs say, in Vietnamese and English.

use super::entry::Entry;
use super::severity::Severity;
use crate::words::Bilingual;

pub const RAGGED_ROW: Entry = Entry {
    number: "C0101",
    name: "ragged_row",
    severity: Severity::Error,
    title: Bilingual {
        vi: "Số ô của dòng khác số cột của tiêu đề",
        en: "the row has more or fewer cells than the header",
    },
    repair: Bilingual {
        vi: "Sửa dấu phân cách thừa hoặc thiếu, hoặc đặt ô có dấu phân cách trong ngoặc kép",
        en: "mend a missing or surplus delimiter, or quote the cell that holds one",
    },
};

pub const MISSING_ID: Entry = Entry {
    number: "C0102",
    name: "missing_id",
    severity: Severity::Error,
    title: Bilingual { vi: "Thiếu mã hồ sơ", en: "no dossier id" },
    repair: Bilingual {
        vi: "Điền mã hồ sơ trong hệ thống nguồn",
        en: "fill in the dossier id in the source system",
    },
};

pub const BAD_DATE: Entry = Entry {
    number: "C0103",
    name: "bad_date",
    severity: Severity::Error,
    title: Bilingual { vi: "Ngày không đọc được", en: "a date that cannot be read" },
    repair: Bilingual {
        vi: "Sửa thành ngày/tháng/năm có thật, hoặc khai date_formats trong tệp ánh xạ",
        en: "mend it to a real day/month/year, or name its form under date_formats in a profile",
    },
};

pub const MISSING_RECEIVED: Entry = Entry {
    number: "C0104",
    name: "missing_received",
    severity: Severity::Error,
    title: Bilingual { vi: "Thiếu ngày tiếp nhận", en: "no received date" },
    repair: Bilingual {
        vi: "Điền ngày tiếp nhận trong hệ thống nguồn",
        en: "fill in the received date in the source system",
    },
};

pub const FINISHED_BEFORE_RECEIVED: Entry = Entry {
    number: "C0105",
    name: "finished_before_received",
    severity: Severity::Error,
    title: Bilingual {
        vi: "Ngày kết thúc trước ngày tiếp nhận",
        en: "finished before it was received",
    },
    repair: Bilingual {
        vi: "Kiểm tra hai ngày này trong hệ thống nguồn; --policy lenient giữ lại các dòng như vậy",
        en: "check the two dates in the source system; --policy lenient keeps such rows",
    },
};

pub const CLOSED_WITHOUT_DATE: Entry = Entry {
    number: "C0106",
    name: "closed_without_date",
    severity: Severity::Error,
    title: Bilingual {
        vi: "Trạng thái đã đóng nhưng không có ngày kết thúc",
        en: "the status says closed and there is no finish date",
    },
    repair: Bilingual {
        vi: "Điền ngày kết thúc xử lý trong hệ thống nguồn",
        en: "fill in the finish date in the source system",
    },
};

pub const ID_DIGITS_LOST: Entry = Entry {
    number: "C0107",
    name: "id_digits_lost",
    severity: Severity::Error,
    title: Bilingual {
        vi: "Mã hồ sơ đã thành số và mất chữ số",
        en: "the dossier id became a number and lost digits",
    },
    repair: Bilingual {
        vi: "Định dạng cột mã hồ sơ là văn bản (Text) rồi xuất lại từ hệ thống; không sửa được trong tệp này",
        en: "format the id column as text and export again from the system; it cannot be mended in this file",
    },
};

pub const DUE_DATE_MOVED: Entry = Entry {
    number: "C0201",
    name: "due_date_moved",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Ngày hẹn trả bị đổi giữa hai lần xuất của cùng hồ sơ",
        en: "the due date moved between two rows of one dossier",
    },
    repair: Bilingual {
        vi: "Đối chiếu phiếu hẹn trả lần đầu với lần gia hạn",
        en: "compare the first appointment slip with the new one",
    },
};

pub const STATUS_DISAGREES: Entry = Entry {
    number: "C0202",
    name: "status_disagrees",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Trạng thái và ngày kết thúc mâu thuẫn; tính theo ngày",
        en: "status and finish date disagree; the date is used",
    },
    repair: Bilingual {
        vi: "Cập nhật trạng thái trong hệ thống nguồn",
        en: "bring the status up to date in the source system",
    },
};

pub const UNKNOWN_CHANNEL: Entry = Entry {
    number: "C0203",
    name: "unknown_channel",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Hình thức nộp không có trong bảng ánh xạ",
        en: "a channel spelling that nothing maps",
    },
    repair: Bilingual {
        vi: "Khai cách ghi này trong [values.channel] của tệp ánh xạ",
        en: "map this spelling under [values.channel] in a profile",
    },
};

pub const UNKNOWN_STATUS: Entry = Entry {
    number: "C0204",
    name: "unknown_status",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Trạng thái không có trong bảng ánh xạ; tính theo ngày",
        en: "a status spelling that nothing maps; the dates are used",
    },
    repair: Bilingual {
        vi: "Khai cách ghi này trong [values.status] của tệp ánh xạ",
        en: "map this spelling under [values.status] in a profile",
    },
};

pub const UNKNOWN_RATING: Entry = Entry {
    number: "C0205",
    name: "unknown_rating",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Mức đánh giá không có trong bảng ánh xạ; không tính là đã đánh giá",
        en: "a rating spelling that nothing maps; not counted as rated",
    },
    repair: Bilingual {
        vi: "Khai cách ghi này trong [values.rating] của tệp ánh xạ",
        en: "map this spelling under [values.rating] in a profile",
    },
};

pub const UNKNOWN_FLAG: Entry = Entry {
    number: "C0206",
    name: "unknown_flag",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Giá trị có/không (như số hóa) không có trong bảng ánh xạ; không tính là có",
        en: "a yes/no spelling (digitised, say) that nothing maps; not counted as yes",
    },
    repair: Bilingual {
        vi: "Khai cách ghi này trong [values.TRƯỜNG] của tệp ánh xạ, ví dụ [values.result_digitised]",
        en: "map this spelling under [values.FIELD] in a profile, such as [values.result_digitised]",
    },
};

pub const KEPT_FINISHED_BEFORE_RECEIVED: Entry = Entry {
    number: "C0207",
    name: "kept_finished_before_received",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Ngày kết thúc trước ngày tiếp nhận; giữ lại theo --policy lenient: đóng vào ngày tiếp nhận, sớm hay trễ theo ngày kết thúc đã ghi",
        en: "finished before it was received; kept by --policy lenient: closed on the received day, in time or late by the printed finish",
    },
    repair: Bilingual {
        vi: "Kiểm tra hai ngày này trong hệ thống nguồn",
        en: "check the two dates in the source system",
    },
};

pub const DUE_BEFORE_RECEIVED: Entry = Entry {
    number: "C0208",
    name: "due_before_received",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Ngày hẹn trả trước ngày tiếp nhận", en: "due before it was received"
    },
    repair: Bilingual {
        vi: "Kiểm tra ngày hẹn trả trong hệ thống nguồn",
        en: "check the due date in the source system",
    },
};

pub const DUE_AT_MIDNIGHT: Entry = Entry {
    number: "C0209",
    name: "due_at_midnight",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Giờ hẹn trả là 00:00: so theo giờ thì mọi hồ sơ trả trong ngày đều thành quá hạn",
        en: "the due time is 00:00: compared by time, every finish on that day is late",
    },
    repair: Bilingual {
        vi: "Dùng --grain day (mặc định), hoặc xuất ngày hẹn có giờ thật",
        en: "use --grain day (the default), or export real due times",
    },
};

pub const ID_RESTORED: Entry = Entry {
    number: "C0210",
    name: "id_restored",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Mã hồ sơ đã thành số, khôi phục được đủ chữ số",
        en: "dossier ids that became numbers, restored with all digits",
    },
    repair: Bilingual {
        vi: "Định dạng cột mã hồ sơ là văn bản (Text) khi xuất, để không mất số 0 ở đầu",
        en: "format the id column as text when exporting, so that leading zeros are kept",
    },
};
