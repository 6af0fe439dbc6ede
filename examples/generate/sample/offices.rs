//! Who receives and who resolves in Thái Bình, and which months and quarters they export.
//!
//! In: names of districts and communes. Out: desks for the parts of a plan, windows for its files.

use anyhow::{Context, Result};
use chrono::Months;

use super::plan::{Desk, Part, Quota, Window};
use crate::calendar::date;
use crate::words::departments::DEPARTMENTS;
use crate::words::places::{communes_of, lower_first};
use crate::words::procedures::{COMMUNE, DISTRICT, INDUSTRIAL_ZONES};

const CENTRE: &str = "Trung tâm Phục vụ hành chính công tỉnh Thái Bình";
const ZONES: &str = "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh";

/// The provincial centre receives for all departments and for the board of industrial zones,
/// whose counts are kept apart because they were published apart.
pub fn centre_parts(departments: Quota, zones: Quota) -> Vec<Part> {
    let desk = |number: usize, name: &str, procedures, weight| Desk {
        identifier: format!("000.00.{number:02}.H54"),
        receiving: CENTRE.to_owned(),
        resolving: name.to_owned(),
        district: "",
        commune: "",
        level: "Cấp tỉnh",
        procedures,
        weight,
    };
    let all = DEPARTMENTS.iter().enumerate();
    let departments_desks =
        all.map(|(number, one)| desk(number + 1, one.name, one.procedures, one.weight)).collect();
    vec![
        Part { desks: departments_desks, quota: departments },
        Part { desks: vec![desk(20, ZONES, INDUSTRIAL_ZONES, 1)], quota: zones },
    ]
}

/// The one-stop desk of a district.
pub fn district_desk(district: &'static str, number: usize) -> Desk {
    let office = format!("UBND {}", lower_first(district));
    Desk {
        identifier: format!("000.00.{number:02}.H54"),
        receiving: format!("Bộ phận Tiếp nhận và Trả kết quả {office}"),
        resolving: office,
        district,
        commune: "",
        level: "Cấp huyện",
        procedures: DISTRICT,
        weight: 1,
    }
}

/// The desks of a district's communes, except those that export by themselves.
pub fn commune_desks(district: &'static str, number: usize, except: &[&str]) -> Vec<Desk> {
    let communes = communes_of(district).iter().enumerate();
    communes
        .filter(|(_, commune)| !except.contains(commune))
        .map(|(position, commune)| commune_desk(district, number, position, commune))
        .collect()
}

/// A part that is one commune with a file of its own.
pub fn one_commune(district: &'static str, number: usize, commune: &str, quota: Quota) -> Part {
    let communes = communes_of(district).iter().enumerate();
    let desks = communes
        .filter(|(_, other)| **other == commune)
        .map(|(position, commune)| commune_desk(district, number, position, commune))
        .collect();
    Part { desks, quota }
}

fn commune_desk(
    district: &'static str,
    number: usize,
    position: usize,
    commune: &'static str,
) -> Desk {
    let office = format!("UBND {}", lower_first(commune));
    Desk {
        identifier: format!("000.{:02}.{number:02}.H54", position + 20),
        receiving: format!("Bộ phận Tiếp nhận và Trả kết quả {office}"),
        resolving: office,
        district,
        commune,
        level: "Cấp xã",
        procedures: COMMUNE,
        // Communes differ in size; any fixed pattern will do.
        weight: 2 + position * 7 % 5,
    }
}

/// One file a month from January; `two_digits` gives 01 … 10, otherwise 1 … 10.
pub fn months(stem: &str, two_digits: bool, year: i32, count: u32) -> Result<Vec<Window>> {
    let name = |month: u32| {
        if two_digits {
            format!("{stem}{month:02}.csv.gz")
        } else {
            format!("{stem}{month}.csv.gz")
        }
    };
    (1..=count).map(|month| window(name(month), year, month, 1)).collect()
}

/// One file a quarter from the first.
pub fn quarters(stem: &str, year: i32, count: u32) -> Result<Vec<Window>> {
    let name = |quarter: u32| format!("{stem}{quarter}.csv.gz");
    (1..=count).map(|quarter| window(name(quarter), year, quarter * 3 - 2, 3)).collect()
}

fn window(file: String, year: i32, month: u32, length: u32) -> Result<Window> {
    let from = date(year, month, 1)?;
    let next = from.checked_add_months(Months::new(length));
    let to = next.and_then(|day| day.pred_opt()).context("end of a month")?;
    Ok(Window { file, from, to })
}
