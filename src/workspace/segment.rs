//! One segment of a file: its text and what it declares.

use std::sync::{Arc, OnceLock};

use thin_vec::ThinVec;

use super::limits::TooMuch;
use crate::model::{self, Item, ProtectionSign, protection_sign};
use crate::syntax::{self, Parsed, SyntaxError};
use crate::text::Slice;
use crate::text::fold::fold_for_search;
use crate::text::message::{message, public};

/// The text between two lines in column 0, parsed and lowered. Immutable and shared: an edit creates
/// new segments where it changes text; all others stay.
#[derive(Debug)]
pub struct Segment {
    /// Part of the file's text as loaded, or the text after an edit.
    pub text: Slice,
    pub item: Option<Item>,
    pub errors: ThinVec<SyntaxError>,
    on_demand: OnceLock<Box<OnDemand>>,
}

/// Computed when needed: most segments of a large workspace never need it.
#[derive(Debug, Default)]
struct OnDemand {
    syntax: OnceLock<Parsed>,
    search: OnceLock<Arc<str>>,
}

impl Segment {
    /// The segment, protected if it looks like that.
    pub fn new(text: Slice) -> Segment {
        Segment::read(text).0
    }

    /// The segment, protected if it looks like that, and what in it looks like protection.
    pub(super) fn read(text: Slice) -> (Segment, ProtectionSign) {
        let parsed = syntax::parse(&text);
        let sign = protection_sign(&text, &parsed);
        let is_protected = sign != ProtectionSign::Nothing;
        (Segment::lowered(text, parsed, is_protected), sign)
    }

    /// The same segment, protected or not.
    pub(super) fn protected(&self, is_protected: bool) -> Segment {
        let text = self.text.clone();
        let parsed = syntax::parse(&text);
        Segment::lowered(text, parsed, is_protected)
    }

    fn lowered(text: Slice, parsed: Parsed, is_protected: bool) -> Segment {
        let declaration = parsed.declaration.as_ref();
        let item = declaration.map(|declaration| model::lower(&text, declaration, is_protected));
        Segment {
            text,
            item,
            errors: parsed.errors.into(),
            on_demand: OnceLock::new(),
        }
    }

    /// A whole file that is too large to be read.
    pub fn unread(text: Slice, why: TooMuch) -> Segment {
        let message = message!("this file {}", public(why.to_string()));
        let parsed = Parsed {
            errors: vec![SyntaxError::of_whole(message)],
            ..Parsed::default()
        };
        Segment {
            text,
            item: None,
            errors: parsed.errors.clone().into(),
            on_demand: OnceLock::from(Box::new(OnDemand {
                syntax: OnceLock::from(parsed),
                search: OnceLock::new(),
            })),
        }
    }

    /// The typed nodes.
    pub fn syntax(&self) -> &Parsed {
        let parse = || syntax::parse(&self.text);
        self.on_demand().syntax.get_or_init(parse)
    }

    /// The text that searches look at: see [`search_text`].
    pub(super) fn search_text(&self) -> &Arc<str> {
        let fold = || self.item.as_ref().map(search_text).unwrap_or_default();
        self.on_demand().search.get_or_init(|| fold().into())
    }

    fn on_demand(&self) -> &OnDemand {
        self.on_demand.get_or_init(Box::default)
    }
}

/// Name, title and aliases, folded, with a line end between two. What is confidential is found by its
/// name only.
fn search_text(item: &Item) -> String {
    let is_open = !item.is_protected();
    let name = item.name().map(|name| name.as_str());
    let title = item.title.as_ref().filter(|_| is_open);
    let entity = item.entity().filter(|_| is_open);
    let aka = entity.map_or(&[][..], |entity| &entity.aka);
    let others = title.into_iter().chain(aka).map(|text| text.text.as_str());
    let folded = name.into_iter().chain(others).map(fold_for_search);
    let texts: Vec<String> = folded.filter(|text| !text.is_empty()).collect();
    texts.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Slot;

    /// A workspace holds hundreds of thousands of these, so every byte counts.
    #[test]
    #[cfg(target_pointer_width = "64")]
    fn frequent_types_are_small() {
        assert_eq!(size_of::<Slot>(), 24);
        assert_eq!(size_of::<Segment>(), 152);
        assert_eq!(size_of::<Item>(), 112);
        assert_eq!(size_of::<model::Text>(), 24);
        assert_eq!(size_of::<model::Reference>(), 40);
        assert_eq!(size_of::<model::Evidence>(), 40);
    }
}
