//! Errors of writing → Vietnamese text, and what to do about them in both languages.

use std::io::{self, ErrorKind};

use crate::output::{NameFault, OutputError, Strangers};
use crate::words::Lang;

/// What went wrong, in Vietnamese.
pub fn vietnamese(error: &OutputError) -> String {
    match error {
        OutputError::Failed { path, source } => {
            format!("không ghi được `{}`: {}", path.display(), cause(source))
        }
        OutputError::FolderExists { path } => {
            format!("thư mục `{}` đã có và không trống", path.display())
        }
        OutputError::FileExists { path } => format!("tệp `{}` đã có", path.display()),
        OutputError::NotAFolder { path } => {
            format!("`{}` không phải thư mục", path.display())
        }
        OutputError::NotOurs { path, strangers } => format!(
            "thư mục `{}` có tệp không phải do lần xuất trước ghi: {}",
            path.display(),
            names(strangers)
        ),
        OutputError::Edited { path, strangers } => format!(
            "trong `{}` có tệp đã bị sửa sau khi xuất: {}",
            path.display(),
            names(strangers)
        ),
        OutputError::Meanwhile { path, strangers } => format!(
            "có người hoặc lượt chạy khác ghi vào `{}` cùng lúc: {}",
            path.display(),
            names(strangers)
        ),
        OutputError::WorkingFolder { path } => {
            format!("`{}` là, hoặc chứa, thư mục đang chạy lệnh", path.display())
        }
        OutputError::BadName { path, name, fault } => format!(
            "`{name}` không đặt tên được cho tệp trong `{}`: {}",
            path.display(),
            fault_text(*fault)
        ),
        OutputError::Stranded { path, kept, source } => format!(
            "không ghi được `{}`: {}; báo cáo cũ đang nằm ở `{}`",
            path.display(),
            cause(source),
            kept.display()
        ),
    }
}

/// What to do about it.
pub fn hint(error: &OutputError, lang: Lang) -> Option<&'static str> {
    let (vi, en) = match error {
        OutputError::FolderExists { .. } => (
            "thêm --force để thay báo cáo cũ, hoặc chọn thư mục khác",
            "add --force to replace the earlier report, or choose another folder",
        ),
        OutputError::FileExists { .. } => (
            "thêm --force để ghi đè, hoặc đặt tên khác",
            "add --force to replace it, or choose another name",
        ),
        OutputError::NotOurs { .. } => (
            "không tệp nào bị xóa; hãy chuyển các tệp đó đi nơi khác, hoặc chọn thư mục khác",
            "nothing was removed; move those files away, or choose another folder",
        ),
        OutputError::Edited { .. } => (
            "không tệp nào bị ghi đè; hãy chuyển bản đã sửa đi nơi khác, hoặc chọn thư mục khác",
            "nothing was replaced; move the changed files away, or choose another folder",
        ),
        OutputError::Meanwhile { .. } => {
            ("không tệp nào bị đổi; hãy chạy lại", "nothing was changed; run again")
        }
        OutputError::NotAFolder { .. } => {
            ("chọn tên khác cho thư mục báo cáo", "choose another name for the folder")
        }
        OutputError::WorkingFolder { .. } => (
            "ghi vào một thư mục con, hoặc chạy lệnh từ thư mục khác",
            "write into a folder below it, or run from another folder",
        ),
        OutputError::Stranded { .. } => {
            ("chép báo cáo cũ từ đó về chỗ cũ", "copy the old report from there to its place")
        }
        OutputError::Failed { source, .. } => match source.kind() {
            ErrorKind::CrossesDevices | ErrorKind::ResourceBusy => (
                "thư mục này có lẽ là điểm gắn ổ đĩa hoặc đang được mở; hãy ghi vào một thư mục con",
                "the folder may be a mount point, or in use; write into a folder below it",
            ),
            _ => return None,
        },
        OutputError::BadName { .. } => return None,
    };
    Some(lang.of(vi, en))
}

fn names(strangers: &Strangers) -> String {
    let first = strangers.first.join("`, `");
    match strangers.unnamed() {
        0 => format!("`{first}`"),
        more => format!("`{first}` và {more} tệp khác"),
    }
}

/// The usual causes in words, with what the system says.
fn cause(source: &io::Error) -> String {
    let words = match source.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "hết chỗ trên ổ đĩa",
        ErrorKind::PermissionDenied => "không có quyền ghi",
        ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc",
        ErrorKind::InvalidFilename => "tên quá dài hoặc không hợp lệ",
        ErrorKind::FileTooLarge => "vượt giới hạn cỡ tệp",
        ErrorKind::NotFound => "không có thư mục đó",
        ErrorKind::IsADirectory => "đó là thư mục",
        ErrorKind::NotADirectory => "có tệp đứng ở chỗ của thư mục",
        _ => return source.to_string(),
    };
    format!("{words} ({source})")
}

fn fault_text(fault: NameFault) -> String {
    match fault {
        NameFault::Empty => "có phần trống".to_owned(),
        NameFault::Outside => "dẫn ra ngoài thư mục".to_owned(),
        NameFault::Character(letter) => format!("có hệ điều hành không cho ký tự {letter:?}"),
        NameFault::Ending => "kết thúc bằng dấu chấm hoặc dấu cách".to_owned(),
        NameFault::Reserved => "là tên dành riêng".to_owned(),
        NameFault::TooLong => "quá dài".to_owned(),
        NameFault::Taken => "đã có tệp hoặc thư mục trùng tên".to_owned(),
    }
}
