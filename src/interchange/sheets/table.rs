//! The rows of a table as claims and sources.

use std::collections::HashMap;

use super::columns::Column;
use super::{NOT_CITED, fused};
use crate::interchange::draft_text::{NewNames, is_address, name_of};
use crate::interchange::model::{
    Claim, Entity, Evidence, Incoming, Note, Party, Reply, SignOff, Source,
};
use crate::interchange::remarks::{citations_in, locator_in};
use crate::text::fold::{fold, fold_for_search};
use crate::text::name_characters::is_name_character;

#[derive(Default)]
pub struct Table {
    pub incoming: Incoming,
    /// The keys of sources by what rows call them.
    keys: HashMap<String, String>,
    names: NewNames,
}

/// The values of a row.
struct Row<'a> {
    cells: Vec<(Column, &'a str)>,
    /// Those of other columns, with their headers.
    others: Vec<(&'a str, &'a str)>,
}

impl<'a> Row<'a> {
    fn of(row: &'a [String], columns: &[Option<Column>], headers: &'a [String]) -> Row<'a> {
        let mut read = Row {
            cells: Vec::new(),
            others: Vec::new(),
        };
        for (at, text) in row.iter().enumerate() {
            let text = fused(text).trim();
            match columns.get(at).copied().flatten() {
                _ if text.is_empty() => {}
                Some(column) => read.cells.push((column, text)),
                None => {
                    let header = headers.get(at).map_or("", |header| header.trim());
                    read.others.push((header, text));
                }
            }
        }
        read
    }

    fn get(&self, column: Column) -> Option<&'a str> {
        let found = self.cells.iter().find(|(known, _)| *known == column);
        found.map(|(_, text)| *text)
    }

    fn text(&self, column: Column) -> Option<String> {
        self.get(column).map(str::to_owned)
    }

    fn lines(&self, column: Column) -> Vec<&'a str> {
        let text = self.get(column).unwrap_or_default();
        text.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect()
    }

    fn has_source(&self) -> bool {
        const OF_SOURCE: [Column; 4] = [
            Column::Source,
            Column::SourceTitle,
            Column::Url,
            Column::Archived,
        ];
        OF_SOURCE.iter().any(|column| self.get(*column).is_some())
    }
}

