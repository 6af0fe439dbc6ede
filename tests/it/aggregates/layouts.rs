//! The layouts of all families, as templates that random counts are written into.

/// Counts of one row that contradict nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub carried: u64,
    pub online: u64,
    pub in_person: u64,
    pub postal: u64,
    pub early: u64,
    pub on_time: u64,
    pub late: u64,
    pub within: u64,
    pub overdue: u64,
    pub paused: u64,
    pub returned: u64,
}

impl Counts {
    pub fn add(self, other: Self) -> Self {
        Self {
            carried: self.carried + other.carried,
            online: self.online + other.online,
            in_person: self.in_person + other.in_person,
            postal: self.postal + other.postal,
            early: self.early + other.early,
            on_time: self.on_time + other.on_time,
            late: self.late + other.late,
            within: self.within + other.within,
            overdue: self.overdue + other.overdue,
            paused: self.paused + other.paused,
            returned: self.returned + other.returned,
        }
    }

    /// The figure of a column, by the name of its measure.
    pub fn figure(&self, measure: &str) -> u64 {
        let received = self.online + self.in_person + self.postal;
        match measure {
            "to_resolve" => self.carried + received,
            "carried" => self.carried,
            "received" | "received_unclear" => received,
            "received_online" | "received_online_full" => self.online,
            "received_in_person" => self.in_person,
            "received_in_person_or_postal" => self.in_person + self.postal,
            "received_postal" => self.postal,
            "resolved" => self.early + self.on_time + self.late,
            "early" => self.early,
            "on_time" => self.on_time,
            "early_or_on_time" => self.early + self.on_time,
            "late" | "late_without_apology" => self.late,
            "pending" | "closing_stock" => self.within + self.overdue,
            "pending_within" => self.within,
            "pending_overdue" | "pending_overdue_without_apology" => self.overdue,
            "late_total" => self.late + self.overdue,
            "paused" | "supplement" => self.paused,
            "returned" | "returned_or_withdrawn" => self.returned,
            "awaiting_hand_over"
            | "received_online_partial"
            | "received_other"
            | "received_outside_boundary"
            | "late_with_apology"
            | "pending_overdue_with_apology"
            | "financial_obligation"
            | "withdrawn" => 0,
            other => unreachable!("{other}"),
        }
    }
}

/// How a family writes its table. Header rows are cut at `;`; `-` among the columns is one without
/// a figure, `%` a printed on-time rate.
pub struct Layout {
    pub name: &'static str,
    pub titles: &'static [&'static str],
    pub header: &'static [&'static str],
    pub has_number_row: bool,
    /// Columns before the figures: blank ones, then the ordinal, then the name.
    pub blank_first: bool,
    pub columns: &'static str,
    pub total: &'static str,
    /// Whether waiting and returned dossiers have columns, and post is told from the counter.
    pub has_paused: bool,
    pub has_returned: bool,
    pub has_postal: bool,
}

const FORM_06A: &[&str] = &[
    "STT;Lĩnh vực, công việc giải quyết theo cấp;Số hồ sơ nhận giải quyết;;;;Số hồ sơ đã giải quyết;;;;Số hồ sơ đang giải quyết;;",
    ";;Tổng số;Trong đó;;Từ kỳ trước;Tổng số;Trước hạn;Đúng hạn;Quá hạn;Tổng số;Trong hạn;Quá hạn",
    ";;;Trực tuyến;Trực tiếp, dịch vụ bưu chính;;;;;;;;",
];
const FORM_06A_COLUMNS: &str = "to_resolve received_online received_in_person_or_postal carried resolved early on_time late pending pending_within pending_overdue";

