//! The built-in templates over good and poor data, and templates of users.

use insta::assert_snapshot;

use super::{NarrativeBlock, Span, built_in_template, letter_template, narrative};
use crate::answers::publication::sample::sample;
use crate::answers::publication::{Against, ComparedFacts, Facts, Report};
use crate::domain::{Absence, Ratio};
use crate::words::Lang;

/// Blocks as text, one per line.
fn plain(blocks: &[NarrativeBlock]) -> String {
    let text = |spans: &[Span]| {
        let pieces = spans.iter().map(|span| match span {
            Span::Text(text) => text.clone(),
            Span::Open(what) => format!("<<{what}>>"),
        });
        pieces.collect::<String>()
    };
    let lines = blocks.iter().map(|block| match block {
        NarrativeBlock::Title(text) => format!("TITLE {text}"),
        NarrativeBlock::Heading { level, number, text } => {
            format!("{} {number} {text}", "#".repeat(usize::from(*level)))
        }
        NarrativeBlock::Paragraph(spans) => text(spans),
        NarrativeBlock::Bullet(spans) => format!("- {}", text(spans)),
        NarrativeBlock::Open(what) => format!("<<{what}>>"),
        NarrativeBlock::Table { section } => format!("TABLE {section}"),
        NarrativeBlock::Form { id } => format!("FORM {id}"),
        NarrativeBlock::Annex => "ANNEX".to_owned(),
        NarrativeBlock::WorkingNotes => "WORKING NOTES".to_owned(),
        NarrativeBlock::PageBreak => "PAGE BREAK".to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn told(report: &Report) -> String {
    plain(&narrative(report, None).expect("the built-in template fits every report"))
}

fn filled(report: &Report, template: &str) -> String {
    plain(&narrative(report, Some(template)).expect(template))
}

fn refused(template: &str) -> String {
    narrative(&sample(Lang::En), Some(template)).expect_err(template).to_string()
}

#[test]
fn the_vietnamese_report() {
    assert_snapshot!(told(&sample(Lang::Vi)));
}

#[test]
fn the_english_report() {
    assert_snapshot!(told(&sample(Lang::En)));
}

/// What the data of a small office lack: comparison, ratings, channels, late dossiers, findings.
fn poor(lang: Lang) -> Report {
    let mut report = sample(lang);
    let facts = &mut report.facts;
    facts.compared.clear();
    facts.scales.clear();
    facts.findings.clear();
    facts.silent_units.clear();
    facts.overdue.clear();
    facts.overdue_units = 0;
    facts.worst.clear();
    for name in ["late", "closing", "closing_within", "closing_overdue", "opening", "returned"] {
        facts.counts.insert(name, 0);
    }
    facts.rates.insert("online_rate", Err(Absence::NotInExport));
    report.subject.name = "UBND xã Bắc Sơn".to_owned();
    report.subject.in_sentence = "UBND xã Bắc Sơn".to_owned();
    report.forms.clear();
    report
}

#[test]
fn data_without_comparison_ratings_channels_and_late_dossiers() {
    assert_snapshot!("poor_vi", told(&poor(Lang::Vi)));
    assert_snapshot!("poor_en", told(&poor(Lang::En)));
}

#[test]
fn the_text_to_a_unit_and_its_letter() {
    let to_unit = |lang| {
        let mut report = poor(lang);
        report.subject.unit = Some(report.subject.name.clone());
        report
    };
    assert_snapshot!("unit_vi", told(&to_unit(Lang::Vi)));
    assert_snapshot!("unit_en", told(&to_unit(Lang::En)));
    let letter = |report: &Report| filled(report, letter_template(report.lang));
    for (lang, name) in [(Lang::Vi, "vi"), (Lang::En, "en")] {
        assert_snapshot!(format!("letter_{name}"), letter(&sample(lang)));
        assert_snapshot!(format!("letter_to_unit_{name}"), letter(&to_unit(lang)));
    }
}

#[test]
fn a_year_ago_and_unchanged_figures() {
    let mut report = sample(Lang::Vi);
    let facts = &mut report.facts;
    let year_ago = ComparedFacts {
        against: Against::LastYear,
        period_name: "tháng 6 năm 2023".to_owned(),
        counts: [("received", 1_733), ("resolved", 2_000), ("late", 0)].into(),
        rates: [
            // The same share of other dossiers.
            ("early_rate", Ok(Ratio::new(1, 2).expect("a ratio"))),
            ("on_time_rate", Ok(Ratio::new(3_322, 3_396).expect("a ratio"))),
            ("online_rate", Err(Absence::NotInExport)),
        ]
        .into(),
    };
    facts.compared.push(year_ago);
    let text = told(&report);
    let line = text.lines().find(|line| line.starts_with("So với tháng 6 năm 2023"));
    assert_eq!(
        line,
        Some(
            "So với tháng 6 năm 2023, số hồ sơ tiếp nhận không đổi. Số hồ sơ đã giải quyết giảm 302 hồ \
             sơ (15,10%). Số hồ sơ giải quyết quá hạn tăng 37 hồ sơ. Tỷ lệ giải quyết đúng hạn không \
             đổi (tháng 6 năm 2023 đạt 97,82%)."
        )
    );
}

/// Counts of a log without the column are noughts; they are not told as if somebody had counted.
#[test]
fn without_due_dates_nothing_is_said_of_late_and_overdue() {
    for lang in [Lang::Vi, Lang::En] {
        let mut report = sample(lang);
        for name in ["on_time_rate", "early_rate", "late_rate", "overdue_open_rate"] {
            report.facts.rates.insert(name, Err(Absence::NotInExport));
        }
        for name in ["early", "on_time", "late", "closing_within", "closing_overdue"] {
            report.facts.counts.insert(name, 0);
        }
        report.facts.overdue.clear();
        report.facts.best.clear();
        report.facts.worst.clear();
        let text = told(&report);
        for line in text.lines().filter(|line| !line.starts_with(['#', '-', '<'])) {
            let words = ["quá hạn", "overdue", " late ", " late."];
            assert!(!words.iter().any(|word| line.contains(word)), "{line}");
        }
        assert!(text.contains(lang.of("1.698 hồ sơ.", "1,698 dossiers.")), "{text}");
    }
}

#[test]
fn every_level_is_told_by_itself() {
    let mut report = sample(Lang::Vi);
    let line = "- Cấp xã: 1/2 đơn vị có từ 30 hồ sơ không có hồ sơ giải quyết quá hạn. Tỷ lệ giải quyết đúng hạn \
                thấp nhất: UBND xã Thống Nhất (Huyện Hưng Hà) (97,09%, 200/206 hồ sơ).";
    let text = told(&report);
    assert!(text.contains(line), "{text}");
    let level = &mut report.facts.levels[0];
    (level.without_late, level.lowest) = (2, Vec::new());
    let text = told(&report);
    assert!(text.contains("- Cấp xã: tất cả 2 đơn vị có từ 30 hồ sơ đều không có"), "{text}");
    assert!(!text.contains("thấp nhất"), "{text}");
}

#[test]
fn nothing_at_all_gives_a_text_without_a_single_invented_figure() {
    for lang in [Lang::Vi, Lang::En] {
        let mut report = sample(lang);
        report.facts = Facts::default();
        report.sections.clear();
        report.forms.clear();
        report.notes.clear();
        let text = told(&report);
        assert!(!text.contains(['\u{E000}', '{', '}']), "{text}");
        for line in text.lines().filter(|line| !line.starts_with("TITLE")) {
            let has_count = line.contains("hồ sơ nào") || line.contains("none late");
            assert!(!has_count, "{line}");
        }
        assert!(!text.contains("ANNEX"), "{text}");
    }
}

#[test]
fn a_sentence_without_its_figure_disappears() {
    let report = sample(Lang::Vi);
    let template = "\
Có {{ counts.received | so }} hồ sơ. Số hóa đạt {{ rates.result_digitised_rate | phan_tram }}. Hết.
Cả đoạn {{ last_year.counts.received | so }}
# Không có gì ở dưới
## Cũng không
- Cùng kỳ {{ counts.late | chenh_lech(last_year.counts.late) }}.
# Còn lại
- Bổ sung [[chỗ trống: số công văn]], {{ counts.late | so('hồ sơ') }}.
  Dòng nối tiếp {{ rates.result_digitised_rate }}.
  Giữ lại.
";
    assert_eq!(
        filled(&report, template),
        "Có 1.733 hồ sơ. Hết.\n# I. Còn lại\n- Bổ sung <<số công văn>>, 37 hồ sơ. Giữ lại."
    );
}

#[test]
fn conditions_tell_a_value_from_none_and_a_missing_count_is_never_zero() {
    let mut report = sample(Lang::En);
    report.facts.counts.remove("late");
    let template = "\
{% if rates.online_rate is available %}Online.{% endif %}
{% if rates.result_digitised_rate is available %}Digitised.{% else %}Not digitised.{% endif %}
{% if last_year is available %}A year ago.{% endif %}
{% if counts.late %}Late: {{ counts.late | count }}.{% else %}None late.{% endif %}
{% if counts.late == 0 %}None late.{% endif %}
{% if rates.on_time_rate > previous.rates.on_time_rate %}Better.{% else %}Not better.{% endif %}
{% if best[0].on_time is small %}Few.{% else %}Many.{% endif %}
";
    assert_eq!(filled(&report, template), "Online.\nNot digitised.\nNot better.\nMany.");
}

#[test]
fn figures_are_written_by_the_rules_of_the_language() {
    let english = "{{ counts.received | count('dossier') }} {{ 1 | count('dossier') }} \
        {{ rates.online_rate | percent }} {{ rates.online_rate | fraction }} {{ counts.resolved }} \
        {{ counts.received | change(previous.counts.received) }} \
        {{ rates.on_time_rate | change(previous.rates.on_time_rate) }} {{ ['a', 'b', 'c'] | names }}";
    assert_eq!(
        filled(&sample(Lang::En), english),
        "1,733 dossiers 1 dossier 84.02% 1,456/1,733 1,698 rose by 133 (8.31%) fell by 0.18 \
         percentage points a, b and c"
    );
    let vietnamese = "{{ rates.online_rate }} {{ rates.on_time_rate.tu_so }} \
        {{ counts.received | chenh_lech(previous.counts.received, 'lượt') }} \
        {{ overdue | danh_sach }} {{ 'toàn huyện Hưng Hà' | hoa_dau }}";
    assert_eq!(
        filled(&sample(Lang::Vi), vietnamese),
        "84,02% 1.661 tăng 133 lượt (8,31%) UBND thị trấn Hưng Hà Toàn huyện Hưng Hà"
    );
}

#[test]
fn a_wrong_name_is_an_error_with_line_and_near_miss() {
    for (template, expected) in [
        (
            "One.\n{{ counts.recieved | count }}",
            "line 2: unknown name `counts.recieved`; did you mean `received`?",
        ),
        ("{{ count.received }}", "line 1: unknown name `count`; did you mean `counts`?"),
        // Also where this report does not come by.
        (
            "{% if last_year is available %}\n{{ last_year.rates.on_time }}{% endif %}",
            "line 2: unknown name `last_year.rates.on_time`",
        ),
        (
            "{# {{ rates.x }} #}\n{% for unit in best %}{{ unit.nam }}{% endfor %}",
            "line 2: unknown name `unit.nam`; did you mean `name`?",
        ),
        (
            "a\nb\n{{ counts.late | cuont }}",
            "line 3: unknown filter `cuont`; did you mean `count`?",
        ),
        (
            "{% if counts is avialable %}x{% endif %}",
            "unknown test `avialable`; did you mean `available`?",
        ),
        ("{{ rates.online_rate | count }}", "line 1: the filter `count` needs a count"),
        ("{{ counts.late | percent }}", "line 1: this filter needs a rate"),
        ("{{ counts }}", "line 1: a group cannot be printed"),
        ("{{ rates.online_rate.numeratr }}", "unknown name `numeratr`; did you mean `numerator`?"),
        ("{% if last_year.rates is available %}", "syntax error"),
        ("{{ best[7].name }}", "there is nothing here"),
        ("x\n[[tabel units]]", "line 2: unknown place `[[tabel units]]`; did you mean `table`?"),
        ("[[table unit]]", "unknown table `unit`; did you mean `units`?"),
        ("see [[table units]]", "line 1: this place has to stand on a line of its own"),
        ("[[open: x", "`[[` without `]]`"),
        ("### x", "headings have two levels"),
    ] {
        let error = refused(template);
        assert!(error.starts_with("report template") && error.contains(expected), "{error}");
    }
    let error = narrative(&sample(Lang::Vi), Some("{{ rates.onlinerate }}")).expect_err("a slip");
    assert_eq!(
        error.to_string(),
        "mẫu báo cáo, dòng 1: không có tên `rates.onlinerate`; có phải `online_rate`?"
    );
}

#[test]
fn a_table_that_this_report_does_not_have_is_left_out() {
    let report = sample(Lang::En);
    assert_eq!(filled(&report, "[[table satisfaction_5]]\n[[table procedures]]\n[[form 09]]"), "");
    assert_eq!(filled(&report, "[[table satisfaction_3]]"), "TABLE satisfaction_3");
}

#[test]
fn a_users_template_reorders_and_rewords() {
    let template = "\u{FEFF}[[title: Báo cáo nhanh {{ period.name }}]]\r\n\
        # PHẦN THỨ NHẤT\r\n[[biểu 06a]]\r\n# 7. Tự đánh số\r\n[[bảng months]]\r\n\
        Quá hạn: {{ counts.late | so }}.\r\n[[ngắt trang]]\r\n[[bảng units]]\r\n[[phụ lục]]\r\n";
    assert_eq!(
        filled(&sample(Lang::Vi), template),
        "TITLE Báo cáo nhanh tháng 6 năm 2024\n# I. PHẦN THỨ NHẤT\nFORM 06a\n#  7. Tự đánh số\n\
         TABLE months\nQuá hạn: 37.\nPAGE BREAK\nTABLE units"
    );
}

#[test]
fn text_of_exports_is_data() {
    let mut report = sample(Lang::En);
    let hostile = "# Head. [[annex]] {{ counts.late }}\n- x \u{E000}\u{202E}\u{F000}";
    report.subject.name = hostile.to_owned();
    report.facts.silent_units = vec![hostile.to_owned(), "- a. b".to_owned()];
    let template = "{{ subject.name }}\n- {{ silent_units | names }}. End.\n\
        {% set captured %}{{ subject.name }}{% endset %}{{ captured }}";
    let name = "# Head. [[annex]] {{ counts.late }} - x \u{FFFD}⟦U+202E⟧\u{FFFD}";
    assert_eq!(filled(&report, template), format!("{name}\n- {name} and - a. b. End.\n{name}"));
    assert!(told(&report).contains("{{ counts.late }}"));
}

#[test]
fn the_templates_name_every_count_and_rate_and_the_filters_they_explain() {
    use super::filters::FILTERS;
    for lang in [Lang::Vi, Lang::En] {
        let head = built_in_template(lang).split("#}").next().expect("a comment");
        // Those that every report has; the others are said to be there, too.
        let facts = sample(lang).facts;
        for name in facts.counts.keys().chain(facts.rates.keys()) {
            assert!(head.contains(name), "{name}");
        }
    }
    let report = sample(Lang::Vi);
    for filter in FILTERS {
        let value = match filter {
            "phan_tram" | "percent" | "ty_so" | "fraction" => "rates.online_rate",
            "danh_sach" | "names" => "best",
            "hoa_dau" | "capital" | "upper" | "lower" => "title",
            _ => "counts.late",
        };
        let call = if matches!(filter, "chenh_lech" | "change") {
            format!("{filter}(previous.counts.late)")
        } else {
            filter.to_owned()
        };
        assert!(!filled(&report, &format!("{{{{ {value} | {call} }}}}")).is_empty(), "{filter}");
    }
}
