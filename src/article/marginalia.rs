//! What writers note in the source of an article and readers do not see: footnotes, citations, comments, changes.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::markdown::{body_start, extensions, with_line_feeds};
use super::markup_extensions::unseen_ranges;

/// Something that is noted at a place of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marginalium {
    /// Where its markup is.
    pub range: Range<usize>,
    pub kind: MarginaliumKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarginaliumKind {
    /// With the text of its definition.
    Footnote(String),
    /// What stands between the brackets of `[@key, p. 4]`.
    Citation(String),
    /// A comment of CriticMarkup, and the words that are highlighted before it.
    Comment(String, Option<Range<usize>>),
    Change,
}

/// The marginalia of a Markdown text, in order.
pub fn marginalia(source: &str) -> Vec<Marginalium> {
    let body = body_start(source);
    let text = with_line_feeds(&source[body..]);
    let definitions = definitions(&text);
    let mut found: Vec<Marginalium> = Vec::new();
    let mut highlight: Option<Range<usize>> = None;
    for range in unseen_ranges(&text) {
        let markup = text[range.clone()].trim();
        let place = body + range.start..body + range.end;
        let mut add = |kind| {
            found.push(Marginalium {
                range: place.clone(),
                kind,
            });
        };
        let inside = |open: &str, close: &str| {
            Some(
                markup
                    .strip_prefix(open)?
                    .strip_suffix(close)?
                    .trim()
                    .to_owned(),
            )
        };
        if let Some(label) = inside("[^", "]") {
            if let Some(definition) = definitions.get(&label) {
                add(MarginaliumKind::Footnote(definition.clone()));
            }
        } else if let Some(citation) = inside("[", "]") {
            add(MarginaliumKind::Citation(citation));
        } else if let Some(comment) = inside("{>>", "<<}") {
            let words = highlight
                .take()
                .filter(|words| text[words.end..range.start].trim() == "==}");
            let words = words.map(|words| body + words.start..body + words.end);
            add(MarginaliumKind::Comment(comment, words));
        } else if markup.starts_with("{==") {
            highlight = Some(range.end..range.end);
        } else if markup == "==}" {
            if let Some(words) = &mut highlight {
                words.end = range.start;
            }
        } else if markup.starts_with("{++")
            || markup.starts_with("{--")
            || markup.starts_with("{~~")
        {
            add(MarginaliumKind::Change);
        }
    }
    found
}

/// The texts of footnotes, by their labels.
fn definitions(text: &str) -> HashMap<String, String> {
    let mut all = HashMap::new();
    let mut open: Option<(String, String)> = None;
    for event in Parser::new_ext(text, extensions()) {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                open = Some((label.to_string(), String::new()))
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((label, text)) = open.take() {
                    let words: Vec<&str> = text.split_whitespace().collect();
                    all.entry(label).or_insert_with(|| words.join(" "));
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                // An address in angle brackets is its own text.
                if let Some((_, text)) = open
                    .as_mut()
                    .filter(|_| !text.contains(&format!("<{dest_url}>")))
                {
                    text.push_str(&dest_url);
                    text.push(' ');
                }
            }
            Event::Text(part) | Event::Code(part) => {
                if let Some((_, text)) = &mut open {
                    text.push_str(&part);
                }
            }
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph) => {
                if let Some((_, text)) = &mut open {
                    text.push(' ');
                }
            }
            _ => {}
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footnotes_citations_comments_and_changes() {
        let source = "One {==two==}{>>sure?<<} three.[^a] Four [@doe, p. 4]. {--Five--}\n\n[^a]: See <https://a.org>,\n    p. 2.\n";
        let found = marginalia(source);
        let kinds: Vec<&MarginaliumKind> = found.iter().map(|it| &it.kind).collect();
        assert_eq!(
            kinds,
            [
                &MarginaliumKind::Comment("sure?".to_owned(), Some(7..10)),
                &MarginaliumKind::Footnote("See https://a.org, p. 2.".to_owned()),
                &MarginaliumKind::Citation("@doe, p. 4".to_owned()),
                &MarginaliumKind::Change,
            ]
        );
    }
}
