//! What the finding codes of files: whether one can be read at all, and what its tables are say, in Vietnamese and English.

use super::entry::Entry;
use super::severity::Severity;
use crate::words::Bilingual;

pub const UNREADABLE_FILE: Entry = Entry {
    number: "C0001",
    name: "unreadable_file",
    severity: Severity::Critical,
    title: Bilingual { vi: "Không đọc được tệp", en: "the file cannot be read" },
    repair: Bilingual {
        vi: "Kiểm tra đường dẫn, quyền đọc và ổ đĩa, rồi chạy lại",
        en: "check the path, the permission and the disk, then run again",
    },
};

pub const NOT_AN_EXPORT: Entry = Entry {
    number: "C0002",
    name: "not_an_export",
    severity: Severity::Critical,
    title: Bilingual {
        vi: "Tệp không phải dạng dữ liệu xuất đọc được",
        en: "the file is no kind of export that can be read",
    },
    repair: Bilingual {
        vi: "Xuất lại dạng XLSX hoặc CSV (Excel: \"CSV UTF-8\"); tệp RAR, 7z thì giải nén trước; không phải dữ liệu xuất thì bỏ khỏi thư mục",
        en: "export again as XLSX or CSV (Excel: \"CSV UTF-8\"); unpack RAR and 7z first; take what is no export out of the folder",
    },
};

pub const UNDECODABLE_BYTES: Entry = Entry {
    number: "C0003",
    name: "undecodable_bytes",
    severity: Severity::Critical,
    title: Bilingual {
        vi: "Có byte không đúng UTF-8, UTF-16 hay bảng mã tiếng Việt nào",
        en: "bytes that are neither UTF-8 nor UTF-16 nor a Vietnamese encoding",
    },
    repair: Bilingual {
        vi: "Xuất lại tệp với mã hóa UTF-8 (Excel: \"CSV UTF-8\"), sửa byte ở vị trí đã nêu, hoặc ghi bảng mã vào tệp ánh xạ: encoding = \"tcvn3\", \"vni\", \"windows-1258\", \"viscii\"",
        en: "export again as UTF-8 (Excel: \"CSV UTF-8\"), mend the byte at the place named, or name the encoding in a profile: encoding = \"tcvn3\", \"vni\", \"windows-1258\", \"viscii\"",
    },
};

pub const HEADER_NOT_FOUND: Entry = Entry {
    number: "C0004",
    name: "header_not_found",
    severity: Severity::Critical,
    title: Bilingual { vi: "Không tìm thấy dòng tiêu đề", en: "no header row found" },
    repair: Bilingual {
        vi: "Mở tệp trong Excel: dòng tên cột phải có mã hồ sơ và ngày tiếp nhận, thiếu thì xuất lại; tên khác thì viết tệp ánh xạ cột rồi chạy với --profile TỆP: [columns] dossier_id = \"…\", received_at = \"…\"",
        en: "open it in Excel: a row of column names with dossier id and received date has to be there, else export again; where the names are others, write a profile and run with --profile FILE: [columns] dossier_id = \"…\", received_at = \"…\"",
    },
};

pub const REQUIRED_COLUMN_MISSING: Entry = Entry {
    number: "C0005",
    name: "required_column_missing",
    severity: Severity::Critical,
    title: Bilingual { vi: "Thiếu cột bắt buộc", en: "a required column is missing" },
    repair: Bilingual {
        vi: "Xuất lại với đủ cột bắt buộc (dữ liệu hồ sơ: mã hồ sơ và ngày tiếp nhận), hoặc khai tên cột trong tệp ánh xạ (--profile)",
        en: "export again with the required columns (of a dossier log: dossier id and received date), or name the column in a profile (--profile)",
    },
};

pub const UNTERMINATED_QUOTE: Entry = Entry {
    number: "C0006",
    name: "unterminated_quote",
    severity: Severity::Critical,
    title: Bilingual {
        vi: "Dấu ngoặc kép mở mà không đóng",
        en: "a quotation mark is opened and never closed",
    },
    repair: Bilingual {
        vi: "Sửa ô bắt đầu bằng dấu \" ở dòng này, rồi chạy lại",
        en: "mend the cell that begins with \" in this row, then run again",
    },
};

pub const EMPTY_FILE: Entry = Entry {
    number: "C0007",
    name: "empty_file",
    severity: Severity::Error,
    title: Bilingual { vi: "Tệp rỗng", en: "the file is empty" },
    repair: Bilingual {
        vi: "Xuất lại tệp này từ hệ thống một cửa",
        en: "export this file again from the one-stop system",
    },
};

