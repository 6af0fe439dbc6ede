//! The units and procedures of a log, as many as asked for.
//!
//! In: two numbers. Out: departments, district desks and communes of Thái Bình, then branches of
//! the same; their procedures, then variants of the same.

use crate::words::Procedure;
use crate::words::departments::DEPARTMENTS;
use crate::words::places::{DISTRICTS, lower_first};
use crate::words::procedures::{COMMUNE, DISTRICT, INDUSTRIAL_ZONES};

/// Words behind the name of a procedure that make it another one.
const VARIANTS: [&str; 8] = [
    "",
    " (cấp lại)",
    " (cấp đổi)",
    " (điều chỉnh)",
    " (gia hạn)",
    " (bổ sung)",
    " (theo ủy quyền)",
    " (lưu động)",
];

/// Longer names are left out, to keep a row at some 290 bytes.
const LONGEST_NAME: usize = 50;

/// One resolving unit with the cells that depend on it.
#[derive(Clone)]
pub struct Unit {
    /// First part of its dossier codes.
    pub identifier: String,
    /// Đơn vị tiếp nhận.
    pub receiving: String,
    /// Đơn vị giải quyết.
    pub resolving: String,
    /// Quận/Huyện.
    pub district: &'static str,
    /// Xã/Phường.
    pub commune: &'static str,
    /// Cấp.
    pub level: &'static str,
    /// Which list of procedures it handles.
    owner: usize,
}

/// One procedure.
pub struct Kind {
    /// Mã TTHC, a sample.
    pub code: String,
    /// Tên thủ tục hành chính.
    pub name: String,
    /// Lĩnh vực.
    pub field: &'static str,
    /// Working days promised.
    pub days: usize,
}

/// All units and procedures of a log.
pub struct Offices {
    /// Units in fixed order.
    pub units: Vec<Unit>,
    /// Procedures in fixed order.
    pub kinds: Vec<Kind>,
    /// For each owner the positions of its procedures.
    handled: Vec<Vec<usize>>,
}

impl Offices {
    /// `units` resolving units and `procedures` procedures.
    pub fn new(units: usize, procedures: usize) -> Self {
        let owners = owners();
        let originals = originals(owners.len());
        let units = (0..units)
            .zip(originals.iter().cycle())
            .map(|(number, unit)| branch(unit, number, number / originals.len()))
            .collect();
        let all: Vec<(usize, &Procedure)> = (owners.iter().enumerate())
            .flat_map(|(owner, list)| list.iter().map(move |procedure| (owner, procedure)))
            .filter(|(_, procedure)| procedure.name.len() <= LONGEST_NAME)
            .collect();
        let mut kinds = Vec::new();
        let mut handled = vec![Vec::new(); owners.len()];
        for (number, (owner, procedure)) in (0..procedures).zip(all.iter().cycle()) {
            if let Some(list) = handled.get_mut(*owner) {
                list.push(number);
            }
            kinds.push(variant(procedure, number, number / all.len()));
        }
        Self { units, kinds, handled }
    }

    /// The procedures of a unit; all of them when there are too few to give it one of its own.
    pub fn pick(&self, unit: usize, choose: impl FnOnce(usize) -> usize) -> usize {
        let owner = self.units.get(unit).map_or(0, |unit| unit.owner);
        match self.handled.get(owner) {
            Some(list) if !list.is_empty() => {
                list.get(choose(list.len())).copied().unwrap_or_default()
            }
            _ => choose(self.kinds.len()),
        }
    }
}

/// Lists of procedures: one for each department, then zones, districts, communes.
fn owners() -> Vec<&'static [Procedure]> {
    let mut owners: Vec<_> = DEPARTMENTS.iter().map(|one| one.procedures).collect();
    owners.extend([INDUSTRIAL_ZONES, DISTRICT, COMMUNE]);
    owners
}

fn originals(owners: usize) -> Vec<Unit> {
    let centre = "Trung tâm Phục vụ hành chính công tỉnh Thái Bình";
    let zones = "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh";
    let names = DEPARTMENTS.iter().map(|one| one.name).chain([zones]);
    let mut units: Vec<Unit> = names
        .enumerate()
        .map(|(owner, name)| Unit {
            identifier: String::new(),
            receiving: centre.to_owned(),
            resolving: name.to_owned(),
            district: "",
            commune: "",
            level: "Cấp tỉnh",
            owner,
        })
        .collect();
    for district in DISTRICTS {
        units.push(local(district.name, "", "Cấp huyện", owners - 2));
    }
    for district in DISTRICTS {
        let communes = district.communes.iter();
        units.extend(communes.map(|name| local(district.name, name, "Cấp xã", owners - 1)));
    }
    units
}

fn local(district: &'static str, commune: &'static str, level: &'static str, owner: usize) -> Unit {
    let office = if commune.is_empty() {
        format!("UBND {}", lower_first(district))
    } else if repeated(commune) {
        // Some names of communes occur in several districts; their offices must not be one unit.
        format!("UBND {} - {}", lower_first(commune), lower_first(district))
    } else {
        format!("UBND {}", lower_first(commune))
    };
    Unit {
        identifier: String::new(),
        receiving: "Bộ phận một cửa".to_owned(),
        resolving: office,
        district,
        commune,
        level,
        owner,
    }
}

fn repeated(commune: &str) -> bool {
    let all = DISTRICTS.iter().flat_map(|district| district.communes);
    all.filter(|other| **other == commune).count() > 1
}

fn branch(unit: &Unit, number: usize, round: usize) -> Unit {
    let mut unit = unit.clone();
    unit.identifier = format!("000.{:02}.{:02}.H54", number / 100, number % 100);
    if round > 0 {
        unit.resolving = format!("{} (cơ sở {})", unit.resolving, round + 1);
    }
    unit
}

fn variant(procedure: &Procedure, number: usize, round: usize) -> Kind {
    let name = match VARIANTS.get(round) {
        Some(words) => format!("{}{words}", procedure.name),
        None => format!("{} (nhóm {round})", procedure.name),
    };
    Kind {
        code: format!("{}.{:06}", 1 + number % 2, 1_000 + number * 37),
        name,
        field: procedure.field,
        days: procedure.days,
    }
}
