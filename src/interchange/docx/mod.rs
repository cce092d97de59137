//! Word documents (.docx), also as Google Docs and LibreOffice write them.
//!
//! They are read part by part with `zip` and `quick-xml`: `docx-rs` reads neither footnotes nor endnotes, and panics
//! on documents that are damaged. It writes them.

mod own;
mod document;
mod margin;
mod package;
mod paragraph;
mod styles;
mod xml;
mod write;

use std::collections::HashMap;

use anyhow::{Context, Result};

use self::document::DocumentText;
use self::margin::{Marginal, Thread, marginals, threads};
use self::own::DRAFT_PROPERTY;
use self::package::{Package, Relationships};
use self::paragraph::Edge;
use self::styles::{Lists, Styles};
use super::model::{Incoming, Mark, MarkKind, MarkPlace};

pub use margin::day;
pub use write::write;

pub fn read(bytes: &[u8]) -> Result<Incoming> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part()?;
    let text = package.part(&main)?;
    let text = text.context("it has no text: save it again in Word as .docx")?;
    let relationships = package.relationships_of(&main)?;
    let mut parts = Parts {
        package,
        relationships,
    };
    let styles = Styles::read(parts.text("styles")?.as_deref())?;
    let lists = Lists::read(parts.text("numbering")?.as_deref())?;
    let comments = parts.marginals("comments")?;
    let extended = parts.text("commentsExtended")?;
    let threads = threads(comments, extended.as_deref())?;
    let footnotes = parts.marginals("footnotes")?;
    let endnotes = parts.marginals("endnotes")?;
    let exported_from = exported_from(&mut parts.package)?;
    let document = document::read(&text, &parts.relationships, &styles, &lists)?;
    let marks = marks(&document, threads, footnotes, endnotes);
    Ok(Incoming {
        title: document.title,
        changes: document.changes,
        text: Some(document.text),
        marks,
        exported_from,
        ..Incoming::default()
    })
}

struct Parts<'a> {
    package: Package<'a>,
    /// Of the main part.
    relationships: Relationships,
}

impl Parts<'_> {
    fn name(&self, kind: &str) -> Option<String> {
        let mut all = self.relationships.values();
        all.find(|it| it.kind == kind).map(|it| it.target.clone())
    }

    fn text(&mut self, kind: &str) -> Result<Option<String>> {
        let name = self.name(kind);
        name.map_or(Ok(None), |name| self.package.part(&name))
    }

    fn marginals(&mut self, kind: &str) -> Result<Vec<Marginal>> {
        let (Some(name), Some(text)) = (self.name(kind), self.text(kind)?) else {
            return Ok(Vec::new());
        };
        let links = self.package.relationships_of(&name)?;
        marginals(&text, &links)
    }
}

/// The draft that the document was exported from, if it says so.
fn exported_from(package: &mut Package) -> Result<Option<String>> {
    let Some(text) = package.part("docProps/custom.xml")? else {
        return Ok(None);
    };
    let mut is_named = false;
    let mut xml = xml::Xml::of(&text);
    while let Some(event) = xml.next()? {
        match event {
            xml::XmlEvent::Start(element) if element.name == "property" => {
                is_named = element.get("name") == Some(DRAFT_PROPERTY);
            }
            xml::XmlEvent::Text(value) if is_named && !value.trim().is_empty() => {
                return Ok(Some(value.trim().to_owned()));
            }
            _ => {}
        }
    }
    Ok(None)
}

/// The reply that Google Docs adds when somebody resolves a comment.
const RESOLVED_IN_GOOGLE_DOCS: &str = "_Marked as resolved_";

/// The places where a comment begins and ends, and where it is referred to.
#[derive(Default)]
struct Places {
    start: Option<usize>,
    end: Option<usize>,
    reference: Option<usize>,
}

