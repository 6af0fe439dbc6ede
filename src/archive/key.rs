//! The key of an office: what its archive hides the ids of dossiers with.
//!
//! In: 32 random bytes of the system, or their text. Out: [`OfficeKey`], which turns the hash of an id into one
//! that nobody can compute or undo without the key (HMAC-SHA-256), and [`KeyId`], which tells two keys apart
//! and reveals nothing of either. Must not know: where the key lies.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::read::hexadecimal;

/// So many bytes are a key.
const LENGTH: usize = 32;
/// What the line of a key begins with.
const FORMAT: &str = "cchc-key-1";
/// What the id of a key is the keyed hash of.
const ID_OF: &[u8] = b"cchc/key-id/1";
/// Words above the key in its file.
const HEAD: &str = "# Khóa của cơ quan cho kho lưu trữ của cchc. Không gửi cho ai, không đặt trong kho lưu trữ hay báo cáo.
# Mất tệp này: số liệu vẫn nguyên, nhưng không nói được vì sao một tháng đã công bố thay đổi, theo từng hồ sơ.
# The key of this office for the archive of cchc. Give it to nobody; keep it out of the archive and of reports.
";

/// The key of an office.
#[derive(Clone)]
pub struct OfficeKey {
    bytes: [u8; LENGTH],
    hmac: Hmac<Sha256>,
}

/// A key by its name: the first half of a keyed hash.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyId(String);

/// A text that is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the file holds no key: one line `{FORMAT}` and 64 hexadecimal digits")]
pub struct KeyError;

/// The key itself is never shown.
impl fmt::Debug for OfficeKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "OfficeKey({})", self.id())
    }
}

impl OfficeKey {
    fn new(bytes: [u8; LENGTH]) -> Result<Self, KeyError> {
        let hmac = Hmac::new_from_slice(&bytes).map_err(|_| KeyError)?;
        Ok(Self { bytes, hmac })
    }

    /// A new key from the random numbers of the system.
    ///
    /// # Errors
    /// When the system has none to give.
    pub fn random() -> std::io::Result<Self> {
        let mut bytes = [0; LENGTH];
        getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
        Self::new(bytes).map_err(std::io::Error::other)
    }

    /// Reads the text of a key file.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let lines = text.lines().map(|line| line.trim_start_matches('\u{FEFF}').trim());
        let mut lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (Some(line), None) = (lines.next(), lines.next()) else { return Err(KeyError) };
        let digits = line.strip_prefix(FORMAT).map(str::trim).ok_or(KeyError)?;
        if digits.len() != 2 * LENGTH || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(KeyError);
        }
        let mut bytes = [0; LENGTH];
        for (place, byte) in bytes.iter_mut().enumerate() {
            let pair = digits.get(2 * place..2 * place + 2).ok_or(KeyError)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| KeyError)?;
        }
        Self::new(bytes)
    }

    /// The text of its file.
    pub fn text(&self) -> String {
        format!("{HEAD}{FORMAT} {}\n", hexadecimal(&self.bytes))
    }

    /// What it is called.
    pub fn id(&self) -> KeyId {
        let mut hmac = self.hmac.clone();
        hmac.update(ID_OF);
        let whole = hmac.finalize().into_bytes();
        KeyId(hexadecimal(whole.get(..8).unwrap_or_default()))
    }

    /// The hash of an id, hidden: the first 64 bits of its HMAC. The hash and not the id itself goes in, so
    /// that an archive written without a key can be given one without its exports.
    pub fn hide(&self, digest: u64) -> u64 {
        let mut hmac = self.hmac.clone();
        hmac.update(&digest.to_le_bytes());
        let whole = hmac.finalize().into_bytes();
        whole.iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    }
}

impl KeyId {
    const LENGTH: usize = 16;

    /// Reads a name.
    pub fn parse(text: &str) -> Option<Self> {
        let is_id = text.len() == Self::LENGTH && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_id.then(|| Self(text.to_owned()))
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{KeyError, KeyId, OfficeKey};

    fn key(byte: &str) -> OfficeKey {
        OfficeKey::parse(&format!("cchc-key-1 {}", byte.repeat(32))).expect("a key")
    }

    #[test]
    fn a_key_is_read_back_from_its_file_and_from_nothing_else() {
        let key = OfficeKey::random().expect("random numbers");
        let again = OfficeKey::parse(&key.text()).expect("its own text");
        assert_eq!((key.id(), key.hide(7)), (again.id(), again.hide(7)));
        assert_ne!(key.id(), OfficeKey::random().expect("random numbers").id());
        let windows = format!("\u{FEFF}{}", key.text().replace('\n', "\r\n"));
        assert_eq!(OfficeKey::parse(&windows).expect("saved by an editor").id(), key.id());
        let half = key.text().len() - 20;
        for text in ["", "cchc-key-1", "abc", &key.text()[..half], &key.text().repeat(2)] {
            assert_eq!(OfficeKey::parse(text).err(), Some(KeyError), "{text}");
        }
        assert_eq!(
            OfficeKey::parse(&format!("cchc-key-1 {}", "é".repeat(32))).err(),
            Some(KeyError)
        );
    }

    #[test]
    fn the_name_of_a_key_reveals_nothing_and_the_key_is_never_shown() {
        let key = key("0b");
        assert_eq!(KeyId::parse(&key.id().to_string()), Some(key.id()));
        let shown = format!("{key:?}");
        assert!(shown.contains(&key.id().to_string()) && !shown.contains("0b0b"), "{shown}");
        assert_eq!(KeyId::parse("xyz"), None);
    }

    #[test]
    fn the_hidden_hash_is_an_hmac() {
        // Computed by Python: hmac.new(bytes([0x0b]) * 32, (7).to_bytes(8, "little"), "sha256").
        assert_eq!(key("0b").hide(7), HMAC_OF_7);
        assert_ne!(key("0b").hide(7), key("0c").hide(7));
        assert_ne!(key("0b").hide(7), key("0b").hide(8));
    }

    const HMAC_OF_7: u64 = 0xa183_1a04_624e_b080;
}
