//! Which elements of a page are not displayed: by their attributes, and by simple rules of its own
//! style sheet. What scripts and other files do to a page is not known.

use html5gum::StartTag;

use super::tag::attribute;

/// Text of style sheets that is looked at, in bytes.
pub const MOST_STYLE: usize = 1024 * 1024;
/// Rules that are kept.
const MOST_RULES: usize = 10_000;

/// How an element takes part in what a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    Shown,
    /// It takes its place, and its text is not seen.
    Invisible,
    /// It takes no place.
    None,
}

/// A rule about one class or one element: its name, the class or id, what it does.
#[derive(Debug)]
struct Rule {
    element: String,
    /// With its sign: `.an`, `#an`.
    mark: String,
    display: Display,
}

/// The rules of a page that hide or show.
#[derive(Debug, Default)]
pub struct Styles(Vec<Rule>);

impl Styles {
    /// Takes in a style sheet, as far as its selectors are `.class`, `tag.class` or `#id`.
    pub fn add(&mut self, sheet: &str) {
        let sheet = without_comments(sheet);
        let mut rest = sheet.as_str();
        while let Some((selectors, behind)) = rest.split_once('{') {
            // What holds for printing or small screens only says nothing of the page.
            let is_conditional = selectors.trim_start().starts_with('@');
            let length = if is_conditional { block_end(behind) } else { behind.find('}') };
            let Some(length) = length else { return };
            if !is_conditional && let Some(display) = declared(&behind[..length]) {
                for selector in selectors.split(',').map(str::trim) {
                    self.add_rule(selector, display);
                }
            }
            rest = behind.get(length + 1..).unwrap_or("");
        }
    }

    fn add_rule(&mut self, selector: &str, display: Display) {
        let Some(at) = selector.find(['.', '#']) else { return };
        let (element, mark) = selector.split_at(at);
        let is_name =
            |name: &str| name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        let is_simple = is_name(element) && mark.len() > 1 && mark.get(1..).is_some_and(is_name);
        if is_simple && self.0.len() < MOST_RULES {
            let element = element.to_ascii_lowercase();
            self.0.push(Rule { element, mark: mark.to_owned(), display });
        }
    }

    /// How an element is displayed.
    pub fn display(&self, tag: &StartTag<()>) -> Display {
        if let Some(display) = attribute(tag, b"style").and_then(|style| declared(&style)) {
            return display;
        }
        if !self.0.is_empty()
            && let Some(display) = self.by_rules(tag)
        {
            return display;
        }
        if tag.attributes.contains_key(&b"hidden"[..]) { Display::None } else { Display::Shown }
    }

    /// What the last rule about it says.
    fn by_rules(&self, tag: &StartTag<()>) -> Option<Display> {
        let classes = attribute(tag, b"class");
        let id = attribute(tag, b"id");
        if classes.is_none() && id.is_none() {
            return None;
        }
        let has_mark = |mark: &str| match mark.split_at_checked(1) {
            Some((".", class)) => {
                classes.iter().flat_map(|text| text.split_whitespace()).any(|one| one == class)
            }
            Some((_, name)) => id.as_deref() == Some(name),
            None => false,
        };
        let is_about = |rule: &&Rule| {
            (rule.element.is_empty() || rule.element.as_bytes() == &tag.name[..])
                && has_mark(&rule.mark)
        };
        self.0.iter().rev().find(is_about).map(|rule| rule.display)
    }
}

/// What declarations say of the display, if anything.
fn declared(declarations: &str) -> Option<Display> {
    let mut said = None;
    for declaration in declarations.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let value = value.to_ascii_lowercase();
        let value = value.split('!').next().unwrap_or_default().trim();
        let display = match (name.trim().to_ascii_lowercase().as_str(), value) {
            ("display", "none") => Display::None,
            ("display", _) if said == Some(Display::Invisible) => continue,
            ("visibility", "hidden" | "collapse") if said != Some(Display::None) => {
                Display::Invisible
            }
            ("display", _) | ("visibility", "visible") => Display::Shown,
            _ => continue,
        };
        said = Some(display);
    }
    said
}

fn without_comments(sheet: &str) -> String {
    let mut text = String::new();
    let mut rest = sheet;
    while let Some((before, behind)) = rest.split_once("/*") {
        text.push_str(before);
        rest = behind.split_once("*/").map_or("", |(_, behind)| behind);
    }
    text.push_str(rest);
    // Old pages hide their style sheets from still older browsers.
    text.replace("<!--", "").replace("-->", "")
}

/// Where the block that began ends.
fn block_end(text: &str) -> Option<usize> {
    let mut depth = 1_u32;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Display, Styles, declared};

    #[test]
    fn declarations_that_hide() {
        for (style, display) in [
            ("color:red; Display : NONE !important", Some(Display::None)),
            ("visibility:hidden", Some(Display::Invisible)),
            ("visibility: hidden; display: inline", Some(Display::Invisible)),
            ("display:block", Some(Display::Shown)),
            ("mso-number-format:'\\@'", None),
            ("x-display:none", None),
        ] {
            assert_eq!(declared(style), display, "{style}");
        }
    }

    #[test]
    fn simple_rules_of_a_style_sheet() {
        let mut styles = Styles::default();
        styles.add(
            "<!-- /* .all{display:none} */ .an, td.phu { display: none } #ma{visibility:hidden}\n\
             @media print { .in { display:none } } .mo{display:none} .mo{display:block} td > .x{display:none} -->",
        );
        let rules: Vec<_> =
            styles.0.iter().map(|rule| (&rule.element[..], &rule.mark[..], rule.display)).collect();
        let expected = [
            ("", ".an", Display::None),
            ("td", ".phu", Display::None),
            ("", "#ma", Display::Invisible),
            ("", ".mo", Display::None),
            ("", ".mo", Display::Shown),
        ];
        assert_eq!(rules, expected);
    }
}
