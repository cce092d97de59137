//! From what stands at the margin of an article to the claims and sources of a draft.

use std::collections::HashMap;
use std::ops::Range;

use super::draft_text::{Declaration, NewNames, is_address, read_back};
use super::model::{Claim, Evidence, Incoming, Mark, MarkKind, MarkPlace, Note, Source};
use super::passages::{Moved, Passage, passage_at, sentence_before};
use super::remarks::{Citation, citations_in};
use crate::article::{Anchor, Article, Quotation};
use crate::syntax::Keyword;
use crate::text::fold::fold;

/// The claims and sources of a draft.
#[derive(Debug, Default)]
pub struct Arranged {
    /// In the order of the article, each with what has to be said about it.
    pub claims: Vec<(Claim, Vec<String>)>,
    /// Those that are new.
    pub sources: Vec<Source>,
    /// What has no place in the article.
    pub notes: Vec<Note>,
    /// Why it has none, for people.
    pub unplaced: Vec<String>,
}

/// Arranges the marks of an article whose text is `text`. `known` are the sources that a draft can cite already.
pub fn arrange(
    incoming: &Incoming,
    article: &Article,
    text: &str,
    known: &[Source],
    names: &mut NewNames,
) -> Arranged {
    let mut arranger = Arranger {
        article,
        text,
        sources: SourceList::of(incoming.sources.iter().chain(known), names),
        groups: Vec::new(),
        by_range: HashMap::new(),
        arranged: Arranged::default(),
    };
    let order = [
        MarkKind::Comment,
        MarkKind::Footnote,
        MarkKind::Citation,
        MarkKind::Link,
    ];
    for kind in order {
        for mark in incoming.marks.iter().filter(|mark| mark.kind == kind) {
            arranger.add(mark);
        }
    }
    arranger.finish()
}

/// The claim that the comment was exported with.
pub fn exported(mark: &Mark) -> Option<Declaration> {
    let declaration = read_back(&mark.notes.first()?.text)?;
    (declaration.keyword == Keyword::Claim).then_some(declaration)
}

struct Arranger<'a> {
    article: &'a Article,
    text: &'a str,
    sources: SourceList<'a>,
    /// One for each claim.
    groups: Vec<Group>,
    by_range: HashMap<Range<usize>, usize>,
    arranged: Arranged,
}

struct Group {
    range: Range<usize>,
    claim: Claim,
    remarks: Vec<String>,
}

