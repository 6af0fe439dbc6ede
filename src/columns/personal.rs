//! A heading → whether its column is about a person: by stems, since no list holds every spelling.
//!
//! In: the text of a heading, and `data/logs/common/personal.toml`. Out: yes or no. Must not know: the
//! exact spellings of fields, which go before all stems, and what stands in the cells.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::Remembered;
use crate::domain::fold;
use crate::domain::without_invisible;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    data: Vec<String>,
    people: Vec<String>,
    heads: Vec<String>,
    tails: Vec<String>,
    alone: Vec<String>,
    officers: Vec<String>,
    duties: Vec<String>,
    free_text: Vec<String>,
    together: Vec<String>,
    together_people: Vec<String>,
    unless: BTreeMap<String, Vec<String>>,
}

/// A word as it is compared: folded, and without its marks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    folded: String,
    plain: String,
}

/// Words that stand one behind the other.
#[derive(Debug)]
struct Stem {
    words: Vec<Word>,
    /// Beside these it is no person's.
    unless: Vec<Stem>,
}

struct Stems {
    data: Vec<Stem>,
    people: Vec<Stem>,
    heads: Vec<Stem>,
    tails: Vec<String>,
    /// A heading made of these only.
    alone: Vec<Stem>,
    free_text: Vec<Stem>,
    /// What headings hold that are run together.
    data_together: Vec<String>,
    people_together: Vec<String>,
}

/// So many letters tell a word whatever marks it bears.
const TELLING: usize = 6;

/// Shorter words are not run together of two.
const SHORTEST: usize = 5;

static STEMS: LazyLock<Stems> =
    LazyLock::new(|| Stems::parse(include_str!("../../data/logs/common/personal.toml")));

/// Whether a heading names a person or what belongs to one. Not asked about headings that a
/// dictionary knows.
pub fn is_personal_heading(heading: &str) -> bool {
    let words = words(heading);
    let stems = &*STEMS;
    if stems.data.iter().any(|stem| stem.is_in(&words)) || stems.is_alone(&words) {
        return true;
    }
    let is_of_something_else = stems.heads.iter().any(|head| head.opens(&words))
        || words.last().is_some_and(|last| stems.tails.contains(&last.plain));
    if !is_of_something_else && stems.people.iter().any(|stem| stem.is_in(&words)) {
        return true;
    }
    words.iter().any(|word| stems.is_run_together(word, is_of_something_else))
}

/// Whether people may stand in a column beside what it is taken for: `Đơn vị/cá nhân giải quyết`.
pub fn may_name_people(heading: &str) -> bool {
    MAY_NAME_PEOPLE.answer(heading, |heading| {
        let words = words(heading);
        STEMS.data.iter().chain(&STEMS.people).any(|stem| stem.is_in(&words))
    })
}

/// What was found out of headings: a few are asked about for every cell below them.
static MAY_NAME_PEOPLE: LazyLock<Remembered<String, bool>> = LazyLock::new(Remembered::default);
static IS_FREE_TEXT: LazyLock<Remembered<String, bool>> = LazyLock::new(Remembered::default);

/// Whether anybody may have written anything into a column: `Nội dung hồ sơ`.
pub fn is_free_text(heading: &str) -> bool {
    IS_FREE_TEXT.answer(heading, |heading| {
        let words = words(heading);
        STEMS.free_text.iter().any(|stem| stem.is_in(&words))
    })
}

