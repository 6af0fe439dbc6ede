//! What is wrong with a container that can be read and makes no sense, as an error that travels
//! through readers and becomes a finding of its own kind.
//!
//! Whoever meets the fault knows what it means; the words of a library never reach a user.

use std::io::{self, Read};

use crate::findings::FindingCode;

/// A fault of a container, and the part that has it.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{part}")]
pub struct Damage {
    pub code: FindingCode,
    pub part: String,
}

impl Damage {
    /// The end is missing.
    pub fn cut_off(part: impl Into<String>) -> Self {
        Self { code: FindingCode::CutOffFile, part: part.into() }
    }

    /// Something inside contradicts itself, or is not there.
    pub fn inside(part: impl Into<String>) -> Self {
        Self { code: FindingCode::DamagedFile, part: part.into() }
    }

    /// The damage that an error of reading carries.
    pub fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }
}

impl From<Damage> for io::Error {
    fn from(damage: Damage) -> Self {
        Self::other(damage)
    }
}

/// What the operating system refuses, in words that need no translation.
pub fn refused_by_system(kind: io::ErrorKind) -> &'static str {
    use io::ErrorKind as Kind;
    match kind {
        Kind::NotFound => "không tìm thấy tệp (not found)",
        Kind::PermissionDenied => "không có quyền đọc (no permission)",
        Kind::IsADirectory => "là thư mục (a folder)",
        Kind::ResourceBusy | Kind::ExecutableFileBusy => "đang bị khóa (in use)",
        Kind::OutOfMemory => "không đủ bộ nhớ (out of memory)",
        _ => "ổ đĩa hoặc mạng báo lỗi (disk or network)",
    }
}

/// Unpacks, and says in our own words what is wrong with the packed bytes.
pub struct Unpacking<R> {
    reader: R,
    part: &'static str,
}

impl<R> Unpacking<R> {
    /// `part` names what is unpacked.
    pub const fn new(reader: R, part: &'static str) -> Self {
        Self { reader, part }
    }
}

impl<R: Read> Read for Unpacking<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let part = self.part;
        self.reader.read(buffer).map_err(|error| match error.kind() {
            // What the system or a reader below says stays as it is.
            _ if error.raw_os_error().is_some() || Damage::of(&error).is_some() => error,
            io::ErrorKind::UnexpectedEof => Damage::cut_off(part).into(),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => Damage::inside(part).into(),
            _ => error,
        })
    }
}
