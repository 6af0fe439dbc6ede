//! Published scores of 34 provinces: totals are the sums of their groups, ranks come out as published,
//! under six headings and under five.

use std::fs;

use super::{file, score};
use crate::support::{answer, repository};

const GROUPS: [&str; 6] = ["TDGQ", "MDHL", "MDSH", "TTTT", "CLGQ", "CKMB"];

struct Province {
    name: String,
    groups: Vec<String>,
    total: f64,
    rank: u64,
}

fn provinces(name: &str) -> Vec<Province> {
    let path = repository("tests/data/index766").join(name);
    let text = fs::read_to_string(path).expect("a table");
    let rows = text.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        Province {
            name: cells[1].to_owned(),
            groups: cells[3..9].iter().map(|cell| (*cell).to_owned()).collect(),
            total: cells[9].parse().expect("a total"),
            rank: cells[10].parse().expect("a rank"),
        }
    });
    rows.collect()
}

/// The table as declared inputs.
fn declared(provinces: &[Province], period: &str) -> String {
    let mut text = "unit,period,criterion,points,evidence\n".to_owned();
    for province in provinces {
        for (group, points) in GROUPS.iter().zip(&province.groups) {
            let row = format!("{},{period},{group},{points},Cổng DVCQG\n", province.name);
            text.push_str(&row);
        }
    }
    text
}

#[test]
fn totals_and_ranks_of_the_provinces_come_out_as_published() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, period) in [
        ("provinces-2025-10.csv", "2025-10"),
        ("provinces-2025-ytd-oct-11.csv", "2025-01-01..2025-10-11"),
        ("provinces-2025-ytd-oct-16.csv", "2025-01-01..2025-10-16"),
    ] {
        let provinces = provinces(name);
        assert_eq!(provinces.len(), 34);
        let declared = file(folder.path(), name, &declared(&provinces, period));
        let answer = score(&["--index", "766-nhom", "--declared", &declared, "--period", period]);
        let units = answer["units"].as_array().expect("units");
        assert_eq!(units.len(), 34);
        for province in &provinces {
            let unit = units.iter().find(|unit| unit["unit"] == province.name.as_str());
            let unit = unit.expect("the province");
            let points = unit["total"]["points"]["value"].as_f64().expect("points");
            // Six groups rounded to two decimals each, and a rounded total.
            assert!((points - province.total).abs() < 0.03 + 1e-9, "{}: {points}", province.name);
            let rank = unit["rank"].as_u64().expect("a rank");
            // Provinces whose totals lie closer than the rounding may change places.
            let near = provinces.iter().filter(|other| {
                other.name != province.name && (other.total - province.total).abs() <= 0.06
            });
            assert!(rank.abs_diff(province.rank) <= near.count() as u64, "{}", province.name);
            let class = match province.total {
                total if total >= 90.03 => Some("Xuất sắc"),
                total if (80.03..89.97).contains(&total) => Some("Tốt"),
                total if (70.03..79.97).contains(&total) => Some("Khá"),
                _ => None,
            };
            assert!(class.is_none_or(|class| unit["band"] == class), "{}", province.name);
        }
    }
}

/// The decision has five groups: payment stands with the online services.
#[test]
fn the_same_points_stand_under_five_headings() {
    let folder = tempfile::tempdir().expect("a folder");
    let provinces = provinces("provinces-2025-10.csv");
    let first: Vec<Province> = provinces.into_iter().take(1).collect();
    assert_eq!(first[0].name, "UBND tỉnh Bắc Ninh");
    let declared = file(folder.path(), "khai.csv", &declared(&first, "2025-10"));
    let six = ["score", "--index", "766-nhom", "--declared", &declared, "--period", "2025-10"];
    let unit = ["--unit", "tinh-bac-ninh", "--format", "md"];
    let text = answer(&[&six[..], &unit, &["--view", "five"]].concat(), 0);
    // 8.08 + 9.31 of 22.
    assert!(text.contains("Cung cấp dịch vụ trực tuyến (gồm thanh toán)"), "{text}");
    assert!(text.contains("17,39") && text.contains("91,52"), "{text}");
    let text = answer(&[&six[..], &unit].concat(), 0);
    assert!(text.contains("Thanh toán trực tuyến") && !text.contains("17,39"), "{text}");
}
