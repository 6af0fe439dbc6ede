//! Texts → how TOML writes them, one or several.
//!
//! In: texts. Out: TOML. Must not know: what key they stand behind.

/// A text as TOML writes it.
pub fn toml_text(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            character if character.is_control() => {
                let escape = format!("\\u{:04X}", u32::from(character));
                quoted.push_str(&escape);
            }
            character => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// One text, or a list of several.
pub fn toml_list(texts: &[String]) -> String {
    match texts {
        [text] => toml_text(text),
        texts => {
            let texts: Vec<String> = texts.iter().map(|text| toml_text(text)).collect();
            format!("[{}]", texts.join(", "))
        }
    }
}
