//! Figures of 2024 that newspapers and the province's portal published,
//! turned into whole numbers.
//!
//! Out: one `System` per exporting office. What was published is often only "nearly 43,000" or
//! "above 9,300"; such a figure becomes an honest number on the right side of it. What was never
//! published (how many were carried over, how many were rated …) is chosen freely.

use anyhow::Result;

use super::layouts_2024 as layouts;
use super::offices::{centre_parts, commune_desks, district_desk, months, one_commune, quarters};
use super::plan::{Part, Quota, System, Window};
use crate::calendar::date;

/// The systems of the offices that published figures of 2024.
pub fn systems() -> Result<Vec<System>> {
    Ok(vec![
        centre_2024()?,
        hung_ha_2024()?,
        quynh_phu_2024()?,
        quynh_coi_2024()?,
        quynh_my_2024()?,
    ])
}

fn centre_2024() -> Result<System> {
    let departments = Quota {
        opening: 1_310,
        received: 41_762,
        online: 28_900,
        resolved: 41_480,
        on_time: 5_890,
        late: 121,
        returned: 212,
        overdue: 14,
        rated: 9_870,
        very_satisfied: 8_655,
        refused: 48,
        ..Quota::default()
    };
    let zones = Quota {
        opening: 42,
        received: 1_184,
        online: 1_020,
        resolved: 1_170,
        on_time: 120,
        late: 0,
        returned: 6,
        rated: 402,
        very_satisfied: 371,
        ..Quota::default()
    };
    Ok(System {
        name: "the provincial centre, 2024",
        folder: "2024".to_owned(),
        windows: months("trung-tam-hcc-2024-", true, 2024, 6)?,
        exported_later: false,
        parts: centre_parts(departments, zones),
        layout: &layouts::CENTRE_2024,
        moved_due: 14,
        troubled: false,
    })
}

fn hung_ha_2024() -> Result<System> {
    // Rates published to four digits: 9,894 of 10,000 in time, 8,830 of 10,000 online and 9,976
    // of 10,000 results digitised, over the desk and the communes together.
    let desk = Quota {
        opening: 170,
        received: 3_800,
        online: 3_190,
        resolved: 3_790,
        on_time: 900,
        late: 71,
        returned: 80,
        overdue: 5,
        digitised: 3_776,
        rated: 1_500,
        very_satisfied: 1_386,
        refused: 9,
    };
    let communes = Quota {
        opening: 90,
        received: 6_200,
        online: 5_640,
        resolved: 6_210,
        on_time: 1_500,
        late: 35,
        returned: 40,
        overdue: 1,
        digitised: 6_200,
        rated: 2_700,
        very_satisfied: 2_520,
        refused: 0,
    };
    Ok(System {
        name: "Hưng Hà, 2024",
        folder: "2024".to_owned(),
        windows: months("hung-ha-2024-thang-", false, 2024, 10)?,
        exported_later: false,
        parts: vec![
            Part { desks: vec![district_desk("Huyện Hưng Hà", 36)], quota: desk },
            Part { desks: commune_desks("Huyện Hưng Hà", 36, &[]), quota: communes },
        ],
        layout: &layouts::HUNG_HA_2024,
        moved_due: 0,
        troubled: false,
    })
}

// The 9,327 dossiers of Quỳnh Phụ in the first half of 2024 (6,834 online) are those of the next
// three systems: 8,793 (6,436) + 411 (296) and three more in the bad rows + 120 (102).

fn quynh_phu_2024() -> Result<System> {
    let desk = Quota {
        opening: 72,
        received: 3_160,
        online: 2_214,
        resolved: 3_112,
        on_time: 700,
        late: 38,
        returned: 28,
        overdue: 6,
        refused: 6,
        ..Quota::default()
    };
    let communes = Quota {
        opening: 34,
        received: 5_633,
        online: 4_222,
        resolved: 5_610,
        on_time: 1_390,
        late: 19,
        returned: 15,
        overdue: 2,
        ..Quota::default()
    };
    let elsewhere = ["Xã Quỳnh Mỹ", "Thị trấn Quỳnh Côi"];
    Ok(System {
        name: "Quỳnh Phụ, 2024",
        folder: "2024".to_owned(),
        windows: quarters("quynh-phu-2024-quy-", 2024, 2)?,
        exported_later: false,
        parts: vec![
            Part { desks: vec![district_desk("Huyện Quỳnh Phụ", 35)], quota: desk },
            Part { desks: commune_desks("Huyện Quỳnh Phụ", 35, &elsewhere), quota: communes },
        ],
        layout: &layouts::QUYNH_PHU_2024,
        moved_due: 0,
        troubled: false,
    })
}

fn quynh_coi_2024() -> Result<System> {
    let commune = Quota {
        opening: 6,
        received: 411,
        online: 296,
        resolved: 405,
        on_time: 96,
        late: 3,
        returned: 3,
        overdue: 1,
        ..Quota::default()
    };
    Ok(System {
        name: "Quỳnh Côi, 2024",
        folder: "2024".to_owned(),
        windows: vec![first_half_of_2024("ubnd-thi-tran-quynh-coi.csv")?],
        exported_later: false,
        parts: vec![one_commune("Huyện Quỳnh Phụ", 35, "Thị trấn Quỳnh Côi", commune)],
        layout: &layouts::QUYNH_COI_2024,
        moved_due: 0,
        troubled: true,
    })
}

fn quynh_my_2024() -> Result<System> {
    let commune = Quota {
        opening: 2,
        received: 120,
        online: 102,
        resolved: 119,
        on_time: 31,
        late: 0,
        returned: 1,
        rated: 96,
        very_satisfied: 84,
        ..Quota::default()
    };
    Ok(System {
        name: "Quỳnh Mỹ, 2024",
        folder: "2024".to_owned(),
        windows: vec![first_half_of_2024("ubnd-xa-quynh-my.csv")?],
        exported_later: false,
        parts: vec![one_commune("Huyện Quỳnh Phụ", 35, "Xã Quỳnh Mỹ", commune)],
        layout: &layouts::QUYNH_MY_2024,
        moved_due: 0,
        troubled: false,
    })
}

fn first_half_of_2024(file: &str) -> Result<Window> {
    Ok(Window { file: file.to_owned(), from: date(2024, 1, 1)?, to: date(2024, 6, 30)? })
}
