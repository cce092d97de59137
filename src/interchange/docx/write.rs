//! A draft as a Word document: the article, with a comment for each claim and a footnote for each source and entity.
//! Comments and footnotes hold declarations as they are in the draft, so that they can be read back.

use std::collections::{BTreeMap, HashSet};
use std::io::Cursor;
use std::ops::Range;

use anyhow::Result;
use docx_rs::{
    AbstractNumbering, BreakType, Comment, Docx, Footnote, Hyperlink, HyperlinkType, IndentLevel,
    Level, LevelJc, LevelText, NumberFormat, Numbering, NumberingId, Paragraph, Run, RunFonts,
    SpecialIndentType, Start, Style, StyleType, Table, TableCell, TableRow,
};

use super::own::{AUTHOR, DRAFT_PROPERTY, NO_DATE, RESOLVED};
use crate::article::{StyledBlock, StyledKind, StyledRun, styled_blocks};
use crate::interchange::draft_text::{self, Declaration};
use crate::interchange::model::{Claim, Draft, SignOff};
use crate::interchange::released::Released;

/// The numbers of lists.
const BULLETS: usize = 2;
const NUMBERS: usize = 3;

pub fn write(draft: &Released) -> Result<Vec<u8>> {
    let mut writer = Writer::of(draft);
    let mut docx = styles(Docx::new()).custom_property(DRAFT_PROPERTY, &draft.stem);
    let mut blocks = match draft.is_markdown {
        true => styled_blocks(&draft.text),
        false => plain_blocks(&draft.text),
    };
    if blocks.is_empty() {
        blocks.push(headline(draft));
    }
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        let StyledKind::Cell { table, .. } = block.kind else {
            docx = docx.add_paragraph(writer.paragraph(&block));
            continue;
        };
        let mut cells = vec![block];
        while let Some(next) = blocks.next_if(|next| is_in(next, table)) {
            cells.push(next);
        }
        docx = docx.add_table(writer.table(&cells));
    }
    for rest in writer.rest() {
        docx = docx.add_paragraph(rest);
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.build().pack(&mut bytes)?;
    Ok(bytes.into_inner())
}

/// The paragraphs of a text without markup, which have blank lines between them.
fn plain_blocks(text: &str) -> Vec<StyledBlock> {
    let mut blocks: Vec<StyledBlock> = Vec::new();
    let mut is_new = true;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let at = start + (line.len() - line.trim_start().len());
        start += line.len();
        if words.is_empty() {
            is_new = true;
            continue;
        }
        let run = |text: &str, source: Range<usize>| StyledRun {
            text: text.to_owned(),
            source,
            look: Default::default(),
        };
        if is_new {
            blocks.push(StyledBlock {
                kind: StyledKind::Paragraph,
                runs: Vec::new(),
            });
        }
        if let Some(block) = blocks.last_mut() {
            if !is_new {
                block.runs.push(run(" ", at..at));
            }
            block.runs.push(run(words, at..at + words.len()));
        }
        is_new = false;
    }
    blocks
}

fn headline(draft: &Draft) -> StyledBlock {
    StyledBlock {
        kind: StyledKind::Heading(1),
        runs: vec![StyledRun {
            text: draft.title.clone().unwrap_or_else(|| draft.stem.clone()),
            source: 0..0,
            look: Default::default(),
        }],
    }
}

fn is_in(block: &StyledBlock, table: usize) -> bool {
    matches!(block.kind, StyledKind::Cell { table: of, .. } if of == table)
}

