//! Levels of units: those of a column, of a district column, or of the name alone.

use std::collections::BTreeMap;

use super::{log, map, received, stats};

/// Alone, `Xã Minh Tân` may lie in a dozen provinces: only the district column says in which.
#[test]
fn a_level_is_the_same_whatever_else_is_counted_by() {
    let (_folder, path) = log(&[
        ("UBND xã Minh Tân", "Huyện Hưng Hà", "03/01/2024", 4),
        ("UBND xã Minh Tân", "", "04/01/2024", 1),
        ("UBND huyện Châu Thành", "Huyện Hưng Hà", "05/01/2024", 2),
        ("Sở Tư pháp", "", "05/01/2024", 3),
        ("Bộ phận một cửa", "Huyện Hưng Hà", "05/01/2024", 1),
    ]);
    let expected = map(&[("Cấp xã", 5), ("Cấp huyện", 2), ("Cấp tỉnh", 3), ("-", 1)]);
    assert_eq!(received(&path, &["--by", "level"]), expected);
    for by in ["unit,level", "district,level", "province,level", "level,month"] {
        let stats = stats(&path, &["--by", by]);
        let mut sums = BTreeMap::new();
        for row in stats["rows"].as_array().expect("rows") {
            let level = row["group"]["level"].as_str().unwrap_or("-").to_owned();
            *sums.entry(level).or_default() += row["counts"]["received"].as_u64().expect("a count");
        }
        assert_eq!(sums, expected, "{by}");
    }
}