impl Stems {
    #[expect(clippy::expect_used, reason = "the file is compiled in and parsed by every test run")]
    fn parse(text: &str) -> Self {
        let file: File = toml::from_str(text).expect("the built-in stems are valid TOML");
        let stems = |texts: &[String]| -> Vec<Stem> {
            let stem = |text: &String| {
                let others = file.unless.get(text).into_iter().flatten();
                let unless = others.map(|other| Stem { words: words(other), unless: Vec::new() });
                Stem { words: words(text), unless: unless.collect() }
            };
            texts.iter().map(stem).collect()
        };
        let together = |texts: &[String], more: &[String]| -> Vec<String> {
            let is_vietnamese = |text: &&String| !text.is_ascii();
            let joined = texts.iter().filter(is_vietnamese).map(|text| joined(&words(text)));
            joined.filter(|text| text.len() >= TELLING).chain(more.iter().cloned()).collect()
        };
        Self {
            data_together: together(&file.data, &file.together),
            people_together: together(&file.people, &file.together_people),
            data: stems(&file.data),
            people: stems(&file.people).into_iter().chain(officers(&file)).collect(),
            heads: stems(&file.heads),
            alone: stems(&file.alone),
            free_text: stems(&file.free_text),
            tails: file.tails.iter().map(|tail| fold(tail)).collect(),
        }
    }

    /// `Ông/Bà`, `CB`: nothing but such stems, one behind the other.
    fn is_alone(&self, words: &[Word]) -> bool {
        let mut rest = words;
        let longest = |rest: &[Word]| {
            let stems = self.alone.iter().filter(|stem| stem.opens(rest));
            stems.map(|stem| stem.words.len()).max()
        };
        while let Some(length) = longest(rest) {
            rest = rest.get(length..).unwrap_or(&[]);
        }
        rest.is_empty() && !words.is_empty()
    }

    /// `TENNGUOINOP`, `sodienthoai`: without marks and spaces, so that only long stems tell.
    fn is_run_together(&self, word: &Word, is_of_something_else: bool) -> bool {
        if word.plain.len() < SHORTEST || word.folded != word.plain {
            return false;
        }
        let holds = |stems: &[String]| stems.iter().any(|stem| word.plain.contains(stem.as_str()));
        let opens = |head: &Stem| word.plain.starts_with(&joined(&head.words));
        holds(&self.data_together)
            || (!is_of_something_else
                && holds(&self.people_together)
                && !self.heads.iter().any(opens))
    }
}

impl Stem {
    fn is_in(&self, words: &[Word]) -> bool {
        let is_here = words.windows(self.words.len()).any(|window| self.is_same(window));
        is_here && !self.unless.iter().any(|other| other.is_in(words))
    }

    fn opens(&self, words: &[Word]) -> bool {
        words.get(..self.words.len()).is_some_and(|window| self.is_same(window))
    }

    /// A word without marks is every word written so; a long stem is itself whatever its marks.
    fn is_same(&self, words: &[Word]) -> bool {
        let is_telling = self.words.iter().map(|word| word.plain.len()).sum::<usize>() >= TELLING;
        self.words.iter().zip(words).all(|(own, word)| {
            let may_differ = is_telling || word.folded == word.plain;
            own.folded == word.folded || (may_differ && own.plain == word.plain)
        })
    }
}

/// Every officer with every duty, `CBTL` and `CB TL`.
fn officers(file: &File) -> impl Iterator<Item = Stem> {
    let pairs = file
        .officers
        .iter()
        .flat_map(|officer| file.duties.iter().map(move |duty| (officer, duty)));
    pairs.flat_map(|(officer, duty)| {
        [format!("{officer}{duty}"), format!("{officer} {duty}")]
            .map(|text| Stem { words: words(&text), unless: Vec::new() })
    })
}

fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.plain.as_str()).collect()
}

/// The words of a heading: cut at signs, at numbers, and where camelCase begins a new one.
fn words(heading: &str) -> Vec<Word> {
    let letters: Vec<char> = without_invisible(heading).nfkc().collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (place, &letter) in letters.iter().enumerate() {
        let is_part = letter.is_alphabetic() || is_combining_mark(letter);
        let before = place.checked_sub(1).and_then(|before| letters.get(before));
        let after = letters.get(place + 1);
        // `phone|Number`, and `CCCD|Nguoi`.
        let begins = letter.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase()
                    || (before.is_uppercase() && after.is_some_and(|after| after.is_lowercase()))
            });
        if !is_part || begins {
            words.extend(word_of(&std::mem::take(&mut word)));
        }
        if is_part {
            word.push(letter);
        }
    }
    words.extend(word_of(&word));
    words
}

