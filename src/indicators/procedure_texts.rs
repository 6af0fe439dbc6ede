//! The measures of a catalogue of procedures in words, and how each comes from the counts.

use super::description::Sense;
use super::descriptor::Descriptor;
use super::procedure_counts::ProcedureCounts;
use crate::domain::Confidence;
use crate::words::Bilingual;

/// Columns without which a measure says nothing.
#[derive(Debug, Clone, Copy)]
pub struct Needs(pub &'static [&'static str]);

/// One share of a catalogue.
#[derive(Debug, Clone, Copy)]
pub struct ProcedureMeasure {
    pub about: Descriptor,
    pub needs: Needs,
    /// Numerator and denominator.
    pub parts: fn(&ProcedureCounts) -> (u64, u64),
    /// How many procedures are in neither, for nothing maps what they say.
    pub unread: fn(&ProcedureCounts) -> u64,
}

const INDEX_766: Bilingual = Bilingual {
    vi: "Bộ chỉ số theo Quyết định 766/QĐ-TTg, đọc qua bản trích của bên thứ ba; chưa đối chiếu văn bản gốc",
    en: "Index of Decision 766/QĐ-TTg, seen in a third-party extract; not checked against the text",
};
const ONE_STOP: Bilingual = Bilingual {
    vi: "Tổ chức một cửa, Thông tư 01/2018/TT-VPCP, đọc qua phần mềm; chưa đối chiếu văn bản gốc",
    en: "One-stop organisation, Circular 01/2018/TT-VPCP, seen through software; not checked against the text",
};
const RESOLUTION_76: Bilingual = Bilingual {
    vi: "Nghị quyết 76/NQ-CP, đọc qua bản tóm tắt; chưa đối chiếu văn bản gốc",
    en: "Resolution 76/NQ-CP, seen in a summary; not checked against the text",
};
const RESOLUTION_66: Bilingual = Bilingual {
    vi: "Nghị quyết 66/NQ-CP năm 2025 (giảm 30%), đọc qua văn bản của tỉnh; chưa đối chiếu văn bản gốc",
    en: "Resolution 66/NQ-CP of 2025 (30% less), seen in a provincial text; not checked against the text",
};
const PAR_INDEX: Bilingual = Bilingual {
    vi: "Chỉ số cải cách hành chính, chưa đối chiếu văn bản",
    en: "PAR Index, from memory; not checked against any text",
};

pub const PROCEDURES_ONLINE_SHARE: ProcedureMeasure = ProcedureMeasure {
    about: Descriptor {
        id: "procedures_online_share",
        name: Bilingual {
            vi: "Tỷ lệ thủ tục cung cấp dịch vụ công trực tuyến",
            en: "Procedures offered online",
        },
        formula: Bilingual {
            vi: "(toàn trình + một phần) / thủ tục trong danh mục",
            en: "(full + partial) / procedures of the catalogue",
        },
        source: INDEX_766,
        sense: Sense::HigherIsBetter,
        confidence: Confidence::Seen,
    },
    needs: Needs(&["service_level"]),
    parts: |counts| (counts.online(), counts.levelled()),
    unread: |counts| counts.unread_level,
};

pub const PROCEDURES_FULL_ONLINE_SHARE: ProcedureMeasure = ProcedureMeasure {
    about: Descriptor {
        id: "procedures_full_online_share",
        name: Bilingual {
            vi: "Tỷ lệ thủ tục cung cấp trực tuyến toàn trình",
            en: "Procedures fully online",
        },
        formula: Bilingual {
            vi: "toàn trình / thủ tục trong danh mục",
            en: "full / procedures of the catalogue",
        },
        source: INDEX_766,
        sense: Sense::HigherIsBetter,
        confidence: Confidence::Memory,
    },
    needs: Needs(&["service_level"]),
    parts: |counts| (counts.full, counts.levelled()),
    unread: |counts| counts.unread_level,
};

pub const PROCEDURES_PAYMENT_INTEGRATED: ProcedureMeasure = ProcedureMeasure {
    about: Descriptor {
        id: "procedures_payment_integrated",
        name: Bilingual {
            vi: "Thủ tục có nghĩa vụ tài chính tích hợp thanh toán trực tuyến",
            en: "Fee procedures with integrated payment",
        },
        formula: Bilingual {
            vi: "có phí và tích hợp thanh toán trực tuyến / có phí",
            en: "with a fee and online payment / with a fee",
        },
        source: INDEX_766,
        sense: Sense::HigherIsBetter,
        confidence: Confidence::Seen,
    },
    needs: Needs(&["has_fee", "online_payment_integrated"]),
    parts: |counts| (counts.fee_integrated, counts.fee - counts.unread_integrated),
    unread: |counts| counts.unread_fee + counts.unread_integrated,
};

