//! What the finding codes of files set against each other say, in Vietnamese and English: which lacks a
//! column, which of two is the newer, and whether they agree.

use super::entry::Entry;
use super::severity::Severity;
use crate::words::Bilingual;

pub const COLUMN_GONE: Entry = Entry {
    number: "C0018",
    name: "column_gone",
    severity: Severity::Critical,
    title: Bilingual {
        vi: "Không nhận ra cột hạn trả, kết thúc hoặc trạng thái của tệp; tệp không được tính",
        en: "the due, finish or status column of the file is not recognised; the file is not counted",
    },
    repair: Bilingual {
        vi: "cchc inspect TỆP --write-profile ho-so.toml, ghi dòng đã nêu vào [columns] rồi chạy với --profile; hoặc xuất lại với tên cột như các tệp kia. Tệp thật sự không có cột đó: thêm \"\" vào danh sách tên cột",
        en: "cchc inspect PATH --write-profile office.toml, write the line shown under [columns] and run with --profile; or export again with the headings of the other files. Where the file truly has no such column, add \"\" to the list of headings",
    },
};

pub const NEWER_BY_CONTENT: Entry = Entry {
    number: "C0231",
    name: "newer_by_content",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Hai tệp có cùng hồ sơ; tệp mới hơn theo nội dung lại đứng trước theo tên: tính theo tệp mới hơn",
        en: "two files tell of the same dossiers; the newer by what it says stands first by its name, and counts",
    },
    repair: Bilingual {
        vi: "Bỏ tệp cũ khỏi thư mục, hoặc đặt tên để tệp mới đứng sau; nếu tệp mới hơn lại là tệp kia thì xem ngày ghi sai trong tệp được chọn",
        en: "take the older file out of the folder, or name the newer so that it stands behind; if the other is the newer, look for a wrong day in the one chosen",
    },
};

pub const FILES_CONTRADICT: Entry = Entry {
    number: "C0232",
    name: "files_contradict",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Hai tệp trái nhau về ngày tiếp nhận hoặc kết thúc của cùng hồ sơ: tính theo tệp mới hơn",
        en: "two files contradict each other about the receipt or finish of the same dossiers; the newer counts",
    },
    repair: Bilingual {
        vi: "Đối chiếu vài hồ sơ trong phần mềm một cửa (cchc list --state superseded), chỉ giữ tệp đúng",
        en: "compare some dossiers in the source system (cchc list --state superseded) and keep the right file only",
    },
};

pub const FILE_TWICE: Entry = Entry {
    number: "C0233",
    name: "file_twice",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Hai tệp giống nhau: cùng hồ sơ, cùng ngày, cùng trạng thái; chỉ tính một lần",
        en: "two files are the same: the same dossiers with the same days and states; counted once",
    },
    repair: Bilingual {
        vi: "Bỏ một trong hai tệp; nếu một tệp lẽ ra là của đơn vị khác hoặc của tháng khác thì xuất lại tệp đó",
        en: "take one of them out; where one should be of another unit or month, export that again",
    },
};

pub const FAR_FEWER_RECEIVED: Entry = Entry {
    number: "C0234",
    name: "far_fewer_received",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Đơn vị tiếp nhận ít hơn hẳn các tháng trước của chính mình: tệp có thể thiếu một phần",
        en: "a unit received far less than in its own months before: a part of its export may be missing",
    },
    repair: Bilingual {
        vi: "Trước khi công bố, hỏi đơn vị: xuất đủ tháng chưa, lọc sót kênh hay lĩnh vực nào không, hay thật sự ít hồ sơ",
        en: "before publishing, ask the unit: is the month exported to its end, was a channel or field filtered out, or were there truly so few",
    },
};

pub const SOURCE_NOT_COVERED: Entry = Entry {
    number: "C0235",
    name: "source_not_covered",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Dữ liệu của đơn vị dừng trước ngày chốt: hồ sơ chưa xong không được xếp còn hạn hay quá hạn",
        en: "the data of a unit end before the as-of day: its open dossiers are neither in term nor overdue",
    },
    repair: Bilingual {
        vi: "Xuất tệp của đơn vị đến ngày chốt rồi chạy lại; kỳ thật sự không có hồ sơ thì gửi tệp có tiêu đề ghi từ ngày … đến ngày …",
        en: "export the file of the unit up to the as-of day and run again; where there truly were no dossiers, send a file whose title names the days",
    },
};

pub const SOURCE_QUIET: Entry = Entry {
    number: "C0236",
    name: "source_quiet",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Nguồn ít hồ sơ và im lặng từ một ngày trước ngày chốt; quá ít để biết là thiếu tệp hay không có hồ sơ, số liệu vẫn tính",
        en: "a source with few dossiers is quiet since a day before the as-of day; too few to tell a missing file from no dossier; it counts",
    },
    repair: Bilingual {
        vi: "Hỏi đơn vị đã gửi tệp đến ngày chốt chưa",
        en: "ask the unit whether its file reaches to the as-of day",
    },
};

pub const MONTH_MISSING: Entry = Entry {
    number: "C0237",
    name: "month_missing",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Đơn vị gửi tệp theo tháng và thiếu tệp của tháng ở giữa",
        en: "a unit sends its files month by month, and one between them is missing",
    },
    repair: Bilingual {
        vi: "Bổ sung tệp của tháng còn thiếu; nếu số liệu đã nằm trong tệp tháng sau thì không cần làm gì",
        en: "add the file of that month; where its dossiers stand in the file of the month after, there is nothing to do",
    },
};
