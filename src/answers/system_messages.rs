//! What the operating system refuses when a file is read → words of the office, in both languages. Its
//! own words are English, name numbers, and say nothing of what to do.

use std::io::{self, ErrorKind};

use crate::words::Lang;

/// Why a file cannot be read.
pub fn unreadable(error: &io::Error, lang: Lang) -> &'static str {
    of_kind(error.kind(), lang)
}

/// The same by the kind of the refusal.
pub const fn of_kind(kind: ErrorKind, lang: Lang) -> &'static str {
    let (vi, en) = match kind {
        ErrorKind::NotFound => ("không có tệp này", "there is no such file"),
        ErrorKind::PermissionDenied => ("không có quyền đọc", "no permission to read it"),
        ErrorKind::IsADirectory => ("đó là thư mục, không phải tệp", "it is a folder, not a file"),
        ErrorKind::NotADirectory => (
            "một phần đường dẫn là tệp, không phải thư mục",
            "a part of the path is a file, not a folder",
        ),
        ErrorKind::InvalidData => (
            "tệp không phải văn bản UTF-8: lưu lại với mã hóa UTF-8",
            "it is no UTF-8 text: save it as UTF-8",
        ),
        ErrorKind::ResourceBusy => {
            ("tệp đang bị chương trình khác khóa", "another program keeps it locked")
        }
        _ => ("ổ đĩa hoặc mạng báo lỗi khi đọc", "the disk or the network fails"),
    };
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::unreadable;
    use crate::words::Lang;

    #[test]
    fn no_word_of_the_system_is_shown() {
        let error = std::fs::read("/no/such/file").expect_err("no such file");
        assert_eq!(unreadable(&error, Lang::En), "there is no such file");
        let error = std::fs::read_to_string("/").expect_err("a folder");
        assert_eq!(unreadable(&error, Lang::Vi), "đó là thư mục, không phải tệp");
    }
}
