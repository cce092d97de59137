//! W3C Web Annotations, also as Hypothes.is exports them.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

use super::docx::day;
use super::model::{Claim, Draft, Incoming, Mark, MarkKind, MarkPlace, Note};
use super::released::Released;
use crate::article::{Article, ArticleFormat};

/// The maximum number of annotations.
const MOST: usize = 20_000;

pub fn read(bytes: &[u8]) -> Result<Incoming> {
    let value: Value = serde_json::from_slice(bytes).context("it is no valid JSON")?;
    let all = items(&value).context(
        "it has no annotations: it must be a Web Annotation, a list or a page of them, or an export of Hypothes.is",
    )?;
    if all.len() > MOST {
        bail!("it has more than {MOST} annotations: split it into several files");
    }
    let mut incoming = Incoming::default();
    // The thread of each annotation, by its id.
    let mut threads: HashMap<String, usize> = HashMap::new();
    for annotation in all {
        let note = note(annotation);
        let parent = parents(annotation)
            .into_iter()
            .find_map(|id| threads.get(&id).copied());
        let thread = match parent {
            Some(thread) => {
                incoming.marks[thread].notes.extend(note);
                thread
            }
            None => {
                incoming.marks.push(Mark {
                    kind: MarkKind::Comment,
                    number: incoming.marks.len() + 1,
                    at: place(annotation),
                    notes: note.into_iter().collect(),
                    ..Mark::default()
                });
                incoming.marks.len() - 1
            }
        };
        if let Some(id) = annotation.get("id").and_then(Value::as_str) {
            threads.insert(id.to_owned(), thread);
        }
    }
    Ok(incoming)
}

/// The annotations, oldest first in each of these forms.
fn items(value: &Value) -> Option<Vec<&Value>> {
    if let Some(list) = value.as_array() {
        return Some(list.iter().collect());
    }
    let lists = ["/items", "/first/items", "/rows", "/annotations", "/@graph"];
    for list in lists {
        if let Some(list) = value.pointer(list).and_then(Value::as_array) {
            return Some(list.iter().collect());
        }
    }
    value.get("target").is_some().then(|| vec![value])
}

/// The annotations that this one replies to.
fn parents(annotation: &Value) -> Vec<String> {
    let references = annotation.get("references").and_then(Value::as_array);
    let references = references.into_iter().flatten().filter_map(Value::as_str);
    let target = annotation.get("target").and_then(Value::as_str);
    references.chain(target).map(str::to_owned).collect()
}

fn note(annotation: &Value) -> Option<Note> {
    let text = |value: &Value| -> Option<String> {
        let text = match value {
            Value::String(text) => text,
            body => body.get("value").or_else(|| body.get("chars"))?.as_str()?,
        };
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let bodies = annotation.get("body").or_else(|| annotation.get("text"))?;
    let mut texts: Vec<String> = match bodies {
        Value::Array(bodies) => bodies.iter().filter_map(text).collect(),
        body => text(body).into_iter().collect(),
    };
    texts.extend(annotation.get("bodyValue").and_then(text));
    let by = annotation.get("creator").or_else(|| annotation.get("user"));
    let by = by.and_then(|by| match by {
        Value::String(by) => Some(account(by)),
        by => by
            .get("name")
            .or_else(|| by.get("nickname"))?
            .as_str()
            .map(str::to_owned),
    });
    let shown = annotation
        .pointer("/user_info/display_name")
        .and_then(Value::as_str);
    (!texts.is_empty()).then(|| Note {
        text: texts.join(" "),
        by: shown.map(str::to_owned).or(by),
        date: annotation
            .get("created")
            .and_then(Value::as_str)
            .and_then(day),
        is_resolved: false,
    })
}

/// `ana` of `acct:ana@hypothes.is`.
fn account(user: &str) -> String {
    let name = user.strip_prefix("acct:").unwrap_or(user);
    name.split('@').next().unwrap_or(name).to_owned()
}

fn place(annotation: &Value) -> MarkPlace {
    let targets = match annotation.get("target") {
        Some(Value::Array(targets)) => targets.iter().collect(),
        Some(target) => vec![target],
        None => Vec::new(),
    };
    let selectors = targets
        .into_iter()
        .filter_map(|target| target.get("selector"))
        .flat_map(|selector| match selector {
            Value::Array(all) => all.iter().collect(),
            one => vec![one],
        });
    let quote = selectors.into_iter().find_map(|selector| {
        let text = |key: &str| selector.get(key).and_then(Value::as_str).map(str::to_owned);
        let exact = text("exact")?;
        Some(MarkPlace::Words {
            exact,
            // They are cut after a number of characters.
            prefix: text("prefix").map(|text| {
                text.split_once(char::is_whitespace)
                    .map_or(String::new(), |(_, rest)| rest.to_owned())
            }),
            suffix: text("suffix").map(|text| {
                text.rsplit_once(char::is_whitespace)
                    .map_or(String::new(), |(rest, _)| rest.to_owned())
            }),
        })
    });
    quote.unwrap_or_default()
}

/// How much of the text around a quotation is written, in characters.
const AROUND: usize = 32;

pub fn write(draft: &Released) -> Result<Vec<u8>> {
    let format = match draft.is_markdown {
        true => ArticleFormat::Markdown,
        false => ArticleFormat::Plain,
    };
    let article = Article::read(&draft.text, format);
    let items: Vec<Value> = draft
        .claims
        .iter()
        .enumerate()
        .map(|(at, claim)| annotation(draft, &article, claim, at + 1))
        .collect();
    let page = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("urn:sayso:{}", super::draft_text::name_of(&draft.stem)),
        "type": "AnnotationPage",
        "items": items,
    });
    Ok((serde_json::to_string_pretty(&page)? + "\n").into_bytes())
}

