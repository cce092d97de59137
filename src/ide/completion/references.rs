//! Names of entities, sources and claims, after `@` or where a reference is expected.

use super::nearness::Nearness;
use super::{Completion, CompletionKind, Completions, Insert, MAX_ITEMS, Request};
use crate::ide::fuzzy::{Match, Place, Query, best};
use crate::ide::names::{kind_in_words, public_title};
use crate::syntax::Keyword;
use crate::workspace::{FileId, SearchEntry};

/// The maximum number of bytes that a client compares with what is typed.
const MAX_FILTER: usize = 250;

/// A matching declaration and its file.
type Hit<'a> = (FileId, &'a SearchEntry);

/// The order of what is offered: what comes last in this order is offered first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    group: Group,
    matched: Match,
    /// How close it is to the claim: see [`Nearness::to_claim`].
    near: u32,
    /// How recently it was used: see [`Nearness::recently_used`].
    recent: u32,
    in_own_file: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Others,
    /// The claim is about it, or its passage names it.
    OfTheClaim,
    /// What was typed begins a word of it.
    Word,
    /// What was typed begins its name or title.
    Start,
}

impl Group {
    fn of(matched: Match, near: u32) -> Group {
        match matched.place {
            Place::Whole | Place::Start => Group::Start,
            Place::Word => Group::Word,
            Place::Letters if near > 0 => Group::OfTheClaim,
            Place::Letters => Group::Others,
        }
    }
}

impl Request<'_> {
    pub(super) fn references(&self, keyword: Option<Keyword>) -> Completions {
        let typed = self.typed().trim_start_matches('@');
        let (stem, name) = match typed.split_once('/') {
            Some((stem, name)) => (Some(stem), name),
            None => (None, typed),
        };
        let (hits, _) = best(
            self.hits(keyword, stem, name),
            MAX_ITEMS,
            |(file, named): &Hit| (named.text.clone(), *file),
        );
        // What is typed next cannot bring up anything if nothing has the letters so far.
        let is_incomplete = !hits.is_empty();
        let items = hits
            .into_iter()
            .filter_map(|(file, named)| self.reference(file, named, stem));
        let mut items: Vec<Completion> = items.collect();
        if let Some(first) = items.first_mut() {
            first.preselect = true;
        }
        Completions {
            items,
            // The order depends on what is typed.
            is_incomplete,
        }
    }

    fn hits(
        &self,
        keyword: Option<Keyword>,
        stem: Option<&str>,
        name: &str,
    ) -> Vec<(Rank, Hit<'_>)> {
        let mut query = Query::new(name);
        let mut hits = Vec::new();
        let nearness = Nearness::of(self, keyword);
        for (id, file) in self.workspace.files() {
            if stem.is_some_and(|stem| file.stem() != stem) {
                continue;
            }
            let own = id == self.file_id;
            for named in file.search_entries() {
                let fits = named.has_name && keyword.is_none_or(|keyword| keyword == named.keyword);
                if !fits || own && named.id == self.id {
                    continue;
                }
                let Some(matched) = query.matched(named) else {
                    continue;
                };
                let near = nearness.to_claim((id, named.id));
                let rank = Rank {
                    group: Group::of(matched, near),
                    matched,
                    near,
                    recent: nearness.recently_used((id, named.id)),
                    in_own_file: own,
                };
                hits.push((rank, (id, named)));
            }
        }
        hits
    }

    fn reference(
        &self,
        file: FileId,
        named: &SearchEntry,
        stem: Option<&str>,
    ) -> Option<Completion> {
        let declaring = self.workspace.file(file)?;
        let (_, slot) = declaring.get(named.id)?;
        let item = slot.segment.item.as_ref()?;
        let name = match stem {
            Some(stem) => format!("{stem}/{}", item.name()?),
            None => self.workspace.reference_to(self.file_id, file, named.id)?,
        };
        let kind = match named.keyword {
            Keyword::Entity => CompletionKind::Entity,
            Keyword::Source => CompletionKind::Source,
            _ => CompletionKind::Claim,
        };
        let title = Some(public_title(item)).filter(|title| *title != name);
        let kind_words = kind_in_words(item);
        let mut completion = self.item(kind, format!("@{name}"));
        completion.filter_text = Some(self.filter_text(&name, named));
        completion.insert = Insert::Text(format!("@{name}"));
        completion.detail = Some(match title {
            None => kind_words.clone(),
            Some(title) => format!("{title} ({kind_words})"),
        });
        completion.title = title.map(str::to_owned);
        completion.kind_words = kind_words;
        completion.declaration = Some((file, named.id));
        Some(completion)
    }

    /// What a client compares with what is typed, which may be more by now: exactly what was typed, since the server
    /// has compared that already, and all texts of the declaration without case and diacritics.
    fn filter_text(&self, name: &str, named: &SearchEntry) -> String {
        let mut text = match self.typed() {
            "" | "@" => format!("@{name}"),
            typed => typed.to_owned(),
        };
        for folded in named.texts() {
            text.push(' ');
            text.push_str(folded);
        }
        text.truncate(text.floor_char_boundary(MAX_FILTER));
        text
    }
}
