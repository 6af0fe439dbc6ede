//! Procedures of communes, districts and the board of industrial zones.
//!
//! The first procedures of a list are the frequent ones.

use super::Procedure;

pub(super) const fn procedure(
    code: &'static str,
    name: &'static str,
    field: &'static str,
    days: usize,
) -> Procedure {
    Procedure { code, name, field, days }
}

/// What a commune handles.
pub const COMMUNE: &[Procedure] = &[
    procedure("2.000815", "Chứng thực bản sao từ bản chính giấy tờ, văn bản", "Chứng thực", 1),
    procedure("2.000884", "Chứng thực chữ ký trong các giấy tờ, văn bản", "Chứng thực", 1),
    procedure("1.001193", "Đăng ký khai sinh", "Hộ tịch", 1),
    procedure("1.004873", "Cấp Giấy xác nhận tình trạng hôn nhân", "Hộ tịch", 3),
    procedure("1.000894", "Đăng ký kết hôn", "Hộ tịch", 1),
    procedure("1.000656", "Đăng ký khai tử", "Hộ tịch", 1),
    procedure(
        "2.000986",
        "Liên thông đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi",
        "Hộ tịch",
        5,
    ),
    procedure(
        "1.001776",
        "Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hằng tháng",
        "Bảo trợ xã hội",
        10,
    ),
    procedure("1.004884", "Đăng ký lại khai sinh", "Hộ tịch", 5),
    procedure(
        "2.001035",
        "Chứng thực hợp đồng, giao dịch liên quan đến tài sản là động sản, quyền sử dụng đất, nhà ở",
        "Chứng thực",
        2,
    ),
    procedure("1.001731", "Hỗ trợ chi phí mai táng", "Bảo trợ xã hội", 5),
    procedure("1.011606", "Công nhận hộ nghèo, hộ cận nghèo", "Giảm nghèo", 12),
];

/// What the desk of a district handles.
pub const DISTRICT: &[Procedure] = &[
    procedure(
        "1.001612",
        "Đăng ký thành lập hộ kinh doanh",
        "Thành lập và hoạt động của hộ kinh doanh",
        3,
    ),
    procedure(
        "2.000720",
        "Đăng ký thay đổi nội dung đăng ký hộ kinh doanh",
        "Thành lập và hoạt động của hộ kinh doanh",
        3,
    ),
    procedure(
        "1.002214",
        "Đăng ký biến động quyền sử dụng đất do chuyển nhượng, thừa kế, tặng cho",
        "Đất đai",
        10,
    ),
    procedure(
        "1.000798",
        "Chuyển mục đích sử dụng đất phải được phép của cơ quan có thẩm quyền",
        "Đất đai",
        15,
    ),
    procedure("2.000635", "Cấp bản sao trích lục hộ tịch", "Hộ tịch", 1),
    procedure("2.000748", "Thay đổi, cải chính, bổ sung thông tin hộ tịch", "Hộ tịch", 3),
    procedure("1.009994", "Cấp giấy phép xây dựng nhà ở riêng lẻ", "Hoạt động xây dựng", 15),
    procedure("2.000843", "Chứng thực chữ ký người dịch", "Chứng thực", 1),
    procedure(
        "2.000913",
        "Chứng thực việc sửa đổi, bổ sung, hủy bỏ hợp đồng, giao dịch",
        "Chứng thực",
        2,
    ),
    procedure("2.000620", "Cấp giấy phép bán lẻ rượu", "Lưu thông hàng hóa trong nước", 10),
    procedure(
        "2.002481",
        "Chuyển trường đối với học sinh trung học cơ sở",
        "Giáo dục trung học",
        1,
    ),
    procedure(
        "1.001266",
        "Chấm dứt hoạt động hộ kinh doanh",
        "Thành lập và hoạt động của hộ kinh doanh",
        3,
    ),
];

/// What the board of industrial zones handles.
pub const INDUSTRIAL_ZONES: &[Procedure] = &[
    procedure("1.009748", "Cấp giấy chứng nhận đăng ký đầu tư", "Đầu tư tại Việt Nam", 15),
    procedure("1.009756", "Điều chỉnh giấy chứng nhận đăng ký đầu tư", "Đầu tư tại Việt Nam", 10),
    procedure(
        "2.000063",
        "Cấp giấy phép thành lập văn phòng đại diện của thương nhân nước ngoài",
        "Thương mại quốc tế",
        7,
    ),
    procedure(
        "1.009974",
        "Cấp giấy phép xây dựng mới trong khu công nghiệp",
        "Hoạt động xây dựng",
        20,
    ),
    procedure(
        "2.000134",
        "Khai báo sử dụng máy, thiết bị có yêu cầu nghiêm ngặt về an toàn lao động",
        "An toàn lao động",
        5,
    ),
];
