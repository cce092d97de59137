//! The draft that an imported file becomes.

use std::collections::{HashMap, HashSet};

use super::arrange::arrange;
use super::draft_text::{self, Declaration, NewNames, read_back, string};
use super::known::Known;
use super::model::{Claim, Incoming, MarkKind};
use super::passages::passage_at;
use super::reviewed::suggestion;
use crate::article::{Anchor, Article, ArticleFormat, Quotation, StyledKind, styled_blocks};
use crate::syntax::Keyword;

/// What is written, and what is said about it.
#[derive(Debug, Default)]
pub struct Imported {
    pub declarations: Vec<Declaration>,
    pub counts: Counts,
    /// What somebody should look at, for people.
    pub told: Vec<String>,
}

impl Imported {
    /// Leaves out the sources and entities that registries declare already: a draft refers to those.
    pub fn leave_out(&mut self, known: &Known) {
        let names: HashSet<&str> = known.names.iter().map(String::as_str).collect();
        self.declarations.retain(|it| {
            let is_known = it.name.as_deref().is_some_and(|name| names.contains(name));
            it.keyword == Keyword::Claim || !is_known
        });
        self.count();
    }

    fn count(&mut self) {
        let count = |keyword| {
            self.declarations
                .iter()
                .filter(|it| it.keyword == keyword)
                .count()
        };
        self.counts.claims = count(Keyword::Claim);
        self.counts.sources = count(Keyword::Source);
        self.counts.entities = count(Keyword::Entity);
    }
}

/// How much came in, and what it became.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Comments with their replies, footnotes, links, tracked changes, by their names.
    pub from: Vec<(usize, &'static str)>,
    pub claims: usize,
    pub sources: usize,
    pub entities: usize,
}

impl Counts {
    /// `12 comments: 12 claims, 9 sources`
    pub fn line(&self) -> String {
        let from = self.from.iter().filter(|(count, _)| *count > 0);
        let from: Vec<String> = from.map(|(count, word)| counted(*count, word)).collect();
        let mut to = vec![
            counted(self.claims, "claim"),
            counted(self.sources, "source"),
        ];
        if self.entities > 0 {
            let word = if self.entities == 1 {
                "entity"
            } else {
                "entities"
            };
            to.push(format!("{} {word}", self.entities));
        }
        match from.is_empty() {
            true => to.join(", "),
            false => format!("{}: {}", from.join(", "), to.join(", ")),
        }
    }
}

fn counted(count: usize, word: &str) -> String {
    match count {
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    }
}

/// The claims, sources and entities of the file. `text` is the article in that format, and `known` is what a draft
/// can refer to already.
pub fn imported(
    incoming: &Incoming,
    text: Option<(&str, ArticleFormat)>,
    known: &Known,
) -> Imported {
    let mut incoming = incoming.clone();
    use_known_sources(&mut incoming, known);
    let mut written = take_declarations(&mut incoming);
    if incoming.exported_from.is_some() {
        // The draft said already which source stands behind a link.
        incoming.marks.retain(|mark| mark.kind != MarkKind::Link);
    }
    let names = written.iter().filter_map(|it| it.name.clone());
    let of_sources = incoming.sources.iter().map(|source| source.key.clone());
    let of_entities = incoming.entities.iter().map(|entity| entity.key.clone());
    let used = known.names.iter().cloned();
    let used: HashSet<String> = used
        .chain(names)
        .chain(of_sources)
        .chain(of_entities)
        .collect();
    let mut names = NewNames::without(used);
    let article = text.map(|(text, format)| (Article::read(text, format), text));
    let arranged = article
        .as_ref()
        .map(|(article, text)| arrange(&incoming, article, text, &known.sources, &mut names));
    let arranged = arranged.unwrap_or_default();
    let mut imported = Imported {
        counts: counts(&incoming),
        told: incoming.told.clone(),
        ..Imported::default()
    };
    imported.told.extend(arranged.unplaced.iter().cloned());
    let entities = incoming.entities.iter().map(draft_text::entity);
    let sources = incoming
        .sources
        .iter()
        .chain(&arranged.sources)
        .map(draft_text::source);
    let mut declarations: Vec<Declaration> = entities.chain(sources).collect();
    declarations.append(&mut written);
    for claim in &incoming.claims {
        let anchored = article
            .as_ref()
            .map(|(article, text)| anchored(claim, article, text));
        let (claim, remark) = anchored.unwrap_or_else(|| (claim.clone(), None));
        let mut written = draft_text::claim(&claim);
        written.remarks.extend(remark.map(str::to_owned));
        imported
            .told
            .extend(remark.map(|remark| format!("“{}”: {remark}", claim.words)));
        declarations.push(written);
    }
    for (claim, remarks) in &arranged.claims {
        declarations.push(claim_of(claim, remarks, &mut imported.told));
    }
    // In the order of a draft; of each kind in the order in which they came.
    declarations.sort_by_key(|it| match it.keyword {
        Keyword::Entity => 0,
        Keyword::Source => 1,
        _ => 2,
    });
    let mut article = Declaration::new(Keyword::Article);
    article.notes(&arranged.notes);
    article.remarks = arranged.unplaced;
    if !article.fields.is_empty() {
        declarations.insert(0, article);
    }
    imported.declarations = declarations;
    imported.count();
    imported
}

