//! What the findings about the place of tables and columns say, in Vietnamese and English.

use super::entry::Entry;
use super::severity::Severity;
use crate::words::Bilingual;

pub const SEVERAL_TABLES: Entry = Entry {
    number: "C0025",
    name: "several_tables",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Tệp có nhiều bảng nối nhau: dưới mỗi dòng tiêu đề, cột được nhận lại theo tiêu đề đó",
        en: "several tables stand one below the other: below each header the columns are those it names",
    },
    repair: Bilingual {
        vi: "Không cần sửa; xem lại nếu tiêu đề sau thiếu cột so với tiêu đề đầu",
        en: "nothing to mend; look again if a later header lacks columns of the first",
    },
};

pub const TABLES_SIDE_BY_SIDE: Entry = Entry {
    number: "C0026",
    name: "tables_side_by_side",
    severity: Severity::Critical,
    title: Bilingual {
        vi: "Hai bảng hồ sơ đặt cạnh nhau trên cùng các dòng: không tính",
        en: "two tables of dossiers stand side by side in the same rows: not counted",
    },
    repair: Bilingual {
        vi: "Trong Excel, cắt bảng bên phải và dán xuống dưới bảng bên trái hoặc sang trang tính khác, lưu rồi chạy lại",
        en: "in Excel cut the table on the right and paste it below the left one or into a sheet of its own, save, run again",
    },
};

pub const UNDECLARED_DELIMITER: Entry = Entry {
    number: "C0027",
    name: "undeclared_delimiter",
    severity: Severity::Critical,
    title: Bilingual {
        vi: "Các cột cách nhau bằng một dấu lạ mà tệp không khai",
        en: "the columns are separated by an unusual sign that the file does not declare",
    },
    repair: Bilingual {
        vi: "Khai dấu này trong tệp ánh xạ (dòng delimiter đã nêu), thêm dòng đầu `sep=DẤU` vào tệp, hoặc xuất lại với dấu phẩy, chấm phẩy hay tab",
        en: "name the sign in a profile (the delimiter line shown), add a first line `sep=SIGN` to the file, or export with commas, semicolons or tabs",
    },
};

pub const UNIT_FROM_GROUP_ROW: Entry = Entry {
    number: "C0220",
    name: "unit_from_group_row",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Không có cột đơn vị; lấy theo dòng nhóm ghi tên đơn vị",
        en: "no column names the unit; the group rows that name one are taken",
    },
    repair: Bilingual {
        vi: "Kiểm tra các tên đã nêu; nếu sai thì thêm cột đơn vị khi xuất",
        en: "check the names shown; add a column of units to the export if they are wrong",
    },
};

pub const UNIT_FROM_SHEET_NAME: Entry = Entry {
    number: "C0221",
    name: "unit_from_sheet_name",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Không có cột đơn vị; lấy theo tên trang tính",
        en: "no column names the unit; the name of the sheet is taken",
    },
    repair: Bilingual {
        vi: "Kiểm tra tên đã nêu; nếu sai thì đổi tên trang tính hoặc thêm cột đơn vị",
        en: "check the name shown; rename the sheet or add a column of units if it is wrong",
    },
};

pub const UNIT_FROM_FILE_NAME: Entry = Entry {
    number: "C0222",
    name: "unit_from_file_name",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Không có cột đơn vị; lấy theo tên tệp",
        en: "no column names the unit; the name of the file is taken",
    },
    repair: Bilingual {
        vi: "Kiểm tra tên đã nêu; nếu sai thì đổi tên tệp hoặc thêm cột đơn vị",
        en: "check the name shown; rename the file or add a column of units if it is wrong",
    },
};

pub const MERGED_CELLS_LOST: Entry = Entry {
    number: "C0223",
    name: "merged_cells_lost",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Cột trông như ô gộp xuất ra CSV: tên ghi một lần, các dòng dưới để trống",
        en: "a column looks like merged cells saved as CSV: a name once, blanks below",
    },
    repair: Bilingual {
        vi: "Nếu đúng, ghi vào tệp ánh xạ dòng fill_down đã nêu; hoặc bỏ gộp ô trong Excel, điền đủ rồi xuất lại",
        en: "if so, write the fill_down line shown into a profile; or unmerge the cells in Excel, fill them and export again",
    },
};

pub const UNMAPPED_DATES: Entry = Entry {
    number: "C0315",
    name: "unmapped_dates",
    severity: Severity::Error,
    title: Bilingual {
        vi: "Tệp thiếu cột hạn trả hoặc cột kết thúc, trong khi có cột đầy ngày mà chương trình không biết",
        en: "the file lacks a due or finish column, and has a column full of dates that nothing knows",
    },
    repair: Bilingual {
        vi: "Nếu cột đã nêu là cột còn thiếu, khai cột đó trong tệp ánh xạ (--profile)",
        en: "if a column shown is the one that is missing, name it in a profile (--profile)",
    },
};

pub const COLUMN_OF_OTHERS_MISSING: Entry = Entry {
    number: "C0316",
    name: "column_of_others_missing",
    severity: Severity::Error,
    title: Bilingual {
        vi: "Tệp thiếu cột hạn, kết thúc hoặc trạng thái mà các tệp khác của lần chạy có",
        en: "the file lacks a due, finish or status column that other files of the run have",
    },
    repair: Bilingual {
        vi: "Xuất lại với đủ cột như các tệp kia, hoặc khai cột tương ứng trong tệp ánh xạ (--profile)",
        en: "export again with the columns of the other files, or name the matching column in a profile (--profile)",
    },
};
