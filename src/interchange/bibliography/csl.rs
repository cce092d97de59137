//! CSL-JSON, as Zotero and Pandoc write it.

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use super::{KINDS, addresses, date_of, date_parts, entries, key_of, kind_of_csl, named};
use crate::interchange::model::{Incoming, Note, Party, Source};
use crate::interchange::released::Released;

pub fn read_csl(bytes: &[u8]) -> Result<Incoming> {
    let value: Value = serde_json::from_slice(bytes).context("it is no valid JSON")?;
    let items = value.as_array().or_else(|| value.get("items")?.as_array());
    let items = items.context("it is no CSL-JSON: that is a list of items with `id` and `type`")?;
    Ok(Incoming {
        sources: items.iter().filter_map(source).collect(),
        ..Incoming::default()
    })
}

fn source(item: &Value) -> Option<Source> {
    let text = |name: &str| match item.get(name)? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let date = |name: &str| {
        let date = item.get(name)?;
        let parts = date
            .get("date-parts")
            .and_then(|all| all.get(0)?.as_array());
        let number = |part: &Value| match part {
            Value::String(text) => text.parse().ok(),
            part => part.as_u64().map(|part| part as u32),
        };
        let parts =
            parts.and_then(|parts| date_of(&parts.iter().filter_map(number).collect::<Vec<u32>>()));
        parts.or_else(|| {
            let raw = date.get("raw").or_else(|| date.get("literal"))?.as_str()?;
            crate::text::edtf::days(raw)
                .is_some()
                .then(|| raw.to_owned())
        })
    };
    let key = text("id").or_else(|| text("citation-key"))?;
    let csl = text("type").unwrap_or_default();
    let own = item.pointer("/custom/sayso-kind").and_then(Value::as_str);
    let notes = text("note").into_iter().map(|note| Note::of_draft(&note));
    Some(Source {
        key: key_of(&key),
        kind: own.or_else(|| kind_of_csl(&csl)).map(str::to_owned),
        title: text("title"),
        by: names(item.get("author")),
        publisher: text("container-title")
            .or_else(|| text("publisher"))
            .map(named),
        issued: date("issued"),
        event: date("event-date"),
        retrieved: date("accessed"),
        urls: addresses(text("URL").as_deref()),
        archived: addresses(text("archive_location").as_deref()),
        language: text("language"),
        notes: notes.collect(),
        ..Source::default()
    })
}

fn names(value: Option<&Value>) -> Vec<Party> {
    let all = value.and_then(Value::as_array).into_iter().flatten();
    let names = all.filter_map(|name| {
        let text = |key: &str| name.get(key).and_then(Value::as_str);
        let parts = [
            text("given"),
            text("non-dropping-particle"),
            text("family"),
            text("suffix"),
        ];
        let whole: Vec<&str> = parts.into_iter().flatten().collect();
        let literal = text("literal").map(str::to_owned);
        literal.or_else(|| (!whole.is_empty()).then(|| whole.join(" ")))
    });
    names.map(named).collect()
}

pub fn write_csl(draft: &Released) -> Result<Vec<u8>> {
    let items: Vec<Value> = entries(draft).map(item).collect();
    Ok((serde_json::to_string_pretty(&items)? + "\n").into_bytes())
}

fn item(source: &Source) -> Value {
    let mut item = Map::new();
    let kind = source.kind.as_deref().unwrap_or("document");
    let known = KINDS.iter().find(|row| row.0 == kind);
    item.insert("id".to_owned(), json!(source.key));
    item.insert(
        "type".to_owned(),
        json!(known.map_or("document", |row| row.1)),
    );
    let mut put = |name: &str, text: Option<&str>| {
        if let Some(text) = text {
            item.insert(name.to_owned(), json!(text));
        }
    };
    put("title", source.title.as_deref());
    put(
        "container-title",
        source.publisher.as_ref().map(|party| party.name.as_str()),
    );
    put("URL", source.urls.first().map(String::as_str));
    put(
        "archive_location",
        source.archived.first().map(String::as_str),
    );
    put("language", source.language.as_deref());
    let notes: Vec<String> = source.notes.iter().map(Note::in_draft).collect();
    put(
        "note",
        Some(notes.join("\n").as_str()).filter(|notes| !notes.is_empty()),
    );
    if !source.by.is_empty() {
        let authors: Vec<Value> = source
            .by
            .iter()
            .map(|by| json!({ "literal": by.name }))
            .collect();
        item.insert("author".to_owned(), json!(authors));
    }
    let dates = [
        ("issued", &source.issued),
        ("event-date", &source.event),
        ("accessed", &source.retrieved),
    ];
    for (name, date) in dates {
        if let Some(parts) = date.as_deref().and_then(date_parts) {
            item.insert(name.to_owned(), json!({ "date-parts": [parts] }));
        }
    }
    item.insert("custom".to_owned(), json!({ "sayso-kind": kind }));
    Value::Object(item)
}
