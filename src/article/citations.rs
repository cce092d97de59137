//! What the markup of an article cites: links, footnotes, and citations as in Pandoc.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use rustc_hash::FxHashMap;

use super::markdown::body_start;
use super::markup_extensions::unseen_ranges;
use super::{Article, ArticleFormat};
use crate::text::addresses::addresses_in;

/// A mark in the text that says where something can be looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Where the mark starts, in bytes of the article's source.
    pub at: usize,
    pub cited: Cited,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cited {
    /// A link, with the words that it is on.
    Link { address: String, words: String },
    /// A footnote, and the first address in it.
    Footnote {
        text: String,
        address: Option<String>,
    },
    /// `[@key, p. 4]`. `place` is what follows the key.
    Key { key: String, place: String },
}

impl Article {
    /// All citations, in order.
    pub fn citations(&self) -> Vec<Citation> {
        match self.format {
            ArticleFormat::Markdown => self.citations_in_markdown(),
            ArticleFormat::Plain => bare_addresses(&self.source, 0).collect(),
        }
    }

    /// The index of the sentence that a mark at `at` belongs to. A mark may follow the full stop.
    pub fn cited_by(&self, at: usize) -> Option<usize> {
        let sentences = self.sentences();
        let sentence = sentences
            .partition_point(|sentence| sentence.range.start <= at)
            .checked_sub(1)?;
        let end = sentences[sentence].range.end;
        let between = self.source.get(end..at).unwrap_or_default();
        let is_near = between.lines().skip(1).all(|line| !line.trim().is_empty());
        (is_near && !between.contains(char::is_alphabetic)).then_some(sentence)
    }

    fn citations_in_markdown(&self) -> Vec<Citation> {
        let body = body_start(&self.source);
        let text = &self.source[body..];
        let mut reader = CitationReader::default();
        let extensions = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_GFM;
        for (event, range) in Parser::new_ext(text, extensions).into_offset_iter() {
            reader.read(event, range);
        }
        let mut citations = reader.citations;
        for (at, label) in reader.marks {
            if let Some(note) = reader.notes.get(&label) {
                let cited = Cited::Footnote {
                    text: note.text.split_whitespace().collect::<Vec<_>>().join(" "),
                    address: note.address.clone(),
                };
                citations.push(Citation { at, cited });
            }
        }
        citations.extend(keys_in(text));
        citations.sort_by_key(|citation| citation.at);
        for citation in &mut citations {
            citation.at += body;
        }
        citations
    }
}

#[derive(Default)]
struct Footnote {
    text: String,
    address: Option<String>,
}

#[derive(Default)]
struct CitationReader {
    citations: Vec<Citation>,
    /// The link that is open: where it starts, its address, and its words so far.
    link: Option<(usize, String, String)>,
    /// The marks of footnotes.
    marks: Vec<(usize, String)>,
    notes: FxHashMap<String, Footnote>,
    /// The label of the footnote that is open.
    note: Option<String>,
}

impl CitationReader {
    fn read(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) if is_web_address(&dest_url) => {
                self.link = Some((range.start, dest_url.into_string(), String::new()));
            }
            Event::End(TagEnd::Link) => self.end_link(),
            Event::Start(Tag::FootnoteDefinition(label)) => {
                self.note = Some(label.to_string());
                self.notes.entry(label.into_string()).or_default();
            }
            Event::End(TagEnd::FootnoteDefinition) => self.note = None,
            Event::FootnoteReference(label) => self.marks.push((range.start, label.into_string())),
            Event::Text(text) | Event::Code(text) => self.text(&text, range),
            Event::SoftBreak | Event::HardBreak => self.text(" ", range),
            _ => {}
        }
    }

    fn end_link(&mut self) {
        let Some((at, address, words)) = self.link.take() else {
            return;
        };
        match self.open_note() {
            Some(note) => {
                note.address.get_or_insert(address);
            }
            None => self.citations.push(Citation {
                at,
                cited: Cited::Link { address, words },
            }),
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some((_, _, words)) = &mut self.link {
            words.push_str(text);
        }
        let is_linked = self.link.is_some();
        match self.open_note() {
            Some(note) => {
                note.text.push_str(text);
                let bare = || Some(text[addresses_in(text).next()?].to_owned());
                let bare = bare().filter(|it| is_web_address(it));
                note.address = note.address.take().or(bare);
            }
            None if is_linked => {}
            None => self.citations.extend(bare_addresses(text, range.start)),
        }
    }

    fn open_note(&mut self) -> Option<&mut Footnote> {
        self.notes.get_mut(self.note.as_ref()?)
    }
}

