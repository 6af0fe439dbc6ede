//! An element of a page whose text is not shown → where it ends, also when nobody closed it.

use html5gum::Token;

/// An element whose text is passed over.
pub struct SkippedElement {
    pub name: Vec<u8>,
    /// Whether only its own end tag ends it: what stands in it is no page.
    is_raw: bool,
    /// How many of its name are open, and how many tables inside of it.
    open: u32,
    tables: u32,
}

impl SkippedElement {
    pub fn new(name: &[u8], is_raw: bool) -> Self {
        Self { name: name.to_vec(), is_raw, open: 1, tables: 0 }
    }

    /// Whether a cell or row that begins or ends here ends the element, which was never closed.
    fn is_ended_by(&self, name: &[u8]) -> bool {
        let ends = matches!(
            name,
            b"td" | b"th" | b"tr" | b"thead" | b"tbody" | b"tfoot" | b"table" | b"body"
        );
        !self.is_raw && self.tables == 0 && ends
    }

    /// What a token is to the element.
    pub fn take(&mut self, token: &Token) -> TokenRole {
        match token {
            Token::StartTag(tag) if self.is_ended_by(&tag.name) && &tag.name[..] != b"table" => {
                return TokenRole::Not;
            }
            Token::StartTag(tag) => {
                self.tables += u32::from(&tag.name[..] == b"table" && !self.is_raw);
                let is_same = tag.name.0 == self.name && !self.is_raw && !tag.self_closing;
                self.open += u32::from(is_same);
            }
            Token::EndTag(tag) if tag.name.0 == self.name => {
                self.open -= 1;
                if self.open == 0 {
                    return TokenRole::AsItsEnd;
                }
            }
            Token::EndTag(tag) if self.is_ended_by(&tag.name) => return TokenRole::Not,
            Token::EndTag(tag) if &tag.name[..] == b"table" => {
                self.tables = self.tables.saturating_sub(1);
            }
            _ => {}
        }
        TokenRole::AndGoesOn
    }
}

/// What a token is to an element that is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenRole {
    AndGoesOn,
    AsItsEnd,
    /// It ends the element and is to be taken for itself.
    Not,
}
