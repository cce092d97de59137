//! Entities of Wikidata, as `Special:EntityData/Q42.json` gives them.

use anyhow::{Context, Result};
use serde_json::Value;

use super::draft_text::NewNames;
use super::model::{Entity, Incoming};

/// What `instance of` (P31) says about the kind. What is missing here is left open.
const KINDS: &[(&str, &str)] = &[
    ("Q5", "person"),
    ("Q43229", "organisation"),
    ("Q4830453", "organisation"),
    ("Q7278", "organisation"),
    ("Q327333", "organisation"),
    ("Q192350", "organisation"),
    ("Q515", "place"),
    ("Q6256", "place"),
    ("Q3624078", "place"),
    ("Q486972", "place"),
    ("Q1656682", "event"),
    ("Q40231", "event"),
    ("Q571", "work"),
    ("Q11424", "work"),
];

pub fn read(bytes: &[u8]) -> Result<Incoming> {
    let value: Value = serde_json::from_slice(bytes).context("it is no valid JSON")?;
    let entities = value.get("entities").and_then(Value::as_object);
    let entities =
        entities.context("it is no entity of Wikidata: save Special:EntityData/Q….json")?;
    let mut names = NewNames::default();
    Ok(Incoming {
        entities: entities
            .values()
            .filter_map(|it| entity(it, &mut names))
            .collect(),
        ..Incoming::default()
    })
}

fn entity(value: &Value, names: &mut NewNames) -> Option<Entity> {
    let labels = value.get("labels")?.as_object()?;
    let text = |value: &Value| Some(value.get("value")?.as_str()?.to_owned());
    let first = labels
        .get("en")
        .or_else(|| labels.get("mul"))
        .or_else(|| labels.values().next());
    let name = text(first?)?;
    let mut aka: Vec<String> = labels.values().filter_map(text).collect();
    let aliases = value.get("aliases").and_then(Value::as_object);
    let aliases = aliases
        .into_iter()
        .flat_map(|all| all.values())
        .filter_map(Value::as_array)
        .flatten();
    aka.extend(aliases.filter_map(text));
    aka.retain(|other| *other != name);
    let mut seen = std::collections::HashSet::new();
    aka.retain(|other| seen.insert(other.clone()));
    let statements = |property: &str| {
        let all = value
            .pointer(&format!("/claims/{property}"))
            .and_then(Value::as_array);
        let all = all.into_iter().flatten();
        all.filter_map(|statement| statement.pointer("/mainsnak/datavalue/value"))
    };
    let date = |property| statements(property).find_map(date);
    let instance = statements("P31").find_map(|value| {
        let id = value.get("id")?.as_str()?;
        KINDS
            .iter()
            .find(|(known, _)| *known == id)
            .map(|(_, kind)| (*kind).to_owned())
    });
    Some(Entity {
        key: names.of(&name),
        kind: instance,
        name,
        aka,
        wikidata: value.get("id").and_then(Value::as_str).map(str::to_owned),
        urls: statements("P856")
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        born: date("P569"),
        died: date("P570"),
        founded: date("P571"),
        ..Entity::default()
    })
}

/// `+1952-03-11T00:00:00Z`, with its precision: 11 a day, 10 a month, 9 a year.
fn date(value: &Value) -> Option<String> {
    let time = value.get("time")?.as_str()?.strip_prefix('+')?;
    let length = match value.get("precision")?.as_u64()? {
        11 => 10,
        10 => 7,
        9 => 4,
        _ => return None,
    };
    time.get(..length).map(str::to_owned)
}
