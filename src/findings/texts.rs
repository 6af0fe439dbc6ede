//! What every finding code says, in Vietnamese and English.

use super::aggregate_texts;
use super::cell_texts;
use super::code::{FindingCode, Severity};
use super::layout_texts;
use super::log_texts;
use super::privacy_texts;

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
            vi: "Xuất lại dạng XLSX hoặc CSV (Excel: \"CSV UTF-8\"); tệp RAR, 7z thì giải nén trước; không phải dữ liệu xuất thì bỏ khỏi thư mục",
            en: "export again as XLSX or CSV (Excel: \"CSV UTF-8\"); unpack RAR and 7z first; take what is no export out of the folder",
        },
    },
    Entry {
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
    },
    Entry {
        number: "C0004",
        name: "header_not_found",
        severity: Severity::Critical,
        title: Bilingual { vi: "Không tìm thấy dòng tiêu đề", en: "no header row found" },
        repair: Bilingual {
            vi: "Mở tệp trong Excel: dòng tên cột phải có mã hồ sơ và ngày tiếp nhận, thiếu thì xuất lại; tên khác thì viết tệp ánh xạ cột rồi chạy với --profile TỆP: [columns] dossier_id = \"…\", received_at = \"…\"",
            en: "open it in Excel: a row of column names with dossier id and received date has to be there, else export again; where the names are others, write a profile and run with --profile FILE: [columns] dossier_id = \"…\", received_at = \"…\"",
        },
    },
    Entry {
        number: "C0005",
        name: "required_column_missing",
        severity: Severity::Critical,
        title: Bilingual { vi: "Thiếu cột bắt buộc", en: "a required column is missing" },
        repair: Bilingual {
            vi: "Xuất lại với đủ cột bắt buộc (dữ liệu hồ sơ: mã hồ sơ và ngày tiếp nhận), hoặc khai tên cột trong tệp ánh xạ (--profile)",
            en: "export again with the required columns (of a dossier log: dossier id and received date), or name the column in a profile (--profile)",
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
    },
    Entry {
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
    },
    aggregate_texts::AGGREGATE_TABLE,
    Entry {
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
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
        number: "C0023",
        name: "damaged_file",
        severity: Severity::Critical,
        title: Bilingual { vi: "Tệp bị hỏng bên trong", en: "the file is damaged inside" },
        repair: Bilingual {
            vi: "Sổ tính: mở bằng Excel (Tệp > Mở > Mở và Sửa chữa), lưu thành .xlsx rồi chạy lại; tệp nén, hoặc Excel cũng không mở được: tải hay xuất lại",
            en: "a workbook: open it in Excel (File > Open > Open and Repair), save it as .xlsx and run again; an archive, or one that Excel cannot open either: download or export it again",
        },
    },
    Entry {
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
    },
    layout_texts::SEVERAL_TABLES,
    layout_texts::TABLES_SIDE_BY_SIDE,
    layout_texts::UNDECLARED_DELIMITER,
    privacy_texts::WRITTEN_TWICE,
    privacy_texts::WRITTEN_TWICE_IN_PART,
    privacy_texts::LETTERS_LOST,
    Entry {
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
    },
    Entry {
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
            vi: "Giá trị có/không (như số hóa) không có trong bảng ánh xạ; không tính là có",
            en: "a yes/no spelling (digitised, say) that nothing maps; not counted as yes",
        },
        repair: Bilingual {
            vi: "Khai cách ghi này trong [values.TRƯỜNG] của tệp ánh xạ, ví dụ [values.result_digitised]",
            en: "map this spelling under [values.FIELD] in a profile, such as [values.result_digitised]",
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
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
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
    },
    Entry {
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
    },
    cell_texts::IDS_NEARLY_EQUAL,
    cell_texts::RECEIPT_MOVED,
    cell_texts::LINKED_DOSSIER,
    layout_texts::UNIT_FROM_GROUP_ROW,
    layout_texts::UNIT_FROM_SHEET_NAME,
    layout_texts::UNIT_FROM_FILE_NAME,
    layout_texts::MERGED_CELLS_LOST,
    privacy_texts::HIDDEN_SIGNS,
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
    Entry {
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
    },
    Entry {
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
    },
    cell_texts::UTC_CONVERTED,
    cell_texts::TIMES_ALIKE,
    cell_texts::NO_DATE_CELLS,
    cell_texts::DATE_FORM_UNDECIDED,
    cell_texts::SHORT_YEARS,
    layout_texts::UNMAPPED_DATES,
    layout_texts::COLUMN_OF_OTHERS_MISSING,
    privacy_texts::PEOPLE_NOT_TAKEN,
    privacy_texts::FREE_TEXT_NOT_TAKEN,
    aggregate_texts::NOT_A_COUNT,
    aggregate_texts::COUNT_IN_DOUBT,
    aggregate_texts::IDENTITY_BROKEN,
    aggregate_texts::CHANNELS_INCOMPLETE,
    aggregate_texts::BALANCE_OPEN,
    aggregate_texts::SUM_DIFFERS,
    aggregate_texts::RATE_DIFFERS,
    aggregate_texts::RATE_OF_NOTHING,
    aggregate_texts::RATE_FORMULA,
    aggregate_texts::CARRIED_DIFFERS,
    aggregate_texts::DIFFERS_FROM_LOG,
    aggregate_texts::ROW_NOT_IN_LOG,
    aggregate_texts::ROW_NOT_IN_TABLE,
    aggregate_texts::COLUMN_NOT_IN_LOG,
    aggregate_texts::TABLE_WITHOUT_PERIOD,
    aggregate_texts::UNKNOWN_TABLE_COLUMN,
    aggregate_texts::MORE_BELOW_TABLE,
    log_texts::MISSING_KEY,
    log_texts::UNREADABLE_NUMBER,
    log_texts::UNKNOWN_VALUE,
    log_texts::VALUE_OUT_OF_RANGE,
    log_texts::REPEATED_ROW,
    log_texts::VALUES_UNCLEAR,
    log_texts::BAD_PERIOD,
    log_texts::UNKNOWN_MARK,
    log_texts::RANKINGS_DIFFER,
];
