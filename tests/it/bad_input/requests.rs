//! Requests that cannot be met: paths, periods, days, groups, filters.

use super::{Folder, GOOD_ROWS, HEADER, assert_code, assert_has, refused, stderr, with_rows};
use crate::support::run;

#[test]
fn a_path_that_does_not_exist_is_named() {
    refused(
        &["stats", "khong-co.csv"],
        3,
        &["lỗi", "không có tệp hay thư mục: `khong-co.csv`"],
        &["error", "no such file or folder: `khong-co.csv`"],
    );
    for command in [&[][..], &["stats"], &["inspect"], &["check"]] {
        let arguments = [command, &["khong-co.csv"]].concat();
        refused(&arguments, 3, &["`khong-co.csv`"], &["`khong-co.csv`"]);
    }
}

#[test]
fn one_missing_path_among_good_ones_ends_the_run_before_anything_is_counted() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    let arguments = ["stats", folder.name(), "khong-co.csv"];
    refused(&arguments, 3, &["`khong-co.csv`"], &["`khong-co.csv`"]);
}

#[test]
fn a_mistyped_command_is_suggested() {
    for (typed, meant) in [("stat", "stats"), ("inspct", "inspect"), ("kiem-ta", "kiem-tra")] {
        refused(
            &[typed],
            3,
            &[&format!("có phải ý bạn là lệnh `{meant}`?")],
            &[&format!("did you mean the command `{meant}`?")],
        );
    }
}

#[test]
fn a_pattern_that_matches_nothing_is_named() {
    let folder = Folder::new();
    let pattern = format!("{}/*.csv", folder.name());
    refused(
        &["stats", &pattern],
        3,
        &["không tệp nào khớp với mẫu", &pattern],
        &["no file matches the pattern", &pattern],
    );
    folder.write("a.csv", with_rows(GOOD_ROWS));
    assert_code(&run(&["stats", &pattern]), 0, &[&pattern]);
}

#[test]
fn a_folder_without_exports_says_what_would_be_one() {
    let folder = Folder::new();
    folder.write("ghi-chu.docx", "not an export");
    refused(
        &["check", folder.name()],
        3,
        &["thư mục không có tệp dữ liệu xuất nào", "CSV", ".gz", folder.name()],
        &["the folder holds no export", "CSV", ".gz", folder.name()],
    );
}

#[test]
fn without_a_path_the_usage_is_shown() {
    for arguments in [&["--format", "json"][..], &["-q"]] {
        refused(
            arguments,
            2,
            &["cần ít nhất một tệp hoặc thư mục", "cchc [OPTIONS] [PATH]..."],
            &["at least one file or folder is needed", "cchc [OPTIONS] [PATH]..."],
        );
    }
}

#[test]
fn an_unreadable_period_shows_the_forms_there_are() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    for period in ["2024-13", "thang-6", "2024-Q5", "06/2024", "2024-02-30..2024-03-01"] {
        refused(
            &["stats", folder.name(), "--period", period],
            2,
            &[&format!("`{period}`"), "2024-06", "2024-Q2", "2024-H1", "last-month"],
            &[&format!("`{period}`"), "2024-06", "2024-Q2", "2024-H1", "last-month"],
        );
    }
    refused(
        &["stats", folder.name(), "--period", "2024-02-01..2024-01-01"],
        2,
        &["kết thúc trước khi bắt đầu"],
        &["before it begins"],
    );
}

#[test]
fn a_period_without_dossiers_says_what_the_data_cover() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    refused(
        &["stats", folder.name(), "--period", "2023-06"],
        3,
        &["từ 01/06/2023 đến 30/06/2023", "từ 15/01/2024 đến 22/01/2024", "--period"],
        &["2023-06-01 to 2023-06-30", "from 2024-01-15 to 2024-01-22", "--period"],
    );
}

#[test]
fn a_period_behind_the_data_is_refused_though_dossiers_were_left_open() {
    // A stale folder and `last-month` would otherwise show every open dossier as overdue.
    let folder = Folder::of(with_rows(GOOD_ROWS));
    refused(
        &["stats", folder.name(), "--period", "2024-06"],
        3,
        &["từ 01/06/2024 đến 30/06/2024", "từ 15/01/2024 đến 22/01/2024"],
        &["2024-06-01 to 2024-06-30", "from 2024-01-15 to 2024-01-22"],
    );
}

