//! Whole numbers as a language writes them.
//!
//! In: counts. Out: text. Must not know: rounding, which stands in `render::number`.

use super::Lang;

/// A count with thousands separators: `1.234`, in English `1,234`.
pub fn count(lang: Lang, count: u64) -> String {
    let digits = count.to_string();
    let separator = lang.of(".", ",");
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push_str(separator);
        }
        text.push(digit);
    }
    text
}
