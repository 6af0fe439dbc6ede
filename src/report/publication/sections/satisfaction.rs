//! Ratings at the desk: one table per scale, shares with Wilson intervals and the response rate, and
//! nothing published on too few answers.

use super::SectionInput;
use crate::domain::{Absence, CanonicalValue, Dimension, Rating, Ratio};
use crate::indicators::{
    Interval, Measure, RATED_SHARE, ResponseBounds, SATISFIED_SHARE, Sense, VERY_SATISFIED_SHARE,
    Verdict,
};
use crate::logs::targets::Relation;
use crate::report::model::Phrase;
use crate::report::publication::columns::{Style, count_column, explained, rate_name, text_column};
use crate::report::publication::model::ScaleFacts;
use crate::report::publication::model::{
    Column, ColumnKind, Figure, FigureTable, RateFormula, Section,
};
use crate::report::text::{Lang, dimension_name, nameless, rating_name, verdict_name};
use crate::tally::{Scale, ScaleRow};

/// Which lines of a table may not be published.
struct Suppression {
    hidden: Vec<bool>,
}

impl Suppression {
    /// Lines with some, but fewer than `below` answers; and where that is one line only, the smallest
    /// of the others too, for the hidden one could be taken from the total.
    fn new(rated: &[u64], below: u64) -> Self {
        let mut hidden: Vec<bool> = rated.iter().map(|rated| (1..below).contains(rated)).collect();
        if hidden.iter().filter(|is_hidden| **is_hidden).count() == 1 {
            let others = rated.iter().zip(&mut hidden);
            let others = others.filter(|(rated, is_hidden)| **rated > 0 && !**is_hidden);
            if let Some((_, smallest)) = others.min_by_key(|(rated, _)| **rated) {
                *smallest = true;
            }
        }
        Self { hidden }
    }

    /// Whether a line is hidden.
    fn hides(&self, line: usize) -> bool {
        self.hidden.get(line).copied().unwrap_or(false)
    }
}

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

fn satisfied(row: &ScaleRow) -> u64 {
    row.answers(Rating::VerySatisfied) + row.answers(Rating::Satisfied)
}

