//! Bad rows as people and systems make them, for the one sample file that has some.
//!
//! In: the good rows of Quỳnh Côi. Out: the same with nine more among them. Six of the nine must
//! be rejected; three count as received (two with a channel that no dictionary knows, one without
//! a due day).

use std::borrow::Cow;

type Row = Vec<Cow<'static, str>>;

const PROCEDURE: &str = "Chứng thực bản sao từ bản chính giấy tờ, văn bản";
const FIELD: &str = "Chứng thực";
const DONE: &str = "Đã trả kết quả";

/// Running number of the code, channel, received, due, finished, status, note.
type Trouble = [&'static str; 7];

const TROUBLES: [Trouble; 8] = [
    // Days that do not exist, and a day that is no date.
    ["240131-0901", "Trực tuyến", "31/01/2024", "30/02/2024", "01/02/2024", DONE, ""],
    ["240215-0901", "Trực tiếp", "15/20/2024", "16/02/2024", "16/02/2024", DONE, ""],
    ["240305-0901", "Trực tiếp", "05/03/2024", "06/03/2024", "hôm sau", DONE, ""],
    // Typed with last year's number.
    ["240319-0901", "Trực tiếp", "19/03/2024", "20/03/2024", "20/03/2023", DONE, ""],
    // Closed, but nobody wrote when.
    ["240402-0901", "Trực tuyến", "02/04/2024", "03/04/2024", "", DONE, ""],
    ["240416-0901", "Tại nhà", "16/04/2024", "17/04/2024", "16/04/2024", DONE, ""],
    ["240507-0901", "Qua Zalo", "07/05/2024", "08/05/2024", "07/05/2024", DONE, ""],
    ["240521-0901", "Trực tiếp", "21/05/2024", "", "21/05/2024", DONE, "Trả ngay trong ngày"],
];

/// Spreads the bad rows evenly among the good ones.
pub fn mix(rows: &mut Vec<(usize, Row)>) {
    let mut bad: Vec<Row> = TROUBLES.iter().map(row).collect();
    // A cell is missing: everything after the field stands one column too far to the left.
    let mut ragged =
        row(&["240604-0901", "Trực tiếp", "04/06/2024", "05/06/2024", "04/06/2024", DONE, ""]);
    ragged.remove(3);
    bad.push(ragged);
    let step = rows.len() / (bad.len() + 1);
    for (number, row) in bad.into_iter().enumerate() {
        let place = (number + 1) * step + number;
        rows.insert(place.min(rows.len()), (0, row));
    }
}

fn row(trouble: &Trouble) -> Row {
    let [code, channel, received, due, finished, status, note] = *trouble;
    vec![
        "".into(),
        Cow::Owned(format!("000.20.35.H54-{code}")),
        PROCEDURE.into(),
        FIELD.into(),
        "UBND thị trấn Quỳnh Côi".into(),
        "Huyện Quỳnh Phụ".into(),
        "Thị trấn Quỳnh Côi".into(),
        channel.into(),
        received.into(),
        due.into(),
        finished.into(),
        status.into(),
        note.into(),
    ]
}
