//! The keys of what is read and how it is counted: inputs, units, period, counting.
//!
//! In: nothing. Out: the list. Must not know: files, values.

use super::super::setting::{Commands, ConfiguredOption, Rule, Setting, Shape};
use crate::words::Bilingual;

pub const COUNTING: [Setting; 10] = [
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
        ..Setting::PLAIN
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
        ..Setting::PLAIN
    },
    Setting {
        key: "units.basis",
        rule: Rule::UnitsBasis,
        option: Some(ConfiguredOption::of_all("units")),
        variable: "CCHC_UNITS",
        example: &["2025"],
        meaning: Bilingual {
            vi: "Quy về đơn vị trước (2024) hay từ (2025) ngày 01/7/2025, hoặc theo một ngày; bỏ trống: như trong tệp",
            en: "Units before (2024) or since (2025) 1 July 2025, or of a day; absent: as the files name them",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "units.roster",
        rule: Rule::Path,
        option: Some(ConfiguredOption::of_all("roster")),
        variable: "CCHC_ROSTER",
        example: &["don-vi.txt"],
        meaning: Bilingual {
            vi: "Danh sách đơn vị phải báo cáo, mỗi dòng một đơn vị",
            en: "List of the units that have to report, one a line",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "period.rule",
        option: Some(ConfiguredOption::of_all("period_rule")),
        variable: "CCHC_PERIOD_RULE",
        meaning: Bilingual {
            vi: "Tháng theo lịch (calendar) hay từ ngày 15 đến ngày 14 (decree)",
            en: "Calendar months, or the 15th to the 14th (decree)",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "counting.policy",
        option: Some(ConfiguredOption::of_all("policy")),
        variable: "CCHC_POLICY",
        meaning: Bilingual {
            vi: "Dòng có ngày kết thúc trước ngày tiếp nhận: loại (strict) hay giữ (lenient)",
            en: "Rows finished before they were received: rejected (strict) or kept (lenient)",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "counting.grain",
        option: Some(ConfiguredOption::of_all("grain")),
        variable: "CCHC_GRAIN",
        meaning: Bilingual {
            vi: "So ngày kết thúc với ngày hẹn theo ngày (day) hay theo giờ (time)",
            en: "Compare finish and due by day or by time",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "counting.definition",
        option: Some(ConfiguredOption::of_all("definition")),
        variable: "CCHC_DEFINITION",
        meaning: Bilingual { vi: "Công thức tỷ lệ đúng hạn", en: "Which on-time rate" },
        ..Setting::PLAIN
    },
    Setting {
        key: "counting.calendar",
        rule: Rule::Path,
        option: Some(ConfiguredOption::of_all("calendar")),
        variable: "CCHC_CALENDAR",
        example: &["lich-dia-phuong.toml"],
        meaning: Bilingual {
            vi: "Tệp TOML ghi ngày nghỉ, ngày làm việc riêng của địa phương",
            en: "TOML file with days off and days worked of the place",
        },
        ..Setting::PLAIN
    },
    Setting {
        key: "counting.where",
        shape: Shape::Texts(';'),
        rule: Rule::Filter,
        option: Some(ConfiguredOption::of_all("filters")),
        variable: "CCHC_WHERE",
        example: &["district=Huyện Hưng Hà"],
        meaning: Bilingual {
            vi: "Chỉ tính hồ sơ thuộc các nhóm này, mỗi nhóm dạng TRƯỜNG=GIÁ TRỊ",
            en: "Count only dossiers of these groups, each FIELD=VALUE",
        },
        ..Setting::PLAIN
    },
];