fn styles(docx: Docx) -> Docx {
    let level = |format: &str, text: &str, depth: usize| {
        let text = text.replace('1', &(depth + 1).to_string());
        Level::new(
            depth,
            Start::new(1),
            NumberFormat::new(format),
            LevelText::new(text),
            LevelJc::new("left"),
        )
        .indent(
            Some(720 * (depth as i32 + 1)),
            Some(SpecialIndentType::Hanging(360)),
            None,
            None,
        )
    };
    let list = |id, format, text| {
        let levels = (0..9).map(|depth| level(format, text, depth));
        levels.fold(AbstractNumbering::new(id), AbstractNumbering::add_level)
    };
    let headings = (1..=6).map(|level| {
        Style::new(format!("Heading{level}"), StyleType::Paragraph)
            .name(format!("heading {level}"))
            .outline_lvl(level - 1)
            .size(36 - 3 * level)
            .bold()
    });
    headings
        .fold(docx, Docx::add_style)
        .default_fonts(RunFonts::new().ascii("Calibri").hi_ansi("Calibri"))
        .add_abstract_numbering(list(BULLETS, "bullet", "•"))
        .add_numbering(Numbering::new(BULLETS, BULLETS))
        .add_abstract_numbering(list(NUMBERS, "decimal", "%1."))
        .add_numbering(Numbering::new(NUMBERS, NUMBERS))
}

