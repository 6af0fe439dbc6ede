//! The architecture as a test: reads `src/` and the lock file, and fails when a stage imports a
//! later one, when two files import each other, when a crate or a side effect stands outside its
//! place, or when a module says nothing about itself.

mod circles;
mod source;

use std::collections::BTreeSet;
use std::fs;

use crate::support::repository;
use source::{Code, Path};

/// The stages in the order in which data flow. A stage imports itself and earlier ones.
const STAGES: [&str; 22] = [
    "domain",
    "words",
    "settings",
    "findings",
    "read",
    "columns",
    "units",
    "dossiers",
    "records",
    "tally",
    "aggregates",
    "indicators",
    "comparison",
    "index",
    "output",
    "archive",
    "series",
    "answers",
    "office",
    "render",
    "pipeline",
    "cli",
];

/// What a renderer may see of the stages before it; the whole stage where nothing is named.
const RENDER_SEES: [(&str, &[&str]); 6] = [
    ("domain", &[]),
    ("words", &[]),
    ("settings", &["toml_list", "toml_text"]),
    ("answers", &[]),
    ("indicators", &["Base", "Interval", "Measure", "Quantity", "Sense"]),
    ("findings", &["Severity"]),
];

/// Where polars may be named.
const POLARS: [&str; 2] = ["src/dossiers/table", "src/tally/"];

/// What only the command line may touch: the environment, the clock, the terminal, the process.
const COMMAND_LINE_ONLY: [&[&str]; 6] = [
    &["std", "env"],
    &["chrono", "Local"],
    &["Local", "now"],
    &["Utc", "now"],
    &["SystemTime", "now"],
    &["process", "exit"],
];

/// Macros that write to the terminal.
const PRINTING: [&str; 5] = ["print", "println", "eprint", "eprintln", "dbg"];

/// Crates that speak HTTP, TLS or to an object store.
const NETWORK_CRATES: [&str; 11] = [
    "reqwest",
    "hyper",
    "rustls",
    "ureq",
    "curl",
    "native-tls",
    "openssl",
    "object_store",
    "isahc",
    "quinn",
    "h2",
];

/// The program's own start hands the arguments over, so it stands behind the command line.
const MAIN: &str = "src/main.rs";
/// `main.rs` stays below so many lines.
const MAIN_LINES: usize = 40;

/// Everything that a file does against the rules.
fn violations(file: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    if !text.starts_with("//! ") {
        found.push(format!("{file}: no `//!` header"));
    }
    if file == MAIN && text.lines().count() >= MAIN_LINES {
        found.push(format!("{file}: {MAIN_LINES} lines or more"));
    }
    let stage = Code::stage(file);
    if let Some(stage) = stage
        && !STAGES.contains(&stage)
    {
        found.push(format!("{file}: `{stage}` is none of the stages"));
    }
    for path in Code::new(file, text).paths() {
        let rules = [
            later_stage(stage, &path),
            hidden_from_render(stage, &path),
            polars(file, &path),
            command_line(file, stage, &path),
        ];
        let broken = rules.into_iter().flatten();
        found.extend(broken.map(|rule| format!("{file}:{}: {rule}: {path}", path.line)));
    }
    found
}

fn place(stage: &str) -> Option<usize> {
    STAGES.iter().position(|other| *other == stage)
}

fn later_stage(stage: Option<&str>, path: &Path) -> Option<&'static str> {
    let (here, there) = (place(stage?)?, place(path.stage()?)?);
    (there > here).then_some("imports a later stage")
}

fn hidden_from_render(stage: Option<&str>, path: &Path) -> Option<&'static str> {
    let seen = path.stage().filter(|_| stage == Some("render"))?;
    if seen == "render" {
        return None;
    }
    let names = RENDER_SEES.iter().find(|(other, _)| *other == seen);
    let is_allowed = names.is_some_and(|(_, names)| {
        names.is_empty() || path.segments.get(2).is_some_and(|name| names.contains(&name.as_str()))
    });
    (!is_allowed).then_some("a renderer sees more than answers, words, domain and the named types")
}

