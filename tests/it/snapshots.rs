//! What people and machines see of one small folder, `tests/data/sample`, in every format and both
//! languages. To review a change: `INSTA_UPDATE=always cargo test --release -- snapshots`, then read
//! the difference.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

use insta::{Settings, assert_snapshot};
use serde_json::Value;

use crate::support::{answer, run};

const SAMPLE: &str = "tests/data/sample";

/// Compares with `tests/it/snapshots/NAME.snap`.
fn snapshot(name: &str, text: &str) {
    let mut settings = Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!(name, text));
}

/// The command line, what it wrote to standard output, its talk, its exit code.
fn session(arguments: &[&str]) -> String {
    let output = run(arguments);
    let code = output.status.code().expect("an exit code");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let (answer, talk) = (text(output.stdout), text(output.stderr));
    let line = arguments.join(" ");
    format!("$ cchc {line}\n{answer}----- stderr -----\n{talk}----- exit code {code} -----\n")
}

/// One snapshot per language.
fn in_both_languages(name: &str, arguments: &[&str]) {
    for lang in ["vi", "en"] {
        let session = session(&[arguments, &["--lang", lang]].concat());
        snapshot(&format!("{name}-{lang}"), &session);
    }
}

#[test]
fn overview() {
    in_both_languages("overview", &[SAMPLE]);
}

#[test]
fn overview_of_a_period_by_the_decree_rule() {
    in_both_languages(
        "overview-decree",
        &[SAMPLE, "--period", "2024-02", "--period-rule", "decree"],
    );
}

