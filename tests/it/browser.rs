//! The page of a report in a real browser: it runs without a word on the console, its policy blocks
//! what is not its own, its tables sort, and it prints.
//!
//! Where no Chromium is found, the page is not opened; with `CI` set, or a `CHROMIUM` that is not
//! there, the tests fail and say how to get it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::support::run;

/// A browser that has not answered by then never will.
const PATIENCE: Duration = Duration::from_mins(3);
const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// What catches every complaint of the page, before its own script runs.
const WATCH: &str = r#"<script>
const problems = [];
addEventListener("error", (event) => problems.push(String(event.message)));
for (const name of ["error", "warn", "log"]) console[name] = (...words) => problems.push(words.join(" "));
</script>"#;

/// Presses the sort button of every column three times and notes what each press leaves.
const DRIVE: &str = r#"<script>
const tables = {};
for (const table of document.querySelectorAll("table.st")) {
  const columns = [];
  [...table.tHead.rows[0].cells].forEach((head, place) => {
    const order = () => [...table.tBodies[0].rows].map((row) => {
      const cell = row.cells[place];
      return { key: cell.dataset.s ?? null, text: cell.textContent, row: row.textContent };
    });
    const steps = [{ sort: head.getAttribute("aria-sort"), order: order() }];
    for (let press = 0; press !== 3; press++) {
      const button = head.querySelector("button");
      if (button) button.click();
      steps.push({ sort: head.getAttribute("aria-sort"), order: order() });
    }
    columns.push({ name: head.textContent, hasButton: !!head.querySelector("button"), steps });
  });
  tables[table.id] = columns;
}
const answer = new TextEncoder().encode(JSON.stringify({ problems, tables }));
const mark = document.createElement("pre");
mark.id = "answer";
mark.textContent = btoa([...answer].map((byte) => String.fromCharCode(byte)).join(""));
document.body.append(mark);
</script>"#;

/// The browser, by `CHROMIUM` or by its usual names; none only where nobody promised one.
fn browser() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("CHROMIUM") {
        return Some(PathBuf::from(path));
    }
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders)
        .flat_map(|folder| NAMES.map(|name| folder.join(name)))
        .find(|path| path.is_file());
    assert!(
        found.is_some() || std::env::var_os("CI").is_none(),
        "no Chromium: none of {NAMES:?} is in PATH; install it (Debian, Ubuntu: `apt-get install \
         chromium`) or set CHROMIUM to its path"
    );
    found
}

/// Whether the page can be opened here.
fn has_browser() -> bool {
    browser().is_some()
}

/// What the browser wrote.
struct Answer {
    dom: String,
    /// Lines of the page's console.
    console: Vec<String>,
}

