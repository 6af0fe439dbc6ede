//! The reference pages of the guide are what the registries say. To write them anew:
//! `UPDATE_DOCS=1 cargo test --release -- reference`.

mod commands;
mod figures;
mod findings;
mod machine;

use std::fs;

use cchc::words::Lang;

use crate::support::repository;

/// What a page is called below `docs`, and what it says.
const PAGES: [(&str, fn() -> String); 11] = [
    ("vi/tra-cuu/lenh.md", || commands::page(Lang::Vi)),
    ("en/reference/commands.md", || commands::page(Lang::En)),
    ("vi/tra-cuu/so-lieu.md", || figures::page(Lang::Vi)),
    ("en/reference/figures.md", || figures::page(Lang::En)),
    ("vi/tra-cuu/phat-hien.md", || findings::page(Lang::Vi)),
    ("en/reference/findings.md", || findings::page(Lang::En)),
    ("vi/tra-cuu/dau-hieu.md", || findings::signals(Lang::Vi)),
    ("en/reference/signals.md", || findings::signals(Lang::En)),
    ("vi/tra-cuu/ma-thoat.md", || machine::exit_codes(Lang::Vi)),
    ("en/reference/exit-codes.md", || machine::exit_codes(Lang::En)),
    ("en/reference/json.md", machine::schemas),
];

/// Says so where somebody would begin to edit.
const MADE: &str =
    "<!-- Made from the registries: UPDATE_DOCS=1 cargo test --release -- reference -->\n\n";

#[test]
fn every_page_says_what_the_registries_say() {
    let is_update = std::env::var_os("UPDATE_DOCS").is_some();
    let mut stale = Vec::new();
    for (name, make) in PAGES {
        let path = repository("docs").join(name);
        let text = format!("{MADE}{}\n", make().trim_end());
        if fs::read_to_string(&path).is_ok_and(|there| there == text) {
            continue;
        }
        if is_update {
            fs::create_dir_all(path.parent().unwrap_or(&path)).expect("a folder");
            fs::write(&path, text).expect("written");
        } else {
            stale.push(name);
        }
    }
    let how = "to write them anew: UPDATE_DOCS=1 cargo test --release -- reference";
    assert!(stale.is_empty(), "docs: {stale:?}\n{how}");
}

/// A row of a table: no cell breaks it.
fn row(cells: &[&str]) -> String {
    let cells: Vec<String> =
        cells.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// The first two rows of a table.
fn head(names: &[&str]) -> String {
    row(names) + &row(&names.iter().map(|_| "---").collect::<Vec<_>>())
}

/// Names as code, with commas.
fn code_list(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
