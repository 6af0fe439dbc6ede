//! Ratings at the desk: one table per scale, shares with Wilson intervals and the response rate, and
//! nothing published on too few answers.

use super::SectionInput;
use crate::answers::publication::columns::{
    Style, count_column, explained, rate_name, text_column,
};
use crate::answers::publication::{ScaleFacts, Section};
use crate::answers::{
    Cell, Column, ColumnKind, Phrase, RateFormula, Table, dimension_name, nameless, rating_name,
    verdict_name,
};
use crate::domain::{Absence, CanonicalValue, Dimension, Rating, Ratio};
use crate::indicators::{
    Interval, Measure, RATED_SHARE, ResponseBounds, SATISFIED_SHARE, Sense, VERY_SATISFIED_SHARE,
    Verdict,
};
use crate::records::targets::Relation;
use crate::tally::{Count, Scale, ScaleRow};
use crate::words::Lang;

/// The scales that the ratings of the report were given on.
fn used(input: &SectionInput<'_>) -> Vec<(Scale, Vec<ScaleRow>)> {
    let is_meant = |row: &&ScaleRow| input.unit.is_none() || row.unit.as_deref() == input.unit;
    let rows: Vec<&ScaleRow> = input.study.ratings.iter().filter(is_meant).collect();
    let of_scale = |scale: Scale| {
        let rows = rows.iter().filter(|row| row.scale == scale);
        (scale, rows.map(|row| (*row).clone()).collect::<Vec<ScaleRow>>())
    };
    let scales = [Scale::Three, Scale::Five].map(of_scale);
    scales.into_iter().filter(|(_, rows)| rows.iter().any(|row| row.rated() > 0)).collect()
}

fn whole(rows: &[ScaleRow]) -> Option<ScaleRow> {
    let mut rows = rows.iter();
    let mut whole = rows.next()?.clone();
    rows.for_each(|row| whole.add(row));
    Some(whole)
}

fn measure(numerator: u64, denominator: u64, is_hidden: bool) -> Measure {
    if is_hidden {
        return Err(Absence::TooFew);
    }
    Ratio::new(numerator, denominator).ok_or(Absence::NoDossiers)
}

/// Whether there are answers, and none of them may be told.
fn is_withheld(row: &ScaleRow) -> bool {
    row.told() == 0 && row.withheld > 0
}

fn satisfied(row: &ScaleRow) -> u64 {
    row.answers(Rating::VerySatisfied) + row.answers(Rating::Satisfied)
}

/// The totals of each scale, for sentences.
pub fn scales(input: &SectionInput<'_>) -> Vec<ScaleFacts> {
    let units = input.study.cube(&[Dimension::Unit], input.unit);
    let rows = units.iter().flat_map(|cube| &cube.rows);
    let of_units = rows.filter(|row| row.tally[Count::Resolved] > 0).count() as u64;
    let resolved = input.study.total(input.unit)[Count::Resolved];
    let facts = |(scale, rows): (Scale, Vec<ScaleRow>)| {
        let whole = whole(&rows)?;
        let is_hidden = is_withheld(&whole);
        let answers = if is_hidden { &[] } else { scale.answers() };
        Some(ScaleFacts {
            levels: scale.levels(),
            resolved: whole.resolved,
            answers: answers.iter().map(|rating| (rating.name(), whole.answers(*rating))).collect(),
            rated: whole.rated(),
            withheld: whole.withheld,
            units: rows.iter().filter(|row| row.told() > 0).count() as u64,
            of_units,
            base: measure(whole.told(), resolved, whole.told() == 0),
            satisfied: measure(satisfied(&whole), whole.told(), is_hidden),
            response: measure(whole.rated(), whole.resolved, false),
        })
    };
    used(input).into_iter().filter_map(facts).collect()
}

/// One section per scale: three and five levels are different questions.
pub fn satisfaction(input: &SectionInput<'_>) -> Vec<Section> {
    let used = used(input);
    let is_mixed = used.len() > 1;
    used.iter().map(|(scale, rows)| section(input, *scale, rows, is_mixed)).collect()
}

fn section(input: &SectionInput<'_>, scale: Scale, rows: &[ScaleRow], is_mixed: bool) -> Section {
    let style = input.style;
    let lang = style.lang;
    let lines: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| {
            let name = row.unit.clone().unwrap_or_else(|| nameless(lang).to_owned());
            line(style, name, row, scale)
        })
        .collect();
    // Of one line the total is the line.
    let total = whole(rows)
        .filter(|_| rows.len() > 1)
        .map(|whole| line(style, lang.of("Tổng số", "Total").to_owned(), &whole, scale));
    let columns = columns(style, scale);
    let (withheld, not_promised) = withheld_notes(style, rows).unzip();
    let notes = notes(style, is_mixed).into_iter().chain(withheld).collect();
    let working_notes = working_notes(lang).into_iter().chain(not_promised).collect();
    let levels = scale.levels();
    let (title, sheet) = match lang {
        Lang::Vi => {
            (format!("Mức độ hài lòng (thang {levels} mức)"), format!("Hài lòng ({levels} mức)"))
        }
        Lang::En => (format!("Satisfaction ({levels} levels)"), format!("Satisfaction ({levels})")),
    };
    Section {
        id: match scale {
            Scale::Three => "satisfaction_3",
            Scale::Five => "satisfaction_5",
        },
        title,
        sheet,
        lead: lang
            .of(
                "Đánh giá của tổ chức, cá nhân đối với hồ sơ đã giải quyết trong kỳ, ghi nhận tại bộ phận một cửa.",
                "What applicants said of dossiers resolved in the period, as taken at the one-stop desk.",
            )
            .to_owned(),
        table: explained(Table::new(columns, lines, total).with_notes(notes), style),
        working_notes,
        charts: Vec::new(),
    }
}

