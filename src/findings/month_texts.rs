//! What the finding codes of months that follow each other say, in Vietnamese and English.

use super::entry::Entry;
use super::severity::Severity;
use crate::words::Bilingual;

pub const CARRIED_LOST: Entry = Entry {
    number: "C0241",
    name: "carried_lost",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Hồ sơ kỳ trước chuyển sang không còn trong tệp nào của kỳ này",
        en: "dossiers that the month before left open are in no export of this month",
    },
    repair: Bilingual {
        vi: "Xuất lại: mọi hồ sơ đang giải quyết đầu kỳ và mọi hồ sơ tiếp nhận trong kỳ; vài hồ sơ lẻ thì hỏi đơn vị có xóa, gộp hay đổi mã không",
        en: "export again: everything open at the start of the month and everything received in it; of a few, ask the unit whether they were deleted, merged or given another code",
    },
};

pub const LATE_ARRIVAL: Entry = Entry {
    number: "C0242",
    name: "late_arrival",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Hồ sơ của một kỳ trước đã công bố, nay mới có trong tệp",
        en: "dossiers of an earlier, published month arrive now",
    },
    repair: Bilingual {
        vi: "Chép tệp vào thư mục của kỳ đó rồi công bố lại: cchc run --period KỲ --restate \"lý do\"",
        en: "copy the file into the folder of that month and publish it anew: cchc run --period MONTH --restate \"the reason\"",
    },
};

pub const OPENING_CHANGED: Entry = Entry {
    number: "C0243",
    name: "opening_changed",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Tồn đầu kỳ khác số kỳ trước chuyển sang: tình trạng hồ sơ được ghi lại sau khi công bố",
        en: "the month opens otherwise than the month before ended: dossiers were told otherwise after it was published",
    },
    repair: Bilingual {
        vi: "Công bố lại kỳ trước: cchc run --period KỲ --restate \"lý do\"; hoặc để nguyên và giải trình",
        en: "publish the month before anew: cchc run --period MONTH --restate \"the reason\"; or leave it and explain",
    },
};

pub const NO_LONGER_TOLD: Entry = Entry {
    number: "C0244",
    name: "no_longer_told",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Hồ sơ chưa xong trong tệp cũ mà các tệp mới hơn cùng nguồn không còn nhắc đến: không xếp còn hạn hay quá hạn",
        en: "open dossiers that newer exports of the same source no longer tell: neither in term nor overdue",
    },
    repair: Bilingual {
        vi: "Mỗi kỳ xuất mọi hồ sơ đang giải quyết đầu kỳ và mọi hồ sơ tiếp nhận trong kỳ, hoặc xuất toàn bộ",
        en: "for each month export everything open at its start and everything received in it, or everything there is",
    },
};

pub const EXPORTS_WITHOUT_CARRIED: Entry = Entry {
    number: "C0245",
    name: "exports_without_carried",
    // An office may have begun with the period: the first month alone does not tell.
    severity: Severity::Info,
    title: Bilingual {
        vi: "Tệp chỉ có hồ sơ tiếp nhận trong kỳ: hồ sơ tồn từ kỳ trước không được tính",
        en: "the exports hold only dossiers received in the period: what was carried over is not counted",
    },
    repair: Bilingual {
        vi: "Mỗi kỳ xuất mọi hồ sơ đang giải quyết đầu kỳ và mọi hồ sơ tiếp nhận trong kỳ, vào ngày 1 hoặc 2 sau khi hết kỳ",
        en: "for each month export everything open at its start and everything received in it, on the 1st or 2nd after its end",
    },
};

pub const CARRIED_UNDER_TWO_CODES: Entry = Entry {
    number: "C0246",
    name: "carried_under_two_codes",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Hồ sơ chưa xong đứng hai lần, dưới mã cũ và mã mới: tồn và quá hạn bị tính hai lần",
        en: "open dossiers stand under an old code and a new one: open and overdue count them twice",
    },
    repair: Bilingual {
        vi: "Bỏ tệp của phần mềm cũ khỏi thư mục dữ liệu (thư mục mới chỉ có tệp của phần mềm mới), hoặc giữ mã cũ khi chuyển",
        en: "take the exports of the old system out of the folder (a new folder with those of the new one alone), or keep the codes",
    },
};