fn annotation(draft: &Draft, article: &Article, claim: &Claim, number: usize) -> Value {
    let stem = super::draft_text::name_of(&draft.stem);
    let mut selector = Map::new();
    selector.insert("type".to_owned(), json!("TextQuoteSelector"));
    selector.insert("exact".to_owned(), json!(claim.words));
    if let Some(place) = &claim.place {
        let before = article.reader_text(0..place.start);
        let after = article.reader_text(place.end..draft.text.len());
        let skipped = before.chars().count().saturating_sub(AROUND);
        selector.insert(
            "exact".to_owned(),
            json!(article.reader_text(place.clone())),
        );
        selector.insert(
            "prefix".to_owned(),
            json!(before.chars().skip(skipped).collect::<String>()),
        );
        selector.insert(
            "suffix".to_owned(),
            json!(after.chars().take(AROUND).collect::<String>()),
        );
    }
    let mut bodies = vec![json!({
        "type": "TextualBody",
        "purpose": "classifying",
        "value": claim.kind.as_deref().unwrap_or("fact"),
    })];
    let describing =
        |text: String| json!({ "type": "TextualBody", "purpose": "describing", "value": text });
    bodies.extend(
        claim
            .state
            .iter()
            .map(|state| describing(format!("state: {state}"))),
    );
    bodies.extend(
        claim
            .verdict
            .iter()
            .map(|verdict| describing(format!("verdict: {verdict}"))),
    );
    for evidence in &claim.evidence {
        let source = draft
            .sources
            .iter()
            .find(|source| source.key == evidence.source);
        let title = source
            .and_then(|source| source.title.as_deref())
            .unwrap_or(&evidence.source);
        let place = evidence
            .locator
            .as_ref()
            .map(|locator| format!(", {locator}"))
            .unwrap_or_default();
        let words = evidence
            .words
            .as_ref()
            .map(|words| format!(": “{words}”"))
            .unwrap_or_default();
        bodies.push(describing(format!(
            "{}: {title}{place}{words}",
            evidence.role
        )));
        bodies.extend(
            source
                .iter()
                .flat_map(|it| &it.urls)
                .map(|url| json!({ "id": url, "purpose": "linking" })),
        );
    }
    for note in &claim.notes {
        let mut body = Map::new();
        body.insert("type".to_owned(), json!("TextualBody"));
        body.insert("purpose".to_owned(), json!("commenting"));
        body.insert("value".to_owned(), json!(note.text));
        if let Some(by) = &note.by {
            body.insert(
                "creator".to_owned(),
                json!({ "type": "Person", "name": by }),
            );
        }
        if let Some(date) = &note.date {
            body.insert("created".to_owned(), json!(format!("{date}T00:00:00Z")));
        }
        bodies.push(Value::Object(body));
    }
    let article_url = draft
        .url
        .clone()
        .unwrap_or_else(|| format!("urn:sayso:{stem}:article"));
    json!({
        "id": format!("urn:sayso:{stem}:{}", claim.name.clone().unwrap_or_else(|| number.to_string())),
        "type": "Annotation",
        "motivation": "assessing",
        "body": bodies,
        "target": { "source": article_url, "selector": selector },
    })
}
