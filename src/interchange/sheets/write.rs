//! Claims and sources as rows.

use std::collections::BTreeMap;

use anyhow::Result;
use rust_xlsxwriter::{Format, Workbook};

use super::columns::{COLUMNS, Column};
use super::{BETWEEN, NOT_CITED, defused};
use crate::interchange::model::{Claim, Draft, Evidence, Note, Party, Source};
use crate::interchange::released::Released;

type Row = BTreeMap<Column, String>;

pub fn write_csv(draft: &Released) -> Result<Vec<u8>> {
    let mut out = csv::Writer::from_writer(Vec::new());
    for row in cells(draft) {
        out.write_record(row)?;
    }
    Ok(out.into_inner()?)
}

pub fn write_xlsx(draft: &Released) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Claims")?;
    let head = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap();
    sheet.set_freeze_panes(1, 0)?;
    for (row, cells) in cells(draft).into_iter().enumerate() {
        let format = if row == 0 { &head } else { &wrapped };
        for (column, text) in cells.into_iter().enumerate() {
            // A cell holds no more.
            let text: String = text.chars().take(32_767).collect();
            sheet.write_string_with_format(row as u32, column as u16, text, format)?;
        }
    }
    Ok(book.save_to_buffer()?)
}

/// The header and all rows.
fn cells(draft: &Draft) -> Vec<Vec<String>> {
    let header = COLUMNS.iter().map(|spec| spec.name.to_owned()).collect();
    let mut all = vec![header];
    for row in rows(draft) {
        let cells = COLUMNS.iter().map(|spec| {
            let text = row.get(&spec.column).map_or("", String::as_str);
            defused(text)
        });
        all.push(cells.collect());
    }
    all
}

fn rows(draft: &Draft) -> Vec<Row> {
    let sources: BTreeMap<&str, &Source> = draft
        .sources
        .iter()
        .map(|source| (source.key.as_str(), source))
        .collect();
    let mut rows = Vec::new();
    for claim in &draft.claims {
        let cited = claim.evidence.iter().map(|evidence| {
            let mut row = of_claim(claim);
            of_evidence(evidence, &mut row);
            if let Some(source) = sources.get(evidence.source.as_str()) {
                of_source(source, &mut row);
            }
            row
        });
        rows.extend(cited);
        if claim.evidence.is_empty() {
            rows.push(of_claim(claim));
        }
    }
    let is_cited = |source: &Source| {
        let mut evidence = draft.claims.iter().flat_map(|claim| &claim.evidence);
        evidence.any(|evidence| evidence.source == source.key)
    };
    for source in draft.sources.iter().filter(|source| !is_cited(source)) {
        let mut row = Row::new();
        row.insert(Column::Role, NOT_CITED.to_owned());
        of_source(source, &mut row);
        rows.push(row);
    }
    rows
}

fn of_claim(claim: &Claim) -> Row {
    let mut row = Row::new();
    let mut put = |column, text: Option<&str>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            row.insert(column, text.to_owned());
        }
    };
    put(Column::Claim, claim.name.as_deref());
    put(Column::Kind, claim.kind.as_deref());
    put(Column::Words, Some(&claim.words));
    put(Column::Prefix, claim.prefix.as_deref());
    put(Column::Suffix, claim.suffix.as_deref());
    put(Column::Also, Some(&claim.also.join(BETWEEN)));
    put(Column::SaidBy, Some(&parties(&claim.said_by)));
    put(Column::About, Some(&parties(&claim.about)));
    put(Column::Asserts, claim.asserts.as_deref());
    put(Column::Value, claim.value.as_deref());
    put(Column::Verdict, claim.verdict.as_deref());
    put(Column::State, claim.state.as_deref());
    let of_all = |text: fn(&crate::interchange::model::SignOff) -> Option<&str>| {
        let all: Vec<&str> = claim
            .checked
            .iter()
            .map(|it| text(it).unwrap_or(""))
            .collect();
        all.join(BETWEEN)
    };
    put(Column::CheckedBy, Some(&of_all(|it| it.by.as_deref())));
    put(Column::CheckedOn, Some(&of_all(|it| it.date.as_deref())));
    put(Column::Seal, Some(&of_all(|it| Some(&it.seal))));
    let replies = claim.replies.iter().map(|reply| {
        let rest = [&reply.outcome, &reply.date].into_iter().flatten();
        let rest: String = rest.map(|part| format!(" | {part}")).collect();
        party(&reply.party) + &rest
    });
    let replies: Vec<String> = replies.collect();
    put(Column::Reply, Some(&replies.join(BETWEEN)));
    put(Column::Notes, Some(&notes(&claim.notes)));
    row
}

fn of_evidence(evidence: &Evidence, row: &mut Row) {
    row.insert(Column::Role, evidence.role.clone());
    let texts = [
        (Column::Place, &evidence.locator),
        (Column::SourceWords, &evidence.words),
        (Column::Rank, &evidence.rank),
    ];
    for (column, text) in texts {
        row.extend(text.clone().map(|text| (column, text)));
    }
}

fn of_source(source: &Source, row: &mut Row) {
    let mut put = |column, text: Option<&str>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            row.insert(column, text.to_owned());
        }
    };
    put(Column::Source, Some(&source.key));
    put(Column::SourceKind, source.kind.as_deref());
    put(Column::SourceTitle, source.title.as_deref());
    put(Column::By, Some(&parties(&source.by)));
    put(
        Column::Publisher,
        source.publisher.as_ref().map(party).as_deref(),
    );
    put(Column::Issued, source.issued.as_deref());
    put(Column::Event, source.event.as_deref());
    put(Column::Retrieved, source.retrieved.as_deref());
    put(Column::Url, Some(&source.urls.join(BETWEEN)));
    put(Column::Archived, Some(&source.archived.join(BETWEEN)));
    put(Column::Language, source.language.as_deref());
    put(
        Column::DerivedFrom,
        Some(&source.derived_from.join(BETWEEN)),
    );
    put(Column::Terms, source.terms.as_deref());
    put(Column::Retracted, source.retracted.as_deref());
    put(
        Column::Confidential,
        source.is_confidential.then_some("yes"),
    );
    put(Column::SourceNotes, Some(&notes(&source.notes)));
}

fn parties(all: &[Party]) -> String {
    let all: Vec<String> = all.iter().map(party).collect();
    all.join(BETWEEN)
}

/// `Rocío San Miguel (@rocio-san-miguel: person)`
fn party(party: &Party) -> String {
    match (&party.entity, &party.kind) {
        (Some(entity), Some(kind)) => format!("{} (@{entity}: {kind})", party.name),
        (Some(entity), None) => format!("{} (@{entity})", party.name),
        (None, _) => party.name.clone(),
    }
}

fn notes(notes: &[Note]) -> String {
    let all: Vec<String> = notes.iter().map(Note::in_draft).collect();
    all.join(BETWEEN)
}
