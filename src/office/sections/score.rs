//! The score by an index: groups, criteria with their evidence, what would win points, and the units in
//! the order of their points.

use super::SectionInput;
use crate::answers::publication::Section;
use crate::answers::publication::columns::{count_column, explained, text_column};
use crate::answers::score::{
    ScoreAnswer, base_notes, basis_text, confidence_name, level_name, order, rule_text, total_line,
    value_cells,
};
use crate::answers::{Cell, Column, ColumnKind, Phrase, RateFormula, Table};
use crate::domain::Exact;
use crate::index::{Assessment, Criterion, CriterionScore, Gain, Index, Scorecard, Total, gains};
use crate::indicators::Sense;
use crate::words::Lang;

/// The sections of a score; none where no index was asked for.
pub fn score(input: &SectionInput<'_>) -> Vec<Section> {
    let Some(assessment) = &input.study.assessment else { return Vec::new() };
    let mut sections = Vec::new();
    if let Some(card) = assessment.card(input.unit) {
        sections.push(groups(input, assessment, card));
        sections.push(criteria(input, assessment, card));
        sections.extend(winnings(input, assessment, card));
    }
    if input.unit.is_none() {
        sections.extend(units(input, assessment));
    }
    sections
}

fn points_column(key: &str, name: &str) -> Column {
    Column::new(key, name, ColumnKind::Points)
}

fn points(points: Option<&Exact>) -> Cell {
    points.map_or(Cell::Empty, |points| Cell::points(points.clone()))
}

fn total_columns(lang: Lang) -> Vec<Column> {
    vec![
        points_column("points", lang.of("Điểm", "Points")),
        points_column("computable", lang.of("Tính được", "Computable")),
        points_column("lost", lang.of("Mất", "Lost")),
        points_column("not_computable", lang.of("Chưa tính được", "Not computable")),
        points_column("not_applicable", lang.of("Không áp dụng", "Not applicable")),
        points_column("max", lang.of("Tối đa", "Max")),
    ]
}

fn total_figures(total: &Total, max: &Exact) -> Vec<Cell> {
    [
        &total.points,
        &total.computable,
        &total.lost(),
        &total.not_computable,
        &total.not_applicable,
        max,
    ]
    .map(|value| Cell::points(value.clone()))
    .to_vec()
}

fn groups(input: &SectionInput<'_>, assessment: &Assessment, card: &Scorecard) -> Section {
    let style = input.style;
    let lang = style.lang;
    let index = &assessment.case.index;
    let named = |name: &str, figures: Vec<Cell>| {
        std::iter::once(Cell::Text(name.to_owned())).chain(figures).collect::<Vec<_>>()
    };
    let lines =
        index.groups.iter().zip(&card.groups).map(|(group, score)| {
            named(group.name.of(lang), total_figures(&score.total, &group.max))
        });
    let mut columns = vec![text_column("group", lang.of("Nhóm", "Group"))];
    columns.extend(total_columns(lang));
    let mut notes: Vec<Phrase> = vec![total_line(lang, &card.total).text(".")];
    notes.extend(index.notes.iter().map(|note| note.of(lang).into()));
    if !index.validity.covers(&assessment.case.period) {
        notes.push(
            lang.of(
                "Kỳ báo cáo nằm ngoài thời gian áp dụng của bộ tiêu chí: điểm chỉ để tham khảo.",
                "The period lies outside the days this index is for: the score is for orientation only.",
            )
            .into(),
        );
    }
    let table = Table::new(
        columns,
        lines.collect(),
        Some(named(lang.of("Tổng", "Total"), total_figures(&card.total, &index.total))),
    )
    .with_notes(notes);
    Section {
        id: "score_groups",
        title: index.name.of(lang).to_owned(),
        sheet: lang.of("Chấm điểm", "Score").to_owned(),
        lead: lang
            .of(
                "Điểm theo nhóm; phần chưa tính được không bao giờ được quy đổi.",
                "Points by group; what could not be computed is never made up for.",
            )
            .to_owned(),
        table: explained(table, style),
        working_notes: Vec::new(),
        charts: Vec::new(),
    }
}