fn word_of(text: &str) -> Option<Word> {
    let folded = fold(text);
    let plain = plain(&folded);
    (!plain.is_empty()).then_some(Word { folded, plain })
}

/// A folded text without its marks: `địa chỉ` is `dia chi`.
pub fn plain(folded: &str) -> String {
    let letters = folded.nfd().filter(|letter| !is_combining_mark(*letter));
    letters.map(|letter| if letter == 'đ' { 'd' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::is_personal_heading;

    #[test]
    fn headings_of_people_are_recognised_however_they_are_written() {
        for heading in [
            "Người nộp",
            "* Họ, tên người nộp đơn (chữ in hoa)",
            "NGƯỜI ĐẠI DIỆN",
            "[5] Chủ hồ sơ:",
            "Tổ chức/cá nhân",
            "Số ĐT",
            "ĐTDĐ",
            "Đia chỉ",
            "Dia chi thuong tru",
            "SO_DIEN_THOAI",
            "sodienthoai",
            "TENNGUOINOP",
            "HoTenChuHoSo",
            "soCCCDNguoiNop",
            "ngay_sinh",
            "Ngày cấp CMND",
            "Năm sinh",
            "Cán bộ một cửa",
            "CB thụ lý",
            "CV xử lý",
            "CBTL",
            "CB.TL",
            "cb_xl",
            "Tên CBTN",
            "CVXL hồ sơ",
            "NVTN",
            "CCGQ",
            "CB TĐ",
            "CB",
            "Tên CB",
            "Ông/Bà",
            "Ông (bà)",
            "Ông, Bà:",
            "ONG/BA",
            "ong_ba",
            "Ông hoặc bà",
            "Tên ông/bà",
            "Quý ông/bà",
            "Anh/Chị",
            "Bà",
            "[3] Ông",
            "Mr/Ms",
            "Lãnh đạo ký duyệt",
            "Mã số thuế cá nhân",
            "Chữ ký",
            "Ký nhận",
            "applicantFullName",
            "APPLICANT_NAME",
            "E-Mail",
            "Date of birth",
            "Passport No.",
            "Assigned to",
            "createdBy",
            "Ｎgười nộp",
            "Số\u{200B} điện thoại",
        ] {
            assert!(is_personal_heading(heading), "{heading}");
        }
    }

    #[test]
    fn headings_of_other_things_are_left_alone() {
        for heading in [
            "Đơn vị tiếp nhận",
            "Hình thức nộp",
            "Ngày nhận kết quả",
            "Loại đối tượng",
            "Ngày nộp",
            "Số hồ sơ",
            "Đơn vị/cá nhân giải quyết",
            "Trạng thái người dân đánh giá",
            "Mức độ hài lòng của công dân",
            "TrangThaiNguoiDan",
            "trangthainguoidan",
            "Ngày trả kết quả cho công dân",
            "Số lượng người nộp",
            "Ủy ban nhân dân xã",
            "Chu kỳ báo cáo",
            "Mã định danh đơn vị",
            "MaDinhDanhHoSo",
            "Nội dung hồ sơ",
            "Địa bàn",
            "Địa điểm",
            "Công khai",
            "Công đoạn",
            "Cấp giải quyết",
            "Ông/Bà đánh giá thế nào về thái độ phục vụ?",
            "Bà Rịa",
            "Ngày CBTL nhận",
            "Ngày CB trả",
            "Số CV",
            "Số CV trả lời",
            "CV đến",
            "CC",
            "NV",
            "MS",
            "XL",
            "TN",
            "TL CB",
            "Cấp CB",
            "Diện tích",
            "Văn phòng đại diện",
            "Applicant type",
            "citizenRating",
            "In person",
            "Agency Name",
            "CASE_ENQUIRY_ID",
            "OPEN_DT",
            "On_Time",
            "Department",
            "Location Type",
            "personal_store",
            "",
        ] {
            assert!(!is_personal_heading(heading), "{heading}");
        }
    }
}