pub const HEADER_ONLY: Entry = Entry {
    number: "C0008",
    name: "header_only",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Tệp chỉ có tiêu đề, không có dòng hồ sơ",
        en: "the file has a header and no dossier",
    },
    repair: Bilingual {
        vi: "Nếu đơn vị có phát sinh hồ sơ thì xuất lại; nếu không thì không cần làm gì",
        en: "export again if the unit had dossiers; otherwise nothing is to do",
    },
};

pub const ABSURD_EXPANSION: Entry = Entry {
    number: "C0009",
    name: "absurd_expansion",
    severity: Severity::Critical,
    title: Bilingual {
        vi: "Tệp bung ra quá lớn so với kích thước của nó: không đọc",
        en: "the file unpacks to an absurd size: refused",
    },
    repair: Bilingual {
        vi: "Nếu tệp đúng là dữ liệu thật, xuất lại dạng CSV hoặc chia nhỏ; nếu không rõ nguồn thì đừng mở",
        en: "export again as CSV or in parts if the data are real; do not open the file if its origin is unknown",
    },
};

pub const LOCKED_FILE: Entry = Entry {
    number: "C0010",
    name: "locked_file",
    severity: Severity::Critical,
    title: Bilingual { vi: "Tệp đặt mật khẩu", en: "the file is locked by a password" },
    repair: Bilingual {
        vi: "Mở tệp bằng Excel hoặc chương trình nén, bỏ mật khẩu rồi lưu lại",
        en: "open it in Excel or the archiver, take the password off and save it again",
    },
};

pub const NO_EXPORT_INSIDE: Entry = Entry {
    number: "C0011",
    name: "no_export_inside",
    severity: Severity::Critical,
    title: Bilingual {
        vi: "Tệp nén hoặc sổ tính không chứa dữ liệu xuất nào đọc được",
        en: "the archive or workbook holds no export that can be read",
    },
    repair: Bilingual {
        vi: "Giải nén rồi chỉ cho chương trình thư mục; tệp nén lồng nhau chỉ đọc được hai lớp",
        en: "unpack it and name the folder; archives are read two levels deep",
    },
};

pub const SHEET_PASSED_OVER: Entry = Entry {
    number: "C0012",
    name: "sheet_passed_over",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Trang tính không có bảng hồ sơ: bỏ qua",
        en: "a sheet without a table of dossiers: passed over",
    },
    repair: Bilingual {
        vi: "Không cần làm gì; nếu trang tính có hồ sơ thì xem dòng tiêu đề bằng cchc inspect",
        en: "nothing to do; if the sheet holds dossiers, see its header with cchc inspect",
    },
};

pub const HIDDEN_ROWS: Entry = Entry {
    number: "C0013",
    name: "hidden_rows",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Có dòng hoặc trang tính bị ẩn: vẫn được đọc",
        en: "hidden rows or a hidden sheet: read all the same",
    },
    repair: Bilingual {
        vi: "Bỏ ẩn, bỏ lọc để đối chiếu; xóa hẳn những dòng không thuộc kỳ trước khi xuất",
        en: "show them and clear the filter to compare; delete the rows that do not belong",
    },
};

pub const CAPITALS_WRITTEN_SMALL: Entry = Entry {
    number: "C0014",
    name: "capitals_written_small",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Chữ hoa có dấu được ghi bằng mã chữ thường (phông .VnTimeH)",
        en: "capitals with marks are stored as small letters (font .VnTimeH)",
    },
    repair: Bilingual {
        vi: "Không cần làm gì: TCVN3 không có mã chữ hoa mang dấu thanh nên không biết được chữ nào vốn là chữ hoa; tên đơn vị so không phân biệt hoa thường nên số liệu không đổi",
        en: "nothing is to do: TCVN3 has no capitals with a tone, so which letters were capitals is lost; names are compared without case, so no figure changes",
    },
};

pub const LEGACY_ENCODING: Entry = Entry {
    number: "C0015",
    name: "legacy_encoding",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Tệp không phải UTF-8; đã nhận ra bảng mã cũ theo âm tiết tiếng Việt",
        en: "not UTF-8; the legacy encoding was told by its Vietnamese syllables",
    },
    repair: Bilingual {
        vi: "Nếu chữ hiển thị sai, ghi bảng mã vào tệp ánh xạ (encoding = \"…\") hoặc xuất lại dạng UTF-8",
        en: "if the text looks wrong, name the encoding in a profile (encoding = \"…\") or export again as UTF-8",
    },
};

