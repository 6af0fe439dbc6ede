//! The samples beside the dossier logs: every published figure, and the counts of every log.

use std::collections::BTreeSet;

use cchc::columns::MarkCell;
use cchc::domain::{Day, Period, Rating};
use cchc::findings::Severity;
use cchc::indicators::feedback::{dossiers_complained_about, feedback_by_unit};
use cchc::indicators::procedures::{Active, procedure_measure, procedures_by_unit, time_cut};
use cchc::indicators::ratings::{ratings_by_dossier, ratings_by_unit};
use cchc::read::{Opener, discover};
use cchc::records::{Log, declared, feedback, procedures, ratings};
use serde_json::Value;

use super::Read;
use crate::support::{json, repository};

const FOLDER: &str = "examples/so-lieu-khac";

fn sample<T>(read: Read<T>, name: &str) -> Log<T> {
    let path = repository(&format!("{FOLDER}/{name}")).display().to_string();
    let sources = discover(&[path]).expect("a sample").sources;
    let log = read(&Opener::default(), &sources, None).expect("an account that adds up");
    assert_eq!(log.findings.at(Severity::Error), 0, "{:?}", log.findings);
    assert!(log.findings.counts().keys().all(|code| code.severity() < Severity::Error));
    log
}

fn june() -> Period {
    let day = |text| Day::parse(text).expect("a day");
    Period::new(day("2024-06-01"), day("2024-06-30")).expect("a period")
}

fn parts(measure: cchc::indicators::Measure) -> Option<(u64, u64)> {
    measure.ok().map(|ratio| (ratio.numerator(), ratio.denominator()))
}

/// The result of a unit in a year.
fn result(answer: &Value, index: &str, unit: &str, year: i64) -> Value {
    let series = answer["series"].as_array().expect("series");
    let one = series
        .iter()
        .find(|one| one["index"] == index && one["unit"] == unit && one["part"].is_null())
        .expect(unit);
    let years = one["years"].as_array().expect("years");
    years.iter().find(|one| one["year"] == year).expect("a year")["results"][0].clone()
}

#[test]
fn published_ranks_are_told_with_their_changes_and_fields() {
    let answer = json(&["ranks", &format!("{FOLDER}/xep-hang.csv"), "--format", "json"]);
    assert_eq!(answer["schema"], "cchc/ranks/1");
    for (figure, index, unit, year, rank, of, places) in [
        ("F10", "SIPAS", "Tỉnh Thái Bình", 2023, 11, 63, Some(2)),
        ("F11", "PAR INDEX", "Tỉnh Thái Bình", 2023, 38, 63, Some(5)),
        ("F12", "PAR INDEX", "Tỉnh Thái Bình", 2021, 50, 63, Some(4)),
        ("F40", "DTI cấp tỉnh", "Tỉnh Quảng Ninh", 2022, 3, 63, None),
        ("F41", "DTI cấp huyện", "Huyện Bù Đốp", 2023, 3, 11, None),
    ] {
        let result = result(&answer, index, unit, year);
        assert_eq!(result["rank"], rank, "{figure}");
        assert_eq!(result["of"], of, "{figure}");
        assert_eq!(result["places_gained"].as_i64(), places, "{figure}");
    }
    let par = result(&answer, "PAR INDEX", "Tỉnh Thái Bình", 2023);
    assert_eq!((&par["score"], &par["points_gained"]), (&86.49.into(), &2.37.into()));
    assert_eq!((&par["mean"], &par["above_mean"]), (&86.98.into(), &(-0.49).into()));
    assert_eq!(par["confidence"], "seen");
}

#[test]
fn parts_that_fall_three_years_running_are_named_by_who_answers() {
    let path = format!("{FOLDER}/xep-hang-tieu-chi.csv");
    let falls = |options: &[&str]| {
        let arguments: Vec<&str> =
            ["ranks", &path, "--format", "json"].iter().chain(options).copied().collect();
        let answer = json(&arguments);
        let declines = answer["declines"].as_array().expect("declines").clone();
        declines
            .iter()
            .map(|one| {
                let text = |key: &str| one[key].as_str().expect(key).to_owned();
                let (from, to) = (one["from"].as_i64(), one["to"].as_i64());
                (text("responsible_unit"), text("part"), from, to, one["falls"].as_u64())
            })
            .collect::<Vec<_>>()
    };
    let expected = [
        ("Sở Nội vụ (giả định)".to_owned(), "3.2".to_owned(), Some(2019), Some(2023), Some(4)),
        (
            "Văn phòng UBND tỉnh (giả định)".to_owned(),
            "1".to_owned(),
            Some(2020),
            Some(2023),
            Some(3),
        ),
    ];
    assert_eq!(falls(&[]), expected, "F42");
    assert_eq!(falls(&["--decline-years", "4"]), expected[..1]);
    assert_eq!(falls(&["--decline-years", "2"]).len(), 3);
    assert!(falls(&["--decline-years", "5"]).is_empty());
}