fn criteria(input: &SectionInput<'_>, assessment: &Assessment, card: &Scorecard) -> Section {
    let style = input.style;
    let lang = style.lang;
    let index = &assessment.case.index;
    let pairs = index.criteria.iter().zip(&card.criteria);
    let lines = pairs.map(|pair| criterion(lang, index, pair)).collect();
    let working_notes = index.criteria.iter().filter_map(|criterion| {
        let note = criterion.note.as_ref()?.of(lang);
        Some(format!("{}: {note}", criterion.id).into())
    });
    let notes = base_notes(lang, index, card);
    let formula = RateFormula { numerator: vec![5], minus: Vec::new(), denominator: vec![6] };
    let columns = vec![
        text_column("criterion", lang.of("Mã", "Id")),
        text_column("name", lang.of("Tiêu chí", "Criterion")),
        points_column("points", lang.of("Điểm", "Points")),
        points_column("max", lang.of("Tối đa", "Max")),
        points_column("lost", lang.of("Mất", "Lost")),
        count_column("numerator", lang.of("Tử số", "Numerator"), false),
        count_column("denominator", lang.of("Mẫu số", "Denominator"), false),
        Column::new(
            "rate",
            lang.of("Tỷ lệ", "Rate"),
            ColumnKind::Rate { sense: Sense::Neutral, formula: Some(formula) },
        ),
        text_column("rule", lang.of("Quy tắc", "Rule")),
        text_column("basis", lang.of("Cơ sở", "Basis")),
        text_column("confidence", lang.of("Độ tin cậy", "Confidence")),
        text_column("evidence", lang.of("Tài liệu, nguồn", "Evidence, source")),
    ];
    Section {
        id: "score_criteria",
        title: lang.of("Điểm từng tiêu chí và căn cứ", "Criteria and their evidence").to_owned(),
        sheet: lang.of("Tiêu chí", "Criteria").to_owned(),
        lead: lang
            .of(
                "Mỗi điểm kèm tử số, mẫu số, quy tắc và nguồn.",
                "Every point with its counts, rule and source.",
            )
            .to_owned(),
        table: explained(Table::new(columns, lines, None).with_notes(notes), style),
        working_notes: working_notes.collect(),
        charts: Vec::new(),
    }
}

fn criterion(
    lang: Lang,
    index: &Index,
    (criterion, score): (&Criterion, &CriterionScore),
) -> Vec<Cell> {
    let (numerator, denominator, rate) = match value_cells(criterion, score) {
        [Cell::Rate(Ok(ratio)), _] => (
            Cell::Count(ratio.numerator()),
            Cell::Count(ratio.denominator()),
            Cell::Rate(Ok(ratio)),
        ),
        [Cell::Share(share), _] => (Cell::Empty, Cell::Empty, Cell::Share(share)),
        _ => (Cell::Empty, Cell::Empty, Cell::Empty),
    };
    let evidence = score
        .declared
        .as_ref()
        .map(|declared| format!("{} ({}: {})", declared.evidence, declared.file, declared.row));
    vec![
        Cell::Text(criterion.id.clone()),
        Cell::Text(criterion.name.of(lang).to_owned()),
        points(score.points()),
        Cell::points(score.max.clone()),
        points(score.lost().as_ref()),
        numerator,
        denominator,
        rate,
        Cell::Text(rule_text(lang, &criterion.rule)),
        Cell::Text(basis_text(lang, score).to_owned()),
        Cell::Text(confidence_name(lang, criterion.confidence).to_owned()),
        Cell::Text(evidence.unwrap_or_else(|| index.source_name(criterion).to_owned())),
    ]
}

