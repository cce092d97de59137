//! The words by which a draft exposes a confidential source. Once `confidential-exposed` finds such words in any draft of
//! the workspace, no command prints a line or a message, of any rule and about any draft, that contains them or another
//! name of the source: output ends up in logs. See `docs/decisions/0001-never-print-confidential-sources.md`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use aho_corasick::AhoCorasick;
use rayon::prelude::*;

use super::loaded::article_of;
use crate::model::Item;
use crate::rules::{Analysis, Exposures};
use crate::text::fold::{fold, fold_for_search};
use crate::text::words::{is_boundary, words};
use crate::workspace::{
    ArticleText, ConfidentialWords, DeclarationId, File, FileId, Location, Place, Workspace,
};

/// The words that were found, and their places. Nearly always there are none.
#[derive(Clone, Default)]
pub struct ExposedWords {
    /// By path, in order, as byte ranges. No range contains another.
    places: BTreeMap<Arc<Path>, Vec<Range<usize>>>,
    /// As [`searchable`] text.
    words: BTreeSet<String>,
    search: Option<AhoCorasick>,
    /// The sources that are exposed, and the names of all.
    sources: BTreeSet<(FileId, DeclarationId)>,
    confidential: Option<Arc<ConfidentialWords>>,
}

impl ExposedWords {
    /// What the drafts of the workspace expose. Reads the articles of those drafts that declare or cite a confidential
    /// source.
    pub fn of_all(workspace: &Workspace) -> ExposedWords {
        let drafts: Vec<FileId> = drafts_with_confidential_sources(workspace)
            .into_iter()
            .collect();
        let exposed = drafts.par_iter().filter_map(|id| {
            let file = workspace.file(*id)?;
            let article = article_of(workspace, file);
            let text = article.as_deref().and_then(ArticleText::article);
            let exposures = Exposures::of(workspace, *id, file, text);
            Some((exposures.exposed().to_vec(), article))
        });
        let mut all = ExposedWords::default();
        for (exposed, article) in exposed.collect::<Vec<_>>() {
            all.add(workspace, &exposed, article.as_deref());
        }
        all.finish();
        all
    }

    /// These words, and those of a draft that was analysed. They are known already, unless its article has changed in
    /// the meantime.
    pub fn and_of(&self, workspace: &Workspace, analysis: &Analysis) -> Cow<'_, ExposedWords> {
        if analysis.exposed().is_empty() {
            return Cow::Borrowed(self);
        }
        let mut all = self.clone();
        all.add(
            workspace,
            analysis.exposed(),
            analysis.article().map(|text| &**text),
        );
        all.finish();
        Cow::Owned(all)
    }

    fn add(
        &mut self,
        workspace: &Workspace,
        exposed: &[(Place, (FileId, DeclarationId))],
        article: Option<&ArticleText>,
    ) {
        let confidential = workspace.shared_confidential_words();
        if !exposed.is_empty() {
            self.confidential = Some(confidential.clone());
        }
        for (place, source) in exposed {
            self.sources.insert(*source);
            for name in confidential.names_of(*source) {
                self.words.insert(searchable(name));
                self.words.insert(joined(name));
            }
            if let Some(Location { path, range }) = place.location(workspace, article) {
                let text = match place {
                    Place::Article { span, .. } => {
                        article.map(|text| span.of(&text.text).to_owned())
                    }
                    Place::Declaration { file, .. } => {
                        let text = workspace.file(*file).map(|file| file.text());
                        text.map(|text| text[range.clone()].to_owned())
                    }
                };
                self.words.extend(text.map(|text| searchable(&text)));
                self.places.entry(path).or_default().push(range);
            }
        }
    }

    fn finish(&mut self) {
        self.words.remove("");
        for ranges in self.places.values_mut() {
            ranges.sort_by_key(|range| range.start);
            ranges.dedup();
        }
        if !self.words.is_empty() {
            let search = AhoCorasick::new(&self.words);
            self.search = Some(search.expect("an article contains fewer words than that"));
        }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether `lines` of `text`, which is the text of the file at `path`, contain exposed words.
    pub fn are_in_lines(&self, path: &Path, text: &str, lines: &Range<usize>) -> bool {
        if self.search.is_none() {
            return false;
        }
        let Range { start, end } = *lines;
        let places = self.places.get(path).map_or(&[][..], Vec::as_slice);
        let next = places.partition_point(|place| place.end < start);
        let is_touched = places.get(next).is_some_and(|place| place.start <= end);
        is_touched || self.are_in(&text[start..end])
    }

    /// Whether the text contains exposed words.
    pub fn are_in(&self, text: &str) -> bool {
        let Some(search) = &self.search else {
            return false;
        };
        let plain = searchable(text);
        let mut found = search.find_overlapping_iter(&plain);
        found.any(|found| is_boundary(&plain, found.start())) || self.are_named_in(text)
    }

    /// Whether the text names an exposed source in some other way: "Ms Doe".
    fn are_named_in(&self, text: &str) -> bool {
        let mut people = self
            .confidential
            .iter()
            .map(|confidential| &confidential.people);
        let text = fold(text);
        people.any(|people| {
            let mut named = people.in_prose(&text).into_iter();
            named.any(|mention| self.sources.contains(&mention.id))
        })
    }

    /// The lines of `text`, from 0, that contain exposed words or a part of them.
    pub fn lines_in(&self, text: &str) -> BTreeSet<usize> {
        if self.search.is_none() {
            return BTreeSet::new();
        }
        let lines: Vec<&str> = text.split('\n').collect();
        let alone = (0..lines.len()).filter(|at| self.are_in(lines[*at]));
        let mut found: BTreeSet<usize> = alone.collect();
        for (at, pair) in lines.windows(2).enumerate() {
            if !found.contains(&at) && !found.contains(&(at + 1)) && self.are_in(&pair.join(" ")) {
                found.extend([at, at + 1]);
            }
        }
        found
    }
}

