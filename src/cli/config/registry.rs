//! Every key of `cchc.toml`: the one list that reading, `config show`, `init`, the JSON Schema and the
//! defaults of options are made from.
//!
//! Keys of options take their choices and their built-in values from the option itself.

use super::setting::{Commands, ConfiguredOption, Rule, Setting, Shape};
use crate::findings::Bilingual;

const fn of_all(id: &'static str) -> ConfiguredOption {
    ConfiguredOption { id, commands: Commands::All }
}

const fn only(id: &'static str, command: &'static str) -> ConfiguredOption {
    ConfiguredOption { id, commands: Commands::Only(command) }
}

/// A text without an option, rule or value of its own, to begin a constant with.
const PLAIN: Setting = Setting {
    key: "",
    shape: Shape::Text,
    rule: Rule::Option,
    option: None,
    variable: "",
    built_in: &[],
    example: &[],
    meaning: Bilingual { vi: "", en: "" },
};

/// Every key, section by section.
pub const SETTINGS: [Setting; 35] = [
    Setting {
        key: "inputs.paths",
        shape: Shape::Texts(';'),
        rule: Rule::Path,
        variable: "CCHC_INPUTS",
        example: &["xuat/{period}"],
        meaning: Bilingual {
            vi: "Tệp, thư mục, tên dùng dấu * mà `cchc run` đọc; {period} là kỳ báo cáo, ví dụ 2024-06; kỳ từ ngày 15 đến ngày 14 và kỳ nhiều tháng đọc thư mục của mọi tháng dương lịch trong kỳ. Mỗi kỳ xuất mọi hồ sơ đang giải quyết đầu kỳ và mọi hồ sơ tiếp nhận trong kỳ, vào ngày 1 hoặc 2 sau khi hết kỳ",
            en: "Files, folders and globs that `cchc run` reads; {period} is the period, such as 2024-06; a period from the 15th to the 14th and one of several months read the folders of all calendar months in it. For each period export everything open at its start and everything received in it, on the 1st or 2nd after its end",
        },
        ..PLAIN
    },
    Setting {
        key: "inputs.profile",
        rule: Rule::Path,
        option: Some(ConfiguredOption { id: "profile", commands: Commands::OfDossiers }),
        variable: "CCHC_PROFILE",
        example: &["anh-xa.toml"],
        meaning: Bilingual {
            vi: "Tệp TOML ánh xạ cột và giá trị của hệ thống một cửa",
            en: "TOML file that maps the columns and values of the one-stop system",
        },
        ..PLAIN
    },
    Setting {
        key: "units.basis",
        rule: Rule::UnitsBasis,
        option: Some(of_all("units")),
        variable: "CCHC_UNITS",
        example: &["2025"],
        meaning: Bilingual {
            vi: "Quy về đơn vị trước (2024) hay từ (2025) ngày 01/7/2025, hoặc theo một ngày; bỏ trống: như trong tệp",
            en: "Units before (2024) or since (2025) 1 July 2025, or of a day; absent: as the files name them",
        },
        ..PLAIN
    },
    Setting {
        key: "units.roster",
        rule: Rule::Path,
        option: Some(of_all("roster")),
        variable: "CCHC_ROSTER",
        example: &["don-vi.txt"],
        meaning: Bilingual {
            vi: "Danh sách đơn vị phải báo cáo, mỗi dòng một đơn vị",
            en: "List of the units that have to report, one a line",
        },
        ..PLAIN
    },
    Setting {
        key: "period.rule",
        option: Some(of_all("period_rule")),
        variable: "CCHC_PERIOD_RULE",
        meaning: Bilingual {
            vi: "Tháng theo lịch (calendar) hay từ ngày 15 đến ngày 14 (decree)",
            en: "Calendar months, or the 15th to the 14th (decree)",
        },
        ..PLAIN
    },
    Setting {
        key: "counting.policy",
        option: Some(of_all("policy")),
        variable: "CCHC_POLICY",
        meaning: Bilingual {
            vi: "Dòng có ngày kết thúc trước ngày tiếp nhận: loại (strict) hay giữ (lenient)",
            en: "Rows finished before they were received: rejected (strict) or kept (lenient)",
        },
        ..PLAIN
    },
    Setting {
        key: "counting.grain",
        option: Some(of_all("grain")),
        variable: "CCHC_GRAIN",
        meaning: Bilingual {
            vi: "So ngày kết thúc với ngày hẹn theo ngày (day) hay theo giờ (time)",
            en: "Compare finish and due by day or by time",
        },
        ..PLAIN
    },
    Setting {
        key: "counting.definition",
        option: Some(of_all("definition")),
        variable: "CCHC_DEFINITION",
        meaning: Bilingual { vi: "Công thức tỷ lệ đúng hạn", en: "Which on-time rate" },
        ..PLAIN
    },
    Setting {
        key: "counting.calendar",
        rule: Rule::Path,
        option: Some(of_all("calendar")),
        variable: "CCHC_CALENDAR",
        example: &["lich-dia-phuong.toml"],
        meaning: Bilingual {
            vi: "Tệp TOML ghi ngày nghỉ, ngày làm việc riêng của địa phương",
            en: "TOML file with days off and days worked of the place",
        },
        ..PLAIN
    },
    Setting {
        key: "counting.where",
        shape: Shape::Texts(';'),
        rule: Rule::Filter,
        option: Some(of_all("filters")),
        variable: "CCHC_WHERE",
        example: &["district=Huyện Hưng Hà"],
        meaning: Bilingual {
            vi: "Chỉ tính hồ sơ thuộc các nhóm này, mỗi nhóm dạng TRƯỜNG=GIÁ TRỊ",
            en: "Count only dossiers of these groups, each FIELD=VALUE",
        },
        ..PLAIN
    },
    Setting {
        key: "report.folder",
        rule: Rule::Path,
        option: Some(only("output", "report")),
        variable: "CCHC_REPORT_FOLDER",
        built_in: &["bao-cao-{period}"],
        meaning: Bilingual {
            vi: "Thư mục ghi báo cáo; {period} là kỳ báo cáo",
            en: "Folder of the report; {period} is the period",
        },
        ..PLAIN
    },
    Setting {
        key: "report.formats",
        shape: Shape::Texts(','),
        option: Some(only("formats", "report")),
        variable: "CCHC_REPORT_FORMATS",
        example: &["docx", "xlsx", "html", "json"],
        meaning: Bilingual {
            vi: "Các tệp cần ghi; bỏ trống: tất cả",
            en: "Files to write; absent: all",
        },
        ..PLAIN
    },
    Setting {
        key: "report.forms",
        shape: Shape::Texts(','),
        rule: Rule::NameOrPath,
        option: Some(of_all("forms")),
        variable: "CCHC_FORM",
        example: &["06a"],
        meaning: Bilingual {
            vi: "Biểu mẫu kèm theo: tên có sẵn như 06a, hoặc một tệp TOML",
            en: "Official forms to add: a name such as 06a, or a TOML file",
        },
        ..PLAIN
    },
    Setting {
        key: "report.placements",
        shape: Shape::Texts(','),
        option: Some(of_all("placements")),
        variable: "CCHC_PLACEMENT",
        example: &["returned=8"],
        meaning: Bilingual {
            vi: "Số liệu nào ghi vào cột nào của các biểu trên",
            en: "In which column of these forms a count stands",
        },
        ..PLAIN
    },
    Setting {
        key: "report.annex",
        option: Some(of_all("annex")),
        variable: "CCHC_ANNEX",
        example: &["cchc"],
        meaning: Bilingual {
            vi: "Kèm phụ lục chỉ tiêu của báo cáo cải cách hành chính",
            en: "Add the annex of indicators of the monthly reform report",
        },
        ..PLAIN
    },
    Setting {
        key: "report.each",
        option: Some(of_all("each")),
        variable: "CCHC_EACH",
        example: &["unit"],
        meaning: Bilingual {
            vi: "Ngoài báo cáo chung, mỗi đơn vị một bộ báo cáo riêng",
            en: "Besides the whole, a package for each unit",
        },
        ..PLAIN
    },
    Setting {
        key: "report.template",
        rule: Rule::Path,
        option: Some(of_all("template")),
        variable: "CCHC_TEMPLATE",
        example: &["loi-van.txt"],
        meaning: Bilingual { vi: "Lời văn của báo cáo Word", en: "Text of the Word report" },
        ..PLAIN
    },
    Setting {
        key: "report.letterhead",
        rule: Rule::Path,
        option: Some(of_all("letterhead")),
        variable: "CCHC_LETTERHEAD",
        example: &["tieu-de.toml"],
        meaning: Bilingual {
            vi: "Tệp TOML ghi tên cơ quan, địa danh, người ký, nơi nhận",
            en: "TOML file with names of the agency, place, signer and recipients",
        },
        ..PLAIN
    },
    Setting {
        key: "report.satisfaction_target",
        rule: Rule::Share,
        option: Some(of_all("satisfaction_target")),
        variable: "CCHC_SATISFACTION_TARGET",
        example: &["90%"],
        meaning: Bilingual {
            vi: "Mục tiêu về mức độ hài lòng",
            en: "Share that satisfaction is held against",
        },
        ..PLAIN
    },
    Setting {
        key: "report.suppress_below",
        shape: Shape::Number,
        option: Some(of_all("suppress_below")),
        variable: "CCHC_SUPPRESS_BELOW",
        example: &["10"],
        meaning: Bilingual {
            vi: "Không nêu câu trả lời của đơn vị có ít lượt đánh giá hơn số này trong tháng",
            en: "Tell no answers of a unit that has fewer ratings in a month",
        },
        ..PLAIN
    },
    Setting {
        key: "score.index",
        rule: Rule::NameOrPath,
        option: Some(of_all("index")),
        variable: "CCHC_INDEX",
        example: &["766-cong-2026"],
        meaning: Bilingual {
            vi: "Bộ tiêu chí có sẵn hoặc một tệp TOML; báo cáo cũng chấm theo bộ này",
            en: "Built-in index or TOML file; reports score by it, too",
        },
        ..PLAIN
    },
    Setting {
        key: "score.declared",
        shape: Shape::Texts(';'),
        rule: Rule::Path,
        option: Some(of_all("declared")),
        variable: "CCHC_DECLARED",
        example: &["so-khai.csv"],
        meaning: Bilingual { vi: "Các tệp số khai", en: "Files of declared inputs" },
        ..PLAIN
    },
    Setting {
        key: "score.feedback_log",
        shape: Shape::Texts(';'),
        rule: Rule::Path,
        option: Some(of_all("feedback_log")),
        variable: "CCHC_FEEDBACK_LOG",
        example: &["pakn.csv"],
        meaning: Bilingual { vi: "Nhật ký phản ánh, kiến nghị", en: "Feedback logs" },
        ..PLAIN
    },
    Setting {
        key: "score.ratings_log",
        shape: Shape::Texts(';'),
        rule: Rule::Path,
        option: Some(of_all("ratings_log")),
        variable: "CCHC_RATINGS_LOG",
        example: &["danh-gia.csv"],
        meaning: Bilingual {
            vi: "Nhật ký đánh giá theo hồ sơ", en: "Logs of ratings by dossier"
        },
        ..PLAIN
    },
    Setting {
        key: "score.procedures",
        shape: Shape::Texts(';'),
        rule: Rule::Path,
        option: Some(of_all("procedures")),
        variable: "CCHC_PROCEDURES",
        example: &["thu-tuc.csv"],
        meaning: Bilingual {
            vi: "Danh mục thủ tục hành chính", en: "Catalogues of procedures"
        },
        ..PLAIN
    },
    Setting {
        key: "score.level",
        option: Some(of_all("level")),
        variable: "CCHC_LEVEL",
        example: &["province"],
        meaning: Bilingual {
            vi: "Cấp của toàn bộ dữ liệu; bỏ trống: theo bộ tiêu chí",
            en: "Level that the whole of the data stands at; absent: the one of the index",
        },
        ..PLAIN
    },
    Setting {
        key: "compare.with",
        shape: Shape::Texts(','),
        rule: Rule::Comparison,
        option: Some(only("with", "compare")),
        variable: "CCHC_COMPARE_WITH",
        built_in: &["previous", "last-year"],
        meaning: Bilingual {
            vi: "`cchc run` và `cchc compare` so với kỳ trước (previous), cùng kỳ năm trước (last-year), lũy kế năm (ytd) hoặc một kỳ",
            en: "What `cchc run` and `cchc compare` compare with: previous, last-year, ytd (year to date) or a period",
        },
        ..PLAIN
    },
    Setting {
        key: "thresholds.fail_on",
        option: Some(of_all("fail_on")),
        variable: "CCHC_FAIL_ON",
        meaning: Bilingual {
            vi: "Trả mã 1 khi có phát hiện từ mức này trở lên",
            en: "Exit with 1 when there are findings this grave or graver",
        },
        ..PLAIN
    },
    Setting {
        key: "thresholds.missing_units",
        rule: Rule::Tolerance,
        variable: "CCHC_MISSING_UNITS",
        built_in: &["stop"],
        meaning: Bilingual {
            vi: "`cchc run` khi có đơn vị chưa có dữ liệu đến ngày chốt: dừng (stop), chỉ báo (tell), hoặc dừng khi các đơn vị đó có quá tỷ lệ này của hồ sơ kỳ trước, ví dụ \"5%\"",
            en: "What `cchc run` does about units whose data do not reach to the as-of day: stop, tell, or stop where they had more than such a share of the dossiers of the period before, as \"5%\"",
        },
        ..PLAIN
    },
    Setting {
        key: "thresholds.lost_dossiers",
        rule: Rule::Tolerance,
        variable: "CCHC_LOST_DOSSIERS",
        built_in: &["10%"],
        meaning: Bilingual {
            vi: "`cchc run` khi hồ sơ kỳ trước chuyển sang không còn trong tệp nào: dừng (stop), chỉ báo (tell), hoặc dừng khi mất quá tỷ lệ này và từ 5 hồ sơ trở lên, của một đơn vị hay của tất cả",
            en: "What `cchc run` does about dossiers that the period before left open and no export tells any more: stop, tell, or stop where more than such a share is lost, five at least, of a unit or of all",
        },
        ..PLAIN
    },
    Setting {
        key: "archive.folder",
        rule: Rule::Path,
        variable: "CCHC_ARCHIVE_FOLDER",
        built_in: &["luu-tru"],
        meaning: Bilingual {
            vi: "Thư mục lưu số liệu các tháng",
            en: "Folder that keeps the figures of the months",
        },
        ..PLAIN
    },
    Setting {
        key: "archive.key",
        rule: Rule::Path,
        variable: "CCHC_ARCHIVE_KEY",
        built_in: &["cchc.key"],
        meaning: Bilingual {
            vi: "Tệp khóa che mã hồ sơ trong kho lưu trữ; để ngoài kho và ngoài báo cáo, không gửi cho ai",
            en: "Key file that hides the ids of dossiers in the archive; outside archive and reports, for nobody else",
        },
        ..PLAIN
    },
    Setting {
        key: "archive.keep_months",
        shape: Shape::Number,
        variable: "CCHC_ARCHIVE_KEEP_MONTHS",
        built_in: &["0"],
        meaning: Bilingual {
            vi: "Giữ lại từng ấy tháng gần nhất; 0: giữ tất cả",
            en: "Keep so many of the last months; 0: all",
        },
        ..PLAIN
    },
    Setting {
        key: "interface.lang",
        option: Some(of_all("lang")),
        variable: "CCHC_LANG",
        example: &["vi"],
        meaning: Bilingual {
            vi: "Ngôn ngữ: vi hoặc en; bỏ trống: theo máy",
            en: "Language, vi or en; absent: that of the locale",
        },
        ..PLAIN
    },
    Setting {
        key: "interface.color",
        option: Some(of_all("color")),
        variable: "CCHC_COLOR",
        meaning: Bilingual { vi: "Màu trong bảng", en: "Colour in tables" },
        ..PLAIN
    },
];
