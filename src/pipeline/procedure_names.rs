//! What a row and others say of a procedure, and the catalogue → the name of it.
//!
//! In: procedures of a catalogue, codes with names of a log. Out: [`ProcedureNames`]. Must not know: rows, files.

use std::collections::BTreeMap;

use crate::domain::fold;
use crate::records::procedures::Procedure;

/// The names of procedures by their codes. A code that has several names has none.
#[derive(Debug, Default)]
pub struct ProcedureNames {
    catalogue: BTreeMap<String, Option<String>>,
    log: BTreeMap<String, Option<String>>,
}

impl ProcedureNames {
    /// What a catalogue says.
    pub fn of_catalogue(procedures: &[&Procedure]) -> Self {
        let mut names = Self::default();
        for procedure in procedures {
            if let (Some(code), Some(name)) = (&procedure.code, &procedure.name) {
                add(&mut names.catalogue, code, name);
            }
        }
        names
    }

    /// What the log says of a code somewhere.
    pub fn learn(&mut self, code: Option<&str>, name: Option<&str>) {
        if let (Some(code), Some(name)) = (code, own(code, name)) {
            add(&mut self.log, code, name);
        }
    }

    /// The name that stands beside a code, else that of the catalogue, else the only one in the log.
    pub fn name(&self, code: Option<&str>, name: Option<&str>) -> Option<String> {
        let known = |names: &BTreeMap<String, Option<String>>| {
            code.and_then(|code| names.get(&fold(code)).cloned().flatten())
        };
        let own = own(code, name).map(str::to_owned);
        own.or_else(|| known(&self.catalogue)).or_else(|| known(&self.log))
    }
}

/// Where a log has no names the code stands in their place.
fn own<'a>(code: Option<&str>, name: Option<&'a str>) -> Option<&'a str> {
    let name = name.filter(|name| !name.trim().is_empty())?;
    code.is_none_or(|code| fold(code) != fold(name)).then_some(name)
}

fn add(names: &mut BTreeMap<String, Option<String>>, code: &str, name: &str) {
    let known = names.entry(fold(code)).or_insert_with(|| Some(name.to_owned()));
    if known.as_ref().is_some_and(|known| fold(known) != fold(name)) {
        *known = None;
    }
}

#[cfg(test)]
mod tests {
    use super::ProcedureNames;

    #[test]
    fn a_name_is_that_of_the_row_or_the_only_one_of_its_code() {
        let mut names = ProcedureNames::default();
        names.learn(Some("1.001"), Some("Đăng ký kết hôn"));
        names.learn(Some("1.001"), Some("đăng ký KẾT HÔN"));
        names.learn(Some("1.002"), Some("Chứng thực chữ ký"));
        names.learn(Some("1.002"), Some("Chứng thực bản sao"));
        names.learn(Some("1.003"), Some("1.003"));
        let name = |code, name| names.name(code, name);
        assert_eq!(name(Some("1.001"), None).as_deref(), Some("Đăng ký kết hôn"));
        assert_eq!(name(Some("1.001"), Some("1.001")).as_deref(), Some("Đăng ký kết hôn"));
        assert_eq!(name(Some("1.002"), None), None, "which of the two nobody knows");
        assert_eq!(name(Some("1.002"), Some("Khác")).as_deref(), Some("Khác"));
        assert_eq!(name(Some("1.003"), Some("1.003")), None);
        assert_eq!(name(None, Some("Khai sinh")).as_deref(), Some("Khai sinh"));
    }
}
