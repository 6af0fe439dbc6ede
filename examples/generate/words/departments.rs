//! Departments of the province (sở) with the procedures they handle.

use super::Procedure;
use super::procedures::procedure;

/// A department of the province and what it handles.
pub struct Department {
    /// Name of the resolving unit.
    pub name: &'static str,
    /// How many dossiers it gets compared with others.
    pub weight: usize,
    /// What it handles.
    pub procedures: &'static [Procedure],
}

/// The departments whose dossiers go through the provincial centre.
pub const DEPARTMENTS: &[Department] = &[
    Department {
        name: "Sở Tư pháp",
        weight: 9,
        procedures: &[
            procedure(
                "2.000488",
                "Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam, người nước ngoài đang cư trú tại Việt Nam",
                "Lý lịch tư pháp",
                10,
            ),
            procedure(
                "2.001417",
                "Cấp Phiếu lý lịch tư pháp theo yêu cầu của cơ quan nhà nước",
                "Lý lịch tư pháp",
                10,
            ),
            procedure("1.008709", "Chuyển đổi văn phòng công chứng", "Công chứng", 15),
            procedure(
                "2.000829",
                "Cấp giấy đăng ký hoạt động của trung tâm tư vấn pháp luật",
                "Tư vấn pháp luật",
                5,
            ),
        ],
    },
    Department {
        name: "Sở Kế hoạch và Đầu tư",
        weight: 8,
        procedures: &[
            procedure(
                "2.001610",
                "Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên",
                "Thành lập và hoạt động của doanh nghiệp",
                3,
            ),
            procedure(
                "2.002043",
                "Đăng ký thành lập công ty cổ phần",
                "Thành lập và hoạt động của doanh nghiệp",
                3,
            ),
            procedure(
                "2.001954",
                "Đăng ký thay đổi nội dung đăng ký doanh nghiệp",
                "Thành lập và hoạt động của doanh nghiệp",
                3,
            ),
            procedure(
                "2.002011",
                "Thông báo tạm ngừng kinh doanh",
                "Thành lập và hoạt động của doanh nghiệp",
                3,
            ),
        ],
    },
    Department {
        name: "Sở Tài nguyên và Môi trường",
        weight: 9,
        procedures: &[
            procedure(
                "1.004227",
                "Đăng ký biến động về sử dụng đất, tài sản gắn liền với đất",
                "Đất đai",
                10,
            ),
            procedure("1.004193", "Đính chính Giấy chứng nhận đã cấp", "Đất đai", 10),
            procedure(
                "2.000983",
                "Xóa đăng ký biện pháp bảo đảm bằng quyền sử dụng đất",
                "Đăng ký biện pháp bảo đảm",
                1,
            ),
            procedure("1.004237", "Cung cấp dữ liệu đất đai", "Đất đai", 5),
            procedure(
                "1.010733",
                "Thẩm định báo cáo đánh giá tác động môi trường",
                "Môi trường",
                30,
            ),
        ],
    },
    Department {
        name: "Sở Giao thông vận tải",
        weight: 10,
        procedures: &[
            procedure(
                "1.002809",
                "Đổi giấy phép lái xe do ngành giao thông vận tải cấp",
                "Đường bộ",
                5,
            ),
            procedure("2.001002", "Cấp giấy phép lái xe quốc tế", "Đường bộ", 5),
            procedure("1.002820", "Cấp lại giấy phép lái xe", "Đường bộ", 5),
            procedure("2.002286", "Cấp phù hiệu xe ô tô kinh doanh vận tải", "Đường bộ", 2),
        ],
    },
    Department {
        name: "Sở Y tế",
        weight: 4,
        procedures: &[
            procedure(
                "1.012289",
                "Cấp chứng chỉ hành nghề khám bệnh, chữa bệnh",
                "Khám bệnh, chữa bệnh",
                20,
            ),
            procedure(
                "1.004593",
                "Cấp giấy chứng nhận đủ điều kiện kinh doanh dược",
                "Dược phẩm",
                20,
            ),
            procedure(
                "1.003348",
                "Đăng ký bản công bố sản phẩm thực phẩm",
                "An toàn thực phẩm và dinh dưỡng",
                7,
            ),
        ],
    },
    Department {
        name: "Sở Công Thương",
        weight: 6,
        procedures: &[
            procedure("2.000033", "Thông báo hoạt động khuyến mại", "Xúc tiến thương mại", 1),
            procedure(
                "2.000004",
                "Đăng ký hoạt động khuyến mại theo chương trình mang tính may rủi",
                "Xúc tiến thương mại",
                5,
            ),
            procedure(
                "2.000591",
                "Cấp giấy chứng nhận đủ điều kiện an toàn thực phẩm",
                "An toàn thực phẩm",
                15,
            ),
        ],
    },
    Department {
        name: "Sở Lao động - Thương binh và Xã hội",
        weight: 6,
        procedures: &[
            procedure(
                "1.000105",
                "Báo cáo giải trình nhu cầu sử dụng người lao động nước ngoài",
                "Việc làm",
                8,
            ),
            procedure(
                "2.000205",
                "Cấp giấy phép lao động cho người lao động nước ngoài",
                "Việc làm",
                5,
            ),
            procedure(
                "1.010801",
                "Giải quyết chế độ trợ cấp ưu đãi đối với thân nhân liệt sĩ",
                "Người có công",
                12,
            ),
        ],
    },
    Department {
        name: "Sở Xây dựng",
        weight: 4,
        procedures: &[
            procedure(
                "1.009982",
                "Cấp chứng chỉ hành nghề hoạt động xây dựng hạng II, hạng III",
                "Hoạt động xây dựng",
                15,
            ),
            procedure(
                "1.009972",
                "Thẩm định báo cáo nghiên cứu khả thi đầu tư xây dựng",
                "Hoạt động xây dựng",
                20,
            ),
        ],
    },
    Department {
        name: "Sở Nông nghiệp và Phát triển nông thôn",
        weight: 4,
        procedures: &[
            procedure(
                "2.001827",
                "Cấp giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm nông, lâm, thủy sản",
                "Quản lý chất lượng nông lâm sản và thủy sản",
                10,
            ),
            procedure(
                "1.004363",
                "Cấp giấy chứng nhận đủ điều kiện buôn bán thuốc bảo vệ thực vật",
                "Bảo vệ thực vật",
                10,
            ),
        ],
    },
    Department {
        name: "Sở Văn hóa, Thể thao và Du lịch",
        weight: 3,
        procedures: &[
            procedure(
                "1.004650",
                "Tiếp nhận thông báo sản phẩm quảng cáo trên bảng quảng cáo, băng-rôn",
                "Văn hóa",
                5,
            ),
            procedure(
                "1.009397",
                "Tổ chức biểu diễn nghệ thuật trên địa bàn",
                "Nghệ thuật biểu diễn",
                5,
            ),
        ],
    },
    Department {
        name: "Sở Giáo dục và Đào tạo",
        weight: 3,
        procedures: &[
            procedure(
                "2.001914",
                "Chỉnh sửa nội dung văn bằng, chứng chỉ",
                "Văn bằng, chứng chỉ",
                5,
            ),
            procedure(
                "1.005092",
                "Cấp bản sao văn bằng, chứng chỉ từ sổ gốc",
                "Văn bằng, chứng chỉ",
                1,
            ),
        ],
    },
    Department {
        name: "Sở Thông tin và Truyền thông",
        weight: 2,
        procedures: &[procedure(
            "2.001765",
            "Cấp giấy phép thiết lập trang thông tin điện tử tổng hợp",
            "Phát thanh, truyền hình và thông tin điện tử",
            10,
        )],
    },
    Department {
        name: "Sở Khoa học và Công nghệ",
        weight: 2,
        procedures: &[procedure(
            "2.002385",
            "Khai báo thiết bị X-quang chẩn đoán trong y tế",
            "An toàn bức xạ và hạt nhân",
            5,
        )],
    },
    Department {
        name: "Sở Nội vụ",
        weight: 2,
        procedures: &[
            procedure(
                "2.000465",
                "Thẩm định thành lập thôn mới, tổ dân phố mới",
                "Chính quyền địa phương",
                15,
            ),
            procedure(
                "2.000449",
                "Tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
                "Thi đua, khen thưởng",
                20,
            ),
        ],
    },
    Department {
        name: "Sở Tài chính",
        weight: 1,
        procedures: &[procedure(
            "2.002206",
            "Đăng ký mã số đơn vị có quan hệ với ngân sách nhà nước",
            "Tin học - Thống kê",
            3,
        )],
    },
];