fn polars(file: &str, path: &Path) -> Option<&'static str> {
    let is_allowed = POLARS.iter().any(|allowed| file.starts_with(allowed));
    let is_polars = path.segments.iter().any(|name| name.starts_with("polars"));
    (is_polars && !is_allowed).then_some("polars outside its two places")
}

fn command_line(file: &str, stage: Option<&str>, path: &Path) -> Option<&'static str> {
    if stage == Some("cli") || file == MAIN {
        return None;
    }
    if path.segments.iter().any(|name| name == "clap" || name.starts_with("clap_")) {
        return Some("clap before the command line");
    }
    let is_printing = |name: &String| path.is_macro && PRINTING.contains(&name.as_str());
    if path.segments.last().is_some_and(is_printing) {
        return Some("printing before the command line");
    }
    let holds = |names: &&&[&str]| path.segments.windows(names.len()).any(|part| part == **names);
    COMMAND_LINE_ONLY.iter().find(holds).map(|_| "a side effect before the command line")
}

/// Every source file, with its path from the root of the repository.
fn sources() -> Vec<(String, String)> {
    let root = repository("");
    let files = walkdir::WalkDir::new(root.join("src")).sort_by_file_name();
    let mut sources = Vec::new();
    for entry in files {
        let path = entry.expect("`src` can be listed").into_path();
        if path.extension().is_some_and(|ending| ending == "rs") {
            let name = path.strip_prefix(&root).expect("below the root").display().to_string();
            let text = fs::read_to_string(&path).expect("sources are UTF-8");
            sources.push((name.replace('\\', "/"), text));
        }
    }
    sources
}

