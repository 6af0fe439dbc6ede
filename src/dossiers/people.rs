//! A cell of a mapped column → what of it is taken and shown, where people may stand in it.
//!
//! In: the text of a cell, the field and heading of its column. Out: the text, a part of it, or
//! nothing. Must not know: rows, threads, and how often a text stands in a log.

use std::borrow::Cow;

use crate::columns::DOSSIERS;
use crate::columns::{is_free_text, may_name_people};
use crate::domain::CanonicalField;
use crate::domain::fold;
use crate::findings::{
    MASK, has_only_date_words, has_unit_word, is_about_person, is_address, mask, mask_date,
    without_people,
};
use crate::units::{is_bare_place, names_place};

/// What a column may hold beside what it is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Nothing else by its heading.
    Plain,
    /// People by its heading, or anything that somebody wrote.
    Mixed,
}

impl Content {
    /// By the heading over a unit.
    pub fn of_unit(heading: &str) -> Self {
        if may_name_people(heading) { Self::Mixed } else { Self::Plain }
    }

    /// By the heading over a procedure.
    pub fn of_procedure(heading: &str) -> Self {
        if is_free_text(heading) || may_name_people(heading) { Self::Mixed } else { Self::Plain }
    }
}

/// The unit in a cell of a unit column; nothing where a person stands there alone.
pub fn unit_of(text: &str, content: Content) -> Option<Cow<'_, str>> {
    if text.is_empty() || (content == Content::Plain && is_bare_place(text)) {
        return Some(Cow::Borrowed(text));
    }
    let is_unit = |text: &str| has_unit_word(text) || names_place(text) || is_bare_place(text);
    match without_people(text) {
        Cow::Borrowed(text) => {
            (content == Content::Plain || is_unit(text)).then_some(Cow::Borrowed(text))
        }
        Cow::Owned(rest) => (!rest.is_empty() && is_unit(&rest)).then_some(Cow::Owned(rest)),
    }
}

/// The name of a commune or district; nothing where more words than a place has name a person.
pub fn place_of(text: &str) -> Option<&str> {
    const WORDS_OF_A_PLACE: usize = 2;
    let is_person = text.split_whitespace().count() > WORDS_OF_A_PLACE
        && is_about_person(text)
        && !is_bare_place(text);
    (!is_person).then_some(text)
}

/// Who asks for a cell of a rejected row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    Usual,
    /// Its cells may stand under the headings of others.
    Shifted,
}

/// A cell of a mapped column as findings, lists and examples may show it.
pub fn shown(field: CanonicalField, heading: &str, text: &str, row: RowKind) -> String {
    use CanonicalField as Field;
    let is_shifted = row == RowKind::Shifted;
    let masked = || Cow::Borrowed(MASK);
    let shown = match field {
        _ if text.is_empty() => Cow::Borrowed(text),
        Field::DossierId => shown_id(text, row),
        Field::ReceivedAt
        | Field::DueAt
        | Field::NewDueAt
        | Field::FinishedAt
        | Field::ReturnedAt
        | Field::SupplementRequestedAt
        | Field::SupplementDoneAt => mask_date(text),
        Field::ReceivingUnit | Field::ResolvingUnit => {
            let content = if is_shifted { Content::Mixed } else { Content::of_unit(heading) };
            unit_of(text, content).unwrap_or_else(masked)
        }
        Field::Commune | Field::District | Field::Province => place_of(text)
            .filter(|text| !is_shifted || has_unit_word(text) || is_bare_place(text))
            .map_or_else(masked, Cow::Borrowed),
        Field::ProcedureName if Content::of_procedure(heading) == Content::Mixed => masked(),
        // What stands in a cell that was meant for another column is nobody's business.
        _ if is_shifted && !is_listed(text) && !is_code(text) => masked(),
        Field::Channel | Field::Status | Field::Rating if is_address(text) => masked(),
        _ => mask(text),
    };
    shown.into_owned()
}

/// Whether a text is one of the states, channels or ratings that the dictionary lists.
pub fn is_listed(text: &str) -> bool {
    let key = fold(text);
    let lists = ["status", "channel", "rating"];
    let mut fields = lists.iter().filter_map(|list| DOSSIERS.field(list));
    fields.any(|field| field.spellings.contains_key(&key))
}

/// Signs without a space, a digit among them.
fn is_code(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic()) && text.contains(|c: char| c.is_ascii_digit())
}

