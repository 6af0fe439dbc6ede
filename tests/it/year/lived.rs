//! A life and its exports → every month run, and what was published held against the truth.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::life::days::Month;
use super::life::export::Style;
use super::life::truth::Counts;
use super::life::{Life, Plan};
use crate::support::cchc;

/// What was said of a month, and what was published.
#[derive(Debug)]
pub struct MonthRun {
    pub month: Month,
    /// Of the run as anybody starts it.
    pub exit: i32,
    /// Findings, and those of severity warning or above.
    pub codes: BTreeSet<String>,
    pub warnings: BTreeSet<String>,
    /// Everything it said.
    pub talk: String,
    /// Whether the month is in the archive.
    pub is_published: bool,
    /// Units whose published counts are not the truth.
    pub differences: Vec<String>,
    /// Dossiers that it says earlier months lack, by month, and those that they do.
    pub late: [BTreeMap<String, u64>; 2],
}

/// An office with its archive of all months.
pub struct Year {
    home: tempfile::TempDir,
    pub months: Vec<MonthRun>,
}

/// Counts by unit, in the order of [`Counts::NAMES`].
type ByUnit = BTreeMap<String, [u64; 9]>;

impl Year {
    /// Lives through a plan: every month its exports arrive and are run.
    pub fn live(plan: Plan, style: Style) -> Self {
        let life = Life::new(plan);
        let mut year = Self { home: tempfile::tempdir().expect("a folder"), months: Vec::new() };
        let paths = if style.is_flat { "xuat" } else { "xuat/{period}" };
        let settings = format!(
            "[inputs]\npaths = [\"{paths}\"]\n[report]\nfolder = \"bao-cao/{{period}}\"\n\
             formats = [\"md\"]\n[archive]\nfolder = \"luu-tru\"\n"
        );
        std::fs::write(year.path().join("cchc.toml"), settings).expect("written");
        for month in life.plan.months() {
            life.export(style, month, &year.path().join("xuat")).expect("written");
            let mut ran = year.run(month, &[]);
            if ran.exit != 0 {
                // Somebody read what was said, and publishes what there is.
                let accepted = year.run(month, &["--accept-missing", "--accept-lost"]);
                ran.codes.extend(accepted.codes);
                ran.warnings.extend(accepted.warnings);
                ran.talk.push_str(&accepted.talk);
            }
            if let Some(published) = year.published(month) {
                ran.is_published = true;
                ran.differences = differences(&published, &truth(&life, month));
            }
            // A run looks back over a year.
            let year_ago = Month { year: month.year - 1, ..month };
            let late = life.lacking(month).into_iter().filter(|(of, _)| *of > year_ago);
            ran.late[1] = late.map(|(of, count)| (of.to_string(), count)).collect();
            year.months.push(ran);
        }
        year
    }

    fn path(&self) -> &Path {
        self.home.path()
    }

    fn run(&self, month: Month, more: &[&str]) -> MonthRun {
        let period = month.to_string();
        let mut command = cchc(&["run", "--period", &period, "--log-format", "json"]);
        let output = command.args(more).current_dir(self.path()).output().expect("runs");
        let talk = String::from_utf8(output.stderr).expect("UTF-8");
        let lines: Vec<Value> =
            talk.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let late = lines.iter().filter_map(|line| line["chain"]["late"].as_array()).flatten();
        let late = late.fold(BTreeMap::new(), |mut late, one| {
            let month = one["period"].as_str().expect("a month").to_owned();
            *late.entry(month).or_default() += one["dossiers"].as_u64().expect("a count");
            late
        });
        let findings = lines.iter().filter_map(|line| line["findings"].as_array()).flatten();
        let numbers = |is_wanted: fn(&Value) -> bool| {
            let wanted = findings.clone().filter(|finding| is_wanted(finding));
            wanted.filter_map(|finding| Some(finding["number"].as_str()?.to_owned())).collect()
        };
        MonthRun {
            month,
            exit: output.status.code().unwrap_or(-1),
            codes: numbers(|_| true),
            warnings: numbers(|finding| finding["severity"] != "info"),
            talk,
            is_published: false,
            differences: Vec::new(),
            late: [late, BTreeMap::new()],
        }
    }

    /// The counts by unit that the archive holds for a month.
    fn published(&self, month: Month) -> Option<ByUnit> {
        let path = self.path().join(format!("luu-tru/{month}/tally.json"));
        let tally: Value = serde_json::from_slice(&std::fs::read(path).ok()?).expect("JSON");
        let cubes = tally["cubes"].as_array().expect("cubes");
        let cube = cubes.iter().find(|cube| cube["by"] == serde_json::json!(["unit"]));
        let cube = cube.expect("a cube by unit");
        let mut units = ByUnit::new();
        for (row, group) in cube["groups"][0].as_array().expect("groups").iter().enumerate() {
            let group = usize::try_from(group.as_u64().expect("a number")).expect("small");
            let name = tally["groups"]["unit"][group]["name"].as_str().unwrap_or_default();
            let count = |name: &str| cube["counts"][name][row].as_u64().unwrap_or(0);
            let open = ["within", "overdue", "undated", "paused", "uncovered"];
            let counts = Counts::NAMES.map(|name| match name {
                "closing" => open.iter().map(|kind| count(&format!("closing_{kind}"))).sum(),
                "overdue" => count("closing_overdue"),
                name => count(name),
            });
            add(&mut units, name, counts);
        }
        Some(units)
    }

