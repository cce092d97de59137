//! What stands at the margin of a Word document: comments with their replies, footnotes and endnotes.

use std::collections::HashMap;

use anyhow::{Result, bail};

use super::own::{AUTHOR, NO_DATE, RESOLVED};
use super::package::Relationships;

use super::xml::{Element, Xml, XmlEvent};
use crate::interchange::model::Note;

/// The maximum number of comments and footnotes. No desk can work through as many.
const MOST_NOTES: usize = 20_000;

/// The maximum length of the text of one comment, in bytes.
const LONGEST_TEXT: usize = 100_000;

/// A comment, a footnote or an endnote.
#[derive(Debug, Default)]
pub struct Marginal {
    pub id: String,
    pub note: Note,
    pub links: Vec<String>,
    /// The id of its last paragraph, by which `commentsExtended.xml` knows it.
    paragraph: String,
}

/// A comment and its replies.
#[derive(Debug, Default)]
pub struct Thread {
    /// The ids of all its comments, the first one first.
    pub ids: Vec<String>,
    pub notes: Vec<Note>,
    pub links: Vec<String>,
}

/// The comments, footnotes or endnotes of one part, in order.
pub fn marginals(text: &str, links: &Relationships) -> Result<Vec<Marginal>> {
    let mut all: Vec<Marginal> = Vec::new();
    let mut is_inside = false;
    let mut deleted = 0;
    let mut is_text = false;
    let mut xml = Xml::of(text);
    while let Some(event) = xml.next()? {
        match event {
            XmlEvent::Start(element) => match element.name.as_str() {
                "comment" | "footnote" | "endnote" => {
                    is_inside = !matches!(
                        element.get("type"),
                        Some("separator" | "continuationSeparator" | "continuationNotice")
                    );
                    if is_inside {
                        all.push(marginal(&element));
                    }
                    if all.len() > MOST_NOTES {
                        bail!(
                            "it has more than {MOST_NOTES} comments or footnotes: split it into several documents"
                        );
                    }
                }
                "p" => {
                    if let Some(last) = all.last_mut().filter(|_| is_inside) {
                        if !last.note.text.is_empty() {
                            last.note.text.push('\n');
                        }
                        last.paragraph = element.get("paraId").unwrap_or_default().to_owned();
                    }
                }
                "del" | "moveFrom" => deleted += 1,
                "t" => is_text = deleted == 0,
                "tab" => push(&mut all, is_inside, " "),
                "br" | "cr" => push(&mut all, is_inside, "\n"),
                "noBreakHyphen" => push(&mut all, is_inside, "-"),
                "hyperlink" => {
                    let target = element.get("id").and_then(|id| links.get(id));
                    if let (Some(target), Some(last)) = (target, all.last_mut()) {
                        last.links.push(target.target.clone());
                    }
                }
                _ => {}
            },
            XmlEvent::End(name) => match name.as_str() {
                "comment" | "footnote" | "endnote" => is_inside = false,
                "del" | "moveFrom" => deleted -= 1,
                "t" => is_text = false,
                _ => {}
            },
            XmlEvent::Text(text) if is_text => push(&mut all, is_inside, &text),
            XmlEvent::Text(_) => {}
        }
    }
    for marginal in &mut all {
        let text = std::mem::take(&mut marginal.note.text);
        let lines = text.lines().map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            words.join(" ")
        });
        let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
        marginal.note.text = lines.join("\n");
    }
    Ok(all)
}

fn marginal(element: &Element) -> Marginal {
    let get = |name| element.get(name).map(str::trim).filter(|it| !it.is_empty());
    Marginal {
        id: element.get("id").unwrap_or_default().to_owned(),
        note: Note {
            by: get("author").filter(|by| *by != AUTHOR).map(str::to_owned),
            // Only the day: a time zone is not stored with the time.
            date: get("date").filter(|date| *date != NO_DATE).and_then(day),
            ..Note::default()
        },
        ..Marginal::default()
    }
}

/// The day of `2026-01-09T10:00:00Z`.
pub fn day(time: &str) -> Option<String> {
    let day = time.get(..10)?;
    day.parse::<jiff::civil::Date>()
        .is_ok()
        .then(|| day.to_owned())
}

fn push(all: &mut [Marginal], is_inside: bool, text: &str) {
    if let Some(last) = all.last_mut().filter(|_| is_inside)
        && last.note.text.len() < LONGEST_TEXT
    {
        last.note.text.push_str(text);
    }
}

/// What `commentsExtended.xml` says of a comment.
#[derive(Debug, Default)]
struct Extended {
    parent: Option<String>,
    is_resolved: bool,
}

/// The comments as threads. `extended` is the text of `commentsExtended.xml`.
pub fn threads(comments: Vec<Marginal>, extended: Option<&str>) -> Result<Vec<Thread>> {
    let extended = extended.map_or_else(|| Ok(HashMap::new()), read_extended)?;
    // The place of each thread by the paragraphs of its comments.
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut threads: Vec<Thread> = Vec::new();
    for mut comment in comments {
        let known = extended.get(&comment.paragraph);
        let parent = known.and_then(|it| it.parent.as_ref());
        let place = parent.and_then(|parent| places.get(parent)).copied();
        comment.note.is_resolved = known.is_some_and(|it| it.is_resolved);
        let place = place.unwrap_or(threads.len());
        if place == threads.len() {
            threads.push(Thread::default());
        }
        if !comment.paragraph.is_empty() {
            places.insert(comment.paragraph, place);
        }
        let thread = &mut threads[place];
        thread.ids.push(comment.id);
        thread.notes.push(comment.note);
        thread.links.append(&mut comment.links);
    }
    for thread in &mut threads {
        // Word marks the first comment only, others mark all of them.
        let is_resolved = thread.notes[0].is_resolved;
        for note in &mut thread.notes {
            let exported = note.text.strip_prefix(RESOLVED).map(str::to_owned);
            note.is_resolved = exported.is_some();
            if let Some(text) = exported {
                note.text = text;
            }
        }
        thread.notes[0].is_resolved |= is_resolved;
    }
    Ok(threads)
}

fn read_extended(text: &str) -> Result<HashMap<String, Extended>> {
    let mut all = HashMap::new();
    let mut xml = Xml::of(text);
    while let Some(event) = xml.next()? {
        let XmlEvent::Start(element) = event else {
            continue;
        };
        let Some(id) = element
            .get("paraId")
            .filter(|_| element.name == "commentEx")
        else {
            continue;
        };
        let extended = Extended {
            parent: element.get("paraIdParent").map(str::to_owned),
            is_resolved: matches!(element.get("done"), Some("1" | "true" | "on")),
        };
        all.insert(id.to_owned(), extended);
    }
    Ok(all)
}