#[test]
fn published_targets_are_told_as_they_are() {
    let answer = json(&["targets", &format!("{FOLDER}/chi-tieu.csv"), "--format", "json"]);
    assert_eq!(answer["schema"], "cchc/targets/1");
    let targets = answer["targets"].as_array().expect("targets");
    let row = |place: usize| &targets[place];
    for (figure, place, numerator, denominator) in
        [("F29", 0, 36, 36), ("F30", 1, 244, 254), ("F39", 7, 7, 20)]
    {
        assert_eq!(row(place)["num"], numerator, "{figure}");
        assert_eq!(row(place)["den"], denominator, "{figure}");
        assert_eq!(row(place)["verdict"], "no_plan", "{figure}");
    }
    for (figure, place, plan) in [("F31", 2, 0.8), ("F32", 3, 0.5), ("F33", 4, 0.5)] {
        assert_eq!(row(place)["plan_share"], plan, "{figure}");
        assert_eq!(row(place)["relation"], "at_least", "{figure}");
        assert_eq!(row(place)["verdict"], "no_figure", "{figure}");
        assert!(row(place)["share"].is_null(), "{figure}: not 0");
    }
    assert_eq!(row(5)["amount"], 2465.0, "F37");
    assert_eq!(row(5)["plan_amount"], 2500.0, "F37");
    assert_eq!(row(5)["of_plan"], 0.986, "F37");
    assert_eq!(row(6)["share"], 0.985, "F38");
    assert_eq!((&row(7)["share"], &row(7)["printed_share"]), (&0.35.into(), &0.4.into()), "F39");
    let differing: Vec<_> = answer["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|one| (one["name"].clone(), one["row"].clone(), one["value"].clone()))
        .collect();
    assert_eq!(differing, [("rate_differs".into(), 9.into(), "40%".into())]);
}

#[test]
fn a_catalogue_gives_time_cut_and_online_share() {
    let log = sample(procedures::read, "danh-muc-tthc.csv");
    let fields = log.fields.iter().copied().collect();
    let online = BTreeSet::from(["gđ.001".to_owned(), "gđ.003".to_owned()]);
    let active = Active { online, paid: BTreeSet::new() };
    let units = procedures_by_unit(&log, &active);
    let [zone, office] = &units[..] else { panic!("{units:?}") };
    let measure = |counts: &cchc::indicators::procedures::ProcedureCounts, id: &str| {
        parts(counts.measure(procedure_measure(id).expect(id), &fields))
    };
    // F09: at least 40 % of the statutory time; 80 days become 46,5.
    let (cut, whole) = measure(&zone.counts, "cut_time").expect("times");
    assert_eq!((cut, whole), (3_350, 8_000));
    assert!(cut * 100 >= whole * 40);
    assert_eq!(measure(&zone.counts, "procedures_online_share"), Some((5, 5)));
    assert_eq!(measure(&zone.counts, "procedures_payment_integrated"), Some((2, 3)));
    assert_eq!(measure(&zone.counts, "dvctt_active"), Some((2, 5)));
    assert_eq!(measure(&zone.counts, "dvctt_full_active"), Some((1, 2)));
    // F25: 24 procedures, all of them online.
    assert_eq!(measure(&office.counts, "procedures_online_share"), Some((24, 24)));
    assert_eq!(measure(&office.counts, "cut_time"), None, "no times told");
    assert_eq!(parts(time_cut(&log.records[3].record)), Some((250, 500)));
}

#[test]
fn feedback_and_ratings_are_counted_by_unit_and_dossier() {
    let log = sample(feedback::read, "phan-anh-kien-nghi.csv");
    let units = feedback_by_unit(&log, june());
    let fields = log.fields.iter().copied().collect();
    let counts: Vec<_> = units
        .iter()
        .map(|unit| {
            let counts = unit.counts;
            let shares = (
                parts(counts.on_time_share(&fields)),
                parts(counts.satisfied_share(&fields)),
                parts(counts.staff_share(&fields)),
            );
            (counts.opening, counts.received, shares)
        })
        .collect();
    assert_eq!(
        counts,
        [
            (1, 3, (Some((3, 4)), Some((2, 3)), Some((1, 3)))),
            (0, 2, (Some((1, 2)), Some((0, 2)), Some((0, 2)))),
        ]
    );
    let june = june();
    let known = dossiers_complained_about(&log).filter(|(_, day)| *day <= june.to);
    let complained: BTreeSet<&str> = known.map(|(id, _)| id).collect();
    assert_eq!(complained.into_iter().collect::<Vec<_>>(), ["GD-240601-0001", "GD-240603-0007"]);

    let log = sample(ratings::read, "danh-gia.csv");
    let units = ratings_by_unit(&log, june);
    let counts: Vec<_> = units
        .iter()
        .map(|unit| (unit.counts.rated(), parts(unit.counts.satisfied_share())))
        .collect();
    assert_eq!(counts, [(2, Some((1, 2))), (2, Some((1, 2)))]);
    let by_dossier = ratings_by_dossier(&log);
    let last = by_dossier.get("GD-240601-0001").map(|one| one.rating);
    assert_eq!(last, Some(MarkCell::Says(Rating::VerySatisfied)), "the last by day");
}

#[test]
fn declared_figures_are_read() {
    let log = sample(declared::read, "khai-bao.csv");
    assert_eq!(log.records.len(), 4);
    assert_eq!(log.records.iter().filter(|one| one.record.unit.is_none()).count(), 2);
}