/// Opens a file and waits for the browser to end.
fn open(page: &Path, arguments: &[&str]) -> Answer {
    let folder = tempfile::tempdir().expect("a folder");
    let (out, log) = (folder.path().join("out"), folder.path().join("log"));
    let profile = folder.path().join("profile");
    let mut child = Command::new(browser().expect("a browser"))
        .args([
            "--headless",
            // Containers of test machines run as root and without user namespaces.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            "--enable-logging=stderr",
            "--v=0",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .args(arguments)
        .arg(format!("file://{}", page.display()))
        .stdin(Stdio::null())
        .stdout(File::create(&out).expect("a file"))
        .stderr(File::create(&log).expect("a file"))
        .spawn()
        .expect("the browser starts");
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("the browser can be asked") {
            break status;
        }
        if start.elapsed() > PATIENCE {
            child.kill().expect("it ends");
            panic!("the browser did not end within {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    let text = |path: &Path| String::from_utf8_lossy(&fs::read(path).expect("read")).into_owned();
    let log = text(&log);
    assert!(status.success(), "{status}\n{log}");
    let console = log.lines().filter(|line| line.contains("CONSOLE")).map(ToOwned::to_owned);
    Answer { dom: text(&out), console: console.collect() }
}

/// The folder of a report on the example data, made once.
fn report() -> &'static Path {
    static REPORT: OnceLock<PathBuf> = OnceLock::new();
    REPORT.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
        let target = folder.join("report");
        let output = run(&[
            "report",
            "examples/thai-binh/2024",
            "--period",
            "2024-06",
            "--format",
            "html",
            "--force",
            "--output",
            target.to_str().expect("UTF-8"),
        ]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        folder
    })
}

fn page() -> PathBuf {
    report().join("report/xem.html")
}

/// A copy of the page with something put in after a mark.
fn copy(name: &str, change: impl FnOnce(String) -> String) -> PathBuf {
    let page = change(fs::read_to_string(page()).expect("the page"));
    let path = report().join(name);
    fs::write(&path, page).expect("written");
    path
}

/// Lets the copy run scripts that are not the page's own.
fn allow_scripts(page: &str) -> String {
    let (before, rest) = page.split_once("script-src ").expect("a policy");
    let (_, after) = rest.split_once(';').expect("more policy");
    format!("{before}script-src 'unsafe-inline';{after}")
}

fn with(page: &str, before: &str, what: &str) -> String {
    let (start, end) = page.rsplit_once(before).expect(before);
    format!("{start}{what}{before}{end}")
}

/// What the tables look like after each press.
fn driven() -> &'static Value {
    static DRIVEN: OnceLock<Value> = OnceLock::new();
    DRIVEN.get_or_init(|| {
        let path = copy("driven.html", |page| {
            let page = with(&allow_scripts(&page), "<link rel=\"icon\"", WATCH);
            with(&page, "</body>", DRIVE)
        });
        let dom = open(&path, &["--dump-dom"]).dom;
        let (_, rest) = dom.split_once("<pre id=\"answer\">").expect("an answer");
        let (answer, _) = rest.split_once("</pre>").expect("its end");
        let bytes = STANDARD.decode(answer).expect("base64");
        serde_json::from_slice(&bytes).expect("JSON")
    })
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

/// The column of a table by its head.
fn column<'a>(table: &str, name: &str) -> &'a Value {
    let columns = list(&driven()["tables"][table]);
    columns.iter().find(|column| column["name"] == name).unwrap_or_else(|| {
        let names: Vec<&Value> = columns.iter().map(|column| &column["name"]).collect();
        panic!("{table} has no {name}: {names:?}")
    })
}

/// The exact values after a press; nothing where there is no value.
fn keys(step: &Value) -> Vec<Option<f64>> {
    let key = |cell: &Value| {
        let key = cell["key"].as_str().or(cell["text"].as_str()).expect("a text").to_owned();
        let mut parts = key.split('/').map(|part| part.parse::<f64>().ok());
        let above = parts.next().flatten()?;
        Some(above / parts.next().flatten().unwrap_or(1.0))
    };
    list(&step["order"]).iter().map(key).collect()
}

fn rows(step: &Value) -> Vec<&Value> {
    list(&step["order"]).iter().map(|cell| &cell["row"]).collect()
}

#[test]
fn the_page_runs_without_a_word_on_the_console() {
    if !has_browser() {
        return;
    }
    let answer = open(&page(), &["--dump-dom"]);
    assert_eq!(answer.console, [] as [String; 0]);
    // The policy let the page's own script run: the buttons are its work.
    assert!(answer.dom.contains("<button type=\"button\">Đơn vị</button>"), "buttons to sort with");
    assert_eq!(driven()["problems"], Value::Array(Vec::new()));
}

#[test]
fn the_policy_blocks_what_is_not_the_pages_own() {
    if !has_browser() {
        return;
    }
    let path = copy("foreign.html", |page| {
        with(&page, "</body>", "<script>document.title = 'foreign'</script><img src=\"x.png\"/>")
    });
    let answer = open(&path, &["--dump-dom"]);
    assert!(!answer.dom.contains("<title>foreign"), "the script did not run");
    let blocked = answer.console.iter().filter(|line| line.contains("Content Security Policy"));
    assert_eq!(blocked.count(), 2, "script and image: {:?}", answer.console);
}

#[test]
fn every_column_sorts_up_and_down_and_back() {
    if !has_browser() {
        return;
    }
    let tables = driven()["tables"].as_object().expect("tables");
    assert!(tables.len() >= 5, "{:?}", tables.keys());
    for (id, columns) in tables {
        for column in list(columns) {
            let steps = list(&column["steps"]);
            let (name, sorts) = (&column["name"], steps.iter().map(|step| &step["sort"]));
            if !column["hasButton"].as_bool().expect("a truth") {
                assert!(rows(&steps[0]).len() < 2, "{id} {name}: nothing to sort");
                continue;
            }
            let sorts: Vec<Option<&str>> = sorts.map(Value::as_str).collect();
            assert_eq!(sorts, [None, Some("ascending"), Some("descending"), None], "{id} {name}");
            assert_eq!(rows(&steps[0]), rows(&steps[3]), "{id} {name}: the given order again");
            let mut before = rows(&steps[0]);
            let mut after = rows(&steps[1]);
            before.sort_by_key(|row| row.as_str());
            after.sort_by_key(|row| row.as_str());
            assert_eq!(before, after, "{id} {name}: no row is lost");
        }
    }
}

#[test]
fn numbers_sort_by_their_exact_values_and_missing_ones_stand_last() {
    if !has_browser() {
        return;
    }
    for (table, name) in [("t-units", "Tiếp nhận"), ("t-ranking", "Tỷ lệ đúng hạn")] {
        let steps = list(&column(table, name)["steps"]);
        let (up, down) = (keys(&steps[1]), keys(&steps[2]));
        assert!(up.len() > 20, "{table}");
        assert!(up.is_sorted_by(|one, other| one <= other), "{table} {name}: {up:?}");
        assert!(down.is_sorted_by(|one, other| one >= other), "{table} {name}: {down:?}");
        assert_ne!(up, down);
    }
    let is_missing = |cell: &Value| cell["key"] == "";
    let mut columns_with_gaps = 0;
    for (id, columns) in driven()["tables"].as_object().expect("tables") {
        for column in list(columns).iter().filter(|column| column["hasButton"] == true) {
            for step in &list(&column["steps"])[1..3] {
                let cells = list(&step["order"]);
                let Some(first) = cells.iter().position(is_missing) else { continue };
                let are_last = cells[first..].iter().all(is_missing);
                assert!(are_last, "{id} {}: {}", column["name"], step["sort"]);
                columns_with_gaps += usize::from((1..cells.len()).contains(&first));
            }
        }
    }
    assert!(columns_with_gaps > 1, "some figures are missing");
}

#[test]
fn names_sort_as_vietnamese_does() {
    if !has_browser() {
        return;
    }
    let steps = list(&column("t-units", "Đơn vị")["steps"]);
    let names: Vec<&str> =
        list(&steps[1]["order"]).iter().map(|cell| cell["text"].as_str().expect("text")).collect();
    let place = |name: &str| {
        names.iter().position(|other| *other == name).unwrap_or_else(|| panic!("{name}: {names:?}"))
    };
    // Đ is a letter of its own between D and E; by code points it would stand behind all others.
    let order = ["UBND xã Duyên Hải", "UBND xã Đoan Hùng", "UBND xã Đồng Tiến", "UBND xã Hòa Bình"];
    assert!(order.map(place).is_sorted(), "{names:?}");
}

#[test]
fn the_page_prints_on_several_sheets() {
    if !has_browser() {
        return;
    }
    let target = report().join("report.pdf");
    let option = format!("--print-to-pdf={}", target.display());
    let answer = open(&page(), &[&option, "--no-pdf-header-footer"]);
    assert_eq!(answer.console, [] as [String; 0]);
    let pdf = fs::read(&target).expect("a PDF");
    assert!(pdf.starts_with(b"%PDF-"));
    let sheets = memchr::memmem::find_iter(&pdf, b"/Type /Page\n").count();
    assert!(sheets > 1, "{sheets} sheets in {} bytes", pdf.len());
}
