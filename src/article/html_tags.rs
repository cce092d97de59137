//! Tags and comments of HTML, as browsers read them.

/// The start of HTML up to its first tag, as far as it matters.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Empty for a comment.
    pub name: &'a str,
    pub closes: bool,
    /// In bytes, with both brackets.
    pub length: usize,
}

impl Tag<'_> {
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    pub fn is_one_of(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.is(name))
    }

    /// Whether it ends the paragraph before it.
    pub fn ends_paragraph(&self) -> bool {
        self.is_one_of(&BLOCKS)
    }

    /// The name, in lower case, of the element that it starts if readers see nothing in it.
    pub fn starts_unseen(&self) -> Option<&'static str> {
        let name = UNSEEN.iter().find(|name| !self.closes && self.is(name));
        name.copied()
    }
}

/// The tag or comment at the start of `html`; `None` if its `<` is an ordinary character, as one is that no `>`
/// follows.
pub fn tag_at(html: &str) -> Option<Tag<'_>> {
    let after = html.strip_prefix('<')?;
    let comment = |length| Tag {
        name: "",
        closes: false,
        length,
    };
    if after.starts_with("!--") {
        return Some(comment(comment_length(html)));
    }
    let name = after.strip_prefix('/').unwrap_or(after);
    let closes = name.len() < after.len();
    let up_to_bracket = || memchr::memchr(b'>', html.as_bytes()).map(|at| at + 1);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        let is_comment = closes || after.starts_with(['!', '?']);
        return is_comment.then(up_to_bracket)?.map(comment);
    }
    let ends_name = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '<');
    let name = &name[..name.find(ends_name).unwrap_or(name.len())];
    let attributes = 1 + usize::from(closes) + name.len();
    let length = length_with_attributes(html, attributes).or_else(up_to_bracket)?;
    Some(Tag {
        name,
        closes,
        length,
    })
}

/// The length of the tag whose attributes start at `at`: up to the first `>` that is not in quotation marks. `None` if
/// a quotation mark is not closed.
fn length_with_attributes(html: &str, mut at: usize) -> Option<usize> {
    let bytes = html.as_bytes();
    loop {
        at += memchr::memchr2(b'>', b'=', &bytes[at..])?;
        if bytes[at] == b'>' {
            return Some(at + 1);
        }
        let value = html[at + 1..].trim_ascii_start();
        at = html.len() - value.len();
        if value.starts_with(['"', '\'']) {
            at += 1 + memchr::memchr(bytes[at], &bytes[at + 1..])? + 1;
        }
    }
}

/// The length of the comment at the start of `html`, which goes on up to the end if nothing closes it.
fn comment_length(html: &str) -> usize {
    for short in ["<!-->", "<!--->"] {
        if html.starts_with(short) {
            return short.len();
        }
    }
    const START: usize = "<!--".len();
    let dashes = memchr::memmem::find_iter(&html.as_bytes()[START..], "--");
    let closed = dashes.map(|at| START + at + 2).find_map(|at| {
        let rest = html[at..].strip_prefix('!').unwrap_or(&html[at..]);
        rest.starts_with('>').then(|| html.len() - rest.len() + 1)
    });
    closed.unwrap_or(html.len())
}

/// Where the first tag is that closes the element `name`, in bytes.
pub fn closing_tag(html: &str, name: &str) -> Option<usize> {
    let mut tags = memchr::memmem::find_iter(html.as_bytes(), "</");
    tags.find(|at| {
        let found = html.as_bytes().get(at + 2..at + 2 + name.len());
        let after = html.as_bytes().get(at + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && after
                .is_some_and(|after| after.is_ascii_whitespace() || matches!(after, b'/' | b'>'))
    })
}

/// The elements that end a paragraph, before them and after them. All others are within a paragraph, as unknown ones
/// are in browsers.
const BLOCKS: [&str; 54] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The elements of which readers see nothing, or something else in their place.
const UNSEEN: [&str; 14] = [
    "audio", "canvas", "datalist", "iframe", "noembed", "noframes", "noscript", "object", "script",
    "style", "template", "textarea", "title", "video",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// `|` marks the end of the tag, if there is one.
    #[track_caller]
    fn check(html: &str, name: &str) {
        let found = tag_at(&html.replacen('|', "", 1)).map(|tag| (tag.name.to_owned(), tag.length));
        let expected = html.find('|').map(|end| (name.to_owned(), end));
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn a_tag_ends_at_a_bracket_outside_of_quotation_marks() {
        check("<p>|x>", "p");
        check("<p title=\"a > b\">|x", "p");
        check("<p title = 'a > \"b\"'>|x", "p");
        check("<img alt=\"a\" title='>' src=x>|>", "img");
        check("<a href=x>|it's>", "a");
        check("<p title=it's>|it's", "p");
        check("<p it's>|it's", "p");
        check("<br/>|", "br");
        check("</Li >|", "Li");
        check("<my-box a=>|x", "my-box");
        check("<p\ntitle=\n'>'\n>|", "p");
    }

    #[test]
    fn half_a_tag_is_text() {
        check("<p", "");
        check("<p title=\"x\"", "");
        check("<p title=\"a>|b", "p");
        check("< p>", "");
        check("<3 > 2", "");
        check("<", "");
    }

    #[test]
    fn comments() {
        check("<!-- a > b -->|-->", "");
        check("<!-->|x-->", "");
        check("<!--->|x-->", "");
        check("<!-- a --!>|x-->", "");
        check("<!-- a ---->|", "");
        check("<!-- a|", "");
        check("<!DOCTYPE html>|", "");
        check("<?php x ?>|", "");
        check("</ x>|", "");
    }

    #[test]
    fn the_end_of_an_element() {
        assert_eq!(closing_tag("a</b></Script\n>", "script"), Some(5));
        assert_eq!(closing_tag("</scripts></é", "script"), None);
    }
}
