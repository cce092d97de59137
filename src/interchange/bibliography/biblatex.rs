//! BibTeX and BibLaTeX.

use anyhow::{Result, anyhow, bail};
use biblatex::{Bibliography, Chunk, ChunksExt, Entry, EntryType, Person, Spanned};

use super::{KINDS, addresses, entries, key_of, named};
use crate::interchange::model::{Incoming, Note, Party, Source};
use crate::interchange::released::Released;
use crate::text::edtf;

/// The field that keeps the kind of a source, which BibLaTeX may have no type for.
const KIND: &str = "sayso-kind";

/// Braces in braces beyond any use make the reader of the library go as deep.
const DEEPEST: usize = 200;

pub fn read_biblatex(bytes: &[u8]) -> Result<Incoming> {
    let text = String::from_utf8_lossy(bytes);
    refuse_too_deep(&text)?;
    let bibliography =
        Bibliography::parse(&text).map_err(|why| anyhow!("it is no BibTeX or BibLaTeX: {why}"))?;
    let sources: Vec<Source> = bibliography.iter().map(source).collect();
    if sources.is_empty() {
        bail!("it has no entries: they begin like `@book{{key,`");
    }
    Ok(Incoming {
        sources,
        ..Incoming::default()
    })
}

fn refuse_too_deep(text: &str) -> Result<()> {
    let mut depth = 0usize;
    for byte in text.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            bail!("its braces are nested too deeply");
        }
    }
    Ok(())
}

fn source(entry: &Entry) -> Source {
    let text = |name: &str| {
        let text = entry.get(name)?.format_verbatim();
        let words: Vec<&str> = text.split_whitespace().collect();
        (!words.is_empty()).then(|| words.join(" "))
    };
    let first = |names: &[&str]| names.iter().find_map(|name| text(name));
    let date = |name: &str| text(name).filter(|date| edtf::days(date).is_some());
    let kind = entry.entry_type.to_string();
    let known = || {
        KINDS
            .iter()
            .find(|row| row.2 == kind)
            .map(|row| row.0.to_owned())
    };
    let known = match (&*kind, text("journal").or_else(|| text("journaltitle"))) {
        ("article", Some(_)) if text("doi").is_some() || text("volume").is_some() => {
            Some("study".to_owned())
        }
        _ => known(),
    };
    let doi = text("doi").map(|doi| {
        format!(
            "https://doi.org/{}",
            doi.trim_start_matches("https://doi.org/")
        )
    });
    Source {
        key: key_of(&entry.key),
        kind: text(KIND).or(known).or_else(|| Some("document".to_owned())),
        title: text("title").map(|title| match text("subtitle") {
            Some(subtitle) => format!("{title}: {subtitle}"),
            None => title,
        }),
        by: entry
            .author()
            .unwrap_or_default()
            .iter()
            .map(person)
            .collect(),
        publisher: first(&[
            "journaltitle",
            "journal",
            "publisher",
            "institution",
            "organization",
            "school",
        ])
        .map(named),
        issued: date("date").or_else(|| issued(&text("year")?, text("month").as_deref())),
        event: date("eventdate"),
        retrieved: date("urldate"),
        urls: addresses(text("url").or(doi).as_deref()),
        language: text("langid").filter(|language| language.len() <= 5),
        notes: text("note")
            .into_iter()
            .map(|note| Note::of_draft(&note))
            .collect(),
        ..Source::default()
    }
}

fn issued(year: &str, month: Option<&str>) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let number = month.and_then(|month| {
        let name = month.to_lowercase();
        let named = MONTHS
            .iter()
            .position(|it| name.starts_with(it))
            .map(|at| at + 1);
        named.or_else(|| month.parse().ok())
    });
    let date = match number {
        Some(month) => format!("{year}-{month:02}"),
        None => year.to_owned(),
    };
    edtf::days(&date).is_some().then_some(date)
}

fn person(person: &Person) -> Party {
    let parts = [
        &person.given_name,
        &person.prefix,
        &person.name,
        &person.suffix,
    ];
    let parts: Vec<&str> = parts
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    named(parts.join(" "))
}

pub fn write_biblatex(draft: &Released) -> Result<Vec<u8>> {
    let mut bibliography = Bibliography::new();
    for source in entries(draft) {
        bibliography.insert(entry(source));
    }
    Ok((bibliography.to_biblatex_string() + "\n").into_bytes())
}

fn entry(source: &Source) -> Entry {
    let kind = source.kind.as_deref().unwrap_or("document");
    let known = KINDS
        .iter()
        .find(|row| row.0 == kind)
        .map_or("misc", |row| row.2);
    let mut entry = Entry::new(source.key.clone(), EntryType::new(known));
    let mut put = |name: &str, text: Option<&str>| {
        if let Some(text) = text.map(without_braces).filter(|text| !text.is_empty()) {
            entry.set(name, vec![verbatim(&text)]);
        }
    };
    put("title", source.title.as_deref());
    put(
        "publisher",
        source.publisher.as_ref().map(|it| it.name.as_str()),
    );
    put("date", source.issued.as_deref());
    put("eventdate", source.event.as_deref());
    put("urldate", source.retrieved.as_deref());
    put("url", source.urls.first().map(String::as_str));
    put("langid", source.language.as_deref());
    let notes: Vec<String> = source.notes.iter().map(Note::in_draft).collect();
    put("note", Some(&notes.join(" ")));
    put(KIND, Some(kind));
    if !source.by.is_empty() {
        let mut chunks = Vec::new();
        for (at, by) in source.by.iter().enumerate() {
            if at > 0 {
                chunks.push(Spanned::detached(Chunk::Normal(" and ".to_owned())));
            }
            chunks.push(verbatim(&without_braces(&by.name)));
        }
        entry.set("author", chunks);
    }
    entry
}

fn verbatim(text: &str) -> Spanned<Chunk> {
    Spanned::detached(Chunk::Verbatim(text.to_owned()))
}

/// A brace that stands alone would end the field.
fn without_braces(text: &str) -> String {
    text.replace('{', "(").replace('}', ")").replace('\\', "/")
}