/// The drafts that declare or cite a confidential source.
fn drafts_with_confidential_sources(workspace: &Workspace) -> BTreeSet<FileId> {
    let mut drafts = BTreeSet::new();
    for (file_id, id) in workspace.confidential_sources() {
        drafts.insert(file_id);
        let slot = workspace.file(file_id).and_then(|file| file.slot(id));
        let name = slot
            .and_then(|slot| slot.segment.item.as_ref())
            .and_then(Item::name);
        drafts.extend(name.map_or(&[][..], |name| workspace.index.referring(name)));
    }
    let is_draft = |file: &Arc<File>| !file.is_registry();
    drafts.retain(|id| workspace.file(*id).is_some_and(is_draft));
    drafts
}

/// The text without letter case, accents, and what identifiers and addresses have between words.
fn searchable(text: &str) -> String {
    let text = fold_for_search(&text.replace("%20", " "));
    let is_between = |c: char| c.is_whitespace() || matches!(c, '-' | '_' | '.' | '+');
    let words = text.split(is_between).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A long name without anything between its words; else nothing.
fn joined(name: &str) -> String {
    const SHORTEST: usize = 7;
    let name = fold_for_search(name);
    let all: Vec<&str> = words(&name).map(|word| &name[word]).collect();
    match all.len() > 1 && name.len() > SHORTEST {
        true => all.concat(),
        false => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_writings_of_a_name_are_found() {
        let mut exposed = ExposedWords::default();
        exposed.words.extend([
            searchable("Zdénka Kowal"),
            joined("Zdénka Kowal"),
            searchable("Ana"),
        ]);
        exposed.finish();
        for text in [
            "so Zdenka Kowals said",
            "`@zdenka-kowal`",
            "img/ZDENKA_KOWAL.jpg",
            "/zdenka%20kowal",
            "zdenka.kowal@x.org",
            "zdenkakowal",
            "Ana's",
        ] {
            assert!(exposed.are_in(text), "{text}");
        }
        for text in ["Kowal", "Canada", "Zdenka, Kowal", ""] {
            assert!(!exposed.are_in(text), "{text}");
        }
        let lines = exposed.lines_in("one\nby Zdenka\n Kowal said\nAna\nfive");
        assert_eq!(lines.into_iter().collect::<Vec<_>>(), [1, 2, 3]);
    }
}