/// Gives the sources that are known by their addresses their known names.
fn use_known_sources(incoming: &mut Incoming, known: &Known) {
    let mut keys: HashMap<&str, &str> = HashMap::new();
    for source in &known.sources {
        keys.extend(
            source
                .urls
                .iter()
                .map(|url| (url.as_str(), source.key.as_str())),
        );
    }
    let names: HashSet<&str> = known.names.iter().map(String::as_str).collect();
    let mut renamed: HashMap<String, String> = HashMap::new();
    for source in &mut incoming.sources {
        let key = source.urls.iter().find_map(|url| keys.get(url.as_str()));
        if let Some(key) = key.filter(|_| !names.contains(source.key.as_str())) {
            let old = std::mem::replace(&mut source.key, (*key).to_owned());
            renamed.insert(old, (*key).to_owned());
        }
    }
    let of_claims = incoming
        .claims
        .iter_mut()
        .flat_map(|claim| &mut claim.evidence);
    let of_marks = incoming.marks.iter_mut().flat_map(|mark| &mut mark.cites);
    for evidence in of_claims.chain(of_marks) {
        if let Some(key) = renamed.get(&evidence.source) {
            evidence.source.clone_from(key);
        }
    }
}

/// A claim with its notes. If its first note is a claim that was exported, it is that claim, at its present words.
fn claim_of(claim: &Claim, remarks: &[String], told: &mut Vec<String>) -> Declaration {
    let mut rest = claim.clone();
    let mut remarks = remarks.to_vec();
    let mut exported = None;
    rest.notes.retain(|note| {
        let read = read_back(&note.text).filter(|it| it.keyword == Keyword::Claim);
        let is_first = exported.is_none() && read.is_some();
        if is_first {
            exported = read;
            remarks.extend(note.is_resolved.then(|| suggestion("the document")));
        }
        !is_first
    });
    if exported.is_some() {
        // They come from what the comment says, and from footnotes with declarations.
        rest.evidence.retain(|_| false);
    }
    let mut declaration = draft_text::claim(&rest);
    if let Some(exported) = exported {
        declaration.name = exported.name;
        declaration.kind = exported.kind;
        let anchor = ["prefix", "suffix"];
        let fields = exported.fields.into_iter();
        let fields = fields.filter(|(field, _)| !anchor.contains(field));
        let own = std::mem::take(&mut declaration.fields);
        let (own_anchor, own_notes): (Vec<_>, Vec<_>) = own
            .into_iter()
            .partition(|(field, _)| anchor.contains(field));
        declaration.fields = own_anchor
            .into_iter()
            .chain(fields)
            .chain(own_notes)
            .collect();
    }
    told.extend(remarks.iter().cloned());
    declaration.remarks = remarks;
    declaration
}

/// The claim with words around it that tell its passage apart, and what is wrong with its words.
fn anchored(claim: &Claim, article: &Article, text: &str) -> (Claim, Option<&'static str>) {
    let found = article.find(&Quotation {
        exact: &claim.words,
        prefix: claim.prefix.as_deref(),
        suffix: claim.suffix.as_deref(),
    });
    let mut claim = claim.clone();
    match found {
        Anchor::Found(_) | Anchor::Repeated(_) => (claim, None),
        Anchor::Missing => (claim, Some("the article does not have these words")),
        Anchor::Ambiguous(places) => {
            let first = places.into_iter().next();
            let passage = first.and_then(|place| passage_at(article, text, place));
            if let Some(passage) = passage {
                claim.words = passage.words;
                claim.prefix = passage.prefix;
                claim.suffix = passage.suffix;
            }
            let remark =
                "the article has these words more than once: the first place is meant here";
            (claim, Some(remark))
        }
    }
}

