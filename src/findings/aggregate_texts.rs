//! What the finding codes of aggregate tables say, in Vietnamese and English.

use super::entry::Entry;
use super::severity::Severity;
use crate::words::Bilingual;

pub const AGGREGATE_TABLE: Entry = Entry {
    number: "C0017",
    name: "aggregate_table",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Bảng tổng hợp: chứa số đếm, không phải hồ sơ; không tính chung với dữ liệu hồ sơ",
        en: "holds counts, not dossiers: not counted with the logs",
    },
    repair: Bilingual {
        vi: "Kiểm tra bằng `cchc check`; đối chiếu với dữ liệu hồ sơ bằng `--against`",
        en: "`cchc check` examines it; `--against` compares it with a log",
    },
};

pub const NOT_A_COUNT: Entry = Entry {
    number: "C0401",
    name: "not_a_count",
    severity: Severity::Error,
    title: Bilingual {
        vi: "Ô số liệu không phải số nguyên không âm",
        en: "a cell that is no whole number from 0 up",
    },
    repair: Bilingual {
        vi: "Sửa ô trong bảng gốc rồi xuất lại",
        en: "mend the cell in its source and export again",
    },
};

pub const COUNT_IN_DOUBT: Entry = Entry {
    number: "C0402",
    name: "count_in_doubt",
    severity: Severity::Error,
    title: Bilingual {
        vi: "Số có thể đọc theo hai cách: dấu chấm, dấu phẩy là hàng nghìn hay phần thập phân",
        en: "a number that can be read in two ways: thousands or a fraction",
    },
    repair: Bilingual {
        vi: "Viết số trong cùng một cột theo một kiểu; số lớn gõ có dấu chấm có thể đã bị bảng tính đọc thành số thập phân",
        en: "write all numbers of the column in one way; a count typed with a thousands point may have been taken for a fraction",
    },
};

pub const IDENTITY_BROKEN: Entry = Entry {
    number: "C0403",
    name: "identity_broken",
    severity: Severity::Error,
    title: Bilingual {
        vi: "Các cột của dòng không khớp nhau (số in ≠ số tính từ các phần)",
        en: "the columns of the row contradict each other (printed ≠ sum of its parts)",
    },
    repair: Bilingual {
        vi: "Đối chiếu dòng với dữ liệu hồ sơ, sửa ô sai",
        en: "compare the row with the log and mend the wrong cell",
    },
};

pub const CHANNELS_INCOMPLETE: Entry = Entry {
    number: "C0404",
    name: "channels_incomplete",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Cộng theo hình thức nộp ít hơn tổng: có hồ sơ không ghi hình thức",
        en: "the channels add up to less than the whole: dossiers without a channel",
    },
    repair: Bilingual {
        vi: "Bổ sung hình thức nộp cho các hồ sơ còn thiếu trong hệ thống",
        en: "fill in the channel of those dossiers in the system",
    },
};

pub const BALANCE_OPEN: Entry = Entry {
    number: "C0405",
    name: "balance_open",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Phải giải quyết không bằng đã giải quyết, đang giải quyết và các cột khác, tính cách nào cũng lệch",
        en: "to resolve is not resolved, open and the columns beside them, however they are placed",
    },
    repair: Bilingual {
        vi: "Hỏi đơn vị lập bảng: hồ sơ tạm dừng, trả lại, rút nằm ở cột nào",
        en: "ask who made the table where paused, returned and withdrawn dossiers stand",
    },
};

pub const SUM_DIFFERS: Entry = Entry {
    number: "C0406",
    name: "sum_differs",
    severity: Severity::Error,
    title: Bilingual {
        vi: "Dòng tổng không bằng tổng các dòng",
        en: "a total is not the sum of its rows",
    },
    repair: Bilingual {
        vi: "Kiểm tra các dòng nêu trong giá trị; có thể thiếu dòng hoặc công thức cộng sai vùng",
        en: "look at the rows named in the value; a row may be missing, or the formula sums the wrong ones",
    },
};

pub const RATE_DIFFERS: Entry = Entry {
    number: "C0407",
    name: "rate_differs",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Tỷ lệ in ra khác tỷ lệ tính từ các số trong dòng",
        en: "the printed rate is not that of the counts beside it",
    },
    repair: Bilingual {
        vi: "Dùng tỷ lệ tính từ số đếm; hỏi hệ thống tính theo công thức nào",
        en: "use the rate of the counts; ask which formula the system follows",
    },
};

