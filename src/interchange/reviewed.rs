//! What reviewers wrote into a document that was exported: their replies become notes, and what they marked as resolved
//! a suggestion to sign. Nothing is signed.

use super::arrange::{arrange, exported};
use super::draft_text::{self, Declaration, NewNames};
use super::known::Known;
use super::model::{Incoming, Mark, MarkKind, Note};
use crate::article::{Article, ArticleFormat};
use crate::model::Item;
use crate::rules::Analysis;
use crate::syntax::Keyword;
use crate::text::fold::fold;
use crate::workspace::{File, Workspace};

/// What is new in the draft.
#[derive(Debug, Default)]
pub struct Reviewed {
    pub declarations: Vec<Declaration>,
    /// The number of comments with their replies.
    pub comments: usize,
    /// The number of claims that were marked as resolved.
    pub resolved: usize,
    /// For people.
    pub told: Vec<String>,
}

/// `from` is the name of the reviewed document.
pub fn reviewed(
    incoming: &Incoming,
    workspace: &Workspace,
    file: &File,
    analysis: &Analysis,
    from: &str,
) -> Reviewed {
    let mut reviewed = Reviewed::default();
    let mut others = Incoming {
        text: incoming.text.clone(),
        ..Incoming::default()
    };
    for mark in incoming
        .marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Comment)
    {
        reviewed.comments += mark.notes.len();
        match claim_like(mark, file) {
            Some(claim) => reviewed.add(claim, mark, from),
            None => others.marks.push(mark.clone()),
        }
    }
    reviewed.place(&others, workspace, file, analysis);
    if incoming.changes > 0 {
        reviewed.told.push(format!(
            "{} tracked changes are not taken over: change the article by hand",
            incoming.changes
        ));
    }
    reviewed
}

impl Reviewed {
    /// The replies to the comment of a claim.
    fn add(&mut self, mut claim: Declaration, mark: &Mark, from: &str) {
        let is_resolved = mark.notes.first().is_some_and(|note| note.is_resolved);
        let replies: Vec<Note> = mark.notes.iter().skip(1).cloned().collect();
        claim.notes(&replies);
        if is_resolved {
            self.resolved += 1;
            claim.remarks.push(suggestion(from));
        }
        self.declarations.push(claim);
    }

    /// Comments that reviewers began: notes of the claim at their words, or new claims.
    fn place(
        &mut self,
        others: &Incoming,
        workspace: &Workspace,
        file: &File,
        analysis: &Analysis,
    ) {
        if others.marks.is_empty() {
            return;
        }
        let text = others.text.as_deref().unwrap_or_default();
        let article = Article::read(text, ArticleFormat::Markdown);
        let known = Known::of(workspace, file.path.as_ref());
        let mut names = NewNames::without(known.names);
        let arranged = arrange(others, &article, text, &known.sources, &mut names);
        self.declarations
            .extend(arranged.sources.iter().map(draft_text::source));
        for (claim, remarks) in &arranged.claims {
            let mut written = draft_text::claim(claim);
            written.remarks = remarks.clone();
            if let Some(known) = claim_at(&claim.words, file, analysis) {
                written.name = known.name;
                written.title = known.title;
                written.kind = None;
                written
                    .fields
                    .retain(|(field, _)| !matches!(*field, "prefix" | "suffix"));
                written.fields.extend(known.fields);
            }
            self.declarations.push(written);
        }
        if !arranged.notes.is_empty() {
            let mut of_article = Declaration::new(Keyword::Article);
            of_article.notes(&arranged.notes);
            self.declarations.push(of_article);
            self.told.extend(arranged.unplaced);
        }
    }
}

/// The remark on a claim that reviewers are done with.
pub fn suggestion(from: &str) -> String {
    format!("resolved in {from}: whoever checked this can sign it now, with `sayso sign`")
}

/// The claim of the draft that the comment was exported from.
fn claim_like(mark: &Mark, file: &File) -> Option<Declaration> {
    let exported = exported(mark)?;
    let field = |name: &str| {
        let found = exported.fields.iter().find(|(field, _)| *field == name);
        found.map(|(_, value)| fold(value.trim_matches(['"', '“', '”'])))
    };
    let (title, prefix, suffix) = (
        exported.title.as_deref().map(fold),
        field("prefix"),
        field("suffix"),
    );
    let is_it = |item: &&Item| {
        let Some(claim) = item.claim() else {
            return false;
        };
        match (&exported.name, item.name()) {
            (Some(name), Some(known)) => *name == **known,
            (None, None) => {
                let around = |text: Option<&crate::model::Text>| text.map(|text| fold(&text.text));
                item.title.as_ref().map(|title| fold(&title.text)) == title
                    && around(claim.prefix()) == prefix
                    && around(claim.suffix()) == suffix
            }
            _ => false,
        }
    };
    let mut items = file.items().map(|(_, _, item)| item);
    items.find(is_it).map(identified)
}

/// The claim of the draft whose passage has these words.
fn claim_at(words: &str, file: &File, analysis: &Analysis) -> Option<Declaration> {
    let article = analysis.article()?.article.as_ref().ok()?;
    let found = article.find(&words.into());
    let range = found.passages().first()?.clone();
    let (id, _) = analysis.passages().overlapping(range).next()?;
    let item = file.slot(id)?.segment.item.as_ref()?;
    Some(identified(item))
}

/// As much of the claim as identifies it.
fn identified(item: &Item) -> Declaration {
    let mut written = Declaration::new(Keyword::Claim);
    written.name = item.name().map(|name| name.to_string());
    written.title = item.title.as_ref().map(|title| title.text.to_string());
    if let Some(claim) = item.claim() {
        for (field, text) in [("prefix", claim.prefix()), ("suffix", claim.suffix())] {
            if let Some(text) = text {
                written.string(field, &text.text);
            }
        }
    }
    written
}
