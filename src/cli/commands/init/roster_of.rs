//! `cchc init --roster-of`: the full list of the units of a place, as a file that `--roster` reads.

use crate::answers::provenance::day;
use crate::cli::failure::{Exit, Failure};
use crate::domain::{Day, UnitLevel};
use crate::render::csv;
use crate::units::{FullList, ListedUnit, NoList, full_list};
use crate::words::Lang;

/// The text of the file.
///
/// # Errors
/// When the day cannot be read, or no place is called so that day.
pub fn list(place: &str, units: Option<&str>, lang: Lang) -> Result<String, Failure> {
    let on = units.map(|text| day_of(text, lang)).transpose()?;
    let list = full_list(place, on).map_err(|why| refusal(place, &why, lang))?;
    let head = ["Tên đơn vị", "Cấp", "Quận/Huyện", "Mã đơn vị"].map(str::to_owned);
    let rows: Vec<Vec<String>> = list.units.iter().map(row).collect();
    let table = csv::write(&head, &rows).map_err(|error| Failure::new(Exit::Output, error))?;
    Ok(comment(&list, lang) + &table)
}

/// A day, or the last of a year.
fn day_of(text: &str, lang: Lang) -> Result<Day, Failure> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let day = if is_year { format!("{text}-12-31") } else { text.to_owned() };
    Day::parse(&day).ok_or_else(|| crate::cli::plan::wrong_units(text, lang))
}

fn row(unit: &ListedUnit) -> Vec<String> {
    // As the exports themselves write it.
    let level = match unit.level {
        UnitLevel::Province => "Cấp tỉnh",
        UnitLevel::District => "Cấp huyện",
        UnitLevel::Commune => "Cấp xã",
    };
    [unit.name, level, unit.district, unit.code].map(str::to_owned).to_vec()
}

/// What the list is, and what it cannot hold.
fn comment(list: &FullList, lang: Lang) -> String {
    let FullList { place, units, .. } = list;
    let (count, on) = (units.len(), day(lang, list.day));
    match lang {
        Lang::Vi => format!(
            "# {place}: {count} đơn vị theo danh mục đơn vị hành chính ngày {on}.\n\
             # Sở và ban ngành không có trong danh mục này: thêm vào cuối nếu phải báo cáo.\n"
        ),
        Lang::En => format!(
            "# {place}: {count} units by the register of administrative units on {on}.\n\
             # Departments are not in the register: add them below if they have to report.\n"
        ),
    }
}

fn refusal(place: &str, why: &NoList, lang: Lang) -> Failure {
    let (message, hint) = match why {
        NoList::Unknown(near) => (
            match lang {
                Lang::Vi => format!("không có tỉnh hoặc huyện nào tên `{place}`"),
                Lang::En => format!("no province or district is called `{place}`"),
            },
            near.as_ref().map(|near| match lang {
                Lang::Vi => format!("có phải ý bạn là `{near}`?"),
                Lang::En => format!("did you mean `{near}`?"),
            }),
        ),
        NoList::OtherDays { first, last, since } => (
            match (lang, last) {
                (Lang::Vi, Some(last)) => format!("`{place}` chỉ có đến {}", day(lang, *last)),
                (Lang::En, Some(last)) => {
                    format!("`{place}` was one until {} only", day(lang, *last))
                }
                (Lang::Vi, None) => format!("`{place}` chỉ có từ {}", day(lang, *first)),
                (Lang::En, None) => format!("`{place}` is one since {} only", day(lang, *first)),
            },
            Some(other_day(*last, *first, *since, lang)),
        ),
        NoList::Several(names) => (
            match lang {
                Lang::Vi => format!("có nhiều nơi tên `{place}`"),
                Lang::En => format!("several places are called `{place}`"),
            },
            Some(names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
        ),
    };
    let failure = Failure::message(Exit::Usage, message);
    match hint {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}

fn other_day(last: Option<Day>, first: Day, since: Option<&str>, lang: Lang) -> String {
    let on = last.unwrap_or(first);
    let now = since.map(|since| match lang {
        Lang::Vi => format!("nay thuộc {since}; "),
        Lang::En => format!("it is part of {since} now; "),
    });
    let option = match lang {
        Lang::Vi => format!("danh sách ngày cuối: --units {on}"),
        Lang::En => format!("for its list then: --units {on}"),
    };
    now.unwrap_or_default() + &option
}