impl Arranger<'_> {
    fn add(&mut self, mark: &Mark) {
        let Some(passage) = self.passage(mark) else {
            self.unplaced(mark);
            return;
        };
        let group = self.group(mark.kind, &passage);
        let citations = self.citations(mark);
        let group = &mut self.groups[group];
        if let Some(moved) = passage.moved.filter(|_| mark.kind != MarkKind::Link) {
            let (kind, number) = (mark.kind.word(), mark.number);
            group
                .remarks
                .push(format!("{kind} {number}: {}", moved.reason()));
        }
        group.claim.notes.extend(mark.notes.iter().cloned());
        for evidence in citations {
            if !group.claim.evidence.contains(&evidence) {
                group.claim.evidence.push(evidence);
            }
        }
    }

    fn passage(&self, mark: &Mark) -> Option<Passage> {
        let (article, text) = (self.article, self.text);
        match &mark.at {
            MarkPlace::Range(range) if mark.kind == MarkKind::Link => {
                let linked = passage_at(article, text, range.clone())?;
                let is_short = linked.words.split_whitespace().count() < 3;
                match is_short || linked.moved.is_some() {
                    true => sentence_before(article, text, range.end),
                    false => Some(linked),
                }
            }
            MarkPlace::Range(range) => passage_at(article, text, range.clone()),
            MarkPlace::After(at) => {
                let passage = sentence_before(article, text, *at)?;
                let moved = (mark.kind == MarkKind::Comment).then_some(Moved::Empty);
                Some(Passage { moved, ..passage })
            }
            MarkPlace::Words {
                exact,
                prefix,
                suffix,
            } => self.quoted(exact, prefix.as_deref(), suffix.as_deref()),
            MarkPlace::Nowhere => None,
        }
    }

    /// The passage of a quotation: with the words around it only if it cannot be found without them.
    fn quoted(&self, exact: &str, prefix: Option<&str>, suffix: Option<&str>) -> Option<Passage> {
        let around = [
            (None, None),
            (prefix, None),
            (None, suffix),
            (prefix, suffix),
        ];
        around.into_iter().find_map(|(prefix, suffix)| {
            let found = self.article.find(&Quotation {
                exact,
                prefix,
                suffix,
            });
            let (Anchor::Found(range), true) = (found, !exact.trim().is_empty()) else {
                return None;
            };
            passage_at(self.article, self.text, range)
        })
    }

    /// The claim that the mark belongs to. Comments on the same words share one; footnotes and links belong to the claim
    /// that their place is in.
    fn group(&mut self, kind: MarkKind, passage: &Passage) -> usize {
        if let Some(known) = self.by_range.get(&passage.range) {
            return *known;
        }
        if kind != MarkKind::Comment {
            let end = passage.range.end;
            let covers = |group: &Group| match kind {
                MarkKind::Link => group.range.start < end && passage.range.start < group.range.end,
                _ => group.range.contains(&end.saturating_sub(1)),
            };
            if let Some(known) = self.groups.iter().rposition(covers) {
                return known;
            }
        }
        let group = self.groups.len();
        self.by_range.insert(passage.range.clone(), group);
        self.groups.push(Group {
            range: passage.range.clone(),
            claim: Claim {
                kind: Some("fact".to_owned()),
                words: passage.words.clone(),
                prefix: passage.prefix.clone(),
                suffix: passage.suffix.clone(),
                ..Claim::default()
            },
            remarks: Vec::new(),
        });
        group
    }

    fn citations(&mut self, mark: &Mark) -> Vec<Evidence> {
        // What a claim rests on that was exported is in its declaration.
        if exported(mark).is_some() {
            return Vec::new();
        }
        let mut all = Vec::new();
        let is_footnote = mark.kind == MarkKind::Footnote;
        let mut links = mark.links.as_slice();
        for note in &mark.notes {
            let found = citations_in(&note.text, links, is_footnote);
            links = &[];
            all.extend(found);
        }
        if mark.notes.is_empty() {
            all = citations_in("", links, false);
        }
        let evidence = all.into_iter().filter_map(|citation| {
            let source = self.sources.cite(&citation)?;
            Some(Evidence {
                role: "source".to_owned(),
                source,
                locator: citation.locator,
                ..Evidence::default()
            })
        });
        mark.cites.iter().cloned().chain(evidence).collect()
    }

    fn unplaced(&mut self, mark: &Mark) {
        // A link without words leads nowhere that a reader could go.
        if mark.kind == MarkKind::Link {
            return;
        }
        self.citations(mark);
        let (kind, number) = (mark.kind.word(), mark.number);
        let arranged = &mut self.arranged;
        arranged.notes.extend(mark.notes.iter().cloned());
        arranged.unplaced.push(format!(
            "{kind} {number} has no place in the text: it is a note of the article"
        ));
    }

    fn finish(mut self) -> Arranged {
        self.groups.sort_by_key(|group| group.range.start);
        let claims = self.groups.into_iter();
        self.arranged.claims = claims.map(|group| (group.claim, group.remarks)).collect();
        self.arranged.sources = self.sources.new;
        self.arranged
    }
}

/// The sources, each once.
struct SourceList<'a> {
    keys: HashMap<String, String>,
    new: Vec<Source>,
    names: &'a mut NewNames,
}

impl<'a> SourceList<'a> {
    fn of<'s>(known: impl Iterator<Item = &'s Source>, names: &'a mut NewNames) -> SourceList<'a> {
        let mut keys = HashMap::new();
        for source in known {
            let title = source.title.iter().map(|title| fold(title));
            for known in source.urls.iter().cloned().chain(title) {
                keys.entry(known).or_insert_with(|| source.key.clone());
            }
        }
        SourceList {
            keys,
            new: Vec::new(),
            names,
        }
    }

    /// The key of the source that is cited.
    fn cite(&mut self, citation: &Citation) -> Option<String> {
        let (known, shown, kind) = match (&citation.address, &citation.title) {
            (Some(address), _) if is_address(address) => {
                (address.clone(), without_scheme(address), "webpage")
            }
            (None, Some(title)) => (fold(title), title.clone(), "document"),
            _ => return None,
        };
        if let Some(key) = self.keys.get(&known) {
            return Some(key.clone());
        }
        let key = self.names.of(&shown);
        self.keys.insert(known, key.clone());
        self.new.push(Source {
            key: key.clone(),
            kind: Some(kind.to_owned()),
            title: Some(shown),
            urls: citation.address.iter().cloned().collect(),
            ..Source::default()
        });
        Some(key)
    }
}

/// The address as people read it.
fn without_scheme(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.trim_end_matches('/').to_owned()
}
