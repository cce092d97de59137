//! Standoff annotations of brat: marks with offsets, which count characters of the article's file.

use std::collections::HashMap;
use std::fmt::Write as _;

use anyhow::{Result, bail};

use super::model::{Incoming, Mark, MarkKind, MarkPlace, Note};
use super::released::Released;

/// The maximum number of annotations.
const MOST: usize = 20_000;

pub fn read(bytes: &[u8]) -> Result<Incoming> {
    let text = String::from_utf8_lossy(bytes);
    let mut incoming = Incoming::default();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for line in text.lines() {
        let mut columns = line.split('\t');
        let (Some(id), Some(what), Some(words)) = (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        let note = |text: String| Note {
            text,
            ..Note::default()
        };
        if id.starts_with('T') {
            places.insert(id, incoming.marks.len());
            let label = what.split(' ').next().unwrap_or_default();
            incoming.marks.push(Mark {
                kind: MarkKind::Comment,
                number: incoming.marks.len() + 1,
                at: MarkPlace::Words {
                    exact: words.to_owned(),
                    prefix: None,
                    suffix: None,
                },
                notes: vec![note(format!("brat: {label}"))],
                ..Mark::default()
            });
        } else if id.starts_with('#') {
            let target = what.split(' ').nth(1).and_then(|id| places.get(id));
            if let Some(target) = target {
                incoming.marks[*target].notes.push(Note::of_draft(words));
            }
        }
        if incoming.marks.len() > MOST {
            bail!("it has more than {MOST} annotations: split it into several files");
        }
    }
    if incoming.marks.is_empty() {
        bail!(
            "it has no annotations of brat: those are lines such as `T1<tab>Person 0 5<tab>words`"
        );
    }
    Ok(incoming)
}

/// The claims by their places in the article's file.
pub fn write(draft: &Released) -> Result<Vec<u8>> {
    let mut lines = String::new();
    let (mut notes, mut attributes) = (0, 0);
    for (number, claim) in draft.claims.iter().enumerate() {
        let Some(place) = &claim.place else {
            continue;
        };
        let (number, kind) = (number + 1, claim.kind.as_deref().unwrap_or("fact"));
        let count = |text: &str| text.chars().count();
        let start = count(&draft.text[..place.start]);
        let words = &draft.text[place.clone()];
        let end = start + count(words);
        let words = words.replace(['\n', '\r', '\t'], " ");
        let _ = writeln!(lines, "T{number}\t{kind} {start} {end}\t{words}");
        if let Some(verdict) = &claim.verdict {
            attributes += 1;
            let _ = writeln!(lines, "A{attributes}\tVerdict T{number} {verdict}");
        }
        for note in &claim.notes {
            notes += 1;
            let text = note.in_draft().replace(['\n', '\r', '\t'], " ");
            let _ = writeln!(lines, "#{notes}\tAnnotatorNotes T{number}\t{text}");
        }
    }
    Ok(lines.into_bytes())
}
