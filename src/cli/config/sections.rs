//! The sections of the settings file, in the order in which a sample shows them.

use super::setting::Section;
use crate::words::Bilingual;

/// The sections in the order in which they are written.
pub const SECTIONS: [Section; 10] = [
    section("inputs", "Dữ liệu đầu vào", "What is read"),
    section("units", "Đơn vị hành chính", "Administrative units"),
    section("period", "Kỳ báo cáo", "Reporting period"),
    section("counting", "Cách tính", "How dossiers are counted"),
    section("report", "Báo cáo", "Reports"),
    section("score", "Chấm điểm", "Scores"),
    section("compare", "So sánh", "Comparisons"),
    section("thresholds", "Ngưỡng", "Thresholds"),
    section("archive", "Lưu trữ", "Archive of months"),
    section("interface", "Giao diện", "Language and looks"),
];

const fn section(name: &'static str, vi: &'static str, en: &'static str) -> Section {
    Section { name, title: Bilingual { vi, en } }
}
