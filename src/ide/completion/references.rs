//! Names of entities, sources and claims, after `@` or where a reference is expected.

use rustc_hash::FxHashMap;

use super::{Completion, CompletionKind, Completions, Insert, MAX_ITEMS, Request};
use crate::ide::fuzzy::{Query, best};
use crate::ide::names::{kind_in_words, public_title};
use crate::rules::sources_by_its_people;
use crate::syntax::Keyword;
use crate::workspace::{DeclarationId, FileId, SearchEntry};

/// The bonus for a source by an entity that the claim is about: slightly more than for the same file.
/// For a source by the claim's speaker, twice that.
const BY_ITS_PEOPLE: u32 = 40;

/// A matching declaration and its file.
type Hit<'a> = (FileId, &'a SearchEntry);

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
            |(file, named): &Hit| (*file != self.file_id, named.text.clone(), *file),
        );
        let items = hits
            .into_iter()
            .filter_map(|(file, named)| self.reference(file, named, stem));
        Completions {
            items: items.collect(),
            // The server matches again after the next letter, by aliases and without diacritics.
            is_incomplete: true,
        }
    }

    fn hits(
        &self,
        keyword: Option<Keyword>,
        stem: Option<&str>,
        name: &str,
    ) -> Vec<(u32, Hit<'_>)> {
        let mut query = Query::new(name);
        let mut hits = Vec::new();
        let by_its_people = self.by_its_people(keyword);
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
                if let Some(score) = query.score(named, own) {
                    let count = by_its_people.get(&(id, named.id)).unwrap_or(&0);
                    hits.push((score + count * BY_ITS_PEOPLE, (id, named)));
                }
            }
        }
        hits
    }

    /// The sources by the speakers and the subjects of the claim around the cursor.
    fn by_its_people(&self, keyword: Option<Keyword>) -> FxHashMap<(FileId, DeclarationId), u32> {
        let item = self.segment.item.as_ref();
        let claim = item.filter(|_| keyword == Some(Keyword::Source));
        match claim.and_then(|item| Some((item, item.claim()?))) {
            Some((item, _)) => sources_by_its_people(self.workspace, self.file_id, item),
            None => FxHashMap::default(),
        }
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
        let title = public_title(item);
        let mut completion = self.item(kind, format!("@{name}"));
        completion.insert = Insert::Text(format!("@{name}"));
        completion.detail = Some(match title == item.name()?.as_str() {
            true => kind_in_words(item),
            false => format!("{title} ({})", kind_in_words(item)),
        });
        completion.filter_text = Some(self.typed().to_owned()).filter(|typed| !typed.is_empty());
        completion.declaration = Some((file, named.id));
        Some(completion)
    }
}