#[test]
fn an_as_of_day_has_to_lie_in_the_period() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    let period = ["stats", folder.name(), "--period", "2024-01"];
    refused(
        &[&period[..], &["--as-of", "2024-02-10"]].concat(),
        2,
        &["ngày chốt", "nằm sau kỳ báo cáo", "kéo kỳ báo cáo đến ngày chốt"],
        &["the as-of day 2024-02-10", "after the period", "end the period on the as-of day"],
    );
    refused(
        &[&period[..], &["--as-of", "2023-12-31"]].concat(),
        2,
        &["ngày chốt", "nằm trước kỳ báo cáo"],
        &["the as-of day 2023-12-31", "before the period"],
    );
    refused(
        &[&period[..], &["--as-of", "31/01/2024"]].concat(),
        2,
        &["--as-of", "2024-06-30", "`31/01/2024`"],
        &["--as-of", "2024-06-30", "`31/01/2024`"],
    );
    let output = run(&[&period[..], &["--as-of", "2024-01-31"]].concat());
    assert_code(&output, 0, &["--as-of 2024-01-31"]);
}

#[test]
fn a_filter_on_an_unknown_field_lists_the_fields() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    refused(
        &["stats", folder.name(), "--where", "unitt=Xã A"],
        2,
        &["--where", "`unitt`", "có phải ý bạn là `unit`?", "district", "procedure"],
        &["--where", "`unitt`", "did you mean `unit`?", "district", "procedure"],
    );
    refused(
        &["stats", folder.name(), "--where", "month=2024-01"],
        2,
        &["`month`", "--period"],
        &["`month`", "--period"],
    );
    refused(
        &["stats", folder.name(), "--where", "UBND xã Quỳnh Mỹ"],
        2,
        &["--where cần dạng", "`UBND xã Quỳnh Mỹ`"],
        &["--where takes FIELD=VALUE", "`UBND xã Quỳnh Mỹ`"],
    );
}

#[test]
fn a_filter_on_a_name_that_no_dossier_has_suggests_one() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    for typed in ["Quỳnh Mỹ", "UBND xã Quỳnh Mĩ"] {
        refused(
            &["stats", folder.name(), "--where", &format!("unit={typed}")],
            3,
            &[&format!("`unit={typed}`"), "có phải ý bạn là `UBND xã Quỳnh Mỹ`?"],
            &[&format!("`unit={typed}`"), "did you mean `UBND xã Quỳnh Mỹ`?"],
        );
    }
}

#[test]
fn a_filter_takes_any_spelling_of_a_name() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    for typed in ["ubnd XÃ  quỳnh mỹ", "UBND xa\u{303} Quy\u{300}nh My\u{303}"] {
        let output = run(&["stats", folder.name(), "--where", &format!("unit={typed}")]);
        assert_code(&output, 0, &[typed]);
    }
}

#[test]
fn a_table_by_a_field_that_no_export_has_is_refused() {
    let folder = Folder::of(with_rows(GOOD_ROWS));
    refused(
        &["stats", folder.name(), "--by", "rating"],
        3,
        &["không tệp nào có cột", "`rating`", "cchc inspect", "--profile"],
        &["no export has a column", "`rating`", "cchc inspect", "--profile"],
    );
    refused(
        &["stats", folder.name(), "--where", "district=Huyện Hưng Hà"],
        3,
        &["không tệp nào có cột", "`district`"],
        &["no export has a column", "`district`"],
    );
}

#[test]
fn an_unknown_option_or_value_is_a_matter_of_usage() {
    let folder = Folder::of(HEADER);
    for (options, named) in [
        (&["--by", "huyen"][..], "huyen"),
        (&["--sort", "ten"], "ten"),
        (&["--top", "0"], "0"),
        (&["--format", "xlsx"], "xlsx"),
        (&["--definition", "quick"], "quick"),
        (&["--nope"], "--nope"),
        (&["--quiet", "--verbose"], "--verbose"),
    ] {
        let arguments = [&["stats", folder.name()], options].concat();
        let output = run(&arguments);
        assert_code(&output, 2, &arguments);
        assert_has(&stderr(&output), &[named]);
    }
}