fn line(style: Style<'_>, name: String, row: &ScaleRow, scale: Scale) -> Vec<Cell> {
    let (rated, is_hidden) = (row.rated(), is_withheld(row));
    let share = |numerator| measure(numerator, row.told(), is_hidden);
    let mut line = vec![Cell::Text(name), Cell::Count(row.resolved), Cell::Count(rated)];
    line.extend(scale.answers().iter().map(|rating| {
        if is_hidden { Cell::Missing(Absence::TooFew) } else { Cell::Count(row.answers(*rating)) }
    }));
    let satisfied = share(satisfied(row));
    line.extend([
        Cell::Rate(satisfied),
        Cell::Interval(satisfied.map(Interval::wilson)),
        Cell::Rate(share(row.answers(Rating::VerySatisfied))),
        Cell::Rate(measure(rated, row.resolved, false)),
        of_users(satisfied, row.resolved),
        bounds(satisfied, row.resolved),
    ]);
    line.extend(style.satisfaction_target.map(|target| {
        satisfied.map_or(Cell::Empty, |share| {
            // Whoever got a result could have answered.
            let verdict = Verdict::of_sample(share, Some(row.resolved), target, Relation::AtLeast);
            Cell::Text(verdict_name(style.lang, verdict).to_owned())
        })
    }));
    line
}

/// The interval for all who got a result; nothing to guess where all of them answered.
fn of_users(satisfied: Measure, eligible: u64) -> Cell {
    match satisfied {
        Err(absence) => Cell::Interval(Err(absence)),
        Ok(share) => Interval::wilson_of(share, eligible)
            .map_or(Cell::Empty, |interval| Cell::Interval(Ok(interval))),
    }
}

/// What the share could be, whatever those who did not answer think.
fn bounds(satisfied: Measure, eligible: u64) -> Cell {
    match satisfied {
        Err(absence) => Cell::Interval(Err(absence)),
        Ok(share) => ResponseBounds::new(share, eligible).map_or(Cell::Empty, |bounds| {
            Cell::Interval(Ok(Interval { low: bounds.low.value(), high: bounds.high.value() }))
        }),
    }
}

/// Where an answer is counted: behind the unit, the resolved and the rated.
const FIRST_ANSWER: usize = 3;

fn columns(style: Style<'_>, scale: Scale) -> Vec<Column> {
    let lang = style.lang;
    let mut columns = vec![
        text_column("unit", dimension_name(lang, Dimension::Unit)),
        count_column("resolved", lang.of("Hồ sơ đã giải quyết", "Dossiers resolved"), true),
        count_column("rated", lang.of("Hồ sơ được đánh giá", "Dossiers rated"), true),
    ];
    let answers = scale.answers().iter();
    columns.extend(
        answers.map(|rating| count_column(rating.name(), rating_name(lang, *rating), true)),
    );
    // Answers that are not told are among the rated.
    let told: Vec<usize> = (FIRST_ANSWER..FIRST_ANSWER + scale.answers().len()).collect();
    let formula = |numerator: &[usize], denominator: &[usize]| {
        Some(RateFormula {
            numerator: numerator.to_vec(),
            minus: Vec::new(),
            denominator: denominator.to_vec(),
        })
    };
    let rate = |indicator: &crate::indicators::Indicator, sense, formula| {
        Column::new(indicator.id, rate_name(lang, indicator), ColumnKind::Rate { sense, formula })
    };
    let interval = |key: &str, name: &str| Column::new(key, name, ColumnKind::Interval);
    columns.extend([
        rate(
            &SATISFIED_SHARE,
            Sense::HigherIsBetter,
            formula(&[FIRST_ANSWER, FIRST_ANSWER + 1], &told),
        ),
        interval("satisfied_interval", lang.of("Khoảng tin cậy 95%", "95% interval")),
        rate(&VERY_SATISFIED_SHARE, Sense::HigherIsBetter, formula(&[FIRST_ANSWER], &told)),
        rate(&RATED_SHARE, Sense::Neutral, formula(&[2], &[1])),
        interval(
            "users_interval",
            lang.of("Khoảng 95% cho mọi người nhận kết quả", "95% interval, all who got a result"),
        ),
        interval(
            "response_bounds",
            lang.of(
                "Giới hạn khi tính cả người không đánh giá",
                "Bounds with those who did not answer",
            ),
        ),
    ]);
    columns.extend(
        style
            .satisfaction_target
            .map(|_| text_column("verdict", lang.of("So với mục tiêu", "Against the target"))),
    );
    columns
}