impl Table {
    /// Names that sources have already may not be given to others.
    pub fn keep_names<'a>(
        &mut self,
        rows: impl Iterator<Item = &'a Vec<String>>,
        columns: &[Option<Column>],
    ) {
        let keys = rows.filter_map(|row| {
            let row = Row::of(row, columns, &[]);
            let key = row.get(Column::Source)?;
            is_key(key, &row).then(|| key.to_owned())
        });
        self.names = NewNames::without(keys);
    }

    pub fn add(&mut self, row: &[String], columns: &[Option<Column>], headers: &[String]) {
        let row = Row::of(row, columns, headers);
        let sources = match row.has_source() {
            true => self.sources(&row),
            false => Vec::new(),
        };
        if row.get(Column::Role).is_some_and(|role| role == NOT_CITED) {
            return;
        }
        match row.get(Column::Words) {
            Some(words) => self.begin_claim(words, &row),
            None if self.incoming.claims.is_empty() => self.lost(&row),
            None => {}
        }
        let Some(claim) = self.incoming.claims.last_mut() else {
            return;
        };
        if row.get(Column::Words).is_none() {
            claim.notes.extend(notes_of(&row));
        }
        for (key, locator) in sources {
            let evidence = Evidence {
                role: role_of(row.get(Column::Role).unwrap_or_default()).to_owned(),
                source: key,
                locator,
                words: row.text(Column::SourceWords),
                rank: row.text(Column::Rank).map(|rank| rank.to_lowercase()),
            };
            if !claim.evidence.contains(&evidence) {
                claim.evidence.push(evidence);
            }
        }
    }

    /// Tells of a row that belongs to no claim, unless it is a source and nothing else.
    fn lost(&mut self, row: &Row) {
        let notes = notes_of(row).into_iter().map(|note| note.text);
        let lines = notes.map(|note| format!("a row above the first claim was left out: {note}"));
        self.incoming.told.extend(lines);
    }

    /// The claim of the row: the one above, if it has the same words.
    fn begin_claim(&mut self, words: &str, row: &Row) {
        let new = claim_of(words, row, &mut self.incoming.entities);
        let is_same = |last: &&mut Claim| {
            fold(&last.words) == fold(&new.words)
                && (last.name == new.name || new.name.is_none())
                && (&last.prefix, &last.suffix) == (&new.prefix, &new.suffix)
        };
        match self.incoming.claims.last_mut().filter(is_same) {
            Some(last) => {
                for note in new.notes {
                    if !last.notes.contains(&note) {
                        last.notes.push(note);
                    }
                }
                for sign_off in new.checked {
                    if !last.checked.contains(&sign_off) {
                        last.checked.push(sign_off);
                    }
                }
            }
            None => self.incoming.claims.push(new),
        }
    }

    /// The keys of the sources of a row, each with its place.
    fn sources(&mut self, row: &Row) -> Vec<(String, Option<String>)> {
        let place = row.get(Column::Place).map(locator_of);
        let (place, odd_place) = match place {
            Some(Ok(place)) => (Some(place), None),
            Some(Err(text)) => (None, Some(text)),
            None => (None, None),
        };
        let cell = row.get(Column::Source);
        // A cell with the names or addresses of several sources.
        if let Some(cell) = cell.filter(|cell| {
            !is_key(cell, row)
                && row.get(Column::SourceTitle).is_none()
                && row.get(Column::Url).is_none()
        }) {
            let cited = citations_in(cell, &[], true);
            if cited.iter().any(|citation| citation.address.is_some()) {
                let all = cited.into_iter().filter_map(|citation| {
                    let address = citation.address.filter(|address| is_address(address))?;
                    let source = Source {
                        urls: vec![address],
                        ..source_of(row, &mut self.incoming.entities)
                    };
                    Some((source, citation.locator))
                });
                let all: Vec<(Source, Option<String>)> = all.collect();
                let is_one = all.len() == 1;
                return all
                    .into_iter()
                    .map(|(source, locator)| {
                        let place = locator.or_else(|| place.clone().filter(|_| is_one));
                        (self.key(source, None), place)
                    })
                    .collect();
            }
        }
        let mut source = source_of(row, &mut self.incoming.entities);
        if let Some(text) = odd_place {
            source.notes.push(Note {
                text: format!("place: {text}"),
                ..Note::default()
            });
        }
        if source.title.is_none() {
            source.title = cell.filter(|cell| !is_key(cell, row)).map(str::to_owned);
        }
        vec![(
            self.key(source, cell.map(|cell| (cell, is_key(cell, row)))),
            place,
        )]
    }

    /// The key of a source, which is added if it is new.
    fn key(&mut self, mut source: Source, cell: Option<(&str, bool)>) -> String {
        let named = cell
            .map(|(cell, _)| cell.to_owned())
            .or_else(|| source.urls.first().cloned());
        let named = named.or_else(|| source.title.clone()).unwrap_or_default();
        let known = fold(&named);
        if let Some(key) = self.keys.get(&known) {
            let key = key.clone();
            if let Some(first) = self.incoming.sources.iter_mut().find(|it| it.key == key) {
                let new = source
                    .notes
                    .into_iter()
                    .filter(|note| !first.notes.contains(note));
                let new: Vec<Note> = new.collect();
                first.notes.extend(new);
            }
            return key;
        }
        let key = match cell {
            Some((name, true)) => name.to_owned(),
            _ => {
                let shown = named
                    .split_once("://")
                    .map_or(named.as_str(), |(_, rest)| rest);
                self.names.of(shown)
            }
        };
        if source.title.is_none() {
            source.title = source.urls.first().map(|url| {
                let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
                rest.trim_end_matches('/').to_owned()
            });
        }
        if source.kind.is_none() && !source.urls.is_empty() {
            source.kind = Some("webpage".to_owned());
        }
        source.key = key.clone();
        self.keys.insert(known, key.clone());
        self.incoming.sources.push(source);
        key
    }
}

/// Whether the cell has the key of a source. A word alone in it may be a title, but keys have no capitals.
fn is_key(cell: &str, row: &Row) -> bool {
    let is_told = [Column::SourceTitle, Column::Confidential];
    let is_told = is_told.iter().any(|column| row.get(*column).is_some());
    is_name(cell) && (is_told || !cell.contains(char::is_uppercase))
}

fn is_name(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric) && text.chars().all(is_name_character)
}

fn role_of(text: &str) -> &'static str {
    match fold(text).as_str() {
        "contradicted-by" | "contradicts" | "against" | "contradice" | "en contra" => {
            "contradicted-by"
        }
        "context" | "background" | "contexto" => "context",
        _ => "source",
    }
}

