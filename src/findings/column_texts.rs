//! What the finding codes of columns and of the dates of a whole file say, in Vietnamese and English.

use super::entry::Entry;
use super::severity::Severity;
use crate::words::Bilingual;

pub const DATES_AMBIGUOUS: Entry = Entry {
    number: "C0301",
    name: "dates_ambiguous",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Không ngày nào trong tệp cho biết thứ tự ngày/tháng; đọc là ngày trước, tháng sau như mọi hệ thống Việt Nam",
        en: "no date of the file tells day/month from month/day; read day first, as every Vietnamese system writes",
    },
    repair: Bilingual {
        vi: "Nếu tệp ghi tháng trước thì khai date_formats trong tệp ánh xạ",
        en: "if the file writes the month first, name date_formats in a profile",
    },
};

pub const DATES_MONTH_FIRST: Entry = Entry {
    number: "C0302",
    name: "dates_month_first",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Tệp ghi tháng trước, ngày sau (có số thứ hai lớn hơn 12, không có số thứ nhất lớn hơn 12); đọc theo tháng/ngày/năm",
        en: "the file writes the month first (second numbers above 12, no first number above 12); read as month/day/year",
    },
    repair: Bilingual {
        vi: "Khai date_formats = [\"%m/%d/%Y\"] trong tệp ánh xạ để khẳng định",
        en: "name date_formats = [\"%m/%d/%Y\"] in a profile to make this sure",
    },
};

pub const DATES_MIXED: Entry = Entry {
    number: "C0303",
    name: "dates_mixed",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Tệp lẫn cả ngày/tháng và tháng/ngày; đọc là ngày trước, dòng không đọc được bị loại",
        en: "the file mixes day/month and month/day; read day first, what does not fit is rejected",
    },
    repair: Bilingual {
        vi: "Xuất lại với một kiểu ngày duy nhất",
        en: "export again with one date form",
    },
};

pub const PERSONAL_COLUMN: Entry = Entry {
    number: "C0304",
    name: "personal_column",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Cột dữ liệu cá nhân: không nạp",
        en: "a personal-data column: not loaded",
    },
    repair: Bilingual {
        vi: "Không cần làm gì; nếu được thì bỏ cột này khi xuất",
        en: "nothing to do; leave the column out of the export if you can",
    },
};

pub const COLUMN_REPEATED: Entry = Entry {
    number: "C0305",
    name: "column_repeated",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Hai cột cùng nghĩa; chỉ dùng cột kia",
        en: "two columns mean the same field; the other one is used",
    },
    repair: Bilingual {
        vi: "Chọn cột trong tệp ánh xạ nếu tệp dùng sai cột",
        en: "choose the column in a profile if the wrong one was taken",
    },
};

pub const OTHER_FILE: Entry = Entry {
    number: "C0306",
    name: "other_file",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Tệp trong thư mục không thuộc loại dữ liệu xuất: bỏ qua",
        en: "a file of the folder that is no kind of export: passed over",
    },
    repair: Bilingual {
        vi: "Nêu đích danh tệp trên dòng lệnh nếu muốn đọc",
        en: "name the file on the command line to have it read",
    },
};

pub const PROFILE_COLUMN_ABSENT: Entry = Entry {
    number: "C0307",
    name: "profile_column_absent",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Cột khai trong tệp ánh xạ không có trong tệp",
        en: "a column named in the profile is not in the file",
    },
    repair: Bilingual {
        vi: "Sửa tên cột trong tệp ánh xạ, hoặc xuất lại đủ cột",
        en: "mend the name in the profile, or export again with the column",
    },
};

pub const UNKNOWN_COLUMNS: Entry = Entry {
    number: "C0308",
    name: "unknown_columns",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Ngoài các cột của tệp ánh xạ, tệp còn cột chưa ai biết",
        en: "beside the columns of the profile there are others that nothing knows",
    },
    repair: Bilingual {
        vi: "Xem bằng cchc inspect; khai thêm trong [columns] nếu cột có ích",
        en: "look with cchc inspect; name them in [columns] if they are of use",
    },
};

pub const DATES_EXCHANGED: Entry = Entry {
    number: "C0309",
    name: "dates_exchanged",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Bảng tính đã đổi chỗ ngày và tháng của các ngày từ 1 đến 12; đã đổi lại",
        en: "the spreadsheet exchanged day and month of the days from 1 to 12; put right",
    },
    repair: Bilingual {
        vi: "Xuất lại và không mở bằng Excel đặt kiểu ngày tháng/ngày/năm (English US)",
        en: "export again, and do not open it in an Excel that writes month/day/year (English US)",
    },
};