fn is_web_address(address: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| address.starts_with(scheme))
}

/// The addresses in `text`, which starts at `start`.
fn bare_addresses(text: &str, start: usize) -> impl Iterator<Item = Citation> + '_ {
    let addresses = addresses_in(text).filter(|address| is_web_address(&text[address.clone()]));
    addresses.map(move |address| Citation {
        at: start + address.start,
        cited: Cited::Link {
            address: text[address].to_owned(),
            words: String::new(),
        },
    })
}

/// The keys in `[see @key, p. 4; -@other]`.
fn keys_in(text: &str) -> impl Iterator<Item = Citation> + '_ {
    let marks = unseen_ranges(text).into_iter().filter_map(|range| {
        let start = range.start + text[range.clone()].find('[')?;
        let content = text[start..range.end]
            .strip_prefix('[')?
            .strip_suffix(']')?;
        (!content.starts_with('^')).then_some((start, content))
    });
    marks.flat_map(|(at, content)| {
        let parts = content.split(';');
        parts.filter_map(move |part| {
            let (_, cited) = part.split_once('@')?;
            let cited = cited.trim();
            let (key, place) = match cited.strip_prefix('{').and_then(|it| it.split_once('}')) {
                Some(braced) => braced,
                None => cited.split_at(cited.find([',', ' ']).unwrap_or(cited.len())),
            };
            let cited = Cited::Key {
                key: key.to_owned(),
                place: place.trim_start_matches(',').trim().to_owned(),
            };
            Some(Citation { at, cited })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(address: &str, words: &str) -> Cited {
        Cited::Link {
            address: address.to_owned(),
            words: words.to_owned(),
        }
    }

    #[track_caller]
    fn check(source: &str, format: ArticleFormat, expected: &[(usize, Cited)]) {
        let article = Article::read(source, format);
        let found: Vec<(usize, Cited)> = article
            .citations()
            .into_iter()
            .filter_map(|it| Some((article.cited_by(it.at)?, it.cited)))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn links_belong_to_their_sentence() {
        check(
            "---\ntitle: A\n---\nOne. The [*old* bridge](https://a.example/b) closed. See <https://c.example>. And https://d.example/e, too. [No](other.md).\n",
            ArticleFormat::Markdown,
            &[
                (1, link("https://a.example/b", "old bridge")),
                (2, link("https://c.example", "https://c.example")),
                (3, link("https://d.example/e", "")),
            ],
        );
        check(
            "It closed (https://a.example/b).\n\nIt opened.\n",
            ArticleFormat::Plain,
            &[(0, link("https://a.example/b", ""))],
        );
    }

    #[test]
    fn footnotes_say_where_to_look() {
        let note = |text: &str, address: Option<&str>| Cited::Footnote {
            text: text.to_owned(),
            address: address.map(str::to_owned),
        };
        check(
            "It closed.[^1] It opened[^b], and closed.[^none]\n\n[^1]: Minutes of the *council*,\n    p. 4.\n[^b]: [Notice](https://a.example/n), and https://b.example\n",
            ArticleFormat::Markdown,
            &[
                (0, note("Minutes of the council, p. 4.", None)),
                (
                    1,
                    note("Notice, and https://b.example", Some("https://a.example/n")),
                ),
            ],
        );
    }

    #[test]
    fn keys_of_citations() {
        let key = |key: &str, place: &str| Cited::Key {
            key: key.to_owned(),
            place: place.to_owned(),
        };
        check(
            "It closed [@notice, p. 4; see @{the survey} chap. 2]. It opened. [-@minutes]\n",
            ArticleFormat::Markdown,
            &[
                (0, key("notice", "p. 4")),
                (0, key("the survey", "chap. 2")),
                (1, key("minutes", "")),
            ],
        );
    }
}
