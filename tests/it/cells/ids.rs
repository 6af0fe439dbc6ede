//! One id, however a system guarded, spaced or dashed it.

use super::{COUNTS, Files, assert_counts, id, log};

fn dated(ids: impl Fn(usize) -> String) -> String {
    log(ids, |at| at.form("%d/%m/%Y", "%d/%m/%Y %H:%M"))
}

#[test]
fn guards_invisible_signs_hyphens_width_and_spaces_do_not_tell_ids_apart() {
    let spellings: [fn(String) -> String; 12] = [
        |id| format!("'{id}"),
        |id| format!("\"=\"\"{id}\"\"\""),
        |id| format!(" ' {id} ' "),
        |id| format!("\t{id}"),
        |id| format!("\u{feff}{id}\u{200b}"),
        |id| id.replace('-', "–"),
        |id| id.replace('-', "\u{2011}"),
        |id| id.replace('-', " \u{2212}\u{a0}"),
        |id| id.replace("H54", "H\u{ad}5\u{200d}4"),
        |id| format!("\u{202a}{id}\u{202c}"),
        |id| id.replace('H', "Ｈ").replace('0', "０"),
        |id| id.replace("H54-", "H54- "),
    ];
    for spelt in spellings {
        let files =
            Files::new(&[("a.csv", &dated(|number| spelt(id(number)))), ("b.csv", &dated(id))]);
        assert_counts(&files.counts(&[]), &COUNTS, &spelt(id(1)));
        let ledger = files.answer("check", &[])["ledger"].clone();
        assert_eq!((&ledger["counted"], &ledger["superseded"]), (&6.into(), &6.into()));
        // As it is shown: readable, whichever file it was read from.
        let alone = Files::one(&dated(|number| spelt(id(number))));
        let shown = alone.dossiers();
        for (number, dossier) in (1..=6).zip(&shown) {
            assert!(dossier.starts_with(&id(number)), "{dossier}");
        }
    }
}

/// Makes the id of a number.
type Id = fn(usize) -> String;

#[test]
fn ids_that_nearly_meet_are_told_and_stay_two() {
    let pairs: [(Id, Id); 3] = [
        (|number| format!("HS-2024-{number:06}"), |number| format!("hs-2024-{number:06}")),
        (|number| format!("HS-2024-{number:06}"), |number| format!("HS-2024-{number:06}.")),
        (|number| format!("đk-2024-{number:06}"), |number| format!("ĐK-2024-{number:06}.")),
    ];
    for (one, other) in pairs {
        let files = Files::new(&[("a.csv", &dated(one)), ("b.csv", &dated(other))]);
        assert_eq!(files.counts(&[])["received"], 12);
        let found = files.findings("C0216", &[]);
        let [(2, column, value)] = &found[..] else { panic!("{found:?}") };
        assert_eq!(column, "Mã hồ sơ");
        assert!(value.contains("b.csv:2") && value.ends_with("(× 6)"), "{value}");
    }
    for (one, other) in pairs {
        for ids in [one, other] {
            let files = Files::new(&[("a.csv", &dated(ids)), ("b.csv", &dated(ids))]);
            assert!(files.findings("C0216", &[]).is_empty());
            assert_eq!(files.counts(&[])["received"], 6);
        }
    }
}

#[test]
fn other_logs_meet_the_same_id() {
    use cchc::read::{Opener, Source};
    use cchc::records::ratings;
    let guarded = id(1).replace('-', "–");
    let ratings = format!(
        "Mã hồ sơ;Đánh giá;Ngày đánh giá\n'{guarded};Hài lòng;12/06/2024\n{};Hài lòng;13/06/2024\n{};Không hài lòng;13/06/2024\n",
        id(1),
        id(2)
    );
    let files = Files::new(&[("danh-gia.csv", &ratings)]);
    let sources = [Source::File(files.path("danh-gia.csv").into())];
    let log = ratings::read(&Opener::default(), &sources, None).expect("a log");
    assert_eq!((log.ledger.counted, log.ledger.superseded), (2, 1));
    assert!(log.records.iter().all(|placed| placed.record.dossier_id.starts_with("000.12.34")));
}