    /// Every month was published as it was, and no warning was needed for it, but for these.
    #[track_caller]
    pub fn assert_right(&self, but_for: &[&str]) {
        for ran in &self.months {
            let MonthRun { month, exit, talk, .. } = ran;
            assert_eq!(*exit, 0, "{month}\n{talk}");
            let warnings: Vec<&String> =
                ran.warnings.iter().filter(|code| !but_for.contains(&code.as_str())).collect();
            assert!(warnings.is_empty(), "{month} {warnings:?}\n{talk}");
            assert!(ran.differences.is_empty(), "{month} {:#?}\n{talk}", ran.differences);
        }
    }

    /// What published months lack is told in every later one, as long as nobody restates them.
    #[track_caller]
    pub fn assert_late_is_told(&self) {
        for MonthRun { month, late: [told, lacking], talk, .. } in &self.months {
            assert_eq!(told, lacking, "{month}\n{talk}");
        }
        assert!(self.months.iter().any(|ran| !ran.late[1].is_empty()), "nothing was late");
    }

    /// Where a month since a first one is not the truth, or is not published, one of these codes or a stop
    /// says so.
    #[track_caller]
    pub fn assert_said(&self, first: Month, codes: &[&str]) {
        for ran in self.months.iter().filter(|ran| ran.month >= first) {
            let is_said = ran.exit != 0 || codes.iter().any(|code| ran.codes.contains(*code));
            let is_right = ran.is_published && ran.differences.is_empty();
            let MonthRun { month, talk, differences, .. } = ran;
            assert!(is_right || is_said, "{month} {differences:#?}\n{talk}");
        }
    }

    /// From a month on, every month has the units of the month before, whatever they are called by then.
    #[track_caller]
    pub fn assert_same_units_since(&self, first: Month) {
        for MonthRun { month, .. } in self.months.iter().filter(|ran| ran.month > first) {
            let path = self.path().join(format!("luu-tru/{month}/bao-cao/so-sanh.json"));
            let text = std::fs::read(path).expect("a comparison");
            let record: Value = serde_json::from_slice(&text).expect("JSON");
            let units = &record["comparisons"][0]["units"];
            let none = serde_json::json!([]);
            assert_eq!((&units["new"], &units["gone"]), (&none, &none), "{month}");
        }
    }

    /// At the end every published month reads back, and counts again to what was published.
    #[track_caller]
    pub fn assert_readable(&self) {
        let published = self.months.iter().filter(|ran| ran.is_published).count();
        let verified = self.json(&["verify", "--format", "json"]);
        let months = verified["months"].as_array().expect("months");
        assert_eq!(months.len(), published);
        for month in months {
            assert_eq!(month["state"], "same", "{month}");
        }
        let series = self.json(&["series", "luu-tru", "--format", "json"]);
        let text = series.to_string();
        for ran in self.months.iter().filter(|ran| ran.is_published) {
            assert!(text.contains(&ran.month.to_string()), "{} is in no series", ran.month);
        }
    }

    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Value {
        let mut command = cchc(arguments);
        let output = command.current_dir(self.path()).output().expect("runs");
        let talk = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}\n{talk}");
        serde_json::from_slice(&output.stdout).expect("JSON")
    }
}

/// What can be known of a month when its exports are made.
fn truth(life: &Life, month: Month) -> ByUnit {
    let mut units = ByUnit::new();
    for ((_, name), counts) in life.known(month) {
        add(&mut units, name, counts.values());
    }
    units
}

/// An office stands for its commune, with or without the district behind its name.
fn add(units: &mut ByUnit, name: &str, counts: [u64; 9]) {
    let name = name.split(" (").next().unwrap_or_default().to_lowercase();
    let own = units.entry(name.trim_start_matches("ubnd ").to_owned()).or_default();
    for (sum, count) in own.iter_mut().zip(counts) {
        *sum += count;
    }
    // A tally may hold a unit without anything in the month.
    units.retain(|_, counts| counts.iter().any(|count| *count > 0));
}

fn differences(published: &ByUnit, truth: &ByUnit) -> Vec<String> {
    let names: BTreeSet<&String> = published.keys().chain(truth.keys()).collect();
    let differing = names.into_iter().filter(|name| published.get(*name) != truth.get(*name));
    differing
        .map(|name| {
            let [published, truth] = [published, truth].map(|units| units.get(name));
            format!("{name}: published {published:?}, true {truth:?} {:?}", Counts::NAMES)
        })
        .collect()
}
