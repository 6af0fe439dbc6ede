//! What every finding code says, in Vietnamese and English.

use super::code::{FindingCode, Severity};

/// One text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bilingual {
    pub vi: &'static str,
    pub en: &'static str,
}

/// What the registry says of a code.
pub struct Entry {
    pub number: &'static str,
    pub name: &'static str,
    pub severity: Severity,
    /// What is wrong, in one line.
    pub title: Bilingual,
    /// What the analyst can do about it.
    pub repair: Bilingual,
}

/// In the order of [`FindingCode`], which a test checks.
pub static ENTRIES: [Entry; FindingCode::ALL.len()] = [
    Entry {
        number: "C0001",
        name: "unreadable_file",
        severity: Severity::Critical,
        title: Bilingual { vi: "Không đọc được tệp", en: "the file cannot be read" },
        repair: Bilingual {
            vi: "Kiểm tra đường dẫn, quyền đọc và ổ đĩa, rồi chạy lại",
            en: "check the path, the permission and the disk, then run again",
        },
    },
    Entry {
        number: "C0002",
        name: "not_an_export",
        severity: Severity::Critical,
        title: Bilingual {
            vi: "Tệp không phải dạng dữ liệu xuất đọc được",
            en: "the file is no kind of export that can be read",
        },
        repair: Bilingual {
            vi: "Xuất lại dạng XLSX hoặc CSV (Excel: \"CSV UTF-8\"), hoặc bỏ tệp khỏi thư mục",
            en: "export again as XLSX or CSV (Excel: \"CSV UTF-8\"), or take it out of the folder",
        },
    },
    Entry {
        number: "C0003",
        name: "undecodable_bytes",
        severity: Severity::Critical,
        title: Bilingual {
            vi: "Có byte không đúng mã hóa UTF-8 hay UTF-16",
            en: "bytes that are neither UTF-8 nor UTF-16",
        },
        repair: Bilingual {
            vi: "Xuất lại tệp với mã hóa UTF-8 (Excel: \"CSV UTF-8\")",
            en: "export again as UTF-8 (Excel: \"CSV UTF-8\")",
        },
    },
    Entry {
        number: "C0004",
        name: "header_not_found",
        severity: Severity::Critical,
        title: Bilingual { vi: "Không tìm thấy dòng tiêu đề", en: "no header row found" },
        repair: Bilingual {
            vi: "Viết tệp ánh xạ cột rồi chạy với --profile TỆP: [columns] dossier_id = \"…\", received_at = \"…\"",
            en: "write a profile and run with --profile FILE: [columns] dossier_id = \"…\", received_at = \"…\"",
        },
    },
    Entry {
        number: "C0005",
        name: "required_column_missing",
        severity: Severity::Critical,
        title: Bilingual { vi: "Thiếu cột bắt buộc", en: "a required column is missing" },
        repair: Bilingual {
            vi: "Xuất lại với đủ cột mã hồ sơ và ngày tiếp nhận, hoặc khai tên cột trong tệp ánh xạ (--profile)",
            en: "export again with dossier id and received date, or name the column in a profile (--profile)",
        },
    },
    Entry {
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
    },
    Entry {
        number: "C0007",
        name: "empty_file",
        severity: Severity::Error,
        title: Bilingual { vi: "Tệp rỗng", en: "the file is empty" },
        repair: Bilingual {
            vi: "Xuất lại tệp này từ hệ thống một cửa",
            en: "export this file again from the one-stop system",
        },
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
        number: "C0010",
        name: "locked_file",
        severity: Severity::Critical,
        title: Bilingual {
            vi: "Tệp đặt mật khẩu", en: "the file is locked by a password"
        },
        repair: Bilingual {
            vi: "Mở tệp bằng Excel hoặc chương trình nén, bỏ mật khẩu rồi lưu lại",
            en: "open it in Excel or the archiver, take the password off and save it again",
        },
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
        number: "C0102",
        name: "missing_id",
        severity: Severity::Error,
        title: Bilingual { vi: "Thiếu mã hồ sơ", en: "no dossier id" },
        repair: Bilingual {
            vi: "Điền mã hồ sơ trong hệ thống nguồn",
            en: "fill in the dossier id in the source system",
        },
    },
    Entry {
        number: "C0103",
        name: "bad_date",
        severity: Severity::Error,
        title: Bilingual { vi: "Ngày không đọc được", en: "a date that cannot be read" },
        repair: Bilingual {
            vi: "Sửa thành ngày/tháng/năm có thật, hoặc khai date_formats trong tệp ánh xạ",
            en: "mend it to a real day/month/year, or name its form under date_formats in a profile",
        },
    },
    Entry {
        number: "C0104",
        name: "missing_received",
        severity: Severity::Error,
        title: Bilingual { vi: "Thiếu ngày tiếp nhận", en: "no received date" },
        repair: Bilingual {
            vi: "Điền ngày tiếp nhận trong hệ thống nguồn",
            en: "fill in the received date in the source system",
        },
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
        number: "C0206",
        name: "unknown_flag",
        severity: Severity::Warning,
        title: Bilingual {
            vi: "Giá trị số hóa không có trong bảng ánh xạ; không tính là đã số hóa",
            en: "a digitised spelling that nothing maps; not counted as digitised",
        },
        repair: Bilingual {
            vi: "Khai cách ghi này trong [values.result_digitised] của tệp ánh xạ",
            en: "map this spelling under [values.result_digitised] in a profile",
        },
    },
    Entry {
        number: "C0207",
        name: "kept_finished_before_received",
        severity: Severity::Warning,
        title: Bilingual {
            vi: "Ngày kết thúc trước ngày tiếp nhận; giữ lại theo --policy lenient, tính là đóng vào ngày tiếp nhận",
            en: "finished before it was received; kept by --policy lenient, counted as closed on the received day",
        },
        repair: Bilingual {
            vi: "Kiểm tra hai ngày này trong hệ thống nguồn",
            en: "check the two dates in the source system",
        },
    },
    Entry {
        number: "C0208",
        name: "due_before_received",
        severity: Severity::Warning,
        title: Bilingual {
            vi: "Ngày hẹn trả trước ngày tiếp nhận",
            en: "due before it was received",
        },
        repair: Bilingual {
            vi: "Kiểm tra ngày hẹn trả trong hệ thống nguồn",
            en: "check the due date in the source system",
        },
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
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
    },
];