pub const RATE_OF_NOTHING: Entry = Entry {
    number: "C0408",
    name: "rate_of_nothing",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Có tỷ lệ mà không có hồ sơ nào để chia",
        en: "a rate is printed where there is nothing to divide by",
    },
    repair: Bilingual {
        vi: "Đọc là \"không có số liệu\", không phải 0% hay 100%",
        en: "read it as \"no value\", neither 0 % nor 100 %",
    },
};

pub const RATE_FORMULA: Entry = Entry {
    number: "C0409",
    name: "rate_formula",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Công thức khớp với cột tỷ lệ in ra",
        en: "the formula that the printed rate follows",
    },
    repair: Bilingual {
        vi: "Không cần sửa; nêu công thức khi trích dẫn tỷ lệ",
        en: "nothing to mend; name the formula when quoting the rate",
    },
};

pub const CARRIED_DIFFERS: Entry = Entry {
    number: "C0410",
    name: "carried_differs",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Số từ kỳ trước khác số còn lại cuối kỳ trước",
        en: "what is carried in is not what the period before left open",
    },
    repair: Bilingual {
        vi: "Kiểm tra sáp nhập đơn vị, hồ sơ mở lại, hoặc bảng kỳ trước xuất lại sau kỳ",
        en: "look for merged units, reopened dossiers, or a table exported again after its period",
    },
};

pub const DIFFERS_FROM_LOG: Entry = Entry {
    number: "C0411",
    name: "differs_from_log",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Ô của bảng khác số tính từ dữ liệu hồ sơ",
        en: "a cell differs from what the log gives",
    },
    repair: Bilingual {
        vi: "Tìm hồ sơ thừa, thiếu trong dữ liệu; quy tắc đếm: `cchc help cach-dem`",
        en: "look for dossiers missing on one side; the counting rules: `cchc help counting`",
    },
};

pub const ROW_NOT_IN_LOG: Entry = Entry {
    number: "C0412",
    name: "row_not_in_log",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Dòng của bảng không có trong dữ liệu hồ sơ",
        en: "a row of the table has no dossiers in the log under that name",
    },
    repair: Bilingual {
        vi: "Kiểm tra tên đơn vị, lĩnh vực, thủ tục và kỳ báo cáo",
        en: "check the name and the period",
    },
};

pub const ROW_NOT_IN_TABLE: Entry = Entry {
    number: "C0413",
    name: "row_not_in_table",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Nhóm có trong dữ liệu hồ sơ mà không có trong bảng",
        en: "a group of the log is not in the table",
    },
    repair: Bilingual {
        vi: "Kiểm tra tên, hoặc bổ sung dòng vào bảng",
        en: "check the name, or add the row to the table",
    },
};

pub const COLUMN_NOT_IN_LOG: Entry = Entry {
    number: "C0414",
    name: "column_not_in_log",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Cột không tính được từ dữ liệu hồ sơ: không đối chiếu",
        en: "a column that the log cannot give: not compared",
    },
    repair: Bilingual { vi: "Không cần sửa", en: "nothing to mend" },
};

pub const TABLE_WITHOUT_PERIOD: Entry = Entry {
    number: "C0415",
    name: "table_without_period",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Bảng không ghi kỳ báo cáo: không đối chiếu được với dữ liệu hồ sơ",
        en: "the table does not name its period: not compared with the log",
    },
    repair: Bilingual { vi: "Nêu kỳ bằng --period", en: "name the period with --period" },
};

pub const UNKNOWN_TABLE_COLUMN: Entry = Entry {
    number: "C0416",
    name: "unknown_table_column",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Cột không nhận ra hoặc lặp lại: không kiểm tra",
        en: "a column that nobody knows, or that repeats another: not checked",
    },
    repair: Bilingual {
        vi: "Không cần sửa; nếu cột cần kiểm tra, ghi tên cột theo biểu mẫu trong một bản sao",
        en: "nothing to mend; if it should be checked, head it as the form does in a copy",
    },
};

pub const MORE_BELOW_TABLE: Entry = Entry {
    number: "C0417",
    name: "more_below_table",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Bên dưới bảng còn một bảng khác: không đọc",
        en: "another table stands below the first: not read",
    },
    repair: Bilingual {
        vi: "Tách mỗi bảng ra một tệp",
        en: "put each table into a file of its own",
    },
};