fn notes(style: Style<'_>, is_mixed: bool) -> Vec<Phrase> {
    let lang = style.lang;
    let mut notes = vec![
        Phrase::from(lang.of(
            "Hài lòng gồm \"rất hài lòng\" và \"hài lòng\".",
            "Satisfied are \"very satisfied\" and \"satisfied\".",
        )),
        Phrase::from(lang.of(
            "Đánh giá tại chỗ không phải kết quả khảo sát SIPAS và không so sánh được với SIPAS.",
            "Ratings at the desk are no SIPAS survey and cannot be compared with one.",
        )),
    ];
    if let Some(target) = style.satisfaction_target {
        notes.push(
            Phrase::from(lang.of("Mục tiêu hài lòng ", "The target of "))
                .share(target.clone())
                .text(lang.of(
                    ": đạt khi cận dưới của khoảng không thấp hơn mục tiêu, không đạt khi cận trên thấp hơn, còn lại là chưa kết luận được. Tỷ lệ đánh giá dưới khoảng 20% không phải bằng chứng về mức hài lòng.",
                    ": met when the lower bound reaches it, missed when the upper one stays below, inconclusive otherwise. A response rate under some 20% is no evidence of a level.",
                )),
        );
    }
    if is_mixed {
        notes.push(Phrase::from(lang.of(
            "Dữ liệu có cả thang 3 mức và thang 5 mức; hai thang được tính riêng, không cộng chung.",
            "The data have ratings on three and on five levels; the scales are kept apart and never added.",
        )));
    }
    notes
}

/// How the intervals are to be read.
fn working_notes(lang: Lang) -> [Phrase; 2] {
    [
        Phrase::from(lang.of(
            "Khoảng tin cậy Wilson 95% chỉ đúng khi người đánh giá là ngẫu nhiên; người tự nguyện đánh giá thường không như vậy, nên đọc cùng tỷ lệ được đánh giá.",
            "The 95% Wilson interval holds if those who answer are random; volunteers rarely are, so read it with the response rate.",
        )),
        Phrase::from(lang.of(
            "Khoảng cho mọi người nhận kết quả xét tổng thể hữu hạn, cũng chỉ đúng khi người đánh giá là ngẫu nhiên. Giới hạn khi tính cả người không đánh giá thì luôn đúng: từ không ai trong số họ hài lòng đến tất cả hài lòng.",
            "The interval for all who got a result takes the finite whole into account, and also holds only if answers are random. The bounds with those who did not answer always hold: from none of them satisfied to all.",
        )),
    ]
}

/// What is not told; what that promises, and what it does not.
fn withheld_notes(style: Style<'_>, rows: &[ScaleRow]) -> Option<(Phrase, Phrase)> {
    let lang = style.lang;
    let withheld: u64 = rows.iter().map(|row| row.withheld).sum();
    if withheld == 0 {
        return None;
    }
    let rated: u64 = rows.iter().map(ScaleRow::rated).sum();
    let units = rows.iter().filter(|row| row.withheld > 0).count() as u64;
    let of_units = rows.iter().filter(|row| row.rated() > 0).count() as u64;
    let what =
        Phrase::from(lang.of(
            "Không nêu câu trả lời của đơn vị có dưới ",
            "Answers of a unit that has fewer than ",
        ))
        .count(style.suppress_below)
        .text(lang.of(" lượt đánh giá trong một tháng: ", " ratings in a month are not told: "))
        .count(withheld)
        .text("/")
        .count(rated)
        .text(lang.of(" lượt, của ", " of the ratings, of "))
        .count(units)
        .text("/")
        .count(of_units)
        .text(lang.of(
            " đơn vị. Các câu trả lời ấy không nằm trong con số nào của báo cáo.",
            " units. They stand in no figure of the report.",
        ));
    let not_promised = lang.of(
        "Câu trả lời không nêu không nằm trong dòng tổng, so sánh, chấm điểm, gói của từng đơn vị hay số đếm gửi lên cấp trên, nên không suy ra được từ bảng khác hay báo cáo tháng khác. Điều này đúng với các báo cáo theo tháng trọn vẹn, lập từ cùng dữ liệu, cùng ngưỡng và cùng cách chia tháng; không bảo đảm khi so với báo cáo của kỳ cắt ngang tháng, báo cáo lọc theo nhóm (--where), báo cáo dùng ngưỡng khác, hoặc báo cáo lập lại sau khi dữ liệu được bổ sung. Số lượt đánh giá vẫn được nêu.",
        "Answers that are not told stand in no total, change, score, unit's package or tally that goes upward, so that none can be had from another table or another month's report. This holds for reports of whole months made of the same data with the same threshold and rule of months; not against reports of a period that cuts a month, of some groups only (--where), with another threshold, or made again of data that have grown. How many rated is told all the same.",
    );
    Some((what, not_promised.into()))
}
