//! How sources and months are called in lines and tables.

use crate::domain::Period;
use crate::dossiers::SourceReach;
use crate::words::Lang;

/// `UBND xã A và 32 đơn vị khác`, or the file where no unit is named.
pub fn title(lang: Lang, source: &SourceReach) -> String {
    let of_list = |list: &[String], more: &str| match list {
        [] => None,
        [one] => Some(one.clone()),
        [first, rest @ ..] => {
            Some(format!("{first} {} {} {more}", lang.of("và", "and"), rest.len()))
        }
    };
    of_list(&source.units, lang.of("đơn vị khác", "more units"))
        .or_else(|| of_list(&source.files, lang.of("tệp khác", "more files")))
        .unwrap_or_default()
}

/// `05/2024`
pub fn month_name(lang: Lang, month: Period) -> String {
    let text = month.from.to_string();
    let (year, month) = (text.get(..4).unwrap_or_default(), text.get(5..7).unwrap_or_default());
    match lang {
        Lang::Vi => format!("{month}/{year}"),
        Lang::En => format!("{year}-{month}"),
    }
}