pub const PROCEDURES_PUBLISHED_ON_TIME: ProcedureMeasure = ProcedureMeasure {
    about: Descriptor {
        id: "procedures_published_on_time",
        name: Bilingual {
            vi: "Thủ tục công bố đúng hạn", en: "Procedures published on time"
        },
        formula: Bilingual {
            vi: "công bố đúng hạn / thủ tục có ghi",
            en: "published on time / procedures that say",
        },
        source: INDEX_766,
        sense: Sense::HigherIsBetter,
        confidence: Confidence::Seen,
    },
    needs: Needs(&["published_on_time"]),
    parts: |counts| (counts.published_on_time, counts.published_asked),
    unread: |counts| counts.unread_published,
};

pub const PROCEDURES_UPDATED_ON_TIME: ProcedureMeasure = ProcedureMeasure {
    about: Descriptor {
        id: "procedures_updated_on_time",
        name: Bilingual {
            vi: "Thủ tục cập nhật, công khai đúng hạn",
            en: "Procedures updated on time",
        },
        formula: Bilingual {
            vi: "cập nhật, công khai đúng hạn / thủ tục có ghi",
            en: "updated on time / procedures that say",
        },
        source: INDEX_766,
        sense: Sense::HigherIsBetter,
        confidence: Confidence::Seen,
    },
    needs: Needs(&["updated_on_time"]),
    parts: |counts| (counts.updated_on_time, counts.updated_asked),
    unread: |counts| counts.unread_updated,
};

pub const PROCEDURES_CONTENT_COMPLETE: ProcedureMeasure = ProcedureMeasure {
    about: Descriptor {
        id: "procedures_content_complete",
        name: Bilingual {
            vi: "Thủ tục công khai đủ bộ phận tạo thành",
            en: "Procedures with complete content",
        },
        formula: Bilingual {
            vi: "đủ nội dung / thủ tục có ghi",
            en: "complete / procedures that say",
        },
        source: INDEX_766,
        sense: Sense::HigherIsBetter,
        confidence: Confidence::Seen,
    },
    needs: Needs(&["content_complete"]),
    parts: |counts| (counts.content_complete, counts.content_asked),
    unread: |counts| counts.unread_content,
};

pub const PROCEDURES_POPULATION_DATA: ProcedureMeasure = ProcedureMeasure {
    about: Descriptor {
        id: "procedures_population_data",
        name: Bilingual {
            vi: "Thủ tục kết nối dữ liệu dân cư",
            en: "Procedures with population data",
        },
        formula: Bilingual {
            vi: "kết nối dữ liệu dân cư / thủ tục liên quan đến công dân",
            en: "with population data / citizen-facing procedures",
        },
        source: INDEX_766,
        sense: Sense::HigherIsBetter,
        confidence: Confidence::Seen,
    },
    needs: Needs(&["citizen_facing", "population_data"]),
    parts: |counts| (counts.population_data, counts.citizen_facing - counts.unread_population),
    unread: |counts| counts.unread_facing + counts.unread_population,
};

pub const PROCEDURES_AT_ONE_STOP: ProcedureMeasure = ProcedureMeasure {
    about: Descriptor {
        id: "procedures_at_one_stop",
        name: Bilingual {
            vi: "Thủ tục thực hiện tại bộ phận một cửa",
            en: "Procedures at the one-stop desk",
        },
        formula: Bilingual {
            vi: "tại bộ phận một cửa / thủ tục có ghi",
            en: "at the one-stop desk / procedures that say",
        },
        source: ONE_STOP,
        sense: Sense::HigherIsBetter,
        confidence: Confidence::Seen,
    },
    needs: Needs(&["at_one_stop"]),
    parts: |counts| (counts.at_one_stop, counts.one_stop_asked),
    unread: |counts| counts.unread_one_stop,
};

