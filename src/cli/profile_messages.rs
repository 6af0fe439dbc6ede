//! Errors of profiles in Vietnamese; the English texts stand with the errors.

use crate::columns::{DateFormatError, NameKind, ProfileError, ProfileProblem};

/// The whole message.
pub fn vietnamese(error: &ProfileError) -> String {
    match error {
        ProfileError::Syntax { file, line, column, message } => {
            format!(
                "tệp ánh xạ `{file}` không đúng dạng TOML: dòng {line}, cột {column} ({message})"
            )
        }
        ProfileError::Key { file, key, problem, nearest } => {
            let nearest = nearest
                .as_ref()
                .map_or_else(String::new, |name| format!("; có phải ý bạn là `{name}`?"));
            format!("tệp ánh xạ `{file}`: `{key}`: {}{nearest}", problem_text(problem))
        }
    }
}

fn problem_text(problem: &ProfileProblem) -> String {
    match problem {
        ProfileProblem::UnknownKey { known } => {
            format!("khóa không có trong tệp ánh xạ; các khóa dùng được: {}", known.join(", "))
        }
        ProfileProblem::MissingKey(key) => format!("thiếu khóa bắt buộc `{key}`"),
        ProfileProblem::WrongType(message) => format!("giá trị sai kiểu ({message})"),
        ProfileProblem::NotTexts => "phải là một chuỗi hoặc một danh sách chuỗi".to_owned(),
        ProfileProblem::LogKind { found, here } => {
            format!("tệp ánh xạ cho loại dữ liệu `{found}`; ở đây cần loại `{here}`")
        }
        ProfileProblem::UnknownName { kind, name } => {
            let what = match kind {
                NameKind::Field => "trường",
                NameKind::FieldOfValues => "trường có danh mục giá trị",
                NameKind::Value => "giá trị",
                NameKind::Encoding => "bảng mã",
            };
            format!("không có {what} `{name}`")
        }
        ProfileProblem::NoHeader => "chưa nêu tên cột nào".to_owned(),
        ProfileProblem::Personal(header) => {
            format!("`{header}` là cột dữ liệu cá nhân, không bao giờ được nạp")
        }
        ProfileProblem::Required => "bắt buộc phải có mà chưa khai".to_owned(),
        ProfileProblem::ListedTwice { text, other } => {
            format!("`{text}` đã được khai ở `{other}`")
        }
        ProfileProblem::DateFormat(DateFormatError::NotAFormat(text)) => {
            format!("`{text}` không phải mẫu ngày kiểu strftime")
        }
        ProfileProblem::DateFormat(DateFormatError::NoYear(text)) => {
            format!("mẫu ngày `{text}` không có năm")
        }
        ProfileProblem::Delimiter => "phải là một ký tự như `;`, hoặc `tab`".to_owned(),
        ProfileProblem::Seconds => "là số giây từ -3600 đến 3600".to_owned(),
        ProfileProblem::HeaderRow => "dòng được đếm từ 1".to_owned(),
        ProfileProblem::Pattern(message) => {
            format!("không phải biểu thức chính quy ({message})")
        }
    }
}
