//! HTML in Markdown: its text without tags, comments, scripts and styles.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use super::layout::{BlockKind, Layout};

/// Reads the HTML block in the source's bytes `range`.
pub fn read(source: &str, range: Range<usize>, layout: &mut Layout) {
    let mut at = range.start;
    let end = range.end;
    while let Some(found) = memchr::memchr2(b'<', b'&', &source.as_bytes()[at..end]) {
        let mark = at + found;
        push_verbatim(at..mark, layout);
        let rest = &source[mark..end];
        at = mark
            + match rest.starts_with('&') {
                true => read_entity(rest, mark, layout),
                false => read_tag(rest, mark, layout),
            };
    }
    push_verbatim(at..end, layout);
    layout.end_block(BlockKind::Paragraph);
}

/// Whether readers see an inline tag as a line break.
pub fn breaks_line(tag: &str) -> bool {
    name_of(tag).eq_ignore_ascii_case("br")
}

fn push_verbatim(range: Range<usize>, layout: &mut Layout) {
    if !range.is_empty() {
        layout.verbatim(range);
    }
}

/// Reads the entity at the start of `rest`; returns its length.
fn read_entity(rest: &str, at: usize, layout: &mut Layout) -> usize {
    match decoded_entity(rest) {
        Some((length, text)) => {
            layout.replaced(at..at + length, &text);
            length
        }
        None => {
            layout.verbatim(at..at + 1);
            1
        }
    }
}

/// The entity at the start of `rest`: its length, and what it stands for.
pub fn decoded_entity(rest: &str) -> Option<(usize, String)> {
    const LONGEST: usize = 40;
    let name = rest
        .bytes()
        .take(LONGEST)
        .skip(1)
        .take_while(|&b| b.is_ascii_alphanumeric() || b == b'#');
    let length = 1 + name.count() + 1;
    let entity = rest.get(..length).filter(|entity| entity.ends_with(';'))?;
    Some((length, decoded(entity)?))
}

/// The Markdown library knows all entities of HTML.
fn decoded(entity: &str) -> Option<String> {
    Parser::new(entity).find_map(|event| match event {
        Event::Text(text) if *text != *entity => Some(text.to_string()),
        _ => None,
    })
}

/// Reads the tag or comment at the start of `rest`; returns its length.
fn read_tag(rest: &str, at: usize, layout: &mut Layout) -> usize {
    let up_to = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
    if rest.starts_with("<!--") {
        return up_to("-->");
    }
    let name = name_of(rest);
    if name.is_empty()
        && !rest.starts_with("</")
        && !rest.starts_with("<!")
        && !rest.starts_with("<?")
    {
        layout.verbatim(at..at + 1);
        return 1;
    }
    if !INLINE
        .iter()
        .any(|inline| name.eq_ignore_ascii_case(inline))
    {
        layout.end_block(BlockKind::Paragraph);
    }
    match name.to_ascii_lowercase().as_str() {
        "script" if !rest.starts_with("</") => up_to("</script>"),
        "style" if !rest.starts_with("</") => up_to("</style>"),
        _ => up_to(">"),
    }
}

/// Tags within a paragraph; all others end it.
const INLINE: [&str; 25] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u",
];

/// The name of the tag at the start of `html`.
fn name_of(html: &str) -> &str {
    let name = html.trim_start_matches('<').trim_start_matches('/');
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    &name[..end]
}