fn claim_of(words: &str, row: &Row, entities: &mut Vec<Entity>) -> Claim {
    let mut claim = Claim {
        name: row
            .text(Column::Claim)
            .filter(|name| is_name(name) && name.contains(char::is_alphabetic)),
        kind: row.text(Column::Kind).or_else(|| Some("fact".to_owned())),
        words: words.split_whitespace().collect::<Vec<_>>().join(" "),
        prefix: row.text(Column::Prefix),
        suffix: row.text(Column::Suffix),
        also: row
            .lines(Column::Also)
            .into_iter()
            .map(str::to_owned)
            .collect(),
        said_by: parties(row, Column::SaidBy, entities),
        about: parties(row, Column::About, entities),
        asserts: row.text(Column::Asserts),
        value: row.text(Column::Value),
        ..Claim::default()
    };
    match row
        .get(Column::Verdict)
        .map(|written| (written, verdict_of(written)))
    {
        Some((_, Some(verdict))) => claim.verdict = Some(verdict.to_owned()),
        Some((written, None)) => claim
            .notes
            .push(Note::of_draft(&format!("verdict: {written}"))),
        None => {}
    }
    claim.notes.extend(notes_of(row));
    for line in row.lines(Column::Reply) {
        let mut parts = line.split('|').map(str::trim);
        let party = party(parts.next().unwrap_or_default(), entities);
        let outcome = parts.next().map(str::to_owned);
        let date = parts.next().map(str::to_owned);
        claim.replies.push(Reply {
            party,
            outcome,
            date,
        });
    }
    let signers = row.get(Column::CheckedBy).unwrap_or_default().lines();
    let mut dates = row.get(Column::CheckedOn).unwrap_or_default().lines();
    for by in signers {
        claim.checked.push(SignOff {
            by: Some(by.trim().to_owned()).filter(|by| !by.is_empty()),
            date: dates
                .next()
                .map(|date| date.trim().to_owned())
                .filter(|date| !date.is_empty()),
            seal: String::new(),
        });
    }
    for date in dates {
        claim.checked.push(SignOff {
            date: Some(date.trim().to_owned()),
            ..SignOff::default()
        });
    }
    claim
}

/// The notes of a row, and what stands in columns without a known name.
fn notes_of(row: &Row) -> Vec<Note> {
    let notes = row.lines(Column::Notes).into_iter().map(Note::of_draft);
    let others = row.others.iter().map(|(header, text)| Note {
        text: format!("{header}: {text}"),
        ..Note::default()
    });
    notes.chain(others).collect()
}

/// What desks write for a verdict.
fn verdict_of(text: &str) -> Option<&'static str> {
    Some(match fold_for_search(text).as_str() {
        "confirmed" | "true" | "correct" | "ok" | "yes" | "verified" | "x" | "✓" | "si"
        | "cierto" | "verdadero" | "correcto" | "verificado" | "confirmado" => "confirmed",
        "changed" | "corrected" | "fixed" | "corregido" | "cambiado" => "changed",
        "disputed" | "en disputa" | "discutido" => "disputed",
        "unable-to-verify" | "unable to verify" | "unverified" | "not verified"
        | "sin verificar" | "no verificado" => "unable-to-verify",
        "wrong" | "false" | "incorrect" | "no" | "falso" | "incorrecto" => "wrong",
        _ => return None,
    })
}

fn source_of(row: &Row, entities: &mut Vec<Entity>) -> Source {
    let addresses = |column| {
        let lines = row.lines(column).into_iter();
        lines
            .flat_map(str::split_whitespace)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let notes = row.lines(Column::SourceNotes).into_iter();
    Source {
        key: String::new(),
        kind: row.text(Column::SourceKind),
        title: row.text(Column::SourceTitle),
        by: parties(row, Column::By, entities),
        publisher: row.get(Column::Publisher).map(|it| party(it, entities)),
        issued: row.text(Column::Issued),
        event: row.text(Column::Event),
        retrieved: row.text(Column::Retrieved),
        urls: addresses(Column::Url),
        archived: addresses(Column::Archived),
        language: row.text(Column::Language),
        derived_from: row
            .lines(Column::DerivedFrom)
            .into_iter()
            .map(name_of)
            .collect(),
        terms: row.text(Column::Terms),
        retracted: row.text(Column::Retracted),
        is_confidential: row
            .get(Column::Confidential)
            .is_some_and(|text| !matches!(fold(text).as_str(), "no" | "false" | "0")),
        notes: notes.map(Note::of_draft).collect(),
    }
}

fn parties(row: &Row, column: Column, entities: &mut Vec<Entity>) -> Vec<Party> {
    let lines = row.lines(column).into_iter();
    lines.map(|line| party(line, entities)).collect()
}

/// `Rocío San Miguel (@rocio-san-miguel: person)`, or only a name.
fn party(text: &str, entities: &mut Vec<Entity>) -> Party {
    let parted = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once(" (@"));
    let parted = parted.and_then(|(name, entity)| Some((name, entity.split_once(": ")?)));
    let Some((name, (key, kind))) = parted.filter(|(_, (key, _))| is_name(key)) else {
        return Party {
            name: text.to_owned(),
            ..Party::default()
        };
    };
    if entities.iter().all(|entity| entity.key != key) {
        entities.push(Entity {
            key: key.to_owned(),
            kind: Some(kind.to_owned()),
            name: name.to_owned(),
            ..Entity::default()
        });
    }
    Party {
        entity: Some(key.to_owned()),
        kind: Some(kind.to_owned()),
        name: name.to_owned(),
    }
}

/// The place as Sayso writes it, or else the text.
fn locator_of(text: &str) -> Result<String, String> {
    let is_number = !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '–'));
    if is_number {
        return Ok(format!("p. {}", text.replace('-', "–")));
    }
    locator_in(text).ok_or_else(|| text.to_owned())
}
