//! RIS, as reference managers and libraries write it: lines with a tag of two letters.

use anyhow::{Result, bail};

use super::{KINDS, addresses, date_of, key_of, named};
use crate::interchange::draft_text::NewNames;
use crate::interchange::model::{Incoming, Note, Source};

pub fn read_ris(bytes: &[u8]) -> Result<Incoming> {
    let text = String::from_utf8_lossy(bytes);
    let mut incoming = Incoming::default();
    let mut names = NewNames::default();
    let mut open: Option<Source> = None;
    for line in text.trim_start_matches('\u{feff}').lines() {
        let Some((tag, value)) = line.split_once("  -") else {
            continue;
        };
        let (tag, value) = (tag.trim(), value.trim());
        match tag {
            "TY" => {
                let kind = KINDS.iter().find(|row| row.3 == value).map(|row| row.0);
                open = Some(Source {
                    kind: Some(kind.unwrap_or("document").to_owned()),
                    ..Source::default()
                });
            }
            "ER" => {
                if let Some(mut source) = open.take() {
                    let named = if source.key.is_empty() {
                        source.title.clone().unwrap_or_default()
                    } else {
                        source.key
                    };
                    source.key = names.of(&named);
                    incoming.sources.push(source);
                }
            }
            _ => {
                if let Some(source) = open.as_mut().filter(|_| !value.is_empty()) {
                    add(source, tag, value);
                }
            }
        }
    }
    if incoming.sources.is_empty() {
        bail!("it is no RIS: that is lines such as `TY  - JOUR`");
    }
    Ok(incoming)
}

fn add(source: &mut Source, tag: &str, value: &str) {
    let text = || Some(value.to_owned());
    match tag {
        "ID" => source.key = key_of(value),
        "TI" | "T1" | "CT" if source.title.is_none() => source.title = text(),
        "AU" | "A1" => source.by.push(named(in_order(value))),
        "PB" | "JO" | "JF" | "T2" if source.publisher.is_none() => {
            source.publisher = Some(named(value.to_owned()));
        }
        "PY" | "Y1" | "DA" => {
            let parts: Vec<u32> = value
                .split(['/', '-'])
                .map_while(|part| part.trim().parse().ok())
                .collect();
            let date = date_of(&parts);
            // The longest one says most.
            if date.as_ref().map(String::len) > source.issued.as_ref().map(String::len) {
                source.issued = date;
            }
        }
        "Y2" => {
            let parts: Vec<u32> = value
                .split(['/', '-'])
                .map_while(|part| part.trim().parse().ok())
                .collect();
            source.retrieved = date_of(&parts);
        }
        "UR" | "L1" => source.urls.extend(addresses(Some(value))),
        "DO" if source.urls.is_empty() => {
            let doi = value.trim_start_matches("https://doi.org/");
            source
                .urls
                .extend(addresses(Some(&format!("https://doi.org/{doi}"))));
        }
        "LA" => source.language = text().filter(|text| text.len() <= 5),
        "N1" => source.notes.push(Note::of_draft(value)),
        _ => {}
    }
}

/// `Ruiz, Ana` as `Ana Ruiz`.
fn in_order(name: &str) -> String {
    match name.split_once(',') {
        Some((family, given)) => format!("{} {}", given.trim(), family.trim()),
        None => name.to_owned(),
    }
}
