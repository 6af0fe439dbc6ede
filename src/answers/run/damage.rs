//! Months of the archive that a run would have used and cannot read: the reason, and what can be done. No comparison
//! goes away without a word.
//!
//! In: [`Damage`]. Out: sentences. Must not know: where the month lies.

use crate::answers::system_messages;
use crate::archive::disk::counts_file::Damage;
use crate::archive::tally_file::TallyFileError;
use crate::words::Lang;

/// Why, in words.
pub fn reason(damage: &Damage, lang: Lang) -> String {
    match damage {
        Damage::Missing => lang.of("không có tally.json", "tally.json is missing").to_owned(),
        Damage::Unreadable(error) => system_messages::unreadable(error, lang).to_owned(),
        Damage::Changed => lang
            .of(
                "tally.json không còn như khi ghi (bị cắt, bị sửa hoặc lấy từ nơi khác)",
                "tally.json is not what was written (cut off, edited, or from elsewhere)",
            )
            .to_owned(),
        Damage::Content(error @ TallyFileError::OtherSchema(_)) => match lang {
            Lang::Vi => format!("tally.json do phiên bản khác của chương trình ghi: {error}"),
            Lang::En => format!("tally.json is of another version of the program: {error}"),
        },
        Damage::Record(why) => match lang {
            Lang::Vi => format!("run.json hỏng: {why}"),
            Lang::En => format!("run.json is damaged: {why}"),
        },
        Damage::Vanished => lang
            .of(
                "tháng đã công bố mà không còn trong kho lưu trữ",
                "the month is published, and not in the archive any more",
            )
            .to_owned(),
        Damage::States => lang
            .of(
                "dossiers.csv.gz hỏng (bị cắt, bị sửa)",
                "dossiers.csv.gz is damaged (cut off, edited)",
            )
            .to_owned(),
        Damage::Content(error) => match lang {
            Lang::Vi => format!("tally.json hỏng: {error}"),
            Lang::En => format!("tally.json is damaged: {error}"),
        },
    }
}

/// What can be done about it; `period` where it is a month of an archive.
pub fn advice(damage: &Damage, period: Option<&str>, lang: Lang) -> String {
    if matches!(damage, Damage::Content(TallyFileError::OtherSchema(_))) {
        let what =
            lang.of("dùng phiên bản cchc đã ghi tệp", "use the version of cchc that wrote it");
        return what.to_owned();
    }
    advice_for(period, lang)
}

/// What can be done about a month that cannot be read.
pub fn advice_for(period: Option<&str>, lang: Lang) -> String {
    match (period, lang) {
        (Some(period), Lang::Vi) => format!(
            "phục hồi từ bản sao lưu, hoặc lập lại từ dữ liệu: cchc run --period {period} --restate \"lý do\""
        ),
        (Some(period), Lang::En) => format!(
            "restore it from a backup, or make it anew from its inputs: cchc run --period {period} --restate \"the reason\""
        ),
        (None, Lang::Vi) => "phục hồi tệp từ bản sao lưu, hoặc xin lại nơi gửi".to_owned(),
        (None, Lang::En) => "restore the file from a backup, or ask for it again".to_owned(),
    }
}

/// A run does without a month of the archive.
pub fn without_month(slug: &str, damage: &Damage, lang: Lang) -> String {
    let (reason, advice) = (reason(damage, lang), advice(damage, Some(slug), lang));
    match lang {
        Lang::Vi => format!(
            "kho lưu trữ: tháng {slug} không đọc được, nên lần chạy này không so sánh và không đối chiếu tồn đầu kỳ với tháng đó: {reason}. Cách xử lý: {advice}"
        ),
        Lang::En => format!(
            "archive: {slug} cannot be read, so this run neither compares with it nor holds its opening against it: {reason}. What to do: {advice}"
        ),
    }
}
