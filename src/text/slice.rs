//! A part of a shared text.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use super::span::Span;

/// A part of a shared text, the size of two machine words. Slices with the same characters are equal,
/// wherever they come from. A slice keeps the whole text in memory.
#[derive(Clone)]
pub struct Slice {
    // The box makes the pointer thin: a workspace contains millions of slices.
    whole: Arc<Box<str>>,
    span: Span,
}

impl Slice {
    pub fn as_str(&self) -> &str {
        &self.whole[self.span.range()]
    }

    /// The part at `span`, which counts from the start of this one; empty if it does not fit.
    pub fn part(&self, span: Span) -> Slice {
        let fits = self.get(span.range()).is_some();
        let span = if fits { span } else { Span::default() };
        Slice {
            whole: self.whole.clone(),
            span: span.shifted(self.span.start as usize),
        }
    }
}

/// Concatenates parts. Adjacent parts of one text are not copied.
impl<'a> FromIterator<&'a Slice> for Slice {
    fn from_iter<Parts: IntoIterator<Item = &'a Slice>>(parts: Parts) -> Slice {
        let mut parts = parts.into_iter();
        let Some(mut together) = parts.next().cloned() else {
            return Slice::default();
        };
        while let Some(part) = parts.next() {
            let follows =
                Arc::ptr_eq(&together.whole, &part.whole) && together.span.end == part.span.start;
            if !follows {
                let mut own = together.to_string();
                own += part;
                own.extend(parts.map(Slice::as_str));
                return own.into();
            }
            together.span.end = part.span.end;
        }
        together
    }
}

impl Default for Slice {
    fn default() -> Slice {
        String::new().into()
    }
}

impl From<String> for Slice {
    fn from(text: String) -> Slice {
        let span = Span::new(0, text.len());
        let whole = Arc::new(text.into_boxed_str());
        Slice { whole, span }
    }
}

impl From<&str> for Slice {
    fn from(text: &str) -> Slice {
        text.to_owned().into()
    }
}

impl From<&String> for Slice {
    fn from(text: &String) -> Slice {
        text.as_str().into()
    }
}

impl Deref for Slice {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for Slice {
    fn eq(&self, other: &Slice) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Slice {}

impl Ord for Slice {
    fn cmp(&self, other: &Slice) -> Ordering {
        self.as_str().cmp(other)
    }
}

impl PartialOrd for Slice {
    fn partial_cmp(&self, other: &Slice) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl AsRef<str> for Slice {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Slice {
    fn borrow(&self) -> &str {
        self
    }
}

impl PartialEq<str> for Slice {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Slice {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl Hash for Slice {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Slice {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), formatter)
    }
}

impl fmt::Display for Slice {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjacent_parts_of_one_text_are_joined_without_copying() {
        let whole = Slice::from("one two three");
        let parts = [(0, 3), (3, 8), (8, 13)].map(|(start, end)| whole.part(Span::new(start, end)));
        let all: Slice = parts.iter().collect();
        assert_eq!(all, whole);
        assert!(Arc::ptr_eq(&all.whole, &whole.whole));
        let middle: Slice = parts[1..].iter().collect();
        assert_eq!(middle, " two three");
        for apart in [
            vec![&parts[0], &parts[2]],
            vec![&parts[1], &parts[0]],
            vec![&parts[0], &Slice::from(" two"), &parts[2]],
        ] {
            let expected: String = apart.iter().map(|part| part.as_str()).collect();
            let all: Slice = apart.into_iter().collect();
            assert_eq!(all, Slice::from(expected));
        }
        assert_eq!(std::iter::empty().collect::<Slice>(), "");
    }

    #[test]
    fn a_part_of_a_part() {
        let whole = Slice::from("one “two” three");
        let two = whole.part(Span::new(4, 13));
        assert_eq!(two, "“two”");
        assert_eq!(two.part(Span::new(3, 6)), Slice::from("two"));
        assert_eq!(two.part(Span::new(1, 6)), "", "cuts a character");
        assert_eq!(two.part(Span::new(3, 20)), "", "ends behind it");
        assert_eq!(size_of::<Option<Slice>>(), 16);
    }
}
