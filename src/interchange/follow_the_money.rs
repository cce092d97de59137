//! Entities as FollowTheMoney JSON, one in each line: what Aleph and OpenSanctions exchange.

use anyhow::{Result, bail};
use serde_json::{Map, Value, json};

use super::draft_text::NewNames;
use super::model::{Entity, Incoming, Note};
use super::released::Released;

/// The kinds of entities with their schemata. The first row with a kind is what is written.
const SCHEMATA: &[(&str, &str)] = &[
    ("person", "Person"),
    ("organisation", "Organization"),
    ("organisation", "Company"),
    ("organisation", "PublicBody"),
    ("organisation", "LegalEntity"),
    ("place", "Address"),
    ("event", "Event"),
    ("work", "Document"),
    ("work", "Article"),
    ("product", "Asset"),
    ("product", "Vehicle"),
    ("product", "Vessel"),
    ("product", "Airplane"),
];

/// The maximum number of entities.
const MOST: usize = 50_000;

pub fn read(bytes: &[u8]) -> Result<Incoming> {
    let text = String::from_utf8_lossy(bytes);
    let mut incoming = Incoming::default();
    let mut names = NewNames::default();
    let mut others = 0;
    for (number, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let Ok(value) = serde_json::from_str::<Value>(line) else {
            bail!(
                "line {} is no valid JSON: each line is one entity",
                number + 1
            );
        };
        match entity(&value, &mut names) {
            Some(entity) => incoming.entities.push(entity),
            None => others += 1,
        }
        if incoming.entities.len() > MOST {
            bail!("it has more than {MOST} entities: split it into several files");
        }
    }
    if incoming.entities.is_empty() {
        bail!("it has no people, organisations, places, events, works or products with a name");
    }
    if others > 0 {
        incoming.told.push(format!("{others} lines are no people, organisations, places, events, works or products with a name: they were left out"));
    }
    Ok(incoming)
}

fn entity(value: &Value, names: &mut NewNames) -> Option<Entity> {
    let schema = value.get("schema")?.as_str()?;
    let kind = SCHEMATA.iter().find(|(_, known)| *known == schema)?.0;
    let properties = value.get("properties")?;
    let all = |name: &str| -> Vec<String> {
        let values = properties.get(name).and_then(Value::as_array);
        let texts = values.into_iter().flatten().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    };
    let first = |names: &[&str]| names.iter().find_map(|name| all(name).into_iter().next());
    let name = first(&["name", "title", "full"])?;
    let id = value.get("id").and_then(Value::as_str).unwrap_or_default();
    let is_readable = id.starts_with(char::is_alphabetic) && id.len() <= 40 && id.contains('-');
    let mut aka: Vec<String> = all("name").into_iter().skip(1).collect();
    aka.extend(all("alias"));
    aka.extend(all("weakAlias"));
    let wikidata = first(&["wikidataId"]).or_else(|| id.starts_with('Q').then(|| id.to_owned()));
    Some(Entity {
        key: names.of(if is_readable { id } else { &name }),
        kind: Some(kind.to_owned()),
        name,
        aka,
        roles: all("position")
            .into_iter()
            .map(|role| (role, None))
            .collect(),
        wikidata,
        urls: all("website"),
        born: first(&["birthDate"]),
        died: first(&["deathDate"]),
        founded: first(&["incorporationDate"]),
        same_as: all("sourceUrl"),
        notes: all("notes")
            .iter()
            .map(|note| Note::of_draft(note))
            .collect(),
    })
}

pub fn write(draft: &Released) -> Result<Vec<u8>> {
    let mut lines = String::new();
    for entity in &draft.entities {
        lines += &serde_json::to_string(&line(entity))?;
        lines.push('\n');
    }
    Ok(lines.into_bytes())
}

fn line(entity: &Entity) -> Value {
    let kind = entity.kind.as_deref().unwrap_or_default();
    let schema = SCHEMATA
        .iter()
        .find(|(known, _)| *known == kind)
        .map_or("LegalEntity", |row| row.1);
    let mut properties = Map::new();
    let mut put = |name: &str, values: Vec<&str>| {
        if !values.is_empty() {
            properties.insert(name.to_owned(), json!(values));
        }
    };
    let name = if schema == "Address" { "full" } else { "name" };
    put(name, vec![&entity.name]);
    put("alias", entity.aka.iter().map(String::as_str).collect());
    put(
        "wikidataId",
        entity.wikidata.as_deref().into_iter().collect(),
    );
    put("website", entity.urls.iter().map(String::as_str).collect());
    put(
        "sourceUrl",
        entity.same_as.iter().map(String::as_str).collect(),
    );
    let notes: Vec<String> = entity.notes.iter().map(Note::in_draft).collect();
    put("notes", notes.iter().map(String::as_str).collect());
    match schema {
        "Person" => {
            put("birthDate", entity.born.as_deref().into_iter().collect());
            put("deathDate", entity.died.as_deref().into_iter().collect());
            put(
                "position",
                entity.roles.iter().map(|(role, _)| role.as_str()).collect(),
            );
        }
        "Organization" | "LegalEntity" => {
            put(
                "incorporationDate",
                entity.founded.as_deref().into_iter().collect(),
            );
        }
        _ => {}
    }
    json!({ "id": entity.key, "schema": schema, "properties": properties })
}