pub const LAYOUTS: [Layout; 9] = [
    Layout {
        name: "S1 summary",
        titles: &["UBND HUYỆN A", "Tháng 6 năm 2024"],
        header: &[
            "STT;Thủ tục;Mức độ;Tiếp nhận;;;;;Đã xử lý;;;;Đang xử lý;;Bổ sung;Trả lại/Rút HS",
            ";;;Tổng số;Kỳ trước;Trong kỳ;Qua mạng;Qua BCCI;Trước hạn;Đúng hạn;Quá hạn;Tỷ lệ trước hạn, đúng hạn;Trong hạn;Quá hạn;;",
        ],
        has_number_row: false,
        blank_first: false,
        columns: "- to_resolve carried received received_online received_postal early on_time late % pending_within pending_overdue supplement returned_or_withdrawn",
        total: "TỔNG SỐ",
        has_paused: true,
        has_returned: true,
        has_postal: true,
    },
    Layout {
        name: "S1 766 progress",
        titles: &[],
        header: &[
            "STT;Đơn vị;Tiếp nhận;;;;;;Đã xử lý;;;;Đang xử lý;;;Tạm dừng xử lý",
            ";;Tổng;Kỳ trước chuyển sang;Trong kỳ;;;;Tổng;Trước hạn;Trong hạn;Quá hạn;Tổng;Trong hạn;Quá hạn;",
            ";;;;Tổng;Trực tuyến;Trực tiếp;BCCI;;;;;;;;",
        ],
        has_number_row: true,
        blank_first: false,
        columns: "to_resolve carried received received_online received_in_person received_postal resolved early on_time late pending pending_within pending_overdue paused",
        total: "Tổng số",
        has_paused: true,
        has_returned: false,
        has_postal: true,
    },
    Layout {
        name: "S2 report 1",
        titles: &["BÁO CÁO", "Quý II/2024"],
        header: &[
            "STT;Lĩnh Vực;Tiếp nhận;Đang giải quyết;;Đã giải quyết;;;;Tạm Dừng;;Hủy hồ sơ;;Tỷ lệ trả sớm và đúng hạn",
            ";;;Chưa đến hạn;Quá hạn;Chờ trả;Sớm hạn;Đúng hạn;Quá hạn;Bổ sung HS;Thực hiện NVTC;Từ chối;Công dân rút;",
        ],
        has_number_row: false,
        blank_first: false,
        columns: "received_unclear pending_within pending_overdue awaiting_hand_over early on_time late supplement financial_obligation returned withdrawn %",
        total: "Tổng cộng",
        has_paused: true,
        has_returned: true,
        has_postal: true,
    },
    Layout {
        name: "S3 front end",
        titles: &["Từ ngày 15/5/2024 đến ngày 14/6/2024"],
        header: &[
            "STT;Lĩnh vực;Số đầu kỳ (3=4+5);Kỳ trước chuyển qua;Tiếp nhận trong kỳ;đã giải quyết xong;;;;đang giải quyết;;;Tổng số trễ hạn (13=9+12);Hồ sơ trả lại;Hồ sơ rút",
            ";;;;;Tổng (6=7+8+9);Sớm hạn;Đúng hạn;Trễ hạn;Tổng (10=11+12);Chưa đến hạn;Quá hạn;;;",
        ],
        has_number_row: true,
        blank_first: false,
        columns: "to_resolve carried received resolved early on_time late pending pending_within pending_overdue late_total returned withdrawn",
        total: "Tổng số",
        has_paused: false,
        has_returned: true,
        has_postal: true,
    },
    Layout {
        name: "S4",
        titles: &["SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG", "BÁO CÁO", "Tháng 06/2024"],
        header: &[
            "STT;Tên;Số hồ sơ tiếp nhận;;;;Đã giải quyết;;;Đang giải quyết;;;Số GCN đã cấp;",
            ";;Kỳ trước chuyển sang;Tiếp nhận trong kỳ;;Cộng;Tổng số;Trước và trong hạn;Trễ hạn;Tổng số;Trong hạn;Trễ hạn;Cấp mới;Chỉnh lý",
            ";;;Trực tiếp;Trực tuyến;;;;;;;;;",
        ],
        has_number_row: false,
        blank_first: false,
        columns: "carried received_in_person received_online to_resolve resolved early_or_on_time late pending pending_within pending_overdue - -",
        total: "Tổng",
        has_paused: false,
        has_returned: false,
        has_postal: false,
    },
    Layout {
        name: "S5 family A",
        titles: &["Đơn vị báo cáo: UBND xã A", "Đơn vị tính: hồ sơ"],
        header: &[
            "STT;Lĩnh vực;Số hồ sơ tiếp nhận;;;;;;;;Đã giải quyết;;;;Đang giải quyết;;;;Dừng xử lý;Chờ tiếp nhận;;Rút",
            ";;Tổng số;Trực tiếp;Trực tuyến toàn trình;Trực tuyến một phần;Hình thức khác;Phi địa giới;Kỳ trước chuyển qua;Bưu chính;Tổng;Đúng và trước hạn;Quá hạn (đã có thư xin lỗi);Quá hạn (chưa có thư xin lỗi);Tổng;Chưa đến hạn;Quá hạn (đã có thư xin lỗi);Quá hạn (chưa có thư xin lỗi);;Đúng hạn;Quá hạn;",
        ],
        has_number_row: true,
        blank_first: false,
        columns: "to_resolve received_in_person received_online_full received_online_partial received_other received_outside_boundary carried received_postal resolved early_or_on_time late_with_apology late_without_apology pending pending_within pending_overdue_with_apology pending_overdue_without_apology paused - - withdrawn",
        total: "Tổng cộng",
        has_paused: true,
        has_returned: false,
        has_postal: true,
    },
    Layout {
        name: "II.06a/VPCP",
        titles: &["Biểu số II.06a/VPCP/KSTT", "6 tháng đầu năm 2024"],
        header: FORM_06A,
        has_number_row: true,
        blank_first: false,
        columns: FORM_06A_COLUMNS,
        total: "Tổng số",
        has_paused: false,
        has_returned: false,
        has_postal: true,
    },
    Layout {
        name: "07a/BTP, empty first column",
        titles: &["", "Năm 2024"],
        header: FORM_06A,
        has_number_row: false,
        blank_first: true,
        columns: FORM_06A_COLUMNS,
        total: "Cộng",
        has_paused: false,
        has_returned: false,
        has_postal: true,
    },
    Layout {
        name: "S8",
        titles: &["BÁO CÁO TỔNG HỢP"],
        header: &[
            "STT;Cơ quan;Tổng;Tiếp nhận;Kỳ trước chuyển qua;Đã giải quyết;;;;Đang giải quyết;;;CD rút hồ sơ;Hồ sơ trả lại;Tồn cuối",
            ";;;;;Số hồ sơ;Sớm;Đúng;Trễ;Số hồ sơ;Chưa đến hạn;Đã quá hạn;;;",
        ],
        has_number_row: false,
        blank_first: false,
        columns: "to_resolve received carried resolved early on_time late pending pending_within pending_overdue withdrawn returned closing_stock",
        total: "Tổng cộng",
        has_paused: false,
        has_returned: true,
        has_postal: true,
    },
];

