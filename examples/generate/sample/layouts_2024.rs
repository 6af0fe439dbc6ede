//! Layouts of the systems of 2024.
//!
//! Out: one constant per system. They differ on purpose in everything that real exports differ
//! in: delimiter, byte order mark, line ends, padding, header rows, date forms, spellings.

use super::layout::{Column, DateForm, HIDDEN, Layout, SATISFIED, Words};

/// The provincial centre in 2024.
pub const CENTRE_2024: Layout = Layout {
    delimiter: ',',
    mark: true,
    line_end: "\r\n",
    padded: false,
    titles: &[
        "ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG TỈNH",
        "DANH SÁCH HỒ SƠ THÁNG {month} NĂM {year}",
        "Từ ngày {from} đến ngày {to}",
    ],
    headings: &[
        ("", "STT", Column::Number),
        ("", "Mã hồ sơ", Column::Code),
        ("", "Tên thủ tục hành chính", Column::Procedure),
        ("", "Mã TTHC", Column::ProcedureCode),
        ("", "Lĩnh vực", Column::Field),
        ("", "Đơn vị tiếp nhận", Column::Receiving),
        ("", "Đơn vị giải quyết", Column::Resolving),
        ("", "Cấp", Column::Level),
        ("", "Hình thức nộp", Column::Channel),
        ("", "Chủ hồ sơ", HIDDEN),
        ("", "Số điện thoại", Column::Hidden("")),
        ("", "Ngày tiếp nhận", Column::Received),
        ("", "Ngày hẹn trả", Column::Due),
        ("", "Ngày kết thúc xử lý", Column::Finished),
        ("", "Ngày trả kết quả", Column::HandedOver),
        ("", "Trạng thái hồ sơ", Column::Status),
        ("", "Mức độ hài lòng", Column::Rating),
    ],
    numbered: false,
    grouped: false,
    total: true,
    signature: true,
    dates: DateForm::Day,
    words: Words {
        channels: ["Trực tuyến", "Trực tiếp", "Bưu chính công ích"],
        ratings: SATISFIED,
    },
};

/// The district Hưng Hà in 2024: desk and communes.
pub const HUNG_HA_2024: Layout = Layout {
    delimiter: ',',
    mark: false,
    line_end: "\n",
    padded: true,
    titles: &[
        "ỦY BAN NHÂN DÂN HUYỆN HƯNG HÀ",
        "",
        "SỔ THEO DÕI HỒ SƠ",
        "Từ ngày {from} đến ngày {to}",
    ],
    headings: &[
        ("", "STT", Column::Number),
        ("", "Mã hồ sơ", Column::Code),
        ("", "Mã TTHC", Column::ProcedureCode),
        ("", "Tên thủ tục hành chính", Column::Procedure),
        ("", "Lĩnh vực", Column::Field),
        ("", "Đơn vị giải quyết", Column::Resolving),
        ("", "Quận/Huyện", Column::District),
        ("", "Xã/Phường", Column::Commune),
        ("", "Cấp", Column::Level),
        ("", "Kênh thực hiện", Column::Channel),
        ("", "Ngày tiếp nhận", Column::Received),
        ("", "Ngày hẹn trả", Column::Due),
        ("", "Ngày kết thúc xử lý", Column::Finished),
        ("", "Trạng thái hồ sơ", Column::Status),
        ("", "Đánh giá", Column::Rating),
        ("", "Số hóa kết quả", Column::Digitised),
        ("", "Ghi chú", Column::Note),
    ],
    numbered: true,
    grouped: false,
    total: true,
    signature: false,
    dates: DateForm::Second,
    words: Words {
        channels: ["Nộp trực tuyến", "Trực tiếp", "Bưu chính công ích"],
        ratings: ["RẤT HÀI LÒNG", "HÀI LÒNG", "HÀI LÒNG", "KHÔNG HÀI LÒNG", "KHÔNG HÀI LÒNG"],
    },
};