fn marks(
    document: &DocumentText,
    threads: Vec<Thread>,
    footnotes: Vec<Marginal>,
    endnotes: Vec<Marginal>,
) -> Vec<Mark> {
    let mut comments: HashMap<&str, Places> = HashMap::new();
    let mut notes: HashMap<(bool, &str), usize> = HashMap::new();
    let mut links: HashMap<usize, (usize, usize)> = HashMap::new();
    for (at, edge) in &document.edges {
        match edge {
            Edge::Start(id) => _ = comments.entry(id).or_default().start.get_or_insert(*at),
            Edge::End(id) => comments.entry(id).or_default().end = Some(*at),
            Edge::Comment(id) => {
                _ = comments.entry(id).or_default().reference.get_or_insert(*at);
            }
            Edge::Footnote(id) => _ = notes.entry((false, id)).or_insert(*at),
            Edge::Endnote(id) => _ = notes.entry((true, id)).or_insert(*at),
            Edge::LinkStart(number) => _ = links.insert(*number, (*at, *at)),
            Edge::LinkEnd(number) => {
                if let Some((_, end)) = links.get_mut(number) {
                    *end = *at;
                }
            }
        }
    }
    let mut marks = comments_at(&comments, threads);
    let footnotes = footnotes.into_iter().map(|note| (false, note));
    let endnotes = endnotes.into_iter().map(|note| (true, note));
    for (number, (is_endnote, footnote)) in footnotes.chain(endnotes).enumerate() {
        let place = notes.get(&(is_endnote, footnote.id.as_str()));
        marks.push(Mark {
            kind: MarkKind::Footnote,
            number: number + 1,
            at: place.map_or(MarkPlace::Nowhere, |at| MarkPlace::After(*at)),
            notes: vec![footnote.note],
            links: footnote.links,
            ..Mark::default()
        });
    }
    let mut links: Vec<(usize, (usize, usize))> = links.into_iter().collect();
    links.sort();
    for (number, (start, end)) in links {
        marks.push(Mark {
            kind: MarkKind::Link,
            number: number + 1,
            at: MarkPlace::Range(start..end),
            notes: Vec::new(),
            links: vec![document.links[number].clone()],
            ..Mark::default()
        });
    }
    marks
}

/// The threads at their places. Google Docs writes each reply as a comment of its own, with the same range.
fn comments_at(places: &HashMap<&str, Places>, threads: Vec<Thread>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut by_range: HashMap<(usize, usize), usize> = HashMap::new();
    for (number, thread) in threads.into_iter().enumerate() {
        // A reply may have the range instead of the comment that it replies to.
        let of_thread = thread.ids.iter().filter_map(|id| places.get(id.as_str()));
        let at = of_thread.map(place_of).next().unwrap_or_default();
        let range = match &at {
            MarkPlace::Range(range) if !range.is_empty() => Some((range.start, range.end)),
            _ => None,
        };
        let known = range.and_then(|range| by_range.get(&range));
        let place = known.copied().unwrap_or(marks.len());
        if place == marks.len() {
            marks.push(Mark {
                kind: MarkKind::Comment,
                number: number + 1,
                at,
                ..Mark::default()
            });
            by_range.extend(range.map(|range| (range, place)));
        }
        marks[place].notes.extend(thread.notes);
        marks[place].links.extend(thread.links);
    }
    for mark in &mut marks {
        let is_resolved = mark
            .notes
            .iter()
            .any(|note| note.text == RESOLVED_IN_GOOGLE_DOCS);
        if let Some(first) = mark.notes.first_mut() {
            first.is_resolved |= is_resolved;
        }
    }
    marks
}

fn place_of(places: &Places) -> MarkPlace {
    match (places.start, places.end, places.reference) {
        (Some(start), Some(end), _) if start <= end => MarkPlace::Range(start..end),
        (Some(start), _, _) => MarkPlace::Range(start..start),
        (None, Some(at), _) | (None, None, Some(at)) => MarkPlace::After(at),
        (None, None, None) => MarkPlace::Nowhere,
    }
}
