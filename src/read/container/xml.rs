//! A stream of XML → its events, with the errors of files.

use std::borrow::Cow;
use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::damage::Damage;
use super::limits::{AbsurdExpansion, Gauge};

/// Reads events one by one.
pub struct Xml<R> {
    reader: Reader<BufReader<Gauge<R>>>,
    read: Arc<AtomicUsize>,
    buffer: Vec<u8>,
    /// What the stream is, for messages.
    part: String,
}

const BUFFER: usize = 64 * 1024;

impl<R: Read> Xml<R> {
    /// `part` names the stream in messages.
    pub fn new(stream: R, part: impl Into<String>) -> Self {
        let (stream, read) = Gauge::new(stream);
        let mut reader = Reader::from_reader(BufReader::with_capacity(BUFFER, stream));
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, read, buffer: Vec::new(), part: part.into() }
    }

    /// The next event.
    ///
    /// # Errors
    /// When the stream cannot be read or is no XML.
    #[inline]
    pub fn next(&mut self) -> io::Result<Event<'_>> {
        self.buffer.clear();
        self.read.store(0, Ordering::Relaxed);
        self.reader.read_event_into(&mut self.buffer).map_err(|error| io_error(&error, &self.part))
    }

    /// What it means that the stream ends here.
    pub fn cut_off(&self) -> io::Error {
        Damage::cut_off(self.part.as_str()).into()
    }
}

/// An error of reading stays what it was: a refusal must not become a remark on syntax.
fn io_error(error: &quick_xml::Error, part: &str) -> io::Error {
    let quick_xml::Error::Io(inner) = error else {
        return Damage::inside(part).into();
    };
    if let Some(absurd) = AbsurdExpansion::of(inner) {
        return absurd.clone().into();
    }
    match Damage::of(inner) {
        Some(damage) => damage.clone().into(),
        None => io::Error::new(inner.kind(), inner.to_string()),
    }
}

/// The value of an attribute, by its name without a prefix.
pub fn attribute<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    let mut attributes = element.attributes();
    let attributes = attributes.with_checks(false).flatten();
    let mut of_name = attributes.filter(|attribute| attribute.key.local_name().as_ref() == name);
    let value = of_name.next()?.value;
    if memchr::memchr(b'&', value.as_bytes()).is_none() {
        return Some(value);
    }
    Some(Cow::Owned(unescape(&value)))
}

/// `1`, `true` or `on`.
pub fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// A text with entities that nobody knows left as they are.
fn unescape(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), Cow::into_owned)
}

/// Appends what `&name;` stands for.
pub fn push_reference(reference: &BytesRef<'_>, out: &mut String) {
    let name: &str = reference;
    out.push_str(&unescape(&format!("&{name};")));
}