/// The model of a report is its JSON; the text formats show the same figures.
#[test]
fn report() {
    let report = ["report", SAMPLE, "--period", "2024-02", "--output", "-", "--quiet"];
    let with = |options: &[&'static str]| [&report[..], options].concat();
    in_both_languages("report-md", &with(&["--format", "md", "--form", "06a", "--annex", "cchc"]));
    snapshot("report-json", &session(&with(&["--format", "json", "--form", "06-cac-cap"])));
    snapshot("report-csv", &session(&with(&["--format", "csv", "--form", "07a"])));
}

#[test]
fn what_a_report_is_asked_wrongly() {
    let folder = ["report", SAMPLE, "--form", "06z"];
    in_both_languages("report-no-form", &folder);
    in_both_languages(
        "report-placement",
        &["report", SAMPLE, "--form", "06a", "--placement", "returned=10"],
    );
    in_both_languages("report-standard-output", &["report", SAMPLE, "--output", "-"]);
    snapshot("schema", &session(&["schema"]));
    snapshot("schema-report", &session(&["schema", "report"]));
}

#[test]
fn stats_by_unit() {
    in_both_languages("stats-unit", &["stats", SAMPLE]);
}

#[test]
fn stats_by_district_and_month() {
    in_both_languages("stats-district-month", &["stats", SAMPLE, "--by", "district,month"]);
}

#[test]
fn stats_by_channel_largest_first() {
    let options = ["--by", "channel", "--sort", "received", "--descending", "--period", "2024-Q1"];
    in_both_languages("stats-channel", &[&["stats", SAMPLE], &options[..]].concat());
}

#[test]
fn stats_by_procedure_worst_first() {
    let options = ["--by", "procedure", "--sort", "on_time_rate", "--top", "3"];
    in_both_languages("stats-procedure", &[&["stats", SAMPLE], &options[..]].concat());
}

#[test]
fn stats_by_status_and_by_rating() {
    in_both_languages("stats-status", &["stats", SAMPLE, "--by", "status"]);
    in_both_languages("stats-rating", &["stats", SAMPLE, "--by", "rating"]);
}

#[test]
fn stats_of_one_file_without_ratings_and_digitised_results() {
    let file = "tests/data/sample/ubnd-huyen-hung-ha.csv";
    in_both_languages("stats-few-columns", &["stats", file, "--by", "quarter"]);
}

#[test]
fn every_definition_of_on_time_is_named_where_it_is_used() {
    for definition in ["index766", "overall", "form06a"] {
        let options = ["--by", "applicant_kind", "--definition", definition];
        let refused = run(&[&["stats", SAMPLE], &options[..]].concat());
        assert_eq!(refused.status.code(), Some(3), "no export has a kind of applicant");
        let options = ["--by", "quarter", "--definition", definition];
        let arguments = [&["stats", SAMPLE], &options[..]].concat();
        in_both_languages(&format!("stats-{definition}"), &arguments);
    }
}

#[test]
fn stats_compared_by_time_and_lenient() {
    let options = ["--by", "quarter", "--grain", "time", "--policy", "lenient"];
    in_both_languages("stats-time", &[&["stats", SAMPLE], &options[..]].concat());
}

#[test]
fn inspect() {
    in_both_languages("inspect", &["inspect", SAMPLE]);
}

#[test]
fn check() {
    in_both_languages("check", &["check", SAMPLE]);
}

#[test]
fn check_without_findings() {
    in_both_languages("check-fine", &["check", "tests/data/sample/ubnd-xa-quynh-my.txt"]);
}

#[test]
fn check_with_signals() {
    let file = "tests/data/signals/mot-cua-2024-06.csv";
    in_both_languages("check-signals", &["check", file]);
    for format in ["md", "csv", "json"] {
        let text = answer(&["check", file, "--format", format, "--lang", "vi", "--quiet"], 0);
        snapshot(&format!("check-signals-{format}"), &text);
    }
}

#[test]
fn explain() {
    in_both_languages("explain", &["explain"]);
    in_both_languages("explain-bad-date", &["explain", "bad_date"]);
    in_both_languages("explain-gone", &["giai-thich", "c0020"]);
    in_both_languages("explain-near-miss", &["explain", "bad_dates"]);
    in_both_languages("explain-indicator", &["explain", "on_time_rate"]);
    for format in ["md", "json", "csv"] {
        snapshot(
            &format!("explain-{format}"),
            &answer(&["explain", "C0101", "--format", format], 0),
        );
    }
}

#[test]
fn every_signal_is_explained_too() {
    for signal in &cchc::tally::signals::SIGNALS {
        for lang in ["vi", "en"] {
            let page = answer(&["explain", signal.number, "--lang", lang], 0);
            assert_eq!(page, answer(&["explain", signal.name, "--lang", lang], 0));
            assert!(page.starts_with(&format!("{} {}: ", signal.number, signal.name)), "{page}");
        }
        for format in ["json", "csv", "md"] {
            let page = answer(&["explain", signal.number, "--format", format], 0);
            assert!(page.contains(signal.number), "{page}");
        }
    }
}

#[test]
fn every_code_is_explained_by_number_and_by_name() {
    for code in cchc::findings::FindingCode::ALL.iter().copied() {
        for lang in ["vi", "en"] {
            let page = answer(&["explain", code.number(), "--lang", lang], 0);
            assert_eq!(page, answer(&["explain", code.name(), "--lang", lang], 0));
            assert!(page.starts_with(&format!("{} {}: ", code.number(), code.name())), "{page}");
        }
    }
    let all: Value =
        serde_json::from_str(&answer(&["explain", "--format", "json"], 0)).expect("JSON");
    let findings = all["findings"].as_array().expect("findings");
    assert_eq!(findings.len(), cchc::findings::FindingCode::ALL.len());
    assert!(findings.iter().all(|page| page["at_source"].is_string()));
}

#[test]
fn markdown() {
    for command in ["", "stats", "inspect", "check"] {
        let name = if command.is_empty() { "overview" } else { command };
        let arguments: Vec<&str> = [command, SAMPLE, "--format", "md", "--quiet"]
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect();
        snapshot(&format!("{name}-md"), &answer(&arguments, 0));
    }
}

#[test]
fn machine_formats_do_not_change_with_the_language() {
    for command in ["", "stats", "inspect"] {
        for format in ["csv", "json"] {
            let arguments = |lang| {
                let words = [command, SAMPLE, "--format", format, "--quiet", "--lang", lang];
                words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>()
            };
            let text = answer(&arguments("vi"), 0);
            assert_eq!(text, answer(&arguments("en"), 0), "{command} {format}");
            let name = if command.is_empty() { "overview" } else { command };
            snapshot(&format!("{name}-{format}"), &text);
        }
    }
}

#[test]
fn only_the_texts_of_findings_change_with_the_language() {
    let arguments = |format, lang| ["check", SAMPLE, "--format", format, "--quiet", "--lang", lang];
    let without_texts = |text: &str| {
        let mut record: Value = serde_json::from_str(text).expect("JSON");
        for finding in record["findings"].as_array_mut().expect("findings") {
            let finding = finding.as_object_mut().expect("a finding");
            assert!(finding.remove("title").is_some() && finding.remove("repair").is_some());
        }
        for signal in record["signals"].as_array_mut().expect("signals") {
            let signal = signal.as_object_mut().expect("a signal");
            for text in ["title", "formula", "ordinary_reasons"] {
                assert!(signal.remove(text).is_some(), "{text}");
            }
        }
        record
    };
    let (vi, en) = (answer(&arguments("json", "vi"), 0), answer(&arguments("json", "en"), 0));
    assert_eq!(without_texts(&vi), without_texts(&en));
    snapshot("check-json", &vi);
    let (vi, en) = (answer(&arguments("csv", "vi"), 0), answer(&arguments("csv", "en"), 0));
    assert_eq!(vi.lines().next(), en.lines().next());
    assert_eq!(vi.lines().count(), en.lines().count());
    snapshot("check-csv", &vi);
}

#[test]
fn help_of_every_command() {
    for lang in ["vi", "en"] {
        let commands = [
            &[][..],
            &["stats"],
            &["inspect"],
            &["check"],
            &["targets"],
            &["ranks"],
            &["explain"],
            &["completions"],
            &["man"],
        ];
        let pages =
            commands.map(|command| session(&[command, &["--help", "--lang", lang]].concat()));
        snapshot(&format!("help-{lang}"), &pages.join("\n"));
    }
}

#[test]
fn the_completion_script_knows_commands_options_and_values() {
    for (shell, first) in
        [("bash", "_cchc()"), ("zsh", "#compdef cchc"), ("fish", "function __fish_cchc")]
    {
        let script = answer(&["completions", shell], 0);
        let has = |word: &str| assert!(script.contains(word), "{shell}: {word}");
        has(first.lines().next().expect("a line"));
        for word in [
            "stats",
            "inspect",
            "check",
            "thong-ke",
            "period-rule",
            "definition",
            "index766",
            "rejects",
        ] {
            has(word);
        }
    }
}

#[test]
fn the_manual_has_the_sections_of_a_manual() {
    for (lang, words) in
        [("vi", "Thống kê cải cách hành chính"), ("en", "Administrative\\-reform statistics")]
    {
        let output = crate::support::cchc(&["man"]).env("LC_ALL", lang).output().expect("runs");
        let page = String::from_utf8(output.stdout).expect("UTF-8");
        for line in [".TH cchc 1", ".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION"] {
            assert!(page.lines().any(|other| other.starts_with(line)), "{lang}: {line}\n{page}");
        }
        assert!(page.contains(words), "{page}");
        assert!(page.contains("\\-\\-period"), "{page}");
    }
    let whole = answer(&["man", "--lang", "en"], 2);
    assert_eq!(whole, "", "`man` takes no option");
    let whole = answer(&["man"], 0);
    for (command, option) in [
        ("stats", "top"),
        ("inspect", "write\\-profile"),
        ("check", "feedback"),
        ("explain", "format"),
    ] {
        let section = format!(".SH LỆNH {}", command.to_uppercase());
        let (_, part) = whole.split_once(&section).expect("a section per command");
        let part = part.split(".SH ").next().expect("a part");
        let page = answer(&["man", command], 0);
        assert!(
            page.lines().any(|line| line.starts_with(&format!(".TH cchc-{command} 1"))),
            "{page}"
        );
        for text in [part, &page] {
            assert!(text.contains(&format!("\\-\\-{option}")), "{command}: {option}\n{text}");
        }
    }
    assert_eq!(run(&["man", "stat"]).status.code(), Some(2));
}

#[test]
fn every_output_names_the_definition_it_used() {
    for command in ["", "stats"] {
        for format in ["table", "md", "csv", "json"] {
            let words =
                [command, SAMPLE, "--definition", "index766", "--format", format, "--quiet"];
            let arguments: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
            let text = answer(&arguments, 0);
            assert!(text.contains("index766"), "{command} {format}:\n{text}");
        }
    }
}

#[test]
fn the_note_on_undated_dossiers_is_true_of_the_definition() {
    let notes = |definition| {
        let options = ["--definition", definition, "--lang", "en", "--quiet"];
        answer(&[&["stats", SAMPLE], &options[..]].concat(), 0)
    };
    let without = "stand in no rate";
    assert!(notes("resolved").contains(without));
    for definition in ["index766", "overall", "form06a"] {
        // One dossier was resolved without a due date, and the denominator has it.
        assert!(!notes(definition).contains(without), "{definition}");
    }
}

#[test]
fn groups_of_closed_lists_are_named_in_the_language_of_the_reader() {
    for (by, names) in [
        ("channel", ["Trực tuyến", "Trực tiếp"]),
        ("status", ["Tạm dừng", "Trả lại"]),
        ("rating", ["Rất hài lòng", "Hài lòng"]),
    ] {
        let table = answer(&["stats", SAMPLE, "--by", by, "--lang", "vi", "--quiet"], 0);
        for name in names {
            let is_there = table.lines().any(|line| line.trim_start().starts_with(name));
            assert!(is_there, "`{name}` is no group of:\n{table}");
        }
    }
}

#[test]
fn a_markdown_list_holds_no_list_in_a_list() {
    for command in [&[SAMPLE][..], &["check", SAMPLE]] {
        let text = answer(&[command, &["--format", "md"]].concat(), 0);
        let nested = text.lines().find(|line| line.starts_with("- + ") || line.starts_with("- - "));
        assert_eq!(nested, None, "`+` opens a list of its own");
    }
}