struct Writer<'a> {
    draft: &'a Draft,
    /// The claims that were not written yet, by where they start.
    waiting: BTreeMap<(usize, usize), &'a Claim>,
    /// The claims that were begun: where each ends, and the numbers of its comments.
    open: Vec<(usize, Vec<usize>, &'a Claim)>,
    comments: usize,
    footnotes: usize,
    /// The declarations that have a footnote.
    noted: HashSet<(bool, &'a str)>,
}

impl<'a> Writer<'a> {
    fn of(draft: &'a Draft) -> Writer<'a> {
        let waiting = draft.claims.iter().enumerate().map(|(number, claim)| {
            // What is not in the article stands at its start.
            let start = claim.place.as_ref().map_or(0, |place| place.start);
            ((start, number), claim)
        });
        Writer {
            draft,
            waiting: waiting.collect(),
            open: Vec::new(),
            comments: 0,
            footnotes: 0,
            noted: HashSet::new(),
        }
    }

    fn paragraph(&mut self, block: &StyledBlock) -> Paragraph {
        let paragraph = match block.kind {
            StyledKind::Heading(level) => Paragraph::new().style(&format!("Heading{level}")),
            StyledKind::Item { is_numbered, depth } => {
                let list = if is_numbered { NUMBERS } else { BULLETS };
                Paragraph::new().numbering(NumberingId::new(list), IndentLevel::new(depth.min(8)))
            }
            StyledKind::Paragraph | StyledKind::Cell { .. } => Paragraph::new(),
        };
        self.runs(paragraph, &block.runs)
    }

    fn table(&mut self, cells: &[StyledBlock]) -> Table {
        let mut rows: Vec<(usize, Vec<TableCell>)> = Vec::new();
        for cell in cells {
            let StyledKind::Cell { row, .. } = cell.kind else {
                continue;
            };
            let written = TableCell::new().add_paragraph(self.paragraph(cell));
            match rows.last_mut() {
                Some((last, cells)) if *last == row => cells.push(written),
                _ => rows.push((row, vec![written])),
            }
        }
        Table::new(
            rows.into_iter()
                .map(|(_, cells)| TableRow::new(cells))
                .collect(),
        )
    }

    fn runs(&mut self, mut paragraph: Paragraph, runs: &[StyledRun]) -> Paragraph {
        for run in runs {
            for part in self.parts(run) {
                paragraph = self.begin_claims(paragraph, part.source.start, part.source.end);
                paragraph = add(paragraph, &part);
                paragraph = self.end_claims(paragraph, part.source.end);
            }
        }
        // A comment ends in its paragraph: the claim's passage is in one.
        self.end_claims(paragraph, usize::MAX)
    }

    /// The run in parts, so that no claim begins or ends inside of one.
    fn parts(&self, run: &StyledRun) -> Vec<StyledRun> {
        if run.text.len() != run.source.len() {
            return vec![run.clone()];
        }
        let Range { start, end } = run.source;
        let ends = self.open.iter().map(|(end, ..)| *end);
        let begun = self.waiting.range((0, 0)..(end, 0));
        let begun = begun.flat_map(|((start, _), claim)| {
            [
                *start,
                claim.place.as_ref().map_or(*start, |place| place.end),
            ]
        });
        let mut cuts: Vec<usize> = ends.chain(begun).collect();
        cuts.retain(|cut| (start + 1..end).contains(cut) && run.text.is_char_boundary(cut - start));
        cuts.sort();
        cuts.dedup();
        cuts.push(end);
        let mut at = start;
        let parts = cuts.into_iter().map(|cut| {
            let part = StyledRun {
                text: run.text[at - start..cut - start].to_owned(),
                source: at..cut,
                look: run.look.clone(),
            };
            at = cut;
            part
        });
        parts.collect()
    }

    /// Begins the comments of the claims that start before `end`.
    fn begin_claims(&mut self, mut paragraph: Paragraph, at: usize, end: usize) -> Paragraph {
        let limit = end.max(at + 1);
        while let Some(((start, number), claim)) = self.waiting.pop_first() {
            if start >= limit {
                self.waiting.insert((start, number), claim);
                break;
            }
            let comments = self.comments_of(claim);
            let ids = comments.iter().map(Comment::id).collect();
            paragraph = comments
                .into_iter()
                .fold(paragraph, Paragraph::add_comment_start);
            let end = claim.place.as_ref().map_or(at, |place| place.end);
            self.open.push((end, ids, claim));
        }
        paragraph
    }

    fn end_claims(&mut self, mut paragraph: Paragraph, at: usize) -> Paragraph {
        let (ended, open) = std::mem::take(&mut self.open)
            .into_iter()
            .partition::<Vec<_>, _>(|(end, ..)| *end <= at);
        self.open = open;
        for (_, ids, claim) in ended {
            paragraph = ids.into_iter().fold(paragraph, Paragraph::add_comment_end);
            for footnote in self.footnotes_of(claim) {
                paragraph = paragraph.add_run(Run::new().add_footnote_reference(footnote));
            }
        }
        paragraph
    }

    /// A comment with the claim, and its notes as replies.
    fn comments_of(&mut self, claim: &Claim) -> Vec<Comment> {
        let first = self.next_comment();
        let declaration = commented(claim);
        let mut all = vec![comment(first, AUTHOR, NO_DATE, &declaration.text())];
        for note in &claim.notes {
            let author = note.by.as_deref().unwrap_or(AUTHOR);
            let date = note.date.as_ref().map(|date| format!("{date}T00:00:00Z"));
            let resolved = if note.is_resolved { RESOLVED } else { "" };
            let text = format!("{resolved}{}", note.text);
            let reply = comment(
                self.next_comment(),
                author,
                date.as_deref().unwrap_or(NO_DATE),
                &text,
            );
            all.push(reply.parent_comment_id(first));
        }
        all
    }

    fn next_comment(&mut self) -> usize {
        self.comments += 1;
        self.comments
    }

    /// The sources and entities that the claim is the first to refer to.
    fn footnotes_of(&mut self, claim: &'a Claim) -> Vec<Footnote> {
        let mut declarations = Vec::new();
        let mut sources: Vec<&str> = claim.evidence.iter().map(|it| it.source.as_str()).collect();
        let mut entities: Vec<&'a str> = Vec::new();
        let replying = claim.replies.iter().map(|reply| &reply.party);
        for party in claim.said_by.iter().chain(&claim.about).chain(replying) {
            entities.extend(party.entity.as_deref());
        }
        while let Some(key) = sources.pop() {
            let source = self.draft.sources.iter().find(|source| source.key == key);
            let Some(source) = source.filter(|it| self.noted.insert((true, it.key.as_str())))
            else {
                continue;
            };
            sources.extend(source.derived_from.iter().map(String::as_str));
            for party in source.by.iter().chain(&source.publisher) {
                entities.extend(party.entity.as_deref());
            }
            declarations.push(draft_text::source(source));
        }
        for key in entities {
            let entity = self.draft.entities.iter().find(|entity| entity.key == key);
            if let Some(entity) = entity.filter(|it| self.noted.insert((false, it.key.as_str()))) {
                declarations.push(draft_text::entity(entity));
            }
        }
        declarations.iter().map(|it| self.footnote(it)).collect()
    }

    fn footnote(&mut self, declaration: &Declaration) -> Footnote {
        self.footnotes += 1;
        Footnote {
            id: self.footnotes,
            content: lines(&declaration.text()),
        }
    }

    /// The sources and entities that no claim refers to, and the claims that the article has no place for.
    fn rest(&mut self) -> Vec<Paragraph> {
        let mut footnotes = Vec::new();
        for source in &self.draft.sources {
            if self.noted.insert((true, source.key.as_str())) {
                footnotes.push(self.footnote(&draft_text::source(source)));
            }
        }
        for entity in &self.draft.entities {
            if self.noted.insert((false, entity.key.as_str())) {
                footnotes.push(self.footnote(&draft_text::entity(entity)));
            }
        }
        if footnotes.is_empty() && self.waiting.is_empty() {
            return Vec::new();
        }
        let paragraph = self.begin_claims(Paragraph::new(), usize::MAX - 1, usize::MAX);
        let paragraph = self.end_claims(paragraph, usize::MAX);
        let add = |paragraph: Paragraph, footnote| {
            paragraph.add_run(Run::new().add_footnote_reference(footnote))
        };
        vec![footnotes.into_iter().fold(paragraph, add)]
    }
}

/// The claim as its comment says it: the state and the sign-offs in words, so that nobody takes them for a signature.
fn commented(claim: &Claim) -> Declaration {
    let mut bare = claim.clone();
    bare.notes.clear();
    bare.checked.clear();
    let mut declaration = draft_text::claim(&bare);
    declaration.remarks = claim.checked.iter().map(signed).collect();
    declaration
        .remarks
        .extend(claim.state.iter().map(|state| format!("state: {state}")));
    declaration
}

fn signed(sign_off: &SignOff) -> String {
    let by = sign_off.by.as_deref().unwrap_or("somebody");
    let date = sign_off.date.as_ref().map(|date| format!(" on {date}"));
    let seal = match sign_off.seal.as_str() {
        "whole" => ", unchanged since",
        "broken" => ", changed since",
        "none" => ", not sealed",
        _ => ", not found in the article",
    };
    format!("checked by {by}{}{seal}", date.unwrap_or_default())
}

fn comment(id: usize, author: &str, date: &str, text: &str) -> Comment {
    // One paragraph: `docx-rs` writes a comment once for each of its paragraphs.
    let mut run = Run::new();
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line.trim());
    }
    let comment = Comment::new(id).author(author).date(date);
    comment.add_paragraph(Paragraph::new().add_run(run))
}

fn lines(text: &str) -> Vec<Paragraph> {
    let lines = text
        .lines()
        .map(|line| Paragraph::new().add_run(Run::new().add_text(line.trim())));
    lines.collect()
}

fn add(paragraph: Paragraph, part: &StyledRun) -> Paragraph {
    let mut run = Run::new();
    for (at, line) in part.text.split('\n').enumerate() {
        if at > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        if !line.is_empty() {
            run = run.add_text(line);
        }
    }
    if part.look.bold {
        run = run.bold();
    }
    if part.look.italic {
        run = run.italic();
    }
    if part.look.strike {
        run = run.strike();
    }
    match &part.look.link {
        Some(address) => {
            let run = run.color("0563C1").underline("single");
            paragraph.add_hyperlink(Hyperlink::new(address, HyperlinkType::External).add_run(run))
        }
        None => paragraph.add_run(run),
    }
}