#[test]
fn every_stage_keeps_to_its_place() {
    let sources = sources();
    let names: BTreeSet<&str> = sources.iter().filter_map(|(name, _)| Code::stage(name)).collect();
    assert_eq!(names, STAGES.into_iter().collect(), "every stage was read, and nothing else");
    let found: Vec<String> =
        sources.iter().flat_map(|(name, text)| violations(name, text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_two_files_import_each_other() {
    let found = circles::circles(&sources());
    assert_eq!(found, BTreeSet::new(), "two such files are one, or three");
}

#[test]
fn circles_are_found_through_what_modules_hand_on() {
    let source = |name: &str, text: &str| (format!("src/{name}"), text.to_owned());
    let root = "mod a;\nmod b;\nmod c;\npub use a::{A, make as made};\npub use b::B;\npub(crate) use c::C;";
    let [a, c] = ["use super::B;\npub struct A(B);\npub fn make() {}", "pub struct C(u8);"];
    for (b, pairs) in [
        ("use super::A;\npub struct B(Option<A>);", 1),
        ("pub struct B(crate::read::made);", 1),
        ("pub struct B(crate::read::a::A);", 1),
        ("use super::C;\npub struct B(C);", 0),
        ("pub struct B;\n#[cfg(test)]\nmod tests { use super::super::A; }", 0),
        ("pub struct B;\nfn f(x: X) { x.made(); }", 0),
    ] {
        let sources = [("mod.rs", root), ("a.rs", a), ("b.rs", b), ("c.rs", c)]
            .map(|(name, text)| source(&format!("read/{name}"), text));
        assert_eq!(circles::circles(&sources).len(), pairs, "{b}");
    }
    let uses = [
        source("read/mod.rs", "mod a;\npub fn f() { a::g(); }"),
        source("read/a.rs", "use super::f;"),
    ];
    assert_eq!(
        circles::circles(&uses).len(),
        1,
        "a module that calls its child, and is called by it"
    );
}

#[test]
fn the_library_lists_the_stages_in_the_order_of_the_data() {
    let library = fs::read_to_string(repository("src/lib.rs")).expect("the library");
    let listed: Vec<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert_eq!(listed, STAGES);
}

#[test]
fn no_network_crate_is_in_the_lock_file() {
    let text = fs::read_to_string(repository("Cargo.lock")).expect("the lock file");
    let lock: toml::Table = text.parse().expect("TOML");
    let packages = lock.get("package").and_then(toml::Value::as_array).expect("packages");
    let names: BTreeSet<&str> =
        packages.iter().filter_map(|package| package.get("name")?.as_str()).collect();
    assert!(names.contains("cchc"), "the lock file was read");
    let found: Vec<&str> = NETWORK_CRATES.into_iter().filter(|name| names.contains(name)).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_planted_violation_of_each_rule_is_found() {
    for (file, code, rule) in [
        ("src/domain/day.rs", "use crate::findings::Finding;", "later stage"),
        ("src/read/csv.rs", "use crate::{domain::Day,\n    tally::{self, Cube}};", "later stage"),
        ("src/tally/cube.rs", "use super::super::answers::Lang;", "later stage"),
        ("src/tally/mod.rs", "use super::answers::Lang;", "later stage"),
        ("src/pipeline.rs", "fn f() { super::cli::run(); }", "later stage"),
        ("src/answers/text.rs", "type T = crate::render::Look;", "later stage"),
        ("src/render/csv.rs", "use crate::tally::Count;", "a renderer sees"),
        ("src/render/csv.rs", "use crate::indicators::{Measure, INDICATORS};", "a renderer sees"),
        ("src/render/csv.rs", "use crate::findings::*;", "a renderer sees"),
        ("src/dossiers/load.rs", "use polars::prelude::*;", "polars outside"),
        ("src/answers/stats.rs", "fn f(x: polars::prelude::Series) {}", "polars outside"),
        ("src/output.rs", "#[derive(clap::Args)] struct A;", "clap before"),
        ("src/answers/model.rs", "use clap_complete::Shell;", "clap before"),
        ("src/read/source.rs", "use std::{env, fs};", "side effect"),
        ("src/read/source.rs", "fn f() { let v = std::env::var(\"A\"); }", "side effect"),
        ("src/domain/day.rs", "use chrono::{Local, NaiveDate};", "side effect"),
        ("src/domain/day.rs", "fn f() { chrono::Utc::now(); }", "side effect"),
        ("src/tally/cube.rs", "fn f() { SystemTime::now(); }", "side effect"),
        ("src/output.rs", "fn f() { std::process::exit(1) }", "side effect"),
        ("src/pipeline.rs", "fn f() { println!(\"{}\", 1); }", "printing"),
        ("src/pipeline.rs", "fn f() { std::eprintln !(\"x\"); }", "printing"),
        ("src/extra/mod.rs", "", "none of the stages"),
    ] {
        let found = violations(file, &format!("//! Planted.\n{code}\n"));
        assert!(found.iter().any(|found| found.contains(rule)), "{file}: {code}\n{found:?}");
    }
    assert_eq!(violations("src/output.rs", "// No header.\n").len(), 1);
    let long = format!("//! Long.\n{}", "// line\n".repeat(MAIN_LINES - 1));
    assert_eq!(violations(MAIN, &long).len(), 1);
}

#[test]
fn what_is_allowed_is_not_taken_for_a_violation() {
    for (file, code) in [
        ("src/tally/mod.rs", "use polars::prelude::Series;\nuse crate::{domain::Day, dossiers};"),
        ("src/dossiers/table.rs", "use polars::prelude::Series;"),
        ("src/render/csv.rs", "use crate::answers::{Block, Lang};\nuse crate::domain::Day;"),
        ("src/render/csv.rs", "use crate::indicators::Sense;\nuse crate::findings::Severity;"),
        ("src/render/csv.rs", "use super::number::percent;"),
        ("src/cli/plan.rs", "use clap::Args;\nfn f() { println!(); std::env::args(); }"),
        (MAIN, "fn main() { cchc::cli::run(std::env::args_os()); }"),
        (
            "src/domain/day.rs",
            "#[cfg(test)]\nmod tests { use crate::cli::run; fn f() { dbg!(1); } }",
        ),
        ("src/domain/day.rs", "/* use crate::cli; */ // println!()\n//! use polars;"),
        ("src/domain/day.rs", "const A: &str = \"crate::cli\"; const B: char = '\"'; // \""),
        ("src/domain/day.rs", "const A: &str = r#\"use crate::cli::\"x\"; println!()\"#;"),
        ("src/domain/day.rs", "const A: &str = env!(\"CARGO_PKG_NAME\"); fn f<'a>(x: &'a u8) {}"),
    ] {
        let found = violations(file, &format!("//! Allowed.\n{code}\n"));
        assert!(found.is_empty(), "{file}: {code}\n{found:?}");
    }
}
