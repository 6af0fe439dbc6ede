//! What the finding codes of the logs beside the dossier log say, in Vietnamese and English.

use super::entry::Entry;
use super::severity::Severity;
use crate::words::Bilingual;

pub const MISSING_KEY: Entry = Entry {
    number: "C0601",
    name: "missing_key",
    severity: Severity::Error,
    title: Bilingual {
        vi: "Ô bắt buộc của dòng để trống",
        en: "a cell that the row cannot do without is blank",
    },
    repair: Bilingual {
        vi: "Điền ô đã nêu rồi chạy lại",
        en: "fill in the cell named and run again",
    },
};

pub const UNREADABLE_NUMBER: Entry = Entry {
    number: "C0602",
    name: "unreadable_number",
    severity: Severity::Error,
    title: Bilingual {
        vi: "Ô số không đọc được thành số",
        en: "a cell that should hold a number and holds none",
    },
    repair: Bilingual {
        vi: "Viết số không kèm chữ: 1234, 85,80 hoặc 98,6%",
        en: "write the number without words: 1234, 85.80 or 98.6%",
    },
};

pub const UNKNOWN_VALUE: Entry = Entry {
    number: "C0603",
    name: "unknown_value",
    severity: Severity::Error,
    title: Bilingual {
        vi: "Giá trị ngoài danh mục trong cột quyết định số liệu; không đoán",
        en: "a spelling that nothing maps, in a column that figures are made of; not guessed",
    },
    repair: Bilingual {
        vi: "Khai cách ghi này trong [values.…] của tệp ánh xạ, hoặc sửa ô",
        en: "map the spelling under [values.…] in a profile, or mend the cell",
    },
};

pub const VALUE_OUT_OF_RANGE: Entry = Entry {
    number: "C0604",
    name: "value_out_of_range",
    severity: Severity::Error,
    title: Bilingual {
        vi: "Số đọc được nhưng không thể đúng: âm, quá giới hạn hoặc tử số lớn hơn mẫu số",
        en: "a number that cannot be true: negative, beyond its limit, or a part larger than its whole",
    },
    repair: Bilingual {
        vi: "Đối chiếu với văn bản nguồn, sửa ô",
        en: "compare it with its source and mend the cell",
    },
};

pub const REPEATED_ROW: Entry = Entry {
    number: "C0605",
    name: "repeated_row",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Dòng được ghi lại; chỉ tính dòng sau",
        en: "told again by a later row; only the later one counts",
    },
    repair: Bilingual {
        vi: "Bỏ dòng thừa nếu ghi trùng; nếu là sửa số liệu thì không cần làm gì",
        en: "delete the row if it was entered twice; if it was corrected, nothing is to do",
    },
};

pub const VALUES_UNCLEAR: Entry = Entry {
    number: "C0606",
    name: "values_unclear",
    severity: Severity::Error,
    title: Bilingual {
        vi: "Dòng phải có đúng một số: giá trị, điểm, hoặc tử số cùng mẫu số",
        en: "the row has to have exactly one figure: a value, points, or numerator and denominator",
    },
    repair: Bilingual {
        vi: "Giữ lại một số, để trống các ô kia; tử số và mẫu số luôn đi cùng nhau",
        en: "keep one figure and leave the other cells blank; numerator and denominator go together",
    },
};

pub const BAD_PERIOD: Entry = Entry {
    number: "C0607",
    name: "bad_period",
    severity: Severity::Error,
    title: Bilingual {
        vi: "Kỳ số liệu không đọc được", en: "a period that cannot be read"
    },
    repair: Bilingual {
        vi: "Viết 2024, 2024-06, 2024-Q2, 2024-H1, 2024-9M hoặc 06/2024",
        en: "write 2024, 2024-06, 2024-Q2, 2024-H1, 2024-9M or 06/2024",
    },
};

pub const UNKNOWN_MARK: Entry = Entry {
    number: "C0608",
    name: "unknown_mark",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Ô có/không hoặc ô phân loại ghi ngoài danh mục; coi như để trống",
        en: "a yes/no or class cell that nothing maps; taken for blank",
    },
    repair: Bilingual {
        vi: "Ghi Có hoặc Không, hoặc khai cách ghi này trong [values.…] của tệp ánh xạ",
        en: "write yes or no, or map the spelling under [values.…] in a profile",
    },
};

pub const RANKINGS_DIFFER: Entry = Entry {
    number: "C0609",
    name: "rankings_differ",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Hai nguồn cho điểm hoặc thứ hạng khác nhau của cùng một năm; giữ cả hai, không lấy trung bình",
        en: "two rows give one year different scores or ranks; both are kept, never averaged",
    },
    repair: Bilingual {
        vi: "Tìm quyết định công bố, xóa dòng sai hoặc ghi độ tin cậy của từng nguồn",
        en: "look up the decision that published it; delete the wrong row or say how sure each source is",
    },
};
