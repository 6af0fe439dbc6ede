//! What the findings about single cells say: dates that need a second thought, ids, dossiers handed on.

use super::entry::Entry;
use super::severity::Severity;
use crate::words::Bilingual;

pub const IDS_NEARLY_EQUAL: Entry = Entry {
    number: "C0216",
    name: "ids_nearly_equal",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Mã hồ sơ chỉ khác nhau ở chữ hoa, chữ thường hoặc dấu chấm cuối; vẫn tính là các hồ sơ khác nhau",
        en: "ids that differ only in case or a final dot; they stay different dossiers",
    },
    repair: Bilingual {
        vi: "Nếu là một hồ sơ thì sửa cho mã giống nhau trong phần mềm nguồn rồi xuất lại; nếu không thì không cần làm gì",
        en: "if they are one dossier, make the ids equal in the source system and export again; otherwise nothing is to do",
    },
};

pub const RECEIPT_MOVED: Entry = Entry {
    number: "C0217",
    name: "receipt_moved",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Ngày tiếp nhận của một hồ sơ khác nhau giữa hai dòng của cùng đơn vị; dùng dòng sau",
        en: "the received date moved between two rows of one dossier at one unit; the later row is used",
    },
    repair: Bilingual {
        vi: "Đối chiếu ngày tiếp nhận với giấy tiếp nhận và hẹn trả kết quả",
        en: "compare the received date with the appointment slip",
    },
};

pub const LINKED_DOSSIER: Entry = Entry {
    number: "C0218",
    name: "linked_dossier",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Hồ sơ liên thông: nhiều đơn vị cùng một mã; tính là một hồ sơ, tiếp nhận theo ngày đầu, hẹn trả theo ngày cuối",
        en: "a dossier handed on: several units tell one id; it is one dossier, received on the first day and due on the last",
    },
    repair: Bilingual {
        vi: "Không cần làm gì; nếu đó là những hồ sơ khác nhau thì mã hồ sơ bị cấp trùng, cần sửa ở phần mềm nguồn",
        en: "nothing to do; if they are different dossiers, the id was given twice and has to be mended in the source system",
    },
};

pub const UTC_CONVERTED: Entry = Entry {
    number: "C0310",
    name: "utc_converted",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Cột ghi thời điểm theo giờ UTC (Z, +00:00, GMT); đã đổi sang giờ Việt Nam (+07:00)",
        en: "a column with moments in UTC (Z, +00:00, GMT); converted to Vietnamese time (+07:00)",
    },
    repair: Bilingual {
        vi: "Không cần làm gì; nếu muốn giữ nguyên như trong tệp, khai utc = \"as-written\" trong tệp ánh xạ",
        en: "nothing to do; to keep them as written, say utc = \"as-written\" in a profile",
    },
};

pub const TIMES_ALIKE: Entry = Entry {
    number: "C0311",
    name: "times_alike",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Mọi giờ trong cột đều là 17:00:00 hoặc 23:59: có thể sổ tính ghi theo giờ UTC hoặc thiếu vài giây, khi đó ngày bị sớm một ngày",
        en: "every time of the column is 17:00:00, or 23:59: perhaps a workbook written in UTC, or some seconds short, and then a day too early",
    },
    repair: Bilingual {
        vi: "So một ngày với phần mềm nguồn. Nếu sớm một ngày, khai dòng đã nêu (utc = \"bare\" hoặc add_seconds = …) trong tệp ánh xạ; nếu đúng là giờ hẹn thì khai utc = \"as-written\"",
        en: "compare one date with the source system: a day too early, put the line shown (utc = \"bare\" or add_seconds = …) into a profile; true times, say utc = \"as-written\"",
    },
};

pub const NO_DATE_CELLS: Entry = Entry {
    number: "C0312",
    name: "no_date_cells",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Ô ghi ý \"chưa có ngày\" (0, 01/01/1900, \\N, Chưa có …); coi là ô trống",
        en: "cells that say \"no date\" (0, 01/01/1900, \\N, Chưa có …); taken for blank",
    },
    repair: Bilingual {
        vi: "Không cần làm gì; cách ghi khác thì khai blank_dates = [\"…\"] trong tệp ánh xạ",
        en: "nothing to do; name other ways of saying it as blank_dates = [\"…\"] in a profile",
    },
};

pub const DATE_FORM_UNDECIDED: Entry = Entry {
    number: "C0313",
    name: "date_form_undecided",
    severity: Severity::Warning,
    title: Bilingual {
        vi: "Ngày có năm hai chữ số, cả tệp không cho biết đâu là ngày, tháng, năm; các ô đó không đọc",
        en: "dates with two-digit years, and the whole file does not tell which number is what; those cells are not read",
    },
    repair: Bilingual {
        vi: "Khai cách ghi đúng trong tệp ánh xạ, một trong các dòng đã nêu, hoặc xuất lại với năm bốn chữ số",
        en: "name the right form in a profile, one of the lines shown, or export with years of four digits",
    },
};

pub const SHORT_YEARS: Entry = Entry {
    number: "C0314",
    name: "short_years",
    severity: Severity::Info,
    title: Bilingual {
        vi: "Ngày có năm hai chữ số; cả tệp chỉ có một cách hiểu và đã đọc theo cách đó",
        en: "dates with two-digit years; the whole file has one meaning and is read so",
    },
    repair: Bilingual {
        vi: "Không cần làm gì; khai date_formats trong tệp ánh xạ nếu muốn chắc chắn",
        en: "nothing to do; name date_formats in a profile to make it sure",
    },
};
