//! The keys of what is made of the counts: report, score, comparison, thresholds, archive, interface.
//!
//! In: nothing. Out: the list. Must not know: files, values.

use super::super::setting::{ConfiguredOption, Rule, Setting, Shape};
use crate::words::Bilingual;

pub const ANSWERS: [Setting; 26] = [
    Setting {
        key: "report.folder",
        rule: Rule::Path,
        option: Some(ConfiguredOption::only("output", "report")),
        variable: "CCHC_REPORT_FOLDER",
        built_in: &["bao-cao-{period}"],
        meaning: Bilingual {
            vi: "Thư mục ghi báo cáo; {period} là kỳ báo cáo",
            en: "Folder of the report; {period} is the period",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "report.formats",
        shape: Shape::Texts(','),
        option: Some(ConfiguredOption::only("formats", "report")),
        variable: "CCHC_REPORT_FORMATS",
        example: &["docx", "xlsx", "html", "json"],
        meaning: Bilingual {
            vi: "Các tệp cần ghi; bỏ trống: tất cả",
            en: "Files to write; absent: all",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "report.forms",
        shape: Shape::Texts(','),
        rule: Rule::NameOrPath,
        option: Some(ConfiguredOption::of_all("forms")),
        variable: "CCHC_FORM",
        example: &["06a"],
        meaning: Bilingual {
            vi: "Biểu mẫu kèm theo: tên có sẵn như 06a, hoặc một tệp TOML",
            en: "Official forms to add: a name such as 06a, or a TOML file",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "report.placements",
        shape: Shape::Texts(','),
        option: Some(ConfiguredOption::of_all("placements")),
        variable: "CCHC_PLACEMENT",
        example: &["returned=8"],
        meaning: Bilingual {
            vi: "Số liệu nào ghi vào cột nào của các biểu trên",
            en: "In which column of these forms a count stands",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "report.annex",
        option: Some(ConfiguredOption::of_all("annex")),
        variable: "CCHC_ANNEX",
        example: &["cchc"],
        meaning: Bilingual {
            vi: "Kèm phụ lục chỉ tiêu của báo cáo cải cách hành chính",
            en: "Add the annex of indicators of the monthly reform report",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "report.each",
        option: Some(ConfiguredOption::of_all("each")),
        variable: "CCHC_EACH",
        example: &["unit"],
        meaning: Bilingual {
            vi: "Ngoài báo cáo chung, mỗi đơn vị một bộ báo cáo riêng",
            en: "Besides the whole, a package for each unit",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "report.template",
        rule: Rule::Path,
        option: Some(ConfiguredOption::of_all("template")),
        variable: "CCHC_TEMPLATE",
        example: &["loi-van.txt"],
        meaning: Bilingual { vi: "Lời văn của báo cáo Word", en: "Text of the Word report" },
        ..Setting::PLAIN
    },
    Setting {
        key: "report.letterhead",
        rule: Rule::Path,
        option: Some(ConfiguredOption::of_all("letterhead")),
        variable: "CCHC_LETTERHEAD",
        example: &["tieu-de.toml"],
        meaning: Bilingual {
            vi: "Tệp TOML ghi tên cơ quan, địa danh, người ký, nơi nhận",
            en: "TOML file with names of the agency, place, signer and recipients",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "report.targets",
        rule: Rule::Path,
        option: Some(ConfiguredOption::of_all("targets")),
        variable: "CCHC_TARGETS",
        example: &["chi-tieu.csv"],
        meaning: Bilingual {
            vi: "Bảng chỉ tiêu, kế hoạch để so các số liệu chính",
            en: "Table of targets that the main figures are held against",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "report.satisfaction_target",
        rule: Rule::Share,
        option: Some(ConfiguredOption::of_all("satisfaction_target")),
        variable: "CCHC_SATISFACTION_TARGET",
        example: &["90%"],
        meaning: Bilingual {
            vi: "Mục tiêu về mức độ hài lòng",
            en: "Share that satisfaction is held against",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "report.suppress_below",
        shape: Shape::Number,
        option: Some(ConfiguredOption::of_all("suppress_below")),
        variable: "CCHC_SUPPRESS_BELOW",
        example: &["10"],
        meaning: Bilingual {
            vi: "Không nêu câu trả lời của đơn vị có ít lượt đánh giá hơn số này trong tháng",
            en: "Tell no answers of a unit that has fewer ratings in a month",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "score.index",
        rule: Rule::NameOrPath,
        option: Some(ConfiguredOption::of_all("index")),
        variable: "CCHC_INDEX",
        example: &["766-cong-2026"],
        meaning: Bilingual {
            vi: "Bộ tiêu chí có sẵn hoặc một tệp TOML; báo cáo cũng chấm theo bộ này",
            en: "Built-in index or TOML file; reports score by it, too",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "score.declared",
        shape: Shape::Texts(';'),
        rule: Rule::Path,
        option: Some(ConfiguredOption::of_all("declared")),
        variable: "CCHC_DECLARED",
        example: &["so-khai.csv"],
        meaning: Bilingual { vi: "Các tệp số khai", en: "Files of declared inputs" },
        ..Setting::PLAIN
    },
    Setting {
        key: "score.feedback_log",
        shape: Shape::Texts(';'),
        rule: Rule::Path,
        option: Some(ConfiguredOption::of_all("feedback_log")),
        variable: "CCHC_FEEDBACK_LOG",
        example: &["pakn.csv"],
        meaning: Bilingual { vi: "Dữ liệu phản ánh, kiến nghị", en: "Feedback logs" },
        ..Setting::PLAIN
    },
    Setting {
        key: "score.ratings_log",
        shape: Shape::Texts(';'),
        rule: Rule::Path,
        option: Some(ConfiguredOption::of_all("ratings_log")),
        variable: "CCHC_RATINGS_LOG",
        example: &["danh-gia.csv"],
        meaning: Bilingual {
            vi: "Dữ liệu đánh giá theo hồ sơ", en: "Logs of ratings by dossier"
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "score.procedures",
        shape: Shape::Texts(';'),
        rule: Rule::Path,
        option: Some(ConfiguredOption::of_all("procedures")),
        variable: "CCHC_PROCEDURES",
        example: &["thu-tuc.csv"],
        meaning: Bilingual {
            vi: "Danh mục thủ tục hành chính", en: "Catalogues of procedures"
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "score.level",
        option: Some(ConfiguredOption::of_all("level")),
        variable: "CCHC_LEVEL",
        example: &["province"],
        meaning: Bilingual {
            vi: "Cấp của toàn bộ dữ liệu; bỏ trống: theo bộ tiêu chí",
            en: "Level that the whole of the data stands at; absent: the one of the index",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "compare.with",
        shape: Shape::Texts(','),
        rule: Rule::Comparison,
        option: Some(ConfiguredOption::only("with", "compare")),
        variable: "CCHC_COMPARE_WITH",
        built_in: &["previous", "last-year"],
        meaning: Bilingual {
            vi: "`cchc run` và `cchc compare` so với kỳ trước (previous), cùng kỳ năm trước (last-year), lũy kế năm (ytd) hoặc một kỳ",
            en: "What `cchc run` and `cchc compare` compare with: previous, last-year, ytd (year to date) or a period",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "thresholds.fail_on",
        option: Some(ConfiguredOption::of_all("fail_on")),
        variable: "CCHC_FAIL_ON",
        meaning: Bilingual {
            vi: "Trả mã 1 khi có phát hiện từ mức này trở lên",
            en: "Exit with 1 when there are findings this grave or graver",
        },
        ..Setting::PLAIN
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
        ..Setting::PLAIN
    },
    Setting {
        key: "thresholds.lost_dossiers",
        rule: Rule::Tolerance,
        variable: "CCHC_LOST_DOSSIERS",
        built_in: &["10%"],
        meaning: Bilingual {
            vi: "`cchc run` khi hồ sơ kỳ trước chuyển sang không còn trong tệp nào: dừng (stop), chỉ báo (tell), hoặc dừng khi mất quá tỷ lệ này và từ 5 hồ sơ trở lên, của một đơn vị hay của tất cả; cũng áp dụng cho hồ sơ đứng dưới hai mã",
            en: "What `cchc run` does about dossiers that the period before left open and no export tells any more: stop, tell, or stop where more than such a share is lost, five at least, of a unit or of all; so for dossiers under two codes",
        },
        ..Setting::PLAIN
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
        ..Setting::PLAIN
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
        ..Setting::PLAIN
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
        ..Setting::PLAIN
    },
    Setting {
        key: "interface.lang",
        option: Some(ConfiguredOption::of_all("lang")),
        variable: "CCHC_LANG",
        example: &["vi"],
        meaning: Bilingual {
            vi: "Ngôn ngữ: vi hoặc en; bỏ trống: theo máy",
            en: "Language, vi or en; absent: that of the locale",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "interface.color",
        option: Some(ConfiguredOption::of_all("color")),
        variable: "CCHC_COLOR",
        meaning: Bilingual { vi: "Màu trong bảng", en: "Colour in tables" },
        ..Setting::PLAIN
    },
];
