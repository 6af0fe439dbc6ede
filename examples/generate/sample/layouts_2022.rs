//! Layouts of the systems of 2022.
//!
//! Out: one constant per system. They differ on purpose in everything that real exports differ
//! in: delimiter, byte order mark, line ends, padding, header rows, date forms, spellings.

use super::layout::{Column, DateForm, HIDDEN, Layout, SATISFIED, Words};

/// The provincial centre in 2022.
pub const CENTRE_2022: Layout = Layout {
    delimiter: ';',
    mark: false,
    line_end: "\r\n",
    padded: true,
    titles: &[
        "ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG|Độc lập - Tự do - Hạnh phúc",
        "",
        "DANH SÁCH HỒ SƠ TIẾP NHẬN VÀ GIẢI QUYẾT",
        "Từ ngày {from} đến ngày {to}",
    ],
    headings: &[
        ("", "STT", Column::Number),
        ("", "Số hồ sơ", Column::Code),
        ("", "Tên thủ tục hành chính", Column::Procedure),
        ("", "Lĩnh vực", Column::Field),
        ("", "Đơn vị tiếp nhận", Column::Receiving),
        ("", "Đơn vị giải quyết", Column::Resolving),
        ("", "Kênh thực hiện", Column::Channel),
        ("", "Ngày tiếp nhận", Column::Received),
        ("", "Ngày hẹn trả", Column::Due),
        ("", "Ngày có kết quả", Column::Finished),
        ("", "Trạng thái", Column::Status),
    ],
    numbered: false,
    grouped: false,
    total: true,
    signature: true,
    dates: DateForm::Day,
    words: Words { channels: ["Qua mạng", "Trực tiếp", "Qua BCCI"], ratings: SATISFIED },
};

/// The district Quỳnh Phụ in 2022.
pub const QUYNH_PHU_2022: Layout = Layout {
    delimiter: ',',
    mark: true,
    line_end: "\r\n",
    padded: true,
    titles: &[
        "UBND HUYỆN QUỲNH PHỤ",
        "DANH SÁCH HỒ SƠ THỦ TỤC HÀNH CHÍNH",
        "Từ ngày {from} đến ngày {to}",
        "",
    ],
    headings: &[
        ("", "STT", Column::Number),
        ("", "Mã hồ sơ", Column::Code),
        ("", "Chủ hồ sơ", HIDDEN),
        ("", "Tên thủ tục hành chính", Column::Procedure),
        ("", "Lĩnh vực", Column::Field),
        ("", "Đơn vị giải quyết", Column::Resolving),
        ("", "Quận/Huyện", Column::District),
        ("", "Xã/Phường", Column::Commune),
        ("", "Hình thức nộp", Column::Channel),
        ("", "Ngày nhận", Column::Received),
        ("", "Ngày hẹn trả", Column::Due),
        ("", "Ngày kết thúc xử lý", Column::Finished),
        ("", "Ngày trả kết quả", Column::HandedOver),
        ("", "Trạng thái hồ sơ", Column::Status),
    ],
    numbered: false,
    grouped: false,
    total: true,
    signature: false,
    dates: DateForm::Minute,
    words: Words {
        channels: ["Nộp trực tuyến", "Trực tiếp", "Bưu chính công ích"],
        ratings: SATISFIED,
    },
};

/// The desk of Thái Thụy in 2022.
pub const THAI_THUY_2022: Layout = Layout {
    delimiter: ';',
    mark: false,
    line_end: "\n",
    padded: false,
    titles: &["UBND HUYỆN THÁI THỤY", "DANH SÁCH HỒ SƠ THÁNG {month} NĂM {year}"],
    headings: &[
        ("", "STT", Column::Number),
        ("", "Số hồ sơ", Column::Code),
        ("", "Mã TTHC", Column::ProcedureCode),
        ("", "Tên thủ tục hành chính", Column::Procedure),
        ("", "Lĩnh vực", Column::Field),
        ("", "Đơn vị giải quyết", Column::Resolving),
        ("", "Quận/Huyện", Column::District),
        ("", "Cấp", Column::Level),
        ("", "Kênh thực hiện", Column::Channel),
        ("", "Ngày tiếp nhận", Column::Received),
        ("", "Ngày hẹn trả", Column::Due),
        ("", "Ngày có kết quả", Column::Finished),
        ("", "Trạng thái", Column::Status),
        ("", "Ghi chú", Column::Note),
    ],
    numbered: false,
    grouped: false,
    total: false,
    signature: false,
    dates: DateForm::Iso,
    words: Words { channels: ["Qua mạng", "Trực tiếp", "Qua BCCI"], ratings: SATISFIED },
};

/// The commune Dương Phúc in 2022.
pub const DUONG_PHUC_2022: Layout = Layout {
    delimiter: ',',
    mark: false,
    line_end: "\r\n",
    padded: false,
    titles: &[
        "UBND HUYỆN THÁI THỤY",
        "UBND XÃ DƯƠNG PHÚC",
        "DANH SÁCH HỒ SƠ TIẾP NHẬN QUA BỘ PHẬN MỘT CỬA",
        "(Từ ngày {from} đến ngày {to})",
    ],
    headings: &[
        ("", "STT", Column::Number),
        ("", "Mã hồ sơ", Column::Code),
        ("", "Tên thủ tục hành chính", Column::Procedure),
        ("", "Lĩnh vực", Column::Field),
        ("", "Chủ hồ sơ", HIDDEN),
        ("", "Địa chỉ", Column::Hidden("")),
        ("", "Đơn vị giải quyết", Column::Resolving),
        ("", "Quận/Huyện", Column::District),
        ("", "Xã/Phường", Column::Commune),
        ("", "Hình thức nộp", Column::Channel),
        ("", "Ngày tiếp nhận", Column::Received),
        ("", "Ngày hẹn trả", Column::Due),
        ("", "Ngày kết thúc xử lý", Column::Finished),
        ("", "Trạng thái", Column::Status),
        ("", "Đánh giá", Column::Rating),
    ],
    numbered: true,
    grouped: false,
    total: true,
    signature: true,
    dates: DateForm::Day,
    words: Words {
        channels: ["Trực tuyến", "Trực tiếp", "Bưu chính công ích"],
        ratings: SATISFIED,
    },
};
