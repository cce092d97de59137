//! A message for people, which remembers which of its words come from a draft or an article.
//!
//! Protecting a source rests on this: whoever redacts a message takes out every word that somebody
//! wrote, without having to know the message. `message!` accepts Sayso's own
//! words (`&'static str`), numbers, other messages, and text that is marked as [`written`] or as
//! [`public`]; any other text does not compile.

use std::fmt;
use std::ops::{Deref, Range};

use thin_vec::ThinVec;

/// What a redacted message has in place of words that somebody wrote.
pub const REDACTED: &str = "…";

/// A message and the ranges of it, in bytes and in order, that hold words from a draft or an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Message {
    text: String,
    written: ThinVec<(u32, u32)>,
}

impl Message {
    /// The message with each `{}` of `template` replaced by the next part. Call it through
    /// `message!`, which checks that their numbers agree.
    pub fn of_parts(template: &'static str, parts: &[&dyn MessagePart]) -> Message {
        let mut message = Message::default();
        let mut parts = parts.iter();
        for (at, own) in template.split("{}").enumerate() {
            if at > 0
                && let Some(part) = parts.next()
            {
                part.push_to(&mut message);
            }
            message.text.push_str(own);
        }
        message
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether any of its words come from a draft or an article.
    pub fn has_written_words(&self) -> bool {
        !self.written.is_empty()
    }

    /// The message without the words that somebody wrote.
    pub fn redacted(&self) -> Message {
        let mut text = String::with_capacity(self.text.len());
        let mut end = 0;
        for &(from, to) in &self.written {
            text.push_str(&self.text[end..from as usize]);
            text.push_str(REDACTED);
            end = to as usize;
        }
        text.push_str(&self.text[end..]);
        Message {
            text,
            written: ThinVec::new(),
        }
    }

    /// The messages one after the other, with `between` in between.
    pub fn joined(messages: impl IntoIterator<Item = Message>, between: &'static str) -> Message {
        let mut joined = Message::default();
        for (at, message) in messages.into_iter().enumerate() {
            if at > 0 {
                joined.text.push_str(between);
            }
            message.push_to(&mut joined);
        }
        joined
    }

    fn push_written(&mut self, text: &str) {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        self.mark(start..self.text.len() as u32);
    }

    fn mark(&mut self, range: Range<u32>) {
        if !range.is_empty() {
            self.written.push((range.start, range.end));
        }
    }
}

impl From<&'static str> for Message {
    fn from(own: &'static str) -> Message {
        Message {
            text: own.to_owned(),
            written: ThinVec::new(),
        }
    }
}

impl Deref for Message {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// What a message can be made of.
pub trait MessagePart {
    fn push_to(&self, message: &mut Message);
}

/// Sayso's own words.
impl MessagePart for &'static str {
    fn push_to(&self, message: &mut Message) {
        message.text.push_str(self);
    }
}

impl MessagePart for usize {
    fn push_to(&self, message: &mut Message) {
        message.text.push_str(&self.to_string());
    }
}

impl MessagePart for Message {
    fn push_to(&self, message: &mut Message) {
        let start = message.text.len() as u32;
        message.text.push_str(&self.text);
        for &(from, to) in &self.written {
            message.mark(start + from..start + to);
        }
    }
}

/// Words of a draft or an article; redacted wherever a source has to be protected.
pub struct Written<T>(T);

/// Marks `text` as words of a draft or an article, or as made from them.
pub fn written<T: AsRef<str>>(text: T) -> Written<T> {
    Written(text)
}

impl<T: AsRef<str>> MessagePart for Written<T> {
    fn push_to(&self, message: &mut Message) {
        message.push_written(self.0.as_ref());
    }
}

/// Words that may always be shown, although they are no `&'static str`.
pub struct Public<T>(T);

/// Marks `text` as something that may be shown even of a confidential source: the name of the
/// declaration that the message is about, which is public by definition, or words of the Sayso language.
pub fn public<T: AsRef<str>>(text: T) -> Public<T> {
    Public(text)
}

impl<T: AsRef<str>> MessagePart for Public<T> {
    fn push_to(&self, message: &mut Message) {
        message.text.push_str(self.0.as_ref());
    }
}

/// The number of `{}` in a template.
pub const fn places_in(template: &str) -> usize {
    let bytes = template.as_bytes();
    let (mut at, mut places) = (1, 0);
    while at < bytes.len() {
        if bytes[at - 1] == b'{' && bytes[at] == b'}' {
            places += 1;
        }
        at += 1;
    }
    places
}

/// A [`Message`] from a template with `{}` for each part, as in
/// `message!("no source is called `{}`: did you mean `{}`?", written(name), written(nearest))`.
macro_rules! message {
    ($template:literal $(, $part:expr)* $(,)?) => {{
        const {
            let parts: &[&str] = &[$(stringify!($part)),*];
            assert!($crate::text::message::places_in($template) == parts.len());
        }
        $crate::text::message::Message::of_parts($template, &[$(&$part),*])
    }};
}

pub(crate) use message;

#[cfg(test)]
mod tests {
    use super::{Message, public, written};

    #[test]
    fn what_somebody_wrote_is_redacted_and_nothing_else() {
        let label = message!("source `{}`", public(String::from("insider")));
        let message = message!(
            "{} has no field `{}`: the {} others are {}",
            label,
            written("isued"),
            2,
            Message::joined([message!("“{}”", written("ä")), "b".into()], ", ")
        );
        assert_eq!(
            message.as_str(),
            "source `insider` has no field `isued`: the 2 others are “ä”, b"
        );
        assert_eq!(
            message.redacted().as_str(),
            "source `insider` has no field `…`: the 2 others are “…”, b"
        );
        assert!(message.has_written_words());
        assert!(!message.redacted().has_written_words());
    }
}
