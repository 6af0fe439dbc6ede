//! What the finding codes about people in columns, hidden signs and lost letters say, in Vietnamese and
//! English.

use super::entry::Entry;
use super::severity::Severity;
use crate::words::Bilingual;

pub const WRITTEN_TWICE: Entry = Entry {
    number: "C0028",
    name: "written_twice",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Tệp bị mã hóa UTF-8 hai lần (HÃ¡Â»â€œ…); đã khôi phục đúng nguyên văn",
        en: "the file was written as UTF-8 twice (HÃ¡Â»â€œ…); undone exactly",
    },
    repair: Bilingual {
        vi: "Báo bộ phận quản trị hệ thống một cửa sửa chức năng xuất; số liệu không bị ảnh hưởng",
        en: "tell whoever runs the system to mend its export; the figures are right",
    },
};

pub const WRITTEN_TWICE_IN_PART: Entry = Entry {
    number: "C0029",
    name: "written_twice_in_part",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Một phần chữ trong tệp bị mã hóa UTF-8 hai lần; giữ nguyên, không đoán",
        en: "some text of the file was written as UTF-8 twice; left as it stands",
    },
    repair: Bilingual {
        vi: "Xuất lại tệp; không ghép tệp bằng cách dán nội dung của tệp lỗi vào tệp đúng",
        en: "export the file again; do not paste a spoilt file into a sound one",
    },
};

pub const LETTERS_LOST: Entry = Entry {
    number: "C0030",
    name: "letters_lost",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Chữ có dấu đã mất, chỉ còn dấu ? hoặc �; tên như vậy không khớp với tên nào khác",
        en: "letters are lost and only ? or � is left; such a name is matched with no other",
    },
    repair: Bilingual {
        vi: "Xuất lại với mã hóa UTF-8 (Excel: \"CSV UTF-8\"); chữ đã mất không khôi phục được từ tệp này",
        en: "export again as UTF-8 (Excel: \"CSV UTF-8\"); what is lost cannot be had from this file",
    },
};

pub const HIDDEN_SIGNS: Entry = Entry {
    number: "C0224",
    name: "hidden_signs",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Tên có ký tự ẩn hoặc ký tự đảo chiều chữ; được hiện bằng mã, không tách tên",
        en: "a name holds invisible signs or turns its letters round; shown by number, one name all the same",
    },
    repair: Bilingual {
        vi: "Gõ lại tên trong hệ thống một cửa; không sao chép tên từ trang mạng hoặc Word",
        en: "type the name again in the system instead of copying it from a page or from Word",
    },
};

pub const PEOPLE_NOT_TAKEN: Entry = Entry {
    number: "C0317",
    name: "people_not_taken",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Cột đơn vị chứa tên người: không lấy, không hiển thị; hồ sơ vẫn được tính",
        en: "people stand in a column of units: not taken and not shown; the dossiers count all the same",
    },
    repair: Bilingual {
        vi: "Xuất cột đơn vị giải quyết thay cho cột cán bộ, hoặc khai cột đơn vị trong tệp ánh xạ",
        en: "export the unit instead of the officer, or name the column of units in a profile",
    },
};

pub const FREE_TEXT_NOT_TAKEN: Entry = Entry {
    number: "C0318",
    name: "free_text_not_taken",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Cột thủ tục có nội dung ghi tự do: không lấy, không hiển thị; hồ sơ vẫn được tính",
        en: "free text stands in the column of procedures: not taken and not shown; the dossiers count all the same",
    },
    repair: Bilingual {
        vi: "Xuất thêm cột tên hoặc mã thủ tục hành chính",
        en: "export the name or code of the procedure as well",
    },
};
