//! Markdown: footnotes, citations as in Pandoc, and the comments of CriticMarkup.

use std::fmt::Write as _;

use anyhow::{Result, anyhow};

use super::draft_text::{is_address, name_of};
use super::model::{Claim, Draft, Evidence, Incoming, Mark, MarkKind, MarkPlace, Note, Source};
use super::released::Released;
use super::remarks::locator_in;
use crate::article::{MarginaliumKind, StyledBlock, marginalia, styled_blocks};

/// The article stays as it is: its notes are what comes in.
pub fn read(bytes: &[u8]) -> Result<Incoming> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| anyhow!("it is not UTF-8: save it as UTF-8 first"))?;
    let mut incoming = Incoming::default();
    let mut numbers = [0; 4];
    for marginalium in marginalia(text) {
        let range = marginalium.range;
        let mut mark = Mark {
            at: MarkPlace::After(range.start),
            ..Mark::default()
        };
        let note = |text: String| {
            vec![Note {
                text,
                ..Note::default()
            }]
        };
        match marginalium.kind {
            MarginaliumKind::Footnote(text) => {
                mark.kind = MarkKind::Footnote;
                mark.notes = note(text);
            }
            MarginaliumKind::Citation(text) => {
                mark.kind = MarkKind::Citation;
                mark.cites = citations(&text);
                for evidence in &mark.cites {
                    cite(&evidence.source, &mut incoming.sources);
                }
            }
            MarginaliumKind::Comment(text, words) => {
                mark.kind = MarkKind::Comment;
                mark.at = words.map_or(mark.at, MarkPlace::Range);
                mark.notes = note(text);
            }
            MarginaliumKind::Change => {
                incoming.changes += 1;
                continue;
            }
        }
        let number = &mut numbers[mark.kind as usize];
        *number += 1;
        mark.number = *number;
        incoming.marks.push(mark);
    }
    let blocks = styled_blocks(text);
    incoming.marks.extend(links(&blocks));
    let heading = blocks
        .iter()
        .find(|block| matches!(block.kind, crate::article::StyledKind::Heading(1)));
    incoming.title = heading.map(|block| block.runs.iter().map(|run| run.text.as_str()).collect());
    incoming.text = Some(text.to_owned());
    Ok(incoming)
}

/// The sources that `see @doe2020, p. 4; @roe` names.
fn citations(text: &str) -> Vec<Evidence> {
    let parts = text.split(';').filter_map(|part| {
        let (_, rest) = part.split_once('@')?;
        let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.' | '/');
        let end = rest.find(|c| !is_key(c)).unwrap_or(rest.len());
        let (key, rest) = rest.split_at(end);
        let key = key.trim_end_matches(['.', ':', '/']);
        let rest = rest.trim_matches(|c: char| c.is_whitespace() || c == ',');
        (!key.is_empty()).then(|| Evidence {
            role: "source".to_owned(),
            source: name_of(key),
            locator: locator_in(rest),
            ..Evidence::default()
        })
    });
    parts.collect()
}

/// A source of which only the key is known. A bibliography with this key completes it.
fn cite(key: &str, sources: &mut Vec<Source>) {
    if sources.iter().all(|source| source.key != key) {
        sources.push(Source {
            key: key.to_owned(),
            ..Source::default()
        });
    }
}

fn links(blocks: &[StyledBlock]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for block in blocks {
        let mut before: Option<&str> = None;
        for run in &block.runs {
            let link = run.look.link.as_deref().filter(|link| is_address(link));
            match (link, marks.last_mut()) {
                (
                    Some(link),
                    Some(Mark {
                        at: MarkPlace::Range(range),
                        ..
                    }),
                ) if before == Some(link) => {
                    range.end = run.source.end;
                }
                (Some(link), _) => marks.push(Mark {
                    kind: MarkKind::Link,
                    number: 0,
                    at: MarkPlace::Range(run.source.clone()),
                    links: vec![link.to_owned()],
                    ..Mark::default()
                }),
                _ => {}
            }
            before = link;
        }
    }
    for (number, mark) in marks.iter_mut().enumerate() {
        mark.number = number + 1;
    }
    marks
}

/// The article with a footnote for each claim.
pub fn write(draft: &Released) -> Result<Vec<u8>> {
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut notes = String::new();
    for (number, claim) in draft.claims.iter().enumerate() {
        let number = number + 1;
        let _ = write!(notes, "\n[^claim-{number}]: {}\n", footnote(draft, claim));
        places.extend(claim.place.as_ref().map(|place| (place.end, number)));
    }
    places.sort();
    let mut text = String::new();
    let mut at = 0;
    for (place, number) in places {
        let place = place.clamp(at, draft.text.len());
        text += &draft.text[at..place];
        let _ = write!(text, "[^claim-{number}]");
        at = place;
    }
    text += &draft.text[at..];
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok((text + &notes).into_bytes())
}

/// What a claim rests on, in one line.
fn footnote(draft: &Draft, claim: &Claim) -> String {
    let state = claim.state.as_deref().unwrap_or("unknown");
    let kind = claim.kind.as_deref().unwrap_or("fact");
    let mut all = vec![format!("{kind}, {state}")];
    for evidence in &claim.evidence {
        let source = draft
            .sources
            .iter()
            .find(|source| source.key == evidence.source);
        let role = match evidence.role.as_str() {
            "source" => "",
            "context" => "context: ",
            _ => "contradicted by: ",
        };
        let mut text = format!(
            "{role}{}",
            source
                .and_then(|it| it.title.as_deref())
                .unwrap_or(&evidence.source)
        );
        if let Some(locator) = &evidence.locator {
            text += &format!(", {locator}");
        }
        if let Some(words) = &evidence.words {
            text += &format!(": “{words}”");
        }
        for url in source.iter().flat_map(|source| &source.urls).take(1) {
            text += &format!(" <{url}>");
        }
        all.push(text);
    }
    all.extend(claim.notes.iter().map(Note::in_draft));
    one_line(&all.join("; "))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
