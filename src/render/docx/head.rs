//! The head of an administrative report: agency and number on the left, state and motto, place and
//! date on the right; the title below.

use docx_rs::{AlignmentType, Paragraph, Table};

use super::grid::{bare, cell, row};
use super::page::{Part, TEXT_WIDTH};
use super::text::{TextStyle, paragraph, rule, run, spaced};
use crate::answers::publication::{Letterhead, Report};
use crate::domain::Day;
use crate::render::narrative::NarrativeBlock;
use crate::words::Lang;

/// The left column takes 41 percent: the right one must hold the name of the state on one line.
const LEFT: usize = TEXT_WIDTH * 41 / 100;
const RIGHT: usize = TEXT_WIDTH - LEFT;

/// Writes the head and the title.
pub fn write(report: &Report, blocks: &[NarrativeBlock], part: &mut Part) {
    part.push(letterhead(report.lang, &report.letterhead, Vec::new()));
    title(report, blocks, part);
    // To a unit its letter speaks.
    let addressee = report.letterhead.addressee.as_ref();
    if let Some(addressee) = addressee.filter(|_| report.subject.unit.is_none()) {
        let salutation = report.lang.of("Kính gửi", "To");
        let line = if addressee.starts_with(salutation) {
            addressee.clone()
        } else {
            format!("{salutation}: {addressee}")
        };
        let line = paragraph(TextStyle::plain(14), AlignmentType::Center, &line);
        part.push(spaced(line, 6, 6, 100));
    }
}

/// Writes the head of a letter: what it is about stands below its number, and who receives it in the place of a title.
pub fn write_letter(report: &Report, blocks: &[NarrativeBlock], part: &mut Part) {
    let lang = report.lang;
    let subject = titles(blocks).map(|line| centred(TextStyle::plain(12), line)).collect();
    part.push(letterhead(lang, &report.letterhead, subject));
    let open = lang.of("[Nơi nhận công văn]", "[Recipient]");
    let named = report.subject.unit.as_deref().or(report.letterhead.addressee.as_deref());
    let salutation = lang.of("Kính gửi", "To");
    let name = named.unwrap_or(open);
    let name =
        name.strip_prefix(salutation).map_or(name, |rest| rest.trim_start_matches([':', ' ']));
    let line = format!("{salutation}: {name}");
    part.push(spaced(paragraph(TextStyle::plain(14), AlignmentType::Center, &line), 18, 12, 100));
}

/// The lines of the title.
fn titles(blocks: &[NarrativeBlock]) -> impl Iterator<Item = &str> {
    blocks.iter().filter_map(|block| match block {
        NarrativeBlock::Title(text) => Some(text.as_str()),
        _ => None,
    })
}

fn centred(look: TextStyle, text: &str) -> Paragraph {
    spaced(paragraph(look, AlignmentType::Center, text), 0, 0, 100)
}

/// `subject` stands below the number.
fn letterhead(lang: Lang, facts: &Letterhead, subject: Vec<Paragraph>) -> Table {
    let mut left = Vec::new();
    if let Some(parent) = &facts.parent_agency {
        left.push(centred(TextStyle::plain(13), &parent.to_uppercase()));
    }
    let agency = facts.agency.as_ref().map_or_else(
        || lang.of("[TÊN CƠ QUAN]", "[NAME OF AGENCY]").to_owned(),
        |agency| agency.to_uppercase(),
    );
    left.push(centred(TextStyle::bold(13), &agency));
    left.push(rule(LEFT, 35));
    left.push(spaced(
        paragraph(TextStyle::plain(13), AlignmentType::Center, &number(lang, facts)),
        4,
        0,
        100,
    ));
    left.extend(subject);
    let right = vec![
        centred(
            TextStyle::bold(12),
            lang.of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM"),
        ),
        centred(
            TextStyle::bold(13),
            lang.of("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness"),
        ),
        rule(RIGHT, if lang == Lang::Vi { 57 } else { 66 }),
        spaced(
            paragraph(TextStyle::italic(13), AlignmentType::Center, &place_and_date(lang, facts)),
            4,
            0,
            100,
        ),
    ];
    bare(vec![row(vec![cell(LEFT, left), cell(RIGHT, right)])], &[LEFT, RIGHT])
}

/// `Số: 12/BC-NV`, with room where nothing is known yet.
pub fn number(lang: Lang, facts: &Letterhead) -> String {
    let number = facts.number.as_deref().unwrap_or("……");
    let symbol = facts.symbol.as_deref().unwrap_or("BC-……");
    format!("{} {number}/{symbol}", lang.of("Số:", "No.:"))
}

/// `Hưng Hà, ngày 05 tháng 7 năm 2024`, with room where nothing is known yet.
fn place_and_date(lang: Lang, facts: &Letterhead) -> String {
    let place = facts.place.as_deref().unwrap_or("……………");
    format!("{place}, {}", date(lang, facts.date.as_deref()))
}

/// A day as it stands in documents: Decree 30 wants a nought before days below 10 and months below 3.
pub fn date(lang: Lang, date: Option<&str>) -> String {
    let Some(day) = date.and_then(Day::parse) else {
        return lang.of("ngày …… tháng …… năm ………", "date ……………").to_owned();
    };
    let civil = day.date().format("%d %-m %Y").to_string();
    match (lang, civil.split(' ').collect::<Vec<_>>().as_slice()) {
        (Lang::Vi, [day, month, year]) => {
            let nought = if matches!(*month, "1" | "2") { "0" } else { "" };
            format!("ngày {day} tháng {nought}{month} năm {year}")
        }
        _ => day.to_string(),
    }
}

/// The kind of document, and its lines: those of the template, or else of the report.
fn title(report: &Report, blocks: &[NarrativeBlock], part: &mut Part) {
    let lang = report.lang;
    part.push(spaced(centred(TextStyle::bold(14), lang.of("BÁO CÁO", "REPORT")), 18, 0, 100));
    let mut lines: Vec<String> = titles(blocks).map(str::to_owned).collect();
    if lines.is_empty() {
        lines = vec![report.title.clone(), report.period.name.clone()];
    }
    for line in lines {
        part.push(centred(TextStyle::bold(14), &line));
    }
    part.push(rule(TEXT_WIDTH, 25));
    part.push(spaced(Paragraph::new().add_run(run(TextStyle::plain(6), "")), 0, 0, 100));
}
