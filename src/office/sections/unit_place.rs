//! One unit among those of its level with about as many dossiers: quartiles, and no other unit's name.

use super::SectionInput;
use crate::answers::publication::Section;
use crate::answers::publication::columns::{count_column, explained, rate_name, text_column};
use crate::answers::{Cell, Column, ColumnKind, Phrase, Table};
use crate::indicators::{Indicator, ON_TIME_RATE, ONLINE_RATE, OVERDUE_OPEN_RATE, Sense};
use crate::office::levels::level_name;
use crate::office::peers::{Peers, peers};
use crate::words::Lang;

/// Rates on fewer dossiers are set beside no others.
const LEAST: u64 = 10;
const RATES: [&Indicator; 3] = [&ON_TIME_RATE, &ONLINE_RATE, &OVERDUE_OPEN_RATE];

/// One line per rate; nothing where too few units are alike.
pub fn unit_place(input: &SectionInput<'_>) -> Option<Section> {
    let style = input.style;
    let lang = style.lang;
    let known: Vec<(&'static Indicator, Peers)> =
        RATES.iter().filter_map(|rate| Some((*rate, peers(input, rate, LEAST)?))).collect();
    let level = known.first()?.1.level;
    let line = |(rate, peers): &(&'static Indicator, Peers)| {
        vec![
            Cell::Text(rate_name(lang, rate)),
            Cell::Rate(Ok(peers.own)),
            // Of the others only what is a share of all of them is told.
            Cell::Share(peers.low.clone()),
            Cell::Share(peers.median.clone()),
            Cell::Share(peers.high.clone()),
            Cell::Count(peers.place),
            Cell::Count(peers.ties),
            Cell::Count(peers.units),
        ]
    };
    let note = Phrase::from(match lang {
        Lang::Vi => format!(
            "So với các đơn vị ({}) có số hồ sơ từ một nửa đến gấp đôi; thứ 1 là tốt nhất, bằng nhau thì cùng thứ. Không xếp tỷ lệ tính trên dưới ",
            level_name(lang, level)
        ),
        Lang::En => format!(
            "Beside the units ({}) with half to twice as many dossiers; place 1 is the best, equal rates share one. No place for rates on fewer than ",
            level_name(lang, level)
        ),
    });
    let note = note.count(LEAST).text(lang.of(" hồ sơ.", " dossiers."));
    let lines = known.iter().map(line).collect();
    Some(Section {
        id: "unit_place",
        title: lang
            .of("Vị trí trong các đơn vị cùng cấp", "Place among units of the level")
            .to_owned(),
        sheet: lang.of("Vị trí", "Place").to_owned(),
        lead: lang
            .of(
                "Một nửa số đơn vị tương đương nằm giữa tứ phân vị thứ nhất và thứ ba.",
                "Half of the units alike lie between the first quartile and the third.",
            )
            .to_owned(),
        table: explained(Table::new(columns(lang), lines, None).with_notes(vec![note]), style),
        charts: Vec::new(),
        working_notes: Vec::new(),
    })
}

fn columns(lang: Lang) -> Vec<Column> {
    let share = |key: &str, name: &str| {
        Column::new(key, name, ColumnKind::Rate { sense: Sense::Neutral, formula: None })
    };
    vec![
        text_column("indicator", lang.head("indicator")),
        share("own", lang.of("Đơn vị", "The unit")),
        share("first_quartile", lang.of("Tứ phân vị thứ nhất", "First quartile")),
        share("median", lang.of("Trung vị", "Median")),
        share("third_quartile", lang.of("Tứ phân vị thứ ba", "Third quartile")),
        count_column("place", lang.of("Thứ", "Place"), false),
        count_column("ties", lang.of("Đơn vị cùng thứ", "Sharing it"), false),
        count_column("units", lang.of("Trong số đơn vị", "Of units"), false),
    ]
}