fn winnings(
    input: &SectionInput<'_>,
    assessment: &Assessment,
    card: &Scorecard,
) -> Option<Section> {
    let style = input.style;
    let lang = style.lang;
    let index = &assessment.case.index;
    let gains = gains(index, card);
    let line = |gain: &Gain| {
        let name = index.criterion(&gain.criterion).map(|criterion| criterion.name.of(lang));
        vec![
            Cell::Text(gain.criterion.clone()),
            Cell::Text(name.unwrap_or_default().to_owned()),
            Cell::Count(gain.cases),
            Cell::Count(gain.missing),
            Cell::Share(gain.reaches.clone()),
            Cell::points(gain.points.clone()),
        ]
    };
    let columns = vec![
        text_column("criterion", lang.of("Mã", "Id")),
        text_column("name", lang.of("Tiêu chí", "Criterion")),
        count_column("cases", lang.of("Cần xử lý", "Cases"), false),
        count_column("of", lang.of("Trong số chưa đạt", "Of those short"), false),
        Column::new(
            "reaches",
            lang.of("Để tới", "To reach"),
            ColumnKind::Rate { sense: Sense::Neutral, formula: None },
        ),
        points_column("points", lang.of("Thêm điểm", "Points won")),
    ];
    let table = Table::new(columns, gains.iter().map(line).collect(), None);
    (!gains.is_empty()).then(|| Section {
        id: "score_gains",
        title: lang.of("Lấy thêm điểm bằng cách nào", "What would win points").to_owned(),
        sheet: lang.of("Lấy thêm điểm", "Gains").to_owned(),
        lead: lang
            .of(
                "Nhiều điểm nhất cho mỗi trường hợp đứng trước; tổng số giữ nguyên.",
                "Most points for each case first; the denominators stay.",
            )
            .to_owned(),
        table: explained(table, style),
        working_notes: Vec::new(),
        charts: Vec::new(),
    })
}

fn units(input: &SectionInput<'_>, assessment: &Assessment) -> Option<Section> {
    let style = input.style;
    let lang = style.lang;
    let index = &assessment.case.index;
    if assessment.units.len() < 2 {
        return None;
    }
    let shown = ScoreAnswer {
        assessment,
        unit: None,
        changes: &[],
        is_outside_validity: false,
        counted: None,
        loaded: None,
        logs: &[],
    };
    let line = |(card, place): (&Scorecard, Option<crate::index::Rank>)| {
        let total = &card.total;
        let band = card
            .final_points(index)
            .and_then(|points| index.band(&points).map(|band| band.name.of(lang).to_owned()));
        vec![
            place.map_or(Cell::Empty, |place| Cell::Count(place.rank as u64)),
            Cell::Text(card.unit.clone().unwrap_or_default()),
            Cell::Text(level_name(lang, card.level).to_owned()),
            Cell::points(total.points.clone()),
            Cell::points(total.computable.clone()),
            Cell::points(total.lost()),
            points(card.rescaled(index).as_ref()),
            Cell::Text(band.unwrap_or_default()),
        ]
    };
    let columns = vec![
        count_column("rank", lang.of("Hạng", "Rank"), false),
        text_column("unit", lang.of("Đơn vị", "Unit")),
        text_column("level", lang.of("Cấp", "Level")),
        points_column("points", lang.of("Điểm", "Points")),
        points_column("computable", lang.of("Tính được", "Computable")),
        points_column("lost", lang.of("Mất", "Lost")),
        points_column("rescaled", lang.of("Quy đổi", "Rescaled")),
        text_column("band", lang.of("Xếp loại", "Band")),
    ];
    let note = lang.of(
        "Bằng điểm thì cùng hạng; chỉ so các đơn vị có cùng điểm tối đa tính được.",
        "Equal points share a rank; only units with the same computable maximum are compared.",
    );
    let table = Table::new(columns, order(shown).into_iter().map(line).collect(), None)
        .with_notes(vec![note.into()]);
    Some(Section {
        id: "score_units",
        title: lang.of("Xếp hạng đơn vị theo điểm", "Units by points").to_owned(),
        sheet: lang.of("Xếp hạng điểm", "Score ranking").to_owned(),
        lead: lang
            .of(
                "Điểm, phần tính được và hạng của từng đơn vị.",
                "Points, what could be computed, and rank of each unit.",
            )
            .to_owned(),
        table: explained(table, style),
        working_notes: Vec::new(),
        charts: Vec::new(),
    })
}