/// An id is shown as it is, digits and all; one of a shifted row may be a telephone.
fn shown_id(text: &str, row: RowKind) -> Cow<'_, str> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let may_be_personal = row == RowKind::Shifted && text.starts_with(['0', '+']);
    if is_number && !may_be_personal { Cow::Borrowed(text) } else { mask(text) }
}

/// Whether a cell of a date column has come from another one.
pub fn is_foreign_to_dates(text: &str) -> bool {
    !has_only_date_words(text) || matches!(mask(text), Cow::Owned(_))
}

#[cfg(test)]
mod tests {
    use super::{Content, RowKind, is_foreign_to_dates, place_of, shown, unit_of};
    use crate::domain::CanonicalField;

    #[test]
    fn units_are_taken_and_people_are_not() {
        for (text, plain, mixed) in [
            ("Phòng Tư pháp", Some("Phòng Tư pháp"), Some("Phòng Tư pháp")),
            ("UBND xã Quỳnh Mỹ", Some("UBND xã Quỳnh Mỹ"), Some("UBND xã Quỳnh Mỹ")),
            ("Quỳnh Mỹ", Some("Quỳnh Mỹ"), Some("Quỳnh Mỹ")),
            ("Lê Chân", Some("Lê Chân"), None),
            ("NYPD", Some("NYPD"), None),
            ("ZQOFFICER", Some("ZQOFFICER"), None),
            ("Nguyễn Văn ZQOFFICER", None, None),
            ("bà Trần Thị B", None, None),
            ("H'Hen Niê", Some("H'Hen Niê"), None),
            ("Phòng Tư pháp - Nguyễn Văn A", Some("Phòng Tư pháp"), Some("Phòng Tư pháp")),
            ("Trần Thị B (UBND xã Quỳnh Mỹ)", Some("UBND xã Quỳnh Mỹ"), Some("UBND xã Quỳnh Mỹ")),
            ("0912345678", None, None),
            ("", Some(""), Some("")),
        ] {
            assert_eq!(unit_of(text, Content::Plain).as_deref(), plain, "{text}");
            assert_eq!(unit_of(text, Content::Mixed).as_deref(), mixed, "{text}");
        }
        assert_eq!(Content::of_unit("Đơn vị/cá nhân giải quyết"), Content::Mixed);
        assert_eq!(Content::of_unit("Đơn vị giải quyết"), Content::Plain);
        assert_eq!(Content::of_unit("Cơ quan/đơn vị"), Content::Plain);
        assert_eq!(Content::of_procedure("Nội dung hồ sơ"), Content::Mixed);
        assert_eq!(Content::of_procedure("Tên thủ tục hành chính"), Content::Plain);
        assert_eq!(place_of("Hoàng Mai"), Some("Hoàng Mai"));
        assert_eq!(place_of("Nguyễn Văn A"), None);
    }

    #[test]
    fn cells_of_a_shifted_row_show_only_what_their_column_is_for() {
        let of = |field, text| shown(field, "Cột", text, RowKind::Shifted);
        for (field, text, expected) in [
            (CanonicalField::ReceivedAt, "0912345678", "•••"),
            (CanonicalField::ReceivedAt, "Thôn Đông", "•••"),
            (CanonicalField::DueAt, "28/01/2024", "28/01/2024"),
            (CanonicalField::DueAt, "Chưa có", "Chưa có"),
            (CanonicalField::Channel, "Ông ZQF", "•••"),
            (CanonicalField::DossierId, "0912345678", "•••"),
            (CanonicalField::DossierId, "000.41.H54-240128-0001", "000.41.H54-240128-0001"),
            (CanonicalField::ResolvingUnit, "ZQNAME", "•••"),
            (CanonicalField::ResolvingUnit, "UBND xã Quỳnh Mỹ", "UBND xã Quỳnh Mỹ"),
        ] {
            assert_eq!(of(field, text), expected, "{text}");
        }
        assert_eq!(
            shown(CanonicalField::DossierId, "Mã", "0912345678", RowKind::Usual),
            "0912345678"
        );
        assert!(is_foreign_to_dates("Nguyễn An") && is_foreign_to_dates("0912345678"));
        assert!(!is_foreign_to_dates("31/02/2024") && !is_foreign_to_dates("04-Jun-24"));
    }
}