pub const PROCEDURES_NATIONAL_PORTAL: ProcedureMeasure = ProcedureMeasure {
    about: Descriptor {
        id: "procedures_national_portal",
        name: Bilingual {
            vi: "Thủ tục tích hợp trên Cổng Dịch vụ công quốc gia",
            en: "Procedures on the national portal",
        },
        formula: Bilingual {
            vi: "trên Cổng DVCQG / thủ tục có ghi",
            en: "on the portal / procedures that say",
        },
        source: RESOLUTION_76,
        sense: Sense::HigherIsBetter,
        confidence: Confidence::Seen,
    },
    needs: Needs(&["national_portal"]),
    parts: |counts| (counts.national_portal, counts.portal_asked),
    unread: |counts| counts.unread_portal,
};

pub const CUT_TIME: ProcedureMeasure = ProcedureMeasure {
    about: Descriptor {
        id: "cut_time",
        name: Bilingual { vi: "Cắt giảm thời gian giải quyết", en: "Announced time cut" },
        formula: Bilingual {
            vi: "1 − Σ thời hạn công bố / Σ thời hạn theo quy định",
            en: "1 − Σ announced days / Σ statutory days",
        },
        source: RESOLUTION_66,
        sense: Sense::HigherIsBetter,
        confidence: Confidence::Seen,
    },
    needs: Needs(&["statutory_days", "committed_days"]),
    parts: |counts| (counts.statutory.saturating_sub(counts.committed), counts.statutory),
    unread: |counts| counts.unread_times,
};

pub const DVCTT_ACTIVE: ProcedureMeasure = ProcedureMeasure {
    about: Descriptor {
        id: "dvctt_active",
        name: Bilingual {
            vi: "Dịch vụ công trực tuyến có phát sinh hồ sơ",
            en: "Online services in use",
        },
        formula: Bilingual {
            vi: "dịch vụ có ít nhất một hồ sơ trực tuyến / dịch vụ trực tuyến",
            en: "services with an online dossier / online services",
        },
        source: INDEX_766,
        sense: Sense::HigherIsBetter,
        confidence: Confidence::Seen,
    },
    needs: Needs(&["service_level"]),
    parts: |counts| (counts.online_active, counts.online()),
    unread: |counts| counts.unread_level,
};

pub const DVCTT_FULL_ACTIVE: ProcedureMeasure = ProcedureMeasure {
    about: Descriptor {
        id: "dvctt_full_active",
        name: Bilingual {
            vi: "Dịch vụ công toàn trình có phát sinh hồ sơ",
            en: "Full-online services in use",
        },
        formula: Bilingual {
            vi: "dịch vụ toàn trình có ít nhất một hồ sơ trực tuyến / dịch vụ toàn trình",
            en: "full services with an online dossier / full services",
        },
        source: PAR_INDEX,
        sense: Sense::HigherIsBetter,
        confidence: Confidence::Memory,
    },
    needs: Needs(&["service_level"]),
    parts: |counts| (counts.full_active, counts.full),
    unread: |counts| counts.unread_level,
};

pub const PAY_TTHC_ACTIVE: ProcedureMeasure = ProcedureMeasure {
    about: Descriptor {
        id: "pay_tthc_active",
        name: Bilingual {
            vi: "Thủ tục có phí có giao dịch thanh toán trực tuyến",
            en: "Fee procedures paid online",
        },
        formula: Bilingual {
            vi: "thủ tục có phí có ít nhất một hồ sơ thanh toán trực tuyến / thủ tục có phí",
            en: "fee procedures with a dossier paid online / fee procedures",
        },
        source: INDEX_766,
        sense: Sense::HigherIsBetter,
        confidence: Confidence::Seen,
    },
    needs: Needs(&["has_fee"]),
    parts: |counts| (counts.fee_active, counts.fee),
    unread: |counts| counts.unread_fee,
};

/// All of them.
pub const PROCEDURE_MEASURES: [ProcedureMeasure; 13] = [
    PROCEDURES_ONLINE_SHARE,
    PROCEDURES_FULL_ONLINE_SHARE,
    PROCEDURES_PAYMENT_INTEGRATED,
    PROCEDURES_PUBLISHED_ON_TIME,
    PROCEDURES_UPDATED_ON_TIME,
    PROCEDURES_CONTENT_COMPLETE,
    PROCEDURES_POPULATION_DATA,
    PROCEDURES_AT_ONE_STOP,
    PROCEDURES_NATIONAL_PORTAL,
    CUT_TIME,
    DVCTT_ACTIVE,
    DVCTT_FULL_ACTIVE,
    PAY_TTHC_ACTIVE,
];