/// The totals of each scale, for sentences.
pub fn scales(input: &SectionInput<'_>) -> Vec<ScaleFacts> {
    let facts = |(scale, rows): (Scale, Vec<ScaleRow>)| {
        let whole = whole(&rows)?;
        let rated = whole.rated();
        let is_hidden = rated < input.style.suppress_below;
        let answers = if is_hidden { &[] } else { scale.answers() };
        Some(ScaleFacts {
            levels: scale.levels(),
            resolved: whole.resolved,
            answers: answers.iter().map(|rating| (rating.name(), whole.answers(*rating))).collect(),
            rated,
            satisfied: measure(satisfied(&whole), rated, is_hidden),
            response: measure(rated, whole.resolved, false),
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
    let rated: Vec<u64> = rows.iter().map(ScaleRow::rated).collect();
    let suppression = Suppression::new(&rated, style.suppress_below);
    let lines: Vec<Vec<Figure>> = rows
        .iter()
        .enumerate()
        .map(|(place, row)| {
            let name = row.unit.clone().unwrap_or_else(|| nameless(lang).to_owned());
            line(style, name, row, scale, suppression.hides(place))
        })
        .collect();
    // Of one line the total is the line.
    let total = whole(rows).filter(|_| rows.len() > 1).map(|whole| {
        let is_hidden = (1..style.suppress_below).contains(&whole.rated());
        line(style, lang.of("Tổng số", "Total").to_owned(), &whole, scale, is_hidden)
    });
    let columns = columns(style, scale, &lines);
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
        table: explained(FigureTable { columns, lines, total, notes: notes(style, is_mixed) }, style),
        charts: Vec::new(),
    }
}

fn line(
    style: Style<'_>,
    name: String,
    row: &ScaleRow,
    scale: Scale,
    is_hidden: bool,
) -> Vec<Figure> {
    let rated = row.rated();
    let share = |numerator| measure(numerator, rated, is_hidden);
    let mut line = vec![Figure::Text(name), Figure::Count(row.resolved), Figure::Count(rated)];
    line.extend(scale.answers().iter().map(|rating| {
        if is_hidden {
            Figure::Missing(Absence::TooFew)
        } else {
            Figure::Count(row.answers(*rating))
        }
    }));
    let satisfied = share(satisfied(row));
    line.extend([
        Figure::Rate(satisfied),
        Figure::Interval(satisfied.map(Interval::wilson)),
        Figure::Rate(share(row.answers(Rating::VerySatisfied))),
        Figure::Rate(measure(rated, row.resolved, false)),
        of_users(satisfied, row.resolved),
        bounds(satisfied, row.resolved),
    ]);
    line.extend(style.satisfaction_target.map(|target| {
        satisfied.map_or(Figure::Empty, |share| {
            // Whoever got a result could have answered.
            let verdict = Verdict::of_sample(share, Some(row.resolved), target, Relation::AtLeast);
            Figure::Text(verdict_name(style.lang, verdict).to_owned())
        })
    }));
    line
}

/// The interval for all who got a result; nothing to guess where all of them answered.
fn of_users(satisfied: Measure, eligible: u64) -> Figure {
    match satisfied {
        Err(absence) => Figure::Interval(Err(absence)),
        Ok(share) => Interval::wilson_of(share, eligible)
            .map_or(Figure::Empty, |interval| Figure::Interval(Ok(interval))),
    }
}

/// What the share could be, whatever those who did not answer think.
fn bounds(satisfied: Measure, eligible: u64) -> Figure {
    match satisfied {
        Err(absence) => Figure::Interval(Err(absence)),
        Ok(share) => ResponseBounds::new(share, eligible).map_or(Figure::Empty, |bounds| {
            Figure::Interval(Ok(Interval { low: bounds.low.value(), high: bounds.high.value() }))
        }),
    }
}

/// Where an answer is counted: behind the unit, the resolved and the rated.
const FIRST_ANSWER: usize = 3;

fn columns(style: Style<'_>, scale: Scale, lines: &[Vec<Figure>]) -> Vec<Column> {
    let lang = style.lang;
    let mut columns = vec![
        text_column("unit", dimension_name(lang, Dimension::Unit)),
        count_column("resolved", lang.of("Hồ sơ đã giải quyết", "Dossiers resolved"), true),
        count_column("rated", lang.of("Hồ sơ được đánh giá", "Dossiers rated"), true),
    ];
    // A column with a hidden line has no sum.
    let is_whole =
        !lines.iter().any(|line| matches!(line.get(FIRST_ANSWER), Some(Figure::Missing(_))));
    let answers = scale.answers().iter();
    columns.extend(
        answers.map(|rating| count_column(rating.name(), rating_name(lang, *rating), is_whole)),
    );
    let formula = |numerator: &[usize], denominator: usize| {
        Some(RateFormula {
            numerator: numerator.to_vec(),
            minus: Vec::new(),
            denominator: vec![denominator],
        })
    };
    let rate = |indicator: &crate::indicators::Indicator, sense, formula| Column {
        key: indicator.id.to_owned(),
        name: rate_name(lang, indicator),
        kind: ColumnKind::Rate { sense, formula },
    };
    let interval = |key: &str, name: &str| Column {
        key: key.to_owned(),
        name: name.to_owned(),
        kind: ColumnKind::Interval,
    };
    columns.extend([
        rate(
            &SATISFIED_SHARE,
            Sense::HigherIsBetter,
            formula(&[FIRST_ANSWER, FIRST_ANSWER + 1], 2),
        ),
        interval("satisfied_interval", lang.of("Khoảng tin cậy 95%", "95% interval")),
        rate(&VERY_SATISFIED_SHARE, Sense::HigherIsBetter, formula(&[FIRST_ANSWER], 2)),
        rate(&RATED_SHARE, Sense::Neutral, formula(&[2], 1)),
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
            "Hài lòng gồm \"rất hài lòng\" và \"hài lòng\". Khoảng tin cậy Wilson 95% chỉ đúng khi người đánh giá là ngẫu nhiên; người tự nguyện đánh giá thường không như vậy, nên đọc cùng tỷ lệ được đánh giá.",
            "Satisfied are \"very satisfied\" and \"satisfied\". The 95% Wilson interval holds if those who answer are random; volunteers rarely are, so read it with the response rate.",
        )),
        Phrase::from(lang.of(
            "Khoảng cho mọi người nhận kết quả xét tổng thể hữu hạn, cũng chỉ đúng khi người đánh giá là ngẫu nhiên. Giới hạn khi tính cả người không đánh giá thì luôn đúng: từ không ai trong số họ hài lòng đến tất cả hài lòng.",
            "The interval for all who got a result takes the finite whole into account, and also holds only if answers are random. The bounds with those who did not answer always hold: from none of them satisfied to all.",
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

#[cfg(test)]
mod tests {
    use super::Suppression;

    #[test]
    fn few_answers_are_hidden_and_cannot_be_taken_from_the_total() {
        let hidden = |rated: &[u64]| {
            let suppression = Suppression::new(rated, 10);
            (0..rated.len()).filter(|line| suppression.hides(*line)).collect::<Vec<_>>()
        };
        assert_eq!(hidden(&[100, 9, 50]), [1, 2], "one line alone takes the smallest with it");
        assert_eq!(hidden(&[100, 9, 5]), [1, 2]);
        assert_eq!(hidden(&[100, 0, 50]), [] as [usize; 0], "nobody rated: nothing to hide");
        assert_eq!(hidden(&[9]), [0]);
        assert_eq!(hidden(&[10, 10]), [] as [usize; 0]);
        assert_eq!(hidden(&[0, 9]), [1], "an empty line hides nothing");
    }
}
