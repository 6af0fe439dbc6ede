//! Figures of 2022 that newspapers and the province's portal published,
//! turned into whole numbers.
//!
//! Out: one `System` per exporting office. What was published is often only "nearly 43,000" or
//! "above 9,300"; such a figure becomes an honest number on the right side of it. What was never
//! published (how many were carried over, how many were rated …) is chosen freely.
//!
//! Thái Thụy, January to November: the published "nearly 3,000 online" of the district and
//! "nearly 4,000 received, more than 80 % of them online" of its commune Dương Phúc cannot both
//! count the same dossiers, for the commune alone had more than 3,000 online. So the district's
//! figure is read as that of the district's own desk, and the commune has a file of its own.

use anyhow::Result;

use super::layouts_2022 as layouts;
use super::offices::{centre_parts, commune_desks, district_desk, months, one_commune, quarters};
use super::plan::{Part, Quota, System, Window};
use crate::calendar::date;

/// The systems of the offices that published figures of 2022.
pub fn systems() -> Result<Vec<System>> {
    Ok(vec![centre_2022()?, quynh_phu_2022()?, thai_thuy_2022()?, duong_phuc_2022()?])
}

fn centre_2022() -> Result<System> {
    let departments = Quota {
        opening: 1_240,
        received: 56_120,
        online: 22_900,
        resolved: 55_728,
        on_time: 8_050,
        late: 176,
        returned: 302,
        overdue: 22,
        refused: 61,
        ..Quota::default()
    };
    let zones = Quota {
        opening: 40,
        received: 1_602,
        online: 640,
        resolved: 1_590,
        on_time: 190,
        late: 2,
        returned: 8,
        ..Quota::default()
    };
    Ok(System {
        name: "the provincial centre, 2022",
        folder: "2022".to_owned(),
        windows: months("trung-tam-hcc-2022-", true, 2022, 10)?,
        exported_later: true,
        parts: centre_parts(departments, zones),
        layout: &layouts::CENTRE_2022,
        moved_due: 0,
        troubled: false,
    })
}

fn quynh_phu_2022() -> Result<System> {
    let desk = Quota {
        opening: 58,
        received: 2_900,
        online: 1_010,
        resolved: 2_870,
        on_time: 640,
        late: 44,
        returned: 24,
        overdue: 6,
        refused: 7,
        ..Quota::default()
    };
    let communes = Quota {
        opening: 22,
        received: 4_960,
        online: 2_237,
        resolved: 4_945,
        on_time: 1_300,
        late: 28,
        returned: 10,
        overdue: 1,
        ..Quota::default()
    };
    let mut windows = quarters("quynh-phu-2022-quy-", 2022, 3)?;
    windows.push(Window {
        file: "quynh-phu-2022-thang-10.csv.gz".to_owned(),
        from: date(2022, 10, 1)?,
        to: date(2022, 10, 31)?,
    });
    Ok(System {
        name: "Quỳnh Phụ, 2022",
        folder: "2022".to_owned(),
        windows,
        exported_later: true,
        parts: vec![
            Part { desks: vec![district_desk("Huyện Quỳnh Phụ", 35)], quota: desk },
            Part { desks: commune_desks("Huyện Quỳnh Phụ", 35, &[]), quota: communes },
        ],
        layout: &layouts::QUYNH_PHU_2022,
        moved_due: 0,
        troubled: false,
    })
}

fn thai_thuy_2022() -> Result<System> {
    let desk = Quota {
        opening: 120,
        received: 6_480,
        online: 2_968,
        resolved: 6_430,
        on_time: 1_500,
        late: 120,
        returned: 42,
        overdue: 8,
        refused: 12,
        ..Quota::default()
    };
    Ok(System {
        name: "the desk of Thái Thụy, 2022",
        folder: "2022".to_owned(),
        windows: months("thai-thuy-2022-thang-", false, 2022, 11)?,
        exported_later: true,
        parts: vec![Part { desks: vec![district_desk("Huyện Thái Thụy", 38)], quota: desk }],
        layout: &layouts::THAI_THUY_2022,
        moved_due: 0,
        troubled: false,
    })
}

fn duong_phuc_2022() -> Result<System> {
    let commune = Quota {
        opening: 20,
        received: 3_962,
        online: 3_214,
        resolved: 3_951,
        on_time: 760,
        late: 9,
        returned: 6,
        rated: 1_180,
        very_satisfied: 864,
        ..Quota::default()
    };
    let window = Window {
        file: "ubnd-xa-duong-phuc-2022.csv.gz".to_owned(),
        from: date(2022, 1, 1)?,
        to: date(2022, 11, 30)?,
    };
    Ok(System {
        name: "Dương Phúc, 2022",
        folder: "2022".to_owned(),
        windows: vec![window],
        exported_later: true,
        parts: vec![one_commune("Huyện Thái Thụy", 38, "Xã Dương Phúc", commune)],
        layout: &layouts::DUONG_PHUC_2022,
        moved_due: 0,
        troubled: false,
    })
}
