//! Web addresses and e-mail addresses in running text.

use std::borrow::Cow;
use std::ops::Range;

/// The addresses in `text`, in order.
pub fn addresses_in(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    tokens(text).filter_map(|token| {
        let start = address_start(&text[token.clone()])?;
        Some(token.start + start..token.end)
    })
}

/// `text` without its addresses.
pub fn without_addresses(text: &str) -> Cow<'_, str> {
    let mut rest = String::new();
    let mut at = 0;
    for address in addresses_in(text) {
        rest += &text[at..address.start];
        at = address.end;
    }
    match at {
        0 => Cow::Borrowed(text),
        _ => Cow::Owned(rest + &text[at..]),
    }
}

const WWW: [&str; 2] = ["www.", "WWW."];

/// The stretches without white space and the marks around an address.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    // A text without these has no address.
    let may_have_some = memchr::memchr2(b'/', b'@', text.as_bytes()).is_some()
        || WWW.iter().any(|www| text.contains(www));
    let mut at = if may_have_some { 0 } else { text.len() };
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c| !is_apart(c))?;
        let end = text[start..]
            .find(is_apart)
            .map_or(text.len(), |end| start + end);
        at = end;
        let token = &text[start..end];
        let from = token.len() - token.trim_start_matches(is_before).len();
        let token = token[from..].trim_end_matches(is_after);
        Some(start + from..start + from + token.len())
    })
}

/// Whether the character is in no address: white space, brackets and quotation marks, and the scripts that are written
/// without white space between words.
fn is_apart(character: char) -> bool {
    const WITHOUT_SPACES: char = '\u{2e80}';
    character.is_whitespace()
        || matches!(
            character,
            '<' | '>' | '"' | '“' | '”' | '„' | '«' | '»' | '[' | ']' | '|'
        )
        || character >= WITHOUT_SPACES
}

fn is_before(character: char) -> bool {
    !character.is_alphanumeric()
}

/// Whether the mark belongs to the text after an address.
fn is_after(character: char) -> bool {
    !character.is_alphanumeric() && !matches!(character, '/' | '=' | '-' | '_' | '~' | '#')
}

/// Where the address starts that `token` ends with.
fn address_start(token: &str) -> Option<usize> {
    if let Some(at) = token.find("://") {
        let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        let scheme = token[..at].trim_end_matches(is_scheme).len();
        let starts = token[scheme..].starts_with(|c: char| c.is_ascii_alphabetic());
        let leads = token[at + 3..].starts_with(char::is_alphanumeric);
        return (starts && leads).then_some(scheme);
    }
    if let Some(at) = token.find("mailto:") {
        return is_mail_address(&token[at + "mailto:".len()..]).then_some(at);
    }
    let is_address = is_mail_address(token) || is_page(token);
    is_address.then_some(0)
}

/// Whether the text is like `ana@example.org`.
fn is_mail_address(text: &str) -> bool {
    let text = text.split('?').next().unwrap_or_default();
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let is_in_name = |c: char| c.is_alphanumeric() || ".!#$%&'*+-/=?^_`{|}~".contains(c);
    !name.is_empty() && name.chars().all(is_in_name) && is_host(host)
}

/// Whether the text is like `www.example.org` or `example.org/page`.
fn is_page(text: &str) -> bool {
    let host = text.split(['/', '?', '#', ':']).next().unwrap_or_default();
    if let Some(host) = WWW.iter().find_map(|www| host.strip_prefix(www)) {
        return is_host(host);
    }
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    text[host.len()..].starts_with('/') && host.chars().all(is_plain) && is_host(host)
}

/// Whether the text is like `example.org`: labels with dots between them, of which the last one is no number.
fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    let labels: Vec<&str> = text.split('.').collect();
    let last = labels.last().copied().unwrap_or_default();
    let first = labels.first().copied().unwrap_or_default();
    labels.len() > 1
        && labels.iter().all(|label| is_label(label))
        && last.chars().count() > 1
        && last.chars().all(char::is_alphabetic)
        && first.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = addresses_in(text).map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn addresses_are_found() {
        check(
            "See https://example.org/2026/03/02.",
            &["https://example.org/2026/03/02"],
        );
        check(
            "(http://пример.рф/a?b=1&c=2#d),",
            &["http://пример.рф/a?b=1&c=2#d"],
        );
        check("at WWW.example.org: write", &["WWW.example.org"]);
        check("www.example.org/", &["www.example.org/"]);
        check(
            "ana.diaz+news@mail.example.org; bea@example.co.uk",
            &["ana.diaz+news@mail.example.org", "bea@example.co.uk"],
        );
        check(
            "mailto:ana@example.org?subject=x",
            &["mailto:ana@example.org?subject=x"],
        );
        check("by:https://example.org", &["https://example.org"]);
        check("“example.org/2026”", &["example.org/2026"]);
        check(
            "詳細はhttps://example.org/2026を参照",
            &["https://example.org/2026"],
        );
        check("sftp://example.org ftp://[::1]/x", &["sftp://example.org"]);
    }

    #[test]
    fn other_text_is_no_address() {
        for text in [
            "and/or 5 km/h 24/7 2.5/3 d.h./z.B. 1.Mai/2.Juni Inc./Ltd.",
            "@ana, a@b, ana @ example.org, 3@4.5",
            "http:// :// www. www.x www.3.5 The www.",
            "example.org, a.m. U.S. 3.5 node.js",
            "It was closed... Why?",
            "",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn what_remains() {
        assert_eq!(
            without_addresses("See https://example.org/1, and 2."),
            "See , and 2."
        );
        assert!(matches!(without_addresses("No address."), Cow::Borrowed(_)));
    }

    #[test]
    fn hostile_text_is_read_in_time() {
        for bit in ["a@", "www.", "://", "a.b/", "https://", "."] {
            addresses_in(&bit.repeat(1_000_000 / bit.len())).count();
        }
    }
}