/// The district Quỳnh Phụ in 2024: desk and most communes.
pub const QUYNH_PHU_2024: Layout = Layout {
    delimiter: '\t',
    mark: true,
    line_end: "\r\n",
    padded: true,
    titles: &[
        "UBND HUYỆN QUỲNH PHỤ|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ|Độc lập - Tự do - Hạnh phúc",
        "DANH SÁCH HỒ SƠ THEO ĐƠN VỊ GIẢI QUYẾT",
        "Từ ngày {from} đến ngày {to}",
    ],
    headings: &[
        ("", "STT", Column::Number),
        ("", "Mã hồ sơ", Column::Code),
        ("", "Tên thủ tục hành chính", Column::Procedure),
        ("", "Lĩnh vực", Column::Field),
        ("", "Đơn vị giải quyết", Column::Resolving),
        ("", "Quận/Huyện", Column::District),
        ("", "Xã/Phường", Column::Commune),
        ("", "Hình thức nộp", Column::Channel),
        ("", "Ngày nhận", Column::Received),
        ("", "Ngày hẹn trả", Column::Due),
        ("", "Ngày có kết quả", Column::Finished),
        ("", "Trạng thái", Column::Status),
        ("", "Ghi chú", Column::Note),
    ],
    numbered: false,
    grouped: true,
    total: true,
    signature: true,
    dates: DateForm::Minute,
    words: Words { channels: ["Qua mạng", "Trực tiếp", "Qua BCCI"], ratings: SATISFIED },
};

/// The township Quỳnh Côi in 2024; `trouble` knows these thirteen columns too.
pub const QUYNH_COI_2024: Layout = Layout {
    delimiter: ',',
    mark: false,
    line_end: "\n",
    padded: false,
    titles: &["UBND THỊ TRẤN QUỲNH CÔI", "DANH SÁCH HỒ SƠ 6 THÁNG ĐẦU NĂM {year}"],
    headings: &[
        ("", "STT", Column::Number),
        ("", "Mã hồ sơ", Column::Code),
        ("", "Tên thủ tục hành chính", Column::Procedure),
        ("", "Lĩnh vực", Column::Field),
        ("", "Đơn vị giải quyết", Column::Resolving),
        ("", "Quận/Huyện", Column::District),
        ("", "Xã/Phường", Column::Commune),
        ("", "Hình thức nộp", Column::Channel),
        ("", "Ngày tiếp nhận", Column::Received),
        ("", "Ngày hẹn trả", Column::Due),
        ("", "Ngày kết thúc xử lý", Column::Finished),
        ("", "Trạng thái", Column::Status),
        ("", "Ghi chú", Column::Note),
    ],
    numbered: false,
    grouped: false,
    total: true,
    signature: false,
    dates: DateForm::Day,
    words: Words {
        channels: ["Trực tuyến", "Trực tiếp", "Bưu chính công ích"],
        ratings: SATISFIED,
    },
};

/// The commune Quỳnh Mỹ in 2024: a register with a header of two rows.
pub const QUYNH_MY_2024: Layout = Layout {
    delimiter: ';',
    mark: true,
    line_end: "\r\n",
    padded: true,
    titles: &[
        "UBND HUYỆN QUỲNH PHỤ|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "UBND XÃ QUỲNH MỸ|Độc lập - Tự do - Hạnh phúc",
        "",
        "SỔ THEO DÕI HỒ SƠ",
        "Từ ngày {from} đến ngày {to}",
    ],
    headings: &[
        ("", "STT", Column::Number),
        ("", "Mã hồ sơ", Column::Code),
        ("", "Tên thủ tục hành chính", Column::Procedure),
        ("", "Đơn vị giải quyết", Column::Resolving),
        ("", "Quận/Huyện", Column::District),
        ("", "Xã/Phường", Column::Commune),
        ("", "Hình thức nộp", Column::Channel),
        ("", "Chủ hồ sơ", HIDDEN),
        ("", "Địa chỉ", HIDDEN),
        ("", "Số điện thoại", Column::Hidden("")),
        ("Ngày tháng năm", "Nhận hồ sơ", Column::Received),
        ("Ngày tháng năm", "Hẹn trả kết quả", Column::Due),
        // The register knows only this end date, which is that of the finished result.
        ("", "Ngày trả kết quả", Column::Finished),
        ("", "Trạng thái", Column::Status),
        ("", "Đánh giá", Column::Rating),
        ("", "Ghi chú", Column::Note),
    ],
    numbered: false,
    grouped: false,
    total: true,
    signature: true,
    dates: DateForm::MinuteFirst,
    words: Words {
        channels: ["Trực tuyến", "Trực tiếp", "Bưu chính công ích"],
        ratings: SATISFIED,
    },
};