pub const PROFILE_COLUMN_GONE: Entry = Entry {
    number: "C0020",
    name: "profile_column_gone",
    severity: Severity::Critical,
    title: Bilingual {
        vi: "Tệp không còn cột mà tệp ánh xạ khai và số liệu cần",
        en: "a column that the profile names and figures need is gone",
    },
    repair: Bilingual {
        vi: "Sửa dòng được nêu trong [columns] của tệp ánh xạ, hoặc xuất lại đủ cột",
        en: "change the line shown in [columns] of the profile, or export again with the column",
    },
};

pub const FORMULA_WITHOUT_VALUE: Entry = Entry {
    number: "C0021",
    name: "formula_without_value",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Cột có công thức chưa lưu giá trị: các ô này được đọc như ô trống",
        en: "formulas without a stored value: their cells are read as blank",
    },
    repair: Bilingual {
        vi: "Mở tệp bằng Excel, bấm Lưu (Ctrl+S) để Excel tính và ghi giá trị, rồi chạy lại",
        en: "open the file in Excel and save it (Ctrl+S), so that the values are worked out and stored, then run again",
    },
};

pub const CUT_OFF_FILE: Entry = Entry {
    number: "C0022",
    name: "cut_off_file",
    severity: Severity::Critical,
    title: Bilingual {
        vi: "Tệp bị cắt ngang: phần cuối không có",
        en: "the file is cut off: its end is missing",
    },
    repair: Bilingual {
        vi: "Tải hoặc chép lại tệp cho đủ (so dung lượng với bản gốc); nếu vẫn vậy thì xuất lại từ hệ thống một cửa",
        en: "download or copy it again in full (compare the size with the original); if that is no help, export it again from the one-stop system",
    },
};

pub const DAMAGED_FILE: Entry = Entry {
    number: "C0023",
    name: "damaged_file",
    severity: Severity::Critical,
    title: Bilingual { vi: "Tệp bị hỏng bên trong", en: "the file is damaged inside" },
    repair: Bilingual {
        vi: "Sổ tính: mở bằng Excel (Tệp > Mở > Mở và Sửa chữa), lưu thành .xlsx rồi chạy lại; tệp nén, hoặc Excel cũng không mở được: tải hay xuất lại",
        en: "a workbook: open it in Excel (File > Open > Open and Repair), save it as .xlsx and run again; an archive, or one that Excel cannot open either: download or export it again",
    },
};

pub const OTHER_FORMAT: Entry = Entry {
    number: "C0024",
    name: "other_format",
    severity: Severity::Critical,
    title: Bilingual {
        vi: "Bảng tính ở dạng mà chương trình không đọc",
        en: "a spreadsheet in a format that is not read",
    },
    repair: Bilingual {
        vi: "Mở tệp bằng Excel, chọn Lưu thành (Save As) dạng .xlsx, rồi chạy lại với tệp mới",
        en: "open it in Excel, save it as .xlsx (Save As) and run again with the new file",
    },
};

pub const CHANGED_WHILE_READ: Entry = Entry {
    number: "C0031",
    name: "changed_while_read",
    severity: Severity::Critical,
    title: Bilingual {
        vi: "Tệp thay đổi trong khi đang được đọc",
        en: "the file changed while it was read",
    },
    repair: Bilingual {
        vi: "Chờ phần mềm xuất hoặc đồng bộ ghi xong rồi chạy lại, hoặc chép tệp ra thư mục khác rồi đọc bản chép",
        en: "wait until whatever exports or syncs it is done and run again, or copy the file elsewhere and read the copy",
    },
};

pub const BROKEN_LINK: Entry = Entry {
    number: "C0033",
    name: "broken_link",
    severity: Severity::Error,
    title: Bilingual {
        vi: "Liên kết trong thư mục không dẫn tới tệp nào",
        en: "a link in the folder leads to no file",
    },
    repair: Bilingual {
        vi: "Nối lại ổ đĩa hoặc thư mục mà liên kết dẫn tới rồi chạy lại; hoặc xóa liên kết nếu không còn dùng",
        en: "connect the disk or folder that the link leads to and run again; or remove the link if it is not used",
    },
};