impl Layout {
    /// The measures with a figure, with their column among the figures.
    pub fn measures(&self) -> impl Iterator<Item = (usize, &'static str)> {
        let columns = self.columns.split(' ').enumerate();
        columns.filter(|(_, name)| !matches!(*name, "-" | "%"))
    }

    /// Counts as this layout can show them.
    pub fn fitted(&self, mut counts: Counts) -> Counts {
        // What has no column moves where it keeps the balance of the row.
        if !self.has_paused {
            counts.within += std::mem::take(&mut counts.paused);
        }
        if !self.has_returned {
            counts.on_time += std::mem::take(&mut counts.returned);
        }
        if !self.has_postal {
            counts.in_person += std::mem::take(&mut counts.postal);
        }
        counts
    }

    /// Rows of cells; names and counts, then the total.
    pub fn cells(
        &self,
        rows: &[(String, Counts)],
        write: impl Fn(u64) -> String,
    ) -> Vec<Vec<String>> {
        let sum = rows.iter().fold(Counts::default(), |sum, (_, counts)| sum.add(*counts));
        let body = rows.iter().enumerate();
        let body =
            body.map(|(place, (name, counts))| ((place + 1).to_string(), name.clone(), *counts));
        let total = (String::new(), self.total.to_owned(), sum);
        let row = |(ordinal, name, counts): (String, String, Counts)| {
            let mut cells = vec![ordinal, name];
            cells.extend(self.columns.split(' ').map(|column| match column {
                "-" => String::new(),
                "%" => percent(counts.early + counts.on_time, counts.figure("resolved")),
                measure => write(counts.figure(measure)),
            }));
            cells
        };
        body.chain([total]).map(row).collect()
    }

    /// The whole file.
    pub fn text(&self, cells: &[Vec<String>]) -> String {
        let mut lines: Vec<String> = self.titles.iter().map(|title| (*title).to_owned()).collect();
        lines.extend(self.header.iter().map(|row| (*row).to_owned()));
        if self.has_number_row {
            let width = cells.first().map_or(0, Vec::len);
            let numbers: Vec<String> = (1..=width).map(|number| format!("({number})")).collect();
            lines.push(numbers.join(";"));
        }
        lines.extend(cells.iter().map(|row| row.join(";")));
        lines.push(String::new());
        lines.push("NGƯỜI LẬP BIỂU;;;;THỦ TRƯỞNG ĐƠN VỊ".to_owned());
        let first = if self.blank_first { ";" } else { "" };
        first.to_owned() + &lines.join(&format!("\n{first}")) + "\n"
    }
}

/// Half-up to two decimals; a dash where there is nothing to divide by.
fn percent(numerator: u64, denominator: u64) -> String {
    if denominator == 0 {
        return "–".to_owned();
    }
    let hundredths = (numerator * 20_000 + denominator) / (denominator * 2);
    format!("{},{:02}%", hundredths / 100, hundredths % 100)
}