/// Takes the footnotes that are declarations out of the marks.
fn take_declarations(incoming: &mut Incoming) -> Vec<Declaration> {
    let mut taken = Vec::new();
    incoming.marks.retain(|mark| {
        let [note] = &mark.notes[..] else {
            return true;
        };
        let read = match mark.kind {
            MarkKind::Footnote => read_back(&note.text),
            _ => None,
        };
        let read = read.filter(|it| it.keyword != Keyword::Claim && it.name.is_some());
        let is_taken = read.is_some();
        taken.extend(read);
        !is_taken
    });
    taken
}

fn counts(incoming: &Incoming) -> Counts {
    let of = |kind| incoming.marks.iter().filter(move |mark| mark.kind == kind);
    // A reply is a comment, too.
    let comments = of(MarkKind::Comment)
        .map(|mark| mark.notes.len().max(1))
        .sum();
    Counts {
        from: vec![
            (comments, "comment"),
            (of(MarkKind::Footnote).count(), "footnote"),
            (of(MarkKind::Citation).count(), "citation"),
            (of(MarkKind::Link).count(), "link"),
            (incoming.changes, "tracked change"),
        ],
        ..Counts::default()
    }
}

/// What a new draft says of its article.
#[derive(Debug, Default)]
pub struct NewDraft<'a> {
    pub title: &'a str,
    /// The file of the article, beside the draft.
    pub article: Option<&'a str>,
    /// The file that was imported.
    pub from: &'a str,
}

/// The text of a new draft, or of a new registry if there is neither an article nor a claim.
pub fn draft_of(new: &NewDraft, imported: &Imported, known: &Known) -> String {
    let mut blocks = vec![format!(
        "# Imported from {}.",
        new.from.replace(char::is_control, " ")
    )];
    let mut declarations = imported.declarations.iter().peekable();
    let of_article = declarations.next_if(|it| it.keyword == Keyword::Article);
    if new.article.is_some() || imported.counts.claims > 0 {
        let mut article = Declaration::new(Keyword::Article);
        article.title = Some(new.title.to_owned());
        if let Some(name) = new.article {
            article.fields.push(("text", string(name)));
        }
        if let Some(others) = of_article {
            article.fields.extend(others.fields.iter().cloned());
            article.remarks.extend(others.remarks.iter().cloned());
        }
        blocks.push(article.text());
    }
    blocks.extend(
        known_references(declarations, known)
            .iter()
            .map(Declaration::text),
    );
    blocks.join("\n\n") + "\n"
}

/// The declarations, with references to what none of them declares as notes: a draft with them would have errors.
fn known_references<'a>(
    declarations: impl Iterator<Item = &'a Declaration> + Clone,
    known: &Known,
) -> Vec<Declaration> {
    let own = declarations.clone().filter_map(|it| it.name.as_deref());
    let declared: HashSet<&str> = own.chain(known.names.iter().map(String::as_str)).collect();
    let known = declarations.map(|declaration| {
        let mut written = declaration.clone();
        written.fields.clear();
        for (field, value) in &declaration.fields {
            let is_text = value.starts_with(['"', '“']);
            let missing = (!is_text)
                .then(|| references_in(value))
                .into_iter()
                .flatten();
            let mut missing = missing.filter(|name| !declared.contains(name));
            match missing.next() {
                Some(_) => written.string("note", &format!("{field}: {}", value.replace('@', ""))),
                None => written.fields.push((field, value.clone())),
            }
        }
        written
    });
    known.collect()
}

/// The names that a value refers to, outside of quotation marks.
fn references_in(value: &str) -> impl Iterator<Item = &str> {
    let outside = value.split(['"', '“', '”']).step_by(2);
    outside
        .flat_map(|part| part.split(|c: char| c.is_whitespace() || c == ','))
        .filter_map(|word| word.strip_prefix('@'))
}

/// The headline of an article: its title, its first heading, or the name of its file.
pub fn title_of(incoming: &Incoming, text: Option<&str>, stem: &str) -> String {
    let blocks = text.map(styled_blocks).unwrap_or_default();
    let heading = blocks
        .iter()
        .find(|block| matches!(block.kind, StyledKind::Heading(_)));
    let heading = heading.map(|block| block.runs.iter().map(|run| run.text.as_str()).collect());
    let titles = [incoming.title.clone(), heading];
    let title = titles
        .into_iter()
        .flatten()
        .find(|title: &String| !title.trim().is_empty());
    title.unwrap_or_else(|| stem.to_owned())
}
