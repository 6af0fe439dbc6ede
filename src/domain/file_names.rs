//! Vietnamese names → names of files and folders: ASCII, and safe on every system.

use unicode_normalization::UnicodeNormalization;

/// Longer names are cut: some systems allow few letters in a path.
pub const LONGEST_SLUG: usize = 80;

/// Lower-case ASCII letters and digits, words joined by `-`. Empty when the name has neither.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for character in name.to_lowercase().nfd() {
        let letter = match character {
            'đ' => 'd',
            '\u{300}'..='\u{36F}' => continue,
            other => other,
        };
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(LONGEST_SLUG);
    slug.trim_end_matches('-').to_owned()
}

/// Whether Windows takes a name for a device, whatever its ending and letter case.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let devices = ["con", "prn", "aux", "nul", "conin$", "conout$"];
    let is_port = |start| stem.strip_prefix(start).is_some_and(|port| port.chars().count() == 1);
    devices.contains(&stem.as_str()) || is_port("com") || is_port("lpt")
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_SLUG, is_device, slug};

    #[test]
    fn slugs_are_ascii_and_short() {
        for (name, expected) in [
            ("UBND xã Quỳnh Mỹ", "ubnd-xa-quynh-my"),
            ("UBND xã Minh Tân (Huyện Hưng Hà)", "ubnd-xa-minh-tan-huyen-hung-ha"),
            ("Sở GTVT – Đường bộ (1/2)", "so-gtvt-duong-bo-1-2"),
            ("  ../..\\etc ", "etc"),
            ("\u{202e}=cmd|'/c calc'!A1\u{0}", "cmd-c-calc-a1"),
            ("***", ""),
            ("東京", ""),
        ] {
            assert_eq!(slug(name), expected, "{name:?}");
        }
        assert!(slug(&"Phòng ".repeat(40)).len() <= LONGEST_SLUG);
    }

    #[test]
    fn devices_of_windows_are_known_with_any_ending() {
        for name in ["con", "NUL.csv", "Com1", "lpt9.tar.gz", "aux .txt", "COM²", "CONIN$"] {
            assert!(is_device(name), "{name}");
        }
        for name in ["com", "com10", "congan", "console", "bao-cao.con"] {
            assert!(!is_device(name), "{name}");
        }
    }
}
